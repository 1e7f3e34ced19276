//! Lines, a block at a time: what everyday lines add is worked out in one loop, all others go one by one.

use super::WIDTH;
use super::absorb::{AbsorbBatch, Absorber};
use super::totals::Total;
use crate::agent::place;
use crate::column::{Cell as _, Input, Memory, Output as _, optional};
use crate::commission::{ChainLine, ChainRules, LANES, MOST_FAST, SelfPurchase, Sharing, floor_share};
use crate::money::Money;

/// Lines that are worked on at a time: so many rows of sums stay near while they are looked up ahead of their use.
pub(super) const BLOCK: usize = 128;

/// Columns of a block, copied so that loops over them need no further checks.
pub(super) struct Block {
    rows: usize,
    agent: [u32; BLOCK],
    paid: [i64; BLOCK],
    cancelled: [i64; BLOCK],
    /// With the goods and without them; below zero where one of them is.
    refunded: [i64; BLOCK],
    /// The class in which the line is shared.
    class: [u16; BLOCK],
    /// The place of its overrides; [`ODD`] for a line that the loop does not take.
    overridden: [u32; BLOCK],
    /// Lines that the loop did not take.
    odd: [u8; BLOCK],
}

/// Beyond the place of any override.
const ODD: u32 = u32::MAX;

/// What the everyday lines of a block add to the totals.
#[derive(Default)]
struct Sums {
    gross: i64,
    given: i64,
    refunded: i64,
    taken: i64,
}

impl Block {
    /// Columns that are not there stay zero.
    pub(super) const EMPTY: Self = Self {
        rows: 0,
        agent: [u32::NONE; BLOCK],
        paid: [0; BLOCK],
        cancelled: [0; BLOCK],
        refunded: [0; BLOCK],
        class: [0; BLOCK],
        overridden: [0; BLOCK],
        odd: [0; BLOCK],
    };

    pub(super) fn read<M: Memory>(&mut self, batch: &AbsorbBatch<M>, from: usize, rows: usize) {
        self.rows = rows;
        batch.agent.read(from, self.agent.get_mut(..rows).unwrap_or_default());
        batch.paid_fen.read(from, self.paid.get_mut(..rows).unwrap_or_default());
        read_amounts(batch.cancelled_fen.as_ref(), from, self.cancelled.get_mut(..rows).unwrap_or_default());
        match (&batch.returned_fen, &batch.compensation_fen) {
            (None, None) => {}
            (Some(one), None) | (None, Some(one)) => {
                read_amounts(Some(one), from, self.refunded.get_mut(..rows).unwrap_or_default());
            }
            (Some(returned), compensation) => {
                let mut others = [0; BLOCK];
                read_amounts(Some(returned), from, self.refunded.get_mut(..rows).unwrap_or_default());
                read_amounts(compensation.as_ref(), from, others.get_mut(..rows).unwrap_or_default());
                for (refunded, other) in self.refunded.iter_mut().zip(others) {
                    let is_below_zero = *refunded | other < 0;
                    *refunded = if is_below_zero { -1 } else { refunded.wrapping_add(other) };
                }
            }
        }
    }

    /// Finds the lines' classes, and looks at the rows of sums that will be changed: these reads wait for no other, so that the
    /// memory is asked for all of them at once.
    fn look_ahead<M: Memory>(&mut self, batch: &AbsorbBatch<M>, from: usize) {
        let mut touched = 0;
        for (agent, class) in self.agent.iter().zip(&mut self.class).take(self.rows) {
            let agent = place(*agent);
            *class = batch.class.at(agent);
            touched ^= batch.earned_fen.at(agent.wrapping_mul(WIDTH));
        }
        core::hint::black_box(touched);
        if let Some(pinned) = &batch.pinned_class {
            for (at, class) in self.class.iter_mut().enumerate().take(self.rows) {
                *class = pinned.at(from.wrapping_add(at)).given().unwrap_or(*class);
            }
        }
    }

