//! What siyu tells, as frozen dataclasses, each with the function that reads it.

use serde_json::Value as Json;
use siyu::document::{Description, Field, Named};

use super::rooms::Rooms;
use super::syntax::{HEAD, attribute, docstring, literal, snake};
use super::types::{Value, choice, merged, union, value_of};

const IMPORTS: &str = "\nfrom __future__ import annotations\n\nimport datetime\nfrom collections.abc import Mapping\n\
    from dataclasses import dataclass, field\nfrom decimal import Decimal\n\
    from fractions import Fraction\nfrom typing import Any, Literal, TypeAlias\n\n\
    from siyu import _told, outcomes\n";

/// The module of each room, and the package that holds them.
pub fn modules(rooms: &Rooms) -> Vec<(String, String)> {
    let mut modules = vec![("__init__".to_owned(), package(rooms))];
    for (room, types) in rooms {
        let types: String = types.values().map(definition).collect();
        let about = format!("\"\"\"What siyu tells: `{room}`.\"\"\"\n");
        modules.push(((*room).to_owned(), format!("{HEAD}{about}{IMPORTS}{types}")));
    }
    modules
}

fn package(rooms: &Rooms) -> String {
    let rooms: Vec<&str> = rooms.keys().copied().collect();
    let names: Vec<String> = rooms.iter().map(|room| literal(room)).collect();
    format!(
        "{HEAD}\"\"\"What siyu tells: the outcomes of operations, reasons and refusals, frozen, by room.\"\"\"\n\n\
         from siyu.outcomes import {}\n\n__all__ = [{}]\n",
        rooms.join(", "),
        names.join(", ")
    )
}

fn definition(named: &Named) -> String {
    match (named.describe)() {
        Description::Record(fields) => record(named, named.name, &fields),
        // Of several records at most one is there: they share a class, and have what is theirs.
        Description::AnyOf(forms) => {
            let others: Vec<&Description> =
                forms.iter().filter(|form| !matches!(form, Description::Record(_))).collect();
            let fields = merged(&forms);
            if others.is_empty() {
                return one_of(named, named.name, &fields);
            }
            if fields.is_empty() {
                return alias(named, &union(others.iter().map(|form| form_of(form))));
            }
            let own = format!("{}Of", named.name);
            let members = others.iter().map(|form| form_of(form)).chain([own.clone()]);
            let reader = format!(
                "\n\ndef read_{}(value: Any, told: _told.Told) -> {}:\n    \
                 return value if isinstance(value, str) else read_{}(value, told)  # type: ignore[return-value]\n",
                snake(named.name),
                named.name,
                snake(&own)
            );
            one_of(named, &own, &fields) + &alias(named, &union(members)) + &reader
        }
        other => alias(named, &form_of(&other)),
    }
}

fn alias(named: &Named, form: &str) -> String {
    let form =
        if form.starts_with("Literal[") && !form.contains(" | ") { form.to_owned() } else { literal(form) };
    format!("\n\n{}: TypeAlias = {form}\n{}", named.name, docstring(named.documentation, ""))
}

/// Whether this is the reason of a decision, which prints as a sentence.
fn is_explained(named: &Named) -> bool {
    (named.room, named.name) == ("reason", "Reason")
}

fn record(named: &Named, name: &str, fields: &[Field]) -> String {
    let base = if is_explained(named) { "(_told.Explained)" } else { "" };
    class(
        named,
        name,
        fields,
        &format!("@dataclass(frozen=True, slots=True, kw_only=True)\nclass {name}{base}:\n"),
    )
}

/// A record of which some fields are there, and printed.
fn one_of(named: &Named, name: &str, fields: &[Field]) -> String {
    let head = format!(
        "@dataclass(frozen=True, slots=True, kw_only=True, repr=False)\nclass {name}(_told.OneOf):\n"
    );
    class(named, name, fields, &head)
}

fn class(named: &Named, name: &str, fields: &[Field], head: &str) -> String {
    let mut text = format!("\n\n{head}{}", docstring(named.documentation, "    "));
    for field in fields {
        let documentation = docstring(field.documentation, "    ");
        text += &format!("\n    {}\n{documentation}", declared(field));
    }
    if is_explained(named) {
        // What a dataclass makes by itself would forget what its base keeps.
        text += "\n    __getstate__ = _told.Explained.__getstate__\n    __setstate__ = _told.Explained.__setstate__\n";
    }
    text + &reader(named, name, fields)
}

fn declared(field: &Field) -> String {
    let form = form_of(&field.description);
    let name = attribute(field.name);
    match (field.required, &field.default) {
        (true, _) => format!("{name}: {form}"),
        (false, None) => format!("{name}: {form} | None = None"),
        // Made for each, since the type of a record may come later.
        (false, Some(default)) if default == "{}" => {
            format!("{name}: {form} = field(default_factory=lambda: {})", default_of(field, default))
        }
        (false, Some(default)) => format!("{name}: {form} = {}", default_of(field, default)),
    }
}

