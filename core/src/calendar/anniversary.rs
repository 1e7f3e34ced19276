//! Birthdays and ages.

use super::date::{Date, LeapDay};

/// The birthday in a year; `leap_day` says when those born on 29 February have theirs in a common year.
///
/// `None` in a year before the birth or outside the calendar. A week or month around a birthday may reach into the
/// neighbouring year: whoever asks whether a date lies in it looks at the birthdays of three years.
///
/// ```
/// use siyu::calendar::{Date, LeapDay, anniversary};
///
/// let born = Date::new(2000, 2, 29).unwrap();
/// assert_eq!(anniversary(born, 2024, LeapDay::February28), Date::new(2024, 2, 29));
/// assert_eq!(anniversary(born, 2025, LeapDay::February28), Date::new(2025, 2, 28));
/// assert_eq!(anniversary(born, 2025, LeapDay::March1), Date::new(2025, 3, 1));
/// ```
pub fn anniversary(born: Date, year: i32, leap_day: LeapDay) -> Option<Date> {
    if year < born.year() {
        return None;
    }
    born.in_year(year, leap_day)
}

/// The age in whole years on a date; the birthday itself counts as reached. `None` before the birth.
///
/// ```
/// use siyu::calendar::{Date, LeapDay, age_on};
///
/// let born = Date::new(2006, 5, 20).unwrap();
/// assert_eq!(age_on(born, Date::new(2024, 5, 19).unwrap(), LeapDay::default()), Some(17));
/// assert_eq!(age_on(born, Date::new(2024, 5, 20).unwrap(), LeapDay::default()), Some(18));
/// ```
pub fn age_on(born: Date, on: Date, leap_day: LeapDay) -> Option<u16> {
    if on < born {
        return None;
    }
    let years = u16::try_from(on.year().checked_sub(born.year())?).ok()?;
    let birthday = anniversary(born, on.year(), leap_day)?;
    if on < birthday { years.checked_sub(1) } else { Some(years) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::strategy::date;

    #[test]
    fn a_birthday_comes_in_every_year_from_the_birth_on() {
        let born = date("1990-12-31");
        assert_eq!(anniversary(born, 1990, LeapDay::February28), Some(born));
        assert_eq!(anniversary(born, 2024, LeapDay::March1), Some(date("2024-12-31")));
        for year in [1989, 1899, 10_000, i32::MIN, i32::MAX] {
            assert_eq!(anniversary(born, year, LeapDay::February28), None, "{year}");
        }
    }

    #[test]
    fn an_age_is_reached_on_the_birthday() {
        use LeapDay::{February28, March1};
        let table = [
            ("2006-05-20", "2024-05-19", February28, Some(17)),
            ("2006-05-20", "2024-05-20", February28, Some(18)),
            ("2006-05-20", "2006-05-20", February28, Some(0)),
            ("2006-05-20", "2006-05-19", February28, None),
            ("2006-05-20", "2007-05-19", February28, Some(0)),
            ("2004-02-29", "2022-02-27", February28, Some(17)),
            ("2004-02-29", "2022-02-28", February28, Some(18)),
            ("2004-02-29", "2022-02-28", March1, Some(17)),
            ("2004-02-29", "2022-03-01", March1, Some(18)),
            ("2004-02-29", "2024-02-28", February28, Some(19)),
            ("2004-02-29", "2024-02-29", March1, Some(20)),
            ("1900-01-01", "9999-12-31", February28, Some(8099)),
        ];
        for (born, on, leap_day, age) in table {
            assert_eq!(age_on(date(born), date(on), leap_day), age, "{born} {on} {leap_day:?}");
        }
    }
}
