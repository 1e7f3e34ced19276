use super::*;
use crate::calendar::Date;
use crate::error::Language;
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
    assert_eq!((before.code, before.parameter("allowed")), (Code::NoRulebookInForce, Some("2026-01-01")));
}

#[test]
fn a_period_that_ends_before_it_begins_is_a_finding() {
    let text = r#"{"name":"r","version":"1","effective_from":"2026-01-01","effective_to":"2026-01-01"}"#;
    let findings = Rulebook::parse(text).unwrap_err();
    assert_eq!(findings.0[0].code(), Code::PeriodOrder);
    assert_eq!(findings.0[0].error.path, "/effective_to");
    assert!(findings.refuse());
    let refusal = findings.to_error();
    assert_eq!((refusal.code, refusal.path.as_str()), (Code::RulebookRefused, "/effective_to"));
    assert_eq!(refusal.message(Language::Chinese), "规则书有 1 处错误,允许 0;第一处为 `period_order`");
}
