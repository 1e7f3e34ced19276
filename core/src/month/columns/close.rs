//! `month_close` over columns: sums per seller are credited up the tree.

use alloc::vec::Vec;

use super::chains::{ABOVE, needs_uplines, no_uplines};
use super::totals::{TOTALS, Total, Totals};
use super::{WIDTH, check_width};
use crate::agent::{self, DenseTree, Metric, MetricWindow, StandardMetric};
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns, place, put};
use crate::commission::ChainRules;
use crate::document::Choice as _;
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
            /// 2: the agents above the seller who are paid at most, where `upline` is there.
            above,
            /// 4: the cells of an agent's row of sums.
            width,
            /// 9: how many totals there are.
            totals,
            /// The readings that assessments look at, as `rulebook_columns` tells them.
            readings,
        }
        columns {
            /// The number of each agent's sponsor at the month's end; nothing for a root. Teams are summed up by it.
            input sponsor: u32 [agents],
            /// Of each segment, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential, and with
            /// several segments; else the sponsor and the sponsor's sponsor unless said.
            optional upline: u32 [segments, agents, above],
            /// Of each segment, as `month_absorb` left it: what each seller's orders earned.
            input earned_fen: i64 [segments, agents, width],
            /// Of each segment, as `month_absorb` left it: what they gave back; nothing unless said.
            optional clawed_back_fen: i64 [segments, agents, width],
            /// What suppliers kept of each seller's orders, all segments added; nothing unless said.
            optional supplied_fen: i64 [agents],
            /// The totals, all segments added.
            input totals_fen: i64 [totals],
            /// Orders of positive net of each seller, all segments added; nothing unless said.
            optional orders_sold: i64 [agents],
            /// What each agent sold, less refunds.
            wanted own_net_sales_fen: i64 [agents],
            /// What the agents sold whom the agent sponsors, less refunds.
            output direct_team_net_sales_fen: i64 [agents],
            /// What all agents below sold, less refunds.
            wanted whole_team_net_sales_fen: i64 [agents],
            /// Own net sales less what suppliers kept.
            wanted profit_fen: i64 [agents],
            /// What the agent earned on own orders: of one segment the second cells of `earned_fen`.
            wanted direct_fen: i64 [agents],
            /// What the agent earned on orders of those below.
            output indirect_fen: i64 [agents],
            /// What the agent gave back of both.
            wanted clawed_back_by_agent_fen: i64 [agents],
            /// The readings of `agent_assess`, which the month is put into: own_net_sales, direct_team_net_sales, whole_team_net_sales, profit
            /// and orders of the month are set, and added to those of the lifetime or of several periods, which hold what was before
            /// the month (nothing stays nothing). All others stay as they are.
            tally reading: i64 [agents, readings],
        }
    }
}

/// Credits the sums of sellers to those who earned them, and adds up teams.
///
/// # Errors
/// `list_length` of a column, `count_out_of_range` of a width; `missing_field` for `upline`, where it is needed; `unknown_sponsor`, `sponsor_cycle`; `money_out_of_range` for a cell that no
/// month has; `books_do_not_balance` where what all earned is not what was paid, or what they gave back not what was refunded.
/// Nothing is written then.
pub fn close_columns<M: Memory>(
    rules: &agent::ColumnRules,
    chains: &ChainRules,
    batch: &mut CloseBatch<M>,
) -> Result<usize, Error> {
    if batch.upline.is_some() {
        check_width("above", batch.above, ABOVE)?;
    }
    check_width("width", batch.width, WIDTH)?;
    check_width("totals", batch.totals, TOTALS)?;
    batch.check_lengths()?;
    if batch.upline.is_none() && (needs_uplines(chains) || batch.segments > 1) {
        return Err(no_uplines());
    }
    let fillings = fillings(rules, batch)?;
    let sponsor = &batch.sponsor;
    let tree = DenseTree::of(batch.agents, |agent| sponsor.at(agent), "/sponsor")?;
    balance(batch)?;
    let order = if batch.whole_team_net_sales_fen.is_some() { tree.children_first() } else { Vec::new() };
    clear(batch);
    for segment in 0..batch.segments {
        credit(batch, segment);
    }
    sum_up_whole_teams(batch, &order);
    for agent in 0..batch.agents {
        if batch.profit_fen.is_none() {
            break;
        }
        let profit = profit(batch, agent);
        put(&mut batch.profit_fen, agent, profit);
    }
    fillings.iter().for_each(|filling| fill(batch, filling));
    Ok(0)
}

