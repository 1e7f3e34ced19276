//! A CSV file by the names of its columns, in any order, row by row, with every fault of a row.

use std::io::BufRead;

use csv::ByteRecord;
use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::error::Code;
use siyu::money::{Currency, Money};

use super::fault::Fault;
use super::problems::{FoundColumn, Place, Problems};
use super::progress::Progress;
use super::source::Source;
use crate::failure::Failure;

/// A column that a file may have.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// As the header has it.
    pub name: &'static str,
    /// Whether the file cannot be read without it.
    required: bool,
}

/// A column that must be there.
pub const fn required(name: &'static str) -> Column {
    Column { name, required: true }
}

/// A column that may be left out; its cells are then empty.
pub const fn optional(name: &'static str) -> Column {
    Column { name, required: false }
}

/// Reads every row of a file. `take` gives `None` for a row that it refuses, having told the row why.
pub fn read_rows(
    source: &Source,
    columns: &'static [Column],
    problems: &mut Problems,
    mut take: impl FnMut(&mut Row<'_>) -> Option<()>,
) -> Result<(), Failure> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(Box::new(source.open()?) as Box<dyn BufRead + '_>);
    let header = reader.byte_headers().map_err(|error| unreadable(source, &error))?.clone();
    let header = Header::find(source, columns, &header)?;
    let file = problems.begin(source.name(), header.columns.clone(), header.unknown.clone());
    let mut progress = Progress::of(source.name());
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|error| unreadable(source, &error))? {
        let line = record.position().map_or(0, csv::Position::line);
        let place = problems.count(file, line);
        let mut row = Row { header: &header, record: &record, place, faults: Vec::new() };
        if record.len() == header.width {
            let taken = take(&mut row);
            debug_assert_eq!(taken.is_none(), !row.faults.is_empty(), "a refused row says why");
        } else {
            row.faults.push((None, Fault::Width { found: record.len(), header: header.width }));
        }
        if !row.faults.is_empty() {
            let faults = std::mem::take(&mut row.faults);
            problems.refuse(place, faults);
        }
        progress.tick();
    }
    Ok(())
}

fn unreadable(source: &Source, error: &csv::Error) -> Failure {
    Failure(format!("{}: cannot be read: {error}", source.name()))
}

/// Where each column stands.
struct Header {
    columns: Vec<FoundColumn>,
    unknown: Vec<String>,
    width: usize,
}

impl Header {
    fn find(source: &Source, columns: &'static [Column], header: &ByteRecord) -> Result<Self, Failure> {
        let names: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let mut found = Vec::with_capacity(columns.len());
        for column in columns {
            let mut places = (1..).zip(&names).filter(|(_, name)| *name == column.name).map(|(at, _)| at);
            let number = places.next();
            if let Some(second) = places.next() {
                return Err(Failure(format!(
                    "{}:1:{second}: column `{}` stands twice, allowed is once",
                    source.name(),
                    column.name
                )));
            }
            if number.is_none() && column.required {
                return Err(Failure(missing_column(source, column, columns, &names)));
            }
            found.push(FoundColumn { name: column.name, number });
        }
        let known = |name: &String| columns.iter().any(|column| column.name == name);
        let unknown = names.iter().filter(|name| !known(name)).cloned().collect();
        Ok(Self { columns: found, unknown, width: names.len() })
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|column| column.name == name).and_then(|column| column.number)
    }
}

fn missing_column(source: &Source, missing: &Column, columns: &[Column], found: &[String]) -> String {
    let listed = |wanted: bool| {
        let names = columns.iter().filter(|column| column.required == wanted).map(|column| column.name);
        names.collect::<Vec<_>>().join(",")
    };
    format!(
        "{}:1: column `{}` is missing: found `{}`, needed are `{}`, and there may be `{}`",
        source.name(),
        missing.name,
        found.join(","),
        listed(true),
        listed(false)
    )
}

/// One row. Its readers give `None` after they have noted why, so that a row tells all its faults at once.
pub struct Row<'r> {
    header: &'r Header,
    record: &'r ByteRecord,
    /// Where it stands.
    pub place: Place,
    faults: Vec<(Option<&'static str>, Fault)>,
}

impl<'r> Row<'r> {
    /// Refuses the row for what stands in a column.
    pub fn refuse(&mut self, column: &'static str, fault: impl Into<Fault>) {
        self.faults.push((Some(column), fault.into()));
    }

