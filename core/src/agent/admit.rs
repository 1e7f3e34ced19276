//! `agent_admit`: whether an applicant becomes an agent.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::clearing;
use super::condition::Requirement;
use super::evaluation::{Evaluation, Shortfall, Weight};
use super::metric::{Metric, StandardMetric, Unit, quoted_names};
use super::readings;
use super::rules::{Gate, Rules, Section};
use super::state::AgentState;
use crate::calendar::{Date, Month, age_on};
use crate::document::{Id, choice, record};
use crate::error::{Code, Error};
use crate::money::Money;
use crate::reason::{Comparison, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// An applicant, and what is known of them as a customer.
    pub struct Application {
        /// Who.
        pub agent: Id,
        /// The agent who brings them; only checked not to be themselves.
        pub sponsor: Option<Id>,
        /// The day of applying, and of joining when admitted.
        pub applied_on: Date,
        /// The day of birth, where the rulebook asks for an age.
        pub born: Option<Date>,
        /// What they have ever spent, net of refunds.
        pub own_lifetime_spend: Money,
        /// Completed orders of their own.
        pub completed_orders: u64,
        /// The last period in which they were assessed, and cleared; absent for those who never were.
        pub cleared_in: Option<Month>,
        /// The host's own metrics, each in its declared unit.
        pub host: BTreeMap<Id, Quantity> = BTreeMap::new(),
    }
}

choice! {
    /// What becomes of an application.
    pub enum AdmissionResult {
        /// They are an agent now.
        Admitted = "admitted",
        /// They are not.
        Refused = "refused",
    }
}

record! {
    /// What becomes of an application.
    pub struct Admission {
        /// Who.
        pub agent: Id,
        /// Whether they are admitted.
        pub result: AdmissionResult,
        /// The tier they enter: the highest whose `admit` holds; absent when refused.
        pub tier: Option<Id>,
        /// The tier that `missing` speaks of: the lowest that one can enter; absent when admitted.
        pub asked_tier: Option<Id>,
        /// Every condition of that tier that does not hold.
        pub missing: Vec<Shortfall> = Vec::new(),
        /// Whether they were cleared before and may not come back yet.
        pub barred: bool = false,
        /// When `barred`: the first day on which they may apply again; absent: never.
        pub reentry_from: Option<Date>,
        /// The agent as the first assessment is handed them; absent when refused.
        pub state: Option<AgentState>,
    }
}

/// Decides an application.
///
/// # Errors
/// In this order: [`Code::SponsorCycle`] for their own sponsor; the faults of host metrics; [`Code::DateOutOfRange`] for a
/// birth after the day of applying; [`Code::SectionMissing`] when no tier has `admit`; [`Code::FactsMissing`] where a condition
/// has nothing to look at. Not to meet the conditions is no error but an outcome.
pub fn admit(rules: &Rules, application: &Application, reasons: &mut Reasons) -> Result<Admission, Error> {
    check(rules, application)?;
    let bar = bar(rules, application)?;
    let entries = rules.tiers.iter().enumerate().rev();
    let mut asked = None;
    for (rank, tier) in entries {
        let evaluation =
            Evaluation::of(rules, rank, Gate::Admit, &|asked| observe(rules, application, asked))?;
        let Some(evaluation) = evaluation else { continue };
        if evaluation.holds && bar.is_none() {
            return Ok(admitted(application, &tier.id, &evaluation, reasons));
        }
        asked = Some((&tier.id, evaluation));
    }
    let Some((tier, evaluation)) = asked else {
        let tiers = quoted_names(rules.tiers.iter().map(|tier| &tier.id));
        let error = Error::new(Code::SectionMissing).found(tiers).allowed("\"admit\"");
        return Err(error.at("/agent/tiers"));
    };
    Ok(refused(application, tier, &evaluation, bar, reasons))
}

fn admitted(
    application: &Application,
    tier: &Id,
    evaluation: &Evaluation,
    reasons: &mut Reasons,
) -> Admission {
    reasons.decisive(|| {
        let reason = Reason::new(Rule::AgentAdmitted).of(&application.agent);
        reason.with("tier", Quantity::text(tier))
    });
    evaluation.tell(Weight::Decisive, reasons);
    let state = AgentState::admitted(application.agent.clone(), tier.clone(), application.applied_on);
    Admission {
        agent: application.agent.clone(),
        result: AdmissionResult::Admitted,
        tier: Some(tier.clone()),
        asked_tier: None,
        missing: Vec::new(),
        barred: false,
        reentry_from: None,
        state: Some(state),
    }
}

