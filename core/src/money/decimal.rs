//! Reading and writing exact decimals: the one strict grammar behind money, rates and factors.
//!
//! `-?(0|[1-9][0-9]*)(\.[0-9]+)?`: no plus sign, no leading zeros, no bare point, no spaces, no exponent, ASCII digits only
//! (RULES.md, settled readings). "-0.00" is 0.

use alloc::string::String;

/// A decimal as it was written: `digits` · 10^−`places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    /// All digits as one number, with the sign; what does not fit is the largest or the smallest number, beyond every limit.
    pub(crate) digits: i128,
    /// How many of them stand after the point, as written: "19.900" has three.
    pub(crate) places: u32,
}

impl Decimal {
    /// Reads a decimal of the strict grammar.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (unsigned, ""),
        };
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || leading_zero {
            return None;
        }
        let mut value: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
            value = value.saturating_mul(10).saturating_add(i128::from(digit));
        }
        let value = if negative { value.saturating_neg() } else { value };
        Some(Self { digits: value, places: u32::try_from(fraction.len()).ok()? })
    }

    /// The value as a count of 10^−`places`; `None` when it was written with more places or does not fit.
    pub(crate) fn scaled(self, places: u32) -> Option<i128> {
        let missing = places.checked_sub(self.places)?;
        self.digits.checked_mul(10_i128.checked_pow(missing)?)
    }
}

/// Writes `value` · 10^−`places` in the same grammar, with exactly `places` decimals.
pub(crate) fn write_scaled(value: i128, places: u32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let unit = 10_u128.checked_pow(places).unwrap_or(u128::MAX);
    let size = value.unsigned_abs();
    let whole = size.checked_div(unit).unwrap_or(0);
    let fraction = size.checked_rem(unit).unwrap_or(0);
    match usize::try_from(places) {
        Ok(0) | Err(_) => alloc::format!("{sign}{whole}"),
        Ok(width) => alloc::format!("{sign}{whole}.{fraction:0width$}"),
    }
}

/// Writes a whole number with at least `width` digits at the end of a text.
pub(crate) fn write_digits(value: u64, width: usize, out: &mut String) {
    let mut digits = [b'0'; 20];
    let (mut rest, mut used) = (value, 0_usize);
    for digit in digits.iter_mut().rev() {
        if rest == 0 && used >= width {
            break;
        }
        *digit = b'0'.saturating_add(u8::try_from(rest.checked_rem(10).unwrap_or(0)).unwrap_or(0));
        rest = rest.checked_div(10).unwrap_or(0);
        used = used.saturating_add(1);
    }
    let written = digits.get(digits.len().saturating_sub(used)..).unwrap_or_default();
    out.push_str(core::str::from_utf8(written).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_strict_grammar_is_read() {
        for text in [
            "007", ".5", "5.", "+1", " 1", "1 ", "", "-", "1e3", "\u{ff11}", "--1", "0x1", "1_000", "1,000",
            "1.2.3", "-.5",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert_eq!(Decimal::parse("-0.00").unwrap().scaled(2), Some(0));
        assert_eq!(Decimal::parse("19.900").unwrap().scaled(2), None, "places count as written");
        let beyond = Decimal { digits: i128::MAX, places: 0 };
        assert_eq!(Decimal::parse(&"9".repeat(50)), Some(beyond), "beyond every limit, not malformed");
        assert_eq!(beyond.scaled(2), None);
    }

    proptest! {
        #[test]
        fn digits_are_written_as_rust_writes_them(value in prop_oneof![any::<u64>(), 0_u64..1000, Just(0), Just(u64::MAX)], width in 1_usize..7) {
            let mut out = String::from("x");
            write_digits(value, width, &mut out);
            prop_assert_eq!(out, alloc::format!("x{value:0width$}"));
        }

        #[test]
        fn what_is_written_is_read_back(value in -(10_i128.pow(30))..10_i128.pow(30), places in 0_u32..7) {
            let text = write_scaled(value, places);
            prop_assert_eq!(Decimal::parse(&text).unwrap().scaled(places), Some(value));
        }
    }
}
