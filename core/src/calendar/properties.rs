//! What holds for all dates.

use std::format;
use std::string::ToString;

use proptest::prelude::*;

use super::strategy::{any_date, any_leap_day, any_offset, any_recurring};
use super::{Date, LeapDay, Month, UtcOffset, Window, age_on, anniversary};

/// T6, for all of them: months follow each other without a gap or an overlap from the first date to the last.
#[test]
fn months_cover_every_date_once() {
    let mut month = Month::of(Date::MIN);
    assert_eq!(month.first(), Date::MIN);
    while let Some(next) = month.next() {
        assert_eq!(month.last().checked_add_days(1), Some(next.first()));
        assert_eq!(month.first().days_until(next.first()), i64::from(month.days()));
        month = next;
    }
    assert_eq!(month.last(), Date::MAX);
}

/// T6, for all of them: weeks do so too.
#[test]
fn weeks_cover_every_date_once() {
    let mut week = Window::week_of(Date::MIN);
    assert_eq!(week.from(), Date::MIN);
    while let Some(monday) = week.to() {
        assert_eq!((week.days(), monday.weekday().number()), (7, 1));
        week = Window::week_of(monday);
        assert_eq!(week.from(), monday);
    }
    assert_eq!(week.last(), Some(Date::MAX));
}

