//! `gmv_compose`: GMV from its factors, how it moves with each of them, and what-if tables.

use alloc::vec::Vec;

use super::factors::{FactorName, Factors, Fission, Formula};
use super::rules::Rules;
use crate::document::{Choice, Id, Seen, Text, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::number::{Figure, Number, Proportion};
use crate::reason::{Computation, Quantity, Reason, Reasons, Rule};

choice! {
    /// Which formula the factors make.
    pub enum FormulaName {
        /// traffic × conversion × order value.
        Traditional = "traditional",
        /// … × lifetime purchases × fission.
        PrivateDomain = "private_domain",
    }
}

record! {
    /// Factors to multiply, and changes of them to try.
    pub struct ComposeRequest {
        /// The factors.
        pub factors: Factors,
        /// Changes to try, each on its own.
        pub what_if: Vec<WhatIf> = Vec::new(),
    }
}

record! {
    /// A change to try: the factors it names are replaced, the others stay.
    pub struct WhatIf {
        /// What the change is called, once in the list.
        pub name: Id,
        /// Another traffic.
        pub traffic: Option<Number>,
        /// Another conversion.
        pub conversion: Option<Proportion>,
        /// Another order value.
        pub order_value: Option<Number>,
        /// Other lifetime purchases.
        pub lifetime_purchases: Option<Number>,
        /// Another fission.
        pub fission: Option<Fission>,
    }
}

record! {
    /// One factor, and the product so far.
    pub struct Step {
        /// The factor.
        pub factor: FactorName,
        /// Its value; of fission the multiplier.
        pub value: Figure,
        /// The product of all factors up to this one.
        pub product: Figure,
    }
}

record! {
    /// What one per cent more of one factor does. A product rises by one per cent whichever factor does: what differs is what
    /// that per cent costs, and whether the factor has room for it.
    pub struct Sensitivity {
        /// The factor.
        pub factor: FactorName,
        /// Its value times 1.01; of fission the multiplier's.
        pub raised: Figure,
        /// GMV with it; absent where there is no room: a conversion above 1, an amount beyond the limit.
        pub gmv: Option<Money>,
        /// How much more that is.
        pub change: Option<Money>,
    }
}

record! {
    /// What a change gives.
    pub struct WhatIfResult {
        /// The change.
        pub name: Id,
        /// GMV with it.
        pub gmv: Money,
        /// That less the GMV without it.
        pub change: Money,
    }
}

record! {
    /// A GMV and how it came about.
    pub struct Composed {
        /// Which formula it is.
        pub formula: FormulaName,
        /// The product, rounded once, by the rulebook's mode.
        pub gmv: Money,
        /// The exact product in the currency's own unit.
        pub exact: Number,
        /// Factor by factor.
        pub steps: Vec<Step>,
        /// One per cent more of each factor.
        pub sensitivity: Vec<Sensitivity>,
        /// Each change that was tried, in the order of the request.
        pub what_if: Vec<WhatIfResult> = Vec::new(),
    }
}

impl Formula {
    /// GMV, rounded once.
    pub(super) fn gmv(&self, rules: &Rules, currency: Currency) -> Result<Money, Error> {
        self.product().to_money(rules.rounding, currency)
    }

    fn name(&self) -> FormulaName {
        let private = |(factor, _): &(FactorName, Number)| *factor >= FactorName::LifetimePurchases;
        if self.0.iter().any(private) { FormulaName::PrivateDomain } else { FormulaName::Traditional }
    }

    fn steps(&self) -> Vec<Step> {
        let mut product = Number::one();
        let step = |(factor, value): &(FactorName, Number)| {
            product = product.times(value);
            Step { factor: *factor, value: Figure::of(value.clone()), product: Figure::of(product.clone()) }
        };
        self.0.iter().map(step).collect()
    }
}

impl WhatIf {
    /// The factors with this change.
    fn applied_to(&self, factors: &Factors) -> Factors {
        let mut changed = factors.clone();
        let Self { name: _, traffic, conversion, order_value, lifetime_purchases, fission } = self.clone();
        changed.traffic = traffic.unwrap_or(changed.traffic);
        changed.conversion = conversion.unwrap_or(changed.conversion);
        changed.order_value = order_value.unwrap_or(changed.order_value);
        changed.lifetime_purchases = lifetime_purchases.or(changed.lifetime_purchases);
        changed.fission = fission.or(changed.fission);
        changed
    }
}

/// One GMV beside another, as a reason.
fn scenario(subject: impl Into<Text>, formula: &Formula, gmv: Money, change: Money) -> Reason {
    told(Rule::GmvScenario, formula, gmv).of(subject).with("change", Quantity::Money(change))
}

/// A product, as a reason.
pub(super) fn told(rule: Rule, formula: &Formula, gmv: Money) -> Reason {
    Reason::new(rule)
        .at("/gmv/rounding")
        .with("formula", Quantity::text(formula.shown()))
        .with("exact", Quantity::text(formula.product().shown()))
        .computed(Computation::fixed(gmv))
}

/// `gmv_compose`: multiplies the factors.
pub(crate) fn compose(
    rules: &Rules,
    currency: Currency,
    request: &ComposeRequest,
    reasons: &mut Reasons,
) -> Result<Composed, Error> {
    let formula = request.factors.formula(rules.generations).map_err(|error| error.within("/factors"))?;
    let gmv = formula.gmv(rules, currency).map_err(|error| error.at("/factors"))?;
    reasons.decisive(|| told(Rule::GmvProduct, &formula, gmv));
    tell_fission(&request.factors, &formula, rules, reasons);
    let composed = Composed {
        formula: formula.name(),
        gmv,
        exact: formula.product(),
        steps: formula.steps(),
        sensitivity: sensitivity(&formula, (rules, currency), gmv, reasons)?,
        what_if: what_if(request, (rules, currency), gmv, reasons)?,
    };
    Ok(composed)
}

/// How K became a multiplier.
fn tell_fission(factors: &Factors, formula: &Formula, rules: &Rules, reasons: &mut Reasons) {
    let Some(Fission { k: Some(k), generations, .. }) = &factors.fission else { return };
    let shown = match generations.unwrap_or(rules.generations) {
        super::rules::Generations::One => alloc::format!("1 + {k}"),
        super::rules::Generations::All => alloc::format!("1 ÷ (1 − {k})"),
    };
    reasons.detail(|| {
        Reason::new(Rule::GmvFigure)
            .at("/gmv/generations")
            .of(FactorName::Fission.slug())
            .with("formula", Quantity::text(shown))
            .with("exact", Quantity::text(formula.value(FactorName::Fission).shown()))
    });
}

fn sensitivity(
    formula: &Formula,
    (rules, currency): (&Rules, Currency),
    gmv: Money,
    reasons: &mut Reasons,
) -> Result<Vec<Sensitivity>, Error> {
    let hundredths = (Number::of(101), Number::of(100));
    let mut rows = Vec::new();
    for (factor, value) in &formula.0 {
        let Some(raised) = value.times(&hundredths.0).over(&hundredths.1) else { continue };
        let mut row =
            Sensitivity { factor: *factor, raised: Figure::of(raised.clone()), gmv: None, change: None };
        let possible = *factor != FactorName::Conversion || raised <= Number::one();
        let with = formula.with(*factor, &raised);
        // Beyond the limit of money there is nothing to show either.
        if possible && let Ok(higher) = with.gmv(rules, currency) {
            let change = higher.minus(gmv)?;
            reasons.detail(|| scenario(alloc::format!("{} × 1.01", factor.slug()), &with, higher, change));
            row = Sensitivity { gmv: Some(higher), change: Some(change), ..row };
        }
        rows.push(row);
    }
    Ok(rows)
}

fn what_if(
    request: &ComposeRequest,
    (rules, currency): (&Rules, Currency),
    gmv: Money,
    reasons: &mut Reasons,
) -> Result<Vec<WhatIfResult>, Error> {
    let mut names = Seen::new();
    let mut rows = Vec::with_capacity(request.what_if.len());
    for (index, change) in request.what_if.iter().enumerate() {
        let within = |error: Error| error.within(alloc::format!("/what_if/{index}"));
        if !names.add(&change.name) {
            let twice = Error::new(Code::DuplicateItem).found(&change.name).allowed(1_u8);
            return Err(within(twice.at("/name")));
        }
        let formula = change.applied_to(&request.factors).formula(rules.generations).map_err(within)?;
        let with = formula.gmv(rules, currency).map_err(within)?;
        let difference = with.minus(gmv)?;
        reasons.detail(|| scenario(&change.name, &formula, with, difference));
        rows.push(WhatIfResult { name: change.name.clone(), gmv: with, change: difference });
    }
    Ok(rows)
}
