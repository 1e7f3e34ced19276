//! Where amounts, rates and dates stand in what hosts write, so that a whole number of Python becomes the text it is due as.

use std::collections::{BTreeMap, BTreeSet};

use siyu::document::{Description, Field, Named};

use super::rooms::Rooms;
use super::syntax::{HEAD, literal};
use super::types::{Value, merged, value_of};

/// How a value is written.
#[derive(Clone, PartialEq, Eq)]
enum Shape {
    /// As Python has it.
    Plain,
    /// A decimal as text.
    Exact,
    /// A list or a map of these.
    Each(Box<Shape>),
    /// A record of this name.
    Record(String),
}

pub fn module(rooms: &Rooms) -> String {
    let mut records: BTreeMap<String, BTreeMap<&str, Shape>> = BTreeMap::new();
    for (room, types) in rooms {
        for (name, named) in types {
            if let Some(fields) = fields_of(named) {
                let shapes = fields.iter().map(|field| (field.name, shape(&field.description))).collect();
                records.insert(format!("{room}.{name}"), shapes);
            }
        }
    }
    let telling = telling(&records);
    let mut text = format!(
        "{HEAD}\"\"\"Where decimals stand in what hosts write: a whole number there is an amount, and becomes text.\"\"\"\n\n\
         from typing import Any, Final\n\nEXACT: Final = True\n\
         \n# By record: of its fields those that are decimals (EXACT), hold them ([...]: each item), or are such records.\n\
         RECORDS: dict[str, dict[str, Any]] = {{\n"
    );
    for (name, fields) in records.iter().filter(|(name, _)| telling.contains(*name)) {
        let fields: Vec<String> = fields
            .iter()
            .filter(|(_, shape)| tells(shape, &telling))
            .map(|(field, shape)| format!("{}: {}", literal(field), printed(shape)))
            .collect();
        text += &format!("    {}: {{{}}},\n", literal(name), fields.join(", "));
    }
    text + "}\n"
}

fn fields_of(named: &Named) -> Option<Vec<Field>> {
    match (named.describe)() {
        Description::Record(fields) => Some(fields),
        Description::AnyOf(forms) => Some(merged(&forms)).filter(|fields| !fields.is_empty()),
        _ => None,
    }
}

fn shape(description: &Description) -> Shape {
    match description {
        Description::List(item) | Description::Map(item) => Shape::Each(Box::new(shape(item))),
        Description::Named(named) => match (named.describe)() {
            Description::Text(_) => match value_of(named) {
                Value::Decimal | Value::Fraction => Shape::Exact,
                Value::Text | Value::Date => Shape::Plain,
            },
            _ if fields_of(named).is_some() => Shape::Record(format!("{}.{}", named.room, named.name)),
            other => shape(&other),
        },
        // A whole number means a count where one may stand beside an amount.
        _ => Shape::Plain,
    }
}

/// The records that hold a decimal, themselves or in a record of theirs.
fn telling(records: &BTreeMap<String, BTreeMap<&str, Shape>>) -> BTreeSet<String> {
    let mut telling = BTreeSet::new();
    loop {
        let more: Vec<&String> = records
            .iter()
            .filter(|(name, fields)| {
                !telling.contains(*name) && fields.values().any(|shape| tells(shape, &telling))
            })
            .map(|(name, _)| name)
            .collect();
        if more.is_empty() {
            return telling;
        }
        telling.extend(more.into_iter().cloned());
    }
}

fn tells(shape: &Shape, telling: &BTreeSet<String>) -> bool {
    match shape {
        Shape::Plain => false,
        Shape::Exact => true,
        Shape::Each(item) => tells(item, telling),
        Shape::Record(name) => telling.contains(name),
    }
}

fn printed(shape: &Shape) -> String {
    match shape {
        Shape::Plain => "None".into(),
        Shape::Exact => "EXACT".into(),
        Shape::Each(item) => format!("[{}]", printed(item)),
        Shape::Record(name) => literal(name),
    }
}
