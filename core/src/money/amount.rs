//! An amount of money.

use alloc::string::String;

use super::{Currency, Decimal, DecimalText, Division, Factor, Rate, Rounding, write_scaled};
use crate::error::{Code, Error};

/// An amount of money: a count of minor units of the rulebook's currency, |amount| ≤ 10^15.
///
/// ```
/// use siyu::money::{Currency, Money};
/// let paid = Money::parse("19.9", Currency::CNY).unwrap();
/// assert_eq!(paid.minor(), 1990);
/// assert_eq!(paid.to_text(Currency::CNY), "19.90");
/// assert!(Money::parse("19.905", Currency::CNY).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount: 10^15 minor units, ten million million yuan.
    pub const MAX: Self = Self(1_000_000_000_000_000);
    /// The largest debt.
    pub const MIN: Self = Self(-1_000_000_000_000_000);

    /// An amount of so many minor units.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`] beyond the limit.
    pub fn from_minor(minor: i64) -> Result<Self, Error> {
        Self::from_exact(i128::from(minor))
    }

    /// An amount from an intermediate result in 128 bits.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`] beyond the limit.
    pub fn from_exact(minor: i128) -> Result<Self, Error> {
        match i64::try_from(minor) {
            Ok(within) if within.unsigned_abs() <= Self::MAX.0.unsigned_abs() => Ok(Self(within)),
            _ => Err(Error::new(Code::MoneyOutOfRange).found(minor).with("allowed", "±10^15")),
        }
    }

    /// Reads a decimal string of a currency: "19.90", "19.9" and "20" are fine in CNY, "19.905" is not.
    ///
    /// # Errors
    /// [`Code::MoneyFormat`], or [`Code::MoneyOutOfRange`].
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Error> {
        let refused = || Error::new(Code::MoneyFormat).found(text).allowed(Self::example(currency));
        let decimal = Decimal::parse(text).ok_or_else(refused)?;
        let decimals = u32::from(currency.decimals());
        if decimal.places > decimals {
            return Err(refused());
        }
        decimal.scaled(decimals).and_then(|minor| Self::from_exact(minor).ok()).ok_or_else(|| {
            let limit = alloc::format!("±{}", Self::MAX.to_text(currency));
            Error::new(Code::MoneyOutOfRange).found(text).allowed(limit)
        })
    }

    /// How an amount of this currency is written, for messages.
    #[must_use]
    pub(crate) fn example(currency: Currency) -> String {
        let text = write_scaled(
            199_000_000_i128
                .checked_div(
                    10_i128.pow(u32::from(Currency::MOST_DECIMALS.saturating_sub(currency.decimals()))),
                )
                .unwrap_or(0),
            u32::from(currency.decimals()),
        );
        alloc::format!("\"{text}\"")
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The amount in minor units, wide enough to multiply.
    #[must_use]
    pub fn exact(self) -> i128 {
        i128::from(self.0)
    }

    /// The amount as a decimal string with all decimals of the currency.
    #[must_use]
    pub fn to_text(self, currency: Currency) -> String {
        self.written(currency).to_text()
    }

    /// The same without taking memory.
    pub(crate) fn written(self, currency: Currency) -> DecimalText {
        DecimalText::of(self.0 < 0, self.0.unsigned_abs(), currency.decimals())
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`] beyond the limit; so do all that follow.
    pub fn plus(self, other: Self) -> Result<Self, Error> {
        Self::from_exact(self.exact().saturating_add(other.exact()))
    }

    /// The difference.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`].
    pub fn minus(self, other: Self) -> Result<Self, Error> {
        Self::from_exact(self.exact().saturating_sub(other.exact()))
    }

    /// The amount so many times: a price per unit × quantity.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`].
    pub fn times(self, count: u64) -> Result<Self, Error> {
        Self::from_exact(self.exact().saturating_mul(i128::from(count)))
    }

    /// The sum of many.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`].
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Error> {
        Self::from_exact(amounts.into_iter().fold(0_i128, |sum, amount| sum.saturating_add(amount.exact())))
    }

    /// A rate of the amount, as an exact division.
    #[must_use]
    pub fn at_rate(self, rate: Rate, rounding: Rounding) -> (Self, Division) {
        self.at_ppm(rate.ppm(), rounding)
    }

    /// The amount times a price factor, as an exact division.
    #[must_use]
    pub fn at_factor(self, factor: Factor, rounding: Rounding) -> (Self, Division) {
        self.at_ppm(factor.ppm(), rounding)
    }

    /// `ppm` millionths of the amount; a share never leaves the limit, since ppm ≤ 10^6.
    fn at_ppm(self, ppm: u32, rounding: Rounding) -> (Self, Division) {
        let numerator = self.exact().saturating_mul(i128::from(ppm));
        let zero =
            Division { quotient: 0, remainder: 0, denominator: i128::from(Rate::ONE.ppm()), rounded: 0 };
        let division = Division::of(numerator, zero.denominator, rounding).unwrap_or(zero);
        (Self(i64::try_from(division.rounded).unwrap_or(0)), division)
    }

    /// `self · part / whole` toward zero: the cumulative floor of refunds and draws. Zero for a whole that is not positive.
    #[must_use]
    pub fn floor_share(self, part: Self, whole: Self) -> Self {
        let numerator = self.exact().saturating_mul(part.exact());
        let share =
            Division::of(numerator, whole.exact(), Rounding::Down).map_or(0, |division| division.rounded);
        Self(i64::try_from(share).unwrap_or(0))
    }

    /// The smaller of two.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    /// The larger of two.
    #[must_use]
    pub fn at_least(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// The amount without a sign.
    #[must_use]
    pub fn size(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// The amount with the other sign: the limit is symmetric, so it always fits.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_strict_decimal_strings_of_their_currency() {
        let jpy = Currency::named("JPY").unwrap();
        let gbp = Currency::new("GBP", 3).unwrap();
        for (text, currency, minor) in [
            ("19.90", Currency::CNY, Some(1990)),
            ("19.9", Currency::CNY, Some(1990)),
            ("20", Currency::CNY, Some(2000)),
            ("-0.00", Currency::CNY, Some(0)),
            ("-0.01", Currency::CNY, Some(-1)),
            ("19.905", Currency::CNY, None),
            ("19.900", Currency::CNY, None),
            ("007", Currency::CNY, None),
            ("1e2", Currency::CNY, None),
            ("20", jpy, Some(20)),
            ("20.0", jpy, None),
            ("0.001", gbp, Some(1)),
            ("10000000000000.00", Currency::CNY, Some(1_000_000_000_000_000)),
            ("10000000000000.01", Currency::CNY, None),
            ("999999999999999999999999999999999999", Currency::CNY, None),
        ] {
            assert_eq!(Money::parse(text, currency).ok().map(Money::minor), minor, "{text}");
        }
        for (text, currency, limit) in [
            ("10000000000000.01", Currency::CNY, "±10000000000000.00"),
            ("-1000000000000001", jpy, "±1000000000000000"),
            (&"9".repeat(100), gbp, "±1000000000000.000"),
        ] {
            let beyond = Money::parse(text, currency).unwrap_err();
            assert_eq!((beyond.code, beyond.parameter("allowed")), (Code::MoneyOutOfRange, Some(limit)));
            assert!(beyond.parameter("found").unwrap().starts_with(&alloc::format!("`{}", &text[..10])));
        }
        assert_eq!(Money::example(Currency::CNY), "\"199.00\"");
        assert_eq!(Money::example(jpy), "\"199\"");
    }

    #[test]
    fn arithmetic_never_leaves_the_limit() {
        assert_eq!(Money::MAX.plus(Money(1)).unwrap_err().code, Code::MoneyOutOfRange);
        assert_eq!(Money::MIN.minus(Money(1)).unwrap_err().code, Code::MoneyOutOfRange);
        assert_eq!(Money::MAX.times(u64::MAX).unwrap_err().code, Code::MoneyOutOfRange);
        assert_eq!(Money::sum([Money::MAX, Money::MIN, Money(7)]).unwrap(), Money(7));
        assert_eq!(Money::MAX.at_rate(Rate::ONE, Rounding::Up).0, Money::MAX);
        assert_eq!(Money::MAX.floor_share(Money::MAX, Money::MAX), Money::MAX);
    }
}
