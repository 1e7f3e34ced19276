//! `month_absorb` over columns: lines are added to their sellers' rows.

use super::chains::ABOVE;
use super::line::{Posted, Shared, everyday};
use super::totals::{TOTALS, Total, Totals};
use super::{WIDTH, check_rules, check_width};
use crate::agent::place;
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns};
use crate::commission::{ChainRules, LANES, MOST_FAST, Rules, SelfPurchase, floor_share};
use crate::error::{Code, Error};
use crate::money::Money;

/// Lines that are worked on at a time: so many rows of sums stay near while they are looked up ahead of their use.
const BLOCK: usize = 128;

columns! {
    /// Lines of a month's orders, a row each, and the tables that they are added to. A table begins with zeros, and is the same
    /// whatever chunks the lines come in.
    pub struct AbsorbBatch {
        counts {
            /// Lines.
            rows,
            /// Agents, numbered from 0 in the order of their ids' bytes.
            agents,
            /// 2: the agents above the seller who are paid at most.
            above,
            /// 4: the cells of an agent's row of sums.
            width,
            /// Suppliers, numbered from 0.
            suppliers,
            /// 9: how many totals there are.
            totals,
        }
        columns {
            /// Who sold; nothing where no agent did, and all is the house's.
            input agent: u32 [rows],
            /// What was paid for the line.
            input paid_fen: i64 [rows],
            /// What of it was cancelled before it counted: it is as if the rest alone had been paid, and nobody earns on it or gives
            /// it back. Nothing unless said.
            optional cancelled_fen: i64 [rows],
            /// What was refunded of it in the month with the goods; nothing unless said. Everyone gives back.
            optional returned_fen: i64 [rows],
            /// What was refunded of it in the month without them; nothing unless said. The supplier keeps its part.
            optional compensation_fen: i64 [rows],
            /// The supplier's price of the line, where it is known.
            optional cost_fen: i64 [rows],
            /// The number of who is owed that price; without a supplier the cost stays with the house.
            optional supplier: u32 [rows],
            /// Units sold, for overrides with an amount per unit; 1 unless said.
            optional quantity: u32 [rows],
            /// The SKU's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
            optional sku: u32 [rows],
            /// The category's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
            optional category: u32 [rows],
            /// Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
            optional direct_is_buyer: u8 [rows],
            /// The class that was pinned when the order was placed; that of the agent unless said. Of a self-purchase that is paid to
            /// the sponsor, the sponsor's class.
            optional pinned_class: u16 [rows],
            /// How many orders of positive net the line stands for: 1 on one line of such an order, 0 on its others. Unless said each
            /// line is an order, and counts when something is left of it.
            optional orders: u8 [rows],
            /// Of each agent, as `month_chains` tells: the class of rates.
            input class: u16 [agents],
            /// The number of each agent's sponsor; nothing for a root.
            input sponsor: u32 [agents],
            /// Of each agent, as `month_chains` tells: who is paid as sponsor and as sponsor_2.
            input upline: u32 [agents, above],
            /// Per seller: what was paid, and what it earned in the roles direct, sponsor and sponsor_2.
            update earned_fen: i64 [agents, width],
            /// Per seller: what was refunded, and what the same roles gave back. Needed with `returned_fen` or `compensation_fen`.
            tally clawed_back_fen: i64 [agents, width],
            /// Per seller: what suppliers kept.
            tally supplied_fen: i64 [agents],
            /// Per seller: orders of positive net.
            tally orders_sold: i64 [agents],
            /// Per supplier: what it earned. Needed with `supplier`.
            tally supplier_earned_fen: i64 [suppliers],
            /// Per supplier: what it gave back. Needed with `supplier`.
            tally supplier_clawed_back_fen: i64 [suppliers],
            /// gross, refunded, gross_without_agent, refunded_without_agent, supplied, supplier_clawed_back, house, house_clawed_back, and
            /// lines, which is a count.
            update totals_fen: i64 [totals],
            /// 0, or the number of the code by which the row is refused: nothing of it is added. A row that would take the
            /// month's gross beyond the limit of money is refused; no other depends on the rows before it.
            output code: u16 [rows],
        }
    }
}

