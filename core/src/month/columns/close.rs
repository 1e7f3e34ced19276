//! `month_close` over columns: sums per seller are credited up the tree.

use alloc::vec::Vec;

use super::chains::{ABOVE, tree_of};
use super::totals::{TOTALS, Total, Totals};
use super::{WIDTH, check_width};
use crate::agent::{self, DenseTree, Metric, MetricWindow, StandardMetric, place};
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns};
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
            /// 2: the agents above the seller who are paid at most.
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
            /// Orders of positive net of each seller, all segments added; nothing unless said.
            optional orders_sold: i64 [agents],
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
/// `list_length` of a column, `count_out_of_range` of a width; `unknown_sponsor`, `sponsor_cycle`; `money_out_of_range` for a cell that no
/// month has; `books_do_not_balance` where what all earned is not what was paid, or what they gave back not what was refunded.
/// Nothing is written then.
pub fn close_columns<M: Memory>(
    rules: &agent::ColumnRules,
    batch: &mut CloseBatch<M>,
) -> Result<usize, Error> {
    check_width("above", batch.above, ABOVE)?;
    check_width("width", batch.width, WIDTH)?;
    check_width("totals", batch.totals, TOTALS)?;
    batch.check_lengths()?;
    let fillings = fillings(rules, batch)?;
    let tree = tree_of::<M>(&batch.sponsor, batch.agents)?;
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
    for agent in 0..batch.agents {
        let profit = profit(batch, agent);
        if let Some(column) = &mut batch.profit_fen {
            column.put(agent, profit);
        }
    }
    fill(batch, &fillings);
    Ok(0)
}

fn profit<M: Memory>(batch: &CloseBatch<M>, agent: usize) -> i64 {
    let supplied = batch.supplied_fen.as_ref().map_or(0, |supplied| supplied.at(agent));
    batch.own_net_sales_fen.at(agent).saturating_sub(supplied)
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

/// Puts the month into the readings.
fn fill<M: Memory>(batch: &mut CloseBatch<M>, fillings: &[Filling]) {
    let optional =
        |column: &Option<M::Output<i64>>, agent: usize| column.as_ref().map_or(0, |column| column.at(agent));
    for agent in 0..batch.agents {
        for Filling { reading, metric, is_added } in fillings {
            let own = match metric {
                StandardMetric::OwnNetSales => batch.own_net_sales_fen.at(agent),
                StandardMetric::DirectTeamNetSales => batch.direct_team_net_sales_fen.at(agent),
                StandardMetric::WholeTeamNetSales => optional(&batch.whole_team_net_sales_fen, agent),
                StandardMetric::Profit => profit(batch, agent),
                _ => batch.orders_sold.as_ref().map_or(0, |orders| orders.at(agent)),
            };
            let place = agent.saturating_mul(batch.readings).saturating_add(*reading);
            let Some(column) = &mut batch.reading else { return };
            let sum = if *is_added {
                column.at(place).given().map(|before| before.saturating_add(own))
            } else {
                Some(own)
            };
            column.put(place, sum.unwrap_or(i64::NONE));
        }
    }
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
