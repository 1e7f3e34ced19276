//! The conditions of the section in the form that columns work on: places and integers instead of names and quantities.

use alloc::vec::Vec;

use crate::agent::assess::next_tier;
use crate::agent::condition::{Condition, Requirement};
use crate::agent::metric::{Metric, MetricWindow, Unit};
use crate::agent::readings::MOST_COUNT;
use crate::agent::rules::{Gate, Rules, Section};
use crate::column::{Cell as _, Input, Output};
use crate::document::record;
use crate::error::{Code, Error};
use crate::money::{Money, Rate};
use crate::reason::Quantity;

record! {
    /// A figure that conditions look at: one of the columns `readings`.
    pub struct Reading {
        /// What is measured.
        pub metric: Metric,
        /// The time that is looked at.
        pub window: MetricWindow,
        /// What it is measured in: `money` in minor units, `rate` in millionths, `count` as it is.
        pub unit: Unit,
    }
}

/// The section `agent`, ready for columns.
#[derive(Debug)]
pub struct ColumnRules {
    pub(super) section: Rules,
    pub(super) admission: Conditions,
    pub(super) assessment: Conditions,
    /// Of each tier, the lowest above that can be reached.
    pub(super) next_tier: Vec<Option<usize>>,
}

impl ColumnRules {
    /// Prepares a section.
    #[must_use]
    pub fn of(rules: &Rules) -> Self {
        Self {
            section: rules.clone(),
            admission: Conditions::of(rules, &[Gate::Admit]),
            assessment: Conditions::of(rules, &[Gate::Reach, Gate::Keep]),
            next_tier: (0..rules.tiers.len())
                .map(|rank| next_tier(rules, rank).map(|(rank, _)| rank))
                .collect(),
        }
    }

    /// What the columns `readings` of `agent_admit` hold, in their order.
    #[must_use]
    pub fn admission_readings(&self) -> &[Reading] {
        &self.admission.readings
    }

    /// What the columns `readings` of `agent_assess` hold, in their order.
    #[must_use]
    pub fn assessment_readings(&self) -> &[Reading] {
        &self.assessment.readings
    }
}

/// A step of a condition; the parts of a group follow it.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// A reading is at least so much.
    AtLeast { reading: usize, least: i64 },
    /// All, or any, of the steps before `end`.
    Group { is_all: bool, end: usize },
}

/// Steps of a condition, one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    from: usize,
    to: usize,
}

/// The condition of a gate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    steps: Steps,
    /// The reading and the threshold, where that is all: most conditions are.
    alone: Option<(usize, i64)>,
}

/// What a reading may be.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    least: i64,
    most: i64,
    code: Code,
}

/// Some conditions of all tiers, and the readings that they look at.
#[derive(Debug)]
pub(super) struct Conditions {
    readings: Vec<Reading>,
    bounds: Vec<Bounds>,
    steps: Vec<Step>,
    /// By tier, then by gate.
    places: Vec<[Option<Asked>; Gate::ALL.len()]>,
}

impl Conditions {
    /// The conditions of these gates. Readings come in the order in which the rulebook first asks for them: tiers from the
    /// lowest, gates in the order of the fields.
    fn of(section: &Section, gates: &[Gate]) -> Self {
        let mut all =
            Self { readings: Vec::new(), bounds: Vec::new(), steps: Vec::new(), places: Vec::new() };
        for tier in &section.tiers {
            let places = Gate::ALL.map(|gate| {
                let condition = gate.of(tier).filter(|_| gates.contains(&gate))?;
                let from = all.steps.len();
                all.add(section, condition);
                let steps = Steps { from, to: all.steps.len() };
                let alone = match all.steps.get(from..) {
                    Some([Step::AtLeast { reading, least }]) => Some((*reading, *least)),
                    _ => None,
                };
                Some(Asked { steps, alone })
            });
            all.places.push(places);
        }
        all
    }

    fn add(&mut self, section: &Section, condition: &Condition) {
        let (parts, is_all) = match condition {
            Condition::Requirement(requirement) => {
                let least = number(&requirement.at_least);
                let reading = self.reading(section, requirement);
                return self.steps.push(Step::AtLeast { reading, least });
            }
            Condition::All(parts) => (parts, true),
            Condition::Any(parts) => (parts, false),
        };
        let at = self.steps.len();
        self.steps.push(Step::Group { is_all, end: at });
        parts.iter().for_each(|part| self.add(section, part));
        let end = self.steps.len();
        if let Some(group) = self.steps.get_mut(at) {
            *group = Step::Group { is_all, end };
        }
    }

    /// The place of a requirement's reading.
    fn reading(&mut self, section: &Section, requirement: &Requirement) -> usize {
        let Requirement { metric, window, .. } = requirement;
        // By name: of metrics themselves the compiler compares also what lies behind a mark that has nothing behind it, which
        // valgrind reports.
        let is_known = |known: &Reading| known.metric.as_str() == metric.as_str() && known.window == *window;
        let known = self.readings.iter().position(is_known);
        known.unwrap_or_else(|| {
            let unit = match metric {
                Metric::Standard(standard) => standard.unit(),
                // A metric that nobody declared is a finding: no rulebook has one.
                Metric::Host(id) => section.metrics.get(id).copied().unwrap_or(Unit::Count),
            };
            self.readings.push(Reading { metric: metric.clone(), window: *window, unit });
            self.bounds.push(Bounds::of(unit));
            self.readings.len().saturating_sub(1)
        })
    }

