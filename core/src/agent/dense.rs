//! The sponsor tree as a column of numbers.

use alloc::vec::Vec;

use super::tree::children_first;
use crate::column::{Cell as _, place};
use crate::error::{Code, Error};

/// Agents by their numbers, with what says each one's sponsor; nothing of it is copied.
pub(crate) struct DenseTree<Sponsor> {
    agents: usize,
    sponsor: Sponsor,
}

/// What is known of an agent on the way up from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Seen {
    Not,
    /// On this way.
    Now,
    /// Above is a root.
    Sound,
}

impl<Sponsor: Fn(usize) -> u32> DenseTree<Sponsor> {
    /// Checks that sponsors are known and that nobody stands above themselves. `path` is the column's pointer.
    ///
    /// # Errors
    /// [`Code::UnknownSponsor`], [`Code::SponsorCycle`].
    pub(crate) fn of(agents: usize, sponsor: Sponsor, path: &str) -> Result<Self, Error> {
        let unknown = |sponsor: u32| sponsor.given().is_some() && place(sponsor) >= agents;
        if let Some(at) = (0..agents).find(|at| unknown(sponsor(*at))) {
            let error = Error::new(Code::UnknownSponsor).found(sponsor(at)).with("agent", at);
            return Err(error.at(alloc::format!("{path}/{at}")));
        }
        let tree = Self { agents, sponsor };
        if tree.is_forest() { Ok(tree) } else { Err(tree.cycle(path)) }
    }

    /// The number of an agent's sponsor; `None` for a root.
    #[inline]
    pub(crate) fn sponsor(&self, agent: usize) -> Option<usize> {
        (self.sponsor)(agent).given().map(place)
    }

    /// Every number once, each before that of its sponsor.
    pub(crate) fn children_first(&self) -> Vec<u32> {
        children_first(self.agents, |agent| self.sponsor(agent))
    }

    /// Whether every way up ends: each agent is passed at most twice, whatever the order of their numbers.
    fn is_forest(&self) -> bool {
        let mut seen = alloc::vec![Seen::Not; self.agents];
        for agent in 0..self.agents {
            let mut at = Some(agent);
            while let Some(seen) = at.and_then(|at| seen.get_mut(at)) {
                match *seen {
                    Seen::Sound => break,
                    Seen::Now => return false,
                    Seen::Not => *seen = Seen::Now,
                }
                at = at.and_then(|at| self.sponsor(at));
            }
            at = Some(agent);
            while let Some(seen) = at.and_then(|at| seen.get_mut(at)).filter(|seen| **seen == Seen::Now) {
                *seen = Seen::Sound;
                at = at.and_then(|at| self.sponsor(at));
            }
        }
        true
    }

    fn cycle(&self, path: &str) -> Error {
        let mut sound = alloc::vec![false; self.agents];
        for index in self.children_first() {
            if let Some(sound) = sound.get_mut(place(index)) {
                *sound = true;
            }
        }
        // What hangs below a cycle is sound: only its own agents are left over.
        let start = sound.iter().position(|sound| !sound).unwrap_or_default();
        let next = |agent: &usize| self.sponsor(*agent).filter(|next| *next != start);
        let count = core::iter::successors(Some(start), next).take(self.agents).count();
        let error = Error::new(Code::SponsorCycle).found(count);
        error.with("agents", alloc::format!("{start} → … → {start}")).at(alloc::format!("{path}/{start}"))
    }
}
