//! One decision: an order shared, with its reasons as JSON.

use std::hint::black_box;

use siyu::Rulebook;
use siyu::column::Slices;
use siyu::commission::SplitBatch;
use siyu::operation::commission_split_columns;

use crate::data::{Agents, Orders};
use crate::measure::{Case, rounds, table};
use crate::month::{Way, rulebook};

/// Decisions that are measured in a round.
pub const DECISIONS: usize = 20_000;
const COUNTED: usize = 500;
const COUNTED_INTO_BUFFER: usize = 20_000;

/// The rulebook of the sample shop.
const SAMPLE: &str = include_str!("../../examples/month-close/src/sample/rulebook.json");

const TIERS: [&str; 4] = ["bronze", "silver", "gold", "star"];

/// An order as a host writes it.
fn request(agents: &Agents, orders: &Orders, at: usize, detail: &str) -> String {
    let seller = orders.agent[at];
    let chain = std::iter::successors(Some(seller), |agent| {
        Some(agents.sponsor[*agent as usize]).filter(|sponsor| *sponsor != u32::MAX)
    });
    let link = |agent: u32| {
        format!(r#"{{"agent": "a{agent}", "tier": "{}"}}"#, TIERS[agents.tier[agent as usize] as usize])
    };
    let chain = chain.take(3).map(link).collect::<Vec<_>>().join(", ");
    let paid = orders.paid[at];
    format!(
        r#"{{"id": "o{at}", "placed_on": "2026-10-09", "chain": [{chain}], "lines": [{{"id": "1", "paid": "{}.{:02}"}}], "detail": "{detail}"}}"#,
        paid / 100,
        paid % 100
    )
}

pub fn requests(count: usize, detail: &str) -> Vec<String> {
    let (agents, orders) = (Agents::new(), Orders::new(0..count));
    (0..count).map(|at| request(&agents, &orders, at, detail)).collect()
}

pub fn decide(rulebook: &Rulebook, requests: &[String]) {
    for request in requests {
        black_box(siyu::call(Some(rulebook), "commission_split", request).expect("the order is sound"));
    }
}

/// Orders, one at a time, into the caller's buffer, through siyu. Compiled once, so that what is counted is what is measured.
#[inline(never)]
pub fn into_buffer(rulebook: &Rulebook, orders: &[Facts], sum: &mut i64) {
    for order in orders {
        let mut parts = [0; 4];
        split(rulebook, order, &mut parts);
        *sum = parts.iter().fold(*sum, |sum, part| sum.wrapping_mul(31).wrapping_add(*part));
    }
}

/// An order's parts: of the direct agent, the sponsor, the sponsor's sponsor and the house.
pub fn split(rulebook: &Rulebook, Facts { paid, tier }: &Facts, parts: &mut [i64; 4]) {
    let ([chain @ .., house], mut code) = (parts, [0]);
    let mut batch: SplitBatch<Slices<'_>> = SplitBatch {
        rows: 1,
        chain: 3,
        members: 0,
        pools: 0,
        paid_fen: &[*paid],
        cost_fen: None,
        has_supplier: None,
        quantity: None,
        sku: None,
        category: None,
        chain_tier: tier,
        chain_rate_ppm: None,
        direct_is_buyer: None,
        has_mentor: None,
        chain_party: None,
        mentor_party: None,
        pool_party: None,
        supplier_fen: None,
        chain_fen: chain,
        mentor_fen: None,
        member_fen: None,
        residual_fen: std::slice::from_mut(house),
        code: &mut code,
    };
    let refused = commission_split_columns(rulebook, &mut batch);
    assert!(refused.is_ok_and(|refused| refused == 0), "the order is sound");
}

/// The same by hand.
#[inline(never)]
pub fn by_hand(Facts { paid, tier }: &Facts, parts: &mut [i64; 4]) {
    const RATES: [i64; 4] = [500, 800, 1200, 1500];
    let direct = paid.wrapping_mul(RATES[usize::from(tier[0] & 3)]) / 10_000;
    let sponsor = if tier[1] == u8::MAX { 0 } else { paid.wrapping_mul(300) / 10_000 };
    let sponsor_2 = if tier[2] == u8::MAX { 0 } else { paid.wrapping_mul(100) / 10_000 };
    *parts =
        [direct, sponsor, sponsor_2, paid.wrapping_sub(direct).wrapping_sub(sponsor).wrapping_sub(sponsor_2)];
}

