//! The first of many amounts, without sorting them: counts of amounts in buckets that follow each other, then of the amounts of the
//! one bucket in which the end lies.

use alloc::vec::Vec;

use super::net_of;
use crate::column::{Input, Memory};

/// Bits of an amount that tell its bucket beyond its length: 256 buckets for each power of two.
const FINE: u32 = 8;
/// Buckets for every amount up to 2^50.
const BUCKETS: usize = 42 * 256 + 256;
/// Parts of a bucket that are told apart in one pass.
const PART_BITS: u32 = 12;
const PARTS: usize = 1 << PART_BITS;
/// Cells that are read at a time.
const BLOCK: usize = 256;

/// The bucket of an amount; of a greater amount it is the same or a later one. Amounts below 512 have buckets of their own.
#[inline(always)]
pub(super) fn bucket(net: u64) -> usize {
    let shift = 63_u32.wrapping_sub(FINE).wrapping_sub((net | (1 << FINE)).leading_zeros());
    ((u64::from(shift) << FINE).wrapping_add(net >> shift)) as usize
}

/// The least amount of a bucket, and how many bits tell those in it apart.
fn bounds(bucket: usize) -> (u64, u32) {
    let bucket = bucket as u64;
    let shift = (bucket >> FINE).saturating_sub(1) as u32;
    (bucket.saturating_sub(u64::from(shift) << FINE) << shift, shift)
}

/// How many amounts each bucket has; and what they come to, where that was asked for.
pub(super) struct Buckets {
    pub(super) counts: Vec<u32>,
    pub(super) sums: Vec<u64>,
}

impl Buckets {
    pub(super) fn new(has_sums: bool) -> Self {
        let sums = if has_sums { alloc::vec![0; BUCKETS] } else { Vec::new() };
        Self { counts: alloc::vec![0; BUCKETS], sums }
    }
}

/// How far the first amounts go.
#[derive(Clone, Copy)]
pub(super) enum Aim {
    /// So many of them.
    Customers(u64),
    /// As few as come to so much. Needs the sums of buckets.
    Sum(u64),
}

/// The first amounts.
#[derive(Clone, Copy, Default)]
pub(super) struct First {
    pub(super) customers: u64,
    pub(super) net: u64,
    /// The least of them.
    pub(super) least: u64,
    /// How many of them are the least.
    pub(super) ties: u64,
}

/// What lies above a bucket.
#[derive(Clone, Copy, Default)]
struct Above {
    customers: u64,
    net: u64,
}

impl Above {
    /// Goes down until the aim is reached, and says in which bucket.
    fn walk(&mut self, aim: Aim, counts: &[u32], sums: &[u64]) -> Option<usize> {
        let buckets = counts.iter().enumerate().rev().filter(|(_, count)| **count > 0);
        for (place, count) in buckets {
            let customers = self.customers.saturating_add((*count).into());
            let net = self.net.saturating_add(sums.get(place).copied().unwrap_or(0));
            let is_reached = match aim {
                Aim::Customers(aimed) => customers >= aimed,
                Aim::Sum(aimed) => net >= aimed,
            };
            if is_reached {
                return Some(place);
            }
            *self = Self { customers, net };
        }
        None
    }

    /// With as many of one amount as the aim needs.
    fn with(self, aim: Aim, least: u64) -> First {
        let ties = match aim {
            Aim::Customers(aimed) => aimed.saturating_sub(self.customers),
            Aim::Sum(aimed) => aimed.saturating_sub(self.net).div_ceil(least.max(1)),
        };
        let net = self.net.saturating_add(ties.saturating_mul(least));
        First { customers: self.customers.saturating_add(ties), net, least, ties }
    }
}

/// Finds the first amounts of a table whose buckets are counted. There must be as many, or as much, as is aimed at.
pub(super) fn first<M: Memory>(cells: &M::Input<i64>, buckets: &Buckets, aim: Aim) -> First {
    if matches!(aim, Aim::Customers(0) | Aim::Sum(0)) {
        return First::default();
    }
    let mut above = Above::default();
    let Some(bucket) = above.walk(aim, &buckets.counts, &buckets.sums) else { return First::default() };
    let (mut least, mut shift) = bounds(bucket);
    let mut knows_net = !buckets.sums.is_empty();
    loop {
        let part_shift = shift.saturating_sub(PART_BITS);
        let parts = Parts::count::<M>(cells, least, shift, part_shift);
        if !knows_net {
            above.net = parts.above;
            knows_net = true;
        }
        let Some(part) = above.walk(aim, &parts.counts, &parts.sums) else { return First::default() };
        least = least.saturating_add((part as u64) << part_shift);
        if part_shift == 0 {
            return above.with(aim, least);
        }
        shift = part_shift;
    }
}

/// The amounts of a bucket, told apart.
struct Parts {
    counts: Vec<u32>,
    sums: Vec<u64>,
    /// What the amounts above the bucket come to.
    above: u64,
}