/// The default of a field, as Python says it.
fn default_of(field: &Field, json: &str) -> String {
    match serde_json::from_str(json).unwrap() {
        Json::Bool(true) => "True".into(),
        Json::Bool(false) => "False".into(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => match &field.description {
            Description::Named(named) => match value_of_shape(named) {
                Some(Value::Decimal) => format!("Decimal({})", literal(&text)),
                Some(Value::Fraction) => format!("Fraction({})", literal(&text)),
                Some(Value::Date) => panic!("a date as a default: {}", field.name),
                Some(Value::Text) | None => literal(&text),
            },
            _ => literal(&text),
        },
        Json::Array(items) if items.is_empty() => "()".into(),
        Json::Object(members) if members.is_empty() => match &field.description {
            Description::Named(named) => {
                format!("outcomes.{}.read_{}({{}}, _told.Told(None))", named.room, snake(named.name))
            }
            _ => "{}".into(),
        },
        other => panic!("the default {other} of {} cannot be written in Python", field.name),
    }
}

fn value_of_shape(named: &Named) -> Option<Value> {
    matches!((named.describe)(), Description::Text(_)).then(|| value_of(named))
}

fn form_of(description: &Description) -> String {
    match description {
        Description::Flag => "bool".into(),
        Description::Count { .. } => "int".into(),
        Description::Text(_) => "str".into(),
        Description::Choice(words) => choice(words),
        Description::List(item) => format!("tuple[{}, ...]", form_of(item)),
        Description::Map(value) => format!("Mapping[str, {}]", form_of(value)),
        Description::AnyOf(forms) => union(forms.iter().map(form_of)),
        Description::Anything => "Any".into(),
        Description::Record(_) => panic!("a record without a name stands in a field"),
        Description::Named(named) => match value_of_shape(named) {
            Some(Value::Text) => "str".into(),
            Some(Value::Decimal) => "Decimal".into(),
            Some(Value::Fraction) => "Fraction".into(),
            Some(Value::Date) => "datetime.date".into(),
            None => format!("outcomes.{}.{}", named.room, named.name),
        },
    }
}

/// The function that makes a record of JSON.
fn reader(named: &Named, name: &str, fields: &[Field]) -> String {
    let mut text = format!("\n\ndef read_{}(value: Any, told: _told.Told) -> {name}:\n", snake(name));
    let made = if is_explained(named) { "    made = " } else { "    return " };
    text += &format!("{made}{name}(\n");
    for field in fields {
        let at = format!("value[{}]", literal(field.name));
        let read = read(&field.description, &at);
        let read = match (field.required, &field.default) {
            (true, _) => read,
            (false, None) => format!("{read} if {} in value else None", literal(field.name)),
            (false, Some(default)) => {
                format!("{read} if {} in value else {}", literal(field.name), default_of(field, default))
            }
        };
        text += &format!("        {}={read},\n", attribute(field.name));
    }
    text += "    )\n";
    if is_explained(named) {
        text += "    made._keep(value, told)\n    return made\n";
    }
    text
}

/// The expression that makes a value of JSON.
fn read(description: &Description, at: &str) -> String {
    match description {
        Description::List(item) => match read(item, "item") {
            plain if plain == "item" => format!("tuple({at})"),
            item => format!("tuple({item} for item in {at})"),
        },
        Description::Map(value) => match read(value, "item") {
            plain if plain == "item" => format!("dict({at})"),
            item => format!("{{name: {item} for name, item in {at}.items()}}"),
        },
        Description::Named(named) => match (value_of_shape(named), (named.describe)()) {
            (Some(Value::Text), _) => at.to_owned(),
            (Some(Value::Decimal), _) => format!("Decimal({at})"),
            (Some(Value::Fraction), _) => format!("_told.fraction({at})"),
            (Some(Value::Date), _) => format!("datetime.date.fromisoformat({at})"),
            (None, Description::Record(_)) => {
                format!("outcomes.{}.read_{}({at}, told)", named.room, snake(named.name))
            }
            (None, Description::AnyOf(forms)) if !merged(&forms).is_empty() => {
                format!("outcomes.{}.read_{}({at}, told)", named.room, snake(named.name))
            }
            (None, other) => read(&other, at),
        },
        Description::AnyOf(forms) => {
            let read: Vec<String> = forms.iter().map(|form| read(form, at)).collect();
            assert!(read.iter().all(|form| form == at), "the forms of {at} are told apart by nothing");
            at.to_owned()
        }
        _ => at.to_owned(),
    }
}
