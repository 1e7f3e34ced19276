//! `customer_segments` over columns: what the customers of a shop are like together.

use super::select::{Aim, First, at_least, each_block, first};
use super::tally::Tally;
use super::{ColumnRules, check_count, net_of};
use crate::column::{Memory, Output, columns};
use crate::customer::rules::{Population, Rules};
use crate::error::Error;
use crate::money::Money;

columns! {
    /// The table of all customers, all chunks merged, and what they come to together.
    pub struct SegmentsBatch {
        counts {
            /// Customers, numbered from 0 in the order of their ids' bytes.
            customers,
            /// The classes of the rulebook, and one more for customers without a class.
            bands,
            /// 4: how many figures of all customers there are.
            figures,
            /// 3: how many figures of the first customers there are.
            firsts,
        }
        columns {
            /// As `customer_absorb` left it: net sales · 2^13 + orders.
            input cells: i64 [customers],
            /// How many customers each class has, in the rulebook's order; last those without a class.
            output class_customers: i64 [bands],
            /// What they bought in the window, less refunds.
            wanted class_net_sales_fen: i64 [bands],
            /// The customers that shares are shares of, those with an order, orders, and what was bought in all (fen).
            output whole: i64 [figures],
            /// The first customers by net sales, as many as the rulebook's `top_share`: how many, what they bought (fen), and the least
            /// that one of them bought (fen).
            output top: i64 [firsts],
            /// The same of super users.
            wanted super_users: i64 [firsts],
            /// The same of the fewest customers who bought the rulebook's `coverage` of all.
            wanted coverage: i64 [firsts],
            /// Whether the customer is a super user: 0 no, 1 yes. Of customers with one amount those with the lowest numbers are.
            wanted super_user: u8 [customers],
        }
    }
}

const FIGURES: usize = 4;
const FIRSTS: usize = 3;

/// Adds up all customers. No row is refused.
///
/// # Errors
/// `list_length` of a column; `count_out_of_range` of a count; `money_out_of_range` for a cell that no table has, or for all together
/// beyond the limit of money. Nothing is written then.
pub fn segments_columns<M: Memory>(
    rules: &Rules,
    classes: &ColumnRules,
    batch: &mut SegmentsBatch<M>,
) -> Result<usize, Error> {
    check_count("bands", batch.bands, rules.classes.len().saturating_add(1))?;
    check_count("figures", batch.figures, FIGURES)?;
    check_count("firsts", batch.firsts, FIRSTS)?;
    batch.check_lengths()?;
    let has_sums = batch.class_net_sales_fen.is_some() || batch.coverage.is_some();
    let tally = Tally::of::<M>(classes, &batch.cells, has_sums)?;
    for place in 0..batch.bands {
        let (customers, net) = tally.class(place, rules.classes.len());
        batch.class_customers.put(place, customers.cast_signed());
        crate::column::put(&mut batch.class_net_sales_fen, place, net.cast_signed());
    }
    let counted = match rules.shares_over {
        Population::AllKnown => u64::try_from(batch.customers).unwrap_or(u64::MAX),
        Population::Buyers => tally.buyers,
    };
    let whole = [counted, tally.buyers, tally.orders, tally.whole];
    batch.whole.write(0, &whole.map(u64::cast_signed));
    let find = |aim| first::<M>(&batch.cells, &tally.buckets, aim);
    let top = find(Aim::Customers(rules.top_count.of(rules.concentration.top_share, counted)));
    write(&mut batch.top, top);
    if let Some(column) = &mut batch.coverage {
        write(column, find(Aim::Sum(share_of(tally.whole, rules.concentration.coverage.ppm()))));
    }
    if batch.super_users.is_some() || batch.super_user.is_some() {
        let super_users = super_users(rules, batch, &tally, counted);
        if let Some(column) = &mut batch.super_users {
            write(column, super_users);
        }
        mark(batch, super_users);
    }
    Ok(0)
}

/// The least amount that is a share of a whole.
fn share_of(whole: u64, ppm: u32) -> u64 {
    let exact = u128::from(whole).saturating_mul(ppm.into()).div_ceil(1_000_000);
    u64::try_from(exact).unwrap_or(u64::MAX)
}

fn write(column: &mut impl Output<i64>, first: First) {
    column.write(0, &[first.customers, first.net, first.least].map(u64::cast_signed));
}

fn super_users<M: Memory>(rules: &Rules, batch: &SegmentsBatch<M>, tally: &Tally, counted: u64) -> First {
    // Who bought nothing is no super user.
    let least = rules.super_users.at_least.map_or(1, Money::minor).unsigned_abs();
    let most = rules.most_super_users(counted);
    if most < tally.buyers {
        let found = first::<M>(&batch.cells, &tally.buckets, Aim::Customers(most));
        if found.least >= least || most == 0 {
            return found;
        }
    }
    at_least::<M>(&batch.cells, least)
}

/// Marks each of the first customers; of those with the least amount the first by number.
fn mark<M: Memory>(batch: &mut SegmentsBatch<M>, super_users: First) {
    let Some(column) = &mut batch.super_user else { return };
    let mut ties = super_users.ties;
    each_block::<M>(&batch.cells, |from, cells| {
        for (at, cell) in cells.iter().enumerate() {
            let net = net_of(cell.cast_unsigned());
            let is_tie = net == super_users.least && ties > 0;
            ties = ties.saturating_sub(u64::from(is_tie));
            let is_one = super_users.customers > 0 && (net > super_users.least || is_tie);
            column.put(from.saturating_add(at), u8::from(is_one));
        }
    });
}
