//! Days that come back: member days and festivals.

use super::date::{Date, Weekday};
use super::month::Month;

/// A day of the month, 1 to 31.
///
/// ```
/// use siyu::calendar::DayOfMonth;
///
/// assert_eq!(DayOfMonth::new(31).unwrap().number(), 31);
/// assert!(DayOfMonth::new(32).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DayOfMonth(u8);

impl DayOfMonth {
    /// The day of a number, 1 to 31.
    pub fn new(number: u8) -> Option<Self> {
        (1..=31).contains(&number).then_some(Self(number))
    }

    /// Its number, 1 to 31.
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// A day of the year without the year, such as 11-11; 02-29 is one.
///
/// ```
/// use siyu::calendar::{DayOfMonth, MonthDay};
///
/// let singles_day = MonthDay::new(11, DayOfMonth::new(11).unwrap()).unwrap();
/// assert_eq!((singles_day.month(), singles_day.day()), (11, 11));
/// assert!(MonthDay::new(2, DayOfMonth::new(30).unwrap()).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthDay {
    month: u8,
    day: DayOfMonth,
}

impl MonthDay {
    /// A leap year, in which every day of a year exists.
    const LEAP_YEAR: i32 = 2000;

    /// The day of a month, 1 to 12; `None` where that month never has it.
    pub fn new(month: u8, day: DayOfMonth) -> Option<Self> {
        Date::new(Self::LEAP_YEAR, month, day.number()).map(Self::of)
    }

    /// The day of the year that a date is.
    pub fn of(date: Date) -> Self {
        Self { month: date.month(), day: DayOfMonth(date.day()) }
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day.number()
    }

    /// The date in a year; `None` for 02-29 in a common year.
    pub fn in_year(self, year: i32) -> Option<Date> {
        Date::new(year, self.month, self.day())
    }
}

/// A day that comes back every month, week or year, and is skipped where the calendar lacks it.
///
/// ```
/// use siyu::calendar::{Date, DayOfMonth, MonthDay, Recurring};
///
/// // the member day on every 10th [H]
/// let member_day = Recurring::monthly_day(10).unwrap();
/// assert_eq!(member_day.next_after(Date::new(2024, 2, 11).unwrap()), Date::new(2024, 3, 10));
///
/// // a yearly day stays where it is: 29 February comes in leap years only
/// let leap_day = Recurring::yearly_day(MonthDay::new(2, DayOfMonth::new(29).unwrap()).unwrap());
/// assert_eq!(leap_day.next_after(Date::new(2024, 2, 29).unwrap()), Date::new(2028, 2, 29));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Recurring {
    /// On a day of every month that has it.
    MonthlyDay(DayOfMonth),
    /// On a day of every week.
    Weekly(Weekday),
    /// On a day of every year that has it.
    YearlyDay(MonthDay),
}

impl Recurring {
    /// No two months in a row lack a 31st (or a 29th or 30th): of the next two, one has any day.
    const MONTHS_AHEAD: i32 = 2;

    /// Leap years are at most 8 years apart (2096, 2104).
    const YEARS_AHEAD: i32 = 8;

    /// Every month on a day, 1 to 31.
    pub fn monthly_day(day: u8) -> Option<Self> {
        DayOfMonth::new(day).map(Self::MonthlyDay)
    }

    /// Every week on a day.
    pub const fn weekly(weekday: Weekday) -> Self {
        Self::Weekly(weekday)
    }

    /// Every year on a day.
    pub const fn yearly_day(day: MonthDay) -> Self {
        Self::YearlyDay(day)
    }

    /// Whether a date is such a day.
    pub fn occurs_on(self, date: Date) -> bool {
        match self {
            Self::MonthlyDay(day) => date.day() == day.number(),
            Self::Weekly(weekday) => date.weekday() == weekday,
            Self::YearlyDay(day) => MonthDay::of(date) == day,
        }
    }

