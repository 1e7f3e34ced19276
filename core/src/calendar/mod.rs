//! Civil dates, months, windows and recurring days.
//!
//! The core reads no clock: a host says what day it is. A day is a [`Date`] in the merchant's own calendar; a host
//! that has an instant instead gets its date from [`Date::from_instant`] at the rulebook's [`UtcOffset`]; in the JSON of a call
//! it may write the instant itself.
//!
//! # Conventions
//!
//! - *Range.* Dates run from 1900-01-01 to 9999-12-31 in the Gregorian calendar ([`Date::MIN`], [`Date::MAX`]). What
//!   would lie outside is `None`: nothing wraps and nothing is clamped to the edge.
//! - *Periods* are half-open, `[from, to)`, so that neighbours share no day and leave none out: every date lies in
//!   exactly one [`Month`] and in exactly one week (Monday to Sunday).
//! - *Looking back* counts the day of asking and not the day it started from: 7 days up to the 10th are the 4th to
//!   the 10th ([`Window::trailing_days`], [`Window::trailing_years`]).
//! - *Adding months* keeps the day of the month, or takes the last day where the month is too short.
//! - *Adding years* to 29 February gives 28 February in a common year, or 1 March where the rulebook says so
//!   ([`LeapDay`]). Birthdays follow the same rule ([`anniversary`], [`age_on`]).
//! - *Recurring days* are never moved: the 31st is skipped in a short month, and a yearly 29 February comes in leap
//!   years only ([`Recurring`]).
//! - *Text* is strict: `2024-02-29`, `2024-02`, `+08:00`, ASCII digits, leading zeros, nothing around.
//! - *Columns* carry dates as days since 1970-01-01 and months as months since year 0.
//!
//! # Example
//!
//! ```
//! use siyu::calendar::{Date, LeapDay, Month, Recurring, UtcOffset, Weekday, Window};
//!
//! // half past midnight in Shanghai is still the day before in UTC
//! let placed = Date::from_instant("2024-02-28T16:30:00Z", UtcOffset::default()).unwrap();
//! assert_eq!(placed.to_string(), "2024-02-29");
//! assert_eq!(Month::of(placed).to_string(), "2024-02");
//!
//! // two years without an order: dormant from this day on
//! let dormant = placed.checked_add_years(2, LeapDay::default()).unwrap();
//! assert_eq!(dormant.to_string(), "2026-02-28");
//!
//! // an order of today is in the trailing year, one of the same day last year is not
//! let year = Window::trailing_years(placed, 1, LeapDay::default()).unwrap();
//! assert!(year.contains(placed) && !year.contains(Date::new(2023, 2, 28).unwrap()));
//!
//! let member_day = Recurring::weekly(Weekday::Tuesday);
//! assert_eq!(member_day.next_after(placed), Date::new(2024, 3, 5));
//! ```

mod anniversary;
mod date;
mod instant;
mod month;
#[cfg(test)]
mod properties;
mod recurring;
#[cfg(test)]
pub(crate) mod strategy;
mod text;
mod window;

pub use anniversary::{age_on, anniversary};
pub use date::{Date, LeapDay, Weekday};
pub use instant::UtcOffset;
pub use month::Month;
pub use recurring::{DayOfMonth, MonthDay, Recurring};
pub use window::Window;
