//! `commission_clawback` over columns.

use crate::column::{Input as _, Memory, Output as _, amount, columns, is_amount, optional, put};
use crate::commission::{RefundReason, Role, Rules};
use crate::document::Choice as _;
use crate::error::{Code, Error};
use crate::money::Money;

columns! {
    /// Refunds of lines that were split, a row each. All lines have the same parts in the same order; a part that a line does not
    /// have is 0 in its row.
    pub struct ClawbackBatch {
        counts {
            /// Refunds.
            rows,
            /// Parts of a line, the residual party's among them.
            parts,
        }
        columns {
            /// The role of each part, for all rows: 0 supplier, 1 direct, 2 sponsor, 3 sponsor_2, 4 mentor, 5 pool, 6 residual;
            /// exactly one is residual.
            input part_role: u8 [parts],
            /// What was paid for the line.
            input paid_fen: i64 [rows],
            /// The parts of the line as it was split then; Σ of a row = `paid_fen`.
            input part_fen: i64 [rows, parts],
            /// What was refunded before with the goods; nothing unless said.
            optional returned_fen: i64 [rows],
            /// What was refunded before without them; nothing unless said.
            optional compensation_fen: i64 [rows],
            /// This refund.
            input refund_fen: i64 [rows],
            /// Why: 0 returned, 1 compensation; the rulebook's default unless said.
            optional reason: u8 [rows],
            /// What each part gives back now; Σ of a row = `refund_fen`. Only the residual party's may be below zero.
            output taken_fen: i64 [rows, parts],
            /// What is left of the line to refund.
            wanted left_fen: i64 [rows],
            /// 0, or the number of the code by which the row is refused.
            output code: u16 [rows],
        }
    }
}

/// Says for each row who gives back what for a refund. Returns how many rows are refused.
///
/// # Errors
/// `list_length` of a column; `residual_missing`, `residual_twice` or `unknown_choice` at `/part_role`.
pub fn clawback_columns<M: Memory>(rules: &Rules, batch: &mut ClawbackBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    let residual = residual_of(batch)?;
    let mut refused = 0_usize;
    for row in 0..batch.rows {
        let code = match claw_back(rules, batch, row, residual) {
            Ok(()) => 0,
            Err(code) => {
                clear(batch, row);
                refused = refused.saturating_add(1);
                code.number()
            }
        };
        batch.code.put(row, code);
    }
    Ok(refused)
}

/// The place of the residual part.
fn residual_of<M: Memory>(batch: &ClawbackBatch<M>) -> Result<usize, Error> {
    let roles = || (0..batch.parts).map(|part| batch.part_role.at(part));
    let known = |role: u8| usize::from(role) < Role::ALL.len();
    if let Some((at, role)) = roles().enumerate().find(|(_, role)| !known(*role)) {
        let error = Error::new(Code::UnknownChoice).found(role).allowed("0–6");
        return Err(error.at(alloc::format!("/part_role/{at}")));
    }
    let mut residuals = roles().enumerate().filter(|(_, role)| *role == Role::Residual as u8);
    match (residuals.next(), residuals.count()) {
        (Some((at, _)), 0) => Ok(at),
        (None, _) => Err(Error::new(Code::ResidualMissing).with("by", "…").at("/part_role")),
        (Some(_), others) => {
            let found = others.saturating_add(1);
            Err(Error::new(Code::ResidualTwice).found(found).allowed(1_u8).at("/part_role"))
        }
    }
}

/// What a row asks.
struct Refund {
    paid: i64,
    /// What was refunded before: with the goods, and in all.
    before: (i64, i64),
    /// The same with this refund.
    after: (i64, i64),
    amount: i64,
}

