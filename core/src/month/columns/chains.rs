//! Who is paid on each agent's orders.

use alloc::vec::Vec;

use super::check_rules;
use crate::agent::DenseTree;
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns};
use crate::commission::{ChainRules, LANES};
use crate::error::{Code, Error};

/// How many agents above the seller are paid at most.
pub(super) const ABOVE: usize = LANES - 1;

columns! {
    /// The sponsor tree of a month, or of a segment of it in which nobody's sponsor or tier changes.
    pub struct ChainsBatch {
        counts {
            /// Agents, numbered from 0 in the order of their ids' bytes.
            agents,
            /// 2: the agents above the seller who are paid at most.
            above,
        }
        columns {
            /// The number of each agent's sponsor; nothing for a root.
            input sponsor: u32 [agents],
            /// The tier in which each agent sells and is paid: its place in the rulebook, from the lowest.
            input tier: u8 [agents],
            /// The class of rates in which an order of each agent is shared. It is a number of this rulebook, and may be kept with an
            /// order as what was pinned for it.
            output class: u16 [agents],
            /// Who is paid as sponsor and as sponsor_2 on an order of each agent; in a differential the first and the second
            /// above with a rate above all below.
            output upline: u32 [agents, above],
        }
    }
}

/// Says for each agent in which class an order is shared, and who above is paid.
///
/// # Errors
/// `list_length` of a column; `not_over_columns` for a rulebook with pools; `unknown_choice` for a tier; `unknown_sponsor`, `sponsor_cycle`.
/// Nothing is written then.
pub fn chains_columns<M: Memory>(
    rules: &ChainRules,
    tiers: usize,
    batch: &mut ChainsBatch<M>,
) -> Result<usize, Error> {
    super::check_width("above", batch.above, ABOVE)?;
    batch.check_lengths()?;
    check_rules(rules)?;
    let tier = |agent: usize| batch.tier.at(agent);
    if let Some(at) = (0..batch.agents).find(|at| usize::from(tier(*at)) >= tiers) {
        let error = Error::new(Code::UnknownChoice).found(tier(at)).allowed(alloc::format!("< {tiers}"));
        return Err(error.at(alloc::format!("/tier/{at}")));
    }
    let tree = tree_of::<M>(&batch.sponsor, batch.agents)?;
    let higher = if rules.is_differential { higher_ranked(rules, &tree, batch) } else { Vec::new() };
    for agent in 0..batch.agents {
        let next = |of: usize| {
            let above = if rules.is_differential { higher.get(of).copied() } else { tree.sponsor(of) };
            above.filter(|above| *above < batch.agents)
        };
        let first = next(agent).filter(|_| rules.levels() >= 1);
        let second = first.and_then(next).filter(|_| rules.levels() >= 2);
        let paid = [Some(agent), first, second];
        batch.class.put(agent, rules.number(paid.map(|agent| agent.map(|agent| batch.tier.at(agent)))));
        let upline = [first, second].map(|above| above.map_or(u32::NONE, number));
        batch.upline.write(agent.saturating_mul(ABOVE), &upline);
    }
    Ok(0)
}

/// A column of sponsors as a tree.
pub(super) fn tree_of<M: Memory>(sponsors: &M::Input<u32>, agents: usize) -> Result<DenseTree, Error> {
    let mut column = alloc::vec![0; agents];
    sponsors.read(0, &mut column);
    DenseTree::of(column, "/sponsor")
}

/// The next agent above each whose tier has a higher rate; beyond every agent where there is none.
fn higher_ranked<M: Memory>(rules: &ChainRules, tree: &DenseTree, batch: &ChainsBatch<M>) -> Vec<usize> {
    let rate = |agent: usize| rules.rank_rate(batch.tier.at(agent));
    let mut higher = alloc::vec![usize::MAX; batch.agents];
    for agent in tree.children_first().rev() {
        // Each step goes up by a rate, so there are no more of them than tiers.
        let mut above = tree.sponsor(agent);
        while let Some(next) = above.filter(|above| rate(*above) <= rate(agent)) {
            above = higher.get(next).copied().filter(|next| *next < batch.agents);
        }
        if let (Some(place), Some(above)) = (higher.get_mut(agent), above) {
            *place = above;
        }
    }
    higher
}

fn number(agent: usize) -> u32 {
    u32::try_from(agent).unwrap_or(u32::NONE)
}
