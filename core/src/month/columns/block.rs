//! Lines, a block at a time: what everyday lines add is worked out in one loop, all others go one by one.

use super::WIDTH;
use super::absorb::{AbsorbBatch, Absorber};
use super::refunds::Refunds;
use super::sums::{count_orders, share_out};
use super::totals::Total;
use crate::column::{Cell, Input, Memory, Output as _, optional, place};
use crate::commission::{MOST_FAST, SelfPurchase, Sharing};
use crate::money::Money;

/// Lines that are worked on at a time: so many rows of sums stay near while they are looked up ahead of their use.
pub(super) const BLOCK: usize = 256;

/// Numbers that have a bit for each line of a block together.
pub(super) const NUMBERS: usize = BLOCK / u64::BITS as usize;

/// What is worked out of a block's lines before they are added.
pub(super) struct Block {
    rows: usize,
    /// What is shared; [`ODD`] of a line that the loop does not take.
    pub(super) base: [u64; BLOCK],
    /// What of it went back to the buyer, with the goods or without.
    pub(super) refunded: [u64; BLOCK],
    /// Of which lines something did: of line 4 · i + j the i-th bit of the j-th number, from the highest.
    pub(super) refunds: [u64; NUMBERS],
    /// The class in which the line is shared; nothing of one that the loop does not take.
    pub(super) class: [u16; BLOCK],
    /// The place of its overrides.
    pub(super) overridden: [u32; BLOCK],
    /// All bits of the amounts together.
    bits: u64,
}

/// The base of a line that the loop does not take: above all that it does.
pub(super) const ODD: u64 = u64::MAX;

/// Room for columns that cannot be looked at where they lie.
struct Room {
    agent: [u32; BLOCK],
    named: [u32; BLOCK],
    amounts: [[i64; BLOCK]; 4],
}

impl Room {
    const EMPTY: Self = Self { agent: [0; BLOCK], named: [0; BLOCK], amounts: [[0; BLOCK]; 4] };
}

/// What lines are worked on in.
pub(super) struct Work {
    block: Block,
    room: Room,
    pub(super) refunds: Refunds,
}

impl Work {
    pub(super) const EMPTY: Self = Self { block: Block::EMPTY, room: Room::EMPTY, refunds: Refunds::EMPTY };
}

/// The columns of a block's amounts; those that are not there are empty.
struct Amounts<'c> {
    paid: &'c [i64],
    cancelled: &'c [i64],
    returned: &'c [i64],
    compensation: &'c [i64],
}

impl Amounts<'_> {
    fn has_refunds(&self) -> bool {
        !self.returned.is_empty() || !self.compensation.is_empty()
    }
}

impl Block {
    const EMPTY: Self = Self {
        rows: 0,
        base: [0; BLOCK],
        refunded: [0; BLOCK],
        refunds: [0; NUMBERS],
        class: [0; BLOCK],
        overridden: [0; BLOCK],
        bits: 0,
    };

    /// Works out what is shared of each line and what of it was refunded, and which are odd.
    fn prepare(&mut self, amounts: &Amounts<'_>) {
        let base = &mut self.base;
        let mut bits = 0;
        if amounts.cancelled.is_empty() {
            for (base, paid) in base.iter_mut().zip(amounts.paid) {
                *base = paid.cast_unsigned();
                bits |= *base;
            }
        } else {
            for (base, (paid, cancelled)) in base.iter_mut().zip(amounts.paid.iter().zip(amounts.cancelled)) {
                *base = paid.wrapping_sub(*cancelled).cast_unsigned();
                bits |= *base | paid.cast_unsigned() | cancelled.cast_unsigned();
            }
        }
        let lines = base.iter().zip(&mut self.refunded);
        match (amounts.returned, amounts.compensation) {
            ([], []) => {}
            (one, []) | ([], one) => {
                for ((base, refunded), one) in lines.zip(one) {
                    *refunded = one.cast_unsigned();
                    bits |= *refunded | base.wrapping_sub(*refunded);
                }
            }
            (returned, compensation) => {
                for ((base, refunded), (returned, compensation)) in
                    lines.zip(returned.iter().zip(compensation))
                {
                    *refunded = returned.wrapping_add(*compensation).cast_unsigned();
                    bits |= returned.cast_unsigned() | compensation.cast_unsigned();
                    bits |= base.wrapping_sub(*refunded);
                }
            }
        }
        // None is below zero, nor is what one leaves of another: nothing of that has its highest bits set.
        self.bits = bits;
        if bits >= MOST_FAST {
            self.sort_out(amounts);
        }
        self.refunds = [0; NUMBERS];
        if amounts.has_refunds() {
            self.find_refunds();
        }
    }

    /// Finds the lines of which something was refunded. Which they are is not to be guessed: each gives a bit, without a branch.
    fn find_refunds(&mut self) {
        self.refunded.iter_mut().skip(self.rows).for_each(|refunded| *refunded = 0);
        for lines in self.refunded.as_chunks::<NUMBERS>().0 {
            for (bits, refunded) in self.refunds.iter_mut().zip(lines) {
                // Below zero an amount has its highest bit set; nothing has none.
                *bits = *bits << 1 | refunded.wrapping_neg() >> 63;
            }
        }
    }

