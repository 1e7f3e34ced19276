//! Columns without their names: what the border looks at in each call, made when the library is compiled. A batch may have a single
//! row, and to look names up would take longer than its kernel runs.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "the compiler alone runs what indexes and adds here, and says so if it fails"
)]

use siyu::column::{Direction, Kind, Layout};

/// The most fields that a struct of columns has, and the most counts that a column's length is the product of.
pub(crate) const MOST_FIELDS: usize = 40;
const MOST_COUNTS: usize = 3;

/// A column as it lies in memory.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// In bytes: of a cell, and how it is aligned.
    pub(crate) width: u16,
    pub(crate) is_written: bool,
    /// The fields of the struct whose product is its length; 0, which is the size of the struct, stands for none.
    pub(crate) counts: [usize; MOST_COUNTS],
}

/// The columns of a layout in their order.
pub(crate) type Shapes = [Shape; MOST_FIELDS];

/// What a layout comes to.
pub(crate) const fn shapes(layout: &Layout) -> Shapes {
    let mut shapes = [Shape { width: 1, is_written: false, counts: [0; MOST_COUNTS] }; MOST_FIELDS];
    let mut place = 0;
    while place < layout.columns.len() {
        let column = &layout.columns[place];
        shapes[place].width = width(column.kind) as u16;
        shapes[place].is_written = !matches!(column.direction, Direction::Input);
        let mut count = 0;
        while count < column.length.len() {
            shapes[place].counts[count] = field_of(layout, column.length[count]);
            count += 1;
        }
        place += 1;
    }
    shapes
}

/// The field of the count of a name.
const fn field_of(layout: &Layout, name: &str) -> usize {
    let mut place = 0;
    while !is_same(layout.counts[place].name.as_bytes(), name.as_bytes()) {
        place += 1;
    }
    place + 1
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut same = 0;
    while same < one.len() && same < other.len() && one[same] == other[same] {
        same += 1;
    }
    same == one.len() && same == other.len()
}

/// How wide a field is: a count, or an address.
pub(crate) const FIELD: usize = size_of::<*mut u8>();

/// How many fields the struct of a layout has, the size among them.
pub(crate) const fn fields(layout: &Layout) -> usize {
    layout.counts.len().saturating_add(layout.columns.len()).saturating_add(1)
}

/// Whether a struct of C is what its layout says: each field is as wide as an address.
pub(crate) const fn is_struct_of<Struct>(layout: &Layout) -> bool {
    fields(layout) <= MOST_FIELDS && size_of::<Struct>() == fields(layout).saturating_mul(FIELD)
}

/// How many bytes an integer has, and how it is aligned.
pub(crate) const fn width(kind: Kind) -> usize {
    match kind {
        Kind::U8 => 1,
        Kind::U16 => 2,
        Kind::U32 | Kind::I32 => 4,
        Kind::I64 => 8,
    }
}
