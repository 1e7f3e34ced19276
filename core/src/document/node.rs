//! The tree of a JSON text, with the place of every value. The lexing is `hifijson`'s.

use alloc::borrow::Cow;
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

    /// The place of a pointer, or of the deepest value above it that exists.
    pub(crate) fn locate(&self, pointer: &str) -> (usize, usize) {
        let mut node = self;
        for step in pointer.split('/').skip(1) {
            let name = step.replace("~1", "/").replace("~0", "~");
            let next = match &node.value {
                Value::List(items) => name.parse::<usize>().ok().and_then(|at| items.get(at)),
                _ => node.member(&name),
            };
            match next {
                Some(found) => node = found,
                None => break,
            }
        }
        (node.start, node.end)
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

/// Why a text is not JSON, before it is turned into a finding.
enum Fault {
    Expected(&'static str),
    TooDeep,
}

impl From<Expect> for Fault {
    fn from(expect: Expect) -> Self {
        Self::Expected(match expect {
            Expect::Value => "{…} […] \"…\" 0 true false null",
            Expect::ValueOrEnd => "\"…\" } ]",
            Expect::CommaOrEnd => ", } ]",
            Expect::String => "\"…\"",
            Expect::Colon => ":",
            Expect::Eof => "∎",
        })
    }
}

/// Refuses a text of more than 64 MiB by its length alone: a doorway asks before it touches the first byte.
///
/// # Errors
/// [`Code::DocumentTooLarge`].
pub fn check_length(bytes: usize) -> Result<(), Error> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let allowed = alloc::format!("≤ {MOST_BYTES} bytes");
    Err(Error::new(Code::DocumentTooLarge).found(bytes).with("allowed", allowed))
}

/// Reads one JSON value.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, Finding> {
    let refused = |error: Error, at: usize| {
        let end = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |c| at.saturating_add(c.len_utf8()));
        let span = Some(Span::of(text, at, end));
        Finding { span, ..Finding::error(error) }
    };
    check_length(text.len()).map_err(|error| refused(error, 0))?;
    let mut parser = Parser { whole: text.len(), lexer: SliceLexer::new(text.as_bytes()) };
    parser.document().map_err(|fault| {
        let at = (0..=parser.at()).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        match fault {
            Fault::Expected(allowed) => {
                let found = text.get(at..).and_then(|rest| rest.chars().next());
                let error = Error::new(Code::JsonSyntax).allowed(allowed);
                let error = found.map_or_else(|| error.clone().found("∎"), |c| error.clone().found(c));
                refused(error, at)
            }
            Fault::TooDeep => {
                let allowed = alloc::format!("≤ {DEEPEST} levels");
                refused(Error::new(Code::DocumentTooLarge).found(">").with("allowed", allowed), at)
            }
        }
    })
}

struct Parser<'t> {
    whole: usize,
    lexer: SliceLexer<'t>,
}

impl<'t> Parser<'t> {
    /// The byte that is read next.
    fn at(&self) -> usize {
        self.whole.saturating_sub(self.lexer.as_slice().len())
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
            _ => match self.lexer.null_or_bool().ok_or(Expect::Value)? {
                None => Value::Null,
                Some(flag) => Value::Bool(flag),
            },
        };
        Ok(Node { value, start, end: self.at() })
    }

    fn text(&mut self) -> Result<Cow<'t, str>, Fault> {
        self.lexer.discarded().str_string().map_err(|_| Fault::Expected("\"…\""))
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
    use alloc::string::{String, ToString};
    use proptest::prelude::*;

    #[test]
    fn values_know_their_places() {
        let text = "{ \"a\" : [10, {\"名\": \"x\\n\"}] }";
        let node = parse(text).unwrap();
        let at = |pointer: &str| {
            let (start, end) = node.locate(pointer);
            text[start..end].to_string()
        };
        assert_eq!(at("/a/0"), "10");
        assert_eq!(at("/a/1/名"), "\"x\\n\"");
        assert_eq!(at("/a/7/b"), "[10, {\"名\": \"x\\n\"}]", "the deepest value that exists");
        assert_eq!(at(""), text);
    }

    #[test]
    fn faults_say_where_and_what_was_expected() {
        for (text, at, allowed) in [
            ("", 1, "`{…} […] \"…\" 0 true false null`"),
            ("[1 2]", 4, "`, } ]`"),
            ("[1,]", 4, "`{…} […] \"…\" 0 true false null`"),
            ("{\"a\" 1}", 6, "`:`"),
            ("{a: 1}", 2, "`\"…\"`"),
            ("[] x", 4, "`∎`"),
            ("[01]", 3, "`, } ]`"),
            ("[1.]", 4, "`0–9`"),
            ("\"\u{7}\"", 3, "`\"…\"`"),
            ("NaN", 1, "`{…} […] \"…\" 0 true false null`"),
        ] {
            let finding = parse(text).unwrap_err();
            assert_eq!(finding.code(), Code::JsonSyntax, "{text}");
            assert_eq!(
                finding.error.parameter("allowed").map(|a| alloc::format!("`{a}`")).as_deref(),
                Some(allowed),
                "{text}"
            );
            assert_eq!(finding.span.unwrap().column, at, "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse(&deep(65)).is_ok());
        assert_eq!(parse(&deep(66)).unwrap_err().code(), Code::DocumentTooLarge);
        assert_eq!(parse(&"[".repeat(1_000_000)).unwrap_err().code(), Code::DocumentTooLarge);
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
