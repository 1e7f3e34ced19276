//! Offsets from UTC, and the civil date of an instant.

use core::fmt;

use super::date::{Date, civil_date};
use super::text::Reader;

const MINUTES_PER_DAY: i32 = 24 * 60;

/// How far the merchant's clock is ahead of UTC, in whole minutes from -14:00 to +14:00. The default is China's,
/// +08:00.
///
/// ```
/// use siyu::calendar::UtcOffset;
///
/// assert_eq!(UtcOffset::default().to_string(), "+08:00");
/// assert_eq!(UtcOffset::parse("-03:30").unwrap().minutes(), -210);
/// assert!(UtcOffset::parse("8").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// UTC itself, +00:00.
    pub const UTC: Self = Self(0);

    /// The largest offset either way, in minutes.
    const LIMIT: i32 = 14 * 60;

    /// An offset in minutes, -840 to 840.
    pub fn from_minutes(minutes: i32) -> Option<Self> {
        if !(-Self::LIMIT..=Self::LIMIT).contains(&minutes) {
            return None;
        }
        i16::try_from(minutes).ok().map(Self)
    }

    /// Reads `+08:00` or `-03:30`. RFC 3339 keeps `-00:00` for an offset that is not known, so it is none here.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let minutes = signed_offset(&mut reader)?;
        reader.end()?;
        if minutes == 0 && text.starts_with('-') {
            return None;
        }
        Self::from_minutes(minutes)
    }

    /// The offset in minutes, positive east of Greenwich.
    pub fn minutes(self) -> i32 {
        i32::from(self.0)
    }
}

impl Default for UtcOffset {
    fn default() -> Self {
        Self(8 * 60)
    }
}

