//! Admission, re-entry, and the plan of a clearing.

use super::*;
use crate::error::Code;
use crate::reason::Quantity;
use alloc::collections::BTreeMap;

const TIERS: &str = r#""tiers": [
    {"id": "bronze", "admit": {"all": [
        {"metric": "own_lifetime_spend", "at_least": "50000.00"},
        {"metric": "completed_orders", "at_least": 1},
        {"metric": "age", "at_least": 18}]},
     "keep": {"metric": "orders", "at_least": 1}},
    {"id": "silver", "reach": {"metric": "orders", "at_least": 9}},
    {"id": "gold", "admit": {"all": [
        {"metric": "own_lifetime_spend", "at_least": "200000.00"},
        {"metric": "completed_orders", "at_least": 1},
        {"metric": "age", "at_least": 18}]}}]"#;

fn applicant(spend: &str) -> Application {
    Application {
        agent: id("a"),
        sponsor: Some(id("s")),
        applied_on: date("2024-05-20"),
        born: Some(date("2006-05-20")),
        own_lifetime_spend: money(spend),
        completed_orders: 1,
        cleared_in: None,
        host: BTreeMap::new(),
    }
}

fn admit_plainly(rules: &Rules, application: &Application) -> Result<Admission, Error> {
    admit(rules, application, &mut Reasons::none())
}

#[test]
fn an_applicant_enters_the_highest_tier_that_admits() {
    let rules = rules(&format!("{{{TIERS}}}"));
    let tier = |spend: &str| admit_plainly(&rules, &applicant(spend)).unwrap().tier;
    assert_eq!(tier("50000.00"), Some(id("bronze")), "exactly on target, on the 18th birthday");
    assert_eq!(tier("199999.99"), Some(id("bronze")));
    assert_eq!(tier("200000.00"), Some(id("gold")));
    let state = admit_plainly(&rules, &applicant("50000.00")).unwrap().state.unwrap();
    assert_eq!(state, AgentState::admitted(id("a"), id("bronze"), date("2024-05-20")));
}

#[test]
fn a_refusal_names_every_condition_with_its_margin() {
    let rules = rules(&format!("{{{TIERS}}}"));
    let short = admit_plainly(&rules, &applicant("49999.99")).unwrap();
    assert_eq!((short.result, &short.tier, &short.state), (AdmissionResult::Refused, &None, &None));
    assert_eq!(short.asked_tier, Some(id("bronze")));
    let margins = |admission: Admission| -> Vec<Quantity> {
        admission.missing.into_iter().map(|short| short.margin.unwrap()).collect()
    };
    assert_eq!(margins(short), [Quantity::Money(money("0.01"))]);
    let young = Application { born: Some(date("2006-05-21")), completed_orders: 0, ..applicant("0.00") };
    let young = admit_plainly(&rules, &young).unwrap();
    assert_eq!(margins(young), [Quantity::Money(money("50000.00")), Quantity::Count(1), Quantity::Count(1)]);
}

#[test]
fn an_application_that_cannot_be_is_an_error() {
    let rules = rules(&format!("{{{TIERS}, \"metrics\": {{\"lives\": \"count\"}}}}"));
    let refused = |application: &Application| {
        let error = admit_plainly(&rules, application).unwrap_err();
        (error.code, error.path.clone())
    };
    let own = Application { sponsor: Some(id("a")), ..applicant("1.00") };
    assert_eq!(refused(&own), (Code::SponsorCycle, "/sponsor".into()));
    let unborn = Application { born: Some(date("2024-05-21")), ..applicant("1.00") };
    assert_eq!(refused(&unborn), (Code::DateOutOfRange, "/born".into()));
    let ageless = Application { born: None, ..applicant("1.00") };
    assert_eq!(refused(&ageless), (Code::FactsMissing, "/born".into()));
    let strange = Application { host: [(id("rides"), Quantity::Count(1))].into(), ..applicant("1.00") };
    assert_eq!(refused(&strange), (Code::UnknownChoice, "/host/rides".into()));
    let many = Application { completed_orders: u64::MAX, ..applicant("1.00") };
    assert_eq!(refused(&many), (Code::CountOutOfRange, "/completed_orders".into()));
    let closed = three_tiers("");
    let error = admit_plainly(&closed, &applicant("1.00")).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::SectionMissing, "/agent/tiers"));
}

