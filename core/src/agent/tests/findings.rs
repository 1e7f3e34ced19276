//! The findings of the section: what is refused and what is doubted.

use super::*;
use crate::error::{Code, Severity};

/// The findings of a section: severity, code and path below `/agent`.
fn found(section: &str) -> Vec<(Severity, Code, alloc::string::String)> {
    let findings = match parse(section) {
        Ok(rulebook) => rulebook.warnings().clone(),
        Err(findings) => findings,
    };
    let of = |finding: &crate::error::Finding| {
        let path = finding.error.path.strip_prefix("/agent").unwrap().to_string();
        for language in [crate::Language::English, crate::Language::Chinese] {
            let told = format!("{}{}", finding.error.message(language), finding.error.repair(language));
            assert!(!["{found}", "{allowed}", "{entry}"].iter().any(|place| told.contains(place)), "{told}");
        }
        (finding.severity, finding.code(), path)
    };
    findings.0.iter().map(of).collect()
}

fn refused(code: Code, path: &str) -> (Severity, Code, alloc::string::String) {
    (Severity::Error, code, path.into())
}

fn doubted(code: Code, path: &str) -> (Severity, Code, alloc::string::String) {
    (Severity::Warning, code, path.into())
}

/// The findings of one `keep` on the only tier, paths below it.
fn found_in(keep: &str) -> Vec<(Code, alloc::string::String)> {
    let section = format!(
        r#"{{"tiers": [{{"id": "a", "keep": {keep}}}], "metrics": {{"lives": "count", "tips": "money", "mood": "rate"}}}}"#
    );
    let below = |(severity, code, path): (Severity, Code, alloc::string::String)| {
        assert_eq!(severity, Severity::Error);
        (code, path.strip_prefix("/tiers/0/keep").unwrap().into())
    };
    found(&section).into_iter().map(below).collect()
}