    /// The cell as text, nothing when it is empty.
    pub fn text(&mut self, column: &'static str) -> Option<Option<&'r str>> {
        let number = self.header.number(column);
        let cell = number.and_then(|number| self.record.get(number - 1)).unwrap_or_default();
        match std::str::from_utf8(cell) {
            Ok(text) => Some(Some(text.trim()).filter(|text| !text.is_empty())),
            Err(_) => {
                self.refuse(column, Fault::Encoding);
                None
            }
        }
    }

    /// The cell through a reader; `Some(None)` when it is empty.
    pub fn optional<T, Refusal: Into<Fault>>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Option<Option<T>> {
        match self.text(column)? {
            None => Some(None),
            Some(text) => match read(text) {
                Ok(value) => Some(Some(value)),
                Err(error) => {
                    self.refuse(column, error);
                    None
                }
            },
        }
    }

    /// The cell through a reader; refused when it is empty.
    pub fn required<T, Refusal: Into<Fault>>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        let value = self.optional(column, read)?;
        if value.is_none() {
            self.refuse(column, Fault::Empty);
        }
        value
    }
}

/// Reads a date.
pub fn date(text: &str) -> Result<Date, siyu::Error> {
    Date::parse(text).ok_or_else(|| siyu::Error::new(Code::DateFormat).found(text).allowed("\"2026-10-31\""))
}

/// Reads a date of a month.
pub fn date_of_month(month: Month) -> impl Fn(&str) -> Result<Date, Fault> {
    move |text| {
        let found = date(text)?;
        if month.contains(found) { Ok(found) } else { Err(Fault::OutsideMonth { found, month }) }
    }
}

/// Reads an amount that is not below zero.
pub fn amount(currency: Currency) -> impl Fn(&str) -> Result<Money, siyu::Error> {
    move |text| {
        let amount = Money::parse(text, currency)?;
        if amount.is_negative() {
            return Err(siyu::Error::new(Code::NegativeAmount).found(text).allowed("≥ 0"));
        }
        Ok(amount)
    }
}

/// Reads an amount above zero.
pub fn positive_amount(currency: Currency) -> impl Fn(&str) -> Result<Money, siyu::Error> {
    move |text| {
        let amount = Money::parse(text, currency)?;
        if amount.is_negative() || amount.is_zero() {
            return Err(siyu::Error::new(Code::NegativeAmount).found(text).allowed("> 0"));
        }
        Ok(amount)
    }
}

/// Reads a whole number of at least `least`.
pub fn count(least: u64) -> impl Fn(&str) -> Result<u64, siyu::Error> {
    move |text| {
        let read = text.parse::<u64>().ok().filter(|count| *count >= least);
        read.ok_or_else(|| {
            siyu::Error::new(Code::CountOutOfRange).found(text).allowed(format!("≥ {least} (0–9)"))
        })
    }
}

/// Reads `true` or `false`.
pub fn flag(text: &str) -> Result<bool, siyu::Error> {
    word(&[("true", true), ("false", false)])(text)
}

/// Reads one of a few words.
pub fn word<T: Copy>(words: &'static [(&'static str, T)]) -> impl Fn(&str) -> Result<T, siyu::Error> {
    move |text| {
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        found.ok_or_else(|| {
            let allowed: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            siyu::Error::new(Code::UnknownChoice).found(text).allowed(allowed.join(", "))
        })
    }
}

/// Reads one of the ids of a rulebook.
pub fn one_of(known: &[Id]) -> impl Fn(&str) -> Result<Id, siyu::Error> {
    move |text| {
        let found = known.iter().find(|known| known.as_str() == text).cloned();
        found.ok_or_else(|| {
            let allowed: Vec<&str> = known.iter().map(Id::as_str).collect();
            siyu::Error::new(Code::UnknownChoice).found(text).allowed(allowed.join(", "))
        })
    }
}

/// Reads a month.
pub fn month_of_year(text: &str) -> Result<Month, siyu::Error> {
    Month::parse(text).ok_or_else(|| siyu::Error::new(Code::DateFormat).found(text).allowed("\"2026-10\""))
}

/// Reads an id.
pub fn id(text: &str) -> Result<Id, siyu::Error> {
    Id::new(text)
}
