//! `month_close` over columns: sums per seller are credited up the tree.

use super::chains::{ABOVE, tree_of};
use super::totals::{TOTALS, Total, Totals};
use super::{WIDTH, check_width};
use crate::agent::{DenseTree, place};
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns};
use crate::error::{Code, Error};
use crate::money::Money;

columns! {
    /// The tables of a month, all chunks merged, and what they come to for each agent.
    pub struct CloseBatch {
        counts {
            /// Agents, numbered from 0 in the order of their ids' bytes.
            agents,
            /// Segments of the month, between which sponsors or tiers changed; 1 where none did. Each has tables of its own.
            segments,
            /// 2: the agents above the seller who are paid at most.
            above,
            /// 4: the cells of an agent's row of sums.
            width,
            /// 9: how many totals there are.
            totals,
        }
        columns {
            /// The number of each agent's sponsor at the month's end; nothing for a root. Teams are summed up by it.
            input sponsor: u32 [agents],
            /// Of each segment, as `month_chains` tells: who is paid as sponsor and as sponsor_2.
            input upline: u32 [segments, agents, above],
            /// Of each segment, as `month_absorb` left it: what each seller's orders earned.
            input earned_fen: i64 [segments, agents, width],
            /// Of each segment, as `month_absorb` left it: what they gave back; nothing unless said.
            optional clawed_back_fen: i64 [segments, agents, width],
            /// What suppliers kept of each seller's orders, all segments added; nothing unless said.
            optional supplied_fen: i64 [agents],
            /// The totals, all segments added.
            input totals_fen: i64 [totals],
            /// What each agent sold, less refunds.
            output own_net_sales_fen: i64 [agents],
            /// What the agents sold whom the agent sponsors, less refunds.
            output direct_team_net_sales_fen: i64 [agents],
            /// What all agents below sold, less refunds.
            wanted whole_team_net_sales_fen: i64 [agents],
            /// Own net sales less what suppliers kept.
            wanted profit_fen: i64 [agents],
            /// What the agent earned on own orders.
            output direct_fen: i64 [agents],
            /// What the agent earned on orders of those below.
            output indirect_fen: i64 [agents],
            /// What the agent gave back of both.
            output clawed_back_by_agent_fen: i64 [agents],
        }
    }
}

/// Credits the sums of sellers to those who earned them, and adds up teams.
///
/// # Errors
/// `list_length` of a column, `count_out_of_range` of a width; `unknown_sponsor`, `sponsor_cycle`; `money_out_of_range` for a cell that no
/// month has; `books_do_not_balance` where what all earned is not what was paid, or what they gave back not what was refunded.
/// Nothing is written then.
pub fn close_columns<M: Memory>(batch: &mut CloseBatch<M>) -> Result<usize, Error> {
    check_width("above", batch.above, ABOVE)?;
    check_width("width", batch.width, WIDTH)?;
    check_width("totals", batch.totals, TOTALS)?;
    batch.check_lengths()?;
    let tree = tree_of::<M>(&batch.sponsor, 0, batch.agents)?;
    balance(batch)?;
    for agent in 0..batch.agents {
        for column in [
            &mut batch.own_net_sales_fen,
            &mut batch.direct_team_net_sales_fen,
            &mut batch.direct_fen,
            &mut batch.indirect_fen,
            &mut batch.clawed_back_by_agent_fen,
        ] {
            column.put(agent, 0);
        }
    }
    for segment in 0..batch.segments {
        credit(batch, segment);
    }
    sum_up_teams(batch, &tree);
    if let Some(profit) = &mut batch.profit_fen {
        for agent in 0..batch.agents {
            let supplied = batch.supplied_fen.as_ref().map_or(0, |supplied| supplied.at(agent));
            profit.put(agent, batch.own_net_sales_fen.at(agent).saturating_sub(supplied));
        }
    }
    Ok(0)
}

/// A row of a table.
fn row<M: Memory>(table: &M::Input<i64>, row: usize) -> [i64; WIDTH] {
    let mut cells = [0; WIDTH];
    table.read(row.saturating_mul(WIDTH), &mut cells);
    cells
}

/// Who is paid on the orders of a row's seller.
fn upline<M: Memory>(batch: &CloseBatch<M>, row: usize) -> [usize; ABOVE] {
    let mut cells = [u32::NONE; ABOVE];
    batch.upline.read(row.saturating_mul(ABOVE), &mut cells);
    cells.map(|agent| agent.given().map_or(usize::MAX, place))
}

/// Adds to a cell. All that is ever added to one is together within the limit of money: `balance` has made sure.
fn add<M: Memory>(column: &mut M::Output<i64>, agent: usize, value: i64) {
    column.put(agent, column.at(agent).wrapping_add(value));
}