    /// Finds the lines' overrides, and which are odd: bought by the seller where that matters, with a cost, a supplier, or
    /// overrides of SKU and category at once.
    fn mark<M: Memory>(&mut self, by: &Absorber<'_>, batch: &AbsorbBatch<M>, from: usize) {
        let looks_at_buyer = by.rules.self_purchase != SelfPurchase::ToSelf;
        for (at, overridden) in self.overridden.iter_mut().enumerate().take(self.rows) {
            let row = from.wrapping_add(at);
            let none = u32::NONE;
            let (sku, category) =
                (optional(&batch.sku, row).unwrap_or(none), optional(&batch.category, row).unwrap_or(none));
            let is_odd = looks_at_buyer && optional(&batch.direct_is_buyer, row).is_some_and(|flag| flag != 0)
                || optional(&batch.cost_fen, row).is_some()
                || optional(&batch.supplier, row).is_some()
                || optional(&batch.quantity, row) == Some(0);
            let place = by.chains.overrides.place(sku, category).filter(|_| !is_odd);
            *overridden = place.unwrap_or(ODD);
        }
    }

    /// At least what its lines add to the gross.
    fn most(&self) -> i64 {
        let paid = self.paid.iter().take(self.rows);
        let bits = paid.clone().fold(0_u64, |bits, paid| bits | paid.cast_unsigned());
        // No line is above all bits together, and so many of them are far below the limit of money as long as these are.
        if bits < MOST_FAST >> 3 {
            return bits.wrapping_mul(BLOCK as u64).cast_signed();
        }
        let limit = Money::MAX.minor();
        paid.fold(0_i64, |sum, paid| sum.saturating_add((*paid).clamp(0, limit)))
    }
}

/// Copies amounts of a column that may be left out. A cell of nothing is zero; it is below zero, and rare enough to be looked for apart.
fn read_amounts(column: Option<&impl Input<i64>>, from: usize, cells: &mut [i64]) {
    let Some(column) = column else { return };
    column.read(from, cells);
    if cells.contains(&i64::NONE) {
        cells.iter_mut().filter(|cell| **cell == i64::NONE).for_each(|cell| *cell = 0);
    }
}

/// What of a batch its lines are shared by.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    sharing: Sharing,
    /// Whether lines may have overrides, or be odd for what else is told of them.
    is_marked: bool,
}

impl Shape {
    pub(super) fn of<M: Memory>(by: &Absorber<'_>, batch: &AbsorbBatch<M>) -> Self {
        let looks_at_buyer = by.rules.self_purchase != SelfPurchase::ToSelf;
        let is_marked = batch.sku.is_some()
            || batch.category.is_some()
            || batch.cost_fen.is_some()
            || batch.supplier.is_some()
            || batch.quantity.is_some()
            || looks_at_buyer && batch.direct_is_buyer.is_some();
        Self { sharing: by.chains.sharing(is_marked), is_marked }
    }
}

