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
        /// So many digits are below 2^63.
        const FEW: usize = 18;
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let digit = |byte: &u8| byte.checked_sub(b'0').filter(|digit| *digit <= 9);
        let (mut value, mut point) = (0_i64, None);
        for (at, byte) in unsigned.bytes().enumerate() {
            match digit(&byte) {
                Some(digit) => value = value.wrapping_mul(10).wrapping_add(digit.into()),
                None if byte == b'.' && point.is_none() => point = Some(at),
                None => return None,
            }
        }
        let whole = point.unwrap_or(unsigned.len());
        let places = unsigned.len().saturating_sub(whole).saturating_sub(usize::from(point.is_some()));
        let leading_zero = whole > 1 && unsigned.starts_with('0');
        if whole == 0 || leading_zero || (point.is_some() && places == 0) {
            return None;
        }
        let value = if unsigned.len() <= FEW {
            i128::from(value)
        } else {
            let add = |value: i128, digit: u8| value.saturating_mul(10).saturating_add(digit.into());
            unsigned.as_bytes().iter().filter_map(digit).fold(0, add)
        };
        let value = if unsigned.len() < text.len() { value.saturating_neg() } else { value };
        Some(Self { digits: value, places: u32::try_from(places).ok()? })
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

/// 00 to 99.
pub(crate) const TWO_DIGITS: [[u8; 2]; 100] = {
    let mut all = [[b'0'; 2]; 100];
    let mut at = 0_u8;
    while at < 100 {
        // The place is below 100, whose digits are two.
        #[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
        {
            all[at as usize] = [b'0' + at / 10, b'0' + at % 10];
            at += 1;
        }
    }
    all
};

/// The digits of a number below 10^8 without zeros before them, and how many there are; behind them bytes of 0.
pub(crate) fn few_digits(number: u32) -> ([u8; 8], usize) {
    let digits = eight_digits(number);
    let zeros = (digits.trailing_zeros() >> 3).min(7);
    let written = (digits | ZEROS) >> (zeros << 3);
    (written.to_le_bytes(), usize::try_from(8_u32.saturating_sub(zeros)).unwrap_or(8))
}

/// The shortest decimal of at most 10^7 - 1 millionths, and how many bytes it has; behind them some that mean nothing.
pub(crate) fn millionths(number: u32) -> ([u8; 8], usize) {
    // The second digit stands before the point, and six behind it.
    let digits = eight_digits(number);
    let behind = digits >> 16;
    let zeros = (behind << 16).leading_zeros() >> 3;
    let length = if behind == 0 { 1 } else { 8_u32.saturating_sub(zeros) };
    let [_, whole, decimals @ ..] = (digits | ZEROS).to_le_bytes();
    let [a, b, c, d, e, f] = decimals;
    ([whole, b'.', a, b, c, d, e, f], usize::try_from(length).unwrap_or(8))
}

/// `0` eight times.
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// The eight digits of a number below 10^8, each as a number in its own byte, the first in the lowest.
///
/// All at once: two numbers of four digits, then four of two, then eight of one, each in its own part of 64 bits. There
/// x · 10,486 / 2^20 is ⌊x / 100⌋ below 10^4, and x · 103 / 2^10 is ⌊x / 10⌋ below 10^2.
fn eight_digits(number: u32) -> u64 {
    const TENTHS: u64 = 0x000f_000f_000f_000f;
    let number = u64::from(number);
    let fours = number.div_euclid(10_000) | (number.rem_euclid(10_000) << 32);
    let hundreds = (fours.wrapping_mul(10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds | (fours.wrapping_sub(hundreds.wrapping_mul(100)) << 16);
    let tens = (twos.wrapping_mul(103) >> 10) & TENTHS;
    tens | (twos.wrapping_sub(tens.wrapping_mul(10)) << 8)
}

/// A decimal as it is written: made from its end on, in its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DecimalText {
    bytes: [u8; Self::LONGEST],
    /// Where it begins.
    start: usize,
}

impl DecimalText {
    /// As much as the largest number, a point and a sign take.
    const LONGEST: usize = 24;

    /// `size` · 10^−`places`, with exactly so many places, of which there are at most ten.
    pub(crate) fn of(is_negative: bool, size: u64, places: u8) -> Self {
        let mut written = Self { bytes: [b'0'; Self::LONGEST], start: Self::LONGEST };
        let (mut rest, mut left) = (size, places);
        while left >= 2 {
            rest = written.put_two_of(rest);
            left = left.saturating_sub(2);
        }
        if left == 1 {
            rest = written.put_one_of(rest);
        }
        if places > 0 {
            written.put([b'.']);
        }
        while rest >= 100 {
            rest = written.put_two_of(rest);
        }
        if rest >= 10 {
            written.put_two_of(rest);
        } else {
            written.put_one_of(rest);
        }
        if is_negative {
            written.put([b'-']);
        }
        written
    }

    /// Puts bytes before the others.
    fn put<const COUNT: usize>(&mut self, bytes: [u8; COUNT]) {
        self.start = self.start.saturating_sub(COUNT);
        if let Some(place) = self.bytes.get_mut(self.start..).and_then(|rest| rest.first_chunk_mut()) {
            *place = bytes;
        }
    }

    /// Puts the last two digits of a number before the others, and gives what is left of it.
    fn put_two_of(&mut self, number: u64) -> u64 {
        let last = usize::try_from(number.checked_rem(100).unwrap_or(0)).unwrap_or(0);
        self.put(TWO_DIGITS.get(last).copied().unwrap_or_default());
        number.checked_div(100).unwrap_or(0)
    }

    /// The same of one digit.
    fn put_one_of(&mut self, number: u64) -> u64 {
        let last = u8::try_from(number.checked_rem(10).unwrap_or(0)).unwrap_or(0);
        self.put([b'0'.saturating_add(last)]);
        number.checked_div(10).unwrap_or(0)
    }

    /// The text as bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// The text.
    pub(crate) fn to_text(self) -> String {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default().into()
    }
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
        fn numbers_are_written_alike(size in prop_oneof![any::<u64>(), 0_u64..1000, Just(0), Just(u64::MAX)], places in 0_u8..7, is_negative: bool) {
            let value = if is_negative { -i128::from(size) } else { i128::from(size) };
            let sign = if is_negative && size == 0 { "-" } else { "" };
            let written = DecimalText::of(is_negative, size, places).to_text();
            prop_assert_eq!(written, alloc::format!("{sign}{}", write_scaled(value, places.into())));
        }

        #[test]
        fn few_digits_are_written_alike(number in prop_oneof![0_u32..100_000_000, 0_u32..100, Just(0), Just(99_999_999)]) {
            let (digits, count) = few_digits(number);
            let written = core::str::from_utf8(&digits[..count]).unwrap();
            prop_assert_eq!(written, alloc::format!("{number}"));
        }

        #[test]
        fn millionths_are_written_shortly(number in prop_oneof![0_u32..10_000_000, (0_u32..1000).prop_map(|many| many * 10_000), Just(0)]) {
            let (bytes, length) = millionths(number);
            let written = core::str::from_utf8(&bytes[..length]).unwrap();
            let all = write_scaled(number.into(), 6);
            prop_assert_eq!(written, all.trim_end_matches('0').trim_end_matches('.'));
        }

        #[test]
        fn what_is_written_is_read_back(value in -(10_i128.pow(30))..10_i128.pow(30), places in 0_u32..7) {
            let text = write_scaled(value, places);
            prop_assert_eq!(Decimal::parse(&text).unwrap().scaled(places), Some(value));
        }
    }
}
