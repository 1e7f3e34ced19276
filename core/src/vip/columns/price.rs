//! `vip_price` over columns.

use super::{check_levels, day, optional_amount, optional_day, optional_level};
use crate::calendar::Date;
use crate::column::{Cell as _, Input as _, Memory, Output as _, amount, columns, optional, put};
use crate::error::{Code, Error};
use crate::money::{Money, Rounding};
use crate::vip::rules::{MinimumOf, Rules};
use crate::vip::terms::{BirthdayDue, FloorOf};

columns! {
    /// Goods and who buys them: a row is an order of one line. (In an order of several lines a step is allotted by the ids of the
    /// lines, which columns do not have: that is for the call.)
    pub struct PriceBatch {
        counts {
            /// Orders of one line.
            rows,
        }
        columns {
            /// The day of the order.
            input on_day: i32 [rows],
            /// The list price, all units together.
            input list_fen: i64 [rows],
            /// How many units; 1 unless said.
            optional quantity: u32 [rows],
            /// What it costs the merchant, all units together.
            optional cost_fen: i64 [rows],
            /// Below what it is not sold, all units together.
            optional floor_fen: i64 [rows],
            /// The customer's level, by its place in the rulebook; nothing when there is none.
            optional level: u8 [rows],
            /// The customer's day of birth.
            optional born_day: i32 [rows],
            /// The year of the last birthday whose discount was given.
            optional birthday_used_year: i32 [rows],
            /// What the customer's coupon takes off.
            optional coupon_fen: i64 [rows],
            /// The order that the coupon needs; nothing of it unless said.
            optional coupon_minimum_fen: i64 [rows],
            /// The points that the customer offers.
            optional points: u32 [rows],
            /// What is to be paid: `list_fen` less what the four steps take off.
            output payable_fen: i64 [rows],
            /// What the level takes off.
            wanted level_fen: i64 [rows],
            /// What the birthday takes off.
            wanted birthday_fen: i64 [rows],
            /// What the coupon takes off.
            wanted coupon_off_fen: i64 [rows],
            /// What the points take off.
            wanted points_fen: i64 [rows],
            /// The birthday whose discount was given; nothing when none was.
            wanted birthday_day: i32 [rows],
            /// The points that were taken.
            wanted points_used: u32 [rows],
            /// 0, or the number of the code by which the row is refused.
            output code: u16 [rows],
        }
    }
}

/// Prices each row. Returns how many rows are refused.
///
/// A row is refused, in this order, with `date_out_of_range` (a day that no calendar has), `money_out_of_range`,
/// `count_out_of_range` (a quantity of zero), `negative_amount`, `missing_field` (the cost that the floor asks for),
/// `not_in_rulebook` (the level), `date_out_of_range` (born after the order), `section_missing` (points without rules for
/// them), `money_out_of_range` (of a floor, of what points are worth).
///
/// # Errors
/// `list_length` of a column; `count_out_of_range` when the rulebook has more levels than a byte can tell.
pub fn price_columns<M: Memory>(rules: &Rules, batch: &mut PriceBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    check_levels(rules)?;
    let mut refused = 0_usize;
    for row in 0..batch.rows {
        let (priced, code) = match Row::read(rules, batch, row).and_then(|row| row.price(rules)) {
            Ok(priced) => (priced, 0),
            Err(code) => {
                refused = refused.saturating_add(1);
                (Priced::default(), code.number())
            }
        };
        write(batch, row, &priced, code);
    }
    Ok(refused)
}

/// What a row asks.
struct Row {
    on: Date,
    list: Money,
    floor: Money,
    rank: Option<usize>,
    born_on: Option<Date>,
    birthday_used: Option<i32>,
    coupon: Option<(Money, Money)>,
    points: u32,
}

/// What each step takes off.
#[derive(Default)]
struct Priced {
    payable: Money,
    level: Money,
    birthday: Money,
    coupon: Money,
    points: Money,
    given: Option<Date>,
    points_used: u32,
}

