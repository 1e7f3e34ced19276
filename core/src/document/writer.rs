//! Writing shapes as compact JSON.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Write as _};

use super::Id;
use super::phrase::{Phrase, Short};
use super::scan::{first_special, is_plain};
use super::shape::Shape;
use crate::money::{Currency, DecimalText, Money, TWO_DIGITS, few_digits, millionths};

/// Builds one JSON value. Fields come in the order they are written.
///
/// Every item of an object or a list is written with a comma before it; that of the first becomes the bracket that opens, once
/// all items are there. So nobody has to know whether an item is the first.
#[derive(Debug)]
pub struct Writer {
    out: Bytes,
    currency: Currency,
}

/// Numbers below this have at most eight digits.
const FEW_DIGITS: u32 = 100_000_000;

/// A text that grows: bytes, since most of what is put there is made of digits and short names, and needs no look whether it
/// is UTF-8 before the end.
#[derive(Debug)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn push(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn put(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// A number below [`FEW_DIGITS`].
    fn put_number(&mut self, number: u32) {
        let (digits, count) = few_digits(number);
        let end = self.0.len().saturating_add(count);
        self.0.extend_from_slice(&digits);
        self.0.truncate(end);
    }

    /// All bytes of a fixed number are faster to put than some, even where most are taken away again.
    fn put_short(&mut self, short: &Short) {
        let (padded, length) = short.padded();
        let end = self.0.len().saturating_add(length);
        self.0.extend_from_slice(padded);
        self.0.truncate(end);
    }
}

impl fmt::Write for Bytes {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.put(text);
        Ok(())
    }
}

impl Writer {
    pub(crate) fn new(currency: Currency) -> Self {
        Self::with_room(currency, 512)
    }

    /// A writer of a text that has about so many bytes.
    pub(crate) fn with_room(currency: Currency, bytes: usize) -> Self {
        Self { out: Bytes(Vec::with_capacity(bytes)), currency }
    }

    pub(crate) fn finish(self) -> String {
        // Whatever was put there was a text, or digits.
        String::from_utf8(self.out.0).unwrap_or_default()
    }

    /// The currency of amounts.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// A value that needs no quotes: `true`, `null`, a number as it stands elsewhere.
    pub(crate) fn plain(&mut self, value: &str) {
        self.out.put(value);
    }

    /// A string; escapes are those of RFC 8785.
    pub(crate) fn text(&mut self, text: &str) {
        self.out.push(b'"');
        if is_plain(text.as_bytes()) {
            self.out.put(text);
        } else {
            self.escaped(text);
        }
        self.out.push(b'"');
    }

