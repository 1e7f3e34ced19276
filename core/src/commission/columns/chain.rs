//! What the agents of a chain are paid of a line, ready for columns: classes instead of names and tiers, integers instead of
//! rates.
//!
//! Three agents of a chain may be paid: the direct one and two above. Each has one of a few rates, by tier, or is not there: a
//! *class* is one combination of them. Classes are numbered by the rulebook, so a class is pinned with an order as a rate would be.
//! Where a cap cuts, the number also says in which turn: it depends on roles and, where they tie, on ids, which no line changes.
//!
//! Most lines are shared by the fast path ([`ChainRules::fast`]): a part is `⌊2·base · m / 2^64⌋` with `m = ⌈rate · 2^63⌉`. For a
//! base below [`MOST_FAST`] that is the exact floor: `m` is too large by less than 1, so the product by less than
//! `2^44 / 2^64 = 2^-20`, and a rate in millionths leaves at least `10^-6 > 2^-20` to the next whole. All other lines, and those on
//! which a cap acts, go through the exact path of [`exact`].

mod exact;
mod lanes;
mod overrides;

pub(crate) use exact::{ChainLine, Chained};
pub(crate) use overrides::Overridden;

use alloc::vec::Vec;

use crate::column::Cell as _;
use crate::commission::{Basis, CapPolicy, Mode, Role, Rules};
use crate::document::Id;
use crate::money::{Rate, Rounding};
use lanes::LaneTable;
use overrides::{OverrideTable, Terms};

/// How many agents of a chain are paid at most.
pub(crate) const LANES: usize = 3;

/// The roles of the lanes. In a differential the last two are the first and the second agent above who are paid, wherever they stand.
pub(crate) const LANE_ROLES: [Role; LANES] = [Role::Direct, Role::Sponsor, Role::Sponsor2];

/// The fast path takes bases below this: 8.8 · 10^12 minor units.
pub(crate) const MOST_FAST: u64 = 1 << 43;

/// The bits of a class's number that say its place, where others say in which turn a cap cuts its lanes.
const PLACE_BITS: u16 = 0x1FFF;
const TURN_SHIFT: u32 = PLACE_BITS.count_ones();

/// A turn in which lanes may be cut.
struct Turn {
    lanes: [usize; LANES],
    /// Of each lane: all ones for those that are paid before it.
    before: [[u64; LANES]; LANES],
}

const IS: u64 = u64::MAX;

/// All turns; the number of one is its place here.
#[rustfmt::skip]
const TURNS: [Turn; 6] = [
    Turn { lanes: [0, 1, 2], before: [[0, 0, 0], [IS, 0, 0], [IS, IS, 0]] },
    Turn { lanes: [0, 2, 1], before: [[0, 0, 0], [IS, 0, IS], [IS, 0, 0]] },
    Turn { lanes: [1, 0, 2], before: [[0, IS, 0], [0, 0, 0], [IS, IS, 0]] },
    Turn { lanes: [1, 2, 0], before: [[0, IS, IS], [0, 0, 0], [0, IS, 0]] },
    Turn { lanes: [2, 0, 1], before: [[0, 0, IS], [IS, 0, IS], [0, 0, 0]] },
    Turn { lanes: [2, 1, 0], before: [[0, IS, IS], [0, 0, IS], [0, 0, 0]] },
];

/// The rates of one class.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Class {
    /// `⌈rate · 2^63⌉` of each lane; in a differential of the highest rate up to there.
    multipliers: [u64; LANES],
    /// The same of the cap's share; without one, of the whole.
    share: u64,
    /// All ones where somebody is there.
    present: [u64; LANES],
    /// Whether the rates together are above the share.
    exceeds_share: bool,
}

/// The section `commission`, ready for the columns of a month.
#[derive(Debug)]
pub struct ChainRules {
    /// By lane: what a step means, in millionths; the first is nobody.
    steps: [Vec<Option<u32>>; LANES],
    classes: Vec<Class>,
    pub(crate) lanes: LaneTable,
    pub(crate) overrides: OverrideTable,
    rounding: Rounding,
    pub(crate) is_differential: bool,
    pub(crate) is_by_margin: bool,
    levels: usize,
    /// Whether the rates of any class are together above the cap's share.
    exceeds_share: bool,
    /// Whether the numbers of classes hold the turn in which a cap cuts.
    has_turns: bool,
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
        let exceeds_share = classes.iter().any(|class| class.exceeds_share);
        let is_cut = rules.cap.as_ref().is_some_and(|cap| cap.policy == CapPolicy::Cut);
        // All ones are no class's number.
        let has_turns = is_cut && exceeds_share && classes.len() < usize::from(PLACE_BITS);
        let overrides = OverrideTable::of(rules, &steps, share);
        Self {
            lanes: LaneTable::of(&classes, &overrides),
            overrides,
            steps,
            classes,
            rounding: rules.rounding,
            is_differential,
            is_by_margin: rules.basis == Basis::Margin,
            levels,
            exceeds_share,
            has_turns,
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
        self.classes.get(self.place_of(number))
    }

