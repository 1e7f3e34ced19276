//! The structs of Arrow's C Data Interface, and what releases those that are made here. A release needs nothing but the struct: no
//! rulebook, no lock and no interpreter; it may run in any thread.

use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr;
use std::sync::Arc;

use super::memory::Block;

/// The type of a column, or of all: <https://arrow.apache.org/docs/format/CDataInterface.html>.
#[repr(C)]
pub struct ArrowSchema {
    pub(super) format: *const c_char,
    pub(super) name: *const c_char,
    pub(super) metadata: *const c_char,
    pub(super) flags: i64,
    pub(super) n_children: i64,
    pub(super) children: *mut *mut ArrowSchema,
    pub(super) dictionary: *mut ArrowSchema,
    pub(super) release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    pub(super) private_data: *mut c_void,
}

/// The cells of a column, or of all.
#[repr(C)]
pub struct ArrowArray {
    pub(super) length: i64,
    pub(super) null_count: i64,
    pub(super) offset: i64,
    pub(super) n_buffers: i64,
    pub(super) n_children: i64,
    pub(super) buffers: *mut *const c_void,
    pub(super) children: *mut *mut ArrowArray,
    pub(super) dictionary: *mut ArrowArray,
    pub(super) release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    pub(super) private_data: *mut c_void,
}

/// A cell may be null.
const NULLABLE: i64 = 2;

/// Structs on the heap, whose addresses a struct above them holds.
struct Children<Struct>(Vec<*mut Struct>);

impl<Struct> Children<Struct> {
    fn new(structs: Vec<Struct>) -> Self {
        Self(structs.into_iter().map(|child| Box::into_raw(Box::new(child))).collect())
    }
}

impl<Struct> Drop for Children<Struct> {
    fn drop(&mut self) {
        for child in &self.0 {
            // SAFETY: it came from a box, and this is its only end. Whoever moved out what it holds has left it released.
            drop(unsafe { Box::from_raw(*child) });
        }
    }
}

struct HeldSchema {
    format: CString,
    name: CString,
    children: Children<ArrowSchema>,
}

struct HeldArray {
    buffers: Vec<*const c_void>,
    children: Children<ArrowArray>,
    /// Which cells are not null.
    _valid: Option<Vec<u8>>,
    /// Where the cells lie.
    _block: Option<Arc<Block>>,
}

impl ArrowSchema {
    pub(super) fn new(format: &str, name: &str, children: Vec<Self>) -> Self {
        // Neither has a NUL in it: they are ours.
        let text = |text: &str| CString::new(text).unwrap_or_default();
        let mut held = Box::new(HeldSchema {
            format: text(format),
            name: text(name),
            children: Children::new(children),
        });
        Self {
            format: held.format.as_ptr(),
            name: held.name.as_ptr(),
            metadata: ptr::null(),
            flags: NULLABLE,
            n_children: length(held.children.0.len()),
            children: held.children.0.as_mut_ptr(),
            dictionary: ptr::null_mut(),
            release: Some(release_schema),
            private_data: Box::into_raw(held).cast(),
        }
    }
}

/// What an array lies in.
pub(super) struct Buffers {
    pub(super) valid: Option<Vec<u8>>,
    pub(super) null_count: usize,
    /// The cells, and the block that they lie in; a list and a struct have none of their own.
    pub(super) cells: Option<(*const c_void, Arc<Block>)>,
}

impl ArrowArray {
    pub(super) fn new(cells: usize, parts: Buffers, children: Vec<Self>) -> Self {
        let valid: *const c_void = parts.valid.as_ref().map_or(ptr::null(), |bits| bits.as_ptr().cast());
        let (start, block) = parts.cells.unzip();
        let mut held = Box::new(HeldArray {
            buffers: [valid].into_iter().chain(start).collect(),
            children: Children::new(children),
            _valid: parts.valid,
            _block: block,
        });
        Self {
            length: length(cells),
            null_count: length(parts.null_count),
            offset: 0,
            n_buffers: length(held.buffers.len()),
            n_children: length(held.children.0.len()),
            buffers: held.buffers.as_mut_ptr(),
            children: held.children.0.as_mut_ptr(),
            dictionary: ptr::null_mut(),
            release: Some(release_array),
            private_data: Box::into_raw(held).cast(),
        }
    }

    /// The end of a stream.
    pub(super) fn released() -> Self {
        let none = Buffers { valid: None, null_count: 0, cells: None };
        let mut array = Self::new(0, none, Vec::new());
        // SAFETY: it is ours and was not released.
        unsafe { release_array(&raw mut array) };
        array
    }
}

