//! `agent_assess`: one agent, one period.

use alloc::vec::Vec;

use super::clearing::{self, ClearingPlan, Holdings};
use super::evaluation::{Evaluation, Shortfall, Weight};
use super::facts::Facts;
use super::precedence::{Conditions, Standing, Verdict, decide};
use super::readings::Readings;
use super::rules::{Effect, Gate, Rules, Section};
use super::state::{AgentState, LastAssessment, Outcome};
use crate::calendar::Month;
use crate::document::{Id, Map, Text, record};
use crate::error::{Code, Error};
use crate::reason::{Quantity, Reason, Reasons, Rule};

record! {
    /// An agent, a period, and what is known of them.
    pub struct AssessmentRequest {
        /// The agent as the last assessment, or the admission, left them.
        pub state: AgentState,
        /// The period to assess: the one after the last, or that of joining.
        pub period: Month,
        /// The figures of the period and of what else the conditions look at.
        pub facts: Facts = Facts::default(),
        /// What the agent holds, for the plan if they are cleared.
        pub holdings: Holdings = Holdings::default(),
    }
}

record! {
    /// What an assessment comes to.
    pub struct Assessment {
        /// Who.
        pub agent: Id,
        /// The period that was assessed.
        pub period: Month,
        /// What it came to.
        pub outcome: Outcome,
        /// Whether the period had been assessed before: then all is as it was decided at that time, and nothing changes.
        pub already_assessed: bool = false,
        /// The tier held in the period.
        pub tier_before: Id,
        /// The tier afterwards; absent when cleared.
        pub tier_after: Option<Id>,
        /// The first period in which the change is in force; absent when nothing changes.
        pub effective_from: Option<Month>,
        /// Misses in a row afterwards.
        pub misses: u32,
        /// Further misses in a row that would only be warned of.
        pub remaining_grace: u32,
        /// The next tier above `tier_after` that one can be promoted into; absent at the top, when cleared, and, for a
        /// period assessed before, without the facts to tell.
        pub next_tier: Option<Id>,
        /// What its `reach` still lacks, by the facts handed in.
        pub missing: Vec<Shortfall> = Vec::new(),
        /// What becomes of what a cleared agent leaves.
        pub clearing: Option<ClearingPlan>,
        /// The agent afterwards: what the next assessment is handed.
        pub state: AgentState,
    }
}

/// Assesses one agent for one period, in the published order: promotion, protection, kept, warned, demoted, cleared.
///
/// # Errors
/// In this order: [`Code::CountOutOfRange`] for a last assessment from before joining; [`Code::AgentCleared`];
/// [`Code::PeriodNotDue`]; [`Code::UnknownChoice`] for a tier that the rulebook does
/// not have; the facts' own faults; [`Code::FactsMissing`] where a condition has nothing to look at. A period that is already
/// assessed is none of these but an outcome.
pub fn assess(
    rules: &Rules,
    request: &AssessmentRequest,
    reasons: &mut Reasons,
) -> Result<Assessment, Error> {
    let state = &request.state;
    state.check_last()?;
    if let Some(last) = state.last.as_ref().filter(|last| last.period == request.period) {
        let last = last.clone();
        return assess_again(rules, request, &last, reasons);
    }
    state.check_due(request.period)?;
    let rank = state.rank_in(rules)?;
    let mut judge = Judge::new(rules, request)?;
    let standing = Standing {
        rank,
        misses: state.misses,
        protected: is_protected(rules, state.joined_in().index(), request.period.index()),
        grace: rules.grace_of(rank),
    };
    let verdict = decide(&rules.assessment, rules.tiers.len(), standing, &mut judge)?;
    let last = LastAssessment {
        period: request.period,
        outcome: verdict.outcome,
        tier_before: state.tier.clone(),
        effective_from: changed_from(rules, verdict.outcome, request.period)?,
        remaining_grace: remaining_grace(rules, verdict),
    };
    let tier = rules.tiers.get(verdict.rank).map_or(&state.tier, |tier| &tier.id);
    let after =
        AgentState { tier: tier.clone(), misses: verdict.misses, last: Some(last.clone()), ..state.clone() };
    let assessment = conclude(rules, request, &mut judge, after, &last)?;
    reasons.decisive(|| reason_of(rules, &assessment, standing));
    judge.tell(Some(verdict.outcome), reasons);
    Ok(assessment)
}

