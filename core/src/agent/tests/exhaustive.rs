//! All histories of six periods on three tiers under a grid of policies, against a model written for itself.

use super::*;
use crate::error::Code;
use std::string::String;

/// Own net sales so that, of the three tiers, none is held or reached; the lowest is just held; the middle is just held and
/// reached; the highest is.
const SALES: [i64; 4] = [299_999, 300_000, 500_000, 2_000_000];
const PERIODS: usize = 6;
const TIERS: [&str; 3] = ["bronze", "silver", "gold"];

#[derive(Debug, Clone, Copy)]
struct Policy {
    jump: bool,
    to_held: bool,
    grace: u32,
    protect: u32,
}

impl Policy {
    fn rules(self) -> Rules {
        let Policy { grace, protect, .. } = self;
        let promotion = if self.jump { "jump" } else { "step" };
        let demotion = if self.to_held { "to_held" } else { "one_step" };
        three_tiers(&format!(
            r#""protect": {protect}, "grace": {grace}, "clear_grace": {grace}, "promotion": "{promotion}", "demotion": "{demotion}""#
        ))
    }
}

/// The outcome and tier of the last period of a history, from nothing but the history: how many tiers each month's sales
/// stand for (−1 is less than the lowest asks), and a look back for the misses.
fn model(policy: Policy, start: i64, history: &[usize]) -> (Outcome, i64) {
    let mut tier = start;
    let mut marks = String::new();
    let mut outcome = Outcome::Protected;
    for (at, class) in history.iter().enumerate() {
        let level = i64::try_from(*class).unwrap() - 1;
        let protected = at <= policy.protect as usize;
        let misses_before = marks.len() - marks.trim_end_matches('x').len();
        let (mark, after) = if level > tier {
            outcome = Outcome::Promoted;
            ('|', if policy.jump { level } else { tier + 1 })
        } else if level == tier {
            outcome = if protected { Outcome::Protected } else { Outcome::Kept };
            ('|', tier)
        } else if protected {
            outcome = Outcome::Protected;
            ('|', tier)
        } else if misses_before < policy.grace as usize {
            outcome = Outcome::Warned;
            ('x', tier)
        } else if tier == 0 {
            return (Outcome::Cleared, -1);
        } else {
            outcome = Outcome::Demoted;
            ('|', if policy.to_held { level.max(0) } else { tier - 1 })
        };
        marks.push(mark);
        tier = after;
    }
    (outcome, tier)
}

/// Walks all histories of one policy and start.
struct Walk {
    policy: Policy,
    rules: Rules,
    start: i64,
    history: Vec<usize>,
    /// Of each full history the period of the first fall; [`PERIODS`] for none.
    first_falls: Vec<usize>,
}

impl Walk {
    fn of(policy: Policy, start: i64) -> Self {
        Self { policy, rules: policy.rules(), start, history: vec![], first_falls: vec![] }
    }

    fn rank(assessment: &Assessment) -> i64 {
        let place = |tier: &Id| TIERS.iter().position(|name| *name == tier.as_str()).unwrap();
        assessment.tier_after.as_ref().map_or(-1, |tier| i64::try_from(place(tier)).unwrap())
    }

    fn assess(&self, state: &AgentState, period: Month, class: usize) -> Assessment {
        let sold = PeriodFacts {
            own_net_sales: Money::from_minor(SALES[class]).unwrap(),
            ..PeriodFacts::empty(period)
        };
        let request = AssessmentRequest {
            state: state.clone(),
            period,
            facts: facts(vec![sold]),
            holdings: Holdings::default(),
        };
        let assessment = assess_plainly(&self.rules, &request).unwrap();
        // T1: the same period again is the same, and changes nothing.
        let again = AssessmentRequest { state: assessment.state.clone(), ..request };
        let again = assess_plainly(&self.rules, &again).unwrap();
        assert!(again.already_assessed);
        assert_eq!(Assessment { already_assessed: false, ..again }, assessment);
        assessment
    }

    fn walk(&mut self, state: &AgentState, tier: i64, first_fall: usize) {
        let depth = self.history.len();
        if depth == PERIODS {
            return self.first_falls.push(first_fall);
        }
        let period = month("2024-01").checked_add(i32::try_from(depth).unwrap()).unwrap();
        let mut below: Option<(i64, Assessment)> = None;
        for class in 0..SALES.len() {
            let assessment = self.assess(state, period, class);
            let rank = Self::rank(&assessment);
            self.history.push(class);
            let found = (assessment.outcome, rank);
            assert_eq!(
                found,
                model(self.policy, self.start, &self.history),
                "{:?} {:?}",
                self.policy,
                self.history
            );
            let fell = matches!(assessment.outcome, Outcome::Demoted | Outcome::Cleared);
            assert_eq!(fell, rank < tier);
            // T4: one step never skips.
            assert!(self.policy.jump || rank <= tier + 1);
            assert!(self.policy.to_held || rank >= tier - 1);
            // T3: more sales never leave the agent lower, nor nearer to a fall.
            if let Some((below, lower)) = &below {
                assert!(*below <= rank, "{:?} {:?}", self.policy, self.history);
                assert!(
                    *below < rank || lower.misses >= assessment.misses,
                    "{:?} {:?}",
                    self.policy,
                    self.history
                );
            }
            let first_fall = if fell { first_fall.min(depth) } else { first_fall };
            if assessment.outcome == Outcome::Cleared {
                let left = PERIODS - depth - 1;
                let all = self.first_falls.len() + SALES.len().pow(u32::try_from(left).unwrap());
                self.first_falls.resize(all, first_fall);
                let next = request(&assessment.state, "2024-12", facts(vec![]));
                assert_eq!(assess_plainly(&self.rules, &next).unwrap_err().code, Code::AgentCleared);
            } else {
                self.walk(&assessment.state, rank, first_fall);
            }
            self.history.pop();
            below = Some((rank, assessment));
        }
    }
}

/// T1, T3, T4, T5 and the published order.
fn walk_all(jump: bool, to_held: bool) {
    for protect in 0..=1 {
        for (start, tier) in TIERS.iter().enumerate() {
            let start = i64::try_from(start).unwrap();
            let mut with_less: Option<Vec<usize>> = None;
            for grace in 0..=2 {
                let mut walk = Walk::of(Policy { jump, to_held, grace, protect }, start);
                walk.walk(&agent(tier), start, PERIODS);
                assert_eq!(walk.first_falls.len(), 4096);
                // T5: more grace never brings the first fall sooner.
                if let Some(less) = with_less {
                    assert!(less.iter().zip(&walk.first_falls).all(|(less, more)| less <= more));
                }
                with_less = Some(walk.first_falls);
            }
        }
    }
}

#[test]
fn jump_and_one_step() {
    walk_all(true, false);
}

#[test]
fn jump_and_to_held() {
    walk_all(true, true);
}

#[test]
fn step_and_one_step() {
    walk_all(false, false);
}

#[test]
fn step_and_to_held() {
    walk_all(false, true);
}
