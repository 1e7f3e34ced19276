//! `vip_price`: the waterfall from the list price to what is payable.

use alloc::format;
use alloc::vec::Vec;

use super::findings::{factor_text, level_names, not_in_rulebook};
use super::level::{not_negative, unique};
use super::rules::{MinimumOf, Rules};
use super::terms::{BirthdayDue, FactorPrice, FloorOf};
use super::waterfall::{LineFloor, Taken, Waterfall};
use crate::calendar::Date;
use crate::document::{Id, Text, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money, Rate, Rounding};
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// An order, and who buys.
    pub struct PriceFacts {
        /// The day of the order.
        pub on: Date,
        /// What is bought.
        pub lines: Vec<PriceLine>,
        /// The level of the customer, as `vip_level` gave it; absent when there is none.
        pub level: Option<Id>,
        /// The day of birth.
        pub born_on: Option<Date>,
        /// The birthdays whose discount was given already, as `birthday` of those decisions; their years count.
        pub birthdays_used: Vec<Date> = Vec::new(),
        /// The coupon that the customer uses.
        pub coupon: Option<Coupon>,
        /// The points that the customer offers.
        pub points: u64 = 0,
    }
}

record! {
    /// A line of an order.
    pub struct PriceLine {
        /// The host's id of it.
        pub id: Id,
        /// The goods.
        pub sku: Option<Id>,
        /// How many units.
        pub quantity: u64 = 1,
        /// The list price of the line, all units together.
        pub list: Money,
        /// What the line costs the merchant, all units together.
        pub cost: Option<Money>,
        /// Below what the line is not sold, all units together.
        pub floor: Option<Money>,
    }
}

record! {
    /// A coupon of a fixed amount.
    pub struct Coupon {
        /// The host's id of it.
        pub id: Option<Id>,
        /// What it takes off.
        pub amount: Money,
        /// The order that it needs.
        pub minimum: Money = Money::ZERO,
    }
}

choice! {
    /// A step of the waterfall, in this order.
    pub enum Step {
        /// The level discount.
        Level = "level",
        /// The birthday discount.
        Birthday = "birthday",
        /// The coupon.
        Coupon = "coupon",
        /// The points.
        Points = "points",
    }
}

record! {
    /// The waterfall: `list` − Σ `steps` = `payable`, for the order and for every line.
    pub struct Priced {
        /// The list price of all lines.
        pub list: Money,
        /// Every step, in its order, also those that take nothing.
        pub steps: Vec<PriceStep>,
        /// What is to be paid.
        pub payable: Money,
        /// The lines, in the order of the facts.
        pub lines: Vec<PricedLine>,
        /// The birthday whose discount was given: to be kept with those that are used.
        pub birthday: Option<Date>,
        /// The points that were taken.
        pub points_used: u64,
    }
}

record! {
    /// One step of the waterfall.
    pub struct PriceStep {
        /// Which.
        pub step: Step,
        /// What it takes off: Σ over the lines.
        pub amount: Money,
        /// What it could not take: what floors left, and of coupon and points also what is beyond their limits.
        pub unused: Money,
        /// The price after it.
        pub price: Money,
    }
}

record! {
    /// A line with what each step took off it.
    pub struct PricedLine {
        /// The line.
        pub id: Id,
        /// Its list price.
        pub list: Money,
        /// Its part of the level discount.
        pub level: Money,
        /// Its part of the birthday discount.
        pub birthday: Money,
        /// Its part of the coupon.
        pub coupon: Money,
        /// Its part of the points.
        pub points: Money,
        /// What is to be paid for it.
        pub payable: Money,
        /// What its floor left of the parts that fell on it; odd minor units of an order with floors may be among it.
        pub unused: Money,
    }
}

impl PricedLine {
    pub(super) fn at_list(id: Id, list: Money) -> Self {
        let zero = Money::ZERO;
        Self {
            id,
            list,
            level: zero,
            birthday: zero,
            coupon: zero,
            points: zero,
            payable: list,
            unused: zero,
        }
    }

    /// What a step took off.
    #[must_use]
    pub fn step(&self, step: Step) -> Money {
        match step {
            Step::Level => self.level,
            Step::Birthday => self.birthday,
            Step::Coupon => self.coupon,
            Step::Points => self.points,
        }
    }

