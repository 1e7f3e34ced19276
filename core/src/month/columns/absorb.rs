//! `month_absorb` over columns: lines are added to their sellers' rows.

use super::block::{BLOCK, Shape, Work};
use super::chains::{ABOVE, needs_uplines, no_uplines};
use super::line::{Posted, Shared};
use super::sums::add_to;
use super::totals::{TOTALS, Totals};
use super::{WIDTH, check_rules, check_width};
use crate::column::{Memory, Output as _, columns};
use crate::commission::{ChainRules, Rules};
use crate::error::{Code, Error};

columns! {
    /// Lines of a month's orders, a row each, and the tables that they are added to. A table begins with zeros, and is the same
    /// whatever chunks the lines come in.
    pub struct AbsorbBatch {
        counts {
            /// Lines.
            rows,
            /// Agents, numbered from 0 in the order of their ids' bytes.
            agents,
            /// 2: the agents above the seller who are paid at most, where `upline` is there.
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
            /// Of each agent, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential; elsewhere the
            /// sponsor and the sponsor's sponsor unless said.
            optional upline: u32 [agents, above],
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
    let totals = Totals::read(&batch.totals_fen);
    let mut absorber = Absorber { rules, chains, totals, refused: 0 };
    let shape = Shape::of(&absorber, batch);
    let mut work = Work::EMPTY;
    for from in (0..batch.rows).step_by(BLOCK) {
        absorber.block(batch, &mut work, shape, from);
    }
    absorber.take_back(batch, &mut work.refunds, shape);
    batch.totals_fen.write(0, &absorber.totals.0);
    Ok(absorber.refused)
}

fn check<M: Memory>(chains: &ChainRules, batch: &AbsorbBatch<M>) -> Result<(), Error> {
    if batch.upline.is_some() {
        check_width("above", batch.above, ABOVE)?;
    }
    check_width("width", batch.width, WIDTH)?;
    check_width("totals", batch.totals, TOTALS)?;
    batch.check_lengths()?;
    check_rules(chains)?;
    if batch.upline.is_none() && needs_uplines(chains) {
        return Err(no_uplines());
    }
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

impl Absorber<'_> {
    /// Any line: as the call shares it, or its code.
    #[inline(never)]
    pub(super) fn odd_line<M: Memory>(&mut self, batch: &mut AbsorbBatch<M>, row: usize) {
        let posted = Shared::of(self, batch, row).and_then(|shared| shared.posted(self.totals));
        match posted {
            Ok(posted) => self.post(batch, &posted),
            Err(refusal) => {
                batch.code.put(row, refusal.number());
                self.refused = self.refused.saturating_add(1);
            }
        }
    }

    /// Adds a line whose every sum is known to stay within the limit of money.
    fn post<M: Memory>(&mut self, batch: &mut AbsorbBatch<M>, posted: &Posted) {
        let Posted { agent, credited, base, parts, refunded, taken, .. } = *posted;
        let [direct, sponsor, sponsor_2] = parts;
        batch.earned_fen.change(agent, |row| add_to(row, [base, 0, 0, 0]));
        batch.earned_fen.change(credited, |row| add_to(row, [0, direct, sponsor, sponsor_2]));
        if let Some(table) = batch.clawed_back_fen.as_mut().filter(|_| refunded != 0) {
            let [direct, sponsor, sponsor_2] = taken;
            table.change(agent, |row| add_to(row, [refunded, 0, 0, 0]));
            table.change(credited, |row| add_to(row, [0, direct, sponsor, sponsor_2]));
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