/// Cells that are cleared at a time.
const BLOCK: usize = 256;

/// Sets what is added to to zero.
fn clear<M: Memory>(batch: &mut CloseBatch<M>) {
    let wanted = [&mut batch.own_net_sales_fen, &mut batch.direct_fen, &mut batch.clawed_back_by_agent_fen];
    let always = [&mut batch.direct_team_net_sales_fen, &mut batch.indirect_fen];
    for column in wanted.into_iter().flatten().chain(always) {
        for from in (0..batch.agents).step_by(BLOCK) {
            let cells = batch.agents.saturating_sub(from).min(BLOCK);
            column.write(from, [0; BLOCK].get(..cells).unwrap_or_default());
        }
    }
}

/// What an agent sold, less refunds: of all segments.
#[inline]
fn own_net_sales<M: Memory>(batch: &CloseBatch<M>, agent: usize) -> i64 {
    let mut net = 0_i64;
    for segment in 0..batch.segments {
        let at = segment.saturating_mul(batch.agents).saturating_add(agent).saturating_mul(WIDTH);
        net = net.wrapping_add(batch.earned_fen.at(at));
        net = net.wrapping_sub(batch.clawed_back_fen.as_ref().map_or(0, |table| table.at(at)));
    }
    net
}

fn profit<M: Memory>(batch: &CloseBatch<M>, agent: usize) -> i64 {
    let supplied = batch.supplied_fen.as_ref().map_or(0, |supplied| supplied.at(agent));
    own_net_sales(batch, agent).saturating_sub(supplied)
}

/// A reading that the month is put into.
struct Filling {
    reading: usize,
    metric: StandardMetric,
    /// Whether it holds what was before the month.
    is_added: bool,
}

/// The readings that the month is put into, where they are handed in.
fn fillings<M: Memory>(rules: &agent::ColumnRules, batch: &CloseBatch<M>) -> Result<Vec<Filling>, Error> {
    use StandardMetric::{DirectTeamNetSales, Orders, OwnNetSales, Profit, WholeTeamNetSales};
    let mut fillings = Vec::new();
    if batch.reading.is_none() {
        return Ok(fillings);
    }
    let readings = rules.assessment_readings();
    check_width("readings", batch.readings, readings.len())?;
    for (reading, one) in readings.iter().enumerate() {
        let Metric::Standard(metric) = one.metric else { continue };
        let needed = match metric {
            OwnNetSales | DirectTeamNetSales => None,
            WholeTeamNetSales => Some(("whole_team_net_sales_fen", batch.whole_team_net_sales_fen.is_some())),
            Profit => Some(("supplied_fen", batch.supplied_fen.is_some())),
            Orders => Some(("orders_sold", batch.orders_sold.is_some())),
            _ => continue,
        };
        if let Some((needed, false)) = needed {
            let error = Error::new(Code::MissingField).found(metric.slug()).allowed(needed);
            return Err(error.at(alloc::format!("/{needed}")));
        }
        fillings.push(Filling { reading, metric, is_added: one.window != MetricWindow::PERIOD });
    }
    Ok(fillings)
}

/// Puts the month into a reading.
fn fill<M: Memory>(batch: &mut CloseBatch<M>, filling: &Filling) {
    match filling.metric {
        StandardMetric::OwnNetSales => fill_with(batch, filling, own_net_sales),
        StandardMetric::DirectTeamNetSales => {
            fill_with(batch, filling, |batch, agent| batch.direct_team_net_sales_fen.at(agent));
        }
        StandardMetric::WholeTeamNetSales => fill_with(batch, filling, |batch, agent| {
            batch.whole_team_net_sales_fen.as_ref().map_or(0, |whole| whole.at(agent))
        }),
        StandardMetric::Profit => fill_with(batch, filling, profit),
        _ => fill_with(batch, filling, |batch, agent| {
            batch.orders_sold.as_ref().map_or(0, |orders| orders.at(agent))
        }),
    }
}

#[inline]
fn fill_with<M: Memory>(
    batch: &mut CloseBatch<M>,
    filling: &Filling,
    of: impl Fn(&CloseBatch<M>, usize) -> i64,
) {
    for agent in 0..batch.agents {
        let own = of(batch, agent);
        let place = agent.saturating_mul(batch.readings).saturating_add(filling.reading);
        let Some(column) = &mut batch.reading else { return };
        let sum = if filling.is_added {
            column.at(place).given().map(|before| before.saturating_add(own))
        } else {
            Some(own)
        };
        column.put(place, sum.unwrap_or(i64::NONE));
    }
}

