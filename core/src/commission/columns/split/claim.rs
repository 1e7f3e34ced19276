//! What each party, and each pool, asks of a row's line before any cap.

use super::{Line, WITHOUT_TIER};
use crate::column::{Cell as _, Input as _, Memory, amount};
use crate::commission::columns::rules::{ColumnRules, Overrides, Terms};
use crate::commission::order::Role;
use crate::commission::rules::SelfPurchase;
use crate::error::Code;
use crate::money::round_millionths;

/// Millionths of a minor unit in one.
pub(super) const MILLION: u128 = 1_000_000;

/// Who claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// An agent, by the place in the chain and how far above who is paid as the direct one.
    Chain {
        place: usize,
        level: usize,
    },
    Mentor,
    /// A pool, by the place among those with a positive weight.
    Pool(usize),
}

impl Who {
    pub(super) fn role(self) -> Role {
        match self {
            Self::Chain { level: 0, .. } => Role::Direct,
            Self::Chain { level: 1, .. } => Role::Sponsor,
            Self::Chain { .. } => Role::Sponsor2,
            Self::Mentor => Role::Mentor,
            Self::Pool(_) => Role::Pool,
        }
    }
}

/// What terms come to on a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) amount: i64,
    /// Before rounding, in millionths of a minor unit.
    pub(super) exact: u128,
}

/// What the columns say of the rates of chains.
pub(super) struct Rates<'a, M: Memory> {
    pub(super) tier: &'a M::Input<u8>,
    pub(super) pinned: Option<&'a M::Input<u32>>,
}

/// Tells every claim on a row's line: the chain from the direct agent upward, the mentor, then the pools.
#[inline]
pub(super) fn ask<M: Memory>(
    rules: &ColumnRules,
    rates: Rates<'_, M>,
    line: &Line,
    mut tell: impl FnMut(Who, Asked),
) -> Result<(), Code> {
    let asking = Asking { rules, rates, line, overrides: overrides(rules, line) };
    if rules.is_differential {
        asking.by_difference(&mut tell)?;
    } else {
        asking.by_role(&mut tell)?;
    }
    if line.has_mentor {
        let own = asking.overrides.map_or(Terms::None, |[.., mentor]| mentor);
        let terms = if own == Terms::None { rules.mentor } else { own };
        if let Some(asked) = asking.asked(terms)? {
            tell(Who::Mentor, asked);
        }
    }
    for (at, pool) in rules.pools.iter().enumerate() {
        tell(Who::Pool(at), asking.rated(pool.ppm));
    }
    Ok(())
}

/// The overrides of a line: those of its SKU go before those of its category.
#[inline]
fn overrides(rules: &ColumnRules, line: &Line) -> Option<Overrides> {
    let of_sku = line.sku.and_then(|place| rules.of_sku(place));
    let of_category = line.category.and_then(|place| rules.of_category(place));
    let (Some(mut found), Some(others)) = (of_sku.copied(), of_category) else {
        return of_sku.or(of_category).copied();
    };
    for (own, other) in found.iter_mut().zip(others) {
        if *own == Terms::None {
            *own = *other;
        }
    }
    Some(found)
}

/// What the claims of a row are made from.
struct Asking<'a, M: Memory> {
    rules: &'a ColumnRules,
    rates: Rates<'a, M>,
    line: &'a Line,
    overrides: Option<Overrides>,
}

impl<M: Memory> Asking<'_, M> {
    /// The first of the chain who is paid as the direct agent, and whether that one only stands for what levels above are
    /// measured against.
    #[inline]
    fn direct(&self) -> (usize, bool) {
        match self.rules.self_purchase {
            _ if !self.line.is_self_purchase => (0, false),
            SelfPurchase::ToSelf => (0, false),
            SelfPurchase::ToSponsor => (1, false),
            SelfPurchase::NotPaid => (0, true),
        }
    }

    /// Every level by its own rate: one without terms does not swallow those above it.
    #[inline]
    fn by_role(&self, tell: &mut impl FnMut(Who, Asked)) -> Result<(), Code> {
        let (first, is_direct_unpaid) = self.direct();
        let most = self.rules.levels.saturating_add(1);
        for (level, place) in (first..self.line.chain).enumerate().take(most) {
            if level == 0 && is_direct_unpaid {
                continue;
            }
            if let Some(asked) = self.asked_by(level, place)? {
                tell(Who::Chain { place, level }, asked);
            }
        }
        Ok(())
    }

    /// 级差: what each agent of the chain would get, less the most that anyone below would.
    #[inline]
    fn by_difference(&self, tell: &mut impl FnMut(Who, Asked)) -> Result<(), Code> {
        let (first, is_direct_unpaid) = self.direct();
        let (mut below, mut exact_below, mut levels_paid) = (0_i64, 0_u128, 0_usize);
        for (level, place) in (first..self.line.chain).enumerate() {
            if level > 0 && levels_paid == self.rules.levels {
                break;
            }
            let Some(asked) = self.asked_by(level, place)? else { continue };
            let exact = asked.exact.saturating_sub(exact_below);
            let amount = asked.amount.saturating_sub(below).max(0);
            if level > 0 && exact > 0 {
                levels_paid = levels_paid.saturating_add(1);
            }
            if level > 0 || !is_direct_unpaid {
                tell(Who::Chain { place, level }, Asked { amount, exact });
            }
            below = below.max(asked.amount);
            exact_below = exact_below.max(asked.exact);
        }
        Ok(())
    }

    /// What an agent of the chain asks for: by an override, then the rate pinned for the agent, then the tier's, then the role's.
    #[inline]
    fn asked_by(&self, level: usize, place: usize) -> Result<Option<Asked>, Code> {
        let cell = self.line.first_cell.saturating_add(place);
        let role = level.min(2);
        if let Some(overrides) = &self.overrides
            && let Some(own) = overrides.get(role).filter(|own| **own != Terms::None)
        {
            return self.asked(*own);
        }
        if let Some(ppm) = self.rates.pinned.and_then(|column| column.at(cell).given()) {
            return Ok(Some(self.rated(ppm)));
        }
        let tier = self.rates.tier.at(cell);
        let by_tier = self.rules.chain.get(role).map_or(&[][..], |terms| terms.as_slice());
        let terms = if tier == WITHOUT_TIER { by_tier.last() } else { by_tier.get(usize::from(tier)) };
        self.asked(terms.copied().unwrap_or(Terms::None))
    }

    /// What terms come to on the line.
    #[inline]
    fn asked(&self, terms: Terms) -> Result<Option<Asked>, Code> {
        match terms {
            Terms::Rate(ppm) => Ok(Some(self.rated(ppm))),
            Terms::None => Ok(None),
            Terms::TierWithoutRate => Err(Code::TierWithoutRate),
            Terms::PerUnit(unit) => {
                let amount = amount(i128::from(unit).saturating_mul(self.line.quantity.into()))?;
                Ok(Some(Asked { amount, exact: u128::from(amount.unsigned_abs()).saturating_mul(MILLION) }))
            }
        }
    }

    /// What a rate comes to on the line: at most 10^15 · 10^6 millionths.
    #[inline]
    fn rated(&self, ppm: u32) -> Asked {
        let exact = u128::from(self.line.basis.unsigned_abs()).wrapping_mul(ppm.into());
        Asked { amount: round_millionths(exact, self.rules.rounding), exact }
    }
}