    pub(super) fn step_mut(&mut self, step: Step) -> &mut Money {
        match step {
            Step::Level => &mut self.level,
            Step::Birthday => &mut self.birthday,
            Step::Coupon => &mut self.coupon,
            Step::Points => &mut self.points,
        }
    }
}

/// Prices an order.
///
/// # Errors
/// In this order: [`Code::ListLength`] (no lines), [`Code::DuplicateItem`] (lines), [`Code::CountOutOfRange`] (a quantity of
/// zero), [`Code::NegativeAmount`], [`Code::MissingField`] (the cost that the floor asks for), [`Code::NotInRulebook`]
/// (the level), [`Code::DateOutOfRange`] (born after the order), [`Code::SectionMissing`] (points without rules for them),
/// [`Code::MoneyOutOfRange`].
pub fn price(
    rules: &Rules,
    currency: Currency,
    facts: &PriceFacts,
    reasons: &mut Reasons,
) -> Result<Priced, Error> {
    check_lines(rules, currency, facts)?;
    let rank = facts.level.as_ref().map(|level| rank_of(rules, level)).transpose()?;
    check_customer(rules, facts)?;
    let floors = facts.lines.iter().enumerate().map(|(at, line)| {
        let PriceLine { quantity, list, cost, floor, .. } = *line;
        let floor = rules.floor_of(FloorOf { quantity, list, cost, floor });
        floor.map_err(|error| error.within(format!("/lines/{at}")))
    });
    let floors = floors.collect::<Result<Vec<LineFloor>, Error>>()?;
    let lines = facts.lines.iter().zip(floors).map(|(line, floor)| (&line.id, line.list, floor));
    let waterfall = Waterfall::new(lines, rules.rounding).map_err(|error| error.at("/lines"))?;
    let list = waterfall.price()?;
    let mut pricing = Pricing { rules, facts, rank, list, waterfall, reasons };
    let level = pricing.level_step()?;
    let (birthday_step, birthday) = pricing.birthday_step()?;
    let coupon = pricing.coupon_step()?;
    let (points, points_used) = pricing.points_step()?;
    Ok(Priced {
        list,
        payable: points.price,
        steps: alloc::vec![level, birthday_step, coupon, points],
        lines: pricing.waterfall.into_lines(),
        birthday,
        points_used,
    })
}

fn check_lines(rules: &Rules, currency: Currency, facts: &PriceFacts) -> Result<(), Error> {
    if facts.lines.is_empty() {
        return Err(Error::new(Code::ListLength).found(0_u8).with("allowed", "≥ 1").at("/lines"));
    }
    unique(facts.lines.iter().map(|line| &line.id), "/lines")?;
    if let Some(at) = facts.lines.iter().position(|line| line.quantity == 0) {
        let error = Error::new(Code::CountOutOfRange).found(0_u8).with("allowed", "≥ 1");
        return Err(error.at(format!("/lines/{at}/quantity")));
    }
    for (at, line) in facts.lines.iter().enumerate() {
        let amounts = [("list", Some(line.list)), ("cost", line.cost), ("floor", line.floor)];
        for (name, amount) in amounts.into_iter().filter_map(|(name, amount)| Some((name, amount?))) {
            not_negative(currency, amount).map_err(|error| error.at(format!("/lines/{at}/{name}")))?;
        }
    }
    if let Some(coupon) = &facts.coupon {
        not_negative(currency, coupon.amount).map_err(|error| error.at("/coupon/amount"))?;
        not_negative(currency, coupon.minimum).map_err(|error| error.at("/coupon/minimum"))?;
    }
    match facts.lines.iter().position(|line| rules.needs_cost() && line.cost.is_none()) {
        Some(at) => {
            let error = Error::new(Code::MissingField).found("vip/floor/cost").allowed("cost");
            Err(error.at(format!("/lines/{at}/cost")))
        }
        None => Ok(()),
    }
}

fn rank_of(rules: &Rules, level: &Id) -> Result<usize, Error> {
    let unknown = || not_in_rulebook(level, level_names(rules)).at("/level");
    rules.rank_of(level).ok_or_else(unknown)
}

