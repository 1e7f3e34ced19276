//! What is due when a balance is paid back: every candidate basis, and which of them applies.

use alloc::vec::Vec;

use super::account::{Account, Purchase};
use super::basis;
use super::command::Cause;
use super::law_view::{LawView, Split};
use super::rules::Rules;
use super::unlimited::{self, UnlimitedCard};
use super::verify::verify;
use crate::calendar::Date;
use crate::document::{Id, Reader, Text, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// Asks what is due: of an account, or of a card for unlimited use; exactly one of the two.
    pub struct QuoteRequest {
        /// The account.
        pub account: Option<Account>,
        /// A card for unlimited use through a time.
        pub unlimited: Option<UnlimitedCard>,
        /// The day of asking.
        pub on: Date,
        /// By whose doing the contract ends.
        pub cause: Cause = Cause::None,
    }
    check: asks_one_thing;
}

choice! {
    /// On what a refund may rest. Of equal amounts the first of this list applies.
    pub enum Basis {
        /// The merchant's promise: all unspent principal \[X\].
        Promise = "promise",
        /// Within 7 days of payment, untouched (法释〔2025〕4号 art. 14).
        SevenDays = "seven_days",
        /// The operator's cause: value used × paid / (paid + bonus) is deducted (art. 18).
        Operator = "operator",
        /// The consumer's cause: the value used is deducted at the price without discount (art. 19).
        Consumer = "consumer",
        /// A card for unlimited use: paid × time left / whole time (art. 22).
        Unlimited = "unlimited",
    }
}

record! {
    /// One basis with its figures: amount = untouched + max(0, paid − deducted − refunded_before), each part where it has it.
    pub struct Candidate {
        /// Which.
        pub basis: Basis,
        /// The article of the law; absent for a promise.
        pub article: Option<Text>,
        /// Whether the rulebook or the law grants it on this day and for this cause.
        pub granted: bool,
        /// What it comes to.
        pub amount: Money,
        /// Of it, what is paid back in full for lots untouched within the window (art. 14).
        pub untouched: Money = Money::ZERO,
        /// Those lots.
        pub untouched_lots: Vec<Id> = Vec::new(),
        /// What was paid for all that is pooled.
        pub paid: Money = Money::ZERO,
        /// What was added to it.
        pub bonus: Money = Money::ZERO,
        /// What was used of it, at the price that this basis counts.
        pub used: Money = Money::ZERO,
        /// What is deducted for it, part of a minor unit left to the customer.
        pub deducted: Money = Money::ZERO,
        /// What was paid back of it before.
        pub refunded_before: Money = Money::ZERO,
        /// What goes below zero and is not claimed from the customer (art. 20).
        pub waived: Money = Money::ZERO,
    }
}

record! {
    /// What is due.
    pub struct Quote {
        /// How much: the best for the customer that rulebook or law grants, never above the principal.
        pub amount: Money,
        /// On which basis; absent where none is granted.
        pub applies: Option<Basis>,
        /// What was paid and not paid back: the most that any refund can be.
        pub principal: Money,
        /// Unspent bonus: never paid out.
        pub bonus_left: Money = Money::ZERO,
        /// Every candidate, granted or not.
        pub candidates: Vec<Candidate>,
    }
}

fn asks_one_thing(request: &QuoteRequest, reader: &mut Reader) {
    if let Err(error) = request.subject() {
        reader.refuse("", error);
    }
}

/// What a quote is asked of.
enum Subject<'r> {
    Account(&'r Account),
    Unlimited(&'r UnlimitedCard),
}

impl QuoteRequest {
    fn subject(&self) -> Result<Subject<'_>, Error> {
        let found = match (&self.account, &self.unlimited) {
            (Some(account), None) => return Ok(Subject::Account(account)),
            (None, Some(card)) => return Ok(Subject::Unlimited(card)),
            (Some(_), Some(_)) => "account, unlimited",
            (None, None) => "",
        };
        Err(Error::new(Code::AlternativeFields).found(found).with("allowed", "account, unlimited"))
    }
}

