//! The built-in shop: 小蓝伞优选, about 300 agents on four tiers and 5,000 orders a month, all invented.
//!
//! It is made as the CSV texts that a user would have, from a seed, and goes through the same readers. The month before is
//! traded too, so that the month that is closed has something to carry: frozen and payable commission, late refunds.

mod catalogue;
mod people;
mod random;
mod trade;

use std::collections::BTreeSet;

use siyu::calendar::Month;

use crate::report::files::csv_text;
use people::Person;
use random::Random;
use trade::{OrderRow, ReceivedRow, RefundRow, Trade, yuan};

/// The rulebook of the shop.
pub const RULEBOOK: &str = include_str!("rulebook.json");

/// The seed unless the user gives one.
pub const SEED: u64 = 20_261_031;

/// The month that is closed, and how many orders it has.
const MONTH: (i32, u8) = (2026, 10);
const ORDERS: usize = 5_000;
/// Orders of the month before.
const ORDERS_BEFORE: usize = 4_800;

/// The texts of a month.
#[derive(Debug, PartialEq, Eq)]
pub struct Texts {
    /// The month.
    pub month: Month,
    /// `orders.csv`.
    pub orders: Vec<u8>,
    /// `refunds.csv`.
    pub refunds: Vec<u8>,
    /// `received.csv`.
    pub received: Vec<u8>,
    /// `agents.csv`: everyone in the first month, then only who has joined since.
    pub agents: Vec<u8>,
}

/// The shop between two months.
#[derive(Debug)]
pub struct Shop {
    people: Vec<Person>,
    random: Random,
    trade: Trade,
    month: Month,
}

impl Shop {
    /// The shop, and the texts of the month before the one that is closed.
    pub fn open(seed: u64) -> Option<(Self, Texts)> {
        let month = Month::new(MONTH.0, MONTH.1)?;
        let before = month.previous()?;
        let mut random = Random::from_seed(seed);
        let people = people::first_agents(&mut random, before);
        let trade = Trade::new(Random::from_seed(random.next()));
        let mut shop = Self { people, random, trade, month };
        let texts = shop.trade(before, ORDERS_BEFORE, 0);
        Some((shop, texts))
    }

    /// The texts of the month that is closed. `agents` are those whom the last assessment left.
    pub fn go_on(mut self, agents: &BTreeSet<String>) -> Texts {
        for person in &mut self.people {
            person.active = agents.contains(&person.id);
        }
        let first = people::newcomers(&mut self.random, &mut self.people, self.month);
        // No month is like the one before.
        for person in &mut self.people {
            person.strength = person.strength * self.random.within(70, 130) / 100;
        }
        self.trade(self.month, ORDERS, first)
    }

    fn trade(&mut self, month: Month, orders: usize, first: usize) -> Texts {
        let agents = agents_text(&self.people, first, month);
        let rows = self.trade.month(month, orders, &mut self.people);
        Texts {
            month,
            orders: orders_text(&rows.orders),
            refunds: refunds_text(&rows.refunds),
            received: received_text(&rows.received),
            agents,
        }
    }
}

fn agents_text(people: &[Person], first: usize, month: Month) -> Vec<u8> {
    let header =
        ["agent", "name", "sponsor", "tier", "joined_on", "misses", "last_assessed", "lifetime_spend"];
    let rows = people.iter().skip(first).map(|person| {
        let before = month.previous().filter(|before| Month::of(person.joined_on) <= *before);
        [
            person.id.clone(),
            person.name.clone(),
            person.sponsor.map(|at| people[at].id.clone()).unwrap_or_default(),
            person.tier.into(),
            person.joined_on.to_string(),
            person.misses.to_string(),
            before.map(|month| month.to_string()).unwrap_or_default(),
            yuan(person.lifetime_spend_fen),
        ]
    });
    csv_text(header, rows)
}

fn orders_text(rows: &[OrderRow]) -> Vec<u8> {
    let header = [
        "order",
        "line",
        "placed_on",
        "paid_on",
        "received_on",
        "buyer",
        "agent",
        "sku",
        "category",
        "quantity",
        "paid",
        "cost",
        "supplier",
        "new_customer",
    ];
    let rows = rows.iter().map(|row| {
        [
            row.order.clone(),
            row.line.to_string(),
            row.placed_on.to_string(),
            row.placed_on.to_string(),
            row.received_on.map(|date| date.to_string()).unwrap_or_default(),
            row.buyer.clone(),
            row.agent.clone().unwrap_or_default(),
            row.product.sku.into(),
            row.product.category.into(),
            row.quantity.to_string(),
            yuan(row.paid_fen),
            yuan(row.product.cost_fen * row.quantity),
            row.product.supplier.into(),
            row.new_customer.to_string(),
        ]
    });
    csv_text(header, rows)
}

fn refunds_text(rows: &[RefundRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| {
        [row.order.clone(), row.line.to_string(), row.on.to_string(), yuan(row.amount_fen), row.reason.into()]
    });
    csv_text(["order", "line", "on", "amount", "reason"], rows)
}

fn received_text(rows: &[ReceivedRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| [row.order.clone(), row.received_on.to_string()]);
    csv_text(["order", "received_on"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_makes_one_shop() {
        let (_, first) = Shop::open(SEED).unwrap();
        let (_, again) = Shop::open(SEED).unwrap();
        let (_, other) = Shop::open(SEED + 1).unwrap();
        assert_eq!(first, again);
        assert_ne!(first.orders, other.orders);
    }
}
