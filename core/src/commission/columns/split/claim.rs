//! What each party, and each pool, asks of a row's line before any cap.

use alloc::vec::Vec;

use super::{Line, SplitBatch, WITHOUT_TIER, optional};
use crate::column::{Cell as _, Input as _, Memory, amount};
use crate::commission::columns::rules::{ColumnRules, Overrides, Terms};
use crate::commission::order::Role;
use crate::commission::rules::SelfPurchase;
use crate::error::Code;
use crate::money::round_millionths;

/// Millionths of a minor unit in one.
pub(super) const MILLION: i128 = 1_000_000;

/// Who claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// An agent, by the place in the chain.
    Chain(usize),
    Mentor,
    /// A pool, by the place among those with a positive weight.
    Pool(usize),
}

/// What a party, or a pool, asks of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) who: Who,
    pub(super) role: Role,
    /// The place of the id among all of them, or `NONE`.
    pub(super) party: u32,
    /// Of a pool, its place among the names of pools.
    pub(super) pool_name: usize,
    pub(super) amount: i64,
    /// The amount before rounding, in millionths of a minor unit.
    pub(super) exact: i128,
}

impl Claim {
    const NOTHING: Self =
        Self { who: Who::Mentor, role: Role::Mentor, party: u32::NONE, pool_name: 0, amount: 0, exact: 0 };

    /// What the whole units of its exact amount leave.
    pub(super) fn remainder(&self) -> i128 {
        self.exact.checked_rem(MILLION).unwrap_or(0)
    }

    /// Whether rounding gave it more than the whole units of its exact amount.
    pub(super) fn is_raised(&self) -> bool {
        i128::from(self.amount).saturating_mul(MILLION) > self.exact.saturating_sub(self.remainder())
    }

    /// Where it stands among claims that tie: by id, then by role.
    pub(super) fn turn(&self) -> (u32, usize, Role) {
        (self.party, self.pool_name, self.role)
    }
}

/// Room for the claims of one row, taken once per batch: on the stack as long as they are few.
pub(super) struct Claims {
    few: [Claim; 8],
    many: Vec<Claim>,
    count: usize,
}

/// What a row's chain is paid by, once self-purchase is decided.
struct Payees {
    /// How many of the chain stand below who is paid as the direct agent.
    skipped: usize,
    /// Whether that agent only stands for what levels above are measured against.
    is_direct_unpaid: bool,
}

/// Terms that come to something.
struct Asked {
    amount: i64,
    exact: i128,
}

impl Claims {
    /// Room for so many.
    pub(super) fn for_most(most: usize) -> Self {
        let few = [Claim::NOTHING; 8];
        let many = if most > few.len() { alloc::vec![Claim::NOTHING; most] } else { Vec::new() };
        Self { few, many, count: 0 }
    }

    /// The claims of the row.
    pub(super) fn as_mut_slice(&mut self) -> &mut [Claim] {
        let room = if self.many.is_empty() { &mut self.few[..] } else { &mut self.many[..] };
        room.get_mut(..self.count).unwrap_or_default()
    }

    fn push(&mut self, claim: Claim) {
        let room = if self.many.is_empty() { &mut self.few[..] } else { &mut self.many[..] };
        if let Some(free) = room.get_mut(self.count) {
            *free = claim;
            self.count = self.count.saturating_add(1);
        }
    }

    /// Collects a row's claims: the chain from the direct agent upward, the mentor, then the pools.
    pub(super) fn ask<M: Memory>(
        &mut self,
        rules: &ColumnRules,
        batch: &SplitBatch<M>,
        row: usize,
        line: &Line,
    ) -> Result<(), Code> {
        self.count = 0;
        let asking = Asking { rules, batch, row, line, overrides: overrides(rules, line) };
        let payees = Payees::of(rules, line);
        if rules.is_differential {
            self.by_difference(&asking, &payees)?;
        } else {
            self.by_role(&asking, &payees)?;
        }
        if line.has_mentor {
            let [.., own] = asking.overrides;
            let terms = if own == Terms::None { rules.mentor } else { own };
            if let Some(Asked { amount, exact }) = asking.asked(terms)? {
                let party = optional(&batch.mentor_party, row).unwrap_or(u32::NONE);
                self.push(Claim { party, amount, exact, ..Claim::NOTHING });
            }
        }
        for (at, pool) in rules.pools.iter().enumerate() {
            if let Some(Asked { amount, exact }) = asking.asked(Terms::Rate(pool.ppm))? {
                let party = optional(&batch.pool_party, pool.place).unwrap_or(u32::NONE);
                let (who, role, pool_name) = (Who::Pool(at), Role::Pool, pool.place_by_name);
                self.push(Claim { who, role, party, pool_name, amount, exact });
            }
        }
        Ok(())
    }

