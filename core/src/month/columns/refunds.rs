//! What was refunded of everyday lines, taken back from those who earned on them.

use super::WIDTH;
use super::block::{BLOCK, Block, NUMBERS, ODD, Shape};
use super::sums::{add_to, any_line, by_lane, differential};
use crate::column::{Memory, Output as _, place};
use crate::commission::{ChainRules, Sharing, floor_share};

/// A line that was shared, of which something was refunded.
#[derive(Clone, Copy)]
struct Refund {
    base: u64,
    refunded: u64,
    agent: u32,
    overridden: u32,
    class: u16,
}

/// Lines of which something was refunded: few of a block are. They wait until they are many, so that their rows of sums, which are
/// seldom near, are asked for all at once.
pub(super) struct Refunds {
    lines: [Refund; 2 * BLOCK],
    count: usize,
}

impl Refunds {
    pub(super) const EMPTY: Self = {
        let none = Refund { base: 0, refunded: 0, agent: 0, overridden: 0, class: 0 };
        Self { lines: [none; 2 * BLOCK], count: 0 }
    };

    /// Whether there might be no room for those of a further block.
    pub(super) fn are_many(&self) -> bool {
        self.count >= BLOCK
    }

    /// Takes in those of a block whose lines were shared.
    pub(super) fn gather(&mut self, block: &Block, agents: &[u32]) {
        for (first, mut bits) in block.refunds.into_iter().enumerate() {
            while bits != 0 {
                let at = bits.leading_zeros();
                bits &= !(1 << 63 >> at);
                let at = place(at).wrapping_mul(NUMBERS).wrapping_add(first);
                if let Some(line) = refund(block, agents, at)
                    && let Some(place) = self.lines.get_mut(self.count)
                {
                    *place = line;
                    self.count = self.count.wrapping_add(1);
                }
            }
        }
    }

    /// Takes back what was refunded of all; tells how much, and how much of it from agents.
    #[inline(never)]
    pub(super) fn take_back<M: Memory>(
        &mut self,
        table: &mut M::Output<i64>,
        chains: &ChainRules,
        shape: Shape,
    ) -> (u64, u64) {
        let lines = self.lines.get(..self.count).unwrap_or_default();
        self.count = 0;
        let mut touched = 0;
        for line in lines {
            touched ^= table.at(place(line.agent).wrapping_mul(WIDTH));
        }
        core::hint::black_box(touched);
        let classes = chains.lanes.all();
        let (mut all, mut taken) = (0_u64, 0_u64);
        for Refund { base, refunded, agent, overridden, class } in lines.iter().copied() {
            let parts = match shape.sharing {
                Sharing::ByLane => by_lane(classes, base, class),
                Sharing::Differential => differential(chains, base, class),
                Sharing::Any => any_line(chains, base, class, overridden),
            };
            // Lines that were added are shared as they were then.
            let Some(parts) = parts else { continue };
            let [direct, sponsor, sponsor_2] = parts.map(|part| share_of(part, refunded, base));
            let values = [refunded, direct, sponsor, sponsor_2];
            table.change(place(agent), |row| add_to(row, values.map(u64::cast_signed)));
            all = all.wrapping_add(refunded);
            taken = taken.wrapping_add(direct).wrapping_add(sponsor).wrapping_add(sponsor_2);
        }
        (all, taken)
    }
}

/// A line that was added; nothing of one that was not.
#[inline(always)]
fn refund(block: &Block, agents: &[u32], at: usize) -> Option<Refund> {
    let base = *block.base.get(at).filter(|base| **base != ODD)?;
    let (agent, refunded) = (*agents.get(at)?, *block.refunded.get(at)?);
    Some(Refund {
        base,
        refunded,
        agent,
        overridden: *block.overridden.get(at)?,
        class: *block.class.get(at)?,
    })
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
