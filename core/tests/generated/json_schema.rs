//! Descriptions as JSON Schema, draft 07: the draft that editors know.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use siyu::document::{Description, Field, Named, TextForm, Word};

use super::prose::plain;

/// Which way a document goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// A host writes it: what may be left out may be `null`, and texts have a limit.
    Read,
    /// siyu writes it.
    Written,
}

/// What stands at the top of a schema.
pub struct Head {
    /// Its name among the schemas of this version.
    pub name: String,
    pub title: String,
    pub description: String,
}

/// The schema of a document.
pub fn print(head: &Head, description: &Description, direction: Direction) -> Value {
    let mut printer = Printer { direction, definitions: BTreeMap::new() };
    let mut schema = object(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": format!("urn:siyu:{}:{}", env!("CARGO_PKG_VERSION"), head.name.replace('/', ":")),
        "title": head.title,
        "description": head.description,
    }));
    schema.extend(printer.schema(&description.clone().resolved()));
    if !printer.definitions.is_empty() {
        schema.insert("definitions".into(), Value::Object(printer.definitions.into_iter().collect()));
    }
    Value::Object(schema)
}

/// Choices whose words have a page of their own, which every schema need not repeat.
const OF_A_PAGE: [&str; 2] = ["error.Code", "reason.Rule"];

struct Printer {
    direction: Direction,
    /// The named types that were met, by room and name.
    definitions: BTreeMap<String, Value>,
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => panic!("not an object: {other}"),
    }
}

impl Printer {
    fn schema(&mut self, description: &Description) -> Map<String, Value> {
        object(match description {
            Description::Flag => json!({"type": "boolean"}),
            Description::Count { least, most } => {
                json!({"type": "integer", "minimum": least, "maximum": most})
            }
            Description::Text(form) => return self.text(form),
            Description::Choice(words) => choice(words),
            Description::List(item) => json!({"type": "array", "items": self.schema(item)}),
            Description::Map(value) => json!({
                "type": "object",
                "propertyNames": self.schema(&<siyu::Id as siyu::document::Shape>::describe()),
                "additionalProperties": self.schema(value),
            }),
            Description::Record(fields) => self.record(fields),
            Description::AnyOf(forms) => {
                json!({"anyOf": forms.iter().map(|form| self.schema(form)).collect::<Vec<_>>()})
            }
            Description::Anything => json!({}),
            Description::Named(named) => json!({"$ref": format!("#/definitions/{}", self.definition(named))}),
        })
    }

    fn text(&self, form: &TextForm) -> Map<String, Value> {
        let mut schema = object(json!({"type": "string"}));
        if let Some(format) = form.format {
            schema.insert("format".into(), format.into());
        }
        if let Some(pattern) = form.pattern {
            schema.insert("pattern".into(), pattern.into());
        }
        if let (Some(longest), Direction::Read) = (form.longest, self.direction) {
            schema.insert("maxLength".into(), longest.into());
        }
        if !form.examples.is_empty() {
            schema.insert("examples".into(), form.examples.into());
        }
        schema
    }

    fn record(&mut self, fields: &[Field]) -> Value {
        let required: Vec<&str> =
            fields.iter().filter(|field| field.required).map(|field| field.name).collect();
        let properties: Map<String, Value> =
            fields.iter().map(|field| (field.name.to_string(), self.field(field))).collect();
        let mut schema = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = required.into();
        }
        schema["additionalProperties"] = false.into();
        schema
    }

    fn field(&mut self, field: &Field) -> Value {
        let schema = self.schema(&field.description);
        let mut own = object(json!({"description": plain(field.documentation)}));
        if let Some(default) = &field.default {
            own.insert("default".into(), serde_json::from_str(default).unwrap());
        }
        if self.direction == Direction::Read && !field.required {
            own.extend(or_null(schema));
        } else if schema.contains_key("$ref") {
            // In draft 07 nothing beside a reference counts.
            own.insert("allOf".into(), json!([schema]));
        } else {
            own.extend(schema);
        }
        Value::Object(own)
    }

    /// The name of a type's definition, which is made when the type is first met.
    fn definition(&mut self, named: &Named) -> String {
        let name = format!("{}.{}", named.room, named.name);
        if !self.definitions.contains_key(&name) {
            // It may hold itself.
            self.definitions.insert(name.clone(), Value::Null);
            let mut definition = object(json!({"description": plain(named.documentation)}));
            let description = match (named.describe)().resolved() {
                Description::Choice(words) if OF_A_PAGE.contains(&name.as_str()) => Description::Choice(
                    words.iter().map(|word| Word { documentation: "", ..*word }).collect(),
                ),
                other => other,
            };
            definition.extend(self.schema(&description));
            self.definitions.insert(name.clone(), Value::Object(definition));
        }
        name
    }
}

/// The schema of a value that may be `null` too.
fn or_null(mut schema: Map<String, Value>) -> Map<String, Value> {
    // What else is said of a value with a type and without words is said of that type alone.
    let of_type_alone = !schema.contains_key("enum") && !schema.contains_key("oneOf");
    if let Some(name) = schema.get("type").filter(|_| of_type_alone) {
        let types = json!([name, "null"]);
        schema.insert("type".into(), types);
        return schema;
    }
    if let Some(Value::Array(forms)) = schema.get_mut("anyOf") {
        forms.push(json!({"type": "null"}));
        return schema;
    }
    object(json!({"anyOf": [schema, {"type": "null"}]}))
}

fn choice(words: &[Word]) -> Value {
    match words {
        [only] => json!({"const": only.slug}),
        _ if words.iter().all(|word| word.documentation.is_empty()) => {
            json!({"type": "string", "enum": words.iter().map(|word| word.slug).collect::<Vec<_>>()})
        }
        _ => {
            let word = |word: &Word| json!({"const": word.slug, "description": plain(word.documentation)});
            json!({"type": "string", "oneOf": words.iter().map(word).collect::<Vec<_>>()})
        }
    }
}
