//! The C doorway of siyu: `include/siyu.h` is its page, and says what every function takes, gives and promises.
//!
//! Nothing is decided here. A function takes what C hands in, calls [`siyu`], and hands out what comes back; [`answer`] is
//! the one place where results, refusals and panics become what C sees.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod answer;
mod memory;
mod shape;
mod text;

// What C sees, in the order of the header.

mod version;

mod status;

mod rulebook;

mod call;

mod buffer;

// Generated, and not laid out by rustfmt.
#[rustfmt::skip]
mod columns;

mod error;

#[cfg(feature = "arrow")]
mod arrow;

#[cfg(feature = "test-panic")]
mod panicking;
