//! What a value looks like in a document: how it is read and written.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::node::{Kind, Node};
use super::reader::{Entries, List, Slot};
use super::record::choice_shape;
use super::writer::field_name;
use super::{Description, Field, Gather, Id, Map, Reader, Text, TextForm, Word, Writer};
use crate::calendar::{Date, LeapDay, Month, UtcOffset};
use crate::error::{Code, Error, Severity};
use crate::money::{Currency, Factor, Money, Rate, Rounding};

mod sealed {
    /// Shapes are siyu's own: hosts use them and add none.
    pub trait Sealed {}
    impl<T> Sealed for T {}
}

/// A type with one form in documents.
pub trait Shape: Sized + sealed::Sealed {
    /// Whether a field of this type may be left out; it has its blank value then.
    #[doc(hidden)]
    const MAY_BE_ABSENT: bool = false;

    /// Whether the blank value takes the place of one that could not be read, so that reading goes on: the document is refused
    /// by then.
    #[doc(hidden)]
    const STANDS_IN: bool = false;

    /// Whether it looks into objects by itself, so that it can only be read from a tree.
    #[doc(hidden)]
    const NEEDS_TREE: bool = false;

    /// The value before it is read.
    #[doc(hidden)]
    fn blank() -> Self;

    /// Reads the value, or reports to `reader` why it cannot be read and gives `None`.
    #[doc(hidden)]
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let mut value = Self::blank();
        value.fill(node, reader).then_some(value)
    }

    /// Reads the value into its place and says whether it could be read. A shape gives this or `read`.
    #[doc(hidden)]
    #[allow(private_interfaces)]
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
        let read = Self::read(node, reader);
        let could_be = read.is_some();
        if let Some(value) = read {
            *self = value;
        }
        could_be
    }

    /// Makes a value that stands in differ from others, where values must; `count` differs from call to call.
    #[doc(hidden)]
    fn stand_apart(&mut self, count: usize) {
        let _ = count;
    }

    /// Writes the value.
    #[doc(hidden)]
    fn write(&self, writer: &mut Writer);

    /// What the value looks like.
    fn describe() -> Description;

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
    /// The words in documents, in the same order.
    const SLUGS: &'static [&'static str];
    /// The word in documents.
    fn slug(self) -> &'static str;
    /// The same as a text.
    fn text(self) -> Text {
        self.slug().into()
    }
}

/// Reads one of the words of a choice.
pub(crate) fn shape_of_choice<T: Choice>(node: &Node<'_>, reader: &mut Reader) -> Option<T> {
    T::ALL.get(word(node, reader, T::SLUGS)?).copied()
}

/// Which of some words stands here.
fn word(node: &Node<'_>, reader: &mut Reader, words: &[&str]) -> Option<usize> {
    let shown = || words.iter().map(|word| alloc::format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
    let Some(text) = node.text() else {
        reader.wrong_type(node, &shown());
        return None;
    };
    let chosen = words.iter().position(|word| *word == text);
    if chosen.is_none() {
        reader.refuse("", Error::new(Code::UnknownChoice).found(text).with("allowed", shown()));
    }
    chosen
}

/// Reads a string through a fallible constructor.
fn read_text<T>(
    node: &Node<'_>,
    reader: &mut Reader,
    example: &str,
    make: impl FnOnce(&str) -> Result<T, Error>,
) -> Option<T> {
    let Some(text) = node.text() else {
        reader.wrong_type(node, example);
        return None;
    };
    make(&text).map_err(|error| reader.refuse("", error)).ok()
}

/// Reads an exact decimal: a JSON number is refused, since it may have passed through a float.
pub(crate) fn read_decimal<T>(
    node: &Node<'_>,
    reader: &mut Reader,
    example: &str,
    make: impl FnOnce(&str) -> Result<T, Error>,
) -> Option<T> {
    if let Some(number) = node.number() {
        let quoted = alloc::format!("\"{number}\"");
        reader.refuse("", Error::new(Code::NumberForDecimal).found(number).allowed(quoted));
        return None;
    }
    read_text(node, reader, example, make)
}

impl Shape for Money {
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        Self::ZERO
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let currency = reader.currency();
        // An example is made only for a message.
        let example =
            if matches!(node.kind(), Kind::Text { .. }) { String::new() } else { Money::example(currency) };
        read_decimal(node, reader, &example, |text| Money::parse(text, currency))
    }
    fn write(&self, writer: &mut Writer) {
        writer.amount(*self);
    }
    fn describe() -> Description {
        const DOCUMENTATION: &str = "An amount of the rulebook's currency as a decimal string, with at most its decimals; up to \
            10^15 of its minor unit. Never a JSON number, which may have been a float.";
        Description::named("siyu::money", "Money", DOCUMENTATION, || {
            Description::Text(TextForm {
                pattern: Some(r"^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,6})?$"),
                examples: &["199.00", "19.9", "20"],
                ..TextForm::default()
            })
        })
    }
}

