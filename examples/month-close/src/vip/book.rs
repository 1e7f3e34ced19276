//! One customer's balance: what is asked of it becomes commands, and what siyu refuses goes back to its row.

use siyu::balance::{
    Account, ApplyRequest, Command, Event, EventKind, Leg, PlanRequest, Quote, QuoteRequest, Refund,
    Rejection, Restore, Spend, Status, TopUp,
};
use siyu::calendar::Date;
use siyu::money::Money;
use siyu::operation::{balance_apply, balance_refund_plan, balance_refund_quote, vip_refund_quote};
use siyu::vip::{LevelRefundRequest, Standing};
use siyu::{Detail, Id, Rulebook};

use crate::facts::{Cause, CurrentLevel};
use crate::failure::Failure;
use crate::input::customers::Customer;
use crate::input::movements::{Asked, Movement};
use crate::input::{Fault, Problems};

/// What is known of a customer when the month opens, and what happens in it.
#[derive(Debug)]
pub struct BookFacts {
    /// Who.
    pub customer: Customer,
    /// The balance that the last close left.
    pub account: Account,
    /// What happens, in the order of time.
    pub movements: Vec<Movement>,
}

impl BookFacts {
    /// A customer without a balance.
    pub fn of(customer: Customer) -> Self {
        Self { customer, account: Account::default(), movements: Vec::new() }
    }
}

/// A top-up of the month.
#[derive(Debug, Clone)]
pub struct TopUpPaid {
    /// The day.
    pub on: Date,
    /// What was paid.
    pub paid: Money,
}

/// A refund that was paid, and why so much.
#[derive(Debug)]
pub struct PaidRefund {
    /// Its id.
    pub id: Id,
    /// The day.
    pub on: Date,
    /// By whose doing.
    pub cause: Cause,
    /// How much.
    pub amount: Money,
    /// Every basis, and which applies.
    pub quote: Quote,
    /// By which ways it goes back.
    pub legs: Vec<Leg>,
    /// The level while nothing is refunded, where the rulebook has levels.
    pub before: Option<Standing>,
    /// The level once it is, where the whole quote is paid.
    pub after: Option<Standing>,
}

/// The customer who asks for a refund.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The day of the first purchase.
    pub first_purchase_on: Option<Date>,
    /// The level that the last decision gave.
    pub current: Option<CurrentLevel>,
}

/// A balance, and the rulebook that it goes by.
pub struct Book<'a> {
    rulebook: &'a Rulebook,
    /// The balance.
    pub account: Account,
}

/// What a command did.
pub enum Taken {
    /// The changes of lots, and the refund that they pay.
    Applied { events: Vec<Event>, refund: Option<Box<PaidRefund>> },
    /// It had been applied before.
    Before,
    /// The row was refused.
    Refused,
}

impl<'a> Book<'a> {
    /// Opens a balance. One that was not made by its own commands is no balance.
    pub fn open(rulebook: &'a Rulebook, (customer, account): (&Id, Account)) -> Result<Self, Failure> {
        if account != Account::default() {
            let request = ApplyRequest { account: account.clone(), commands: Vec::new() };
            let refused = |error| Failure(format!("the balance of customer `{customer}`: {error}"));
            balance_apply(rulebook, &request, Detail::None).map_err(refused)?;
        }
        Ok(Self { rulebook, account })
    }

    /// Takes what is asked, or refuses its row.
    pub fn take(
        &mut self,
        movement: &Movement,
        asking: &Asking,
        problems: &mut Problems,
    ) -> Result<Taken, Failure> {
        let refund = match &movement.asked {
            Asked::Refund { id, amount, cause } if self.known_refund(id)?.is_none() => {
                let quoted = self.quote((id, *cause), movement.on, *amount, asking)?;
                if quoted.quote.amount.is_zero() {
                    let fault = Fault::NothingDue { found: movement.on };
                    problems.refuse(movement.place, [(Some("on"), fault)]);
                    return Ok(Taken::Refused);
                }
                Some(Box::new(quoted))
            }
            _ => None,
        };
        let whole = match &movement.asked {
            Asked::Refund { id, .. } => self.known_refund(id)?,
            _ => None,
        };
        let whole = refund.as_ref().map(|refund| refund.amount).or(whole).unwrap_or_default();
        let command = command(movement, whole)?;
        match self.apply(command)? {
            Ok((Status::AlreadyApplied, _)) => Ok(Taken::Before),
            Ok((_, events)) => Ok(Taken::Applied { events, refund }),
            Err(rejection) => {
                let column = column_of(&rejection);
                problems.refuse(movement.place, [(column, Fault::Rejected(Box::new(rejection)))]);
                Ok(Taken::Refused)
            }
        }
    }

    /// Writes off bonus that could last be spent before a day.
    pub fn expire(&mut self, on: Date) -> Result<Vec<Event>, Failure> {
        let over = |date: Option<Date>| date.is_some_and(|last| last < on);
        let mut lots = self.account.lots.iter();
        if !lots.any(|lot| over(lot.bonus_spendable_through()) && !lot.bonus_left.is_zero()) {
            return Ok(Vec::new());
        }
        let id = Id::new(&format!("expire/{on}"))?;
        let command = Command { expire: Some(siyu::balance::Expire {}), ..nothing(id, on) };
        let refused = |rejection: Rejection| Failure(rejection.en.message.to_string());
        Ok(self.apply(command)?.map_err(refused)?.1)
    }

