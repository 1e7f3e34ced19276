//! What a shape looks like, as data: JSON Schemas and the types of other languages are printed from it.
//!
//! Each shape describes itself from the declaration that it is read by. Nothing in the library asks for a description, so a
//! build that does not ask either holds none.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Shape, Writer};
use crate::money::Currency;

/// What a value looks like in a document.
#[derive(Debug, Clone)]
pub enum Description {
    /// `true` or `false`.
    Flag,
    /// A whole number, both ends allowed.
    Count {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
    },
    /// A string.
    Text(TextForm),
    /// One of some words.
    Choice(Vec<Word>),
    /// A list of like items.
    List(Box<Description>),
    /// An object whose names are ids and whose values are alike.
    Map(Box<Description>),
    /// An object with these fields and no others.
    Record(Vec<Field>),
    /// A value that looks like one of these.
    AnyOf(Vec<Description>),
    /// Whatever JSON can say.
    Anything,
    /// A type with a name; it may hold itself.
    Named(Named),
}

/// The form of a string.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextForm {
    /// What it matches from beginning to end: a regular expression that ECMA-262 and RE2 read alike. It may let pass what the
    /// reader refuses, such as 30 February, and refuses nothing that the reader takes but a share of "-0".
    pub pattern: Option<&'static str>,
    /// Its name among the formats of JSON Schema.
    pub format: Option<&'static str>,
    /// The most characters that are read.
    pub longest: Option<usize>,
    /// How it may be written.
    pub examples: &'static [&'static str],
}

/// A word of a choice.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// As it stands in documents.
    pub slug: &'static str,
    /// What it means, as a documentation comment.
    pub documentation: &'static str,
}

/// A field of a record.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it means, as a documentation comment.
    pub documentation: &'static str,
    /// Whether it must be there. One that need not may be `null` too.
    pub required: bool,
    /// What it is where it is left out, as JSON.
    pub default: Option<String>,
    /// What its value looks like.
    pub description: Description,
}

/// A type of the library.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The room that it belongs to.
    pub room: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// What it is, as a documentation comment.
    pub documentation: &'static str,
    /// What it looks like.
    pub describe: fn() -> Description,
}

impl Description {
    /// A type by the path of its module, as `module_path!` says it.
    pub(crate) fn named(
        module: &'static str,
        name: &'static str,
        documentation: &'static str,
        describe: fn() -> Self,
    ) -> Self {
        let room = module.split("::").nth(1).unwrap_or(module);
        Self::Named(Named { room, name, documentation, describe })
    }

    /// The description itself, where this one only names its type.
    #[must_use]
    pub fn resolved(self) -> Self {
        match self {
            Self::Named(named) => (named.describe)().resolved(),
            own => own,
        }
    }

    /// A record with one field more.
    pub(crate) fn and(self, field: Field) -> Self {
        match self.resolved() {
            Self::Record(mut fields) => {
                fields.push(field);
                Self::Record(fields)
            }
            other => other,
        }
    }
}

impl Field {
    /// A field that has no default.
    pub(crate) fn of<T: Shape>(name: &'static str, documentation: &'static str) -> Self {
        let required = !T::MAY_BE_ABSENT;
        Self { name, documentation, required, default: None, description: T::describe() }
    }

    /// A field that may be left out.
    pub(crate) fn or<T: Shape>(name: &'static str, documentation: &'static str, default: &T) -> Self {
        let mut writer = Writer::new(Currency::CNY);
        default.write(&mut writer);
        Self { required: false, default: Some(writer.finish()), ..Self::of::<T>(name, documentation) }
    }

    /// A field of whatever.
    pub(crate) fn of_anything(name: &'static str, documentation: &'static str) -> Self {
        Self { name, documentation, required: true, default: None, description: Description::Anything }
    }
}