/// The same period once more: what was decided stays.
fn assess_again(
    rules: &Rules,
    request: &AssessmentRequest,
    last: &LastAssessment,
    reasons: &mut Reasons,
) -> Result<Assessment, Error> {
    let mut judge = Judge::new(rules, request)?;
    let assessment = conclude(rules, request, &mut judge, request.state.clone(), last)?;
    reasons.decisive(|| {
        let reason = Reason::new(Rule::AgentAlreadyAssessed).of(&assessment.agent);
        reason.with("period", Quantity::text(assessment.period))
    });
    judge.tell(None, reasons);
    Ok(assessment)
}

/// Puts together what follows from the state after the assessment.
fn conclude(
    rules: &Rules,
    request: &AssessmentRequest,
    judge: &mut Judge<'_>,
    state: AgentState,
    last: &LastAssessment,
) -> Result<Assessment, Error> {
    let again = request.state.last.as_ref().is_some_and(|last| last.period == request.period);
    let next = state.tier_after().and_then(|tier| rules.rank(tier)).and_then(|rank| next_tier(rules, rank));
    let shortfalls: Result<Option<(&Id, Vec<Shortfall>)>, Error> =
        next.map(|(rank, id)| Ok((id, judge.shortfalls(rank)?))).transpose();
    let (next_tier, missing) = match shortfalls {
        Ok(Some((id, missing))) => (Some(id.clone()), missing),
        Ok(None) => (None, Vec::new()),
        // Whoever asks again need not hand in the facts again.
        Err(error) if again && error.code == Code::FactsMissing => (None, Vec::new()),
        Err(error) => return Err(error),
    };
    let clearing = match (last.outcome, last.effective_from) {
        (Outcome::Cleared, Some(from)) => Some(clearing::plan(rules, &request.holdings, from)?),
        _ => None,
    };
    Ok(Assessment {
        agent: state.agent.clone(),
        period: last.period,
        outcome: last.outcome,
        already_assessed: again,
        tier_before: last.tier_before.clone(),
        tier_after: state.tier_after().cloned(),
        effective_from: last.effective_from,
        misses: state.misses,
        remaining_grace: last.remaining_grace,
        next_tier,
        missing,
        clearing,
        state,
    })
}

/// The last protected period: that of joining and `protect` more.
fn protected_until(section: &Section, state: &AgentState) -> Month {
    let joined = state.joined_in();
    let protect = i32::try_from(section.assessment.protect).unwrap_or(i32::MAX);
    // Beyond the calendar, all of it is protected.
    joined.checked_add(protect).unwrap_or_else(|| Month::of(crate::calendar::Date::MAX))
}

/// Whether nobody falls in a period: that of joining and `protect` more. Months by their indexes.
pub(super) fn is_protected(section: &Section, joined: i32, period: i32) -> bool {
    i64::from(period) <= i64::from(joined).saturating_add(section.assessment.protect.into())
}

/// In how many periods from the assessed one on a change is in force; `None` where nothing changes. A fall never reaches back
/// into the assessed period.
pub(super) fn effective_in(section: &Section, outcome: Outcome) -> Option<i32> {
    match (outcome, section.assessment.promotion_effective) {
        (Outcome::Promoted, Effect::Now) => Some(0),
        (Outcome::Promoted | Outcome::Demoted | Outcome::Cleared, _) => Some(1),
        (Outcome::Protected | Outcome::Kept | Outcome::Warned, _) => None,
    }
}

/// From when a change is in force.
fn changed_from(section: &Section, outcome: Outcome, period: Month) -> Result<Option<Month>, Error> {
    let Some(periods) = effective_in(section, outcome) else { return Ok(None) };
    let from = period.checked_add(periods).ok_or_else(|| {
        Error::new(Code::CountOutOfRange).found(period).allowed("≤ \"9999-11\"").at("/period")
    });
    from.map(Some)
}

/// Further misses in a row that would only be warned of.
pub(super) fn remaining_grace(section: &Section, verdict: Verdict) -> u32 {
    match verdict.outcome {
        Outcome::Cleared => 0,
        _ => section.grace_of(verdict.rank).saturating_sub(verdict.misses),
    }
}

/// The lowest tier above that has a `reach`.
pub(super) fn next_tier(section: &Section, rank: usize) -> Option<(usize, &Id)> {
    let above = section.tiers.iter().enumerate().skip(rank.saturating_add(1));
    above.filter(|(_, tier)| tier.reach.is_some()).map(|(rank, tier)| (rank, &tier.id)).next()
}

/// Evaluates conditions against the facts, each at most once.
struct Judge<'r> {
    section: &'r Section,
    readings: Readings<'r>,
    evaluated: Map<(Gate, usize), Evaluation>,
}

