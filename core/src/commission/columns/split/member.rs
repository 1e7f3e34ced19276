//! What the members of a pool get: by weight, by largest remainder, ties by id.

use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::commission::columns::rules::{ColumnRules, Pool};
use crate::order::sort_in_place_by_key;

/// What a member gets, and is owed beyond whole units.
#[derive(Debug, Clone, Copy)]
struct Quota {
    member: usize,
    floor: i64,
    remainder: i128,
}

/// Room for the members of one pool, taken once per batch: on the stack as long as they are few.
pub(super) struct Quotas {
    few: [Quota; 8],
    many: Vec<Quota>,
}

impl Quotas {
    /// Room for the largest pool of a rulebook.
    pub(super) fn for_largest(rules: &ColumnRules) -> Self {
        const NOTHING: Quota = Quota { member: 0, floor: 0, remainder: 0 };
        let few = [NOTHING; 8];
        let most = rules.pools.iter().map(|pool| pool.weights.len()).max().unwrap_or(0);
        Self { few, many: if most > few.len() { alloc::vec![NOTHING; most] } else { Vec::new() } }
    }

    fn as_mut_slice(&mut self) -> &mut [Quota] {
        if self.many.is_empty() { &mut self.few } else { &mut self.many }
    }
}

/// Tells each member's part of an amount that is not below zero.
pub(super) fn share(amount: i64, pool: &Pool, room: &mut Quotas, mut tell: impl FnMut(usize, i64)) {
    let quotas = room.as_mut_slice().get_mut(..pool.weights.len()).unwrap_or_default();
    let mut left = amount;
    for ((member, weight), quota) in pool.weights.iter().enumerate().zip(quotas.iter_mut()) {
        let (floor, remainder) = divide(amount, *weight, pool.total);
        *quota = Quota { member, floor, remainder };
        left = left.saturating_sub(floor);
    }
    let left = usize::try_from(left).unwrap_or(0);
    // Members stand by id, so that ties go by their places.
    if left > 0 {
        sort_in_place_by_key(quotas, |quota| (Reverse(quota.remainder), quota.member));
    }
    for (at, quota) in quotas.iter().enumerate() {
        tell(quota.member, quota.floor.saturating_add(i64::from(at < left)));
    }
}

/// `amount · weight / total` and what it leaves; in 64 bits where they suffice.
fn divide(amount: i64, weight: u64, total: i128) -> (i64, i128) {
    let narrow = i64::try_from(weight)
        .ok()
        .and_then(|weight| amount.checked_mul(weight))
        .zip(i64::try_from(total).ok());
    if let Some((product, total)) = narrow {
        let floor = product.checked_div(total).unwrap_or(0);
        return (floor, product.checked_rem(total).unwrap_or(0).into());
    }
    let product = i128::from(amount).saturating_mul(weight.into());
    let floor = product.checked_div(total).unwrap_or(0);
    (i64::try_from(floor).unwrap_or(0), product.checked_rem(total).unwrap_or(0))
}
