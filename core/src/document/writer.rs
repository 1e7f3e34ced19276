//! Writing shapes as compact JSON.

use alloc::string::String;
use core::fmt::{Display, Write as _};

use super::shape::Shape;
use crate::money::Currency;

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
        Self { out: String::with_capacity(256), currency, comma: false }
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
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                c if u32::from(c) < 0x20 => {
                    let _ = write!(self.out, "\\u{:04x}", u32::from(c));
                }
                c => self.out.push(c),
            }
        }
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

    /// One member of an object, left out when its value says that it is absent.
    pub(crate) fn field(&mut self, name: &str, value: &dyn Written) {
        if !value.is_absent() {
            self.member(name, |writer| value.write(writer));
        }
    }

    /// An object with these fields, without those that have their default or are absent.
    pub(crate) fn record(&mut self, names: &[&str], values: &[Option<&dyn Written>]) {
        self.object(|writer| {
            for (name, value) in names.iter().zip(values) {
                if let Some(value) = value {
                    writer.field(name, *value);
                }
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
