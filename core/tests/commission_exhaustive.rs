//! M1, M2, M4, M5 and M6 over a whole small domain: every amount up to 60 fen, a grid of rates, costs and caps, and every
//! refund, in one step and fen by fen.

use std::collections::HashSet;

use siyu::commission::{
    ClawbackRequest, LinePart, Order, Refund, RefundReason, Refunded, Role, Rules, SplitLine, clawback, split,
};
use siyu::money::{Currency, Money};
use siyu::reason::Reasons;
use siyu::{Id, Rulebook};

const MOST: i64 = 60;
const CNY: Currency = Currency::CNY;
/// In percent: nothing, parts that divide a fen in every way, and together more and less than the whole.
const RATES: [&str; 5] = ["0", "12.5", "33.3333", "0.7", "45"];
const CAPS: [&str; 4] = [
    r#""cap": {}"#,
    r#""cap": {"share": "30%", "priority": ["sponsor"]}"#,
    r#""cap": {"share": "33.3333%", "policy": "scale"}"#,
    r#""cap": {"policy": "scale"}, "cost_cover": "bear""#,
];

fn fen(minor: i64) -> Money {
    Money::from_minor(minor).unwrap()
}

fn rules(section: &str) -> Rules {
    let text = format!(
        r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "commission": {{"residual": "house", {section}}}}}"#
    );
    Rulebook::parse(&text).unwrap().commission().unwrap().clone()
}

/// Every combination of rates for three roles under a mode, a rounding and a cap.
fn grid() -> Vec<Rules> {
    let mut all = Vec::new();
    for (at, direct) in RATES.iter().enumerate() {
        for (and, sponsor) in RATES.iter().enumerate() {
            for (cap, cap_text) in CAPS.iter().enumerate() {
                // Roundings and the mentor's rate run along, so that every pair of values meets somewhere.
                let rounding = ["down", "half_up", "half_even", "up"][(at + and + cap) % 4];
                let mentor = RATES[(at + 2 * and + cap) % RATES.len()];
                all.push(rules(&format!(
                    r#""rounding": "{rounding}", {cap_text}, "roles": {{"direct": {{"rate": "{direct}%"}},
                    "sponsor": {{"rate": "{sponsor}%"}}, "mentor": {{"rate": "{mentor}%"}}}}"#
                )));
            }
        }
    }
    all
}

fn order(paid: i64, cost: Option<i64>) -> Order {
    let id = |text| Id::new(text).unwrap();
    let link = |agent| siyu::commission::Link { agent: id(agent), tier: None, rate: None };
    let line = siyu::commission::Line {
        id: id("l"),
        sku: None,
        category: None,
        quantity: 1,
        paid: fen(paid),
        cost: cost.map(fen),
        supplier: cost.map(|_| id("mill")),
    };
    Order {
        id: id("o"),
        placed_on: siyu::calendar::Date::parse("2026-01-01").unwrap(),
        buyer: None,
        chain: vec![link("ann"), link("bob")],
        mentor: Some(id("mel")),
        lines: vec![line],
    }
}

/// Costs that leave all, something, an odd fen and nothing, or less.
fn costs(paid: i64) -> [Option<i64>; 5] {
    [None, Some(0), Some(paid * 2 / 3), Some(paid - paid.min(1)), Some(paid + 7)]
}

fn amounts(line: &SplitLine) -> Vec<i64> {
    line.parts.iter().map(|part| part.amount.minor()).collect()
}