/// Adds lines to the tables. Returns how many are refused.
///
/// # Errors
/// `list_length` of a column, `count_out_of_range` of a width; `missing_field` for a table that another column needs;
/// `not_over_columns` for a rulebook with pools, or with a differential and overrides.
pub fn absorb_columns<M: Memory>(
    rules: &Rules,
    chains: &ChainRules,
    batch: &mut AbsorbBatch<M>,
) -> Result<usize, Error> {
    check(chains, batch)?;
    let looks_at_buyer = batch.direct_is_buyer.is_some() && rules.self_purchase != SelfPurchase::ToSelf;
    let is_simple = chains.always_fits
        && !chains.is_differential
        && !chains.is_by_margin
        && !looks_at_buyer
        && batch.cost_fen.is_none()
        && batch.supplier.is_none()
        && batch.quantity.is_none()
        && batch.sku.is_none()
        && batch.category.is_none()
        && batch.pinned_class.is_none();
    let totals = Totals::read(&batch.totals_fen);
    let mut absorber = Absorber { rules, chains, totals, refused: 0 };
    let mut block = Block::new();
    let mut from = 0_usize;
    while from < batch.rows {
        let rows = batch.rows.saturating_sub(from).min(BLOCK);
        block.read(batch, from, rows);
        if is_simple {
            absorber.block::<true, M>(batch, &block, from, rows);
        } else {
            absorber.block::<false, M>(batch, &block, from, rows);
        }
        from = from.saturating_add(rows);
    }
    batch.totals_fen.write(0, &absorber.totals.0);
    Ok(absorber.refused)
}

fn check<M: Memory>(chains: &ChainRules, batch: &AbsorbBatch<M>) -> Result<(), Error> {
    check_width("above", batch.above, ABOVE)?;
    check_width("width", batch.width, WIDTH)?;
    check_width("totals", batch.totals, TOTALS)?;
    batch.check_lengths()?;
    check_rules(chains)?;
    let overrides = batch.sku.is_some() || batch.category.is_some();
    if chains.is_differential && overrides && chains.overrides.change_the_chain() {
        let error = Error::new(Code::NotOverColumns).found("differential + overrides");
        let error = error.allowed("flat, by_tier").with("operation", "month_absorb");
        return Err(error.at("/commission/overrides"));
    }
    let refunds = if batch.returned_fen.is_some() { "returned_fen" } else { "compensation_fen" };
    let needs = [
        (
            batch.returned_fen.is_some() || batch.compensation_fen.is_some(),
            refunds,
            "clawed_back_fen",
            batch.clawed_back_fen.is_some(),
        ),
        (batch.supplier.is_some(), "supplier", "supplier_earned_fen", batch.supplier_earned_fen.is_some()),
        (
            batch.supplier.is_some(),
            "supplier",
            "supplier_clawed_back_fen",
            batch.supplier_clawed_back_fen.is_some(),
        ),
    ];
    match needs.into_iter().find(|(is_asked, _, _, is_there)| *is_asked && !is_there) {
        Some((_, asked, needed, _)) => {
            let error = Error::new(Code::MissingField).found(asked).allowed(needed);
            Err(error.at(alloc::format!("/{needed}")))
        }
        None => Ok(()),
    }
}

/// What stays the same over a batch, and what is added up over it.
pub(super) struct Absorber<'r> {
    pub(super) rules: &'r Rules,
    pub(super) chains: &'r ChainRules,
    pub(super) totals: Totals,
    refused: usize,
}

/// Columns of a block, copied so that loops over them need no further checks.
struct Block {
    agent: [u32; BLOCK],
    paid: [i64; BLOCK],
    cancelled: [i64; BLOCK],
    returned: [i64; BLOCK],
    compensation: [i64; BLOCK],
}

impl Block {
    /// Columns that are not there stay zero.
    fn new() -> Self {
        let (agent, amounts) = ([u32::NONE; BLOCK], [0; BLOCK]);
        Self { agent, paid: amounts, cancelled: amounts, returned: amounts, compensation: amounts }
    }

