//! Half-open runs of dates: trailing windows, weeks, months and terms.

use super::date::{Date, LeapDay};
use super::month::Month;

/// A half-open run of dates, `[from, to)`: `from` is in it, `to` is not.
///
/// ```
/// use siyu::calendar::{Date, Window};
///
/// let (from, to) = (Date::new(2024, 2, 1).unwrap(), Date::new(2024, 3, 1).unwrap());
/// let window = Window::new(from, to).unwrap();
/// assert_eq!(window.days(), 29);
/// assert!(window.contains(from) && !window.contains(to));
/// assert!(Window::new(to, from).is_none());
/// ```
// The end is a day number and not a date, because the window of the last date ends on a day the calendar lacks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Window {
    from: Date,
    /// Days since 1970-01-01, never before `from` and at most the day after [`Date::MAX`].
    to: i32,
}

impl Window {
    /// The window `[from, to)`; `None` when `to` lies before `from`. With `from` = `to` it is empty.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to: to.days_since_epoch() })
    }

    /// The last `days` days up to and with `as_of`: `(as_of − days, as_of]`. `None` when `as_of − days` is no date,
    /// or when the window would begin after [`Date::MAX`].
    ///
    /// ```
    /// use siyu::calendar::{Date, Window};
    ///
    /// let week = Window::trailing_days(Date::new(2024, 1, 10).unwrap(), 7).unwrap();
    /// assert_eq!(week.from().to_string(), "2024-01-04");
    /// assert_eq!(week.last(), Date::new(2024, 1, 10));
    /// ```
    pub fn trailing_days(as_of: Date, days: u32) -> Option<Self> {
        Self::after_through(as_of.checked_add_days(i64::from(days).checked_neg()?)?, as_of)
    }

    /// The last `years` years up to and with `as_of`: `(as_of − years, as_of]`. `None` when `as_of − years` is no
    /// date, or when the window would begin after [`Date::MAX`].
    ///
    /// ```
    /// use siyu::calendar::{Date, LeapDay, Window};
    ///
    /// let year = Window::trailing_years(Date::new(2024, 2, 29).unwrap(), 1, LeapDay::February28).unwrap();
    /// assert_eq!(year.from().to_string(), "2023-03-01");
    /// ```
    pub fn trailing_years(as_of: Date, years: u32, leap_day: LeapDay) -> Option<Self> {
        let back = i32::try_from(years).ok()?.checked_neg()?;
        Self::after_through(as_of.checked_add_years(back, leap_day)?, as_of)
    }

    /// The week of a date, Monday to Sunday. The calendar ends on a Friday, and so does its last week.
    pub fn week_of(date: Date) -> Self {
        let from = date.monday_of_week();
        let sunday = from.checked_add_days(6).unwrap_or(Date::MAX);
        Self { from, to: day_after(sunday) }
    }

    /// The calendar month of a date.
    pub fn month_of(date: Date) -> Self {
        Month::of(date).window()
    }

    /// `months` months from a date on: `[date, date + months)`, so that three months from 15 January end with 14
    /// April. `None` when `date + months` is no date.
    ///
    /// ```
    /// use siyu::calendar::{Date, Window};
    ///
    /// let training = Window::within_months_from(Date::new(2024, 1, 15).unwrap(), 3).unwrap();
    /// assert_eq!(training.last(), Date::new(2024, 4, 14));
    /// ```
    pub fn within_months_from(date: Date, months: u32) -> Option<Self> {
        Self::new(date, date.checked_add_months(i32::try_from(months).ok()?)?)
    }

    /// The first date, where there is one; the start in any case.
    pub fn from(self) -> Date {
        self.from
    }

    /// The first date that is no longer in the window; `None` when the window reaches through [`Date::MAX`].
    pub fn to(self) -> Option<Date> {
        Date::from_days_since_epoch(self.to)
    }

    /// The last date in the window; `None` when it is empty.
    pub fn last(self) -> Option<Date> {
        if self.is_empty() {
            return None;
        }
        Date::from_days_since_epoch(self.to.checked_sub(1)?)
    }

    /// Whether a date lies in the window.
    pub fn contains(self, date: Date) -> bool {
        self.from <= date && date.days_since_epoch() < self.to
    }

    /// How many dates lie in the window.
    pub fn days(self) -> u32 {
        self.to.abs_diff(self.from.days_since_epoch())
    }

    /// Whether no date lies in the window.
    pub fn is_empty(self) -> bool {
        self.days() == 0
    }

    /// Whether some date lies in both windows.
    pub fn overlaps(self, other: Self) -> bool {
        self.from.max(other.from).days_since_epoch() < self.to.min(other.to)
    }

    /// `(start, last]`, for a `last` that is not before `start`.
    fn after_through(start: Date, last: Date) -> Option<Self> {
        Some(Self { from: start.checked_add_days(1)?, to: day_after(last) })
    }
}

impl Month {
    /// The dates of the month.
    pub fn window(self) -> Window {
        Window { from: self.first(), to: day_after(self.last()) }
    }
}

