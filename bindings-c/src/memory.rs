//! Columns in the caller's memory. What is written may be uninitialised, and may be read only where the caller vouches for what
//! lies there. A kernel has every column as a slice of its own: what is not aligned, and what is written and shares memory with
//! another column, lies in memory of ours while the kernel runs.

use std::mem::{MaybeUninit, size_of};
use std::ptr::{self, NonNull};

use siyu::column::{Cell, Layout, Memory, Output, Source};
use siyu::error::{Code, Error as Refusal};

use crate::answer::{self, Failure};
use crate::error::Error;
use crate::rulebook::Rulebook;
use crate::shape::{FIELD, MOST_FIELDS, Shape, Shapes, fields};

/// An operation over columns.
pub(crate) struct Kernel {
    /// Its name.
    #[cfg_attr(not(feature = "arrow"), expect(dead_code, reason = "functions of C have it in theirs"))]
    pub(crate) name: &'static str,
    /// What its batch is made of: the struct of C holds its size, then the counts, then the columns.
    pub(crate) layout: Layout,
    /// The same without names.
    pub(crate) shapes: Shapes,
    /// Runs it, and tells how many rows it refuses.
    pub(crate) run: fn(&siyu::Rulebook, Sound<'_>) -> Result<usize, Refusal>,
}

/// The memory of whoever calls from C.
pub(crate) struct Lent<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> Memory for Lent<'a> {
    type Input<T: Cell> = &'a [T];
    type Output<T: Cell> = Written<'a, T>;
}

/// A column that is written, and read where it holds something: the caller vouches for a column that is added to, and a kernel reads
/// no other before it wrote.
#[derive(Default)]
pub(crate) struct Written<'a, T>(&'a mut [MaybeUninit<T>]);

impl<T: Cell> Output<T> for Written<'_, T> {
    #[inline]
    fn length(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn at(&self, place: usize) -> T {
        match self.0.get(place) {
            None => T::NONE,
            // SAFETY: it holds something, as the type says.
            Some(cell) => unsafe { cell.assume_init() },
        }
    }

    #[inline]
    fn put(&mut self, place: usize, value: T) {
        if let Some(cell) = self.0.get_mut(place) {
            cell.write(value);
        }
    }

    #[inline]
    fn write(&mut self, from: usize, values: &[T]) {
        let rest = self.0.get_mut(from..).unwrap_or_default();
        let cells = rest.len().min(values.len());
        if let (Some(rest), Some(values)) = (rest.get_mut(..cells), values.get(..cells)) {
            rest.write_copy_of_slice(values);
        }
    }

    #[inline]
    fn change<const N: usize>(&mut self, row: usize, change: impl FnOnce(&mut [T; N])) -> bool {
        let (rows, _) = self.0.as_chunks_mut::<N>();
        match rows.get_mut(row) {
            Some(cells) => {
                // SAFETY: they hold something, as the type says.
                change(unsafe { &mut *ptr::from_mut(cells).cast::<[T; N]>() });
                true
            }
            None => false,
        }
    }
}

/// The longest struct that can be meant: beyond it the size was never set.
const MOST_BYTES: usize = 4096;

/// A batch as C has it: counts, and the addresses of columns.
#[derive(Clone, Copy)]
pub(crate) struct Batch {
    kernel: &'static Kernel,
    /// As wide as its fields, all of which are as wide as an address. The size comes first.
    fields: [*mut u8; MOST_FIELDS],
}

impl Batch {
    /// No rows and no columns.
    pub(crate) fn new(kernel: &'static Kernel) -> Self {
        Self { kernel, fields: [ptr::null_mut(); MOST_FIELDS] }
    }

    /// Reads a struct that may come from a program built for an older or a newer header.
    ///
    /// # Safety
    /// `batch` is NULL, or so many bytes as its first field says can be read.
    #[inline]
    pub(crate) unsafe fn read(&mut self, batch: *const u8) -> Result<(), Failure> {
        if batch.is_null() {
            return Err(Failure::NullArgument);
        }
        // SAFETY: readable as the caller vouches: the size is the first field.
        let size = unsafe { batch.cast::<usize>().read_unaligned() };
        let own = self.size();
        if !(FIELD..=MOST_BYTES).contains(&size) {
            return Err(wrong_size(size, own));
        }
        // SAFETY: no longer than either of the two, of which one is ours.
        unsafe { ptr::copy_nonoverlapping(batch, self.fields.as_mut_ptr().cast(), size.min(own)) };
        for place in own..size {
            // SAFETY: within the size that the caller vouches for.
            let byte = unsafe { batch.add(place) };
            // SAFETY: readable as the caller vouches.
            if unsafe { byte.read() } != 0 {
                // A newer program asks for what this library does not know: doing less silently would be wrong.
                return Err(wrong_size(size, own));
            }
        }
        Ok(())
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn kernel(&self) -> &'static Kernel {
        self.kernel
    }

