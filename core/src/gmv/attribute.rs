//! `gmv_attribute`: which factor made which part of a change.
//!
//! *Chain substitution* (连环替代) replaces one factor after the other, in a given order, and gives each what its
//! replacement changed: it is asked for by name in Chinese business analysis, and depends on the order. *Shapley* is the mean
//! over all orders, and so depends on none. Both are exact, and both sum to the change.

use alloc::string::String;
use alloc::vec::Vec;

use super::factors::{Counted, FactorName, Factors, Formula, mixed};
use super::rules::Rules;
use crate::document::{Choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::number::{Figure, Number};
use crate::reason::{Computation, Quantity, Reason, Reasons, Rule};

record! {
    /// Two sets of factors. A factor that only one of them has counts as 1 in the other.
    pub struct AttributeRequest {
        /// The factors before.
        pub before: Factors,
        /// The factors after.
        pub after: Factors,
        /// The order in which the chain replaces them; traffic, conversion, order value, lifetime purchases, fission unless
        /// given.
        pub order: Vec<FactorName> = Vec::new(),
    }
}

record! {
    /// The part of a change that one factor made.
    pub struct FactorPart {
        /// The factor.
        pub factor: FactorName,
        /// Its value before.
        pub before: Figure,
        /// Its value after.
        pub after: Figure,
        /// Its part in the currency's own unit, exact.
        pub exact: Number,
        /// Its part in money. All parts sum to the change.
        pub amount: Money,
    }
}

record! {
    /// A change of GMV and its parts.
    pub struct Attributed {
        /// GMV before, rounded once.
        pub before: Money,
        /// GMV after, rounded once.
        pub after: Money,
        /// The difference of the two.
        pub change: Money,
        /// By chain substitution, in the order of the chain.
        pub chain: Vec<FactorPart>,
        /// By Shapley, in the order of the formula.
        pub shapley: Vec<FactorPart>,
    }
}

/// A factor before and after, with its part.
struct Moved {
    factor: FactorName,
    before: Number,
    after: Number,
    part: Number,
}

/// `gmv_attribute`: parts a change among its factors.
pub(crate) fn attribute(
    rules: &Rules,
    currency: Currency,
    request: &AttributeRequest,
    reasons: &mut Reasons,
) -> Result<Attributed, Error> {
    let before = request.before.formula(rules.generations).map_err(|error| error.within("/before"))?;
    let after = request.after.formula(rules.generations).map_err(|error| error.within("/after"))?;
    check_counts(&request.before, &request.after)?;
    let order = chain_order(&request.order, &before, &after)?;
    let start = before.gmv(rules, currency).map_err(|error| error.at("/before"))?;
    let end = after.gmv(rules, currency).map_err(|error| error.at("/after"))?;
    let change = end.minus(start)?;
    reasons.decisive(|| {
        Reason::new(Rule::GmvChange)
            .with("before", Quantity::Money(start))
            .with("after", Quantity::Money(end))
            .computed(Computation::fixed(change))
    });
    let parts = |moved: Vec<Moved>| in_money(moved, change, currency);
    let chain = parts(chain(&order, &before, &after))?;
    let shapley = parts(shapley(&before, &after))?;
    tell(Rule::GmvChainPart, &chain, reasons);
    tell(Rule::GmvShapleyPart, &shapley, reasons);
    Ok(Attributed { before: start, after: end, change, chain, shapley })
}

/// Counts by buyer before and by order after would be a change of words, not of business.
fn check_counts(before: &Factors, after: &Factors) -> Result<(), Error> {
    let same = |before: Option<Counted>, after: Option<Counted>, at: &str| match (before, after) {
        (Some(before), Some(after)) if before != after => Err(mixed(after, before).at(at)),
        _ => Ok(()),
    };
    same(before.conversion_by, after.conversion_by, "/after/conversion_by")?;
    same(before.order_value_per, after.order_value_per, "/after/order_value_per")
}

/// The factors that take part on either side, in the order of the formula.
fn in_play(before: &Formula, after: &Formula) -> Vec<FactorName> {
    let there = |formula: &Formula, factor| formula.0.iter().any(|(name, _)| *name == factor);
    let all = FactorName::ALL.iter().copied();
    all.filter(|factor| there(before, *factor) || there(after, *factor)).collect()
}

/// The order of the chain: each factor in play exactly once.
fn chain_order(order: &[FactorName], before: &Formula, after: &Formula) -> Result<Vec<FactorName>, Error> {
    let needed = in_play(before, after);
    if order.is_empty() {
        return Ok(needed);
    }
    for (index, factor) in order.iter().enumerate() {
        let at = alloc::format!("/order/{index}");
        if order.iter().take(index).any(|earlier| earlier == factor) {
            return Err(Error::new(Code::DuplicateItem).found(factor.slug()).allowed(1_u8).at(at));
        }
        if !needed.contains(factor) {
            let allowed = quoted_list(&needed);
            return Err(Error::new(Code::UnknownChoice).found(factor.slug()).allowed(allowed).at(at));
        }
    }
    if order.len() != needed.len() {
        return Err(Error::new(Code::ListLength).found(order.len()).allowed(needed.len()).at("/order"));
    }
    Ok(order.to_vec())
}

fn quoted_list(factors: &[FactorName]) -> String {
    let words: Vec<String> = factors.iter().map(|factor| alloc::format!("\"{}\"", factor.slug())).collect();
    words.join(", ")
}

/// One factor after the other: those before it in the order are already new, those behind it still old.
fn chain(order: &[FactorName], before: &Formula, after: &Formula) -> Vec<Moved> {
    let mut current = before.clone();
    let mut reached = before.product();
    let step = |factor: &FactorName| {
        current = current.with(*factor, &after.value(*factor));
        let next = current.product();
        let part = next.minus(&reached);
        reached = next;
        Moved { factor: *factor, before: before.value(*factor), after: after.value(*factor), part }
    };
    order.iter().map(step).collect()
}

/// The mean over all orders. With s other factors already replaced, out of n − 1, a share s! (n − 1 − s)! / n! of the orders
/// looks alike, and the sum over the choices of those s is the s-th coefficient of Π (before + after · x).
fn shapley(before: &Formula, after: &Formula) -> Vec<Moved> {
    let factors = in_play(before, after);
    let part = |factor: &FactorName| {
        let others = factors.iter().filter(|other| *other != factor);
        let sums = others.fold(alloc::vec![Number::one()], |sums, other| {
            times_linear(&sums, &before.value(*other), &after.value(*other))
        });
        let mean = weighted(&sums);
        let (old, new) = (before.value(*factor), after.value(*factor));
        Moved { factor: *factor, part: new.minus(&old).times(&mean), before: old, after: new }
    };
    factors.iter().map(part).collect()
}

/// The coefficients of a polynomial times (constant + slope · x).
fn times_linear(coefficients: &[Number], constant: &Number, slope: &Number) -> Vec<Number> {
    let low = coefficients.iter().map(|c| c.times(constant)).chain([Number::zero()]);
    let high = [Number::zero()].into_iter().chain(coefficients.iter().map(|c| c.times(slope)));
    low.zip(high).map(|(low, high)| low.plus(&high)).collect()
}

/// Σ sums[s] · s! (n − 1 − s)! / n!, where sums has n items.
fn weighted(sums: &[Number]) -> Number {
    let count = sums.len();
    let weight = |chosen: usize| {
        let left = count.saturating_sub(1).saturating_sub(chosen);
        factorial(chosen).times(&factorial(left)).over(&factorial(count)).unwrap_or_else(Number::zero)
    };
    let terms = sums.iter().enumerate().map(|(chosen, sum)| sum.times(&weight(chosen)));
    terms.fold(Number::zero(), |total, term| total.plus(&term))
}

fn factorial(of: usize) -> Number {
    (1..=of).fold(Number::one(), |product, factor| product.times(&Number::of(factor)))
}

/// A part on its way to whole minor units.
struct Unit {
    factor: FactorName,
    amount: Number,
    /// What the floor left; nothing once it is served. A factor that did not move has no part, whatever rounding leaves.
    remainder: Option<Number>,
}

/// Parts to the minor unit: the floor of each, and what is missing of the change one by one to the largest remainders, ties in
/// the order of the formula.
fn in_money(moved: Vec<Moved>, change: Money, currency: Currency) -> Result<Vec<FactorPart>, Error> {
    let unit = |moved: &Moved| {
        let exact = moved.part.in_minor_units(currency);
        let amount = exact.floor();
        let remainder = (!exact.is_zero()).then(|| exact.minus(&amount));
        Unit { factor: moved.factor, amount, remainder }
    };
    let mut units: Vec<Unit> = moved.iter().map(unit).collect();
    let given = units.iter().fold(Number::zero(), |sum, unit| sum.plus(&unit.amount));
    share_out(Number::of(change.minor()).minus(&given), &mut units);
    let part = |(moved, unit): (Moved, Unit)| {
        Ok(FactorPart {
            factor: moved.factor,
            before: Figure::of(moved.before),
            after: Figure::of(moved.after),
            exact: moved.part,
            amount: unit.amount.minor_to_money()?,
        })
    };
    moved.into_iter().zip(units).map(part).collect()
}

fn share_out(mut left: Number, units: &mut [Unit]) {
    // half_even may round both totals toward each other while every part is whole: then a unit is taken back.
    let step = if left.is_negative() { Number::of(-1) } else { Number::one() };
    while !left.is_zero() {
        let waiting = units.iter_mut().filter(|unit| unit.remainder.is_some());
        let next = waiting.max_by(|a, b| a.remainder.cmp(&b.remainder).then_with(|| b.factor.cmp(&a.factor)));
        let Some(next) = next else { break };
        next.amount = next.amount.plus(&step);
        next.remainder = None;
        left = left.minus(&step);
    }
}

fn tell(rule: Rule, parts: &[FactorPart], reasons: &mut Reasons) {
    for part in parts {
        reasons.detail(|| {
            Reason::new(rule)
                .of(part.factor.slug())
                .with("before", Quantity::text(part.before.number().shown()))
                .with("after", Quantity::text(part.after.number().shown()))
                .with("exact", Quantity::text(part.exact.shown()))
                .computed(Computation::fixed(part.amount))
        });
    }
}