fn day_after(date: Date) -> i32 {
    date.days_since_epoch().saturating_add(1)
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::calendar::strategy::date;

    fn window(from: &str, to: &str) -> Window {
        Window::new(date(from), date(to)).unwrap()
    }

    #[test]
    fn an_end_before_the_start_is_refused() {
        assert_eq!(Window::new(date("2024-01-02"), date("2024-01-01")), None);
        let empty = window("2024-01-01", "2024-01-01");
        assert!(empty.is_empty() && !empty.contains(date("2024-01-01")));
        assert_eq!((empty.days(), empty.last(), empty.to()), (0, None, Some(date("2024-01-01"))));
    }

    #[test]
    fn trailing_days_count_the_day_of_asking_and_not_the_start() {
        let table = [
            ("2024-01-10", 1, "2024-01-10", "2024-01-11"),
            ("2024-01-10", 7, "2024-01-04", "2024-01-11"),
            ("2024-03-01", 30, "2024-02-01", "2024-03-02"),
            ("2024-01-10", 0, "2024-01-11", "2024-01-11"),
        ];
        for (as_of, days, from, to) in table {
            let trailing = Window::trailing_days(date(as_of), days).unwrap();
            assert_eq!(trailing, window(from, to), "{as_of} {days}");
            assert_eq!(trailing.days(), days);
        }
        assert_eq!(Window::trailing_days(date("1900-01-30"), 30), None);
        assert_eq!(Window::trailing_days(date("2024-01-01"), u32::MAX), None);
        assert_eq!(Window::trailing_days(Date::MAX, 0), None);
    }

    #[test]
    fn a_trailing_year_leaves_out_the_same_day_of_the_year_before() {
        let table = [
            ("2024-06-15", 1, LeapDay::February28, "2023-06-16"),
            ("2024-06-15", 2, LeapDay::February28, "2022-06-16"),
            ("2024-02-29", 1, LeapDay::February28, "2023-03-01"),
            ("2024-02-29", 1, LeapDay::March1, "2023-03-02"),
            ("2025-02-28", 1, LeapDay::February28, "2024-02-29"),
            ("2024-02-29", 4, LeapDay::March1, "2020-03-01"),
        ];
        for (as_of, years, leap_day, from) in table {
            let trailing = Window::trailing_years(date(as_of), years, leap_day).unwrap();
            assert_eq!(
                (trailing.from(), trailing.last()),
                (date(from), Some(date(as_of))),
                "{as_of} {years}"
            );
        }
        assert_eq!(Window::trailing_years(date("1900-06-01"), 1, LeapDay::February28), None);
        assert_eq!(Window::trailing_years(date("2024-06-01"), u32::MAX, LeapDay::February28), None);
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday_across_the_year() {
        for text in ["2024-12-30", "2025-01-01", "2025-01-05"] {
            assert_eq!(Window::week_of(date(text)), window("2024-12-30", "2025-01-06"), "{text}");
        }
        assert_eq!(Window::week_of(date("2025-01-06")), window("2025-01-06", "2025-01-13"));
        assert_eq!(Window::week_of(Date::MIN), window("1900-01-01", "1900-01-08"));
    }

    #[test]
    fn the_last_week_and_month_end_with_the_calendar() {
        let week = Window::week_of(Date::MAX);
        assert_eq!((week.from().to_string().as_str(), week.days()), ("9999-12-27", 5));
        let month = Window::month_of(Date::MAX);
        assert_eq!((month.from().to_string().as_str(), month.days()), ("9999-12-01", 31));
        let trailing = Window::trailing_days(Date::MAX, 1).unwrap();
        for window in [week, month, trailing] {
            assert!(window.contains(Date::MAX));
            assert_eq!((window.to(), window.last()), (None, Some(Date::MAX)));
        }
    }

    #[test]
    fn a_term_of_months_is_half_open() {
        let table = [
            ("2024-01-15", 3, "2024-04-15"),
            ("2023-11-30", 3, "2024-02-29"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2024-01-15", 0, "2024-01-15"),
        ];
        for (from, months, to) in table {
            assert_eq!(
                Window::within_months_from(date(from), months),
                Some(window(from, to)),
                "{from} {months}"
            );
        }
        assert_eq!(Window::within_months_from(date("9999-12-01"), 1), None);
        assert_eq!(Window::within_months_from(date("2024-01-01"), u32::MAX), None);
    }

    #[test]
    fn windows_overlap_when_they_share_a_date() {
        let table = [
            (("2024-01-01", "2024-02-01"), ("2024-02-01", "2024-03-01"), false),
            (("2024-01-01", "2024-02-01"), ("2024-01-31", "2024-03-01"), true),
            (("2024-01-01", "2024-12-31"), ("2024-05-01", "2024-05-02"), true),
            (("2024-01-01", "2024-12-31"), ("2024-05-01", "2024-05-01"), false),
            (("2024-05-01", "2024-05-01"), ("2024-05-01", "2024-05-01"), false),
        ];
        for ((from, to), (other_from, other_to), overlap) in table {
            let (one, other) = (window(from, to), window(other_from, other_to));
            assert_eq!((one.overlaps(other), other.overlaps(one)), (overlap, overlap), "{one:?} {other:?}");
        }
    }
}
