//! Applying a group of commands: all of them, or none.

use alloc::string::String;
use alloc::vec::Vec;

use super::account::{Account, Lot, Purchase};
use super::command::{Action, Command, Refund, Restore, Spend, TopUp};
use super::ledger::{Colours, Event, Ledger, Order};
use super::outcome::{CommandResult, Status};
use super::plan::allot;
use super::precedence::{Case, counted_after};
use super::rules::{BonusStep, Rules};
use super::verify::verify;
use crate::calendar::Date;
use crate::document::{Choice, Gather, Id, Text, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// An account and a group of commands for it.
    pub struct ApplyRequest {
        /// The account; a new one where absent.
        pub account: Account = Account::default(),
        /// The commands, in order. Where one of them is rejected or in conflict, none is applied.
        pub commands: Vec<Command>,
    }
}

record! {
    /// What became of a group.
    pub struct Applied {
        /// Whether the group was applied (or had been before).
        pub accepted: bool,
        /// The account after it; as it was, where the group was rejected.
        pub account: Account,
        /// What became of each command, in order.
        pub results: Vec<CommandResult>,
        /// What changed, in order.
        pub events: Vec<Event>,
    }
}

/// `balance_apply`: applies a group of commands, all or nothing. A rejection is an outcome, not an error.
///
/// # Errors
/// [`Code::AccountInconsistent`] where the account is not what commands make; [`Code::AlternativeFields`] where a command
/// does not ask exactly one thing.
pub fn apply(
    rules: &Rules,
    currency: Currency,
    request: &ApplyRequest,
    reasons: &mut Reasons,
) -> Result<Applied, Error> {
    verify(&request.account, currency).map_err(|error| error.within("/account"))?;
    let mut group = Group::of(rules, currency, &request.account);
    let before = reasons.clone();
    for (place, command) in request.commands.iter().enumerate() {
        let path = || alloc::format!("/commands/{place}");
        let action = command.action().map_err(|error| error.within(path()))?;
        if let Err(error) = group.take(command, action, reasons) {
            // What was told of commands that are now not applied would mislead.
            *reasons = before;
            reasons.decisive(|| rejection(command, &error));
            let account = request.account.clone();
            let results = group.rejected(request, place, error.within(path()));
            return Ok(Applied { accepted: false, account, results, events: Vec::new() });
        }
    }
    let Ledger { account, events } = group.ledger;
    Ok(Applied { accepted: true, account, results: group.results, events })
}

/// Why the group was rejected: the code and its figures.
fn rejection(command: &Command, error: &Error) -> Reason {
    let figure = |name: &str| Quantity::text(error.parameter(name).map_or(Text::from("—"), Text::new));
    let reason = Reason::new(Rule::BalanceRejected)
        .of(&command.id)
        .with("code", Quantity::text(error.code.slug()))
        .with("found", figure("found"))
        .with("allowed", figure("allowed"));
    if error.parameter("by").is_some() { reason.with("by", figure("by")) } else { reason }
}

/// A group that is being applied.
struct Group<'a> {
    rules: &'a Rules,
    currency: Currency,
    ledger: Ledger,
    /// Every command applied so far, by its id.
    known: Gather<&'a Id, Option<&'a Command>>,
    results: Vec<CommandResult>,
}

impl<'a> Group<'a> {
    fn of(rules: &'a Rules, currency: Currency, account: &'a Account) -> Self {
        let mut known = Gather::new();
        for command in &account.applied {
            known.insert(&command.id, Some(command));
        }
        Self { rules, currency, ledger: Ledger::of(account.clone()), known, results: Vec::new() }
    }

    /// Applies one command, unless it was applied before.
    fn take(&mut self, command: &'a Command, action: Action<'_>, reasons: &mut Reasons) -> Result<(), Error> {
        let earlier = self.known.get(&command.id).copied().flatten();
        if earlier == Some(command) {
            reasons.detail(|| Reason::new(Rule::BalanceRepeated).of(&command.id));
            self.results.push(CommandResult::new(&command.id, Status::AlreadyApplied));
            return Ok(());
        }
        let account = &self.ledger.account;
        let case = Case { rules: self.rules, currency: self.currency, account, earlier, command, action };
        case.judge()?;
        within_limits(account, self.rules, action)?;
        self.act(command, action, reasons)?;
        self.known.insert(&command.id, Some(command));
        self.ledger.account.applied.push(command.clone());
        self.results.push(CommandResult::new(&command.id, Status::Applied));
        Ok(())
    }

