//! What metrics show: windows, sums, means, rates from counts, and facts that are missing.

use super::*;
use crate::error::Code;
use crate::money::Rate;
use crate::reason::Quantity;

/// One requirement to reach the upper tier, over facts of an agent who joined in 2024-01.
fn observe(requirement: &str, period: &str, facts: Facts) -> Result<Quantity, Error> {
    let rules = rules(&format!(
        r#"{{"tiers": [{{"id": "low"}}, {{"id": "high", "reach": {requirement}}}],
            "metrics": {{"lives": "count", "tips": "money", "mood": "rate"}}}}"#
    ));
    let before = month(period).previous().unwrap();
    let state = if month(period) == month("2024-01") {
        agent("low")
    } else {
        assessed("low", &before.to_string(), 0)
    };
    let mut reasons = Reasons::new(crate::reason::Detail::Full);
    assess(&rules, &request(&state, period, facts), &mut reasons)?;
    let of_reach = reasons
        .into_vec()
        .into_iter()
        .find(|reason| reason.path.as_ref().is_some_and(|path| path.to_text().as_str().ends_with("/reach")));
    Ok(of_reach.unwrap().comparison.unwrap().observed)
}

fn amount(text: &str) -> Quantity {
    Quantity::Money(money(text))
}

fn rate(text: &str) -> Quantity {
    Quantity::Rate(Rate::parse(text).unwrap())
}

const THREE: &str = r#"{"metric": "own_net_sales", "at_least": "1.00", "window": {"periods": 3}}"#;

#[test]
fn a_window_sums_the_periods_since_joining() {
    let months = || {
        vec![
            sold("2024-04", "1000.00"),
            sold("2024-01", "1.00"),
            sold("2024-03", "-100.00"),
            sold("2023-12", "50000.00"),
            sold("2024-02", "10.00"),
            sold("2024-05", "70000.00"),
        ]
    };
    assert_eq!(observe(THREE, "2024-04", facts(months())), Ok(amount("910.00")));
    assert_eq!(observe(THREE, "2024-02", facts(months())), Ok(amount("11.00")), "joined in January");
    assert_eq!(observe(THREE, "2024-01", facts(months())), Ok(amount("1.00")));
}

#[test]
fn a_period_that_is_looked_at_and_missing_is_an_error_not_zero() {
    let error =
        observe(THREE, "2024-04", facts(vec![sold("2024-04", "1.00"), sold("2024-02", "1.00")])).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::FactsMissing, "/facts/periods"));
    assert_eq!(error.parameter("allowed"), Some("\"2024-03\""));
    assert_eq!(error.parameter("metric"), Some("own_net_sales"));
    let lifetime = r#"{"metric": "own_net_sales", "at_least": "1.00", "window": "lifetime"}"#;
    let error = observe(lifetime, "2024-04", facts(vec![])).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::FactsMissing, "/facts/lifetime"));
    let spend = r#"{"metric": "own_lifetime_spend", "at_least": "1.00"}"#;
    assert_eq!(observe(spend, "2024-04", facts(vec![])).unwrap_err().path, "/facts/lifetime/own_spend");
}

