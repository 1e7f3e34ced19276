//! What a kernel wrote, as Arrow: a struct with a child per column. A table is a list of fixed size in each row, days are dates, and a
//! cell that means nothing is null, as are those of a refused row but its code. Integers are not copied that lie in memory of
//! `siyu_memory_new`.

use std::ffi::{c_char, c_void};
use std::ptr;
use std::slice;
use std::sync::Arc;

use siyu::column::{Cell, Column, Direction, Kind};
use siyu::error::{Code, Error as Refusal};

use super::interface::{ArrowArray, ArrowArrayStream, ArrowSchema, Buffers};
use super::memory::{Block, Memory};
use crate::answer::{Failure, answer, free};
use crate::columns::KERNELS;
use crate::error::Error;
use crate::memory::{Batch, Kernel};
use crate::shape::width;
use crate::text;

/// The type of what a batch of an operation wrote: a struct with a child for each output that is not NULL and has as many rows as the
/// first output of the operation, in its order. `batch` is the operation's struct, as it was handed to its function. `unknown_operation` for an operation that does not
/// run over columns, `unknown_choice` for one that only adds to columns, such as "month_merge".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_schema(
    operation: *const c_char,
    operation_length: usize,
    batch: *const c_void,
    out: *mut *mut ArrowSchema,
    error: *mut *mut Error,
) -> i32 {
    let schema = || {
        // SAFETY: the caller keeps the conventions of the header.
        let written = unsafe { Written::read(operation, operation_length, batch) }?;
        Ok(written.schema())
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { answer(out, error, schema) }
}

/// The cells of what a batch of an operation wrote, of the type that `siyu_arrow_schema` tells. Columns that lie within `memory` are
/// not copied, and keep it; all others are, and `memory` may be NULL. Nothing may be written to `memory` any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_array(
    operation: *const c_char,
    operation_length: usize,
    batch: *const c_void,
    memory: *const Memory,
    out: *mut *mut ArrowArray,
    error: *mut *mut Error,
) -> i32 {
    let array = || {
        // SAFETY: the caller keeps the conventions of the header.
        let written = unsafe { Written::read(operation, operation_length, batch) }?;
        // SAFETY: the caller keeps the conventions of the header.
        let memory = unsafe { memory.as_ref() };
        // SAFETY: the caller keeps the conventions of the header.
        Ok(unsafe { written.array(memory) })
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { answer(out, error, array) }
}

/// The same as a stream of one array, with its type.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_stream(
    operation: *const c_char,
    operation_length: usize,
    batch: *const c_void,
    memory: *const Memory,
    out: *mut *mut ArrowArrayStream,
    error: *mut *mut Error,
) -> i32 {
    let stream = || {
        // SAFETY: the caller keeps the conventions of the header.
        let written = unsafe { Written::read(operation, operation_length, batch) }?;
        // SAFETY: the caller keeps the conventions of the header.
        let memory = unsafe { memory.as_ref() };
        // SAFETY: the caller keeps the conventions of the header.
        let array = unsafe { written.array(memory) };
        Ok(ArrowArrayStream::new(move || schema(&written.fields), array))
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { answer(out, error, stream) }
}

/// Frees a schema, which is released first unless it was moved elsewhere. Nothing happens for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_schema_free(schema: *mut ArrowSchema) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { free(schema) };
}

/// Frees an array, which is released first unless it was moved elsewhere. Nothing happens for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_array_free(array: *mut ArrowArray) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { free(array) };
}

/// Frees a stream, which is released first unless it was moved elsewhere. Nothing happens for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_stream_free(stream: *mut ArrowArrayStream) {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { free(stream) };
}

/// The operation over columns of a name.
pub(super) fn kernel(name: &str) -> Result<&'static Kernel, Failure> {
    let known = || KERNELS.iter().map(|kernel| kernel.name).collect::<Vec<_>>().join(", ");
    KERNELS.iter().copied().find(|kernel| kernel.name == name).ok_or_else(|| {
        Refusal::new(Code::UnknownOperation).found(name).allowed(known()).at("/operation").into()
    })
}

/// Whether an operation writes a column or adds to it.
fn is_written(column: &Column) -> bool {
    column.direction != Direction::Input
}

