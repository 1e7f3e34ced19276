//! What moves a party's account.

use alloc::format;

use super::account::{Account, State};
use super::order::{Role, not_negative};
use super::rules::Freeze;
use crate::calendar::Date;
use crate::document::{Choice, Id, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};

choice! {
    /// What happened, in the order in which the movements of one day count.
    pub enum MovementKind {
        /// A part of a line was earned.
        Earned = "earned",
        /// The event that starts the freeze happened: what was pending is frozen.
        Dated = "dated",
        /// A refund took something back.
        ClawedBack = "clawed_back",
        /// Something was paid out.
        Paid = "paid",
    }
}

record! {
    /// One movement of a party's account. Movements of one day count in this order, whatever order they come in: what is
    /// frozen no longer is released, `earned`, `dated`, `clawed_back`, `paid`.
    pub struct Movement {
        /// The day.
        pub on: Date,
        /// What happened.
        pub kind: MovementKind,
        /// The order it ties to.
        pub order: Option<Id>,
        /// The line it ties to.
        pub line: Option<Id>,
        /// The party's role on that line.
        pub role: Option<Role>,
        /// How much, at least zero; only of a `residual` part it may be below. Of a payment: without what was withheld.
        pub amount: Money,
        /// The last day on which the line's amount is frozen. Without it `earned` and `clawed_back` mean what is pending, and
        /// `dated` freezes by the rulebook from `on`.
        pub frozen_through: Option<Date>,
        /// Of a payment: what was withheld for tax beside it.
        pub withheld: Money = Money::ZERO,
    }
}

impl Movement {
    /// Refuses what no movement can be.
    pub(super) fn check(&self, currency: Currency) -> Result<(), Error> {
        let paid = self.kind == MovementKind::Paid;
        if paid || self.role != Some(Role::Residual) {
            not_negative(self.amount, currency, "/amount")?;
        }
        not_negative(self.withheld, currency, "/withheld")?;
        let without_effect = |field: &str, needs: &str| {
            Err(Error::new(Code::WithoutEffect).found(field).with("allowed", needs).at(format!("/{field}")))
        };
        if !paid && !self.withheld.is_zero() {
            return without_effect("withheld", "\"kind\": \"paid\"");
        }
        if paid && self.frozen_through.is_some() {
            return without_effect("frozen_through", "\"kind\": \"earned\", \"dated\", \"clawed_back\"");
        }
        Ok(())
    }

    /// The movement with the freeze that the rulebook gives it.
    pub(super) fn dated_by(mut self, freeze: &Freeze) -> Result<Self, Error> {
        if self.kind == MovementKind::Dated && self.frozen_through.is_none() {
            self.frozen_through = Some(freeze.through(self.on)?);
        }
        Ok(self)
    }

    /// Where the amount comes from, unless it is new or leaves as a payment.
    pub(super) fn source(&self) -> Option<State> {
        match self.kind {
            MovementKind::Earned | MovementKind::Paid => None,
            MovementKind::Dated => Some(State::Pending),
            MovementKind::ClawedBack => Some(State::of(self.frozen_through, self.on)),
        }
    }

    /// A key that orders the movements of an account wholly: by day, then in the order in which they count.
    pub(super) fn key(&self) -> impl Ord + '_ {
        let line = (&self.order, &self.line, self.role);
        (self.on, self.kind, line, self.frozen_through, self.amount, self.withheld)
    }
}

impl Account {
    /// Books a movement on an account that was advanced to the movement's day. What payable does not hold of a clawback becomes
    /// a debt of that day.
    ///
    /// # Errors
    /// `missing_field` when a `dated` movement has no `frozen_through`, `above_payable` when a payment is more than is
    /// payable (by how much), `money_out_of_range`.
    pub fn booked(mut self, movement: &Movement, currency: Currency) -> Result<Self, Error> {
        let Movement { on, amount, .. } = *movement;
        let state = State::of(movement.frozen_through, on);
        match movement.kind {
            MovementKind::Earned => self.put(state, amount)?,
            MovementKind::ClawedBack => self.put(state, amount.negated())?,
            MovementKind::Dated => {
                if state == State::Pending {
                    let error = Error::new(Code::MissingField).found(movement.kind.slug());
                    return Err(error.allowed("frozen_through").at("/frozen_through"));
                }
                self.put(State::Pending, amount.negated())?;
                self.put(state, amount)?;
            }
            MovementKind::Paid => {
                let gross = amount.plus(movement.withheld)?;
                above_payable(gross, self.payable, currency).map_err(|error| error.at("/amount"))?;
                self.put(State::Payable, gross.negated())?;
            }
        }
        self.settle(on)?;
        Ok(self)
    }
}

/// Refuses to pay more than is payable.
pub(super) fn above_payable(gross: Money, payable: Money, currency: Currency) -> Result<(), Error> {
    if gross <= payable {
        return Ok(());
    }
    let by = gross.minus(payable)?;
    Err(Error::new(Code::AbovePayable)
        .found(gross.to_text(currency))
        .allowed(payable.to_text(currency))
        .with("by", by.to_text(currency)))
}