    /// How long the struct is in bytes.
    fn size(&self) -> usize {
        fields(&self.kernel.layout).saturating_mul(FIELD)
    }

    #[cfg(feature = "arrow")]
    fn count(&self, place: usize) -> usize {
        self.fields.get(place.saturating_add(1)).map_or(0, |field| field.addr())
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn set_count(&mut self, place: usize, count: usize) {
        if let Some(field) = self.fields.get_mut(place.saturating_add(1)) {
            *field = ptr::without_provenance_mut(count);
        }
    }

    /// The addresses of all columns.
    #[inline]
    fn columns(&self) -> &[*mut u8] {
        let (first, many) = (self.place_of(0), self.kernel.layout.columns.len());
        self.fields.get(first..first.saturating_add(many)).unwrap_or_default()
    }

    /// The address of a column by its place in the layout: NULL if it is left out.
    pub(crate) fn column(&self, place: usize) -> *mut u8 {
        self.fields.get(self.place_of(place)).copied().unwrap_or_default()
    }

    pub(crate) fn set_column(&mut self, place: usize, address: *mut u8) {
        let place = self.place_of(place);
        if let Some(field) = self.fields.get_mut(place) {
            *field = address;
        }
    }

    fn place_of(&self, column: usize) -> usize {
        column.saturating_add(1).saturating_add(self.kernel.layout.counts.len())
    }

    /// The count of a name.
    #[cfg(feature = "arrow")]
    pub(crate) fn count_of(&self, name: &str) -> usize {
        let place = self.kernel.layout.counts.iter().position(|count| count.name == name);
        place.map_or(0, |place| self.count(place))
    }

    /// How many cells a column has; one that is left out has none.
    #[cfg(feature = "arrow")]
    pub(crate) fn length(&self, place: usize) -> Result<usize, Failure> {
        match self.kernel.shapes.get(place) {
            Some(shape) if !self.column(place).is_null() => self.cells(place, shape),
            _ => Ok(0),
        }
    }

    /// How many cells a column has if it is there. No memory is as long as a product beyond `isize::MAX` bytes.
    #[inline]
    pub(crate) fn cells(&self, place: usize, shape: &Shape) -> Result<usize, Failure> {
        let mut product = Some(1_usize);
        for field in shape.counts.iter().take_while(|field| **field > 0) {
            product = product.and_then(|product| product.checked_mul(self.fields.get(*field)?.addr()));
        }
        let is_memory = |cells: &usize| {
            cells
                .checked_mul(usize::from(shape.width))
                .is_some_and(|bytes| bytes <= isize::MAX.unsigned_abs())
        };
        product.filter(is_memory).ok_or_else(|| self.too_long(place, shape))
    }

    #[cold]
    fn too_long(&self, place: usize, shape: &Shape) -> Failure {
        let column = self.kernel.layout.columns.get(place);
        let counts = shape.counts.iter().take_while(|field| **field > 0);
        let counts = counts.filter_map(|field| self.fields.get(*field));
        let found = counts.map(|count| count.addr().to_string()).collect::<Vec<_>>().join(" × ");
        let most = isize::MAX.unsigned_abs().checked_div(usize::from(shape.width)).unwrap_or(0);
        let error = Refusal::new(Code::ListLength).found(found).allowed(format!("≤ {most}"));
        error.at(format!("/{}", column.map_or("", |column| column.name))).into()
    }
}

#[cold]
fn wrong_size(size: usize, own: usize) -> Failure {
    Refusal::new(Code::CountOutOfRange).found(size).allowed(own).at("/size").into()
}

/// Runs a kernel over a struct of C.
///
/// # Safety
/// Of `rulebook`, `refused` and `error` as for [`answer::count`]. `batch` is NULL, or so many bytes as its first field says can be
/// read; its columns are NULL or as long as its counts say, and can be read or written until the kernel ends.
pub(crate) unsafe fn run<Struct>(
    kernel: &'static Kernel,
    rulebook: *const Rulebook,
    batch: *const Struct,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    let run = |rules: &siyu::Rulebook| {
        let mut own = Batch::new(kernel);
        // SAFETY: as the caller vouches.
        unsafe { own.read(batch.cast()) }?;
        // SAFETY: as the caller vouches.
        unsafe { run_batch(rules, &mut own) }
    };
    // SAFETY: as the caller vouches.
    unsafe { answer::count(rulebook, refused, error, run) }
}

/// Runs the kernel of a batch over it, and tells how many rows it refuses. Afterwards the addresses in the batch are good for nothing.
///
/// # Safety
/// The columns are NULL or as long as the counts say, and can be read or written until the kernel ends.
pub(crate) unsafe fn run_batch(rules: &siyu::Rulebook, batch: &mut Batch) -> Result<usize, Failure> {
    let mut spans = Spans::new();
    spans.measure(batch)?;
    let aside = if spans.can_be_slices() {
        Vec::new()
    } else {
        // SAFETY: as the caller vouches.
        unsafe { put_aside(batch, &spans) }
    };
    let refused = (batch.kernel.run)(rules, Sound { batch, cells: &spans.cells });
    for column in aside {
        // SAFETY: as the caller vouches, and no slice of the kernel's is left.
        unsafe { column.give_back() };
    }
    Ok(refused?)
}

/// Where the columns of a batch lie. It is filled where it stands: to move it would take longer than a batch of one row.
struct Spans {
    /// How many cells each column of the layout has.
    cells: [usize; MOST_FIELDS],
    /// Those that have any: most columns of a batch are left out.
    given: [Span; MOST_FIELDS],
    many: usize,
    /// Whether a column is there, and has none: its address may be anything, which that of a slice may not.
    has_empty: bool,
}

/// Where a column lies. Numbers all of them, which are set to 0 at once.
#[derive(Clone, Copy, Default)]
struct Span {
    start: usize,
    end: usize,
    width: u32,
    /// 1 of a column that is written.
    written: u32,
    /// In the layout.
    place: usize,
}

impl Spans {
    fn new() -> Self {
        Self { cells: [0; MOST_FIELDS], given: [Span::default(); MOST_FIELDS], many: 0, has_empty: false }
    }