impl<'r> Judge<'r> {
    fn new(section: &'r Section, request: &'r AssessmentRequest) -> Result<Self, Error> {
        let joined = request.state.joined_in();
        let readings = Readings::new(section, &request.facts, joined, request.period)?;
        Ok(Self { section, readings, evaluated: Map::new() })
    }

    /// Whether a condition of a tier holds; `None` when it is not there.
    fn holds(&mut self, gate: Gate, rank: usize) -> Result<Option<bool>, Error> {
        if let Some(known) = self.evaluated.get(&(gate, rank)) {
            return Ok(Some(known.holds));
        }
        let evaluation = Evaluation::of(self.section, rank, gate, &|asked| self.readings.observe(asked))?;
        let holds = evaluation.as_ref().map(|evaluation| evaluation.holds);
        if let Some(evaluation) = evaluation {
            self.evaluated.insert((gate, rank), evaluation);
        }
        Ok(holds)
    }

    /// What the reach of a tier lacks.
    fn shortfalls(&mut self, rank: usize) -> Result<Vec<Shortfall>, Error> {
        self.holds(Gate::Reach, rank)?;
        Ok(self.evaluated.get(&(Gate::Reach, rank)).map(Evaluation::shortfalls).unwrap_or_default())
    }

    /// Tells what was evaluated, highest tier first: what settled the outcome, then the rest.
    fn tell(&self, outcome: Option<Outcome>, reasons: &mut Reasons) {
        let settles = |gate: Gate, evaluation: &Evaluation| match outcome {
            Some(Outcome::Promoted) => gate == Gate::Reach && evaluation.holds,
            // Keeps are only asked for when nothing is reached, and each of them counts.
            Some(_) => gate == Gate::Keep,
            None => false,
        };
        let (decisive, rest): (Vec<_>, Vec<_>) =
            self.evaluated.iter().rev().partition(|((gate, _), evaluation)| settles(*gate, evaluation));
        decisive.iter().for_each(|(_, evaluation)| evaluation.tell(Weight::Decisive, reasons));
        rest.iter().for_each(|(_, evaluation)| evaluation.tell(Weight::Detail, reasons));
    }
}

impl Conditions for Judge<'_> {
    type Refusal = Error;

    fn reaches(&mut self, rank: usize) -> Result<bool, Error> {
        Ok(self.holds(Gate::Reach, rank)?.unwrap_or(false))
    }

    fn keeps(&mut self, rank: usize) -> Result<bool, Error> {
        Ok(self.holds(Gate::Keep, rank)?.unwrap_or(true))
    }
}

/// Why the outcome is what it is, without the conditions.
fn reason_of(rules: &Rules, assessment: &Assessment, standing: Standing) -> Reason {
    let text = |value: &Id| Quantity::text(value);
    let count = |count: u32| Quantity::Count(count.into());
    let reason = |rule: Rule, path: Text| {
        Reason::new(rule).at(path).of(&assessment.agent).with("before", text(&assessment.tier_before))
    };
    let change = |reason: Reason| {
        let after = assessment.tier_after.as_ref().unwrap_or(&assessment.tier_before);
        let from = assessment.effective_from.unwrap_or(assessment.period);
        reason.with("after", text(after)).with("from", Quantity::text(from))
    };
    // A fall sets the misses back to 0: the miss of this period is the one after those before.
    let missed = |rule: Rule| {
        let misses = count(standing.misses.saturating_add(1));
        let path = grace_path(rules, standing.rank);
        reason(rule, path).with("misses", misses).with("grace", count(standing.grace))
    };
    match assessment.outcome {
        Outcome::Protected => reason(Rule::AgentProtected, "/agent/assessment/protect".into())
            .with("until", Quantity::text(protected_until(rules, &assessment.state))),
        Outcome::Promoted => change(reason(Rule::AgentPromoted, "/agent/assessment/promotion".into())),
        Outcome::Kept => reason(Rule::AgentKept, "/agent/assessment".into()),
        Outcome::Warned => missed(Rule::AgentWarned).with("remaining", count(assessment.remaining_grace)),
        Outcome::Demoted => change(missed(Rule::AgentDemoted)),
        Outcome::Cleared => change(missed(Rule::AgentCleared)),
    }
}

/// Where the grace of a tier stands.
fn grace_path(section: &Section, rank: usize) -> Text {
    match section.tiers.get(rank) {
        _ if rank == 0 => "/agent/assessment/clear_grace".into(),
        Some(tier) if tier.grace.is_some() => alloc::format!("/agent/tiers/{rank}/grace").into(),
        _ => "/agent/assessment/grace".into(),
    }
}
