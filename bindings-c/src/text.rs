//! Text across the border: pointer and length in, NUL-terminated out.

use std::ffi::c_char;
use std::slice;

use crate::answer::Failure;

/// Text that C may look at: UTF-8 with a NUL behind it, which the length does not count.
pub(crate) struct Text(Vec<u8>);

impl From<String> for Text {
    fn from(text: String) -> Self {
        let mut bytes = text.into_bytes();
        bytes.reserve_exact(1);
        bytes.push(0);
        Self(bytes)
    }
}

impl Text {
    pub(crate) fn as_ptr(&self) -> *const c_char {
        self.0.as_ptr().cast()
    }

    pub(crate) fn length(&self) -> usize {
        self.0.len().saturating_sub(1)
    }
}

/// The text that a caller hands in. What is longer than any document may be is refused unread.
///
/// # Safety
/// `start` is NULL, or `length` bytes from there can be read and nobody changes them during `'call`.
pub(crate) unsafe fn read<'call>(start: *const c_char, length: usize) -> Result<&'call str, Failure> {
    if start.is_null() {
        return Err(Failure::NullArgument);
    }
    siyu::document::check_length(length)?;
    // SAFETY: not NULL, readable as the caller vouches, and far shorter than `isize::MAX`.
    let bytes = unsafe { slice::from_raw_parts(start.cast(), length) };
    str::from_utf8(bytes).map_err(|_| Failure::InvalidUtf8)
}
