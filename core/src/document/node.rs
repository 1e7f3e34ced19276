//! The tree of a JSON text, with the place of every value. The lexing is `hifijson`'s.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use hifijson::SliceLexer;
use hifijson::num::LexWrite as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::{Expect, Lex as _};

use crate::error::{Code, Error, Finding, Span};

/// A text longer than this is refused before it is read.
const MOST_BYTES: usize = 64 << 20;
/// A value nested deeper than this is refused: reading is recursive, and hosts have small stacks.
const DEEPEST: usize = 64;
/// U+FEFF at the beginning of a text.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A value and the bytes it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Node<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A JSON value. Numbers keep the text they were written in.
#[derive(Debug, Clone)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<Member<'t>>),
}

/// A member of an object; names may repeat.
#[derive(Debug, Clone)]
pub(crate) struct Member<'t> {
    pub(crate) name: Cow<'t, str>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) node: Node<'t>,
}

impl<'t> Node<'t> {
    /// The member of an object by name, the first of several.
    pub(crate) fn member(&self, name: &str) -> Option<&Node<'t>> {
        match &self.value {
            Value::Object(members) => {
                members.iter().find(|member| member.name == name).map(|member| &member.node)
            }
            _ => None,
        }
    }

    /// The names of an object's members.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let members = if let Value::Object(members) = &self.value { members.as_slice() } else { &[] };
        members.iter().map(|member| member.name.as_ref())
    }

    /// What stands here, in JSON's own notation, for messages.
    pub(crate) fn shown(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Null => "null".into(),
            Value::Bool(true) => "true".into(),
            Value::Bool(false) => "false".into(),
            Value::Number(text) => (*text).into(),
            Value::Text(text) => alloc::format!("\"{text}\"").into(),
            Value::List(_) => "[…]".into(),
            Value::Object(_) => "{…}".into(),
        }
    }
}

/// The place of each pointer, or of the deepest value above it that exists. One walk finds them all.
pub(crate) fn locate<'p>(root: &Node<'_>, pointers: impl Iterator<Item = &'p str>) -> Vec<(usize, usize)> {
    let mut wanted: Vec<(usize, &str)> = pointers.enumerate().collect();
    let mut places = alloc::vec![(root.start, root.end); wanted.len()];
    wanted.retain(|(_, pointer)| !pointer.is_empty());
    locate_below(root, &wanted, &mut places);
    places
}

