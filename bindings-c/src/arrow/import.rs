//! Operations over Arrow's arrays: columns are found by their names, and run where they lie unless a cell is null.

use std::ffi::c_char;
use std::ptr;
use std::slice;
use std::sync::Arc;

use siyu::column::{Cell, Column, Direction, Kind};
use siyu::error::{Code, Error as Refusal};

use super::export::{Written, format, kernel, lengths};
use super::interface::{ArrowArray, ArrowSchema};
use super::memory::{Block, Memory};
use super::table::{Table, natural, words};
use crate::answer::{Failure, count, put};
use crate::error::Error;
use crate::memory::{Batch, Kernel, run_batch};
use crate::rulebook::Rulebook;
use crate::shape::width;
use crate::text;

/// Runs an operation over columns of Arrow's, and gives all that it tells as such: an array `out` and its `schema`, which are the
/// caller's.
///
/// There are `tables` struct arrays with their schemas, one for each length of columns: most operations need one, `commission_clawback`
/// a second one for `part_role`. A child is the column of its name, of its type (days also `date32`), and of a table of cells a
/// list of fixed size; null means nothing. A child of another name is refused (`unknown_field`), one of another type (`wrong_type`),
/// and one that is shorter than its table (`list_length`). Nothing of them is kept, and they stay the caller's.
///
/// In the result all but the code of a refused row is null. `refused`, unless NULL, tells how many rows are. An operation
/// that adds to columns, such as "month_absorb", is refused (`unknown_choice`): `siyu_arrow_tables` runs it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_columns(
    rulebook: *const Rulebook,
    operation: *const c_char,
    operation_length: usize,
    tables: usize,
    arrays: *const *const ArrowArray,
    schemas: *const *const ArrowSchema,
    out: *mut *mut ArrowArray,
    schema: *mut *mut ArrowSchema,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    let places = Places { out, schema, many: 1 };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { places.clear() };
    let run = |rules: &siyu::Rulebook| {
        // SAFETY: the caller keeps the conventions of the header.
        let kernel = kernel(unsafe { text::read(operation, operation_length) }?)?;
        let is_added = |column: &Column| column.direction == Direction::Update && !column.is_optional;
        if kernel.layout.columns.iter().any(is_added) {
            let error = Refusal::new(Code::UnknownChoice).found(kernel.name);
            return Err(error
                .allowed("those that add to no columns (siyu_arrow_tables runs all)")
                .at("/operation")
                .into());
        }
        places.check()?;
        let mut given = Given::new(kernel, is_read);
        // SAFETY: the caller keeps the conventions of the header.
        let (memory, refused) = unsafe { given.run(rules, tables, arrays, schemas) }?;
        let written = [Written::of(&given.batch)?];
        // SAFETY: the kernel wrote it, and nobody else has the memory; as the caller vouches.
        unsafe { places.fill(&written, &memory) };
        Ok(refused)
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { count(rulebook, refused, error, run) }
}

/// Runs any operation over columns of Arrow's, also one that adds to columns: these go in like all others, stay as they are, and come
/// out as new ones, with what was added. So a month's orders are absorbed chunk by chunk: what one call gives the next one takes.
///
/// Tables go in as for `siyu_arrow_columns`, also several of one length, so that what came out can go in as it is. There are `results`
/// places in `out` and in `schema`, for one struct array for each length of what is written or added to: of "month_absorb" first that of
/// the sellers' sums (`agents`), then `suppliers`, `totals`, and the codes (`rows`); each operation's in the order in which its struct
/// has them. Where nothing of a length is there it has no children. Too few places are refused (`count_out_of_range`), and
/// further ones are NULL. In sums null is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_arrow_tables(
    rulebook: *const Rulebook,
    operation: *const c_char,
    operation_length: usize,
    tables: usize,
    arrays: *const *const ArrowArray,
    schemas: *const *const ArrowSchema,
    results: usize,
    out: *mut *mut ArrowArray,
    schema: *mut *mut ArrowSchema,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    let places = Places { out, schema, many: results };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { places.clear() };
    let run = |rules: &siyu::Rulebook| {
        // SAFETY: the caller keeps the conventions of the header.
        let kernel = kernel(unsafe { text::read(operation, operation_length) }?)?;
        places.check()?;
        let needed = lengths(kernel).len();
        if results < needed {
            let error = Refusal::new(Code::CountOutOfRange).found(results).allowed(format!("≥ {needed}"));
            return Err(error.at("/results").into());
        }
        let mut given = Given::new(kernel, is_read_or_added_to);
        // SAFETY: the caller keeps the conventions of the header.
        let (memory, refused) = unsafe { given.run(rules, tables, arrays, schemas) }?;
        let written = Written::tables(&given.batch)?;
        // SAFETY: the kernel wrote it, and nobody else has the memory; as the caller vouches.
        unsafe { places.fill(&written, &memory) };
        Ok(refused)
    };
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { count(rulebook, refused, error, run) }
}

