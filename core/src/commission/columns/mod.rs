//! Commission over columns: the same figures as the calls, for volume and without reasons.

mod chain;
mod clawback;
mod rules;
mod split;

pub use chain::ChainRules;
pub(crate) use chain::{ChainLine, Chained, LANES, MOST_FAST, Overridden, Sharing};
pub(crate) use clawback::floor_share;
pub use clawback::{ClawbackBatch, clawback_columns};
pub use rules::{ColumnRules, PoolPlaces};
pub use split::{SplitBatch, WITHOUT_TIER, split_columns};
