//! The section in the form that columns work on: places and integers instead of names, made once per rulebook.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::split::WITHOUT_TIER;
use crate::commission::order::Role;
use crate::commission::rules::{
    Basis, CapPolicy, CostCover, Mode, Override, PoolRules, RoleRate, Rules, SelfPurchase,
};
use crate::document::{Choice as _, Gather, Id, record};
use crate::money::{Rate, Rounding};
use crate::order::{set, sort_by_key};

record! {
    /// A pool, and the places of its members.
    pub struct PoolPlaces {
        /// The pool.
        pub id: Id,
        /// Its members, by id.
        pub members: Vec<Id>,
    }
}

/// The section `commission`, ready for columns.
#[derive(Debug)]
pub struct ColumnRules {
    names: Names,
    pub(super) is_differential: bool,
    /// How many levels above the direct agent may be paid.
    pub(super) levels: usize,
    pub(super) rounding: Rounding,
    pub(super) is_basis_margin: bool,
    pub(super) self_purchase: SelfPurchase,
    pub(super) cap: Cap,
    /// By role (direct, sponsor, sponsor_2), then by tier; the last is for those without one. Empty for a role without rates.
    pub(super) chain: [Vec<Terms>; 3],
    pub(super) mentor: Terms,
    /// Pools with a positive weight.
    pub(super) pools: Vec<Pool>,
    /// How many members all pools have together, those without a weight too.
    pub(super) members: usize,
    by_sku: Vec<Overrides>,
    by_category: Vec<Overrides>,
    /// Where nobody is paid but by the rates of roles and no cap can ever act: these rates for each level.
    pub(super) plain: Option<Box<[ByTier; 3]>>,
}

/// Millionths by what a byte says of a tier.
pub(super) type ByTier = [u32; 256];

/// In [`ByTier`]: not a tier, or one without a rate.
pub(super) const UNUSUAL: u32 = u32::MAX;

/// What stands at the places.
#[derive(Debug)]
struct Names {
    tiers: Vec<Id>,
    pools: Vec<PoolPlaces>,
    skus: Vec<Id>,
    categories: Vec<Id>,
}

/// What someone is to get of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Terms {
    /// Nobody gives the role a rate.
    #[default]
    None,
    /// The role is paid by tier, and has no rate for this one.
    TierWithoutRate,
    /// Millionths of the basis.
    Rate(u32),
    /// Minor units for each unit sold.
    PerUnit(i64),
}

/// The overrides of a SKU or a category: of direct, sponsor, sponsor_2, mentor.
pub(super) type Overrides = [Terms; 4];

/// What a cap says.
#[derive(Debug)]
pub(super) struct Cap {
    pub(super) policy: Option<CapPolicy>,
    /// Millionths of the basis.
    pub(super) share: Option<u32>,
    pub(super) covers_cost: bool,
    /// When each role is paid, by its number: the unnamed last.
    pub(super) turn: [u8; Role::ALL.len()],
}

/// A pool with a positive weight.
#[derive(Debug)]
pub(super) struct Pool {
    /// Its place among all pools of the rulebook.
    pub(super) place: usize,
    /// Its place among the names of all pools: ties go by it.
    pub(super) place_by_name: usize,
    pub(super) ppm: u32,
    /// The column of its first member.
    pub(super) first_member: usize,
    pub(super) weights: Vec<u64>,
    pub(super) total: i128,
}

