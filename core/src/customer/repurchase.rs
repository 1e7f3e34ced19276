//! Repurchase rates: the field means many things by the word, so each has its name.

use super::facts::{Purchase, Purchases, count};
use super::rules::Rules;
use super::segments::{SegmentsRequest, quantity};
use crate::calendar::{Date, Window};
use crate::document::record;
use crate::error::{Code, Error};
use crate::number::{Figure, Number};
use crate::reason::{Quantity, Reason, Reasons, Rule};

record! {
    /// Days from `from` to the day before `until`.
    pub struct Period {
        /// The first day.
        pub from: Date,
        /// The first day that is no longer in it.
        pub until: Date,
    }
}

record! {
    /// Two periods: who bought in the first, and again in the second.
    pub struct TwoPeriods {
        /// The first.
        pub first: Period,
        /// The second.
        pub second: Period,
    }
}

record! {
    /// A rate with what it is made of.
    pub struct RepurchaseRate {
        /// Those who came again: customers, or orders where the name says so.
        pub again: u64,
        /// Of so many.
        pub of: u64,
        /// `again` / `of`.
        pub rate: Figure,
    }
}

record! {
    /// Repurchase rates by name. What would divide by zero is absent. The first three are of the window.
    pub struct RepurchaseRates {
        /// Buyers with at least two orders, two of one day counting, of all buyers.
        pub by_orders: Option<RepurchaseRate>,
        /// Buyers with orders on at least two days, of all buyers.
        pub by_days: Option<RepurchaseRate>,
        /// Orders that are not the buyer's first of the window, of all orders.
        pub order_based: Option<RepurchaseRate>,
        /// Customers who ordered again on a later day within `horizon_days` of their first order ever, of those who were seen that long.
        pub within_horizon: Option<RepurchaseRate>,
        /// `by_orders` in the days that the request names.
        pub calendar: Option<RepurchaseRate>,
        /// Buyers of the request's first period who bought in the second, of all buyers of the first (回购率).
        pub returned: Option<RepurchaseRate>,
        /// Buyers of the window who had bought before it, of all its buyers (老客占比).
        pub known_before: Option<RepurchaseRate>,
    }
}

/// What one customer bought, ever.
pub(super) struct Buyer<'p>(pub(super) &'p Purchases);

impl Buyer<'_> {
    fn within(&self, window: Window) -> &[Purchase] {
        self.0.within(window)
    }
}

impl Period {
    fn window(&self) -> Option<Window> {
        Window::new(self.from, self.until)
    }

    fn check(&self, place: &str) -> Result<(), Error> {
        if self.from < self.until {
            return Ok(());
        }
        let error = Error::new(Code::PeriodOrder).found(self.until).allowed(self.from);
        Err(error.at(alloc::format!("{place}/until")))
    }
}

/// Refuses periods that end before they begin.
pub(super) fn check_periods(request: &SegmentsRequest) -> Result<(), Error> {
    if let Some(period) = &request.period {
        period.check("/period")?;
    }
    if let Some(TwoPeriods { first, second }) = &request.returned {
        first.check("/returned/first")?;
        second.check("/returned/second")?;
        if second.from < first.until {
            let error =
                Error::new(Code::PeriodOverlap).found(alloc::format!("{}–{}", second.from, second.until));
            let other = alloc::format!("{}–{}", first.from, first.until);
            return Err(error.with("other", other).at("/returned/second"));
        }
    }
    Ok(())
}

/// A part of a whole that is counted customer by customer.
#[derive(Clone, Copy, Default)]
struct Part {
    again: u64,
    of: u64,
}

impl Part {
    /// Counts customers: `None` is not of the whole, `Some(true)` of the part.
    fn of_buyers<'b, 'p: 'b>(
        buyers: impl Iterator<Item = &'b Buyer<'p>>,
        came_again: impl Fn(&Buyer<'_>) -> Option<bool>,
    ) -> Self {
        buyers.filter_map(came_again).fold(Self::default(), |part, again| Self {
            again: part.again.saturating_add(again.into()),
            of: part.of.saturating_add(1),
        })
    }

    fn rate(self, name: &'static str, reasons: &mut Reasons) -> Option<RepurchaseRate> {
        let exact = Number::of(self.again).over(&Number::of(self.of))?;
        reasons.detail(|| {
            Reason::new(Rule::CustomerRepurchase)
                .of(name)
                .with("again", quantity(self.again))
                .with("total", quantity(self.of))
                .with("exact", Quantity::text(exact.shown()))
        });
        Some(RepurchaseRate { again: self.again, of: self.of, rate: Figure::of(exact) })
    }
}

/// Whether a list of orders has two; `None` for none.
fn has_two(orders: &[Purchase]) -> Option<bool> {
    (!orders.is_empty()).then_some(orders.len() >= 2)
}

/// Whether a list of orders has two days; `None` for none.
fn has_two_days(orders: &[Purchase]) -> Option<bool> {
    orders.first().zip(orders.last()).map(|(first, last)| first.on < last.on)
}

/// Every rate.
pub(super) fn repurchase(
    rules: &Rules,
    request: &SegmentsRequest,
    buyers: &[Buyer<'_>],
    reasons: &mut Reasons,
) -> RepurchaseRates {
    let window = rules.window(request.as_of);
    let in_window = |buyer: &Buyer<'_>| window.map_or(0, |window| buyer.within(window).len());
    let by = |came_again: &dyn Fn(&Buyer<'_>) -> Option<bool>| Part::of_buyers(buyers.iter(), came_again);
    let orders = buyers.iter().fold(0_u64, |sum, buyer| sum.saturating_add(count(in_window(buyer))));
    let bought = buyers.iter().filter(|buyer| in_window(buyer) > 0).count();
    let order_based = Part { again: orders.saturating_sub(count(bought)), of: orders };
    let two = |window: Option<Window>| move |buyer: &Buyer<'_>| has_two(buyer.within(window?));
    let period = request.period.as_ref().and_then(Period::window);
    RepurchaseRates {
        by_orders: by(&two(window)).rate("by_orders", reasons),
        by_days: by(&|buyer| has_two_days(buyer.within(window?))).rate("by_days", reasons),
        order_based: order_based.rate("order_based", reasons),
        within_horizon: by(&|buyer| within_horizon(rules, request.as_of, buyer))
            .rate("within_horizon", reasons),
        calendar: by(&two(period)).rate("calendar", reasons),
        returned: by(&|buyer| returned(request.returned.as_ref()?, buyer)).rate("returned", reasons),
        known_before: by(&|buyer| {
            let window = window?;
            let first = buyer.0.0.first()?.on;
            (!buyer.within(window).is_empty()).then_some(first < window.from())
        })
        .rate("known_before", reasons),
    }
}

/// Whether a customer ordered again within the horizon, on a later day; `None` where the horizon has not passed yet.
fn within_horizon(rules: &Rules, as_of: Date, buyer: &Buyer<'_>) -> Option<bool> {
    let orders = &buyer.0.0;
    let first_day = orders.first()?.on;
    let last_day = first_day.checked_add_days(rules.horizon_days.into())?;
    let is_within = |order: &Purchase| first_day < order.on && order.on <= last_day;
    (last_day <= as_of).then(|| orders.iter().any(is_within))
}

fn returned(periods: &TwoPeriods, buyer: &Buyer<'_>) -> Option<bool> {
    let (first, second) = (periods.first.window()?, periods.second.window()?);
    (!buyer.within(first).is_empty()).then(|| !buyer.within(second).is_empty())
}
