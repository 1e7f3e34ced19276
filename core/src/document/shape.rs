//! What a value looks like in a document: how it is read and written.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::node::{Node, Value};
use super::record::choice_shape;
use super::{Id, Reader, Writer};
use crate::calendar::{Date, Month, UtcOffset};
use crate::error::{Code, Error};
use crate::money::{Currency, Factor, Money, Rate, Rounding};

mod sealed {
    /// Shapes are siyu's own: hosts use them and add none.
    pub trait Sealed {}
    impl<T> Sealed for T {}
}

/// A type with one form in documents.
pub trait Shape: Sized + sealed::Sealed {
    /// Reads the value, or reports to `reader` why it cannot be read and gives `None`.
    #[doc(hidden)]
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self>;

    /// Writes the value.
    #[doc(hidden)]
    fn write(&self, writer: &mut Writer);

    /// What a missing field of this type means; `None` when it must be there.
    #[doc(hidden)]
    fn absent() -> Option<Self> {
        None
    }

    /// What takes the place of a value that could not be read, so that reading goes on: the document is refused by then.
    /// `count` differs from call to call, for values that must differ.
    #[doc(hidden)]
    fn stand_in(count: usize) -> Option<Self> {
        let _ = count;
        None
    }

    /// Whether the value is written by leaving its field out.
    #[doc(hidden)]
    fn is_absent(&self) -> bool {
        false
    }
}

/// A closed set of words.
pub trait Choice: Copy + Eq + 'static {
    /// Every word, in order.
    const ALL: &'static [Self];
    /// The word in documents.
    fn slug(self) -> &'static str;
}

/// Reads one of the words of a choice.
pub(crate) fn shape_of_choice<T: Choice>(node: &Node<'_>, reader: &mut Reader) -> Option<T> {
    let words =
        || T::ALL.iter().map(|word| alloc::format!("\"{}\"", word.slug())).collect::<Vec<_>>().join(", ");
    let Value::Text(text) = &node.value else {
        reader.wrong_type(node, &words());
        return None;
    };
    let chosen = T::ALL.iter().find(|word| word.slug() == text.as_ref()).copied();
    if chosen.is_none() {
        reader.refuse("", Error::new(Code::UnknownChoice).found(text).with("allowed", words()));
    }
    chosen
}

/// A short text of a human's: at most 1,000 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(pub String);

impl Text {
    /// The most characters of a text.
    pub const MOST: usize = 1000;