    /// Marks the lines that are odd by their amounts.
    #[cold]
    fn sort_out(&mut self, amounts: &Amounts<'_>) {
        for (at, (base, refunded)) in self.base.iter_mut().zip(&mut self.refunded).enumerate() {
            let cell =
                |column: &[i64]| column.get(at).and_then(|cell| cell.given()).map_or(0, i64::cast_unsigned);
            let paid = amounts.paid.get(at).map_or(0, |paid| paid.cast_unsigned());
            let [cancelled, returned, compensation] =
                [amounts.cancelled, amounts.returned, amounts.compensation].map(cell);
            let whole = paid.wrapping_sub(cancelled);
            let back = returned.wrapping_add(compensation);
            // Without a sign, amounts below zero are above all others.
            let is_usual = paid < MOST_FAST
                && cancelled <= paid
                && returned <= whole
                && compensation <= whole
                && back <= whole;
            (*base, *refunded) = if is_usual { (whole, back) } else { (ODD, 0) };
        }
    }

    /// Finds the lines' classes, and looks at the rows of sums that will be changed, and at the columns of the next block: these
    /// reads wait for no other, so that the memory is asked for all of them at once.
    #[inline(never)]
    fn look_ahead<M: Memory>(&mut self, batch: &AbsorbBatch<M>, agents: &[u32], from: usize) {
        /// As many amounts as lie in one line of the cache.
        const TOGETHER: usize = 8;
        let mut touched = 0;
        let mut next = from.wrapping_add(self.rows);
        let mut find = |agent: &u32, class: &mut u16| {
            let agent = place(*agent);
            *class = batch.class.at(agent);
            touched ^= batch.earned_fen.at(agent.wrapping_mul(WIDTH));
        };
        let (eights, rest) = agents.as_chunks::<TOGETHER>();
        let (class_eights, _) = self.class.as_chunks_mut::<TOGETHER>();
        let (mut amounts, mut places) = (0, 0);
        for (agents, classes) in eights.iter().zip(class_eights) {
            agents.iter().zip(classes).for_each(|(agent, class)| find(agent, class));
            amounts ^= batch.paid_fen.at(next);
            places ^= batch.agent.at(next);
            for column in [&batch.cancelled_fen, &batch.returned_fen, &batch.compensation_fen] {
                amounts ^= column.as_ref().map_or(0, |column| column.at(next));
            }
            for column in [&batch.sku, &batch.category] {
                places ^= column.as_ref().map_or(0, |column| column.at(next));
            }
            next = next.wrapping_add(TOGETHER);
        }
        let first = eights.len().wrapping_mul(TOGETHER);
        for (agent, class) in rest.iter().zip(self.class.iter_mut().skip(first)) {
            find(agent, class);
        }
        core::hint::black_box((touched, amounts, places));
        if let Some(pinned) = &batch.pinned_class {
            for (at, class) in self.class.iter_mut().enumerate().take(self.rows) {
                *class = pinned.at(from.wrapping_add(at)).given().unwrap_or(*class);
            }
        }
        if self.bits >= MOST_FAST {
            self.leave_out();
        }
    }

    /// Takes its class from each odd line.
    #[cold]
    fn leave_out(&mut self) {
        let odd = self.class.iter_mut().zip(&self.base).filter(|(_, base)| **base == ODD);
        odd.for_each(|(class, _)| *class = u16::NONE);
    }

    /// Finds the lines' overrides, and which are odd: bought by the seller where that matters, with a cost, a supplier, or
    /// overrides of SKU and category at once.
    fn mark<M: Memory>(&mut self, by: &Absorber<'_>, batch: &AbsorbBatch<M>, from: usize, shape: Shape) {
        let looks_at_buyer = by.rules.self_purchase != SelfPurchase::ToSelf;
        let lines = self.overridden.iter_mut().zip(self.base.iter_mut().zip(&mut self.class));
        for (at, (overridden, (base, class))) in lines.take(self.rows).enumerate() {
            let row = from.wrapping_add(at);
            let none = u32::NONE;
            let (sku, category) =
                (optional(&batch.sku, row).unwrap_or(none), optional(&batch.category, row).unwrap_or(none));
            let is_odd = looks_at_buyer
                && optional(&batch.direct_is_buyer, row).is_some_and(|flag| flag != 0)
                || optional(&batch.cost_fen, row).is_some()
                || optional(&batch.supplier, row).is_some()
                || optional(&batch.quantity, row) == Some(0);
            match by.chains.overrides.place(sku, category) {
                Some(place) if !is_odd => *overridden = place,
                _ => (*base, *class) = (ODD, u16::NONE),
            }
            if shape.sharing == Sharing::ByLane {
                *class = by.chains.lanes.with_overrides(*class, sku, category);
            }
        }
    }

