//! Columns in the caller's memory. What is written may be uninitialised, and may be read only where the caller vouches for what
//! lies there. A kernel has every column as a slice of its own: what is not aligned, and what is written and shares memory with
//! another column, lies in memory of ours while the kernel runs.

use std::mem::{MaybeUninit, size_of};
use std::ptr::{self, NonNull};

use siyu::column::{Cell, Column, Count, Direction, Kind, Layout, Memory, Output, Source};
use siyu::error::{Code, Error as Refusal};

use crate::answer::{self, Failure};
use crate::error::Error;
use crate::rulebook::Rulebook;

/// An operation over columns.
pub(crate) struct Kernel {
    /// Its name.
    #[cfg_attr(not(feature = "arrow"), expect(dead_code, reason = "functions of C have it in theirs"))]
    pub(crate) name: &'static str,
    /// What its batch is made of: the struct of C holds its size, then the counts, then the columns.
    pub(crate) layout: Layout,
    /// Runs it, and tells how many rows it refuses.
    pub(crate) run: fn(&siyu::Rulebook, &mut Columns<'_>) -> Result<usize, Refusal>,
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

/// The most fields that a struct of columns has.
const MOST_FIELDS: usize = 64;

/// The longest struct that can be meant: beyond it the size was never set.
const MOST_BYTES: usize = 4096;

/// A batch as C has it: counts, and the addresses of columns.
#[derive(Clone, Copy)]
pub(crate) struct Batch {
    layout: &'static Layout,
    /// As wide as its fields, all of which are as wide as an address. The size comes first.
    fields: [*mut u8; MOST_FIELDS],
}

/// How wide a field is: a count, or an address.
const FIELD: usize = size_of::<*mut u8>();

impl Batch {
    /// No rows and no columns.
    pub(crate) fn new(layout: &'static Layout) -> Self {
        Self { layout, fields: [ptr::null_mut(); MOST_FIELDS] }
    }

    /// Reads a struct that may come from a program built for an older or a newer header.
    ///
    /// # Safety
    /// `batch` is NULL, or so many bytes as its first field says can be read.
    pub(crate) unsafe fn read(batch: *const u8, layout: &'static Layout) -> Result<Self, Failure> {
        if batch.is_null() {
            return Err(Failure::NullArgument);
        }
        // SAFETY: readable as the caller vouches: the size is the first field.
        let size = unsafe { batch.cast::<usize>().read_unaligned() };
        let mut read = Self::new(layout);
        let own = read.size();
        if !(FIELD..=MOST_BYTES).contains(&size) {
            return Err(wrong_size(size, own));
        }
        // SAFETY: no longer than either of the two, of which one is ours.
        unsafe { ptr::copy_nonoverlapping(batch, read.fields.as_mut_ptr().cast(), size.min(own)) };
        for place in own..size {
            // SAFETY: within the size that the caller vouches for.
            let byte = unsafe { batch.add(place) };
            // SAFETY: readable as the caller vouches.
            if unsafe { byte.read() } != 0 {
                // A newer program asks for what this library does not know: doing less silently would be wrong.
                return Err(wrong_size(size, own));
            }
        }
        Ok(read)
    }

    /// How long the struct is in bytes.
    fn size(&self) -> usize {
        fields(self.layout).saturating_mul(FIELD)
    }

    fn count(&self, place: usize) -> usize {
        self.fields.get(place.saturating_add(1)).map_or(0, |field| field.addr())
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn set_count(&mut self, place: usize, count: usize) {
        if let Some(field) = self.fields.get_mut(place.saturating_add(1)) {
            *field = ptr::without_provenance_mut(count);
        }
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
        column.saturating_add(1).saturating_add(self.layout.counts.len())
    }

    /// The count of a name.
    pub(crate) fn count_of(&self, name: &str) -> usize {
        let place = self.layout.counts.iter().position(|count: &Count| count.name == name);
        place.map_or(0, |place| self.count(place))
    }

    /// How many cells a column has; one that is left out has none.
    pub(crate) fn length(&self, place: usize, column: &Column) -> Result<usize, Failure> {
        if self.column(place).is_null() { Ok(0) } else { self.cells(column) }
    }

    /// How many cells a column has if it is there. No memory is as long as a product beyond `isize::MAX` bytes.
    pub(crate) fn cells(&self, column: &Column) -> Result<usize, Failure> {
        let counts = || column.length.iter().map(|name| self.count_of(name));
        let most = isize::MAX.unsigned_abs().checked_div(width(column.kind)).unwrap_or(0);
        let product = counts().try_fold(1_usize, usize::checked_mul);
        product.filter(|product| *product <= most).ok_or_else(|| {
            let found = counts().map(|count| count.to_string()).collect::<Vec<_>>().join(" × ");
            let error = Refusal::new(Code::ListLength).found(found).allowed(format!("≤ {most}"));
            error.at(format!("/{}", column.name)).into()
        })
    }
}

/// How many fields the struct of a layout has, the size among them.
const fn fields(layout: &Layout) -> usize {
    layout.counts.len().saturating_add(layout.columns.len()).saturating_add(1)
}

/// Whether a struct of C is what its layout says: each field is as wide as an address.
pub(crate) const fn is_struct_of<Struct>(layout: &Layout) -> bool {
    fields(layout) <= MOST_FIELDS && size_of::<Struct>() == fields(layout).saturating_mul(FIELD)
}

fn wrong_size(size: usize, own: usize) -> Failure {
    Refusal::new(Code::CountOutOfRange).found(size).allowed(own).at("/size").into()
}

/// How many bytes an integer has, and how it is aligned.
pub(crate) fn width(kind: Kind) -> usize {
    match kind {
        Kind::U8 => 1,
        Kind::U16 => 2,
        Kind::U32 | Kind::I32 => 4,
        Kind::I64 => 8,
    }
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
        // SAFETY: as the caller vouches.
        let batch = unsafe { Batch::read(batch.cast(), &kernel.layout) }?;
        // SAFETY: as the caller vouches.
        unsafe { run_batch(kernel, rules, batch) }
    };
    // SAFETY: as the caller vouches.
    unsafe { answer::count(rulebook, refused, error, run) }
}

/// Runs a kernel over a batch, and tells how many rows it refuses.
///
/// # Safety
/// The columns are NULL or as long as the counts say, and can be read or written until the kernel ends.
pub(crate) unsafe fn run_batch(
    kernel: &'static Kernel,
    rules: &siyu::Rulebook,
    mut batch: Batch,
) -> Result<usize, Failure> {
    let spans = spans(&batch)?;
    // SAFETY: as the caller vouches.
    let aside = unsafe { put_aside(&mut batch, &spans) };
    let mut columns = Columns { batch: &batch, spans: &spans, next: 0, next_count: 0 };
    let refused = (kernel.run)(rules, &mut columns);
    for column in aside {
        // SAFETY: as the caller vouches, and no slice of the kernel's is left.
        unsafe { column.give_back() };
    }
    Ok(refused?)
}

/// Where a column lies.
struct Span {
    start: usize,
    cells: usize,
    bytes: usize,
    kind: Kind,
    is_written: bool,
}

fn spans(batch: &Batch) -> Result<Vec<Span>, Failure> {
    let columns = batch.layout.columns;
    let mut spans = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        let cells = batch.length(place, column)?;
        spans.push(Span {
            start: batch.column(place).addr(),
            cells,
            bytes: cells.saturating_mul(width(column.kind)),
            kind: column.kind,
            is_written: column.direction != Direction::Input,
        });
    }
    Ok(spans)
}

impl Span {
    fn is_aligned(&self) -> bool {
        self.start.is_multiple_of(width(self.kind))
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.start < other.start.saturating_add(other.bytes)
            && other.start < self.start.saturating_add(self.bytes)
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
unsafe fn put_aside(batch: &mut Batch, spans: &[Span]) -> Vec<Aside> {
    let mut aside = Vec::new();
    // Most columns of a batch are left out, and a batch may have a single row: what is not there is looked at once.
    let mut given = Vec::with_capacity(spans.len());
    given.extend(spans.iter().enumerate().filter(|(_, span)| span.bytes > 0));
    for (place, span) in given.iter().copied() {
        let mut others = given.iter().filter(|(other, _)| *other != place);
        let is_shared = span.is_written && others.any(|(_, other)| span.overlaps(other));
        if is_shared || !span.is_aligned() {
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
        let mut memory = Vec::<MaybeUninit<u64>>::with_capacity(span.bytes.div_ceil(size_of::<u64>()));
        // SAFETY: as the caller vouches; ours is as long, and is not theirs.
        unsafe { ptr::copy_nonoverlapping(theirs, memory.as_mut_ptr().cast(), span.bytes) };
        Self { memory, theirs, bytes: span.bytes, is_written: span.is_written }
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

/// The columns of a batch, in their order: each is aligned, and no other column shares what is written.
pub(crate) struct Columns<'a> {
    batch: &'a Batch,
    spans: &'a [Span],
    next_count: usize,
    next: usize,
}

impl Columns<'_> {
    /// The cells of the next column, unless it is left out. Both words of the address are told in any case: a compiler may look at the
    /// length of what is not there, and whoever watches for uninitialised memory would take that for a fault.
    fn next<T>(&mut self) -> Option<NonNull<[T]>> {
        let place = self.next;
        self.next = place.saturating_add(1);
        let cells = self.spans.get(place).map_or(0, |span| span.cells);
        NonNull::new(ptr::slice_from_raw_parts_mut(self.batch.column(place).cast(), cells))
    }
}

impl<'a> Source<Lent<'a>> for Columns<'a> {
    fn count(&mut self, _name: &'static str) -> usize {
        let place = self.next_count;
        self.next_count = place.saturating_add(1);
        self.batch.count(place)
    }

    fn input<T: Cell>(&mut self, _name: &'static str) -> Option<&'a [T]> {
        // SAFETY: aligned, so long and readable as the caller of `run_batch` vouches; what is written is elsewhere.
        self.next().map(|cells| unsafe { cells.as_ref() })
    }

    fn output<T: Cell>(&mut self, _name: &'static str) -> Option<Written<'a, T>> {
        // SAFETY: aligned, so long and writable as the caller of `run_batch` vouches; no other column is here.
        self.next().map(|mut cells| Written(unsafe { cells.as_mut() }))
    }
}