    /// A text that ends in "…" where it would be too long.
    #[must_use]
    pub fn cut(mut text: String) -> Self {
        // Most texts are short: bytes are counted first.
        if text.len() > Self::MOST && text.chars().nth(Self::MOST).is_some() {
            let last = text.char_indices().nth(Self::MOST.saturating_sub(1)).map_or(0, |(at, _)| at);
            text.truncate(last);
            text.push('…');
        }
        Self(text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a string through a fallible constructor.
fn read_text<T>(
    node: &Node<'_>,
    reader: &mut Reader,
    example: &str,
    make: impl FnOnce(&str) -> Result<T, Error>,
) -> Option<T> {
    let Value::Text(text) = &node.value else {
        reader.wrong_type(node, example);
        return None;
    };
    make(text).map_err(|error| reader.refuse("", error)).ok()
}

/// Reads an exact decimal: a JSON number is refused, since it may have passed through a float.
pub(crate) fn read_decimal<T>(
    node: &Node<'_>,
    reader: &mut Reader,
    example: &str,
    make: impl FnOnce(&str) -> Result<T, Error>,
) -> Option<T> {
    if let Value::Number(number) = &node.value {
        let quoted = alloc::format!("\"{number}\"");
        reader.refuse("", Error::new(Code::NumberForDecimal).found(number).allowed(quoted));
        return None;
    }
    read_text(node, reader, example, make)
}

impl Shape for Money {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let currency = reader.currency();
        read_decimal(node, reader, &Money::example(currency), |text| Money::parse(text, currency))
    }
    fn write(&self, writer: &mut Writer) {
        let text = self.to_text(writer.currency());
        writer.text(&text);
    }
    fn stand_in(_: usize) -> Option<Self> {
        Some(Self::ZERO)
    }
}

/// Shapes of types that are read from, and written as, one string.
macro_rules! text_shape {
    ($($type:ty: $read:ident, $example:literal, $make:expr, $write:expr, $stand_in:expr;)+) => {$(
        impl Shape for $type {
            #[allow(private_interfaces)]
            fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
                $read(node, reader, $example, $make)
            }
            fn write(&self, writer: &mut Writer) {
                let write: fn(&$type) -> String = $write;
                writer.text(&write(self));
            }
            fn stand_in(count: usize) -> Option<Self> {
                let stand_in: fn(usize) -> Option<$type> = $stand_in;
                stand_in(count)
            }
        }
    )+};
}

fn date_error(text: &str, example: &'static str) -> Error {
    Error::new(Code::DateFormat).found(text).allowed(example)
}

/// A civil date, "2024-02-29". Among facts also an instant with an offset, "2024-02-29T16:30:00Z", which counts as the date that
/// it falls on in the merchant's own calendar, at the rulebook's `utc_offset`.
impl Shape for Date {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        const DATE: &str = "\"2024-02-29\"";
        const DATE_OR_INSTANT: &str = "\"2024-02-29\", \"2024-02-29T16:30:00+08:00\"";
        let offset = reader.utc_offset();
        let example = if offset.is_some() { DATE_OR_INSTANT } else { DATE };
        read_text(node, reader, example, |text| {
            let instant = || Date::from_instant(text, offset?);
            Date::parse(text).or_else(instant).ok_or_else(|| date_error(text, example))
        })
    }
    fn write(&self, writer: &mut Writer) {
        writer.text(&alloc::format!("{self}"));
    }
    fn stand_in(_: usize) -> Option<Self> {
        Some(Self::MIN)
    }
}

fn parse_text(text: &str) -> Result<Text, Error> {
    let length = text.chars().count();
    if length <= Text::MOST {
        return Ok(Text(text.into()));
    }
    Err(Error::new(Code::TextLength).found(length).allowed(alloc::format!("≤ {}", Text::MOST)))
}

text_shape! {
    Rate: read_decimal, "\"0.05\"", Rate::parse, |rate| rate.to_text(), |_| Some(Rate::ZERO);
    Factor: read_decimal, "\"0.85\"", Factor::parse, |factor| factor.to_text(), |_| Some(Factor::ONE);
    Id: read_text, "\"…\"", Id::new, |id| id.as_str().into(), |count| Id::new(&alloc::format!("?{count}")).ok();
    Text: read_text, "\"…\"", parse_text, |text| text.0.clone(), |_| Some(Text::default());
    Month: read_text, "\"2024-02\"", |text| Month::parse(text).ok_or_else(|| date_error(text, "\"2024-02\"")),
        |month| alloc::format!("{month}"), |_| Some(Month::of(Date::MIN));
    UtcOffset: read_text, "\"+08:00\"", |text| UtcOffset::parse(text).ok_or_else(|| date_error(text, "\"+08:00\"")),
        |offset| alloc::format!("{offset}"), |_| Some(UtcOffset::default());
}

