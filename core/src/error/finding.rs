//! Findings: what is wrong, or doubtful, in a rulebook, each with its place in the text.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{Code, Error, Language, quoted};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is refused.
    Info,
    /// Likely a mistake or a risk; nothing is refused.
    Warning,
    /// The rulebook is refused.
    Error,
}

impl Severity {
    /// The word that JSON carries.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place in a text, in every unit that an editor may ask for. All are half-open; `line` and `column` count from 1,
/// a column in UTF-16 units as editors do. A line ends with LF, CR LF or CR. A byte order mark has bytes and a UTF-16 unit, and
/// no column: editors do not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
    /// First UTF-16 unit.
    pub start_utf16: usize,
    /// One after the last UTF-16 unit.
    pub end_utf16: usize,
    /// Line of the first byte.
    pub line: usize,
    /// Column of the first byte.
    pub column: usize,
}

impl Span {
    /// The span of the bytes `start..end` of a text; places beyond the text count as its end.
    #[must_use]
    pub fn of(text: &str, start: usize, end: usize) -> Self {
        Ruler::new(text).span(start, end)
    }
}

/// Measures spans of a text from its beginning to its end, in one pass: starts may not go back.
pub(crate) struct Ruler<'t> {
    rest: &'t str,
    /// The place that `rest` begins at.
    at: Span,
}

impl<'t> Ruler<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { rest: text, at: Span { line: 1, column: 1, ..Span::default() } }
    }

    pub(crate) fn span(&mut self, start: usize, end: usize) -> Span {
        let ahead = start.saturating_sub(self.at.start);
        let (before, rest) = self.rest.split_at_checked(ahead).unwrap_or((self.rest, ""));
        let mut characters = before.chars().chain(rest.chars().next()).peekable();
        while let Some(c) = characters.next() {
            if self.at.start >= start {
                break;
            }
            let shown = if self.at.start == 0 && c == '\u{feff}' { 0 } else { c.len_utf16() };
            self.at.start = self.at.start.saturating_add(c.len_utf8());
            self.at.start_utf16 = self.at.start_utf16.saturating_add(c.len_utf16());
            self.at.column = self.at.column.saturating_add(shown);
            if c == '\n' || (c == '\r' && characters.peek() != Some(&'\n')) {
                self.at.line = self.at.line.saturating_add(1);
                self.at.column = 1;
            }
        }
        self.rest = rest;
        let within = rest.get(..end.saturating_sub(self.at.start)).unwrap_or_default();
        Span {
            end: self.at.start.saturating_add(within.len()),
            end_utf16: self.at.start_utf16.saturating_add(within.encode_utf16().count()),
            ..self.at
        }
    }
}

/// One finding of a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, where, with parameters (`found`, `allowed`, …) and a repair.
    pub error: Error,
    /// How much it weighs.
    pub severity: Severity,
    /// Where in the text; absent when it came from no text.
    pub span: Option<Span>,
}

impl Finding {
    /// A finding that refuses the rulebook.
    #[must_use]
    pub fn error(error: Error) -> Self {
        Self { error, severity: Severity::Error, span: None }
    }

    /// A finding that warns.
    #[must_use]
    pub fn warning(error: Error) -> Self {
        Self { error, severity: Severity::Warning, span: None }
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.error.code
    }
}

/// All findings of one reading, in the order of their places in the text.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Whether one of them refuses the rulebook.
    #[must_use]
    pub fn refuse(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings as lines in a language: `line:column severity code path: message; repair`.
    #[must_use]
    pub fn render(&self, language: Language) -> String {
        let mut out = String::new();
        for finding in &self.0 {
            let place =
                finding.span.map(|span| alloc::format!("{}:{} ", span.line, span.column)).unwrap_or_default();
            let Finding { error, severity, .. } = finding;
            out.push_str(&alloc::format!(
                "{place}{} {} {}: {}; {}\n",
                severity.slug(),
                error.code.slug(),
                error.path,
                error.message(language),
                error.repair(language)
            ));
        }
        out
    }

    /// One error that stands for them all: for calls that can carry only one.
    #[must_use]
    pub fn into_error(self) -> Error {
        let errors = self.0.iter().filter(|finding| finding.severity == Severity::Error);
        let count = errors.clone().count();
        let summary = Error::new(Code::RulebookRefused).with("found", count);
        match errors.map(|finding| &finding.error).next() {
            None => summary.with("first", "—"),
            Some(first) => {
                let named = alloc::format!("{} {}", first.code.slug(), quoted(&first.path));
                summary.with("first", named).at(first.path.clone())
            }
        }
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(Language::English).trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_bytes_utf16_units_lines_and_columns() {
        let text = "{\n \"名😀\": 1}";
        let start = text.find('1').unwrap();
        let span = Span::of(text, start, start + 1);
        assert_eq!((span.start, span.end), (14, 15));
        assert_eq!((span.start_utf16, span.end_utf16), (10, 11));
        assert_eq!((span.line, span.column), (2, 9));
    }

    #[test]
    fn lines_end_in_every_way_and_a_byte_order_mark_has_no_column() {
        for (text, line, column) in [
            ("a\r\nb\r\n x", 3, 2),
            ("a\rb\r x", 3, 2),
            ("a\nb\n x", 3, 2),
            ("\n\r x", 3, 2),
            ("\r\n\n😀x", 3, 3),
            ("\u{feff}x", 1, 1),
            ("a\u{feff}x", 1, 3),
            ("\u{feff}\r\nx", 2, 1),
        ] {
            let start = text.find('x').unwrap();
            let at_once = Span::of(text, start, start + 1);
            assert_eq!((at_once.line, at_once.column), (line, column), "{text:?}");
            assert_eq!(at_once.start_utf16, text[..start].encode_utf16().count(), "{text:?}");
            // From every place before it, in two steps.
            for (stop, _) in text.char_indices().filter(|(stop, _)| *stop <= start) {
                let mut ruler = Ruler::new(text);
                ruler.span(stop, stop);
                assert_eq!(ruler.span(start, start + 1), at_once, "{text:?} by {stop}");
            }
        }
    }

    #[test]
    fn a_place_beyond_the_text_is_its_end() {
        assert_eq!(Span::of("ab", 5, 9).start, 2);
    }
}
