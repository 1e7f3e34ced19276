//! A party's account: what is pending, frozen, payable and owed.
//!
//! Accounts are sums: added together in any order they give the same account, so partial accounts can be built apart and
//! merged. Only advancing to a date moves money: what was frozen through an earlier day becomes payable, and what is payable
//! nets debts, oldest first.

use alloc::format;
use alloc::vec::Vec;

use super::order::not_negative;
use crate::calendar::Date;
use crate::document::record;
use crate::error::Error;
use crate::money::{Currency, Money};

record! {
    /// What a party is owed and owes. Only an account that holds residual parts may have less than nothing pending or frozen.
    #[derive(Default)]
    pub struct Account {
        /// Earned, and not yet dated by the event that starts the freeze.
        pub pending: Money = Money::ZERO,
        /// Earned and dated: payable from the day after `through`.
        pub frozen: Vec<Frozen> = Vec::new(),
        /// What may be paid out.
        pub payable: Money = Money::ZERO,
        /// What was paid out and had to be given back, netted oldest first from what becomes payable.
        pub debts: Vec<Debt> = Vec::new(),
    }
}

record! {
    /// What is frozen through a day.
    #[derive(Copy)]
    pub struct Frozen {
        /// The last day on which it is not payable.
        pub through: Date,
        /// How much.
        pub amount: Money,
    }
}

record! {
    /// What is owed since a day.
    #[derive(Copy)]
    pub struct Debt {
        /// The day it arose.
        pub since: Date,
        /// How much is still owed.
        pub amount: Money,
    }
}

/// An account advanced to a date, with what moved on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advanced {
    /// The account on that date.
    pub account: Account,
    /// Every day on which something moved, in order.
    pub releases: Vec<Release>,
}

/// What moved in an account on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// The day.
    pub on: Date,
    /// What became payable, before debts were netted.
    pub released: Money,
    /// What netted debts.
    pub netted: Money,
}

/// Where in an account the amount of a line lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Pending,
    Frozen(Date),
    Payable,
}

impl State {
    /// The state, on a day, of an amount that is frozen through a date; without one it is pending.
    pub(super) fn of(frozen_through: Option<Date>, on: Date) -> Self {
        match frozen_through {
            None => Self::Pending,
            Some(through) if through < on => Self::Payable,
            Some(through) => Self::Frozen(through),
        }
    }
}

impl Account {
    /// What the account is worth: pending + frozen + payable − debts.
    ///
    /// # Errors
    /// `money_out_of_range`; so do all that follow.
    pub fn value(&self) -> Result<Money, Error> {
        let frozen = self.frozen.iter().map(|frozen| frozen.amount);
        let debts = self.debts.iter().map(|debt| debt.amount.negated());
        Money::sum(frozen.chain(debts).chain([self.pending, self.payable]))
    }

    /// All that is owed.
    pub fn debt(&self) -> Result<Money, Error> {
        Money::sum(self.debts.iter().map(|debt| debt.amount))
    }

    /// Both accounts as one. Nothing is netted, so that merging is the same in any order; advance the sum to net it.
    pub fn plus(&self, other: &Self) -> Result<Self, Error> {
        let mut sum = Self::default();
        for account in [self, other] {
            sum.pending = sum.pending.plus(account.pending)?;
            sum.payable = sum.payable.plus(account.payable)?;
            for frozen in &account.frozen {
                add(&mut sum.frozen, frozen.through, frozen.amount)?;
            }
            for debt in &account.debts {
                add(&mut sum.debts, debt.since, debt.amount)?;
            }
        }
        Ok(sum)
    }

