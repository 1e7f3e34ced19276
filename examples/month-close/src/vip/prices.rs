//! What customers with a level pay: the waterfall from the list price, beside what was paid.

use std::collections::HashMap;

use siyu::calendar::Date;
use siyu::money::Money;
use siyu::operation::vip_price;
use siyu::reason::Reason;
use siyu::vip::{PriceFacts, PriceLine, Priced, Step};
use siyu::{Detail, Id, Rulebook};

use super::customer::CustomerMonth;
use crate::facts::Sale;
use crate::failure::Failure;
use crate::input::customers::Customer;
use crate::input::orders::Orders;

/// An order of which every line has a list price.
#[derive(Debug)]
pub struct ListedOrder {
    /// The order.
    pub order: Id,
    /// Who bought.
    pub customer: Id,
    /// The day it was placed.
    pub on: Date,
    /// What was bought.
    pub lines: Vec<PriceLine>,
    /// What was paid for all of it.
    pub paid: Money,
}

impl ListedOrder {
    /// The orders of a month that have list prices and a buyer, in the order of time.
    pub fn of(orders: &Orders) -> Result<Vec<Self>, Failure> {
        let mut listed = Vec::new();
        for sale in &orders.sales {
            listed.extend(Self::of_sale(sale, orders)?);
        }
        // The sort is stable: orders of one day stay in the order of the file.
        listed.sort_by_key(|order: &Self| order.on);
        Ok(listed)
    }

    fn of_sale(sale: &Sale, orders: &Orders) -> Result<Option<Self>, siyu::Error> {
        let (order, lines) = (&sale.order, &sale.order.lines);
        let Some(customer) = order.buyer.clone() else { return Ok(None) };
        let listed = |line: &crate::facts::Line| {
            let list = orders.list_price(&order.id, &line.id)?;
            let (id, sku, quantity, cost) = (line.id.clone(), line.sku.clone(), line.quantity, line.cost);
            Some(PriceLine { id, sku, quantity, list, cost, floor: None })
        };
        let Some(listed) = lines.iter().map(listed).collect::<Option<Vec<PriceLine>>>() else {
            return Ok(None);
        };
        let paid = Money::sum(lines.iter().map(|line| line.paid))?;
        let (id, on) = (order.id.clone(), order.placed_on);
        Ok(Some(Self { order: id, customer, on, lines: listed, paid }))
    }
}

/// An order by the rules.
#[derive(Debug)]
pub struct PricedOrder {
    /// The order.
    pub order: Id,
    /// Who bought.
    pub customer: Id,
    /// The day.
    pub on: Date,
    /// The level of that day.
    pub level: Id,
    /// The day of birth.
    pub born_on: Option<Date>,
    /// The waterfall.
    pub priced: Priced,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What was paid.
    pub paid: Money,
}

impl PricedOrder {
    /// What a step takes off.
    pub fn step(&self, step: Step) -> Money {
        let steps = self.priced.steps.iter().filter(|one| one.step == step);
        steps.map(|one| one.amount).next().unwrap_or_default()
    }

    /// Whether it was paid as the rules say.
    pub fn agrees(&self) -> bool {
        self.paid == self.priced.payable
    }
}

/// The orders of a month by the rules.
#[derive(Debug, Default)]
pub struct Prices {
    /// In the order of time.
    pub orders: Vec<PricedOrder>,
    /// Orders that siyu cannot price, and why: a floor asks for a cost that the file does not have …
    pub unpriced: Vec<(Id, siyu::Error)>,
}

/// Prices the orders of customers who have a level on their day. Notes the birthdays whose discount was given.
pub fn price(customers: &mut [CustomerMonth], orders: &[ListedOrder], rulebook: &Rulebook) -> Prices {
    let places: HashMap<Id, usize> =
        customers.iter().enumerate().map(|(at, month)| (month.customer.id.clone(), at)).collect();
    let mut prices = Prices::default();
    for order in orders {
        let Some(month) = places.get(&order.customer).and_then(|at| customers.get_mut(*at)) else { continue };
        let Some(level) = month.level_on(order.on).cloned() else { continue };
        match price_one(&month.customer, level, order, rulebook) {
            Ok(priced) => {
                // A discount that was due and not given is still due.
                if priced.paid <= priced.priced.payable {
                    month.customer.birthday_used = priced.priced.birthday.or(month.customer.birthday_used);
                }
                prices.orders.push(priced);
            }
            Err(error) => prices.unpriced.push((order.order.clone(), error)),
        }
    }
    prices
}

fn price_one(
    customer: &Customer,
    level: Id,
    order: &ListedOrder,
    rulebook: &Rulebook,
) -> Result<PricedOrder, siyu::Error> {
    let facts = PriceFacts {
        on: order.on,
        lines: order.lines.clone(),
        level: Some(level.clone()),
        born_on: customer.born_on,
        birthdays_used: customer.birthday_used.into_iter().collect(),
        coupon: None,
        points: 0,
    };
    let decision = vip_price(rulebook, &facts, Detail::Full)?;
    Ok(PricedOrder {
        order: order.order.clone(),
        customer: customer.id.clone(),
        on: order.on,
        level,
        born_on: customer.born_on,
        priced: decision.outcome,
        reasons: decision.reasons,
        paid: order.paid,
    })
}