    /// A string that may be short, and has nothing to escape then.
    pub(super) fn phrase(&mut self, phrase: &Phrase) {
        match phrase {
            Phrase::Short(short) => {
                self.out.push(b'"');
                self.out.put_short(short);
                self.out.push(b'"');
            }
            other => self.text(other.as_str()),
        }
    }

    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = first_special(rest.as_bytes()) {
            let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.out.put(plain);
            let mut characters = from.chars();
            if let Some(escaped) = characters.next() {
                self.escape(escaped);
            }
            rest = characters.as_str();
        }
        self.out.put(rest);
    }

    fn escape(&mut self, c: char) {
        match c {
            '"' => self.out.put("\\\""),
            '\\' => self.out.put("\\\\"),
            '\n' => self.out.put("\\n"),
            '\r' => self.out.put("\\r"),
            '\t' => self.out.put("\\t"),
            '\u{8}' => self.out.put("\\b"),
            '\u{c}' => self.out.put("\\f"),
            c => {
                let _ = write!(self.out, "\\u{:04x}", u32::from(c));
            }
        }
    }

    /// A string of two steps: the pointer of an object, and the name of its member, in which nothing is to be escaped.
    pub(crate) fn member_path(&mut self, object: &str, name: &Id) {
        self.out.push(b'"');
        self.out.put(object);
        self.out.push(b'/');
        match name.phrase() {
            Phrase::Short(short) => self.out.put_short(short),
            other => self.out.put(other.as_str()),
        }
        self.out.push(b'"');
    }

    /// A string of siyu's own, in which nothing is to be escaped.
    pub(crate) fn word(&mut self, word: &str) {
        self.out.push(b'"');
        self.out.put(word);
        self.out.push(b'"');
    }

    /// What shows itself, as a string in which nothing is to be escaped.
    pub(crate) fn shown(&mut self, value: &dyn Display) {
        let _ = write!(self.out, "\"{value}\"");
    }

    /// A whole number.
    pub(crate) fn count(&mut self, is_negative: bool, size: u64) {
        match u32::try_from(size) {
            Ok(size) if !is_negative && size < FEW_DIGITS => self.out.put_number(size),
            _ => self.out.0.extend_from_slice(DecimalText::of(is_negative, size, 0).as_bytes()),
        }
    }

    /// An amount, as a decimal string of the currency.
    pub(crate) fn amount(&mut self, amount: Money) {
        // Amounts are mostly of hundredths, and below a hundred million.
        let minor = u64::try_from(amount.minor()).unwrap_or(u64::MAX);
        let (whole, part) = (minor.div_euclid(100), minor.rem_euclid(100));
        let two = usize::try_from(part).ok().and_then(|part| TWO_DIGITS.get(part));
        match (u32::try_from(whole), two) {
            (Ok(whole), Some([tenths, hundredths]))
                if whole < FEW_DIGITS && self.currency.decimals() == 2 =>
            {
                // All in one word: a quote, the digits, and what is behind them.
                let (digits, count) = few_digits(whole);
                let behind = u128::from(u32::from_le_bytes([b'.', *tenths, *hundredths, b'"']));
                let bits = u32::try_from(count).unwrap_or(0).saturating_mul(8);
                let digits = u128::from(u64::from_le_bytes(digits));
                let word = u128::from(b'"') | (digits << 8) | behind.wrapping_shl(bits.saturating_add(8));
                let end = self.out.0.len().saturating_add(count).saturating_add(5);
                self.out.0.extend_from_slice(&word.to_le_bytes());
                self.out.0.truncate(end);
            }
            _ => self.decimal(&amount.written(self.currency)),
        }
    }

    /// A rate or a factor, as a decimal string.
    pub(crate) fn millionths(&mut self, ppm: u32) {
        let ([a, b, c, d, e, f, g, h], length) = millionths(ppm);
        let end = self.out.0.len().saturating_add(length).saturating_add(1);
        self.out.0.extend_from_slice(&[b'"', a, b, c, d, e, f, g, h]);
        self.out.0.truncate(end);
        self.out.push(b'"');
    }

    /// A decimal string.
    pub(crate) fn decimal(&mut self, decimal: &DecimalText) {
        self.out.push(b'"');
        self.out.0.extend_from_slice(decimal.as_bytes());
        self.out.push(b'"');
    }

    /// Where something begins that is written next.
    #[must_use]
    pub(crate) fn place(&self) -> usize {
        self.out.0.len()
    }

    /// Ends an object that begins at a place.
    pub(crate) fn end_object(&mut self, start: usize) {
        self.close(start, [b'{', b'}']);
    }

    /// An object whose members `write` writes.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(crate) fn object(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.place();
        write(self);
        self.end_object(start);
    }

    /// A list whose items `write` writes.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(crate) fn list(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.place();
        write(self);
        self.close(start, [b'[', b']']);
    }

    /// Ends what begins at a place.
    fn close(&mut self, start: usize, [open, close]: [u8; 2]) {
        match self.out.0.get_mut(start) {
            Some(comma) => *comma = open,
            None => self.out.push(open),
        }
        self.out.push(close);
    }

    /// One member of an object.
    pub(crate) fn member(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.out.push(b',');
        self.text(name);
        self.out.push(b':');
        write(self);
    }

    /// One member of an object by one of siyu's own names, left out when its value says that it is absent.
    // With a name of known length, names are copied without a loop; in WASM size counts.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn field<T: Shape>(&mut self, name: FieldName, value: &T) {
        if !value.is_absent() {
            self.out.put(name.0);
            value.write(self);
        }
    }

    /// An object whose names are ids.
    pub(crate) fn entries<'e, T: Shape + 'e>(&mut self, entries: impl Iterator<Item = (&'e Id, &'e T)>) {
        self.object(|writer| {
            for (id, value) in entries {
                writer.out.push(b',');
                writer.phrase(id.phrase());
                writer.out.push(b':');
                value.write(writer);
            }
        });
    }

    /// One item of a list.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(crate) fn item(&mut self, write: impl FnOnce(&mut Self)) {
        self.out.push(b',');
        write(self);
    }
}

/// The name of a record's field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldName(&'static str);

impl FieldName {
    /// A field by what stands before its value in JSON: `,"name":`.
    pub(crate) const fn new(before_value: &'static str) -> Self {
        Self(before_value)
    }

    /// Whether it is this name.
    pub(crate) fn is(self, name: &str) -> bool {
        // Two bytes before it, and two behind.
        let own = self.0.as_bytes();
        own.len() == name.len().saturating_add(4)
            && own.get(2..name.len().saturating_add(2)) == Some(name.as_bytes())
    }

    /// The name in its quotes, and the colon behind it.
    pub(super) fn with_colon(self) -> &'static [u8] {
        self.0.as_bytes().get(1..).unwrap_or_default()
    }

    /// The name itself.
    pub(crate) fn plain(self) -> &'static str {
        self.0.get(2..self.0.len().saturating_sub(2)).unwrap_or_default()
    }
}

/// The [`FieldName`] of a word.
macro_rules! field_name {
    ($($name:tt)+) => {
        const { $crate::document::FieldName::new(concat!(",\"", $($name)+, "\":")) }
    };
}
pub(crate) use field_name;