/// Where results go: each so many places.
#[derive(Clone, Copy)]
struct Places {
    out: *mut *mut ArrowArray,
    schema: *mut *mut ArrowSchema,
    many: usize,
}

impl Places {
    /// # Safety
    /// Both are NULL or so many places that can be written.
    unsafe fn clear(self) {
        for place in 0..self.many {
            if !self.out.is_null() {
                // SAFETY: as the caller vouches.
                unsafe { put(self.out.wrapping_add(place), ptr::null_mut()) };
            }
            if !self.schema.is_null() {
                // SAFETY: as the caller vouches.
                unsafe { put(self.schema.wrapping_add(place), ptr::null_mut()) };
            }
        }
    }

    fn check(self) -> Result<(), Failure> {
        if self.out.is_null() || self.schema.is_null() { Err(Failure::NullArgument) } else { Ok(()) }
    }

    /// # Safety
    /// There are as many places, which can be written; and as for [`Written::array`].
    unsafe fn fill(self, written: &[Written], memory: &Memory) {
        for (place, table) in written.iter().enumerate() {
            // SAFETY: as the caller vouches.
            let array = Box::new(unsafe { table.array(Some(memory)) });
            // SAFETY: as the caller vouches.
            unsafe { put(self.out.wrapping_add(place), Box::into_raw(array)) };
            // SAFETY: as the caller vouches.
            unsafe { put(self.schema.wrapping_add(place), Box::into_raw(Box::new(table.schema()))) };
        }
    }
}

/// What an operation is given.
struct Given {
    kernel: &'static Kernel,
    /// Whether a column may go in.
    takes: fn(&Column) -> bool,
    batch: Batch,
    /// Of each count, once a column tells it.
    counts: Vec<Option<usize>>,
    /// Of each column: how many cells each row has.
    lists: Vec<Option<usize>>,
    /// Columns with nulls, in which these mean nothing.
    filled: Vec<Arc<Block>>,
}

impl Given {
    fn new(kernel: &'static Kernel, takes: fn(&Column) -> bool) -> Self {
        let layout = &kernel.layout;
        Self {
            kernel,
            takes,
            batch: Batch::new(kernel),
            counts: vec![None; layout.counts.len()],
            lists: vec![None; layout.columns.len()],
            filled: Vec::new(),
        }
    }

    /// Takes tables and runs the kernel: what it wrote, and how many rows it refuses.
    ///
    /// # Safety
    /// `arrays` and `schemas` are each NULL or so many addresses, which are NULL or those of structs as Arrow says.
    unsafe fn run(
        &mut self,
        rules: &siyu::Rulebook,
        tables: usize,
        arrays: *const *const ArrowArray,
        schemas: *const *const ArrowSchema,
    ) -> Result<(Memory, usize), Failure> {
        if tables > 0 && (arrays.is_null() || schemas.is_null()) {
            return Err(Failure::NullArgument);
        }
        for table in 0..tables {
            // SAFETY: as the caller vouches.
            let found = unsafe { Table::at(arrays.wrapping_add(table), schemas.wrapping_add(table)) };
            // SAFETY: as the caller vouches.
            unsafe { self.take_table(found.ok_or(Failure::NullArgument)?, table) }?;
        }
        // SAFETY: what was taken is as long as the counts say.
        let memory = unsafe { self.outputs() }?;
        // SAFETY: what was given is as long as the counts say, and so is what was made.
        let refused = unsafe { run_batch(rules, &mut self.batch.clone()) }?;
        Ok((memory, refused))
    }

