//! Tries the generated schemas on what the vectors hold: what siyu takes and answers they accept, and what is not of the right
//! shape they reject.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use siyu::Rulebook;
use siyu::calendar::{Date, Month, UtcOffset};
use siyu::document::{Description, Shape};
use siyu::error::Code;
use siyu::gmv::{Number, Proportion};
use siyu::money::{Currency, Factor, Money, Rate};
use siyu::operation::{FORMS, call, refusal_json};

fn schema(name: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    jsonschema::draft7::new(&serde_json::from_str(&text).unwrap())
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn vectors() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.collect();
    paths.sort();
    paths.iter().map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).collect()
}

/// What a schema has against a document, one line each.
fn complaints(schema: &Validator, document: &Value) -> Vec<String> {
    schema.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The code of the refusal that a vector expects.
fn refused(case: &Value) -> Option<Code> {
    let slug = case.get("refused")?["code"].as_str()?;
    Some(*Code::ALL.iter().find(|code| code.slug() == slug).unwrap())
}

#[test]
fn every_rulebook_that_siyu_takes_is_accepted() {
    let schema = schema("rulebook");
    let mut tried = 0;
    for vectors in vectors() {
        let named = vectors["rulebooks"].as_object().cloned().unwrap_or_default();
        let checked = vectors["cases"].as_array().unwrap().iter();
        let texts = checked.filter(|case| case["expect"]["accepted"] == json!(true));
        let texts = texts.map(|case| serde_json::from_str(case["input"]["text"].as_str().unwrap()).unwrap());
        for rulebook in named.into_iter().map(|(_, rulebook)| rulebook).chain(texts) {
            assert_eq!(complaints(&schema, &rulebook), [""; 0], "{rulebook}");
            let canonical = Rulebook::parse(&rulebook.to_string()).unwrap().canonical().to_string();
            let canonical = serde_json::from_str(&canonical).unwrap();
            assert_eq!(complaints(&schema, &canonical), [""; 0], "{canonical}");
            tried += 1;
        }
    }
    assert!(tried > 50, "only {tried} rulebooks");
}

/// Codes with which a value is refused for its shape, whatever stands beside it.
const OF_SHAPE: [Code; 3] = [Code::UnknownField, Code::WrongType, Code::NumberForDecimal];

/// Codes of which some refusals are of shape, and others are not.
const MAY_BE_OF_SHAPE: [Code; 10] = [
    Code::UnknownChoice,
    Code::MissingField,
    Code::MoneyFormat,
    Code::RateFormat,
    Code::FactorFormat,
    Code::DateFormat,
    Code::CountOutOfRange,
    Code::IdFormat,
    Code::ListLength,
    Code::DecimalFormat,
];

#[test]
fn inputs_are_accepted_unless_they_are_refused_for_their_shape() {
    let (mut accepted, mut rejected) = (0, 0);
    for vectors in vectors() {
        let operation = vectors["operation"].as_str().unwrap();
        let schema = schema(&format!("operations/{operation}.input"));
        for case in vectors["cases"].as_array().unwrap() {
            let complaints = complaints(&schema, &case["input"]);
            match refused(case) {
                Some(code) if OF_SHAPE.contains(&code) => {
                    assert_ne!(complaints, [""; 0], "{operation}: {}", case["name"]);
                    rejected += 1;
                }
                Some(code) if MAY_BE_OF_SHAPE.contains(&code) => {}
                _ => {
                    assert_eq!(complaints, [""; 0], "{operation}: {}", case["name"]);
                    accepted += 1;
                }
            }
        }
    }
    assert!(accepted > 200 && rejected > 0, "{accepted} accepted, {rejected} rejected");
}

/// Every leaf of every input, as a value of another type.
#[test]
fn an_input_with_a_value_of_another_type_is_rejected() {
    let mut rejected = 0;
    for vectors in vectors() {
        let operation = vectors["operation"].as_str().unwrap();
        if operation.starts_with("decision_") {
            // They hold inputs and decisions of any operation.
            continue;
        }
        let schema = schema(&format!("operations/{operation}.input"));
        let cases = vectors["cases"].as_array().unwrap().iter();
        for case in cases.filter(|case| case.get("refused").is_none()) {
            for leaf in leaves(&case["input"], "") {
                let mut input = case["input"].clone();
                let value = input.pointer_mut(&leaf).unwrap();
                *value = if value.is_number() || value.is_boolean() { json!("x") } else { json!(1.5) };
                assert!(!schema.is_valid(&input), "{operation}: {}: {leaf}", case["name"]);
                rejected += 1;
            }
        }
    }
    assert!(rejected > 2000, "{rejected} rejected");
}

/// The pointers of all values that hold no others.
fn leaves(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(members) => {
            members.iter().flat_map(|(name, value)| leaves(value, &format!("{at}/{name}"))).collect()
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| leaves(item, &format!("{at}/{index}")))
            .collect(),
        _ => vec![at.to_string()],
    }
}

