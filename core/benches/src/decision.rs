//! One decision: an order shared, with its reasons as JSON.

use std::hint::black_box;

use siyu::Rulebook;

use crate::data::{Agents, Orders};
use crate::measure::{Case, rounds, table};
use crate::month::{Way, rulebook};

/// Decisions that are measured in a round.
const DECISIONS: usize = 20_000;
const COUNTED: usize = 500;

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

fn requests(count: usize, detail: &str) -> Vec<String> {
    let (agents, orders) = (Agents::new(), Orders::new(0..count));
    (0..count).map(|at| request(&agents, &orders, at, detail)).collect()
}

fn decide(rulebook: &Rulebook, requests: &[String]) {
    for request in requests {
        black_box(siyu::call(Some(rulebook), "commission_split", request).expect("the order is sound"));
    }
}

pub fn measure(turns: usize) {
    let rulebook = rulebook(Way::Plain, 0);
    let text = crate::month::rulebook_text(Way::Plain, 0);
    let [full, none] = ["full", "none"].map(|detail| requests(DECISIONS, detail));
    let cases = vec![
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
            name: "rulebook, parsed".to_owned(),
            rows: 100,
            against: None,
            run: Box::new(|| {
                for _ in 0..100 {
                    black_box(Rulebook::parse(&text).is_ok());
                }
            }),
        },
    ];
    table("One decision (W2)", "ns per decision", &rounds(cases, turns));
}

pub fn count() {
    decide(&rulebook(Way::Plain, 0), &requests(COUNTED, "full"));
}
