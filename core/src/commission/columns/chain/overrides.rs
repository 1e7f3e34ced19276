//! Overrides by their places in the rulebook.

use alloc::vec::Vec;

use super::{LANE_ROLES, LANES, multiplier};
use crate::commission::{Override, Rules};
use crate::document::{Gather, Id};

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
    /// The multiplier of each lane that has a rate here.
    pub(crate) multipliers: [u64; LANES],
    /// All ones where a lane has a rate here.
    pub(crate) replaced: [u64; LANES],
    pub(crate) is_per_unit: bool,
}

/// The overrides of SKUs and of categories, each by its place among those that have any, in the order of their ids.
#[derive(Debug)]
pub(crate) struct OverrideTable {
    by_sku: Vec<Overridden>,
    by_category: Vec<Overridden>,
}

impl OverrideTable {
    pub(super) fn of(rules: &Rules, levels: usize) -> Self {
        let table = |selector: fn(&Override) -> Option<&Id>| {
            let mut named: Gather<&Id, Overridden> = Gather::new();
            for one in &rules.overrides {
                let Some(id) = selector(one) else { continue };
                let lane = LANE_ROLES.iter().position(|role| *role == one.role);
                named.change(id, |group| {
                    if let Some(lane) = lane.filter(|lane| *lane <= levels) {
                        group.add(lane, one);
                    }
                });
            }
            named.sorted().map(|(_, group)| group).collect()
        };
        Self { by_sku: table(|one| one.sku.as_ref()), by_category: table(|one| one.category.as_ref()) }
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
        let places = self.terms.iter_mut().zip(&mut self.multipliers).zip(&mut self.replaced);
        if let Some(((slot, own), replaced)) = places.into_iter().nth(lane) {
            *slot = Some(terms);
            if let Terms::Rate(ppm) = terms {
                (*own, *replaced) = (multiplier(ppm), u64::MAX);
            }
        }
        self.is_per_unit |= matches!(terms, Terms::PerUnit(_));
    }

    /// These overrides before others: those of a SKU before those of a category.
    pub(crate) fn before(&self, others: &Self) -> Self {
        let mut both = *self;
        for lane in 0..LANES {
            let pairs = both.terms.iter_mut().zip(&mut both.multipliers).zip(&mut both.replaced);
            let theirs = others.terms.iter().zip(&others.multipliers).zip(&others.replaced);
            if let Some((((own, multiplier), replaced), ((their, by), mask))) = pairs.zip(theirs).nth(lane)
                && own.is_none()
            {
                (*own, *multiplier, *replaced) = (*their, *by, *mask);
            }
        }
        both.is_per_unit = both.terms.iter().any(|terms| matches!(terms, Some(Terms::PerUnit(_))));
        both
    }
}
