//! The name by which a host knows a thing.

use alloc::sync::Arc;
use core::fmt;

use crate::error::{Code, Error};

/// A host's id of an agent, order, tier, …: 1 to 128 bytes of UTF-8 without control characters, compared and sorted by its
/// bytes. Cloning is cheap.
///
/// ```
/// use siyu::Id;
/// assert_eq!(Id::new("金牌").unwrap().as_str(), "金牌");
/// assert!(Id::new("").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The most bytes of an id.
    pub const MOST_BYTES: usize = 128;

    /// An id.
    ///
    /// # Errors
    /// [`Code::IdFormat`].
    pub fn new(text: &str) -> Result<Self, Error> {
        let fits = !text.is_empty() && text.len() <= Self::MOST_BYTES;
        if fits && !text.chars().any(char::is_control) {
            return Ok(Self(text.into()));
        }
        Err(Error::new(Code::IdFormat).found(text).allowed(alloc::format!("1–{}", Self::MOST_BYTES)))
    }

    /// What stands where an id is yet to be read: no id at all, and never seen by whoever is handed a document.
    pub(super) fn unnamed() -> Self {
        Self(Arc::default())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}
