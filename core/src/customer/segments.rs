//! `customer_segments`: what the customers of a shop are like together.

use alloc::format;
use alloc::vec::Vec;

use super::classify::Standing;
use super::concentration::{ConcentrationFigures, concentration};
use super::facts::{Customer, Purchases, count};
use super::repurchase::{Buyer, Period, RepurchaseRates, TwoPeriods, check_periods, repurchase};
use super::rules::{Population, Rules};
use super::super_users::{Spender, SuperUserFigures, super_users};
use crate::calendar::Date;
use crate::document::{Id, Map, Seen, record};
use crate::error::Error;
use crate::money::{Currency, Money};
use crate::number::{Figure, Number};
use crate::reason::{Quantity, Reason, Reasons, Rule};

record! {
    /// The customers of a shop on a day.
    pub struct SegmentsRequest {
        /// The day of asking.
        pub as_of: Date,
        /// All that are known, those without an order too.
        pub customers: Map<Id, Customer>,
        /// Days for the repurchase rate `calendar`.
        pub period: Option<Period>,
        /// Days for the rate `returned`.
        pub returned: Option<TwoPeriods>,
    }
}

record! {
    /// The customers of one class.
    pub struct ClassFigures {
        /// Which class.
        pub class: Id,
        /// How many customers it has.
        pub customers: u64,
        /// What they bought in the window, less refunds.
        pub net_sales: Money,
        /// Their share of all customers with a class; absent where there is none.
        pub share: Option<Figure>,
    }
}

record! {
    /// The customers of a shop. Σ classes + unclassified = customers; Σ net sales of classes = net sales.
    pub struct Segments {
        /// The first day of the window, which ends with the day of asking.
        pub window_from: Date,
        /// All that are known.
        pub customers: u64,
        /// Those with an order of positive net in the window.
        pub buyers: u64,
        /// Orders of positive net in the window.
        pub orders: u64,
        /// What was bought in the window, less refunds.
        pub net_sales: Money,
        /// Each class, in the rulebook's order.
        pub classes: Vec<ClassFigures>,
        /// Customers without a class.
        pub unclassified: u64,
        /// Customers who sleep.
        pub dormant: u64,
        /// Those of them who can be reached, by id: a sample is due.
        pub samples_due: Vec<Id>,
        /// Repurchase rates, each under its name.
        pub repurchase: RepurchaseRates,
        /// Who bought most.
        pub super_users: SuperUserFigures,
        /// How sales are concentrated; absent without sales.
        pub concentration: Option<ConcentrationFigures>,
    }
}

/// What is added up for one class.
#[derive(Clone, Copy, Default)]
struct Tally {
    customers: u64,
    net: i128,
}

impl Tally {
    fn enter(&mut self, net: i128) {
        self.customers = self.customers.saturating_add(1);
        self.net = self.net.saturating_add(net);
    }
}

