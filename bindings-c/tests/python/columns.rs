//! One method per operation over columns, with the layout of its batch and the type of its results.

use siyu::column::{Column, Direction, Kind};
use siyu::operation::{COLUMNS, Columns};

use super::prose::plain;
use super::syntax::{HEAD, attribute, camel, docstring, literal};

const IMPORTS: &str = "\nfrom __future__ import annotations\n\nfrom collections.abc import Mapping, Sequence\n\
    from dataclasses import dataclass\nfrom typing import Any, ClassVar, Literal\n\n\
    from siyu import _batch\nfrom siyu._batch import Batch, Column, Results, Table, code_name, zeros\nfrom siyu._decision import Operator\n";

pub fn module() -> String {
    let batches: String = COLUMNS.iter().map(batch).collect();
    let results: String = COLUMNS.iter().map(results).collect();
    let methods: String = COLUMNS.iter().map(method).collect();
    let names: Vec<String> = COLUMNS.iter().map(|columns| literal(&results_name(columns))).collect();
    format!(
        "{HEAD}\"\"\"Operations over columns: arrays of integers in, arrays out, for volume.\n\n\
         Amounts are in the currency's minor unit (`_fen`), rates in millionths (`_ppm`), days are counted from 1970-01-01 (`_day`), months\n\
         from year 0 (`_month`), tiers, levels and parties are places in the rulebook. A row that is refused has the number of its code in\n\
         the column `code` (`code_name` tells it), 0 elsewhere; other rows do not notice.\n\"\"\"\n{IMPORTS}{batches}{results}\n\n\
         class ColumnOperations(Operator):\n    \"\"\"Every operation over columns.\"\"\"\n\n    __slots__ = ()\n{methods}\n\n\
         __all__ = [\"Column\", \"Results\", \"Table\", \"code_name\", \"zeros\", {}]\n",
        names.join(", ")
    )
}

fn constant(columns: &Columns) -> String {
    format!("_{}", columns.name.to_uppercase())
}

fn results_name(columns: &Columns) -> String {
    format!("{}Columns", camel(columns.name))
}

fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::U8 => "B",
        Kind::U16 => "H",
        Kind::U32 => "I",
        Kind::I32 => "i",
        Kind::I64 => "q",
    }
}

fn width(kind: Kind) -> &'static str {
    match kind {
        Kind::U8 => "uint8",
        Kind::U16 => "uint16",
        Kind::U32 => "uint32",
        Kind::I32 => "int32",
        Kind::I64 => "int64",
    }
}

fn batch(columns: &Columns) -> String {
    let counts: Vec<String> = columns.layout.counts.iter().map(|count| literal(count.name)).collect();
    let mut text = format!(
        "\n\n{} = Batch(\n    {},\n    ({},),\n    (\n",
        constant(columns),
        literal(columns.name),
        counts.join(", ")
    );
    for column in columns.layout.columns {
        let direction = match column.direction {
            Direction::Input => "input",
            Direction::Output => "output",
            Direction::Update => "update",
        };
        let length: Vec<String> = column.length.iter().map(|count| literal(count)).collect();
        let optional = if column.is_optional { "True" } else { "False" };
        text += &format!(
            "        _batch.Cells({}, \"{}\", \"{direction}\", {optional}, ({},)),\n",
            literal(column.name),
            code(column.kind),
            length.join(", ")
        );
    }
    text + "    ),\n)\n"
}

fn written(columns: &Columns) -> impl Iterator<Item = &'static Column> {
    columns.layout.columns.iter().filter(|column| column.direction != Direction::Input)
}

fn results(columns: &Columns) -> String {
    let has_outputs = written(columns).any(|column| column.direction == Direction::Output);
    let mut text = format!(
        "\n\n@dataclass(frozen=True, slots=True, kw_only=True, eq=False)\nclass {}({}):\n{}",
        results_name(columns),
        if has_outputs { "Table" } else { "Results" },
        docstring(&format!("What `{}_columns` gives, a cell per row.", columns.name), "    ")
    );
    if has_outputs {
        text += &format!("\n    _batch: ClassVar[Batch] = {}\n", constant(columns));
    }
    for column in written(columns) {
        let about = format!("{} ({})", plain(column.documentation).trim_end_matches('.'), cells(column));
        text += &format!("\n    {}: Any\n{}", attribute(column.name), docstring(&about, "    "));
    }
    text
}

