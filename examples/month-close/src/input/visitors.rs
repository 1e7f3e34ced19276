//! `visitors.csv`: how many different people saw the shop, month by month.

use std::collections::BTreeMap;

use siyu::calendar::Month;

use super::fault::Fault;
use super::problems::{Place, Problems};
use super::source::Source;
use super::table::{Column, count, month_of_year, read_rows, required};
use crate::failure::Failure;

/// The columns of `visitors.csv`.
pub const COLUMNS: &[Column] = &[required("month"), required("visitors")];

/// The visitors of each month, with the row that says so.
pub type Visitors = BTreeMap<Month, (u64, Place)>;

/// Reads one or more files. They may hold other months too.
pub fn read(sources: &[Source], problems: &mut Problems) -> Result<Visitors, Failure> {
    let mut visitors = Visitors::new();
    for source in sources {
        read_rows(source, COLUMNS, problems, |row| {
            let month = row.required("month", month_of_year);
            let counted = row.required("visitors", count(0));
            let (month, counted) = (month?, counted?);
            if let Some((_, first)) = visitors.get(&month) {
                row.refuse("month", Fault::Twice { found: month.to_string(), line: first.line });
                return None;
            }
            visitors.insert(month, (counted, row.place));
            Some(())
        })?;
    }
    Ok(visitors)
}
