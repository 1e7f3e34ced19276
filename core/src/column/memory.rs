//! Where columns lie.

use super::Cell;

/// A kind of memory that columns lie in.
pub trait Memory {
    /// A column that is read. Without cells unless there is one.
    type Input<T: Cell>: Input<T> + Default;
    /// A column that is written, or read and written. Without cells unless there is one.
    type Output<T: Cell>: Output<T> + Default;
}

/// Where a batch comes from that is not written down column by column. `of` of a batch asks it once for each count and column.
pub trait Source<M: Memory> {
    /// The count of a name.
    fn count(&mut self, name: &'static str) -> usize;

    /// The column of a name, which is read, if there is one.
    fn input<T: Cell>(&mut self, name: &'static str) -> Option<M::Input<T>>;

    /// The column of a name, which is written, or read and written, if there is one.
    fn output<T: Cell>(&mut self, name: &'static str) -> Option<M::Output<T>>;
}

/// A column that is read.
pub trait Input<T: Cell> {
    /// How many cells it has.
    fn length(&self) -> usize;

    /// A cell; beyond the end, nothing.
    fn at(&self, place: usize) -> T;

    /// Copies cells from a place on, as many as there is room for. The caller keeps within the length; what lies beyond it is
    /// not written.
    fn read(&self, from: usize, into: &mut [T]);

    /// Cells from a place on, as many as the room has, within the length: where they lie, or copied into the room.
    #[inline]
    fn cells<'c>(&'c self, from: usize, room: &'c mut [T]) -> &'c [T] {
        self.read(from, room);
        room
    }

    /// A row of a table that is `N` cells wide; beyond the end, nothing.
    #[inline]
    fn row<const N: usize>(&self, row: usize) -> [T; N] {
        let first = row.saturating_mul(N);
        core::array::from_fn(|cell| self.at(first.saturating_add(cell)))
    }
}

/// A column that is written, or read and written.
pub trait Output<T: Cell> {
    /// How many cells it has.
    fn length(&self) -> usize;

    /// A cell, of a column that held something before; beyond the end, nothing.
    fn at(&self, place: usize) -> T;

    /// Sets a cell; beyond the end, nothing happens.
    fn put(&mut self, place: usize, value: T);

    /// Sets cells from a place on.
    fn write(&mut self, from: usize, values: &[T]);

    /// Sets cells from a place on, as many as the room has, within the length: where they lie, or in the room, from which they are
    /// copied. What the cells hold before is not told.
    #[inline]
    fn write_with(&mut self, from: usize, room: &mut [T], write: impl FnOnce(&mut [T])) {
        write(room);
        self.write(from, room);
    }

    /// Changes a row of a table that is `N` cells wide; beyond the end, nothing happens. Says whether it was there.
    #[inline]
    fn change<const N: usize>(&mut self, row: usize, change: impl FnOnce(&mut [T; N])) -> bool {
        let first = row.saturating_mul(N);
        if first.saturating_add(N) > self.length() {
            return false;
        }
        let mut cells = core::array::from_fn(|cell| self.at(first.saturating_add(cell)));
        change(&mut cells);
        self.write(first, &cells);
        true
    }
}

/// Columns in slices: the memory of Rust.
#[derive(Debug, Clone, Copy)]
pub struct Slices<'a>(core::marker::PhantomData<&'a ()>);

impl<'a> Memory for Slices<'a> {
    type Input<T: Cell> = &'a [T];
    type Output<T: Cell> = &'a mut [T];
}

impl<T: Cell> Input<T> for &[T] {
    #[inline]
    fn length(&self) -> usize {
        self.len()
    }

    #[inline]
    fn at(&self, place: usize) -> T {
        self.get(place).copied().unwrap_or(T::NONE)
    }

    #[inline]
    fn read(&self, from: usize, into: &mut [T]) {
        let rest = self.get(from..).unwrap_or_default();
        let cells = rest.len().min(into.len());
        if let (Some(into), Some(rest)) = (into.get_mut(..cells), rest.get(..cells)) {
            into.copy_from_slice(rest);
        }
    }

    #[inline]
    fn cells<'c>(&'c self, from: usize, room: &'c mut [T]) -> &'c [T] {
        self.get(from..from.saturating_add(room.len())).unwrap_or_default()
    }

    #[inline]
    fn row<const N: usize>(&self, row: usize) -> [T; N] {
        let (rows, _) = self.as_chunks::<N>();
        rows.get(row).copied().unwrap_or([T::NONE; N])
    }
}

impl<T: Cell> Output<T> for &mut [T] {
    #[inline]
    fn length(&self) -> usize {
        self.len()
    }

    #[inline]
    fn at(&self, place: usize) -> T {
        self.get(place).copied().unwrap_or(T::NONE)
    }

    #[inline]
    fn put(&mut self, place: usize, value: T) {
        if let Some(cell) = self.get_mut(place) {
            *cell = value;
        }
    }

    #[inline]
    fn write(&mut self, from: usize, values: &[T]) {
        let rest = self.get_mut(from..).unwrap_or_default();
        let cells = rest.len().min(values.len());
        if let (Some(rest), Some(values)) = (rest.get_mut(..cells), values.get(..cells)) {
            rest.copy_from_slice(values);
        }
    }

    #[inline]
    fn write_with(&mut self, from: usize, room: &mut [T], write: impl FnOnce(&mut [T])) {
        write(self.get_mut(from..from.saturating_add(room.len())).unwrap_or_default());
    }

    #[inline]
    fn change<const N: usize>(&mut self, row: usize, change: impl FnOnce(&mut [T; N])) -> bool {
        let (rows, _) = self.as_chunks_mut::<N>();
        match rows.get_mut(row) {
            Some(cells) => {
                change(cells);
                true
            }
            None => false,
        }
    }
}

/// A number as a place; nothing is beyond every table.
#[inline]
pub(crate) fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A cell of a column that may be left out, unless it is nothing.
#[inline]
pub(crate) fn optional<T: Cell>(column: &Option<impl Input<T>>, place: usize) -> Option<T> {
    column.as_ref().and_then(|column| column.at(place).given())
}

/// Sets a cell of a column, if it is wanted.
#[inline]
pub(crate) fn put<T: Cell>(column: &mut Option<impl Output<T>>, place: usize, value: T) {
    if let Some(column) = column {
        column.put(place, value);
    }
}
