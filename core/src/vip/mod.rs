//! VIP levels, prices and perks (VIP 等级): who has a level, what a customer of a level pays, and what they are entitled to.
//!
//! # Levels
//!
//! A customer with a purchase who tops up has a level: by one top-up or by all together, net of refunds, within a window. A
//! level is upgraded at once, by difference (补差): who has 3,000 and needs 4,000 tops up 1,000. Where top-ups count singly, the
//! top-up is added to the threshold of the level that earlier ones have reached, so small ones do not add up.
//!
//! Where levels have a period (`valid_months`), what counted when it began counts until it ends, and at its end the level is
//! assessed afresh by the window of that day. A balance refund recomputes the level, leaves it to the end of its period, or
//! leaves it for good. Without periods a level is held as long as the top-ups in the window earn it. A decision names the day
//! on which the level is lost if nothing else happens, and what the next level needs.
//!
//! # Prices
//!
//! list → level → birthday → coupon → points → payable. Every price is rounded once from its exact value, and a step's amount
//! is the difference of two prices: 折上折 of 9折 and 95折 is 0.855 of the list price, not 0.95 of a rounded price. An amount is
//! computed on the total and allotted to the lines by largest remainder over their running amounts, so that every step
//! sums to the minor unit.
//!
//! The floor holds at every step. Steps are allotted as if no floor held, and a line is sold at the higher of its running
//! amount and its floor: what it cannot take is reported as unused, and no other line pays or gains by it, odd minor units
//! apart. A higher level never pays more: with a floor the order's price is the sum of the lines' exact running amounts or
//! floors, rounded once, and odd units go where they make it up. (Largest remainder itself may give a line one unit more of a
//! smaller total, so no allotment of each line by itself could promise that.)
//!
//! # Perks
//!
//! Festival gifts, samples, early trials and limited offers are decided over level, date and history, in this order; limited
//! quantities are given first by level, then by time, then by customer id.
//!
//! ```
//! use siyu::{Rulebook, call};
//!
//! let rulebook = Rulebook::parse(r#"{
//!     "name": "sample", "version": "1", "effective_from": "2026-01-01",
//!     "vip": {
//!         "levels": [
//!             {"id": "gold", "name": "黄金", "top_up": "3000", "factor": "9.5折"},
//!             {"id": "platinum", "name": "铂金", "top_up": "4000", "factor": "9折"},
//!             {"id": "diamond", "name": "钻石", "top_up": "5000", "factor": "8.5折"}
//!         ],
//!         "floor": {"unit_price": "9.90"},
//!         "birthday": {"window": "month", "factor": "95折"}
//!     }
//! }"#).unwrap();
//!
//! let standing = call(Some(&rulebook), "vip_level", r#"{
//!     "as_of": "2026-05-01", "first_purchase_on": "2026-03-08", "detail": "none",
//!     "top_ups": [{"id": "t1", "on": "2026-04-01", "amount": "3200"}, {"id": "t2", "on": "2026-05-01", "amount": "800"}]
//! }"#).unwrap();
//! assert!(standing.contains(r#""level":"platinum","change":"granted","since":"2026-05-01""#));
//! assert!(standing.contains(r#""next":{"level":"diamond","top_up":"5000.00","missing":"1000.00"}"#));
//!
//! let priced = call(Some(&rulebook), "vip_price", r#"{
//!     "on": "2026-05-20", "level": "platinum", "born_on": "1990-05-04", "detail": "none",
//!     "lines": [{"id": "1", "list": "1000.00"}]
//! }"#).unwrap();
//! assert!(priced.contains(r#""payable":"855.00""#));
//! ```

mod assessment;
mod birthday;
#[cfg(feature = "columns")]
mod columns;
mod entitle;
mod findings;
mod level;
mod price;
#[cfg(feature = "balance")]
mod quote;
mod rules;
mod terms;
#[cfg(test)]
mod tests;
mod top_ups;
mod waterfall;

#[cfg(feature = "columns")]
pub use columns::{LevelBatch, PriceBatch, level_columns, price_columns};
pub use entitle::{
    Entitlement, EntitlementFacts, Entitlements, Limit, PerkCustomer, PerkGrant, PerkReceipt, PerkRequest,
    entitle,
};
pub use level::{
    ConsideredRefund, CurrentLevel, LevelChange, LevelFacts, NextLevel, Standing, TopUp, TopUpRefund, level,
    level_after_refund,
};
pub use price::{Coupon, PriceFacts, PriceLine, PriceStep, Priced, PricedLine, Step, price};
#[cfg(feature = "balance")]
pub use quote::{LevelRefundQuote, LevelRefundRequest, refund_quote};
pub use rules::{
    Birthday, BirthdayMode, BirthdayWindow, CouponRules, Floor, Level, MinimumOf, OnRefund, Perk, PerkKind,
    PerkPeriod, PointRules, Qualify, Rules,
};
