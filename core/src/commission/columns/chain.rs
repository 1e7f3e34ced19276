//! What the agents of a chain are paid of a line, ready for columns: classes instead of names and tiers, integers instead of
//! rates.
//!
//! Three agents of a chain may be paid: the direct one and two above. Each has one of a few rates, by tier, or is not there: a
//! *class* is one combination of them. Classes are numbered by the rulebook, so a class is pinned with an order as a rate would be.
//!
//! Most lines are shared by the fast path ([`ChainRules::fast`]): a part is `⌊2·base · m / 2^64⌋` with `m = ⌈rate · 2^63⌉`. For a
//! base below [`MOST_FAST`] that is the exact floor: `m` is too large by less than 1, so the product by less than
//! `2^44 / 2^64 = 2^-20`, and a rate in millionths leaves at least `10^-6 > 2^-20` to the next whole. All other lines, and those on
//! which a cap acts, go through the exact path of [`exact`].

mod exact;
mod overrides;

pub(crate) use exact::{ChainLine, Chained};
pub(crate) use overrides::Overridden;

use alloc::vec::Vec;

use crate::commission::{Basis, CapPolicy, Mode, Role, Rules};
use crate::document::Id;
use crate::money::{Rate, Rounding};
use overrides::{OverrideTable, Terms};

/// How many agents of a chain are paid at most.
pub(crate) const LANES: usize = 3;

/// The roles of the lanes. In a differential the last two are the first and the second agent above who are paid, wherever they stand.
pub(crate) const LANE_ROLES: [Role; LANES] = [Role::Direct, Role::Sponsor, Role::Sponsor2];

/// The fast path takes bases below this: 8.8 · 10^12 minor units.
pub(crate) const MOST_FAST: u64 = 1 << 43;

/// The rates of one class.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Class {
    /// `⌈rate · 2^63⌉` of each lane; in a differential of the highest rate up to there. The last is that of the cap's share.
    pub(crate) multipliers: [u64; LANES + 1],
    /// All ones where somebody is there.
    pub(crate) present: [u64; LANES + 1],
}

/// The section `commission`, ready for the columns of a month.
#[derive(Debug)]
pub struct ChainRules {
    /// By lane: what a step means, in millionths; the first is nobody.
    steps: [Vec<Option<u32>>; LANES],
    classes: Vec<Class>,
    pub(crate) overrides: OverrideTable,
    rounding: Rounding,
    pub(crate) is_differential: bool,
    pub(crate) is_by_margin: bool,
    levels: usize,
    /// Whether rates alone can never ask for more than a line has, once they are rounded.
    pub(crate) always_fits: bool,
    pub(crate) has_pools: bool,
    cut_order: [usize; LANES],
    policy: Option<CapPolicy>,
    share: Option<u32>,
}

impl ChainRules {
    /// Prepares a section for the tiers of the section `agent`, lowest first.
    #[must_use]
    pub fn of(rules: &Rules, tiers: &[&Id]) -> Self {
        let is_differential = rules.mode == Mode::Differential;
        let levels = usize::from(rules.levels).min(LANES.saturating_sub(1));
        let steps = [0, 1, 2].map(|lane| steps(rules, lane, levels, tiers));
        let share = rules.cap.as_ref().and_then(|cap| cap.share).map(Rate::ppm);
        let classes = classes(&steps, is_differential, share.unwrap_or(Rate::ONE.ppm()));
        Self {
            steps,
            classes,
            overrides: OverrideTable::of(rules, levels),
            rounding: rules.rounding,
            is_differential,
            is_by_margin: rules.basis == Basis::Margin,
            levels,
            // Floors of rates that are together at most the whole, which is checked where no cap is declared.
            always_fits: rules.rounding == Rounding::Down && rules.cap.is_none(),
            has_pools: rules.pools.iter().any(|pool| pool.members.values().any(|weight| *weight > 0)),
            cut_order: LANE_ROLES.map(|role| cut_rank(rules, role)),
            policy: rules.cap.as_ref().map(|cap| cap.policy),
            share,
        }
    }

