//! Holding a condition against what is observed.

use alloc::string::String;
use alloc::vec::Vec;

use super::condition::{Condition, Requirement, within};
use super::metric::{Metric, MetricWindow};
use super::rules::{Gate, Section};
use crate::document::{Id, Text, record};
use crate::error::Error;
use crate::reason::{Comparison, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// A requirement that does not hold: what is missing.
    pub struct Shortfall {
        /// What is measured.
        pub metric: Metric,
        /// The time that was looked at; left out when it is the metric's usual one, the period.
        pub window: MetricWindow = MetricWindow::PERIOD,
        /// What was seen.
        pub observed: Quantity,
        /// What the rulebook asks for, at least.
        pub threshold: Quantity,
        /// How far the two are apart.
        pub margin: Option<Quantity>,
        /// Where the requirement stands in the rulebook. Of those below one `…/any`, each alone suffices.
        pub path: Text,
    }
}

/// A condition held against the facts: every requirement of it, in the order of the rulebook.
#[derive(Debug, Clone)]
pub(super) struct Evaluation {
    pub(super) holds: bool,
    tier: Id,
    gate: Gate,
    checks: Vec<Check>,
}

#[derive(Debug, Clone)]
struct Check {
    metric: Metric,
    window: MetricWindow,
    path: String,
    comparison: Comparison,
    /// Whether the whole condition lacks it: it does not hold, nor does anything above it.
    lacking: bool,
}

impl Evaluation {
    /// Evaluates all of a tier's condition; `None` when it is not there.
    pub(super) fn of(
        section: &Section,
        rank: usize,
        gate: Gate,
        observe: &dyn Fn(&Requirement) -> Result<Quantity, Error>,
    ) -> Result<Option<Self>, Error> {
        let Some(tier) = section.tiers.get(rank) else { return Ok(None) };
        let Some(condition) = gate.of(tier) else { return Ok(None) };
        let mut checks = Vec::new();
        let mut path = alloc::format!("/agent/tiers/{rank}/{}", gate.name());
        let holds = evaluate(condition, &mut path, observe, &mut checks)?;
        Ok(Some(Self { holds, tier: tier.id.clone(), gate, checks }))
    }

    /// What is missing.
    pub(super) fn shortfalls(&self) -> Vec<Shortfall> {
        let lacking = self.checks.iter().filter(|check| check.lacking);
        lacking
            .map(|check| Shortfall {
                metric: check.metric.clone(),
                window: check.window,
                observed: check.comparison.observed.clone(),
                threshold: check.comparison.threshold.clone(),
                margin: check.comparison.margin.clone(),
                path: check.path.clone().into(),
            })
            .collect()
    }

    /// Tells every requirement as a reason.
    pub(super) fn tell(&self, weight: Weight, reasons: &mut Reasons) {
        for check in &self.checks {
            let reason = || {
                Reason::new(Rule::AgentRequirement)
                    .at(&check.path)
                    .of(&check.metric)
                    .compared(check.comparison.clone())
                    .with("tier", Quantity::text(&self.tier))
                    .with("condition", Quantity::text(self.gate.name()))
                    .with("window", Quantity::text(check.window.plain()))
            };
            match weight {
                Weight::Decisive => reasons.decisive(reason),
                Weight::Detail => reasons.detail(reason),
            }
        }
    }
}

/// How much a reason weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Told in a summary.
    Decisive,
    /// Told in the full account only.
    Detail,
}

fn evaluate(
    condition: &Condition,
    path: &mut String,
    observe: &dyn Fn(&Requirement) -> Result<Quantity, Error>,
    checks: &mut Vec<Check>,
) -> Result<bool, Error> {
    let first = checks.len();
    let (parts, name) = match condition {
        Condition::Requirement(requirement) => {
            let observed = observe(requirement)?;
            let comparison = Comparison::of(observed, Operator::AtLeast, requirement.at_least.clone());
            let holds = comparison.holds;
            let Requirement { metric, window, .. } = requirement.clone();
            checks.push(Check { metric, window, path: path.clone(), comparison, lacking: !holds });
            return Ok(holds);
        }
        Condition::All(parts) => (parts, "all"),
        Condition::Any(parts) => (parts, "any"),
    };
    // Every part is looked at, also when the outcome is settled: reasons tell the whole.
    let (mut all, mut any) = (true, false);
    for (at, part) in parts.iter().enumerate() {
        let holds = within(path, name, at, |path| evaluate(part, path, observe, checks))?;
        all &= holds;
        any |= holds;
    }
    let holds = if name == "all" { all } else { any };
    if holds {
        checks.iter_mut().skip(first).for_each(|check| check.lacking = false);
    }
    Ok(holds)
}
