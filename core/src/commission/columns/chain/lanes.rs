//! The rates of classes lane by lane, also with overrides in their places: what a loop over lines looks up.

use alloc::vec::Vec;

use super::overrides::{OverrideTable, Replaced, put_in};
use super::{Class, LANES};
use crate::column::{Cell as _, place};
use crate::order::set;

/// Where each lane has its own rate, a class with overrides is a class as well: its number is that of the class plus what the
/// overrides add. Few overrides differ in their rates, so that there are few of these.
#[derive(Debug)]
pub(crate) struct LaneTable {
    /// The multipliers of the classes without overrides, then of all with the first rates in their places, and so on.
    multipliers: Vec<[u64; LANES]>,
    /// How many classes there are without overrides.
    classes: usize,
    /// Of nothing and then of each SKU, what its overrides add to the number of a class; nothing where they may ask for more than
    /// there is.
    by_sku: Vec<u16>,
    /// The same of categories.
    by_category: Vec<u16>,
}

impl LaneTable {
    pub(super) fn of(classes: &[Class], overrides: &OverrideTable) -> Self {
        let plain = classes.iter().map(|class| class.multipliers);
        let both = [overrides.by_sku(), overrides.by_category()];
        let all = both.iter().flat_map(|groups| groups.iter().map(|group| group.replaced));
        let rates = set(all.filter(|replaced| replaced.always_fits).map(|replaced| replaced.multipliers));
        // The greatest number stands for no class.
        let fits = rates.len().saturating_add(1).saturating_mul(classes.len()) <= usize::from(u16::NONE);
        if !fits {
            let [by_sku, by_category] = [Vec::new(), Vec::new()];
            return Self { multipliers: plain.collect(), classes: classes.len(), by_sku, by_category };
        }
        let added = |replaced: &Replaced| {
            let row = rates.binary_search(&replaced.multipliers).ok().filter(|_| replaced.always_fits)?;
            u16::try_from(row.saturating_add(1).saturating_mul(classes.len())).ok()
        };
        let [by_sku, by_category] = both.map(|groups| {
            let added = groups.iter().map(|group| added(&group.replaced).unwrap_or(u16::NONE));
            core::iter::once(0).chain(added).collect()
        });
        let replacing = |rates: &[u64; LANES]| {
            let rates = *rates;
            classes.iter().map(move |class| put_in(class, rates))
        };
        let multipliers = plain.chain(rates.iter().flat_map(replacing)).collect();
        Self { multipliers, classes: classes.len(), by_sku, by_category }
    }

    /// Whether it holds classes with overrides: they may be too many.
    pub(super) fn has_overrides(&self) -> bool {
        !self.by_sku.is_empty()
    }

    /// The classes without overrides. With at most 32 tiers the number of nothing is none of them.
    pub(crate) fn plain(&self) -> &[[u64; LANES]] {
        self.multipliers.get(..self.classes).unwrap_or_default()
    }

    /// All classes.
    pub(crate) fn all(&self) -> &[[u64; LANES]] {
        &self.multipliers
    }

    /// The number of a class with the overrides of a SKU or a category; nothing of what is no class, with overrides that the
    /// rulebook does not know, or with those of both.
    #[inline]
    pub(crate) fn with_overrides(&self, class: u16, sku: u32, category: u32) -> u16 {
        match (sku.given(), category.given()) {
            (Some(_), Some(_)) => u16::NONE,
            (None, Some(_)) => self.number(&self.by_category, class, category),
            _ => self.number(&self.by_sku, class, sku),
        }
    }

    /// The same for many, of which each has a SKU or nothing, or a category or nothing.
    pub(crate) fn put_in(&self, classes: &mut [u16], names: &[u32], are_skus: bool) {
        let table = if are_skus { &self.by_sku } else { &self.by_category };
        for (class, name) in classes.iter_mut().zip(names) {
            *class = self.number(table, *class, *name);
        }
    }

    #[inline(always)]
    fn number(&self, table: &[u16], class: u16, name: u32) -> u16 {
        // Nothing is the last of all numbers, and 0 comes after it.
        let added = table.get(place(name.wrapping_add(1))).copied().unwrap_or(u16::NONE);
        if usize::from(class) < self.classes { class.saturating_add(added) } else { u16::NONE }
    }
}
