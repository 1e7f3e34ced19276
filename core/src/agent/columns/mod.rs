//! Agents over columns: the same outcomes and codes as the calls, for volume and without reasons.

mod admit;
mod assess;
mod rules;

pub use admit::{AdmitBatch, admit_columns};
pub use assess::{AssessBatch, assess_columns};
pub use rules::{ColumnRules, Reading};

use core::ops::RangeInclusive;

use crate::calendar::{Date, Month};

/// The months that there are, by their indexes.
fn calendar_months() -> RangeInclusive<i32> {
    Month::of(Date::MIN).index()..=Month::of(Date::MAX).index()
}
