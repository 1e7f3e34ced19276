//! Documents: the text that comes in and goes out, and the shapes that give it meaning.
//!
//! A [`Shape`] is said once, by `record!` or `choice!`, beside the type it belongs to; from it come the
//! reader, which reports *every* fault with its place, and the writer. Nothing outside this module, `rulebook` and
//! `operation` knows that the text is JSON.

mod canonical;
mod id;
mod node;
mod reader;
mod record;
mod shape;
mod writer;

pub use id::Id;
pub use node::check_length;
pub use reader::Reader;
pub use shape::{Choice, Shape, Text};
pub(crate) use shape::{read_decimal, shape_of_choice};
pub use writer::Writer;

pub(crate) use canonical::canonical;
pub(crate) use node::{Node, Value, parse};
pub(crate) use reader::pointer_step;
pub(crate) use record::{choice, choice_shape, record};
