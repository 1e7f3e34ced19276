//! Refundable balances (余额): top-ups, purchases paid from them, and what goes back when.
//!
//! An [`Account`] is one customer's balance. Each top-up makes a [`Lot`] with two colours: *principal*, which was paid, and
//! *bonus*, which the merchant added. A host sends groups of [`Command`]s and keeps the account that comes back; the account
//! carries the log of all its commands, so that any figure can be computed again years later. Accounts are verified whenever
//! they are handed in: what contradicts itself or its log is refused. (What the rulebook of the day gave, the bonus and the
//! last days of a lot, does not stand in the log and is taken as it is.)
//!
//! An account takes about 200 bytes of JSON a command, and a call takes time in proportion (a thousand take milliseconds). The log is not
//! to be cut: the bases of the law are counted from it, and records are the operator's to keep. A closed account can be put
//! aside whole, and its holder begins a new one.
//!
//! # Books
//!
//! Of every lot, at any time: paid = unspent + held by purchases + paid back + closed, and bonus = unspent + held by
//! purchases + lapsed; nothing is ever below zero (P1, P2). A purchase draws in the merchant's [`SpendingOrder`]; when it is
//! given back, the same lots and colours have it again, what was drawn last first (P3). Principal is never forfeited: that of
//! an expired lot can no longer be spent, but still be paid back. Balance that is paid back takes the newest lots first, and
//! their unspent bonus lapses in proportion. Bonus never becomes cash (P6).
//!
//! The law counts both colours as used in the proportion of their amounts, whatever the merchant booked. Where it thus gives
//! back more than the unspent principal, purchases are made to hold bonus in its place ([`EventKind::Exchanged`]): the books
//! then say what the law says. A refund with `close` ends the contract: it pays the whole quote, and what is left is closed.
//!
//! # What is due
//!
//! [`refund_quote`] shows every [`Basis`] with its figures, and the best for the customer that rulebook or law grants
//! applies, never above the principal not yet paid back (P4):
//!
//! | basis | granted | amount | source |
//! |---|---|---|---|
//! | promise | the rulebook promises `any_time` | all unspent principal | \[X\] |
//! | seven days | always | lots paid at most 7 days ago and untouched, in full | 法释〔2025〕4号 art. 14 |
//! | operator | on the operator's cause | paid − value used × paid / (paid + bonus) | art. 18 |
//! | consumer | on the consumer's cause | paid − value used at the undiscounted price | art. 19 |
//! | unlimited | on either cause, or promised | paid × days left / days | art. 22 |
//!
//! The bases of art. 18 and 19 take lots of the seven days in full and pool all others; part of a fen is the customer's;
//! what was paid back before is taken off; a sum below zero is zero and not claimed (art. 20). None of them hangs on the
//! merchant's spending order (P5): whether a lot is untouched is told by counting purchases against the oldest lot first.
//! A lot that was paid back in full within its seven days leaves the pool. Interest (art. 16) is not counted here.
//!
//! # Precedence of rejections
//!
//! A group is applied as a whole or not at all. A command that was applied before with the same content is
//! `already_applied`. Otherwise the first of these that holds is told ([`precedence`]):
//!
//! | | code | when |
//! |---|---|---|
//! | 1 | `command_conflict` | its id was used with other content; the path names the field |
//! | 2 | `date_before_last` | its date is before that of the last command |
//! | 3 | `amount_not_positive` | its amount is not above zero |
//! | 4 | `not_in_rulebook` | a top-up names a channel that the rulebook does not have |
//! | 5 | `card_cap_exceeded` | a top-up lifts the balance above the cap of the card |
//! | 6 | `date_out_of_range` | a lot would end beyond the calendar |
//! | 7 | `duplicate_item` | the purchase was paid before |
//! | 8 | `list_value_below_amount` | the undiscounted value is below what is charged |
//! | 9 | `balance_short` | less can be spent on that day |
//! | 10 | `unknown_purchase` | what is given back was never paid from this account |
//! | 11 | `restore_above_purchase` | less of the purchase is left |
//! | 12 | `refund_above_quote` | less is due on that day for that cause |
//! | 13 | `close_below_quote` | more is due when the account is closed |
//! | 14 | `money_out_of_range` | all that was ever paid, added or bought passes the limit of money |
//!
//! # Example
//!
//! ```
//! use siyu::balance::{ApplyRequest, Basis, Cause, QuoteRequest};
//! use siyu::calendar::Date;
//! use siyu::money::Currency;
//! use siyu::{Detail, Rulebook, operation};
//!
//! let rulebook = Rulebook::parse(r#"{
//!     "name": "sample", "version": "1", "effective_from": "2026-01-01",
//!     "balance": {"refund": {"promise": "none"}, "bonus": {"steps": [{"at_least": "3000", "bonus": "1000"}]}}
//! }"#).unwrap();
//! // 充3000送1000, of which 1,500.00 is spent.
//! let answer = siyu::call(Some(&rulebook), "balance_apply", r#"{"detail": "none", "commands": [
//!     {"id": "t1", "date": "2026-01-01", "top_up": {"paid": "3000.00"}},
//!     {"id": "p1", "date": "2026-01-20", "spend": {"purchase": "order-1", "amount": "1500.00"}}
//! ]}"#).unwrap();
//! assert!(answer.contains(r#""accepted":true"#));
//!
//! // The same, typed.
//! use siyu::balance::{Command, Spend, TopUp};
//! use siyu::{Id, money::Money};
//! let money = |text| Money::parse(text, Currency::CNY).unwrap();
//! let command = |id, date| Command {
//!     id: Id::new(id).unwrap(), date: Date::parse(date).unwrap(),
//!     top_up: None, spend: None, restore: None, refund: None, expire: None,
//! };
//! let top_up = TopUp { paid: money("3000"), channel: None, goods_known: false };
//! let spend = Spend { purchase: Id::new("order-1").unwrap(), amount: money("1500"), list_value: None };
//! let commands = vec![
//!     Command { top_up: Some(top_up), ..command("t1", "2026-01-01") },
//!     Command { spend: Some(spend), ..command("p1", "2026-01-20") },
//! ];
//! let request = ApplyRequest { account: Default::default(), commands };
//! let account = operation::balance_apply(&rulebook, &request, Detail::None).unwrap().outcome.account;
//!
//! // The shop closes: 3,000.00 − 1,500.00 × 3,000 / 4,000.
//! let on = Date::parse("2026-03-01").unwrap();
//! let request = QuoteRequest { account: Some(account), unlimited: None, on, cause: Cause::Operator };
//! let quote = operation::balance_refund_quote(&rulebook, &request, Detail::Full).unwrap().outcome;
//! assert_eq!(quote.applies, Some(Basis::Operator));
//! assert_eq!(quote.amount.to_text(Currency::CNY), "1875.00");
//! ```

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
mod rules_tests;
#[cfg(test)]
mod tests;
