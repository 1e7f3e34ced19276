//! Commission over columns: the same figures as the calls, for volume and without reasons.

mod clawback;
mod rules;
mod split;

pub use clawback::{ClawbackBatch, clawback_columns};
pub use rules::{ColumnRules, PoolPlaces};
pub use split::{SplitBatch, WITHOUT_TIER, split_columns};
