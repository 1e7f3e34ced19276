//! Documents: the text that comes in and goes out, and the shapes that give it meaning.
//!
//! A [`Shape`] is said once, by `record!` or `choice!`, beside the type it belongs to; from it come the
//! reader, which reports *every* fault with its place, the writer, and the [`Description`] that schemas are printed from. Nothing outside this module, `rulebook` and
//! `operation` knows that the text is JSON.

mod canonical;
mod description;
mod id;
mod json;
mod lexer;
mod map;
mod node;
mod parser;
mod phrase;
mod reader;
mod record;
mod scan;
mod shape;
mod stand_in;
mod straight;
mod text;
mod writer;

pub use description::{Description, Field, Named, TextForm, Word};
pub use id::Id;
pub use json::{from_json, to_json};
pub(crate) use map::Seen;
pub use map::{Gather, Map};
pub use parser::check_length;
pub use reader::Reader;
pub use shape::{Choice, Shape};
pub(crate) use shape::{form, read_decimal, shape_of_choice};
pub use text::Text;
pub use writer::Writer;

pub(crate) use canonical::canonical;
pub(crate) use node::{Kind, Node};
pub(crate) use parser::parse;
pub(crate) use reader::{Mode, Plan, Slot, pointer_step, push_step};
pub(crate) use record::{choice, choice_shape, documentation, record};
pub(crate) use writer::{FieldName, field_name};
