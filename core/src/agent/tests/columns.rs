//! Over columns and by call, the same outcomes and codes.

use super::properties::{any_facts, section};
use super::*;
use crate::agent::condition::Requirement;
use crate::agent::readings::Readings;
use crate::column::{Cell as _, Slices};
use crate::error::Code;
use crate::reason::Quantity;
use proptest::collection::vec as several;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::string::String;

const MONTHS: [&str; 5] = ["2024-03", "2024-04", "2024-05", "2024-06", "2024-07"];

/// What a row comes to: outcome, tier after, misses, effective month, remaining grace, next tier, shortfall.
type Told = Result<(u8, u8, u32, i32, u32, u8, Vec<i64>), Code>;

fn number(quantity: &Quantity) -> i64 {
    match quantity {
        Quantity::Money(amount) => amount.minor(),
        Quantity::Rate(rate) => rate.ppm().into(),
        Quantity::Count(count) => *count,
        other => panic!("{other:?} is no reading"),
    }
}

/// What a shortfall comes to in each column: of several the largest.
fn lacking(missing: &[Shortfall], readings: &[Reading]) -> Vec<i64> {
    let of = |reading: &Reading| {
        let own = missing.iter().filter(|one| one.metric == reading.metric && one.window == reading.window);
        own.map(|one| number(&one.threshold) - number(&one.observed)).max().unwrap_or(0)
    };
    readings.iter().map(of).collect()
}

fn place(rules: &Rules, tier: Option<&Id>) -> u8 {
    tier.map_or(u8::NONE, |tier| u8::try_from(rules.rank(tier).unwrap()).unwrap())
}

fn by_call(rulebook: &Rulebook, request: &AssessmentRequest) -> Told {
    let rules = rulebook.agent().unwrap();
    let told = assess_plainly(rules, request).map_err(|error| error.code)?;
    if told.already_assessed {
        // Columns do not hold what was decided.
        return Err(if told.outcome == Outcome::Cleared { Code::AgentCleared } else { Code::PeriodNotDue });
    }
    let effective = told.effective_from.map_or(i32::NONE, Month::index);
    let short = lacking(&told.missing, rulebook.agent_columns().unwrap().assessment_readings());
    let next = place(rules, told.next_tier.as_ref());
    let after = place(rules, told.tier_after.as_ref());
    Ok((told.outcome as u8, after, told.misses, effective, told.remaining_grace, next, short))
}

/// The readings of a request as columns hold them; nothing where the facts do not tell.
fn readings(rulebook: &Rulebook, request: &AssessmentRequest) -> Vec<i64> {
    let columns = rulebook.agent_columns().unwrap().assessment_readings();
    let joined = request.state.joined_in();
    let shown = Readings::new(rulebook.agent().unwrap(), &request.facts, joined, request.period).unwrap();
    let of = |reading: &Reading| {
        let Reading { metric, window, .. } = reading.clone();
        shown.observe(&Requirement { metric, window, at_least: Quantity::Count(0) })
    };
    columns.iter().map(|reading| of(reading).map_or(i64::NONE, |quantity| number(&quantity))).collect()
}

