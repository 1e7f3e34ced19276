//! The calendar month, the usual period.

use core::fmt;

use super::date::Date;
use super::text::Reader;

/// A calendar month, from 1900-01 to 9999-12: the usual period of assessments, statements and closings.
///
/// ```
/// use siyu::calendar::{Date, Month};
///
/// let month = Month::parse("2024-02").unwrap();
/// assert_eq!(month.first().to_string(), "2024-02-01");
/// assert_eq!(month.last().to_string(), "2024-02-29");
/// assert_eq!(month.next(), Month::new(2024, 3));
/// assert!(month.contains(Date::new(2024, 2, 29).unwrap()));
/// ```
// Held as its first date: every date has its month and every month its dates, without a case that could fail.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Date);

impl Month {
    /// The month of a year and its number, 1 to 12; `None` outside 1900-01 to 9999-12.
    pub fn new(year: i32, month: u8) -> Option<Self> {
        Date::new(year, month, 1).map(Self)
    }

    /// Reads `YYYY-MM` and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let year = reader.four_digits()?;
        reader.one_of(b"-")?;
        let month = reader.two_digits()?;
        reader.end()?;
        Self::new(year, month)
    }

    /// The month that a date lies in.
    pub fn of(date: Date) -> Self {
        Self(date.first_of_month())
    }

    /// The month of an [`index`](Self::index).
    pub fn from_index(index: i32) -> Option<Self> {
        let month = u8::try_from(index.rem_euclid(12)).ok()?.checked_add(1)?;
        Self::new(index.div_euclid(12), month)
    }

    /// Months since January of year 0 (year × 12 + month − 1): the form that columns carry.
    ///
    /// ```
    /// use siyu::calendar::Month;
    ///
    /// assert_eq!(Month::new(2024, 2).unwrap().index(), 24_289);
    /// assert_eq!(Month::from_index(24_289), Month::new(2024, 2));
    /// ```
    pub fn index(self) -> i32 {
        let before = i32::from(self.month()).saturating_sub(1);
        self.year().saturating_mul(12).saturating_add(before)
    }

    /// The year, 1900 to 9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month()
    }

    /// The first date of the month.
    pub fn first(self) -> Date {
        self.0
    }

    /// The last date of the month.
    pub fn last(self) -> Date {
        self.0.last_of_month()
    }

    /// How many days the month has, 28 to 31.
    pub fn days(self) -> u8 {
        self.0.days_in_month()
    }

    /// The date of a day of this month; `None` where the month does not have it.
    pub fn date(self, day: u8) -> Option<Date> {
        Date::new(self.year(), self.month(), day)
    }

    /// Whether a date lies in this month.
    pub fn contains(self, date: Date) -> bool {
        Self::of(date) == self
    }

    /// The month after; `None` after 9999-12.
    pub fn next(self) -> Option<Self> {
        self.checked_add(1)
    }

    /// The month before; `None` before 1900-01.
    pub fn previous(self) -> Option<Self> {
        self.checked_add(-1)
    }

    /// The month `months` later (earlier, where negative).
    pub fn checked_add(self, months: i32) -> Option<Self> {
        Self::from_index(self.index().checked_add(months)?)
    }

    /// How many months from this one to `other`: negative when `other` is earlier.
    pub fn months_until(self, other: Self) -> i32 {
        other.index().saturating_sub(self.index())
    }
}

/// ISO 8601: `2024-02`.
impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.month())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::calendar::strategy::date;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    #[test]
    fn only_the_strict_form_is_read() {
        for text in ["1900-01", "2024-02", "9999-12"] {
            assert_eq!(month(text).to_string(), text);
        }
        for text in [
            "",
            "2024",
            "2024-2",
            "202402",
            "2024-00",
            "2024-13",
            "2024-02-01",
            "1899-12",
            " 2024-02",
            "2024-02 ",
            "2024/02",
        ] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_has_its_days() {
        let table = [
            ("2024-02", 29),
            ("2023-02", 28),
            ("1900-02", 28),
            ("2000-02", 29),
            ("2024-04", 30),
            ("2024-12", 31),
        ];
        for (text, days) in table {
            let month = month(text);
            assert_eq!((month.days(), month.first().day(), month.last().day()), (days, 1, days), "{text}");
            assert_eq!(month.date(days), Some(month.last()), "{text}");
            assert_eq!((month.date(0), month.date(days + 1)), (None, None), "{text}");
        }
    }

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let february = month("2024-02");
        for (text, inside) in [
            ("2024-01-31", false),
            ("2024-02-01", true),
            ("2024-02-29", true),
            ("2024-03-01", false),
            ("2023-02-15", false),
        ] {
            assert_eq!(february.contains(date(text)), inside, "{text}");
        }
    }

    #[test]
    fn months_are_added_across_years() {
        let table = [
            ("2024-01", -1, "2023-12"),
            ("2023-12", 1, "2024-01"),
            ("2024-05", 12, "2025-05"),
            ("2024-05", -17, "2022-12"),
        ];
        for (from, months, to) in table {
            assert_eq!(month(from).checked_add(months), Some(month(to)), "{from} {months:+}");
            assert_eq!(month(from).months_until(month(to)), months, "{from} {to}");
        }
        let (first, last) = (Month::of(Date::MIN), Month::of(Date::MAX));
        assert_eq!((first.previous(), last.next()), (None, None));
        assert_eq!((last.checked_add(i32::MAX), first.checked_add(i32::MIN)), (None, None));
        assert_eq!(
            (Month::from_index(i32::MIN), Month::from_index(i32::MAX), Month::from_index(-1)),
            (None, None, None)
        );
    }

    #[test]
    fn months_stand_in_order_of_time() {
        assert!(month("2023-12") < month("2024-01"));
        assert!(month("2024-02") < month("2024-10"));
    }
}
