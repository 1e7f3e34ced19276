//! Short texts.

use alloc::string::String;
use core::fmt;

use super::Id;
use super::phrase::Phrase;
use crate::calendar::Month;

/// A short text of a human's: at most 1,000 characters where it is read. Cloning is cheap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Phrase);

impl Text {
    /// The most characters of a text.
    pub const MOST: usize = 1000;

    /// The same text, or one that ends in "…" where it would be too long.
    #[must_use]
    pub fn cut(text: impl Into<Self>) -> Self {
        let text = text.into();
        // Most texts are short: bytes are counted first.
        if text.0.length() <= Self::MOST || text.as_str().chars().nth(Self::MOST).is_none() {
            return text;
        }
        let kept = text.as_str().chars().take(Self::MOST.saturating_sub(1)).chain(['…']);
        Self::from(kept.collect::<String>())
    }

    /// A text as it stands.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Phrase::new(text))
    }

    /// One of siyu's own words, in which nothing is to be escaped.
    pub(crate) const fn fixed(word: &'static str) -> Self {
        Self(Phrase::fixed(word))
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

impl Default for Text {
    fn default() -> Self {
        Self::from("")
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(Phrase::Fixed(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::new(text)
    }
}

impl From<Month> for Text {
    fn from(month: Month) -> Self {
        Self::from(alloc::format!("{month}"))
    }
}

impl From<&Id> for Text {
    fn from(id: &Id) -> Self {
        Self(id.phrase().clone())
    }
}