/// Shapes of types that are read from, and written as, one string.
macro_rules! text_shape {
    ($(
        $(#[doc = $doc:literal])+
        $type:ident of $room:literal {
            read: $read:ident, $example:literal, $make:expr;
            write: $write:expr;
            blank: $blank:expr;
            form: $form:expr;
        }
    )+) => {$(
        impl Shape for $type {
            const STANDS_IN: bool = true;
            fn blank() -> Self {
                $blank
            }
            #[allow(private_interfaces)]
            fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
                $read(node, reader, $example, $make)
            }
            fn write(&self, writer: &mut Writer) {
                let write: fn(&$type, &mut Writer) = $write;
                write(self, writer);
            }
            fn describe() -> Description {
                Description::named($room, stringify!($type), concat!($($doc, "\n"),+), || Description::Text($form))
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
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        Self::MIN
    }
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
        writer.shown(self);
    }
    fn describe() -> Description {
        let documentation = "A day in the merchant's own calendar, from 1900-01-01 to 9999-12-31. Among facts also an instant with an \
            offset, which counts as the date that it falls on there.";
        Description::named("siyu::calendar", "Date", documentation, || {
            Description::Text(form(
                "^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\
                 ([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$",
                &["2024-02-29", "2024-02-29T16:30:00+08:00"],
            ))
        })
    }
}

fn parse_text(text: &str) -> Result<Text, Error> {
    let length = text.chars().count();
    if length <= Text::MOST {
        return Ok(Text::new(text));
    }
    Err(Error::new(Code::TextLength).found(length).allowed(alloc::format!("≤ {}", Text::MOST)))
}

/// The form of a string that matches a pattern.
pub(crate) const fn form(pattern: &'static str, examples: &'static [&'static str]) -> TextForm {
    TextForm { pattern: Some(pattern), format: None, longest: None, examples }
}

text_shape! {
    /// A share of something, 0 to 1, as a decimal of at most six places or as percents of at most four.
    Rate of "siyu::money" {
        read: read_decimal, "\"0.05\"", Rate::parse;
        write: |rate, writer| writer.millionths(rate.ppm());
        blank: Self::ZERO;
        form: form(
            r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?|([1-9]?[0-9](\.[0-9]{1,4})?|100(\.0{1,4})?)%)$",
            &["0.05", "5%", "12.5%"],
        );
    }
    /// What part of a price is paid: above 0, at most 1; as a decimal, in percents or in 折 ("85折" and "8.5折" are 0.85).
    Factor of "siyu::money" {
        read: read_decimal, "\"0.85\"", Factor::parse;
        write: |factor, writer| writer.millionths(factor.ppm());
        blank: Self::ONE;
        form: form(
            "^(0\\.[0-9]{1,6}|1(\\.0{1,6})?|([1-9]?[0-9](\\.[0-9]{1,4})?|100(\\.0{1,4})?)%\
             |([1-9](\\.[0-9]{1,5})?|0\\.[0-9]{1,5}|1[1-9]|[2-9][0-9])折)$",
            &["0.85", "85%", "8.5折", "85折"],
        );
    }
    /// A short text: at most 1,000 characters.
    Text of "siyu::document" {
        read: read_text, "\"…\"", parse_text;
        write: |text, writer| writer.phrase(text.phrase());
        blank: Self::default();
        form: TextForm { longest: Some(Text::MOST), ..TextForm::default() };
    }
    /// A calendar month, from 1900-01 to 9999-12.
    Month of "siyu::calendar" {
        read: read_text, "\"2024-02\"", |text| Month::parse(text).ok_or_else(|| date_error(text, "\"2024-02\""));
        write: |month, writer| writer.shown(month);
        blank: Self::of(Date::MIN);
        form: form("^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])$", &["2024-02"]);
    }
    /// How far a clock is ahead of UTC, from -14:00 to +14:00.
    UtcOffset of "siyu::calendar" {
        read: read_text, "\"+08:00\"", |text| UtcOffset::parse(text).ok_or_else(|| date_error(text, "\"+08:00\""));
        write: |offset, writer| writer.shown(offset);
        blank: Self::default();
        form: form(r"^[+-](0[0-9]|1[0-4]):[0-5][0-9]$", &["+08:00", "-03:30"]);
    }
}

impl Shape for Id {
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        Self::fixed("")
    }
    #[allow(private_interfaces)]
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
        let id = node.plain().and_then(Self::usual).or_else(|| read_text(node, reader, "\"…\"", Self::new));
        id.map(|id| *self = id).is_some()
    }
    fn stand_apart(&mut self, count: usize) {
        if let Ok(id) = Self::new(&alloc::format!("?{count}")) {
            *self = id;
        }
    }
    fn write(&self, writer: &mut Writer) {
        writer.phrase(self.phrase());
    }
    fn describe() -> Description {
        const DOCUMENTATION: &str =
            "A host's name of a thing: 1 to 128 bytes of UTF-8 without control characters.";
        Description::named("siyu::document", "Id", DOCUMENTATION, || {
            let form = form("^[^\\u0000-\\u001f\\u007f-\\u009f]+$", &[]);
            Description::Text(TextForm { longest: Some(Self::MOST_BYTES), ..form })
        })
    }
}

