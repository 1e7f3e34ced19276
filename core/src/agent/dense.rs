//! The sponsor tree as a column of numbers.

use alloc::vec::Vec;

use super::tree::children_first;
use crate::column::Cell as _;
use crate::error::{Code, Error};

/// Agents by their numbers, each with its sponsor's number, checked to be a forest.
pub(crate) struct DenseTree {
    sponsors: Vec<u32>,
    children_first: Vec<u32>,
}

impl DenseTree {
    /// Checks a column of sponsors. `path` is its pointer.
    ///
    /// # Errors
    /// [`Code::UnknownSponsor`], [`Code::SponsorCycle`].
    pub(crate) fn of(sponsors: Vec<u32>, path: &str) -> Result<Self, Error> {
        let unknown = |sponsor: u32| sponsor.given().is_some() && place(sponsor) >= sponsors.len();
        if let Some((at, sponsor)) = sponsors.iter().enumerate().find(|(_, sponsor)| unknown(**sponsor)) {
            let error = Error::new(Code::UnknownSponsor).found(sponsor).with("agent", at);
            return Err(error.at(alloc::format!("{path}/{at}")));
        }
        let children_first = children_first(sponsors.len(), |index| above(&sponsors, index));
        let tree = Self { sponsors, children_first };
        if tree.children_first.len() == tree.sponsors.len() { Ok(tree) } else { Err(tree.cycle(path)) }
    }

    /// The number of an agent's sponsor; `None` for a root.
    #[inline]
    pub(crate) fn sponsor(&self, agent: usize) -> Option<usize> {
        above(&self.sponsors, agent)
    }

    /// Every number once, each before that of its sponsor.
    pub(crate) fn children_first(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children_first.iter().map(|index| place(*index))
    }

    fn cycle(&self, path: &str) -> Error {
        let mut sound = alloc::vec![false; self.sponsors.len()];
        for index in self.children_first() {
            if let Some(sound) = sound.get_mut(index) {
                *sound = true;
            }
        }
        // What hangs below a cycle is sound: only its own agents are left over.
        let start = sound.iter().position(|sound| !sound).unwrap_or_default();
        let next = |agent: &usize| self.sponsor(*agent).filter(|next| *next != start);
        let count = core::iter::successors(Some(start), next).count();
        let error = Error::new(Code::SponsorCycle).found(count);
        error.with("agents", alloc::format!("{start} → … → {start}")).at(alloc::format!("{path}/{start}"))
    }
}

/// A number as a place; nothing is beyond every table.
#[inline]
pub(crate) fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[inline]
fn above(sponsors: &[u32], agent: usize) -> Option<usize> {
    sponsors.get(agent).copied().and_then(given)
}

fn given(sponsor: u32) -> Option<usize> {
    sponsor.given().map(place)
}
