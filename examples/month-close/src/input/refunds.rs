//! `refunds.csv`: money given back in the month, for orders of this month or of an earlier one.

use siyu::Id;
use siyu::calendar::Month;
use siyu::money::Currency;

use super::problems::{Place, Problems};
use super::source::Source;
use super::table::{Column, Row, date_of_month, id, optional, positive_amount, read_rows, required, word};
use crate::facts::{LineRefund, RefundReason};
use crate::failure::Failure;

/// The columns of `refunds.csv`.
pub const COLUMNS: &[Column] =
    &[required("order"), required("line"), required("on"), required("amount"), optional("reason")];

/// Why money is given back.
pub const REASONS: &[(&str, RefundReason)] =
    &[("returned", RefundReason::Returned), ("compensation", RefundReason::Compensation)];

/// A refund that was read and waits for its line.
#[derive(Debug, Clone)]
pub struct ReadRefund {
    /// The order.
    pub order: Id,
    /// The refund.
    pub refund: LineRefund,
    /// The row.
    pub place: Place,
}

/// Reads one or more files.
pub fn read(
    sources: &[Source],
    month: Month,
    currency: Currency,
    problems: &mut Problems,
) -> Result<Vec<ReadRefund>, Failure> {
    let mut refunds = Vec::new();
    for source in sources {
        read_rows(source, COLUMNS, problems, |row| {
            refunds.push(read_refund(row, month, currency)?);
            Some(())
        })?;
    }
    Ok(refunds)
}

fn read_refund(row: &mut Row<'_>, month: Month, currency: Currency) -> Option<ReadRefund> {
    let order = row.required("order", id);
    let line = row.required("line", id);
    let on = row.required("on", date_of_month(month));
    let amount = row.required("amount", positive_amount(currency));
    let reason = row.optional("reason", word(REASONS));
    let refund = LineRefund { line: line?, on: on?, amount: amount?, reason: reason? };
    Some(ReadRefund { order: order?, refund, place: row.place })
}
