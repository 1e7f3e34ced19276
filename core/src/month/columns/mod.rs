//! The month close over columns: orders by their sellers' numbers become sums per seller, which are credited up the sponsor tree
//! once.
//!
//! 1. [`chains_columns`]: from sponsors and tiers, who is paid on each agent's orders and in which class of rates;
//! 2. [`absorb_columns`]: a chunk of order lines is added to tables that the caller owns, a row per seller;
//! 3. [`merge_columns`]: tables of other chunks are added to them;
//! 4. [`close_columns`]: the tables become what each agent sold, earned and gave back, and what each team sold.
//!
//! Agents have dense numbers from 0 in the order of their ids' bytes. While sponsors and tiers stay as they are, what a line pays
//! depends on its seller alone, so one row is touched per line, and uplines are credited when the month is closed. Where they
//! change within the month, the lines of each segment go to tables of their own (`segments` of the close), or each line carries the
//! class that was pinned for it.
//!
//! The figures are those of [`absorb`](super::absorb), [`merge`](super::merge) and [`close`](super::close). What stays with the calls:
//! postings by day and freeze dates, accounts, payments and debts, refunds of earlier months' orders, receipts, customers, mentors,
//! pools, and rates agreed with one agent.

mod absorb;
mod block;
mod chains;
mod close;
mod line;
mod merge;
mod refunds;
mod sums;
mod totals;

pub use absorb::{AbsorbBatch, absorb_columns};
pub use chains::{ChainsBatch, chains_columns};
pub use close::{CloseBatch, close_columns};
pub use merge::{MergeBatch, merge_columns};
pub use totals::Total;

use crate::commission;
use crate::error::{Code, Error};

/// Cells of a row of the tables `earned_fen` and `clawed_back_fen`: the whole, then direct, sponsor and sponsor_2.
pub(crate) const WIDTH: usize = 4;

/// Refuses a width that is not the table's.
fn check_width(name: &str, found: usize, needed: usize) -> Result<(), Error> {
    if found == needed {
        return Ok(());
    }
    Err(Error::new(Code::CountOutOfRange).found(found).allowed(needed).at(alloc::format!("/{name}")))
}

/// Refuses a rulebook whose lines need more than one row of sums each.
fn check_rules(rules: &commission::ChainRules) -> Result<(), Error> {
    if !rules.has_pools {
        return Ok(());
    }
    let error = Error::new(Code::NotOverColumns).found("pools").allowed("direct, sponsor, sponsor_2");
    Err(error.with("operation", "month_absorb").at("/commission/pools"))
}

#[cfg(test)]
mod tests;