    /// The place of a class among all, by its number.
    #[inline]
    fn place_of(&self, number: u16) -> usize {
        usize::from(if self.has_turns { number & PLACE_BITS } else { number })
    }

    /// In which turn a cap cuts, where the number of a class says so.
    #[inline]
    fn turn_of(&self, number: u16) -> Option<usize> {
        self.has_turns.then_some(usize::from(number) >> TURN_SHIFT)
    }

    /// The numbers of classes, as sums of what each lane adds.
    pub(crate) fn numbering(&self) -> Numbering {
        let mut added = [const { [0; 256] }; LANES];
        let mut weight = 1_usize;
        for (added, steps) in added.iter_mut().zip(&self.steps) {
            let last = steps.len().saturating_sub(1);
            for (tier, added) in added.iter_mut().take(usize::from(u8::NONE)).enumerate() {
                let step = tier.saturating_add(1).min(last);
                *added = u16::try_from(step.saturating_mul(weight)).unwrap_or(u16::MAX);
            }
            weight = weight.saturating_mul(steps.len());
        }
        Numbering { added }
    }

    /// The bits of a class's number that say in which turn a cap cuts these agents.
    #[inline]
    pub(crate) fn turn_bits(&self, who: impl FnOnce() -> Chained) -> u16 {
        if !self.has_turns {
            return 0;
        }
        let lanes = self.turn(who());
        let turn = TURNS.iter().position(|turn| turn.lanes == lanes).unwrap_or(0);
        u16::try_from(turn << TURN_SHIFT).unwrap_or(0)
    }

    /// The rate by which a differential ranks a tier, in millionths.
    pub(crate) fn rank_rate(&self, tier: u8) -> u32 {
        let [steps, ..] = &self.steps;
        let last = steps.len().saturating_sub(1);
        let step = usize::from(tier).saturating_add(1).min(last);
        steps.get(step).copied().flatten().unwrap_or(0)
    }

    /// The rates of a class, lane by lane.
    fn rates(&self, number: u16) -> Option<[Option<u32>; LANES]> {
        let place = self.place_of(number);
        (place < self.classes.len()).then(|| rates_of(&self.steps, place))
    }

    /// What the lines of a batch need where nothing but rates settles them.
    pub(crate) fn sharing(&self, is_overridden: bool) -> Sharing {
        match (self.rounding, self.is_by_margin) {
            (Rounding::Down, false) if self.is_differential && !is_overridden => Sharing::Differential,
            // Numbers of classes hold no turn where no cap can act.
            (Rounding::Down, false) if !self.is_differential && !self.exceeds_share => {
                if is_overridden && !self.lanes.has_overrides() { Sharing::Any } else { Sharing::ByLane }
            }
            _ => Sharing::Any,
        }
    }

    /// The parts of a base below [`MOST_FAST`] where each lane has its own rate ([`Sharing::ByLane`]).
    #[inline(always)]
    pub(crate) fn by_lane(base: u64, multipliers: [u64; LANES]) -> [u64; LANES] {
        let double = base.wrapping_mul(2);
        multipliers.map(|multiplier| high(double, multiplier))
    }

    /// The same in a differential ([`Sharing::Differential`]), cut where a cap says so.
    #[inline(always)]
    pub(crate) fn differential(&self, base: u64, class: &Class, number: u16) -> Option<[u64; LANES]> {
        let parts = differences(Self::by_lane(base, class.multipliers));
        if !class.exceeds_share {
            return Some(parts);
        }
        cut(parts, high(base.wrapping_mul(2), class.share), self.turn_of(number)?)
    }

