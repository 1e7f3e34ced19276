//! The user's own files: readers that name every bad cell and lose nothing.

pub mod accounts;
pub mod agents;
mod fault;
pub mod history;
pub mod ledger;
pub mod matching;
pub mod orders;
pub mod payments;
mod problems;
mod progress;
pub mod received;
pub mod refunds;
pub mod source;
pub mod table;

pub use fault::Fault;
pub use problems::{FileLog, Place, Problems};
