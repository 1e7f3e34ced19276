//! The classes by number of orders.

use alloc::boxed::Box;

use super::MOST_ORDERS;
use crate::column::Cell as _;
use crate::customer::rules::Rules;

const ROWS: usize = MOST_ORDERS as usize + 1;

/// The section `customer` in the form that columns work on.
#[derive(Debug)]
pub struct ColumnRules {
    /// The place of the class of so many orders; nothing where there is none.
    classes: Box<[u8; ROWS]>,
}

impl ColumnRules {
    pub(crate) fn of(rules: &Rules) -> Self {
        let mut classes = Box::new([u8::NONE; ROWS]);
        for (orders, class) in (0_u64..).zip(classes.iter_mut()) {
            let place = rules.class_of_orders(orders).and_then(|place| u8::try_from(place).ok());
            *class = place.unwrap_or(u8::NONE);
        }
        Self { classes }
    }

    /// The place of the class of so many orders.
    #[inline(always)]
    pub(super) fn class(&self, orders: u64) -> u8 {
        // Never beyond the last row, so that nothing is left to check.
        let row = (orders & MOST_ORDERS) as usize;
        self.classes.get(row).copied().unwrap_or(u8::NONE)
    }
}
