//! Who the agents are. The file knows none, so a rule makes them of its customers.
//!
//! * Agents are the customers whose net spend over the whole file is at least a threshold; they join on the day of their
//!   first purchase, in that order, those of one day by number.
//! * The sponsor of agent i (from 0) is agent ⌊i / 10⌋ for i ≥ 10; the first ten have none.
//! * An agent buys through themselves. Every other customer is bound in each month to one of the agents who have joined by the
//!   end of it: agent (customer number mod number of them). The customers of a cleared agent go to the sponsor, and so on up;
//!   where there is none, to the house.

use std::collections::{BTreeMap, HashMap};

use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::money::Money;

use super::lines::InvoiceLine;
use crate::failure::Failure;

/// A customer who is an agent.
#[derive(Debug)]
pub struct Member {
    /// Their id: the customer number.
    pub id: Id,
    /// The day of their first purchase.
    pub joined_on: Date,
    /// The position of the sponsor.
    pub sponsor: Option<usize>,
}

/// All agents, in the order of joining.
#[derive(Debug)]
pub struct Members {
    list: Vec<Member>,
    positions: HashMap<u32, usize>,
}

/// Agents that one sponsors.
const DOWNLINE: usize = 10;

impl Members {
    /// The agents of a file.
    pub fn of(lines: &[InvoiceLine], least_spend: Money) -> Result<Self, Failure> {
        let mut spent: BTreeMap<u32, (Money, Option<Date>)> = BTreeMap::new();
        for line in lines {
            let Some(customer) = line.customer else { continue };
            let (net, first) = spent.entry(customer).or_default();
            *net = net.plus(line.amount)?;
            if !line.amount.is_negative() {
                first.get_or_insert(line.date);
            }
        }
        let mut chosen: Vec<(Date, u32)> = spent
            .into_iter()
            .filter(|(_, (net, _))| *net >= least_spend)
            .filter_map(|(customer, (_, first))| Some((first?, customer)))
            .collect();
        chosen.sort_unstable();
        let positions = chosen.iter().enumerate().map(|(at, (_, customer))| (*customer, at)).collect();
        let list = chosen.iter().enumerate().map(|(at, (joined_on, customer))| {
            let sponsor = Some(at / DOWNLINE).filter(|_| at >= DOWNLINE);
            Ok(Member { id: Id::new(&customer.to_string())?, joined_on: *joined_on, sponsor })
        });
        Ok(Self { list: list.collect::<Result<_, siyu::Error>>()?, positions })
    }

    /// The agents who have joined by the end of a month: the first so many.
    pub fn joined_by(&self, month: Month) -> &[Member] {
        let count = self.list.partition_point(|member| Month::of(member.joined_on) <= month);
        &self.list[..count]
    }

    /// The agent at a position.
    pub fn at(&self, position: usize) -> Option<&Member> {
        self.list.get(position)
    }

    /// How many there are in all.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Whose customer someone is in a month; `None` is the house. `active` says who has not been cleared.
    pub fn agent_of(&self, customer: u32, month: Month, active: impl Fn(&Id) -> bool) -> Option<&Member> {
        let joined = self.joined_by(month);
        let own = self.positions.get(&customer).and_then(|at| joined.get(*at));
        if let Some(own) = own.filter(|own| active(&own.id)) {
            return Some(own);
        }
        let place = usize::try_from(customer).ok()?.checked_rem(joined.len())?;
        let mut next = joined.get(place);
        while let Some(member) = next.filter(|member| !active(&member.id)) {
            next = member.sponsor.and_then(|at| joined.get(at));
        }
        next
    }
}
