//! Lines, a block at a time: what everyday lines add is worked out in one loop, all others go one by one.

use super::WIDTH;
use super::absorb::{AbsorbBatch, Absorber};
use super::totals::Total;
use crate::column::{Cell, Input, Memory, Output as _, optional, place};
use crate::commission::{ChainLine, ChainRules, LANES, MOST_FAST, SelfPurchase, Sharing, floor_share};
use crate::money::Money;

/// Lines that are worked on at a time: so many rows of sums stay near while they are looked up ahead of their use.
pub(super) const BLOCK: usize = 256;

/// What is worked out of a block's lines before they are added.
pub(super) struct Block {
    rows: usize,
    /// What is shared; [`ODD`] of a line that the loop does not take.
    base: [u64; BLOCK],
    /// What of it went back to the buyer, with the goods or without.
    refunded: [u64; BLOCK],
    /// The class in which the line is shared.
    class: [u16; BLOCK],
    /// The place of its overrides.
    overridden: [u32; BLOCK],
    /// All bits of the amounts together.
    bits: u64,
}

/// The base of a line that the loop does not take: above all that it does.
const ODD: u64 = u64::MAX;

/// Room for columns that cannot be looked at where they lie.
pub(super) struct Room {
    agent: [u32; BLOCK],
    named: [u32; BLOCK],
    amounts: [[i64; BLOCK]; 4],
}

impl Room {
    pub(super) const EMPTY: Self = Self { agent: [0; BLOCK], named: [0; BLOCK], amounts: [[0; BLOCK]; 4] };
}

/// The columns of a block's amounts; those that are not there are empty.
struct Amounts<'c> {
    paid: &'c [i64],
    cancelled: &'c [i64],
    returned: &'c [i64],
    compensation: &'c [i64],
}

/// What the everyday lines of a block add to the totals.
#[derive(Default)]
struct Sums {
    gross: u64,
    given: u64,
    refunded: u64,
    taken: u64,
    /// Lines that were not added.
    odd: usize,
}

impl Block {
    pub(super) const EMPTY: Self = Self {
        rows: 0,
        base: [0; BLOCK],
        refunded: [0; BLOCK],
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
    }

