//! GMV: what it was, what makes it, what changed it, and what a target asks for.
//!
//! - [`measure`](crate::operation::gmv_measure): orders → *placed* (everything ordered), *paid* (later refunds not taken off) and
//!   *net* (less refunds), each under its name; the rulebook says which one the merchant means. Averages per order and per buyer
//!   are two figures, conversions by buyer, order and visit are three. Top-ups are no GMV until they are spent.
//! - [`compose`](crate::operation::gmv_compose): traffic × conversion × order value, and in the private domain × lifetime
//!   purchases × fission. Fission is a multiplier of at least 1: given, 1 + K (one generation) or 1/(1 − K) (all of them, K < 1);
//!   a bare rate of 0.25 would shrink what it is meant to grow.
//! - [`attribute`](crate::operation::gmv_attribute): the part of each factor in a change, by chain substitution (连环替代) and by
//!   Shapley; the parts sum to the change to the fen.
//! - [`solve`](crate::operation::gmv_solve): the least six-decimal value of one factor with which the formula reaches a target, and
//!   the exact one with which it is the target to the fen.
//! - [`reach`](crate::operation::gmv_reach): CPM × impressions / 1000, ROAS and ROI, expected adds of a channel.
//!
//! # What fits together
//!
//! visitors × buyers/visitor × orders/buyer × money/order = money: every count cancels the one before. So lifetime purchases
//! (orders per buyer) ask for a conversion by buyer and a value per order; without them both must be by order, or both by buyer.
//! A request that says what it counts (`conversion_by`, `order_value_per`) is refused where that does not fit
//! ([`Code::MixedCounts`](crate::error::Code::MixedCounts)).
//!
//! # Exact
//!
//! Numbers are fractions of big integers (`num-rational` over `num-bigint`) and are rounded once, into money: a product of five
//! six-decimal factors has up to 60 digits, more than `rust_decimal`'s 28 or `i128`'s 38, and 1/(1 − K) and Shapley's 1/120 do not end.
//! A measured factor such as 2357/100000 is kept as a fraction, so that measuring and multiplying again gives the same fen.
//!
//! Parts of a change are floored, and what is missing goes one by one to the largest remainders of the exact parts, ties in the
//! order traffic, conversion, order value, lifetime purchases, fission.
//!
//! ```
//! let rulebook = siyu::Rulebook::parse(
//!     r#"{"name": "sample", "version": "1", "effective_from": "2026-01-01", "gmv": {}}"#,
//! ).unwrap();
//! let answer = siyu::call(Some(&rulebook), "gmv_compose", r#"{"detail": "summary", "factors": {
//!     "traffic": "100000", "conversion": "2%", "order_value": "150",
//!     "lifetime_purchases": "4", "fission": {"k": "0.25", "generations": "all"}}}"#).unwrap();
//! assert!(answer.contains(r#""gmv":"1600000.00""#));
//! ```

mod attribute;
mod compose;
mod factors;
mod measure;
mod orders;
mod reach;
mod rules;
mod solve;
#[cfg(test)]
mod tests;

pub use crate::number::{Figure, Number, Proportion};
pub use attribute::{AttributeRequest, Attributed, FactorPart};
pub use compose::{ComposeRequest, Composed, FormulaName, Sensitivity, Step, WhatIf, WhatIfResult};
pub use factors::{Counted, FactorName, Factors, Fission};
pub use measure::{Average, ChannelFigures, Measured, VariantFigures};
pub use orders::{MeasureRequest, Order, OrderKind, Period, Refund};
pub use reach::{
    Exposure, ExposureValue, Funnel, FunnelResult, Range, ReachRequest, Reached, ReturnFigures, Returns,
    Stage, StageResult,
};
pub use rules::{Generations, RefundPeriod, Rules, Variant};
pub use solve::{SolveRequest, Solved};

pub(crate) use attribute::attribute;
pub(crate) use compose::compose;
pub(crate) use measure::measure;
pub(crate) use reach::reach;
pub(crate) use solve::solve;