#[test]
fn a_lifetime_is_as_it_is_handed_in() {
    let lifetime = LifetimeFacts {
        own_spend: Some(money("62000.00")),
        own_net_sales: money("900.00"),
        direct_team_net_sales: Money::ZERO,
        whole_team_net_sales: Money::ZERO,
        profit: Money::ZERO,
        orders: 7,
        active_customers: 3,
        repeat_customers: 2,
        new_customers: 0,
        store_score: None,
        satisfaction: None,
        host: crate::document::Map::new(),
    };
    let given = || Facts { lifetime: Some(lifetime.clone()), ..facts(vec![]) };
    let of = |metric: &str, threshold: &str| {
        let window = if metric == "own_lifetime_spend" { "" } else { r#", "window": "lifetime""# };
        observe(&format!(r#"{{"metric": "{metric}", "at_least": {threshold}{window}}}"#), "2024-04", given())
    };
    assert_eq!(of("own_lifetime_spend", "\"1\""), Ok(amount("62000.00")));
    assert_eq!(of("own_net_sales", "\"1\""), Ok(amount("900.00")));
    assert_eq!(of("orders", "1"), Ok(Quantity::Count(7)));
    assert_eq!(of("active_customers", "1"), Ok(Quantity::Count(3)));
    assert_eq!(of("repurchase_rate", "\"50%\""), Ok(rate("0.666666")));
    assert_eq!(of("store_score", "\"50%\"").unwrap_err().code, Code::FactsMissing);
}

#[test]
fn customers_of_a_longer_window_are_counted_by_whoever_has_the_orders() {
    let customers = |period: &str, active, repeat| PeriodFacts {
        active_customers: active,
        repeat_customers: repeat,
        ..PeriodFacts::empty(month(period))
    };
    let windows = vec![WindowFacts { periods: 3, active_customers: 40, repeat_customers: 30 }];
    let given = |windows| Facts {
        windows,
        ..facts(vec![
            customers("2024-01", 9, 3),
            customers("2024-02", 30, 6),
            customers("2024-03", 20, 5),
            customers("2024-04", 0, 0),
        ])
    };
    let of = |metric: &str, threshold: &str, periods: u32, period: &str, facts: Facts| {
        let window = format!(r#""window": {{"periods": {periods}}}"#);
        observe(&format!(r#"{{"metric": "{metric}", "at_least": {threshold}, {window}}}"#), period, facts)
    };
    assert_eq!(of("active_customers", "1", 3, "2024-03", given(windows.clone())), Ok(Quantity::Count(40)));
    assert_eq!(of("repurchase_rate", "\"60%\"", 3, "2024-03", given(windows.clone())), Ok(rate("0.75")));
    assert_eq!(of("repurchase_rate", "\"60%\"", 1, "2024-03", given(vec![])), Ok(rate("0.25")));
    assert_eq!(of("repurchase_rate", "\"60%\"", 1, "2024-04", given(vec![])), Ok(rate("0")), "nobody bought");
    assert_eq!(
        of("active_customers", "1", 3, "2024-01", given(vec![])),
        Ok(Quantity::Count(9)),
        "joined in it"
    );
    let error = of("active_customers", "1", 3, "2024-02", given(vec![])).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::FactsMissing, "/facts/windows"));
    assert_eq!(error.parameter("allowed"), Some("{\"periods\": 3}"));
}

#[test]
fn a_score_is_the_mean_of_the_periods_that_have_one() {
    let scored = |period: &str, score: Option<&str>| PeriodFacts {
        store_score: score.map(|text| Rate::parse(text).unwrap()),
        ..PeriodFacts::empty(month(period))
    };
    let of = |scores: [Option<&str>; 3]| {
        let requirement = r#"{"metric": "store_score", "at_least": "0.9", "window": {"periods": 3}}"#;
        let months = ["2024-02", "2024-03", "2024-04"].iter().zip(scores);
        observe(requirement, "2024-04", facts(months.map(|(period, score)| scored(period, score)).collect()))
    };
    assert_eq!(of([Some("0.96"), Some("0.9"), Some("0.9")]), Ok(rate("0.92")));
    assert_eq!(
        of([Some("0.9"), Some("0.9"), Some("0.899999")]),
        Ok(rate("0.899999")),
        "a mean just short stays short"
    );
    assert_eq!(of([None, Some("1"), None]), Ok(rate("1")));
    assert_eq!(of([None, None, None]).unwrap_err().code, Code::FactsMissing);
}

#[test]
fn a_hosts_metrics_are_summed_or_averaged_by_their_unit() {
    let given = |lives: i64, tips: &str, mood: &str, period: &str| PeriodFacts {
        host: [("lives", Quantity::Count(lives)), ("tips", amount(tips)), ("mood", rate(mood))]
            .map(|(name, value)| (id(name), value))
            .into(),
        ..PeriodFacts::empty(month(period))
    };
    let of = |metric: &str, threshold: &str| {
        let months = vec![given(3, "1.50", "0.5", "2024-03"), given(4, "2.00", "1", "2024-04")];
        let window = r#""window": {"periods": 2}"#;
        observe(
            &format!(r#"{{"metric": "{metric}", "at_least": {threshold}, {window}}}"#),
            "2024-04",
            facts(months),
        )
    };
    assert_eq!(of("lives", "1"), Ok(Quantity::Count(7)));
    assert_eq!(of("tips", "\"1\""), Ok(amount("3.50")));
    assert_eq!(of("mood", "\"0.7\""), Ok(rate("0.75")));
    let lives = r#"{"metric": "lives", "at_least": 1}"#;
    let with = |name: &str, value: Quantity| {
        let period = PeriodFacts { host: [(id(name), value)].into(), ..PeriodFacts::empty(month("2024-04")) };
        observe(lives, "2024-04", facts(vec![period]))
    };
    assert_eq!(with("tips", amount("1.00")), Ok(Quantity::Count(0)), "a count left out is 0");
    for (name, value, code) in [
        ("other", Quantity::Count(1), Code::UnknownChoice),
        ("lives", Quantity::Count(-1), Code::CountOutOfRange),
        ("lives", amount("1.00"), Code::WrongType),
        ("tips", Quantity::Count(1), Code::WrongType),
        ("mood", Quantity::Count(1), Code::WrongType),
    ] {
        let error = with(name, value).unwrap_err();
        assert_eq!((error.code, error.path.clone()), (code, format!("/facts/periods/0/host/{name}")));
    }
}

#[test]
fn facts_that_contradict_themselves_are_refused() {
    let refused = |facts: Facts| {
        let error = observe(THREE, "2024-01", facts).unwrap_err();
        (error.code, error.path.clone())
    };
    let twice = facts(vec![sold("2024-01", "1.00"), sold("2024-01", "2.00")]);
    assert_eq!(refused(twice), (Code::DuplicateItem, "/facts/periods/1/period".into()));
    let more = PeriodFacts { active_customers: 1, repeat_customers: 2, ..sold("2024-01", "1.00") };
    assert_eq!(
        refused(facts(vec![more])),
        (Code::CountOutOfRange, "/facts/periods/0/repeat_customers".into())
    );
    let window = |periods, repeat| WindowFacts { periods, active_customers: 1, repeat_customers: repeat };
    let with = |windows| Facts { windows, ..facts(vec![]) };
    assert_eq!(refused(with(vec![window(1, 0)])), (Code::CountOutOfRange, "/facts/windows/0/periods".into()));
    assert_eq!(
        refused(with(vec![window(3, 0), window(3, 1)])),
        (Code::DuplicateItem, "/facts/windows/1/periods".into())
    );
    assert_eq!(
        refused(with(vec![window(3, 2)])),
        (Code::CountOutOfRange, "/facts/windows/0/repeat_customers".into())
    );
    let huge = |period: &str| PeriodFacts { orders: u64::MAX, ..sold(period, "10000000000000.00") };
    assert_eq!(
        observe(THREE, "2024-02", facts(vec![huge("2024-01"), huge("2024-02")])).unwrap_err().code,
        Code::MoneyOutOfRange
    );
    let orders = r#"{"metric": "orders", "at_least": 1, "window": {"periods": 2}}"#;
    let error = observe(orders, "2024-02", facts(vec![huge("2024-01"), huge("2024-02")])).unwrap_err();
    assert_eq!(error.code, Code::CountOutOfRange);
}

#[test]
fn what_is_missing_leaves_out_what_suffices() {
    let rules = rules(
        r#"{"tiers": [{"id": "low"}, {"id": "high", "reach": {"all": [
            {"any": [{"metric": "own_net_sales", "at_least": "100.00"}, {"metric": "orders", "at_least": 5}]},
            {"any": [{"metric": "new_customers", "at_least": 2}, {"metric": "profit", "at_least": "50.00"}]}]}}]}"#,
    );
    let period = PeriodFacts { orders: 5, profit: money("-1.00"), ..sold("2024-06", "99.99") };
    let state = assessed("low", "2024-05", 0);
    let assessment = assess_plainly(&rules, &request(&state, "2024-06", facts(vec![period]))).unwrap();
    assert_eq!((assessment.outcome, assessment.next_tier), (Outcome::Kept, Some(id("high"))));
    let missing: Vec<(alloc::string::String, Option<Quantity>)> =
        assessment.missing.into_iter().map(|short| (short.path.to_string(), short.margin)).collect();
    let at = |end: &str| format!("/agent/tiers/1/reach/all/{end}");
    assert_eq!(missing, [(at("1/any/0"), Some(Quantity::Count(2))), (at("1/any/1"), Some(amount("51.00")))]);
}

#[test]
fn all_and_any_are_what_they_say() {
    let parts = ["orders", "new_customers", "active_customers"]
        .map(|metric| format!(r#"{{"metric": "{metric}", "at_least": 1}}"#))
        .join(",");
    for bits in 0..8_u64 {
        let [orders, new_customers, active_customers] = [bits & 1, bits >> 1 & 1, bits >> 2 & 1];
        let period =
            PeriodFacts { orders, new_customers, active_customers, ..PeriodFacts::empty(month("2024-06")) };
        for (kind, holds) in [("all", bits == 7), ("any", bits > 0)] {
            let rules = rules(&format!(
                r#"{{"tiers": [{{"id": "low"}}, {{"id": "high", "reach": {{"{kind}": [{parts}]}}}}]}}"#
            ));
            let state = assessed("low", "2024-05", 0);
            let assessment =
                assess_plainly(&rules, &request(&state, "2024-06", facts(vec![period.clone()]))).unwrap();
            let expected = if holds { Outcome::Promoted } else { Outcome::Kept };
            assert_eq!(
                (assessment.outcome, assessment.missing.is_empty()),
                (expected, holds),
                "{kind} {bits:03b}"
            );
        }
    }
}
