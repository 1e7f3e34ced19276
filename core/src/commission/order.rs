//! The facts: an order as it was placed, its agent chain pinned.

use alloc::vec::Vec;

use super::rules::Basis;
use crate::calendar::Date;
use crate::document::{Id, Seen, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money, Rate};

choice! {
    /// In which role a party has a part of a line.
    pub enum Role {
        /// Who supplied the goods, at cost.
        Supplier = "supplier",
        /// The agent who sold.
        Direct = "direct",
        /// The direct agent's sponsor, level 1: the next in the chain.
        Sponsor = "sponsor",
        /// The sponsor's sponsor, level 2; in a differential also everyone further up the chain.
        Sponsor2 = "sponsor_2",
        /// The mentor whom the order names.
        Mentor = "mentor",
        /// A member of a pool.
        Pool = "pool",
        /// Who takes what all others leave.
        Residual = "residual",
    }
}

record! {
    /// An order as it was placed.
    pub struct Order {
        /// The order.
        pub id: Id,
        /// The day it was placed: who sold, with which tier and rate, is pinned on this day, and the rulebook in force on it
        /// is the one to ask.
        pub placed_on: Date,
        /// Who bought: the direct agent may have, and a month counts its customers by it.
        pub buyer: Option<Id>,
        /// The agents from the direct agent upward, each once.
        pub chain: Vec<Link> = Vec::new(),
        /// The direct agent's mentor.
        pub mentor: Option<Id>,
        /// What was bought; at least one line.
        pub lines: Vec<Line>,
    }
}

record! {
    /// An agent of the chain, as they were when the order was placed.
    pub struct Link {
        /// Who.
        pub agent: Id,
        /// Their tier.
        pub tier: Option<Id>,
        /// A rate agreed with this agent: it goes before the rulebook's role and tier, not before an override of the line.
        pub rate: Option<Rate>,
    }
}

record! {
    /// A line of an order.
    pub struct Line {
        /// The line, unique in its order.
        pub id: Id,
        /// What was sold.
        pub sku: Option<Id>,
        /// Its category.
        pub category: Option<Id>,
        /// How many units, at least one.
        pub quantity: u64 = 1,
        /// What was paid for the whole line, after every discount allotted to it; freight apart.
        pub paid: Money,
        /// The supplier's price of the whole line, where it is known.
        pub cost: Option<Money>,
        /// Who is owed that price; without a supplier the cost stays with the residual party.
        pub supplier: Option<Id>,
    }
}

impl Order {
    /// Refuses what no rulebook can share, in this order of precedence: no line, an agent or a line twice, and line by
    /// line a quantity of none, a negative amount, a cost that is needed and not there.
    pub(super) fn check(&self, basis: Basis, currency: Currency) -> Result<(), Error> {
        if self.lines.is_empty() {
            return Err(Error::new(Code::ListLength).found(0_u8).allowed("≥ 1").at("/lines"));
        }
        once(self.chain.iter().map(|link| &link.agent))
            .map_err(|(at, error)| error.at(alloc::format!("/chain/{at}/agent")))?;
        once(self.lines.iter().map(|line| &line.id))
            .map_err(|(at, error)| error.at(alloc::format!("/lines/{at}/id")))?;
        for (at, line) in self.lines.iter().enumerate() {
            line.check(basis, currency).map_err(|error| error.within(alloc::format!("/lines/{at}")))?;
        }
        Ok(())
    }
}

impl Line {
    fn check(&self, basis: Basis, currency: Currency) -> Result<(), Error> {
        if self.quantity == 0 {
            return Err(Error::new(Code::CountOutOfRange).found(0_u8).allowed("≥ 1").at("/quantity"));
        }
        not_negative(self.paid, currency, "/paid")?;
        let Some(cost) = self.cost else {
            let needed_by = match (&self.supplier, basis) {
                (Some(_), _) => "supplier",
                (None, Basis::Margin) => "\"basis\": \"margin\"",
                (None, Basis::Paid) => return Ok(()),
            };
            return Err(Error::new(Code::MissingField).found(needed_by).allowed("cost").at("/cost"));
        };
        not_negative(cost, currency, "/cost")
    }

    /// What rates apply to.
    pub(super) fn basis(&self, basis: Basis) -> Result<Money, Error> {
        match (basis, self.cost) {
            (Basis::Margin, Some(cost)) => Ok(self.paid.minus(cost)?.at_least(Money::ZERO)),
            (Basis::Margin, None) | (Basis::Paid, _) => Ok(self.paid),
        }
    }
}

/// Refuses an amount below zero.
pub(super) fn not_negative(amount: Money, currency: Currency, path: &str) -> Result<(), Error> {
    if amount.is_negative() {
        let error = Error::new(Code::NegativeAmount).found(amount.to_text(currency));
        return Err(error.allowed("≥ 0").at(path));
    }
    Ok(())
}

/// Refuses an id that stands twice, and says where the second one is.
pub(super) fn once<'a>(ids: impl Iterator<Item = &'a Id> + Clone) -> Result<(), (usize, Error)> {
    /// Up to so many are held against each other, which takes no memory.
    const FEW: usize = 8;
    let are_few = ids.clone().nth(FEW).is_none();
    let mut seen = Seen::new();
    for (at, id) in ids.clone().enumerate() {
        let is_new = if are_few { ids.clone().take(at).all(|earlier| earlier != id) } else { seen.add(id) };
        if !is_new {
            return Err((at, Error::new(Code::DuplicateItem).found(id).allowed(1_u8)));
        }
    }
    Ok(())
}