fn check_split(rules: &Rules, paid: i64, cost: Option<i64>, line: &SplitLine) {
    let place = format!("{rules:?} {paid} {cost:?} {:?}", amounts(line));
    assert_eq!(amounts(line).iter().sum::<i64>(), paid, "M1: {place}");
    let role = |role: Role| line.parts.iter().filter(move |part| part.role == role);
    assert!(
        role(Role::Supplier).all(|part| Some(part.amount.minor()) == cost),
        "a cost is what it says: {place}"
    );
    let others = || line.parts.iter().filter(|part| !matches!(part.role, Role::Supplier | Role::Residual));
    let commission: i64 = others().map(|part| part.amount.minor()).sum();
    let cap = rules.cap.as_ref().unwrap();
    let bears = rules.cost_cover == siyu::commission::CostCover::Bear;
    let margin = cost.filter(|_| !bears).map_or(paid, |cost| (paid - cost).max(0));
    let share = cap.share.map_or(paid, |share| paid * i64::from(share.ppm()) / 1_000_000);
    let limit = margin.min(share);
    assert!(commission <= limit, "M2: {place}");
    let (mut asked, mut asked_exactly) = (0, 0);
    for part in others() {
        let rate = rules.roles.of(part.role).unwrap().rate.unwrap();
        let exact = paid * i64::from(rate.ppm());
        let rounded = fen(paid).at_rate(rate, rules.rounding).0.minor();
        (asked, asked_exactly) = (asked + rounded, asked_exactly + exact);
        assert!((0..=rounded).contains(&part.amount.minor()), "M2: {place}");
    }
    if asked <= limit {
        assert_eq!(commission, asked, "nothing is lowered without need: {place}");
    } else {
        assert_eq!(commission, limit, "nothing is lowered further than to the limit: {place}");
    }
    if asked_exactly <= limit * 1_000_000 {
        for part in others() {
            let exact = paid * i64::from(rules.roles.of(part.role).unwrap().rate.unwrap().ppm());
            assert!((part.amount.minor() * 1_000_000 - exact).abs() < 1_000_000, "M4: {place}");
        }
    }
}

/// What each part gives back when `amount` follows on `before`.
fn back(
    rules: &Rules,
    line: &SplitLine,
    before: Refunded,
    amount: i64,
    reason: RefundReason,
) -> (Vec<i64>, Refunded) {
    let request = ClawbackRequest {
        line: line.clone(),
        refunded: before,
        refund: Refund { amount: fen(amount), reason: Some(reason) },
    };
    let back = clawback(rules, &request, CNY, &mut Reasons::none()).unwrap();
    (back.parts.iter().map(|part: &LinePart| part.amount.minor()).collect(), back.refunded)
}

/// Every refund of a line, at once and fen by fen, the goods returned or not.
fn check_refunds(rules: &Rules, line: &SplitLine) {
    let (paid, earned) = (line.paid.minor(), amounts(line));
    for reason in [RefundReason::Returned, RefundReason::Compensation] {
        let mut sums = vec![0; earned.len()];
        let mut refunded = Refunded::default();
        for cumulative in 1..=paid {
            let (step, after) = back(rules, line, refunded, 1, reason);
            assert_eq!(step.iter().sum::<i64>(), 1, "M1 after every refund: {earned:?} {cumulative}");
            refunded = after;
            for (sum, step) in sums.iter_mut().zip(&step) {
                *sum += step;
            }
            let (at_once, _) = back(rules, line, Refunded::default(), cumulative, reason);
            assert_eq!(at_once, sums, "M6: {earned:?} {cumulative}");
            for ((part, sum), step) in line.parts.iter().zip(&sums).zip(&step) {
                let kept = part.role == Role::Supplier && reason == RefundReason::Compensation;
                if part.role != Role::Residual {
                    let exact = if kept { 0 } else { part.amount.minor() * cumulative };
                    assert_eq!(*sum, exact / paid, "M5, the cumulative floor: {earned:?} {cumulative}");
                    assert!(*step >= 0 && *sum <= part.amount.minor(), "M5: {earned:?} {cumulative}");
                }
            }
        }
        if reason == RefundReason::Returned && paid > 0 {
            assert_eq!(sums, earned, "M5, exact at full refund");
        }
    }
}

#[test]
fn every_small_line_is_split_and_refunded_exactly() {
    let grid = grid();
    let mut seen = HashSet::new();
    for paid in 0..=MOST {
        for cost in costs(paid) {
            let order = order(paid, cost);
            for rules in &grid {
                let line = split(rules, &order, CNY, &mut Reasons::none()).unwrap().lines.remove(0);
                check_split(rules, paid, cost, &line);
                if seen.insert((paid, cost.is_some(), amounts(&line))) {
                    check_refunds(rules, &line);
                }
            }
        }
    }
    assert!(seen.len() > 2000, "the grid has become too coarse: {} lines", seen.len());
}
