//! `vip_level`: which level a customer has, since when, until when, and what the next one needs.

use alloc::format;
use alloc::vec::Vec;

use super::assessment::{Assessment, Customer};
use super::findings::{level_names, not_in_rulebook};
use super::rules::Rules;
use super::top_ups::TopUps;
use crate::calendar::Date;
use crate::document::{Id, Seen, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::order::sort_by;
use crate::reason::Reasons;

record! {
    /// What is known of a customer on a day. What lies after `as_of` has not happened yet and does not count.
    pub struct LevelFacts {
        /// The day of asking.
        pub as_of: Date,
        /// The day of the customer's first purchase; absent when there is none.
        pub first_purchase_on: Option<Date>,
        /// Every top-up of the customer.
        pub top_ups: Vec<TopUp> = Vec::new(),
        /// The level that the last decision gave.
        pub current: Option<CurrentLevel>,
    }
}

record! {
    /// A top-up.
    pub struct TopUp {
        /// The host's id of it.
        pub id: Id,
        /// Its day.
        pub on: Date,
        /// What was paid, bonus apart; not negative.
        pub amount: Money,
        /// What of it was refunded; together at most `amount`.
        pub refunded: Vec<TopUpRefund> = Vec::new(),
    }
}

record! {
    /// A refund from a top-up.
    pub struct TopUpRefund {
        /// Its day, not before that of the top-up.
        pub on: Date,
        /// How much; not negative.
        pub amount: Money,
    }
}

record! {
    /// The level that a customer has.
    pub struct CurrentLevel {
        /// Which.
        pub level: Id,
        /// The `since` of the decision that gave it.
        pub since: Date,
    }
}

choice! {
    /// What became of the level.
    pub enum LevelChange {
        /// There was none and there is none.
        None = "none",
        /// The customer has a level for the first time, or again.
        Granted = "granted",
        /// It rose.
        Upgraded = "upgraded",
        /// It is as before.
        Kept = "kept",
        /// It is as before, and a new period of it has begun.
        Renewed = "renewed",
        /// It fell to a lower one.
        Lowered = "lowered",
        /// It is lost and no lower one is earned.
        Ended = "ended",
    }
}

record! {
    /// The level of a customer on a day.
    pub struct Standing {
        /// Which; absent when the customer has none.
        pub level: Option<Id>,
        /// What became of the level that the facts name.
        pub change: LevelChange,
        /// The day from which the level, or the current period of it, runs.
        pub since: Option<Date>,
        /// The day on which the current period has ended and the level is assessed afresh; absent where levels have no period.
        pub review_on: Option<Date>,
        /// The first day on which the level is lost if nothing else happens; absent when that day never comes.
        pub ends_on: Option<Date>,
        /// What counts, net of refunds: all top-ups of the window, or how far single ones reach.
        pub counted: Money,
        /// What the next level needs; absent on the highest.
        pub next: Option<NextLevel>,
    }
}

record! {
    /// What the next level needs.
    pub struct NextLevel {
        /// Which level.
        pub level: Id,
        /// Its threshold.
        pub top_up: Money,
        /// The least top-up of today that reaches it: the difference to what counts (补差).
        pub missing: Money,
        /// Whether it needs a purchase as well.
        pub purchase_missing: bool = false,
    }
}

record! {
    /// A refund that is considered.
    pub struct ConsideredRefund {
        /// How much.
        pub amount: Money,
        /// From which top-up; from the newest ones unless said.
        pub top_up: Option<Id>,
    }
}

/// Decides the level of a customer on a day.
///
/// # Errors
/// In this order: [`Code::DuplicateItem`] (top-ups), [`Code::NegativeAmount`], [`Code::DateOutOfRange`] (a refund before
/// its top-up), [`Code::RefundAboveRest`], [`Code::NotInRulebook`] (the current level), [`Code::DateOutOfRange`] (a level
/// held from a day yet to come), [`Code::MoneyOutOfRange`].
pub fn level(
    rules: &Rules,
    currency: Currency,
    facts: &LevelFacts,
    reasons: &mut Reasons,
) -> Result<Standing, Error> {
    check_top_ups(currency, facts)?;
    let current = current_of(rules, facts)?;
    let LevelFacts { as_of, first_purchase_on, .. } = *facts;
    let customer = Customer { as_of, first_purchase_on, current };
    let outcome = Assessment::new(rules, customer, TopUps::of(rules, facts)?)?.decide(reasons)?;
    Ok(outcome.named(rules))
}

/// The level that refunds of today would leave: `facts` with each refund taken from the top-up it names, or from the newest
/// top-ups that still have something.
///
/// # Errors
/// Those of [`level`]; besides [`Code::NegativeAmount`] at `/amount`, [`Code::NotInRulebook`] at `/top_up` for a
/// top-up that the facts do not have, and [`Code::RefundAboveRest`] at `/amount`.
pub fn level_after_refund(
    rules: &Rules,
    currency: Currency,
    facts: &LevelFacts,
    refunds: &[ConsideredRefund],
) -> Result<Standing, Error> {
    check_top_ups(currency, facts)?;
    let refunded =
        refunds.iter().try_fold(facts.clone(), |facts, refund| with_refund(currency, &facts, refund))?;
    level(rules, currency, &refunded, &mut Reasons::none())
}

fn with_refund(
    currency: Currency,
    facts: &LevelFacts,
    refund: &ConsideredRefund,
) -> Result<LevelFacts, Error> {
    not_negative(currency, refund.amount).map_err(|error| error.at("/amount"))?;
    let mut after = facts.clone();
    let asked = |top_up: &&mut TopUp| refund.top_up.as_ref().is_none_or(|id| *id == top_up.id);
    let as_of = facts.as_of;
    let mut from: Vec<&mut TopUp> =
        after.top_ups.iter_mut().filter(|top_up| top_up.on <= as_of).filter(asked).collect();
    if let (Some(id), true) = (&refund.top_up, from.is_empty()) {
        let known: Vec<&str> = facts.top_ups.iter().map(|top_up| top_up.id.as_str()).collect();
        return Err(not_in_rulebook(id, known.join(", ")).at("/top_up"));
    }
    sort_by(&mut from, |a, b| (b.on, &b.id).cmp(&(a.on, &a.id)));
    let mut left = refund.amount;
    for top_up in from {
        let refunded = Money::sum(top_up.refunded.iter().map(|refund| refund.amount))?;
        let amount = top_up.amount.minus(refunded)?.at_most(left);
        left = left.minus(amount)?;
        top_up.refunded.push(TopUpRefund { on: as_of, amount });
    }
    if left.is_zero() {
        return Ok(after);
    }
    Err(exceeds(currency, refund.amount, refund.amount.minus(left)?)?.at("/amount"))
}

fn exceeds(currency: Currency, refunded: Money, most: Money) -> Result<Error, Error> {
    let by = refunded.minus(most)?;
    let error = Error::new(Code::RefundAboveRest).found(refunded.to_text(currency));
    Ok(error.allowed(most.to_text(currency)).with("by", by.to_text(currency)))
}

pub(super) fn not_negative(currency: Currency, amount: Money) -> Result<(), Error> {
    if amount.is_negative() {
        return Err(Error::new(Code::NegativeAmount).found(amount.to_text(currency)).allowed("≥ 0"));
    }
    Ok(())
}

/// Refuses the second of two equal ids, `list/<place>/id`.
pub(super) fn unique<'a>(ids: impl Iterator<Item = &'a Id>, list: &str) -> Result<(), Error> {
    let mut seen = Seen::new();
    for (at, id) in ids.enumerate() {
        if !seen.add(id) {
            let error = Error::new(Code::DuplicateItem).found(id).allowed(1_u8);
            return Err(error.at(format!("{list}/{at}/id")));
        }
    }
    Ok(())
}