impl ColumnRules {
    /// Prepares a section. `tiers` are those of the section `agent`, lowest first; without one, those that roles name.
    #[must_use]
    pub fn of(rules: &Rules, tiers: Option<Vec<Id>>) -> Self {
        let tiers = tiers.unwrap_or_else(|| tiers_named(rules));
        let (skus, by_sku) = overrides(rules, |one| one.sku.as_ref());
        let (categories, by_category) = overrides(rules, |one| one.category.as_ref());
        let terms = |role: Role| rules.roles.of(role).map_or(Vec::new(), |rates| by_tier(rates, &tiers));
        let chain = match rules.mode {
            Mode::Flat | Mode::ByTier => [terms(Role::Direct), terms(Role::Sponsor), terms(Role::Sponsor2)],
            // All tiers are ranked by one table.
            Mode::Differential => core::array::from_fn(|_| terms(Role::Direct)),
        };
        let mentor = rules.roles.mentor.as_ref().map_or(Terms::None, |rates| rated(rates.rate));
        let mut prepared = Self {
            is_differential: rules.mode == Mode::Differential,
            levels: rules.levels.into(),
            rounding: rules.rounding,
            is_basis_margin: rules.basis == Basis::Margin,
            self_purchase: rules.self_purchase,
            cap: Cap::of(rules),
            chain,
            mentor,
            pools: pools(&rules.pools),
            members: rules.pools.iter().fold(0, |sum, pool| sum.saturating_add(pool.members.len())),
            by_sku,
            by_category,
            plain: None,
            names: Names { tiers, pools: rules.pools.iter().map(PoolPlaces::of).collect(), skus, categories },
        };
        prepared.plain = prepared.plain();
        prepared
    }

    /// The tiers, lowest first.
    #[must_use]
    pub fn tiers(&self) -> &[Id] {
        &self.names.tiers
    }

    /// The pools in the rulebook's order.
    #[must_use]
    pub fn pools(&self) -> &[PoolPlaces] {
        &self.names.pools
    }

    /// The SKUs that overrides name, by id.
    #[must_use]
    pub fn skus(&self) -> &[Id] {
        &self.names.skus
    }

    /// The categories that overrides name, by id.
    #[must_use]
    pub fn categories(&self) -> &[Id] {
        &self.names.categories
    }

    /// The overrides at a place among the SKUs; `None` where there is no such place.
    pub(super) fn of_sku(&self, place: u32) -> Option<&Overrides> {
        self.by_sku.get(usize::try_from(place).ok()?)
    }

    /// The overrides at a place among the categories; `None` where there is no such place.
    pub(super) fn of_category(&self, place: u32) -> Option<&Overrides> {
        self.by_category.get(usize::try_from(place).ok()?)
    }

    /// The rates of each level, where they are all there is to a row.
    fn plain(&self) -> Option<Box<[ByTier; 3]>> {
        let is_plain = !self.is_differential && !self.is_basis_margin && self.pools.is_empty();
        (is_plain && self.fits_always()).then(|| {
            Box::new(core::array::from_fn(|level| {
                let terms = self.chain.get(level).map_or(&[][..], Vec::as_slice);
                let ppm = |terms: Option<&Terms>| match terms {
                    Some(Terms::Rate(ppm)) => *ppm,
                    Some(Terms::None) => 0,
                    _ => UNUSUAL,
                };
                core::array::from_fn(|byte| match byte {
                    // A tier that there is, of a role that nobody gives a rate.
                    _ if terms.is_empty()
                        && (byte < self.names.tiers.len() || byte == usize::from(WITHOUT_TIER)) =>
                    {
                        0
                    }
                    _ if byte == usize::from(WITHOUT_TIER) => ppm(terms.last()),
                    _ if byte < self.names.tiers.len() => ppm(terms.get(byte)),
                    _ => UNUSUAL,
                })
            }))
        })
    }

    /// Whether the highest rates together, each rounded down, fit into the basis and the cap's share of it, whoever is paid.
    /// The floors of shares are together at most the floor of the sum, so that no row can ask for more.
    fn fits_always(&self) -> bool {
        let ppm = |terms: &Terms| if let Terms::Rate(ppm) = terms { u64::from(*ppm) } else { 0 };
        let highest = |terms: &Vec<Terms>| terms.iter().map(ppm).max().unwrap_or(0);
        let paid = self.chain.iter().take(self.levels.saturating_add(1)).map(highest);
        let chain = if self.is_differential { paid.max().unwrap_or(0) } else { paid.sum() };
        let pools: u64 = self.pools.iter().map(|pool| u64::from(pool.ppm)).sum();
        let all = chain.saturating_add(ppm(&self.mentor)).saturating_add(pools);
        let most = self.cap.share.unwrap_or(Rate::ONE.ppm());
        self.rounding == Rounding::Down && all <= u64::from(most)
    }
}

