//! One method per operation.

use serde_json::Value;
use siyu::document::{Description, Field};
use siyu::operation::{Forms, call};

use super::answers;
use super::syntax::{HEAD, docstring, literal, snake};

const IMPORTS: &str = "\nfrom __future__ import annotations\n\nfrom typing import Any\n\n\
    from siyu import inputs, outcomes\nfrom siyu._decision import Decision, Operator\nfrom siyu._told import Told\n";

/// Answers in its own way, and decides nothing by a rulebook.
const WITHOUT_RULEBOOK: &str = "rulebook_check";

pub fn module(forms: &[Forms]) -> String {
    let methods: String = forms.iter().map(method).collect();
    let facts: String = forms.iter().filter_map(facts).collect();
    let readers: String = forms.iter().filter_map(|forms| Some((forms, outcome(forms)?))).map(row).collect();
    format!(
        "{HEAD}\"\"\"Every operation as a method.\"\"\"\n{IMPORTS}\n\n\
         class Operations(Operator):\n    \"\"\"Every operation: facts in, decision out.\"\"\"\n\n    __slots__ = ()\n{methods}\n\n\
         FACTS: dict[str, str] = {{\n{facts}}}\n\"\"\"The record that each operation decides on.\"\"\"\n\n\
         READERS: dict[str, Any] = {{\n{readers}}}\n\"\"\"How the outcome of each operation is read.\"\"\"\n"
    )
}

fn facts(forms: &Forms) -> Option<String> {
    let Description::Named(facts) = (forms.facts)() else { return None };
    Some(format!("    {}: \"{}.{}\",\n", literal(forms.name), facts.room, facts.name))
}

fn row((forms, outcome): (&Forms, (String, String))) -> String {
    let (room, name) = outcome;
    format!("    {}: outcomes.{room}.read_{},\n", literal(forms.name), snake(&name))
}

/// The room and name of what an operation decides; none of one that answers about rulebooks and decisions.
fn outcome(forms: &Forms) -> Option<(String, String)> {
    let Description::Record(fields) = (forms.output)().resolved() else {
        panic!("{} answers no record", forms.name)
    };
    match fields.iter().find(|field| field.name == "outcome").map(|field| &field.description) {
        Some(Description::Named(named)) => Some((named.room.to_owned(), named.name.to_owned())),
        Some(_) => panic!("the outcome of {} has no name", forms.name),
        None => None,
    }
}

fn method(forms: &Forms) -> String {
    match outcome(forms) {
        Some((room, outcome)) => decision(forms, &room, &outcome),
        None => answer(forms),
    }
}

fn decision(forms: &Forms, room: &str, outcome: &str) -> String {
    let Description::Named(facts) = (forms.facts)() else { panic!("what {} reads has no name", forms.name) };
    let name = forms.name;
    let (facts_room, facts_name) = (facts.room, facts.name);
    format!(
        "\n    def {name}(\n        self, facts: inputs.{facts_room}.{facts_name}, /, *, detail: inputs.reason.Detail | None = None\n    \
         ) -> Decision[outcomes.{room}.{outcome}]:\n{}        \
         return self._decide(\"{name}\", facts, detail)\n",
        documentation(forms)
    )
}

/// An operation about rulebooks and decisions: its few fields are parameters.
fn answer(forms: &Forms) -> String {
    let name = forms.name;
    let Description::Record(fields) = (forms.facts)() else { panic!("{name} reads no record") };
    let Description::Named(told) = (forms.output)() else { panic!("what {name} answers has no name") };
    let parameters: Vec<String> = fields.iter().map(parameter).collect();
    let members: Vec<String> = fields.iter().map(|field| format!("\"{0}\": {0}", field.name)).collect();
    let (first, receiver) = if name == WITHOUT_RULEBOOK {
        ("    @staticmethod\n", Vec::new())
    } else {
        ("", vec!["self".to_owned()])
    };
    let caller = if name == WITHOUT_RULEBOOK { "Operator._ask_without_rulebook" } else { "self._ask" };
    let parameters = receiver.into_iter().chain(parameters).collect::<Vec<_>>().join(", ");
    format!(
        "\n{first}    def {name}({parameters}) -> outcomes.{room}.{told}:\n{}        \
         return outcomes.{room}.read_{reader}({caller}(\"{name}\", {{{}}}), Told(None))\n",
        documentation(forms),
        members.join(", "),
        room = told.room,
        told = told.name,
        reader = snake(told.name),
    )
}

fn parameter(field: &Field) -> String {
    let form = match field.description {
        Description::Anything => "Any",
        _ => "str",
    };
    format!("{}: {form}", field.name)
}

/// What an operation does, with its shortest vector as an example.
fn documentation(forms: &Forms) -> String {
    let text = docstring(forms.documentation, "        ");
    let (head, end) = text.split_at(text.len() - "\"\"\"\n".len());
    match outcome(forms).and_then(|_| example(forms.name)) {
        Some(example) => format!("{head}\n\n{example}        {end}"),
        None => text,
    }
}

fn example(operation: &str) -> Option<String> {
    let files = answers::files();
    let (_, file) = files.iter().find(|(name, _)| name == operation)?;
    let cases = file["cases"].as_array()?.iter().filter(|case| case.get("expect").is_some());
    let length = |case: &&Value| {
        case["input"].to_string().len()
            + file["rulebooks"][case["rulebook"].as_str().unwrap()].to_string().len()
    };
    let case = cases.min_by_key(length)?;
    let mut input = case["input"].clone();
    input["detail"] = "none".into();
    let answer = call(answers::rulebook_of(file, case).as_ref(), operation, &input.to_string()).ok()?;
    input.as_object_mut()?.shift_remove("detail");
    let answer: Value = serde_json::from_str(&answer).ok()?;
    let rulebook = python(&file["rulebooks"][case["rulebook"].as_str()?]);
    let lines = [
        format!(">>> rulebook = Rulebook.parse({rulebook})"),
        format!(">>> decision = rulebook.{operation}({}, detail=\"none\")", python(&input)),
        ">>> json.loads(decision.json)[\"outcome\"]".to_owned(),
        printed(&answer["outcome"]),
    ];
    Some(lines.iter().map(|line| format!("        {}\n", line.replace('\\', "\\\\"))).collect())
}

/// JSON as an expression.
fn python(value: &Value) -> String {
    written(value, &|text| literal(text))
}

/// JSON as Python prints it.
fn printed(value: &Value) -> String {
    written(value, &|text| format!("'{text}'"))
}

fn written(value: &Value, quoted: &dyn Fn(&str) -> String) -> String {
    let all = |items: Vec<String>| items.join(", ");
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", all(items.iter().map(|item| written(item, quoted)).collect())),
        Value::Object(members) => {
            let member =
                |(name, value): (&String, &Value)| format!("{}: {}", quoted(name), written(value, quoted));
            format!("{{{}}}", all(members.iter().map(member).collect()))
        }
    }
}
