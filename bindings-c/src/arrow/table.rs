//! An array of Arrow's beside its schema, as it is handed in.

use std::ffi::{CStr, c_char};
use std::ptr;

use super::interface::{ArrowArray, ArrowSchema};

/// An array with its schema. Both are the caller's, and stay as they are while the function runs.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub(super) array: &'a ArrowArray,
    pub(super) schema: &'a ArrowSchema,
}

impl<'a> Table<'a> {
    /// # Safety
    /// At both places is an address, which is NULL or that of a struct of Arrow's which is not released.
    pub(super) unsafe fn at(
        array: *const *const ArrowArray,
        schema: *const *const ArrowSchema,
    ) -> Option<Self> {
        // SAFETY: as the caller vouches.
        let (array, schema) = (unsafe { array.read() }, unsafe { schema.read() });
        // SAFETY: as the caller vouches.
        let array: &'a ArrowArray = unsafe { array.as_ref() }?;
        // SAFETY: as the caller vouches.
        let schema: &'a ArrowSchema = unsafe { schema.as_ref() }?;
        Some(Self { array, schema })
    }

    /// # Safety
    /// The structs are as Arrow says.
    pub(super) unsafe fn child(self, place: usize) -> Option<Self> {
        let is_there = |children: i64| usize::try_from(children).is_ok_and(|children| place < children);
        if !is_there(self.array.n_children) || !is_there(self.schema.n_children) {
            return None;
        }
        let (array, schema) =
            (self.array.children.wrapping_add(place), self.schema.children.wrapping_add(place));
        // SAFETY: as the caller vouches, and within their number.
        unsafe { Self::at(array.cast::<*const ArrowArray>(), schema.cast::<*const ArrowSchema>()) }
    }

    /// # Safety
    /// The structs are as Arrow says.
    pub(super) unsafe fn format(self) -> &'a str {
        // SAFETY: as the caller vouches.
        unsafe { words(self.schema.format) }
    }

    /// The address of a buffer; NULL where there is none.
    ///
    /// # Safety
    /// The structs are as Arrow says.
    pub(super) unsafe fn buffer(self, place: usize) -> *const u8 {
        if usize::try_from(self.array.n_buffers).is_ok_and(|buffers| place < buffers) {
            // SAFETY: as the caller vouches, and within their number.
            unsafe { self.array.buffers.wrapping_add(place).read() }.cast()
        } else {
            ptr::null()
        }
    }

    /// # Safety
    /// The structs are as Arrow says, and the bits are there for a place counted from the offset.
    pub(super) unsafe fn is_null(self, place: usize) -> bool {
        // SAFETY: as the caller vouches.
        let bits = unsafe { self.buffer(0) };
        if bits.is_null() || self.array.null_count == 0 {
            return false;
        }
        let bit = place.saturating_add(natural(self.array.offset));
        // SAFETY: as the caller vouches.
        let byte = unsafe { bits.wrapping_add(bit >> 3).read() };
        byte.unbounded_shr((bit & 7) as u32) & 1 == 0
    }

    /// # Safety
    /// The structs are as Arrow says.
    pub(super) unsafe fn may_have_nulls(self) -> bool {
        // SAFETY: as the caller vouches.
        self.array.null_count != 0 && !unsafe { self.buffer(0) }.is_null()
    }
}

/// # Safety
/// NULL, or a text that ends with a NUL.
pub(super) unsafe fn words<'a>(text: *const c_char) -> &'a str {
    if text.is_null() {
        return "";
    }
    // SAFETY: as the caller vouches.
    unsafe { CStr::from_ptr(text) }.to_str().unwrap_or("")
}

/// Lengths and offsets are not below zero.
pub(super) fn natural(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