/// The counts of rows of what an operation writes or adds to, in the order of its columns.
pub(super) fn lengths(kernel: &'static Kernel) -> Vec<&'static str> {
    let written = kernel.layout.columns.iter().filter(|column| is_written(column));
    let mut counts: Vec<&'static str> = Vec::new();
    for count in written.filter_map(|column| column.length.first().copied()) {
        if !counts.contains(&count) {
            counts.push(count);
        }
    }
    counts
}

/// A column that was written.
struct Field {
    column: &'static Column,
    start: *const u8,
    cells: usize,
    /// Of a table: how many cells each row has.
    list: Option<usize>,
}

// SAFETY: an address that nobody reads through while it is shared; only the type is told from it.
unsafe impl Send for Field {}

/// What a kernel wrote.
pub(super) struct Written {
    rows: usize,
    fields: Vec<Field>,
}

impl Written {
    /// # Safety
    /// As the functions above ask of their callers.
    unsafe fn read(name: *const c_char, length: usize, batch: *const c_void) -> Result<Self, Failure> {
        // SAFETY: as the caller vouches.
        let mut own = Batch::new(kernel(unsafe { text::read(name, length) }?)?);
        // SAFETY: as the caller vouches.
        unsafe { own.read(batch.cast()) }?;
        Self::of(&own)
    }

    /// The outputs that have as many rows as the first of them.
    pub(super) fn of(batch: &Batch) -> Result<Self, Failure> {
        let kernel = batch.kernel();
        let is_output = |column: &Column| column.direction == Direction::Output;
        let first = kernel.layout.columns.iter().find(|column| is_output(column));
        let Some(count) = first.and_then(|column| column.length.first()) else {
            let error = Refusal::new(Code::UnknownChoice).found(kernel.name);
            return Err(error.allowed("an operation with outputs").at("/operation").into());
        };
        Self::table(batch, count, is_output)
    }

    /// All that is written or added to, a table for each of [`lengths`].
    pub(super) fn tables(batch: &Batch) -> Result<Vec<Self>, Failure> {
        let counts = lengths(batch.kernel()).into_iter();
        counts.map(|count| Self::table(batch, count, is_written)).collect()
    }

    /// The columns of a kind that have so many rows.
    fn table(batch: &Batch, count: &str, is_meant: impl Fn(&Column) -> bool) -> Result<Self, Failure> {
        let columns = batch.kernel().layout.columns.iter().enumerate();
        let field = |(place, column): (usize, &'static Column)| {
            let row = column.length.get(1..).unwrap_or_default();
            let list = row.iter().fold(1_usize, |cells, count| cells.saturating_mul(batch.count_of(count)));
            let cells = batch.length(place)?;
            let list = (!row.is_empty()).then_some(list);
            Ok(Field { column, start: batch.column(place), cells, list })
        };
        let there = columns.filter(|(place, column)| {
            is_meant(column) && column.length.first() == Some(&count) && !batch.column(*place).is_null()
        });
        let fields = there.map(field).collect::<Result<_, Failure>>()?;
        Ok(Self { rows: batch.count_of(count), fields })
    }

    pub(super) fn schema(&self) -> ArrowSchema {
        schema(&self.fields)
    }

    /// # Safety
    /// The cells can be read: a kernel wrote them. Those in `memory` are never written any more.
    pub(super) unsafe fn array(&self, memory: Option<&Memory>) -> ArrowArray {
        let codes = self.fields.iter().find(|field| field.is_code());
        // SAFETY: as the caller vouches.
        let codes = codes.map(|field| unsafe { field.codes() }).unwrap_or_default();
        // SAFETY: as the caller vouches.
        let child = |field: &Field| unsafe { field.array(memory, self.rows, &codes) };
        ArrowArray::new(self.rows, EMPTY, self.fields.iter().map(child).collect())
    }
}

/// Of what has no cells of its own, and is never null.
const EMPTY: Buffers = Buffers { valid: None, null_count: 0, cells: None };

fn schema(fields: &[Field]) -> ArrowSchema {
    ArrowSchema::new("+s", "", fields.iter().map(Field::schema).collect())
}

impl Field {
    fn schema(&self) -> ArrowSchema {
        let (name, format) = (self.column.name, format(self.column));
        match self.list {
            None => ArrowSchema::new(format, name, Vec::new()),
            Some(cells) => {
                let item = ArrowSchema::new(format, "item", Vec::new());
                ArrowSchema::new(&format!("+w:{cells}"), name, vec![item])
            }
        }
    }

    fn is_code(&self) -> bool {
        self.column.name == "code"
    }

    /// The codes of all rows; none if no row is refused.
    ///
    /// # Safety
    /// As for [`Written::array`], of the column `code`.
    unsafe fn codes(&self) -> Vec<u16> {
        let mut codes = vec![0_u16; self.cells];
        // SAFETY: as the caller vouches; ours is as long, and is not theirs.
        unsafe {
            ptr::copy_nonoverlapping(self.start, codes.as_mut_ptr().cast(), size_of_val(codes.as_slice()))
        };
        if codes.iter().all(|code| *code == 0) { Vec::new() } else { codes }
    }

    /// # Safety
    /// As for [`Written::array`].
    unsafe fn array(&self, memory: Option<&Memory>, rows: usize, codes: &[u16]) -> ArrowArray {
        let codes = if self.is_code() { &[] } else { codes };
        // SAFETY: as the caller vouches.
        let (start, block) = unsafe { self.lasting(memory) };
        let valid = match self.column.kind {
            Kind::U8 => valid::<u8>,
            Kind::U16 => valid::<u16>,
            Kind::U32 => valid::<u32>,
            Kind::I32 => valid::<i32>,
            Kind::I64 => valid::<i64>,
        };
        let is_list = self.list.is_some();
        // SAFETY: as the caller vouches; what is lasting is aligned.
        let own = unsafe { valid(start, self.cells, if is_list { &[] } else { codes }) };
        let cells =
            ArrowArray::new(self.cells, Buffers { cells: Some((start.cast(), block)), ..own }, Vec::new());
        if is_list {
            ArrowArray::new(rows, bits(rows, |row| is_kept(codes, row)), vec![cells])
        } else {
            cells
        }
    }

    /// Where the cells lie as long as the block is there: where they are, or in a copy.
    ///
    /// # Safety
    /// As for [`Written::array`].
    unsafe fn lasting(&self, memory: Option<&Memory>) -> (*const u8, Arc<Block>) {
        let (start, width) = (self.start.addr(), width(self.column.kind));
        let bytes = self.cells.saturating_mul(width);
        let is_inside = |span: std::ops::Range<usize>| {
            start.is_multiple_of(width) && start >= span.start && start.saturating_add(bytes) <= span.end
        };
        if let Some(memory) = memory.filter(|memory| is_inside(memory.0.span())) {
            return (self.start, Arc::clone(&memory.0));
        }
        let block = Block::new(bytes);
        // SAFETY: readable as the caller vouches; ours is as long, and is not theirs.
        unsafe { ptr::copy_nonoverlapping(self.start, block.start(), bytes) };
        (block.start(), block)
    }
}

/// The format of a column in Arrow's words. Days are dates: what `_day` says in the name of every column of days.
pub(super) fn format(column: &Column) -> &'static str {
    match column.kind {
        Kind::U8 => "C",
        Kind::U16 => "S",
        Kind::U32 => "I",
        Kind::I32 if column.name.ends_with("_day") => "tdD",
        Kind::I32 => "i",
        Kind::I64 => "l",
    }
}