impl Row {
    fn read<M: Memory>(rules: &Rules, batch: &PriceBatch<M>, row: usize) -> Result<Self, Code> {
        let on = day(batch.on_day.at(row))?;
        let born_on = optional_day(&batch.born_day, row)?;
        let list = amount(batch.list_fen.at(row).into())?;
        let cost = optional_amount(&batch.cost_fen, row)?;
        let floor = optional_amount(&batch.floor_fen, row)?;
        let coupon = optional_amount(&batch.coupon_fen, row)?;
        let minimum = optional_amount(&batch.coupon_minimum_fen, row)?.filter(|_| coupon.is_some());
        let quantity = optional(&batch.quantity, row).unwrap_or(1);
        if quantity == 0 {
            return Err(Code::CountOutOfRange);
        }
        if [Some(list), cost, floor, coupon, minimum].into_iter().flatten().any(|minor| minor < 0) {
            return Err(Code::NegativeAmount);
        }
        if rules.needs_cost() && cost.is_none() {
            return Err(Code::MissingField);
        }
        let rank = optional_level(rules, &batch.level, row)?;
        if born_on.is_some_and(|born_on| born_on > on) {
            return Err(Code::DateOutOfRange);
        }
        let points = optional(&batch.points, row).unwrap_or(0);
        if points > 0 && rules.points.is_none() {
            return Err(Code::SectionMissing);
        }
        let (list, cost, floor) = (money(list)?, cost.map(money).transpose()?, floor.map(money).transpose()?);
        let floor = rules.floor_of(FloorOf { quantity: quantity.into(), list, cost, floor }).map_err(told)?;
        let coupon = coupon.map(|coupon| Ok((money(coupon)?, money(minimum.unwrap_or(0))?))).transpose()?;
        let birthday_used = optional(&batch.birthday_used_year, row);
        Ok(Self { on, list, floor: floor.amount.at_most(list), rank, born_on, birthday_used, coupon, points })
    }

    fn price(&self, rules: &Rules) -> Result<Priced, Code> {
        let mut running = Running { amount: self.list, price: self.list, floor: self.floor };
        let at_factor = |factor| rules.factor_price(self.list, factor).map(|one| one.price).map_err(told);
        let target = at_factor(rules.level_factor(self.rank))?;
        let level = running.take(self.list.minus(target).map_err(told)?)?;

        let is_used = |year| self.birthday_used == Some(year);
        let (mut birthday, mut given) = (Money::ZERO, None);
        if let BirthdayDue::Due(day) = rules.birthday_due(self.rank, self.on, self.born_on, is_used) {
            let target = at_factor(rules.combined_factor(self.rank))?;
            let full = running.amount.minus(target).map_err(told)?;
            let maximum = rules.birthday.as_ref().and_then(|rules| rules.maximum_discount);
            birthday = running.take(full.at_most(maximum.unwrap_or(full)))?;
            given = (!birthday.is_zero()).then_some(day);
        }

        let mut coupon = Money::ZERO;
        if let Some((offered, minimum)) = self.coupon {
            let held_against = match rules.coupon.minimum_of {
                MinimumOf::List => self.list,
                MinimumOf::Discounted => running.price,
            };
            if held_against >= minimum {
                coupon = running.take_up_to(offered, rules.coupon.maximum_share)?;
            }
        }

        let (mut points, mut points_used) = (Money::ZERO, 0);
        if let Some(rules) = rules.points.as_ref().filter(|_| self.points > 0) {
            let offered = rules.worth_of(self.points.into()).map_err(told)?;
            points = running.take_up_to(offered, rules.maximum_share)?;
            let used = rules.used_for(points, self.points.into());
            points_used = u32::try_from(used).unwrap_or(self.points);
        }
        Ok(Priced { payable: running.price, level, birthday, coupon, points, given, points_used })
    }
}

/// The one line on its way: as if no floor held, and as it is sold.
struct Running {
    amount: Money,
    price: Money,
    floor: Money,
}

impl Running {
    /// Takes an amount off as far as the floor lets, and says how much that was.
    fn take(&mut self, off: Money) -> Result<Money, Code> {
        self.amount = self.amount.minus(off).map_err(told)?;
        let before = self.price;
        self.price = self.amount.at_least(self.floor).at_most(before);
        before.minus(self.price).map_err(told)
    }

    /// The same for what is offered, up to a share of the price.
    fn take_up_to(&mut self, offered: Money, share: crate::money::Rate) -> Result<Money, Code> {
        let (most, _) = self.price.at_rate(share, Rounding::Down);
        self.take(offered.at_most(most).at_most(self.amount))
    }
}

fn told(error: Error) -> Code {
    error.code
}

fn money(minor: i64) -> Result<Money, Code> {
    Money::from_minor(minor).map_err(told)
}

fn write<M: Memory>(batch: &mut PriceBatch<M>, row: usize, priced: &Priced, code: u16) {
    let is_refused = code != 0;
    let given = priced.given.map_or(if is_refused { 0 } else { i32::NONE }, Date::days_since_epoch);
    batch.payable_fen.put(row, priced.payable.minor());
    put(&mut batch.level_fen, row, priced.level.minor());
    put(&mut batch.birthday_fen, row, priced.birthday.minor());
    put(&mut batch.coupon_off_fen, row, priced.coupon.minor());
    put(&mut batch.points_fen, row, priced.points.minor());
    put(&mut batch.birthday_day, row, given);
    put(&mut batch.points_used, row, priced.points_used);
    batch.code.put(row, code);
}

#[cfg(test)]
mod tests;