/// A text of any length, such as a whole document.
impl Shape for String {
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        Self::new()
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        read_text(node, reader, "\"…\"", |text| Ok(text.into()))
    }
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
    fn describe() -> Description {
        Description::Text(TextForm::default())
    }
}

/// The bounds of a type, within ±(2^53 − 1), which every JSON reader keeps exact.
fn bounds<T: TryInto<i64>>(least: T, most: T) -> (i64, i64) {
    const EXACT: i64 = (1 << 53) - 1;
    (least.try_into().unwrap_or(-EXACT).max(-EXACT), most.try_into().unwrap_or(EXACT).min(EXACT))
}

/// Reads a whole number: a JSON number without point or exponent.
fn read_count(node: &Node<'_>, reader: &mut Reader, (least, most): (i64, i64)) -> Option<i64> {
    let allowed = || alloc::format!("{least}–{most}");
    let Some(number) = node.number() else {
        reader.wrong_type(node, &allowed());
        return None;
    };
    let value = number.parse::<i64>().ok().filter(|value| (least..=most).contains(value));
    if value.is_none() {
        reader.refuse("", Error::new(Code::CountOutOfRange).found(number).with("allowed", allowed()));
    }
    value
}

/// Shapes of whole numbers, within [`bounds`].
macro_rules! count_shape {
    ($($type:ty),+) => {$(
        impl Shape for $type {
            const STANDS_IN: bool = true;
            fn blank() -> Self {
                0
            }
            #[allow(private_interfaces)]
            fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
                read_count(node, reader, bounds(<$type>::MIN, <$type>::MAX))?.try_into().ok()
            }
            fn write(&self, writer: &mut Writer) {
                let value = i128::from(*self);
                writer.count(value < 0, u64::try_from(value.unsigned_abs()).unwrap_or(u64::MAX));
            }
            fn describe() -> Description {
                let (least, most) = bounds(<$type>::MIN, <$type>::MAX);
                Description::Count { least, most }
            }
        }
    )+};
}

count_shape!(u8, u16, u32, u64, i64);

impl Shape for bool {
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        false
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let Kind::Flag(flag) = node.kind() else {
            reader.wrong_type(node, "true, false");
            return None;
        };
        Some(flag)
    }
    fn write(&self, writer: &mut Writer) {
        writer.plain(if *self { "true" } else { "false" });
    }
    fn describe() -> Description {
        Description::Flag
    }
}

impl<T: Shape> Shape for Option<T> {
    const MAY_BE_ABSENT: bool = true;
    const STANDS_IN: bool = true;
    const NEEDS_TREE: bool = T::NEEDS_TREE;
    fn blank() -> Self {
        None
    }
    #[allow(private_interfaces)]
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
        let could_be = self.insert(T::blank()).fill(node, reader);
        if !could_be {
            *self = None;
        }
        could_be
    }
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.plain("null"),
        }
    }
    fn describe() -> Description {
        T::describe()
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Shape> Shape for Box<T> {
    const NEEDS_TREE: bool = T::NEEDS_TREE;
    fn blank() -> Self {
        Self::new(T::blank())
    }
    #[allow(private_interfaces)]
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
        T::fill(self, node, reader)
    }
    fn write(&self, writer: &mut Writer) {
        T::write(self, writer);
    }
    fn describe() -> Description {
        T::describe()
    }
}

impl<T: Shape> List for Vec<T> {
    fn begin(&mut self) -> Option<&mut dyn Slot> {
        self.push(T::blank());
        self.last_mut().map(|item| -> &mut dyn Slot { item })
    }
    fn undo(&mut self) {
        self.pop();
    }
}

/// The items of a list, without those that cannot be read.
impl<T: Shape> Shape for Vec<T> {
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        Self::new()
    }
    #[allow(private_interfaces)]
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
        // A list that stands in the text is not added to the default that it replaces.
        self.clear();
        reader.list(node, self)
    }
    fn write(&self, writer: &mut Writer) {
        writer.list(|writer| {
            for item in self {
                writer.item(|writer| item.write(writer));
            }
        });
    }
    fn describe() -> Description {
        Description::List(Box::new(T::describe()))
    }
}

