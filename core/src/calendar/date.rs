//! A civil date, its weekday, and moving it by days, months and years.

use core::fmt;

use time::Duration;

use super::month::Month;
use super::text::Reader;

/// The day that column forms count from.
const EPOCH: time::Date = time::OffsetDateTime::UNIX_EPOCH.date();

/// A day in the merchant's own calendar, from 1900-01-01 to 9999-12-31.
///
/// ```
/// use siyu::calendar::Date;
///
/// let received = Date::parse("2024-01-01").unwrap();
/// assert_eq!(received.checked_add_days(15).unwrap().to_string(), "2024-01-16");
/// assert_eq!(received.days_since_epoch(), 19_723);
/// assert!(Date::parse("2023-02-29").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// The first date: Monday, 1900-01-01.
    pub const MIN: Self = Self(EPOCH.saturating_add(Duration::days(-25_567)));

    /// The last date: Friday, 9999-12-31.
    pub const MAX: Self = Self(EPOCH.saturating_add(Duration::days(2_932_896)));

    /// The date of a year, a month (1 to 12) and a day of the month; `None` where the calendar has no such day or it
    /// lies outside [`Date::MIN`] to [`Date::MAX`].
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().and_then(Self::within_range)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let day = civil_date(&mut reader)?;
        reader.end()?;
        Self::within_range(day)
    }

    /// The date that lies `days` after 1970-01-01 (before it, where negative): the form that columns carry.
    pub fn from_days_since_epoch(days: i32) -> Option<Self> {
        Self::from_julian_day(EPOCH.to_julian_day().checked_add(days)?)
    }

    /// Days since 1970-01-01, negative before it: the form that columns carry.
    pub fn days_since_epoch(self) -> i32 {
        self.julian_day().saturating_sub(EPOCH.to_julian_day())
    }

    /// The year, 1900 to 9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        u8::from(self.0.month())
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            time::Weekday::Monday => Weekday::Monday,
            time::Weekday::Tuesday => Weekday::Tuesday,
            time::Weekday::Wednesday => Weekday::Wednesday,
            time::Weekday::Thursday => Weekday::Thursday,
            time::Weekday::Friday => Weekday::Friday,
            time::Weekday::Saturday => Weekday::Saturday,
            time::Weekday::Sunday => Weekday::Sunday,
        }
    }

    /// The date `days` later (earlier, where negative).
    pub fn checked_add_days(self, days: i64) -> Option<Self> {
        let sum = i64::from(self.julian_day()).checked_add(days)?;
        Self::from_julian_day(i32::try_from(sum).ok()?)
    }

    /// How many days from this date to `other`: negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        i64::from(other.julian_day()).saturating_sub(i64::from(self.julian_day()))
    }

    /// The same day of the month `months` later (earlier, where negative), or the last day of that month where it is
    /// too short.
    ///
    /// ```
    /// use siyu::calendar::Date;
    ///
    /// let joined = Date::parse("2023-11-30").unwrap();
    /// assert_eq!(joined.checked_add_months(3), Date::parse("2024-02-29"));
    /// ```
    pub fn checked_add_months(self, months: i32) -> Option<Self> {
        let month = Month::of(self).checked_add(months)?;
        month.date(self.day().min(month.days()))
    }

    /// The same day of the year `years` later (earlier, where negative); `leap_day` says where a 29 February goes in
    /// a common year.
    ///
    /// ```
    /// use siyu::calendar::{Date, LeapDay};
    ///
    /// let last_order = Date::parse("2020-02-29").unwrap();
    /// assert_eq!(last_order.checked_add_years(2, LeapDay::February28), Date::parse("2022-02-28"));
    /// assert_eq!(last_order.checked_add_years(2, LeapDay::March1), Date::parse("2022-03-01"));
    /// assert_eq!(last_order.checked_add_years(4, LeapDay::March1), Date::parse("2024-02-29"));
    /// ```
    pub fn checked_add_years(self, years: i32, leap_day: LeapDay) -> Option<Self> {
        self.in_year(self.year().checked_add(years)?, leap_day)
    }

    /// The same day of another year.
    pub(super) fn in_year(self, year: i32, leap_day: LeapDay) -> Option<Self> {
        let (month, day) = match (self.month(), self.day(), leap_day) {
            (2, 29, _) if time::util::is_leap_year(year) => (2, 29),
            (2, 29, LeapDay::February28) => (2, 28),
            (2, 29, LeapDay::March1) => (3, 1),
            (month, day, _) => (month, day),
        };
        Self::new(year, month, day)
    }

    /// The first date of this date's month. Never before [`Date::MIN`], which is itself the first of a month.
    pub(super) fn first_of_month(self) -> Self {
        Self(self.0.saturating_sub(Duration::days(i64::from(self.day().saturating_sub(1)))))
    }

    /// The last date of this date's month. Never after [`Date::MAX`], which is itself the last of a month.
    pub(super) fn last_of_month(self) -> Self {
        let remaining = self.days_in_month().saturating_sub(self.day());
        Self(self.0.saturating_add(Duration::days(i64::from(remaining))))
    }

    /// How many days this date's month has.
    pub(super) fn days_in_month(self) -> u8 {
        self.0.month().length(self.year())
    }

    /// The Monday of this date's week. Never before [`Date::MIN`], which is itself a Monday.
    pub(super) fn monday_of_week(self) -> Self {
        Self(self.0.saturating_sub(Duration::days(i64::from(self.0.weekday().number_days_from_monday()))))
    }

    /// The date of a day counted as `time` counts Julian days.
    pub(super) fn from_julian_day(day: i32) -> Option<Self> {
        time::Date::from_julian_day(day).ok().and_then(Self::within_range)
    }

    pub(super) fn julian_day(self) -> i32 {
        self.0.to_julian_day()
    }

    fn within_range(day: time::Date) -> Option<Self> {
        (Self::MIN..=Self::MAX).contains(&Self(day)).then_some(Self(day))
    }
}

