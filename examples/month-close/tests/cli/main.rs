//! Runs the binary as a user does.

mod carried;
mod customers;
mod faults;
mod formats;
mod gmv;
mod harness;
mod online_retail;
mod sample;
mod vip;
mod vip_faults;
mod vip_sample;