impl Parts {
    fn count<M: Memory>(cells: &M::Input<i64>, least: u64, shift: u32, part_shift: u32) -> Self {
        let (mut counts, mut sums) = (alloc::vec![0_u32; PARTS], alloc::vec![0_u64; PARTS]);
        let mut above = 0_u64;
        let width = 1_u64 << shift;
        each_block::<M>(cells, |_, cells| {
            for cell in cells {
                let net = net_of(cell.cast_unsigned());
                let beyond = net.wrapping_sub(least);
                if net < least {
                    continue;
                }
                if beyond >= width {
                    above = above.wrapping_add(net);
                    continue;
                }
                let part = (beyond >> part_shift) as usize;
                if let (Some(count), Some(sum)) = (counts.get_mut(part), sums.get_mut(part)) {
                    *count = count.wrapping_add(1);
                    *sum = sum.wrapping_add(net);
                }
            }
        });
        Self { counts, sums, above }
    }
}

/// All amounts that are not below a least one.
pub(super) fn at_least<M: Memory>(cells: &M::Input<i64>, least: u64) -> First {
    let mut first = First { least: u64::MAX, ..First::default() };
    each_block::<M>(cells, |_, cells| {
        for net in cells.iter().map(|cell| net_of(cell.cast_unsigned())).filter(|net| *net >= least) {
            first.customers = first.customers.wrapping_add(1);
            first.net = first.net.wrapping_add(net);
            if net < first.least {
                (first.least, first.ties) = (net, 0);
            }
            first.ties = first.ties.wrapping_add(u64::from(net == first.least));
        }
    });
    if first.customers == 0 { First::default() } else { first }
}

/// Hands over cells, many at a time, with the place of the first.
#[inline(always)]
pub(super) fn each_block<M: Memory>(cells: &M::Input<i64>, mut visit: impl FnMut(usize, &[i64])) {
    let (mut from, mut block) = (0_usize, [0_i64; BLOCK]);
    while from < cells.length() {
        let count = cells.length().saturating_sub(from).min(BLOCK);
        let Some(block) = block.get_mut(..count) else { return };
        cells.read(from, block);
        visit(from, block);
        from = from.saturating_add(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Slices;
    use crate::customer::columns::cell_of;
    use proptest::prelude::*;

    #[test]
    fn buckets_follow_each_other_and_know_their_bounds() {
        let mut at = 0;
        for place in 0..BUCKETS {
            let (least, shift) = bounds(place);
            assert_eq!(least, at, "{place}");
            at = least + (1 << shift);
            assert_eq!((bucket(least), bucket(at - 1)), (place, place));
        }
        assert_eq!(at, 1 << 50);
    }

    /// The same by sorting all.
    fn sorted(nets: &[u64], aim: Aim) -> (u64, u64, u64) {
        let mut nets = nets.to_vec();
        nets.sort_unstable_by(|one, other| other.cmp(one));
        let (mut customers, mut sum, mut least) = (0, 0, 0);
        for net in nets {
            let is_reached = match aim {
                Aim::Customers(aimed) => customers >= aimed,
                Aim::Sum(aimed) => sum >= aimed,
            };
            if is_reached {
                break;
            }
            (customers, sum, least) = (customers + 1, sum + net, net);
        }
        (customers, sum, least)
    }

    fn net() -> impl Strategy<Value = u64> {
        prop_oneof![
            3 => 0..40_u64,
            2 => 0..100_000_u64,
            1 => 999_990_000_000..1_000_000_000_000_u64,
            1 => 0..=20_000_000_000_000_u64,
        ]
    }

    proptest! {
        #[test]
        fn the_first_are_those_of_a_sorted_list(nets in prop::collection::vec(net(), 1..700), ppm in 0..=1_000_000_u64) {
            let cells: Vec<i64> = nets.iter().map(|net| cell_of(*net).cast_signed()).collect();
            let cells = &cells[..];
            for has_sums in [false, true] {
                let mut buckets = Buckets::new(has_sums);
                for net in &nets {
                    buckets.counts[bucket(*net)] += 1;
                    if has_sums {
                        buckets.sums[bucket(*net)] += net;
                    }
                }
                let count = nets.len() as u64;
                let mut aims = std::vec![Aim::Customers(count * ppm / 1_000_000), Aim::Customers(count)];
                if has_sums {
                    let whole: u64 = nets.iter().sum();
                    aims.push(Aim::Sum(u64::try_from(u128::from(whole) * u128::from(ppm) / 1_000_000).unwrap()));
                }
                for aim in aims {
                    let found = first::<Slices<'_>>(&cells, &buckets, aim);
                    prop_assert_eq!((found.customers, found.net, found.least), sorted(&nets, aim));
                }
            }
            let found = at_least::<Slices<'_>>(&cells, 30);
            let many: Vec<u64> = nets.iter().copied().filter(|net| *net >= 30).collect();
            prop_assert_eq!((found.customers, found.net), (many.len() as u64, many.iter().sum()));
            prop_assert_eq!(found.least, many.iter().copied().min().unwrap_or(0));
        }
    }
}