    /// The next such day strictly after a date; `None` when the calendar ends before it.
    pub fn next_after(self, date: Date) -> Option<Date> {
        match self {
            Self::MonthlyDay(day) => (0..=Self::MONTHS_AHEAD)
                .filter_map(|months| Month::of(date).checked_add(months)?.date(day.number()))
                .find(|&next| next > date),
            Self::Weekly(weekday) => {
                (1..=7).filter_map(|days| date.checked_add_days(days)).find(|next| next.weekday() == weekday)
            }
            Self::YearlyDay(day) => (0..=Self::YEARS_AHEAD)
                .filter_map(|years| day.in_year(date.year().checked_add(years)?))
                .find(|&next| next > date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::strategy::date;

    fn monthly(day: u8) -> Recurring {
        Recurring::monthly_day(day).unwrap()
    }

    fn yearly(month: u8, day: u8) -> Recurring {
        Recurring::yearly_day(MonthDay::new(month, DayOfMonth::new(day).unwrap()).unwrap())
    }

    #[test]
    fn days_that_never_come_are_refused() {
        for day in [0, 32, u8::MAX] {
            assert_eq!(Recurring::monthly_day(day), None);
        }
        for (month, day) in [(2, 30), (4, 31), (0, 1), (13, 1)] {
            assert_eq!(MonthDay::new(month, DayOfMonth::new(day).unwrap()), None, "{month} {day}");
        }
    }

    #[test]
    fn the_next_day_is_strictly_after() {
        let tuesday = Recurring::weekly(Weekday::Tuesday);
        let table = [
            (monthly(10), "2024-02-11", "2024-03-10"),
            (monthly(10), "2024-02-10", "2024-03-10"),
            (monthly(10), "2024-02-09", "2024-02-10"),
            (monthly(10), "2024-12-25", "2025-01-10"),
            (monthly(31), "2024-01-31", "2024-03-31"),
            (monthly(31), "2024-02-01", "2024-03-31"),
            (monthly(31), "2024-07-31", "2024-08-31"),
            (monthly(30), "2024-01-30", "2024-03-30"),
            (monthly(29), "2023-01-31", "2023-03-29"),
            (monthly(29), "2024-01-31", "2024-02-29"),
            (tuesday, "2024-01-03", "2024-01-09"),
            (tuesday, "2024-01-09", "2024-01-16"),
            (tuesday, "2024-01-08", "2024-01-09"),
            (yearly(11, 11), "2024-11-10", "2024-11-11"),
            (yearly(11, 11), "2024-11-11", "2025-11-11"),
            (yearly(2, 29), "2024-02-28", "2024-02-29"),
            (yearly(2, 29), "2024-02-29", "2028-02-29"),
            (yearly(2, 29), "2096-02-29", "2104-02-29"),
            (yearly(2, 29), "1900-01-01", "1904-02-29"),
        ];
        for (recurring, after, next) in table {
            assert_eq!(recurring.next_after(date(after)), Some(date(next)), "{recurring:?} after {after}");
        }
    }

    #[test]
    fn nothing_comes_after_the_end_of_the_calendar() {
        for recurring in [monthly(31), Recurring::weekly(Weekday::Friday), yearly(12, 31)] {
            assert!(recurring.occurs_on(Date::MAX), "{recurring:?}");
            assert_eq!(recurring.next_after(Date::MAX), None, "{recurring:?}");
        }
        assert_eq!(yearly(2, 29).next_after(date("9996-02-29")), None);
        assert_eq!(Recurring::weekly(Weekday::Sunday).next_after(date("9999-12-26")), None);
    }

    #[test]
    fn a_missing_day_is_not_moved() {
        assert!(yearly(2, 29).occurs_on(date("2024-02-29")));
        assert!(!yearly(2, 29).occurs_on(date("2023-02-28")));
        assert!(!yearly(2, 29).occurs_on(date("2023-03-01")));
        assert!(!monthly(31).occurs_on(date("2024-04-30")));
    }
}