/// An order as numbers.
pub struct Facts {
    pub paid: i64,
    pub tier: [u8; 3],
}

fn facts(count: usize) -> Vec<Facts> {
    facts_of(&Agents::new(), &Orders::new(0..count), count)
}

/// The first orders.
pub fn facts_of(agents: &Agents, orders: &Orders, count: usize) -> Vec<Facts> {
    let tiers = |seller: u32| {
        let above = |agent: u32| if agent == u32::MAX { agent } else { agents.sponsor[agent as usize] };
        let chain = [seller, above(seller), above(above(seller))];
        chain.map(|agent| agents.tier.get(agent as usize).copied().unwrap_or(u8::MAX))
    };
    orders
        .paid
        .iter()
        .zip(&orders.agent)
        .take(count)
        .map(|(paid, seller)| Facts { paid: *paid, tier: tiers(*seller) })
        .collect()
}

pub fn measure(turns: usize) {
    let orders = facts(DECISIONS);
    let (mut one, mut other) = (0, 0);
    let rulebook = rulebook(Way::Plain, 0);
    let [full, none] = ["full", "none"].map(|detail| requests(DECISIONS, detail));
    let cases = vec![
        Case {
            name: "by hand, into a buffer".to_owned(),
            rows: DECISIONS,
            against: None,
            run: Box::new(|| {
                for order in &orders {
                    let mut parts = [0; 4];
                    by_hand(black_box(order), &mut parts);
                    one = parts.iter().fold(one, |sum: i64, part| sum.wrapping_mul(31).wrapping_add(*part));
                }
            }),
        },
        Case {
            name: "siyu, into a buffer".to_owned(),
            rows: DECISIONS,
            against: Some("by hand, into a buffer"),
            run: Box::new(|| into_buffer(&rulebook, &orders, &mut other)),
        },
        Case {
            name: "JSON, full reasons".to_owned(),
            rows: DECISIONS,
            against: None,
            run: Box::new(|| decide(&rulebook, &full)),
        },
        Case {
            name: "JSON, no reasons".to_owned(),
            rows: DECISIONS,
            against: Some("JSON, full reasons"),
            run: Box::new(|| decide(&rulebook, &none)),
        },
        Case {
            name: "the sample's rulebook, parsed".to_owned(),
            rows: 100,
            against: None,
            run: Box::new(|| {
                for _ in 0..100 {
                    black_box(Rulebook::parse(SAMPLE).is_ok());
                }
            }),
        },
    ];
    table("One decision (W2)", "ns per decision", &rounds(cases, turns));
    assert_eq!(one, other, "by hand and through siyu the parts are the same");
}

pub fn count() {
    decide(&rulebook(Way::Plain, 0), &requests(COUNTED, "full"));
}

/// The same into a buffer.
pub fn count_into_buffer() {
    let mut sum = 0;
    into_buffer(&rulebook(Way::Plain, 0), &facts(COUNTED_INTO_BUFFER), &mut sum);
    black_box(sum);
}

/// What `count_into_buffer` does apart from deciding.
pub fn count_into_buffer_nothing() {
    let _ = black_box((rulebook(Way::Plain, 0), facts(COUNTED_INTO_BUFFER)));
}

/// What `count` does apart from deciding.
pub fn count_nothing() {
    let _ = black_box((rulebook(Way::Plain, 0), requests(COUNTED, "full")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_into_a_buffer_allocates_nothing() {
        let (rulebook, orders, mut sum) = (rulebook(Way::Plain, 0), facts(100), 0);
        let (peak, ()) = crate::measure::peak_allocated(|| into_buffer(&rulebook, &orders, &mut sum));
        assert_eq!(peak, 0);
    }
}