    /// What a refund paid that was applied before.
    fn known_refund(&self, id: &Id) -> Result<Option<Money>, siyu::Error> {
        let id = command_id("refund", id)?;
        let command = self.account.applied.iter().find(|applied| applied.id == id);
        Ok(command.and_then(|command| command.refund.as_ref()).map(|refund| refund.amount))
    }

    fn apply(&mut self, command: Command) -> Result<Result<(Status, Vec<Event>), Rejection>, Failure> {
        let account = std::mem::take(&mut self.account);
        let request = ApplyRequest { account, commands: vec![command] };
        let applied = balance_apply(self.rulebook, &request, Detail::None)?.outcome;
        self.account = applied.account;
        let result = applied.results.into_iter().next();
        let result = result.ok_or_else(|| Failure("a command was given no result".into()))?;
        Ok(match result.rejection {
            Some(rejection) => Err(rejection),
            None => Ok((result.status, applied.events)),
        })
    }

    /// What is due on a day. Without an amount all of it is asked for.
    fn quote(
        &self,
        (id, cause): (&Id, Cause),
        on: Date,
        amount: Option<Money>,
        asking: &Asking,
    ) -> Result<PaidRefund, Failure> {
        let Asking { first_purchase_on, current } = asking.clone();
        let account = self.account.clone();
        let (quote, mut legs, standings) = if self.rulebook.vip().is_ok() {
            let request = LevelRefundRequest { account, on, cause, first_purchase_on, current };
            let quoted = vip_refund_quote(self.rulebook, &request, Detail::None)?.outcome;
            (quoted.quote, quoted.legs, Some((quoted.before, quoted.after)))
        } else {
            let request = QuoteRequest { account: Some(account), unlimited: None, on, cause };
            let quote = balance_refund_quote(self.rulebook, &request, Detail::None)?.outcome;
            (quote, Vec::new(), None)
        };
        let amount = amount.unwrap_or(quote.amount);
        // The plan of the quote is that of the whole; above the quote the command is refused.
        let within = !amount.is_zero() && amount <= quote.amount;
        if within && (amount < quote.amount || legs.is_empty()) {
            let request = PlanRequest { account: self.account.clone(), amount, on };
            legs = balance_refund_plan(self.rulebook, &request, Detail::None)?.outcome.legs;
        }
        let whole = amount == quote.amount;
        let (before, after) = standings.filter(|_| whole).unzip();
        let id = id.clone();
        Ok(PaidRefund { id, on, cause, amount, quote, legs, before, after })
    }
}

fn nothing(id: Id, date: Date) -> Command {
    Command { id, date, top_up: None, spend: None, restore: None, refund: None, expire: None }
}

/// The ids of orders, refunds and top-ups may be the same numbers: only a top-up's id is its command's, since lots bear it.
fn command_id(kind: &str, id: &Id) -> Result<Id, siyu::Error> {
    Id::new(&format!("{kind}/{id}"))
}

/// `whole` is what a refund pays that names no amount.
fn command(movement: &Movement, whole: Money) -> Result<Command, siyu::Error> {
    let date = movement.on;
    Ok(match movement.asked.clone() {
        Asked::TopUp { id, paid, channel } => {
            let top_up = TopUp { paid, channel, goods_known: false };
            Command { top_up: Some(top_up), ..nothing(id, date) }
        }
        Asked::Spend { order, amount, list_value } => {
            let id = command_id("spend", &order)?;
            let spend = Spend { purchase: order, amount, list_value };
            Command { spend: Some(spend), ..nothing(id, date) }
        }
        Asked::Restore { id, order, amount } => {
            let restore = Restore { purchase: order, amount };
            Command { restore: Some(restore), ..nothing(command_id("restore", &id)?, date) }
        }
        Asked::Refund { id, amount, cause } => {
            let close = amount.is_none();
            let refund = Refund { amount: amount.unwrap_or(whole), cause, close };
            Command { refund: Some(refund), ..nothing(command_id("refund", &id)?, date) }
        }
    })
}

/// The column that a rejection speaks of, by the last step of its path.
fn column_of(rejection: &Rejection) -> Option<&'static str> {
    const COLUMNS: [(&str, &str); 7] = [
        ("date", "on"),
        ("paid", "paid"),
        ("amount", "amount"),
        ("channel", "channel"),
        ("purchase", "order"),
        ("list_value", "list_value"),
        ("cause", "cause"),
    ];
    let step = rejection.path.as_str().rsplit('/').next()?;
    COLUMNS.into_iter().find(|(field, _)| *field == step).map(|(_, column)| column)
}

/// What a refund took from each lot.
pub fn refunded_lots(events: &[Event]) -> impl Iterator<Item = (&Id, Money)> {
    let refunded = events.iter().filter(|event| event.kind == EventKind::Refunded);
    refunded.map(|event| (&event.lot, event.paid.negated()))
}
