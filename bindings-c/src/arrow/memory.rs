//! Memory for results, which outlives whoever asked for it while an array of Arrow's lies in it.

use std::mem::{MaybeUninit, size_of};
use std::ops::Range;
use std::sync::Arc;

use siyu::error::{Code, Error as Refusal};

use crate::answer::{Failure, answer, free, look};
use crate::error::Error;

/// As wide as Arrow likes memory to be aligned.
#[repr(align(64))]
struct Line {
    _bytes: [u8; 64],
}

/// Bytes that are written through their address alone: no reference is made to them.
pub(crate) struct Block {
    lines: *mut [MaybeUninit<Line>],
}

// SAFETY: a block is an address and a length that never change, and is freed by its last owner.
unsafe impl Send for Block {}
// SAFETY: as above; when its bytes are read and written is the matter of whoever does.
unsafe impl Sync for Block {}

impl Block {
    pub(super) fn new(bytes: usize) -> Arc<Self> {
        let lines = Box::into_raw(Box::new_uninit_slice(bytes.div_ceil(size_of::<Line>())));
        Arc::new(Self { lines })
    }

    pub(super) fn start(&self) -> *mut u8 {
        self.lines.cast()
    }

    /// The addresses of its bytes.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.start().addr();
        start..start.saturating_add(self.lines.len().saturating_mul(size_of::<Line>()))
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: it came from a box, and this is its only end.
        drop(unsafe { Box::from_raw(self.lines) });
    }
}

/// Memory that the caller owns until `siyu_memory_free`. Arrays of Arrow's that lie in it keep it for themselves.
pub struct Memory(pub(super) Arc<Block>);

impl Memory {
    pub(super) fn new(bytes: usize) -> Result<Self, Failure> {
        let most = isize::MAX.unsigned_abs().saturating_sub(size_of::<Line>());
        if bytes > most {
            let error = Refusal::new(Code::CountOutOfRange).found(bytes).allowed(format!("≤ {most}"));
            return Err(error.at("/bytes").into());
        }
        Ok(Self(Block::new(bytes)))
    }
}

/// Gives memory of so many bytes for the columns of a batch, aligned to 64 and uninitialised. `count_out_of_range` for more than
/// there can be.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_memory_new(bytes: usize, out: *mut *mut Memory, error: *mut *mut Error) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { answer(out, error, || Memory::new(bytes)) }
}

/// The first byte, which may be written and read until the memory is freed and no array of Arrow's lies in it. NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_memory_data(memory: *const Memory) -> *mut u8 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { look(memory, std::ptr::null_mut(), |memory| memory.0.start()) }
}

/// Frees memory, or leaves it to the arrays of Arrow's that lie in it. Nothing happens for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_memory_free(memory: *mut Memory) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { free(memory) };
}
