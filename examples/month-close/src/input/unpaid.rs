//! `unpaid.csv`: orders that were placed in the month and not paid. They belong to the GMV that was placed, and to nothing else.

use std::collections::HashMap;

use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::money::{Currency, Money};

use super::fault::Fault;
use super::orders::Orders;
use super::problems::Problems;
use super::source::Source;
use super::table::{Column, Row, amount, date_of_month, flag, id, optional, read_rows, required};
use crate::failure::Failure;

/// The columns of `unpaid.csv`.
pub const COLUMNS: &[Column] =
    &[required("order"), required("placed_on"), optional("buyer"), required("amount"), optional("cancelled")];

/// An order that was not paid.
#[derive(Debug, Clone)]
pub struct Unpaid {
    /// The order.
    pub order: Id,
    /// The day.
    pub placed_on: Date,
    /// Who ordered.
    pub buyer: Option<Id>,
    /// What it came to.
    pub amount: Money,
    /// Whether it was cancelled.
    pub cancelled: bool,
}

/// What decides whether a row can be taken.
#[derive(Clone, Copy)]
pub struct UnpaidRules<'a> {
    /// The month that is closed.
    pub month: Month,
    /// The currency of the rulebook.
    pub currency: Currency,
    /// The orders that were paid.
    pub orders: &'a Orders,
}

/// Reads one or more files.
pub fn read(
    sources: &[Source],
    rules: UnpaidRules<'_>,
    problems: &mut Problems,
) -> Result<Vec<Unpaid>, Failure> {
    let mut unpaid = Vec::new();
    let mut lines: HashMap<Id, u64> = HashMap::new();
    for source in sources {
        read_rows(source, COLUMNS, problems, |row| {
            let one = read_unpaid(row, rules)?;
            if let Some(line) = lines.get(&one.order) {
                row.refuse("order", Fault::Twice { found: one.order.to_string(), line: *line });
                return None;
            }
            lines.insert(one.order.clone(), row.place.line);
            unpaid.push(one);
            Some(())
        })?;
    }
    Ok(unpaid)
}

fn read_unpaid(row: &mut Row<'_>, rules: UnpaidRules<'_>) -> Option<Unpaid> {
    let order = row.required("order", |text| {
        let order = id(text)?;
        if rules.orders.has(&order) { Err(Fault::PaidAlready { order: text.into() }) } else { Ok(order) }
    });
    let placed_on = row.required("placed_on", date_of_month(rules.month));
    let buyer = row.optional("buyer", id);
    let amount = row.required("amount", amount(rules.currency));
    let cancelled = row.optional("cancelled", flag);
    Some(Unpaid {
        order: order?,
        placed_on: placed_on?,
        buyer: buyer?,
        amount: amount?,
        cancelled: cancelled?.unwrap_or(false),
    })
}
