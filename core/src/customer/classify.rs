//! `customer_classify`: the class of a customer, what the next one needs, and whether the customer sleeps.

use alloc::vec::Vec;

use super::facts::{Order, Purchase, Purchases, count};
use super::rules::Rules;
use crate::calendar::{Date, Window};
use crate::document::{Id, Seen, Text, record};
use crate::error::Error;
use crate::money::{Currency, Money};
use crate::reason::{Comparison, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// A customer on a day.
    pub struct ClassifyRequest {
        /// The day of asking.
        pub as_of: Date,
        /// The customer's orders, in any order. Those after `as_of` have not happened yet and do not count.
        pub orders: Vec<Order> = Vec::new(),
        /// Whether the customer can still be reached: who cannot is sent no sample.
        pub reachable: bool = true,
    }
}

record! {
    /// The class of a customer on a day.
    pub struct Classified {
        /// Which; absent without an order in the window, where only buyers have classes.
        pub class: Option<Id>,
        /// The first day of the window, which ends with the day of asking.
        pub window_from: Date,
        /// Orders of positive net in the window.
        pub orders: u64,
        /// `orders` − 1; 0 without an order.
        pub repurchases: u64,
        /// What the customer bought in the window, less refunds.
        pub net_sales: Money,
        /// What the next class needs; absent in the highest.
        pub next: Option<NextClass>,
        /// What the class becomes first, if nothing else is bought; absent where it stays.
        pub falls: Option<Fall>,
        /// The day of the last order of all, in the window or before it.
        pub last_order_on: Option<Date>,
        /// Whether the customer sleeps. Who never ordered does not.
        pub dormant: bool,
        /// The first day on which the customer sleeps, if nothing else is bought; absent where that day never comes.
        pub dormant_on: Option<Date>,
        /// Whether a sample is due: the customer sleeps and can be reached.
        pub sample_due: bool,
    }
}

record! {
    /// What the next class needs.
    pub struct NextClass {
        /// Which class.
        pub class: Id,
        /// Orders in the window that it begins with.
        pub orders: u64,
        /// How many of them are missing.
        pub missing: u64,
    }
}

record! {
    /// What becomes of a class when orders leave the window.
    pub struct Fall {
        /// The first day with the other class.
        pub on: Date,
        /// Which class; absent where there is none any more.
        pub class: Option<Id>,
    }
}

/// Decides the class of a customer.
///
/// # Errors
/// Of the first order in the list that is refused: `duplicate_item`, `negative_amount`, `refund_above_rest`. Then
/// `money_out_of_range` (of the sum).
pub fn classify(
    rules: &Rules,
    currency: Currency,
    request: &ClassifyRequest,
    reasons: &mut Reasons,
) -> Result<Classified, Error> {
    let ClassifyRequest { as_of, orders, reachable } = request;
    let purchases = Purchases::of(orders, *as_of, currency, &mut Seen::new(), "")?;
    let standing = Standing::of(rules, *as_of, &purchases);
    let net_sales = Money::sum(standing.bought.iter().map(|purchase| purchase.net))
        .map_err(|error| error.at("/orders"))?;
    let class_id = |place: usize| rules.class(place).map(|class| class.id.clone());
    let outcome = Classified {
        class: standing.class.and_then(class_id),
        window_from: standing.window_from(),
        orders: standing.orders(),
        repurchases: standing.orders().saturating_sub(1),
        net_sales,
        next: next_class(rules, standing.orders()),
        falls: standing.falls().map(|(on, class)| Fall { on, class: class.and_then(class_id) }),
        last_order_on: purchases.last_on(),
        dormant: standing.is_dormant(),
        dormant_on: standing.dormant_on,
        sample_due: *reachable && standing.is_dormant(),
    };
    tell(rules, *as_of, &standing, &outcome, reasons);
    Ok(outcome)
}

/// Where a customer stands on a day.
pub(super) struct Standing<'p> {
    rules: &'p Rules,
    as_of: Date,
    window: Option<Window>,
    /// What was bought in the window.
    pub(super) bought: &'p [Purchase],
    /// The place of the class.
    pub(super) class: Option<usize>,
    dormant_on: Option<Date>,
}

impl<'p> Standing<'p> {
    pub(super) fn of(rules: &'p Rules, as_of: Date, purchases: &'p Purchases) -> Self {
        let window = rules.window(as_of);
        let bought = window.map_or(&purchases.0[..], |window| purchases.within(window));
        let last_on = purchases.last_on();
        Self {
            rules,
            as_of,
            window,
            bought,
            class: rules.class_of_orders(count(bought.len())),
            dormant_on: last_on.and_then(|last| rules.dormant.begins_on(last, rules.leap_day)),
        }
    }

