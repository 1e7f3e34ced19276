//! The canonical form: the same for all that means the same, read back as what it was written from, for every section with
//! every field.

mod canonical {
    pub mod samples;
}

use std::collections::BTreeSet;
use std::path::Path;

use canonical::samples::{FULL, HEAD, PLAIN, PLAIN_AT_LENGTH};
use serde_json::Value;
use siyu::Rulebook;

fn rulebook(fields: &str) -> Rulebook {
    Rulebook::parse(&format!("{{{HEAD}, {fields}}}")).unwrap_or_else(|findings| panic!("{findings}"))
}

/// All names of all objects.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.keys().cloned());
            members.values().for_each(|member| names(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

/// The fields that the records of the sections declare, read from the sources.
fn declared() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut fields = BTreeSet::new();
    for file in [
        "agent/rules.rs",
        "commission/rules.rs",
        "vip/rules.rs",
        "balance/rules.rs",
        "gmv/rules.rs",
        "customer/rules.rs",
        "rulebook/mod.rs",
    ] {
        let source = std::fs::read_to_string(folder.join(file)).unwrap();
        let lines = source.lines().filter_map(|line| line.strip_prefix("        pub "));
        fields.extend(lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned())));
    }
    assert!(fields.contains("self_purchase") && fields.contains("generations"), "{fields:?}");
    fields
}

#[test]
fn the_samples_have_every_field_of_every_section() {
    let mut found = BTreeSet::new();
    for fields in FULL {
        names(&serde_json::from_str(rulebook(fields).canonical()).unwrap(), &mut found);
    }
    let missing: Vec<_> = declared().difference(&found).cloned().collect();
    assert!(missing.is_empty(), "no sample has, with another value than its default: {missing:?}");
}

#[test]
fn a_canonical_form_is_its_own() {
    for fields in FULL.iter().chain([&PLAIN, &PLAIN_AT_LENGTH]) {
        let written = rulebook(fields);
        let again = Rulebook::parse(written.canonical()).unwrap_or_else(|findings| panic!("{findings}"));
        assert_eq!(again.canonical(), written.canonical());
        assert_eq!((again.document(), again.digest()), (written.document(), written.digest()));
        let codes = |rulebook: &Rulebook| -> Vec<_> {
            rulebook.warnings().0.iter().map(|finding| (finding.code(), finding.error.path.clone())).collect()
        };
        let sorted = |rulebook: &Rulebook| {
            let mut codes = codes(rulebook);
            codes.sort();
            codes
        };
        assert_eq!(sorted(&again), sorted(&written), "a doubt does not depend on the spelling");
    }
}

/// RFC 8785: white space, the order of members and the spelling of strings are nothing.
#[test]
fn spelling_does_not_count() {
    for fields in FULL {
        let written = rulebook(fields);
        // serde_json sorts the members by their bytes and spells strings its own way.
        let value: Value = serde_json::from_str(&format!("{{{HEAD}, {fields}}}")).unwrap();
        for text in [value.to_string(), format!("\u{feff}{value:#}"), backwards(&value)] {
            assert_eq!(Rulebook::parse(&text).unwrap().canonical(), written.canonical());
        }
    }
}

/// The value with every object's members in the opposite order, and each name's first letter escaped.
fn backwards(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let told = members.iter().rev().map(|(name, member)| {
                let first = u32::from(name.chars().next().unwrap());
                let rest = Value::from(name.chars().skip(1).collect::<String>()).to_string();
                format!("\"\\u{first:04x}{} : {}", &rest[1..], backwards(member))
            });
            format!("{{ {} }}", told.collect::<Vec<_>>().join(" ,\r\n"))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(backwards).collect::<Vec<_>>().join(", ")),
        _ => value.to_string(),
    }
}

#[test]
fn a_default_that_is_written_out_is_left_out() {
    let (plain, at_length) = (rulebook(PLAIN), rulebook(PLAIN_AT_LENGTH));
    assert_eq!(plain.canonical(), at_length.canonical());
    let mut found = BTreeSet::new();
    names(&serde_json::from_str(&format!("{{{PLAIN_AT_LENGTH}}}")).unwrap(), &mut found);
    names(&serde_json::from_str(&format!("{{{HEAD}}}")).unwrap(), &mut found);
    let missing: Vec<_> = declared().difference(&found).cloned().collect();
    assert!(missing.is_empty(), "not written out: {missing:?}");
}

/// Whatever changes what a rulebook means changes its digest.
#[test]
fn every_value_counts() {
    for fields in FULL {
        let written = rulebook(fields);
        let value: Value = serde_json::from_str(written.canonical()).unwrap();
        let mut digests = BTreeSet::from([written.digest()]);
        let mut without = 0;
        let mut pointers = Vec::new();
        leaves(&value, String::new(), &mut pointers);
        for pointer in pointers {
            let mut changed = value.clone();
            let (outer, name) = pointer.rsplit_once('/').unwrap();
            match changed.pointer_mut(outer) {
                Some(Value::Object(members)) => members.remove(&name.replace("~1", "/").replace("~0", "~")),
                Some(Value::Array(items)) => Some(items.remove(name.parse().unwrap())),
                _ => None,
            };
            // Most leaves may be left out, and then the rulebook is another one.
            if let Ok(other) = Rulebook::parse(&changed.to_string()) {
                without += 1;
                assert!(digests.insert(other.digest()), "{pointer} does not count");
            }
        }
        assert!(without > 3, "only {without} fields could be left out");
    }
}

/// The pointers of all values that are neither objects nor lists.
fn leaves(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let step = name.replace('~', "~0").replace('/', "~1");
                leaves(member, format!("{pointer}/{step}"), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| leaves(item, format!("{pointer}/{at}"), found));
        }
        _ => found.push(pointer),
    }
}
