//! Parsing JSON. Numbers, and strings with escapes or faults, are lexed by `hifijson`.

use alloc::borrow::Cow;
use alloc::format;

use hifijson::SliceLexer;
use hifijson::num::LexWrite as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::{Expect, Lex as _};

use super::node::{Kind, Tree};
use super::scan::first_special;
use crate::error::{Code, Error, Finding, Span};

/// A text longer than this is refused before it is read.
const MOST_BYTES: usize = 64 << 20;
/// A value nested deeper than this is refused: reading is recursive, and hosts have small stacks.
const DEEPEST: usize = 64;
/// U+FEFF at the beginning of a text.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Why a text is not JSON, before it is turned into a finding.
enum Fault {
    /// Something else than these where the parser stands.
    Expected(&'static str),
    /// Something else than these in a part of the text.
    Instead {
        start: usize,
        end: usize,
        allowed: &'static str,
    },
    TooDeep,
}

/// Notations of what may stand where.
const VALUE: &str = "{…} […] \"…\" 0 true false null";
const ESCAPE: &str = "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX";
const PAIR: &str = "\\ud83d\\ude00";

impl From<Expect> for Fault {
    fn from(expect: Expect) -> Self {
        Self::Expected(match expect {
            Expect::Value => VALUE,
            Expect::ValueOrEnd => "\"…\" } ]",
            Expect::CommaOrEnd => ", } ]",
            Expect::String => "\"…\"",
            Expect::Colon => ":",
            Expect::Eof => "∎",
        })
    }
}

impl Fault {
    fn finding(self, text: &str, at: usize) -> Finding {
        let (start, end, error) = match self {
            Self::Expected(allowed) => {
                let end = at.saturating_add(next_character(text, at).map_or(0, char::len_utf8));
                (at, end, Error::new(Code::JsonSyntax).allowed(allowed))
            }
            Self::Instead { start, end, allowed } => {
                (start, end, Error::new(Code::JsonSyntax).allowed(allowed))
            }
            Self::TooDeep => {
                let error = Error::new(Code::DocumentTooDeep).found(DEEPEST.saturating_add(1));
                (at, at.saturating_add(1), error.allowed(format!("≤ {DEEPEST}")))
            }
        };
        let error = match text.get(start..end).unwrap_or_default() {
            _ if error.code != Code::JsonSyntax => error,
            "" => error.found("∎"),
            found => error.found(found),
        };
        Finding { span: Some(Span::of(text, start, end)), ..Finding::error(error) }
    }
}

fn next_character(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// Refuses a text by its length alone, in bytes: a doorway asks before it touches the first one.
///
/// # Errors
/// `document_too_large`, above 64 MiB.
pub fn check_length(bytes: usize) -> Result<(), Error> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    Err(Error::new(Code::DocumentTooLarge).found(bytes).allowed(format!("≤ {MOST_BYTES}")))
}

/// Reads one JSON value. A byte order mark before it is passed over, as RFC 8259 allows.
pub(crate) fn parse(text: &str) -> Result<Tree<'_>, Finding> {
    check_length(text.len())
        .map_err(|error| Finding { span: Some(Span::of(text, 0, 0)), ..Finding::error(error) })?;
    let json = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut parser = Parser { text, rest: json.as_bytes(), tree: Tree::new(text) };
    match parser.document() {
        Ok(()) => Ok(parser.tree),
        Err(fault) => Err(fault.finding(text, parser.at())),
    }
}

/// A string that has been parsed, without its escapes.
pub(super) fn unescaped(written: &str) -> Cow<'_, str> {
    let mut lexer = SliceLexer::new(written.as_bytes());
    lexer.discarded().str_string().unwrap_or_default()
}

struct Parser<'t> {
    text: &'t str,
    /// What is yet to be read.
    rest: &'t [u8],
    tree: Tree<'t>,
}