/// `+08:00`
impl fmt::Display for UtcOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.unsigned_abs();
        write!(formatter, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl Date {
    /// The civil date of an RFC 3339 instant on a clock with the given offset.
    ///
    /// The text is `2024-02-29T23:30:00`, a fraction of a second if there is one, and `Z` or an offset such as
    /// `+08:00`; without one it is no instant and the answer is `None`. `T` and `Z` may be small, as RFC 3339 has it;
    /// a blank in place of `T` is refused. A leap second, `:60`, belongs to the minute that it ends.
    ///
    /// ```
    /// use siyu::calendar::{Date, UtcOffset};
    ///
    /// let shanghai = UtcOffset::default();
    /// assert_eq!(Date::from_instant("2024-02-29T23:30:00Z", shanghai), Date::parse("2024-03-01"));
    /// assert_eq!(Date::from_instant("2024-02-29T23:30:00+08:00", shanghai), Date::parse("2024-02-29"));
    /// assert_eq!(Date::from_instant("2024-02-29T23:30:00", shanghai), None);
    /// ```
    pub fn from_instant(text: &str, offset: UtcOffset) -> Option<Self> {
        let mut reader = Reader::new(text);
        let written_day = civil_date(&mut reader)?;
        reader.one_of(b"Tt")?;
        let minute_of_day = reader.hours_and_minutes()?;
        skip_seconds(&mut reader)?;
        let written_offset = match reader.one_of(b"Zz") {
            Some(_) => 0,
            None => signed_offset(&mut reader)?,
        };
        reader.end()?;
        let minute = minute_of_day.checked_sub(written_offset)?.checked_add(offset.minutes())?;
        let days = minute.checked_div_euclid(MINUTES_PER_DAY)?;
        Self::from_julian_day(written_day.to_julian_day().checked_add(days)?)
    }
}

/// Offsets are whole minutes, so that seconds never change the date: they are checked and left.
fn skip_seconds(reader: &mut Reader<'_>) -> Option<()> {
    reader.one_of(b":")?;
    reader.two_digits().filter(|&seconds| seconds <= 60)?;
    if reader.one_of(b".").is_some() {
        reader.digit()?;
        while reader.digit().is_some() {}
    }
    Some(())
}

/// Reads a sign and `HH:MM`, up to 23:59 as RFC 3339 has it, in minutes.
fn signed_offset(reader: &mut Reader<'_>) -> Option<i32> {
    let sign = reader.one_of(b"+-")?;
    let minutes = reader.hours_and_minutes()?;
    if sign == b'-' { minutes.checked_neg() } else { Some(minutes) }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::calendar::strategy::date;

    #[test]
    fn offsets_are_read_and_shown_alike() {
        for (text, minutes) in [
            ("+08:00", 480),
            ("+00:00", 0),
            ("-03:30", -210),
            ("-00:30", -30),
            ("+14:00", 840),
            ("-14:00", -840),
        ] {
            let offset = UtcOffset::parse(text).unwrap();
            assert_eq!((offset.minutes(), offset.to_string().as_str()), (minutes, text));
        }
        for text in [
            "", "Z", "8", "08:00", "+8:00", "+0800", "+08", "+08:60", "+14:01", "-14:01", "-00:00",
            "+08:00 ", "−08:00",
        ] {
            assert_eq!(UtcOffset::parse(text), None, "{text}");
        }
        for minutes in [841, -841, i32::MAX, i32::MIN] {
            assert_eq!(UtcOffset::from_minutes(minutes), None);
        }
        assert_eq!(UtcOffset::from_minutes(0), Some(UtcOffset::UTC));
        assert_eq!(UtcOffset::from_minutes(480), Some(UtcOffset::default()));
    }

    #[test]
    fn an_instant_falls_on_the_date_at_the_offset() {
        let table = [
            ("2024-02-29T23:30:00Z", "+08:00", "2024-03-01"),
            ("2024-02-29T23:30:00+08:00", "+08:00", "2024-02-29"),
            ("2024-02-29T15:59:59Z", "+08:00", "2024-02-29"),
            ("2024-02-29T15:59:59.999999999Z", "+08:00", "2024-02-29"),
            ("2024-02-29T16:00:00Z", "+08:00", "2024-03-01"),
            ("2024-03-01T00:00:00+08:00", "+00:00", "2024-02-29"),
            ("2024-01-01T00:00:00.5-12:00", "+14:00", "2024-01-02"),
            ("2024-01-01T23:59:00-12:00", "+14:00", "2024-01-03"),
            ("2024-01-01T00:00:00+14:00", "-14:00", "2023-12-30"),
            ("2024-01-01T00:00:00-00:00", "+08:00", "2024-01-01"),
            ("2024-01-01t00:00:00z", "+00:00", "2024-01-01"),
            ("2016-12-31T23:59:60Z", "+00:00", "2016-12-31"),
            ("2016-12-31T23:59:60Z", "+08:00", "2017-01-01"),
            ("2024-06-01T12:00:00+23:59", "+00:00", "2024-05-31"),
            ("1899-12-31T20:00:00-05:00", "+08:00", "1900-01-01"),
            ("9999-12-31T23:59:59Z", "-00:01", "9999-12-31"),
        ];
        for (text, offset, day) in table {
            let offset = UtcOffset::parse(offset).unwrap();
            assert_eq!(Date::from_instant(text, offset), Some(date(day)), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_in_range_is_refused() {
        for text in [
            "",
            "2024-02-29",
            "2024-02-29T23:30:00",
            "2024-02-29T23:30Z",
            "2024-02-29 23:30:00Z",
            "2024-02-29T23:30:00.Z",
            "2024-02-29T23:30:00,5Z",
            "2024-02-29T24:00:00Z",
            "2024-02-29T23:60:00Z",
            "2024-02-29T23:30:61Z",
            "2024-02-29T23:30:00+8:00",
            "2024-02-29T23:30:00+0800",
            "2024-02-29T23:30:00+08",
            "2024-02-29T23:30:00+24:00",
            "2024-02-29T23:30:00+08:60",
            "2024-02-29T23:30:00ZZ",
            "2024-02-29T23:30:00Z+08:00",
            "2024-02-29T23:30:00 +08:00",
            "2023-02-29T23:30:00Z",
            "20240229T233000Z",
            "1709249400",
            "1899-12-31T15:59:59Z",
            "9999-12-31T16:00:00Z",
            "0000-01-01T00:00:00Z",
        ] {
            assert_eq!(Date::from_instant(text, UtcOffset::default()), None, "{text}");
        }
    }
}
