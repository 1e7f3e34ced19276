//! The month close: orders, refunds and agents become statements, assessments and the house's total.
//!
//! It is three pieces, so that a shop that outgrows one machine can close its month over many:
//!
//! 1. [`absorb`] turns a chunk of orders into exact sums ([`Partial`]), and writes every posting to a ledger;
//! 2. [`merge`] adds two sums: associative and commutative, so chunks may be cut and merged anyhow;
//! 3. [`close`] states every party's account and assesses every agent.
//!
//! An order counts in the month in which it was paid. It counts as an order, and its buyer as an active or new customer, when
//! something is left of it after the month's refunds. Commission goes to the agents that were pinned when the order was placed,
//! whoever they are by now, by the rulebook that is absorbed with: where rulebooks change, the orders of each are absorbed with
//! the one in force when they were placed, and the sums merged. What counts for the assessment is the sales of the first agent of
//! the chain, also when the agent is the buyer.
//!
//! Refunds of earlier months' orders are taken back from the parts that were pinned then. They lower the agent's net sales of this
//! month when the rulebook counts refunds in their own month (`refund_attribution`: `refund_period`). Else they lower those of the
//! order's month: its assessment stands, and conditions over several months see it as far as the host hands in the lowered
//! figures of that month.
//!
//! An agent who was cleared is no agent of the months after: no longer handed in, but still paid what earlier orders earn.
//!
//! Σ earned over all statements and the house = gross, Σ clawed back = refunded: `close` refuses sums for which it is not so.

mod absorb;
mod assessments;
mod close;
#[cfg(feature = "columns")]
mod columns;
mod facts;
mod partial;
mod refunds;
mod statements;
mod tally;
#[cfg(test)]
mod tests;

pub use absorb::{Ledger, absorb};
pub use close::{Assessed, Close, CloseRequest, close};
#[cfg(feature = "columns")]
pub use columns::{
    AbsorbBatch, ChainsBatch, CloseBatch, MergeBatch, Total, absorb_columns, chains_columns, close_columns,
    merge_columns,
};
pub use facts::{AgentRecord, Chunk, LateRefund, LineRefund, PartyAccount, Payment, Posting, Receipt, Sale};
pub use partial::{AgentSum, CustomerSum, MergeRequest, Partial, Totals, merge, merge_all};

use crate::agent;
use crate::commission;
use crate::money::Currency;

/// The rules that a month is closed by.
#[derive(Debug, Clone, Copy)]
pub struct Books<'r> {
    /// The rulebook's section `agent`.
    pub agent: &'r agent::Rules,
    /// The rulebook's section `commission`.
    pub commission: &'r commission::Rules,
    /// The rulebook's currency.
    pub currency: Currency,
}
