//! Columns: one operation over many rows, for volume. Arrays of fixed-width integers in, arrays out; no reasons, and no
//! allocation per row.
//!
//! A batch is declared once, with `columns!`: its counts, and its columns with their lengths in terms of those counts. From the
//! declaration come the struct that a kernel works on and the [`Layout`] that C, Python and TypeScript are generated from.
//!
//! A kernel does not know where its columns lie: [`Memory`] says so. Rust hands in [`Slices`]; the C doorway hands in memory
//! of its caller, in which what is written may be uninitialised.
//!
//! What every batch keeps to:
//! - Amounts are minor units (`_fen`), rates and shares millionths (`_ppm`), days are counted from 1970-01-01 (`_day`), months from
//!   year 0 (`_month` = year · 12 + month − 1), tiers, pools and parties by their places in the rulebook (`rulebook_columns` tells them).
//! - "Nothing there" is [`Cell::NONE`]: the least value of a signed column, the greatest of an unsigned one. A column that may
//!   be left out reads as nothing in every row.
//! - A row that is refused has the [number](crate::error::Code::number) of its code in the column `code`, 0 elsewhere; its results are
//!   zero, and other rows do not notice. What is wrong with the batch as a whole (a length, a width) is an error, and nothing is written.
//! - A row's result does not depend on the other rows: a batch of one gives what a batch of many does.

mod cell;
mod layout;
mod memory;

pub use cell::{Cell, Kind};
pub use layout::{Column, Count, Direction, Layout};
pub use memory::{Input, Memory, Output, Slices, Source};

pub(crate) use layout::{check_length, columns};
pub(crate) use memory::{optional, place, put};

use crate::error::Code;
use crate::money::Money;

/// Whether minor units are within the limit of money.
#[inline]
pub(crate) fn is_amount(minor: i64) -> bool {
    minor.unsigned_abs() <= Money::MAX.minor().unsigned_abs()
}

/// Minor units within the limit of money; no text is made of those that are not.
#[inline]
pub(crate) fn amount(minor: i128) -> Result<i64, Code> {
    i64::try_from(minor).ok().filter(|within| is_amount(*within)).ok_or(Code::MoneyOutOfRange)
}