/// Shapes of whole numbers: JSON numbers without point or exponent, within the type and within ±(2^53 − 1), which every
/// JSON reader keeps exact.
macro_rules! count_shape {
    ($($type:ty),+) => {$(
        impl Shape for $type {
            #[allow(private_interfaces)]
            fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
                const EXACT: i64 = (1 << 53) - 1;
                let (low, high) = (i64::try_from(<$type>::MIN).unwrap_or(-EXACT).max(-EXACT), i64::try_from(<$type>::MAX).unwrap_or(EXACT).min(EXACT));
                let allowed = || alloc::format!("{low}–{high}");
                let Value::Number(number) = &node.value else {
                    reader.wrong_type(node, &allowed());
                    return None;
                };
                let value = number.parse::<i64>().ok().filter(|value| (low..=high).contains(value));
                let value = value.and_then(|value| Self::try_from(value).ok());
                if value.is_none() {
                    reader.refuse("", Error::new(Code::CountOutOfRange).found(number).with("allowed", allowed()));
                }
                value
            }
            fn write(&self, writer: &mut Writer) {
                writer.plain(self);
            }
            fn stand_in(_: usize) -> Option<Self> {
                Some(0)
            }
        }
    )+};
}

count_shape!(u8, u16, u32, u64, i64);

impl Shape for bool {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let Value::Bool(flag) = node.value else {
            reader.wrong_type(node, "true, false");
            return None;
        };
        Some(flag)
    }
    fn write(&self, writer: &mut Writer) {
        writer.plain(self);
    }
    fn stand_in(_: usize) -> Option<Self> {
        Some(false)
    }
}

impl<T: Shape> Shape for Option<T> {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Some)
    }
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.plain("null"),
        }
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn stand_in(_: usize) -> Option<Self> {
        Some(None)
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Shape> Shape for Box<T> {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Box::new)
    }
    fn write(&self, writer: &mut Writer) {
        T::write(self, writer);
    }
}

impl<T: Shape> Shape for Vec<T> {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        reader.items(node)
    }
    fn write(&self, writer: &mut Writer) {
        writer.list(|writer| {
            for item in self {
                writer.item(|writer| item.write(writer));
            }
        });
    }
    fn stand_in(_: usize) -> Option<Self> {
        Some(Self::new())
    }
}

/// An object whose names are ids.
impl<T: Shape> Shape for BTreeMap<Id, T> {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let mut map = Self::new();
        for member in reader.entries(node)? {
            let entry = reader.entry(&member.name, |reader| {
                let id = Id::new(&member.name).map_err(|error| reader.refuse("", error)).ok();
                let value = T::read(&member.node, reader);
                id.zip(value)
            });
            map.extend(entry);
        }
        Some(map)
    }
    fn stand_in(_: usize) -> Option<Self> {
        Some(Self::new())
    }
    fn write(&self, writer: &mut Writer) {
        writer.object(|writer| {
            for (id, value) in self {
                writer.member(id.as_str(), |writer| value.write(writer));
            }
        });
    }
}

/// `"CNY"`, or `{"code": "GBP", "decimals": 3}` where the decimals are the merchant's own.
impl Shape for Currency {
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let refused = |text: &str| {
            Error::new(Code::UnknownChoice)
                .found(text)
                .allowed("\"CNY\", {\"code\": \"GBP\", \"decimals\": 0–6} (ISO 4217)")
        };
        if matches!(node.value, Value::Text(_)) {
            return read_text(node, reader, "\"CNY\"", |text| {
                Currency::named(text).ok_or_else(|| refused(text))
            });
        }
        let fields = reader.fields(node, &["code", "decimals"])?;
        let code: Option<Id> = reader.field(fields, "code");
        let decimals: Option<u8> = reader.field(fields, "decimals");
        let (code, decimals) = code.zip(decimals)?;
        let currency = Currency::new(code.as_str(), decimals);
        if currency.is_none() {
            reader.refuse("", refused(&alloc::format!("{code} {decimals}")));
        }
        currency
    }
    fn write(&self, writer: &mut Writer) {
        if self.has_usual_decimals() {
            return writer.text(self.code());
        }
        writer.object(|writer| {
            writer.member("code", |writer| writer.text(self.code()));
            writer.member("decimals", |writer| writer.plain(self.decimals()));
        });
    }
}

choice_shape!(Rounding { Down = "down", HalfUp = "half_up", HalfEven = "half_even", Up = "up" });
choice_shape!(crate::calendar::LeapDay { February28 = "february_28", March1 = "march_1" });
