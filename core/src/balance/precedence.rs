//! Why a command is rejected, by one precedence.

use alloc::vec::Vec;

use super::account::{Account, Purchase};
use super::apply::last_day;
use super::command::{Action, Command, Refund, Restore, Spend, TopUp};
use super::quote::{not_before_last, quote};
use super::rules::{Rules, names, not_positive, shown_exact};
use crate::document::Id;
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::reason::Reasons;

/// A command that is to be applied.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) rules: &'a Rules,
    pub(super) currency: Currency,
    pub(super) account: &'a Account,
    /// What was applied before under the same id.
    pub(super) earlier: Option<&'a Command>,
    pub(super) command: &'a Command,
    pub(super) action: Action<'a>,
}

type Check = fn(&Case<'_>) -> Result<(), Error>;

/// The checks in the order of their precedence, each with the one code that it gives.
const CHECKS: &[(Code, Check)] = &[
    (Code::CommandConflict, conflict),
    (Code::DateBeforeLast, date),
    (Code::AmountNotPositive, amount),
    (Code::NotInRulebook, channel),
    (Code::CardCapExceeded, cap),
    (Code::DateOutOfRange, validity),
    (Code::DuplicateItem, purchase_is_new),
    (Code::ListValueBelowAmount, list_value),
    (Code::BalanceShort, balance),
    (Code::UnknownPurchase, purchase_is_known),
    (Code::RestoreAbovePurchase, restore),
    (Code::RefundAboveQuote, refund),
    (Code::CloseBelowQuote, close),
];

/// Every code that rejects a command, in the order of precedence: where several hold, the first is told.
#[must_use]
pub fn precedence() -> Vec<Code> {
    let checks = CHECKS.iter().map(|(code, _)| *code);
    checks.chain([Code::MoneyOutOfRange]).collect()
}

impl<'a> Case<'a> {
    /// The first check that rejects the command. An amount beyond the limit of money rejects it only when all checks that
    /// can be made hold.
    pub(super) fn judge(&self) -> Result<(), Error> {
        let mut beyond = None;
        for (code, check) in CHECKS {
            match check(self) {
                Err(error) if error.code == *code => return Err(error),
                Err(error) => beyond = beyond.or(Some(error)),
                Ok(()) => {}
            }
        }
        beyond.map_or(Ok(()), Err)
    }

    fn top_up(&self) -> Option<&'a TopUp> {
        if let Action::TopUp(top_up) = self.action { Some(top_up) } else { None }
    }

    fn spend(&self) -> Option<&'a Spend> {
        if let Action::Spend(spend) = self.action { Some(spend) } else { None }
    }

    fn restore(&self) -> Option<&'a Restore> {
        if let Action::Restore(restore) = self.action { Some(restore) } else { None }
    }

    fn refund(&self) -> Option<&'a Refund> {
        if let Action::Refund(refund) = self.action { Some(refund) } else { None }
    }

    fn purchase(&self, id: &Id) -> Option<&'a Purchase> {
        self.account.purchases.iter().find(|purchase| purchase.id == *id)
    }

    fn shown(&self, amount: Money) -> alloc::string::String {
        amount.to_text(self.currency)
    }

    /// What the quote of the day gives for the refund's cause.
    fn due(&self, refund: &Refund) -> Result<Money, Error> {
        let date = self.command.date;
        quote(self.rules, self.account, date, refund.cause, &mut Reasons::none()).map(|quote| quote.amount)
    }
}

fn conflict(case: &Case<'_>) -> Result<(), Error> {
    let Some(field) = case.earlier.and_then(|earlier| case.command.difference(earlier)) else {
        return Ok(());
    };
    let error = Error::new(Code::CommandConflict).found(&case.command.id);
    Err(error.with("allowed", field.trim_start_matches('/')).at(field))
}

fn date(case: &Case<'_>) -> Result<(), Error> {
    not_before_last(case.account, case.command.date).map_err(|error| error.at("/date"))
}

fn amount(case: &Case<'_>) -> Result<(), Error> {
    let (amount, path) = match case.action {
        Action::TopUp(top_up) => (top_up.paid, "/top_up/paid"),
        Action::Spend(spend) => (spend.amount, "/spend/amount"),
        Action::Restore(Restore { amount: Some(amount), .. }) => (*amount, "/restore/amount"),
        Action::Refund(refund) if refund.amount.is_zero() && refund.close => return Ok(()),
        Action::Refund(refund) => (refund.amount, "/refund/amount"),
        Action::Restore(_) | Action::Expire => return Ok(()),
    };
    if amount > Money::ZERO { Ok(()) } else { Err(not_positive(amount, case.currency).at(path)) }
}

fn channel(case: &Case<'_>) -> Result<(), Error> {
    let Some(channel) = case.top_up().and_then(|top_up| top_up.channel.as_ref()) else { return Ok(()) };
    if case.rules.channels.contains_key(channel) {
        return Ok(());
    }
    let known: Vec<&str> = case.rules.channels.keys().map(Id::as_str).collect();
    let error = Error::new(Code::NotInRulebook).found(channel).with("allowed", names(&known));
    Err(error.at("/top_up/channel"))
}

