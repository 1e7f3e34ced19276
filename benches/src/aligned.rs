//! Columns that begin a line of the processor's cache.

use std::iter;
use std::ops::{Deref, DerefMut};

use siyu::column::Cell;

/// In bytes.
const LINE: usize = 64;

/// A column whose first cell begins a line of the processor's, so that its place is no matter of luck: a row of sums that lies in two
/// lines costs half as much again.
pub struct Aligned<T> {
    cells: Vec<T>,
    from: usize,
}

impl<T: Cell> Aligned<T> {
    pub fn new(column: impl ExactSizeIterator<Item = T>) -> Self {
        let mut cells = Vec::<T>::with_capacity(column.len() + LINE);
        let from = cells.as_ptr().align_offset(LINE);
        cells.extend(iter::repeat_n(T::default(), from).chain(column));
        Self { cells, from }
    }

    pub fn zeros(cells: usize) -> Self {
        Self::new(iter::repeat_n(T::default(), cells))
    }
}

impl<T> Deref for Aligned<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.cells[self.from..]
    }
}

impl<T> DerefMut for Aligned<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.cells[self.from..]
    }
}
