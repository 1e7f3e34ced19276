//! A piece of text that is cheap to make, to clone and to drop.

use alloc::sync::Arc;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::scan::{is_plain, is_plain_ascii};

/// The most bytes that lie in their place: as many as leave a phrase as large as what else it may be.
const SHORT: usize = size_of::<usize>() * 3 - 2;

/// Text that does not change: what is in the program, what is short, and else what is shared by all clones. Decisions are full of
/// short names, which this way take no memory of their own, and no count of those who share it.
pub(super) enum Phrase {
    Fixed(&'static str),
    Short(Short),
    Shared(Arc<str>),
}

/// A text of a few bytes, none of which a document has to escape.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Short {
    length: u8,
    /// Behind the text nothing but spaces.
    bytes: [u8; SHORT],
}

impl Short {
    fn of(text: &str) -> Option<Self> {
        let mut bytes = [b' '; SHORT];
        copy(text.as_bytes(), bytes.get_mut(..text.len())?);
        is_plain(&bytes).then_some(Self { length: u8::try_from(text.len()).ok()?, bytes })
    }

    /// The same of a text that has nothing but letters, digits and signs of ASCII, or spaces.
    pub(super) fn of_ascii(text: &str) -> Option<Self> {
        let mut bytes = [b' '; SHORT];
        copy(text.as_bytes(), bytes.get_mut(..text.len())?);
        is_plain_ascii(&bytes).then_some(Self { length: u8::try_from(text.len()).ok()?, bytes })
    }

    /// The text as bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// The text with spaces behind it, and its length.
    pub(super) fn padded(&self) -> (&[u8; SHORT], usize) {
        (&self.bytes, usize::from(self.length))
    }
}

/// Copies bytes to where there is room for just as many: few of them as two pieces that may overlap, without a loop.
fn copy(from: &[u8], to: &mut [u8]) {
    if !(copy_ends::<16>(from, to) || copy_ends::<8>(from, to) || copy_ends::<4>(from, to)) {
        for (byte, place) in from.iter().zip(to) {
            *place = *byte;
        }
    }
}

/// Copies the first and the last bytes, where these are all.
fn copy_ends<const COUNT: usize>(from: &[u8], to: &mut [u8]) -> bool {
    let (Some(first), Some(last)) = (from.first_chunk::<COUNT>(), from.last_chunk::<COUNT>()) else {
        return false;
    };
    if let Some(place) = to.first_chunk_mut() {
        *place = *first;
    }
    if let Some(place) = to.last_chunk_mut() {
        *place = *last;
    }
    from.len().div_ceil(2) <= COUNT
}

impl Phrase {
    /// One of siyu's own texts, in which nothing is to be escaped.
    pub(super) const fn fixed(text: &'static str) -> Self {
        let mut bytes = [b' '; SHORT];
        let (mut rest, mut places) = (text.as_bytes(), bytes.as_mut_slice());
        let mut length = 0_u8;
        while let ([byte, behind @ ..], [place, others @ ..]) = (rest, places) {
            *place = *byte;
            (rest, places) = (behind, others);
            length = length.wrapping_add(1);
        }
        if rest.is_empty() { Self::Short(Short { length, bytes }) } else { Self::Fixed(text) }
    }

    pub(super) fn new(text: &str) -> Self {
        Short::of(text).map_or_else(|| Self::Shared(text.into()), Self::Short)
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            // It was made of a text.
            Self::Short(short) => core::str::from_utf8(short.as_bytes()).unwrap_or_default(),
            Self::Shared(text) => text,
        }
    }

    /// Whether it is short, and has nothing that a pointer would escape.
    pub(super) fn is_step(&self) -> bool {
        match self {
            // All at once: there are few.
            Self::Short(short) => {
                !short.bytes.iter().fold(false, |any, byte| any | (*byte == b'~') | (*byte == b'/'))
            }
            _ => false,
        }
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> usize {
        self.as_bytes().len()
    }

    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Fixed(text) => text.as_bytes(),
            Self::Short(short) => short.as_bytes(),
            Self::Shared(text) => text.as_bytes(),
        }
    }
}

impl Clone for Phrase {
    // In WASM size counts, and names are cloned and compared everywhere.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn clone(&self) -> Self {
        match self {
            Self::Fixed(text) => Self::Fixed(text),
            Self::Short(short) => Self::Short(*short),
            Self::Shared(text) => Self::Shared(text.clone()),
        }
    }
}

impl PartialEq for Phrase {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Short(one), Self::Short(other)) => one == other,
            _ => self.as_bytes() == other.as_bytes(),
        }
    }
}

impl Eq for Phrase {}

impl PartialOrd for Phrase {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Phrase {
    /// By bytes, as texts are.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl Hash for Phrase {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::{String, ToString};
    use proptest::prelude::*;

    #[test]
    fn a_phrase_is_as_small_as_a_shared_text_with_a_mark() {
        assert_eq!(size_of::<Phrase>(), size_of::<usize>() * 3);
        assert_eq!(size_of::<Option<Phrase>>(), size_of::<Phrase>());
        assert!(matches!(Phrase::new(&"a".repeat(SHORT)), Phrase::Short(_)));
        assert!(matches!(Phrase::new(&"a".repeat(SHORT + 1)), Phrase::Shared(_)));
        assert!(matches!(Phrase::new("a\"b"), Phrase::Shared(_)), "short ones need no escape");
        assert_eq!(Phrase::new("名字"), Phrase::Fixed("名字"));
    }

    proptest! {
        #[test]
        fn phrases_are_what_their_texts_are(one in "[a-c\"\u{0}名]{0,24}", other in "[a-c\"\u{0}名]{0,24}") {
            let [first, second] = [&one, &other].map(|text| Phrase::new(text));
            prop_assert_eq!(first.as_str(), &one);
            prop_assert_eq!(first.to_string(), String::from(&*one));
            prop_assert_eq!(first == second, one == other);
            prop_assert_eq!(first.cmp(&second), one.cmp(&other));
        }
    }
}