    /// How many levels above the direct agent are paid.
    pub(crate) fn levels(&self) -> usize {
        self.levels
    }

    /// A class by its number.
    #[inline]
    pub(crate) fn class(&self, number: u16) -> Option<&Class> {
        self.classes.get(usize::from(number))
    }

    /// The number of the class in which agents of these tiers, or nobody, are paid.
    pub(crate) fn number(&self, tiers: [Option<u8>; LANES]) -> u16 {
        let mut number = 0_usize;
        for (steps, tier) in self.steps.iter().zip(tiers).rev() {
            let last = steps.len().saturating_sub(1);
            let step = tier.map_or(0, |tier| usize::from(tier).saturating_add(1)).min(last);
            number = number.saturating_mul(steps.len()).saturating_add(step);
        }
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    /// The rate by which a differential ranks a tier, in millionths.
    pub(crate) fn rank_rate(&self, tier: u8) -> u32 {
        let [steps, ..] = &self.steps;
        let last = steps.len().saturating_sub(1);
        let step = usize::from(tier).saturating_add(1).min(last);
        steps.get(step).copied().flatten().unwrap_or(0)
    }

    /// The rates of a class, lane by lane.
    fn rates(&self, number: u16) -> [Option<u32>; LANES] {
        rates_of(&self.steps, usize::from(number))
    }

    /// The parts of a base below [`MOST_FAST`], rounded down, in a mode in which every lane has its own rate.
    #[inline]
    pub(crate) fn fast_down(base: u64, multipliers: &[u64; LANES + 1]) -> [u64; LANES] {
        let double = base.wrapping_mul(2);
        let [direct, sponsor, sponsor_2, _] = *multipliers;
        [direct, sponsor, sponsor_2].map(|multiplier| high(double, multiplier))
    }

    /// The parts of a line that the fast path takes: its amounts are small enough, and no cap acts on it but by cutting what was
    /// rounded down, which no rounding put above it.
    #[inline]
    pub(crate) fn fast(&self, line: &ChainLine<'_>, who: impl FnOnce() -> Chained) -> Option<[i64; LANES]> {
        let paid = line.paid.cast_unsigned();
        let left = match line.cost {
            None => paid,
            Some(cost) => line.paid.wrapping_sub(cost).max(0).cast_unsigned(),
        };
        if paid >= MOST_FAST || line.overridden.is_some_and(|over| over.is_per_unit) {
            return None;
        }
        let basis = if self.is_by_margin { left } else { paid };
        let class = self.class(line.class)?;
        let [direct, sponsor, sponsor_2, share] = class.multipliers;
        let mut multipliers = [direct, sponsor, sponsor_2];
        if let Some(over) = line.overridden {
            for (own, ((mask, by), present)) in
                multipliers.iter_mut().zip(over.replaced.iter().zip(&over.multipliers).zip(&class.present))
            {
                *own = *own & !mask | by & mask & present;
            }
        }
        let double = basis.wrapping_mul(2);
        let mut parts = multipliers.map(|multiplier| self.rounded(double, multiplier));
        if self.is_differential {
            // Multipliers are those of the highest rate up to there, so nothing falls below zero.
            let [first, second, third] = parts;
            parts = [first, second.wrapping_sub(first), third.wrapping_sub(second)];
        }
        if line.direct_unpaid
            && let [first, ..] = &mut parts
        {
            *first = 0;
        }
        let sum = parts.iter().fold(0_u64, |sum, part| sum.wrapping_add(*part));
        let whole = if line.covers_cost { left } else { paid };
        let most = high(double, share).min(whole);
        if sum > most {
            let covered = line.covers_cost && line.cost.is_some();
            let policy = if covered { self.policy.or(Some(CapPolicy::Cut)) } else { self.policy };
            if policy != Some(CapPolicy::Cut) || self.rounding != Rounding::Down {
                return None;
            }
            self.cut(&mut parts, most, who());
        }
        Some(parts.map(u64::cast_signed))
    }

    #[inline]
    fn rounded(&self, double: u64, multiplier: u64) -> u64 {
        /// `⌈(1 − 10^-6) · 2^64⌉`: lifts anything above a whole over the next one, and a whole, with its error, not.
        const ALMOST_ONE: u64 = 18_446_725_626_965_477_907;
        const HALF: u64 = 1 << 63;
        let product = u128::from(double).wrapping_mul(multiplier.into());
        let lifted = |by: u64| product.wrapping_add(by.into());
        let upper = |wide: u128| u64::try_from(wide >> 64).unwrap_or(u64::MAX);
        match self.rounding {
            Rounding::Down => upper(product),
            Rounding::Up => upper(lifted(ALMOST_ONE)),
            Rounding::HalfUp => upper(lifted(HALF)),
            Rounding::HalfEven => {
                let wide = lifted(HALF);
                // A tie leaves nothing but the error, which is below 2^44 of 2^64.
                let is_tie = wide & u128::from(u64::MAX) < 1 << 44;
                if is_tie { upper(wide) & !1 } else { upper(wide) }
            }
        }
    }
}

/// The upper half of a product.
#[inline]
fn high(a: u64, b: u64) -> u64 {
    // The upper half of 128 bits always fits.
    #[allow(clippy::cast_possible_truncation)]
    let upper = (u128::from(a).wrapping_mul(u128::from(b)) >> 64) as u64;
    upper
}

/// `⌈rate · 2^63⌉`.
pub(super) fn multiplier(ppm: u32) -> u64 {
    let wide = (u128::from(ppm) << 63).div_ceil(u128::from(Rate::ONE.ppm()));
    u64::try_from(wide).unwrap_or(u64::MAX)
}

/// What one lane may be paid: nobody, then the rate of everyone or of each tier.
fn steps(rules: &Rules, lane: usize, levels: usize, tiers: &[&Id]) -> Vec<Option<u32>> {
    let mut steps = alloc::vec![None];
    if lane > levels {
        return steps;
    }
    let is_differential = rules.mode == Mode::Differential;
    let role =
        if is_differential { Role::Direct } else { LANE_ROLES.get(lane).copied().unwrap_or(Role::Direct) };
    match rules.roles.of(role) {
        // Paid only where an override says so.
        None => steps.push(Some(0)),
        Some(terms) if terms.by_tier.is_empty() && !is_differential => {
            steps.push(Some(terms.rate.unwrap_or(Rate::ZERO).ppm()));
        }
        Some(terms) => {
            // A rulebook in which a tier has no rate is refused.
            let rate = |tier: &Id| terms.by_tier.get(tier).copied().or(terms.rate).unwrap_or(Rate::ZERO);
            steps.extend(tiers.iter().map(|tier| Some(rate(tier).ppm())));
        }
    }
    steps
}

fn rates_of(steps: &[Vec<Option<u32>>; LANES], number: usize) -> [Option<u32>; LANES] {
    let mut rest = number;
    steps.each_ref().map(|steps| {
        let step = rest.checked_rem(steps.len()).unwrap_or(0);
        rest = rest.checked_div(steps.len()).unwrap_or(0);
        steps.get(step).copied().flatten()
    })
}

fn classes(steps: &[Vec<Option<u32>>; LANES], is_differential: bool, share: u32) -> Vec<Class> {
    let count = steps.iter().fold(1_usize, |product, steps| product.saturating_mul(steps.len()));
    let class = |number: usize| {
        let mut class = Class::default();
        let mut highest = 0;
        let lanes = class.multipliers.iter_mut().zip(&mut class.present);
        for ((own, present), rate) in lanes.zip(rates_of(steps, number)) {
            let rate_here = rate.unwrap_or(0);
            highest = if is_differential { rate_here.max(highest) } else { rate_here };
            *own = multiplier(highest);
            *present = if rate.is_some() { u64::MAX } else { 0 };
        }
        let [.., last] = &mut class.multipliers;
        *last = multiplier(share);
        class
    };
    (0..count).map(class).collect()
}

/// The turn of a role when commission is cut; those that are not named come last, all at once.
fn cut_rank(rules: &Rules, role: Role) -> usize {
    let priority = rules.cap.as_ref().map_or(&[][..], |cap| &cap.priority);
    priority.iter().position(|named| *named == role).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
