//! Amounts taken off lines, step by step, each summing to the minor unit.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::price::{PricedLine, Step};
use crate::document::Id;
use crate::error::Error;
use crate::money::{Division, Money, Rounding, largest_remainder};
use crate::order::sort_by;

/// Below what a line is not sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineFloor {
    pub(super) amount: Money,
    /// The rule that sets it; none where the line itself does.
    pub(super) path: Option<&'static str>,
}

/// The lines of an order on their way from the list price to what is payable.
///
/// Every line runs twice: once as if no floor held, which is what steps are allotted by, and once as it is sold, which is the
/// higher of its running amount and its floor.
///
/// What largest remainder moves from line to line may fall on a line that stands at its floor, so that the price of all lines
/// would hang on where the odd units went, and a higher level could pay one more. The price of all lines is therefore told
/// first, from exact amounts (a line's part of the running total, or its floor where that is higher) and rounded once; where
/// the lines sum to another, odd units change places until they do.
#[derive(Debug)]
pub(super) struct Waterfall<'a> {
    lines: Vec<Running<'a>>,
    list: Money,
    rounding: Rounding,
}

#[derive(Debug)]
struct Running<'a> {
    id: &'a Id,
    /// What the line would be sold at without a floor.
    amount: Money,
    floor: LineFloor,
    /// What the line is sold at after the step that is being taken.
    price: Money,
    sold: PricedLine,
}

/// What one step took from one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken<'a> {
    pub(super) line: &'a Id,
    pub(super) floor: LineFloor,
    pub(super) unused: Money,
}

impl<'a> Waterfall<'a> {
    /// Lines at their list price, each with the floor below what it is not sold.
    ///
    /// # Errors
    /// [`crate::error::Code::MoneyOutOfRange`].
    pub(super) fn new(
        lines: impl Iterator<Item = (&'a Id, Money, LineFloor)>,
        rounding: Rounding,
    ) -> Result<Self, Error> {
        let running = lines.map(|(id, list, floor)| Running {
            id,
            amount: list,
            floor: LineFloor { amount: floor.amount.at_most(list), ..floor },
            price: list,
            sold: PricedLine::at_list(id.clone(), list),
        });
        let lines: Vec<Running<'_>> = running.collect();
        let list = Money::sum(lines.iter().map(|line| line.price))?;
        Ok(Self { lines, list, rounding })
    }

    /// The price of all lines as they are sold.
    pub(super) fn price(&self) -> Result<Money, Error> {
        Money::sum(self.lines.iter().map(|line| line.price))
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
        for (line, (_, share)) in self.lines.iter_mut().zip(shares) {
            line.amount = line.amount.minus(share)?;
            line.price = line.amount.at_least(line.floor.amount).at_most(line.price);
        }
        self.settle()?;
        let mut held = Vec::new();
        for line in &mut self.lines {
            let unused = line.record(step)?;
            // An odd unit may also stay with a line that stands above its floor.
            if unused > Money::ZERO && line.price == line.floor.amount {
                held.push(Taken { line: line.id, floor: line.floor, unused });
            }
        }
        Ok(held)
    }

    pub(super) fn into_lines(self) -> Vec<PricedLine> {
        self.lines.into_iter().map(|line| line.sold).collect()
    }

    /// Moves odd units until the lines sum to the price that exact amounts give.
    fn settle(&mut self) -> Result<(), Error> {
        let running = self.amount()?;
        let exact: Vec<i128> = self.lines.iter().map(|line| line.exact(running, self.list)).collect();
        let sum = exact.iter().fold(0_i128, |sum, exact| sum.saturating_add(*exact));
        // Nothing is listed: nothing is sold.
        let Some(division) = Division::of(sum, self.list.exact(), self.rounding) else { return Ok(()) };
        let price = Money::from_exact(division.rounded)?;
        loop {
            let over = self.price()?.minus(price)?;
            let places = self.out_of_place(&exact, over);
            if over.is_zero() || places.is_empty() {
                return Ok(());
            }
            let units = usize::try_from(over.size().minor()).unwrap_or(usize::MAX);
            for place in places.into_iter().take(units) {
                if over.is_negative() { self.raise(place)? } else { self.lower(place)? }
            }
        }
    }

    /// The lines that can be lowered (or raised, where `over` is negative), those that are furthest above (or below) their
    /// exact price first, ties by id.
    fn out_of_place(&self, exact: &[i128], over: Money) -> Vec<usize> {
        let lines = self.lines.iter().zip(exact).enumerate();
        let mut keyed: Vec<(Reverse<i128>, &Id, usize)> = lines
            .filter(|(_, (line, _))| match over.is_negative() {
                true => line.price < line.sold.payable,
                false => line.price > line.floor.amount,
            })
            .map(|(place, (line, exact))| {
                let above = line.price.exact().saturating_mul(self.list.exact()).saturating_sub(*exact);
                let key = if over.is_negative() { above.saturating_neg() } else { above };
                (Reverse(key), line.id, place)
            })
            .collect();
        sort_by(&mut keyed, Ord::cmp);
        keyed.into_iter().map(|(_, _, place)| place).collect()
    }

    /// Raises a line by a unit. A line that took all of its part hands the unit on to one that stands at its floor.
    fn raise(&mut self, place: usize) -> Result<(), Error> {
        let unit = Money::from_minor(1)?;
        let Some(line) = self.lines.get_mut(place) else { return Ok(()) };
        let took_all = line.held() == 0;
        line.price = line.price.plus(unit)?;
        if !took_all {
            return Ok(());
        }
        let at_floor =
            |line: &&mut Running<'_>| line.amount > Money::ZERO && line.floor.amount >= line.amount;
        let standing = self.lines.iter_mut().filter(at_floor);
        let next = standing.min_by(|a, b| a.held().cmp(&b.held()).then_with(|| a.id.cmp(b.id)));
        if let Some(next) = next {
            next.amount = next.amount.minus(unit)?;
            if let Some(line) = self.lines.get_mut(place) {
                line.amount = line.amount.plus(unit)?;
            }
        }
        Ok(())
    }

    /// Lowers a line by a unit. A line that took all of its part takes the unit over from the line that most is held back of.
    fn lower(&mut self, place: usize) -> Result<(), Error> {
        let unit = Money::from_minor(1)?;
        let Some(line) = self.lines.get_mut(place) else { return Ok(()) };
        line.price = line.price.minus(unit)?;
        if line.price >= line.amount {
            return Ok(());
        }
        line.amount = line.amount.minus(unit)?;
        let held = self.lines.iter_mut().max_by(|a, b| a.held().cmp(&b.held()).then_with(|| b.id.cmp(a.id)));
        if let Some(held) = held {
            held.amount = held.amount.plus(unit)?;
        }
        Ok(())
    }
}

impl Running<'_> {
    /// What the floor has held back so far, in minor units.
    fn held(&self) -> i128 {
        self.price.exact().saturating_sub(self.amount.exact())
    }

    /// What the line is sold at, exactly, when so much of the list price of all lines runs: in parts of that list price.
    fn exact(&self, running: Money, list: Money) -> i128 {
        let part = running.exact().saturating_mul(self.sold.list.exact());
        part.max(self.floor.amount.exact().saturating_mul(list.exact()))
    }

    /// Enters what a step took; says what the floor left of it.
    fn record(&mut self, step: Step) -> Result<Money, Error> {
        *self.sold.step_mut(step) = self.sold.payable.minus(self.price)?;
        self.sold.payable = self.price;
        let unused = Money::from_exact(self.held())?;
        let left = unused.minus(self.sold.unused)?;
        self.sold.unused = unused;
        Ok(left)
    }
}
