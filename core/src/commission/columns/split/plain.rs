//! Rows that ask for nothing but rates by role, where no cap can act: a loop over blocks of rows without a branch per column.

use super::{Room, SplitBatch, split_into};
use crate::column::{Cell as _, Input as _, Memory, Output as _};
use crate::commission::columns::chain::{MOST_FAST, high};
use crate::commission::columns::rules::{ByTier, ColumnRules, UNUSUAL};

/// How many rows are looked at together. An engine of WebAssembly calls a function for each copy, so there they are more.
const BLOCK: usize = if cfg!(target_arch = "wasm32") { 256 } else { 64 };

/// Fewer rows are sooner done one by one.
const LEAST: usize = 64;

/// Shares all rows, if they are plain. Returns how many rows are refused.
pub(super) fn split<M: Memory>(
    rules: &ColumnRules,
    batch: &mut SplitBatch<M>,
    room: &mut Room,
) -> Option<usize> {
    let plain = rules.plain.as_deref()?;
    let has_more = batch.cost_fen.is_some()
        || batch.has_supplier.is_some()
        || batch.quantity.is_some()
        || batch.sku.is_some()
        || batch.category.is_some()
        || batch.chain_rate_ppm.is_some()
        || batch.direct_is_buyer.is_some()
        || batch.has_mentor.is_some()
        || batch.chain_party.is_some()
        || batch.supplier_fen.is_some()
        || batch.mentor_fen.is_some()
        || batch.member_fen.is_some();
    // Agents above the levels that are paid would have to be looked at.
    if has_more || batch.chain > rules.levels.saturating_add(1) || batch.rows < LEAST {
        return None;
    }
    match batch.chain {
        1 => Some(split_blocks::<1, M>(rules, plain, batch, room)),
        2 => Some(split_blocks::<2, M>(rules, plain, batch, room)),
        3 => Some(split_blocks::<3, M>(rules, plain, batch, room)),
        _ => None,
    }
}

fn split_blocks<const CHAIN: usize, M: Memory>(
    rules: &ColumnRules,
    plain: &[ByTier; 3],
    batch: &mut SplitBatch<M>,
    room: &mut Room,
) -> usize {
    let mut refused = 0_usize;
    let mut block = Block::<CHAIN>::EMPTY;
    for first in (0..batch.rows).step_by(BLOCK) {
        let rows = batch.rows.saturating_sub(first).min(BLOCK);
        split_block(plain, batch, first, rows, &mut block);
        let unusual = block.is_unusual.iter().take(rows).enumerate().filter(|(_, is_unusual)| **is_unusual);
        for (row, _) in unusual {
            refused = refused.saturating_add(split_into(rules, batch, first.saturating_add(row), room));
        }
    }
    refused
}

/// Rows that are looked at together: room for columns that cannot be read or written where they lie.
struct Block<const CHAIN: usize> {
    paid: [i64; BLOCK],
    tier: [[u8; CHAIN]; BLOCK],
    chain: [[i64; CHAIN]; BLOCK],
    residual: [i64; BLOCK],
    code: [u16; BLOCK],
    /// Whether a row is none of these after all: refused, or very large.
    is_unusual: [bool; BLOCK],
}

impl<const CHAIN: usize> Block<CHAIN> {
    const EMPTY: Self = Self {
        paid: [0; BLOCK],
        tier: [[0; CHAIN]; BLOCK],
        chain: [[0; CHAIN]; BLOCK],
        residual: [0; BLOCK],
        code: [0; BLOCK],
        is_unusual: [false; BLOCK],
    };
}

/// Shares rows from the first one on, as if all of them were plain.
fn split_block<const CHAIN: usize, M: Memory>(
    plain: &[ByTier; 3],
    batch: &mut SplitBatch<M>,
    first: usize,
    rows: usize,
    block: &mut Block<CHAIN>,
) {
    let cells = rows.saturating_mul(CHAIN);
    let first_cell = first.saturating_mul(CHAIN);
    let paid = batch.paid_fen.cells(first, block.paid.get_mut(..rows).unwrap_or_default());
    let tier_room = block.tier.as_flattened_mut().get_mut(..cells).unwrap_or_default();
    let (tiers, _) = batch.chain_tier.cells(first_cell, tier_room).as_chunks();
    let chain_room = block.chain.as_flattened_mut().get_mut(..cells).unwrap_or_default();
    let residual_room = block.residual.get_mut(..rows).unwrap_or_default();
    batch.chain_fen.write_with(first_cell, chain_room, |parts| {
        batch.residual_fen.write_with(first, residual_room, |residual| {
            let (parts, _) = parts.as_chunks_mut();
            share::<CHAIN>(
                plain,
                paid.iter().zip(tiers),
                parts.iter_mut().zip(residual),
                &mut block.is_unusual,
            );
        });
    });
    let code_room = block.code.get_mut(..rows).unwrap_or_default();
    batch.code.write_with(first, code_room, |codes| codes.fill(0));
}

/// Shares each row: what was paid and the tiers of its chain, into the parts of the chain and what they leave. A function of its own,
/// so that its loop has the registers to itself.
#[inline(never)]
fn share<'a, const CHAIN: usize>(
    plain: &[ByTier; 3],
    rows: impl Iterator<Item = (&'a i64, &'a [u8; CHAIN])>,
    told: impl Iterator<Item = (&'a mut [i64; CHAIN], &'a mut i64)>,
    are_unusual: &mut [bool],
) {
    for (((paid, tiers), (parts, residual)), is_unusual) in rows.zip(told).zip(are_unusual) {
        let whole = paid.cast_unsigned();
        // An amount below zero is a very large one without its sign.
        let (mut is_odd, mut rest) = (whole >= MOST_FAST, *paid);
        let double = whole.wrapping_mul(2);
        let mut is_in_chain = true;
        for ((part, tier), by_tier) in parts.iter_mut().zip(tiers).zip(plain) {
            let rate = by_tier.get(usize::from(*tier)).copied().unwrap_or(UNUSUAL);
            is_in_chain &= tier.given().is_some();
            is_odd |= is_in_chain && rate == UNUSUAL;
            // Exact below that, as `chain` says.
            *part = if is_in_chain { high(double, rate).cast_signed() } else { 0 };
            rest = rest.wrapping_sub(*part);
        }
        (*residual, *is_unusual) = (rest, is_odd);
    }
}
