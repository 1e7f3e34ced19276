//! Exact numbers: fractions of any size, so that no product of factors and no Shapley part is ever cut.

use alloc::string::String;
use core::fmt;

use num_bigint::{BigInt, Sign};
use num_rational::Ratio;

use crate::document::{Description, Node, Reader, Shape, Writer, form, read_decimal, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Decimal, Money, Rate, Rounding};

/// An exact number. It is written as a decimal of at most six places ("35.28"), or, where that is not the whole truth, as a
/// fraction of two whole numbers ("244091.94 / 6919" is "8136398/230633"): what a measurement gives, a formula can take again
/// without losing a fen.
///
/// ```
/// use siyu::number::Number;
/// assert_eq!(Number::parse("0.020").unwrap().to_string(), "0.02");
/// assert_eq!(Number::parse("6/4").unwrap(), Number::parse("1.5").unwrap());
/// assert_eq!(Number::parse("1/3").unwrap().to_string(), "1/3");
/// assert!(Number::parse("0.0000001").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(Ratio<BigInt>);

impl Number {
    /// The most decimals of a number that is written as one.
    pub const MOST_PLACES: u32 = 6;

    const EXAMPLE: &'static str = "\"1.25\", \"5/4\"";

    /// Reads "1.25" (at most six decimals) or "5/4" (whole numbers of at most 18 digits), up to ±10^15.
    ///
    /// # Errors
    /// [`Code::DecimalFormat`], or [`Code::ValueOutOfRange`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let read = match text.split_once('/') {
            Some((numerator, denominator)) => fraction(numerator, denominator),
            None => decimal(text),
        };
        Self::within_limit(read, text, Self::EXAMPLE)
    }

    fn within_limit(read: Option<Self>, text: &str, example: &'static str) -> Result<Self, Error> {
        let number = read.ok_or_else(|| Error::new(Code::DecimalFormat).found(text).allowed(example))?;
        if number > Self::limit() || number < Self::zero().minus(&Self::limit()) {
            return Err(Error::new(Code::ValueOutOfRange).found(text).allowed("±10^15"));
        }
        Ok(number)
    }

    /// The largest number that is read.
    pub(crate) fn limit() -> Self {
        Self::of(1_000_000_000_000_000_i64)
    }

    /// A whole number.
    pub(crate) fn of(count: impl Into<BigInt>) -> Self {
        Self(Ratio::from_integer(count.into()))
    }

    /// Nothing.
    pub(crate) fn zero() -> Self {
        Self::of(0)
    }

    /// One: what a factor that is not there multiplies by.
    pub(crate) fn one() -> Self {
        Self::of(1)
    }

    /// An amount in the currency's own unit: 19.90 for 1,990 fen.
    pub(crate) fn of_money(amount: Money, currency: Currency) -> Self {
        Self(Ratio::new(BigInt::from(amount.minor()), minor_units(currency)))
    }

    /// A rate.
    pub(crate) fn of_rate(rate: Rate) -> Self {
        Self(Ratio::new(BigInt::from(rate.ppm()), BigInt::from(1_000_000)))
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// The quotient; `None` by zero.
    pub(crate) fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.sign() == Sign::NoSign
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.sign() == Sign::Minus
    }

    fn sign(&self) -> Sign {
        self.0.numer().sign()
    }

    /// The largest whole number that is not above it.
    pub(crate) fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The smallest whole number that is not below it.
    pub(crate) fn ceiling(&self) -> Self {
        Self(self.0.ceil())
    }

    /// The whole number that a mode rounds it to.
    pub(crate) fn rounded(&self, mode: Rounding) -> Self {
        let toward_zero = self.0.trunc();
        let rest = Self(&self.0 - &toward_zero);
        let size = if rest.is_negative() { Self::zero().minus(&rest) } else { rest };
        let half = size.cmp(&Self(Ratio::new(BigInt::from(1), BigInt::from(2))));
        let away = match mode {
            Rounding::Down => false,
            Rounding::Up => !size.is_zero(),
            Rounding::HalfUp => half.is_ge(),
            Rounding::HalfEven => half.is_gt() || (half.is_eq() && toward_zero.numer().bit(0)),
        };
        let step = match self.sign() {
            Sign::Minus if away => -1,
            Sign::Plus if away => 1,
            _ => 0,
        };
        Self(toward_zero).plus(&Self::of(step))
    }

    /// The number as six-decimal steps, rounded by `round`, and back again.
    pub(crate) fn on_grid(&self, round: impl FnOnce(&Self) -> Self) -> Self {
        let steps = Self::of(1_000_000);
        let whole = round(&self.times(&steps));
        Self(&whole.0 / &steps.0)
    }

    /// The amount in minor units of a currency, exact.
    pub(crate) fn in_minor_units(&self, currency: Currency) -> Self {
        self.times(&Self::of(minor_units(currency)))
    }

    /// The amount of money that it is, rounded once.
    ///
    /// # Errors
    /// [`Code::MoneyOutOfRange`].
    pub(crate) fn to_money(&self, rounding: Rounding, currency: Currency) -> Result<Money, Error> {
        self.in_minor_units(currency).rounded(rounding).minor_to_money()
    }

    /// The amount of a whole number of minor units.
    pub(crate) fn minor_to_money(&self) -> Result<Money, Error> {
        let beyond = || Error::new(Code::MoneyOutOfRange).found(self).allowed("±10^15");
        let minor = i128::try_from(&self.0.to_integer()).map_err(|_| beyond())?;
        Money::from_exact(minor)
    }

    /// The decimal with so many places, when that is exact.
    fn as_decimal(&self, places: u32) -> Option<String> {
        let width = usize::try_from(places).ok()?;
        let unit = BigInt::from(10).pow(places);
        let scaled = Ratio::new(self.0.numer() * &unit, self.0.denom().clone());
        let digits = scaled.is_integer().then(|| scaled.to_integer())?;
        let size = alloc::format!("{:0>width$}", digits.magnitude(), width = width.saturating_add(1));
        let (whole, decimals) = size.split_at_checked(size.len().saturating_sub(width))?;
        let decimals = decimals.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { "." };
        let sign = if self.is_negative() { "-" } else { "" };
        Some(alloc::format!("{sign}{whole}{point}{decimals}"))
    }

    /// For sentences: every decimal of a number that has an end, else a fraction.
    pub(crate) fn shown(&self) -> String {
        // Five factors of six decimals, and the 1/120 of Shapley, end here if they end at all.
        const LONGEST: u32 = 40;
        self.as_decimal(LONGEST).unwrap_or_else(|| self.fraction())
    }

    fn fraction(&self) -> String {
        alloc::format!("{}/{}", self.0.numer(), self.0.denom())
    }
}

