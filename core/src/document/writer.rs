//! Writing shapes as compact JSON.

use alloc::string::String;
use core::fmt::{Display, Write as _};

use super::Id;
use super::shape::Shape;
use crate::money::{Currency, Money, write_digits};

/// Builds one JSON value. Fields come in the order they are written.
#[derive(Debug)]
pub struct Writer {
    out: String,
    currency: Currency,
    /// Whether the next item of the open object or list needs a comma before it.
    comma: bool,
}

impl Writer {
    pub(crate) fn new(currency: Currency) -> Self {
        Self::with_room(currency, 512)
    }

    /// A writer of a text that has about so many bytes.
    pub(crate) fn with_room(currency: Currency, bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes), currency, comma: false }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// The currency of amounts.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// A value that needs no quotes: a whole number, `true`, `null`.
    pub(crate) fn plain(&mut self, value: impl Display) {
        let _ = write!(self.out, "{value}");
    }

    /// A string; escapes are those of RFC 8785.
    pub(crate) fn text(&mut self, text: &str) {
        self.out.push('"');
        let special = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
        // Nearly all texts have nothing to escape, and to look at every byte is faster than to be ready to stop at any.
        let mut rest = text;
        let any = text.bytes().fold(false, |any, byte| any | special(byte));
        while any && let Some(at) = rest.bytes().position(special) {
            let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.out.push_str(plain);
            let mut characters = from.chars();
            if let Some(escaped) = characters.next() {
                self.escape(escaped);
            }
            rest = characters.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn escape(&mut self, c: char) {
        match c {
            '"' => self.out.push_str("\\\""),
            '\\' => self.out.push_str("\\\\"),
            '\n' => self.out.push_str("\\n"),
            '\r' => self.out.push_str("\\r"),
            '\t' => self.out.push_str("\\t"),
            '\u{8}' => self.out.push_str("\\b"),
            '\u{c}' => self.out.push_str("\\f"),
            c => {
                let _ = write!(self.out, "\\u{:04x}", u32::from(c));
            }
        }
    }

    /// A whole number.
    pub(crate) fn count(&mut self, is_negative: bool, size: u64) {
        if is_negative {
            self.out.push('-');
        }
        write_digits(size, 1, &mut self.out);
    }

    /// An amount, as a decimal string of the currency.
    pub(crate) fn amount(&mut self, amount: Money) {
        let currency = self.currency;
        self.quoted(|out| amount.write_text(currency, out));
    }

    /// A string of siyu's own, in which nothing is to be escaped.
    pub(crate) fn quoted(&mut self, write: impl FnOnce(&mut String)) {
        self.out.push('"');
        write(&mut self.out);
        self.out.push('"');
    }

    /// An object whose members `write` writes.
    pub(crate) fn object(&mut self, write: impl FnOnce(&mut Self)) {
        self.bracket('{', '}', write);
    }

    /// A list whose items `write` writes.
    pub(crate) fn list(&mut self, write: impl FnOnce(&mut Self)) {
        self.bracket('[', ']', write);
    }

    fn bracket(&mut self, open: char, close: char, write: impl FnOnce(&mut Self)) {
        self.out.push(open);
        self.comma = false;
        write(self);
        self.out.push(close);
        self.comma = true;
    }

    /// One member of an object.
    pub(crate) fn member(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.separate();
        self.text(name);
        self.out.push(':');
        self.comma = false;
        write(self);
        self.comma = true;
    }

    /// One member of an object by one of siyu's own names, left out when its value says that it is absent.
    pub(crate) fn field(&mut self, name: &'static str, value: &dyn Written) {
        if !value.is_absent() {
            self.separate();
            self.out.push('"');
            self.out.push_str(name);
            self.out.push_str("\":");
            value.write(self);
            self.comma = true;
        }
    }

    /// An object with these fields, without those that have their default or are absent.
    pub(crate) fn record(&mut self, names: &[&'static str], values: &[Option<&dyn Written>]) {
        self.object(|writer| {
            for (name, value) in names.iter().zip(values) {
                if let Some(value) = value {
                    writer.field(name, *value);
                }
            }
        });
    }

    /// A list of values.
    pub(super) fn items(&mut self, items: &mut dyn Iterator<Item = &dyn Written>) {
        self.list(|writer| {
            for item in items {
                writer.separate();
                item.write(writer);
                writer.comma = true;
            }
        });
    }

    /// An object whose names are ids.
    pub(super) fn entries(&mut self, entries: &mut dyn Iterator<Item = (&Id, &dyn Written)>) {
        self.object(|writer| {
            for (id, value) in entries {
                writer.member(id.as_str(), |writer| value.write(writer));
            }
        });
    }

    /// One item of a list.
    pub(crate) fn item(&mut self, write: impl FnOnce(&mut Self)) {
        self.separate();
        write(self);
        self.comma = true;
    }

    fn separate(&mut self) {
        if self.comma {
            self.out.push(',');
        }
        self.comma = false;
    }
}

/// A value that is written: a shape, whichever it is. So the writer of records is compiled once and not for each.
pub(crate) trait Written {
    fn write(&self, writer: &mut Writer);
    fn is_absent(&self) -> bool;
}

impl<T: Shape> Written for T {
    fn write(&self, writer: &mut Writer) {
        Shape::write(self, writer);
    }
    fn is_absent(&self) -> bool {
        Shape::is_absent(self)
    }
}