/// Shapes of objects whose names are ids.
macro_rules! map_shape {
    ($($map:ident),+) => {$(
        impl<T: Shape> Shape for $map<Id, T> {
            const STANDS_IN: bool = true;
            fn blank() -> Self {
                Self::new()
            }
            #[allow(private_interfaces)]
            fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
                reader.entries(node, self)
            }
            fn describe() -> Description {
                Description::Map(Box::new(T::describe()))
            }
            fn write(&self, writer: &mut Writer) {
                writer.entries(self.iter());
            }
        }
    )+};
}

map_shape!(BTreeMap, Gather, Map);

impl<T: Shape> Entries for BTreeMap<Id, T> {
    fn read(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> Option<Id>) {
        let mut value = T::blank();
        if let Some(id) = read(&mut value) {
            self.insert(id, value);
        }
    }
    fn settle(&mut self) {}
    fn count(&self) -> usize {
        self.len()
    }
}

impl<T: Shape> Entries for Gather<Id, T> {
    fn read(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> Option<Id>) {
        let mut value = T::blank();
        if let Some(id) = read(&mut value) {
            self.insert(id, value);
        }
    }
    fn settle(&mut self) {}
    fn count(&self) -> usize {
        self.len()
    }
}

impl<T: Shape> Entries for Map<Id, T> {
    fn read(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> Option<Id>) {
        let mut value = T::blank();
        if let Some(id) = read(&mut value) {
            self.push(id, value);
        }
    }
    fn settle(&mut self) {
        self.sort();
    }
    fn count(&self) -> usize {
        self.len()
    }
}

/// `"CNY"`, or `{"code": "GBP", "decimals": 3}` where the decimals are the merchant's own.
impl Shape for Currency {
    const NEEDS_TREE: bool = true;
    fn blank() -> Self {
        Self::CNY
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let refused = |text: &str| {
            Error::new(Code::UnknownChoice)
                .found(text)
                .allowed("\"CNY\", {\"code\": \"GBP\", \"decimals\": 0–6} (ISO 4217)")
        };
        if matches!(node.kind(), Kind::Text { .. }) {
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
            return writer.word(self.code());
        }
        writer.object(|writer| {
            writer.member("code", |writer| writer.word(self.code()));
            writer.field(field_name!("decimals"), &self.decimals());
        });
    }
    fn describe() -> Description {
        const DOCUMENTATION: &str = "A currency by the three letters of ISO 4217, which has its decimals, or with the decimals of \
            the merchant's own prices.";
        Description::named("siyu::money", "Currency", DOCUMENTATION, || {
            let letters = form("^[A-Z]{3}$", &["CNY"]);
            let most = i64::from(Currency::MOST_DECIMALS);
            let field = |name, documentation, description| Field {
                name,
                documentation,
                required: true,
                default: None,
                description,
            };
            Description::AnyOf(alloc::vec![
                Description::Text(letters),
                Description::Record(alloc::vec![
                    field("code", "The three letters of ISO 4217.", Description::Text(letters)),
                    field(
                        "decimals",
                        "The decimals of the minor unit.",
                        Description::Count { least: 0, most }
                    ),
                ]),
            ])
        })
    }
}

choice_shape! {
    "siyu::money",
    /// How a part of a minor unit is rounded; negative amounts like positive ones.
    Rounding {
        /// Toward zero.
        Down = "down",
        /// To the nearest, a half away from zero.
        HalfUp = "half_up",
        /// To the nearest, a half to the even neighbour.
        HalfEven = "half_even",
        /// Away from zero.
        Up = "up",
    }
}

choice_shape! {
    "siyu::calendar",
    /// Where a 29 February goes in a common year.
    LeapDay {
        /// To 28 February.
        February28 = "february_28",
        /// To 1 March.
        March1 = "march_1",
    }
}

choice_shape! {
    "siyu::error",
    /// How much a finding weighs.
    Severity {
        /// Worth knowing; nothing is refused.
        Info = "info",
        /// Likely a mistake or a risk; nothing is refused.
        Warning = "warning",
        /// The rulebook is refused.
        Error = "error",
    }
}

/// A code is its slug.
impl Choice for Code {
    const ALL: &'static [Self] = Self::ALL;
    const SLUGS: &'static [&'static str] = Self::SLUGS;
    fn slug(self) -> &'static str {
        self.slug()
    }
}

impl Shape for Code {
    fn blank() -> Self {
        Self::JsonSyntax
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        shape_of_choice(node, reader)
    }
    fn write(&self, writer: &mut Writer) {
        writer.word(self.slug());
    }
    fn describe() -> Description {
        const DOCUMENTATION: &str = "What is wrong; the page of codes has the messages and repairs.";
        Description::named("siyu::error", "Code", DOCUMENTATION, || {
            let word = |code: &Self| Word { slug: code.slug(), documentation: code.documentation() };
            Description::Choice(Self::ALL.iter().map(word).collect())
        })
    }
}