    /// # Safety
    /// The structs are as Arrow says.
    unsafe fn take_table(&mut self, table: Table<'_>, number: usize) -> Result<(), Failure> {
        // SAFETY: as the caller vouches.
        let format = unsafe { table.format() };
        if format != "+s" || table.array.n_children != table.schema.n_children {
            let error = Refusal::new(Code::WrongType).found(format).allowed("a struct");
            return Err(error.at(format!("/tables/{number}")).into());
        }
        for place in 0..natural(table.array.n_children) {
            // SAFETY: as the caller vouches.
            let child = unsafe { table.child(place) }.ok_or(Failure::NullArgument)?;
            // SAFETY: as the caller vouches.
            unsafe { self.take(table, child) }?;
        }
        Ok(())
    }

    /// # Safety
    /// The structs are as Arrow says.
    unsafe fn take(&mut self, table: Table<'_>, child: Table<'_>) -> Result<(), Failure> {
        // SAFETY: as the caller vouches.
        let name = unsafe { words(child.schema.name) };
        let inputs =
            || self.kernel.layout.columns.iter().enumerate().filter(|(_, column)| (self.takes)(column));
        let Some((place, column)) = inputs().find(|(_, column)| column.name == name) else {
            let names: Vec<&str> = inputs().map(|(_, column)| column.name).collect();
            let error = Refusal::new(Code::UnknownField).found(name).with("allowed", names.join(", "));
            return Err(error.at(format!("/{name}")).into());
        };
        if !self.batch.column(place).is_null() {
            let error = Refusal::new(Code::DuplicateField).found(name).allowed(1_u8);
            return Err(error.at(format!("/{name}")).into());
        }
        // SAFETY: as the caller vouches.
        let (cells, list) = unsafe { cells_of(column, child) }?;
        let rows = natural(table.array.length);
        self.tell(column, column.length.first(), rows)?;
        if let Some(own) = self.lists.get_mut(place) {
            *own = list;
        }
        // SAFETY: as the caller vouches.
        let start = unsafe { self.start(column, [table, child, cells], rows, list) }?;
        self.batch.set_column(place, start);
        Ok(())
    }

    /// Sets a count that a column tells, unless another one told otherwise.
    fn tell(&mut self, column: &Column, name: Option<&&str>, number: usize) -> Result<(), Failure> {
        let place = self.kernel.layout.counts.iter().position(|count| Some(&count.name) == name);
        let Some((place, known)) = place.and_then(|place| Some((place, self.counts.get_mut(place)?))) else {
            return Ok(());
        };
        let known = *known.get_or_insert(number);
        if known != number {
            let error = Refusal::new(Code::ListLength).found(number).allowed(known);
            return Err(error.at(format!("/{}", column.name)).into());
        }
        self.batch.set_count(place, number);
        Ok(())
    }

