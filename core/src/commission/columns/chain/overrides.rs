//! Overrides by their places in the rulebook.

use alloc::vec::Vec;

use super::{Class, LANE_ROLES, LANES, multiplier};
use crate::column::Cell as _;
use crate::commission::{Override, Rules};
use crate::document::{Gather, Id};
use crate::money::Rate;

/// What an override gives a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Terms {
    /// Millionths of the basis.
    Rate(u32),
    /// An amount for each unit.
    PerUnit(i64),
}

/// All overrides of one SKU or category.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Overridden {
    pub(crate) terms: [Option<Terms>; LANES],
    pub(crate) replaced: Replaced,
    pub(crate) is_per_unit: bool,
}

/// The rates that overrides put in the place of those of a class.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Replaced {
    /// The multiplier of each lane that has a rate here; [`KEPT`] of one that has not.
    pub(super) multipliers: [u64; LANES],
    /// Whether overrides are rates, and can never ask for more than there is: rounded down, whoever is paid.
    pub(crate) always_fits: bool,
}

/// Beyond the multiplier of any rate.
const KEPT: u64 = u64::MAX;

impl Default for Replaced {
    fn default() -> Self {
        Self { multipliers: [KEPT; LANES], always_fits: true }
    }
}

impl Replaced {
    /// The multipliers of a class with these in their places, where somebody is there.
    #[inline(always)]
    pub(crate) fn instead_of(&self, class: &Class) -> [u64; LANES] {
        put_in(class, self.multipliers)
    }
}

/// The multipliers of a class with others in their places, where somebody is there.
#[inline(always)]
pub(super) fn put_in(class: &Class, [a, b, c]: [u64; LANES]) -> [u64; LANES] {
    let [own_a, own_b, own_c] = class.multipliers;
    let [is_a, is_b, is_c] = class.present;
    let one = |by: u64, own: u64, present: u64| if by == KEPT { own } else { by & present };
    [one(a, own_a, is_a), one(b, own_b, is_b), one(c, own_c, is_c)]
}

/// The overrides of SKUs and of categories, each by its place among those that have any, in the order of their ids.
#[derive(Debug)]
pub(crate) struct OverrideTable {
    by_sku: Vec<Overridden>,
    by_category: Vec<Overridden>,
}

impl OverrideTable {
    pub(super) fn of(rules: &Rules, steps: &[Vec<Option<u32>>; LANES], share: Option<u32>) -> Self {
        let most = steps.each_ref().map(|steps| steps.iter().flatten().copied().max().unwrap_or(0));
        let share = share.unwrap_or(Rate::ONE.ppm());
        let table = |selector: fn(&Override) -> Option<&Id>| {
            let mut named: Gather<&Id, Overridden> = Gather::new();
            for one in &rules.overrides {
                let Some(id) = selector(one) else { continue };
                let lane = LANE_ROLES.iter().position(|role| *role == one.role);
                // Above the levels that are paid there is never anybody.
                let is_paid = |lane: &usize| steps.get(*lane).is_some_and(|steps| steps.len() > 1);
                named.change(id, |group| {
                    if let Some(lane) = lane.filter(is_paid) {
                        group.add(lane, one);
                    }
                });
            }
            named.sorted().map(|(_, group)| group.fitted(most, share)).collect()
        };
        let (by_sku, by_category): (Vec<Overridden>, Vec<Overridden>) =
            (table(|one| one.sku.as_ref()), table(|one| one.category.as_ref()));
        Self { by_sku, by_category }
    }

    /// The overrides of each SKU.
    pub(super) fn by_sku(&self) -> &[Overridden] {
        &self.by_sku
    }

    /// The overrides of each category.
    pub(super) fn by_category(&self) -> &[Overridden] {
        &self.by_category
    }

    /// The place of what a SKU and a category replace together: 0 of nothing, then those of SKUs, then those of categories; `None`
    /// where that is not one of them alone.
    #[inline]
    pub(crate) fn place(&self, sku: u32, category: u32) -> Option<u32> {
        let (skus, categories) = (self.by_sku.len(), self.by_category.len());
        let within = |number: u32, count: usize| usize::try_from(number).is_ok_and(|place| place < count);
        match (sku.given(), category.given()) {
            (None, None) => Some(0),
            (Some(sku), None) => within(sku, skus).then(|| sku.wrapping_add(1)),
            (None, Some(category)) => {
                let first = u32::try_from(skus).ok()?.wrapping_add(1);
                within(category, categories).then(|| first.wrapping_add(category))
            }
            (Some(_), Some(_)) => None,
        }
    }

    /// The overrides at such a place: none at the first.
    pub(crate) fn at(&self, place: u32) -> Option<Option<&Overridden>> {
        let Some(at) = usize::try_from(place).ok()?.checked_sub(1) else { return Some(None) };
        self.by_sku.iter().chain(&self.by_category).nth(at).map(Some)
    }

    /// Whether any override is of an agent of the chain.
    pub(crate) fn change_the_chain(&self) -> bool {
        let mut groups = self.by_sku.iter().chain(&self.by_category);
        groups.any(|group| group.terms.iter().any(Option::is_some))
    }

    /// The overrides of a SKU by its place.
    #[inline]
    pub(crate) fn of_sku(&self, place: u32) -> Option<&Overridden> {
        self.by_sku.get(usize::try_from(place).ok()?)
    }

    /// The overrides of a category by its place.
    #[inline]
    pub(crate) fn of_category(&self, place: u32) -> Option<&Overridden> {
        self.by_category.get(usize::try_from(place).ok()?)
    }
}

impl Overridden {
    fn add(&mut self, lane: usize, one: &Override) {
        let terms = match (one.rate, one.per_unit) {
            (Some(rate), _) => Terms::Rate(rate.ppm()),
            (None, Some(unit)) => Terms::PerUnit(unit.minor()),
            (None, None) => return,
        };
        let places = self.terms.iter_mut().zip(&mut self.replaced.multipliers);
        if let Some((slot, own)) = places.into_iter().nth(lane) {
            *slot = Some(terms);
            if let Terms::Rate(ppm) = terms {
                *own = multiplier(ppm);
            }
        }
        self.is_per_unit |= matches!(terms, Terms::PerUnit(_));
    }

    /// The same, once it is known whether it always fits into a share beside the highest rates of each lane.
    fn fitted(mut self, most: [u32; LANES], share: u32) -> Self {
        let lanes = self.terms.iter().zip(most);
        let sum = lanes.fold(0_u64, |sum, (terms, most)| {
            let rate = if let Some(Terms::Rate(ppm)) = terms { *ppm } else { most };
            sum.saturating_add(rate.into())
        });
        self.replaced.always_fits = !self.is_per_unit && sum <= share.into();
        self
    }

    /// These overrides before others: those of a SKU before those of a category.
    pub(crate) fn before(&self, others: &Self) -> Self {
        let mut both = *self;
        let own = both.terms.iter_mut().zip(&mut both.replaced.multipliers);
        let theirs = others.terms.iter().zip(&others.replaced.multipliers);
        for ((own, multiplier), (their, by)) in own.zip(theirs) {
            if own.is_none() {
                (*own, *multiplier) = (*their, *by);
            }
        }
        both.is_per_unit = both.terms.iter().any(|terms| matches!(terms, Some(Terms::PerUnit(_))));
        both
    }
}