#[test]
fn a_host_may_ask_applicants_for_more() {
    let rules = rules(
        r#"{"tiers": [{"id": "bronze", "admit": {"all": [
            {"metric": "lessons", "at_least": 3}, {"metric": "deposit", "at_least": "5"}, {"metric": "exam", "at_least": "60%"}]}}],
        "metrics": {"lessons": "count", "deposit": "money", "exam": "rate"}}"#,
    );
    let with = |host: &[(&str, Quantity)]| {
        let host = host.iter().map(|(name, value)| (id(name), value.clone())).collect();
        admit_plainly(&rules, &Application { host, ..applicant("0.00") })
    };
    let exam = |text: &str| ("exam", Quantity::Rate(crate::money::Rate::parse(text).unwrap()));
    let passed =
        with(&[("lessons", Quantity::Count(3)), ("deposit", Quantity::Money(money("5.00"))), exam("0.6")]);
    assert_eq!(passed.unwrap().result, AdmissionResult::Admitted);
    assert_eq!(with(&[exam("0.599999")]).unwrap().missing.len(), 3, "money and counts left out are 0");
    assert_eq!(with(&[]).unwrap_err().code, Code::FactsMissing, "a rate left out is unknown");
}

#[test]
fn a_cleared_agent_comes_back_when_the_rulebook_lets_them() {
    let applied = |rules: &Rules, on: &str| {
        let application = Application {
            applied_on: date(on),
            born: Some(date("1990-01-01")),
            cleared_in: Some(month("2024-01")),
            ..applicant("50000.00")
        };
        let admission = admit_plainly(rules, &application).unwrap();
        (admission.result, admission.barred, admission.reentry_from)
    };
    let after_six = rules(&format!(r#"{{{TIERS}, "clearing": {{"reentry_months": 6}}}}"#));
    let from = Some(date("2024-08-01"));
    assert_eq!(applied(&after_six, "2024-07-31"), (AdmissionResult::Refused, true, from));
    assert_eq!(applied(&after_six, "2024-08-01"), (AdmissionResult::Admitted, false, None));
    let never = rules(&format!("{{{TIERS}}}"));
    assert_eq!(applied(&never, "2099-01-01"), (AdmissionResult::Refused, true, None));
    let late = Application { cleared_in: Some(month("9999-12")), ..applicant("1.00") };
    assert_eq!(admit_plainly(&after_six, &late).unwrap_err().path, "/cleared_in");
}

/// Clears an agent of the lowest tier who holds 100.00 payable, 20.00 frozen, 3.00 pending.
fn clear(clearing: &str, sponsor: Option<&str>) -> ClearingPlan {
    let rules =
        rules(&format!(r#"{{{TIERS}, "assessment": {{"clear_grace": 0}}, "clearing": {{{clearing}}}}}"#));
    let holdings = Holdings {
        sponsor: sponsor.map(id),
        downline: vec![id("d"), id("c")],
        customers: 12,
        payable: money("100.00"),
        frozen: money("20.00"),
        pending: money("3.00"),
    };
    let request = request(&assessed("bronze", "2024-05", 0), "2024-06", facts(vec![sold("2024-06", "0.00")]));
    let assessment = assess_plainly(&rules, &AssessmentRequest { holdings, ..request }).unwrap();
    assert_eq!(assessment.outcome, Outcome::Cleared);
    assessment.clearing.unwrap()
}

#[test]
fn the_plan_says_who_inherits_and_what_is_paid() {
    let usual = clear("", Some("s"));
    assert_eq!((usual.heir, usual.heir_agent), (Heir::Sponsor, Some(id("s"))));
    assert_eq!((usual.downline, usual.customers), (vec![id("c"), id("d")], 12));
    assert_eq!(
        (usual.paid, usual.runs_on, usual.forfeited),
        (money("100.00"), money("23.00"), money("0.00"))
    );
    assert_eq!((usual.effective_from, usual.reentry_from), (month("2024-07"), None));
    let orphan = clear("", None);
    assert_eq!((orphan.heir, orphan.heir_agent), (Heir::House, None), "no sponsor: the house");
    let house = clear(r#""inherit": "house", "reentry_months": 12"#, Some("s"));
    assert_eq!(
        (house.heir, house.heir_agent, house.reentry_from),
        (Heir::House, None, Some(date("2025-07-01")))
    );
    for (fates, runs_on, forfeited) in [
        (r#""frozen": "forfeited""#, "3.00", "20.00"),
        (r#""pending": "forfeited""#, "20.00", "3.00"),
        (r#""frozen": "forfeited", "pending": "forfeited""#, "0.00", "23.00"),
    ] {
        let plan = clear(fates, Some("s"));
        assert_eq!(
            (plan.paid, plan.runs_on, plan.forfeited),
            (money("100.00"), money(runs_on), money(forfeited))
        );
    }
}

#[test]
fn holdings_below_zero_are_refused() {
    let rules = rules(&format!(r#"{{{TIERS}, "assessment": {{"clear_grace": 0}}}}"#));
    let request = request(&assessed("bronze", "2024-05", 0), "2024-06", facts(vec![sold("2024-06", "0.00")]));
    let holdings = Holdings { frozen: money("-0.01"), ..Holdings::default() };
    let error = assess_plainly(&rules, &AssessmentRequest { holdings, ..request }).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::NegativeAmount, "/holdings/frozen"));
}