/// Who is paid on the orders of a row's seller.
#[inline]
fn upline<M: Memory>(batch: &CloseBatch<M>, row: usize) -> [usize; ABOVE] {
    let cells = match &batch.upline {
        Some(column) => column.row::<ABOVE>(row),
        // There is one segment only.
        None => {
            let sponsor = batch.sponsor.at(row);
            [sponsor, batch.sponsor.at(place(sponsor))]
        }
    };
    cells.map(|agent| if agent == u32::NONE { usize::MAX } else { place(agent) })
}

/// Adds to a cell; beyond the end, to none. All that is ever added to one is together within the limit of money: `balance` has made
/// sure.
#[inline]
fn add<M: Memory>(column: &mut M::Output<i64>, agent: usize, value: i64) {
    column.change::<1>(agent, |[cell]| *cell = cell.wrapping_add(value));
}

/// Credits a segment.
fn credit<M: Memory>(batch: &mut CloseBatch<M>, segment: usize) {
    let first = segment.saturating_mul(batch.agents);
    for agent in 0..batch.agents {
        let at = first.saturating_add(agent);
        let above = upline(batch, at);
        let [gross, direct, indirect @ ..] = batch.earned_fen.row::<WIDTH>(at);
        if let Some(column) = &mut batch.direct_fen {
            add::<M>(column, agent, direct);
        }
        for (above, amount) in above.into_iter().zip(indirect) {
            add::<M>(&mut batch.indirect_fen, above, amount);
        }
        let mut net = gross;
        if let Some(table) = &batch.clawed_back_fen {
            let [refunded, direct, indirect @ ..] = table.row::<WIDTH>(at);
            net = net.wrapping_sub(refunded);
            if let Some(column) = &mut batch.clawed_back_by_agent_fen {
                add::<M>(column, agent, direct);
                for (above, amount) in above.into_iter().zip(indirect) {
                    add::<M>(column, above, amount);
                }
            }
        }
        if let Some(column) = &mut batch.own_net_sales_fen {
            add::<M>(column, agent, net);
        }
        add::<M>(&mut batch.direct_team_net_sales_fen, place(batch.sponsor.at(agent)), net);
    }
}

/// Adds own sales and those of all below to all above.
fn sum_up_whole_teams<M: Memory>(batch: &mut CloseBatch<M>, children_first: &[u32]) {
    let Some(whole) = &mut batch.whole_team_net_sales_fen else { return };
    (0..batch.agents).for_each(|agent| whole.put(agent, 0));
    for agent in children_first.iter().map(|agent| place(*agent)) {
        let own = own_net_sales(batch, agent);
        let Some(whole) = &mut batch.whole_team_net_sales_fen else { return };
        let below = whole.at(agent);
        add::<M>(whole, place(batch.sponsor.at(agent)), own.wrapping_add(below));
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
    let (mut whole, mut parts) = (0_i64, 0_i128);
    for at in 0..batch.segments.saturating_mul(batch.agents) {
        let cells = table.row::<WIDTH>(at);
        let beyond = |value: i64| {
            let error = Error::new(Code::MoneyOutOfRange).found(value).with("allowed", "0–10^15");
            error.at(alloc::format!("/{name}/{}", at.saturating_mul(WIDTH)))
        };
        let [own, direct, sponsor, sponsor_2] = cells;
        // Comparing without a sign finds amounts below zero, too.
        if cells.iter().any(|cell| cell.cast_unsigned() > limit.cast_unsigned()) {
            let cell = cells.into_iter().find(|cell| !(0..=limit).contains(cell));
            return Err(beyond(cell.unwrap_or_default()));
        }
        let [first, second] = upline(batch, at).map(|above| above < batch.agents);
        let above = if first { sponsor } else { 0 }.saturating_add(if second { sponsor_2 } else { 0 });
        // Three amounts are far from the bounds of 64 bits, and so is one with what is within the limit of money.
        parts = parts.saturating_add(direct.saturating_add(above).into());
        whole = whole.saturating_add(own);
        if whole > limit {
            return Err(beyond(whole));
        }
    }
    Ok((whole.into(), parts))
}
