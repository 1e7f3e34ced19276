//! A rulebook with many faults is refused with all of them at once, each naming its place and its repair in both languages.

use siyu::{Language, Rulebook};

/// The rulebook's text, and the code and place of every fault in it, in the order of the text.
const FAULTY: &str = r#"{
  "name": "",
  "version": 7,
  "effective_from": "2026-02-30",
  "currency": "yuan",
  "nmae": "shop",
  "agent": {
    "tiers": [
      {"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": 5000}},
      {"id": "silver", "reach": {"metric": "net_sales", "at_least": "1.00"}, "grace": -1},
      {"id": "silver", "keep": {"any": []}}
    ],
    "assessment": {"promotion": "leap", "protect": 1.5}
  },
  "commission": {
    "residual": "house",
    "rounding": "bankers",
    "levels": 3,
    "roles": {"direct": {"rate": 0.08}, "sponsor": {"rate": "130%"}, "boss": {"rate": "1%"}},
    "pools": [{"id": "ops", "rate": "2%", "members": {}}],
    "freeze": {"days": 70000},
    "cap": {"share": "thirty"},
    "residual": "other"
  },
  "gmv": {"rounding": true}
}"#;

#[test]
fn twenty_two_faults_give_twenty_two_findings_in_one_answer() {
    let findings = Rulebook::parse(FAULTY).unwrap_err();
    let found: Vec<(&str, &str)> =
        findings.0.iter().map(|finding| (finding.code().slug(), finding.error.path.as_str())).collect();
    let expected = [
        ("id_format", "/name"),
        ("wrong_type", "/version"),
        ("date_format", "/effective_from"),
        ("unknown_choice", "/currency"),
        ("unknown_field", "/nmae"),
        ("number_for_decimal", "/agent/tiers/0/keep/at_least"),
        ("unknown_choice", "/agent/tiers/1/reach/metric"),
        ("count_out_of_range", "/agent/tiers/1/grace"),
        ("duplicate_item", "/agent/tiers/2/id"),
        ("list_length", "/agent/tiers/2/keep/any"),
        ("unknown_choice", "/agent/assessment/promotion"),
        ("count_out_of_range", "/agent/assessment/protect"),
        ("unknown_choice", "/commission/rounding"),
        ("count_out_of_range", "/commission/levels"),
        ("number_for_decimal", "/commission/roles/direct/rate"),
        ("rate_format", "/commission/roles/sponsor/rate"),
        ("unknown_field", "/commission/roles/boss"),
        ("list_length", "/commission/pools/0/members"),
        ("count_out_of_range", "/commission/freeze/days"),
        ("rate_format", "/commission/cap/share"),
        ("duplicate_field", "/commission/residual"),
        ("wrong_type", "/gmv/rounding"),
    ];
    assert_eq!(found, expected, "\n{findings}");
}

#[test]
fn every_finding_points_into_the_text_and_says_its_repair_in_both_languages() {
    for finding in Rulebook::parse(FAULTY).unwrap_err().0 {
        let span = finding.span.unwrap();
        let shown = &FAULTY[span.start..span.end];
        let line = FAULTY.lines().nth(span.line - 1).unwrap();
        let column: String = line.chars().skip(span.column - 1).collect();
        assert!(!shown.is_empty() && column.starts_with(shown.lines().next().unwrap()), "{finding:?}");
        for language in [Language::English, Language::Chinese] {
            let texts = [finding.error.message(language), finding.error.repair(language)];
            assert!(texts.iter().all(|text| !text.is_empty() && !text.contains("{found}")), "{texts:?}");
            let chinese =
                texts.iter().all(|text| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
            assert_eq!(chinese, language == Language::Chinese, "{texts:?}");
        }
    }
}

/// A value that cannot be read has a stand-in, so that all else is still checked; nothing is said of the stand-in itself.
#[test]
fn one_fault_does_not_bring_others_that_are_not_there() {
    let text = r#"{"name": "r", "version": "1", "effective_from": "2026-01-01",
      "agent": {"tiers": [{"id": "bronze"}, {"id": "silver", "reach": {"metric": "orders", "at_least": 5}, "grace": "x"},
        {"id": "gold", "reach": {"metric": "orders", "at_least": "9"}, "keep": {"metric": "orders", "at_least": 8}}]},
      "commission": {"residual": "house", "mode": "by_tier", "withdrawal": {"minimum": 1, "maximum": "0.50"},
        "roles": {"direct": {"by_tier": {"bronze": "5%", "silver": 8, "gold": "9%"}}}}}"#;
    let found: Vec<String> =
        Rulebook::parse(text).unwrap_err().0.into_iter().map(|finding| finding.error.path.clone()).collect();
    assert_eq!(
        found,
        [
            "/agent/tiers/1/grace",
            "/agent/tiers/2/reach/at_least",
            "/commission/withdrawal/minimum",
            "/commission/roles/direct/by_tier/silver",
        ]
    );
}

