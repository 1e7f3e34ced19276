//! Sections of families that are not built in: not read, but put in the canonical form that the families would give them, so that
//! a rulebook has one digest in every build.
//!
//! What a family changes when it reads a section and writes it again is told by `sections.json`, which is generated from the
//! descriptions of the rules: which texts are amounts, rates and 折, and which values are left out, since they are what is meant
//! anyway. A field that is not there stands as it is written. Whether the section is a valid one, only its family can say.

use alloc::string::String;

use crate::document::{Description, Kind, Node, Reader, Shape, Writer, canonical, parse};
use crate::error::Error;
use crate::money::{Currency, Factor, Money, Rate};

/// What is changed in each section, by its name; `units` and `lifetime` are those of the metrics of agents.
///
/// A form is a word (`money`, `rate`, `factor`, `condition`), a list of one form, `{"*": form}` for the values of a map, or the
/// forms of an object's fields by name. `"field="` is what the field means when it is left out; amounts among it are in CNY.
const FORMS: &str = include_str!("sections.json");

/// A section as it stands in the text.
#[cfg_attr(
    all(
        feature = "agent",
        feature = "balance",
        feature = "commission",
        feature = "customer",
        feature = "gmv",
        feature = "vip"
    ),
    allow(dead_code, reason = "this build reads every section")
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread(String);

impl Shape for Unread {
    fn blank() -> Self {
        Self(String::new())
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, _: &mut Reader) -> Option<Self> {
        Some(Self(node.written().into()))
    }
    fn write(&self, writer: &mut Writer) {
        writer.plain(&self.0);
    }
    fn describe() -> Description {
        Description::Anything
    }
}

/// A rulebook's text with the sections of these names in canonical form.
pub(super) fn settled(text: String, sections: &[&str], currency: Currency) -> String {
    if sections.is_empty() {
        return text;
    }
    // Both are JSON: the one was written by siyu, the other is a part of it.
    let (Ok(tree), Ok(forms)) = (parse(&text), parse(FORMS)) else { return text };
    let (root, forms) = (tree.root(), forms.root());
    let mut writer = Writer::with_room(currency, text.len());
    writer.object(|writer| {
        for member in root.members() {
            let name = member.name();
            let form = forms.member(&name).filter(|_| sections.contains(&&*name));
            let section = Section { forms, section: member.node, currency };
            writer.member(&name, |writer| section.write(&member.node, form, writer));
        }
    });
    writer.finish()
}

/// What the form of a value may depend on.
#[derive(Clone, Copy)]
struct Section<'n> {
    forms: Node<'n>,
    section: Node<'n>,
    /// The currency that amounts are in.
    currency: Currency,
}

impl<'n> Section<'n> {
    fn write(self, node: &Node<'n>, form: Option<Node<'n>>, writer: &mut Writer) {
        let word = form.and_then(|form| form.text());
        match (node.kind(), form.zip(form.map(|form| form.kind()))) {
            (Kind::Text { .. }, _) => self.write_text(node, word.as_deref(), writer),
            (Kind::List, Some((form, Kind::List))) => self.write_list(node, form.items().next(), writer),
            (Kind::Object, Some((form, Kind::Object))) => self.write_fields(node, form, writer),
            (Kind::Object, Some((form, _))) if word.as_deref() == Some("condition") => {
                self.write_condition(node, form, writer);
            }
            _ => writer.plain(&canonical(node)),
        }
    }

    /// A text in the one way that siyu writes it; what is not of the form stands as it is.
    fn write_text(self, node: &Node<'n>, form: Option<&str>, writer: &mut Writer) {
        fn put<T: Shape>(value: Result<T, Error>, text: &str, writer: &mut Writer) {
            match value {
                Ok(value) => value.write(writer),
                Err(_) => writer.text(text),
            }
        }
        let text = node.text().unwrap_or_default();
        match form {
            Some("money") => put(Money::parse(&text, self.currency), &text, writer),
            Some("rate") => put(Rate::parse(&text), &text, writer),
            Some("factor") => put(Factor::parse(&text), &text, writer),
            _ => writer.text(&text),
        }
    }

    fn write_list(self, node: &Node<'n>, form: Option<Node<'n>>, writer: &mut Writer) {
        writer.list(|writer| {
            for item in node.items() {
                writer.item(|writer| self.write(&item, form, writer));
            }
        });
    }

    /// An object without what is left out.
    fn write_fields(self, node: &Node<'n>, form: Node<'n>, writer: &mut Writer) {
        let of_all = form.member("*");
        writer.object(|writer| {
            for member in node.members() {
                let name = member.name();
                let usual = form.member(&alloc::format!("{name}="));
                let form = of_all.or_else(|| form.member(&name));
                let is_usual = || {
                    let in_cny = Self { currency: Currency::CNY, ..self };
                    usual.is_some_and(|usual| {
                        self.told(&member.node, form, writer) == in_cny.told(&usual, form, writer)
                    })
                };
                if of_all.is_some() || !(member.node.kind() == Kind::Null || is_usual()) {
                    writer.member(&name, |writer| self.write(&member.node, form, writer));
                }
            }
        });
    }

    /// What a value says, however its names are ordered.
    fn told(self, node: &Node<'n>, form: Option<Node<'n>>, writer: &Writer) -> String {
        let mut told = Writer::new(writer.currency());
        self.write(node, form, &mut told);
        let told = told.finish();
        parse(&told).map_or_else(|_| String::new(), |tree| canonical(&tree.root()))
    }

    /// A condition of agents: its threshold is in the unit of its metric, and its window may be the metric's usual one.
    fn write_condition(self, node: &Node<'n>, form: Node<'n>, writer: &mut Writer) {
        let metric = node.member("metric").and_then(|metric| metric.text()).unwrap_or_default();
        let declared = || self.section.member("metrics").and_then(|metrics| metrics.member(&metric));
        let unit = self.forms.member("units").and_then(|units| units.member(&metric)).or_else(declared);
        let of_lifetime = self.forms.member("lifetime").and_then(|lifetime| lifetime.member(&metric));
        let usual = if of_lifetime.is_some() { "lifetime" } else { "period" };
        writer.object(|writer| {
            for member in node.members().filter(|member| member.node.kind() != Kind::Null) {
                let name = member.name();
                let value = member.node;
                match &*name {
                    "at_least" => writer.member(&name, |writer| self.write(&value, unit, writer)),
                    "all" | "any" => {
                        writer.member(&name, |writer| self.write_list(&value, Some(form), writer));
                    }
                    "window" => {
                        let window = canonical(&value);
                        let window = if window == "{\"periods\":1}" { "\"period\"" } else { &window };
                        if window.trim_matches('"') != usual {
                            writer.member(&name, |writer| writer.plain(window));
                        }
                    }
                    _ => writer.member(&name, |writer| self.write(&value, None, writer)),
                }
            }
        });
    }
}

#[cfg(test)]
mod tests;
