//! siyu
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

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod calendar;
pub mod document;
pub mod error;
pub mod money;
pub mod operation;
pub mod reason;
pub mod rulebook;
pub mod vip;

pub use document::{Id, Text};
pub use error::{Error, Findings, Language};
pub use operation::call;
pub use reason::Detail;
pub use rulebook::Rulebook;