    fn read<M: Memory>(&mut self, batch: &AbsorbBatch<M>, from: usize, rows: usize) {
        let Self { agent, paid, cancelled, returned, compensation } = self;
        batch.agent.read(from, agent.get_mut(..rows).unwrap_or_default());
        batch.paid_fen.read(from, paid.get_mut(..rows).unwrap_or_default());
        let optional = [
            (&batch.cancelled_fen, cancelled),
            (&batch.returned_fen, returned),
            (&batch.compensation_fen, compensation),
        ];
        for (column, cells) in optional {
            if let (Some(column), Some(cells)) = (column, cells.get_mut(..rows)) {
                column.read(from, cells);
                // A cell of nothing is no refund; it is below zero, and rare enough to be looked for apart.
                if cells.contains(&i64::NONE) {
                    cells.iter_mut().filter(|cell| **cell == i64::NONE).for_each(|cell| *cell = 0);
                }
            }
        }
    }

    /// At least what its lines add to the gross.
    fn most(&self) -> i64 {
        let bits = self.paid.iter().fold(0_u64, |bits, paid| bits | paid.cast_unsigned());
        // No line is above all bits together, and 128 of them are far below the limit of money as long as these are.
        if bits < MOST_FAST >> 3 {
            return bits.wrapping_mul(BLOCK as u64).cast_signed();
        }
        let limit = Money::MAX.minor();
        self.paid.iter().fold(0_i64, |sum, paid| sum.saturating_add((*paid).clamp(0, limit)))
    }
}

/// What a block of everyday lines adds to the totals.
#[derive(Default)]
struct Sums {
    gross: i64,
    house: i64,
    refunded: i64,
    house_taken: i64,
    lines: i64,
}

impl Absorber<'_> {
    fn block<const IS_SIMPLE: bool, M: Memory>(
        &mut self,
        batch: &mut AbsorbBatch<M>,
        block: &Block,
        from: usize,
        rows: usize,
    ) {
        touch(batch, &block.agent);
        // The lines of a block that is not near the limit of money stay within it together, in whatever order they are added.
        let gross = self.totals.of(Total::Gross);
        let is_near_limit = gross.saturating_add(block.most()) > Money::MAX.minor();
        let mut sums = Sums::default();
        let mut codes = [0_u16; BLOCK];
        let amounts =
            block.paid.iter().zip(&block.cancelled).zip(block.returned.iter().zip(&block.compensation));
        let lines = block.agent.iter().zip(amounts).zip(&mut codes).take(rows);
        for (at, ((agent, ((paid, cancelled), (returned, compensation))), code)) in lines.enumerate() {
            let row = from.wrapping_add(at);
            let agent = place(*agent);
            let base = paid.wrapping_sub(*cancelled);
            // Comparing without a sign finds amounts below zero, too.
            let is_usual = paid.cast_unsigned() < MOST_FAST && base.cast_unsigned() <= paid.cast_unsigned();
            if is_usual && !is_near_limit {
                let parts = if IS_SIMPLE {
                    let class = self.chains.class(batch.class.at(agent));
                    class.map(|class| {
                        ChainRules::fast_down(base.cast_unsigned(), &class.multipliers).map(u64::cast_signed)
                    })
                } else {
                    everyday(self, batch, row, agent, base)
                };
                if let Some(parts) = parts
                    && add_everyday(batch, &mut sums, agent, base, parts, (*returned, *compensation), row)
                {
                    continue;
                }
            }
            if let Err(refusal) = self.line(batch, row) {
                *code = refusal.number();
                self.refused = self.refused.saturating_add(1);
            }
        }
        batch.code.write(from, codes.get(..rows).unwrap_or_default());
        self.totals.add(Total::Gross, sums.gross);
        self.totals.add(Total::House, sums.house);
        self.totals.add(Total::Refunded, sums.refunded);
        self.totals.add(Total::HouseClawedBack, sums.house_taken);
        self.totals.add(Total::Lines, sums.lines);
    }

    /// Any line: as the call shares it.
    fn line<M: Memory>(&mut self, batch: &mut AbsorbBatch<M>, row: usize) -> Result<(), Code> {
        let shared = Shared::of(self, batch, row)?;
        let posted = shared.posted(self.totals)?;
        self.post(batch, &posted);
        Ok(())
    }

    /// Adds a line whose every sum is known to stay within the limit of money.
    fn post<M: Memory>(&mut self, batch: &mut AbsorbBatch<M>, posted: &Posted) {
        let Posted { agent, credited, base, parts, refunded, taken, .. } = *posted;
        let [direct, sponsor, sponsor_2] = parts;
        batch.earned_fen.change(agent, |row| add_to(row, [base, 0, 0, 0]));
        batch.earned_fen.change(credited, |row| add_to(row, [0, direct, sponsor, sponsor_2]));
        if refunded != 0 {
            claw_back(batch, agent, credited, refunded, taken);
        }
        let add_one = |column: &mut Option<M::Output<i64>>, place: usize, value: i64| {
            if let Some(column) = column.as_mut().filter(|column| place < column.length()) {
                column.put(place, column.at(place).wrapping_add(value));
            }
        };
        add_one(&mut batch.supplied_fen, agent, posted.supplied.wrapping_sub(posted.supplier_taken));
        add_one(&mut batch.orders_sold, agent, posted.orders);
        add_one(&mut batch.supplier_earned_fen, posted.supplier, posted.supplied);
        add_one(&mut batch.supplier_clawed_back_fen, posted.supplier, posted.supplier_taken);
        self.totals = posted.totals;
    }
}

