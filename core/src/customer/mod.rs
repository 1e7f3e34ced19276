//! Customers: what class they have by how often they come again (复购), who sleeps, who buys most, and how sales are concentrated.
//!
//! - [`classify`](crate::operation::customer_classify): one customer on a day. Classes are bands of repurchases (orders − 1) in a
//!   trailing window, A ≥ 4, B 2–3, C 1, D 0 unless the rulebook says otherwise; the decision tells how many orders the next class
//!   is away, when the class falls if nothing is bought, and from which day the customer sleeps.
//! - [`segments`](crate::operation::customer_segments): all customers together. How many each class has; repurchase rates, each
//!   under its name; super users; the share of the first customers, how few buy most, and Gini.
//!
//! # What counts
//!
//! An order counts where something is left of it after refunds, and from its day on. The window is (day − years, day]: the order of
//! the same day a year ago has just left it. A *buyer* has an order in the window. Whoever is known and has none has no class, unless
//! the rulebook gives classes to all that are known (`classes_over`): no order is no repurchase.
//!
//! A customer sleeps from the day two years after the last order, or after so many idle days; who never ordered does not. Who sleeps
//! and can be reached is due a sample.
//!
//! # Exact
//!
//! Rates, shares and Gini are fractions of whole numbers; a decimal of six places stands beside them to be read. Shares of a number of
//! customers are rounded up (`top_count`). Of customers with one amount, the first by id comes first.
//!
//! # Columns
//!
//! Orders by their customers' numbers become one integer per customer ([`absorb_columns`]), integers of chunks are added
//! ([`merge_columns`]), and become classes ([`classify_columns`]) and the figures of all together ([`segments_columns`]).
//!
//! ```
//! let rulebook = siyu::Rulebook::parse(
//!     r#"{"name": "sample", "version": "1", "effective_from": "2026-01-01", "customer": {}}"#,
//! ).unwrap();
//! let answer = siyu::call(Some(&rulebook), "customer_classify", r#"{"as_of": "2026-06-30", "detail": "none", "orders": [
//!     {"id": "1", "on": "2026-01-05", "paid": "99.00"}, {"id": "2", "on": "2026-03-08", "paid": "59.00"},
//!     {"id": "3", "on": "2026-05-20", "paid": "199.00", "refunded": "20.00"}]}"#).unwrap();
//! assert!(answer.contains(r#""class":"B","window_from":"2025-07-01","orders":3,"repurchases":2,"net_sales":"337.00""#));
//! assert!(answer.contains(r#""next":{"class":"A","orders":5,"missing":2}"#));
//! ```

mod classify;
#[cfg(feature = "columns")]
mod columns;
mod concentration;
mod facts;
mod findings;
mod repurchase;
mod rules;
mod segments;
mod super_users;
#[cfg(test)]
mod tests;

pub use classify::{Classified, ClassifyRequest, Fall, NextClass, classify};
#[cfg(feature = "columns")]
pub use columns::{
    AbsorbBatch, ClassifyBatch, ColumnRules, MergeBatch, SegmentsBatch, absorb_columns, classify_columns,
    merge_columns, segments_columns,
};
pub use concentration::ConcentrationFigures;
pub use facts::{Customer, Order};
pub use repurchase::{Period, RepurchaseRate, RepurchaseRates, TwoPeriods};
pub use rules::{Class, Concentration, Dormancy, Population, Rules, SuperUsers, TopCount};
pub use segments::{ClassFigures, Segments, SegmentsRequest, segments};
pub use super_users::{SuperUser, SuperUserFigures};