/// What the cells of a column are, in words.
fn cells(column: &Column) -> String {
    let shape = column.length.join(" × ");
    let left_out = match (column.direction, column.is_optional) {
        (Direction::Input, true) => "; may be left out",
        (Direction::Output, true) => "; None where it is not wanted",
        (Direction::Update, _) => "; added to, in place",
        _ => "",
    };
    format!("{}, {shape}{left_out}", width(column.kind))
}

fn method(columns: &Columns) -> String {
    let (needed, optional): (Vec<&Column>, Vec<&Column>) = columns
        .layout
        .columns
        .iter()
        .filter(|column| column.direction != Direction::Output)
        .partition(|column| !column.is_optional);
    let mut parameters: Vec<String> =
        needed.iter().map(|column| format!("{}: Column", attribute(column.name))).collect();
    parameters
        .extend(optional.iter().map(|column| format!("{}: Column | None = None", attribute(column.name))));
    let wanted: Vec<String> = written(columns)
        .filter(|column| column.is_optional && column.direction == Direction::Output)
        .map(|column| literal(column.name))
        .collect();
    let told = untold_counts(columns);
    parameters.extend(told.iter().map(|count| format!("{count}: int | None = None")));
    if !wanted.is_empty() {
        parameters.push(format!("wanted: Sequence[Literal[{}]] | None = None", wanted.join(", ")));
    }
    parameters.push("out: Mapping[str, Any] | None = None".into());
    let given: Vec<String> = needed
        .iter()
        .chain(&optional)
        .map(|column| format!("\"{}\": {}", column.name, attribute(column.name)))
        .collect();
    format!(
        "\n    def {name}_columns(\n        self,\n        *,\n        {},\n    ) -> {results}:\n{}        \
         given = {{{}}}\n        return {results}(**{constant}.run(self._opened(), given, {{{}}}, {}, out))\n",
        parameters.join(",\n        "),
        documentation(columns),
        given.join(", "),
        told.iter().map(|count| format!("\"{count}\": {count}")).collect::<Vec<_>>().join(", "),
        if wanted.is_empty() { "None" } else { "wanted" },
        name = columns.name,
        results = results_name(columns),
        constant = constant(columns),
    )
}

/// The counts that no column tells which must be there: not by its length, nor by it and the counts told by others.
fn untold_counts(columns: &Columns) -> Vec<&'static str> {
    let mut known: Vec<&str> = Vec::new();
    let given = || {
        columns
            .layout
            .columns
            .iter()
            .filter(|column| column.direction != Direction::Output && !column.is_optional)
    };
    for _ in columns.layout.counts {
        for column in given() {
            let unknown: Vec<&str> =
                column.length.iter().copied().filter(|count| !known.contains(count)).collect();
            if let [only] = unknown.as_slice() {
                known.push(only);
            }
        }
    }
    columns.layout.counts.iter().map(|count| count.name).filter(|count| !known.contains(count)).collect()
}

fn documentation(columns: &Columns) -> String {
    let head = docstring(columns.documentation, "        ");
    let head = head.trim_end().trim_end_matches('"');
    let mut text = format!(
        "{head}\n\n        {}\n\n",
        plain(columns.layout.documentation).replace("\n\n", "\n\n        ")
    );
    for column in columns.layout.columns.iter().filter(|column| column.direction != Direction::Output) {
        text += &format!(
            "        - `{}` ({}): {}\n",
            column.name,
            cells(column),
            plain(column.documentation).replace('\n', " ")
        );
    }
    for count in columns.layout.counts.iter().filter(|count| untold_counts(columns).contains(&count.name)) {
        let about = plain(count.documentation).replace('\n', " ");
        text += &format!(
            "        - `{}`: {about} To be said where no table tells it by its shape.\n",
            count.name
        );
    }
    text + "\n        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.\n        \"\"\"\n"
}
