//! The bases on which the balance of an account may be paid back, each with its figures.

use alloc::vec::Vec;

use super::command::Cause;
use super::quote::{Basis, Candidate, Facts};
use super::rules::{ConsumerPrice, Promise};
use crate::document::{Choice, Text};
use crate::error::Error;
use crate::money::{Division, Money, Rounding};
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

/// The article of the Supreme People's Court's interpretation on prepaid consumption, in force from 2025-05-01.
pub(super) fn article(number: u8) -> Option<Text> {
    Some(alloc::format!("法释〔2025〕4号 art. {number}").into())
}

impl Candidate {
    /// A basis that counts nothing yet.
    pub(super) fn new(basis: Basis, article: Option<Text>, granted: bool) -> Self {
        let none = Money::ZERO;
        Self {
            basis,
            article,
            granted,
            amount: none,
            untouched: none,
            untouched_lots: Vec::new(),
            paid: none,
            bonus: none,
            used: none,
            deducted: none,
            refunded_before: none,
            waived: none,
        }
    }

    /// amount = untouched + max(0, paid − deducted − refunded_before). What the deduction alone takes below zero is waived.
    pub(super) fn summed(self) -> Result<Self, Error> {
        let left = self.paid.minus(self.deducted)?;
        let waived = left.negated().at_least(Money::ZERO);
        let pooled = left.at_least(Money::ZERO).minus(self.refunded_before)?.at_least(Money::ZERO);
        Ok(Self { amount: self.untouched.plus(pooled)?, waived, ..self })
    }

    pub(super) fn reason(&self, rule: Rule) -> Reason {
        Reason::new(rule)
            .of(self.basis.slug())
            .with("untouched", Quantity::Money(self.untouched))
            .with("paid", Quantity::Money(self.paid))
            .with("bonus", Quantity::Money(self.bonus))
            .with("used", Quantity::Money(self.used))
            .with("deducted", Quantity::Money(self.deducted))
            .with("refunded", Quantity::Money(self.refunded_before))
            .with("due", Quantity::Money(self.amount))
    }

    fn tell_waived(&self, reasons: &mut Reasons) {
        if !self.waived.is_zero() {
            reasons.detail(|| {
                Reason::new(Rule::BalanceNoExcessClaim)
                    .of(self.basis.slug())
                    .with("waived", Quantity::Money(self.waived))
            });
        }
    }
}

/// The merchant's promise: all unspent principal, that of expired lots too.
pub(super) fn promise(facts: &Facts<'_>, reasons: &mut Reasons) -> Result<Candidate, Error> {
    let granted = facts.rules.refund.promise == Promise::AnyTime;
    let amount = facts.account.principal_left()?;
    let candidate = Candidate { amount, ..Candidate::new(Basis::Promise, None, granted) };
    reasons.detail(|| {
        let rule = if granted { Rule::BalancePromise } else { Rule::BalanceNoPromise };
        Reason::new(rule).at("/balance/refund/promise").of("promise").computed(Computation::fixed(amount))
    });
    Ok(candidate)
}

/// Art. 14: lots that are untouched within the window, in full.
pub(super) fn seven_days(facts: &Facts<'_>, reasons: &mut Reasons) -> Candidate {
    let split = &facts.split;
    let candidate = Candidate {
        amount: split.untouched_paid,
        untouched: split.untouched_paid,
        untouched_lots: split.untouched.clone(),
        ..Candidate::new(Basis::SevenDays, article(14), !split.untouched.is_empty())
    };
    let window = i64::from(facts.rules.refund.window_days);
    if split.untouched.is_empty() {
        reasons.detail(|| {
            Reason::new(Rule::BalanceNothingUntouched)
                .at("/balance/refund/window_days")
                .with("days", Quantity::Days(window))
        });
    }
    for lot in facts.account.lots.iter().filter(|lot| split.untouched.contains(&lot.id)) {
        let age = Quantity::Days(lot.date.days_until(facts.on));
        reasons.detail(|| {
            Reason::new(Rule::BalanceUntouched)
                .at("/balance/refund/window_days")
                .of(&lot.id)
                .compared(Comparison::of(age, Operator::AtMost, Quantity::Days(window)))
        });
    }
    candidate
}

/// Art. 18: the value used counts in the proportion of paid to paid + bonus, pooled over the account.
pub(super) fn operator(facts: &Facts<'_>, reasons: &mut Reasons) -> Result<Candidate, Error> {
    let pooled = pooled(facts, Basis::Operator, Cause::Operator, 18);
    let used = facts.used;
    let whole = pooled.paid.plus(pooled.bonus)?;
    let exact = used.exact().saturating_mul(pooled.paid.exact());
    // Rounded down: part of a minor unit that is not deducted is the customer's.
    let nothing = Division { quotient: 0, remainder: 0, denominator: 1, rounded: 0 };
    let division = Division::of(exact, whole.exact(), Rounding::Down).unwrap_or(nothing);
    let deducted = Money::from_exact(division.rounded)?;
    let candidate = Candidate { used, deducted, ..pooled }.summed()?;
    tell(facts, &candidate, Cause::Operator, reasons, || {
        let computation = Computation {
            basis: Some(used),
            quotient: Money::from_exact(division.quotient).ok(),
            remainder: i64::try_from(division.remainder).ok(),
            denominator: i64::try_from(division.denominator).ok(),
            rounding: Some(Rounding::Down),
            ..Computation::fixed(deducted)
        };
        candidate.reason(Rule::BalanceOperatorCause).computed(computation)
    });
    Ok(candidate)
}

/// Art. 19: the value used counts at the price without discount, unless the merchant agreed to count what was charged.
pub(super) fn consumer(facts: &Facts<'_>, reasons: &mut Reasons) -> Result<Candidate, Error> {
    let used = match facts.rules.refund.consumer_price {
        ConsumerPrice::Undiscounted => facts.list_value,
        ConsumerPrice::Charged => facts.used,
    };
    let pooled = pooled(facts, Basis::Consumer, Cause::Consumer, 19);
    let candidate = Candidate { used, deducted: used, ..pooled }.summed()?;
    tell(facts, &candidate, Cause::Consumer, reasons, || {
        candidate.reason(Rule::BalanceConsumerCause).at("/balance/refund/consumer_price")
    });
    Ok(candidate)
}

/// A basis of the law that takes untouched lots in full and pools the others.
fn pooled(facts: &Facts<'_>, basis: Basis, cause: Cause, number: u8) -> Candidate {
    let split = &facts.split;
    Candidate {
        untouched: split.untouched_paid,
        untouched_lots: split.untouched.clone(),
        paid: split.paid,
        bonus: split.bonus,
        refunded_before: split.refunded,
        ..Candidate::new(basis, article(number), facts.cause == cause)
    }
}

fn tell(
    facts: &Facts<'_>,
    candidate: &Candidate,
    needed: Cause,
    reasons: &mut Reasons,
    figures: impl FnOnce() -> Reason,
) {
    reasons.detail(figures);
    if !candidate.granted {
        reasons.detail(|| {
            Reason::new(Rule::BalanceOtherCause)
                .of(candidate.basis.slug())
                .with("needed", Quantity::text(needed.slug()))
                .with("cause", Quantity::text(facts.cause.slug()))
        });
    }
    candidate.tell_waived(reasons);
}
