//! `payments.csv`: what was paid out to parties in the month.

use siyu::calendar::Month;
use siyu::money::{Currency, Money};

use super::problems::{Place, Problems};
use super::source::Source;
use super::table::{Column, Row, amount, date_of_month, id, optional, positive_amount, read_rows, required};
use crate::facts::Payment;
use crate::failure::Failure;

/// The columns of `payments.csv`.
pub const COLUMNS: &[Column] = &[required("party"), required("on"), required("amount"), optional("withheld")];

/// Reads one or more files.
pub fn read(
    sources: &[Source],
    month: Month,
    currency: Currency,
    problems: &mut Problems,
) -> Result<Vec<(Payment, Place)>, Failure> {
    let mut payments: Vec<(Payment, Place)> = Vec::new();
    for source in sources {
        read_rows(source, COLUMNS, problems, |row| {
            payments.push((read_payment(row, month, currency)?, row.place));
            Some(())
        })?;
    }
    Ok(payments)
}

fn read_payment(row: &mut Row<'_>, month: Month, currency: Currency) -> Option<Payment> {
    let party = row.required("party", id);
    let on = row.required("on", date_of_month(month));
    let paid = row.required("amount", positive_amount(currency));
    let withheld = row.optional("withheld", amount(currency));
    Some(Payment { party: party?, on: on?, amount: paid?, withheld: withheld?.unwrap_or(Money::ZERO) })
}