fn check_top_ups(currency: Currency, facts: &LevelFacts) -> Result<(), Error> {
    unique(facts.top_ups.iter().map(|top_up| &top_up.id), "/top_ups")?;
    for (at, top_up) in facts.top_ups.iter().enumerate() {
        let path = format!("/top_ups/{at}");
        not_negative(currency, top_up.amount).map_err(|error| error.at(format!("{path}/amount")))?;
        for (place, refund) in top_up.refunded.iter().enumerate() {
            let path = format!("{path}/refunded/{place}");
            not_negative(currency, refund.amount).map_err(|error| error.at(format!("{path}/amount")))?;
            if refund.on < top_up.on {
                let error = Error::new(Code::DateOutOfRange).found(refund.on);
                return Err(error.allowed(format!("≥ {}", top_up.on)).at(format!("{path}/on")));
            }
        }
        let refunded = Money::sum(top_up.refunded.iter().map(|refund| refund.amount))
            .map_err(|error| error.at(format!("{path}/refunded")))?;
        if refunded > top_up.amount {
            return Err(exceeds(currency, refunded, top_up.amount)?.at(format!("{path}/refunded")));
        }
    }
    Ok(())
}

/// The rank that the facts name, and since when.
fn current_of(rules: &Rules, facts: &LevelFacts) -> Result<Option<(usize, Date)>, Error> {
    let Some(current) = &facts.current else { return Ok(None) };
    let rank = rules
        .rank_of(&current.level)
        .ok_or_else(|| not_in_rulebook(&current.level, level_names(rules)).at("/current/level"))?;
    if current.since > facts.as_of {
        let error = Error::new(Code::DateOutOfRange).found(current.since);
        return Err(error.allowed(format!("≤ {}", facts.as_of)).at("/current/since"));
    }
    Ok(Some((rank, current.since)))
}