    /// At least what its lines add to the gross.
    fn most(&self, paid: &[i64]) -> i64 {
        // No line is above all bits together, and so many of them are far below the limit of money as long as these are.
        if self.bits < MOST_FAST >> 3 {
            return self.bits.wrapping_mul(BLOCK as u64).cast_signed();
        }
        let limit = Money::MAX.minor();
        paid.iter().fold(0_i64, |sum, paid| sum.saturating_add((*paid).clamp(0, limit)))
    }
}

/// What of a batch its lines are shared by.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) sharing: Sharing,
    /// Whether lines may have overrides, or be odd for what else is told of them.
    pub(super) is_marked: bool,
    /// Whether nothing but a SKU, or nothing but a category, makes the difference.
    is_named: bool,
}

impl Shape {
    pub(super) fn of<M: Memory>(by: &Absorber<'_>, batch: &AbsorbBatch<M>) -> Self {
        let looks_at_buyer = by.rules.self_purchase != SelfPurchase::ToSelf;
        let may_be_odd = batch.cost_fen.is_some()
            || batch.supplier.is_some()
            || batch.quantity.is_some()
            || looks_at_buyer && batch.direct_is_buyer.is_some();
        let is_marked = batch.sku.is_some() || batch.category.is_some() || may_be_odd;
        let is_named = !may_be_odd && batch.sku.is_some() != batch.category.is_some();
        Self { sharing: by.chains.sharing(is_marked), is_marked, is_named }
    }
}

impl Absorber<'_> {
    /// Takes back what was refunded of the lines that wait for it.
    pub(super) fn take_back<M: Memory>(
        &mut self,
        batch: &mut AbsorbBatch<M>,
        refunds: &mut Refunds,
        shape: Shape,
    ) {
        let Some(table) = &mut batch.clawed_back_fen else { return };
        let (refunded, taken) = refunds.take_back::<M>(table, self.chains, shape);
        self.totals.add(Total::Refunded, refunded.cast_signed());
        self.totals.add(Total::HouseClawedBack, refunded.wrapping_sub(taken).cast_signed());
    }

    /// Adds the lines of a block.
    pub(super) fn block<M: Memory>(
        &mut self,
        batch: &mut AbsorbBatch<M>,
        Work { block, room, refunds }: &mut Work,
        shape: Shape,
        from: usize,
    ) {
        let rows = batch.rows.saturating_sub(from).min(BLOCK);
        block.rows = rows;
        batch.code.write(from, [0; BLOCK].get(..rows).unwrap_or_default());
        let agents = batch.agent.cells(from, room.agent.get_mut(..rows).unwrap_or_default());
        let [paid, cancelled, returned, compensation] =
            room.amounts.each_mut().map(|room| room.get_mut(..rows).unwrap_or_default());
        let amounts = Amounts {
            paid: batch.paid_fen.cells(from, paid),
            cancelled: cells(&batch.cancelled_fen, from, cancelled),
            returned: cells(&batch.returned_fen, from, returned),
            compensation: cells(&batch.compensation_fen, from, compensation),
        };
        block.prepare(&amounts);
        // The lines of a block that is not near the limit of money stay within it together, in whatever order they are added.
        if self.totals.of(Total::Gross).saturating_add(block.most(amounts.paid)) > Money::MAX.minor() {
            self.take_back(batch, refunds, shape);
            (from..from.saturating_add(rows)).for_each(|row| self.odd_line(batch, row));
            return;
        }
        block.look_ahead(batch, agents, from);
        if shape.is_marked {
            let room = room.named.get_mut(..rows).unwrap_or_default();
            let is_sku = batch.sku.is_some();
            let named = cells(if is_sku { &batch.sku } else { &batch.category }, from, room);
            if shape.is_named && shape.sharing == Sharing::ByLane {
                self.chains.lanes.put_in(&mut block.class, named, is_sku);
            } else {
                block.mark(self, batch, from, shape);
            }
        }
        let sums = share_out::<M>(block, agents, &mut batch.earned_fen, (self.chains, shape));
        refunds.gather(block, agents);
        if let Some(sold) = &mut batch.orders_sold {
            count_orders::<M>(block, agents, &batch.orders, sold, from);
        }
        let everyday = rows.saturating_sub(sums.odd);
        self.totals.add(Total::Lines, i64::try_from(everyday).unwrap_or_default());
        let of = |sum: u64| sum.cast_signed();
        self.totals.add(Total::Gross, of(sums.gross));
        self.totals.add(Total::House, of(sums.gross.wrapping_sub(sums.given)));
        if refunds.are_many() {
            self.take_back(batch, refunds, shape);
        }
        if sums.odd > 0 {
            // Their totals are looked at one by one.
            self.take_back(batch, refunds, shape);
            let odd = block.base.iter().take(rows).enumerate().filter(|(_, base)| **base == ODD);
            odd.for_each(|(at, _)| self.odd_line(batch, from.saturating_add(at)));
        }
    }
}

/// Cells of a column that may be left out: none of it where it is not there.
fn cells<'c, T: Cell, C: Input<T>>(column: &'c Option<C>, from: usize, room: &'c mut [T]) -> &'c [T] {
    column.as_ref().map_or(&[], |column| column.cells(from, room))
}
