//! The account as the law counts it: the same commands, drawn on the oldest lot first.
//!
//! Whether a lot is untouched must not hang on the order in which the merchant books purchases; the log of the account is
//! therefore told again in one neutral order, the oldest lot first, which is also the best for the customer.

use alloc::vec::Vec;

use super::account::{Account, Lot, Purchase};
use super::command::{Action, Command, Refund, Restore, Spend};
use super::ledger::{Ledger, Order};
use crate::calendar::Date;
use crate::document::{Gather, Id};
use crate::error::Error;
use crate::money::Money;
use crate::order::set;

/// The account in neutral order.
#[derive(Debug)]
pub(super) struct LawView<'a> {
    ledger: Ledger,
    window_days: u32,
    /// What each purchase drew and did not give back: lots by their places, in the order drawn. Kept beside the ledger, where
    /// a refund may exchange what a purchase holds for bonus of another lot: that leaves no lot untouched that was used.
    drawn: Gather<&'a Id, Vec<(usize, Money)>>,
    /// Lots that were paid back in full within their seven days, in order: their contract never was (art. 14).
    rescinded: Vec<usize>,
}

/// The account in two parts: what art. 14 gives back in full, and what the other articles pool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Split {
    /// The lots that are untouched and within the window, oldest first.
    pub(super) untouched: Vec<Id>,
    /// What was paid for them and not paid back.
    pub(super) untouched_paid: Money,
    /// What was paid for all others.
    pub(super) paid: Money,
    /// What was added to them.
    pub(super) bonus: Money,
    /// What was paid back of them.
    pub(super) refunded: Money,
}

impl<'a> LawView<'a> {
    /// Tells the log of a verified account again.
    pub(super) fn of(account: &'a Account, window_days: u32) -> Result<Self, Error> {
        let ledger = Ledger::of(Account::default());
        let mut view = Self { ledger, window_days, drawn: Gather::new(), rescinded: Vec::new() };
        let mut lots = account.lots.iter();
        for command in &account.applied {
            view.tell(command, &mut lots)?;
        }
        Ok(view)
    }

    fn tell(&mut self, command: &'a Command, lots: &mut impl Iterator<Item = &'a Lot>) -> Result<(), Error> {
        match command.action()? {
            Action::TopUp(_) => match lots.next() {
                Some(lot) => self.ledger.top_up(&command.id, as_granted(lot)),
                None => Ok(()),
            },
            Action::Spend(spend) => self.spend(command, spend),
            Action::Restore(restore) => self.restore(command, restore),
            Action::Refund(refund) => self.refund(command, refund),
            Action::Expire => self.ledger.expire(&command.id, command.date).map(|_| ()),
        }
    }

    /// What the neutral order cannot cover, because other bonus had expired in it, is charged to no lot.
    fn spend(&mut self, command: &Command, spend: &'a Spend) -> Result<(), Error> {
        let amount = spend.amount.at_most(self.ledger.account.spendable(command.date)?);
        let purchase = Purchase {
            id: spend.purchase.clone(),
            amount,
            list_value: amount,
            restored: Money::ZERO,
            draws: Vec::new(),
        };
        self.ledger.spend(&command.id, purchase, Order::OldestFirst, command.date)?;
        let mut drawn = Vec::new();
        for draw in self.ledger.account.purchases.last().map_or(&[][..], |purchase| &purchase.draws) {
            drawn.push((self.ledger.place_of(&draw.lot)?, draw.total()?));
        }
        self.drawn.insert(&spend.purchase, drawn);
        Ok(())
    }

    fn restore(&mut self, command: &Command, restore: &Restore) -> Result<(), Error> {
        let purchases = self.ledger.account.purchases.iter();
        let Some(held) = purchases.filter(|held| held.id == restore.purchase).map(Purchase::charged).next()
        else {
            return Ok(());
        };
        let amount = restore.amount.unwrap_or(held).at_most(held);
        self.ledger.restore(&command.id, &restore.purchase, amount)?;
        let mut due = amount;
        for (_, held) in self.drawn.get_mut(&restore.purchase).into_iter().flatten().rev() {
            let part = due.at_most(*held);
            *held = held.minus(part)?;
            due = due.minus(part)?;
        }
        Ok(())
    }

    fn refund(&mut self, command: &Command, refund: &Refund) -> Result<(), Error> {
        let amount = refund.amount.at_most(self.ledger.account.refundable()?);
        let fresh = self.fresh(command.date);
        self.ledger.free_principal(&command.id, amount)?;
        let newest = (0..self.ledger.account.lots.len()).rev();
        let others: Vec<usize> = newest.filter(|place| !fresh.contains(place)).collect();
        let mut due = amount;
        for place in fresh.iter().rev().copied().chain(others) {
            let Some(lot) = self.ledger.account.lots.get(place) else { continue };
            let part = lot.paid_left.at_most(due);
            if part.is_zero() {
                continue;
            }
            self.ledger.pay_back(place, &command.id, part)?;
            due = due.minus(part)?;
        }
        let lots = self.ledger.account.lots.iter().enumerate();
        let whole = lots.filter(|(_, lot)| lot.refunded == lot.paid).map(|(place, _)| place);
        let whole = whole.filter(|place| fresh.contains(place));
        self.rescinded = set(self.rescinded.iter().copied().chain(whole));
        if refund.close { self.ledger.close(&command.id) } else { Ok(()) }
    }

    /// The places of the lots that are untouched on a day and within the window, oldest first.
    fn fresh(&self, on: Date) -> Vec<usize> {
        let drawn = self.drawn.values().flatten().filter(|(_, held)| !held.is_zero());
        let touched = set(drawn.map(|(place, _)| *place));
        let lots = self.ledger.account.lots.iter().enumerate();
        lots.filter(|(place, lot)| {
            let days = lot.date.days_until(on);
            self.rescinded.binary_search(place).is_err()
                && !lot.goods_known
                && touched.binary_search(place).is_err()
                && (0..=i64::from(self.window_days)).contains(&days)
        })
        .map(|(place, _)| place)
        .collect()
    }

    /// The two parts of the account on a day.
    pub(super) fn split(&self, on: Date) -> Result<Split, Error> {
        let fresh = self.fresh(on);
        let mut split = Split::default();
        for (place, lot) in self.ledger.account.lots.iter().enumerate() {
            if self.rescinded.binary_search(&place).is_ok() {
                continue;
            }
            if fresh.contains(&place) {
                split.untouched.push(lot.id.clone());
                split.untouched_paid = split.untouched_paid.plus(lot.paid.minus(lot.refunded)?)?;
            } else {
                split.paid = split.paid.plus(lot.paid)?;
                split.bonus = split.bonus.plus(lot.bonus)?;
                split.refunded = split.refunded.plus(lot.refunded)?;
            }
        }
        Ok(split)
    }
}

/// The lot as it was on the day of its top-up.
fn as_granted(lot: &Lot) -> Lot {
    let none = Money::ZERO;
    Lot { paid_left: none, bonus_left: none, refunded: none, kept: none, bonus_lapsed: none, ..lot.clone() }
}