    fn act(&mut self, command: &Command, action: Action<'_>, reasons: &mut Reasons) -> Result<(), Error> {
        match action {
            Action::TopUp(top_up) => self.top_up(command, top_up, reasons),
            Action::Spend(spend) => self.spend(command, spend, reasons),
            Action::Restore(restore) => self.restore(command, restore, reasons),
            Action::Refund(refund) => self.refund(command, refund, reasons),
            Action::Expire => self.expire(command, reasons),
        }
    }

    fn top_up(&mut self, command: &Command, top_up: &TopUp, reasons: &mut Reasons) -> Result<(), Error> {
        let counted = counted_after(self.rules, &self.ledger.account, top_up.paid)?;
        let bonus = match self.rules.bonus.of(top_up.paid) {
            None => Money::ZERO,
            Some((step, bonus)) => {
                let bonus = Money::from_exact(bonus)?;
                reasons.decisive(|| {
                    Reason::new(Rule::BalanceBonus)
                        .at(step_path(self.rules, step))
                        .of(&command.id)
                        .compared(at_least(top_up.paid, step.at_least))
                        .computed(Computation::fixed(bonus))
                });
                bonus
            }
        };
        if let Some((cap, counted)) =
            self.rules.card.cap_in(self.currency).zip(Money::from_exact(counted).ok())
        {
            reasons.detail(|| {
                Reason::new(Rule::BalanceCap)
                    .at("/balance/card")
                    .of(&command.id)
                    .compared(at_most(counted, cap))
            });
        }
        self.ledger.top_up(&command.id, new_lot(self.rules, command, top_up, bonus)?)
    }

    fn spend(&mut self, command: &Command, spend: &Spend, reasons: &mut Reasons) -> Result<(), Error> {
        let purchase = Purchase {
            id: spend.purchase.clone(),
            amount: spend.amount,
            list_value: spend.list_value.unwrap_or(spend.amount),
            restored: Money::ZERO,
            draws: Vec::new(),
        };
        let order = Order::Merchant(self.rules.spending);
        let drawn = self.ledger.spend(&command.id, purchase, order, command.date)?;
        reasons.decisive(|| {
            coloured(Rule::BalanceSpent, &spend.purchase, drawn)
                .at("/balance/spending")
                .with("spending", Quantity::text(self.rules.spending.slug()))
        });
        Ok(())
    }

    fn restore(&mut self, command: &Command, restore: &Restore, reasons: &mut Reasons) -> Result<(), Error> {
        let purchases = self.ledger.account.purchases.iter();
        let held = purchases.filter(|held| held.id == restore.purchase).map(Purchase::charged).next();
        let amount = restore.amount.or(held).unwrap_or(Money::ZERO);
        let back = self.ledger.restore(&command.id, &restore.purchase, amount)?;
        reasons.decisive(|| coloured(Rule::BalanceRestored, &restore.purchase, back));
        Ok(())
    }

    fn refund(&mut self, command: &Command, refund: &Refund, reasons: &mut Reasons) -> Result<(), Error> {
        self.ledger.free_principal(&command.id, refund.amount)?;
        for (place, leg) in allot(self.rules, &self.ledger.account, refund.amount, command.date)? {
            self.ledger.pay_back(place, &command.id, leg.amount)?;
        }
        if refund.close {
            self.ledger.close(&command.id)?;
        }
        reasons.decisive(|| {
            Reason::new(Rule::BalancePaidBack)
                .at("/balance/refund")
                .of(&command.id)
                .with("cause", Quantity::text(refund.cause.slug()))
                .computed(Computation::fixed(refund.amount))
        });
        Ok(())
    }

