//! The rulebook's section: what it means when nothing is said, and every finding.

use super::*;

/// The findings of a section: severity, code and path.
fn findings(section: &str) -> Vec<String> {
    let found = match rulebook(section) {
        Ok(rulebook) => rulebook.warnings().0.clone(),
        Err(findings) => findings.0,
    };
    let shown = |finding: &crate::error::Finding| {
        let path = finding.error.path.strip_prefix("/commission").unwrap_or(&finding.error.path);
        format!("{} {} {path}", finding.severity.slug(), finding.code().slug())
    };
    found.iter().map(shown).collect()
}

#[test]
fn what_is_left_out_has_the_usual_value() {
    let rules = rules(r#""residual": "house""#);
    assert_eq!((rules.basis, rules.mode, rules.levels), (Basis::Paid, Mode::Flat, 1));
    assert_eq!((rules.rounding, rules.cost_cover), (Rounding::Down, CostCover::Cap));
    assert_eq!((rules.freeze.days, rules.freeze.from), (7, FreezeFrom::Received));
    assert_eq!(rules.refund.default_reason, RefundReason::Returned);
    assert_eq!(rules.self_purchase, SelfPurchase::ToSelf);
    assert!(rules.cap.is_none());
}

#[test]
fn a_section_with_everything_is_read_back_from_its_canonical_form() {
    let full = r#""residual": "house", "basis": "margin", "mode": "by_tier", "levels": 2, "rounding": "half_even",
        "roles": {"direct": {"rate": "5%", "by_tier": {"gold/1": "8%"}}, "sponsor": {"rate": "2%"}, "sponsor_2": {"rate": "1%"}, "mentor": {"rate": "1%"}},
        "pools": [{"id": "team", "rate": "1%", "members": {"a": 1, "b": 2}}],
        "overrides": [{"sku": "s", "role": "direct", "rate": "3%"}, {"category": "c", "role": "mentor", "per_unit": "0.50"}],
        "self_purchase": "not_paid", "cap": {"share": "30%", "policy": "cut", "priority": ["direct", "pool"]}, "cost_cover": "bear",
        "freeze": {"days": 15, "from": "paid"}, "refund": {"default_reason": "compensation"},
        "withdrawal": {"minimum": "10.00", "maximum": "5000.00", "fee_rate": "0.6%"}"#;
    let written = rulebook(full).unwrap();
    assert!(written.warnings().0.is_empty(), "{}", written.warnings());
    let again = Rulebook::parse(written.canonical()).unwrap();
    assert_eq!(written.commission(), again.commission());
    assert_eq!(written.digest(), again.digest());
}

#[test]
fn every_fault_of_a_section_is_found() {
    let table: &[(&str, &[&str])] = &[
        ("", &["error missing_field /residual"]),
        (r#""residual": "h", "levels": 3"#, &["error count_out_of_range /levels"]),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "120%"}}"#,
            &["error rate_format /roles/direct/rate"],
        ),
        (r#""residual": "h", "roles": {"direct": {}}"#, &["error missing_field /roles/direct/rate"]),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "1%", "by_tier": {"a": "2%"}}}"#,
            &["error without_effect /roles/direct/by_tier"],
        ),
        (
            r#""residual": "h", "mode": "by_tier", "roles": {"mentor": {"by_tier": {"a": "2%"}}}"#,
            &["error missing_field /roles/mentor/rate", "error without_effect /roles/mentor/by_tier"],
        ),
        (r#""residual": "h", "mode": "differential""#, &["error missing_field /roles/direct"]),
        (
            r#""residual": "h", "mode": "differential", "roles": {"direct": {"rate": "1%"}, "sponsor": {"rate": "1%"}}"#,
            &["error without_effect /roles/sponsor"],
        ),
        (
            r#""residual": "h", "levels": 0, "roles": {"sponsor": {"rate": "1%"}}"#,
            &["warning without_effect /roles/sponsor"],
        ),
        (
            r#""residual": "h", "roles": {"sponsor_2": {"rate": "1%"}}"#,
            &["warning without_effect /roles/sponsor_2"],
        ),
        (
            r#""residual": "h", "pools": [{"id": "p", "rate": "1%", "members": {}}, {"id": "p", "rate": "1%", "members": {"a": 0}}]"#,
            &[
                "error list_length /pools/0/members",
                "error duplicate_item /pools/1/id",
                "warning without_effect /pools/1/members",
            ],
        ),
        (
            r#""residual": "h", "overrides": [{"role": "direct", "rate": "1%"}]"#,
            &["error alternative_fields /overrides/0"],
        ),
        (
            r#""residual": "h", "overrides": [{"sku": "s", "category": "c", "role": "direct", "rate": "1%"}]"#,
            &["error alternative_fields /overrides/0"],
        ),
        (
            r#""residual": "h", "overrides": [{"sku": "s", "role": "direct", "rate": "1%", "per_unit": "1"}]"#,
            &["error alternative_fields /overrides/0"],
        ),
        (
            r#""residual": "h", "overrides": [{"sku": "s", "role": "pool", "rate": "1%"}]"#,
            &["error unknown_choice /overrides/0/role"],
        ),
        (
            r#""residual": "h", "overrides": [{"sku": "s", "role": "direct", "per_unit": "-1"}]"#,
            &["error negative_amount /overrides/0/per_unit"],
        ),
        (
            r#""residual": "h", "overrides": [{"sku": "s", "role": "direct", "rate": "1%"}, {"category": "s", "role": "direct", "rate": "1%"}, {"sku": "s", "role": "direct", "per_unit": "1"}]"#,
            &["error duplicate_item /overrides/2"],
        ),
        (
            r#""residual": "h", "overrides": [{"sku": "s", "role": "sponsor_2", "rate": "1%"}]"#,
            &["warning without_effect /overrides/0/role"],
        ),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "1%"}}, "cap": {"priority": ["direct", "mentor", "direct", "residual"]}"#,
            &[
                "error unknown_choice /cap/priority/1",
                "error duplicate_item /cap/priority/2",
                "error unknown_choice /cap/priority/3",
            ],
        ),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "1%"}}, "cap": {"policy": "scale", "priority": ["direct"]}"#,
            &["warning without_effect /cap/priority"],
        ),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "70%"}, "sponsor": {"rate": "40%"}}"#,
            &["error parts_exceed_whole /roles"],
        ),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "70%"}, "sponsor": {"rate": "40%"}}, "cap": {}"#,
            &["warning parts_exceed_whole /roles"],
        ),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "20%"}, "sponsor": {"rate": "11%"}}, "cap": {"share": "30%"}"#,
            &["warning commission_above_cap /roles"],
        ),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "20%"}, "sponsor": {"rate": "10%"}}, "cap": {"share": "30%"}"#,
            &[],
        ),
        (
            r#""residual": "h", "mode": "differential", "levels": 2, "roles": {"direct": {"by_tier": {"a": "20%", "b": "30%"}}}, "cap": {"share": "30%"}"#,
            &[],
        ),
        (
            r#""residual": "h", "roles": {"direct": {"rate": "20%"}, "sponsor": {"rate": "10%"}}, "overrides": [{"sku": "s", "role": "direct", "rate": "95%"}]"#,
            &["error parts_exceed_whole /overrides/0"],
        ),
        (
            r#""residual": "h", "withdrawal": {"minimum": "10", "maximum": "9.99"}"#,
            &["error count_out_of_range /withdrawal/maximum"],
        ),
        (
            r#""residual": "h", "withdrawal": {"minimum": "-1", "fee": "1", "fee_rate": "1%"}"#,
            &["error alternative_fields /withdrawal", "error negative_amount /withdrawal/minimum"],
        ),
        (r#""residual": "h", "freeze": {"days": 70000}"#, &["error count_out_of_range /freeze/days"]),
    ];
    for (section, expected) in table {
        assert_eq!(findings(section), *expected, "{section}");
    }
}

