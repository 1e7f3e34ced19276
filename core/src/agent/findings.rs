//! What can be wrong or doubtful in the section `agent`.

use alloc::string::String;

use super::condition::{Condition, Requirement};
use super::metric::{Metric, StandardMetric, quoted_names};
use super::rules::{Gate, Promotion, Section};
use crate::document::{Choice, Id, Reader, Seen, pointer_step};
use crate::error::{Code, Error};

const MOST_TIERS: usize = 32;
const MOST_PERIODS: u32 = 120;
const MOST_REENTRY_MONTHS: u32 = 1200;

/// Reports all findings of a section. Those that weigh one tier against another come last and only when there are no more
/// tiers than may be and each condition is sound by itself.
pub(super) fn check(section: &Section, reader: &mut Reader) {
    check_names(section, reader);
    check_counts(section, reader);
    let few = section.tiers.len() <= MOST_TIERS;
    let mut sound = few;
    for (at, tier) in section.tiers.iter().enumerate() {
        for gate in Gate::ALL {
            let Some(condition) = gate.of(tier) else { continue };
            let path = alloc::format!("/tiers/{at}/{}", gate.name());
            sound &= check_size(condition, &path, reader);
            check_requirements(section, gate, condition, &path, reader);
        }
    }
    warn_of_idle(section, reader);
    if few {
        warn_of_unreachable(section, reader);
    }
    if sound {
        warn_of_entries(section, reader);
        warn_of_cycles(section, reader);
    }
}

/// Tiers: their number and names; metrics: no name that siyu knows.
fn check_names(section: &Section, reader: &mut Reader) {
    let count = section.tiers.len();
    if !(1..=MOST_TIERS).contains(&count) {
        let allowed = alloc::format!("1–{MOST_TIERS}");
        reader.refuse("/tiers", Error::new(Code::ListLength).found(count).allowed(allowed));
    }
    let mut names = Seen::new();
    for (at, tier) in section.tiers.iter().enumerate() {
        if !names.add(&tier.id) {
            let error = Error::new(Code::DuplicateItem).found(&tier.id).allowed(1);
            reader.refuse(&alloc::format!("/tiers/{at}/id"), error);
        }
    }
    for id in section.metrics.keys() {
        if matches!(Metric::named(id.clone()), Metric::Standard(_)) {
            let error = Error::new(Code::DuplicateItem).found(id).allowed(1);
            reader.refuse(&alloc::format!("/metrics{}", pointer_step(id.as_str())), error);
        }
    }
}

fn check_counts(section: &Section, reader: &mut Reader) {
    let mut bound = |path: String, found: u32, most: u32| {
        if found > most {
            let allowed = alloc::format!("0–{most}");
            reader.refuse(&path, Error::new(Code::CountOutOfRange).found(found).allowed(allowed));
        }
    };
    let policy = &section.assessment;
    bound("/assessment/protect".into(), policy.protect, MOST_PERIODS);
    bound("/assessment/grace".into(), policy.grace, MOST_PERIODS);
    bound("/assessment/clear_grace".into(), policy.clear_grace, MOST_PERIODS);
    bound(
        "/clearing/reentry_months".into(),
        section.clearing.reentry_months.unwrap_or(0),
        MOST_REENTRY_MONTHS,
    );
    for (at, tier) in section.tiers.iter().enumerate() {
        bound(alloc::format!("/tiers/{at}/grace"), tier.grace.unwrap_or(0), MOST_PERIODS);
    }
}

/// The size of a condition; says whether it is sound.
fn check_size(condition: &Condition, path: &str, reader: &mut Reader) -> bool {
    let mut sound = true;
    condition.visit_groups(&mut path.into(), &mut |parts, path| {
        if parts.is_empty() {
            sound = false;
            reader.refuse(path, Error::new(Code::ListLength).found(0).allowed("≥ 1"));
        }
    });
    let mut requirements = 0_usize;
    condition.visit(&mut path.into(), &mut |_, _| requirements = requirements.saturating_add(1));
    if requirements > Condition::MOST_REQUIREMENTS {
        let allowed = alloc::format!("≤ {}", Condition::MOST_REQUIREMENTS);
        reader.refuse(path, Error::new(Code::ListLength).found(requirements).allowed(allowed));
        sound = false;
    }
    if condition.depth() > Condition::DEEPEST {
        let allowed = alloc::format!("≤ {}", Condition::DEEPEST);
        reader.refuse(path, Error::new(Code::DocumentTooDeep).found(condition.depth()).allowed(allowed));
        sound = false;
    }
    sound
}

