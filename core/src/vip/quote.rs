//! `vip_refund_quote`: what of a customer's balance can be refunded, and which level that leaves.

use alloc::vec::Vec;

use super::level::{
    ConsideredRefund, CurrentLevel, LevelFacts, Standing, TopUp, TopUpRefund, level, level_after_refund,
};
use super::rules::Rules;
use crate::balance;
use crate::calendar::Date;
use crate::document::{Text, record};
use crate::error::Error;
use crate::money::{Currency, Money};
use crate::reason::{Comparison, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// A customer with a balance, on the day of asking. The top-ups that the level counts are those of the account.
    pub struct LevelRefundRequest {
        /// The balance.
        pub account: balance::Account,
        /// The day of asking.
        pub on: Date,
        /// Who gave cause for the refund.
        pub cause: balance::Cause = balance::Cause::None,
        /// The day of the customer's first purchase; absent when there is none.
        pub first_purchase_on: Option<Date>,
        /// The level that the last decision gave.
        pub current: Option<CurrentLevel>,
    }
}

record! {
    /// A refund quote, the way back to the payments, and the level before and after.
    pub struct LevelRefundQuote {
        /// What can be refunded, by every basis.
        pub quote: balance::Quote,
        /// By which ways it goes back; Σ legs = the quote's amount.
        pub legs: Vec<balance::Leg>,
        /// The level while nothing is refunded.
        pub before: Standing,
        /// The level once all of it is.
        pub after: Standing,
    }
}

/// Quotes the refund of a balance, and says which level the customer has once it is paid: the quote's amount is taken from
/// the top-ups that the refund plan pays back.
///
/// # Errors
/// Those of [`balance::refund_quote`] and [`balance::refund_plan`], then those of [`level`] with paths into its own facts.
pub fn refund_quote(
    rules: &Rules,
    balance_rules: &balance::Rules,
    currency: Currency,
    request: &LevelRefundRequest,
    reasons: &mut Reasons,
) -> Result<LevelRefundQuote, Error> {
    let LevelRefundRequest { account, on, cause, .. } = request;
    let asked =
        balance::QuoteRequest { account: Some(account.clone()), unlimited: None, on: *on, cause: *cause };
    let quote = balance::refund_quote(balance_rules, currency, &asked, reasons)?;
    let legs = legs(balance_rules, currency, request, quote.amount, reasons)?;
    let facts = level_facts(request)?;
    let before = level(rules, currency, &facts, &mut Reasons::none())?;
    let refunds: Vec<ConsideredRefund> = legs
        .iter()
        .map(|leg| ConsideredRefund { amount: leg.amount, top_up: Some(leg.lot.clone()) })
        .collect();
    let after = level_after_refund(rules, currency, &facts, &refunds)?;
    reasons.decisive(|| {
        let name =
            |standing: &Standing| Quantity::text(standing.level.as_ref().map_or(Text::from("—"), Text::from));
        Reason::new(Rule::VipLevelAfterRefund)
            .at("/vip/on_refund")
            .compared(Comparison::of(name(&after), Operator::Equal, name(&before)))
            .with("refund", Quantity::Money(quote.amount))
    });
    Ok(LevelRefundQuote { quote, legs, before, after })
}

/// The ways by which an amount goes back; none for nothing.
fn legs(
    rules: &balance::Rules,
    currency: Currency,
    request: &LevelRefundRequest,
    amount: Money,
    reasons: &mut Reasons,
) -> Result<Vec<balance::Leg>, Error> {
    if amount.is_zero() {
        return Ok(Vec::new());
    }
    let asked = balance::PlanRequest { account: request.account.clone(), amount, on: request.on };
    Ok(balance::refund_plan(rules, currency, &asked, reasons)?.legs)
}

/// What the level looks at: the account's top-ups, each with what was paid back of it. An account does not keep the days of
/// its refunds by lot, so they count from the top-up's day on.
fn level_facts(request: &LevelRefundRequest) -> Result<LevelFacts, Error> {
    let mut top_ups = Vec::new();
    for top_up in request.account.top_ups() {
        let refunded = top_up.paid.minus(top_up.net)?;
        let refunds = (!refunded.is_zero()).then_some(TopUpRefund { on: top_up.date, amount: refunded });
        top_ups.push(TopUp {
            id: top_up.lot.clone(),
            on: top_up.date,
            amount: top_up.paid,
            refunded: refunds.into_iter().collect(),
        });
    }
    Ok(LevelFacts {
        as_of: request.on,
        first_purchase_on: request.first_purchase_on,
        top_ups,
        current: request.current.clone(),
    })
}
