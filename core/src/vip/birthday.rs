//! Which birthday a day belongs to.

use super::rules::{Birthday, BirthdayWindow};
use crate::calendar::{Date, Window, anniversary};

/// The birthday in whose window a day lies. A week or month may reach into the neighbouring year, so three birthdays are
/// looked at.
pub(super) fn birthday_around(rules: &Birthday, born_on: Date, on: Date) -> Option<Date> {
    let birthdays = (-1..=1_i32).filter_map(|years| {
        let year = on.year().checked_add(years)?;
        anniversary(born_on, year, rules.leap_day)
    });
    birthdays.into_iter().find(|birthday| match rules.window {
        BirthdayWindow::Day => *birthday == on,
        BirthdayWindow::Week => Window::week_of(*birthday).contains(on),
        BirthdayWindow::Month => Window::month_of(*birthday).contains(on),
    })
}
