//! Behaviour of the room, through rulebooks as merchants write them.

mod findings;
mod levels;
mod levels_properties;
mod perks;
mod prices;
mod prices_properties;

use alloc::format;
use alloc::string::{String, ToString};

use crate::calendar::Date;
use crate::document::Id;
use crate::money::{Currency, Money};
use crate::rulebook::Rulebook;
use crate::vip::Rules;

/// The levels of the sample rulebook.
const SAMPLE: &str = r#""levels": [
    {"id": "gold", "top_up": "3000", "factor": "9.5折"},
    {"id": "platinum", "top_up": "4000", "factor": "9折"},
    {"id": "diamond", "top_up": "5000", "factor": "8.5折"}]"#;

fn text(vip: &str) -> String {
    format!(r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "vip": {{{vip}}}}}"#)
}

/// The rules of a section.
fn rules(vip: &str) -> Rules {
    let rulebook = Rulebook::parse(&text(vip)).unwrap_or_else(|findings| panic!("{vip}\n{findings}"));
    rulebook.vip().unwrap().clone()
}

/// The sample's levels with terms of their own.
fn sample(terms: &str) -> Rules {
    rules(&format!("{terms}{SAMPLE}"))
}

fn id(name: impl ToString) -> Id {
    Id::new(&name.to_string()).unwrap()
}

fn yuan(amount: &str) -> Money {
    Money::parse(amount, Currency::CNY).unwrap()
}

fn fen(minor: i64) -> Money {
    Money::from_minor(minor).unwrap()
}

fn date(day: &str) -> Date {
    Date::parse(day).unwrap()
}
