//! The handle of a rulebook.

use std::ffi::c_char;
use std::ptr;

use siyu::operation::findings_json;

use crate::answer::{Failure, answer, free, look};
use crate::buffer::Buffer;
use crate::error::Error;
use crate::text::{self, Text};

/// A checked rulebook. It never changes: any number of threads may use one at the same time, and a process that forks
/// may go on using it in the child.
pub struct Rulebook {
    rules: siyu::Rulebook,
    digest: Text,
}

/// The promise to threads, held by the compiler.
const _: () = {
    const fn is_shared_between_threads<T: Send + Sync>() {}
    is_shared_between_threads::<Rulebook>();
    is_shared_between_threads::<Buffer>();
    is_shared_between_threads::<Error>();
};

impl Rulebook {
    pub(crate) fn rules(&self) -> &siyu::Rulebook {
        &self.rules
    }
}

/// Reads and checks a rulebook. It is refused with everything that is wrong with it at once: see `siyu_error_json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_rulebook_parse(
    json: *const c_char,
    json_length: usize,
    out: *mut *mut Rulebook,
    error: *mut *mut Error,
) -> i32 {
    let parse = || {
        // SAFETY: the caller keeps the conventions of the header.
        let json = unsafe { text::read(json, json_length) }?;
        let rules = siyu::Rulebook::parse(json)?;
        let digest = rules.digest().to_string().into();
        Ok(Rulebook { rules, digest })
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { answer(out, error, parse) }
}

/// The fingerprint of a rulebook, 64 hexadecimal digits, until the rulebook is freed: rulebooks that mean the same have
/// the same, and every decision carries it. NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_rulebook_digest(rulebook: *const Rulebook) -> *const c_char {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(rulebook, ptr::null(), |rulebook| rulebook.digest.as_ptr()) }
}

/// The canonical form of a rulebook (RFC 8785): what its digest is made of, and what to keep beside decisions.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_rulebook_canonical(rulebook: *const Rulebook, out: *mut *mut Buffer) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { tell(rulebook, out, |rules| rules.canonical().to_owned()) }
}

/// What was found in a rulebook that refuses nothing and yet deserves a look: a JSON list, empty as a rule.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_rulebook_warnings(rulebook: *const Rulebook, out: *mut *mut Buffer) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { tell(rulebook, out, |rules| findings_json(rules.warnings())) }
}

/// Frees a rulebook. Nothing happens for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_rulebook_free(rulebook: *mut Rulebook) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { free(rulebook) };
}

/// Answers with a text about a rulebook.
///
/// # Safety
/// Of `rulebook` as for [`look`], of `out` as for [`answer`].
unsafe fn tell(
    rulebook: *const Rulebook,
    out: *mut *mut Buffer,
    told: impl FnOnce(&siyu::Rulebook) -> String,
) -> i32 {
    let body = || {
        // SAFETY: as the caller vouches.
        let rulebook = unsafe { rulebook.as_ref() }.ok_or(Failure::NullArgument)?;
        Ok(Buffer::from(told(&rulebook.rules)))
    };
    // SAFETY: as the caller vouches.
    unsafe { answer(out, ptr::null_mut(), body) }
}
