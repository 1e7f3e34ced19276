//! Lexing JSON. Numbers, and strings with escapes or faults, are lexed by `hifijson`.

use alloc::borrow::Cow;
use alloc::format;

use hifijson::SliceLexer;
use hifijson::num::LexWrite as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::{Expect, Lex as _};

use super::node::Kind;
use super::scan::{are_same, first_special};
use crate::error::{Code, Error, Finding, Span};

/// A value nested deeper than this is refused: reading is recursive, and hosts have small stacks.
pub(super) const DEEPEST: usize = 64;

/// Why a text is not JSON, before it is turned into a finding.
pub(super) enum Fault {
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
    pub(super) fn finding(self, text: &str, at: usize) -> Finding {
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

/// A string that has been parsed, without its escapes.
pub(super) fn unescaped(written: &str) -> Cow<'_, str> {
    let mut lexer = SliceLexer::new(written.as_bytes());
    lexer.discarded().str_string().unwrap_or_default()
}

/// A text, and how far it has been read.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    /// Reading goes on at a byte.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte that is read next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is yet to be read.
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// What `hifijson` has left of it.
    fn leave(&mut self, rest: &[u8]) {
        self.at = self.text.len().saturating_sub(rest.len());
    }

    /// The next byte that is no white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    #[inline(never)]
    fn peek_behind_space(&mut self) -> Option<u8> {
        let is_space = |byte: &&u8| matches!(**byte, b' ' | b'\n' | b'\r' | b'\t');
        let spaces = self.rest().iter().take_while(is_space).count();
        self.at = self.at.saturating_add(spaces);
        self.rest().first().copied()
    }

    /// Passes over a byte that was peeked at.
    pub(super) fn pass(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    /// The same for who takes nothing as a 0, which never begins or ends anything.
    pub(super) fn first(&mut self) -> u8 {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => *byte,
            _ => self.peek_behind_space().unwrap_or(0),
        }
    }

    /// Passes over bytes that are there, and gives the first that is behind them.
    pub(super) fn pass_to_next(&mut self, count: usize) -> u8 {
        self.at = self.at.wrapping_add(count);
        // Hosts mostly write no space there, or one.
        if self.text.as_bytes().get(self.at) == Some(&b' ') {
            self.pass();
        }
        self.first()
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Whether these bytes stand next.
    pub(super) fn has_next(&self, bytes: &[u8]) -> bool {
        // Of several names most differ in the first letter, behind the quote.
        let text = self.text.as_bytes();
        text.get(self.at.wrapping_add(1)) == bytes.get(1)
            && text.get(self.at..self.at.wrapping_add(bytes.len())).is_some_and(|text| are_same(text, bytes))
    }

    /// A value without values inside, which begins with a byte that was peeked at.
    pub(super) fn scalar(&mut self, next: u8) -> Result<Kind, Fault> {
        match next {
            b'"' => self.string(),
            b'-' | b'0'..=b'9' => self.number(),
            _ if !next.is_ascii_lowercase() => Err(Expect::Value.into()),
            _ => {
                let start = self.at();
                self.word().ok_or_else(|| self.unknown_word(start))
            }
        }
    }

    fn word(&mut self) -> Option<Kind> {
        const WORDS: [(&[u8], Kind); 3] =
            [(b"null", Kind::Null), (b"true", Kind::Flag(true)), (b"false", Kind::Flag(false))];
        WORDS.into_iter().find_map(|(word, kind)| {
            let rest = self.rest().strip_prefix(word)?;
            self.leave(rest);
            Some(kind)
        })
    }

    /// `True`, `nul`, `undefined`: the whole word is shown.
    fn unknown_word(&self, start: usize) -> Fault {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        Fault::Instead { start, end: start.saturating_add(length), allowed: VALUE }
    }

    /// A string without an escape: nearly all are, and need no more than a look.
    pub(super) fn plain_string(&mut self) -> Option<Kind> {
        let inside = self.rest().strip_prefix(b"\"")?;
        let length = first_special(inside)?;
        (inside.get(length) == Some(&b'"')).then(|| {
            self.at = self.at.wrapping_add(length).wrapping_add(2);
            Kind::Text { escaped: false }
        })
    }

    fn string(&mut self) -> Result<Kind, Fault> {
        if let Some(kind) = self.plain_string() {
            return Ok(kind);
        }
        let opened = self.at();
        self.pass();
        let mut lexer = SliceLexer::new(self.rest());
        let lexed = lexer.str_string();
        self.leave(lexer.as_slice());
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
        let mut lexer = SliceLexer::new(self.rest());
        let number = lexer.num_string().validated().map(|_| Kind::Number);
        self.leave(lexer.as_slice());
        number.map_err(|_| Fault::Expected("0–9"))
    }
}

/// What a byte opens.
pub(super) fn opened_by(byte: u8) -> Option<Kind> {
    match byte {
        b'[' => Some(Kind::List),
        b'{' => Some(Kind::Object),
        _ => None,
    }
}

/// The byte that closes a list or an object.
pub(super) fn closing(kind: Kind) -> u8 {
    if kind == Kind::Object { b'}' } else { b']' }
}