    #[inline]
    fn measure(&mut self, batch: &Batch) -> Result<(), Failure> {
        let mut many = 0_usize;
        let mut places = self.given.iter_mut();
        let columns = batch.columns().iter().zip(&batch.kernel.shapes).zip(&mut self.cells).enumerate();
        for (place, ((start, shape), cells)) in columns {
            if start.is_null() {
                continue;
            }
            *cells = batch.cells(place, shape)?;
            if *cells == 0 {
                self.has_empty = true;
            } else if let Some(span) = places.next() {
                let (start, width) = (start.addr(), u32::from(shape.width));
                let bytes = cells.saturating_mul(usize::from(shape.width));
                let written = u32::from(shape.is_written);
                *span = Span { start, end: start.saturating_add(bytes), width, written, place };
                many = many.saturating_add(1);
            }
        }
        self.many = many;
        Ok(())
    }

    #[inline]
    fn given(&self) -> &[Span] {
        self.given.get(..self.many).unwrap_or_default()
    }

    /// Whether each column is aligned, and what is written shares no memory with another one.
    #[inline]
    fn can_be_slices(&self) -> bool {
        if self.has_empty {
            return false;
        }
        let mut rest = self.given();
        while let [span, others @ ..] = rest {
            let is_shared = |other: &Span| span.written | other.written != 0 && span.overlaps(other);
            if !span.is_aligned() || others.iter().any(is_shared) {
                return false;
            }
            rest = others;
        }
        true
    }
}

impl Span {
    #[inline]
    fn is_aligned(&self) -> bool {
        // Every width is a power of two.
        self.start as u32 & self.width.saturating_sub(1) == 0
    }

