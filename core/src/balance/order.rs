//! Which lot and colour comes next when a purchase is paid, and how much of it.

use alloc::vec::Vec;

use super::account::{Draw, Lot};
use super::ledger::{Colours, Order};
use super::rules::SpendingOrder;
use crate::calendar::Date;
use crate::document::Id;
use crate::error::Error;
use crate::money::Money;
use crate::order::sort_by_key;

/// What is taken of a lot in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Take {
    Principal,
    Bonus,
    /// Both, principal by the cumulative floor.
    Proportion,
}

/// One step of an order: a lot by its place, and what is taken of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) lot: usize,
    pub(super) take: Take,
}

/// What steps are sorted by: round, expiry (none is last), date, id, colour. Equal keys keep the order of top-ups.
type Key<'a> = (u8, Date, Date, Option<&'a Id>, Take);

/// The steps of an order over the lots that have something to spend on a day: an account of many years has few of them.
pub(super) fn steps(lots: &[Lot], order: Order, on: Date) -> Vec<Step> {
    let mut keyed: Vec<(Key<'_>, Step)> = Vec::new();
    let open = |lot: &Lot| !lot.paid_spendable(on).is_zero() || !lot.bonus_spendable(on).is_zero();
    for (place, lot) in lots.iter().enumerate().filter(|(_, lot)| open(lot)) {
        let takes: &[Take] = match order {
            Order::Merchant(SpendingOrder::Proportional) => &[Take::Proportion],
            _ => &[Take::Principal, Take::Bonus],
        };
        keyed.extend(takes.iter().map(|take| (key(lot, *take, order), Step { lot: place, take: *take })));
    }
    sort_by_key(&mut keyed, |(key, _)| *key);
    keyed.into_iter().map(|(_, step)| step).collect()
}

fn key(lot: &Lot, take: Take, order: Order) -> Key<'_> {
    let last = match take {
        Take::Principal | Take::Proportion => lot.expires,
        Take::Bonus => lot.bonus_spendable_through(),
    };
    let expiry = last.unwrap_or(Date::MAX);
    let round = match (order, take) {
        (Order::Merchant(SpendingOrder::PrincipalFirst), Take::Bonus)
        | (Order::Merchant(SpendingOrder::BonusFirst), Take::Principal) => 1,
        _ => 0,
    };
    match order {
        Order::OldestFirst => (round, Date::MIN, lot.date, None, take),
        Order::Merchant(_) => (round, expiry, lot.date, Some(&lot.id), take),
    }
}

impl Take {
    /// What one step takes of a lot on a day, at most `due`.
    pub(super) fn of(self, lot: &Lot, on: Date, due: Money) -> Result<Colours, Error> {
        let open = Colours { paid: lot.paid_spendable(on), bonus: lot.bonus_spendable(on) };
        match self {
            Self::Principal => Ok(Colours { paid: open.paid.at_most(due), bonus: Money::ZERO }),
            Self::Bonus => Ok(Colours { paid: Money::ZERO, bonus: open.bonus.at_most(due) }),
            Self::Proportion => {
                let used = lot.paid_spent().plus(lot.bonus_spent())?;
                let taken = due.at_most(open.paid.plus(open.bonus)?);
                let target = principal_of(lot, used.plus(taken)?)?;
                split(taken, target.minus(lot.paid_spent())?, open)
            }
        }
    }

    /// What a purchase gives back of one draw, at most `due`. Of a draw with both colours it gives back so much principal
    /// that what is still used of the lot keeps the proportion.
    pub(super) fn back(lot: &Lot, draw: &Draw, due: Money) -> Result<Colours, Error> {
        let used = lot.paid_spent().plus(lot.bonus_spent())?;
        let given = due.at_most(draw.total()?);
        let target = principal_of(lot, used.minus(given)?)?;
        split(given, lot.paid_spent().minus(target)?, Colours { paid: draw.paid, bonus: draw.bonus })
    }
}

/// ⌊paid · used / (paid + bonus)⌋
fn principal_of(lot: &Lot, used: Money) -> Result<Money, Error> {
    Ok(lot.paid.floor_share(used, lot.paid.plus(lot.bonus)?))
}

/// `whole` in two colours, as much of it principal as `wanted` says and `open` allows.
fn split(whole: Money, wanted: Money, open: Colours) -> Result<Colours, Error> {
    let least = whole.minus(open.bonus)?.at_least(Money::ZERO);
    let paid = wanted.at_most(open.paid).at_most(whole).at_least(least);
    Ok(Colours { paid, bonus: whole.minus(paid)? })
}
