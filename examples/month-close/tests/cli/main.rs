//! Runs the binary as a user does.

mod carried;
mod faults;
mod formats;
mod harness;
mod online_retail;
mod sample;
