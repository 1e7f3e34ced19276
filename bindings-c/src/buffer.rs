//! Text that the caller owns.

use std::ffi::c_char;
use std::ptr;

use crate::answer::{free, look};
use crate::text::Text;

/// A text that siyu made and the caller owns, until `siyu_buffer_free`.
pub struct Buffer(Text);

impl From<String> for Buffer {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

/// The text: UTF-8 with a NUL behind it, until the buffer is freed. NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_buffer_data(buffer: *const Buffer) -> *const c_char {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(buffer, ptr::null(), |buffer| buffer.0.as_ptr()) }
}

/// The length of the text in bytes, without the NUL behind it. 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_buffer_length(buffer: *const Buffer) -> usize {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(buffer, 0, |buffer| buffer.0.length()) }
}

/// Frees a buffer. Nothing happens for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_buffer_free(buffer: *mut Buffer) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { free(buffer) };
}
