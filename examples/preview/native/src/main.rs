//! Answers questions natively: what the checks of the preview hold the page's figures against.
//!
//! Each line of the input is `{"rulebook": <text, where one is needed>, "operation": …, "input": …}`; each line of the output is
//! `{"answer": …}` or `{"refusal": …}`.

use std::io::{self, BufRead as _, Write as _};

use serde_json::{Value, json};
use siyu::Rulebook;
use siyu::operation::{call, refusal_json, rulebook_refusal_json};

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        writeln!(output, "{}", answer(&line?)?)?;
    }
    Ok(())
}

fn answer(question: &str) -> io::Result<Value> {
    let question: Value = serde_json::from_str(question)?;
    let operation = question["operation"].as_str().unwrap_or_default();
    let rulebook = match question["rulebook"].as_str().map(Rulebook::parse) {
        Some(Err(findings)) => return refusal(&rulebook_refusal_json(&findings)),
        Some(Ok(rulebook)) => Some(rulebook),
        None => None,
    };
    match call(rulebook.as_ref(), operation, &question["input"].to_string()) {
        Ok(answer) => Ok(json!({"answer": serde_json::from_str::<Value>(&answer)?})),
        Err(error) => refusal(&refusal_json(&error)),
    }
}

fn refusal(text: &str) -> io::Result<Value> {
    Ok(json!({"refusal": serde_json::from_str::<Value>(text)?}))
}
