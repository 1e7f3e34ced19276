//! The published order of an assessment: the one place where it is decided what comes before what.

use super::rules::{AssessmentPolicy, Demotion, Promotion};
use super::state::Outcome;

/// Where an agent stands when a period is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// The tier, counted from the lowest.
    pub(super) rank: usize,
    /// Misses in a row until now.
    pub(super) misses: u32,
    /// Whether the period is protected.
    pub(super) protected: bool,
    /// Misses in a row that are only warned of on this tier.
    pub(super) grace: u32,
}

/// What an assessment comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    /// The tier afterwards; of a cleared agent the one they had.
    pub(super) rank: usize,
    /// Misses in a row afterwards.
    pub(super) misses: u32,
}

/// Answers whether the conditions of a tier hold. Asked only what the decision needs.
pub(super) trait Conditions {
    /// Why there is no answer.
    type Refusal;
    /// Whether the `reach` of a tier is there and holds.
    fn reaches(&mut self, rank: usize) -> Result<bool, Self::Refusal>;
    /// Whether the `keep` of a tier holds, or is not there.
    fn keeps(&mut self, rank: usize) -> Result<bool, Self::Refusal>;
}

/// Decides by the published order: promotion, protection, kept, warned, demoted or cleared.
///
/// Protection forbids to fall and not to rise, so the promotion is looked at first and the two never compete.
pub(super) fn decide<C: Conditions>(
    policy: &AssessmentPolicy,
    tiers: usize,
    standing: Standing,
    conditions: &mut C,
) -> Result<Verdict, C::Refusal> {
    let Standing { rank, misses, protected, grace } = standing;
    if let Some(reached) = highest_reached(rank, tiers, conditions)? {
        let rank = match policy.promotion {
            Promotion::Jump => reached,
            Promotion::Step => rank.saturating_add(1),
        };
        return Ok(Verdict { outcome: Outcome::Promoted, rank, misses: 0 });
    }
    let keeps = conditions.keeps(rank)?;
    if protected {
        // Misses in the protected time do not count.
        let misses = if keeps { 0 } else { misses };
        return Ok(Verdict { outcome: Outcome::Protected, rank, misses });
    }
    if keeps {
        return Ok(Verdict { outcome: Outcome::Kept, rank, misses: 0 });
    }
    let misses = misses.saturating_add(1);
    if misses <= grace {
        return Ok(Verdict { outcome: Outcome::Warned, rank, misses });
    }
    let Some(below) = rank.checked_sub(1) else {
        return Ok(Verdict { outcome: Outcome::Cleared, rank, misses });
    };
    let rank = match policy.demotion {
        Demotion::OneStep => below,
        Demotion::ToHeld => highest_held(below, conditions)?,
    };
    Ok(Verdict { outcome: Outcome::Demoted, rank, misses: 0 })
}

/// The highest tier above `rank` whose reach holds.
fn highest_reached<C: Conditions>(
    rank: usize,
    tiers: usize,
    conditions: &mut C,
) -> Result<Option<usize>, C::Refusal> {
    for higher in (rank.saturating_add(1)..tiers).rev() {
        if conditions.reaches(higher)? {
            return Ok(Some(higher));
        }
    }
    Ok(None)
}

/// The highest tier from `rank` down whose keep holds; the lowest when none does.
fn highest_held<C: Conditions>(rank: usize, conditions: &mut C) -> Result<usize, C::Refusal> {
    for lower in (0..=rank).rev() {
        if conditions.keeps(lower)? {
            return Ok(lower);
        }
    }
    Ok(0)
}
