//! The totals of a month over columns.

use crate::column::{Output, amount};
use crate::document::choice;
use crate::error::Code;

choice! {
    /// What the cells of `totals_fen` hold, in this order. Gross = what all agents, suppliers and the house earned; refunded = what
    /// they gave back.
    pub enum Total {
        /// What was paid for all lines.
        Gross = "gross",
        /// What went back to customers.
        Refunded = "refunded",
        /// The part of `gross` of lines that no agent sold.
        GrossWithoutAgent = "gross_without_agent",
        /// The part of `refunded` of lines that no agent sold.
        RefundedWithoutAgent = "refunded_without_agent",
        /// What suppliers earned.
        Supplied = "supplied",
        /// What suppliers gave back.
        SupplierClawedBack = "supplier_clawed_back",
        /// What the residual party earned.
        House = "house",
        /// What the residual party gave back.
        HouseClawedBack = "house_clawed_back",
        /// How many lines there are: a count.
        Lines = "lines",
    }
}

/// How many totals there are.
pub(super) const TOTALS: usize = Total::Lines as usize + 1;

/// The totals while they are added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Totals(pub(super) [i64; TOTALS]);

impl Totals {
    pub(super) const ZERO: Self = Self([0; TOTALS]);

    pub(super) fn read(column: &impl Output<i64>) -> Self {
        Self(core::array::from_fn(|cell| column.at(cell)))
    }

    #[inline]
    pub(super) fn of(&self, total: Total) -> i64 {
        self.0.get(total as usize).copied().unwrap_or(0)
    }

    /// Adds to a total; the caller has made sure that it stays within the limit of money.
    #[inline]
    pub(super) fn add(&mut self, total: Total, value: i64) {
        if let Some(cell) = self.0.get_mut(total as usize) {
            *cell = cell.wrapping_add(value);
        }
    }

    /// Both, within the limit of money.
    pub(super) fn plus(&self, other: &Self) -> Result<Self, Code> {
        let mut sum = *self;
        for (own, other) in sum.0.iter_mut().zip(other.0) {
            *own = amount(i128::from(*own).saturating_add(other.into()))?;
        }
        Ok(sum)
    }
}