fn refused(
    application: &Application,
    tier: &Id,
    evaluation: &Evaluation,
    bar: Option<Bar>,
    reasons: &mut Reasons,
) -> Admission {
    let missing = evaluation.shortfalls();
    reasons.decisive(|| {
        let reason = Reason::new(Rule::AgentRefused).of(&application.agent);
        reason.with("tier", Quantity::text(tier))
    });
    if let Some(bar) = bar {
        reasons.decisive(|| bar.reason(application));
    }
    evaluation.tell(Weight::Decisive, reasons);
    Admission {
        agent: application.agent.clone(),
        result: AdmissionResult::Refused,
        tier: None,
        asked_tier: Some(tier.clone()),
        missing,
        barred: bar.is_some(),
        reentry_from: bar.and_then(|bar| bar.until),
        state: None,
    }
}

fn check(section: &Section, application: &Application) -> Result<(), Error> {
    let Application { agent, sponsor, applied_on, born, .. } = application;
    if sponsor.as_ref() == Some(agent) {
        let error = Error::new(Code::SponsorCycle).with("agents", alloc::format!("{agent} → {agent}"));
        return Err(error.found(agent).at("/sponsor"));
    }
    readings::check_host(section, &application.host)?;
    match born {
        Some(born) if born > applied_on => {
            let allowed = alloc::format!("≤ {applied_on} (applied_on)");
            Err(Error::new(Code::DateOutOfRange).found(born).allowed(allowed).at("/born"))
        }
        _ => Ok(()),
    }
}

/// A cleared agent may not come back yet.
#[derive(Debug, Clone, Copy)]
struct Bar {
    /// The first day on which they may; `None`: never.
    until: Option<Date>,
}

impl Bar {
    fn reason(self, application: &Application) -> Reason {
        let reason = match self.until {
            None => Reason::new(Rule::AgentBarred),
            Some(until) => {
                let applied = Quantity::Date(application.applied_on);
                let comparison = Comparison::of(applied, Operator::AtLeast, Quantity::Date(until));
                Reason::new(Rule::AgentReentry).compared(comparison)
            }
        };
        reason.at("/agent/clearing/reentry_months").of(&application.agent)
    }
}

fn bar(section: &Section, application: &Application) -> Result<Option<Bar>, Error> {
    let Some(cleared_in) = application.cleared_in else { return Ok(None) };
    let error = || Error::new(Code::CountOutOfRange).found(cleared_in).allowed("≤ \"9899-11\"");
    let from = cleared_in.next().ok_or_else(error).map_err(|error| error.at("/cleared_in"))?;
    let until = clearing::reentry_from(section, from)
        .map_err(|code| clearing::beyond_calendar(code, from).at("/cleared_in"))?;
    let open = until.is_some_and(|until| application.applied_on >= until);
    Ok((!open).then_some(Bar { until }))
}

/// What a requirement's metric shows of an applicant.
fn observe(
    section: &Section,
    application: &Application,
    requirement: &Requirement,
) -> Result<Quantity, Error> {
    let missing = |allowed: &str, path: &str| {
        let error = Error::new(Code::FactsMissing).found("null").allowed(allowed);
        error.with("metric", &requirement.metric).at(path)
    };
    match &requirement.metric {
        Metric::Standard(StandardMetric::OwnLifetimeSpend) => {
            Ok(Quantity::Money(application.own_lifetime_spend))
        }
        Metric::Standard(StandardMetric::CompletedOrders) => {
            readings::whole(application.completed_orders).map_err(|error| error.at("/completed_orders"))
        }
        Metric::Standard(StandardMetric::Age) => {
            let born = application.born.ok_or_else(|| missing("born", "/born"))?;
            let age = age_on(born, application.applied_on, section.leap_day);
            // The birth is not after the application; within the calendar such an age exists.
            Ok(Quantity::Count(age.unwrap_or(0).into()))
        }
        // A rulebook that asks an applicant for these is refused; were it not, nothing would be known of them.
        Metric::Standard(other) => Err(missing(crate::document::Choice::slug(*other), "")),
        Metric::Host(id) => match (application.host.get(id), section.metrics.get(id)) {
            (Some(value), _) => Ok(value.clone()),
            (None, Some(Unit::Money)) => Ok(Quantity::Money(Money::ZERO)),
            (None, Some(Unit::Count)) => Ok(Quantity::Count(0)),
            (None, _) => Err(missing(id.as_str(), "/host")),
        },
    }
}