/// Adds a line without cost or supplier whose parts are known. Says whether its refunds and its agent are as they may be: else
/// nothing is added.
#[inline(always)]
fn add_everyday<M: Memory>(
    batch: &mut AbsorbBatch<M>,
    sums: &mut Sums,
    agent: usize,
    base: i64,
    parts: [i64; LANES],
    (returned, compensation): (i64, i64),
    row: usize,
) -> bool {
    let [direct, sponsor, sponsor_2] = parts;
    let refunded = returned.wrapping_add(compensation);
    let is_refunded = returned | compensation != 0;
    if is_refunded && (returned < 0 || compensation < 0 || refunded < 0 || refunded > base) {
        return false;
    }
    let is_there = batch.earned_fen.change(agent, |row| add_to(row, [base, direct, sponsor, sponsor_2]));
    if !is_there {
        return false;
    }
    sums.gross = sums.gross.wrapping_add(base);
    let house = base.wrapping_sub(direct).wrapping_sub(sponsor).wrapping_sub(sponsor_2);
    sums.house = sums.house.wrapping_add(house);
    sums.lines = sums.lines.wrapping_add(1);
    if is_refunded {
        let taken = parts.map(|part| floor_share(part, refunded, base));
        claw_back(batch, agent, agent, refunded, taken);
        sums.refunded = sums.refunded.wrapping_add(refunded);
        let rest = taken.iter().fold(refunded, |rest, taken| rest.wrapping_sub(*taken));
        sums.house_taken = sums.house_taken.wrapping_add(rest);
    }
    if let Some(sold) = &mut batch.orders_sold {
        let counted = batch.orders.as_ref().and_then(|orders| orders.at(row).given());
        let orders = counted.map_or(i64::from(base > refunded), i64::from);
        sold.put(agent, sold.at(agent).wrapping_add(orders));
    }
    true
}

/// Adds to a row of sums, which stay within the gross of the month, and that within the limit of money.
#[inline(always)]
fn add_to(row: &mut [i64; WIDTH], values: [i64; WIDTH]) {
    for (cell, value) in row.iter_mut().zip(values) {
        *cell = cell.wrapping_add(value);
    }
}

/// Takes back from a seller's row, and from that of who is credited.
#[inline]
fn claw_back<M: Memory>(
    batch: &mut AbsorbBatch<M>,
    agent: usize,
    credited: usize,
    refunded: i64,
    [direct, sponsor, sponsor_2]: [i64; LANES],
) {
    let Some(table) = &mut batch.clawed_back_fen else { return };
    table.change(agent, |row| add_to(row, [refunded, 0, 0, 0]));
    table.change(credited, |row| add_to(row, [0, direct, sponsor, sponsor_2]));
}

/// Looks at the rows of a block's agents before any is changed: these reads wait for no other, so that the memory is asked for all of
/// them at once.
#[inline]
fn touch<M: Memory>(batch: &AbsorbBatch<M>, agents: &[u32; BLOCK]) {
    let mut touched = 0;
    for agent in agents {
        touched ^= batch.earned_fen.at(place(*agent).wrapping_mul(WIDTH));
    }
    core::hint::black_box(touched);
}
