//! `agent_tree_check`: whether the sponsors of all agents make a sound tree.

use alloc::vec::Vec;

use super::rules::Rules;
use super::tree::{SponsorTree, Sponsorship};
use crate::document::{Id, record};
use crate::error::Error;
use crate::reason::{Quantity, Reason, Reasons, Rule};

record! {
    /// All agents with their sponsors, in any order.
    pub struct TreeCheck {
        /// Every agent once.
        pub agents: Vec<Sponsorship>,
    }
}

record! {
    /// What the tree looks like.
    pub struct TreeSummary {
        /// How many agents there are.
        pub agents: u64,
        /// Those without a sponsor, by id.
        pub roots: Vec<Id>,
        /// How many agents stand at each level: the roots first, then those below 1 sponsor, 2 sponsors, …
        pub levels: Vec<u64>,
        /// Agents with more sponsors above them than the rulebook's `depth` pays.
        pub beyond_depth: u64,
    }
}

/// Checks the tree.
///
/// # Errors
/// Those of [`SponsorTree::of`].
pub fn check_tree(rules: &Rules, check: &TreeCheck, reasons: &mut Reasons) -> Result<TreeSummary, Error> {
    let tree = SponsorTree::of(&check.agents).map_err(|error| error.within("/agents"))?;
    let mut levels: Vec<u64> = Vec::new();
    for depth in tree.depths() {
        let level = usize::try_from(depth).unwrap_or(usize::MAX);
        // Depths have no gaps, but come in the order of the ids.
        if level >= levels.len() {
            levels.resize(level.saturating_add(1), 0);
        }
        if let Some(count) = levels.get_mut(level) {
            *count = count.saturating_add(1);
        }
    }
    let beyond_depth = levels.iter().skip(usize::from(rules.depth).saturating_add(1)).sum();
    let roots: Vec<Id> = tree
        .ids()
        .iter()
        .enumerate()
        .filter(|(at, _)| tree.sponsor(*at).is_none())
        .map(|(_, id)| id.clone())
        .collect();
    let agents = u64::try_from(tree.len()).unwrap_or(u64::MAX);
    reasons.decisive(|| {
        let count = |count: usize| Quantity::Count(i64::try_from(count).unwrap_or(i64::MAX));
        Reason::new(Rule::AgentTreeSound)
            .at("/agent/depth")
            .with("agents", count(tree.len()))
            .with("roots", count(roots.len()))
            .with("levels", count(levels.len()))
            .with("depth", Quantity::Count(rules.depth.into()))
            .with("beyond", Quantity::Count(i64::try_from(beyond_depth).unwrap_or(i64::MAX)))
    });
    Ok(TreeSummary { agents, roots, levels, beyond_depth })
}
