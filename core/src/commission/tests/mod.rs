//! What the room promises, beyond the vectors.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::*;
use crate::calendar::Date;
use crate::document::{Id, Reader, Shape, parse};
use crate::error::{Code, Findings};
use crate::money::{Currency, Money, Rate, Rounding};
use crate::reason::Reasons;
use crate::rulebook::Rulebook;

mod life;
mod refunds;
mod section;
mod splitting;

const CNY: Currency = Currency::CNY;

fn fen(minor: i64) -> Money {
    Money::from_minor(minor).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn ppm(ppm: u32) -> Rate {
    Rate::from_ppm(ppm).unwrap()
}

/// A rulebook whose section `commission` has these fields.
fn rulebook(section: &str) -> Result<Rulebook, Findings> {
    Rulebook::parse(&format!(
        r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "commission": {{{section}}}}}"#
    ))
}

fn rules(section: &str) -> Rules {
    let rulebook = rulebook(section).unwrap_or_else(|findings| panic!("{findings}"));
    rulebook.commission().unwrap().clone()
}

/// Reads a fact as hosts write it.
fn read<T: Shape>(text: &str) -> T {
    let tree = parse(text).unwrap_or_else(|finding| panic!("{finding:?}"));
    let mut reader = Reader::new(CNY);
    let value = T::read(&tree.root(), &mut reader);
    value.unwrap_or_else(|| panic!("{}", reader.finish(text, &tree.root())))
}

/// An order of lines of these amounts, sold by a chain of agents `a0`, `a1`, … with these tiers.
fn order(paid: &[i64], tiers: &[&str]) -> Order {
    let link = |(at, tier): (usize, &&str)| Link {
        agent: id(&format!("a{at}")),
        tier: (!tier.is_empty()).then(|| id(tier)),
        rate: None,
    };
    let line = |(at, paid): (usize, &i64)| Line {
        id: id(&format!("l{at}")),
        sku: None,
        category: None,
        quantity: 1,
        paid: fen(*paid),
        cost: None,
        supplier: None,
    };
    Order {
        id: id("o"),
        placed_on: date("2026-01-01"),
        buyer: None,
        chain: tiers.iter().enumerate().map(link).collect(),
        mentor: None,
        lines: paid.iter().enumerate().map(line).collect(),
    }
}

fn split_quietly(rules: &Rules, order: &Order) -> Result<Split, crate::Error> {
    split(rules, order, CNY, &mut Reasons::none())
}

/// The parts of the first line: `party amount`.
fn parts(rules: &Rules, order: &Order) -> Vec<String> {
    let split = split_quietly(rules, order).unwrap();
    split.lines[0].parts.iter().map(|part| format!("{} {}", part.party, part.amount.minor())).collect()
}
