//! Whether an account is what commands make: a host hands it in, so it is checked before anything is computed from it.

use alloc::string::String;

use super::account::{Account, Draw, Lot, Purchase};
use super::command::{Action, Command};
use crate::calendar::Date;
use crate::document::{Gather, Id, Seen};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};

/// Paths name the field and the item by its place.
fn at(list: &str, index: usize, field: &str) -> String {
    alloc::format!("/{list}/{index}{field}")
}

fn differs(found: impl core::fmt::Display, allowed: impl core::fmt::Display, path: String) -> Error {
    Error::new(Code::AccountInconsistent).found(found).with("allowed", allowed).at(path)
}

fn equal(
    found: Money,
    allowed: Money,
    currency: Currency,
    path: impl FnOnce() -> String,
) -> Result<(), Error> {
    if found == allowed {
        return Ok(());
    }
    Err(differs(found.to_text(currency), alloc::format!("= {}", allowed.to_text(currency)), path()))
}

fn none_negative(
    amounts: &[(Money, &str)],
    currency: Currency,
    list: &str,
    index: usize,
) -> Result<(), Error> {
    match amounts.iter().find(|(amount, _)| amount.is_negative()) {
        None => Ok(()),
        Some((amount, field)) => Err(differs(amount.to_text(currency), "≥ 0", at(list, index, field))),
    }
}

/// Checks that lots are conserved, that purchases hold what they drew, and that the log tells the same story.
///
/// # Errors
/// [`Code::AccountInconsistent`] at the first place that does not fit; [`Code::MoneyOutOfRange`].
pub(super) fn verify(account: &Account, currency: Currency) -> Result<(), Error> {
    let mut held: Gather<&Id, (Money, Money)> = Gather::new();
    for (index, lot) in account.lots.iter().enumerate() {
        if held.insert(&lot.id, (Money::ZERO, Money::ZERO)).is_some() {
            return Err(Error::new(Code::DuplicateItem)
                .found(&lot.id)
                .allowed(1)
                .at(at("lots", index, "/id")));
        }
    }
    let mut purchases = Seen::new();
    for (index, purchase) in account.purchases.iter().enumerate() {
        if !purchases.add(&purchase.id) {
            let error = Error::new(Code::DuplicateItem).found(&purchase.id).allowed(1);
            return Err(error.at(at("purchases", index, "/id")));
        }
        verify_purchase(purchase, index, currency, &mut held)?;
    }
    for (index, lot) in account.lots.iter().enumerate() {
        let drawn = held.get(&lot.id).copied().unwrap_or_default();
        verify_lot(lot, index, currency, drawn)?;
    }
    verify_log(account, currency)
}

fn verify_purchase<'a>(
    purchase: &'a Purchase,
    index: usize,
    currency: Currency,
    held: &mut Gather<&'a Id, (Money, Money)>,
) -> Result<(), Error> {
    none_negative(&[(purchase.restored, "/restored")], currency, "purchases", index)?;
    let mut drawn = Money::ZERO;
    for Draw { lot, paid, bonus } in &purchase.draws {
        none_negative(&[(*paid, "/draws"), (*bonus, "/draws")], currency, "purchases", index)?;
        drawn = drawn.plus(*paid)?.plus(*bonus)?;
        let Some(sum) = held.get_mut(lot) else {
            return Err(differs(lot, "∈ lots", at("purchases", index, "/draws")));
        };
        *sum = (sum.0.plus(*paid)?, sum.1.plus(*bonus)?);
    }
    let charged = purchase.amount.minus(purchase.restored)?;
    equal(drawn, charged, currency, || at("purchases", index, "/draws"))
}

fn verify_lot(
    lot: &Lot,
    index: usize,
    currency: Currency,
    (paid, bonus): (Money, Money),
) -> Result<(), Error> {
    let amounts = [
        (lot.bonus, "/bonus"),
        (lot.paid_left, "/paid_left"),
        (lot.bonus_left, "/bonus_left"),
        (lot.refunded, "/refunded"),
        (lot.kept, "/kept"),
        (lot.bonus_lapsed, "/bonus_lapsed"),
    ];
    none_negative(&amounts, currency, "lots", index)?;
    let principal = Money::sum([lot.paid_left, paid, lot.refunded, lot.kept])?;
    equal(principal, lot.paid, currency, || at("lots", index, "/paid"))?;
    let added = Money::sum([lot.bonus_left, bonus, lot.bonus_lapsed])?;
    equal(added, lot.bonus, currency, || at("lots", index, "/bonus"))
}

