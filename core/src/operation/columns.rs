//! The operations that also run over columns. A row: documentation, name, batch, and the kernel.

use crate::agent;
use crate::column::{Layout, Memory, Slices};
use crate::commission;
use crate::customer;
use crate::error::Error;
use crate::month;
use crate::rulebook::Rulebook;
use crate::vip;

/// What an operation does over columns.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The operation: the same name as in [`TABLE`](super::TABLE), where a call does the same.
    pub name: &'static str,
    /// What it does, as a documentation comment.
    pub documentation: &'static str,
    /// The Rust name of its batch, with the room that it is in: `commission::ClawbackBatch`.
    pub batch: &'static str,
    /// What its batch is made of.
    pub layout: Layout,
}

/// Makes a function of each row, and the table.
macro_rules! columnar {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident as $function:ident($room:ident::$batch:ident) = $kernel:expr;
    )+) => {
        $(
            $(#[doc = $doc])+
            ///
            /// Returns how many rows are refused: their codes are in the column `code`.
            ///
            /// # Errors
            /// The section is missing, or the batch as a whole is refused; nothing is written then.
            pub fn $function<M: Memory>(rulebook: &Rulebook, batch: &mut $room::$batch<M>) -> Result<usize, Error> {
                let kernel: fn(&Rulebook, &mut $room::$batch<M>) -> Result<usize, Error> = $kernel;
                kernel(rulebook, batch)
            }
        )+

        /// Every operation that runs over columns, in the order of the table.
        pub const COLUMNS: &[Columns] = &[$(Columns {
            name: stringify!($name),
            documentation: concat!($($doc, "\n"),+),
            batch: concat!(stringify!($room), "::", stringify!($batch)),
            layout: $room::$batch::<Slices<'static>>::LAYOUT,
        }),+];
    };
}

columnar! {
    /// Decides applications, an applicant per row (RULES.md §1).
    agent_admit as agent_admit_columns(agent::AdmitBatch) =
        |rulebook, batch| agent::admit_columns(rulebook.agent_columns()?, batch);
    /// Assesses agents, an agent and a month per row (RULES.md §1).
    agent_assess as agent_assess_columns(agent::AssessBatch) =
        |rulebook, batch| agent::assess_columns(rulebook.agent_columns()?, batch);
    /// Shares lines of orders among supplier, agents, mentor, pools and the residual party, a line per row (RULES.md §2).
    commission_split as commission_split_columns(commission::SplitBatch) =
        |rulebook, batch| commission::split_columns(rulebook.commission_columns()?, batch);
    /// Who gives back what when buyers are refunded, a refund per row (RULES.md §2).
    commission_clawback as commission_clawback_columns(commission::ClawbackBatch) =
        |rulebook, batch| commission::clawback_columns(rulebook.commission()?, batch);

    /// Who is paid on the orders of each agent, and in which class of rates: what the month's sums are made by.
    month_chains as month_chains_columns(month::ChainsBatch) =
        |rulebook, batch| month::chains_columns(rulebook.chain_columns()?, rulebook.agent()?.tiers.len(), batch);

    /// A chunk of a month's order lines, a line per row, added to tables per seller (RULES.md §2, §3).
    month_absorb as month_absorb_columns(month::AbsorbBatch) =
        |rulebook, batch| month::absorb_columns(rulebook.commission()?, rulebook.chain_columns()?, batch);

    /// The tables of another chunk of the month, added to those of this one.
    month_merge as month_merge_columns(month::MergeBatch) = |rulebook, batch| {
        rulebook.chain_columns()?;
        month::merge_columns(batch)
    };

    /// What each agent and each team sold in the month, and what each agent earned and gave back.
    month_close as month_close_columns(month::CloseBatch) =
        |rulebook, batch| month::close_columns(rulebook.agent_columns()?, rulebook.chain_columns()?, batch);

    /// The VIP level of customers on a day, a customer per row (RULES.md §3).
    vip_level as vip_level_columns(vip::LevelBatch) = |rulebook, batch| vip::level_columns(rulebook.vip()?, batch);
    /// The price waterfall of orders of one line, an order per row (RULES.md §3).
    vip_price as vip_price_columns(vip::PriceBatch) = |rulebook, batch| vip::price_columns(rulebook.vip()?, batch);

    /// A chunk of orders, an order per row, added to one cell per customer (RULES.md §6).
    customer_absorb as customer_absorb_columns(customer::AbsorbBatch) =
        |rulebook, batch| customer::absorb_columns(rulebook.customer()?, batch);
    /// The cells of another chunk of orders, added to those of this one.
    customer_merge as customer_merge_columns(customer::MergeBatch) = |rulebook, batch| {
        rulebook.customer()?;
        customer::merge_columns(batch)
    };
    /// The class of customers by repurchases and whether they sleep, a customer per row (RULES.md §6).
    customer_classify as customer_classify_columns(customer::ClassifyBatch) =
        |rulebook, batch| customer::classify_columns(rulebook.customer()?, rulebook.customer_columns()?, batch);
    /// All customers together: how many each class has, what the first of them buy, super users, coverage (RULES.md §6).
    customer_segments as customer_segments_columns(customer::SegmentsBatch) =
        |rulebook, batch| customer::segments_columns(rulebook.customer()?, rulebook.customer_columns()?, batch);
}