    /// The parts of a line that the fast path takes: its amounts are small enough, and no cap acts on it but by cutting what was
    /// rounded down, which no rounding put above it.
    #[inline]
    pub(crate) fn fast(&self, line: &ChainLine<'_>) -> Option<[i64; LANES]> {
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
        let multipliers = line.overridden.map_or(class.multipliers, |over| over.replaced.instead_of(class));
        let double = basis.wrapping_mul(2);
        let mut parts = multipliers.map(|multiplier| self.rounded(double, multiplier));
        if self.is_differential {
            parts = differences(parts);
        }
        if line.direct_unpaid
            && let [first, ..] = &mut parts
        {
            *first = 0;
        }
        let sum = parts.iter().fold(0_u64, |sum, part| sum.wrapping_add(*part));
        let whole = if line.covers_cost { left } else { paid };
        // Without a share only the line itself is a limit, whatever the basis.
        let most = if self.share.is_some() { high(double, class.share).min(whole) } else { whole };
        if sum > most {
            let covered = line.covers_cost && line.cost.is_some();
            let policy = if covered { self.policy.or(Some(CapPolicy::Cut)) } else { self.policy };
            // Differences of floors may be together above the floor of what they are of, unless the first is among them.
            let is_raised = self.rounding != Rounding::Down || self.is_differential && line.direct_unpaid;
            if policy != Some(CapPolicy::Cut) || is_raised {
                return None;
            }
            parts = cut(parts, most, self.turn_of(line.class)?)?;
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

/// What a loop over lines has to do for a batch; lines that it does not take go through [`ChainRules::fast`] one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// Each lane has its own rate, and no cap can act.
    ByLane,
    /// A differential, whose cap may cut.
    Differential,
    /// Anything else.
    Any,
}

/// What a tier of each lane adds to a class's number.
pub(crate) struct Numbering {
    added: [[u16; 256]; LANES],
}

impl Numbering {
    /// The number of the class in which agents of these tiers, or nobody (the cell of nothing), are paid, without the bits of its turn.
    #[inline]
    pub(crate) fn number(&self, tiers: [u8; LANES]) -> u16 {
        let added = self.added.iter().zip(tiers);
        added.fold(0, |number, (added, tier)| {
            number.wrapping_add(added.get(usize::from(tier)).copied().unwrap_or(0))
        })
    }
}

/// What each lane has above those before it. Multipliers are those of the highest rate up to there, so nothing falls below zero.
#[inline(always)]
fn differences([first, second, third]: [u64; LANES]) -> [u64; LANES] {
    [first, second.wrapping_sub(first), third.wrapping_sub(second)]
}

/// Each lane has what those before it in the turn leave, and no more than it asks; `None` for what is not a turn. Without a branch,
/// since which lines are cut is not to be guessed.
#[inline(always)]
fn cut(parts: [u64; LANES], most: u64, turn: usize) -> Option<[u64; LANES]> {
    let [a, b, c] = parts;
    let left = |[is_a, is_b, is_c]: [u64; LANES]| {
        let before = (a & is_a).wrapping_add(b & is_b).wrapping_add(c & is_c);
        most.saturating_sub(before)
    };
    let [before_a, before_b, before_c] = TURNS.get(turn)?.before;
    Some([a.min(left(before_a)), b.min(left(before_b)), c.min(left(before_c))])
}

/// The upper half of a product.
#[inline]
fn high(a: u64, b: u64) -> u64 {
    // WebAssembly has no product of 128 bits; of everyday amounts two of 64 will do.
    if cfg!(target_arch = "wasm32") && a <= HALF_WORD {
        return high_of_half(a, b);
    }
    // The upper half of 128 bits always fits.
    #[allow(clippy::cast_possible_truncation)]
    let upper = (u128::from(a).wrapping_mul(u128::from(b)) >> 64) as u64;
    upper
}

/// The largest number of half a word.
const HALF_WORD: u64 = u32::MAX as u64;

/// The same of an `a` up to [`HALF_WORD`]: no sum passes 64 bits, as `(2^32 − 1)^2 + 2^32 − 1 < 2^64`.
#[inline]
fn high_of_half(a: u64, b: u64) -> u64 {
    let carried = a.wrapping_mul(b & HALF_WORD) >> 32;
    a.wrapping_mul(b >> 32).wrapping_add(carried) >> 32
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
        let mut class = Class { share: multiplier(share), ..Class::default() };
        let (mut highest, mut sum) = (0, 0_u32);
        let lanes = class.multipliers.iter_mut().zip(&mut class.present);
        for ((own, present), rate) in lanes.zip(rates_of(steps, number)) {
            let rate_here = rate.unwrap_or(0);
            highest = if is_differential { rate_here.max(highest) } else { rate_here };
            sum = if is_differential { highest } else { sum.saturating_add(highest) };
            *own = multiplier(highest);
            *present = if rate.is_some() { u64::MAX } else { 0 };
        }
        class.exceeds_share = sum > share;
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
