//! The PyCapsules in which Python hands on what is made here. What ends a capsule is code of the library, since code of Python may be
//! gone by then.

use std::ffi::{CStr, c_char, c_void};
use std::mem::transmute;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::interface::{ArrowArray, ArrowArrayStream, ArrowSchema};
use crate::answer::free;

/// `PyCapsule_GetPointer` of the interpreter, of which a process has one: the only thing that is told once for all.
static POINTER_OF: AtomicPtr<c_void> = AtomicPtr::new(ptr::null_mut());

type PointerOf = unsafe extern "C" fn(*mut c_void, *const c_char) -> *mut c_void;

/// For packages of Python: tells the address of `PyCapsule_GetPointer`, which the destructors below need.
#[unsafe(no_mangle)]
pub extern "C" fn siyu_capsule_prepare(pointer_of: *mut c_void) {
    POINTER_OF.store(pointer_of, Ordering::Release);
}

/// For packages of Python: the destructor of a capsule `arrow_schema`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_capsule_free_schema(capsule: *mut c_void) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { end::<ArrowSchema>(capsule, c"arrow_schema") };
}

/// For packages of Python: the destructor of a capsule `arrow_array`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_capsule_free_array(capsule: *mut c_void) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { end::<ArrowArray>(capsule, c"arrow_array") };
}

/// For packages of Python: the destructor of a capsule `arrow_array_stream`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_capsule_free_stream(capsule: *mut c_void) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { end::<ArrowArrayStream>(capsule, c"arrow_array_stream") };
}

/// Frees what a capsule holds, with all that no consumer moved out of it.
///
/// # Safety
/// `capsule` is of that name and holds a struct that `siyu_arrow_…` made; the interpreter's lock is held.
unsafe fn end<Struct>(capsule: *mut c_void, name: &CStr) {
    let address = POINTER_OF.load(Ordering::Acquire);
    if address.is_null() {
        return;
    }
    // SAFETY: `siyu_capsule_prepare` was told a function of this type.
    let pointer_of = unsafe { transmute::<*mut c_void, PointerOf>(address) };
    // SAFETY: as the caller vouches.
    let held = unsafe { pointer_of(capsule, name.as_ptr()) };
    // SAFETY: as the caller vouches; this is its only end.
    unsafe { free(held.cast::<Struct>()) };
}
