//! What all cells come to in one pass: how many customers each class has, and how many amounts each bucket.

use super::select::{Buckets, bucket, each_block};
use super::{ColumnRules, MOST_CELL, net_of, not_a_cell, orders_of};
use crate::column::{Cell as _, Input as _, Memory};
use crate::error::{Code, Error};
use crate::money::Money;

/// Places of classes, and the last for customers without one.
const CLASSES: usize = 256;

/// What all cells come to.
pub(super) struct Tally {
    /// By the class's place.
    customers: [u32; CLASSES],
    /// The same; where it was asked for.
    net: [u64; CLASSES],
    pub(super) buckets: Buckets,
    pub(super) buyers: u64,
    pub(super) orders: u64,
    pub(super) whole: u64,
}

impl Tally {
    /// Goes through all cells; what classes and buckets come to is told only if asked for.
    ///
    /// # Errors
    /// `money_out_of_range` for a cell that no table has, or all together; `count_out_of_range` for more customers than have numbers.
    pub(super) fn of<M: Memory>(
        classes: &ColumnRules,
        cells: &M::Input<i64>,
        has_sums: bool,
    ) -> Result<Self, Error> {
        let most = u32::MAX;
        if u32::try_from(cells.length()).is_err() {
            let error = Error::new(Code::CountOutOfRange).found(cells.length());
            return Err(error.allowed(alloc::format!("≤ {most}")).at("/customers"));
        }
        let mut tally = Self {
            customers: [0; CLASSES],
            net: [0; CLASSES],
            buckets: Buckets::new(has_sums),
            buyers: 0,
            orders: 0,
            whole: 0,
        };
        let (mut whole, mut most) = (0_u128, 0_u64);
        each_block::<M>(cells, |_, cells| {
            let added =
                if has_sums { tally.add::<true>(classes, cells) } else { tally.add::<false>(classes, cells) };
            whole = whole.saturating_add(added.0.into());
            most = most.max(added.1);
        });
        if most > MOST_CELL {
            let is_none = |at: &usize| cells.at(*at).cast_unsigned() > MOST_CELL;
            let place = (0..cells.length()).find(is_none).unwrap_or(0);
            return Err(not_a_cell("cells", place, cells.at(place).cast_unsigned()));
        }
        let within = Money::from_exact(i128::try_from(whole).unwrap_or(i128::MAX));
        tally.whole = within.map_err(|error| error.at("/cells"))?.minor().unsigned_abs();
        Ok(tally)
    }

    /// Adds some cells; says what they come to, and the greatest of them.
    #[inline(always)]
    fn add<const HAS_SUMS: bool>(&mut self, classes: &ColumnRules, cells: &[i64]) -> (u64, u64) {
        let (mut whole, mut most, mut orders, mut buyers) = (0_u64, 0_u64, 0_u64, 0_u64);
        for cell in cells {
            let cell = cell.cast_unsigned();
            let net = net_of(cell);
            let own = orders_of(cell);
            whole = whole.wrapping_add(net);
            most = most.max(cell);
            orders = orders.wrapping_add(own);
            buyers = buyers.wrapping_add(u64::from(own > 0));
            let class = usize::from(classes.class(own));
            if let Some(customers) = self.customers.get_mut(class) {
                *customers = customers.wrapping_add(1);
            }
            let place = bucket(net);
            if let Some(count) = self.buckets.counts.get_mut(place) {
                *count = count.wrapping_add(1);
            }
            if HAS_SUMS {
                if let Some(sum) = self.net.get_mut(class) {
                    *sum = sum.wrapping_add(net);
                }
                if let Some(sum) = self.buckets.sums.get_mut(place) {
                    *sum = sum.wrapping_add(net);
                }
            }
        }
        self.orders = self.orders.wrapping_add(orders);
        self.buyers = self.buyers.wrapping_add(buyers);
        (whole, most)
    }

    /// How many customers the class of a place has, and what they bought; beyond all classes, those without one.
    pub(super) fn class(&self, place: usize, classes: usize) -> (u64, u64) {
        let row = if place < classes { place } else { usize::from(u8::NONE) };
        let customers = self.customers.get(row).copied().unwrap_or(0);
        (customers.into(), self.net.get(row).copied().unwrap_or(0))
    }
}
