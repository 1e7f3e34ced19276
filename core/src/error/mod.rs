//! What is refused and why: codes, errors and findings.
//!
//! A *call* is refused with one [`Error`]; a *rulebook* with every [`Finding`] at once. Both name a stable [`Code`], the
//! place (an RFC 6901 pointer) and the repair, and can be told in English and Chinese.

mod codes;
mod finding;

pub use codes::{Block, Code};
pub(crate) use finding::Ruler;
pub use finding::{Finding, Findings, Severity, Span};

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::{Deref, DerefMut};

/// A language that siyu speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English: what `Display` shows.
    #[default]
    English,
    /// Simplified Chinese, `zh-CN`.
    Chinese,
}

impl Language {
    /// The language of a BCP 47 tag: `zh`, `zh-CN` and the like are Chinese, `en…` is English.
    ///
    /// ```
    /// use siyu::error::Language;
    /// assert_eq!(Language::from_tag("zh-CN"), Some(Language::Chinese));
    /// assert_eq!(Language::from_tag("fr"), None);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()? {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// The parameters of an error by name, for messages and for hosts that make their own.
pub type Parameters = Vec<(&'static str, String)>;

/// One refusal: what is wrong, where, and how to repair it. It is as small as a pointer, since nearly every function may give one
/// and nearly none does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.located_message(Language::English))]
pub struct Error(Box<Particulars>);

/// What an [`Error`] tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    /// What is wrong.
    pub code: Code,
    /// Where: an RFC 6901 pointer into the document that was handed in; empty for the whole of it.
    pub path: String,
    /// The parameters of the message.
    pub parameters: Parameters,
}

impl Deref for Error {
    type Target = Particulars;
    fn deref(&self) -> &Particulars {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Particulars {
        &mut self.0
    }
}

impl Error {
    /// An error at the root of the document.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self(Box::new(Particulars { code, path: String::new(), parameters: Vec::new() }))
    }

    /// The error with what was found, shown in backticks.
    #[must_use]
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        self.tell("found", quoted(&found));
        self
    }

    /// The error with what is allowed, shown as it stands.
    #[must_use]
    pub fn allowed(self, allowed: impl fmt::Display) -> Self {
        self.with("allowed", allowed)
    }

    /// The error with one more parameter, or with another value of it.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.tell(name, shown(&value));
        self
    }

    #[inline(never)]
    fn tell(&mut self, name: &'static str, value: String) {
        match self.parameters.iter_mut().find(|(key, _)| *key == name) {
            Some((_, before)) => *before = value,
            None => self.parameters.push((name, value)),
        }
    }

    /// The error at a place: an RFC 6901 pointer.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The error one level further out: what was at `/paid` is now at `/lines/0/paid`.
    #[must_use]
    pub fn within(mut self, outer: impl fmt::Display) -> Self {
        self.path.insert_str(0, &shown(&outer));
        self
    }

    /// A parameter by name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// What is wrong, as one line in a language.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        fill(self.code.message_template(language), &self.parameters)
    }

    /// How to repair it, as one line in a language.
    #[must_use]
    pub fn repair(&self, language: Language) -> String {
        fill(self.code.repair_template(language), &self.parameters)
    }

    fn located_message(&self, language: Language) -> String {
        let message = self.message(language);
        if self.path.is_empty() { message } else { alloc::format!("{}: {message}", self.path) }
    }
}

/// `value` as it shows itself. Not `to_string`, which is compiled anew for each kind of value.
#[inline(never)]
fn shown(value: &dyn fmt::Display) -> String {
    alloc::format!("{value}")
}

/// `value` in backticks, cut to a length that a message can bear, with control characters shown escaped; nothing as an empty
/// string.
#[inline(never)]
pub(crate) fn quoted(value: &dyn fmt::Display) -> String {
    const LONGEST: usize = 80;
    let text = shown(value);
    if text.is_empty() {
        return "`\"\"`".into();
    }
    let shown: String = text
        .chars()
        .take(LONGEST)
        .flat_map(|c| if c.is_control() { Shown::Escaped(c.escape_default()) } else { Shown::Plain(Some(c)) })
        .collect();
    let rest = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    alloc::format!("`{shown}{rest}`")
}