/// Metrics that are known and serve, each with a window that fits.
fn check_requirements(section: &Section, gate: Gate, condition: &Condition, path: &str, reader: &mut Reader) {
    let serves = |metric: StandardMetric| match gate {
        Gate::Admit => metric.serves_admission(),
        Gate::Reach | Gate::Keep => metric.serves_assessment(),
    };
    condition.visit(&mut path.into(), &mut |requirement, path| {
        let Requirement { metric, window, .. } = requirement;
        let known = match metric {
            Metric::Standard(standard) => serves(*standard),
            Metric::Host(id) => section.metrics.contains_key(id),
        };
        if !known {
            let standard = StandardMetric::ALL.iter().filter(|metric| serves(**metric));
            let names = standard.map(|metric| metric.slug()).chain(section.metrics.keys().map(Id::as_str));
            let error = Error::new(Code::UnknownChoice).found(metric).allowed(quoted_names(names));
            let path = alloc::format!("{path}/metric");
            reader.relating([path.as_str(), "/metrics"], |reader| reader.refuse(&path, error));
            return;
        }
        // An application has one figure per metric: a window has nothing to choose from.
        let one_figure =
            gate == Gate::Admit || matches!(metric, Metric::Standard(standard) if standard.is_of_lifetime());
        if one_figure && *window != metric.usual_window() {
            let error = Error::new(Code::UnknownChoice).found(window).allowed(metric.usual_window());
            reader.refuse(&alloc::format!("{path}/window"), error);
        }
    });
}

/// What is written for a tier and never looked at: on the lowest one, where nobody rises into it and `clear_grace` counts, and
/// a grace where nobody falls.
fn warn_of_idle(section: &Section, reader: &mut Reader) {
    let mut idle = |at: usize, field: &str, needs: &str| {
        let error = Error::new(Code::WithoutEffect).found(field).allowed(needs);
        reader.warn(&alloc::format!("/tiers/{at}/{field}"), error);
    };
    for (at, tier) in section.tiers.iter().enumerate() {
        if at == 0 && tier.reach.is_some() {
            idle(at, "reach", "admit");
        }
        if at == 0 && tier.grace.is_some() {
            idle(at, "grace", "assessment.clear_grace");
        } else if tier.grace.is_some() && tier.keep.is_none() {
            idle(at, "grace", "keep");
        }
    }
}

/// Higher tiers without a way in: one can only fall into them. Steps lead into every tier below one that can be reached.
fn warn_of_unreachable(section: &Section, reader: &mut Reader) {
    let steps = section.assessment.promotion == Promotion::Step;
    for (at, tier) in section.tiers.iter().enumerate().skip(1) {
        let stepped_into = steps && section.tiers.iter().skip(at).any(|higher| higher.reach.is_some());
        if tier.reach.is_none() && tier.admit.is_none() && !stepped_into {
            let error = Error::new(Code::TierUnreachable).found(&tier.id).allowed("reach, admit");
            reader.warn(&alloc::format!("/tiers/{at}"), error);
        }
    }
}

/// Higher tiers whose way in is no harder than that of a tier below. Where promotion goes step by step, tiers may well ask the
/// same of everyone.
fn warn_of_entries(section: &Section, reader: &mut Reader) {
    for (at, tier) in section.tiers.iter().enumerate().skip(1) {
        // The lowest tier's reach is never looked at, its admit is.
        for (gate, lowest) in [(Gate::Reach, 1), (Gate::Admit, 0)] {
            let Some(own) = gate.of(tier) else { continue };
            let below = section.tiers.iter().take(at).skip(lowest).rev();
            let passed = below.filter_map(|lower| Some((lower, gate.of(lower)?)));
            let may_be_equal = gate == Gate::Reach && section.assessment.promotion == Promotion::Step;
            let no_harder = |other: &Condition| other.implies(own) && !(may_be_equal && own.implies(other));
            if let Some((lower, _)) = passed.into_iter().find(|(_, other)| no_harder(other)) {
                let error = Error::new(Code::EntryNotHarder).found(&tier.id).allowed(&lower.id);
                let path = alloc::format!("/tiers/{at}/{}", gate.name());
                reader.warn(&path, error.with("entry", gate.name()));
            }
        }
    }
}

/// Tiers that ask more to stay than to come: whoever just reaches them misses at once.
fn warn_of_cycles(section: &Section, reader: &mut Reader) {
    for (at, tier) in section.tiers.iter().enumerate().skip(1) {
        let Some((reach, keep)) = tier.reach.as_ref().zip(tier.keep.as_ref()) else { continue };
        if keep.implies(reach) && !reach.implies(keep) {
            let error = Error::new(Code::KeepHarderThanReach).found(&tier.id).allowed("keep ≤ reach");
            reader.warn(&alloc::format!("/tiers/{at}/keep"), error);
        }
    }
}
