//! `agent_tree_check`: whether the sponsors of all agents make a sound tree.

use alloc::vec::Vec;

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
        /// Agents with more sponsors above them than the `levels` of the section `commission` pays; absent where that section is,
        /// or where it is the tiers that settle who is paid (`differential`).
        pub beyond_paid_levels: Option<u64>,
    }
}

/// Checks the tree. `paid_levels` is how many levels above the direct agent commission pays, where that is known: see
/// [`Rules::paid_levels`](crate::commission::Rules::paid_levels).
///
/// # Errors
/// Those of [`SponsorTree::of`].
pub fn check_tree(
    paid_levels: Option<u8>,
    check: &TreeCheck,
    reasons: &mut Reasons,
) -> Result<TreeSummary, Error> {
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
    let beyond = |paid: u8| levels.iter().skip(usize::from(paid).saturating_add(1)).sum::<u64>();
    let beyond_paid_levels = paid_levels.map(beyond);
    let roots: Vec<Id> = tree
        .ids()
        .iter()
        .enumerate()
        .filter(|(at, _)| tree.sponsor(*at).is_none())
        .map(|(_, id)| id.clone())
        .collect();
    let agents = u64::try_from(tree.len()).unwrap_or(u64::MAX);
    let count = |count: usize| Quantity::Count(i64::try_from(count).unwrap_or(i64::MAX));
    reasons.decisive(|| {
        Reason::new(Rule::AgentTreeSound)
            .with("agents", count(tree.len()))
            .with("roots", count(roots.len()))
            .with("levels", count(levels.len()))
    });
    if let Some((paid, beyond)) = paid_levels.zip(beyond_paid_levels) {
        reasons.decisive(|| {
            Reason::new(Rule::AgentTreeBeyondPaidLevels)
                .at("/commission/levels")
                .with("paid", Quantity::Count(paid.into()))
                .with("beyond", Quantity::Count(i64::try_from(beyond).unwrap_or(i64::MAX)))
        });
    }
    Ok(TreeSummary { agents, roots, levels, beyond_paid_levels })
}