fn over_columns(rulebook: &Rulebook, requests: &[AssessmentRequest]) -> Vec<Told> {
    let rules = rulebook.agent().unwrap();
    let width = rulebook.agent_columns().unwrap().assessment_readings().len();
    let rows = requests.len();
    let states = || requests.iter().map(|request| &request.state);
    let tier: Vec<u8> = states().map(|state| place(rules, state.tier_after())).collect();
    let misses: Vec<u32> = states().map(|state| state.misses).collect();
    let joined: Vec<i32> = states().map(|state| state.joined_in().index()).collect();
    let last: Vec<i32> =
        states().map(|state| state.last.as_ref().map_or(i32::NONE, |last| last.period.index())).collect();
    let period: Vec<i32> = requests.iter().map(|request| request.period.index()).collect();
    let reading: Vec<i64> = requests.iter().flat_map(|request| readings(rulebook, request)).collect();
    let (mut outcome, mut after, mut next) = (vec![77; rows], vec![77; rows], vec![77; rows]);
    let (mut misses_after, mut grace) = (vec![77; rows], vec![77; rows]);
    let (mut effective, mut code, mut shortfall) = (vec![77; rows], vec![7; rows], vec![-7; rows * width]);
    let mut batch: AssessBatch<Slices<'_>> = AssessBatch {
        rows,
        readings: width,
        tier: &tier,
        misses: Some(&misses),
        joined_month: &joined,
        last_month: Some(&last),
        period_month: &period,
        reading: &reading,
        outcome: &mut outcome,
        tier_after: &mut after,
        misses_after: Some(&mut misses_after),
        effective_month: Some(&mut effective),
        remaining_grace: Some(&mut grace),
        next_tier: Some(&mut next),
        shortfall: Some(&mut shortfall),
        code: &mut code,
    };
    let refused = assess_columns(rulebook.agent_columns().unwrap(), &mut batch).unwrap();
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    (0..rows)
        .map(|at| {
            let short = shortfall[at * width..][..width].to_vec();
            let told =
                (outcome[at], after[at], misses_after[at], effective[at], grace[at], next[at], short.clone());
            match Code::ALL.iter().find(|one| one.number() == code[at]) {
                None => Ok(told),
                Some(refused) => {
                    assert_eq!(told, (0, 0, 0, 0, 0, 0, vec![0; width]), "a refused row has results");
                    assert!(short.iter().all(|short| *short == 0));
                    Err(*refused)
                }
            }
        })
        .collect()
}

