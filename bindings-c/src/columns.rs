//! The columns: for every operation that runs over them a struct and a function.
//!
//! Written by `cargo test -p siyu-c` from the core's table: do not edit.

use siyu::operation;

use crate::answer::count;
use crate::error::Error;
use crate::memory::{self, Caller, Read, Written};
use crate::rulebook::Rulebook;

/// Refunds of lines that were split, a row each. All lines have the same parts in the same order; a part that a line does not
/// have is 0 in its row.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CommissionClawbackBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Refunds.
    pub rows: usize,
    /// Parts of a line, the residual party's among them.
    pub parts: usize,
    /// The role of each part, for all rows: 0 supplier, 1 direct, 2 sponsor, 3 sponsor_2, 4 mentor, 5 pool, 6 residual;
    /// exactly one is residual.
    ///
    /// Cells: `parts`; read.
    pub part_role: *const u8,
    /// What was paid for the line.
    ///
    /// Cells: `rows`; read.
    pub paid_fen: *const i64,
    /// The parts of the line as it was split then; Σ of a row = `paid_fen`.
    ///
    /// Cells: `rows` × `parts`; read.
    pub part_fen: *const i64,
    /// What was refunded before with the goods; nothing unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub returned_fen: *const i64,
    /// What was refunded before without them; nothing unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub compensation_fen: *const i64,
    /// This refund.
    ///
    /// Cells: `rows`; read.
    pub refund_fen: *const i64,
    /// Why: 0 returned, 1 compensation; the rulebook's default unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub reason: *const u8,
    /// What each part gives back now; Σ of a row = `refund_fen`. Only the residual party's may be below zero.
    ///
    /// Cells: `rows` × `parts`; written.
    pub taken_fen: *mut i64,
    /// What is left of the line to refund.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub left_fen: *mut i64,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

// SAFETY: the size comes first; integers and pointers may be zero.
unsafe impl memory::Sized for CommissionClawbackBatch {}

/// Who gives back what when buyers are refunded, a refund per row (RULES.md §2).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_commission_clawback_columns(
    rulebook: *const Rulebook,
    batch: *const CommissionClawbackBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    let run = |rules: &siyu::Rulebook| {
        // SAFETY: the caller keeps the conventions of the header.
        let given = unsafe { memory::batch(batch) }?;
        let mut batch = siyu::commission::ClawbackBatch::<Caller> {
            rows: given.rows,
            parts: given.parts,
            // SAFETY: the caller keeps the conventions of the header.
            part_role: unsafe { Read::new(given.part_role, "part_role", &[given.parts]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            paid_fen: unsafe { Read::new(given.paid_fen, "paid_fen", &[given.rows]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            part_fen: unsafe { Read::new(given.part_fen, "part_fen", &[given.rows, given.parts]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            returned_fen: unsafe { Read::optional(given.returned_fen, "returned_fen", &[given.rows]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            compensation_fen: unsafe { Read::optional(given.compensation_fen, "compensation_fen", &[given.rows]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            refund_fen: unsafe { Read::new(given.refund_fen, "refund_fen", &[given.rows]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            reason: unsafe { Read::optional(given.reason, "reason", &[given.rows]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            taken_fen: unsafe { Written::new(given.taken_fen, "taken_fen", &[given.rows, given.parts]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            left_fen: unsafe { Written::optional(given.left_fen, "left_fen", &[given.rows]) }?,
            // SAFETY: the caller keeps the conventions of the header.
            code: unsafe { Written::new(given.code, "code", &[given.rows]) }?,
        };
        Ok(operation::commission_clawback_columns(rules, &mut batch)?)
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { count(rulebook, refused, error, run) }
}