    #[inline]
    fn overlaps(&self, other: &Self) -> bool {
        (self.start < other.end) & (other.start < self.end)
    }
}

/// A column in memory of ours.
struct Aside {
    /// Wide enough for every kind of integer.
    memory: Vec<MaybeUninit<u64>>,
    theirs: *mut u8,
    bytes: usize,
    is_written: bool,
}

/// Moves columns into memory of ours that cannot be slices where they are.
///
/// # Safety
/// As for [`run_batch`].
#[cold]
unsafe fn put_aside(batch: &mut Batch, spans: &Spans) -> Vec<Aside> {
    let mut aside = Vec::new();
    for (place, cells) in spans.cells.iter().enumerate() {
        if *cells == 0 && !batch.column(place).is_null() {
            batch.set_column(place, ptr::dangling_mut::<u64>().cast());
        }
    }
    for (number, span) in spans.given().iter().enumerate() {
        let mut others = spans.given().iter().enumerate().filter(|(other, _)| *other != number);
        let is_shared = span.written != 0 && others.any(|(_, other)| span.overlaps(other));
        if is_shared || !span.is_aligned() {
            let place = span.place;
            // SAFETY: as the caller vouches.
            let mut column = unsafe { Aside::new(batch.column(place), span) };
            batch.set_column(place, column.memory.as_mut_ptr().cast());
            aside.push(column);
        }
    }
    aside
}

impl Aside {
    /// # Safety
    /// So many bytes can be read from there, if only as uninitialised ones.
    unsafe fn new(theirs: *mut u8, span: &Span) -> Self {
        let bytes = span.end.saturating_sub(span.start);
        let mut memory = Vec::<MaybeUninit<u64>>::with_capacity(bytes.div_ceil(size_of::<u64>()));
        // SAFETY: as the caller vouches; ours is as long, and is not theirs.
        unsafe { ptr::copy_nonoverlapping(theirs, memory.as_mut_ptr().cast(), bytes) };
        Self { memory, theirs, bytes, is_written: span.written != 0 }
    }

    /// # Safety
    /// So many bytes can be written there, if the column is written.
    unsafe fn give_back(self) {
        if self.is_written {
            // SAFETY: as the caller vouches; ours is as long, and is not theirs.
            unsafe { ptr::copy_nonoverlapping(self.memory.as_ptr().cast(), self.theirs, self.bytes) };
        }
    }
}

/// A batch whose columns are slices: each is aligned, and no other column shares what is written.
pub(crate) struct Sound<'a> {
    batch: &'a Batch,
    cells: &'a [usize; MOST_FIELDS],
}

impl<'a> Sound<'a> {
    /// Its columns, in their order. It is made where the kernel is, so that the compiler sees which of them is asked for.
    #[inline]
    pub(crate) fn columns(&self) -> Columns<'a> {
        let first = self.batch.place_of(0);
        Columns { fields: &self.batch.fields, cells: self.cells, first, next: 0, next_count: 1 }
    }
}

/// The columns of a batch, one after the other.
pub(crate) struct Columns<'a> {
    fields: &'a [*mut u8; MOST_FIELDS],
    cells: &'a [usize; MOST_FIELDS],
    /// The field of the first column.
    first: usize,
    next: usize,
    next_count: usize,
}

impl Columns<'_> {
    /// The cells of the next column, unless it is left out. Both words of the address are told in any case: a compiler may look at the
    /// length of what is not there, and whoever watches for uninitialised memory would take that for a fault.
    #[inline]
    fn next<T>(&mut self) -> Option<NonNull<[T]>> {
        let place = self.next;
        self.next = place.saturating_add(1);
        let cells = self.cells.get(place).copied().unwrap_or(0);
        let start = self.fields.get(self.first.saturating_add(place)).copied().unwrap_or_default();
        NonNull::new(ptr::slice_from_raw_parts_mut(start.cast(), cells))
    }
}

impl<'a> Source<Lent<'a>> for Columns<'a> {
    #[inline]
    fn count(&mut self, _name: &'static str) -> usize {
        let field = self.next_count;
        self.next_count = field.saturating_add(1);
        self.fields.get(field).map_or(0, |count| count.addr())
    }

    #[inline]
    fn input<T: Cell>(&mut self, _name: &'static str) -> Option<&'a [T]> {
        // SAFETY: aligned, so long and readable as the caller of `run_batch` vouches; what is written is elsewhere.
        self.next().map(|cells| unsafe { cells.as_ref() })
    }

    #[inline]
    fn output<T: Cell>(&mut self, _name: &'static str) -> Option<Written<'a, T>> {
        // SAFETY: aligned, so long and writable as the caller of `run_batch` vouches; no other column is here.
        self.next().map(|mut cells| Written(unsafe { cells.as_mut() }))
    }
}