#[test]
fn every_answer_is_accepted() {
    let refusal = schema("refusal");
    let (verification, explanation) =
        (schema("operations/decision_verify.output"), schema("operations/decision_explain.output"));
    for vectors in vectors() {
        let operation = vectors["operation"].as_str().unwrap();
        let schema = schema(&format!("operations/{operation}.output"));
        for case in vectors["cases"].as_array().unwrap() {
            let name = format!("{operation}: {}", case["name"]);
            let rulebook = case.get("rulebook").and_then(Value::as_str);
            let rulebook =
                rulebook.map(|name| Rulebook::parse(&vectors["rulebooks"][name].to_string()).unwrap());
            let ask = |operation: &str, input: &Value| {
                let answer = call(rulebook.as_ref(), operation, &input.to_string());
                answer.map(|text| serde_json::from_str::<Value>(&text).unwrap())
            };
            let answer = match ask(operation, &case["input"]) {
                Ok(answer) => answer,
                Err(error) => {
                    let told = serde_json::from_str(&refusal_json(&error)).unwrap();
                    assert_eq!(complaints(&refusal, &told), [""; 0], "{name}");
                    continue;
                }
            };
            assert_eq!(complaints(&schema, &answer), [""; 0], "{name}");
            if answer.get("outcome").is_some() {
                let question = json!({"operation": operation, "input": case["input"], "decision": answer});
                assert!(verification.is_valid(&ask("decision_verify", &question).unwrap()), "{name}");
                let question = json!({"decision": answer, "language": "en"});
                assert!(explanation.is_valid(&ask("decision_explain", &question).unwrap()), "{name}");
            }
        }
    }
}

/// The fields that the outermost object of an input has are those that its reader knows: it names them when it meets another.
#[test]
fn the_described_fields_are_those_that_are_read() {
    for vectors in vectors() {
        let operation = vectors["operation"].as_str().unwrap();
        let forms = FORMS.iter().find(|forms| forms.name == operation).unwrap();
        let Description::Record(fields) = (forms.input)().resolved() else {
            panic!("{operation}: no record")
        };
        let cases = vectors["cases"].as_array().unwrap();
        let case = cases.iter().find(|case| case.get("refused").is_none()).unwrap();
        let rulebook = case.get("rulebook").and_then(Value::as_str);
        let rulebook = rulebook.map(|name| Rulebook::parse(&vectors["rulebooks"][name].to_string()).unwrap());
        let mut input = case["input"].clone();
        input.as_object_mut().unwrap().shift_insert(0, String::new(), json!(1));
        let error = call(rulebook.as_ref(), operation, &input.to_string()).unwrap_err();
        assert_eq!(error.code, Code::UnknownField, "{operation}: {error}");
        let names = fields.iter().map(|field| field.name).filter(|name| *name != "detail");
        let names: Vec<&str> = names.collect();
        let known = if names.is_empty() { "{}".to_owned() } else { names.join(", ") };
        assert_eq!(error.parameter("allowed"), Some(known.as_str()), "{operation}");
    }
}

#[test]
fn what_is_not_of_the_right_shape_is_rejected() {
    let schema = schema("operations/money_share.input");
    let with = |name: &str, value: Value| {
        let mut input = json!({"whole": "10.00", "parts": [{"id": "a", "rate": "5%"}], "residual": "house"});
        input[name] = value;
        input
    };
    assert!(schema.is_valid(&with("detail", json!("none"))));
    assert!(schema.is_valid(&with("basis", Value::Null)), "null is left out");
    for (name, value) in [
        ("whole", json!(10.0)),
        ("whole", json!(10)),
        ("whole", json!("1e3")),
        ("whole", json!("010.00")),
        ("whole", json!("10.")),
        ("whole", json!("+1")),
        ("whole", Value::Null),
        ("detail", json!("all")),
        ("rounding", json!("bankers")),
        ("residual", json!("")),
        ("residual", json!("a\nb")),
        ("whoel", json!("1")),
        ("parts", json!({})),
        ("parts", json!([{"id": "a", "rate": 0.05}])),
        ("parts", json!([{"id": "a", "rate": "101%"}])),
        ("parts", json!([{"id": "a", "rate": "0.0000001"}])),
        ("parts", json!([{"rate": "5%"}])),
        ("pools", json!([{"id": "p", "members": {"a": -1}}])),
        ("pools", json!([{"id": "p", "members": {"": 1}}])),
        ("pools", json!([{"id": "p", "members": {"a": 1.5}}])),
    ] {
        assert!(!schema.is_valid(&with(name, value.clone())), "{name}: {value}");
    }
}

