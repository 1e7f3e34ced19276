//! `received.csv`: goods of earlier months' orders that arrived in this month. Where the freeze begins with the receipt, their
//! commission was pending until now.

use siyu::Id;
use siyu::calendar::{Date, Month};

use super::problems::{Place, Problems};
use super::source::Source;
use super::table::{Column, Row, date_of_month, id, optional, read_rows, required};
use crate::failure::Failure;

/// The columns of `received.csv`; without a line all lines of the order were received.
pub const COLUMNS: &[Column] = &[required("order"), optional("line"), required("received_on")];

/// A receipt that was read and waits for its lines.
#[derive(Debug, Clone)]
pub struct ReadReceipt {
    /// The order.
    pub order: Id,
    /// The line; all of them where there is none.
    pub line: Option<Id>,
    /// The day.
    pub received_on: Date,
    /// The row.
    pub place: Place,
}

/// Reads one or more files.
pub fn read(sources: &[Source], month: Month, problems: &mut Problems) -> Result<Vec<ReadReceipt>, Failure> {
    let mut receipts = Vec::new();
    for source in sources {
        read_rows(source, COLUMNS, problems, |row| {
            receipts.push(read_receipt(row, month)?);
            Some(())
        })?;
    }
    Ok(receipts)
}

fn read_receipt(row: &mut Row<'_>, month: Month) -> Option<ReadReceipt> {
    let order = row.required("order", id);
    let line = row.optional("line", id);
    let received_on = row.required("received_on", date_of_month(month));
    Some(ReadReceipt { order: order?, line: line?, received_on: received_on?, place: row.place })
}
