//! Balances.

mod account;
mod apply;
mod basis;
mod command;
mod law_view;
mod ledger;
mod order;
mod outcome;
mod plan;
mod precedence;
mod quote;
mod rules;
mod unlimited;
mod verify;

pub use account::{Account, Draw, Lot, Purchase, TopUpNet};
pub use apply::{Applied, ApplyRequest, apply};
pub use command::{Cause, Command, Expire, Refund, Restore, Spend, TopUp};
pub use ledger::{Event, EventKind};
pub use outcome::{CommandResult, Rejection, Status, Told};
pub use plan::{Leg, Plan, PlanRequest, Route, refund_plan};
pub use precedence::precedence;
pub use quote::{Basis, Candidate, Quote, QuoteRequest, refund_quote};
pub use rules::{
    BonusGrant, BonusRules, BonusStep, CapCounts, CardKind, CardRules, Channel, ConsumerPrice, Promise,
    RefundRules, Rules, SpendingOrder,
};
pub use unlimited::UnlimitedCard;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod refund_tests;
#[cfg(test)]
mod tests;
