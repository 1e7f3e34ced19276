//! `commission_withdraw`: what a party is paid when it asks for its money.

use super::account::Account;
use super::movement::{Movement, MovementKind, above_payable};
use super::rules::{Rules, WithdrawalRules};
use crate::calendar::Date;
use crate::document::record;
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// A party asks for a part of what is payable.
    pub struct WithdrawRequest {
        /// The party's account, on this day or an earlier one.
        pub account: Account,
        /// How much leaves the account, the fee inside.
        pub amount: Money,
        /// The day.
        pub on: Date,
    }
}

record! {
    /// What a party is paid.
    pub struct Withdrawal {
        /// What leaves the account.
        pub gross: Money,
        /// What of it is kept as a fee.
        pub fee: Money,
        /// What the party receives: gross − fee.
        pub paid: Money,
        /// The movement to book: it takes the gross.
        pub movement: Movement,
        /// The account after it.
        pub account: Account,
    }
}

/// Decides a withdrawal.
///
/// # Errors
/// In this order: `negative_amount` (of the account), `withdrawal_below_minimum`, `withdrawal_above_maximum`, `above_payable`,
/// each by how much.
pub fn withdraw(
    rules: &Rules,
    request: &WithdrawRequest,
    currency: Currency,
    reasons: &mut Reasons,
) -> Result<Withdrawal, Error> {
    request.account.check(currency).map_err(|error| error.within("/account"))?;
    let terms = &rules.withdrawal;
    let (gross, account) = (request.amount, request.account.advanced(request.on)?.account);
    let least = least(terms)?;
    within(terms, gross, least, currency)?;
    above_payable(gross, account.payable, currency).map_err(|error| error.at("/amount"))?;
    let held = |operator, threshold: Money, path: &'static str, rule| {
        let comparison = Comparison::of(Quantity::Money(gross), operator, Quantity::Money(threshold));
        Reason::new(rule).at(path).compared(comparison)
    };
    reasons.decisive(|| {
        held(Operator::AtLeast, least, "/commission/withdrawal/minimum", Rule::WithdrawalMinimum)
    });
    if let Some(most) = terms.maximum {
        reasons.decisive(|| {
            held(Operator::AtMost, most, "/commission/withdrawal/maximum", Rule::WithdrawalMaximum)
        });
    }
    let payable = account.payable;
    reasons.decisive(|| held(Operator::AtMost, payable, "/commission/withdrawal", Rule::WithdrawalPayable));

    let fee = fee(rules, gross, reasons);
    let movement = Movement {
        on: request.on,
        kind: MovementKind::Paid,
        order: None,
        line: None,
        role: None,
        amount: gross,
        frozen_through: None,
        withheld: Money::ZERO,
    };
    let account = account.booked(&movement, currency)?;
    Ok(Withdrawal { gross, fee, paid: gross.minus(fee)?, movement, account })
}

/// The least that may be withdrawn: the minimum, and more than a fixed fee takes.
fn least(terms: &WithdrawalRules) -> Result<Money, Error> {
    let beyond_fee = terms.fee.unwrap_or_default().plus(Money::from_minor(1)?)?;
    Ok(terms.minimum.at_least(beyond_fee))
}

fn within(terms: &WithdrawalRules, gross: Money, least: Money, currency: Currency) -> Result<(), Error> {
    let refused = |code, limit: Money| {
        let by = limit.exact().saturating_sub(gross.exact()).saturating_abs();
        let by = Money::from_exact(by).map_or_else(|_| "> 10^15".into(), |by| by.to_text(currency));
        Err(Error::new(code)
            .found(gross.to_text(currency))
            .allowed(limit.to_text(currency))
            .with("by", by)
            .at("/amount"))
    };
    match terms.maximum {
        _ if gross < least => refused(Code::WithdrawalBelowMinimum, least),
        Some(most) if gross > most => refused(Code::WithdrawalAboveMaximum, most),
        _ => Ok(()),
    }
}

fn fee(rules: &Rules, gross: Money, reasons: &mut Reasons) -> Money {
    let (fee, computation, path) = match (rules.withdrawal.fee, rules.withdrawal.fee_rate) {
        (Some(fee), _) => {
            let computation = Computation { basis: Some(gross), ..Computation::fixed(fee) };
            (fee, computation, "/commission/withdrawal/fee")
        }
        (None, Some(rate)) => {
            let (fee, division) = gross.at_rate(rate, rules.rounding);
            let computation = Computation::rated(gross, rate, division, rules.rounding, fee);
            (fee, computation, "/commission/withdrawal/fee_rate")
        }
        (None, None) => return Money::ZERO,
    };
    reasons.decisive(|| Reason::new(Rule::WithdrawalFee).at(path).computed(computation));
    fee
}
