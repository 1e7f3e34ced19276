//! What a host may ask of an account.

use crate::calendar::Date;
use crate::document::{Id, Reader, choice, record};
use crate::error::{Code, Error};
use crate::money::Money;

choice! {
    /// By whose doing the contract ends: it decides what the law grants.
    pub enum Cause {
        /// The operator's: the goods are not given as agreed, the shop closes or moves … (法释〔2025〕4号 art. 18).
        Operator = "operator",
        /// The consumer's own (art. 19).
        Consumer = "consumer",
        /// Nobody's: the customer simply asks.
        None = "none",
    }
}

record! {
    /// One change of an account: exactly one of `top_up`, `spend`, `restore`, `refund` and `expire`.
    pub struct Command {
        /// The host's id of this command. The same again, with the same content, changes nothing.
        pub id: Id,
        /// The day on which it happens, not before that of the last command applied.
        pub date: Date,
        /// Money comes in; the lot bears the command's id.
        pub top_up: Option<TopUp>,
        /// A purchase is paid from the balance.
        pub spend: Option<Spend>,
        /// A purchase is given back, in whole or in part.
        pub restore: Option<Restore>,
        /// Balance is paid back to the customer.
        pub refund: Option<Refund>,
        /// Bonus whose time is over is written off.
        pub expire: Option<Expire>,
    }
    check: has_one_action;
}

record! {
    /// Money comes in and makes a lot.
    pub struct TopUp {
        /// What the customer pays, above zero.
        pub paid: Money,
        /// How it is paid: one of the rulebook's channels.
        pub channel: Option<Id>,
        /// Whether the customer had had the same goods before: then an untouched lot is not paid back within 7 days
        /// (法释〔2025〕4号 art. 14, exception).
        pub goods_known: bool = false,
    }
}

record! {
    /// A purchase is paid from the balance.
    pub struct Spend {
        /// The host's id of the purchase.
        pub purchase: Id,
        /// What is charged to the balance, above zero.
        pub amount: Money,
        /// What the same goods cost without any discount, at least `amount`; `amount` where absent.
        pub list_value: Option<Money>,
    }
}

record! {
    /// A purchase is given back: the same lots and colours have it again, what was drawn last first.
    pub struct Restore {
        /// The purchase.
        pub purchase: Id,
        /// How much of what was charged, above zero; all that is left of it where absent.
        pub amount: Option<Money>,
    }
}

record! {
    /// Balance is paid back, newest lots first, at most what the quote of the day for this cause gives.
    pub struct Refund {
        /// How much, above zero (zero only where it closes an account to which nothing is due).
        pub amount: Money,
        /// By whose doing.
        pub cause: Cause = Cause::None,
        /// Whether the contract ends: the whole quote is paid, and what is left after it (bonus; the price difference that
        /// art. 19 leaves to the operator) is closed with it.
        pub close: bool = false,
    }
}

record! {
    /// Bonus that could last be spent before the command's date is written off. Principal never is.
    pub struct Expire {}
}

/// The one thing that a command asks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action<'c> {
    TopUp(&'c TopUp),
    Spend(&'c Spend),
    Restore(&'c Restore),
    Refund(&'c Refund),
    Expire,
}

impl Action<'_> {
    /// The field that holds it.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::TopUp(_) => "top_up",
            Self::Spend(_) => "spend",
            Self::Restore(_) => "restore",
            Self::Refund(_) => "refund",
            Self::Expire => "expire",
        }
    }
}

const ACTIONS: &str = "top_up, spend, restore, refund, expire";

fn has_one_action(command: &Command, reader: &mut Reader) {
    if let Err(error) = command.action() {
        reader.refuse("", error);
    }
}

impl Command {
    /// What it asks.
    pub(super) fn action(&self) -> Result<Action<'_>, Error> {
        let all = [
            self.top_up.as_ref().map(Action::TopUp),
            self.spend.as_ref().map(Action::Spend),
            self.restore.as_ref().map(Action::Restore),
            self.refund.as_ref().map(Action::Refund),
            self.expire.as_ref().map(|_| Action::Expire),
        ];
        let mut present = all.into_iter().flatten();
        match (present.next(), present.next()) {
            (Some(action), None) => Ok(action),
            (first, second) => {
                let found: alloc::vec::Vec<&str> =
                    first.into_iter().chain(second).chain(present).map(Action::field).collect();
                let error = Error::new(Code::AlternativeFields).found(found.join(", "));
                Err(error.with("allowed", ACTIONS))
            }
        }
    }

    /// The first field, as a pointer, in which another command with the same id differs.
    pub(super) fn difference(&self, other: &Self) -> Option<&'static str> {
        if self.date != other.date {
            return Some("/date");
        }
        match (self.action(), other.action()) {
            (Ok(Action::TopUp(a)), Ok(Action::TopUp(b))) => first_false(&[
                (a.paid == b.paid, "/top_up/paid"),
                (a.channel == b.channel, "/top_up/channel"),
                (a.goods_known == b.goods_known, "/top_up/goods_known"),
            ]),
            (Ok(Action::Spend(a)), Ok(Action::Spend(b))) => first_false(&[
                (a.purchase == b.purchase, "/spend/purchase"),
                (a.amount == b.amount, "/spend/amount"),
                (a.list_value == b.list_value, "/spend/list_value"),
            ]),
            (Ok(Action::Restore(a)), Ok(Action::Restore(b))) => first_false(&[
                (a.purchase == b.purchase, "/restore/purchase"),
                (a.amount == b.amount, "/restore/amount"),
            ]),
            (Ok(Action::Refund(a)), Ok(Action::Refund(b))) => first_false(&[
                (a.amount == b.amount, "/refund/amount"),
                (a.cause == b.cause, "/refund/cause"),
                (a.close == b.close, "/refund/close"),
            ]),
            (Ok(Action::Expire), Ok(Action::Expire)) => None,
            (Ok(action), _) => Some(match action {
                Action::TopUp(_) => "/top_up",
                Action::Spend(_) => "/spend",
                Action::Restore(_) => "/restore",
                Action::Refund(_) => "/refund",
                Action::Expire => "/expire",
            }),
            (Err(_), _) => Some(""),
        }
    }
}

fn first_false(fields: &[(bool, &'static str)]) -> Option<&'static str> {
    fields.iter().find(|(same, _)| !same).map(|(_, field)| *field)
}
