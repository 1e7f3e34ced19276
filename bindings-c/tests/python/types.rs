//! Which value of Python a text of a document stands for.

use siyu::document::{Description, Field, Named, Word};

use super::syntax::{camel, literal};

/// A value of Python.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Text,
    /// `decimal.Decimal`.
    Decimal,
    /// `fractions.Fraction`: also what has no end as a decimal.
    Fraction,
    /// `datetime.date`.
    Date,
}

/// What a named text stands for. A new kind of text must be decided on here.
pub fn value_of(named: &Named) -> Value {
    match (named.room, named.name) {
        ("money", "Money" | "Rate" | "Factor") => Value::Decimal,
        ("number", "Number" | "Proportion") => Value::Fraction,
        ("calendar", "Date") => Value::Date,
        ("document", "Id" | "Text") | ("calendar", "Month" | "UtcOffset") => Value::Text,
        (room, name) => panic!("no value of Python is chosen for the text {room}.{name}"),
    }
}

/// The words of a choice as a type.
pub fn choice(words: &[Word]) -> String {
    let words: Vec<String> = words.iter().map(|word| literal(word.slug)).collect();
    format!("Literal[{}]", words.join(", "))
}

/// A union, each member once.
pub fn union(members: impl IntoIterator<Item = String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for member in members {
        if !once.contains(&member) {
            once.push(member);
        }
    }
    once.join(" | ")
}

/// The records among the forms of a value, each with the name that a host knows it by: the type's and the first field's.
pub fn variants<'forms>(name: &str, forms: &'forms [Description]) -> Vec<(String, &'forms [Field])> {
    let records = forms.iter().filter_map(|form| match form {
        Description::Record(fields) => Some(fields.as_slice()),
        _ => None,
    });
    records.map(|fields| (format!("{name}{}", camel(fields[0].name)), fields)).collect()
}

/// The fields of all records among the forms of a value, each once and none of them required: a value of whichever form.
pub fn merged(forms: &[Description]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for (_, own) in variants("", forms) {
        for field in own {
            if fields.iter().all(|known| known.name != field.name) {
                fields.push(Field { required: false, ..field.clone() });
            }
        }
    }
    fields
}
