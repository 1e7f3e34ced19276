//! Why a rulebook or an input is refused.

use std::ffi::c_char;
use std::ptr;

use siyu::Findings;
use siyu::error::Language as Spoken;
use siyu::operation::{refusal_json, rulebook_refusal_json};

use crate::answer::{Failure, free, look};
use crate::status::Language;
use crate::text::Text;

/// Why something is refused, where, and how to repair it. The caller owns it, until `siyu_error_free`.
pub struct Error {
    number: u16,
    code: Text,
    path: Text,
    english: Told,
    chinese: Told,
    json: Text,
}

/// An error in one language.
struct Told {
    message: Text,
    repair: Text,
}

impl Error {
    pub(crate) fn of(error: &siyu::Error) -> Self {
        Self::told(error, refusal_json(error))
    }

    fn told(error: &siyu::Error, json: String) -> Self {
        let told = |language| Told {
            message: error.message(language).into(),
            repair: error.repair(language).into(),
        };
        Self {
            number: error.code.number(),
            code: error.code.slug().to_owned().into(),
            path: error.path.clone().into(),
            english: told(Spoken::English),
            chinese: told(Spoken::Chinese),
            json: json.into(),
        }
    }

    fn in_language(&self, number: i32) -> &Told {
        match Language::of(number) {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}

impl From<Findings> for Failure {
    fn from(findings: Findings) -> Self {
        let error = Error::told(&findings.clone().into_error(), rulebook_refusal_json(&findings));
        Self::Refused(Box::new(error))
    }
}

/// The name of what is wrong, such as "money_format": stable for ever. NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_error_code(error: *const Error) -> *const c_char {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(error, ptr::null(), |error| error.code.as_ptr()) }
}

/// The number of what is wrong: stable for ever, never 0. 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_error_number(error: *const Error) -> u16 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(error, 0, |error| error.number) }
}

/// Where it is wrong: an RFC 6901 pointer into the document that was handed in, empty for the whole of it. (A name that
/// holds a NUL ends it early; the JSON has it whole.) NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_error_path(error: *const Error) -> *const c_char {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(error, ptr::null(), |error| error.path.as_ptr()) }
}

/// What is wrong, in one line of a `siyu_language`. NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_error_message(error: *const Error, language: i32) -> *const c_char {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(error, ptr::null(), |error| error.in_language(language).message.as_ptr()) }
}

/// How to repair it, in one line of a `siyu_language`. NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_error_repair(error: *const Error, language: i32) -> *const c_char {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(error, ptr::null(), |error| error.in_language(language).repair.as_ptr()) }
}

/// All of it as JSON: `code`, `number`, `severity`, `path`, `parameters`, and `en` and `zh_cn` with `message` and `repair`.
/// Of a rulebook also `findings`: everything that is wrong with it, each with its place in the text. NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_error_json(error: *const Error) -> *const c_char {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(error, ptr::null(), |error| error.json.as_ptr()) }
}

/// Frees an error. Nothing happens for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_error_free(error: *mut Error) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { free(error) };
}
