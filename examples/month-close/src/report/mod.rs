//! What the user is told: a summary on standard output, and files.

pub mod files;
pub mod summary;
mod text;

pub use text::{Teller, grouped, table};