    fn window_from(&self) -> Date {
        self.window.map_or(Date::MIN, Window::from)
    }

    pub(super) fn orders(&self) -> u64 {
        count(self.bought.len())
    }

    pub(super) fn is_dormant(&self) -> bool {
        self.dormant_on.is_some_and(|begins| self.as_of >= begins)
    }

    /// The first day on which the orders that are left make another class, and which.
    fn falls(&self) -> Option<(Date, Option<usize>)> {
        let mut left = self.orders();
        let leaving = |purchase: &Purchase| first_day_without(self.rules, purchase.on);
        self.bought.iter().enumerate().find_map(|(at, purchase)| {
            left = left.saturating_sub(1);
            let on = leaving(purchase)?;
            // Orders of one day leave together, and so do, after a 29 February, those of two.
            let is_last =
                self.bought.get(at.saturating_add(1)).and_then(leaving).is_none_or(|next| next > on);
            let class = self.rules.class_of_orders(left);
            (is_last && class != self.class).then_some((on, class))
        })
    }
}

/// The first day whose window no longer holds a day; `None` beyond the calendar.
fn first_day_without(rules: &Rules, on: Date) -> Option<Date> {
    let years = i32::try_from(rules.window_years).ok()?;
    // A leap day moves the end of a window by a day at most.
    let about = on.checked_add_years(years, rules.leap_day)?.checked_add_days(-1)?;
    let mut days = (0..4).filter_map(|days| about.checked_add_days(days));
    days.find(|day| rules.window(*day).is_some_and(|window| window.from() > on))
}

/// What the next class above that of so many orders needs.
fn next_class(rules: &Rules, orders: u64) -> Option<NextClass> {
    let (place, needed) = rules.next_class(orders)?;
    let class = rules.class(place)?.id.clone();
    Some(NextClass { class, orders: needed, missing: needed.saturating_sub(orders) })
}

fn quantity(count: u64) -> Quantity {
    Quantity::Count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn tell(rules: &Rules, as_of: Date, standing: &Standing<'_>, outcome: &Classified, reasons: &mut Reasons) {
    let from = Quantity::Date(outcome.window_from);
    reasons.decisive(|| match standing.class.and_then(|place| Some((place, rules.class(place)?))) {
        Some((place, class)) => Reason::new(Rule::CustomerClass)
            .at(alloc::format!("/customer/classes/{place}"))
            .of(&class.id)
            .compared(Comparison::of(
                quantity(outcome.repurchases),
                Operator::AtLeast,
                quantity(class.at_least.into()),
            ))
            .with("orders", quantity(outcome.orders))
            .with("from", from)
            .with("through", Quantity::Date(as_of)),
        None => Reason::new(Rule::CustomerNoOrder)
            .at("/customer/classes_over")
            .with("from", from)
            .with("through", Quantity::Date(as_of)),
    });
    if let Some(next) = &outcome.next {
        reasons.detail(|| {
            Reason::new(Rule::CustomerNextClass)
                .at("/customer/classes")
                .of(&next.class)
                .compared(Comparison::of(quantity(outcome.orders), Operator::AtLeast, quantity(next.orders)))
        });
    }
    if let Some(fall) = &outcome.falls {
        reasons.detail(|| {
            let reason = Reason::new(Rule::CustomerClassFalls).at("/customer/window_years");
            let class = fall.class.as_ref().map_or(Text::from("–"), Text::from);
            reason.of(class).with("on", Quantity::Date(fall.on))
        });
    }
    tell_dormancy(rules, as_of, outcome, reasons);
}

fn tell_dormancy(rules: &Rules, as_of: Date, outcome: &Classified, reasons: &mut Reasons) {
    let (Some(last), Some(begins)) = (outcome.last_order_on, outcome.dormant_on) else { return };
    let reason = || {
        let last_order = Quantity::Date(last);
        match rules.dormant.idle_days {
            Some(days) => {
                Reason::new(Rule::CustomerIdle).at("/customer/dormant/idle_days").compared(Comparison::of(
                    Quantity::Days(last.days_until(as_of)),
                    Operator::AtLeast,
                    Quantity::Days(days.into()),
                ))
            }
            None => Reason::new(Rule::CustomerDormant)
                .at("/customer/dormant/years")
                .compared(Comparison::of(Quantity::Date(as_of), Operator::AtLeast, Quantity::Date(begins))),
        }
        .with("last_order", last_order)
    };
    if outcome.dormant {
        reasons.decisive(reason);
        let reach = if outcome.sample_due { Rule::CustomerSampleDue } else { Rule::CustomerUnreachable };
        reasons.decisive(|| Reason::new(reach));
    } else {
        reasons.detail(reason);
    }
}
