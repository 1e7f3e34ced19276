//! How every function answers: the one place where results, refusals and panics become what C sees.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use crate::error::Error;
use crate::rulebook::Rulebook;
use crate::status::Status;

/// Why there is no result.
pub(crate) enum Failure {
    Refused(Box<Error>),
    NullArgument,
    InvalidUtf8,
}

impl From<siyu::Error> for Failure {
    fn from(error: siyu::Error) -> Self {
        Self::Refused(Box::new(Error::of(&error)))
    }
}

/// Runs a function that has a result: both places are NULL at first, and at the end at most one of them holds an object,
/// which is the caller's. The places are written last, so that a panic leaves them NULL.
///
/// # Safety
/// `out` and `error` are each NULL or the address of a pointer that may be written.
pub(crate) unsafe fn answer<Object>(
    out: *mut *mut Object,
    error: *mut *mut Error,
    body: impl FnOnce() -> Result<Object, Failure>,
) -> i32 {
    // SAFETY: as the caller vouches.
    unsafe { put(out, ptr::null_mut()) };
    // SAFETY: as the caller vouches.
    unsafe { put(error, ptr::null_mut()) };
    if out.is_null() {
        return Status::NullArgument.into();
    }
    let status = match caught(|| body().map(Box::new)) {
        None => Status::Panic,
        Some(Ok(object)) => {
            // SAFETY: as the caller vouches.
            unsafe { put(out, Box::into_raw(object)) };
            Status::Ok
        }
        Some(Err(Failure::Refused(refusal))) => {
            if !error.is_null() {
                // SAFETY: as the caller vouches.
                unsafe { put(error, Box::into_raw(refusal)) };
            }
            Status::Refused
        }
        Some(Err(Failure::NullArgument)) => Status::NullArgument,
        Some(Err(Failure::InvalidUtf8)) => Status::InvalidUtf8,
    };
    status.into()
}

/// Runs a function over columns: it counts rows, and the count goes to `refused` if the caller wants it. That is 0 at first.
///
/// # Safety
/// Of `rulebook` as for [`look`], of `error` as for [`answer`]; `refused` is NULL or the address of a `size_t` that may be written.
pub(crate) unsafe fn count(
    rulebook: *const Rulebook,
    refused: *mut usize,
    error: *mut *mut Error,
    run: impl FnOnce(&siyu::Rulebook) -> Result<usize, Failure>,
) -> i32 {
    let mut counted = 0;
    let body = || {
        // SAFETY: as the caller vouches.
        let rulebook = unsafe { rulebook.as_ref() }.ok_or(Failure::NullArgument)?;
        counted = run(rulebook.rules())?;
        Ok(())
    };
    let mut done: *mut () = ptr::null_mut();
    // SAFETY: `done` is ours, `error` as the caller vouches.
    let status = unsafe { answer(&raw mut done, error, body) };
    // SAFETY: it comes from `answer`; a box of nothing, so that there is one way to end.
    unsafe { free(done) };
    if !refused.is_null() {
        // SAFETY: not NULL, writable as the caller vouches.
        unsafe { refused.write_unaligned(counted) };
    }
    status
}

/// Looks into an object; `otherwise` is for NULL.
///
/// # Safety
/// `object` is NULL or an object of siyu's that is not freed.
pub(crate) unsafe fn look<Object, Found>(
    object: *const Object,
    otherwise: Found,
    into: impl FnOnce(&Object) -> Found,
) -> Found {
    // SAFETY: as the caller vouches; siyu's objects are never changed once they are handed out.
    match unsafe { object.as_ref() } {
        None => otherwise,
        Some(object) => caught(|| into(object)).unwrap_or(otherwise),
    }
}

/// Frees an object; nothing happens for NULL.
///
/// # Safety
/// `object` is NULL or an object of siyu's that is not freed and that nobody uses any more.
pub(crate) unsafe fn free<Object>(object: *mut Object) {
    if !object.is_null() {
        // SAFETY: it came from `Box::into_raw` in `answer`, and this is its only end.
        let owned = unsafe { Box::from_raw(object) };
        caught(|| drop(owned));
    }
}

/// Writes a pointer, if the caller wants it.
///
/// # Safety
/// `place` is NULL or the address of a pointer that may be written.
pub(crate) unsafe fn put<Object>(place: *mut *mut Object, object: *mut Object) {
    if !place.is_null() {
        // SAFETY: not NULL, writable as the caller vouches.
        unsafe { place.write(object) };
    }
}

/// The outcome, or none when it panicked: nothing may unwind into C. What the closure shares with others is never changed,
/// so a panic cannot leave it half done.
fn caught<Outcome>(body: impl FnOnce() -> Outcome) -> Option<Outcome> {
    catch_unwind(AssertUnwindSafe(body)).ok()
}
