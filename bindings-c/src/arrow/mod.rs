//! Arrow's C Data Interface: what columns become and what they are taken from, without a copy where that can be. The two structs and the stream of the interface are
//! all that columns of integers need, so that no library of Arrow comes along.

// In the order of the header.

mod memory;

mod table;

mod import;

mod export;

mod interface;

mod capsule;
