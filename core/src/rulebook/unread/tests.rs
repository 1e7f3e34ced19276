use super::*;
use crate::rulebook::Rulebook;
use alloc::string::ToString;
use alloc::vec::Vec;
use serde_json::Value;
use std::collections::BTreeSet;

mod samples {
    include!("../../../tests/canonical/samples.rs");
}

const SECTIONS: [&str; 6] = ["agent", "balance", "commission", "customer", "gmv", "vip"];

/// The sections of a rulebook, settled without being read, and as their families write them.
fn both(text: &str) -> Option<[Value; 2]> {
    let rulebook = Rulebook::parse(text).ok()?;
    let settled = settled(text.into(), &SECTIONS, rulebook.currency());
    Some([&settled, rulebook.canonical()].map(|text| {
        let mut document: Value = serde_json::from_str(text).unwrap();
        let fields = document.as_object_mut().unwrap();
        fields.retain(|name, section| SECTIONS.contains(&name.as_str()) && !section.is_null());
        document
    }))
}

/// The rulebooks of all vectors, as they are written.
fn of_vectors() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let vectors: Value =
            serde_json::from_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        let named = vectors.get("rulebooks").and_then(Value::as_object);
        found.extend(named.into_iter().flat_map(|rulebooks| rulebooks.values().map(Value::to_string)));
    }
    found
}

#[test]
fn a_section_that_is_not_read_has_the_canonical_form_of_its_family() {
    let samples = samples::FULL.iter().chain([&samples::PLAIN, &samples::PLAIN_AT_LENGTH]);
    let samples = samples.map(|fields| alloc::format!("{{{}, {fields}}}", samples::HEAD));
    let mut compared = 0;
    for text in samples.chain(of_vectors()) {
        let Some([settled, written]) = both(&text) else { continue };
        assert_eq!(settled, written, "{text}");
        compared += settled.as_object().unwrap().len();
    }
    assert!(compared > 100, "only {compared} sections were compared");
}

/// Amounts, rates and 折 in other words, each default written out, and `null` for what is absent.
fn at_length(value: &mut Value, form: &Value, said: &mut BTreeSet<String>) {
    match (value, form) {
        (Value::String(text), Value::String(form)) if form == "rate" || form == "factor" => {
            let in_percents = crate::money::Rate::parse(text).unwrap().to_percent();
            said.insert(form.clone());
            *text = in_percents;
        }
        (Value::String(text), Value::String(form)) if form == "money" => {
            said.insert(form.clone());
            *text = text.trim_end_matches('0').trim_end_matches('.').into();
        }
        (Value::Array(items), Value::Array(form)) => {
            items.iter_mut().for_each(|item| at_length(item, &form[0], said));
        }
        (Value::Object(members), Value::Object(form)) => {
            if let Some(form) = form.get("*") {
                members.values_mut().for_each(|value| at_length(value, form, said));
                return;
            }
            for (name, usual) in form {
                if let Some(name) = name.strip_suffix('=') {
                    said.insert(name.into());
                    members.entry(name).or_insert_with(|| usual.clone());
                } else {
                    members.entry(name).or_insert(Value::Null);
                }
            }
            for (name, form) in form.iter().filter(|(name, _)| !name.ends_with('=')) {
                at_length(&mut members[name], form, said);
            }
        }
        _ => {}
    }
}

#[test]
fn a_section_may_be_spelled_in_any_way() {
    let forms: Value = serde_json::from_str(FORMS).unwrap();
    let mut said = BTreeSet::new();
    let mut compared = 0;
    for text in of_vectors() {
        let Ok(rulebook) = Rulebook::parse(&text) else { continue };
        let mut document: Value = serde_json::from_str(rulebook.canonical()).unwrap();
        for section in SECTIONS {
            if let Some(value) = document.get_mut(section) {
                at_length(value, &forms[section], &mut said);
            }
        }
        // What is said at length may be too much: fields that exclude each other, an amount without its decimals.
        let Some([settled, written]) = both(&document.to_string()) else { continue };
        assert_eq!(settled, written, "{document}");
        compared += 1;
    }
    assert!(compared > 30, "only {compared} rulebooks were compared");
    assert!(
        ["money", "rate", "factor", "freeze", "per_person"].iter().all(|name| said.contains(*name)),
        "{said:?}"
    );
}

#[test]
fn what_is_not_valid_stands_as_it_is() {
    let text = r#"{"commission":{"roles":{"direct":{"rate":5,"by_tier":[1]}},"cap":"x","withdrawal":{"minimum":"ten"}},"name":"r"}"#;
    assert_eq!(settled(text.into(), &["commission"], Currency::CNY), text);
    let other =
        r#"{"agent":{"tiers":[{"admit":{"metric":"age","at_least":18,"window":"lifetime"}}]},"note":null}"#;
    let sorted =
        r#"{"agent":{"tiers":[{"admit":{"at_least":18,"metric":"age","window":"lifetime"}}]},"note":null}"#;
    assert_eq!(settled(other.into(), &["commission"], Currency::CNY), sorted);
    let without_window = r#"{"agent":{"tiers":[{"admit":{"metric":"age","at_least":18}}]},"note":null}"#;
    assert_eq!(settled(other.into(), &["agent"], Currency::CNY), without_window);
}