fn minor_units(currency: Currency) -> BigInt {
    BigInt::from(10).pow(u32::from(currency.decimals()))
}

/// A decimal of at most six places.
fn decimal(text: &str) -> Option<Number> {
    let steps = Decimal::parse(text)?.scaled(Number::MOST_PLACES)?;
    Some(Number(Ratio::new(BigInt::from(steps), BigInt::from(1_000_000))))
}

/// A fraction of two whole numbers; the lower one above zero.
fn fraction(numerator: &str, denominator: &str) -> Option<Number> {
    const MOST: u128 = 1_000_000_000_000_000_000;
    let whole = |text: &str| {
        let read = Decimal::parse(text).filter(|read| read.places == 0)?;
        (read.digits.unsigned_abs() < MOST).then_some(read.digits)
    };
    let (numerator, denominator) = (whole(numerator)?, whole(denominator)?);
    (denominator > 0).then(|| Number(Ratio::new(BigInt::from(numerator), BigInt::from(denominator))))
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_decimal(Self::MOST_PLACES).unwrap_or_else(|| self.fraction()))
    }
}

/// A number as a share of something: what [`Number`] reads, and percents ("2%").
///
/// ```
/// use siyu::number::Proportion;
/// assert_eq!(Proportion::parse("2%").unwrap(), Proportion::parse("1/50").unwrap());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proportion(pub Number);

impl Proportion {
    const EXAMPLE: &'static str = "\"0.02\", \"2%\", \"1/50\"";

    /// Reads "0.02", "2%" (at most four decimals) or "1/50".
    ///
    /// # Errors
    /// [`Code::DecimalFormat`], or [`Code::ValueOutOfRange`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let Some(percent) = text.strip_suffix('%') else { return Number::parse(text).map(Self) };
        let read = Decimal::parse(percent).and_then(|read| read.scaled(4));
        let number = read.map(|steps| Number(Ratio::new(BigInt::from(steps), BigInt::from(1_000_000))));
        Number::within_limit(number, text, Self::EXAMPLE).map(Self)
    }
}

impl fmt::Display for Proportion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! number_shape {
    ($( $(#[doc = $doc:literal])+ $type:ident($blank:expr): $form:expr; )+) => {$(
        impl Shape for $type {
            fn blank() -> Self {
                $blank
            }
            #[allow(private_interfaces)]
            fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
                read_decimal(node, reader, <$type>::EXAMPLE, <$type>::parse)
            }
            fn write(&self, writer: &mut Writer) {
                writer.shown(self);
            }
            fn describe() -> Description {
                let documentation = concat!($($doc, "\n"),+);
                Description::named(module_path!(), stringify!($type), documentation, || Description::Text($form))
            }
        }
    )+};
}

number_shape! {
    /// An exact number up to ±10^15: a decimal of at most six places, or a fraction of two whole numbers.
    Number(Self::zero()): form(
        r"^-?(0|[1-9][0-9]*)(\.[0-9]{1,6}|/[1-9][0-9]*)?$",
        &["1.25", "5/4"],
    );
    /// A share of something: a decimal of at most six places, percents of at most four, or a fraction of two whole numbers.
    Proportion(Self(Number::zero())): form(
        r"^-?(0|[1-9][0-9]*)(\.[0-9]{1,6}|/[1-9][0-9]*|(\.[0-9]{1,4})?%)?$",
        &["0.02", "2%", "1/50"],
    );
}

record! {
    /// A figure that is not money: as a decimal to read, and exact where the decimal is not.
    pub struct Figure {
        /// The number to six decimals, half up.
        pub value: Number,
        /// The number itself, where six decimals cannot say it.
        pub exact: Option<Number>,
    }
}

impl Figure {
    /// The figure of a number.
    #[must_use]
    pub fn of(number: Number) -> Self {
        let value = number.on_grid(|steps| steps.rounded(Rounding::HalfUp));
        let exact = (value != number).then_some(number);
        Self { value, exact }
    }

    /// The number itself.
    #[must_use]
    pub fn number(&self) -> &Number {
        self.exact.as_ref().unwrap_or(&self.value)
    }
}