#[test]
fn a_rulebook_of_the_wrong_shape_is_rejected() {
    let schema = schema("rulebook");
    let rulebook = |section: &str, value: Value| {
        let mut document = json!({"name": "shop", "version": "1", "effective_from": "2026-01-01"});
        document[section] = value;
        document
    };
    for (name, value) in [
        ("$schema", json!("./rulebook.schema.json")),
        ("currency", json!("JPY")),
        ("currency", json!({"code": "GBP", "decimals": 3})),
        ("agent", json!({"tiers": [{"id": "a", "reach": {"any": [{"metric": "orders", "at_least": 5}]}}]})),
    ] {
        assert_eq!(complaints(&schema, &rulebook(name, value)), [""; 0]);
    }
    for (name, value) in [
        ("nmae", json!("shop")),
        ("effective_from", json!("2026-13-01")),
        ("effective_from", json!("1899-12-31")),
        ("utc_offset", json!("8")),
        ("currency", json!("yuan")),
        ("currency", json!({"code": "GBP", "decimals": 7})),
        ("commission", json!({"residual": "house", "roles": {"boss": {"rate": "1%"}}})),
        ("commission", json!({"residual": "house", "rounding": "bankers"})),
        ("agent", json!({"tiers": [{"id": "a", "reach": {"metric": "orders"}}]})),
        ("agent", json!({"tiers": [{"id": "a", "reach": {"all": [{"metric": "profit", "at_least": 0.5}]}}]})),
        (
            "agent",
            json!({"tiers": [{"id": "a", "keep": {"metric": "orders", "at_least": 1, "window": "year"}}]}),
        ),
    ] {
        assert!(!schema.is_valid(&rulebook(name, value.clone())), "{name}: {value}");
    }
}

/// The schema of a type that rulebooks or inputs hold.
fn of_type<T: Shape>() -> Validator {
    let Description::Named(named) = T::describe() else { panic!("a type without a name") };
    let Description::Text(form) = (named.describe)() else { panic!("{} is no text", named.name) };
    jsonschema::draft7::new(&json!({"type": "string", "pattern": form.pattern})).unwrap()
}

/// How discounts are written, each as siyu reads it.
#[test]
fn the_pattern_of_factors_takes_what_is_read() {
    let schema = of_type::<Factor>();
    for text in [
        "1",
        "0.9",
        "90%",
        "9折",
        "8.5折",
        "85折",
        "0.5折",
        "11折",
        "99折",
        "10折",
        "100折",
        "88.8折",
        "1.1",
        "101%",
        "折",
        "",
        "0.0000001",
        "100.0%",
        "-0.5",
        "8.5 折",
        "085折",
    ] {
        assert_eq!(schema.is_valid(&json!(text)), Factor::parse(text).is_ok(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn patterns_take_whatever_is_read(text in "(0|1|10|[1-9]?[0-9]|[1-9][0-9]{0,3})(\\.[0-9]{1,6}|/[0-9]{1,3})?[%折]?") {
        SCHEMAS.with(|schemas| {
            for (schema, reads) in schemas {
                prop_assert!(!reads(&text) || schema.is_valid(&json!(text)), "{}", text);
            }
            Ok(())
        })?;
    }

    #[test]
    fn patterns_take_whatever_date_is_read(text in "(18|19|20|99)[0-9]{2}-[01][0-9](-[0-3][0-9])?|[+-][01][0-9]:[0-6][0-9]") {
        SCHEMAS.with(|schemas| {
            for (schema, reads) in schemas {
                prop_assert!(!reads(&text) || schema.is_valid(&json!(text)), "{}", text);
            }
            Ok(())
        })?;
    }
}

type Reads = fn(&str) -> bool;

thread_local! {
    static SCHEMAS: [(Validator, Reads); 8] = [
        (of_type::<Money>(), |text| Money::parse(text, Currency::new("GBP", 6).unwrap()).is_ok()),
        (of_type::<Rate>(), |text| Rate::parse(text).is_ok()),
        (of_type::<Factor>(), |text| Factor::parse(text).is_ok()),
        (of_type::<Number>(), |text| Number::parse(text).is_ok()),
        (of_type::<Proportion>(), |text| Proportion::parse(text).is_ok()),
        (of_type::<Date>(), |text| Date::parse(text).is_some()),
        (of_type::<Month>(), |text| Month::parse(text).is_some()),
        (of_type::<UtcOffset>(), |text| UtcOffset::parse(text).is_some()),
    ];
}