    /// Where the cells of some rows lie, or a copy of them in which null means nothing. From the outermost to the cells themselves,
    /// `layers` are the table, the column, and the cells: of a list its items.
    ///
    /// # Safety
    /// The structs are as Arrow says.
    unsafe fn start(
        &mut self,
        column: &Column,
        layers: [Table<'_>; 3],
        rows: usize,
        list: Option<usize>,
    ) -> Result<*mut u8, Failure> {
        let [table, child, cells] = layers;
        let each = list.unwrap_or(1);
        // A struct's offset is one of its children, and a list's one of so many of its items.
        let first_row = natural(table.array.offset);
        let row_of_list = if list.is_some() { natural(child.array.offset) } else { 0 };
        let first = first_row.saturating_add(row_of_list).saturating_mul(each);
        let last_row = first_row.saturating_add(rows);
        check_length(column, child, last_row)?;
        if list.is_some() {
            check_length(column, cells, last_row.saturating_add(row_of_list).saturating_mul(each))?;
        }
        // SAFETY: as the caller vouches.
        let values = unsafe { cells.buffer(1) };
        let count = rows.saturating_mul(each);
        if values.is_null() && count > 0 {
            return Err(Failure::NullArgument);
        }
        if values.is_null() {
            // A column without cells is there all the same.
            return Ok(ptr::dangling_mut::<u64>().cast());
        }
        let width = width(column.kind);
        let bytes = first.saturating_add(natural(cells.array.offset)).saturating_mul(width);
        let start = values.wrapping_add(bytes);
        let has_nulls = layers.iter().any(|layer| {
            // SAFETY: as the caller vouches.
            unsafe { layer.may_have_nulls() }
        });
        if !has_nulls {
            return Ok(start.cast_mut());
        }
        let is_nothing = |cell: usize| {
            let row = cell.checked_div(each).unwrap_or(0);
            let of_child = if list.is_some() { row.saturating_add(first_row) } else { usize::MAX };
            // SAFETY: as the caller vouches.
            let is_row = unsafe { table.is_null(row) };
            // SAFETY: as the caller vouches.
            let is_list = list.is_some() && unsafe { child.is_null(of_child) };
            // SAFETY: as the caller vouches.
            is_row || is_list || unsafe { cells.is_null(first.saturating_add(cell)) }
        };
        let block = Block::new(count.saturating_mul(width));
        let into = block.start();
        let is_sum = column.direction == Direction::Update;
        let fill = match column.kind {
            Kind::U8 => fill::<u8>,
            Kind::U16 => fill::<u16>,
            Kind::U32 => fill::<u32>,
            Kind::I32 => fill::<i32>,
            Kind::I64 => fill::<i64>,
        };
        // SAFETY: as the caller vouches; the block is so long.
        unsafe { fill(start, into, count, is_sum, &is_nothing) };
        self.filled.push(block);
        Ok(into)
    }
}

impl Given {
    /// Sets the counts that lists tell, checks them, and makes room for what the kernel writes; what it adds to is copied there.
    ///
    /// # Safety
    /// The columns that were taken can be read.
    unsafe fn outputs(&mut self) -> Result<Memory, Failure> {
        self.tell_lists()?;
        let mut places = Vec::new();
        let mut size = 0_usize;
        let columns = self.kernel.layout.columns.iter().zip(&self.kernel.shapes).enumerate();
        for (place, (column, shape)) in columns {
            let is_known = column.length.iter().all(|name| self.known(name).is_some());
            let is_made = match column.direction {
                Direction::Input => false,
                Direction::Output => is_known || !column.is_optional,
                Direction::Update => !self.batch.column(place).is_null(),
            };
            if is_made {
                let bytes = self.batch.cells(place, shape)?.saturating_mul(width(column.kind));
                places.push((place, size, bytes));
                size = size.saturating_add(bytes.checked_next_multiple_of(LINE).unwrap_or(usize::MAX));
            }
        }
        let memory = Memory::new(size)?;
        for (place, from, bytes) in places {
            let (theirs, ours) = (self.batch.column(place), memory.0.start().wrapping_add(from));
            if !theirs.is_null() {
                // SAFETY: readable as the caller vouches; ours is as long, and is not theirs.
                unsafe { ptr::copy_nonoverlapping(theirs, ours, bytes) };
            }
            self.batch.set_column(place, ours);
        }
        Ok(memory)
    }

    fn known(&self, name: &str) -> Option<usize> {
        let place = self.kernel.layout.counts.iter().position(|count| count.name == name)?;
        self.counts.get(place).copied().flatten()
    }

