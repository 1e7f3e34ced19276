//! `top_ups.csv`, `spends.csv`, `restores.csv` and `balance_refunds.csv`: what happens to balances. Rows of earlier months make
//! the opening balances where no close has left any.

use std::collections::HashMap;

use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::money::{Currency, Money};

use super::customers::{Customers, not_after};
use super::fault::Fault;
use super::problems::{Place, Problems};
use super::source::Source;
use super::table::{Column, Row, id, optional, positive_amount, read_rows, required, word};
use crate::facts::Cause;
use crate::failure::Failure;

/// The columns of `top_ups.csv`.
pub const TOP_UPS: &[Column] =
    &[required("id"), required("customer"), required("on"), required("paid"), optional("channel")];

/// The columns of `spends.csv`.
pub const SPENDS: &[Column] =
    &[required("order"), required("customer"), required("on"), required("amount"), optional("list_value")];

/// The columns of `restores.csv`.
pub const RESTORES: &[Column] =
    &[required("id"), required("order"), required("customer"), required("on"), optional("amount")];

/// The columns of `balance_refunds.csv`.
pub const REFUNDS: &[Column] =
    &[required("id"), required("customer"), required("on"), optional("amount"), optional("cause")];

/// By whose doing a balance is asked back.
const CAUSES: &[(&str, Cause)] =
    &[("none", Cause::None), ("consumer", Cause::Consumer), ("operator", Cause::Operator)];

/// Something that happens to a customer's balance.
#[derive(Debug, Clone)]
pub struct Movement {
    /// Whose balance.
    pub customer: Id,
    /// When.
    pub on: Date,
    /// What.
    pub asked: Asked,
    /// The row.
    pub place: Place,
}

/// What happens to a balance; of one day in this order.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Money comes in.
    TopUp { id: Id, paid: Money, channel: Option<Id> },
    /// An order is paid.
    Spend { order: Id, amount: Money, list_value: Option<Money> },
    /// An order is given back: the amount, or all that is left of it.
    Restore { id: Id, order: Id, amount: Option<Money> },
    /// Balance is asked back: the amount, or all that is due, which closes the balance.
    Refund { id: Id, amount: Option<Money>, cause: Cause },
}

impl Asked {
    /// Its place among what happens on one day.
    pub fn rank(&self) -> u8 {
        match self {
            Self::TopUp { .. } => 0,
            Self::Spend { .. } => 1,
            Self::Restore { .. } => 2,
            Self::Refund { .. } => 3,
        }
    }
}

/// What decides whether a row can be taken.
#[derive(Debug, Clone, Copy)]
pub struct MovementRules<'a> {
    /// The month that is closed.
    pub month: Month,
    /// The currency of the rulebook.
    pub currency: Currency,
    /// Whose balances there are.
    pub customers: &'a Customers,
}

/// One kind of file: its columns, the column whose value stands once, and how a row is read.
type Kind = (&'static [Column], &'static str, fn(&mut Row<'_>, Currency) -> Option<(Id, Asked)>);

/// Files in the order of [`MovementFiles`].
const KINDS: [Kind; 4] = [
    (TOP_UPS, "id", read_top_up),
    (SPENDS, "order", read_spend),
    (RESTORES, "id", read_restore),
    (REFUNDS, "id", read_refund),
];

/// Top-ups, spends, restores, refunds.
pub type MovementFiles<'f> = [&'f [Source]; 4];

/// Reads all files.
pub fn read(
    files: MovementFiles<'_>,
    rules: MovementRules<'_>,
    problems: &mut Problems,
) -> Result<Vec<Movement>, Failure> {
    let mut movements = Vec::new();
    for (sources, (columns, key, read)) in files.into_iter().zip(KINDS) {
        let mut lines: HashMap<Id, u64> = HashMap::new();
        for source in sources {
            read_rows(source, columns, problems, |row| {
                let known = |text: &str| known_customer(text, rules.customers);
                let customer = row.required("customer", known);
                let on = row.required("on", not_after(rules.month.last()));
                let asked = read(row, rules.currency);
                let (customer, on, (id, asked)) = (customer?, on?, asked?);
                if let Some(line) = lines.get(&id) {
                    row.refuse(key, Fault::Twice { found: id.to_string(), line: *line });
                    return None;
                }
                lines.insert(id, row.place.line);
                movements.push(Movement { customer, on, asked, place: row.place });
                Some(())
            })?;
        }
    }
    Ok(movements)
}

fn known_customer(text: &str, customers: &Customers) -> Result<Id, Fault> {
    let found = id(text)?;
    if customers.has(&found) { Ok(found) } else { Err(Fault::UnknownCustomer { found: text.into() }) }
}

fn read_top_up(row: &mut Row<'_>, currency: Currency) -> Option<(Id, Asked)> {
    let top_up = row.required("id", id);
    let paid = row.required("paid", positive_amount(currency));
    let channel = row.optional("channel", id);
    let id = top_up?;
    Some((id.clone(), Asked::TopUp { id, paid: paid?, channel: channel? }))
}

fn read_spend(row: &mut Row<'_>, currency: Currency) -> Option<(Id, Asked)> {
    let order = row.required("order", id);
    let amount = row.required("amount", positive_amount(currency));
    let list_value = row.optional("list_value", positive_amount(currency));
    let order = order?;
    Some((order.clone(), Asked::Spend { order, amount: amount?, list_value: list_value? }))
}

fn read_restore(row: &mut Row<'_>, currency: Currency) -> Option<(Id, Asked)> {
    let restore = row.required("id", id);
    let order = row.required("order", id);
    let amount = row.optional("amount", positive_amount(currency));
    let id = restore?;
    Some((id.clone(), Asked::Restore { id, order: order?, amount: amount? }))
}

fn read_refund(row: &mut Row<'_>, currency: Currency) -> Option<(Id, Asked)> {
    let refund = row.required("id", id);
    let amount = row.optional("amount", positive_amount(currency));
    let cause = row.optional("cause", word(CAUSES));
    let id = refund?;
    Some((id.clone(), Asked::Refund { id, amount: amount?, cause: cause?.unwrap_or(Cause::None) }))
}
