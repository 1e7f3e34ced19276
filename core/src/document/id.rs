//! The name by which a host knows a thing.

use core::fmt;

use super::phrase::{Phrase, Short};
use super::scan::is_printable_ascii;
use crate::error::{Code, Error};

/// A host's id of an agent, order, tier, …: 1 to 128 bytes of UTF-8 without control characters, compared and sorted by its
/// bytes. Cloning is cheap.
///
/// ```
/// use siyu::Id;
/// assert_eq!(Id::new("金牌").unwrap().as_str(), "金牌");
/// assert!(Id::new("").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Phrase);

impl Id {
    /// The most bytes of an id.
    pub const MOST_BYTES: usize = 128;

    /// An id.
    ///
    /// # Errors
    /// [`Code::IdFormat`].
    pub fn new(text: &str) -> Result<Self, Error> {
        if let Some(id) = Self::usual(text) {
            return Ok(id);
        }
        let fits = !text.is_empty() && text.len() <= Self::MOST_BYTES;
        if fits && (is_printable_ascii(text.as_bytes()) || !text.chars().any(char::is_control)) {
            return Ok(Self(Phrase::new(text)));
        }
        Err(Error::new(Code::IdFormat).found(text).allowed(alloc::format!("1–{}", Self::MOST_BYTES)))
    }

    /// An id as most are: a few letters of ASCII.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(super) fn usual(text: &str) -> Option<Self> {
        Short::of_ascii(text).filter(|_| !text.is_empty()).map(|short| Self(Phrase::Short(short)))
    }

    /// One of siyu's own names, which are sound.
    pub(crate) const fn fixed(name: &'static str) -> Self {
        Self(Phrase::fixed(name))
    }

    /// Whether it is a step of a pointer as it stands, with nothing to escape, in JSON either.
    pub(crate) fn is_step(&self) -> bool {
        self.0.is_step()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(super) fn phrase(&self) -> &Phrase {
        &self.0
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Id").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}
