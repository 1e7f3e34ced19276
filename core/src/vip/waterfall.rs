//! Amounts taken off lines, step by step, each summing to the minor unit.

use alloc::vec::Vec;

use super::price::{PricedLine, Step};
use crate::document::Id;
use crate::error::Error;
use crate::money::{Money, largest_remainder};

/// The lines of an order on their way from the list price to what is payable.
///
/// Every line runs twice: once as if no floor held, which is what steps are allotted by, and once as it is sold. A line is
/// sold at the higher of its running amount and its floor, so a floor of one line changes no other line.
#[derive(Debug)]
pub(super) struct Waterfall<'a> {
    lines: Vec<Running<'a>>,
}

#[derive(Debug)]
struct Running<'a> {
    id: &'a Id,
    /// What the line would be sold at without a floor.
    amount: Money,
    floor: Money,
    sold: PricedLine,
}

/// What one step took from one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken<'a> {
    pub(super) line: &'a Id,
    pub(super) floor: Money,
    pub(super) unused: Money,
}

impl<'a> Waterfall<'a> {
    /// Lines at their list price, each with the floor below what it is not sold.
    pub(super) fn new(lines: impl Iterator<Item = (&'a Id, Money, Money)>) -> Self {
        let running = lines.map(|(id, list, floor)| Running {
            id,
            amount: list,
            floor: floor.at_most(list),
            sold: PricedLine::at_list(id.clone(), list),
        });
        Self { lines: running.collect() }
    }

    /// The price of all lines as they are sold.
    pub(super) fn price(&self) -> Result<Money, Error> {
        Money::sum(self.lines.iter().map(|line| line.sold.payable))
    }

    /// The price of all lines as if no floor held.
    pub(super) fn amount(&self) -> Result<Money, Error> {
        Money::sum(self.lines.iter().map(|line| line.amount))
    }

    /// Takes an amount (at most that of all lines) off by the running amounts, as far as floors let; says which lines could
    /// not take all of theirs.
    pub(super) fn take(&mut self, step: Step, amount: Money) -> Result<Vec<Taken<'a>>, Error> {
        let weight = |line: &Running<'a>| u64::try_from(line.amount.minor()).unwrap_or(0);
        let weights: Vec<(&Id, u64)> = self.lines.iter().map(|line| (line.id, weight(line))).collect();
        let shares = largest_remainder(amount, &weights);
        let mut held = Vec::new();
        for (line, (_, share)) in self.lines.iter_mut().zip(shares) {
            let unused = line.take(step, share)?;
            if !unused.is_zero() {
                held.push(Taken { line: line.id, floor: line.floor, unused });
            }
        }
        Ok(held)
    }

    pub(super) fn into_lines(self) -> Vec<PricedLine> {
        self.lines.into_iter().map(|line| line.sold).collect()
    }
}

impl Running<'_> {
    /// Takes a share; says what the floor left of it.
    fn take(&mut self, step: Step, share: Money) -> Result<Money, Error> {
        self.amount = self.amount.minus(share)?;
        let price = self.amount.at_least(self.floor);
        let taken = self.sold.payable.minus(price)?;
        let unused = share.minus(taken)?;
        *self.sold.step_mut(step) = taken;
        self.sold.payable = price;
        self.sold.unused = self.sold.unused.plus(unused)?;
        Ok(unused)
    }
}
