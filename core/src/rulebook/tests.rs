use super::*;
use crate::calendar::Date;
use alloc::string::ToString;

fn rulebook(from: &str, to: Option<&str>) -> Rulebook {
    let to = to.map(|to| alloc::format!(", \"effective_to\": \"{to}\"")).unwrap_or_default();
    Rulebook::parse(&alloc::format!(
        "{{\"name\": \"r\", \"version\": \"{from}\", \"effective_from\": \"{from}\"{to}}}"
    ))
    .unwrap()
}

#[test]
fn rulebooks_that_mean_the_same_have_the_same_digest() {
    let plain = Rulebook::parse(r#"{"name":"r","version":"1","effective_from":"2026-01-01"}"#).unwrap();
    let spelled = r#"{ "currency": {"code": "CNY", "decimals": 2}, "utc_offset": "+08:00", "$schema": "x",
        "effective_from": "2026-01-01", "version": "\u0031", "name": "r", "note": null }"#;
    let spelled = Rulebook::parse(spelled).unwrap();
    assert_eq!(plain.canonical(), spelled.canonical());
    assert_eq!(plain.digest(), spelled.digest());
    assert_eq!(plain.canonical(), r#"{"effective_from":"2026-01-01","name":"r","version":"1"}"#);
    assert_eq!(Rulebook::parse(plain.canonical()).unwrap().digest(), plain.digest());
    let known = Digest::of(b"abc").to_string();
    assert_eq!(known, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "FIPS 180-4, abc");
}

#[test]
fn the_rulebook_in_force_is_the_one_that_began_last() {
    let books = [
        rulebook("2026-01-01", None),
        rulebook("2026-03-01", Some("2026-04-01")),
        rulebook("2026-02-01", None),
    ];
    let version = |date: &str| {
        Rulebook::in_force(&books, Date::parse(date).unwrap()).map(|book| book.version().to_string())
    };
    assert_eq!(version("2026-01-31").unwrap(), "2026-01-01");
    assert_eq!(version("2026-02-01").unwrap(), "2026-02-01");
    assert_eq!(version("2026-03-31").unwrap(), "2026-03-01");
    assert_eq!(version("2026-04-01").unwrap(), "2026-02-01", "the end is not in force");
    let before = version("2025-12-31").unwrap_err();
    let periods = "[2026-01-01, ∞), [2026-02-01, ∞), [2026-03-01, 2026-04-01)";
    assert_eq!((before.code, before.parameter("allowed")), (Code::NoRulebookInForce, Some(periods)));
    assert!(Rulebook::in_force(&[], Date::MAX).unwrap_err().to_string().contains("`9999-12-31`"));
    let corrected = [rulebook("2026-01-01", None), rulebook("2026-01-01", Some("2027-01-01"))];
    let chosen = Rulebook::in_force(&corrected, Date::parse("2026-05-05").unwrap()).unwrap();
    assert_eq!(
        chosen.digest(),
        corrected[1].digest(),
        "of those that began on one day, the last of the list"
    );
}

#[test]
fn a_period_that_ends_before_it_begins_is_a_finding() {
    let text = r#"{"name":"r","version":"1","effective_from":"2026-01-01","effective_to":"2026-01-01"}"#;
    let findings = Rulebook::parse(text).unwrap_err();
    assert_eq!(findings.0[0].code(), Code::PeriodOrder);
    assert_eq!(findings.0[0].error.path, "/effective_to");
    assert!(findings.refuse());
    assert_eq!(findings.into_error().path, "/effective_to");
}

#[test]
fn a_level_above_the_card_cap_is_found() {
    let parse = |qualify: &str, top_up: &str| {
        Rulebook::parse(&alloc::format!(
            r#"{{"name":"r","version":"1","effective_from":"2026-01-01","balance":{{"refund":{{"promise":"any_time"}}}},
            "vip":{{"qualify":"{qualify}","levels":[{{"id":"gold","top_up":"3000"}},{{"id":"diamond","top_up":"{top_up}"}}]}}}}"#
        ))
    };
    assert!(parse("single", "5000").unwrap().warnings().0.is_empty(), "exactly the cap can be reached");
    let refused = parse("single", "5000.01").unwrap_err();
    assert_eq!(
        (refused.0[0].code(), refused.0[0].error.path.as_str()),
        (Code::ThresholdAboveCap, "/vip/levels/1/top_up")
    );
    assert_eq!(refused.0.len(), 1);
    let warned = parse("cumulative", "5000.01").unwrap();
    assert_eq!(warned.warnings().0[0].code(), Code::ThresholdAboveCap);
}

#[test]
fn a_tier_that_commission_names_must_be_there() {
    let text = r#"{"name":"r","version":"1","effective_from":"2026-01-01","agent":{"tiers":[{"id":"bronze"},
        {"id":"silver","reach":{"metric":"orders","at_least":1}}]},
        "commission":{"residual":"house","mode":"by_tier","roles":{"direct":{"by_tier":{"bronze":"5%","gold":"9%"}}}}}"#;
    let paths: Vec<String> =
        Rulebook::parse(text).unwrap_err().0.into_iter().map(|finding| finding.error.path.clone()).collect();
    assert_eq!(paths, ["/commission/roles/direct/by_tier", "/commission/roles/direct/by_tier/gold"]);
}
