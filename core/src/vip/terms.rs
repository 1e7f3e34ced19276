//! What the rules say of a price, whoever asks: the call, or a row of columns.

use super::birthday::birthday_around;
use super::rules::{FACTOR_ONE, PointRules, Rules};
use super::waterfall::LineFloor;
use crate::calendar::Date;
use crate::error::{Code, Error};
use crate::money::{Division, Money, Rate, Rounding};

/// A price that is a factor of the list price.
pub(super) struct FactorPrice {
    pub(super) price: Money,
    pub(super) division: Division,
    /// The factor in millionths, where it is so many exactly.
    pub(super) ppm: Option<u64>,
}

/// What becomes of a birthday discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BirthdayDue {
    /// There is none: by the rules, or since nobody knows the day of birth.
    None,
    /// The day lies in no birthday's window.
    Elsewhere(Date),
    /// It was given already.
    Used(Date),
    /// It is due.
    Due(Date),
}

/// What the floor of a line is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct FloorOf {
    pub(super) quantity: u64,
    pub(super) list: Money,
    pub(super) cost: Option<Money>,
    pub(super) floor: Option<Money>,
}

impl Rules {
    /// A factor (in millionths of a millionth) of a list price, rounded once.
    pub(super) fn factor_price(&self, list: Money, factor: u64) -> Result<FactorPrice, Error> {
        let million = u64::from(Rate::ONE.ppm());
        let ppm = factor.checked_div(million).filter(|_| factor.checked_rem(million) == Some(0));
        let (numerator, denominator) = ppm.map_or((factor, FACTOR_ONE), |ppm| (ppm, million));
        let product = list.exact().saturating_mul(i128::from(numerator));
        let division = Division::of(product, i128::from(denominator), self.rounding);
        let division = division.ok_or_else(|| Error::new(Code::MoneyOutOfRange).found(product))?;
        Ok(FactorPrice { price: Money::from_exact(division.rounded)?, division, ppm })
    }

    /// Whether the birthday discount is due on a day; `is_used` says whether that of a year was given.
    pub(super) fn birthday_due(
        &self,
        rank: Option<usize>,
        on: Date,
        born_on: Option<Date>,
        is_used: impl FnOnce(i32) -> bool,
    ) -> BirthdayDue {
        let rules = self.birthday.as_ref().filter(|_| self.birthday_factor(rank).is_some());
        let Some((rules, born_on)) = rules.zip(born_on) else { return BirthdayDue::None };
        match birthday_around(rules, born_on, on) {
            None => BirthdayDue::Elsewhere(born_on),
            Some(birthday) if rules.once && is_used(birthday.year()) => BirthdayDue::Used(birthday),
            Some(birthday) => BirthdayDue::Due(birthday),
        }
    }

    /// Below what a line is not sold: the highest of its own floor and those of the rules, the first of equals.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`] at `/quantity`.
    pub(super) fn floor_of(&self, line: FloorOf) -> Result<LineFloor, Error> {
        let mut highest = LineFloor { amount: line.floor.unwrap_or(Money::ZERO), path: None };
        let Some(floor) = &self.floor else { return Ok(highest) };
        let units = floor.unit_price.map(|price| price.times(line.quantity)).transpose();
        let units = units.map_err(|error| error.at("/quantity"))?;
        let share = floor.list_share.map(|share| line.list.at_rate(share, Rounding::Up).0);
        let rules = [
            (line.cost.filter(|_| floor.cost), "/vip/floor/cost"),
            (units, "/vip/floor/unit_price"),
            (share, "/vip/floor/list_share"),
        ];
        for (amount, path) in rules {
            if let Some(amount) = amount.filter(|amount| *amount > highest.amount) {
                highest = LineFloor { amount, path: Some(path) };
            }
        }
        Ok(highest)
    }

    /// Whether every line must tell its cost.
    pub(super) fn needs_cost(&self) -> bool {
        self.floor.as_ref().is_some_and(|floor| floor.cost)
    }
}

impl PointRules {
    /// What points are worth, rounded down.
    pub(super) fn worth_of(&self, points: u64) -> Result<Money, Error> {
        let product = i128::from(points).saturating_mul(self.worth.exact());
        let division = Division::of(product, i128::from(self.points), Rounding::Down);
        Money::from_exact(division.map_or(0, |division| division.rounded))
    }

    /// The fewest points that are worth an amount: never more than were offered.
    pub(super) fn used_for(&self, amount: Money, offered: u64) -> u64 {
        let product = amount.exact().saturating_mul(i128::from(self.points));
        let used =
            Division::of(product, self.worth.exact(), Rounding::Up).map_or(0, |division| division.rounded);
        u64::try_from(used).unwrap_or(offered).min(offered)
    }
}