/// An agent in any standing, with facts of which some may be missing.
fn any_request() -> impl Strategy<Value = AssessmentRequest> {
    let state = (0..3_usize, 0..3_u32, 0..4_usize, 0..6_usize, 0..6_usize);
    (state, any_facts(), 0..5_usize, 0..8_u8).prop_map(
        |((rank, misses, joined, last, outcome), mut facts, period, lacking)| {
            match lacking {
                0 => drop(facts.periods.pop()),
                1 => drop(facts.windows.pop()),
                2 => facts.periods.iter_mut().for_each(|period| period.satisfaction = None),
                3 => facts.periods.clear(),
                _ => {}
            }
            let tier = id(&format!("t{rank}"));
            let last = MONTHS.get(last).map(|period| LastAssessment {
                period: month(period),
                // One in six was cleared.
                outcome: if outcome == 0 { Outcome::Cleared } else { Outcome::Kept },
                tier_before: tier.clone(),
                effective_from: None,
                remaining_grace: 0,
            });
            let joined_on = month(MONTHS[joined]).first();
            let state = AgentState { agent: id("a"), tier, joined_on, misses, last };
            // Most periods are due.
            let due = state.last.as_ref().map_or(state.joined_in(), |last| last.period.next().unwrap());
            let period = if period == 0 { month("2024-06") } else { due };
            AssessmentRequest { state, period, facts, holdings: Holdings::default() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn columns_and_calls_assess_alike_and_a_batch_of_one_is_a_batch_of_many(
        section in section(), requests in several(any_request(), 0..12),
    ) {
        let rulebook = parse(&section).unwrap();
        let told = over_columns(&rulebook, &requests);
        for (request, told) in requests.iter().zip(&told) {
            prop_assert_eq!(told, &by_call(&rulebook, request), "{:?}\n{}", request, section);
            prop_assert_eq!(&over_columns(&rulebook, core::slice::from_ref(request)), &vec![told.clone()]);
        }
    }
}

/// Sections of tiers that one can enter.
fn entries() -> impl Strategy<Value = String> {
    let requirement = prop_oneof![
        (0..6_u32)
            .prop_map(|least| format!(r#"{{"metric": "own_lifetime_spend", "at_least": "{least}.00"}}"#)),
        (0..6_u32).prop_map(|least| format!(r#"{{"metric": "completed_orders", "at_least": {least}}}"#)),
        (17..20_u32).prop_map(|least| format!(r#"{{"metric": "age", "at_least": {least}}}"#)),
        (0..6_u32).prop_map(|least| format!(r#"{{"metric": "lives", "at_least": {least}}}"#)),
        (0..6_u32).prop_map(|least| format!(r#"{{"metric": "mood", "at_least": "{least}%"}}"#)),
    ];
    let condition = requirement.prop_recursive(3, 8, 3, |inner| {
        (prop::sample::select(vec!["all", "any"]), several(inner, 1..3))
            .prop_map(|(kind, parts)| format!(r#"{{"{kind}": [{}]}}"#, parts.join(",")))
    });
    let reentry = prop_oneof![
        Just(String::new()),
        (0..4_u32).prop_map(|months| format!(r#""reentry_months": {months}"#))
    ];
    (several(prop::option::of(condition), 1..4), reentry).prop_map(|(tiers, reentry)| {
        let tier = |(at, admit): (usize, &Option<String>)| match admit {
            Some(admit) => format!(r#"{{"id": "t{at}", "admit": {admit}}}"#),
            None => format!(r#"{{"id": "t{at}"}}"#),
        };
        let tiers: Vec<String> = tiers.iter().enumerate().map(tier).collect();
        format!(
            r#"{{"tiers": [{}], "metrics": {{"lives": "count", "mood": "rate"}}, "clearing": {{{reentry}}}}}"#,
            tiers.join(",")
        )
    })
}

fn application() -> impl Strategy<Value = Application> {
    let figures = (0..600_i64, 0..6_u64, 0..6_i64);
    (figures, 0..5_u32, any::<bool>(), 0..6_usize, 0..30_u8).prop_map(
        |((spend, orders, lives), mood, has_mood, cleared, born)| {
            let mut host: BTreeMap<Id, Quantity> = [(id("lives"), Quantity::Count(lives))].into();
            if has_mood {
                let rate = crate::money::Rate::from_ppm(mood * 10_000).unwrap();
                host.insert(id("mood"), Quantity::Rate(rate));
            }
            Application {
                agent: id("a"),
                sponsor: None,
                applied_on: date("2024-06-15"),
                born: (born > 3).then(|| date(&format!("200{}-06-15", 3 + born / 8))),
                own_lifetime_spend: Money::from_minor(spend).unwrap(),
                completed_orders: orders,
                cleared_in: MONTHS.get(cleared).map(|cleared| month(cleared)),
                host,
            }
        },
    )
}

/// What an application comes to: result, tier, asked tier, shortfall, barred, day of re-entry.
type Decided = Result<(u8, u8, u8, Vec<i64>, u8, i32), Code>;

fn admitted_by_call(rulebook: &Rulebook, application: &Application) -> Decided {
    let rules = rulebook.agent().unwrap();
    let told = admit(rules, application, &mut Reasons::none()).map_err(|error| error.code)?;
    let short = lacking(&told.missing, rulebook.agent_columns().unwrap().admission_readings());
    let (tier, asked) = (place(rules, told.tier.as_ref()), place(rules, told.asked_tier.as_ref()));
    let reentry = told.reentry_from.map_or(i32::NONE, crate::calendar::Date::days_since_epoch);
    Ok((told.result as u8, tier, asked, short, told.barred.into(), reentry))
}

fn admitted_over_columns(rulebook: &Rulebook, applications: &[Application]) -> Vec<Decided> {
    let columns = rulebook.agent_columns().unwrap().admission_readings();
    let (rows, width) = (applications.len(), columns.len());
    let shown = |application: &Application, reading: &Reading| match format!("{}", reading.metric).as_str() {
        "own_lifetime_spend" => application.own_lifetime_spend.minor(),
        "completed_orders" => application.completed_orders.try_into().unwrap(),
        "age" => application.born.map_or(i64::NONE, |born| i64::from(2024 - born.year())),
        host => application.host.get(&id(host)).map_or(i64::NONE, number),
    };
    let reading: Vec<i64> =
        applications.iter().flat_map(|one| columns.iter().map(move |reading| shown(one, reading))).collect();
    let cleared: Vec<i32> =
        applications.iter().map(|one| one.cleared_in.map_or(i32::NONE, Month::index)).collect();
    let applied: Vec<i32> = applications.iter().map(|one| one.applied_on.days_since_epoch()).collect();
    let (mut result, mut tier, mut asked, mut barred) =
        (vec![77; rows], vec![77; rows], vec![77; rows], vec![77; rows]);
    let (mut reentry, mut code, mut shortfall) = (vec![77; rows], vec![7; rows], vec![-7; rows * width]);
    let mut batch: AdmitBatch<Slices<'_>> = AdmitBatch {
        rows,
        readings: width,
        reading: &reading,
        cleared_month: Some(&cleared),
        applied_day: Some(&applied),
        result: &mut result,
        tier: &mut tier,
        asked_tier: Some(&mut asked),
        shortfall: Some(&mut shortfall),
        barred: Some(&mut barred),
        reentry_day: Some(&mut reentry),
        code: &mut code,
    };
    let refused = match admit_columns(rulebook.agent_columns().unwrap(), &mut batch) {
        Ok(refused) => refused,
        Err(error) => return vec![Err(error.code); rows],
    };
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    (0..rows)
        .map(|at| {
            let short = shortfall[at * width..][..width].to_vec();
            let told = (result[at], tier[at], asked[at], short, barred[at], reentry[at]);
            match Code::ALL.iter().find(|one| one.number() == code[at]) {
                None => Ok(told),
                Some(refused) => {
                    assert_eq!(told, (0, 0, 0, vec![0; width], 0, 0), "a refused row has results");
                    Err(*refused)
                }
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn columns_and_calls_admit_alike_and_a_batch_of_one_is_a_batch_of_many(
        section in entries(), applications in several(application(), 0..12),
    ) {
        let rulebook = parse(&section).unwrap();
        let told = admitted_over_columns(&rulebook, &applications);
        for (application, told) in applications.iter().zip(&told) {
            prop_assert_eq!(told, &admitted_by_call(&rulebook, application), "{:?}\n{}", application, section);
            let one = admitted_over_columns(&rulebook, core::slice::from_ref(application));
            prop_assert_eq!(&one, &vec![told.clone()]);
        }
    }
}

/// Cells that no call could carry are refused before anything else is looked at.
#[test]
fn cells_that_cannot_be_are_refused_by_themselves() {
    let rulebook = parse(
        r#"{"metrics": {"mood": "rate", "lives": "count"}, "tiers": [{"id": "t0", "keep": {"all": [
        {"metric": "own_net_sales", "at_least": "1.00"}, {"metric": "mood", "at_least": "1%"},
        {"metric": "lives", "at_least": 1}]}}]}"#,
    )
    .unwrap();
    let reading = [
        [i64::MAX, 0, 0],
        [0, 1_000_001, 0],
        [0, 0, -1],
        [0, 0, 1 << 53],
        [0, 0, 0],
        [0, 0, 0],
        [i64::NONE, 0, 0],
        [100, 10_000, 1],
    ];
    let july = month("2024-07").index();
    let mut code = [7; 8];
    let mut batch: AssessBatch<Slices<'_>> = AssessBatch {
        rows: 8,
        readings: 3,
        tier: &[0, 0, 0, 0, 0, 1, 0, 0],
        misses: None,
        joined_month: &[july, july, july, july, i32::MAX, july, july, july],
        last_month: None,
        period_month: &[july; 8],
        reading: reading.as_flattened(),
        outcome: &mut [7; 8],
        tier_after: &mut [7; 8],
        misses_after: None,
        effective_month: None,
        remaining_grace: None,
        next_tier: None,
        shortfall: None,
        code: &mut code,
    };
    let refused = assess_columns(rulebook.agent_columns().unwrap(), &mut batch).unwrap();
    let expected = [
        Code::MoneyOutOfRange,
        Code::RateFormat,
        Code::CountOutOfRange,
        Code::CountOutOfRange,
        Code::DateOutOfRange,
        Code::UnknownChoice,
        Code::FactsMissing,
    ];
    assert_eq!((refused, code[7]), (7, 0));
    assert_eq!(code[..7], expected.map(Code::number));
}