/// Writes a row's parts, or says why there are none.
fn claw_back<M: Memory>(
    rules: &Rules,
    batch: &mut ClawbackBatch<M>,
    row: usize,
    residual: usize,
) -> Result<(), Code> {
    let refund = read(rules, batch, row, residual)?;
    let first = row.saturating_mul(batch.parts);
    // None is below zero: were their sum beyond 64 bits, the rest would be beyond the limit of money in any case.
    let mut others = 0_i64;
    for part in (0..batch.parts).filter(|part| *part != residual) {
        let place = first.saturating_add(part);
        let own = batch.part_fen.at(place);
        let of = |(returned, all): (i64, i64)| {
            floor_share(
                own,
                if batch.part_role.at(part) == Role::Supplier as u8 { returned } else { all },
                refund.paid,
            )
        };
        let taken = of(refund.after).saturating_sub(of(refund.before));
        others = others.saturating_add(taken);
        batch.taken_fen.put(place, taken);
    }
    let rest = amount(i128::from(refund.amount).saturating_sub(others.into()))?;
    batch.taken_fen.put(first.saturating_add(residual), rest);
    put(&mut batch.left_fen, row, refund.paid.saturating_sub(refund.after.1));
    Ok(())
}

/// Reads and checks a row, in the order in which the call does.
fn read<M: Memory>(
    rules: &Rules,
    batch: &ClawbackBatch<M>,
    row: usize,
    residual: usize,
) -> Result<Refund, Code> {
    let (paid, refunded) = (batch.paid_fen.at(row), batch.refund_fen.at(row));
    let refunded_before = |column| optional(column, row).unwrap_or(0);
    let (returned, compensation) =
        (refunded_before(&batch.returned_fen), refunded_before(&batch.compensation_fen));
    let amounts = [paid, returned, compensation, refunded];
    let mut is_within = amounts.iter().all(|minor| is_amount(*minor));
    let mut is_negative = amounts.iter().any(|minor| *minor < 0);
    // Parts but the residual one are not below zero, or the row is refused: a sum beyond 64 bits is refused as well.
    let mut others = 0_i64;
    let first = row.saturating_mul(batch.parts);
    for at in 0..batch.parts {
        let part = batch.part_fen.at(first.saturating_add(at));
        is_within &= is_amount(part);
        let own = if at == residual { 0 } else { part };
        is_negative |= own < 0;
        others = others.saturating_add(own);
    }
    if !is_within {
        return Err(Code::MoneyOutOfRange);
    }
    let reason = match optional(&batch.reason, row) {
        None => rules.refund.default_reason,
        Some(number) => *RefundReason::ALL.get(usize::from(number)).ok_or(Code::UnknownChoice)?,
    };
    if is_negative {
        return Err(Code::NegativeAmount);
    }
    let rest = batch.part_fen.at(first.saturating_add(residual));
    if amount(i128::from(others).saturating_add(rest.into()))? != paid {
        return Err(Code::PartsNotWhole);
    }
    let all = amount(i128::from(returned).saturating_add(compensation.into()))?;
    let after = amount(i128::from(all).saturating_add(refunded.into()))?;
    if after > paid {
        return Err(Code::RefundAboveRest);
    }
    let returned_after =
        if reason == RefundReason::Returned { returned.saturating_add(refunded) } else { returned };
    Ok(Refund { paid, before: (returned, all), after: (returned_after, after), amount: refunded })
}

/// ⌊part · refunded / paid⌋ of amounts that are not below zero; of a line that was paid nothing, nothing.
pub(crate) fn floor_share(part: i64, refunded: i64, paid: i64) -> i64 {
    if refunded == 0 || part == paid {
        return refunded;
    }
    let (own, back) = (part.unsigned_abs(), refunded.unsigned_abs());
    // WebAssembly finds out whether a product passes 64 bits by one of 128; those of half words do not.
    let product = if cfg!(target_arch = "wasm32") && (own | back) >> 32 == 0 {
        Some(own.wrapping_mul(back))
    } else {
        own.checked_mul(back)
    };
    match product {
        // No more than the part, as long as no more is refunded than was paid.
        Some(product) => i64::try_from(product.checked_div(paid.unsigned_abs()).unwrap_or(0)).unwrap_or(part),
        None => {
            let product = i128::from(part).saturating_mul(refunded.into());
            let share = product.checked_div(paid.into()).unwrap_or(0);
            // A part above the whole (the residual party bears a loss) is still within the limit of money.
            i64::try_from(share).unwrap_or(Money::MAX.minor())
        }
    }
}

fn clear<M: Memory>(batch: &mut ClawbackBatch<M>, row: usize) {
    let first = row.saturating_mul(batch.parts);
    for part in 0..batch.parts {
        batch.taken_fen.put(first.saturating_add(part), 0);
    }
    put(&mut batch.left_fen, row, 0);
}

#[cfg(test)]
mod tests;
