//! Descriptions as TypeScript: the types of the npm package, and the names of its methods.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use siyu::document::{Description, Field, Named, TextForm, Word};
use siyu::error::Code;
use siyu::operation::{FORMS, Forms, Refusal};
use siyu::{Rulebook, document::Shape as _};

use super::json_schema::Direction;
use super::prose::plain;

pub const GENERATED: &str =
    "// Printed from the declarations of the core by `cargo test`; change them, not this file.\n";

/// `commission_split` as `commissionSplit`.
pub fn method(operation: &str) -> String {
    let mut words = operation.split('_');
    words.next().into_iter().map(str::to_owned).chain(words.map(capitalised)).collect()
}

/// `commission_split` as `CommissionSplit`.
pub fn type_name(operation: &str) -> String {
    operation.split('_').map(capitalised).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The methods of a rulebook and the operations that they call.
pub fn operations_script() -> String {
    let mut script = format!(
        "{GENERATED}\n/** Every operation as [method of `Rulebook`, operation]. */\nexport const OPERATIONS = [\n"
    );
    for forms in FORMS {
        let _ = writeln!(script, "  ['{}', '{}'],", method(forms.name), forms.name);
    }
    script.push_str("];\n\n/** The name of every code by its number. */\nexport const CODES = {\n");
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.number());
    for code in codes {
        let _ = writeln!(script, "  {}: '{}',", code.number(), code.slug());
    }
    script + "};\n"
}

/// The families that have a module of their own, which holds what needs no other family.
const FAMILIES: [&str; 6] = ["agent", "balance", "commission", "customer", "gmv", "vip"];

fn operations_of(family: &str) -> impl Iterator<Item = &'static str> {
    let is_there = move |forms: &&Forms| forms.families.iter().all(|needed| *needed == family);
    FORMS.iter().filter(is_there).map(|forms| forms.name)
}

/// The operations of each family's module.
pub fn families_script() -> String {
    let mut script = format!(
        "{GENERATED}\n/** The operations that the module of a family has. */\nexport const FAMILIES = {{\n"
    );
    for family in FAMILIES {
        let names: Vec<String> = operations_of(family).map(|name| format!("'{name}'")).collect();
        let _ = writeln!(script, "  {family}: [{}],", names.join(", "));
    }
    script + "};\n"
}

/// The same as types.
pub fn families_types() -> String {
    let mut types = format!(
        "{GENERATED}\n/** The operations that the module of a family has. */\nexport interface Families {{\n"
    );
    for family in FAMILIES {
        let names: Vec<String> = operations_of(family).map(|name| format!("'{name}'")).collect();
        let _ = writeln!(types, "  {family}: {};", names.join(" | "));
    }
    types + "}\n"
}

/// The types of the rulebook, of every operation's input and output, and of a refusal.
pub fn operations_types() -> String {
    let mut input = Printer::new("input", Direction::Read);
    let mut output = Printer::new("output", Direction::Written);
    let mut types = String::new();
    write_type(&mut types, "RulebookInput", "A merchant's rules.", &Rulebook::describe(), &mut input);
    let refusal = output.form(&Refusal::describe(), Scope::Outside, 0);
    let _ = writeln!(types, "/** Why a call was refused. */\nexport type Refusal = {refusal};\n");
    let mut methods = String::from(
        "/** Every operation as a method of a rulebook. An input may be JSON text too. */\nexport interface OperationMethods {\n",
    );
    let mut operations = String::from(
        "/** What every operation reads and answers, by its name. */\nexport interface Operations {\n",
    );
    for forms in FORMS {
        let (method, name) = (method(forms.name), type_name(forms.name));
        let documentation = plain(forms.documentation);
        let about = |what: &str| format!("{what} `{}`: {documentation}", forms.name);
        write_type(
            &mut types,
            &format!("{name}Input"),
            &about("What is read by"),
            &(forms.input)(),
            &mut input,
        );
        write_type(
            &mut types,
            &format!("{name}Output"),
            &about("What is answered by"),
            &(forms.output)(),
            &mut output,
        );
        methods.push_str(&comment(&documentation, 1));
        let _ = writeln!(methods, "  {method}(input: {name}Input | string): {name}Output;");
        let _ = writeln!(operations, "  {}: {{ input: {name}Input; output: {name}Output }};", forms.name);
    }
    let namespaces = [
        input.namespace("What is read: a field that may be left out may be `null` too."),
        output.namespace("What is answered."),
    ];
    format!("{GENERATED}\n{types}{operations}}}\n\n{methods}}}\n\n{}", namespaces.join("\n"))
}

fn write_type(
    types: &mut String,
    name: &str,
    documentation: &str,
    description: &Description,
    printer: &mut Printer,
) {
    let printed = printer.definition(name, documentation, &description.clone().resolved(), Scope::Outside);
    let _ = writeln!(types, "{printed}");
}

/// Where a type is written: there its references begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// At the top of the file: `input.agent.Tier`.
    Outside,
    /// In the namespace of its direction: `agent.Tier`.
    Inside,
}

struct Printer {
    name: &'static str,
    direction: Direction,
    /// The definitions of the named types that were met, by room and name.
    rooms: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
    met: BTreeSet<(&'static str, &'static str)>,
}