fn check_customer(rules: &Rules, facts: &PriceFacts) -> Result<(), Error> {
    if let Some(born_on) = facts.born_on.filter(|born_on| *born_on > facts.on) {
        let error = Error::new(Code::DateOutOfRange).found(born_on).allowed(format!("≤ {}", facts.on));
        return Err(error.at("/born_on"));
    }
    if facts.points > 0 && rules.points.is_none() {
        let error = Error::new(Code::SectionMissing).found(facts.points).allowed("vip/points");
        return Err(error.at("/points"));
    }
    Ok(())
}

/// One order on its way through the waterfall.
struct Pricing<'a, 'r> {
    rules: &'a Rules,
    facts: &'a PriceFacts,
    rank: Option<usize>,
    list: Money,
    waterfall: Waterfall<'a>,
    reasons: &'r mut Reasons,
}

impl Pricing<'_, '_> {
    /// A factor of the list price, and how it was computed.
    fn at_factor(&self, factor: u64) -> Result<(Money, Computation), Error> {
        let FactorPrice { price, division, ppm } = self.rules.factor_price(self.list, factor)?;
        let rate = ppm.and_then(|ppm| Rate::from_ppm(u32::try_from(ppm).ok()?));
        let rated =
            Computation::rated(self.list, rate.unwrap_or(Rate::ONE), division, self.rules.rounding, price);
        Ok((price, Computation { rate, ..rated }))
    }

    /// Takes an amount off the lines, and what a step could not take of what it offers.
    fn take(&mut self, step: Step, offered: Money, amount: Money) -> Result<PriceStep, Error> {
        let before = self.waterfall.price()?;
        let held = self.waterfall.take(step, amount)?;
        let price = self.waterfall.price()?;
        held.into_iter().for_each(|taken| self.tell_floor(step, taken));
        let taken = before.minus(price)?;
        Ok(PriceStep { step, amount: taken, unused: offered.minus(taken)?, price })
    }

    fn tell_floor(&mut self, step: Step, taken: Taken<'_>) {
        self.reasons.detail(|| {
            let reason = Reason::new(Rule::VipFloor)
                .of(taken.line)
                .computed(Computation::fixed(taken.floor.amount))
                .with("step", Quantity::text(step_name(step)))
                .with("unused", Quantity::Money(taken.unused));
            if let Some(path) = taken.floor.path { reason.at(path) } else { reason }
        });
    }

    fn level_step(&mut self) -> Result<PriceStep, Error> {
        let factor = self.rules.level_factor(self.rank);
        let (price, computation) = self.at_factor(factor)?;
        if let (Some(rank), Some(level)) = (self.rank, self.rules.level_at(self.rank)) {
            self.reasons.decisive(|| {
                Reason::new(Rule::VipLevelPrice)
                    .at(format!("/vip/levels/{rank}/factor"))
                    .of(&level.id)
                    .computed(computation)
                    .with("factor", Quantity::text(factor_text(factor)))
            });
        }
        let amount = self.list.minus(price)?;
        self.take(Step::Level, amount, amount)
    }

    /// The birthday whose discount is due.
    fn birthday(&mut self) -> Option<Date> {
        let PriceFacts { on, born_on, ref birthdays_used, .. } = *self.facts;
        let is_used = |year| birthdays_used.iter().any(|used| used.year() == year);
        match self.rules.birthday_due(self.rank, on, born_on, is_used) {
            BirthdayDue::None => None,
            BirthdayDue::Due(birthday) => Some(birthday),
            BirthdayDue::Elsewhere(born_on) => {
                self.reasons.decisive(|| {
                    let reason = Reason::new(Rule::VipNoBirthday).at("/vip/birthday/window");
                    reason.with("on", Quantity::Date(on)).with("born_on", Quantity::Date(born_on))
                });
                None
            }
            BirthdayDue::Used(birthday) => {
                self.reasons.decisive(|| {
                    let reason = Reason::new(Rule::VipBirthdayUsed).at("/vip/birthday/once");
                    reason.with("birthday", Quantity::Date(birthday))
                });
                None
            }
        }
    }