fn cap(case: &Case<'_>) -> Result<(), Error> {
    let Some((top_up, cap)) = case.top_up().zip(case.rules.card.cap_in(case.currency)) else {
        return Ok(());
    };
    let counted = counted_after(case.rules, case.account, top_up.paid)?;
    if counted <= cap.exact() {
        return Ok(());
    }
    let over = counted.saturating_sub(cap.exact());
    let error = Error::new(Code::CardCapExceeded)
        .found(shown_exact(counted, case.currency))
        .with("allowed", alloc::format!("≤ {}", case.shown(cap)))
        .with("by", shown_exact(over, case.currency));
    Err(error.at("/top_up/paid"))
}

/// What the cap counts of the balance after a top-up, in minor units.
pub(super) fn counted_after(rules: &Rules, account: &Account, paid: Money) -> Result<i128, Error> {
    let bonus = rules.bonus.of(paid).map_or(0, |(_, bonus)| bonus);
    let before = rules.card.counted(account.principal_left()?, account.bonus_left()?.exact());
    Ok(before.saturating_add(rules.card.counted(paid, bonus)))
}

/// A lot must end within the calendar.
fn validity(case: &Case<'_>) -> Result<(), Error> {
    if case.top_up().is_none() {
        return Ok(());
    }
    for days in [case.rules.valid_days, case.rules.bonus.valid_days] {
        last_day(case.command.date, days)?;
    }
    Ok(())
}

fn purchase_is_new(case: &Case<'_>) -> Result<(), Error> {
    match case.spend().filter(|spend| case.purchase(&spend.purchase).is_some()) {
        None => Ok(()),
        Some(spend) => {
            Err(Error::new(Code::DuplicateItem).found(&spend.purchase).allowed(1).at("/spend/purchase"))
        }
    }
}

fn list_value(case: &Case<'_>) -> Result<(), Error> {
    let Some((spend, value)) = case.spend().and_then(|spend| Some((spend, spend.list_value?))) else {
        return Ok(());
    };
    if value >= spend.amount {
        return Ok(());
    }
    let error = Error::new(Code::ListValueBelowAmount).found(case.shown(value));
    let allowed = alloc::format!("≥ {}", case.shown(spend.amount));
    Err(error.with("allowed", allowed).at("/spend/list_value"))
}

fn balance(case: &Case<'_>) -> Result<(), Error> {
    let Some(spend) = case.spend() else { return Ok(()) };
    let spendable = case.account.spendable(case.command.date)?;
    if spend.amount <= spendable {
        return Ok(());
    }
    Err(Error::new(Code::BalanceShort)
        .found(case.shown(spend.amount))
        .with("allowed", alloc::format!("≤ {}", case.shown(spendable)))
        .with("by", case.shown(spend.amount.minus(spendable)?))
        .at("/spend/amount"))
}

fn purchase_is_known(case: &Case<'_>) -> Result<(), Error> {
    match case.restore().filter(|restore| case.purchase(&restore.purchase).is_none()) {
        None => Ok(()),
        Some(restore) => Err(Error::new(Code::UnknownPurchase)
            .found(&restore.purchase)
            .allowed("spend")
            .at("/restore/purchase")),
    }
}

fn restore(case: &Case<'_>) -> Result<(), Error> {
    let Some((restore, purchase)) =
        case.restore().and_then(|restore| Some((restore, case.purchase(&restore.purchase)?)))
    else {
        return Ok(());
    };
    let left = purchase.charged();
    let asked = restore.amount.unwrap_or(left);
    if asked <= left && asked > Money::ZERO {
        return Ok(());
    }
    // Without an amount all that is left is meant, and nothing is.
    let path = if restore.amount.is_some() { "/restore/amount" } else { "/restore/purchase" };
    let error = Error::new(Code::RestoreAbovePurchase).found(case.shown(asked));
    Err(error.with("allowed", case.shown(left)).at(path))
}

fn refund(case: &Case<'_>) -> Result<(), Error> {
    let Some(refund) = case.refund() else { return Ok(()) };
    let due = case.due(refund)?;
    if refund.amount <= due {
        return Ok(());
    }
    Err(Error::new(Code::RefundAboveQuote)
        .found(case.shown(refund.amount))
        .with("allowed", alloc::format!("≤ {}", case.shown(due)))
        .with("by", case.shown(refund.amount.minus(due)?))
        .at("/refund/amount"))
}

fn close(case: &Case<'_>) -> Result<(), Error> {
    let Some(refund) = case.refund().filter(|refund| refund.close) else { return Ok(()) };
    let due = case.due(refund)?;
    if refund.amount >= due {
        return Ok(());
    }
    Err(Error::new(Code::CloseBelowQuote)
        .found(case.shown(refund.amount))
        .with("allowed", case.shown(due))
        .with("by", case.shown(due.minus(refund.amount)?))
        .at("/refund/amount"))
}
