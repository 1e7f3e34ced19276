//! The one currency of a rulebook.

use core::fmt;

/// A currency: its ISO 4217 letters and the decimals of its minor unit.
///
/// ```
/// use siyu::money::Currency;
/// assert_eq!(Currency::CNY.decimals(), 2);
/// assert_eq!(Currency::named("JPY").unwrap().decimals(), 0);
/// assert_eq!(Currency::new("GBP", 3).unwrap().to_string(), "GBP");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    letters: [u8; 3],
    decimals: u8,
}

impl Currency {
    /// Renminbi, in fen: what a rulebook uses unless it says otherwise.
    pub const CNY: Self = Self { letters: *b"CNY", decimals: 2 };

    /// The most decimals that a minor unit may have.
    pub const MOST_DECIMALS: u8 = 6;

    /// Currencies of ISO 4217 whose minor unit is not the hundredth.
    const NOT_HUNDREDTHS: &'static [(&'static str, u8)] = &[
        ("BHD", 3),
        ("BIF", 0),
        ("CLP", 0),
        ("DJF", 0),
        ("GNF", 0),
        ("IQD", 3),
        ("ISK", 0),
        ("JOD", 3),
        ("JPY", 0),
        ("KMF", 0),
        ("KRW", 0),
        ("KWD", 3),
        ("LYD", 3),
        ("OMR", 3),
        ("PYG", 0),
        ("RWF", 0),
        ("TND", 3),
        ("UGX", 0),
        ("VND", 0),
        ("VUV", 0),
        ("XAF", 0),
        ("XOF", 0),
        ("XPF", 0),
    ];

    /// A currency with the decimals that ISO 4217 gives it. `None` when `code` is not three capital letters.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        let decimals =
            Self::NOT_HUNDREDTHS.iter().find(|(name, _)| *name == code).map_or(2, |(_, decimals)| *decimals);
        Self::new(code, decimals)
    }

    /// A currency with decimals of the merchant's own: prices of 0.001 need three.
    #[must_use]
    pub fn new(code: &str, decimals: u8) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        let capital = letters.iter().all(u8::is_ascii_uppercase);
        (capital && decimals <= Self::MOST_DECIMALS).then_some(Self { letters, decimals })
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.letters).unwrap_or_default()
    }

    /// How many decimals the minor unit has: 2 for fen.
    #[must_use]
    pub const fn decimals(&self) -> u8 {
        self.decimals
    }

    /// Whether the decimals are those that ISO 4217 gives.
    #[must_use]
    pub fn has_usual_decimals(&self) -> bool {
        Self::named(self.code()) == Some(*self)
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::CNY
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
