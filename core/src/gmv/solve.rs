//! `gmv_solve`: what one factor must be, the others as they are, to reach a target.
//!
//! The exact product reaches it: what only rounding lifts to the target is short of it, or 500 M to 700 M would be a little
//! less than 1.4 times.

use super::compose::told;
use super::factors::{FactorName, Factors, Fission, Formula};
use super::rules::{Generations, Rules};
use crate::document::{Choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::number::{Figure, Number};
use crate::reason::{Comparison, Operator, Quantity, Reasons, Rule};

record! {
    /// A target, and the factor that is to reach it.
    pub struct SolveRequest {
        /// The factors as they are.
        pub factors: Factors,
        /// The factor to move.
        pub factor: FactorName,
        /// The GMV to reach; not negative.
        pub target: Money,
    }
}

record! {
    /// The least value that reaches the target.
    pub struct Solved {
        /// The factor.
        pub factor: FactorName,
        /// GMV with the factors as they are.
        pub before: Money,
        /// The factor as it is; 1 when the formula does not have it.
        pub current: Figure,
        /// The least number of six decimals with which the exact product is the target or more; of fission the multiplier. Never
        /// below what the factor can be, even when less would do.
        pub value: Number,
        /// The value with which the product is the target itself, where six decimals cannot say it.
        pub exact: Option<Number>,
        /// The value in times of what it is; absent when that is nothing.
        pub times: Option<Figure>,
        /// For a fission that was given by K: the least K of six decimals that reaches the target; absent where none does.
        pub k: Option<Number>,
        /// GMV with the value.
        pub gmv: Money,
    }
}

/// `gmv_solve`: solves the formula for one factor.
pub(crate) fn solve(
    rules: &Rules,
    currency: Currency,
    request: &SolveRequest,
    reasons: &mut Reasons,
) -> Result<Solved, Error> {
    let formula = formula(request, rules)?;
    let (factor, target) = (request.factor, request.target);
    if target.is_negative() {
        let error = Error::new(Code::NegativeAmount).found(target.to_text(currency));
        return Err(error.allowed("≥ 0").at("/target"));
    }
    let before = formula.gmv(rules, currency).map_err(|error| error.at("/factors"))?;
    let reached = Number::of_money(target, currency);
    let exact = exact_value(&formula, factor, &reached)?;
    let value = exact.on_grid(Number::ceiling);
    let current = formula.value(factor);
    let solved = formula.with(factor, &value);
    let gmv = solved.gmv(rules, currency).map_err(|error| error.at("/target"))?;
    reasons.decisive(|| {
        let comparison = Comparison::of(Quantity::Money(gmv), Operator::AtLeast, Quantity::Money(target));
        told(Rule::GmvSolved, &solved, gmv)
            .of(factor.slug())
            .with("value", Quantity::text(alloc::format!("{value}")))
            .with("current", Quantity::text(current.shown()))
            .compared(comparison)
    });
    Ok(Solved {
        factor,
        before,
        times: value.over(&current).map(Figure::of),
        current: Figure::of(current),
        k: least_k(request, &formula, &reached, rules),
        exact: (exact != value).then_some(exact),
        value,
        gmv,
    })
}

/// The formula with the factor in it, so that what it may be together with the others is checked too.
fn formula(request: &SolveRequest, rules: &Rules) -> Result<Formula, Error> {
    let mut factors = request.factors.clone();
    if request.factor == FactorName::LifetimePurchases {
        factors.lifetime_purchases = factors.lifetime_purchases.or(Some(Number::one()));
    }
    if request.factor == FactorName::Fission {
        factors.fission = factors.fission.or(Some(Fission::given(Number::one())));
    }
    factors.formula(rules.generations).map_err(|error| error.within("/factors"))
}

/// What a factor is at least, and at most.
fn bounds(factor: FactorName) -> (Number, Number) {
    match factor {
        FactorName::Traffic | FactorName::OrderValue => (Number::zero(), Number::limit()),
        FactorName::Conversion => (Number::zero(), Number::one()),
        FactorName::LifetimePurchases | FactorName::Fission => (Number::one(), Number::limit()),
    }
}

/// The least value with which the product is the target or more; that of the target itself, unless the factor cannot be so low.
fn exact_value(formula: &Formula, factor: FactorName, target: &Number) -> Result<Number, Error> {
    let (least, most) = bounds(factor);
    if target.is_zero() {
        return Ok(least);
    }
    let rest = formula.with(factor, &Number::one()).product();
    let Some(enough) = target.over(&rest) else {
        return Err(nothing_helps(formula, factor));
    };
    if enough > most {
        let allowed = alloc::format!("≤ {}", if most == Number::one() { "1" } else { "10^15" });
        let error =
            Error::new(Code::TargetUnreachable).found(enough.on_grid(Number::ceiling)).allowed(allowed);
        return Err(error.with("factor", factor.slug()).at("/target"));
    }
    Ok(enough.max(least))
}

/// Another factor is zero, and so is every product.
fn nothing_helps(formula: &Formula, factor: FactorName) -> Error {
    let zero = formula.0.iter().find(|(name, value)| *name != factor && value.is_zero());
    let name = zero.map_or("", |(name, _)| name.slug());
    Error::new(Code::FactorIsZero)
        .found(0_u8)
        .allowed("> 0")
        .with("factor", name)
        .at(alloc::format!("/factors/{name}"))
}

/// The least K, where the request speaks of K.
fn least_k(request: &SolveRequest, formula: &Formula, target: &Number, rules: &Rules) -> Option<Number> {
    let Some(Fission { k: Some(_), generations, .. }) = &request.factors.fission else { return None };
    if request.factor != FactorName::Fission {
        return None;
    }
    let one = Number::one();
    let rest = formula.with(FactorName::Fission, &one).product();
    // Without a target, and where it is reached already, nobody needs to bring anybody.
    let multiplier = target.over(&rest).unwrap_or_else(Number::zero).max(one.clone());
    let follows = generations.unwrap_or(rules.generations);
    let enough = match follows {
        Generations::One => multiplier.minus(&one),
        Generations::All => one.minus(&one.over(&multiplier)?),
    };
    let k = enough.on_grid(Number::ceiling);
    (follows == Generations::One || k < one).then_some(k)
}
