//! The name by which a host knows a thing.

use alloc::sync::Arc;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use crate::error::{Code, Error};

/// A host's id of an agent, order, tier, …: 1 to 128 bytes of UTF-8 without control characters, compared and sorted by its
/// bytes. Cloning is cheap.
///
/// ```
/// use siyu::Id;
/// assert_eq!(Id::new("金牌").unwrap().as_str(), "金牌");
/// assert!(Id::new("").is_err());
/// ```
#[derive(Clone)]
pub struct Id(Text);

/// The text of an id: a host's, shared by its clones, or one of siyu's own names.
enum Text {
    Shared(Arc<str>),
    Fixed(&'static str),
}

impl Clone for Text {
    // In WASM size counts, and ids are cloned and compared everywhere.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn clone(&self) -> Self {
        match self {
            Self::Shared(text) => Self::Shared(text.clone()),
            Self::Fixed(text) => Self::Fixed(text),
        }
    }
}

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
            return Ok(Self(Text::Shared(text.into())));
        }
        Err(Error::new(Code::IdFormat).found(text).allowed(alloc::format!("1–{}", Self::MOST_BYTES)))
    }

    /// One of siyu's own names, which are sound.
    pub(crate) const fn fixed(name: &'static str) -> Self {
        Self(Text::Fixed(name))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Shared(text) => text,
            Text::Fixed(text) => text,
        }
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Id").field(&self.as_str()).finish()
    }
}

impl PartialEq for Id {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Id {}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
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