/// Tells what the customers are like together.
///
/// # Errors
/// `period_order`; of the first order that is refused, customers by id: `duplicate_item`, `negative_amount`,
/// `refund_above_rest`; `money_out_of_range` (of a sum).
pub fn segments(
    rules: &Rules,
    currency: Currency,
    request: &SegmentsRequest,
    reasons: &mut Reasons,
) -> Result<Segments, Error> {
    check_periods(request)?;
    let mut seen = Seen::new();
    let purchases = request.customers.iter().map(|(id, customer)| {
        let place = format!("/customers{}", crate::document::pointer_step(id.as_str()));
        let bought = Purchases::of(&customer.orders, request.as_of, currency, &mut seen, &place)?;
        Ok((id, customer.reachable, bought))
    });
    let purchases = purchases.collect::<Result<Vec<_>, Error>>()?;
    let mut tallies = alloc::vec![Tally::default(); rules.classes.len()];
    let (mut unclassified, mut dormant, mut orders) = (0_u64, 0_u64, 0_u64);
    let mut samples_due = Vec::new();
    let mut spenders = Vec::new();
    for (id, is_reachable, bought) in &purchases {
        let standing = Standing::of(rules, request.as_of, bought);
        let net = standing.bought.iter().fold(0_i128, |sum, one| sum.saturating_add(one.net.exact()));
        match standing.class.and_then(|place| tallies.get_mut(place)) {
            Some(tally) => tally.enter(net),
            None => unclassified = unclassified.saturating_add(1),
        }
        if standing.is_dormant() {
            dormant = dormant.saturating_add(1);
            if *is_reachable {
                samples_due.push((*id).clone());
            }
        }
        orders = orders.saturating_add(standing.orders());
        spenders.push(Spender { id, net, has_bought: !standing.bought.is_empty() });
    }
    let buyers: Vec<Buyer<'_>> = purchases.iter().map(|(_, _, bought)| Buyer(bought)).collect();
    let window = rules.window(request.as_of);
    let window_from = window.map_or(Date::MIN, crate::calendar::Window::from);
    let whole = spenders.iter().fold(0_i128, |sum, spender| sum.saturating_add(spender.net));
    let net_sales = Money::from_exact(whole).map_err(|error| error.at("/customers"))?;
    let buyer_count = count(spenders.iter().filter(|spender| spender.has_bought).count());
    reasons.decisive(|| {
        Reason::new(Rule::CustomerSegments)
            .at("/customer/window_years")
            .with("from", Quantity::Date(window_from))
            .with("through", Quantity::Date(request.as_of))
            .with("customers", quantity(count(spenders.len())))
            .with("buyers", quantity(buyer_count))
            .with("orders", quantity(orders))
            .with("net", Quantity::Money(net_sales))
    });
    let classes = class_figures(rules, &tallies, reasons)?;
    if unclassified > 0 {
        reasons.detail(|| {
            let reason = Reason::new(Rule::CustomerUnclassified).at("/customer/classes_over");
            reason.with("customers", quantity(unclassified))
        });
    }
    reasons.detail(|| {
        let reason = Reason::new(Rule::CustomerDormantCount).at("/customer/dormant");
        reason.with("dormant", quantity(dormant)).with("samples", quantity(count(samples_due.len())))
    });
    let repurchase = repurchase(rules, request, &buyers, reasons);
    super::super_users::sort(&mut spenders);
    let super_users = super_users(rules, currency, &spenders, net_sales, reasons)?;
    Ok(Segments {
        window_from,
        customers: count(spenders.len()),
        buyers: buyer_count,
        orders,
        net_sales,
        classes,
        unclassified,
        dormant,
        samples_due,
        repurchase,
        super_users,
        concentration: concentration(rules, &spenders, net_sales, reasons)?,
    })
}

fn class_figures(
    rules: &Rules,
    tallies: &[Tally],
    reasons: &mut Reasons,
) -> Result<Vec<ClassFigures>, Error> {
    let classified = tallies.iter().fold(0_u64, |sum, tally| sum.saturating_add(tally.customers));
    let figures = rules.classes.iter().zip(tallies).enumerate().map(|(place, (class, tally))| {
        let net_sales = Money::from_exact(tally.net).map_err(|error| error.at("/customers"))?;
        let share = Number::of(tally.customers).over(&Number::of(classified));
        reasons.detail(|| {
            Reason::new(Rule::CustomerClassCount)
                .at(format!("/customer/classes/{place}"))
                .of(&class.id)
                .with("customers", quantity(tally.customers))
                .with("total", quantity(classified))
                .with("net", Quantity::Money(net_sales))
        });
        let share = share.map(Figure::of);
        Ok(ClassFigures { class: class.id.clone(), customers: tally.customers, net_sales, share })
    });
    figures.collect()
}

/// The customers that shares are shares of, of those sorted by net sales.
pub(super) fn counted<'s, 'i>(over: Population, spenders: &'s [Spender<'i>]) -> &'s [Spender<'i>] {
    let buyers = spenders.partition_point(|spender| spender.has_bought);
    match over {
        Population::AllKnown => spenders,
        Population::Buyers => spenders.get(..buyers).unwrap_or_default(),
    }
}

pub(super) fn quantity(count: u64) -> Quantity {
    Quantity::Count(i64::try_from(count).unwrap_or(i64::MAX))
}
