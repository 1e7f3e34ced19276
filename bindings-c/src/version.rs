//! Which library this is.

use std::ffi::c_char;

/// The version of the interface that this header tells.
pub const SIYU_ABI_VERSION: u32 = 1;

/// The version of the interface that the loaded library has: it rises with any change after which a program that was
/// compiled before would go wrong. Compare it with `SIYU_ABI_VERSION` once, at start.
#[unsafe(no_mangle)]
pub extern "C" fn siyu_abi_version() -> u32 {
    SIYU_ABI_VERSION
}

/// The version of the library, such as "0.1.0". Lives as long as the library.
#[unsafe(no_mangle)]
pub extern "C" fn siyu_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
