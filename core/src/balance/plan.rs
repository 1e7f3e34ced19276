//! By which way a refund goes back.

use alloc::vec::Vec;

use super::account::{Account, Lot};
use super::ledger::Ledger;
use super::quote::not_before_last;
use super::rules::{Channel, Rules, not_positive};
use super::verify::verify;
use crate::calendar::Date;
use crate::document::{Id, choice, pointer_step, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// Asks by which ways an amount goes back.
    pub struct PlanRequest {
        /// The account.
        pub account: Account,
        /// How much is paid back, above zero.
        pub amount: Money,
        /// On which day.
        pub on: Date,
    }
}

choice! {
    /// How a leg reaches the customer.
    pub enum Route {
        /// Back to the original payment.
        Original = "original",
        /// By transfer.
        Transfer = "transfer",
    }
}

record! {
    /// One payment of a refund.
    pub struct Leg {
        /// The lot whose principal it pays back.
        pub lot: Id,
        /// How it goes.
        pub route: Route,
        /// By which channel: the lot's own, or the fallback that the rulebook names for it.
        pub channel: Option<Id>,
        /// How much.
        pub amount: Money,
        /// Days since the lot was paid.
        pub age_days: i64,
    }
}

record! {
    /// All payments of a refund; Σ amounts = the amount asked.
    pub struct Plan {
        /// Back to original payments first, newest first, then transfers, newest first.
        pub legs: Vec<Leg>,
    }
}

/// `balance_refund_plan`: back to the original payment of each lot where its channel still allows, newest first, the
/// rest by transfer.
///
/// # Errors
/// [`Code::AmountNotPositive`], [`Code::DateBeforeLast`], [`Code::AccountInconsistent`]; [`Code::RefundAbovePrincipal`]
/// where the amount is more than can be paid back without bonus becoming cash.
pub fn refund_plan(
    rules: &Rules,
    currency: Currency,
    request: &PlanRequest,
    reasons: &mut Reasons,
) -> Result<Plan, Error> {
    let PlanRequest { account, amount, on } = request;
    verify(account, currency).map_err(|error| error.within("/account"))?;
    not_before_last(account, *on).map_err(|error| error.at("/on"))?;
    if *amount <= Money::ZERO {
        return Err(not_positive(*amount, currency).at("/amount"));
    }
    let most = account.refundable()?;
    if *amount > most {
        let allowed = alloc::format!("≤ {}", most.to_text(currency));
        let error = Error::new(Code::RefundAbovePrincipal).found(amount.to_text(currency));
        return Err(error.with("allowed", allowed).at("/amount"));
    }
    let mut ledger = Ledger::of(account.clone());
    ledger.free_principal(&Id::new("plan")?, *amount)?;
    let legs = allot(rules, &ledger.account, *amount, *on)?;
    for (place, leg) in &legs {
        if let Some(lot) = ledger.account.lots.get(*place) {
            reasons.decisive(|| told(rules, lot, leg));
        }
    }
    Ok(Plan { legs: legs.into_iter().map(|(_, leg)| leg).collect() })
}

/// The legs of an amount that the unspent principal covers, each with the place of its lot.
pub(super) fn allot(
    rules: &Rules,
    account: &Account,
    amount: Money,
    on: Date,
) -> Result<Vec<(usize, Leg)>, Error> {
    let (mut legs, mut due) = (Vec::new(), amount);
    for route in [Route::Original, Route::Transfer] {
        for (place, lot) in account.lots.iter().enumerate().rev() {
            let part = lot.paid_left.at_most(due);
            if part.is_zero() || route_of(rules, lot, on) != route {
                continue;
            }
            due = due.minus(part)?;
            let channel = match route {
                Route::Original => lot.channel.clone(),
                Route::Transfer => channel_of(rules, lot).and_then(|way| way.transfer_fallback.clone()),
            };
            let age_days = lot.date.days_until(on);
            legs.push((place, Leg { lot: lot.id.clone(), route, channel, amount: part, age_days }));
        }
    }
    Ok(legs)
}

fn channel_of<'r>(rules: &'r Rules, lot: &Lot) -> Option<&'r Channel> {
    rules.channels.get(lot.channel.as_ref()?)
}

/// Whether the channel still takes money back. The last of its days counts.
fn route_of(rules: &Rules, lot: &Lot, on: Date) -> Route {
    let age = lot.date.days_until(on);
    let open = channel_of(rules, lot)
        .is_some_and(|channel| channel.refundable && channel.days.is_none_or(|days| age <= i64::from(days)));
    if open { Route::Original } else { Route::Transfer }
}

fn told(rules: &Rules, lot: &Lot, leg: &Leg) -> Reason {
    let channel = channel_of(rules, lot).filter(|channel| channel.refundable);
    let days = channel.and_then(|channel| channel.days);
    let Some(paid_by) = &lot.channel else {
        return Reason::new(Rule::BalanceLegNoChannel).of(&leg.lot).computed(Computation::fixed(leg.amount));
    };
    let rule = match (leg.route, days) {
        (Route::Original, Some(_)) => Rule::BalanceLegOriginal,
        (Route::Original, None) => Rule::BalanceLegOriginalAnyTime,
        (Route::Transfer, Some(_)) => Rule::BalanceLegLate,
        (Route::Transfer, None) => Rule::BalanceLegNoWayBack,
    };
    let reason = Reason::new(rule)
        .of(&leg.lot)
        .at(alloc::format!("/balance/channels{}", pointer_step(paid_by.as_str())))
        .with("channel", Quantity::text(paid_by))
        .computed(Computation::fixed(leg.amount));
    match days {
        None => reason,
        Some(days) => reason.compared(Comparison::of(
            Quantity::Days(leg.age_days),
            Operator::AtMost,
            Quantity::Days(i64::from(days)),
        )),
    }
}