    /// Of the cells in a row of a table the size of its list tells the one count that is not known.
    fn tell_lists(&mut self) -> Result<(), Failure> {
        let tables = || self.kernel.layout.columns.iter().zip(&self.lists);
        let lists: Vec<(&Column, usize)> =
            tables().filter_map(|(column, list)| Some((column, (*list)?))).collect();
        // One count told may tell the next.
        for _ in self.kernel.layout.counts {
            for (column, list) in &lists {
                let inner = column.length.get(1..).unwrap_or_default();
                let unknown: Vec<&&str> = inner.iter().filter(|name| self.known(name).is_none()).collect();
                let others = inner.iter().filter_map(|name| self.known(name));
                let others = others.fold(1_usize, usize::saturating_mul);
                if let ([only], Some(number)) = (unknown.as_slice(), list.checked_div(others)) {
                    self.tell(column, Some(only), number)?;
                }
            }
        }
        for (column, list) in lists {
            let inner = column.length.get(1..).unwrap_or_default();
            let needed =
                inner.iter().fold(1_usize, |cells, name| cells.saturating_mul(self.known(name).unwrap_or(0)));
            if needed != list {
                let error = Refusal::new(Code::ListLength).found(list).allowed(needed);
                return Err(error.at(format!("/{}", column.name)).into());
            }
        }
        Ok(())
    }
}

/// In bytes: where each column that is made begins.
const LINE: usize = 64;

/// Whether an operation reads a column: Arrow's memory is not written to.
fn is_read(column: &Column) -> bool {
    column.direction == Direction::Input
}

fn is_read_or_added_to(column: &Column) -> bool {
    column.direction != Direction::Output
}

/// Refuses what ends before so many cells from its own offset on.
fn check_length(column: &Column, found: Table<'_>, needed: usize) -> Result<(), Failure> {
    let length = natural(found.array.length);
    if length >= needed {
        return Ok(());
    }
    let error = Refusal::new(Code::ListLength).found(length).allowed(format!("≥ {needed}"));
    Err(error.at(format!("/{}", column.name)).into())
}

/// The cells of a column, and of a table how many are in each row.
///
/// # Safety
/// The structs are as Arrow says.
unsafe fn cells_of<'a>(column: &Column, child: Table<'a>) -> Result<(Table<'a>, Option<usize>), Failure> {
    // SAFETY: as the caller vouches.
    let outer = unsafe { child.format() };
    let is_table = column.length.len() > 1;
    let list: Option<usize> = outer.strip_prefix("+w:").and_then(|cells| cells.parse().ok());
    // SAFETY: as the caller vouches.
    let first = unsafe { child.child(0) };
    let cells = if is_table { first.filter(|_| list.is_some()) } else { Some(child) };
    // SAFETY: as the caller vouches.
    let found = cells.map(|cells| (cells, unsafe { cells.format() }));
    let is_type =
        |found: &str| found == format(column) || (column.kind == Kind::I32 && matches!(found, "i" | "tdD"));
    match found {
        Some((cells, found))
            if is_type(found) && cells.schema.dictionary.is_null() && cells.array.n_buffers == 2 =>
        {
            Ok((cells, list.filter(|_| is_table)))
        }
        _ => {
            let own = format(column);
            let allowed = if is_table { format!("+w:… of {own}") } else { own.to_owned() };
            let error = Refusal::new(Code::WrongType).found(outer).allowed(allowed);
            Err(error.at(format!("/{}", column.name)).into())
        }
    }
}

/// Copies cells, and what means nothing where there is none: in a sum that is 0.
///
/// # Safety
/// So many cells can be read there, aligned or not, and written here.
unsafe fn fill<T: Cell>(
    from: *const u8,
    into: *mut u8,
    cells: usize,
    is_sum: bool,
    is_nothing: &dyn Fn(usize) -> bool,
) {
    // SAFETY: as the caller vouches; ours is no one else's.
    unsafe { ptr::copy_nonoverlapping(from, into, cells.saturating_mul(size_of::<T>())) };
    // SAFETY: just written, and aligned as every block is.
    let cells: &mut [T] = unsafe { slice::from_raw_parts_mut(into.cast(), cells) };
    for (place, cell) in cells.iter_mut().enumerate() {
        if is_nothing(place) {
            *cell = if is_sum { T::default() } else { T::NONE };
        }
    }
}
