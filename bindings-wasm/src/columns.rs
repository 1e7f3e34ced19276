//! Columns in the memory of the module: JavaScript fills them as typed arrays, a kernel works on them as slices, and JavaScript
//! reads what it wrote. Nothing crosses the border row by row.

use siyu::column::Cell;
use wasm_bindgen::prelude::wasm_bindgen;

/// The counts and columns of a batch, in the order of its table.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Batch {
    counts: Vec<usize>,
    columns: Vec<Option<Cells>>,
}

/// The cells of a column.
#[derive(Debug)]
pub(crate) enum Cells {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    I32(Vec<i32>),
    I64(Vec<i64>),
}

#[wasm_bindgen]
impl Batch {
    /// A batch without columns.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next count.
    pub fn count(&mut self, count: usize) {
        self.counts.push(count);
    }

    /// Adds the next column, of cells that are 0: -8, -32 and so on stand for signed ones. Tells where it begins in the
    /// memory of the module; 0 when there is no room for it.
    pub fn column(&mut self, bits: i32, length: usize) -> usize {
        let cells = match bits {
            8 => zeros(length).map(|cells| (address(&cells), Cells::U8(cells))),
            16 => zeros(length).map(|cells| (address(&cells), Cells::U16(cells))),
            32 => zeros(length).map(|cells| (address(&cells), Cells::U32(cells))),
            -32 => zeros(length).map(|cells| (address(&cells), Cells::I32(cells))),
            -64 => zeros(length).map(|cells| (address(&cells), Cells::I64(cells))),
            _ => None,
        };
        let (address, cells) = cells.unzip();
        self.columns.push(cells);
        address.unwrap_or(0)
    }

    /// Leaves out the next column.
    pub fn leave_out(&mut self) {
        self.columns.push(None);
    }

    pub(crate) fn taken(&mut self) -> Taken<'_> {
        Taken { counts: self.counts.iter(), columns: self.columns.iter_mut() }
    }
}

fn zeros<T: Cell>(length: usize) -> Option<Vec<T>> {
    let mut cells = Vec::new();
    cells.try_reserve_exact(length).ok()?;
    cells.resize(length, T::default());
    Some(cells)
}

fn address<T>(cells: &[T]) -> usize {
    cells.as_ptr() as usize
}

/// The counts and columns of a batch, taken one after the other.
pub(crate) struct Taken<'a> {
    counts: std::slice::Iter<'a, usize>,
    columns: std::slice::IterMut<'a, Option<Cells>>,
}

impl<'a> Taken<'a> {
    pub(crate) fn count(&mut self) -> usize {
        self.counts.next().copied().unwrap_or(0)
    }

    pub(crate) fn wanted<T: OfCells>(&mut self) -> Option<&'a mut [T]> {
        T::of(self.columns.next()?.as_mut()?)
    }

    pub(crate) fn optional<T: OfCells>(&mut self) -> Option<&'a [T]> {
        self.wanted().map(|cells| &*cells)
    }

    // A column that is not there is empty: the kernel says how long it should be.

    pub(crate) fn output<T: OfCells>(&mut self) -> &'a mut [T] {
        self.wanted().unwrap_or_default()
    }

    pub(crate) fn input<T: OfCells>(&mut self) -> &'a [T] {
        self.output()
    }
}

/// Cells of a width.
pub(crate) trait OfCells: Cell {
    /// The cells, if they are of this width.
    fn of(cells: &mut Cells) -> Option<&mut [Self]>;
}

macro_rules! of_cells {
    ($($cell:ty = $width:ident;)+) => {
        $(impl OfCells for $cell {
            fn of(cells: &mut Cells) -> Option<&mut [Self]> {
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