impl<'t> Parser<'t> {
    /// The byte that is read next.
    fn at(&self) -> usize {
        self.text.len().saturating_sub(self.rest.len())
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.rest {
                [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] => self.rest = rest,
                other => return other.first().copied(),
            }
        }
    }

    /// Passes over a byte that was peeked at.
    fn pass(&mut self) {
        self.rest = self.rest.split_first().map_or(&[], |(_, rest)| rest);
    }

    /// One value after the other. Which are open around them stands in the tree, so that depth takes no stack.
    fn document(&mut self) -> Result<(), Fault> {
        let mut next = self.peek().ok_or(Expect::Value)?;
        let mut depth = 0_usize;
        let mut around = None;
        loop {
            if depth > DEEPEST {
                return Err(Fault::TooDeep);
            }
            if let Some(kind) = opened_by(next) {
                around = Some(self.tree.open(kind, self.at(), around));
                depth = depth.saturating_add(1);
                self.pass();
                let first = self.peek().ok_or(Expect::ValueOrEnd)?;
                if first != closing(kind) {
                    next = self.item(kind, first)?;
                    continue;
                }
            } else {
                self.scalar(next)?;
            }
            // The value may be the last of what it stands in, and that of what is around it.
            loop {
                let Some(open) = around else {
                    return if self.peek().is_some() { Err(Expect::Eof.into()) } else { Ok(()) };
                };
                let kind = self.tree.kind(open);
                let after = self.peek().ok_or(Expect::CommaOrEnd)?;
                if after == b',' {
                    self.pass();
                    let first = self.peek().ok_or(Expect::Value)?;
                    next = self.item(kind, first)?;
                    break;
                }
                if after != closing(kind) {
                    return Err(Expect::CommaOrEnd.into());
                }
                self.pass();
                depth = depth.saturating_sub(1);
                around = self.tree.close(open, self.at());
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
        if self.peek() != Some(b':') {
            return Err(Expect::Colon.into());
        }
        self.pass();
        Ok(self.peek().ok_or(Expect::Value)?)
    }

    /// A value without values inside.
    fn scalar(&mut self, next: u8) -> Result<(), Fault> {
        let start = self.at();
        let kind = match next {
            b'"' => self.text()?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ if !next.is_ascii_lowercase() => return Err(Expect::Value.into()),
            _ => self.word().ok_or_else(|| self.unknown_word(start))?,
        };
        self.tree.put(kind, start, self.at());
        Ok(())
    }

    fn word(&mut self) -> Option<Kind> {
        const WORDS: [(&[u8], Kind); 3] =
            [(b"null", Kind::Null), (b"true", Kind::Flag(true)), (b"false", Kind::Flag(false))];
        WORDS.into_iter().find_map(|(word, kind)| {
            self.rest = self.rest.strip_prefix(word)?;
            Some(kind)
        })
    }

    /// `True`, `nul`, `undefined`: the whole word is shown.
    fn unknown_word(&self, start: usize) -> Fault {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        Fault::Instead { start, end: start.saturating_add(length), allowed: VALUE }
    }

    fn text(&mut self) -> Result<Kind, Fault> {
        // Nearly all strings end without an escape, and need no more than a look.
        let opened = self.at();
        self.pass();
        if let Some((_, [b'"', after @ ..])) =
            first_special(self.rest).and_then(|at| self.rest.split_at_checked(at))
        {
            self.rest = after;
            return Ok(Kind::Text { escaped: false });
        }
        let mut lexer = SliceLexer::new(self.rest);
        let lexed = lexer.str_string();
        self.rest = lexer.as_slice();
        match lexed {
            Ok(_) => Ok(Kind::Text { escaped: true }),
            Err(error) => Err(self.text_fault(opened, &error)),
        }
    }

    /// What is wrong within a string that was opened at a place, of which the lexer has taken the faulty character.
    fn text_fault(&self, opened: usize, error: &hifijson::str::Error) -> Fault {
        use hifijson::escape::Error as Escape;
        use hifijson::str::Error as InText;
        let taken = self.text.get(opened..).unwrap_or_default();
        let end = taken.ceil_char_boundary(self.at().saturating_sub(opened));
        let taken = taken.get(..end).unwrap_or_default();
        let end = opened.saturating_add(end);
        let from = |start: Option<usize>, allowed| Fault::Instead {
            start: opened.saturating_add(start.unwrap_or_default()),
            end,
            allowed,
        };
        match error {
            // A line break, mostly: the quote that closes the string is missing.
            InText::Control => from(taken.len().checked_sub(1), "\" \\uXXXX"),
            InText::Escape(Escape::InvalidChar(_)) => from(taken.rfind("\\u"), PAIR),
            InText::Escape(Escape::ExpectedLowSurrogate) => {
                let mut escapes = taken.rmatch_indices("\\u");
                let high = |at: &usize| {
                    let digits = taken.get(at.saturating_add(2)..).unwrap_or_default().as_bytes();
                    matches!(digits, [b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', ..])
                };
                from(escapes.find_map(|(at, _)| Some(at).filter(high)), PAIR)
            }
            InText::Escape(Escape::InvalidKind(_) | Escape::InvalidHex(_)) => from(taken.rfind('\\'), ESCAPE),
            InText::Eof | InText::Utf8(_) | InText::Escape(Escape::Eof) => Fault::Expected("\""),
        }
    }

    fn number(&mut self) -> Result<Kind, Fault> {
        let mut lexer = SliceLexer::new(self.rest);
        let number = lexer.num_string().validated().map(|_| Kind::Number);
        self.rest = lexer.as_slice();
        number.map_err(|_| Fault::Expected("0–9"))
    }
}

/// What a byte opens.
fn opened_by(byte: u8) -> Option<Kind> {
    match byte {
        b'[' => Some(Kind::List),
        b'{' => Some(Kind::Object),
        _ => None,
    }
}

/// The byte that closes a list or an object.
fn closing(kind: Kind) -> u8 {
    if kind == Kind::Object { b'}' } else { b']' }
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
