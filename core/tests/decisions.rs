//! Decisions as hosts keep them: called again, told, replayed, forged.

use siyu::error::Code;
use siyu::operation::call;
use siyu::{Language, Rulebook};

const INPUT: &str =
    r#"{"whole": "1.00", "parts": [{"id": "a", "rate": "5%"}], "residual": "house", "detail": "none"}"#;

fn plain() -> Rulebook {
    Rulebook::parse(r#"{"name": "plain", "version": "1", "effective_from": "2026-01-01"}"#).unwrap()
}

fn verified(decision: &str) -> String {
    let question = format!(r#"{{"operation": "money_share", "input": {INPUT}, "decision": {decision}}}"#);
    call(Some(&plain()), "decision_verify", &question).unwrap()
}

/// Of a name that stands twice another reader may take the other one: such a decision is not what was decided.
#[test]
fn a_decision_with_a_field_twice_is_not_verified() {
    let decision = call(Some(&plain()), "money_share", INPUT).unwrap();
    assert_eq!(verified(&decision), r#"{"verified":true}"#);
    for (honest, forged, at) in [
        (r#""amount":"0.95""#, r#""amount":"0.95","amount":"9.95""#, "/outcome/shares/1/amount"),
        (r#""outcome":"#, r#""outcome":{"shares":[]},"outcome":"#, "/outcome/shares/0"),
        (r#","rulebook""#, r#","operation":"money_share","rulebook""#, "/operation"),
    ] {
        assert!(decision.contains(honest));
        let answer = verified(&decision.replace(honest, forged));
        assert_eq!(answer, format!(r#"{{"verified":false,"differs_at":"{at}"}}"#));
    }
}

#[test]
fn a_decision_needs_its_rulebook() {
    let error = call(None, "money_share", INPUT).unwrap_err();
    assert_eq!(error.code, Code::RulebookMissing);
    assert_eq!(error.to_string(), "`money_share` decides by a rulebook, and none was handed in");
    assert!(error.message(Language::Chinese).contains("规则书"));
}

/// Hosts write `null` for what they leave out.
#[test]
fn a_detail_of_null_is_the_usual_one() {
    let with =
        |detail: &str| call(Some(&plain()), "money_share", &INPUT.replace(r#""none""#, detail)).unwrap();
    assert_eq!(with("null"), with(r#""full""#));
    assert_ne!(with("null"), with(r#""none""#));
}

/// Nested questions are answered, to any depth that a document may have.
#[test]
fn a_verification_can_be_verified() {
    let decision = call(Some(&plain()), "money_share", INPUT).unwrap();
    let mut question = format!(r#"{{"operation": "money_share", "input": {INPUT}, "decision": {decision}}}"#);
    for _ in 0..20 {
        assert_eq!(call(Some(&plain()), "decision_verify", &question).unwrap(), r#"{"verified":true}"#);
        question = format!(
            r#"{{"operation": "decision_verify", "input": {question}, "decision": {{"verified": true}}}}"#
        );
    }
}

/// RULES §0, Time: a fact's date may be an instant, which counts as the date in the merchant's own calendar.
#[test]
fn an_instant_counts_as_the_date_at_the_rulebooks_offset() {
    let offsets = [
        ("", "2026-01-05"),
        (r#""utc_offset": "+08:00","#, "2026-01-05"),
        (r#""utc_offset": "+00:00","#, "2026-01-04"),
    ];
    for (offset, day) in offsets {
        let rulebook = Rulebook::parse(&format!(
            r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", {offset} "commission": {{"residual": "house"}}}}"#
        ))
        .unwrap();
        let statement = |on: &str| {
            let input = format!(
                r#"{{"party": "a", "period": "2026-01", "movements": [{{"on": "{on}", "kind": "earned", "amount": "1.00"}}]}}"#
            );
            call(Some(&rulebook), "commission_statement", &input)
        };
        let by_instant = statement("2026-01-04T16:30:00Z").unwrap();
        assert_eq!(by_instant, statement(day).unwrap(), "the decision is that of the date");
        assert_eq!(by_instant, statement("2026-01-05T00:30:00.25+08:00").unwrap());
        let error = statement("2026-01-04T16:30:00").unwrap_err();
        assert_eq!(
            (error.code, error.path.as_str()),
            (Code::DateFormat, "/movements/0/on"),
            "no offset, no instant"
        );
        assert!(error.to_string().contains("2024-02-29T16:30:00+08:00"), "{error}");
    }
}

/// A rulebook speaks of days: whoever writes an instant there means something else.
#[test]
fn a_rulebook_has_no_instants() {
    let text = r#"{"name": "r", "version": "1", "effective_from": "2026-01-01T00:00:00Z"}"#;
    assert_eq!(Rulebook::parse(text).unwrap_err().0[0].code(), Code::DateFormat);
}