/// No memory holds as many things as would not fit.
fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

unsafe extern "C" fn release_schema(schema: *mut ArrowSchema) {
    // SAFETY: who calls a release hands in the struct that has it, and only once.
    let Some(schema) = (unsafe { schema.as_mut() }) else { return };
    schema.release = None;
    // SAFETY: made by `ArrowSchema::new`, and released for the first time.
    drop(unsafe { Box::from_raw(schema.private_data.cast::<HeldSchema>()) });
}

unsafe extern "C" fn release_array(array: *mut ArrowArray) {
    // SAFETY: who calls a release hands in the struct that has it, and only once.
    let Some(array) = (unsafe { array.as_mut() }) else { return };
    array.release = None;
    // SAFETY: made by `ArrowArray::new`, and released for the first time.
    drop(unsafe { Box::from_raw(array.private_data.cast::<HeldArray>()) });
}

impl Drop for ArrowSchema {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: it is not released yet.
            unsafe { release(self) };
        }
    }
}

impl Drop for ArrowArray {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: it is not released yet.
            unsafe { release(self) };
        }
    }
}

/// Arrays one after the other: <https://arrow.apache.org/docs/format/CStreamInterface.html>.
#[repr(C)]
pub struct ArrowArrayStream {
    get_schema: unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> i32,
    get_next: unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> i32,
    get_last_error: unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char,
    release: Option<unsafe extern "C" fn(*mut ArrowArrayStream)>,
    private_data: *mut c_void,
}

/// One array, and what makes its schema.
struct HeldStream {
    schema: Box<dyn Fn() -> ArrowSchema + Send>,
    array: Option<ArrowArray>,
}

impl ArrowArrayStream {
    /// A stream of one array.
    pub(super) fn new(schema: impl Fn() -> ArrowSchema + Send + 'static, array: ArrowArray) -> Self {
        let held = Box::new(HeldStream { schema: Box::new(schema), array: Some(array) });
        Self {
            get_schema: stream_schema,
            get_next: stream_next,
            get_last_error: stream_error,
            release: Some(release_stream),
            private_data: Box::into_raw(held).cast(),
        }
    }
}

/// # Safety
/// `stream` is one of ours, is not released, and is used by nobody else meanwhile.
unsafe fn held<'a>(stream: *mut ArrowArrayStream) -> Option<&'a mut HeldStream> {
    // SAFETY: as the caller vouches.
    let stream = unsafe { stream.as_ref() }?;
    // SAFETY: made by `ArrowArrayStream::new`.
    unsafe { stream.private_data.cast::<HeldStream>().as_mut() }
}

/// `EINVAL`.
const INVALID: i32 = 22;

unsafe extern "C" fn stream_schema(stream: *mut ArrowArrayStream, out: *mut ArrowSchema) -> i32 {
    // SAFETY: as the stream interface asks of its callers.
    let Some(held) = (unsafe { held(stream) }) else { return INVALID };
    // SAFETY: as the stream interface asks of its callers: what lies there counts as uninitialised.
    unsafe { out.write((held.schema)()) };
    0
}

unsafe extern "C" fn stream_next(stream: *mut ArrowArrayStream, out: *mut ArrowArray) -> i32 {
    // SAFETY: as the stream interface asks of its callers.
    let Some(held) = (unsafe { held(stream) }) else { return INVALID };
    let next = held.array.take().unwrap_or_else(ArrowArray::released);
    // SAFETY: as the stream interface asks of its callers: what lies there counts as uninitialised.
    unsafe { out.write(next) };
    0
}

unsafe extern "C" fn stream_error(_stream: *mut ArrowArrayStream) -> *const c_char {
    const WITHOUT_STREAM: &CStr = c"the stream is NULL or released: ask one that is not";
    WITHOUT_STREAM.as_ptr()
}

unsafe extern "C" fn release_stream(stream: *mut ArrowArrayStream) {
    // SAFETY: who calls a release hands in the struct that has it, and only once.
    let Some(stream) = (unsafe { stream.as_mut() }) else { return };
    stream.release = None;
    // SAFETY: made by `ArrowArrayStream::new`, and released for the first time.
    drop(unsafe { Box::from_raw(stream.private_data.cast::<HeldStream>()) });
    stream.private_data = ptr::null_mut();
}

impl Drop for ArrowArrayStream {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: it is not released yet.
            unsafe { release(self) };
        }
    }
}
