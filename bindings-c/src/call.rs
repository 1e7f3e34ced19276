//! The call: every operation, JSON in, JSON out.

use std::ffi::c_char;

use crate::answer::answer;
use crate::buffer::Buffer;
use crate::error::Error;
use crate::rulebook::Rulebook;
use crate::text;

/// Calls an operation by its name, such as "commission_split": JSON in, JSON out. `rulebook` may be NULL for an operation
/// that needs none, such as "rulebook_check"; another one then refuses. The same call gives the same bytes, always.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_call(
    rulebook: *const Rulebook,
    operation: *const c_char,
    operation_length: usize,
    input: *const c_char,
    input_length: usize,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> i32 {
    let call = || {
        // SAFETY: the caller keeps the conventions of the header.
        let operation = unsafe { text::read(operation, operation_length) }?;
        // SAFETY: the caller keeps the conventions of the header.
        let input = unsafe { text::read(input, input_length) }?;
        // SAFETY: the caller keeps the conventions of the header.
        let rulebook = unsafe { rulebook.as_ref() };
        let answer = siyu::call(rulebook.map(Rulebook::rules), operation, input)?;
        Ok(Buffer::from(answer))
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { answer(out, error, call) }
}