    fn expire(&mut self, command: &Command, reasons: &mut Reasons) -> Result<(), Error> {
        let bonus = self.ledger.expire(&command.id, command.date)?;
        reasons.decisive(|| {
            let own = self.rules.bonus.valid_days.is_some();
            Reason::new(Rule::BalanceExpired)
                .at(if own { "/balance/bonus/valid_days" } else { "/balance/valid_days" })
                .of(&command.id)
                .with("bonus", Quantity::Money(bonus))
                .with("date", Quantity::Date(command.date))
        });
        Ok(())
    }

    /// The results of a group that the command at `place` brought down.
    fn rejected(self, request: &ApplyRequest, place: usize, error: Error) -> Vec<CommandResult> {
        let mut results = self.results;
        for result in &mut results {
            if result.status == Status::Applied {
                result.status = Status::NotApplied;
            }
        }
        let rest = request.commands.iter().skip(place);
        results.extend(rest.map(|command| CommandResult::new(&command.id, Status::NotApplied)));
        if let Some(result) = results.get_mut(place) {
            *result = CommandResult::refused(result.id.clone(), &error);
        }
        results
    }
}

/// Whether all that was ever paid, added and bought still fits the limit of money, so that every later figure does.
fn within_limits(account: &Account, rules: &Rules, action: Action<'_>) -> Result<(), Error> {
    match action {
        Action::TopUp(top_up) => {
            let bonus = Money::from_exact(rules.bonus.of(top_up.paid).map_or(0, |(_, bonus)| bonus))
                .map_err(|error| error.at("/top_up/paid"))?;
            let before = account.total(|lot| lot.paid)?.plus(account.total(|lot| lot.bonus)?)?;
            let after = before.plus(top_up.paid).and_then(|sum| sum.plus(bonus));
            after.map(|_| ()).map_err(|error| error.at("/top_up/paid"))
        }
        Action::Spend(spend) => {
            let before = Money::sum(account.purchases.iter().map(|purchase| purchase.list_value))?;
            let after = before.plus(spend.list_value.unwrap_or(spend.amount));
            let path = if spend.list_value.is_some() { "/spend/list_value" } else { "/spend/amount" };
            after.map(|_| ()).map_err(|error| error.at(path))
        }
        Action::Restore(_) | Action::Refund(_) | Action::Expire => Ok(()),
    }
}

fn step_path(rules: &Rules, step: &BonusStep) -> String {
    let place = rules.bonus.steps.iter().position(|known| known.at_least == step.at_least);
    alloc::format!("/balance/bonus/steps/{}", place.unwrap_or(0))
}

fn at_least(observed: Money, threshold: Money) -> Comparison {
    Comparison::of(Quantity::Money(observed), Operator::AtLeast, Quantity::Money(threshold))
}

fn at_most(observed: Money, threshold: Money) -> Comparison {
    Comparison::of(Quantity::Money(observed), Operator::AtMost, Quantity::Money(threshold))
}

fn coloured(rule: Rule, purchase: &Id, Colours { paid, bonus }: Colours) -> Reason {
    Reason::new(rule).of(purchase).with("paid", Quantity::Money(paid)).with("bonus", Quantity::Money(bonus))
}

fn new_lot(rules: &Rules, command: &Command, top_up: &TopUp, bonus: Money) -> Result<Lot, Error> {
    Ok(Lot {
        id: command.id.clone(),
        date: command.date,
        channel: top_up.channel.clone(),
        expires: last_day(command.date, rules.valid_days)?,
        bonus_expires: if bonus.is_zero() { None } else { last_day(command.date, rules.bonus.valid_days)? },
        goods_known: top_up.goods_known,
        paid: top_up.paid,
        bonus,
        paid_left: Money::ZERO,
        bonus_left: Money::ZERO,
        refunded: Money::ZERO,
        kept: Money::ZERO,
        bonus_lapsed: Money::ZERO,
    })
}

/// The last of so many days after a date, within the calendar.
pub(super) fn last_day(date: Date, days: Option<u32>) -> Result<Option<Date>, Error> {
    let Some(days) = days else { return Ok(None) };
    let refused = || {
        let latest = Date::MAX.checked_add_days(i64::from(days).saturating_neg()).unwrap_or(Date::MIN);
        Error::new(Code::DateOutOfRange).found(date).allowed(alloc::format!("≤ {latest}")).at("/date")
    };
    date.checked_add_days(i64::from(days)).map(Some).ok_or_else(refused)
}
