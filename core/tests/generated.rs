//! Keeps what is generated from the declarations of the core: JSON Schemas, pages, and the types
//! of other languages. A file that is not what the declarations
//! give is written anew, and the test fails to say so; the next run passes, and the change is there to be committed.

mod generated {
    pub mod files;
    pub mod json_schema;
    pub mod pages;
    pub mod prose;
    pub mod sections;
    pub mod typescript;
    pub mod typescript_columns;
}

use generated::files::{File, keep, keep_folder};
use generated::json_schema::{Direction, Head, print};
use generated::pages;
use generated::prose::plain;
use generated::{sections, typescript, typescript_columns};
use siyu::Rulebook;
use siyu::document::{Description, Shape as _};
use siyu::operation::{FORMS, Refusal};

#[test]
fn the_schemas_are_what_the_declarations_give() {
    let rulebook = head("rulebook", "Rulebook", "A merchant's rules.");
    let refusal = head("refusal", "Refusal", "Why a call was refused.");
    let mut schemas = vec![
        file(&rulebook, &Rulebook::describe(), Direction::Read),
        file(&refusal, &Refusal::describe(), Direction::Written),
    ];
    for forms in FORMS {
        let documentation = plain(forms.documentation);
        let head = |end| head(&format!("operations/{}.{end}", forms.name), forms.name, &documentation);
        schemas.push(file(&head("input"), &(forms.input)(), Direction::Read));
        schemas.push(file(&head("output"), &(forms.output)(), Direction::Written));
    }
    keep_folder("schema", &schemas);
}

fn head(name: &str, title: &str, description: &str) -> Head {
    Head { name: name.into(), title: title.into(), description: description.into() }
}

fn file(head: &Head, description: &Description, direction: Direction) -> File {
    let text = serde_json::to_string_pretty(&print(head, description, direction)).unwrap() + "\n";
    File { path: format!("schema/{}.schema.json", head.name), text }
}

#[test]
fn the_pages_are_what_the_tables_give() {
    let page = |name: &str, text| File { path: format!("rules/{name}.md"), text };
    keep(&[
        page("codes", pages::codes()),
        page("reasons", pages::reasons()),
        page("operations", pages::operations()),
        page("columns", pages::columns()),
    ]);
}

#[test]
fn the_types_of_typescript_are_what_the_tables_give() {
    let file = |name: &str, text| File { path: format!("../bindings-wasm/{name}"), text };
    keep(&[
        file("js/operations.js", typescript::operations_script()),
        file("js/operations.d.ts", typescript::operations_types()),
        file("js/families.js", typescript::families_script()),
        file("js/families.d.ts", typescript::families_types()),
        file("js/columns-table.js", typescript_columns::script()),
        file("js/columns.d.ts", typescript_columns::types()),
        file("src/kernels.rs", typescript_columns::kernels()),
    ]);
}

#[test]
fn the_table_of_sections_is_what_the_descriptions_give() {
    keep(&[File { path: "src/rulebook/sections.json".into(), text: sections::table() }]);
}