    fn birthday_step(&mut self) -> Result<(PriceStep, Option<Date>), Error> {
        let Some(birthday) = self.birthday() else {
            return Ok((self.take(Step::Birthday, Money::ZERO, Money::ZERO)?, None));
        };
        let factor = self.rules.combined_factor(self.rank);
        let (price, computation) = self.at_factor(factor)?;
        let full = self.waterfall.amount()?.minus(price)?;
        self.reasons.decisive(|| {
            Reason::new(Rule::VipBirthdayPrice)
                .at("/vip/birthday")
                .computed(computation)
                .with("birthday", Quantity::Date(birthday))
                .with("factor", Quantity::text(factor_text(factor)))
        });
        let maximum = self.rules.birthday.as_ref().and_then(|rules| rules.maximum_discount);
        let amount = full.at_most(maximum.unwrap_or(full));
        if let Some(maximum) = maximum {
            self.reasons.decisive(|| {
                let (observed, threshold) = (Quantity::Money(full), Quantity::Money(maximum));
                Reason::new(Rule::VipBirthdayMaximum)
                    .at("/vip/birthday/maximum_discount")
                    .compared(Comparison::of(observed, Operator::AtMost, threshold))
                    .computed(Computation::fixed(amount))
            });
        }
        let step = self.take(Step::Birthday, amount, amount)?;
        let given = (!step.amount.is_zero()).then_some(birthday);
        Ok((step, given))
    }

    fn coupon_step(&mut self) -> Result<PriceStep, Error> {
        let Some(coupon) = &self.facts.coupon else {
            return self.take(Step::Coupon, Money::ZERO, Money::ZERO);
        };
        let held_against = match self.rules.coupon.minimum_of {
            MinimumOf::List => self.list,
            MinimumOf::Discounted => self.waterfall.price()?,
        };
        let name = coupon.id.as_ref().map_or(Text::from("coupon"), Text::from);
        self.reasons.decisive(|| {
            let (observed, threshold) = (Quantity::Money(held_against), Quantity::Money(coupon.minimum));
            Reason::new(Rule::VipCouponMinimum)
                .at("/vip/coupon/minimum_of")
                .of(name.clone())
                .compared(Comparison::of(observed, Operator::AtLeast, threshold))
        });
        if held_against < coupon.minimum {
            return self.take(Step::Coupon, coupon.amount, Money::ZERO);
        }
        let share = self.rules.coupon.maximum_share;
        self.take_up_to_share(Step::Coupon, coupon.amount, share, name)
    }

    /// Takes what is offered, up to a share of the price.
    fn take_up_to_share(
        &mut self,
        step: Step,
        offered: Money,
        share: Rate,
        name: Text,
    ) -> Result<PriceStep, Error> {
        let price = self.waterfall.price()?;
        let (most, _) = price.at_rate(share, Rounding::Down);
        let taken = self.take(step, offered, offered.at_most(most).at_most(self.waterfall.amount()?))?;
        self.reasons.decisive(|| {
            let (observed, threshold) = (Quantity::Money(offered), Quantity::Money(most));
            Reason::new(Rule::VipTaken)
                .at(format!("/vip/{}/maximum_share", step_name(step)))
                .of(name)
                .compared(Comparison::of(observed, Operator::AtMost, threshold))
                .computed(Computation::fixed(taken.amount))
                .with("unused", Quantity::Money(taken.unused))
        });
        Ok(taken)
    }

    fn points_step(&mut self) -> Result<(PriceStep, u64), Error> {
        let Some(rules) = self.rules.points.as_ref().filter(|_| self.facts.points > 0) else {
            return Ok((self.take(Step::Points, Money::ZERO, Money::ZERO)?, 0));
        };
        let offered = rules.worth_of(self.facts.points).map_err(|error| error.at("/points"))?;
        let step = self.take_up_to_share(Step::Points, offered, rules.maximum_share, "points".into())?;
        let used = rules.used_for(step.amount, self.facts.points);
        Ok((step, used))
    }
}

/// The word of a step.
fn step_name(step: Step) -> &'static str {
    crate::document::Choice::slug(step)
}
