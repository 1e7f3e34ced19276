//! Columns in the memory of the module: JavaScript fills them as typed arrays, a kernel works on them as slices, and JavaScript
//! reads what it wrote. Nothing crosses the border row by row.

use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;

use siyu::column::Cell;
use siyu::operation::refusal_json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Handle, kernels};

/// Where columns begin: a line of the cache, so that a row of a table does not lie in two.
const LINE: usize = 64;

/// A column that JavaScript keeps.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Column(Option<Shared>);

/// Cells that a column of JavaScript and batches share. A kernel that writes them has them alone.
type Shared = Rc<RefCell<Cells>>;

#[wasm_bindgen]
impl Column {
    /// A column of cells that are 0: 8, 16 and 32 bits; -32 and -64 stand for signed ones.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(bits: i32, length: usize) -> Self {
        Self(Cells::new(bits, length).map(|cells| Rc::new(RefCell::new(cells))))
    }

    /// Where it begins in the memory of the module; 0 when there is no room for it.
    #[must_use]
    pub fn address(&self) -> usize {
        self.0.as_ref().map_or(0, address)
    }
}

/// The counts and columns of a batch, in the order of its table.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Batch {
    operation: String,
    made: Vec<Shared>,
    counts: Vec<usize>,
    columns: Vec<Option<Lent>>,
    refusal: String,
}

/// Cells of a column that are lent to a kernel.
#[derive(Debug)]
struct Lent {
    cells: Shared,
    is_written: bool,
    from: usize,
    length: usize,
}

#[wasm_bindgen]
impl Batch {
    /// A batch of an operation, without columns.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(operation: String) -> Self {
        Self { operation, made: Vec::new(), counts: Vec::new(), columns: Vec::new(), refusal: String::new() }
    }

    /// Makes a column that lives as long as the batch, as [`Column::new`] does. They are numbered from 0. Tells where it begins in
    /// the memory of the module; 0 when there is no room for it.
    pub fn make(&mut self, bits: i32, length: usize) -> usize {
        let Some(cells) = Cells::new(bits, length) else { return 0 };
        let cells = Rc::new(RefCell::new(cells));
        let address = address(&cells);
        self.made.push(cells);
        address
    }

    /// Begins anew with the counts and columns of the next rows; what was made stays.
    pub fn begin(&mut self) {
        self.counts.clear();
        self.columns.clear();
    }

    /// Adds the next count.
    pub fn count(&mut self, count: usize) {
        self.counts.push(count);
    }

    /// Leaves out the next column.
    pub fn leave_out(&mut self) {
        self.columns.push(None);
    }

    /// Adds cells of a column that was made as the next column.
    pub fn place(&mut self, number: usize, is_written: bool, length: usize) {
        let made = self.made.get(number).cloned();
        self.columns.push(made.map(|cells| Lent { cells, is_written, from: 0, length }));
    }

    /// Adds cells of a column of JavaScript's as the next column.
    pub fn lend(&mut self, column: &Column, is_written: bool, from: usize, length: usize) {
        self.columns.push(column.0.clone().map(|cells| Lent { cells, is_written, from, length }));
    }

    /// Runs the operation. Tells how many rows are refused, or -1 when the batch is: then [`Batch::refusal`] says why.
    pub fn run(&mut self, rulebook: &Handle) -> i32 {
        let mut borrowed: Vec<_> = self.columns.iter().map(|lent| lent.as_ref().map(Borrowed::of)).collect();
        let taken = Taken { counts: self.counts.iter(), columns: borrowed.iter_mut() };
        let outcome = match &rulebook.0 {
            Ok(rulebook) => kernels::run(rulebook, &self.operation, taken),
            // Nobody holds a rulebook that was refused.
            Err(_) => return -1,
        };
        match outcome {
            // JavaScript hands in no more rows than that.
            Ok(refused) => i32::try_from(refused).unwrap_or(i32::MAX),
            Err(error) => {
                self.refusal = refusal_json(&error);
                -1
            }
        }
    }

    /// Why the batch is refused, as JSON.
    #[must_use]
    pub fn refusal(&self) -> String {
        self.refusal.clone()
    }
}

/// The cells of a column.
#[derive(Debug)]
pub(crate) enum Cells {
    U8(Aligned<u8>),
    U16(Aligned<u16>),
    U32(Aligned<u32>),
    I32(Aligned<i32>),
    I64(Aligned<i64>),
}

impl Cells {
    fn new(bits: i32, length: usize) -> Option<Self> {
        match bits {
            8 => Aligned::new(length).map(Self::U8),
            16 => Aligned::new(length).map(Self::U16),
            32 => Aligned::new(length).map(Self::U32),
            -32 => Aligned::new(length).map(Self::I32),
            -64 => Aligned::new(length).map(Self::I64),
            _ => None,
        }
    }
}

