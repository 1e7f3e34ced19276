//! Keeps src/columns.rs: a struct and a function of C for every operation that runs over columns, printed from the core's table. A
//! stale file is written anew, and the test fails once.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use siyu::column::{Column, Direction, Kind};
use siyu::operation::{COLUMNS, Columns};

const HEAD: &str = "\
//! The columns: for every operation that runs over them a struct and a function.
//!
//! Written by `cargo test -p siyu-c` from the core's table: do not edit.

use siyu::operation;

use crate::error::Error;
use crate::memory::{self, Kernel, Lent, Sound};
use crate::rulebook::Rulebook;
use crate::shape;
";

#[test]
fn every_operation_over_columns_has_its_struct_and_function() {
    let mut text = HEAD.to_owned();
    for columns in COLUMNS {
        text += &[batch(columns), kernel(columns), function(columns)].concat();
    }
    text += &table();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/columns.rs");
    if fs::read_to_string(&path).unwrap_or_default() != text {
        fs::write(&path, text).unwrap();
        panic!("src/columns.rs was stale and is written anew: look at it, and commit it");
    }
}

/// The name of the struct in Rust: `CommissionSplitBatch`.
fn type_name(name: &str) -> String {
    let words = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect::<String>() + "Batch"
}

/// A documentation comment, every line with its slashes.
fn comment(indent: &str, documentation: &str) -> String {
    let lines = documentation.trim_end().lines();
    lines
        .map(|line| {
            format!("{indent}///{}{line}\n", if line.is_empty() || line.starts_with(' ') { "" } else { " " })
        })
        .collect()
}

fn integer(kind: Kind) -> &'static str {
    match kind {
        Kind::U8 => "u8",
        Kind::U16 => "u16",
        Kind::U32 => "u32",
        Kind::I32 => "i32",
        Kind::I64 => "i64",
    }
}

/// What C must know of a column beyond what it holds.
fn remark(column: &Column) -> String {
    let length = column.length.iter().map(|count| format!("`{count}`")).collect::<Vec<_>>().join(" × ");
    let use_of = match (column.direction, column.is_optional) {
        (Direction::Input, false) => "read",
        (Direction::Input, true) => "read; NULL to leave it out",
        (Direction::Output, false) => "written",
        (Direction::Output, true) => "written; NULL if it is not wanted",
        (Direction::Update, false) => "added to",
        (Direction::Update, true) => "added to; NULL to leave it out",
    };
    format!("\n Cells: {length}; {use_of}.\n")
}

fn batch(Columns { name, layout, .. }: &Columns) -> String {
    let mut text = format!(
        "\n{}#[repr(C)]\n#[derive(Clone, Copy)]\npub struct {} {{\n",
        comment("", layout.documentation),
        type_name(name)
    );
    let _ = writeln!(
        text,
        "    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.\n    pub size: usize,"
    );
    for count in layout.counts {
        let _ = writeln!(text, "{}    pub {}: usize,", comment("    ", count.documentation), count.name);
    }
    for column in layout.columns {
        let pointer = if column.direction == Direction::Input { "*const" } else { "*mut" };
        let documentation = format!("{}{}", column.documentation, remark(column));
        let _ = writeln!(
            text,
            "{}    pub {}: {pointer} {},",
            comment("    ", &documentation),
            column.name,
            integer(column.kind)
        );
    }
    text + "}\n"
}

fn kernel(Columns { name, batch, .. }: &Columns) -> String {
    let (own, constant) = (type_name(name), name.to_uppercase());
    format!(
        "
static {constant}: Kernel = Kernel {{
    name: \"{name}\",
    layout: siyu::{batch}::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::{batch}::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::{name}_columns(rules, &mut siyu::{batch}::of(&mut batch.columns())),
}};

const _: () = assert!(shape::is_struct_of::<{own}>(&{constant}.layout));
"
    )
}

fn function(Columns { name, documentation, .. }: &Columns) -> String {
    format!(
        "
{documentation}///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn siyu_{name}_columns(
    rulebook: *const Rulebook,
    batch: *const {own},
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {{
    // SAFETY: the caller keeps the conventions of the header.
    unsafe {{ memory::run(&{constant}, rulebook, batch, refused, error) }}
}}
",
        documentation = comment("", documentation),
        own = type_name(name),
        constant = name.to_uppercase(),
    )
}

/// All kernels, for functions that know an operation by its name.
fn table() -> String {
    let rows: String =
        COLUMNS.iter().map(|columns| format!("    &{},\n", columns.name.to_uppercase())).collect();
    format!(
        "\n/// Every operation over columns.\n#[cfg(feature = \"arrow\")]\npub(crate) static KERNELS: &[&Kernel] = &[\n{rows}];\n"
    )
}
