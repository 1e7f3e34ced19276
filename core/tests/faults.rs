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
        Rulebook::parse(text).unwrap_err().0.into_iter().map(|finding| finding.error.path).collect();
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

/// More findings than are told must not let a fault pass unseen.
#[test]
fn a_fault_behind_very_many_doubts_still_refuses() {
    let overrides = (0..1_100).map(|at| format!(r#"{{"sku": "s{at}", "role": "sponsor_2", "rate": "1%"}}"#));
    let rulebook = |rounding: &str| {
        Rulebook::parse(&format!(
            r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01",
                "commission": {{"residual": "house", "overrides": [{}]}}, "gmv": {{"rounding": "{rounding}"}}}}"#,
            overrides.clone().collect::<Vec<_>>().join(", ")
        ))
    };
    assert_eq!(rulebook("half_up").unwrap().warnings().0.len(), 1_000);
    let findings = rulebook("bankers").unwrap_err();
    assert_eq!((findings.refuse(), findings.into_error().path.as_str()), (true, "/gmv/rounding"));
}