#[test]
fn a_sum_above_the_whole_says_by_how_much() {
    let section = r#""residual": "h", "roles": {"direct": {"rate": "70%"}, "sponsor": {"rate": "40%"}}"#;
    let error = rulebook(section).unwrap_err().0[0].error.clone();
    assert_eq!((error.parameter("found"), error.parameter("by")), (Some("`1.1`"), Some("0.1")));
}

#[test]
fn a_freeze_beyond_the_calendar_is_refused() {
    let freeze = Freeze { days: 7, from: FreezeFrom::Received };
    assert_eq!(freeze.through(date("2024-02-25")).unwrap(), date("2024-03-03"));
    assert_eq!(freeze.through(Date::MAX).unwrap_err().code, Code::CountOutOfRange);
}

#[test]
fn tiers_that_do_not_exist_and_tiers_without_a_rate_are_found() {
    let section = r#""residual": "h", "mode": "by_tier", "roles": {"direct": {"by_tier": {"gold": "2%", "glod/1": "1%"}},
        "sponsor": {"rate": "1%", "by_tier": {"gold": "2%"}}, "mentor": {"rate": "1%"}}"#;
    let (gold, silver) = (id("gold"), id("silver"));
    let mut reader = Reader::new(CNY);
    let tiers = [(&silver, String::from("/tiers/0/id")), (&gold, String::from("/tiers/1/id"))];
    rules(section).check_tiers(&tiers, "/commission", &mut reader);
    let tree = parse("{}").unwrap();
    let found: Vec<(Code, String)> = reader
        .finish("{}", &tree.root())
        .0
        .into_iter()
        .map(|finding| (finding.code(), finding.error.path.clone()))
        .collect();
    assert_eq!(
        found,
        [
            (Code::UnknownChoice, String::from("/commission/roles/direct/by_tier/glod~11")),
            (Code::TierWithoutRate, String::from("/commission/roles/direct/by_tier")),
        ]
    );
}