proptest! {
    #[test]
    fn a_date_lies_in_its_month_and_in_no_other(date in any_date(), other in any_date()) {
        let month = Month::of(date);
        prop_assert!(month.contains(date) && month.first() <= date && date <= month.last());
        prop_assert_eq!(month.contains(other), Month::of(other) == month);
        prop_assert_eq!(month.window().contains(other), month.contains(other));
        prop_assert_eq!(Window::month_of(date), month.window());
    }

    #[test]
    fn a_date_lies_in_its_week_and_in_no_other(date in any_date(), other in any_date()) {
        let (week, other_week) = (Window::week_of(date), Window::week_of(other));
        prop_assert!(week.contains(date));
        prop_assert_eq!(week.contains(other), week == other_week);
        prop_assert_eq!(week.overlaps(other_week), week == other_week);
    }

    #[test]
    fn what_is_shown_is_read_back(date in any_date(), offset in any_offset()) {
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        let month = Month::of(date);
        prop_assert_eq!(Month::parse(&month.to_string()), Some(month));
        prop_assert_eq!(UtcOffset::parse(&offset.to_string()), Some(offset));
    }

    #[test]
    fn what_is_read_was_written_so(text in "[0-9]{4}-[01][0-9](-[0-3][0-9])?") {
        if let Some(date) = Date::parse(&text) {
            prop_assert_eq!(date.to_string(), text.clone());
        }
        if let Some(month) = Month::parse(&text) {
            prop_assert_eq!(month.to_string(), text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<std::string::String>()) {
        prop_assert!(Date::parse(&text).is_none_or(|date| date.to_string() == text));
        prop_assert!(Month::parse(&text).is_none_or(|month| month.to_string() == text));
        prop_assert!(UtcOffset::parse(&text).is_none_or(|read| read.to_string() == text));
    }

    #[test]
    fn an_instant_needs_a_time_of_day_and_stands_alone(
        date in any_date(),
        time in (0..=30, 0..=70, 55..=65),
        cut in 0..=25_usize,
        tail in "[:+Z.]?",
    ) {
        let (hour, minute, second) = time;
        let whole = format!("{date}T{hour:02}:{minute:02}:{second:02}+00:00");
        let expected = (hour <= 23 && minute <= 59 && second <= 60).then_some(date);
        prop_assert_eq!(Date::from_instant(&whole, UtcOffset::UTC), expected, "{}", whole);
        let text = format!("{}{tail}", &whole[..cut]);
        if text != whole {
            // what is left of the instant is one only where `Z` took the place of the offset
            let expected = if cut == 19 && tail == "Z" { expected } else { None };
            prop_assert_eq!(Date::from_instant(&text, UtcOffset::UTC), expected, "{}", text);
        }
    }

    #[test]
    fn the_order_is_the_one_of_the_column_form(one in any_date(), other in any_date()) {
        prop_assert_eq!(one.cmp(&other), one.days_since_epoch().cmp(&other.days_since_epoch()));
        prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        prop_assert_eq!(Date::from_days_since_epoch(one.days_since_epoch()), Some(one));
        prop_assert_eq!(Month::from_index(Month::of(one).index()), Some(Month::of(one)));
    }

    #[test]
    fn days_added_are_taken_back(date in any_date(), days in -3_000_000..=3_000_000_i64) {
        if let Some(moved) = date.checked_add_days(days) {
            prop_assert_eq!(date.days_until(moved), days);
            prop_assert_eq!(moved.checked_add_days(-days), Some(date));
        } else {
            let number = i64::from(date.days_since_epoch()) + days;
            prop_assert!(!(-25_567..=2_932_896).contains(&number));
        }
    }

    #[test]
    fn months_added_land_in_that_month(date in any_date(), months in -2_000..=2_000_i32) {
        match (date.checked_add_months(months), Month::of(date).checked_add(months)) {
            (Some(moved), Some(month)) => {
                prop_assert_eq!(Month::of(moved), month);
                prop_assert_eq!(Month::of(date).months_until(month), months);
                prop_assert_eq!(month.checked_add(-months), Some(Month::of(date)));
                prop_assert_eq!(moved.day(), date.day().min(month.days()));
                if date.day() <= 28 {
                    prop_assert_eq!(moved.checked_add_months(-months), Some(date));
                }
            }
            (moved, month) => prop_assert_eq!((moved, month), (None, None)),
        }
    }

    #[test]
    fn years_added_are_twelve_months_each(date in any_date(), years in -300..=300_i32, leap_day in any_leap_day()) {
        let by_months = date.checked_add_months(years * 12);
        prop_assert_eq!(date.checked_add_years(years, LeapDay::February28), by_months);
        let moved = date.checked_add_years(years, leap_day);
        if moved != by_months {
            let (moved, by_months) = (moved.unwrap(), by_months.unwrap());
            prop_assert_eq!((date.month(), date.day(), leap_day), (2, 29, LeapDay::March1));
            prop_assert_eq!(by_months.checked_add_days(1), Some(moved));
        }
    }

    #[test]
    fn an_instant_falls_on_one_date_at_each_offset(
        minute in -36_000_000..=4_000_000_000_i64,
        second in 0..=60,
        written in any_offset(),
        asked in any_offset(),
    ) {
        let at = |offset: UtcOffset| {
            let local = minute + i64::from(offset.minutes());
            let days = i32::try_from(local.div_euclid(1440)).unwrap();
            (Date::from_days_since_epoch(days), local.rem_euclid(1440))
        };
        if let (Some(date), of_day) = at(written) {
            let text = format!("{date}T{:02}:{:02}:{second:02}{written}", of_day / 60, of_day % 60);
            prop_assert_eq!(Date::from_instant(&text, asked), at(asked).0, "{}", text);
        }
    }

    #[test]
    fn a_trailing_window_ends_with_its_day(as_of in any_date(), days in 1..=4_000_u32, leap_day in any_leap_day()) {
        if let Some(window) = Window::trailing_days(as_of, days) {
            prop_assert_eq!((window.days(), window.last()), (days, Some(as_of)));
        }
        if let Some(window) = Window::trailing_years(as_of, days / 400 + 1, leap_day) {
            let back = -i32::try_from(days / 400 + 1).unwrap();
            let start = as_of.checked_add_years(back, leap_day).unwrap();
            prop_assert!(!window.contains(start));
            prop_assert_eq!(start.checked_add_days(1), Some(window.from()));
            prop_assert_eq!(window.last(), Some(as_of));
        }
    }

    #[test]
    fn a_window_holds_what_lies_between_its_ends(ends in (any_date(), any_date()), date in any_date()) {
        let (from, to) = (ends.0.min(ends.1), ends.0.max(ends.1));
        let window = Window::new(from, to).unwrap();
        prop_assert_eq!(window.contains(date), from <= date && date < to);
        prop_assert_eq!(i64::from(window.days()), from.days_until(to));
        prop_assert_eq!(window.is_empty(), from == to);
        prop_assert_eq!((window.from(), window.to()), (from, Some(to)));
        prop_assert_eq!(Window::new(to, from).is_some(), from == to);
        let day = Window::trailing_days(date, 1).unwrap_or(Window::week_of(date));
        prop_assert!(!window.contains(date) || window.overlaps(day));
    }

    #[test]
    fn an_age_grows_by_one_on_each_birthday(born in any_date(), years in 1..=120_u16, leap_day in any_leap_day()) {
        let year = born.year() + i32::from(years);
        if let Some(birthday) = anniversary(born, year, leap_day) {
            prop_assert_eq!(birthday.year(), year);
            prop_assert_eq!(age_on(born, birthday, leap_day), Some(years));
            let eve = birthday.checked_add_days(-1).unwrap();
            prop_assert_eq!(age_on(born, eve, leap_day), Some(years - 1));
            prop_assert_eq!(born.checked_add_years(i32::from(years), leap_day), Some(birthday));
        }
    }

    #[test]
    fn the_next_recurring_day_has_none_before_it(date in any_date(), recurring in any_recurring()) {
        let next = recurring.next_after(date);
        let mut day = date.checked_add_days(1);
        while let Some(between) = day.filter(|&day| Some(day) != next) {
            prop_assert!(!recurring.occurs_on(between), "{recurring:?} was missed on {between}");
            day = between.checked_add_days(1);
        }
        prop_assert_eq!(day, next);
        prop_assert!(next.is_none_or(|next| next > date && recurring.occurs_on(next)));
    }
}
