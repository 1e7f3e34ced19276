//! What happened to balances, colour by colour: opening + every change = closing.

use siyu::balance::{Account, Event, EventKind};
use siyu::money::Money;

use crate::failure::Failure;

/// An amount of principal, which was paid, and one of bonus, which was added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Colours {
    /// Principal.
    pub principal: Money,
    /// Bonus.
    pub bonus: Money,
}

impl Colours {
    /// What an account holds.
    pub fn of(account: &Account) -> Result<Self, siyu::Error> {
        Ok(Self { principal: account.principal_left()?, bonus: account.bonus_left()? })
    }

    /// Adds another amount.
    pub fn plus(self, other: Self) -> Result<Self, siyu::Error> {
        let principal = self.principal.plus(other.principal)?;
        Ok(Self { principal, bonus: self.bonus.plus(other.bonus)? })
    }

    /// Both colours.
    pub fn total(self) -> Result<Money, siyu::Error> {
        self.principal.plus(self.bonus)
    }
}

/// Every kind of change, in the order in which it is told.
pub const KINDS: [EventKind; 8] = [
    EventKind::ToppedUp,
    EventKind::Spent,
    EventKind::Restored,
    EventKind::Refunded,
    EventKind::Lapsed,
    EventKind::Closed,
    EventKind::Reopened,
    EventKind::Exchanged,
];

/// Opening, changes by kind, closing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColourSums {
    /// At the month's opening.
    pub opening: Colours,
    /// What each kind changed, in the order of [`KINDS`]; what left is below zero.
    pub changes: [Colours; 8],
    /// At its close.
    pub closing: Colours,
}

impl ColourSums {
    /// Notes a change.
    pub fn note(&mut self, event: &Event) -> Result<(), siyu::Error> {
        let change = Colours { principal: event.paid, bonus: event.bonus };
        for (kind, sum) in KINDS.iter().zip(&mut self.changes) {
            if *kind == event.kind {
                *sum = sum.plus(change)?;
            }
        }
        Ok(())
    }

    /// Adds another account's.
    pub fn add(&mut self, other: &Self) -> Result<(), siyu::Error> {
        self.opening = self.opening.plus(other.opening)?;
        for (sum, change) in self.changes.iter_mut().zip(other.changes) {
            *sum = sum.plus(change)?;
        }
        self.closing = self.closing.plus(other.closing)?;
        Ok(())
    }

    /// Whether opening and changes make the closing, in both colours.
    pub fn prove(&self) -> Result<(), Failure> {
        let sum = self.changes.iter().try_fold(self.opening, |sum, change| sum.plus(*change))?;
        if sum == self.closing {
            return Ok(());
        }
        Err(Failure(format!("the balances do not sum up: {sum:?} instead of {:?}", self.closing)))
    }
}
