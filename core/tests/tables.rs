//! The tables of codes and rules hold nothing that nobody says: every row is used by the sources.

use std::fmt::Debug;
use std::path::Path;
use std::{fs, io};

use siyu::document::Choice as _;
use siyu::error::Code;
use siyu::reason::Rule;

/// The text of every source that is not for tests, but for the tables themselves.
fn sources(folder: &Path, text: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "tests" {
            sources(&path, text)?;
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            let source = fs::read_to_string(&path)?;
            // Unit tests stand at the end of a file.
            text.push_str(source.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default());
        }
    }
    Ok(())
}

/// Whether `table::row` stands in the text as a whole word.
fn is_said(text: &str, table: &str, row: impl Debug) -> bool {
    let name = format!("{table}::{row:?}");
    text.match_indices(&name).any(|(at, _)| {
        let after = text[at + name.len()..].lines().next().unwrap_or_default();
        // A link in a comment says nothing by itself.
        !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '`')
    })
}

#[test]
fn every_code_and_every_rule_is_used() {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text).unwrap();
    assert!(text.contains("pub struct Rulebook"), "read the wrong folder");
    let codes: Vec<&Code> = Code::ALL.iter().filter(|code| !is_said(&text, "Code", code)).collect();
    let rules: Vec<&Rule> = Rule::ALL.iter().filter(|rule| !is_said(&text, "Rule", rule)).collect();
    assert!(codes.is_empty() && rules.is_empty(), "nobody says {codes:?} {rules:?}");
}
