//! Postings summed up while a chunk is absorbed.

use alloc::vec::Vec;

use super::partial::{key, sum_up};
use crate::commission::Movement;
use crate::document::{Gather, Id};
use crate::error::Error;

/// How far back a posting looks for one to the same party: the lines of an order go to the same few, and to look here is
/// cheaper than among all parties.
const NEAR: usize = 12;
/// The most postings that wait for the sums.
const MOST_WAITING: usize = 64;

/// The postings of a chunk, summed by party, day, kind, role and release.
#[derive(Default)]
pub(super) struct Tally {
    waiting: Vec<(Id, Movement)>,
    parties: Gather<Id, Sums>,
}

impl Tally {
    /// Adds a posting.
    pub(super) fn post(&mut self, party: Id, movement: Movement) -> Result<(), Error> {
        let mut near = self.waiting.iter_mut().rev().take(NEAR);
        if let Some((_, sum)) = near.find(|(other, sum)| key(sum) == key(&movement) && *other == party) {
            sum.amount = sum.amount.plus(movement.amount)?;
            return Ok(());
        }
        self.waiting.push((party, movement));
        if self.waiting.len() < MOST_WAITING { Ok(()) } else { self.sum_waiting() }
    }

    fn sum_waiting(&mut self) -> Result<(), Error> {
        for (party, movement) in self.waiting.drain(..) {
            match self.parties.get_mut(&party) {
                Some(sums) => sums.add(movement)?,
                None => {
                    self.parties.insert(party, Sums { list: alloc::vec![movement], sorted: 1 });
                }
            }
        }
        Ok(())
    }

    /// The sums of each party, in order.
    pub(super) fn finish(mut self) -> Result<Gather<Id, Vec<Movement>>, Error> {
        self.sum_waiting()?;
        let mut parties = Gather::new();
        for (party, sums) in self.parties.sorted() {
            parties.insert(party, sums.finish()?);
        }
        Ok(parties)
    }
}

/// The sums of one party: in order up to `sorted`; what comes later is put in its place when it has become much, so that however
/// many sums there are, and in whatever order they come, none costs to move all others.
#[derive(Default)]
struct Sums {
    list: Vec<Movement>,
    sorted: usize,
}

impl Sums {
    fn add(&mut self, movement: Movement) -> Result<(), Error> {
        let sorted = self.list.get_mut(..self.sorted).unwrap_or_default();
        if let Ok(at) = sorted.binary_search_by(|sum| key(sum).cmp(&key(&movement))) {
            if let Some(sum) = sorted.get_mut(at) {
                sum.amount = sum.amount.plus(movement.amount)?;
            }
            return Ok(());
        }
        self.list.push(movement);
        let unsorted = self.list.len().saturating_sub(self.sorted);
        if unsorted > self.sorted / 4 { self.sort() } else { Ok(()) }
    }

    fn sort(&mut self) -> Result<(), Error> {
        sum_up(&mut self.list)?;
        self.sorted = self.list.len();
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Movement>, Error> {
        if self.sorted < self.list.len() {
            self.sort()?;
        }
        Ok(self.list)
    }
}
