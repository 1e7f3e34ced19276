//! Sums over a chunk of a month's orders. They are exact and add up in any order, so that chunks can be absorbed anywhere
//! and merged in any grouping.

use alloc::vec::Vec;

use crate::calendar::Month;
use crate::commission::{Movement, MovementKind, Role};
use crate::document::{Choice, Gather, Id, Reader, pointer_step, record};
use crate::error::{Code, Error};
use crate::money::Money;
use crate::order::sort_by_key;

record! {
    /// What a chunk of a month comes to.
    pub struct Partial {
        /// The month.
        pub period: Month,
        /// Totals of the money that moved.
        pub totals: Totals = Totals::default(),
        /// Per party: its postings, summed by day, kind and the day through which they are frozen. Sums tie to no order, and of
        /// roles only `residual` is told.
        pub parties: Gather<Id, Vec<Movement>> = Gather::new(),
        /// Per agent: sales that count for the assessment.
        pub agents: Gather<Id, AgentSum> = Gather::new(),
    }
    check: check;
}

/// Refuses movements that are no sums of postings: adding them up would lose what they say.
fn check(partial: &Partial, reader: &mut Reader) {
    for (party, movements) in partial.parties.iter() {
        for (at, movement) in movements.iter().enumerate() {
            if let Some(error) = no_sum(movement) {
                reader.refuse(&alloc::format!("/parties{}/{at}", pointer_step(party.as_str())), error);
            }
        }
    }
}

fn no_sum(movement: &Movement) -> Option<Error> {
    if movement.kind == MovementKind::Paid {
        let error = Error::new(Code::UnknownChoice).found(movement.kind.slug());
        return Some(error.allowed("\"earned\", \"dated\", \"clawed_back\"").at("/kind"));
    }
    if let Some(role) = movement.role.filter(|role| *role != Role::Residual) {
        return Some(Error::new(Code::UnknownChoice).found(role.slug()).allowed("\"residual\"").at("/role"));
    }
    let others = [
        ("order", movement.order.is_some()),
        ("line", movement.line.is_some()),
        ("withheld", !movement.withheld.is_zero()),
    ];
    let (field, _) = others.into_iter().find(|(_, there)| *there)?;
    // Only a statement's own movements tie to an order.
    Some(Error::new(Code::WithoutEffect).found(field).allowed("commission_statement").at(pointer_step(field)))
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
        pub customers: Gather<Id, CustomerSum> = Gather::new(),
    }
}

impl Default for AgentSum {
    fn default() -> Self {
        let zero = Money::ZERO;
        Self { gross: zero, refunded: zero, supplied: zero, orders: 0, customers: Gather::new() }
    }
}

record! {
    /// One customer of one agent in a chunk.
    #[derive(Default)]
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

    /// Adds what was paid, refunded and kept by suppliers.
    pub(super) fn add_money(&mut self, gross: Money, refunded: Money, supplied: Money) -> Result<(), Error> {
        self.gross = self.gross.plus(gross)?;
        self.refunded = self.refunded.plus(refunded)?;
        self.supplied = self.supplied.plus(supplied)?;
        Ok(())
    }

    /// Counts an order of positive net.
    pub(super) fn add_order(&mut self, buyer: Option<&Id>, new: bool) {
        self.orders = self.orders.saturating_add(1);
        if let Some(buyer) = buyer {
            self.customers.change(buyer.clone(), |sum| sum.add(&CustomerSum { orders: 1, new }));
        }
    }

    fn add(&mut self, other: Self) -> Result<(), Error> {
        self.add_money(other.gross, other.refunded, other.supplied)?;
        self.orders = self.orders.saturating_add(other.orders);
        for (customer, sum) in other.customers.sorted() {
            self.customers.change(customer, |own| own.add(&sum));
        }
        Ok(())
    }
}

impl CustomerSum {
    fn add(&mut self, other: &Self) {
        self.orders = self.orders.saturating_add(other.orders);
        self.new |= other.new;
    }
}

/// What tells one sum of postings from another.
pub(super) fn key(movement: &Movement) -> impl Ord + use<> {
    (movement.on, movement.kind, movement.role, movement.frozen_through)
}

impl Partial {
    /// A month in which nothing has happened yet.
    #[must_use]
    pub fn empty(period: Month) -> Self {
        Self { period, totals: Totals::default(), parties: Gather::new(), agents: Gather::new() }
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
    into.total(&other.totals).map_err(|error| error.at("/totals"))?;
    let place = |list: &str, id: &Id| alloc::format!("/{list}{}", pointer_step(id.as_str()));
    for (party, movements) in other.parties.sorted() {
        let path = || place("parties", &party);
        match into.parties.get_mut(&party) {
            Some(sums) => {
                sums.extend(movements);
                sum_up(sums).map_err(|error| error.at(path()))?;
            }
            None => {
                into.parties.insert(party, movements);
            }
        }
    }
    for (agent, sum) in other.agents.sorted() {
        let added = into.agents.change(agent.clone(), |own| own.add(sum));
        added.map_err(|error| error.at(place("agents", &agent)))?;
    }
    Ok(into)
}

/// Makes one of all sums of the same day, kind, role and release, in their order.
pub(super) fn sum_up(sums: &mut Vec<Movement>) -> Result<(), Error> {
    sort_by_key(sums, key);
    let mut beyond = None;
    sums.dedup_by(|next, sum| {
        let same = key(next) == key(sum);
        if same {
            match sum.amount.plus(next.amount) {
                Ok(amount) => sum.amount = amount,
                Err(error) => beyond = beyond.take().or(Some(error)),
            }
        }
        same
    });
    beyond.map_or(Ok(()), Err)
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
