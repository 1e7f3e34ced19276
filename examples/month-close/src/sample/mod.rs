//! The built-in shop: 小蓝伞优选, about 300 agents on four tiers and 5,000 orders a month, all invented.
//!
//! It is made as the CSV texts that a user would have, from a seed, and goes through the same readers. The month before is
//! traded too, so that the month that is closed has something to carry: frozen and payable commission, late refunds.

mod catalogue;
mod members;
mod people;
mod random;
mod texts;
mod trade;
mod vip;

use std::collections::{BTreeSet, HashSet};

use siyu::calendar::Month;

use siyu::Rulebook;

use members::Club;
use people::Person;
use random::Random;
use trade::{OrderRow, Trade, UnpaidRow};

/// The rulebook of the shop.
pub const RULEBOOK: &str = include_str!("rulebook.json");

/// The seed unless the user gives one.
pub const SEED: u64 = 20_261_031;

/// The month that is closed, and how many orders it has.
const MONTH: (i32, u8) = (2026, 10);
const ORDERS: usize = 5_000;
/// Orders of the month before.
const ORDERS_BEFORE: usize = 4_800;

/// Orders that were placed in a month and not paid.
const UNPAID: u64 = 210;
/// How many saw the shop: in the month before, and in the month.
const VISITORS: [(u64, u64); 2] = [(58_000, 62_000), (63_000, 68_000)];

/// The texts of a month.
#[derive(Debug, PartialEq, Eq)]
pub struct Texts {
    /// The month.
    pub month: Month,
    /// The files, each by its option.
    pub tables: Vec<(&'static str, Vec<u8>)>,
}

/// The shop between two months.
#[derive(Debug)]
pub struct Shop {
    people: Vec<Person>,
    random: Random,
    trade: Trade,
    club: Club,
    month: Month,
}

impl Shop {
    /// The shop, and the texts of the month before the one that is closed. `rulebook` is that of [`RULEBOOK`].
    pub fn open(seed: u64, rulebook: &Rulebook) -> Option<(Self, Texts)> {
        let month = Month::new(MONTH.0, MONTH.1)?;
        let before = month.previous()?;
        let mut random = Random::from_seed(seed);
        let mut people = people::first_agents(&mut random, before);
        let trade = Trade::begin(Random::from_seed(random.next()), &mut people);
        let club = Club::open(Random::from_seed(random.next()), rulebook.clone(), before);
        let mut shop = Self { people, random, trade, club, month };
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
            person.strength = person.strength * self.random.within(65, 145) / 100;
        }
        self.trade(self.month, ORDERS, first)
    }

    fn trade(&mut self, month: Month, orders: usize, first: usize) -> Texts {
        let second = month == self.month;
        let agents = texts::agents(&self.people, first, month);
        let mut rows = self.trade.month(month, orders, &mut self.people);
        let given_back = rows.refunds.iter().chain(self.trade.coming());
        let refunded: HashSet<String> = given_back.map(|refund| refund.order.clone()).collect();
        let vip = self.club.month((month, second), &mut rows.orders, &refunded);
        rows.refunds.extend(vip.refunds);
        rows.refunds.sort_by_key(|refund| refund.on);
        let (top_ups, spends) =
            (std::mem::take(&mut self.club.top_ups), std::mem::take(&mut self.club.spends));
        let (few, many) = VISITORS[usize::from(second)];
        let tables = vec![
            ("orders", texts::orders(&rows.orders)),
            ("refunds", texts::refunds(&rows.refunds)),
            ("received", texts::received(&rows.received)),
            ("agents", agents),
            ("customers", texts::customers(self.club.since(vip.first))),
            ("top-ups", texts::top_ups(&top_ups)),
            ("spends", texts::spends(&spends)),
            ("restores", texts::restores(&vip.restores)),
            ("balance-refunds", texts::balance_refunds(&vip.balance_refunds)),
            ("unpaid", texts::unpaid(&self.unpaid(month, &rows.orders))),
            ("visitors", texts::visitors(month, self.random.within(few, many))),
        ];
        Texts { month, tables }
    }

    /// Orders like others of the month, only that nobody paid them.
    fn unpaid(&mut self, month: Month, rows: &[OrderRow]) -> Vec<UnpaidRow> {
        let row = |number: u64| {
            let like = self.random.pick(rows);
            UnpaidRow {
                order: format!("u{}-{number:03}", month.month()),
                placed_on: like.placed_on,
                buyer: like.buyer.clone(),
                amount_fen: like.list_fen(),
                cancelled: self.random.happens(70),
            }
        };
        (1..=UNPAID).map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_makes_one_shop() {
        let rulebook = Rulebook::parse(RULEBOOK).unwrap();
        let (_, first) = Shop::open(SEED, &rulebook).unwrap();
        let (_, again) = Shop::open(SEED, &rulebook).unwrap();
        let (_, other) = Shop::open(SEED + 1, &rulebook).unwrap();
        assert_eq!(first, again);
        for (one, other) in first.tables.iter().zip(&other.tables) {
            assert!(
                one != other || ["received", "restores", "balance-refunds"].contains(&one.0),
                "{}",
                one.0
            );
        }
    }
}
