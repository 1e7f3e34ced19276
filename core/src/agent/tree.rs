//! The sponsor tree: who brought whom, and sums up the tree.

use alloc::string::String;
use alloc::vec::Vec;

use crate::document::{Id, record};
use crate::error::{Code, Error};
use crate::money::Money;
use crate::order::sort_by;

record! {
    /// An agent and the agent who brought them.
    pub struct Sponsorship {
        /// Who.
        pub agent: Id,
        /// Who brought them; absent for a root.
        pub sponsor: Option<Id>,
    }
}

/// All agents with their sponsors, checked to be a forest.
///
/// Agents have dense indexes in the order of their ids' bytes, so the tree is the same for any order of the list. It is
/// made in linear time but for the sorting of the ids, and nothing in it recurses.
///
/// ```
/// use siyu::Id;
/// use siyu::agent::{SponsorTree, Sponsorship};
/// use siyu::money::Money;
///
/// let id = |name: &str| Id::new(name).unwrap();
/// let tree = SponsorTree::of(&[
///     Sponsorship { agent: id("c"), sponsor: Some(id("b")) },
///     Sponsorship { agent: id("b"), sponsor: Some(id("a")) },
///     Sponsorship { agent: id("a"), sponsor: None },
/// ]).unwrap();
/// let own: Vec<Money> = [1, 10, 100].map(|minor| Money::from_minor(minor).unwrap()).into();
/// let root = tree.index_of(&id("a")).unwrap();
/// let sums = tree.team_sums(&own).unwrap()[root];
/// assert_eq!((sums.direct.minor(), sums.whole.minor()), (10, 110));
/// assert_eq!(tree.upline(2, 1).collect::<Vec<_>>(), [1]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SponsorTree {
    /// In the order of their bytes.
    ids: Vec<Id>,
    /// The index of each agent's sponsor.
    sponsors: Vec<Option<u32>>,
    /// Every index once, each before that of its sponsor.
    children_first: Vec<u32>,
}

/// Sums over the teams of one agent, the agent's own value not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TeamSums {
    /// Over the agents whom the agent sponsors.
    pub direct: Money,
    /// Over all agents below.
    pub whole: Money,
}

impl SponsorTree {
    /// Checks a list of agents and makes the tree.
    ///
    /// # Errors
    /// In this order, and of several the one with the smallest id: [`Code::DuplicateItem`], [`Code::UnknownSponsor`],
    /// [`Code::SponsorCycle`], which names the agents on it. Paths are into the list.
    pub fn of(list: &[Sponsorship]) -> Result<Self, Error> {
        let Ok(count) = u32::try_from(list.len()) else {
            return Err(Error::new(Code::ListLength).found(list.len()).allowed("< 2^32"));
        };
        let mut sorted: Vec<(&Sponsorship, u32)> = list.iter().zip(0..count).collect();
        sort_by(&mut sorted, |(a, at), (b, bt)| a.agent.cmp(&b.agent).then(at.cmp(bt)));
        for pair in sorted.windows(2) {
            if let [(first, _), (second, at)] = pair
                && first.agent == second.agent
            {
                let error = Error::new(Code::DuplicateItem).found(&second.agent).allowed(1);
                return Err(error.at(alloc::format!("/{at}/agent")));
            }
        }
        let ids: Vec<Id> = sorted.iter().map(|(entry, _)| entry.agent.clone()).collect();
        let mut sponsors = Vec::with_capacity(ids.len());
        for (entry, at) in &sorted {
            let Some(sponsor) = &entry.sponsor else {
                sponsors.push(None);
                continue;
            };
            let Some(index) = index_in(&ids, sponsor) else {
                let error = Error::new(Code::UnknownSponsor).found(sponsor).with("agent", &entry.agent);
                return Err(error.at(alloc::format!("/{at}/sponsor")));
            };
            sponsors.push(u32::try_from(index).ok());
        }
        let children_first = children_first(sponsors.len(), |index| {
            sponsors.get(index).copied().flatten().and_then(|sponsor| usize::try_from(sponsor).ok())
        });
        let tree = Self { ids, sponsors, children_first };
        if tree.children_first.len() < tree.ids.len() {
            let (at, error) = tree.cycle();
            let place = sorted.get(at).map(|(_, place)| *place).unwrap_or_default();
            return Err(error.at(alloc::format!("/{place}/sponsor")));
        }
        Ok(tree)
    }

