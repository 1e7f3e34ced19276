//! Rates and price factors: exact to the millionth.

use alloc::string::String;

use super::{Decimal, millionths, write_scaled};
use crate::error::{Code, Error};

/// Millionths in one.
const MILLION: u32 = 1_000_000;
/// Decimals of a millionth.
const PLACES: u32 = 6;

/// The shortest decimal of so many millionths: "0.05", "1", "0.333333".
fn write_ppm(ppm: u32) -> String {
    let (bytes, length) = millionths(ppm);
    core::str::from_utf8(bytes.get(..length).unwrap_or_default()).unwrap_or_default().into()
}

/// The millionths of "0.05" or "5%" when they are a whole number from 0 to a million.
fn parse_ppm(text: &str) -> Option<u32> {
    let (number, places) = match text.strip_suffix('%') {
        Some(percent) => (percent, PLACES.checked_sub(2)?),
        None => (text, PLACES),
    };
    let decimal = Decimal::parse(number)?;
    let ppm = u32::try_from(decimal.scaled(places)?).ok()?;
    (ppm <= MILLION).then_some(ppm)
}

/// A share of something: 0 to 1, exact to the millionth. Decimal "0.05" or "5%".
///
/// ```
/// use siyu::money::Rate;
/// assert_eq!(Rate::parse("12.5%").unwrap(), Rate::parse("0.125").unwrap());
/// assert_eq!(Rate::parse("5%").unwrap().to_text(), "0.05");
/// assert!(Rate::parse("120%").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate(u32);

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The whole.
    pub const ONE: Self = Self(MILLION);

    /// Reads "0.05" or "5%".
    ///
    /// # Errors
    /// [`Code::RateFormat`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        parse_ppm(text)
            .map(Self)
            .ok_or_else(|| Error::new(Code::RateFormat).found(text).allowed("\"0.05\", \"5%\" (0–1)"))
    }

    /// A rate of so many millionths; `None` above a million.
    #[must_use]
    pub const fn from_ppm(ppm: u32) -> Option<Self> {
        if ppm <= MILLION { Some(Self(ppm)) } else { None }
    }

    /// The rate in millionths.
    #[must_use]
    pub const fn ppm(self) -> u32 {
        self.0
    }

    /// The shortest decimal: "0.05".
    #[must_use]
    pub fn to_text(self) -> String {
        write_ppm(self.0)
    }

    /// The rate as people read it: "12.5%".
    #[must_use]
    pub fn to_percent(self) -> String {
        let text = write_scaled(i128::from(self.0), PLACES.saturating_sub(2));
        alloc::format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
    }

    /// The rate less another, never below zero: what a differential leaves.
    #[must_use]
    pub const fn above(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// What part of a price is paid: above 0, at most 1. Decimal "0.9", "90%" or as merchants do: "9折", "8.5折", "85折".
///
/// "6折" is *pay 60 %*, not 60 % off. Refused as ambiguous or senseless: "10折", "0折", "100折", "88.8折".
///
/// ```
/// use siyu::money::Factor;
/// for text in ["8.5折", "85折", "0.85", "85%"] {
///     assert_eq!(Factor::parse(text).unwrap().ppm(), 850_000);
/// }
/// assert!(Factor::parse("88.8折").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor(u32);

impl Factor {
    /// The full price.
    pub const ONE: Self = Self(MILLION);

    /// Reads "0.9", "90%", "9折", "8.5折" or "85折".
    ///
    /// # Errors
    /// [`Code::FactorFormat`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let ppm = match text.strip_suffix('折') {
            Some(tenths) => Self::parse_tenths(tenths),
            None => parse_ppm(text),
        };
        ppm.and_then(Self::from_ppm).ok_or_else(|| {
            Error::new(Code::FactorFormat).found(text).allowed("\"0.85\", \"85%\", \"8.5折\" (0–1]")
        })
    }

    /// One digit and decimals are tenths ("8.5折" = 0.85); two digits are hundredths ("85折" = 0.85).
    fn parse_tenths(text: &str) -> Option<u32> {
        let decimal = Decimal::parse(text)?;
        let whole = text.split('.').next()?;
        let scaled = match (whole.len(), decimal.places) {
            (1, _) => decimal.scaled(PLACES.checked_sub(1)?)?,
            (2, 0) if decimal.digits > 10 => decimal.scaled(PLACES.checked_sub(2)?)?,
            _ => return None,
        };
        u32::try_from(scaled).ok()
    }

    /// A factor of so many millionths; `None` at zero and above a million.
    #[must_use]
    pub const fn from_ppm(ppm: u32) -> Option<Self> {
        if ppm > 0 && ppm <= MILLION { Some(Self(ppm)) } else { None }
    }

    /// The factor in millionths.
    #[must_use]
    pub const fn ppm(self) -> u32 {
        self.0
    }

    /// The shortest decimal: "0.85".
    #[must_use]
    pub fn to_text(self) -> String {
        write_ppm(self.0)
    }
}

impl Default for Factor {
    fn default() -> Self {
        Self::ONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rates_have_at_most_six_decimals_and_lie_between_nothing_and_all() {
        for (text, ppm) in [
            ("0", Some(0)),
            ("0.05", Some(50_000)),
            ("5%", Some(50_000)),
            ("60.5%", Some(605_000)),
            ("12.5%", Some(125_000)),
            ("0.0001%", Some(1)),
            ("0.00001%", None),
            ("0.000001", Some(1)),
            ("0.0000001", None),
            ("1", Some(1_000_000)),
            ("100%", Some(1_000_000)),
            ("100.0001%", None),
            ("-0.1", None),
            ("5 %", None),
            ("5%%", None),
            ("", None),
            ("%", None),
        ] {
            assert_eq!(Rate::parse(text).ok().map(Rate::ppm), ppm, "{text}");
        }
    }

    #[test]
    fn factors_are_read_as_merchants_write_them() {
        for (text, ppm) in [
            ("9折", Some(900_000)),
            ("6折", Some(600_000)),
            ("8.5折", Some(850_000)),
            ("85折", Some(850_000)),
            ("95折", Some(950_000)),
            ("0.5折", Some(50_000)),
            ("10折", None),
            ("0折", None),
            ("100折", None),
            ("88.8折", None),
            ("-9折", None),
            ("9.折", None),
            ("折", None),
            ("0", None),
            ("1", Some(1_000_000)),
            ("1.01", None),
            ("90%", Some(900_000)),
        ] {
            assert_eq!(Factor::parse(text).ok().map(Factor::ppm), ppm, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_rate_is_read_back_as_it_is_written(ppm in 0_u32..=1_000_000) {
            let rate = Rate::from_ppm(ppm).unwrap();
            prop_assert_eq!(Rate::parse(&rate.to_text()).unwrap(), rate);
            prop_assert_eq!(Rate::parse(&rate.to_percent()).unwrap(), rate);
        }
    }
}