/// Names in a row, as many as a message can bear; `{}` where there is none, as of an object without fields.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 20;
    let mut names = names.into_iter();
    let mut shown: String = names.by_ref().take(MOST).collect::<Vec<_>>().join(", ");
    if names.next().is_some() {
        shown.push_str(", …");
    }
    if shown.is_empty() {
        shown.push_str("{}");
    }
    shown
}

/// A character as it stands, or escaped.
enum Shown {
    Plain(Option<char>),
    Escaped(core::char::EscapeDefault),
}

impl Iterator for Shown {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        match self {
            Self::Plain(c) => c.take(),
            Self::Escaped(escape) => escape.next(),
        }
    }
}

/// A template with its `{name}` places filled; a place without a parameter stays as it is.
pub(crate) fn fill<Text: AsRef<str>>(template: &str, parameters: &[(Text, String)]) -> String {
    let mut out = String::new();
    for piece in places(template) {
        match piece {
            Piece::Literal(text) => out.push_str(text),
            Piece::Place(name) => match parameters.iter().find(|(key, _)| key.as_ref() == name) {
                Some((_, value)) => out.push_str(value),
                None => out.push_str(&alloc::format!("{{{name}}}")),
            },
        }
    }
    out
}

/// A part of a template.
pub(crate) enum Piece<'a> {
    /// Text that stands as it is.
    Literal(&'a str),
    /// The name of a parameter.
    Place(&'a str),
}

/// The parts of a template, in order.
pub(crate) fn places(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(after) = rest.strip_prefix('{')
            && let Some((name, tail)) = after.split_once('}')
        {
            rest = tail;
            return Some(Piece::Place(name));
        }
        let (head, tail) = match rest.split_once('{') {
            Some((head, _)) if !head.is_empty() => (head, rest.strip_prefix(head).unwrap_or_default()),
            _ => (rest, ""),
        };
        rest = tail;
        Some(Piece::Literal(head))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString as _;
    use std::collections::BTreeSet;

    fn names(template: &str) -> BTreeSet<&str> {
        places(template)
            .filter_map(|piece| if let Piece::Place(name) = piece { Some(name) } else { None })
            .collect()
    }

    #[test]
    fn codes_are_unique_and_speak_both_languages_with_the_same_parameters() {
        let (mut numbers, mut slugs) = (BTreeSet::new(), BTreeSet::new());
        for code in Code::ALL {
            assert!(numbers.insert(code.number()), "number {} twice", code.number());
            assert!(slugs.insert(code.slug()), "slug {} twice", code.slug());
            let message = names(code.message_template(Language::English));
            assert_eq!(message, names(code.message_template(Language::Chinese)), "{}", code.slug());
            assert_eq!(
                names(code.repair_template(Language::English)),
                names(code.repair_template(Language::Chinese)),
                "{}",
                code.slug()
            );
            let text = code.message_template(Language::English);
            assert!(
                !text.ends_with('.') && !text.starts_with(char::is_uppercase),
                "style of {}",
                code.slug()
            );
        }
    }

    #[test]
    fn codes_lie_in_their_blocks_and_blocks_do_not_overlap() {
        for block in Code::BLOCKS {
            assert!(
                block.codes.iter().all(|code| (block.first..=block.last).contains(&code.number())),
                "{block:?}"
            );
        }
        assert!(Code::BLOCKS.iter().is_sorted_by(|block, next| block.last < next.first));
    }

    #[test]
    fn a_message_names_what_was_found_and_the_repair() {
        let error = Error::new(Code::MoneyFormat).found("19.905").allowed("\"19.90\"").at("/lines/0/paid");
        assert_eq!(error.to_string(), "/lines/0/paid: `19.905` is not an amount, write it like \"19.90\"");
        assert_eq!(error.repair(Language::Chinese), "按 \"19.90\" 的写法改写");
        let again = error.clone().found("1").found("2");
        assert_eq!((again.parameters.len(), again.parameter("found")), (2, Some("`2`")));
        assert_eq!(fill("{a} and {b}", &[("a", "1".into())]), "1 and {b}");
    }

    #[test]
    fn what_a_user_wrote_is_cut_and_escaped() {
        assert_eq!(quoted(&"a\nb"), "`a\\nb`");
        assert_eq!(quoted(&""), "`\"\"`");
        assert_eq!(quoted(&"x".repeat(100)).chars().count(), 83);
        assert_eq!(Error::new(Code::IdFormat).within("/b").at("/a").within("/x").path, "/x/a");
    }
}
