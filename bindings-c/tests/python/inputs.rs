//! What hosts write, as typed dictionaries.

use siyu::document::{Description, Field, Named};

use super::rooms::{Rooms, holds};
use super::syntax::{HEAD, docstring, is_keyword, literal};
use super::types::{Value, choice, union, value_of, variants};

const IMPORTS: &str = "\nfrom __future__ import annotations\n\nfrom collections.abc import Mapping, Sequence\n\
    from typing import Any, Literal, NotRequired, TypeAlias, TypedDict\n\n\
    from siyu import inputs, outcomes, values\n";

/// The module of each room, and the package that holds them.
pub fn modules(rooms: &Rooms, told: &Rooms) -> Vec<(String, String)> {
    let printer = Printer { told };
    let mut modules = vec![("__init__".to_owned(), package(rooms))];
    for (room, types) in rooms {
        let types: Vec<String> = types.values().map(|named| printer.definition(named)).collect();
        let about = format!("\"\"\"What hosts write: `{room}`.\"\"\"\n");
        modules.push(((*room).to_owned(), format!("{HEAD}{about}{IMPORTS}{}", types.concat())));
    }
    modules
}

fn package(rooms: &Rooms) -> String {
    let rooms: Vec<&str> = rooms.keys().copied().collect();
    let names: Vec<String> = rooms.iter().map(|room| literal(room)).collect();
    format!(
        "{HEAD}\"\"\"What hosts write: rulebooks, and the facts of operations, as typed dictionaries by room.\"\"\"\n\n\
         from siyu.inputs import {}\n\n__all__ = [{}]\n",
        rooms.join(", "),
        names.join(", ")
    )
}

struct Printer<'rooms> {
    /// What siyu tells may be handed in again as it is, where the two have one type.
    told: &'rooms Rooms,
}

impl Printer<'_> {
    fn definition(&self, named: &Named) -> String {
        let name = named.name;
        match (named.describe)() {
            Description::Record(fields) => self.record(name, named.documentation, &fields),
            Description::AnyOf(forms) => {
                let variants = variants(name, &forms);
                let records =
                    variants.iter().map(|(name, fields)| self.record(name, named.documentation, fields));
                let others = forms.iter().filter(|form| !matches!(form, Description::Record(_)));
                let members =
                    variants.iter().map(|(name, _)| name.clone()).chain(others.map(|form| self.form(form)));
                records.collect::<String>() + &alias(name, &union(members), named.documentation)
            }
            other => alias(name, &self.form(&other), named.documentation),
        }
    }

    fn record(&self, name: &str, documentation: &str, fields: &[Field]) -> String {
        let mut text = String::from("\n\n");
        if fields.iter().any(|field| is_keyword(field.name)) {
            // A keyword cannot be written as a field of a class.
            text += &format!("{name} = TypedDict(\n    \"{name}\",\n    {{\n");
            for field in fields {
                let form = literal(&self.of_field(field));
                text += &format!("        {}: {form},\n", literal(field.name));
            }
            return text + "    },\n)\n" + &docstring(documentation, "");
        }
        text += &format!("class {name}(TypedDict):\n{}", docstring(documentation, "    "));
        for field in fields {
            let documentation = docstring(field.documentation, "    ");
            text += &format!("\n    {}: {}\n{documentation}", field.name, self.of_field(field));
        }
        text
    }

    fn of_field(&self, field: &Field) -> String {
        let form = self.form(&field.description);
        if field.required { form } else { format!("NotRequired[{form} | None]") }
    }

    fn form(&self, description: &Description) -> String {
        match description {
            Description::Flag => "bool".into(),
            Description::Count { .. } => "int".into(),
            Description::Text(_) => "str".into(),
            Description::Choice(words) => choice(words),
            Description::List(item) => format!("Sequence[{}]", self.form(item)),
            Description::Map(value) => format!("Mapping[str, {}]", self.form(value)),
            Description::AnyOf(forms) => union(forms.iter().map(|form| self.form(form))),
            Description::Anything => "Any".into(),
            Description::Record(_) => panic!("a record without a name stands in a field"),
            Description::Named(named) => self.named(named),
        }
    }

    fn named(&self, named: &Named) -> String {
        let (room, name) = (named.room, named.name);
        match (named.describe)() {
            Description::Text(_) => match value_of(named) {
                Value::Text => "str".into(),
                _ => format!("values.{name}"),
            },
            Description::Record(_) | Description::AnyOf(_) if holds(self.told, named) => {
                format!("inputs.{room}.{name} | outcomes.{room}.{name}")
            }
            _ => format!("inputs.{room}.{name}"),
        }
    }
}

/// A name for a type; in quotes, since it may speak of what comes later.
fn alias(name: &str, form: &str, documentation: &str) -> String {
    let form =
        if form.starts_with("Literal[") && !form.contains(" | ") { form.to_owned() } else { literal(form) };
    format!("\n\n{name}: TypeAlias = {form}\n{}", docstring(documentation, ""))
}
