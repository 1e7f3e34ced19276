//! Parsing JSON into a tree.

use hifijson::token::Expect;

use super::lexer::{DEEPEST, Fault, Lexer, closing, opened_by};
use super::node::{Kind, Tree};
use crate::error::{Code, Error, Finding, Span};

/// A text longer than this is refused before it is read.
const MOST_BYTES: usize = 64 << 20;
/// U+FEFF at the beginning of a text.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Refuses a text by its length alone, in bytes: a doorway asks before it touches the first one.
///
/// # Errors
/// `document_too_large`, above 64 MiB.
pub fn check_length(bytes: usize) -> Result<(), Error> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    Err(Error::new(Code::DocumentTooLarge).found(bytes).allowed(alloc::format!("≤ {MOST_BYTES}")))
}

/// Reads one JSON value. A byte order mark before it is passed over, as RFC 8259 allows.
pub(crate) fn parse(text: &str) -> Result<Tree<'_>, Finding> {
    check_length(text.len())
        .map_err(|error| Finding { span: Some(Span::of(text, 0, 0)), ..Finding::error(error) })?;
    let mut parser = Parser { lexer: Lexer::new(text, beginning(text)), tree: Tree::new(text) };
    match parser.document() {
        Ok(()) => Ok(parser.tree),
        Err(fault) => Err(fault.finding(text, parser.lexer.at())),
    }
}

/// Where a text begins, behind a byte order mark.
pub(super) fn beginning(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }
}

