//! Keeps the generated part of the Python package: types of what operations read and tell, and one method per operation, all
//! from the descriptions of the core. A stale file is written anew, and the test fails to say so.

#[path = "../../../core/tests/vectors/answers.rs"]
#[allow(dead_code, reason = "of the vectors only the examples of the documentation are needed")]
mod answers;
mod codes;
mod columns;
#[path = "../../../core/tests/generated/files.rs"]
mod files;
mod inputs;
mod operations;
mod outcomes;
#[path = "../../../core/tests/generated/prose.rs"]
mod prose;
mod rooms;
mod shapes;
mod syntax;
mod types;

use files::{File, keep, keep_folder};
use siyu::operation::FORMS;

const PACKAGE: &str = "python/src/siyu";

fn file(name: &str, text: String) -> File {
    File { path: format!("{PACKAGE}/{name}.py"), text }
}

fn folder(name: &str, modules: Vec<(String, String)>) {
    let files = modules.into_iter().map(|(room, text)| file(&format!("{name}/{room}"), text));
    keep_folder(&format!("{PACKAGE}/{name}"), &files.collect::<Vec<_>>());
}

#[test]
fn the_types_of_inputs_are_what_the_descriptions_give() {
    folder("inputs", inputs::modules(&rooms::read(), &rooms::told()));
}

#[test]
fn the_types_of_outcomes_are_what_the_descriptions_give() {
    folder("outcomes", outcomes::modules(&rooms::told()));
}

#[test]
fn the_methods_are_what_the_tables_give() {
    keep(&[
        file("_codes", codes::module()),
        file("_shapes", shapes::module(&rooms::read())),
        file("_operations", operations::module(FORMS)),
        file("columns", columns::module()),
    ]);
}

/// No operation may lack its method: asked of the committed file, whatever the generator does.
#[test]
fn every_operation_has_its_method() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PACKAGE).join("_operations.py");
    let module = std::fs::read_to_string(path).unwrap();
    for operation in siyu::operation::TABLE {
        assert!(module.contains(&format!("    def {}(", operation.name)), "{} has no method", operation.name);
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PACKAGE).join("columns.py");
    let module = std::fs::read_to_string(path).unwrap();
    for columns in siyu::operation::COLUMNS {
        let method = format!("    def {}_columns(", columns.name);
        assert!(module.contains(&method), "{} has no method over columns", columns.name);
    }
}
