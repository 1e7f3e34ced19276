//! What the vectors do not say: numbers, and the properties of measuring, composing, parting and solving.

mod attribution;
mod formula;
mod measuring;
mod numbers;

use alloc::string::ToString;

use proptest::prelude::*;

use super::{Factors, Fission, Generations, Number, Proportion, RefundPeriod, Rules, Variant};
use crate::money::{Currency, Rounding};

const MODES: [Rounding; 4] = [Rounding::Down, Rounding::HalfUp, Rounding::HalfEven, Rounding::Up];

fn rules(rounding: Rounding) -> Rules {
    Rules {
        variant: Variant::Paid,
        refunds_in: RefundPeriod::OrderDate,
        generations: Generations::One,
        rounding,
    }
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// A number of six decimals: so many millionths.
fn millionths(count: u64) -> Number {
    let text = crate::money::write_scaled(i128::from(count), 6);
    number(&text)
}

fn mode() -> impl Strategy<Value = Rounding> {
    prop::sample::select(MODES.to_vec())
}

fn fission() -> impl Strategy<Value = Fission> {
    let generations = prop::sample::select(std::vec![None, Some(Generations::One), Some(Generations::All)]);
    prop_oneof![
        (1_000_000_u64..9_000_000).prop_map(|steps| Fission::given(millionths(steps))),
        (0_u64..999_999, generations).prop_map(|(steps, generations)| Fission {
            multiplier: None,
            k: Some(Proportion(millionths(steps))),
            generations,
        }),
    ]
}

/// Factors of all sizes, the private domain's there or not.
fn factors() -> impl Strategy<Value = Factors> {
    (
        0_u64..10_u64.pow(13),
        0_u64..=1_000_000,
        0_u64..10_u64.pow(11),
        prop::option::of(1_000_000_u64..100_000_000),
        prop::option::of(fission()),
    )
        .prop_map(|(traffic, conversion, order_value, purchases, fission)| Factors {
            traffic: millionths(traffic),
            conversion: Proportion(millionths(conversion)),
            order_value: millionths(order_value),
            lifetime_purchases: purchases.map(millionths),
            fission,
            conversion_by: None,
            order_value_per: None,
        })
}

#[test]
fn a_strategy_makes_what_can_be_read() {
    assert_eq!(millionths(1_250_000).to_string(), "1.25");
    assert_eq!(number("1.25").in_minor_units(Currency::CNY), number("125"));
}
