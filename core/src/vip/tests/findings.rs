//! What a section is refused for, or warned of.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{SAMPLE, sample, text};
use crate::error::{Code, Language, Severity};
use crate::rulebook::{Rulebook, findings_of};

/// Severity, code and path of every finding.
fn found(vip: &str) -> Vec<(Severity, Code, String)> {
    let path = |path: &str| path.strip_prefix("/vip").unwrap_or(path).to_string();
    let findings = findings_of(&text(vip)).1.into_iter();
    findings.map(|finding| (finding.severity, finding.code(), path(&finding.error.path))).collect()
}

#[track_caller]
fn assert_one(vip: &str, severity: Severity, code: Code, path: &str) {
    assert_eq!(found(vip), [(severity, code, path.to_string())], "{vip}");
}

#[test]
fn a_sound_section_has_no_findings() {
    assert_eq!(found(SAMPLE), []);
    let perks = r#""perks": [
        {"id": "spring", "kind": "festival_gift", "festival": "spring", "items": {"gold": "tea", "diamond": "set"},
         "periods": [{"from": "2026-02-10", "to": "2026-02-24"}, {"from": "2027-02-01", "to": "2027-02-14"}]},
        {"id": "serum", "kind": "sample", "from_level": "platinum", "total": 100,
         "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]},
        {"id": "trial", "kind": "early_trial", "days_earlier": {"gold": 1, "diamond": 7},
         "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]},
        {"id": "rare", "kind": "limited_offer", "per_person": 2, "total": 10,
         "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]}],"#;
    let rest = r#""qualify": "single", "window_days": 365, "valid_months": 12, "on_refund": "keep_to_period_end",
        "floor": {"cost": true}, "birthday": {"factor": "95折"}, "points": {"points": 100, "worth": "1"},"#;
    assert_eq!(found(&[perks, rest, SAMPLE].concat()), []);
}

#[test]
fn levels_rise() {
    use Severity::Error;
    assert_one(r#""levels": []"#, Error, Code::ListLength, "/levels");
    let levels = |first: &str, second: &str| {
        alloc::format!(r#""levels": [{{"id": "a", "top_up": "3000", {first}}}, {{"id": {second}}}]"#)
    };
    let factor = r#""factor": "9折""#;
    let ascending = r#""b", "top_up": "3000.01", "factor": "9折""#;
    assert_eq!(found(&levels(factor, ascending)), []);
    assert_one(
        &levels(factor, r#""a", "top_up": "4000", "factor": "9折""#),
        Error,
        Code::DuplicateItem,
        "/levels/1/id",
    );
    assert_one(
        &levels(factor, r#""b", "top_up": "3000", "factor": "9折""#),
        Error,
        Code::ThresholdOrder,
        "/levels/1/top_up",
    );
    assert_one(
        &levels(factor, r#""b", "top_up": "4000", "factor": "9.5折""#),
        Error,
        Code::HigherLevelWorse,
        "/levels/1/factor",
    );
    assert_one(
        r#""levels": [{"id": "a", "top_up": "-0.01"}]"#,
        Error,
        Code::NegativeAmount,
        "/levels/0/top_up",
    );
}

#[test]
fn a_level_that_pays_more_on_a_birthday_is_an_error() {
    let levels = |factor: &str| {
        alloc::format!(
            r#""floor": {{"cost": true}}, "birthday": {{"without_level": "8折", "factor": "9折"}}, "levels": [
                {{"id": "a", "top_up": "1", "factor": "8.5折"}},
                {{"id": "b", "top_up": "2", "factor": "8.5折", "birthday_factor": "{factor}"}}]"#
        )
    };
    assert_eq!(found(&levels("9折")), []);
    assert_one(&levels("9.5折"), Severity::Error, Code::HigherLevelWorse, "/levels/1/birthday_factor");
    let stranger = r#""floor": {"cost": true}, "birthday": {"without_level": "8折"},
        "levels": [{"id": "a", "top_up": "1", "factor": "9折"}]"#;
    assert_one(stranger, Severity::Error, Code::HigherLevelWorse, "/levels/0/factor");
}

#[test]
fn terms_have_bounds() {
    let terms = |terms: &str| [terms, ",", SAMPLE].concat();
    for (term, path) in [
        (r#""window_days": 0"#, "/window_days"),
        (r#""window_days": 36526"#, "/window_days"),
        (r#""valid_months": 0"#, "/valid_months"),
        (r#""valid_months": 1201"#, "/valid_months"),
    ] {
        assert_one(&terms(term), Severity::Error, Code::CountOutOfRange, path);
    }
    assert_one(
        &terms(r#""on_refund": "keep_to_period_end""#),
        Severity::Error,
        Code::MissingField,
        "/on_refund",
    );
}

#[test]
fn stacking_below_the_floor_is_a_warning_with_the_figure() {
    let with = |terms: &str| [terms, ",", SAMPLE].concat();
    let figure = |vip: &str| {
        let findings = findings_of(&text(vip)).1;
        assert_eq!(findings.len(), 1, "{vip}");
        let error = &findings[0].error;
        (
            findings[0].severity,
            error.code,
            error.parameter("found").map(String::from),
            error.parameter("level").map(String::from),
        )
    };
    let expected = |code| (Severity::Warning, code, Some("`0.68`".to_string()), Some("diamond".to_string()));
    assert_eq!(figure(&with(r#""birthday": {"factor": "8折"}"#)), expected(Code::FloorMissing));
    let share = |share: &str| {
        with(&[r#""birthday": {"factor": "8折"}, "floor": {"list_share": ""#, share, r#""}"#].concat())
    };
    assert_eq!(figure(&share("70%")), expected(Code::DiscountBelowFloor));
    assert_eq!(found(&share("68%")), []);
    let below = findings_of(&text(&share("70%"))).1;
    assert_eq!(
        below[0].error.message(Language::English),
        "level diamond would pay `0.68` of the list price, below the floor of 0.7 by 0.02: the floor holds"
    );
}

#[test]
fn a_level_below_the_floor_is_a_warning_at_its_factor() {
    let floor = |terms: &str| [r#""floor": {"list_share": "90%"},"#, terms, SAMPLE].concat();
    assert_one(&floor(""), Severity::Warning, Code::DiscountBelowFloor, "/levels/2/factor");
    let error = &findings_of(&text(&floor(""))).1[0].error;
    assert_eq!(error.parameter("found"), Some("`0.85`"));
    assert_eq!(error.parameter("by"), Some("0.05"));
    // The birthday takes platinum below the floor too, and is told of what it takes deepest.
    assert_eq!(
        found(&floor(r#""birthday": {"factor": "95折"},"#)),
        [
            (Severity::Warning, Code::DiscountBelowFloor, "/birthday".to_string()),
            (Severity::Warning, Code::DiscountBelowFloor, "/levels/2/factor".to_string()),
        ]
    );
    assert_eq!(found(&floor("").replace("90%", "85%")), []);
}

#[test]
fn rules_without_effect_are_told() {
    let with = |terms: &str| [terms, ",", SAMPLE].concat();
    use Severity::{Error, Warning};
    assert_one(&with(r#""birthday": {}"#), Warning, Code::WithoutEffect, "/birthday");
    assert_one(
        r#""levels": [{"id": "a", "top_up": "1", "factor": "9折", "birthday_factor": "95折"}]"#,
        Warning,
        Code::WithoutEffect,
        "/levels/0/birthday_factor",
    );
    assert_one(&with(r#""floor": {}"#), Warning, Code::WithoutEffect, "/floor");
    assert_one(
        &with(r#""floor": {"cost": true}, "birthday": {"factor": "9折", "maximum_discount": "0"}"#),
        Warning,
        Code::WithoutEffect,
        "/birthday/maximum_discount",
    );
    assert_one(&with(r#""floor": {"unit_price": "-1"}"#), Error, Code::NegativeAmount, "/floor/unit_price");
    assert_one(
        &with(r#""coupon": {"maximum_share": "0"}"#),
        Error,
        Code::WithoutEffect,
        "/coupon/maximum_share",
    );
    assert_one(
        &with(r#""coupon": {"minimum_of": "discounted"}"#),
        Warning,
        Code::HigherLevelWorse,
        "/coupon/minimum_of",
    );
    assert_one(
        &with(r#""points": {"points": 0, "worth": "1"}"#),
        Error,
        Code::CountOutOfRange,
        "/points/points",
    );
    assert_one(
        &with(r#""points": {"points": 100, "worth": "0"}"#),
        Error,
        Code::AmountNotPositive,
        "/points/worth",
    );
    assert_one(
        &with(r#""points": {"points": 100, "worth": "1", "maximum_share": "0"}"#),
        Error,
        Code::WithoutEffect,
        "/points/maximum_share",
    );
}

#[test]
fn perks_name_known_levels_and_disjoint_periods() {
    use Severity::{Error, Warning};
    let with = |perk: &str| [r#""perks": ["#, perk, "],", SAMPLE].concat();
    let sample = |fields: &str| {
        with(
            &[
                r#"{"id": "p", "kind": "sample", "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]"#,
                fields,
                "}",
            ]
            .concat(),
        )
    };
    assert_eq!(found(&sample("")), []);
    assert_one(&sample(r#", "from_level": "silver""#), Error, Code::NotInRulebook, "/perks/0/from_level");
    assert_one(&sample(r#", "items": {"silver": "x"}"#), Error, Code::NotInRulebook, "/perks/0/items/silver");
    assert_one(
        &sample(r#", "days_earlier": {"a/b": 1}"#),
        Error,
        Code::NotInRulebook,
        "/perks/0/days_earlier/a~1b",
    );
    assert_one(
        &sample(r#", "days_earlier": {"gold": 367}"#),
        Error,
        Code::CountOutOfRange,
        "/perks/0/days_earlier/gold",
    );
    assert_one(
        &sample(r#", "days_earlier": {"gold": 3, "diamond": 2}"#),
        Error,
        Code::HigherLevelWorse,
        "/perks/0/days_earlier/diamond",
    );
    assert_one(
        &sample(r#", "from_level": "diamond", "items": {"gold": "x"}"#),
        Warning,
        Code::WithoutEffect,
        "/perks/0/items/gold",
    );
    assert_one(&sample(r#", "per_person": 0"#), Error, Code::CountOutOfRange, "/perks/0/per_person");
    assert_one(&sample(r#", "total": 0"#), Error, Code::CountOutOfRange, "/perks/0/total");
    assert_one(
        &sample(r#", "total": 1, "per_person": 2"#),
        Warning,
        Code::CountOutOfRange,
        "/perks/0/per_person",
    );

    let periods = |kind: &str, periods: &str| {
        with(&alloc::format!(r#"{{"id": "p", "kind": "{kind}", "periods": [{periods}]}}"#))
    };
    let march = r#"{"from": "2026-03-01", "to": "2026-04-01"}"#;
    assert_one(&periods("sample", ""), Error, Code::ListLength, "/perks/0/periods");
    assert_one(&periods("limited_offer", march), Error, Code::MissingField, "/perks/0/total");
    assert_one(&periods("festival_gift", march), Error, Code::MissingField, "/perks/0/festival");
    let backwards = r#"{"from": "2026-03-01", "to": "2026-03-01"}"#;
    assert_one(&periods("sample", backwards), Error, Code::PeriodOrder, "/perks/0/periods/0/to");
    let overlapping = [march, r#", {"from": "2026-03-31", "to": "2026-05-01"}"#].concat();
    assert_one(&periods("sample", &overlapping), Error, Code::PeriodOverlap, "/perks/0/periods/1");
    let adjacent = [march, r#", {"from": "2026-04-01", "to": "2026-05-01"}"#].concat();
    assert_eq!(found(&periods("sample", &adjacent)), []);
    // Who enters a day earlier would be in two periods at once.
    let early =
        [r#"{"id": "p", "kind": "sample", "days_earlier": {"gold": 1}, "periods": ["#, &adjacent, "]}"]
            .concat();
    assert_one(&with(&early), Error, Code::PeriodOverlap, "/perks/0/periods/1");
}

#[test]
fn a_festival_gives_one_gift() {
    let gift = |id: &str, festival: &str| {
        alloc::format!(
            r#"{{"id": "{id}", "kind": "festival_gift", "festival": "{festival}",
                "periods": [{{"from": "2026-02-10", "to": "2026-02-24"}}]}}"#
        )
    };
    let perks = |one: &str, other: &str| [r#""perks": ["#, one, ",", other, "],", SAMPLE].concat();
    assert_one(
        &perks(&gift("a", "spring"), &gift("b", "spring")),
        Severity::Error,
        Code::PeriodOverlap,
        "/perks/1/periods/0",
    );
    assert_eq!(found(&perks(&gift("a", "spring"), &gift("b", "lantern"))), []);
    assert_one(
        &perks(&gift("a", "spring"), &gift("a", "lantern")),
        Severity::Error,
        Code::DuplicateItem,
        "/perks/1/id",
    );
}

#[test]
fn a_rulebook_without_the_section_says_so() {
    let rulebook =
        Rulebook::parse(r#"{"name": "r", "version": "1", "effective_from": "2026-01-01"}"#).unwrap();
    assert_eq!(rulebook.vip().unwrap_err().code, Code::SectionMissing);
}

#[test]
fn defaults_are_left_out_of_the_canonical_form() {
    let spelled = r#""qualify": "cumulative", "purchase_required": true, "on_refund": "recompute", "rounding": "half_up",
        "coupon": {"minimum_of": "list", "maximum_share": "100%"}, "perks": [],"#;
    assert_eq!(sample(spelled), sample(""));
    let canonical =
        |terms: &str| Rulebook::parse(&text(&[terms, SAMPLE].concat())).unwrap().canonical().to_string();
    assert_eq!(canonical(spelled), canonical(""));
}
