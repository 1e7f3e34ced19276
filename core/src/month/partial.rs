//! Sums over a chunk of a month's orders. They are exact and add up in any order, so that chunks can be absorbed anywhere
//! and merged in any grouping.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::calendar::Month;
use crate::commission::Movement;
use crate::document::{Id, record};
use crate::error::{Code, Error};
use crate::money::Money;

record! {
    /// What a chunk of a month comes to.
    pub struct Partial {
        /// The month.
        pub period: Month,
        /// Totals of the money that moved.
        pub totals: Totals = Totals::default(),
        /// Per party: its postings, summed by day, kind and release.
        pub parties: BTreeMap<Id, Vec<Movement>> = BTreeMap::new(),
        /// Per agent: sales that count for the assessment.
        pub agents: BTreeMap<Id, AgentSum> = BTreeMap::new(),
    }
}

record! {
    /// Money that moved, and how many orders moved it. net = gross − refunded.
    pub struct Totals {
        /// Orders of the month.
        pub orders: u64 = 0,
        /// Their lines.
        pub lines: u64 = 0,
        /// Refunds, those of earlier orders among them.
        pub refunds: u64 = 0,
        /// What was paid for the lines.
        pub gross: Money = Money::ZERO,
        /// What went back to customers in the month.
        pub refunded: Money = Money::ZERO,
        /// The part of `refunded` that is for orders of earlier months.
        pub refunded_late: Money = Money::ZERO,
    }
}

impl Default for Totals {
    fn default() -> Self {
        let zero = Money::ZERO;
        Self { orders: 0, lines: 0, refunds: 0, gross: zero, refunded: zero, refunded_late: zero }
    }
}

impl Totals {
    /// What is left of the gross after refunds.
    ///
    /// # Errors
    /// Beyond the limit of money.
    pub fn net(&self) -> Result<Money, Error> {
        self.gross.minus(self.refunded)
    }

    fn plus(&self, other: &Self) -> Result<Self, Error> {
        Ok(Self {
            orders: self.orders.saturating_add(other.orders),
            lines: self.lines.saturating_add(other.lines),
            refunds: self.refunds.saturating_add(other.refunds),
            gross: self.gross.plus(other.gross)?,
            refunded: self.refunded.plus(other.refunded)?,
            refunded_late: self.refunded_late.plus(other.refunded_late)?,
        })
    }
}

record! {
    /// One agent's own sales in a chunk.
    pub struct AgentSum {
        /// What customers paid.
        pub gross: Money = Money::ZERO,
        /// What went back to them, as far as it counts for this month.
        pub refunded: Money = Money::ZERO,
        /// What suppliers kept of it.
        pub supplied: Money = Money::ZERO,
        /// Orders of positive net.
        pub orders: u64 = 0,
        /// Per customer: orders of positive net.
        pub customers: BTreeMap<Id, CustomerSum> = BTreeMap::new(),
    }
}

impl Default for AgentSum {
    fn default() -> Self {
        let zero = Money::ZERO;
        Self { gross: zero, refunded: zero, supplied: zero, orders: 0, customers: BTreeMap::new() }
    }
}

record! {
    /// One customer of one agent in a chunk.
    pub struct CustomerSum {
        /// Orders of positive net.
        pub orders: u64 = 0,
        /// Whether the first order ever is among them.
        pub new: bool = false,
    }
}

impl AgentSum {
    /// What is left of the gross after refunds.
    ///
    /// # Errors
    /// Beyond the limit of money.
    pub fn net(&self) -> Result<Money, Error> {
        self.gross.minus(self.refunded)
    }

    fn add(&mut self, other: Self) -> Result<(), Error> {
        self.gross = self.gross.plus(other.gross)?;
        self.refunded = self.refunded.plus(other.refunded)?;
        self.supplied = self.supplied.plus(other.supplied)?;
        self.orders = self.orders.saturating_add(other.orders);
        for (customer, sum) in other.customers {
            let own = self.customers.entry(customer).or_insert(CustomerSum { orders: 0, new: false });
            own.orders = own.orders.saturating_add(sum.orders);
            own.new |= sum.new;
        }
        Ok(())
    }
}

/// What tells one sum of postings from another.
fn key(movement: &Movement) -> impl Ord {
    (movement.on, movement.kind, movement.role, movement.frozen_through)
}

impl Partial {
    /// A month in which nothing has happened yet.
    #[must_use]
    pub fn empty(period: Month) -> Self {
        Self { period, totals: Totals::default(), parties: BTreeMap::new(), agents: BTreeMap::new() }
    }

    /// Adds a posting to a party's sums.
    pub(super) fn post(&mut self, party: &Id, movement: Movement) -> Result<(), Error> {
        let sums = match self.parties.get_mut(party) {
            Some(sums) => sums,
            None => self.parties.entry(party.clone()).or_default(),
        };
        match sums.binary_search_by(|sum| key(sum).cmp(&key(&movement))) {
            Ok(at) => {
                if let Some(sum) = sums.get_mut(at) {
                    sum.amount = sum.amount.plus(movement.amount)?;
                }
            }
            Err(at) => sums.insert(at, movement),
        }
        Ok(())
    }

    /// Adds an agent's sales.
    pub(super) fn sell(&mut self, agent: &Id, sum: AgentSum) -> Result<(), Error> {
        match self.agents.get_mut(agent) {
            Some(own) => own.add(sum),
            None => {
                self.agents.insert(agent.clone(), sum);
                Ok(())
            }
        }
    }

    /// Adds totals.
    pub(super) fn total(&mut self, totals: &Totals) -> Result<(), Error> {
        self.totals = self.totals.plus(totals)?;
        Ok(())
    }
}

/// Two chunks of one month as one. Associative and commutative, exact.
///
/// # Errors
/// [`Code::PeriodMismatch`] when they are of different months; sums beyond the limit of money.
pub fn merge(mut into: Partial, other: Partial) -> Result<Partial, Error> {
    if into.period != other.period {
        return Err(Error::new(Code::PeriodMismatch).found(other.period).allowed(into.period).at("/period"));
    }
    into.total(&other.totals)?;
    for (party, movements) in other.parties {
        for movement in movements {
            into.post(&party, movement)?;
        }
    }
    for (agent, sum) in other.agents {
        into.sell(&agent, sum)?;
    }
    Ok(into)
}

record! {
    /// Sums of one month that are to be one.
    pub struct MergeRequest {
        /// The sums, in any order; at least one.
        pub partials: Vec<Partial>,
    }
}

/// Any number of chunks of one month as one.
///
/// # Errors
/// [`Code::ListLength`] for none; as [`merge`].
pub fn merge_all(partials: &[Partial]) -> Result<Partial, Error> {
    let Some((first, others)) = partials.split_first() else {
        return Err(Error::new(Code::ListLength).found(0_u8).allowed("≥ 1").at("/partials"));
    };
    others.iter().enumerate().try_fold(first.clone(), |sum, (at, next)| {
        let at = at.saturating_add(1);
        merge(sum, next.clone()).map_err(|error| error.within(alloc::format!("/partials/{at}")))
    })
}
