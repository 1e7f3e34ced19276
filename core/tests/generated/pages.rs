//! The tables of the core as pages in Markdown.

use std::fmt::Write as _;

use siyu::Language::{Chinese, English};
use siyu::column::{Column, Direction, Kind};
use siyu::document::{Choice as _, Description, Field, Word};
use siyu::error::Code;
use siyu::operation::{COLUMNS, FORMS};
use siyu::reason::Rule;

use super::prose::plain;

/// What every page says first.
const GENERATED: &str =
    "<!-- Printed from the declarations of the core by `cargo test`; change them, not this page. -->";

/// Every code with its messages and repairs.
pub fn codes() -> String {
    let mut page = format!(
        "{GENERATED}\n\n# Codes\n\nWhat is refused, or warned of, has a code: a number and a slug that never change their \
         meaning. `{{name}}` stands for a parameter. The sections are blocks of numbers; a number that is not listed is \
         reserved.\n"
    );
    for block in Code::BLOCKS.iter().filter(|block| !block.codes.is_empty()) {
        let (first, last) = (block.first, block.last);
        let _ = write!(page, "\n## {first}–{last}: {} · {}\n\n", block.english, block.chinese);
        page.push_str("| number | slug | used for | message | repair |\n| ---: | --- | --- | --- | --- |\n");
        let mut codes = block.codes.to_vec();
        codes.sort_by_key(|code| code.number());
        for code in codes {
            let used_for = cell(&plain(code.documentation()));
            let message = both(code.message_template(English), code.message_template(Chinese));
            let repair = both(code.repair_template(English), code.repair_template(Chinese));
            let _ = writeln!(
                page,
                "| {} | `{}` | {used_for} | {message} | {repair} |",
                code.number(),
                code.slug()
            );
        }
    }
    page
}

/// Every rule that a reason may speak of, with its sentences.
pub fn reasons() -> String {
    let mut page = format!(
        "{GENERATED}\n\n# Reasons\n\nEvery decision says why, as data (`reasons`, each with its `rule`) and, by \
         `decision_explain`, as sentences. `{{name}}` stands for a fact of the reason.\n"
    );
    let Description::Choice(words) = <Rule as siyu::document::Shape>::describe().resolved() else {
        panic!("a rule is a word")
    };
    for (english, chinese, rules) in Rule::GROUPS {
        let _ = write!(
            page,
            "\n## {english} · {chinese}\n\n| rule | tells of | sentence |\n| --- | --- | --- |\n"
        );
        for rule in *rules {
            let word: &Word = words.iter().find(|word| word.slug == rule.slug()).unwrap();
            let sentence = both(rule.template(English), rule.template(Chinese));
            let _ =
                writeln!(page, "| `{}` | {} | {sentence} |", rule.slug(), cell(&plain(word.documentation)));
        }
    }
    page
}

/// Every operation with what it reads and answers.
pub fn operations() -> String {
    let mut page = format!(
        "{GENERATED}\n\n# Operations\n\nEvery operation takes JSON and gives JSON; the schemas of both are in \
         `core/schema/operations/`. A decision has `operation`, `outcome`, `reasons` and the `rulebook` it was made by; of \
         decisions the outcome is shown. Amounts and rates are decimal strings.\n"
    );
    for forms in FORMS {
        let _ = write!(page, "\n## {}\n\n{}\n", forms.name, plain(forms.documentation));
        write_fields(&mut page, "input", &(forms.input)());
        let output = (forms.output)();
        let outcome = match &output {
            Description::Record(fields) => fields.iter().find(|field| field.name == "outcome"),
            _ => None,
        };
        match outcome {
            Some(outcome) => write_fields(&mut page, "outcome", &outcome.description),
            None => write_fields(&mut page, "answer", &output),
        }
    }
    page
}

