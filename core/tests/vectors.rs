//! Runs every vector: `vectors/<operation>.json`, the cases that every language runs.
//!
//! A file names its operation, its rulebooks (by name) and its cases. A case has a `name`, a `source`, the name of its
//! `rulebook` (none for operations that need none), an `input`, and either `expect`, a part of the answer that must
//! be there (objects may have more members, lists may not have more items), or `refused` with the `code` and `path`.

#[path = "vectors/answers.rs"]
mod answers;

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use siyu::operation::{TABLE, call};
use siyu::{Language, Rulebook};

/// The first place where `actual` lacks something of `expected`.
fn missing(expected: &Value, actual: &Value, at: &str) -> Option<String> {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => expected.iter().find_map(|(name, value)| {
            let at = format!("{at}/{name}");
            match actual.get(name) {
                Some(found) => missing(value, found, &at),
                None => Some(format!("{at} is not there")),
            }
        }),
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            let pairs = expected.iter().zip(actual).enumerate();
            pairs.map(|(index, (a, b))| missing(a, b, &format!("{at}/{index}"))).find_map(|found| found)
        }
        _ => (expected != actual).then(|| format!("{at}: expected {expected}, found {actual}")),
    }
}

/// Runs one case and says what is wrong with it.
fn run(operation: &str, rulebook: Option<&Rulebook>, case: &Value) -> Result<(), String> {
    let input = case["input"].to_string();
    if call(rulebook, operation, &input) != call(rulebook, operation, &input) {
        return Err("T7: the same call gave another answer".into());
    }
    match (call(rulebook, operation, &input), case.get("expect"), case.get("refused")) {
        (Ok(answer), Some(expected), None) => {
            let actual: Value =
                serde_json::from_str(&answer).map_err(|error| format!("answer is not json: {error}"))?;
            if let Some(missing) = missing(expected, &actual, "") {
                return Err(format!("{missing}\n  answer: {answer}"));
            }
            if actual.get("outcome").is_some() {
                details(operation, rulebook, case, &actual)?;
                verify_and_explain(operation, rulebook, &input, &answer)
            } else {
                Ok(())
            }
        }
        (Err(error), None, Some(refused)) => {
            let found = (error.code.slug(), error.path.as_str());
            let expected =
                (refused["code"].as_str().unwrap_or_default(), refused["path"].as_str().unwrap_or_default());
            let texts = [
                error.message(Language::English),
                error.repair(Language::English),
                error.message(Language::Chinese),
                error.repair(Language::Chinese),
            ];
            if !(error.path.is_empty() || error.path.starts_with('/')) {
                return Err(format!("S2: {:?} is no pointer", error.path.clone()));
            }
            if let Some(empty) = texts.iter().find(|text| text.contains("``")) {
                return Err(format!("a message shows nothing where something was found: {empty}"));
            }
            if let Some(unfilled) =
                texts.iter().find(|text| text.contains('{') && text.contains('}') && has_place(text))
            {
                return Err(format!("a message has a place that nothing fills: {unfilled}"));
            }
            if let Some(by) = refused.get("by").and_then(Value::as_str)
                && error.parameter("by") != Some(by)
            {
                return Err(format!("expected by {by}, found {:?}", error.parameter("by")));
            }
            (found == expected)
                .then_some(())
                .ok_or_else(|| format!("expected {expected:?}, found {found:?}: {error}"))
        }
        (Ok(answer), None, Some(refused)) => Err(format!("expected refusal {refused}, found {answer}")),
        (Err(error), Some(_), None) => Err(format!("refused: {error} ({})", error.repair(Language::English))),
        _ => Err("a case has exactly one of `expect` and `refused`".into()),
    }
}

/// The level of detail changes nothing but what is told: nothing at `none`, at `summary` a part of what `full` tells.
fn details(operation: &str, rulebook: Option<&Rulebook>, case: &Value, usual: &Value) -> Result<(), String> {
    let mut outcome = usual.clone();
    take_reasons(&mut outcome, &mut Vec::new());
    let mut told = Vec::new();
    for detail in ["none", "summary", "full"] {
        let mut input = case["input"].clone();
        input["detail"] = detail.into();
        let answer = call(rulebook, operation, &input.to_string()).map_err(|error| error.to_string())?;
        let mut answer: Value = serde_json::from_str(&answer).map_err(|error| error.to_string())?;
        let mut reasons = Vec::new();
        take_reasons(&mut answer, &mut reasons);
        if answer != outcome {
            return Err(format!("another outcome at detail {detail}: {answer}"));
        }
        told.push(reasons);
    }
    let [none, summary, full] = &told[..] else { return Err("three levels".into()) };
    let mut rest = full.iter();
    let within = summary.iter().all(|reason| rest.any(|other| other == reason));
    (none.is_empty() && within).then_some(()).ok_or_else(|| {
        format!("{} reasons at none; a summary that is no part of the full account", none.len())
    })
}

/// Takes the reasons out of an answer: those of the decision, and those of decisions within it.
fn take_reasons(answer: &mut Value, taken: &mut Vec<Value>) {
    match answer {
        Value::Object(members) => {
            if let Some(Value::Array(reasons)) = members.remove("reasons") {
                taken.extend(reasons);
            }
            members.values_mut().for_each(|member| take_reasons(member, taken));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| take_reasons(item, taken)),
        _ => {}
    }
}

/// Whether a text still has a `{name}` place.
fn has_place(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        rest.split('}')
            .next()
            .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    })
}

/// S3: every decision is verified by its own input, and its reasons are sentences in both languages.
fn verify_and_explain(
    operation: &str,
    rulebook: Option<&Rulebook>,
    input: &str,
    answer: &str,
) -> Result<(), String> {
    let question = format!("{{\"operation\":\"{operation}\",\"input\":{input},\"decision\":{answer}}}");
    let verified = call(rulebook, "decision_verify", &question).map_err(|error| error.to_string())?;
    if verified != "{\"verified\":true}" {
        return Err(format!("not verified: {verified}"));
    }
    for language in ["en", "zh-CN"] {
        let question = format!("{{\"decision\":{answer},\"language\":\"{language}\"}}");
        let told = call(rulebook, "decision_explain", &question).map_err(|error| error.to_string())?;
        if has_place(&told) {
            return Err(format!("a sentence has a place that nothing fills: {told}"));
        }
    }
    Ok(())
}

#[test]
fn every_vector_gives_what_it_says() {
    let (mut cases, mut faults, mut covered) = (0, Vec::new(), Vec::new());
    for (name, file) in answers::files() {
        let operation = file["operation"].as_str().unwrap();
        assert_eq!(name, operation, "a file is named like its operation");
        covered.push(name);
        for case in file["cases"].as_array().unwrap() {
            cases += 1;
            let rulebook = answers::rulebook_of(&file, case);
            if let Err(fault) = run(operation, rulebook.as_ref(), case) {
                faults.push(format!("{operation}: {}: {fault}", case["name"]));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {cases} vectors fail:\n{}", faults.len(), faults.join("\n"));
    for operation in TABLE {
        assert!(covered.iter().any(|name| name == operation.name), "{} has no vectors", operation.name);
    }
}

/// What every doorway must come to; `vectors/answers.rs` says how.
#[test]
fn the_digest_of_all_answers_is_the_committed_one() {
    let bytes = Sha256::digest(answers::lines());
    let digest: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors.sha256");
    if fs::read_to_string(&path).unwrap_or_default() != digest {
        fs::write(&path, digest).unwrap();
        panic!(
            "core/vectors.sha256 was stale and is written anew: look at what answers otherwise, and commit it"
        );
    }
}
