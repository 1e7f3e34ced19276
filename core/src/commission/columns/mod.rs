//! Commission over columns: the same figures as the calls, for volume and without reasons.

mod clawback;

pub use clawback::{ClawbackBatch, clawback_columns};