    /// Refuses columns of readings that are not as many as the rulebook's.
    pub(super) fn check_width(&self, found: usize) -> Result<(), Error> {
        let allowed = self.readings.len();
        let error = Error::new(Code::ListLength).found(found).allowed(allowed).at("/reading");
        if found == allowed { Ok(()) } else { Err(error) }
    }

    /// The condition of a tier, where it is there.
    #[inline]
    pub(super) fn condition(&self, gate: Gate, rank: usize) -> Option<&Asked> {
        self.places.get(rank)?.get(gate as usize)?.as_ref()
    }

    /// Whether no tier has a condition.
    pub(super) fn is_empty(&self) -> bool {
        self.places.iter().flatten().all(Option::is_none)
    }

    /// Refuses readings that their units cannot be.
    pub(super) fn check(&self, reading: &impl Fn(usize) -> i64) -> Result<(), Code> {
        for (at, Bounds { least, most, code }) in self.bounds.iter().enumerate() {
            if let Some(value) = reading(at).given()
                && !(*least..=*most).contains(&value)
            {
                return Err(*code);
            }
        }
        Ok(())
    }

    /// Whether a condition holds. Every reading of it must be known, as the call looks at all of them.
    #[inline]
    pub(super) fn holds(&self, asked: &Asked, reading: &impl Fn(usize) -> i64) -> Result<bool, Code> {
        match asked.alone {
            Some((at, least)) => reading(at).given().map(|value| value >= least).ok_or(Code::FactsMissing),
            None => self.group_holds(asked.steps, reading),
        }
    }

    /// The same for a condition of several steps.
    fn group_holds(&self, asked: Steps, reading: &impl Fn(usize) -> i64) -> Result<bool, Code> {
        for step in self.steps.get(asked.from..asked.to).unwrap_or_default() {
            if let Step::AtLeast { reading: at, .. } = step {
                reading(*at).given().ok_or(Code::FactsMissing)?;
            }
        }
        Ok(self.all_hold(asked, reading))
    }

    /// Whether every step of a list holds; readings are known.
    fn all_hold(&self, list: Steps, reading: &impl Fn(usize) -> i64) -> bool {
        self.parts(list).all(|(step, inside)| self.step_holds(step, inside, reading))
    }

    /// Whether one step holds. Conditions are at most [`Condition::DEEPEST`] levels deep.
    fn step_holds(&self, step: Step, inside: Steps, reading: &impl Fn(usize) -> i64) -> bool {
        match step {
            Step::AtLeast { reading: at, least } => reading(at) >= least,
            Step::Group { is_all: true, .. } => self.all_hold(inside, reading),
            Step::Group { is_all: false, .. } => {
                self.parts(inside).any(|(step, inside)| self.step_holds(step, inside, reading))
            }
        }
    }

    /// The outermost steps of a list, each with what is inside it.
    fn parts(&self, list: Steps) -> impl Iterator<Item = (Step, Steps)> + '_ {
        let mut next = list.from;
        core::iter::from_fn(move || {
            let step = *self.steps.get(next).filter(|_| next < list.to)?;
            let from = next.saturating_add(1);
            next = if let Step::Group { end, .. } = step { end.max(from) } else { from };
            Some((step, Steps { from, to: next }))
        })
    }

    /// Writes a row of what each reading lacks for a condition to hold, of several thresholds the highest; zeros without one.
    /// The readings of the condition are known.
    pub(super) fn write_lacking<I: Input<i64>, O: Output<i64>>(
        &self,
        asked: Option<&Asked>,
        (readings, lacking): (&I, &mut O),
        row: usize,
    ) {
        let width = self.readings.len();
        let first = row.saturating_mul(width);
        (first..first.saturating_add(width)).for_each(|place| lacking.put(place, 0));
        let reading = |place: usize| readings.at(first.saturating_add(place));
        if let Some(asked) = asked {
            self.lacking(asked.steps, &reading, &mut |place, short: i64| {
                let place = first.saturating_add(place);
                lacking.put(place, short.max(lacking.at(place)));
            });
        }
    }

    /// Tells what each requirement lacks that the whole condition lacks.
    fn lacking(&self, list: Steps, reading: &impl Fn(usize) -> i64, tell: &mut impl FnMut(usize, i64)) {
        for (step, inside) in self.parts(list) {
            match step {
                _ if self.step_holds(step, inside, reading) => {}
                Step::AtLeast { reading: at, least } => tell(at, least.saturating_sub(reading(at))),
                // What `tell` is must not grow with the depth.
                Step::Group { .. } => self.lacking(inside, reading, tell),
            }
        }
    }
}

impl Bounds {
    fn of(unit: Unit) -> Self {
        match unit {
            Unit::Money => {
                Self { least: Money::MIN.minor(), most: Money::MAX.minor(), code: Code::MoneyOutOfRange }
            }
            Unit::Rate => Self { least: 0, most: Rate::ONE.ppm().into(), code: Code::RateFormat },
            Unit::Count => Self { least: 0, most: MOST_COUNT, code: Code::CountOutOfRange },
        }
    }
}

/// A threshold as columns hold it.
fn number(threshold: &Quantity) -> i64 {
    match threshold {
        Quantity::Money(amount) => amount.minor(),
        Quantity::Rate(rate) => rate.ppm().into(),
        Quantity::Count(count) => *count,
        // A threshold in no unit is a finding: no rulebook has one.
        _ => i64::MAX,
    }
}
