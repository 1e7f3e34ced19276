//! What a build without a family changes in the section of that family: `core/src/rulebook/sections.json`, of which
//! `core/src/rulebook/unread.rs` says what it means.

use serde_json::{Map, Value, json};
use siyu::Rulebook;
use siyu::agent::{StandardMetric, Unit};
use siyu::document::{Choice as _, Description, Field};

/// The fields of a rulebook that are not sections.
const NOT_SECTIONS: &[&str] =
    &["name", "version", "effective_from", "effective_to", "currency", "utc_offset", "note", "$schema"];

/// The table.
pub fn table() -> String {
    let Description::Record(fields) = Rulebook::describe().resolved() else {
        panic!("a rulebook is a record")
    };
    let sections = fields.into_iter().filter(|field| !NOT_SECTIONS.contains(&field.name));
    let mut table: Map<String, Value> = sections
        .map(|section| (section.name.into(), form(section.description).unwrap_or_else(|| json!({}))))
        .collect();
    let metrics = |is_meant: fn(&StandardMetric) -> bool, value: fn(StandardMetric) -> Value| -> Value {
        let metrics = StandardMetric::ALL.iter().filter(|metric| is_meant(metric));
        Value::Object(metrics.map(|metric| (metric.slug().into(), value(*metric))).collect())
    };
    let units = metrics(|metric| metric.unit() != Unit::Count, |metric| metric.unit().slug().into());
    table.insert("units".into(), units);
    table.insert("lifetime".into(), metrics(|metric| metric.is_of_lifetime(), |_| 0.into()));
    serde_json::to_string(&table).unwrap() + "\n"
}

/// What is changed in a value; nothing in most.
fn form(description: Description) -> Option<Value> {
    match description {
        Description::Named(named) => match (named.room, named.name) {
            ("money", "Money") => Some("money".into()),
            ("money", "Rate") => Some("rate".into()),
            ("money", "Factor") => Some("factor".into()),
            ("agent", "Condition") => Some("condition".into()),
            _ => form((named.describe)()),
        },
        Description::Flag | Description::Count { .. } | Description::Text(_) | Description::Choice(_) => None,
        Description::List(items) => form(*items).map(|items| json!([items])),
        Description::Map(values) => form(*values).map(|values| json!({"*": values})),
        Description::Record(fields) => Some(Value::Object(fields.into_iter().flat_map(members).collect())),
        other => panic!("a form that a build without the family does not know: {other:?}"),
    }
}

/// A field's form, and what it means when it is left out. A field of neither may be absent still: `null` says so.
fn members(field: Field) -> Vec<(String, Value)> {
    let usual = field.default.map(|default| serde_json::from_str(&default).unwrap());
    let usual = usual.map(|usual: Value| (format!("{}=", field.name), usual));
    let form = form(field.description).map(|form| (field.name.to_owned(), form));
    form.into_iter().chain(usual).collect()
}
