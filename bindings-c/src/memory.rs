//! Columns in the caller's memory: element by element, never as a slice. It may be unaligned, an output may be uninitialised, and
//! columns may overlap: what a kernel reads and writes is then as good as what lies there, and nothing is undefined.

use std::mem::{MaybeUninit, size_of};
use std::ptr;

use siyu::column::{Cell, Input, Memory, Output};
use siyu::error::{Code, Error as Refusal};

use crate::answer::Failure;

/// The memory of whoever calls from C.
pub(crate) struct Caller;

impl Memory for Caller {
    type Input<T: Cell> = Read<T>;
    type Output<T: Cell> = Written<T>;
}

/// A column that the caller vouches can be read while the kernel runs.
pub(crate) struct Read<T> {
    start: *const T,
    length: usize,
}

/// A column that the caller vouches can be written, and of updated ones also read, while the kernel runs.
pub(crate) struct Written<T> {
    start: *mut T,
    length: usize,
}

impl<T: Cell> Read<T> {
    /// A column of as many cells as the product of some counts; NULL has none, whatever the counts.
    ///
    /// # Safety
    /// `start` is NULL, or so many cells from there can be read until the kernel ends.
    pub(crate) unsafe fn new(start: *const T, name: &str, counts: &[usize]) -> Result<Self, Failure> {
        Ok(Self { start, length: length_of::<T>(start.is_null(), name, counts)? })
    }

    /// The same for a column that may be left out.
    ///
    /// # Safety
    /// As for [`Read::new`].
    pub(crate) unsafe fn optional(
        start: *const T,
        name: &str,
        counts: &[usize],
    ) -> Result<Option<Self>, Failure> {
        if start.is_null() {
            return Ok(None);
        }
        // SAFETY: as the caller vouches.
        unsafe { Self::new(start, name, counts) }.map(Some)
    }
}

impl<T: Cell> Written<T> {
    /// As [`Read::new`].
    ///
    /// # Safety
    /// `start` is NULL, or so many cells from there can be written, and read where the column is one that is added to, until
    /// the kernel ends.
    pub(crate) unsafe fn new(start: *mut T, name: &str, counts: &[usize]) -> Result<Self, Failure> {
        Ok(Self { start, length: length_of::<T>(start.is_null(), name, counts)? })
    }

    /// The same for a column that may be left out.
    ///
    /// # Safety
    /// As for [`Written::new`].
    pub(crate) unsafe fn optional(
        start: *mut T,
        name: &str,
        counts: &[usize],
    ) -> Result<Option<Self>, Failure> {
        if start.is_null() {
            return Ok(None);
        }
        // SAFETY: as the caller vouches.
        unsafe { Self::new(start, name, counts) }.map(Some)
    }
}

/// How many cells a column has. No memory is as long as a product beyond `isize::MAX` bytes, so that places within the length
/// never overflow a pointer.
fn length_of<T>(is_null: bool, name: &str, counts: &[usize]) -> Result<usize, Failure> {
    if is_null {
        return Ok(0);
    }
    let most = isize::MAX.unsigned_abs().checked_div(size_of::<T>()).unwrap_or(0);
    let product = counts.iter().try_fold(1_usize, |product, count| product.checked_mul(*count));
    product.filter(|product| *product <= most).ok_or_else(|| {
        let found = counts.iter().map(usize::to_string).collect::<Vec<_>>().join(" × ");
        Refusal::new(Code::ListLength).found(found).allowed(format!("≤ {most}")).at(format!("/{name}")).into()
    })
}

impl<T: Cell> Input<T> for Read<T> {
    #[inline]
    fn length(&self) -> usize {
        self.length
    }

    #[inline]
    fn at(&self, place: usize) -> T {
        if place >= self.length {
            return T::NONE;
        }
        // SAFETY: within the length, which does not overflow.
        let cell = unsafe { self.start.add(place) };
        // SAFETY: readable as the caller vouches; every pattern of bits is an integer.
        unsafe { cell.read_unaligned() }
    }

