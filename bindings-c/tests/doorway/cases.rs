//! The cases for the programs in C: every vector of the core, with what the core itself answers.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io::Write};

use serde_json::Value;
use siyu::error::Language;
use siyu::operation::{TABLE, findings_json, refusal_json, rulebook_refusal_json};
use siyu::{Error, Rulebook, call};

use crate::answers;

/// The file of all cases, and the line that a program prints when it has seen every answer.
pub struct Prepared {
    pub path: String,
    pub digest: String,
}

/// The file of the vectors alone, whose answers have a digest.
pub fn of_vectors() -> String {
    let cases: Vec<Case> = answers::files().iter().flat_map(|(_, file)| plain_cases_of(file)).collect();
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cases-of-vectors");
    write(&cases, &path);
    path.to_str().expect("the target folder has a name in UTF-8").to_owned()
}

fn plain_cases_of(file: &Value) -> Vec<Case> {
    let operation = file["operation"].as_str().expect("an operation is named");
    let cases = file["cases"].as_array().expect("there are cases");
    let of_case = |case: &Value| {
        let rulebook = case["rulebook"].as_str().map(|name| file["rulebooks"][name].to_string());
        of_call(operation, rulebook.as_deref(), &case["input"].to_string())
    };
    cases.iter().map(of_case).collect()
}

const OK: i32 = 0;
const REFUSED: i32 = 1;

/// One case; `tests/c/cases.h` says what its parts are.
struct Case {
    status: i32,
    operation: String,
    rulebook: String,
    input: String,
    expected: String,
}

pub fn prepared() -> &'static Prepared {
    static PREPARED: OnceLock<Prepared> = OnceLock::new();
    PREPARED.get_or_init(|| {
        let cases = all_cases();
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cases");
        write(&cases, &path);
        let digest = cases.iter().fold(FNV_OFFSET, |hash, case| fnv1a(hash, case.expected.as_bytes()));
        Prepared {
            path: path.to_str().expect("the target folder has a name in UTF-8").to_owned(),
            digest: format!("{} answers, 0 wrong, digest {digest:016x}\n", cases.len()),
        }
    })
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn write(cases: &[Case], path: &Path) {
    let mut file = Vec::new();
    writeln!(file, "{}", cases.len()).expect("memory takes it");
    for case in cases {
        let parts = [&case.operation, &case.rulebook, &case.input, &case.expected];
        let lengths: Vec<String> = parts.iter().map(|part| part.len().to_string()).collect();
        writeln!(file, "{} {}", case.status, lengths.join(" ")).expect("memory takes it");
        parts.iter().for_each(|part| file.extend_from_slice(part.as_bytes()));
    }
    fs::write(path, file).expect("the target folder is writable");
}

fn all_cases() -> Vec<Case> {
    let files = answers::files();
    assert_eq!(files.len(), TABLE.len(), "every operation has its vectors");
    files.iter().flat_map(|(_, file)| cases_of(file)).collect()
}

fn cases_of(vectors: &Value) -> Vec<Case> {
    let operation = vectors["operation"].as_str().expect("an operation is named");
    let mut cases = Vec::new();
    for rulebook in vectors["rulebooks"].as_object().into_iter().flat_map(|rulebooks| rulebooks.values()) {
        cases.push(of_rulebook(&rulebook.to_string()));
    }
    for case in vectors["cases"].as_array().expect("there are cases") {
        let rulebook = case["rulebook"].as_str().map(|name| vectors["rulebooks"][name].to_string());
        let called = of_call(operation, rulebook.as_deref(), &case["input"].to_string());
        if called.status == OK && called.expected.starts_with("{\"operation\":") {
            let (input, decision) = (&called.input, &called.expected);
            let verify =
                format!("{{\"operation\":\"{operation}\",\"input\":{input},\"decision\":{decision}}}");
            let explain = format!("{{\"decision\":{decision},\"language\":\"zh-CN\"}}");
            cases.push(of_call("decision_verify", rulebook.as_deref(), &verify));
            cases.push(of_call("decision_explain", rulebook.as_deref(), &explain));
        }
        cases.push(called);
        if let ("rulebook_check", Some(text)) = (operation, case["input"]["text"].as_str()) {
            cases.push(of_rulebook(text));
        }
    }
    cases
}

fn of_call(operation: &str, rulebook: Option<&str>, input: &str) -> Case {
    let parsed = rulebook.map(|text| Rulebook::parse(text).expect("the rulebooks of vectors are sound"));
    let (status, expected) = match call(parsed.as_ref(), operation, input) {
        Ok(answer) => (OK, answer),
        Err(error) => (REFUSED, told(&error, &refusal_json(&error))),
    };
    let (operation, input) = (operation.to_owned(), input.to_owned());
    Case { status, operation, rulebook: rulebook.unwrap_or_default().to_owned(), input, expected }
}

fn of_rulebook(text: &str) -> Case {
    let (status, expected) = match Rulebook::parse(text) {
        Ok(rulebook) => {
            let warnings = findings_json(rulebook.warnings());
            (OK, format!("{}\n{}\n{warnings}", rulebook.digest(), rulebook.canonical()))
        }
        Err(findings) => (REFUSED, told(&findings.clone().into_error(), &rulebook_refusal_json(&findings))),
    };
    Case { status, operation: String::new(), rulebook: text.to_owned(), input: String::new(), expected }
}

/// What the accessors of an error say, in the order in which `tests/c/cases.c` asks.
fn told(error: &Error, json: &str) -> String {
    let (english, chinese) = (Language::English, Language::Chinese);
    let lines = [
        format!("{} {}", error.code.number(), error.code.slug()),
        error.path.clone(),
        error.message(english),
        error.message(chinese),
        error.repair(english),
        error.repair(chinese),
        json.to_owned(),
    ];
    lines.join("\n")
}