impl Printer {
    fn new(name: &'static str, direction: Direction) -> Self {
        Self { name, direction, rooms: BTreeMap::new(), met: BTreeSet::new() }
    }

    /// An exported type with its comment.
    fn definition(
        &mut self,
        name: &str,
        documentation: &str,
        description: &Description,
        scope: Scope,
    ) -> String {
        let depth = if scope == Scope::Inside { 2 } else { 0 };
        let margin = "  ".repeat(depth);
        let mut documentation = plain(documentation);
        if let Description::Text(form) = description {
            documentation += &examples(form);
        }
        let head = comment(&documentation, depth) + &margin + "export ";
        match description {
            Description::Record(fields) => {
                format!("{head}interface {name} {}\n", self.record(fields, scope, depth))
            }
            other => format!("{head}type {name} ={};\n", spaced(&self.form(other, scope, depth))),
        }
    }

    fn form(&mut self, description: &Description, scope: Scope, depth: usize) -> String {
        match description {
            Description::Flag => "boolean".into(),
            Description::Count { .. } => "number".into(),
            Description::Text(_) => "string".into(),
            Description::Choice(words) => choice(words, depth),
            Description::List(item) => match self.form(item, scope, depth) {
                item if item.contains('|') || item.contains('{') => format!("Array<{item}>"),
                item => format!("{item}[]"),
            },
            Description::Map(value) => format!("{{ [id: string]: {} }}", self.form(value, scope, depth)),
            Description::Record(fields) => self.record(fields, scope, depth),
            Description::AnyOf(forms) => {
                let has_words = forms.iter().any(|form| matches!(form, Description::Choice(_)));
                let forms = forms.iter().map(|form| match form {
                    // A plain `string` would swallow the words that an editor offers.
                    Description::Text(_) if has_words => "(string & {})".into(),
                    form => self.form(form, scope, depth),
                });
                forms.collect::<Vec<String>>().join(" | ")
            }
            Description::Anything => "unknown".into(),
            Description::Named(named) => self.reference(named, scope),
        }
    }

    fn record(&mut self, fields: &[Field], scope: Scope, depth: usize) -> String {
        let margin = "  ".repeat(depth);
        let mut text = String::from("{\n");
        for field in fields {
            let mut documentation = plain(field.documentation);
            if let Some(default) = &field.default {
                let _ = write!(documentation, " Default: `{default}`.");
            }
            text.push_str(&comment(&documentation, depth + 1));
            let form = self.form(&field.description, scope, depth + 1);
            let (mark, rest) = match (field.required, self.direction) {
                (true, _) => ("", ""),
                (false, Direction::Read) => ("?", " | null"),
                (false, Direction::Written) => ("?", ""),
            };
            let _ = writeln!(text, "{margin}  {}{mark}:{}{rest};", field.name, spaced(&form));
        }
        text + &margin + "}"
    }

    /// The name of a type, which is defined when it is first met.
    fn reference(&mut self, named: &Named, scope: Scope) -> String {
        // It may hold itself.
        if self.met.insert((named.room, named.name)) {
            let description = (named.describe)();
            let definition = self.definition(named.name, named.documentation, &description, Scope::Inside);
            self.rooms.entry(named.room).or_default().insert(named.name, definition);
        }
        let inside = format!("{}.{}", named.room, named.name);
        if scope == Scope::Inside { inside } else { format!("{}.{inside}", self.name) }
    }

    fn namespace(&self, documentation: &str) -> String {
        let mut text = format!("/** {documentation} */\nexport declare namespace {} {{\n", self.name);
        for (room, types) in &self.rooms {
            let types: Vec<&str> = types.values().map(String::as_str).collect();
            let _ = writeln!(text, "  namespace {room} {{\n{}  }}", types.join("\n"));
        }
        text + "}\n"
    }
}

/// A form behind its sign: one that begins on the next line has no space.
fn spaced(form: &str) -> String {
    if form.starts_with('\n') { form.into() } else { format!(" {form}") }
}

fn choice(words: &[Word], depth: usize) -> String {
    let literal = |word: &Word| format!("'{}'", word.slug);
    if words.iter().all(|word| word.documentation.is_empty()) {
        return words.iter().map(literal).collect::<Vec<_>>().join(" | ");
    }
    let margin = "  ".repeat(depth + 1);
    let word = |word: &Word| {
        format!("\n{}{margin}| {}", comment(&plain(word.documentation), depth + 1), literal(word))
    };
    words.iter().map(word).collect()
}

fn examples(form: &TextForm) -> String {
    let written: Vec<String> = form.examples.iter().map(|example| format!("`\"{example}\"`")).collect();
    if written.is_empty() { String::new() } else { format!("\n\nWritten like {}.", written.join(", ")) }
}

pub fn comment(text: &str, depth: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    // What would end the comment shall not.
    let text = text.replace("*/", "*\\/");
    let margin = "  ".repeat(depth);
    if !text.contains('\n') {
        return format!("{margin}/** {text} */\n");
    }
    let lines: String = text
        .lines()
        .map(|line| if line.is_empty() { format!("{margin} *\n") } else { format!("{margin} * {line}\n") })
        .collect();
    format!("{margin}/**\n{lines}{margin} */\n")
}
