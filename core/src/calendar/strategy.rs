//! Dates for tests, of this room and of others.

use proptest::prelude::*;

use super::{Date, DayOfMonth, LeapDay, MonthDay, Recurring, UtcOffset, Weekday};

/// The date that a test wrote down.
pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Any date, the edges of the calendar and the days around a leap day more often than chance has them.
pub(crate) fn any_date() -> impl Strategy<Value = Date> {
    let day = |range: core::ops::RangeInclusive<i32>| {
        range.prop_map(|days| Date::from_days_since_epoch(days).unwrap())
    };
    let (min, max) = (Date::MIN.days_since_epoch(), Date::MAX.days_since_epoch());
    let around_leap_day = (1900..=9999, -2..=2_i64)
        .prop_map(|(year, days)| Date::new(year, 2, 28).unwrap().checked_add_days(days).unwrap());
    prop_oneof![
        4 => day(min..=max),
        4 => (2000..=2050, 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap()),
        2 => around_leap_day,
        1 => day(min..=min + 400),
        1 => day(max - 400..=max),
    ]
}

pub(crate) fn any_leap_day() -> impl Strategy<Value = LeapDay> {
    prop_oneof![Just(LeapDay::February28), Just(LeapDay::March1)]
}

pub(crate) fn any_offset() -> impl Strategy<Value = UtcOffset> {
    (-840..=840).prop_map(|minutes| UtcOffset::from_minutes(minutes).unwrap())
}

pub(crate) fn any_recurring() -> impl Strategy<Value = Recurring> {
    let leap_day = MonthDay::new(2, DayOfMonth::new(29).unwrap()).unwrap();
    prop_oneof![
        (1..=31_u8).prop_map(|day| Recurring::monthly_day(day).unwrap()),
        (1..=7_u8).prop_map(|number| Recurring::weekly(Weekday::from_number(number).unwrap())),
        any_date().prop_map(|date| Recurring::yearly_day(MonthDay::of(date))),
        Just(Recurring::yearly_day(leap_day)),
    ]
}
