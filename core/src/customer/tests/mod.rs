//! Behaviour of the room, through rulebooks as merchants write them.

mod findings;
mod properties;

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::{
    Classified, ClassifyRequest, Customer, Order, Rules, Segments, SegmentsRequest, classify, segments,
};
use crate::calendar::Date;
use crate::document::Id;
use crate::money::{Currency, Money};
use crate::reason::Reasons;
use crate::rulebook::Rulebook;

fn rules(section: &str) -> Rules {
    let text =
        format!(r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "customer": {section}}}"#);
    let rulebook = Rulebook::parse(&text).unwrap_or_else(|findings| panic!("{section}\n{findings}"));
    rulebook.customer().unwrap().clone()
}

fn id(name: impl ToString) -> Id {
    Id::new(&name.to_string()).unwrap()
}

fn date(day: &str) -> Date {
    Date::parse(day).unwrap()
}

fn order(name: impl ToString, on: Date, net: i64) -> Order {
    Order { id: id(name), on, paid: Money::from_minor(net).unwrap(), refunded: Money::ZERO }
}

fn classified(rules: &Rules, as_of: Date, orders: Vec<Order>) -> Classified {
    let request = ClassifyRequest { as_of, orders, reachable: true };
    classify(rules, Currency::CNY, &request, &mut Reasons::none()).unwrap()
}

fn segmented(rules: &Rules, as_of: Date, customers: Vec<(Id, Vec<Order>)>) -> Segments {
    let customers = customers.into_iter().map(|(id, orders)| (id, Customer { orders, reachable: true }));
    let request = SegmentsRequest { as_of, customers: customers.collect(), period: None, returned: None };
    segments(rules, Currency::CNY, &request, &mut Reasons::none()).unwrap()
}

/// Customers who bought for so much each.
fn spenders(amounts: &[i64]) -> Vec<(Id, Vec<Order>)> {
    let one = |(at, amount): (usize, &i64)| {
        (id(format!("c{at:03}")), [order(at, date("2026-03-01"), *amount)].to_vec())
    };
    amounts.iter().enumerate().map(one).collect()
}

#[test]
fn gini_is_as_published() {
    let known = rules(r#"{"shares_over": "all_known"}"#);
    for (amounts, gini, corrected) in [
        (&[1, 1, 1, 1][..], "0", "0"),
        (&[0, 0, 0, 10], "0.75", "1"),
        (&[0, 0, 0, 0, 1], "0.8", "1"),
        (&[1, 2, 3, 4, 5], "4/15", "1/3"),
        (&[3, 1, 5, 2, 4], "4/15", "1/3"),
    ] {
        let figures = segmented(&known, date("2026-06-30"), spenders(amounts)).concentration.unwrap();
        assert_eq!(figures.gini.number().to_string(), gini, "{amounts:?}");
        assert_eq!(figures.gini_corrected.unwrap().number().to_string(), corrected, "{amounts:?}");
    }
    let hundred: Vec<i64> = (1..=100).collect();
    let figures = segmented(&known, date("2026-06-30"), spenders(&hundred)).concentration.unwrap();
    assert_eq!(figures.gini.number().to_string(), "0.33");
    assert_eq!(figures.gini_corrected.unwrap().number().to_string(), "1/3");
    assert_eq!(segmented(&known, date("2026-06-30"), spenders(&[0, 0])).concentration, None);
    let alone = segmented(&known, date("2026-06-30"), spenders(&[7])).concentration.unwrap();
    assert_eq!((alone.gini.number().to_string().as_str(), alone.gini_corrected), ("0", None));
}

#[test]
fn a_class_falls_on_the_first_day_whose_window_has_too_few_orders() {
    let usual = rules("{}");
    let days = ["2025-07-01", "2025-07-01", "2025-09-01", "2026-02-01", "2026-05-01"];
    let orders = || days.iter().enumerate().map(|(at, day)| order(at, date(day), 100)).collect::<Vec<_>>();
    let told = classified(&usual, date("2026-06-30"), orders());
    assert_eq!((told.class, told.orders), (Some(id("A")), 5));
    let fall = told.falls.unwrap();
    assert_eq!(
        (fall.on, fall.class),
        (date("2026-07-01"), Some(id("B"))),
        "both orders of a day leave together"
    );
    let told = classified(&usual, date("2026-07-01"), orders());
    assert_eq!((told.class, told.orders, told.window_from), (Some(id("B")), 3, date("2025-07-02")));
    assert_eq!(told.falls.unwrap().on, date("2026-09-01"));
    let last = classified(&usual, date("2026-02-10"), [order(1, date("2026-02-01"), 5)].to_vec());
    assert_eq!(last.falls.unwrap(), super::Fall { on: date("2027-02-01"), class: None });
    let known = rules(r#"{"classes_over": "all_known"}"#);
    assert_eq!(
        classified(&known, date("2026-02-10"), [order(1, date("2026-02-01"), 5)].to_vec()).falls,
        None
    );
}
