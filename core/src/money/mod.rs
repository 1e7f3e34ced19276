//! Money, rates, price factors, rounding, and sharing a whole among parties.
//!
//! Inside, money is a 64-bit count of minor units (fen) with |amount| ≤ 10^15, checked at every door; products go through
//! 128 bits, so nothing can overflow. Outside, it is a decimal string. There is no float anywhere.

mod amount;
mod currency;
mod decimal;
mod rate;
mod rounding;
mod share;

pub use amount::Money;
pub use currency::Currency;
pub use rate::{Factor, Rate};
pub use rounding::{Division, Rounding};
pub use share::{Claim, Part, Pool, PoolSize, Share, Sharing, largest_remainder};

pub(crate) use decimal::{Decimal, DecimalText, TWO_DIGITS, few_digits, millionths, write_scaled};
pub(crate) use rounding::round_millionths;