    #[inline]
    fn read(&self, from: usize, into: &mut [T]) {
        let cells = self.length.saturating_sub(from).min(into.len());
        if cells == 0 {
            return;
        }
        // SAFETY: within the length, which does not overflow.
        let first = unsafe { self.start.add(from) };
        // SAFETY: readable as the caller vouches, writable since it is ours, and ours is not the caller's.
        unsafe {
            ptr::copy_nonoverlapping(
                first.cast::<u8>(),
                into.as_mut_ptr().cast(),
                cells.saturating_mul(size_of::<T>()),
            )
        };
    }
}

impl<T: Cell> Output<T> for Written<T> {
    #[inline]
    fn length(&self) -> usize {
        self.length
    }

    #[inline]
    fn at(&self, place: usize) -> T {
        if place >= self.length {
            return T::NONE;
        }
        // SAFETY: within the length, which does not overflow.
        let cell = unsafe { self.start.add(place) };
        // SAFETY: kernels read what they have written, or what the caller vouches for.
        unsafe { cell.read_unaligned() }
    }

    #[inline]
    fn put(&mut self, place: usize, value: T) {
        if place < self.length {
            // SAFETY: within the length, which does not overflow.
            let cell = unsafe { self.start.add(place) };
            // SAFETY: writable as the caller vouches.
            unsafe { cell.write_unaligned(value) };
        }
    }

    #[inline]
    fn write(&mut self, from: usize, values: &[T]) {
        let cells = self.length.saturating_sub(from).min(values.len());
        if cells == 0 {
            return;
        }
        // SAFETY: within the length, which does not overflow.
        let first = unsafe { self.start.add(from) };
        // SAFETY: writable as the caller vouches, and what is read is not the caller's.
        unsafe {
            ptr::copy_nonoverlapping(
                values.as_ptr().cast::<u8>(),
                first.cast(),
                cells.saturating_mul(size_of::<T>()),
            )
        };
    }
}

/// A struct of C that begins with its own size, so that it can grow: what a caller does not know is NULL or 0.
///
/// # Safety
/// All of it may be zero bytes, and its first field is a `usize`.
pub(crate) unsafe trait Sized {}

/// The longest struct that can be meant: beyond it the size was never set.
const MOST_BYTES: usize = 4096;

/// Reads a struct that may come from a program built for an older or a newer header.
///
/// # Safety
/// `batch` is NULL, or so many bytes as its first field says can be read.
pub(crate) unsafe fn batch<Batch: Sized + Copy>(batch: *const Batch) -> Result<Batch, Failure> {
    if batch.is_null() {
        return Err(Failure::NullArgument);
    }
    // SAFETY: readable as the caller vouches: the size is the first field.
    let size = unsafe { batch.cast::<usize>().read_unaligned() };
    let own = size_of::<Batch>();
    if !(size_of::<usize>()..=MOST_BYTES).contains(&size) {
        return Err(wrong_size(size, own));
    }
    let mut read = MaybeUninit::<Batch>::zeroed();
    // SAFETY: both are as long as the shorter of the two, and one of them is ours.
    unsafe { ptr::copy_nonoverlapping(batch.cast::<u8>(), read.as_mut_ptr().cast(), size.min(own)) };
    for place in own..size {
        // SAFETY: within the size that the caller vouches for.
        let byte = unsafe { batch.cast::<u8>().add(place) };
        // SAFETY: readable as the caller vouches.
        if unsafe { byte.read() } != 0 {
            // A newer program asks for what this library does not know: doing less silently would be wrong.
            return Err(wrong_size(size, own));
        }
    }
    // SAFETY: zero bytes are a value of it, and so is what was laid over them: integers and pointers.
    Ok(unsafe { read.assume_init() })
}

fn wrong_size(size: usize, own: usize) -> Failure {
    Refusal::new(Code::CountOutOfRange).found(size).allowed(own).at("/size").into()
}