    /// The account on a later date: day by day, what is frozen no longer becomes payable and nets debts, oldest first.
    pub fn advanced(&self, to: Date) -> Result<Advanced, Error> {
        let mut account = Self::default().plus(self)?;
        let mut releases = Vec::new();
        // Accounts that were merged may hold both payable and debts.
        let netted = account.settle(to)?;
        if !netted.is_zero() {
            releases.push(Release { on: to, released: Money::ZERO, netted });
        }
        let due = account.frozen.partition_point(|frozen| frozen.through < to);
        for Frozen { through, amount } in account.frozen.drain(..due).collect::<Vec<_>>() {
            let on = through.checked_add_days(1).unwrap_or(to);
            account.payable = account.payable.plus(amount)?;
            releases.push(Release { on, released: amount, netted: account.settle(on)? });
        }
        Ok(Advanced { account, releases })
    }

    /// Puts an amount into a state, or, below zero, takes it out.
    pub(super) fn put(&mut self, state: State, amount: Money) -> Result<(), Error> {
        match state {
            State::Pending => self.pending = self.pending.plus(amount)?,
            State::Frozen(through) => add(&mut self.frozen, through, amount)?,
            State::Payable => self.payable = self.payable.plus(amount)?,
        }
        Ok(())
    }

    /// What a state holds.
    pub(super) fn held(&self, state: State) -> Money {
        match state {
            State::Pending => self.pending,
            State::Frozen(through) => self
                .frozen
                .iter()
                .find(|frozen| frozen.through == through)
                .map_or(Money::ZERO, |frozen| frozen.amount),
            State::Payable => self.payable,
        }
    }

    /// Makes a debt of what payable lacks, or nets debts with what it has, oldest first. Says how much was netted.
    pub(super) fn settle(&mut self, on: Date) -> Result<Money, Error> {
        if self.payable.is_negative() {
            let lacking = self.payable.negated();
            add(&mut self.debts, on, lacking)?;
            self.payable = Money::ZERO;
            return Ok(Money::ZERO);
        }
        let before = self.payable;
        for debt in &mut self.debts {
            let paid = debt.amount.at_most(self.payable);
            debt.amount = debt.amount.minus(paid)?;
            self.payable = self.payable.minus(paid)?;
        }
        self.debts.retain(|debt| !debt.amount.is_zero());
        before.minus(self.payable)
    }

    /// Refuses what no account has: a payable or a debt below zero.
    pub(super) fn check(&self, currency: Currency) -> Result<(), Error> {
        not_negative(self.payable, currency, "/payable")?;
        for (at, debt) in self.debts.iter().enumerate() {
            not_negative(debt.amount, currency, &format!("/debts/{at}/amount"))?;
        }
        Ok(())
    }

    /// Whether something pending or frozen is less than nothing.
    pub(super) fn holds_less_than_nothing(&self) -> bool {
        self.pending.is_negative() || self.frozen.iter().any(|frozen| frozen.amount.is_negative())
    }
}

/// An amount with a date, in a list by date.
trait Entry {
    fn new(date: Date, amount: Money) -> Self;
    fn date(&self) -> Date;
    fn amount(&mut self) -> &mut Money;
}

impl Entry for Frozen {
    fn new(through: Date, amount: Money) -> Self {
        Self { through, amount }
    }
    fn date(&self) -> Date {
        self.through
    }
    fn amount(&mut self) -> &mut Money {
        &mut self.amount
    }
}

impl Entry for Debt {
    fn new(since: Date, amount: Money) -> Self {
        Self { since, amount }
    }
    fn date(&self) -> Date {
        self.since
    }
    fn amount(&mut self) -> &mut Money {
        &mut self.amount
    }
}

/// Adds an amount to the entry of its date; an entry of nothing is no entry.
fn add<T: Entry>(entries: &mut Vec<T>, date: Date, amount: Money) -> Result<(), Error> {
    let place = entries.binary_search_by_key(&date, T::date);
    match place {
        Ok(at) => {
            if let Some(entry) = entries.get_mut(at) {
                *entry.amount() = entry.amount().plus(amount)?;
                if entry.amount().is_zero() {
                    entries.remove(at);
                }
            }
        }
        Err(_) if amount.is_zero() => {}
        Err(at) => entries.insert(at, T::new(date, amount)),
    }
    Ok(())
}
