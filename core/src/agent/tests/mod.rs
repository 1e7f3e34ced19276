//! Tests of the room: helpers, and one file per subject.

mod admission;
mod columns;
mod exhaustive;
mod findings;
mod metrics;
mod order;
mod properties;
mod tree;

use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::calendar::Month;
use crate::calendar::strategy::date;
use crate::document::Id;
use crate::error::{Error, Findings};
use crate::money::{Currency, Money};
use crate::reason::Reasons;
use crate::rulebook::Rulebook;

/// A rulebook with this section.
fn parse(section: &str) -> Result<Rulebook, Findings> {
    Rulebook::parse(&format!(
        r#"{{"name": "r", "version": "1", "effective_from": "2020-01-01", "agent": {section}}}"#
    ))
}

fn rules(section: &str) -> Rules {
    let rulebook = parse(section).unwrap_or_else(|findings| panic!("{findings}"));
    rulebook.agent().unwrap().clone()
}

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn sold(period: &str, sales: &str) -> PeriodFacts {
    PeriodFacts { own_net_sales: money(sales), ..PeriodFacts::empty(month(period)) }
}

fn facts(periods: Vec<PeriodFacts>) -> Facts {
    Facts { periods, windows: vec![], lifetime: None }
}

/// An agent who joined on 2024-01-15.
fn agent(tier: &str) -> AgentState {
    AgentState::admitted(id("a"), id(tier), date("2024-01-15"))
}

/// An agent whose last assessment was that of a period, with so many misses.
fn assessed(tier: &str, period: &str, misses: u32) -> AgentState {
    let last = LastAssessment {
        period: month(period),
        outcome: if misses == 0 { Outcome::Kept } else { Outcome::Warned },
        tier_before: id(tier),
        effective_from: None,
        remaining_grace: 0,
    };
    AgentState { misses, last: Some(last), ..agent(tier) }
}

fn request(state: &AgentState, period: &str, facts: Facts) -> AssessmentRequest {
    AssessmentRequest { state: state.clone(), period: month(period), facts, holdings: Holdings::default() }
}

fn assess_plainly(rules: &Rules, request: &AssessmentRequest) -> Result<Assessment, Error> {
    assess(rules, request, &mut Reasons::none())
}

/// Assesses a period in which the agent's own net sales were so much.
fn assess_sales(rules: &Rules, state: &AgentState, period: &str, sales: &str) -> Assessment {
    assess_plainly(rules, &request(state, period, facts(vec![sold(period, sales)]))).unwrap()
}

/// Three tiers by own net sales, with these fields of the assessment.
fn three_tiers(assessment: &str) -> Rules {
    rules(&format!(
        r#"{{"tiers": [
            {{"id": "bronze", "keep": {{"metric": "own_net_sales", "at_least": "3000.00"}}}},
            {{"id": "silver", "reach": {{"metric": "own_net_sales", "at_least": "5000.00"}},
                              "keep": {{"metric": "own_net_sales", "at_least": "5000.00"}}}},
            {{"id": "gold", "reach": {{"metric": "own_net_sales", "at_least": "20000.00"}},
                            "keep": {{"metric": "own_net_sales", "at_least": "20000.00"}}}}],
        "assessment": {{{assessment}}}}}"#
    ))
}
