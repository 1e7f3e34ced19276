#![allow(dead_code)]
mod arguments;
mod facts;
mod failure;
mod input;
mod online_retail;
mod sample;
fn main() {}
