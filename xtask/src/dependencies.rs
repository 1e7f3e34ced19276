//! What siyu takes from others stands in ARCHITECTURE.md, "Dependencies", with what for and why.

use std::fs;

use crate::root;

/// Where dependencies are named: by cargo, pip and npm.
const MANIFESTS: &[&str] = &[
    "benches/Cargo.toml",
    "benches/peers/python/requirements.txt",
    "bindings-c/Cargo.toml",
    "bindings-c/python/tests/requirements.txt",
    "bindings-wasm/Cargo.toml",
    "bindings-wasm/tools/package.json",
    "core/Cargo.toml",
    "examples/engines/requirements.txt",
    "examples/month-close/Cargo.toml",
    "examples/preview/native/Cargo.toml",
    "examples/preview/package.json",
    "xtask/Cargo.toml",
];

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names of dependencies in a manifest.
fn named(path: &str) -> Vec<String> {
    let text = read(path);
    let (begins, between) = match path.rsplit_once('.') {
        Some((_, "toml")) => (&["[dependencies]", "[dev-dependencies]"][..], " = "),
        Some((_, "json")) => (&["\"dependencies\": {", "\"devDependencies\": {"][..], ": "),
        _ => (&[][..], "=="),
    };
    // A list of pip is nothing but dependencies.
    let mut is_dependency = begins.is_empty();
    let mut names = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') || line.ends_with('{') || line.starts_with('}') {
            is_dependency = begins.contains(&line);
        } else if is_dependency && let Some((name, _)) = line.split_once(between) {
            names.push(name.trim_matches('"').to_owned());
        }
    }
    names
}

#[test]
fn every_dependency_is_told_with_its_reason() {
    let page = read("ARCHITECTURE.md");
    let (_, section) = page.split_once("\n## Dependencies\n").expect("the section");
    let rows: Vec<Vec<&str>> = section
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').collect())
        .collect();
    for row in &rows {
        assert_eq!(row.len(), 3, "{row:?}");
    }
    for path in MANIFESTS {
        let names = named(path);
        assert!(!names.is_empty(), "{path} names none");
        for name in names.iter().filter(|name| *name != "siyu") {
            let is_told =
                rows.iter().any(|row| row.iter().take(1).any(|cell| cell.contains(&format!("`{name}`"))));
            assert!(is_told, "`{name}` of {path} is not in the table of ARCHITECTURE.md");
        }
    }
}
