//! A panic on purpose, so that tests can see what becomes of one. Only with the feature `test-panic`, which nobody ships.

use crate::answer::answer;
use crate::buffer::Buffer;
use crate::error::Error;
use crate::rulebook::Rulebook;

/// Panics while it looks at a rulebook and holds memory of its own.
#[unsafe(no_mangle)]
#[expect(clippy::panic, reason = "a panic is what the tests ask for")]
pub unsafe extern "C" fn siyu_test_panic(
    rulebook: *const Rulebook,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> i32 {
    let panic = || {
        // SAFETY: the caller keeps the conventions of the header.
        let rulebook = unsafe { rulebook.as_ref() };
        let held = rulebook.map(|rulebook| rulebook.rules().canonical().to_owned());
        panic!("on purpose, holding {} bytes", held.map_or(0, |held| held.len()))
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { answer(out, error, panic) }
}