/// Reads the value that begins at a byte, whatever is behind it: the value, and where it ends. Nothing where it is at fault.
pub(super) fn parse_at(text: &str, at: usize) -> Option<(Tree<'_>, usize)> {
    let mut parser = Parser { lexer: Lexer::new(text, at), tree: Tree::few(text) };
    parser.value().ok()?;
    Some((parser.tree, parser.lexer.at()))
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    tree: Tree<'t>,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<(), Fault> {
        self.value()?;
        if self.lexer.peek().is_some() { Err(Expect::Eof.into()) } else { Ok(()) }
    }

    /// One value after the other. Which are open around them stands in the tree, so that depth takes no stack.
    fn value(&mut self) -> Result<(), Fault> {
        let mut next = self.lexer.peek().ok_or(Expect::Value)?;
        let mut depth = 0_usize;
        let mut around = None;
        loop {
            if depth > DEEPEST {
                return Err(Fault::TooDeep);
            }
            if let Some(kind) = opened_by(next) {
                around = Some(self.tree.open(kind, self.lexer.at(), around));
                depth = depth.saturating_add(1);
                self.lexer.pass();
                let first = self.lexer.peek().ok_or(Expect::ValueOrEnd)?;
                if first != closing(kind) {
                    next = self.item(kind, first)?;
                    continue;
                }
            } else {
                self.scalar(next)?;
            }
            // The value may be the last of what it stands in, and that of what is around it.
            loop {
                let Some(open) = around else { return Ok(()) };
                let kind = self.tree.kind(open);
                let after = self.lexer.peek().ok_or(Expect::CommaOrEnd)?;
                if after == b',' {
                    self.lexer.pass();
                    let first = self.lexer.peek().ok_or(Expect::Value)?;
                    next = self.item(kind, first)?;
                    break;
                }
                if after != closing(kind) {
                    return Err(Expect::CommaOrEnd.into());
                }
                self.lexer.pass();
                depth = depth.saturating_sub(1);
                around = self.tree.close(open, self.lexer.at());
            }
        }
    }

    /// An item of a list, or a member up to its value, which begin with a byte: the byte with which the value does.
    fn item(&mut self, kind: Kind, first: u8) -> Result<u8, Fault> {
        if kind != Kind::Object {
            return Ok(first);
        }
        if first != b'"' {
            return Err(Expect::String.into());
        }
        self.scalar(first)?;
        if self.lexer.peek() != Some(b':') {
            return Err(Expect::Colon.into());
        }
        self.lexer.pass();
        Ok(self.lexer.peek().ok_or(Expect::Value)?)
    }

    /// A value without values inside.
    fn scalar(&mut self, next: u8) -> Result<(), Fault> {
        let start = self.lexer.at();
        let kind = self.lexer.scalar(next)?;
        self.tree.put(kind, start, self.lexer.at());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    #[test]
    fn faults_say_where_and_what_was_found_and_expected() {
        let words = "{…} […] \"…\" 0 true false null";
        let escapes = "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX";
        for (text, at, found, allowed) in [
            ("", 1, "`∎`", words),
            ("[1 2]", 4, "`2`", ", } ]"),
            ("[1,]", 4, "`]`", words),
            ("{\"a\" 1}", 6, "`1`", ":"),
            ("{a: 1}", 2, "`a`", "\"…\""),
            ("[] x", 4, "`x`", "∎"),
            ("[01]", 3, "`1`", ", } ]"),
            ("[1.]", 4, "`]`", "0–9"),
            ("NaN", 1, "`N`", words),
            ("[nul]", 2, "`nul`", words),
            ("[undefined]", 2, "`undefined`", words),
            ("[\"a\u{7}\"]", 4, "`\\u{7}`", "\" \\uXXXX"),
            ("{\"a\": \"b\n}", 9, "`\\n`", "\" \\uXXXX"),
            ("[\"abc", 6, "`∎`", "\""),
            ("[\"a\\x\"]", 4, "`\\x`", escapes),
            ("[\"a\\名\"]", 4, "`\\名`", escapes),
            ("[\"\\u12\"]", 3, "`\\u12\"`", escapes),
            ("[\"\\ud800\"]", 3, "`\\ud800`", "\\ud83d\\ude00"),
            ("[\"\\ud800\\u0041\"]", 3, "`\\ud800\\u0041`", "\\ud83d\\ude00"),
            ("[\"\\u0041\\udc00\"]", 9, "`\\udc00`", "\\ud83d\\ude00"),
        ] {
            let finding = parse(text).unwrap_err();
            assert_eq!(finding.code(), Code::JsonSyntax, "{text}");
            assert_eq!(finding.error.parameter("found"), Some(found), "{text}");
            assert_eq!(finding.error.parameter("allowed"), Some(allowed), "{text}");
            assert_eq!(finding.span.unwrap().column, at, "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_passed_over_once() {
        let text = "\u{feff} [1]";
        assert_eq!(parse(text).unwrap().root().written(), "[1]");
        assert_eq!(parse("\u{feff}\u{feff}1").unwrap_err().span.unwrap().start, 3);
        assert!(parse("1\u{feff}").is_err());
    }

    #[test]
    fn depth_and_length_are_limited() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse(&deep(65)).is_ok());
        assert_eq!(parse(&deep(66)).unwrap_err().code(), Code::DocumentTooDeep);
        assert_eq!(parse(&"[".repeat(1_000_000)).unwrap_err().code(), Code::DocumentTooDeep);
        assert_eq!(parse(&" ".repeat(MOST_BYTES + 1)).unwrap_err().code(), Code::DocumentTooLarge);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = parse(&text);
        }

        #[test]
        fn no_json_like_text_panics(text in r#"[\[\]{}:," \\a0-9eu.-]{0,60}"#) {
            if let Ok(tree) = parse(&text) {
                prop_assert_eq!(tree.root().place(), (text.len() - text.trim_start().len(), text.trim_end().len()));
            }
        }

        #[test]
        fn any_string_is_read_back(value in any::<String>()) {
            let mut writer = crate::document::Writer::new(crate::money::Currency::CNY);
            writer.text(&value);
            let text = writer.finish();
            let tree = parse(&text).unwrap();
            prop_assert_eq!(tree.root().text().unwrap(), value);
        }
    }
}