    /// Finds the lines' overrides, and which are odd: bought by the seller where that matters, with a cost, a supplier, or
    /// overrides of SKU and category at once.
    fn mark<M: Memory>(&mut self, by: &Absorber<'_>, batch: &AbsorbBatch<M>, from: usize) {
        let looks_at_buyer = by.rules.self_purchase != SelfPurchase::ToSelf;
        let lines = self.overridden.iter_mut().zip(&mut self.base).take(self.rows);
        for (at, (overridden, base)) in lines.enumerate() {
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
                _ => *base = ODD,
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
    sharing: Sharing,
    /// Whether lines may have overrides, or be odd for what else is told of them.
    is_marked: bool,
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
    /// Adds the lines of a block.
    pub(super) fn block<M: Memory>(
        &mut self,
        batch: &mut AbsorbBatch<M>,
        (block, room): (&mut Block, &mut Room),
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
            (from..from.saturating_add(rows)).for_each(|row| self.odd_line(batch, row));
            return;
        }
        block.look_ahead(batch, agents, from);
        if shape.is_marked {
            let room = room.named.get_mut(..rows).unwrap_or_default();
            let is_sku = batch.sku.is_some();
            let named = cells(if is_sku { &batch.sku } else { &batch.category }, from, room);
            // A number that the rulebook does not know makes its line odd.
            if !(shape.is_named && self.chains.overrides.find(is_sku, named, &mut block.overridden)) {
                block.mark(self, batch, from);
            }
        }
        let chains = self.chains;
        let has_refunds = !amounts.returned.is_empty() || !amounts.compensation.is_empty();
        let tables = (&mut batch.earned_fen, batch.clawed_back_fen.as_mut().filter(|_| has_refunds));
        let sums = match shape.sharing {
            Sharing::ByLane => lines::<M>(block, agents, tables, |base, class, _| {
                chains.uncapped_class(class).map(|class| ChainRules::by_lane(base, class))
            }),
            Sharing::Overridden => lines::<M>(block, agents, tables, |base, class, place| {
                let over = chains.overrides.replaced(place)?;
                ChainRules::overridden(base, chains.uncapped_class(class)?, over)
            }),
            Sharing::Differential => lines::<M>(block, agents, tables, |base, class, _| {
                chains.differential(base, chains.class(class)?, class)
            }),
            Sharing::Any => {
                lines::<M>(block, agents, tables, |base, class, place| any_line(chains, base, class, place))
            }
        };
        if let Some(sold) = &mut batch.orders_sold {
            count_orders::<M>(block, agents, &batch.orders, sold, from);
        }
        let everyday = rows.saturating_sub(sums.odd);
        self.totals.add(Total::Lines, i64::try_from(everyday).unwrap_or_default());
        let of = |sum: u64| sum.cast_signed();
        self.totals.add(Total::Gross, of(sums.gross));
        self.totals.add(Total::House, of(sums.gross.wrapping_sub(sums.given)));
        self.totals.add(Total::Refunded, of(sums.refunded));
        self.totals.add(Total::HouseClawedBack, of(sums.refunded.wrapping_sub(sums.taken)));
        if sums.odd > 0 {
            let odd = block.base.iter().take(rows).enumerate().filter(|(_, base)| **base == ODD);
            odd.for_each(|(at, _)| self.odd_line(batch, from.saturating_add(at)));
        }
    }
}

/// Cells of a column that may be left out: none of it where it is not there.
fn cells<'c, T: Cell, C: Input<T>>(column: &'c Option<C>, from: usize, room: &'c mut [T]) -> &'c [T] {
    column.as_ref().map_or(&[], |column| column.cells(from, room))
}

/// Adds what everyday lines share to their sellers' rows; the others become odd.
#[inline(always)]
fn lines<M: Memory>(
    block: &mut Block,
    agents: &[u32],
    (earned, clawed_back): (&mut M::Output<i64>, Option<&mut M::Output<i64>>),
    share: impl Fn(u64, u16, u32) -> Option<[u64; LANES]>,
) -> Sums {
    let mut sums = Sums::default();
    let how = block.class.iter().zip(&block.overridden);
    for ((agent, base), (class, overridden)) in agents.iter().zip(&mut block.base).zip(how) {
        let parts = if *base < MOST_FAST { share(*base, *class, *overridden) } else { None };
        if let Some([direct, sponsor, sponsor_2]) = parts
            && let values = [*base, direct, sponsor, sponsor_2]
            && earned.change(place(*agent), |row| add_to(row, values.map(u64::cast_signed)))
        {
            sums.gross = sums.gross.wrapping_add(*base);
            sums.given = sums.given.wrapping_add(direct).wrapping_add(sponsor).wrapping_add(sponsor_2);
        } else {
            *base = ODD;
            sums.odd = sums.odd.wrapping_add(1);
        }
    }
    if let Some(table) = clawed_back {
        take_back::<M>(block, agents, table, share, &mut sums);
    }
    sums
}

/// Takes back what was refunded of the lines that were added.
#[inline(always)]
fn take_back<M: Memory>(
    block: &Block,
    agents: &[u32],
    table: &mut M::Output<i64>,
    share: impl Fn(u64, u16, u32) -> Option<[u64; LANES]>,
    sums: &mut Sums,
) {
    // Which lines are refunded is not to be guessed: their places are gathered without a branch.
    let (mut places, mut count) = ([0_u16; BLOCK], 0_usize);
    for (at, (refunded, base)) in (0_u16..).zip(block.refunded.iter().zip(&block.base).take(block.rows)) {
        if let Some(place) = places.get_mut(count) {
            *place = at;
        }
        count = count.wrapping_add(usize::from(*refunded != 0 && *base != ODD));
    }
    let places = places.get(..count).unwrap_or_default();
    let mut touched = 0;
    for at in places {
        let agent = agents.get(usize::from(*at)).copied().unwrap_or(u32::NONE);
        touched ^= table.at(place(agent).wrapping_mul(WIDTH));
    }
    core::hint::black_box(touched);
    for at in places.iter().map(|at| usize::from(*at)) {
        let (Some(agent), Some(base), Some(refunded)) =
            (agents.get(at), block.base.get(at), block.refunded.get(at))
        else {
            continue;
        };
        let (Some(class), Some(overridden)) = (block.class.get(at), block.overridden.get(at)) else {
            continue;
        };
        let Some(parts) = share(*base, *class, *overridden) else { continue };
        let [direct, sponsor, sponsor_2] = parts.map(|part| share_of(part, *refunded, *base));
        let values = [*refunded, direct, sponsor, sponsor_2];
        table.change(place(*agent), |row| add_to(row, values.map(u64::cast_signed)));
        sums.refunded = sums.refunded.wrapping_add(*refunded);
        sums.taken = sums.taken.wrapping_add(direct).wrapping_add(sponsor).wrapping_add(sponsor_2);
    }
}

/// ⌊part · refunded / base⌋.
#[inline(always)]
fn share_of(part: u64, refunded: u64, base: u64) -> u64 {
    // Two factors of half a word have a product of a word.
    if base < 1 << 32 {
        return part.wrapping_mul(refunded).checked_div(base).unwrap_or(0);
    }
    floor_share(part.cast_signed(), refunded.cast_signed(), base.cast_signed()).cast_unsigned()
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

/// Counts the orders of the lines that were added.
fn count_orders<M: Memory>(
    block: &Block,
    agents: &[u32],
    orders: &Option<M::Input<u8>>,
    sold: &mut M::Output<i64>,
    from: usize,
) {
    for (at, (agent, (base, refunded))) in
        agents.iter().zip(block.base.iter().zip(&block.refunded)).enumerate()
    {
        if *base != ODD {
            let counted = optional(orders, from.wrapping_add(at));
            let counted = counted.map_or(i64::from(base > refunded), i64::from);
            sold.change(place(*agent), |[sold]| *sold = sold.wrapping_add(counted));
        }
    }
}