/// Credits a segment.
fn credit<M: Memory>(batch: &mut CloseBatch<M>, segment: usize) {
    let first = segment.saturating_mul(batch.agents);
    for agent in 0..batch.agents {
        let at = first.saturating_add(agent);
        let above = upline(batch, at);
        let [gross, direct, indirect @ ..] = row::<M>(&batch.earned_fen, at);
        add::<M>(&mut batch.direct_fen, agent, direct);
        for (above, amount) in above.into_iter().zip(indirect) {
            if above < batch.agents {
                add::<M>(&mut batch.indirect_fen, above, amount);
            }
        }
        let mut net = gross;
        if let Some(table) = &batch.clawed_back_fen {
            let [refunded, direct, indirect @ ..] = row::<M>(table, at);
            net = net.wrapping_sub(refunded);
            add::<M>(&mut batch.clawed_back_by_agent_fen, agent, direct);
            for (above, amount) in above.into_iter().zip(indirect) {
                if above < batch.agents {
                    add::<M>(&mut batch.clawed_back_by_agent_fen, above, amount);
                }
            }
        }
        add::<M>(&mut batch.own_net_sales_fen, agent, net);
    }
}

/// Adds own sales to the sponsors', and to those of all above.
fn sum_up_teams<M: Memory>(batch: &mut CloseBatch<M>, tree: &DenseTree) {
    for agent in 0..batch.agents {
        if let Some(sponsor) = tree.sponsor(agent) {
            let own = batch.own_net_sales_fen.at(agent);
            add::<M>(&mut batch.direct_team_net_sales_fen, sponsor, own);
        }
    }
    let Some(whole) = &mut batch.whole_team_net_sales_fen else { return };
    (0..batch.agents).for_each(|agent| whole.put(agent, 0));
    for agent in tree.children_first() {
        if let Some(sponsor) = tree.sponsor(agent) {
            let below = whole.at(agent);
            add::<M>(whole, sponsor, batch.own_net_sales_fen.at(agent).wrapping_add(below));
        }
    }
}

/// Holds the tables against the totals: what all earned is what was paid, what all gave back is what was refunded, and every lane
/// has somebody who is credited.
fn balance<M: Memory>(batch: &CloseBatch<M>) -> Result<(), Error> {
    let totals = Totals(core::array::from_fn(|cell| batch.totals_fen.at(cell)));
    let of = |total: Total| i128::from(totals.of(total));
    let earned = credited(batch, &batch.earned_fen, "earned_fen")?;
    let taken = match &batch.clawed_back_fen {
        Some(table) => credited(batch, table, "clawed_back_fen")?,
        None => (0, 0),
    };
    let sums = [
        (earned.0.saturating_add(of(Total::GrossWithoutAgent)), Total::Gross),
        (earned.1.saturating_add(of(Total::Supplied)).saturating_add(of(Total::House)), Total::Gross),
        (taken.0.saturating_add(of(Total::RefundedWithoutAgent)), Total::Refunded),
        (
            taken.1.saturating_add(of(Total::SupplierClawedBack)).saturating_add(of(Total::HouseClawedBack)),
            Total::Refunded,
        ),
    ];
    for (parts, whole) in sums {
        if parts != of(whole) {
            let by = parts.saturating_sub(of(whole)).unsigned_abs();
            let error = Error::new(Code::BooksDoNotBalance).found(parts).allowed(of(whole)).with("by", by);
            return Err(error.at(alloc::format!("/totals_fen/{}", whole as usize)));
        }
    }
    Ok(())
}

/// What a table's sellers sold, and what of it somebody is credited.
fn credited<M: Memory>(
    batch: &CloseBatch<M>,
    table: &M::Input<i64>,
    name: &str,
) -> Result<(i128, i128), Error> {
    let limit = Money::MAX.minor();
    let (mut whole, mut parts) = (0_i128, 0_i128);
    for at in 0..batch.segments.saturating_mul(batch.agents) {
        let cells = row::<M>(table, at);
        let beyond = |value: i128| {
            let error = Error::new(Code::MoneyOutOfRange).found(value).with("allowed", "0–10^15");
            Err(error.at(alloc::format!("/{name}/{}", at.saturating_mul(WIDTH))))
        };
        if let Some(cell) = cells.iter().find(|cell| !(0..=limit).contains(*cell)) {
            return beyond((*cell).into());
        }
        let [own, direct, indirect @ ..] = cells;
        whole = whole.saturating_add(own.into());
        parts = parts.saturating_add(direct.into());
        for (above, amount) in upline(batch, at).into_iter().zip(indirect) {
            if above < batch.agents {
                parts = parts.saturating_add(amount.into());
            }
        }
        if whole > limit.into() {
            return beyond(whole);
        }
    }
    Ok((whole, parts))
}