/// Which cells mean something, in rows that are not refused.
///
/// # Safety
/// So many cells can be read there, and they are aligned.
unsafe fn valid<T: Cell>(start: *const u8, cells: usize, codes: &[u16]) -> Buffers {
    // SAFETY: as the caller vouches.
    let cells: &[T] = unsafe { slice::from_raw_parts(start.cast(), cells) };
    if codes.is_empty() && !cells.contains(&T::NONE) {
        return EMPTY;
    }
    bits(cells.len(), |place| cells.get(place) != Some(&T::NONE) && is_kept(codes, place))
}

/// Whether a row is not refused.
fn is_kept(codes: &[u16], row: usize) -> bool {
    codes.get(row).is_none_or(|code| *code == 0)
}

/// A bit for each that is not null, and how many are; no bits where none is.
fn bits(count: usize, is_valid: impl Fn(usize) -> bool) -> Buffers {
    let null_count = (0..count).filter(|place| !is_valid(*place)).count();
    let mut bits = vec![0_u8; if null_count > 0 { count.div_ceil(8) } else { 0 }];
    for (first, byte) in (0..count).step_by(8).zip(&mut bits) {
        let places = (first..count).take(8);
        *byte = places.rev().fold(0, |byte, place| byte.wrapping_shl(1) | u8::from(is_valid(place)));
    }
    Buffers { valid: (null_count > 0).then_some(bits), null_count, cells: None }
}
