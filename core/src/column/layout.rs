//! What a batch is made of, said once.

use super::Kind;
use crate::error::{Code, Error};

/// The shape of a batch: what other languages are generated from.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// What it holds, as a documentation comment.
    pub documentation: &'static str,
    /// How long its columns are.
    pub counts: &'static [Count],
    /// Its columns.
    pub columns: &'static [Column],
}

/// A number that lengths of columns are made of.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    /// Its name.
    pub name: &'static str,
    /// What it counts, as a documentation comment.
    pub documentation: &'static str,
}

/// A column of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds, as a documentation comment.
    pub documentation: &'static str,
    /// The width of its integers.
    pub kind: Kind,
    /// Whether it is read or written.
    pub direction: Direction,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// The names of the counts whose product is its length: `["rows", "width"]` is a table, row by row.
    pub length: &'static [&'static str],
}

/// What a kernel does with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Reads it.
    Input,
    /// Writes it; what it held before does not count.
    Output,
    /// Adds to what it holds.
    Update,
}

/// Refuses a column whose length is not the product of some counts.
#[inline]
pub(crate) fn check_length<const COUNTS: usize>(
    name: &str,
    length: usize,
    counts: &[usize; COUNTS],
) -> Result<(), Error> {
    let needed = counts.iter().try_fold(1_usize, |product, count| product.checked_mul(*count));
    if needed == Some(length) { Ok(()) } else { Err(wrong_length(name, length, needed)) }
}

#[cold]
fn wrong_length(name: &str, length: usize, needed: Option<usize>) -> Error {
    let error = Error::new(Code::ListLength).found(length).at(alloc::format!("/{name}"));
    match needed {
        Some(needed) => error.allowed(needed),
        None => error.allowed(alloc::format!("≤ {}", usize::MAX)),
    }
}

/// Declares a batch: its counts, and its columns with their lengths. `input` columns are read, `optional` ones too where they are
/// there, `output` ones written, `wanted` ones too where they are there, `update` ones added to, `tally` ones too where they are
/// there. Makes a struct over a [`Memory`](super::Memory), its `LAYOUT`, `of` and `check_lengths`.
macro_rules! columns {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            counts { $( $(#[doc = $count_doc:literal])+ $count:ident, )+ }
            columns { $( $(#[doc = $column_doc:literal])+ $direction:ident $column:ident: $cell:ty [$($length:ident),+], )+ }
        }
    ) => {
        $(#[doc = $doc])+
        pub struct $name<M: $crate::column::Memory> {
            $( $(#[doc = $count_doc])+ pub $count: usize, )+
            $( $(#[doc = $column_doc])+ pub $column: $crate::column::columns!(@type $direction M $cell), )+
        }

        impl<M: $crate::column::Memory> $name<M> {
            /// What it is made of.
            pub const LAYOUT: $crate::column::Layout = $crate::column::Layout {
                documentation: concat!($($doc, "\n"),+),
                counts: &[$($crate::column::Count {
                    name: stringify!($count),
                    documentation: concat!($($count_doc, "\n"),+),
                }),+],
                columns: &[$($crate::column::Column {
                    name: stringify!($column),
                    documentation: concat!($($column_doc, "\n"),+),
                    kind: <$cell as $crate::column::Cell>::KIND,
                    direction: $crate::column::columns!(@direction $direction),
                    is_optional: $crate::column::columns!(@optional $direction),
                    length: &[$(stringify!($length)),+],
                }),+],
            };

            /// A batch of the columns that a source has: counts first, then columns, in the order of the layout.
            pub fn of(source: &mut impl $crate::column::Source<M>) -> Self {
                Self {
                    $( $count: source.count(stringify!($count)), )+
                    $( $column: $crate::column::columns!(@of $direction source, stringify!($column)), )+
                }
            }

            /// Refuses columns that are not as long as the counts say.
            fn check_lengths(&self) -> Result<(), $crate::error::Error> {
                use $crate::column::{Input as _, Output as _};
                $( $crate::column::columns!(@check $direction self, $column, [$(self.$length),+]); )+
                Ok(())
            }
        }
    };
    (@type input $memory:ident $cell:ty) => { $memory::Input<$cell> };
    (@type optional $memory:ident $cell:ty) => { Option<$memory::Input<$cell>> };
    (@type output $memory:ident $cell:ty) => { $memory::Output<$cell> };
    (@type wanted $memory:ident $cell:ty) => { Option<$memory::Output<$cell>> };
    (@type update $memory:ident $cell:ty) => { $memory::Output<$cell> };
    (@type tally $memory:ident $cell:ty) => { Option<$memory::Output<$cell>> };
    (@of input $source:ident, $name:expr) => { $source.input($name).unwrap_or_default() };
    (@of optional $source:ident, $name:expr) => { $source.input($name) };
    (@of output $source:ident, $name:expr) => { $source.output($name).unwrap_or_default() };
    (@of wanted $source:ident, $name:expr) => { $source.output($name) };
    (@of update $source:ident, $name:expr) => { $source.output($name).unwrap_or_default() };
    (@of tally $source:ident, $name:expr) => { $source.output($name) };
    (@direction input) => { $crate::column::Direction::Input };
    (@direction optional) => { $crate::column::Direction::Input };
    (@direction output) => { $crate::column::Direction::Output };
    (@direction wanted) => { $crate::column::Direction::Output };
    (@direction update) => { $crate::column::Direction::Update };
    (@direction tally) => { $crate::column::Direction::Update };
    (@optional optional) => { true };
    (@optional wanted) => { true };
    (@optional tally) => { true };
    (@optional $other:ident) => { false };
    (@check optional $self:ident, $column:ident, $counts:expr) => {
        if let Some(column) = &$self.$column {
            $crate::column::check_length(stringify!($column), column.length(), &$counts)?;
        }
    };
    (@check wanted $self:ident, $column:ident, $counts:expr) => {
        $crate::column::columns!(@check optional $self, $column, $counts);
    };
    (@check tally $self:ident, $column:ident, $counts:expr) => {
        $crate::column::columns!(@check optional $self, $column, $counts);
    };
    (@check $other:ident $self:ident, $column:ident, $counts:expr) => {
        $crate::column::check_length(stringify!($column), $self.$column.length(), &$counts)?;
    };
}
pub(crate) use columns;
