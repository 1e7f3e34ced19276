//! What the user is told: a summary on standard output, and files.

mod balances;
mod customers;
pub mod files;
mod gmv;
mod member_files;
pub mod summary;
mod text;
mod vip;

pub use text::{Teller, grouped, table};