    /// Every level by its own rate: one without terms does not swallow those above it.
    fn by_role<M: Memory>(&mut self, asking: &Asking<'_, M>, payees: &Payees) -> Result<(), Code> {
        let most = asking.rules.levels.saturating_add(1);
        for (level, place) in (payees.skipped..asking.line.chain).enumerate().take(most) {
            if level == 0 && payees.is_direct_unpaid {
                continue;
            }
            if let Some(asked) = asking.asked_by(level, place)? {
                self.push(asking.of_chain(level, place, asked));
            }
        }
        Ok(())
    }

    /// 级差: what each agent of the chain would get, less the most that anyone below would.
    fn by_difference<M: Memory>(&mut self, asking: &Asking<'_, M>, payees: &Payees) -> Result<(), Code> {
        let (mut below, mut exact_below, mut levels_paid) = (0_i64, 0_i128, 0_usize);
        for (level, place) in (payees.skipped..asking.line.chain).enumerate() {
            if level > 0 && levels_paid == asking.rules.levels {
                break;
            }
            let Some(asked) = asking.asked_by(level, place)? else { continue };
            let exact = asked.exact.saturating_sub(exact_below).max(0);
            let amount = asked.amount.saturating_sub(below).max(0);
            if level > 0 && exact > 0 {
                levels_paid = levels_paid.saturating_add(1);
            }
            if level > 0 || !payees.is_direct_unpaid {
                self.push(asking.of_chain(level, place, Asked { amount, exact }));
            }
            below = below.max(asked.amount);
            exact_below = exact_below.max(asked.exact);
        }
        Ok(())
    }
}

impl Payees {
    fn of(rules: &ColumnRules, line: &Line) -> Self {
        let is_own = line.is_self_purchase;
        Self {
            skipped: usize::from(is_own && rules.self_purchase == SelfPurchase::ToSponsor),
            is_direct_unpaid: is_own && rules.self_purchase == SelfPurchase::NotPaid,
        }
    }
}

/// The overrides of a line: those of its SKU go before those of its category.
fn overrides(rules: &ColumnRules, line: &Line) -> Overrides {
    let of_sku = line.sku.and_then(|place| rules.of_sku(place));
    let of_category = line.category.and_then(|place| rules.of_category(place));
    let mut found = of_sku.copied().unwrap_or([Terms::None; 4]);
    for (own, other) in found.iter_mut().zip(of_category.into_iter().flatten()) {
        if *own == Terms::None {
            *own = *other;
        }
    }
    found
}

/// The role of an agent by how far they stand above who is paid as the direct one.
fn role_at(level: usize) -> Role {
    match level {
        0 => Role::Direct,
        1 => Role::Sponsor,
        _ => Role::Sponsor2,
    }
}

/// What the claims of a row are made from.
struct Asking<'a, M: Memory> {
    rules: &'a ColumnRules,
    batch: &'a SplitBatch<M>,
    row: usize,
    line: &'a Line,
    overrides: Overrides,
}

impl<M: Memory> Asking<'_, M> {
    /// What an agent of the chain asks for: by an override, then the rate pinned for the agent, then the tier's, then the role's.
    fn asked_by(&self, level: usize, place: usize) -> Result<Option<Asked>, Code> {
        let cell = self.row.saturating_mul(self.batch.chain).saturating_add(place);
        let role = level.min(2);
        let own = self.overrides.get(role).copied().unwrap_or(Terms::None);
        if own != Terms::None {
            return self.asked(own);
        }
        if let Some(ppm) = optional(&self.batch.chain_rate_ppm, cell) {
            return self.asked(Terms::Rate(ppm));
        }
        let tier = self.batch.chain_tier.at(cell);
        let by_tier = self.rules.chain.get(role).map_or(&[][..], Vec::as_slice);
        let terms = if tier == WITHOUT_TIER { by_tier.last() } else { by_tier.get(usize::from(tier)) };
        self.asked(terms.copied().unwrap_or(Terms::None))
    }

    /// What terms come to on the line.
    fn asked(&self, terms: Terms) -> Result<Option<Asked>, Code> {
        match terms {
            Terms::None => Ok(None),
            Terms::TierWithoutRate => Err(Code::TierWithoutRate),
            Terms::Rate(ppm) => {
                // At most 10^15 · 10^6.
                let exact = u128::from(self.line.basis.unsigned_abs()).wrapping_mul(ppm.into());
                Ok(Some(Asked {
                    amount: round_millionths(exact, self.rules.rounding),
                    exact: exact.cast_signed(),
                }))
            }
            Terms::PerUnit(unit) => {
                let amount = amount(i128::from(unit).saturating_mul(self.line.quantity.into()))?;
                Ok(Some(Asked { amount, exact: i128::from(amount).saturating_mul(MILLION) }))
            }
        }
    }

    fn of_chain(&self, level: usize, place: usize, asked: Asked) -> Claim {
        let cell = self.row.saturating_mul(self.batch.chain).saturating_add(place);
        let party = optional(&self.batch.chain_party, cell).unwrap_or(u32::NONE);
        let Asked { amount, exact } = asked;
        Claim { who: Who::Chain(place), role: role_at(level), party, pool_name: 0, amount, exact }
    }
}
