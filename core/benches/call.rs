//! The call plane at each level of detail, and what it is made of: `cargo bench -p siyu --bench call`. Allocations are counted
//! beside the time.

use std::hint::black_box;

use divan::{AllocProfiler, Bencher};
use siyu::commission::Order;
use siyu::document::{from_json, to_json};
use siyu::operation::commission_split;
use siyu::reason::Detail;
use siyu::{Rulebook, call};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const RULES: &str = r#"{"name": "flat", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "house",
    "roles": {"direct": {"rate": "5%"}, "sponsor": {"rate": "2%"}, "mentor": {"rate": "1%"}}}}"#;
const ORDER: &str = r#"{"id":"o1","placed_on":"2026-01-05","chain":[{"agent":"ann"},{"agent":"bob"}],
    "lines":[{"id":"1","paid":"19.99"}]}"#;
/// The rulebook of the month close's sample shop.
const SAMPLE: &str = include_str!("../../examples/month-close/src/sample/rulebook.json");

fn main() {
    divan::main();
}

fn rulebook() -> Rulebook {
    Rulebook::parse(RULES).unwrap_or_else(|findings| panic!("{findings}"))
}

fn order(rulebook: &Rulebook) -> Order {
    from_json(ORDER, rulebook.currency()).unwrap_or_else(|findings| panic!("{findings}"))
}

/// One order of one line, JSON in and JSON out.
#[divan::bench(args = ["none", "summary", "full"])]
fn json(bencher: Bencher, detail: &str) {
    let rulebook = rulebook();
    let closed = ORDER.rfind('}').unwrap_or_default();
    let input = format!("{},\"detail\":\"{detail}\"}}", &ORDER[..closed]);
    bencher.bench(|| call(Some(&rulebook), "commission_split", black_box(&input)));
}

/// The same by the typed function.
#[divan::bench(args = [Detail::None, Detail::Summary, Detail::Full])]
fn typed(bencher: Bencher, detail: Detail) {
    let rulebook = rulebook();
    let order = order(&rulebook);
    bencher.bench(|| commission_split(&rulebook, black_box(&order), detail));
}

#[divan::bench]
fn read(bencher: Bencher) {
    let currency = rulebook().currency();
    bencher.bench(|| from_json::<Order>(black_box(ORDER), currency));
}

#[divan::bench]
fn write(bencher: Bencher) {
    let rulebook = rulebook();
    let decision = commission_split(&rulebook, &order(&rulebook), Detail::Full)
        .unwrap_or_else(|error| panic!("{error}"));
    bencher.bench(|| to_json(black_box(&decision.reasons), rulebook.currency()));
}

/// A whole rulebook with all its sections.
#[divan::bench]
fn parse_sample(bencher: Bencher) {
    bencher.bench(|| Rulebook::parse(black_box(SAMPLE)));
}
