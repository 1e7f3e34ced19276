//! Every operation, once, and the JSON call that hosts make.

mod about;
#[cfg(feature = "columns")]
mod columns;
mod decision;
#[cfg(feature = "columns")]
mod places;
mod share;
mod table;

pub use about::{
    Checked, Explanation, Place, Refusal, Telling, Verification, findings_json, refusal_json,
    rulebook_refusal_json,
};
#[cfg(feature = "columns")]
pub use columns::*;
pub use decision::{Decision, Stamp};
#[cfg(feature = "columns")]
pub use places::ColumnPlaces;
pub use share::{PartRequest, PoolRequest, Received, ShareRequest, Shared};
pub use table::*;

use alloc::string::String;

use crate::document::{Description, Field, Kind, Node, Reader, Shape, Slot, field_name, parse};
use crate::error::{Code, Error, listed};
use crate::reason::Detail;
use crate::rulebook::Rulebook;

/// Calls an operation by name: JSON in, JSON out.
///
/// The input is the operation's own object; beside its fields stands, if wanted, `"detail"`: how much the decision tells
/// (`"none"`, `"summary"`, or `"full"`, the default). A date may be an instant with an offset (`"2026-01-04T16:30:00Z"`): it
/// counts as the date that it falls on at the rulebook's `utc_offset`.
///
/// # Errors
/// The first fault by its place in the text, or the operation's own refusal.
pub fn call(rulebook: Option<&Rulebook>, name: &str, input: &str) -> Result<String, Error> {
    let operation = TABLE.iter().find(|operation| operation.name == name).ok_or_else(|| absent(name))?;
    (operation.call)(rulebook, input)
}

/// The refusal of an operation that is not in the table.
fn absent(name: &str) -> Error {
    not_built_in(name).unwrap_or_else(|| {
        let names: alloc::vec::Vec<&str> = TABLE.iter().map(|operation| operation.name).collect();
        Error::new(Code::UnknownOperation).found(name).with("allowed", names.join(", "))
    })
}

/// The refusal of an operation that needs features which this build lacks.
fn not_built_in(name: &str) -> Option<Error> {
    let (_, needed) = NOT_BUILT_IN.iter().find(|(known, _)| *known == name)?;
    Some(Error::new(Code::NotBuiltIn).found(name).allowed(listed(needed.iter().copied())))
}

/// Runs an operation that looks into its input by itself.
fn in_tree(
    rulebook: Option<&Rulebook>,
    text: &str,
    answer: fn(Option<&Rulebook>, &str, &Node<'_>) -> Result<String, Error>,
) -> Result<String, Error> {
    let tree = parse(text).map_err(|finding| finding.error)?;
    answer(rulebook, text, &tree.root())
}

/// Reads an operation's input, with its detail: amounts in the rulebook's currency, instants as dates of its calendar.
fn read_input(text: &str, rulebook: &Rulebook, input: &mut dyn Slot) -> Result<Detail, Error> {
    let new_reader = || {
        let mut reader = Reader::new(rulebook.currency());
        reader.allow_instants(rulebook.utc_offset());
        reader.allow_outermost(field_name!("detail"));
        reader
    };
    let mut detail = Detail::Full;
    if new_reader().read_straight(text, input, Some(&mut detail)) {
        return Ok(detail);
    }
    // What was filled by then is filled anew with the same, and nothing else was.
    let mut reader = new_reader();
    let tree = parse(text).map_err(|finding| finding.error)?;
    let root = tree.root();
    let detail = match root.member("detail").filter(|node| node.kind() != Kind::Null) {
        Some(node) => reader.step("detail", |reader| Detail::read(&node, reader)),
        None => Some(Detail::Full),
    };
    let is_read = input.fill(&root, &mut reader);
    match detail.filter(|_| is_read && !reader.refuses()) {
        Some(detail) => Ok(detail),
        // A shape that gives nothing has said why; were that ever not so, the whole is at fault.
        None => Err(reader
            .first_error(text, &root)
            .unwrap_or_else(|| Error::new(Code::WrongType).found("…").allowed("{…}"))),
    }
}

/// What [`read_input`] reads.
fn describe_input<Input: Shape>() -> Description {
    Input::describe().and(Field::or("detail", "How much the decision tells.", &Detail::Full))
}

/// Runs a decision of a rulebook.
fn decide<Input: Shape, Outcome: Shape>(
    operation: &'static str,
    rulebook: Option<&Rulebook>,
    text: &str,
    decide: impl FnOnce(&Rulebook, &Input, Detail) -> Result<Decision<Outcome>, Error>,
) -> Result<String, Error> {
    let rulebook = present(operation, rulebook, text)?;
    let mut input = Input::blank();
    let detail = read_input(text, rulebook, &mut input)?;
    Ok(decide(rulebook, &input, detail)?.written(rulebook.currency()))
}

/// The rulebook, which has to be there. What is no JSON is told before that it is not.
fn present<'r>(
    operation: &'static str,
    rulebook: Option<&'r Rulebook>,
    text: &str,
) -> Result<&'r Rulebook, Error> {
    if rulebook.is_none() {
        parse(text).map_err(|finding| finding.error)?;
    }
    rulebook.ok_or_else(|| Error::new(Code::RulebookMissing).found(operation))
}