impl Absorber<'_> {
    /// Adds the lines of a block.
    pub(super) fn block<M: Memory>(
        &mut self,
        batch: &mut AbsorbBatch<M>,
        block: &mut Block,
        shape: Shape,
        from: usize,
    ) {
        batch.code.write(from, [0; BLOCK].get(..block.rows).unwrap_or_default());
        // The lines of a block that is not near the limit of money stay within it together, in whatever order they are added.
        if self.totals.of(Total::Gross).saturating_add(block.most()) > Money::MAX.minor() {
            (from..from.saturating_add(block.rows)).for_each(|row| self.odd_line(batch, row));
            return;
        }
        block.look_ahead(batch, from);
        if shape.is_marked {
            block.mark(self, batch, from);
        }
        let chains = self.chains;
        match shape.sharing {
            Sharing::ByLane => self.lines(batch, block, from, |base, class, _| {
                chains.class(class).map(|class| ChainRules::by_lane(base, class))
            }),
            Sharing::Overridden => self.lines(batch, block, from, |base, class, place| {
                let over = chains.overrides.replaced(place)?;
                ChainRules::overridden(base, chains.class(class)?, over)
            }),
            Sharing::Differential => self.lines(batch, block, from, |base, class, _| {
                chains.differential(base, chains.class(class)?, class)
            }),
            Sharing::Any => self.lines(batch, block, from, |base, class, place| {
                any_line(chains, base, class, place)
            }),
        }
    }

    /// Adds what everyday lines share, then the others.
    #[inline(always)]
    fn lines<M: Memory>(
        &mut self,
        batch: &mut AbsorbBatch<M>,
        block: &mut Block,
        from: usize,
        share: impl Fn(u64, u16, u32) -> Option<[u64; LANES]>,
    ) {
        let mut sums = Sums::default();
        let mut odd = 0_usize;
        let amounts = block.paid.iter().zip(&block.cancelled).zip(&block.refunded);
        let how = block.class.iter().zip(&block.overridden);
        let lines = block.agent.iter().zip(amounts).zip(how).take(block.rows).enumerate();
        for (at, ((agent, ((paid, cancelled), refunded)), (class, overridden))) in lines {
            let agent = place(*agent);
            let base = paid.wrapping_sub(*cancelled);
            // Comparing without a sign finds amounts below zero, too.
            let is_usual = paid.cast_unsigned() < MOST_FAST
                && base.cast_unsigned() <= paid.cast_unsigned()
                && refunded.cast_unsigned() <= base.cast_unsigned();
            let parts = if is_usual { share(base.cast_unsigned(), *class, *overridden) } else { None };
            if let Some(parts) = parts
                && let [direct, sponsor, sponsor_2] = parts.map(u64::cast_signed)
                && batch.earned_fen.change(agent, |row| add_to(row, [base, direct, sponsor, sponsor_2]))
            {
                sums.gross = sums.gross.wrapping_add(base);
                let given = direct.wrapping_add(sponsor).wrapping_add(sponsor_2);
                sums.given = sums.given.wrapping_add(given);
                if *refunded != 0 {
                    sums.refunded = sums.refunded.wrapping_add(*refunded);
                    sums.taken = sums.taken.wrapping_add(claw_back(batch, agent, base, parts, *refunded));
                }
                if batch.orders_sold.is_some() {
                    count_order(batch, from.wrapping_add(at), agent, base > *refunded);
                }
            } else if let Some(place) = block.odd.get_mut(odd) {
                *place = u8::try_from(at).unwrap_or_default();
                odd = odd.wrapping_add(1);
            }
        }
        let lines = i64::try_from(block.rows.saturating_sub(odd)).unwrap_or_default();
        self.totals.add(Total::Gross, sums.gross);
        self.totals.add(Total::House, sums.gross.wrapping_sub(sums.given));
        self.totals.add(Total::Refunded, sums.refunded);
        self.totals.add(Total::HouseClawedBack, sums.refunded.wrapping_sub(sums.taken));
        self.totals.add(Total::Lines, lines);
        for at in block.odd.iter().take(odd) {
            self.odd_line(batch, from.saturating_add((*at).into()));
        }
    }
}

/// The parts of a line of a batch that no loop is for.
#[inline(never)]
fn any_line(chains: &ChainRules, base: u64, class: u16, place: u32) -> Option<[u64; LANES]> {
    let line = ChainLine {
        paid: base.cast_signed(),
        cost: None,
        covers_cost: false,
        quantity: 1,
        class,
        overridden: chains.overrides.at(place)?,
        direct_unpaid: false,
    };
    let parts = if chains.is_by_margin { None } else { chains.fast(&line) };
    parts.map(|parts| parts.map(i64::cast_unsigned))
}

/// Adds to a row of sums, which stay within the gross of the month, and that within the limit of money.
#[inline(always)]
pub(super) fn add_to(row: &mut [i64; WIDTH], values: [i64; WIDTH]) {
    for (cell, value) in row.iter_mut().zip(values) {
        *cell = cell.wrapping_add(value);
    }
}

/// Takes a refund back from the parts of an everyday line. Returns what they give back together.
#[inline(always)]
fn claw_back<M: Memory>(
    batch: &mut AbsorbBatch<M>,
    agent: usize,
    base: i64,
    parts: [u64; LANES],
    refunded: i64,
) -> i64 {
    /// Two factors below it have a product of 64 bits.
    const HALF_A_WORD: u64 = 1 << 32;
    let whole = base.cast_unsigned();
    let taken = parts.map(|part| {
        if whole < HALF_A_WORD {
            let share = part.wrapping_mul(refunded.cast_unsigned()).checked_div(whole);
            share.unwrap_or(0).cast_signed()
        } else {
            floor_share(part.cast_signed(), refunded, base)
        }
    });
    let [direct, sponsor, sponsor_2] = taken;
    if let Some(table) = &mut batch.clawed_back_fen {
        table.change(agent, |row| add_to(row, [refunded, direct, sponsor, sponsor_2]));
    }
    direct.wrapping_add(sponsor).wrapping_add(sponsor_2)
}

/// Counts the order of an everyday line.
#[inline]
fn count_order<M: Memory>(batch: &mut AbsorbBatch<M>, row: usize, agent: usize, is_left: bool) {
    let orders = optional(&batch.orders, row).map_or(i64::from(is_left), i64::from);
    if let Some(sold) = &mut batch.orders_sold {
        sold.put(agent, sold.at(agent).wrapping_add(orders));
    }
}