/// Every batch of columns.
pub fn columns() -> String {
    let mut page = format!(
        "{GENERATED}\n\n# Columns\n\nOperations that meet volume also run over columns: arrays of whole numbers in, arrays out, a row \
         per case, without reasons. They give the figures of the call.\n\n\
         - `_fen` is minor units of the currency, `_ppm` millionths, `_day` days since 1970-01-01, `_month` year · 12 + month − 1; tiers, \
         levels and the like stand by their places in the rulebook, which `rulebook_columns` tells.\n\
         - *Nothing* is the least value of a signed column and the greatest of an unsigned one; an optional column that is left out is \
         nothing in every row.\n\
         - A refused row has the number of its [code](codes.md) in `code` and zeros in its results; other rows do not notice. The function \
         tells how many rows are refused. What is wrong with the batch as a whole is an error, and nothing is written.\n\
         - The length of a column is the product of the counts named in brackets; a table lies row by row.\n"
    );
    for columns in COLUMNS {
        let (name, layout) = (columns.name, columns.layout);
        let _ = write!(
            page,
            "\n## {name}\n\n{}\n\n{}\n",
            plain(columns.documentation),
            plain(layout.documentation)
        );
        page.push_str("\n| count | counts |\n| --- | --- |\n");
        for count in layout.counts {
            let _ = writeln!(page, "| `{}` | {} |", count.name, cell(&plain(count.documentation)));
        }
        page.push_str("\n| column | cells | use | meaning |\n| --- | --- | --- | --- |\n");
        for column in layout.columns {
            let meaning = cell(&plain(column.documentation));
            let (cells, used) = (cells(column), use_of(column));
            let _ = writeln!(page, "| `{}` | {cells} | {used} | {meaning} |", column.name);
        }
    }
    page
}

fn cells(column: &Column) -> String {
    let kind = match column.kind {
        Kind::U8 => "u8",
        Kind::U16 => "u16",
        Kind::U32 => "u32",
        Kind::I32 => "i32",
        Kind::I64 => "i64",
    };
    format!("{kind} [{}]", column.length.join(", "))
}

fn use_of(column: &Column) -> &'static str {
    match (column.direction, column.is_optional) {
        (Direction::Input, false) => "in",
        (Direction::Input, true) => "in, optional",
        (Direction::Output, false) => "out",
        (Direction::Output, true) => "out, optional",
        (Direction::Update, _) => "added to",
    }
}

fn write_fields(page: &mut String, title: &str, description: &Description) {
    let Description::Record(fields) = description.clone().resolved() else {
        let _ = write!(page, "\nThe {title} is {}.\n", form(description));
        return;
    };
    let _ = write!(page, "\n| {title} | form | meaning |\n| --- | --- | --- |\n");
    for field in &fields {
        let meaning = cell(&plain(field.documentation));
        let _ = writeln!(
            page,
            "| `{}` | {}{} | {meaning} |",
            field.name,
            form(&field.description),
            presence(field)
        );
    }
}

/// Whether a field must be there, and what it is when it is not.
fn presence(field: &Field) -> String {
    match &field.default {
        Some(default) => format!(" = `{}`", cell(default)),
        None if field.required => String::new(),
        None => ", optional".into(),
    }
}

/// A form in a few words.
fn form(description: &Description) -> String {
    match description {
        Description::Flag => "true or false".into(),
        Description::Count { .. } => "whole number".into(),
        Description::Text(_) => "text".into(),
        Description::Choice(words) => {
            words.iter().map(|word| format!("`\"{}\"`", word.slug)).collect::<Vec<_>>().join(", ")
        }
        Description::List(item) => format!("list of {}", form(item)),
        Description::Map(value) => format!("{} by id", form(value)),
        Description::Record(fields) => {
            let names = fields.iter().map(|field| format!("`{}`", field.name));
            format!("object of {}", names.collect::<Vec<_>>().join(", "))
        }
        Description::AnyOf(forms) => forms.iter().map(form).collect::<Vec<_>>().join(" or "),
        Description::Anything => "any JSON".into(),
        Description::Named(named) => match (named.describe)().resolved() {
            Description::Choice(words) if words.len() <= 6 => form(&Description::Choice(words)),
            _ => named.name.into(),
        },
    }
}

fn both(english: &str, chinese: &str) -> String {
    format!("{}<br>{}", cell(english), cell(chinese))
}

/// Text as a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\n\n", "<br>")
}