    /// How many agents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The agents by their indexes.
    #[must_use]
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }

    /// The index of an agent.
    #[must_use]
    pub fn index_of(&self, agent: &Id) -> Option<usize> {
        index_in(&self.ids, agent)
    }

    /// The index of an agent's sponsor; `None` for a root.
    #[must_use]
    pub fn sponsor(&self, index: usize) -> Option<usize> {
        self.sponsors.get(index).copied().flatten().and_then(|sponsor| usize::try_from(sponsor).ok())
    }

    /// The sponsors above an agent, nearest first, at most so many levels.
    pub fn upline(&self, index: usize, levels: usize) -> impl Iterator<Item = usize> + '_ {
        core::iter::successors(self.sponsor(index), |above| self.sponsor(*above)).take(levels)
    }

    /// Every index once, each before that of its sponsor.
    pub fn children_first(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children_first.iter().filter_map(|index| usize::try_from(*index).ok())
    }

    /// How many sponsors stand above each agent.
    #[must_use]
    pub fn depths(&self) -> Vec<u32> {
        let mut depths = alloc::vec![0_u32; self.len()];
        for index in self.children_first().rev() {
            let above = self.sponsor(index).and_then(|sponsor| depths.get(sponsor).copied());
            if let (Some(above), Some(depth)) = (above, depths.get_mut(index)) {
                *depth = above.saturating_add(1);
            }
        }
        depths
    }

    /// Sums a value of each agent up the tree, in one pass: over the direct and over the whole team.
    ///
    /// # Errors
    /// [`Code::ListLength`] unless there is one value per agent; [`Code::MoneyOutOfRange`] for a sum beyond the limit.
    pub fn team_sums(&self, own: &[Money]) -> Result<Vec<TeamSums>, Error> {
        if own.len() != self.len() {
            return Err(Error::new(Code::ListLength).found(own.len()).allowed(self.len()));
        }
        // In 128 bits, so that only what a team sums to is held against the limit, not what stands on the way to it.
        let mut sums = alloc::vec![(0_i128, 0_i128); self.len()];
        for index in self.children_first() {
            let value = own.get(index).copied().unwrap_or_default().exact();
            let below = sums.get(index).map_or(0, |(_, whole)| *whole);
            if let Some((direct, whole)) = self.sponsor(index).and_then(|sponsor| sums.get_mut(sponsor)) {
                *direct = direct.saturating_add(value);
                *whole = whole.saturating_add(value).saturating_add(below);
            }
        }
        let checked = sums.into_iter().map(|(direct, whole)| {
            Ok(TeamSums { direct: Money::from_exact(direct)?, whole: Money::from_exact(whole)? })
        });
        checked.collect()
    }

    /// The cycle that holds the smallest id of those on any cycle: where it begins, and the error that names it.
    fn cycle(&self) -> (usize, Error) {
        const MOST_NAMED: usize = 50;
        let mut sound = alloc::vec![false; self.len()];
        for index in self.children_first() {
            if let Some(sound) = sound.get_mut(index) {
                *sound = true;
            }
        }
        // What hangs below a cycle is sound: only its own agents are left over.
        let start = sound.iter().position(|sound| !sound).unwrap_or_default();
        let on_it =
            || core::iter::once(start).chain(self.upline(start, self.len()).take_while(|at| *at != start));
        let name = |at: usize| self.ids.get(at).map(Id::as_str).unwrap_or_default();
        let mut agents: String = on_it().take(MOST_NAMED).map(name).collect::<Vec<_>>().join(" → ");
        let count = on_it().count();
        agents.push_str(if count > MOST_NAMED { " → …" } else { " → " });
        if count <= MOST_NAMED {
            agents.push_str(name(start));
        }
        (start, Error::new(Code::SponsorCycle).found(count).with("agents", agents))
    }
}

fn index_in(ids: &[Id], agent: &Id) -> Option<usize> {
    ids.binary_search(agent).ok()
}

/// The agents from those without a downline upwards; those on a cycle never have their turn.
pub(super) fn children_first(agents: usize, sponsor: impl Fn(usize) -> Option<usize>) -> Vec<u32> {
    let mut waiting = alloc::vec![0_u32; agents];
    for index in 0..agents {
        if let Some(children) = sponsor(index).and_then(|sponsor| waiting.get_mut(sponsor)) {
            *children = children.saturating_add(1);
        }
    }
    let mut order: Vec<u32> = Vec::with_capacity(agents);
    order.extend((0_u32..).zip(&waiting).filter(|(_, children)| **children == 0).map(|(index, _)| index));
    let mut at = 0_usize;
    while let Some(index) = order.get(at) {
        at = at.saturating_add(1);
        let Some(above) = usize::try_from(*index).ok().and_then(&sponsor) else { continue };
        let Some(children) = waiting.get_mut(above) else { continue };
        *children = children.saturating_sub(1);
        if let (0, Ok(above)) = (*children, u32::try_from(above)) {
            order.push(above);
        }
    }
    order
}