/// The findings of a rulebook with these fields besides the necessary ones: severity, code, path.
fn findings(fields: &str) -> Vec<String> {
    let text = format!(r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", {fields}}}"#);
    let found = match Rulebook::parse(&text) {
        Ok(rulebook) => rulebook.warnings().0.clone(),
        Err(findings) => findings.0,
    };
    let shown = |finding: &siyu::error::Finding| {
        format!("{} {} {}", finding.severity.slug(), finding.code().slug(), finding.error.path.clone())
    };
    found.iter().map(shown).collect()
}

/// However many warnings there are, the errors after them are told and refuse the rulebook.
#[test]
fn warnings_never_hide_an_error() {
    let idle: Vec<String> =
        (0..3000).map(|at| format!(r#"{{"id": "p{at}", "rate": "0", "members": {{"m": 0}}}}"#)).collect();
    let pools = format!(r#""commission": {{"residual": "house", "pools": [{}]}}"#, idle.join(", "));
    assert_eq!(findings(&pools).len(), 1000, "warnings alone");
    let found = findings(&format!(r#"{pools}, "gmv": {{"rounding": "bankers"}}"#));
    assert_eq!(found.last().unwrap(), "error unknown_choice /gmv/rounding");
}

/// An item that cannot be read keeps its place in the list: findings about the others point where these stand.
#[test]
fn items_after_one_that_cannot_be_read_keep_their_places() {
    let tea = r#"{"sku": "tea", "role": "direct", "rate": "1%"}"#;
    assert_eq!(
        findings(&format!(r#""commission": {{"residual": "house", "overrides": [7, {tea}, true, {tea}]}}"#)),
        [
            "error wrong_type /commission/overrides/0",
            "error wrong_type /commission/overrides/2",
            "error duplicate_item /commission/overrides/3",
        ]
    );
}

/// How values go together is told although something else cannot be read.
#[test]
fn a_fault_elsewhere_hides_nothing() {
    let tiers = r#""agent": {"tiers": [{"id": "bronze", "grace": "x"}, {"id": "gold", "reach": {"metric": "orders", "at_least": 5}}]}"#;
    let commission = r#""commission": {"residual": "house", "mode": "by_tier", "freeze": {"days": -1},
        "roles": {"direct": {"by_tier": {"bronze": "70%", "golden": "80%"}}, "sponsor": {"rate": "40%"}}}"#;
    assert_eq!(
        findings(&format!(r#""effective_to": "2025-01-01", "note": 7, {tiers}, {commission}"#)),
        [
            "error period_order /effective_to",
            "error wrong_type /note",
            "error wrong_type /agent/tiers/0/grace",
            "error count_out_of_range /commission/freeze/days",
            "error parts_exceed_whole /commission/roles",
            "error tier_without_rate /commission/roles/direct/by_tier",
            "error unknown_choice /commission/roles/direct/by_tier/golden",
        ]
    );
}

/// What is said of the other end of a relation is withheld too, when this end cannot be read.
#[test]
fn nothing_is_said_of_what_only_seems_to_be_missing() {
    for (fields, expected) in [
        (
            r#""commission": {"residual": "house", "roles": {"direct": 5}, "cap": {"priority": ["direct"]}}"#,
            vec!["error wrong_type /commission/roles/direct"],
        ),
        (
            r#""commission": {"residual": "house", "mode": "differential", "roles": {"direct": 5}}"#,
            vec!["error wrong_type /commission/roles/direct"],
        ),
        (
            r#""commission": {"residual": "house", "overrides": [{"sku": 5, "role": "direct", "rate": "1%"}, {"role": "direct", "rate": "1%"}]}"#,
            vec![
                "error wrong_type /commission/overrides/0/sku",
                "error alternative_fields /commission/overrides/1",
            ],
        ),
        (r#""effective_to": 5"#, vec!["error wrong_type /effective_to"]),
        (
            r#""agent": {"metrics": {"lessons": "bogus"}, "tiers": [{"id": "a", "keep": {"metric": "lessons", "at_least": 1}}]}"#,
            vec!["error unknown_choice /agent/metrics/lessons"],
        ),
    ] {
        assert_eq!(findings(fields), expected, "{fields}");
    }
}