/// Finds the places of pointers that begin at a node.
fn locate_below(node: &Node<'_>, wanted: &[(usize, &str)], places: &mut [(usize, usize)]) {
    let mut groups: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    for (index, pointer) in wanted {
        if let Some(place) = places.get_mut(*index) {
            *place = (node.start, node.end);
        }
        let Some(rest) = pointer.strip_prefix('/') else { continue };
        let (step, rest) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
        let name = step.replace("~1", "/").replace("~0", "~");
        groups.entry(name).or_default().push((*index, rest));
    }
    match &node.value {
        Value::List(items) => {
            for (name, group) in groups {
                if let Some(item) = name.parse::<usize>().ok().and_then(|at| items.get(at)) {
                    locate_below(item, &group, places);
                }
            }
        }
        Value::Object(members) => {
            for member in members {
                if groups.is_empty() {
                    break;
                }
                // The first of several members of one name is the one that is read.
                if let Some(group) = groups.remove(member.name.as_ref()) {
                    locate_below(&member.node, &group, places);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

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
pub(crate) fn parse(text: &str) -> Result<Node<'_>, Finding> {
    check_length(text.len())
        .map_err(|error| Finding { span: Some(Span::of(text, 0, 0)), ..Finding::error(error) })?;
    let json = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut parser = Parser { text, lexer: SliceLexer::new(json.as_bytes()) };
    parser.document().map_err(|fault| fault.finding(text, parser.at()))
}

struct Parser<'t> {
    text: &'t str,
    lexer: SliceLexer<'t>,
}

impl<'t> Parser<'t> {
    /// The byte that is read next.
    fn at(&self) -> usize {
        self.text.len().saturating_sub(self.lexer.as_slice().len())
    }

    fn peek(&mut self) -> Option<u8> {
        self.lexer.ws_peek()
    }

    fn document(&mut self) -> Result<Node<'t>, Fault> {
        let next = self.peek().ok_or(Expect::Value)?;
        let node = self.node(next, 0)?;
        if self.peek().is_some() { Err(Expect::Eof.into()) } else { Ok(node) }
    }

    fn node(&mut self, next: u8, depth: usize) -> Result<Node<'t>, Fault> {
        if depth > DEEPEST {
            return Err(Fault::TooDeep);
        }
        let start = self.at();
        let inner = depth.saturating_add(1);
        let value = match next {
            b'"' => Value::Text(self.text()?),
            b'[' => Value::List(self.list(inner)?),
            b'{' => Value::Object(self.object(inner)?),
            b'-' | b'0'..=b'9' => Value::Number(self.number()?),
            // The lexer takes a letter before it knows the word: anything else must stay, to be pointed at.
            _ if !next.is_ascii_lowercase() => return Err(Expect::Value.into()),
            _ => match self.lexer.null_or_bool().ok_or_else(|| self.unknown_word(start))? {
                None => Value::Null,
                Some(flag) => Value::Bool(flag),
            },
        };
        Ok(Node { value, start, end: self.at() })
    }

    /// `True`, `nul`, `undefined`: the whole word is shown.
    fn unknown_word(&self, start: usize) -> Fault {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        Fault::Instead { start, end: start.saturating_add(length), allowed: VALUE }
    }

    fn text(&mut self) -> Result<Cow<'t, str>, Fault> {
        let opened = self.at();
        self.lexer.discarded().str_string().map_err(|error| self.text_fault(opened, &error))
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

    fn number(&mut self) -> Result<&'t str, Fault> {
        let number = self.lexer.num_string().validated();
        number.map(|(text, _)| text).map_err(|_| Fault::Expected("0–9"))
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node<'t>>, Fault> {
        let mut items = Vec::new();
        self.sequence(b']', |parser, next| {
            items.push(parser.node(next, depth)?);
            Ok(())
        })?;
        Ok(items)
    }

    fn object(&mut self, depth: usize) -> Result<Vec<Member<'t>>, Fault> {
        let mut members = Vec::new();
        self.sequence(b'}', |parser, next| {
            if next != b'"' {
                return Err(Expect::String.into());
            }
            let start = parser.at();
            let name = parser.text()?;
            let end = parser.at();
            if parser.peek() != Some(b':') {
                return Err(Expect::Colon.into());
            }
            parser.lexer.discarded();
            let next = parser.peek().ok_or(Expect::Value)?;
            members.push(Member { name, start, end, node: parser.node(next, depth)? });
            Ok(())
        })?;
        Ok(members)
    }

    /// Items between commas up to `close`. (The lexer's own `seq` borrows the lexer, of which `at` needs a view.)
    fn sequence(
        &mut self,
        close: u8,
        mut item: impl FnMut(&mut Self, u8) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.lexer.discarded();
        let mut next = self.peek().ok_or(Expect::ValueOrEnd)?;
        if next == close {
            self.lexer.discarded();
            return Ok(());
        }
        loop {
            item(self, next)?;
            let after = self.peek().ok_or(Expect::CommaOrEnd)?;
            if after != b',' && after != close {
                return Err(Expect::CommaOrEnd.into());
            }
            self.lexer.discarded();
            if after == close {
                return Ok(());
            }
            next = self.peek().ok_or(Expect::Value)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    #[test]
    fn values_know_their_places() {
        let text = "{ \"a\" : [10, {\"名\": \"x\\n\"}] }";
        let node = parse(text).unwrap();
        let at = |pointer: &str| {
            let (start, end) = locate(&node, core::iter::once(pointer))[0];
            text[start..end].to_string()
        };
        assert_eq!(at("/a/0"), "10");
        assert_eq!(at("/a/1/名"), "\"x\\n\"");
        assert_eq!(at("/a/7/b"), "[10, {\"名\": \"x\\n\"}]", "the deepest value that exists");
        assert_eq!(at(""), text);
    }

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
        let node = parse(text).unwrap();
        assert_eq!(&text[node.start..node.end], "[1]");
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
            if let Ok(node) = parse(&text) {
                prop_assert_eq!((node.start, node.end), (text.len() - text.trim_start().len(), text.trim_end().len()));
            }
        }

        #[test]
        fn any_string_is_read_back(value in any::<String>()) {
            let mut writer = crate::document::Writer::new(crate::money::Currency::CNY);
            writer.text(&value);
            let text = writer.finish();
            let node = parse(&text).unwrap();
            prop_assert!(matches!(node.value, Value::Text(read) if read == value));
        }
    }
}
