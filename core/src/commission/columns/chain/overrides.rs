//! Overrides by their places in the rulebook.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{LANE_ROLES, LANES, multiplier};
use crate::commission::{Override, Rules};
use crate::document::Id;

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

/// By the place of an override: all overrides of the same SKU, or of the same category.
#[derive(Debug)]
pub(crate) struct OverrideTable {
    groups: Vec<Overridden>,
    /// The group of each override, and whether it is of a SKU.
    places: Vec<(usize, bool)>,
}

impl OverrideTable {
    pub(super) fn of(rules: &Rules, levels: usize) -> Self {
        let mut known: BTreeMap<(Option<&Id>, Option<&Id>), usize> = BTreeMap::new();
        let (mut groups, mut places) = (Vec::new(), Vec::new());
        for one in &rules.overrides {
            let group = *known.entry((one.sku.as_ref(), one.category.as_ref())).or_insert_with(|| {
                groups.push(Overridden::default());
                groups.len().saturating_sub(1)
            });
            places.push((group, one.sku.is_some()));
            let lane = LANE_ROLES.iter().position(|role| *role == one.role).filter(|lane| *lane <= levels);
            if let (Some(lane), Some(group)) = (lane, groups.get_mut(group)) {
                group.add(lane, one);
            }
        }
        Self { groups, places }
    }

    /// Whether any override is of an agent of the chain.
    pub(crate) fn change_the_chain(&self) -> bool {
        self.groups.iter().any(|group| group.terms.iter().any(Option::is_some))
    }

    /// The overrides of the SKU, or of the category, that the override at a place names.
    #[inline]
    pub(crate) fn at(&self, place: u32, is_sku: bool) -> Option<&Overridden> {
        let (group, of_sku) = *self.places.get(usize::try_from(place).ok()?)?;
        if of_sku == is_sku { self.groups.get(group) } else { None }
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
