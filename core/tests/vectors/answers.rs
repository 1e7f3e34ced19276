//! What siyu answers to every vector, as one text: the same in every language, so that one digest tells whether it is.
//!
//! The files of `core/vectors/` are taken by name in byte order and their cases from first to last. Of a case, the rulebook
//! (if it names one) and the input are handed in as JSON without white space, members in the file's order, characters
//! beyond ASCII as they are: what `JSON.stringify` makes of it. The answer to the case is what the operation answers, or the
//! refusal as `refusal_json` tells it. Each answer is one line that ends with a line feed. `core/vectors.sha256` holds the
//! SHA-256 of all lines.

use std::fs;
use std::path::Path;

use serde_json::Value;
use siyu::Rulebook;
use siyu::operation::{call, refusal_json};

/// The files, in the order of their names.
pub fn files() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/vectors");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
    };
    paths.iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(path))).collect()
}

/// The rulebook of a case, if it names one.
pub fn rulebook_of(file: &Value, case: &Value) -> Option<Rulebook> {
    let name = case.get("rulebook").and_then(Value::as_str)?;
    let text = file["rulebooks"][name].to_string();
    Some(Rulebook::parse(&text).unwrap_or_else(|findings| panic!("rulebook {name}:\n{findings}")))
}

/// What the core answers to every case, a line each.
pub fn lines() -> String {
    let mut lines = String::new();
    for (_, file) in files() {
        let operation = file["operation"].as_str().unwrap();
        for case in file["cases"].as_array().unwrap() {
            let answered = call(rulebook_of(&file, case).as_ref(), operation, &case["input"].to_string());
            lines += &answered.unwrap_or_else(|error| refusal_json(&error));
            lines.push('\n');
        }
    }
    lines
}