/// The log must have made these lots and purchases, in this order.
fn verify_log(account: &Account, currency: Currency) -> Result<(), Error> {
    let mut log = Log::of(account, currency);
    let mut ids = Seen::new();
    let mut last = Date::MIN;
    for (index, command) in account.applied.iter().enumerate() {
        let path = at("applied", index, "");
        if !ids.add(&command.id) {
            let error = Error::new(Code::DuplicateItem).found(&command.id).allowed(1);
            return Err(error.at(at("applied", index, "/id")));
        }
        if command.date < last {
            return Err(differs(command.date, alloc::format!("≥ {last}"), at("applied", index, "/date")));
        }
        last = command.date;
        log.read(command).map_err(|error| error.within(path))?;
    }
    log.finish()
}

/// What the log has told so far.
struct Log<'a> {
    account: &'a Account,
    currency: Currency,
    lots: usize,
    purchases: usize,
    /// Of each purchase what was charged and what was given back.
    restored: Gather<&'a Id, (Money, Money)>,
    refunded: Money,
}

impl<'a> Log<'a> {
    fn of(account: &'a Account, currency: Currency) -> Self {
        Self { account, currency, lots: 0, purchases: 0, restored: Gather::new(), refunded: Money::ZERO }
    }

    fn read(&mut self, command: &'a Command) -> Result<(), Error> {
        match command.action()? {
            Action::TopUp(top_up) => {
                let lot = self.account.lots.get(self.lots);
                self.lots = self.lots.saturating_add(1);
                let made = lot.is_some_and(|lot| {
                    (&lot.id, lot.date, lot.paid) == (&command.id, command.date, top_up.paid)
                        && lot.channel == top_up.channel
                        && lot.goods_known == top_up.goods_known
                });
                self.must(made, &command.id, "∈ lots")
            }
            Action::Spend(spend) => {
                let purchase = self.account.purchases.get(self.purchases);
                self.purchases = self.purchases.saturating_add(1);
                let made = purchase.is_some_and(|purchase| {
                    let list_value = spend.list_value.unwrap_or(spend.amount);
                    (&purchase.id, purchase.amount, purchase.list_value)
                        == (&spend.purchase, spend.amount, list_value)
                });
                self.restored.insert(&spend.purchase, (spend.amount, Money::ZERO));
                self.must(made, &spend.purchase, "∈ purchases")
            }
            Action::Restore(restore) => {
                let Some((amount, sum)) = self.restored.get_mut(&restore.purchase) else {
                    return self.must(false, &restore.purchase, "∈ purchases");
                };
                *sum = match restore.amount {
                    Some(part) => sum.plus(part)?,
                    None => *amount,
                };
                Ok(())
            }
            Action::Refund(refund) => {
                self.refunded = self.refunded.plus(refund.amount)?;
                Ok(())
            }
            Action::Expire => Ok(()),
        }
    }

    fn must(&self, holds: bool, found: &Id, allowed: &str) -> Result<(), Error> {
        if holds { Ok(()) } else { Err(differs(found, allowed, String::new())) }
    }

    /// What the account has beyond the log, or in other figures.
    fn finish(&self) -> Result<(), Error> {
        if self.lots != self.account.lots.len() {
            return Err(differs(self.account.lots.len(), alloc::format!("= {}", self.lots), "/lots".into()));
        }
        if self.purchases != self.account.purchases.len() {
            let allowed = alloc::format!("= {}", self.purchases);
            return Err(differs(self.account.purchases.len(), allowed, "/purchases".into()));
        }
        for (index, purchase) in self.account.purchases.iter().enumerate() {
            let (_, told) = self.restored.get(&purchase.id).copied().unwrap_or_default();
            equal(purchase.restored, told, self.currency, || at("purchases", index, "/restored"))?;
        }
        equal(self.account.refunded()?, self.refunded, self.currency, || "/lots".into())
    }
}
