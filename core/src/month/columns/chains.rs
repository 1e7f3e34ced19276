//! Who is paid on each agent's orders.

use alloc::vec::Vec;

use super::check_rules;
use crate::agent::DenseTree;
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns, place};
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
            /// 2: the agents above the seller who are paid at most, where `upline` is there.
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
            /// above with a rate above all below. Needed in a differential; elsewhere they are the sponsor and the sponsor's sponsor.
            wanted upline: u32 [agents, above],
        }
    }
}

/// Says for each agent in which class an order is shared, and who above is paid.
///
/// # Errors
/// `list_length` of a column; `missing_field` for `upline` in a differential; `not_over_columns` for a rulebook with pools; `unknown_choice` for a tier; `unknown_sponsor`, `sponsor_cycle`.
/// Nothing is written then.
pub fn chains_columns<M: Memory>(
    rules: &ChainRules,
    tiers: usize,
    batch: &mut ChainsBatch<M>,
) -> Result<usize, Error> {
    if batch.upline.is_some() {
        super::check_width("above", batch.above, ABOVE)?;
    }
    batch.check_lengths()?;
    check_rules(rules)?;
    let tiers_of = &batch.tier;
    let tier = |agent: usize| tiers_of.at(agent);
    if let Some(at) = (0..batch.agents).find(|at| usize::from(tier(*at)) >= tiers) {
        let error = Error::new(Code::UnknownChoice).found(tier(at)).allowed(alloc::format!("< {tiers}"));
        return Err(error.at(alloc::format!("/tier/{at}")));
    }
    if batch.upline.is_none() && needs_uplines(rules) {
        return Err(no_uplines());
    }
    let sponsor = &batch.sponsor;
    let tree = DenseTree::of(batch.agents, |agent| sponsor.at(agent), "/sponsor")?;
    let higher = if rules.is_differential { higher_ranked(rules, &tree, tier) } else { Vec::new() };
    let next = |of: u32| {
        if rules.is_differential {
            higher.get(place(of)).copied().unwrap_or(u32::NONE)
        } else {
            sponsor.at(place(of))
        }
    };
    let numbering = rules.numbering();
    for (agent, number) in (0..batch.agents).zip(0_u32..) {
        let first = if rules.levels() >= 1 { next(number) } else { u32::NONE };
        let second = if rules.levels() >= 2 { next(first) } else { u32::NONE };
        // Of nobody, the tier is nobody's, too.
        let tiers = [tier(agent), tier(place(first)), tier(place(second))];
        let turn = rules.turn_bits(|| rules.chained(number, sponsor.at(agent), [first, second]));
        batch.class.put(agent, numbering.number(tiers) | turn);
        if let Some(upline) = &mut batch.upline {
            upline.write(agent.saturating_mul(ABOVE), &[first, second]);
        }
    }
    Ok(0)
}

/// Whether who is paid above cannot be told by sponsors alone.
pub(super) fn needs_uplines(rules: &ChainRules) -> bool {
    rules.is_differential
}

/// The refusal of a batch that must say who is paid above.
pub(super) fn no_uplines() -> Error {
    Error::new(Code::MissingField).found("differential").allowed("upline").at("/upline")
}

/// The next agent above each whose tier has a higher rate; nobody where there is none.
fn higher_ranked(
    rules: &ChainRules,
    tree: &DenseTree<impl Fn(usize) -> u32>,
    tier: impl Fn(usize) -> u8,
) -> Vec<u32> {
    let rates: [u32; 256] = core::array::from_fn(|tier| rules.rank_rate(u8::try_from(tier).unwrap_or(0)));
    let rate = |agent: usize| rates.get(usize::from(tier(agent))).copied().unwrap_or(0);
    let mut order = tree.children_first();
    order.reverse();
    let mut higher = alloc::vec![u32::NONE; order.len()];
    for agent in order.into_iter().map(place) {
        // Each step goes up by a rate, so there are no more of them than tiers.
        let own = rate(agent);
        let mut above = tree.sponsor(agent);
        while let Some(next) = above.filter(|above| rate(*above) <= own) {
            above = higher.get(next).and_then(|next| next.given()).map(place);
        }
        if let (Some(higher), Some(above)) = (higher.get_mut(agent), above) {
            *higher = u32::try_from(above).unwrap_or(u32::NONE);
        }
    }
    higher
}