impl PoolPlaces {
    fn of(pool: &PoolRules) -> Self {
        Self { id: pool.id.clone(), members: pool.members.keys().cloned().collect() }
    }
}

/// The tiers that roles name, by id.
fn tiers_named(rules: &Rules) -> Vec<Id> {
    let rates = Role::ALL.iter().filter_map(|role| rules.roles.of(*role));
    set(rates.flat_map(|rates| rates.by_tier.keys())).into_iter().cloned().collect()
}

fn rated(rate: Option<Rate>) -> Terms {
    rate.map_or(Terms::None, |rate| Terms::Rate(rate.ppm()))
}

/// The terms of each tier, then of those without one.
fn by_tier(rates: &RoleRate, tiers: &[Id]) -> Vec<Terms> {
    let others = rates.rate.map_or(Terms::TierWithoutRate, |rate| Terms::Rate(rate.ppm()));
    let own = tiers.iter().map(|tier| rates.by_tier.get(tier).map_or(others, |rate| Terms::Rate(rate.ppm())));
    own.chain([others]).collect()
}

/// What one kind of overrides names, by id, and the terms of each.
fn overrides(rules: &Rules, selector: fn(&Override) -> Option<&Id>) -> (Vec<Id>, Vec<Overrides>) {
    let mut named: Gather<&Id, Overrides> = Gather::new();
    for one in &rules.overrides {
        let Some(id) = selector(one) else { continue };
        named.change(id, |terms| {
            if let Some(terms) = place_of(one.role).and_then(|place| terms.get_mut(place)) {
                *terms = one.per_unit.map_or(rated(one.rate), |unit| Terms::PerUnit(unit.minor()));
            }
        });
    }
    named.sorted().map(|(id, terms)| (id.clone(), terms)).unzip()
}

/// The place of a role among [`Overrides`].
fn place_of(role: Role) -> Option<usize> {
    [Role::Direct, Role::Sponsor, Role::Sponsor2, Role::Mentor].iter().position(|other| *other == role)
}

fn pools(rules: &[PoolRules]) -> Vec<Pool> {
    let mut names: Vec<&Id> = rules.iter().map(|pool| &pool.id).collect();
    sort_by_key(&mut names, |name| *name);
    let mut members = 0_usize;
    let mut pools = Vec::new();
    for (place, pool) in rules.iter().enumerate() {
        let first_member = members;
        members = members.saturating_add(pool.members.len());
        let weights: Vec<u64> = pool.members.values().copied().collect();
        let total = weights.iter().fold(0_i128, |sum, weight| sum.saturating_add((*weight).into()));
        // Without a positive weight nobody asks: the residual party keeps it.
        if total > 0 {
            let place_by_name = names.binary_search(&&pool.id).unwrap_or(place);
            pools.push(Pool { place, place_by_name, ppm: pool.rate.ppm(), first_member, weights, total });
        }
    }
    pools
}

impl Cap {
    fn of(rules: &Rules) -> Self {
        let cap = rules.cap.as_ref();
        let priority = cap.map_or(&[][..], |cap| &cap.priority);
        let turn = |role: &Role| priority.iter().position(|named| named == role);
        let mut turns = [u8::MAX; Role::ALL.len()];
        for (own, role) in turns.iter_mut().zip(Role::ALL) {
            *own = turn(role).and_then(|turn| u8::try_from(turn).ok()).unwrap_or(u8::MAX);
        }
        Self {
            policy: cap.map(|cap| cap.policy),
            share: cap.and_then(|cap| cap.share).map(Rate::ppm),
            covers_cost: rules.cost_cover == CostCover::Cap,
            turn: turns,
        }
    }
}
