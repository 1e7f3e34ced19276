//! Columns as typed arrays: the types and the table of the npm package, and the Rust that hands them to the kernels.

use std::fmt::Write as _;

use siyu::column::{Column, Count, Direction, Kind, Layout};
use siyu::operation::{COLUMNS, Columns};

use super::prose::plain;
use super::typescript::{GENERATED, comment, method, type_name};

/// Which batches there are, as the scripts read them.
pub fn script() -> String {
    let mut script = format!(
        "{GENERATED}\n/**\n * Every operation that runs over columns: method, operation, counts (each with the column that is\n * as long, or with the column and the count of its rows that are as wide), and columns (name, cells, what becomes of it,\n * the counts whose product is its length).\n */\nexport const COLUMNS = [\n"
    );
    for Columns { name, layout, .. } in COLUMNS {
        let counts = layout.counts.iter().map(|count| match measure(layout, count) {
            Some(Measure::Length(column)) => format!("['{}', '{}']", count.name, column.name),
            Some(Measure::Width(column)) => {
                format!("['{}', '{}', '{}']", count.name, column.name, column.length[0])
            }
            None => format!("['{}']", count.name),
        });
        let _ = writeln!(
            script,
            "  ['{}Columns', '{name}', [{}], [",
            method(name),
            counts.collect::<Vec<_>>().join(", ")
        );
        for column in layout.columns {
            let length: Vec<String> = column.length.iter().map(|count| format!("'{count}'")).collect();
            let _ = writeln!(
                script,
                "    ['{}', '{}', '{}', [{}]],",
                column.name,
                array(column.kind),
                role(column),
                length.join(", ")
            );
        }
        script.push_str("  ]],\n");
    }
    script + "];\n"
}

/// How a count is told by a column that is always there, so that nobody has to.
enum Measure<'l> {
    /// The column is as long.
    Length(&'l Column),
    /// The rows of the column are as wide.
    Width(&'l Column),
}

fn measure<'l>(layout: &'l Layout, count: &Count) -> Option<Measure<'l>> {
    let mut always =
        layout.columns.iter().filter(|column| !column.is_optional && column.direction != Direction::Output);
    let length = always.clone().find(|column| column.length == [count.name]).map(Measure::Length);
    length.or_else(|| {
        // How many rows there are is known by then.
        let is_width = |column: &&Column| match column.length {
            [rows, width] => *width == count.name && is_before(layout, rows, count),
            _ => false,
        };
        always.find(is_width).map(Measure::Width)
    })
}

/// Whether a count stands before another, so that it is known when that one is asked for.
fn is_before(layout: &Layout, name: &str, other: &Count) -> bool {
    layout.counts.iter().take_while(|count| count.name != other.name).any(|count| count.name == name)
}

fn array(kind: Kind) -> &'static str {
    match kind {
        Kind::U8 => "Uint8Array",
        Kind::U16 => "Uint16Array",
        Kind::U32 => "Uint32Array",
        Kind::I32 => "Int32Array",
        Kind::I64 => "BigInt64Array",
    }
}

/// What becomes of a column, in the words of the core's declarations.
fn role(column: &Column) -> &'static str {
    match (column.direction, column.is_optional) {
        (Direction::Input, false) => "input",
        (Direction::Input, true) => "optional",
        (Direction::Output, false) => "output",
        (Direction::Output, true) => "wanted",
        (Direction::Update, false) => "update",
        (Direction::Update, true) => "tally",
    }
}

/// What every method over columns takes beside its batch.
const OPTIONS: &str = "
/** What comes out of a batch, and where to. */
export interface ColumnOptions<Columns, Wanted> {
  /** Of the results that need not be worked out, those that are wanted: all of them unless said. Without them a batch may be much quicker. */
  wanted?: readonly Wanted[];
  /**
   * Arrays or columns of your own for results, by name and exactly as long: what comes out are then these, and of a column its cells.
   * A table that is added to may come out where it came from; as a column it is then not copied.
   */
  out?: { [Name in Exclude<keyof Columns, 'refused'>]?: Columns[Name] | Column<NonNullable<Columns[Name]>> };
}

";

