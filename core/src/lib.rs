//! siyu holds the rules of private-domain commerce (私域电商), exact to the minor unit and explained.
//!
//! A host hands in a [`Rulebook`], the merchant's rules as JSON, and facts; it gets decisions with reasons. Every operation
//! is one row of [`operation::TABLE`] and can be called as JSON ([`call`]) or as a typed function.
//!
//! ```
//! use siyu::{Rulebook, call};
//! let rulebook = Rulebook::parse(r#"{"name": "shop", "version": "1", "effective_from": "2026-01-01"}"#).unwrap();
//! let decision = call(Some(&rulebook), "money_share", r#"{
//!     "whole": "6.45", "parts": [{"id": "house", "rate": "30%"}], "residual": "vendor", "detail": "none"
//! }"#).unwrap();
//! assert!(decision.contains(r#"[{"id":"house","amount":"1.93"},{"id":"vendor","amount":"4.52"}]"#));
//! ```
//!
//! The crate is pure: no IO, clock, randomness, float, `unsafe`, panic, thread or global state.
//!
//! Each family of operations is a feature, and so are the columns; all are on by default. A build without a family refuses its
//! operations with [`NotBuiltIn`](error::Code::NotBuiltIn) and does not check its section of a rulebook. All else is the same: the
//! digest of a rulebook, and every answer to the byte.
#![no_std]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
// What all families share may be more than some of them need.
#![cfg_attr(
    not(all(
        feature = "agent",
        feature = "balance",
        feature = "columns",
        feature = "commission",
        feature = "customer",
        feature = "gmv",
        feature = "month",
        feature = "vip"
    )),
    allow(dead_code, unused_imports)
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

#[cfg(feature = "agent")]
pub mod agent;
#[cfg(feature = "balance")]
pub mod balance;
pub mod calendar;
#[cfg(feature = "columns")]
pub mod column;
#[cfg(feature = "commission")]
pub mod commission;
#[cfg(feature = "customer")]
pub mod customer;
pub mod document;
pub mod error;
#[cfg(feature = "gmv")]
pub mod gmv;
pub mod money;
#[cfg(feature = "month")]
pub mod month;
#[cfg(any(feature = "customer", feature = "gmv"))]
pub mod number;
pub mod operation;
mod order;
pub mod reason;
pub mod rulebook;
#[cfg(feature = "vip")]
pub mod vip;

pub use document::{Id, Text};
pub use error::{Error, Findings, Language};
pub use operation::call;
pub use reason::Detail;
pub use rulebook::Rulebook;

/// The README's examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
