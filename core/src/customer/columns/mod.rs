//! Customers over columns: orders by their customers' numbers become one cell per customer, cells become classes and the figures of
//! all together.
//!
//! 1. [`absorb_columns`]: a chunk of orders is added to a table that the caller owns, a cell per customer;
//! 2. [`merge_columns`]: the tables of other chunks are added to it;
//! 3. [`classify_columns`]: each cell becomes the customer's class, orders, net sales, and whether the customer sleeps;
//! 4. [`segments_columns`]: all cells become how many each class has, the first customers, super users and coverage.
//!
//! A cell is net sales · 2^13 + orders: whoever adds an order to one of millions of customers waits for memory, and so for one line of
//! it. It holds the whole range of money, and 8,191 orders of one customer.
//!
//! Threads may share customers: each absorbs the orders of a range of them, numbered from the range's first, into its part of one
//! table, and nothing is merged. Tables of all customers with some of the orders each are for machines.
//!
//! Customers have dense numbers from 0 in the order of their ids' bytes. The figures are those of
//! [`classify`](super::classify) and [`segments`](super::segments). What stays with the calls: when a class falls, repurchase rates,
//! averages and Gini.

mod absorb;
mod classify;
mod merge;
mod rules;
mod segments;
mod select;
mod tally;
#[cfg(test)]
mod tests;

pub use absorb::{AbsorbBatch, absorb_columns};
pub use classify::{ClassifyBatch, classify_columns};
pub use merge::{MergeBatch, merge_columns};
pub use rules::ColumnRules;
pub use segments::{SegmentsBatch, segments_columns};

use crate::calendar::Date;
use crate::column::Input;
use crate::error::{Code, Error};
use crate::money::Money;

/// Bits of a cell that count orders.
const ORDER_BITS: u32 = 13;
/// The most orders of a customer.
pub(super) const MOST_ORDERS: u64 = (1 << ORDER_BITS) - 1;
/// The greatest cell: the most money in the most orders.
const MOST_CELL: u64 = (Money::MAX.minor().unsigned_abs() << ORDER_BITS) | MOST_ORDERS;

/// What a cell holds.
#[inline(always)]
fn orders_of(cell: u64) -> u64 {
    cell & MOST_ORDERS
}

/// What a cell holds.
#[inline(always)]
fn net_of(cell: u64) -> u64 {
    cell >> ORDER_BITS
}

/// The cell of one order, of nothing where nothing is left of it.
#[inline(always)]
fn cell_of(net: u64) -> u64 {
    (net << ORDER_BITS) | u64::from(net != 0)
}

/// Refuses a count that is not what it must be.
fn check_count(name: &str, found: usize, needed: usize) -> Result<(), Error> {
    if found == needed {
        return Ok(());
    }
    Err(Error::new(Code::CountOutOfRange).found(found).allowed(needed).at(alloc::format!("/{name}")))
}

/// A cell that no table has.
#[cold]
fn not_a_cell(column: &str, place: usize, cell: u64) -> Error {
    // What is beyond every cell was below zero as it stood.
    let error =
        Error::new(Code::MoneyOutOfRange).found(cell.cast_signed() >> ORDER_BITS).with("allowed", "0–10^15");
    error.at(alloc::format!("/{column}/{place}"))
}

/// The day of asking, which a batch needs for its days.
fn day_of_asking(column: &Option<impl Input<i32>>, needed_for: &str) -> Result<Date, Error> {
    let Some(column) = column else {
        let error = Error::new(Code::MissingField).found(needed_for).allowed("as_of_day");
        return Err(error.at("/as_of_day"));
    };
    check_count("as_of_day", column.length(), 1)?;
    let day = column.at(0);
    Date::from_days_since_epoch(day).ok_or_else(|| {
        let (first, last) = (Date::MIN.days_since_epoch(), Date::MAX.days_since_epoch());
        let error = Error::new(Code::DateOutOfRange).found(day).allowed(alloc::format!("{first}–{last}"));
        error.at("/as_of_day/0")
    })
}
