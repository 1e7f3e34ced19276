//! `commission_statement`: a party's account over a month.

use alloc::format;
use alloc::vec::Vec;
use core::mem::take;

use super::account::{Account, Advanced, Release, State};
use super::movement::{Movement, MovementKind};
use super::order::Role;
use super::rules::Rules;
use crate::calendar::{Date, Month};
use crate::document::{Id, Text, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::order::sort_by;
use crate::reason::{Computation, Quantity, Reason, Reasons, Rule};

record! {
    /// A party's month.
    pub struct StatementRequest {
        /// Who.
        pub party: Id,
        /// The month.
        pub period: Month,
        /// The account at the end of the month before.
        pub opening: Account = Account::default(),
        /// What happened in the month, in any order.
        pub movements: Vec<Movement> = Vec::new(),
    }
}

record! {
    /// 对账单: closing = opening + earned − clawed back − withheld − paid.
    pub struct Statement {
        /// Who.
        pub party: Id,
        /// The month.
        pub period: Month,
        /// What the account was worth at the beginning.
        pub opening: Money,
        /// What was earned.
        pub earned: Money,
        /// What refunds took back.
        pub clawed_back: Money,
        /// What became payable, before debts were netted. It moves within the account.
        pub released: Money,
        /// What was withheld for tax.
        pub withheld: Money,
        /// What was paid out.
        pub paid: Money,
        /// What is owed at the end.
        pub debt: Money,
        /// What the account is worth at the end, debts taken off.
        pub closing: Money,
        /// The account at the end of the month's last day: the next opening.
        pub account: Account,
        /// Every movement, by day and in the order in which they count.
        pub lines: Vec<Movement>,
    }
}

/// Books a month on a party's account.
///
/// # Errors
/// `negative_amount` and `without_effect` of what an account or a movement cannot be, `outside_period`; then day by day
/// `above_payable` and `state_overdrawn`; `money_out_of_range`.
pub fn statement(
    rules: &Rules,
    request: &StatementRequest,
    currency: Currency,
    reasons: &mut Reasons,
) -> Result<Statement, Error> {
    request.opening.check(currency).map_err(|error| error.within("/opening"))?;
    let movements = in_turn(rules, request, currency)?;
    let residual = movements.iter().any(|(_, movement)| movement.role == Some(Role::Residual));
    let mut book = Book {
        account: request.opening.clone(),
        released: Money::ZERO,
        may_lack: residual || request.opening.holds_less_than_nothing(),
        currency,
    };
    for day in movements.chunk_by(|(_, one), (_, next)| one.on == next.on) {
        book.day(day, reasons)?;
    }
    book.advance(request.period.last(), reasons)?;

    let sum = |kind: MovementKind, of: fn(&Movement) -> Money| {
        let moved = movements.iter().filter(|(_, movement)| movement.kind == kind);
        Money::sum(moved.map(|(_, movement)| of(movement)))
    };
    let statement = Statement {
        party: request.party.clone(),
        period: request.period,
        opening: request.opening.value()?,
        earned: sum(MovementKind::Earned, |movement| movement.amount)?,
        clawed_back: sum(MovementKind::ClawedBack, |movement| movement.amount)?,
        released: book.released,
        withheld: sum(MovementKind::Paid, |movement| movement.withheld)?,
        paid: sum(MovementKind::Paid, |movement| movement.amount)?,
        debt: book.account.debt()?,
        closing: book.account.value()?,
        account: book.account,
        lines: movements.into_iter().map(|(_, movement)| movement).collect(),
    };
    reasons.decisive(|| closing(&statement));
    Ok(statement)
}

/// The movements in the order in which they count, with their places in the request.
fn in_turn(
    rules: &Rules,
    request: &StatementRequest,
    currency: Currency,
) -> Result<Vec<(usize, Movement)>, Error> {
    let mut movements = Vec::with_capacity(request.movements.len());
    for (at, movement) in request.movements.iter().enumerate() {
        let place = |error: Error| error.within(format!("/movements/{at}"));
        movement.check(currency).map_err(place)?;
        if !request.period.contains(movement.on) {
            let error = Error::new(Code::OutsidePeriod).found(movement.on).allowed(request.period);
            return Err(place(error.at("/on")));
        }
        movements.push((at, movement.clone().dated_by(&rules.freeze).map_err(place)?));
    }
    sort_by(&mut movements, |(_, one), (_, other)| one.key().cmp(&other.key()));
    Ok(movements)
}

/// An account that is being booked.
struct Book {
    account: Account,
    released: Money,
    /// Whether a state may hold less than nothing: where residual parts are booked.
    may_lack: bool,
    currency: Currency,
}

impl Book {
    fn day(&mut self, movements: &[(usize, Movement)], reasons: &mut Reasons) -> Result<(), Error> {
        let Some((_, first)) = movements.first() else { return Ok(()) };
        self.advance(first.on, reasons)?;
        for (at, movement) in movements {
            let before = self.account.debt()?;
            let place = |error: Error| error.within(format!("/movements/{at}"));
            self.account = take(&mut self.account).booked(movement, self.currency).map_err(place)?;
            let enters = matches!(movement.kind, MovementKind::Earned | MovementKind::Dated);
            if enters && State::of(movement.frozen_through, movement.on) == State::Payable {
                self.released = self.released.plus(movement.amount)?;
            }
            let after = self.account.debt()?;
            reasons.detail(|| booked(movement));
            if after > before {
                reasons.decisive(|| {
                    moved(Rule::DebtArose, movement.on, after.minus(before).unwrap_or_default())
                });
            } else if after < before {
                reasons
                    .detail(|| moved(Rule::DebtNetted, movement.on, before.minus(after).unwrap_or_default()));
            }
        }
        if self.may_lack { Ok(()) } else { self.refuse_overdrawn(movements) }
    }

    fn advance(&mut self, to: Date, reasons: &mut Reasons) -> Result<(), Error> {
        let Advanced { account, releases } = self.account.advanced(to)?;
        self.account = account;
        for Release { on, released, netted } in releases {
            self.released = self.released.plus(released)?;
            if !released.is_zero() {
                reasons.detail(|| moved(Rule::FrozenReleased, on, released));
            }
            if !netted.is_zero() {
                reasons.decisive(|| moved(Rule::DebtNetted, on, netted));
            }
        }
        Ok(())
    }

    /// At the end of a day no state of an account without residual parts has given more than it held.
    fn refuse_overdrawn(&self, movements: &[(usize, Movement)]) -> Result<(), Error> {
        for (at, movement) in movements {
            let Some(state) = movement.source().filter(|state| *state != State::Payable) else { continue };
            let held = self.account.held(state);
            if held.is_negative() {
                let name = match state {
                    State::Frozen(through) => format!("frozen_through {through}"),
                    State::Pending | State::Payable => "pending".into(),
                };
                return Err(Error::new(Code::StateOverdrawn)
                    .found(movement.amount.to_text(self.currency))
                    .allowed(name)
                    .with("by", held.size().to_text(self.currency))
                    .at(format!("/movements/{at}/amount")));
            }
        }
        Ok(())
    }
}

fn moved(rule: Rule, on: Date, amount: Money) -> Reason {
    Reason::new(rule).computed(Computation::fixed(amount)).with("on", Quantity::Date(on))
}

fn booked(movement: &Movement) -> Reason {
    let rule = match (movement.kind, State::of(movement.frozen_through, movement.on)) {
        (MovementKind::Earned, _) => Rule::MovementEarned,
        (MovementKind::ClawedBack, _) => Rule::MovementClawedBack,
        (MovementKind::Paid, _) => Rule::MovementPaid,
        (MovementKind::Dated, State::Payable) => Rule::MovementPayable,
        (MovementKind::Dated, _) => Rule::MovementDated,
    };
    let text = |id: &Option<Id>| Quantity::text(id.as_ref().map_or(Text::from("—"), Text::from));
    moved(rule, movement.on, movement.amount)
        .with("order", text(&movement.order))
        .with("line", text(&movement.line))
        .with("through", Quantity::Date(movement.frozen_through.unwrap_or(movement.on)))
        .with("withheld", Quantity::Money(movement.withheld))
}

fn closing(statement: &Statement) -> Reason {
    Reason::new(Rule::StatementClosing)
        .of(&statement.party)
        .computed(Computation::fixed(statement.closing))
        .with("opening", Quantity::Money(statement.opening))
        .with("earned", Quantity::Money(statement.earned))
        .with("clawed_back", Quantity::Money(statement.clawed_back))
        .with("withheld", Quantity::Money(statement.withheld))
        .with("paid", Quantity::Money(statement.paid))
}
