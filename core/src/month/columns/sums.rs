//! What a block's everyday lines add to the tables of sums.

use super::WIDTH;
use super::block::{Block, ODD, Shape};
use crate::column::{Memory, Output as _, optional, place};
use crate::commission::{ChainLine, ChainRules, LANES, Sharing};

/// What the everyday lines of a block add to the totals.
#[derive(Default)]
pub(super) struct Sums {
    pub(super) gross: u64,
    pub(super) given: u64,
    /// Lines that were not added.
    pub(super) odd: usize,
}

/// Adds what everyday lines share to their sellers' rows; the others become odd.
pub(super) fn share_out<M: Memory>(
    block: &mut Block,
    agents: &[u32],
    earned: &mut M::Output<i64>,
    (chains, shape): (&ChainRules, Shape),
) -> Sums {
    // A loop for each way of sharing: none asks it line by line.
    match shape.sharing {
        Sharing::ByLane => {
            let classes = if shape.is_marked { chains.lanes.all() } else { chains.lanes.plain() };
            add_up::<M>(block, agents, earned, |base, class, _| by_lane(classes, base, class))
        }
        Sharing::Differential => {
            add_up::<M>(block, agents, earned, |base, class, _| differential(chains, base, class))
        }
        Sharing::Any => {
            add_up::<M>(block, agents, earned, |base, class, place| any_line(chains, base, class, place))
        }
    }
}

/// A function of its own, since what else the kernel holds would take the registers from the loop: it took a quarter longer.
#[inline(never)]
fn add_up<M: Memory>(
    block: &mut Block,
    agents: &[u32],
    earned: &mut M::Output<i64>,
    share: impl Fn(u64, u16, u32) -> Option<[u64; LANES]>,
) -> Sums {
    let mut sums = Sums::default();
    let how = block.class.iter().zip(&block.overridden);
    for ((agent, base), (class, overridden)) in agents.iter().zip(&mut block.base).zip(how) {
        if let Some([direct, sponsor, sponsor_2]) = share(*base, *class, *overridden)
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
    sums
}

#[inline(always)]
pub(super) fn differential(chains: &ChainRules, base: u64, class: u16) -> Option<[u64; LANES]> {
    chains.differential(base, chains.class(class)?, class)
}

#[inline(always)]
pub(super) fn by_lane(classes: &[[u64; LANES]], base: u64, class: u16) -> Option<[u64; LANES]> {
    classes.get(usize::from(class)).map(|multipliers| ChainRules::by_lane(base, *multipliers))
}

/// The parts of a line of a batch that no loop is for.
#[inline(never)]
pub(super) fn any_line(chains: &ChainRules, base: u64, class: u16, place: u32) -> Option<[u64; LANES]> {
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
pub(super) fn count_orders<M: Memory>(
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
