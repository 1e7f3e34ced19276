//! What is found in the section.

use super::*;
use crate::error::Code;

/// Codes and places of what is found in a section.
fn found(section: &str) -> Vec<(Code, alloc::string::String)> {
    let text =
        format!(r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "customer": {section}}}"#);
    let Err(findings) = Rulebook::parse(&text) else { return Vec::new() };
    findings.0.iter().map(|finding| (finding.code(), finding.error.path.clone())).collect()
}

#[test]
fn classes_are_disjoint_and_complete() {
    let classes = |bands: &[(u32, Option<u32>)]| {
        let one = |(at, (least, most)): (usize, &(u32, Option<u32>))| {
            let most = most.map_or_else(|| "null".into(), |most| most.to_string());
            format!(r#"{{"id": "c{at}", "at_least": {least}, "at_most": {most}}}"#)
        };
        let bands: Vec<_> = bands.iter().enumerate().map(one).collect();
        let found = found(&format!(r#"{{"classes": [{}]}}"#, bands.join(", ")));
        found.into_iter().map(|(code, path)| format!("{} {path}", code.slug())).collect::<Vec<_>>().join("; ")
    };
    let gap = |at: usize| format!("band_gap /customer/classes/{at}/at_least");
    let overlap = |at: usize| format!("band_overlap /customer/classes/{at}/at_least");
    assert_eq!(classes(&[(0, None)]), "");
    assert_eq!(classes(&[(4, None), (2, Some(3)), (1, Some(1)), (0, Some(0))]), "");
    assert_eq!(classes(&[(0, Some(0)), (1, None)]), "", "in any order");
    assert_eq!(classes(&[(1, None)]), gap(0));
    assert_eq!(classes(&[(3, None), (0, Some(1))]), gap(0));
    assert_eq!(classes(&[(3, Some(5)), (0, Some(2))]), "band_gap /customer/classes");
    assert_eq!(classes(&[(2, None), (0, Some(2))]), overlap(0));
    assert_eq!(classes(&[(0, None), (3, Some(5))]), overlap(1));
    assert_eq!(classes(&[(0, Some(9)), (2, Some(3)), (10, None)]), overlap(1));
    assert_eq!(classes(&[(0, None), (0, None)]), overlap(1));
    assert_eq!(classes(&[(0, Some(u32::MAX))]), "");
    assert_eq!(classes(&[]), "list_length /customer/classes");
    assert_eq!(classes(&[(0, Some(3)), (5, Some(4)), (4, None)]), "range_order /customer/classes/1/at_most");
}

#[test]
fn terms_are_within_their_bounds() {
    for (section, code, path) in [
        (r#"{"window_years": 0}"#, Code::CountOutOfRange, "/customer/window_years"),
        (r#"{"window_years": 101}"#, Code::CountOutOfRange, "/customer/window_years"),
        (r#"{"horizon_days": 0}"#, Code::CountOutOfRange, "/customer/horizon_days"),
        (r#"{"dormant": {"years": 0}}"#, Code::CountOutOfRange, "/customer/dormant/years"),
        (r#"{"dormant": {"idle_days": 40000}}"#, Code::CountOutOfRange, "/customer/dormant/idle_days"),
        (r#"{"dormant": {"years": 3, "idle_days": 90}}"#, Code::AlternativeFields, "/customer/dormant"),
        (r#"{"super_users": {"top": 3, "share": "5%"}}"#, Code::AlternativeFields, "/customer/super_users"),
        (r#"{"super_users": {"top": 0}}"#, Code::CountOutOfRange, "/customer/super_users/top"),
        (r#"{"super_users": {"share": "0"}}"#, Code::WithoutEffect, "/customer/super_users/share"),
        (r#"{"super_users": {"at_least": "0"}}"#, Code::AmountNotPositive, "/customer/super_users/at_least"),
        (
            r#"{"concentration": {"top_share": "0"}}"#,
            Code::WithoutEffect,
            "/customer/concentration/top_share",
        ),
        (r#"{"concentration": {"coverage": "0%"}}"#, Code::WithoutEffect, "/customer/concentration/coverage"),
        (
            r#"{"classes": [{"id": "a", "at_least": 0, "at_most": 0}, {"id": "a", "at_least": 1}]}"#,
            Code::DuplicateItem,
            "/customer/classes/1/id",
        ),
    ] {
        assert_eq!(found(section), [(code, path.into())], "{section}");
    }
}
