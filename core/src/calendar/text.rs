//! Reading the fixed forms of dates and offsets, byte by byte.

/// What is left to read. Every reader takes what it names off the front, or answers `None` and takes nothing more.
pub(super) struct Reader<'text>(&'text [u8]);

impl<'text> Reader<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self(text.as_bytes())
    }

    /// The next byte, if `accepts` likes it.
    fn take(&mut self, accepts: impl FnOnce(u8) -> bool) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        if !accepts(first) {
            return None;
        }
        self.0 = rest;
        Some(first)
    }

    /// One byte out of `choices`.
    pub(super) fn one_of(&mut self, choices: &[u8]) -> Option<u8> {
        self.take(|byte| choices.contains(&byte))
    }

    /// One ASCII digit.
    pub(super) fn digit(&mut self) -> Option<u8> {
        self.take(|byte| byte.is_ascii_digit())?.checked_sub(b'0')
    }

    /// Exactly two digits.
    pub(super) fn two_digits(&mut self) -> Option<u8> {
        let tens = self.digit()?.checked_mul(10)?;
        tens.checked_add(self.digit()?)
    }

    /// Exactly four digits.
    pub(super) fn four_digits(&mut self) -> Option<i32> {
        let hundreds = i32::from(self.two_digits()?).checked_mul(100)?;
        hundreds.checked_add(i32::from(self.two_digits()?))
    }

    /// Hours and minutes written `HH:MM`, in minutes: at most 23:59.
    pub(super) fn hours_and_minutes(&mut self) -> Option<i32> {
        let hours = self.two_digits().filter(|&hours| hours <= 23)?;
        self.one_of(b":")?;
        let minutes = self.two_digits().filter(|&minutes| minutes <= 59)?;
        i32::from(hours).checked_mul(60)?.checked_add(i32::from(minutes))
    }

    /// Nothing may be left.
    pub(super) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}