fn address(cells: &Shared) -> usize {
    match &*cells.borrow() {
        Cells::U8(cells) => cells.address(),
        Cells::U16(cells) => cells.address(),
        Cells::U32(cells) => cells.address(),
        Cells::I32(cells) => cells.address(),
        Cells::I64(cells) => cells.address(),
    }
}

/// Cells that begin at a line of the cache: before them are as many as that takes.
#[derive(Debug)]
pub(crate) struct Aligned<T> {
    cells: Vec<T>,
    first: usize,
}

impl<T: Cell> Aligned<T> {
    fn new(length: usize) -> Option<Self> {
        let spare = LINE / size_of::<T>() - 1;
        let room = length.checked_add(spare)?;
        let mut cells = Vec::new();
        cells.try_reserve_exact(room).ok()?;
        cells.resize(room, T::default());
        let first = cells.as_ptr().align_offset(LINE).min(spare);
        cells.truncate(first + length);
        Some(Self { cells, first })
    }

    fn address(&self) -> usize {
        self.cells.as_ptr() as usize + self.first * size_of::<T>()
    }

    fn part(&self, from: usize, length: usize) -> &[T] {
        self.cells.get(self.first..).and_then(|cells| cells.get(from..)?.get(..length)).unwrap_or_default()
    }

    fn part_mut(&mut self, from: usize, length: usize) -> &mut [T] {
        let cells =
            self.cells.get_mut(self.first..).and_then(|cells| cells.get_mut(from..)?.get_mut(..length));
        cells.unwrap_or_default()
    }
}

/// The counts and columns of a batch, taken one after the other.
pub(crate) struct Taken<'b, 'c> {
    counts: std::slice::Iter<'b, usize>,
    columns: std::slice::IterMut<'b, Option<Borrowed<'c>>>,
}

/// Cells that a kernel may read, or write.
struct Borrowed<'b> {
    cells: Access<'b>,
    from: usize,
    length: usize,
}

enum Access<'b> {
    Read(Ref<'b, Cells>),
    Write(RefMut<'b, Cells>),
    /// Cells that are written have no other reader or writer; the layer above refuses a batch that wants it.
    Denied,
}

impl<'b> Borrowed<'b> {
    fn of(lent: &'b Lent) -> Self {
        let cells = if lent.is_written {
            lent.cells.try_borrow_mut().map_or(Access::Denied, Access::Write)
        } else {
            lent.cells.try_borrow().map_or(Access::Denied, Access::Read)
        };
        Self { cells, from: lent.from, length: lent.length }
    }
}

impl<'b> Taken<'b, '_> {
    pub(crate) fn count(&mut self) -> usize {
        self.counts.next().copied().unwrap_or(0)
    }

    pub(crate) fn wanted<T: OfCells>(&mut self) -> Option<&'b mut [T]> {
        let column = self.columns.next()?.as_mut()?;
        match &mut column.cells {
            Access::Write(cells) => T::of_mut(cells).map(|cells| cells.part_mut(column.from, column.length)),
            Access::Read(_) | Access::Denied => None,
        }
    }

    pub(crate) fn optional<T: OfCells>(&mut self) -> Option<&'b [T]> {
        let column = self.columns.next()?.as_ref()?;
        match &column.cells {
            Access::Read(cells) => T::of(cells).map(|cells| cells.part(column.from, column.length)),
            Access::Write(_) | Access::Denied => None,
        }
    }

    // A column that is not there is empty: the kernel says how long it should be.

    pub(crate) fn output<T: OfCells>(&mut self) -> &'b mut [T] {
        self.wanted().unwrap_or_default()
    }

    pub(crate) fn input<T: OfCells>(&mut self) -> &'b [T] {
        self.optional().unwrap_or_default()
    }
}

/// Cells of a width.
pub(crate) trait OfCells: Cell {
    /// The cells, if they are of this width.
    fn of(cells: &Cells) -> Option<&Aligned<Self>>;
    fn of_mut(cells: &mut Cells) -> Option<&mut Aligned<Self>>;
}

macro_rules! of_cells {
    ($($cell:ty = $width:ident;)+) => {
        $(impl OfCells for $cell {
            fn of(cells: &Cells) -> Option<&Aligned<Self>> {
                match cells {
                    Cells::$width(cells) => Some(cells),
                    _ => None,
                }
            }

            fn of_mut(cells: &mut Cells) -> Option<&mut Aligned<Self>> {
                match cells {
                    Cells::$width(cells) => Some(cells),
                    _ => None,
                }
            }
        })+
    };
}

of_cells! {
    u8 = U8;
    u16 = U16;
    u32 = U32;
    i32 = I32;
    i64 = I64;
}