/// `balance_refund_quote`: every candidate basis with its figures, and which applies.
///
/// # Errors
/// [`Code::AlternativeFields`], [`Code::AccountInconsistent`], [`Code::DateBeforeLast`]; of a card for unlimited use
/// [`Code::AmountNotPositive`], [`Code::CountOutOfRange`].
pub fn refund_quote(
    rules: &Rules,
    currency: Currency,
    request: &QuoteRequest,
    reasons: &mut Reasons,
) -> Result<Quote, Error> {
    match request.subject()? {
        Subject::Unlimited(card) => {
            card.verify(currency).map_err(|error| error.within("/unlimited"))?;
            unlimited::quote(rules, card, request.on, request.cause, reasons)
        }
        Subject::Account(account) => {
            verify(account, currency).map_err(|error| error.within("/account"))?;
            not_before_last(account, request.on).map_err(|error| error.at("/on"))?;
            quote(rules, account, request.on, request.cause, reasons)
        }
    }
}

/// Refuses a day before that of the account's last command: what is due then was answered then.
pub(super) fn not_before_last(account: &Account, on: Date) -> Result<(), Error> {
    match account.last_date() {
        Some(last) if on < last => {
            Err(Error::new(Code::DateBeforeLast).found(on).with("allowed", alloc::format!("≥ {last}")))
        }
        _ => Ok(()),
    }
}

/// What every basis of an account counts from.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub(super) rules: &'a Rules,
    pub(super) account: &'a Account,
    pub(super) on: Date,
    pub(super) cause: Cause,
    pub(super) split: Split,
    /// What was charged for all that was not given back.
    pub(super) used: Money,
    /// What it would have cost without discount.
    pub(super) list_value: Money,
}

impl<'a> Facts<'a> {
    fn of(rules: &'a Rules, account: &'a Account, on: Date, cause: Cause) -> Result<Self, Error> {
        let split = LawView::of(account, rules.refund.window_days)?.split(on)?;
        let used = Money::sum(account.purchases.iter().map(Purchase::charged))?;
        let list_value = Money::sum(account.purchases.iter().map(Purchase::list_value_kept))?;
        Ok(Self { rules, account, on, cause, split, used, list_value })
    }
}

/// The quote of a verified account.
pub(super) fn quote(
    rules: &Rules,
    account: &Account,
    on: Date,
    cause: Cause,
    reasons: &mut Reasons,
) -> Result<Quote, Error> {
    let facts = Facts::of(rules, account, on, cause)?;
    let candidates = alloc::vec![
        basis::promise(&facts, reasons)?,
        basis::seven_days(&facts, reasons),
        basis::operator(&facts, reasons)?,
        basis::consumer(&facts, reasons)?,
    ];
    let principal = account.principal()?;
    let most = principal.at_most(account.refundable()?);
    let quote = decide(candidates, principal, most, reasons);
    let bonus_left = account.bonus_left()?;
    if !bonus_left.is_zero() {
        reasons
            .detail(|| Reason::new(Rule::BalanceBonusNeverCash).with("bonus", Quantity::Money(bonus_left)));
    }
    Ok(Quote { bonus_left, ..quote })
}

/// The best granted candidate, held under what can be paid back.
pub(super) fn decide(
    candidates: Vec<Candidate>,
    principal: Money,
    most: Money,
    reasons: &mut Reasons,
) -> Quote {
    let granted = candidates.iter().filter(|candidate| candidate.granted);
    // Of equals `max_by_key` gives the last: counted from behind, it is the first of the list.
    let best = granted.rev().max_by_key(|candidate| candidate.amount);
    let due = best.map_or(Money::ZERO, |best| best.amount);
    let amount = due.at_most(most);
    let applies = best.map(|best| best.basis);
    match applies {
        Some(basis) => reasons.decisive(|| {
            Reason::new(Rule::BalanceBasisApplies)
                .of(crate::document::Choice::slug(basis))
                .computed(Computation::fixed(amount))
        }),
        None => reasons.decisive(|| Reason::new(Rule::BalanceNothingGranted)),
    }
    reasons.detail(|| {
        let due = Quantity::Money(due);
        Reason::new(Rule::BalancePrincipalCeiling)
            .compared(Comparison::of(due, Operator::AtMost, Quantity::Money(most)))
            .computed(Computation::fixed(amount))
    });
    Quote { amount, applies, principal, bonus_left: Money::ZERO, candidates }
}
