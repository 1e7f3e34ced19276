//! VIP levels and prices over columns: the same figures as the calls, for volume and without reasons.

mod level;
mod price;

pub use level::{LevelBatch, level_columns};
pub use price::{PriceBatch, price_columns};

use crate::calendar::Date;
use crate::column::{Input, amount, optional};
use crate::error::{Code, Error};

use super::rules::Rules;

/// Levels stand in columns by their places in a byte, of which the greatest means none.
fn check_levels(rules: &Rules) -> Result<(), Error> {
    let most = usize::from(u8::MAX);
    if rules.levels.len() > most {
        let error =
            Error::new(Code::CountOutOfRange).found(rules.levels.len()).allowed(alloc::format!("≤ {most}"));
        return Err(error.at("/vip/levels"));
    }
    Ok(())
}

/// A day of a column that must be there.
fn day(number: i32) -> Result<Date, Code> {
    Date::from_days_since_epoch(number).ok_or(Code::DateOutOfRange)
}

/// A day of a column that may be nothing, or left out.
fn optional_day(column: &Option<impl Input<i32>>, row: usize) -> Result<Option<Date>, Code> {
    optional(column, row).map(day).transpose()
}

/// Minor units of a column that may be nothing, or left out.
fn optional_amount(column: &Option<impl Input<i64>>, row: usize) -> Result<Option<i64>, Code> {
    optional(column, row).map(|minor| amount(minor.into())).transpose()
}

/// A place of a column that may be nothing, or left out.
fn optional_level(rules: &Rules, column: &Option<impl Input<u8>>, row: usize) -> Result<Option<usize>, Code> {
    let place = optional(column, row).map(usize::from);
    match place {
        Some(place) if place >= rules.levels.len() => Err(Code::NotInRulebook),
        place => Ok(place),
    }
}