/// Reads `YYYY-MM-DD` of any year: an instant may be written with a local date just outside the range and still fall
/// inside it at another offset.
pub(super) fn civil_date(reader: &mut Reader<'_>) -> Option<time::Date> {
    let year = reader.four_digits()?;
    reader.one_of(b"-")?;
    let month = time::Month::try_from(reader.two_digits()?).ok()?;
    reader.one_of(b"-")?;
    time::Date::from_calendar_date(year, month, reader.two_digits()?).ok()
}

/// ISO 8601: `2024-02-29`.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Where a 29 February goes in a common year.
///
/// The default follows 民法典 art. 202: a month without the day ends the term on its last day.
///
/// ```
/// use siyu::calendar::LeapDay;
///
/// assert_eq!(LeapDay::default(), LeapDay::February28);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum LeapDay {
    /// To 28 February.
    #[default]
    February28,
    /// To 1 March.
    March1,
}

/// A day of the week; the week begins on Monday.
///
/// ```
/// use siyu::calendar::{Date, Weekday};
///
/// let day = Date::parse("2024-01-03").unwrap();
/// assert_eq!(day.weekday(), Weekday::Wednesday);
/// assert_eq!(day.weekday().number(), 3);
/// assert_eq!(Weekday::from_number(7), Some(Weekday::Sunday));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Weekday {
    /// 星期一
    Monday,
    /// 星期二
    Tuesday,
    /// 星期三
    Wednesday,
    /// 星期四
    Thursday,
    /// 星期五
    Friday,
    /// 星期六
    Saturday,
    /// 星期日
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The ISO 8601 number: Monday 1 to Sunday 7.
    pub const fn number(self) -> u8 {
        match self {
            Self::Monday => 1,
            Self::Tuesday => 2,
            Self::Wednesday => 3,
            Self::Thursday => 4,
            Self::Friday => 5,
            Self::Saturday => 6,
            Self::Sunday => 7,
        }
    }

    /// The weekday of an ISO 8601 number, 1 to 7.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|weekday| weekday.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::calendar::strategy::date;

    #[test]
    fn the_edges_are_the_dates_they_are_named_after() {
        assert_eq!(Date::MIN.to_string(), "1900-01-01");
        assert_eq!(Date::MAX.to_string(), "9999-12-31");
        assert_eq!((Date::MIN.weekday(), Date::MAX.weekday()), (Weekday::Monday, Weekday::Friday));
        assert_eq!(Date::MIN.checked_add_days(-1), None);
        assert_eq!(Date::MAX.checked_add_days(1), None);
        assert_eq!(Date::MIN.days_until(Date::MAX), 2_958_463);
    }

    /// Counts through all days by the leap-year rule alone.
    #[test]
    fn every_day_of_the_range_is_the_one_that_counting_gives() {
        let (mut year, mut month, mut day) = (1900, 1, 1);
        for number in -25_567..=2_932_896 {
            let date = Date::from_days_since_epoch(number).unwrap();
            assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
            assert_eq!(date.days_since_epoch(), number);
            // 1970-01-01 was a Thursday
            assert_eq!(i32::from(date.weekday().number()), (number + 3).rem_euclid(7) + 1);
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = match month {
                2 if leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            (year, month, day) = match (month, day == length) {
                (_, false) => (year, month, day + 1),
                (12, true) => (year + 1, 1, 1),
                (_, true) => (year, month + 1, 1),
            };
        }
        assert_eq!((year, month, day), (10_000, 1, 1));
    }

    #[test]
    fn only_the_strict_form_is_read() {
        for text in ["1900-01-01", "2000-02-29", "2024-02-29", "2023-12-31", "9999-12-31"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "2024",
            "2024-02",
            "2024-2-9",
            "24-02-09",
            "20240209",
            "2024-W06-5",
            "2024/02/09",
            "09-02-2024",
            "+2024-02-09",
            "-2024-02-09",
            "12024-02-09",
            " 2024-02-09",
            "2024-02-09 ",
            "2024-02-09T00:00:00Z",
            "2024-02-0９",
            "２024-02-09",
            "2024-02-9a",
            "2024-00-10",
            "2024-13-10",
            "2024-01-00",
            "2024-01-32",
            "2024-04-31",
            "2023-02-29",
            "1900-02-29",
            "2100-02-29",
            "1899-12-31",
            "0000-01-01",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn parts_that_name_no_day_are_refused() {
        for (year, month, day) in
            [(2023, 2, 29), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0), (1899, 12, 31), (10_000, 1, 1)]
        {
            assert_eq!(Date::new(year, month, day), None);
        }
        assert_eq!(Date::new(i32::MAX, 1, 1), None);
        assert_eq!(Date::new(i32::MIN, 1, 1), None);
        assert_eq!(Date::new(2024, u8::MAX, u8::MAX), None);
    }

    #[test]
    fn the_column_form_counts_from_1970() {
        let table = [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2024-02-29", 19_782)];
        for (text, days) in table {
            assert_eq!(date(text).days_since_epoch(), days, "{text}");
            assert_eq!(Date::from_days_since_epoch(days), Some(date(text)), "{text}");
        }
        for days in [i32::MIN, -25_568, 2_932_897, i32::MAX] {
            assert_eq!(Date::from_days_since_epoch(days), None, "{days}");
        }
    }

    #[test]
    fn days_are_added_across_months_and_leap_days() {
        let table = [
            ("2024-01-01", 15, "2024-01-16"),
            ("2024-02-28", 1, "2024-02-29"),
            ("2024-02-28", 7, "2024-03-06"),
            ("2024-02-28", 14, "2024-03-13"),
            ("2024-02-28", 28, "2024-03-27"),
            ("2023-02-28", 1, "2023-03-01"),
            ("2020-02-29", 730, "2022-02-28"),
            ("2024-03-01", -1, "2024-02-29"),
            ("2023-12-31", 1, "2024-01-01"),
        ];
        for (from, days, to) in table {
            assert_eq!(date(from).checked_add_days(days), Some(date(to)), "{from} {days:+}");
            assert_eq!(date(from).days_until(date(to)), days, "{from} {to}");
        }
        for days in [i64::MIN, i64::MAX, i64::from(i32::MAX), i64::from(i32::MIN)] {
            assert_eq!(date("2024-01-01").checked_add_days(days), None, "{days}");
        }
    }

    #[test]
    fn months_are_added_to_the_same_day_or_the_last() {
        let table = [
            ("2024-01-31", 1, "2024-02-29"),
            ("2023-01-31", 1, "2023-02-28"),
            ("2024-01-31", 3, "2024-04-30"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2024-03-31", -1, "2024-02-29"),
            ("2024-01-15", -1, "2023-12-15"),
            ("2023-11-30", 3, "2024-02-29"),
            ("2024-05-10", 0, "2024-05-10"),
        ];
        for (from, months, to) in table {
            assert_eq!(date(from).checked_add_months(months), Some(date(to)), "{from} {months:+}");
        }
        assert_eq!(Date::MAX.checked_add_months(1), None);
        assert_eq!(Date::MIN.checked_add_months(-1), None);
        assert_eq!(Date::MIN.checked_add_months(i32::MAX), None);
        assert_eq!(Date::MAX.checked_add_months(i32::MIN), None);
    }

    #[test]
    fn years_are_added_with_the_rule_for_the_leap_day() {
        let table = [
            ("2020-02-29", 2, "2022-02-28", "2022-03-01"),
            ("2020-02-29", 4, "2024-02-29", "2024-02-29"),
            ("2000-02-29", 100, "2100-02-28", "2100-03-01"),
            ("2024-02-29", -1, "2023-02-28", "2023-03-01"),
            ("2023-02-28", 1, "2024-02-28", "2024-02-28"),
            ("2024-03-01", -1, "2023-03-01", "2023-03-01"),
            ("2024-02-29", 0, "2024-02-29", "2024-02-29"),
        ];
        for (from, years, february, march) in table {
            let added = |leap_day| date(from).checked_add_years(years, leap_day);
            assert_eq!(added(LeapDay::February28), Some(date(february)), "{from} {years:+}");
            assert_eq!(added(LeapDay::March1), Some(date(march)), "{from} {years:+}");
        }
        assert_eq!(Date::MAX.checked_add_years(1, LeapDay::February28), None);
        assert_eq!(Date::MIN.checked_add_years(-1, LeapDay::February28), None);
        assert_eq!(Date::MAX.checked_add_years(i32::MAX, LeapDay::March1), None);
        assert_eq!(Date::MIN.checked_add_years(i32::MIN, LeapDay::March1), None);
    }

    #[test]
    fn weekdays_have_their_iso_numbers() {
        for (weekday, number) in Weekday::ALL.into_iter().zip(1..=7) {
            assert_eq!(weekday.number(), number);
            assert_eq!(Weekday::from_number(number), Some(weekday));
        }
        assert_eq!((Weekday::from_number(0), Weekday::from_number(8)), (None, None));
        assert_eq!(date("2024-02-29").weekday(), Weekday::Thursday);
    }
}
