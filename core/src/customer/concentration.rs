//! How sales are concentrated: what the first customers buy, how few buy most, and Gini.

use super::facts::count;
use super::rules::Rules;
use super::segments::{counted, quantity};
use super::super_users::Spender;
use crate::document::record;
use crate::error::Error;
use crate::money::Money;
use crate::number::{Figure, Number};
use crate::reason::{Quantity, Reason, Reasons, Rule};

record! {
    /// How sales are concentrated.
    pub struct ConcentrationFigures {
        /// The customers that it is told of: n.
        pub customers: u64,
        /// The first of them by net sales: the rulebook's `top_share` of them.
        pub top_customers: u64,
        /// What those bought.
        pub top_net_sales: Money,
        /// Their share of all net sales.
        pub top_share: Figure,
        /// The fewest customers who bought the rulebook's `coverage` of all.
        pub coverage_customers: u64,
        /// Their share of the customers.
        pub coverage_share: Figure,
        /// Σ (2i − n − 1) · xᵢ / (n · Σx), amounts ascending: 0 where all buy alike, up to (n − 1) / n.
        pub gini: Figure,
        /// The same times n / (n − 1), for few customers: up to 1. Absent for one.
        pub gini_corrected: Option<Figure>,
    }
}

/// The figures of customers who are sorted by what they bought.
pub(super) fn concentration(
    rules: &Rules,
    spenders: &[Spender<'_>],
    whole: Money,
    reasons: &mut Reasons,
) -> Result<Option<ConcentrationFigures>, Error> {
    if whole.is_zero() {
        return Ok(None);
    }
    let asked = &rules.concentration;
    let spenders = counted(rules.shares_over, spenders);
    let customers = count(spenders.len());
    let of_all = |part: u64| Number::of(part).over(&Number::of(customers));
    let top_customers = rules.top_count.of(asked.top_share, customers);
    let most = usize::try_from(top_customers).unwrap_or(usize::MAX);
    let top = spenders.iter().take(most).fold(0_i128, |sum, one| sum.saturating_add(one.net));
    let top_net_sales = Money::from_exact(top)?;
    let coverage_customers = covering(spenders, whole, asked.coverage.ppm());
    let gini = Number::of(unevenness(spenders)).over(&Number::of(product(customers.into(), whole.exact())));
    let parts = Number::of(top_net_sales.minor()).over(&Number::of(whole.minor()));
    let (Some(gini), Some(top_share), Some(coverage_share)) = (gini, parts, of_all(coverage_customers))
    else {
        return Ok(None);
    };
    let corrected = customers.checked_sub(1).and_then(|less| Number::of(customers).over(&Number::of(less)));
    let figures = ConcentrationFigures {
        customers,
        top_customers,
        top_net_sales,
        top_share: Figure::of(top_share),
        coverage_customers,
        coverage_share: Figure::of(coverage_share),
        gini_corrected: corrected.map(|factor| Figure::of(gini.times(&factor))),
        gini: Figure::of(gini),
    };
    tell(rules, &figures, whole, reasons);
    Ok(Some(figures))
}

/// How many of the first customers it takes to reach a share of the whole, in millionths.
fn covering(spenders: &[Spender<'_>], whole: Money, ppm: u32) -> u64 {
    let needed = product(whole.exact(), ppm.into());
    let mut sum = 0_i128;
    let reached = spenders.iter().position(|spender| {
        sum = sum.saturating_add(spender.net);
        product(sum, 1_000_000) >= needed
    });
    count(reached.map_or(spenders.len(), |place| place.saturating_add(1)))
}

/// Σ (2i − n − 1) · xᵢ with the amounts ascending; they are given descending, i from n down to 1. No list that fits into memory
/// reaches the end of 128 bits: n · Σx is below 2^64 · 2^50.
fn unevenness(spenders: &[Spender<'_>]) -> i128 {
    let next = i128::from(count(spenders.len())).saturating_add(1);
    let ranks = (1..next).rev();
    spenders.iter().zip(ranks).fold(0_i128, |sum, (spender, rank)| {
        sum.saturating_add(product(rank.saturating_mul(2).saturating_sub(next), spender.net))
    })
}

fn product(one: i128, other: i128) -> i128 {
    one.saturating_mul(other)
}

fn tell(rules: &Rules, figures: &ConcentrationFigures, whole: Money, reasons: &mut Reasons) {
    reasons.detail(|| {
        Reason::new(Rule::CustomerTopShare)
            .at("/customer/concentration/top_share")
            .with("asked", Quantity::Rate(rules.concentration.top_share))
            .with("top", quantity(figures.top_customers))
            .with("customers", quantity(figures.customers))
            .with("net", Quantity::Money(figures.top_net_sales))
            .with("whole", Quantity::Money(whole))
            .with("exact", Quantity::text(figures.top_share.number().shown()))
    });
    reasons.detail(|| {
        Reason::new(Rule::CustomerCoverage)
            .at("/customer/concentration/coverage")
            .with("asked", Quantity::Rate(rules.concentration.coverage))
            .with("covering", quantity(figures.coverage_customers))
            .with("customers", quantity(figures.customers))
            .with("exact", Quantity::text(figures.coverage_share.number().shown()))
    });
    reasons.detail(|| {
        let corrected = figures.gini_corrected.as_ref().map(|figure| figure.number().shown());
        Reason::new(Rule::CustomerGini)
            .at("/customer/shares_over")
            .with("customers", quantity(figures.customers))
            .with("exact", Quantity::text(figures.gini.number().shown()))
            .with("corrected", Quantity::text(corrected.unwrap_or_else(|| "–".into())))
    });
}
