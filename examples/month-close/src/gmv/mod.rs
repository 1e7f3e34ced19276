//! The GMV of a month: measured, beside that of the month before, and which factor made which part of the change.

mod factors;
mod facts;
mod orders;

use std::collections::BTreeMap;

use siyu::calendar::Month;
use siyu::gmv::{
    AttributeRequest, Attributed, FactorName, MeasureRequest, Measured, Period, SolveRequest, Solved,
    Variant, VariantFigures,
};
use siyu::money::{Money, Rate, Rounding};
use siyu::operation::{gmv_attribute, gmv_measure, gmv_solve};
use siyu::{Detail, Id, Rulebook};

use crate::failure::Failure;
use crate::input::visitors::Visitors;
use crate::input::{Fault, Problems};

pub use factors::Basis;
pub use facts::GmvFacts;
pub use orders::GmvOrders;

/// The measured months so far, by month.
pub type History = BTreeMap<Id, Measured>;

/// How much more GMV the summary asks for, in millionths.
const MORE_PPM: u32 = 400_000;

/// The GMV of a month.
#[derive(Debug)]
pub struct GmvMonth {
    /// The month.
    pub month: Month,
    /// What it was.
    pub measured: Measured,
    /// What it was the month before, where that is known.
    pub before: Option<Measured>,
    /// What counts as traffic: visitors, or buyers where those of a month are not known.
    pub basis: Basis,
    /// Which factor made which part of the change.
    pub change: Option<Attributed>,
    /// 40 % more.
    pub target: Money,
    /// What one factor would have to be to reach it, or why none would do.
    pub solved: Vec<(FactorName, Result<Solved, siyu::Error>)>,
    /// The months so far, this one among them.
    pub history: History,
}

impl GmvMonth {
    /// Measures a month.
    pub fn close(
        orders: GmvOrders,
        facts: GmvFacts,
        (rulebook, month): (&Rulebook, Month),
        problems: &mut Problems,
    ) -> Result<Self, Failure> {
        let GmvFacts { visitors, mut history, .. } = facts;
        let measured = measure(orders, &visitors, (rulebook, month), problems)?;
        let before = month.previous().and_then(|before| history.get(&key(before)?).cloned());
        let variant = measured.variant;
        let known = |measured: &Measured| measured.factors.is_some();
        let visited = known(&measured) && before.as_ref().is_none_or(known);
        let basis = if visited { Basis::Visitors } else { Basis::Buyers };
        let factors = |measured: &Measured| basis.factors(measured, variant, rulebook.currency());
        let now = factors(&measured);
        let change = before.as_ref().and_then(factors).zip(now.clone()).map(|(before, after)| {
            let request = AttributeRequest { before, after, order: Vec::new() };
            gmv_attribute(rulebook, &request, Detail::None).map(|decision| decision.outcome)
        });
        let gmv = measured.gmv;
        let more = Rate::from_ppm(MORE_PPM).map_or(Money::ZERO, |rate| gmv.at_rate(rate, Rounding::Up).0);
        let target = gmv.plus(more)?;
        let solved = now.iter().flat_map(|factors| {
            basis.factor_names().map(move |factor| {
                let request = SolveRequest { factors: factors.clone(), factor, target };
                (factor, gmv_solve(rulebook, &request, Detail::None).map(|decision| decision.outcome))
            })
        });
        let solved = solved.collect();
        history.extend(key(month).map(|month| (month, measured.clone())));
        Ok(Self { month, measured, before, basis, change: change.transpose()?, target, solved, history })
    }

    /// The figures of a variant.
    pub fn figures(measured: &Measured, variant: Variant) -> &VariantFigures {
        match variant {
            Variant::Placed => &measured.placed,
            Variant::Paid => &measured.paid,
            Variant::Net => &measured.net,
        }
    }
}

/// A month as the history has it.
fn key(month: Month) -> Option<Id> {
    Id::new(&month.to_string()).ok()
}

/// Measures; visitors who are fewer than the buyers are refused, and nothing is said of visitors then.
fn measure(
    orders: GmvOrders,
    visitors: &Visitors,
    (rulebook, month): (&Rulebook, Month),
    problems: &mut Problems,
) -> Result<Measured, Failure> {
    let until = month.next().map_or(month.last(), Month::first);
    let period = Some(Period { from: month.first(), until });
    let counted = visitors.get(&month);
    let mut request = MeasureRequest {
        orders: orders.into_list(),
        period,
        visitors: counted.map(|(visitors, _)| *visitors),
        sessions: None,
    };
    let refused = match gmv_measure(rulebook, &request, Detail::None) {
        Ok(decision) => return Ok(decision.outcome),
        Err(error) => error,
    };
    match counted.filter(|_| refused.path == "/visitors") {
        None => Err(refused.into()),
        Some((_, place)) => {
            problems.refuse(*place, [(Some("visitors"), Fault::Value(refused))]);
            request.visitors = None;
            Ok(gmv_measure(rulebook, &request, Detail::None)?.outcome)
        }
    }
}