/// The types of all batches and of what comes out of them.
pub fn types() -> String {
    let mut types = format!("{GENERATED}\nimport type {{ Column }} from './index.js';\n{OPTIONS}");
    let mut methods = String::from(
        "/**\n * The operations that run over columns: typed arrays in, typed arrays out, no reasons. Amounts are minor units (`_fen`), days are\n * counted from 1970-01-01 (`_day`), what is not there is the least value of a signed cell and the greatest of an unsigned one.\n */\nexport interface ColumnMethods {\n",
    );
    for columns in COLUMNS {
        let (method, name) = (method(columns.name), type_name(columns.name));
        let layout = &columns.layout;
        let is_read = |column: &&Column| column.direction != Direction::Output;
        types.push_str(&comment(&plain(layout.documentation), 0));
        let _ = writeln!(types, "export interface {name}Batch {{");
        for count in layout.counts.iter().filter(|count| measure(layout, count).is_none()) {
            // Where only columns that may be left out are as long, there may be none.
            let is_needed = |column: &Column| !column.is_optional && column.length.contains(&count.name);
            let (mark, default) =
                if layout.columns.iter().any(is_needed) { ("", "") } else { ("?", " Default: 0.") };
            let documentation = plain(count.documentation) + default;
            let _ = writeln!(types, "{}  {}{mark}: number;", comment(&documentation, 1), count.name);
        }
        for column in layout.columns.iter().filter(is_read) {
            let mark = if column.is_optional { "?" } else { "" };
            let array = array(column.kind);
            field(&mut types, column, mark, &format!("{array} | Column<{array}>"));
        }
        let _ = writeln!(
            types,
            "}}\n\n/** What comes out of `{method}Columns`. */\nexport interface {name}Columns {{"
        );
        types.push_str("  /** How many rows are refused. */\n  refused: number;\n");
        for column in layout.columns.iter().filter(|column| column.direction != Direction::Input) {
            // One that is added to comes out if it was there.
            field(&mut types, column, if role(column) == "tally" { "?" } else { "" }, array(column.kind));
        }
        types.push_str("}\n\n");
        methods.push_str(&comment(&plain(columns.documentation), 1));
        let wanted: Vec<String> = layout
            .columns
            .iter()
            .filter(|column| role(column) == "wanted")
            .map(|column| format!("'{}'", column.name))
            .collect();
        let _ = if wanted.is_empty() {
            writeln!(
                methods,
                "  {method}Columns(batch: {name}Batch, options?: ColumnOptions<{name}Columns, never>): {name}Columns;"
            )
        } else {
            let all = wanted.join(" | ");
            writeln!(
                methods,
                "  {method}Columns<Wanted extends {all} = {all}>(\n    batch: {name}Batch,\n    options?: ColumnOptions<{name}Columns, Wanted>,\n  ): Omit<{name}Columns, Exclude<{all}, Wanted>>;"
            )
        };
    }
    types + &methods + "}\n"
}

fn field(types: &mut String, column: &Column, mark: &str, cells: &str) {
    let length = column.length.iter().map(|count| format!("`{count}`")).collect::<Vec<_>>().join(" × ");
    let documentation = format!("{}\n\nCells: {length}.", plain(column.documentation));
    let _ = writeln!(types, "{}  {}{mark}: {cells};", comment(&documentation, 1), column.name);
}

/// The Rust that hands the columns of a batch to the kernel of its operation. Each is a function of its own: an engine compiles a
/// function well once it was called, and never while it runs.
pub fn kernels() -> String {
    let (mut arms, mut functions) = (String::new(), String::new());
    for Columns { name, batch, layout, .. } in COLUMNS {
        let _ = writeln!(arms, "        \"{name}\" => {name}(rulebook, columns),");
        let _ = writeln!(
            functions,
            "\n#[inline(never)]\nfn {name}(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {{"
        );
        let _ = writeln!(functions, "    let mut batch = {batch}::<Slices<'_>> {{");
        for count in layout.counts {
            let _ = writeln!(functions, "        {}: columns.count(),", count.name);
        }
        for column in layout.columns {
            let take = match role(column) {
                "update" => "output",
                "tally" => "wanted",
                other => other,
            };
            let _ = writeln!(functions, "        {}: columns.{take}(),", column.name);
        }
        let _ = writeln!(functions, "    }};\n    operation::{name}_columns(rulebook, &mut batch)\n}}");
    }
    let mut rooms: Vec<&str> =
        COLUMNS.iter().filter_map(|columns| columns.batch.split("::").next()).collect();
    rooms.sort_unstable();
    rooms.dedup();
    format!(
        "//! The columns of every batch, handed to the kernel of its operation.
//!
//! Printed from the core's table by `cargo test`: do not edit.

use siyu::column::Slices;
use siyu::error::{{Code, Error}};
use siyu::{{Rulebook, operation}};
use siyu::{{{}}};

use crate::columns::Taken;

/// The operations that run over columns.
#[rustfmt::skip]
const ALLOWED: &str = \"{}\";

/// Runs the kernel of an operation and tells how many rows are refused.
pub(crate) fn run(rulebook: &Rulebook, name: &str, columns: Taken<'_, '_>) -> Result<usize, Error> {{
    match name {{
{arms}        _ => Err(Error::new(Code::UnknownOperation).found(name).allowed(ALLOWED)),
    }}
}}
{functions}",
        rooms.join(", "),
        COLUMNS.iter().map(|columns| columns.name).collect::<Vec<_>>().join(", ")
    )
}