#[test]
fn tiers_are_there_and_have_names_of_their_own() {
    assert_eq!(found(r#"{"tiers": []}"#), [refused(Code::ListLength, "/tiers")]);
    assert_eq!(found("{}"), [refused(Code::MissingField, "/tiers")]);
    let keep = r#""reach": {"metric": "orders", "at_least": 1}"#;
    let twice = format!(r#"{{"tiers": [{{"id": "a"}}, {{"id": "b", {keep}}}, {{"id": "a"}}]}}"#);
    assert_eq!(
        found(&twice),
        [doubted(Code::TierUnreachable, "/tiers/2"), refused(Code::DuplicateItem, "/tiers/2/id")]
    );
    let many =
        (0..33).map(|at| format!(r#"{{"id": "t{at}", "admit": {{"metric": "age", "at_least": {at}}}}}"#));
    let many = many.collect::<Vec<_>>().join(",");
    assert_eq!(found(&format!(r#"{{"tiers": [{many}]}}"#)), [refused(Code::ListLength, "/tiers")]);
}

#[test]
fn counts_have_bounds() {
    let section = r#"{"tiers": [{"id": "a"}, {"id": "b", "reach": {"metric": "orders", "at_least": 1}, "keep": {"metric": "orders", "at_least": 1}, "grace": 121}],
        "assessment": {"protect": 121, "grace": 121, "clear_grace": 121}, "clearing": {"reentry_months": 1201}}"#;
    let paths = [
        "/tiers/1/grace",
        "/assessment/protect",
        "/assessment/grace",
        "/assessment/clear_grace",
        "/clearing/reentry_months",
    ];
    assert_eq!(found(section), paths.map(|path| refused(Code::CountOutOfRange, path)));
    let within = section.replace("121", "120").replace("1201", "1200");
    assert_eq!(found(&within), []);
}

#[test]
fn metrics_are_known_and_serve_where_they_stand() {
    assert_eq!(found_in(r#"{"metric": "sales", "at_least": 1}"#), [(Code::UnknownChoice, "/metric".into())]);
    assert_eq!(found_in(r#"{"metric": "age", "at_least": 18}"#), [(Code::UnknownChoice, "/metric".into())]);
    let admit = r#"{"tiers": [{"id": "a", "admit": {"metric": "orders", "at_least": 1}}]}"#;
    assert_eq!(found(admit), [refused(Code::UnknownChoice, "/tiers/0/admit/metric")]);
    let taken = r#"{"tiers": [{"id": "a"}], "metrics": {"orders": "count"}}"#;
    assert_eq!(found(taken), [refused(Code::DuplicateItem, "/metrics/orders")]);
}

#[test]
fn a_threshold_is_in_the_unit_of_its_metric() {
    for (metric, wrong, code) in [
        ("own_net_sales", "100", Code::NumberForDecimal),
        ("own_net_sales", "\"5%\"", Code::MoneyFormat),
        ("repurchase_rate", "0.6", Code::NumberForDecimal),
        ("repurchase_rate", "\"1.01\"", Code::RateFormat),
        ("store_score", "\"4.8\"", Code::RateFormat),
        ("orders", "\"3\"", Code::WrongType),
        ("orders", "-1", Code::CountOutOfRange),
        ("lives", "\"3\"", Code::WrongType),
        ("lives", "1.5", Code::CountOutOfRange),
        ("tips", "3", Code::NumberForDecimal),
        ("tips", "\"0.001\"", Code::MoneyFormat),
        ("mood", "1", Code::NumberForDecimal),
        ("mood", "\"high\"", Code::RateFormat),
    ] {
        let keep = format!(r#"{{"any": [{{"metric": "{metric}", "at_least": {wrong}}}]}}"#);
        assert_eq!(found_in(&keep), [(code, "/any/0/at_least".into())], "{metric} {wrong}");
    }
}

#[test]
fn a_window_fits_its_metric() {
    let window = |metric: &str, threshold: &str, window: &str| {
        found_in(&format!(r#"{{"metric": "{metric}", "at_least": {threshold}, "window": {window}}}"#))
    };
    assert_eq!(window("own_lifetime_spend", "\"1\"", "\"lifetime\""), []);
    assert_eq!(
        window("own_lifetime_spend", "\"1\"", "\"period\""),
        [(Code::UnknownChoice, "/window".into())]
    );
    assert_eq!(window("orders", "1", "\"lifetime\""), []);
    assert_eq!(window("orders", "1", "{\"periods\": 120}"), []);
    assert_eq!(
        window("orders", "1", "{\"periods\": 0}"),
        [(Code::CountOutOfRange, "/window/periods".into())]
    );
    assert_eq!(
        window("orders", "1", "{\"periods\": 121}"),
        [(Code::CountOutOfRange, "/window/periods".into())]
    );
    assert_eq!(window("orders", "1", "\"year\""), [(Code::UnknownChoice, "/window".into())]);
    assert_eq!(window("orders", "1", "3"), [(Code::WrongType, "/window".into())]);
    let admit = r#"{"tiers": [{"id": "a", "admit": {"metric": "lives", "at_least": 1, "window": "lifetime"}}], "metrics": {"lives": "count"}}"#;
    assert_eq!(found(admit), [refused(Code::UnknownChoice, "/tiers/0/admit/window")]);
}

#[test]
fn a_condition_is_one_thing_and_not_empty_nor_endless() {
    assert_eq!(found_in("{}"), [(Code::AlternativeFields, "".into())]);
    assert_eq!(found_in(r#"{"all": [], "any": []}"#), [(Code::AlternativeFields, "".into())]);
    assert_eq!(
        found_in(r#"{"all": [{"metric": "orders", "at_least": 1}], "window": "period"}"#),
        [(Code::AlternativeFields, "".into())]
    );
    assert_eq!(found_in(r#"{"metric": "orders"}"#), [(Code::MissingField, "/at_least".into())]);
    assert_eq!(found_in(r#"{"all": [{"any": []}]}"#), [(Code::ListLength, "/all/0/any".into())]);
    let orders = r#"{"metric": "orders", "at_least": 1}"#;
    let nested =
        |levels: usize| (1..levels).fold(orders.to_string(), |inner, _| format!(r#"{{"all": [{inner}]}}"#));
    assert_eq!(found_in(&nested(4)), []);
    assert_eq!(found_in(&nested(5)), [(Code::DocumentTooDeep, "".into())]);
    let wide = |count: usize| format!(r#"{{"any": [{}]}}"#, vec![orders; count].join(","));
    assert_eq!(found_in(&wide(64)), []);
    assert_eq!(found_in(&wide(65)), [(Code::ListLength, "".into())]);
}

#[test]
fn what_nothing_looks_at_is_doubted() {
    let section =
        r#"{"tiers": [{"id": "a", "reach": {"metric": "orders", "at_least": 1}, "grace": 2}, {"id": "b"}]}"#;
    assert_eq!(
        found(section),
        [
            doubted(Code::WithoutEffect, "/tiers/0/reach"),
            doubted(Code::WithoutEffect, "/tiers/0/grace"),
            doubted(Code::TierUnreachable, "/tiers/1")
        ]
    );
}

#[test]
fn a_grace_on_a_tier_that_nobody_falls_from_is_doubted() {
    let tier = |keep: &str| {
        format!(r#"{{"tiers": [{{"id": "a"}}, {{"id": "b", "reach": {0}, "grace": 2{keep}}}]}}"#, orders(5))
    };
    assert_eq!(found(&tier("")), [doubted(Code::WithoutEffect, "/tiers/1/grace")]);
    assert_eq!(found(&tier(&format!(r#", "keep": {}"#, orders(3)))), []);
}

#[test]
fn a_tier_that_steps_lead_into_can_be_risen_into() {
    let tiers = |promotion: &str| {
        found(&format!(
            r#"{{"tiers": [{{"id": "a"}}, {{"id": "b"}}, {{"id": "c", "reach": {}}}, {{"id": "d"}}],
                "assessment": {{"promotion": "{promotion}"}}}}"#,
            orders(5)
        ))
    };
    let unreachable = |at: usize| doubted(Code::TierUnreachable, &format!("/tiers/{at}"));
    assert_eq!(tiers("jump"), [unreachable(1), unreachable(3)]);
    assert_eq!(tiers("step"), [unreachable(3)], "whoever reaches c steps up from a to b");
}

#[test]
fn steps_may_ask_the_same_of_every_tier() {
    let tiers = |promotion: &str, upper: u32| {
        found(&format!(
            r#"{{"tiers": [{{"id": "a"}}, {{"id": "b", "reach": {}}}, {{"id": "c", "reach": {}}}],
                "assessment": {{"promotion": "{promotion}"}}}}"#,
            orders(5),
            orders(upper)
        ))
    };
    let easier = [doubted(Code::EntryNotHarder, "/tiers/2/reach")];
    assert_eq!(tiers("step", 5), [], "one tier up for every month with 5 orders");
    assert_eq!(tiers("step", 4), easier, "4 orders already lead into b");
    assert_eq!(tiers("jump", 5), easier);
}

#[test]
fn a_section_of_any_size_is_refused_in_little_time_and_space() {
    let many = (0..20_000).map(|at| {
        format!(r#"{{"id": "t{at}", "reach": {}, "admit": {{"metric": "age", "at_least": 18}}}}"#, orders(at))
    });
    let many = many.collect::<Vec<_>>().join(",");
    assert_eq!(
        found(&format!(r#"{{"tiers": [{many}]}}"#)),
        [refused(Code::ListLength, "/tiers"), doubted(Code::WithoutEffect, "/tiers/0/reach")]
    );

    let metrics = (0..20_000).map(|at| format!(r#""metric-{at}": "count""#)).collect::<Vec<_>>().join(",");
    let findings = parse(&format!(
        r#"{{"tiers": [{{"id": "a", "keep": {{"metric": "sales", "at_least": 1}}}}], "metrics": {{{metrics}}}}}"#
    ));
    let error = findings.unwrap_err().into_error();
    assert!(error.message(crate::Language::English).len() < 2_000, "it names some of them, not all");
}

/// The findings of a higher tier whose `name` is `upper` above one whose `name` is `lower`.
fn above(name: &str, lower: &str, upper: &str) -> Vec<(Severity, Code, alloc::string::String)> {
    found(&format!(
        r#"{{"tiers": [{{"id": "a"}}, {{"id": "b", "{name}": {lower}}}, {{"id": "c", "{name}": {upper}}}]}}"#
    ))
}

fn orders(at_least: u32) -> alloc::string::String {
    format!(r#"{{"metric": "orders", "at_least": {at_least}}}"#)
}

#[test]
fn a_higher_tier_asks_more() {
    let profit = r#"{"metric": "profit", "at_least": "1"}"#;
    let both = |kind: &str, count: u32| format!(r#"{{"{kind}": [{}, {profit}]}}"#, orders(count));
    let easier = [doubted(Code::EntryNotHarder, "/tiers/2/reach")];
    for (lower, upper, expected) in [
        (orders(5), orders(6), &[][..]),
        (orders(5), orders(5), &easier),
        (orders(5), orders(4), &easier),
        (both("all", 5), orders(5), &easier),
        (orders(5), both("all", 5), &[]),
        (orders(5), both("any", 5), &easier),
        (both("any", 5), orders(5), &[]),
        (both("all", 5), both("any", 9), &easier),
        (both("any", 5), both("any", 4), &easier),
        (both("any", 4), both("any", 5), &[]),
        (orders(5), r#"{"metric": "orders", "at_least": 1, "window": "lifetime"}"#.into(), &[]),
    ] {
        assert_eq!(above("reach", &lower, &upper), expected, "{lower} {upper}");
    }
    let age = |years| format!(r#"{{"metric": "age", "at_least": {years}}}"#);
    assert_eq!(above("admit", &age(18), &age(18)), [doubted(Code::EntryNotHarder, "/tiers/2/admit")]);
}

#[test]
fn a_tier_that_is_harder_to_keep_than_to_reach_is_doubted() {
    let tier = |reach: u32, keep: u32| {
        found(&format!(
            r#"{{"tiers": [{{"id": "a"}}, {{"id": "b", "reach": {}, "keep": {}}}]}}"#,
            orders(reach),
            orders(keep)
        ))
    };
    assert_eq!(tier(5, 6), [doubted(Code::KeepHarderThanReach, "/tiers/1/keep")]);
    assert_eq!(tier(5, 5), []);
    assert_eq!(tier(5, 4), []);
}

#[test]
fn sections_that_mean_the_same_are_the_same() {
    let plain = parse(
        r#"{"tiers": [{"id": "a", "keep": {"metric": "tips", "at_least": "5.00"}}], "metrics": {"tips": "money"}}"#,
    );
    let spelled = parse(
        r#"{"metrics": {"tips": "money"}, "assessment": {"protect": 1, "grace": 2, "clear_grace": 3},
            "clearing": {"inherit": "sponsor", "reentry_months": null}, "leap_day": "february_28",
            "tiers": [{"id": "a", "keep": {"window": {"periods": 1}, "metric": "tips", "at_least": "5"}}]}"#,
    );
    let (plain, spelled) = (plain.unwrap(), spelled.unwrap());
    assert_eq!(plain.canonical(), spelled.canonical());
    assert_eq!(Rulebook::parse(plain.canonical()).unwrap().digest(), plain.digest());
}
