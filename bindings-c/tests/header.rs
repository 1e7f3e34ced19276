//! The committed headers are what the sources say.

use std::fs;
use std::path::{Path, PathBuf};

use cbindgen::{Bindings, Builder, Config, ItemType};
use siyu::operation::COLUMNS;

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

fn written(config: Config) -> String {
    let builder = Builder::new().with_crate(PACKAGE).with_config(config);
    let bindings: Bindings = builder.generate().expect("the sources can be read");
    let mut text = Vec::new();
    bindings.write(&mut text);
    String::from_utf8(text).expect("a header is UTF-8")
}

fn config() -> Config {
    let mut config =
        Config::from_file(Path::new(PACKAGE).join("cbindgen.toml")).expect("cbindgen.toml can be read");
    // The structs of columns are generated, and so are their names.
    for columns in COLUMNS {
        let words = columns.name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
        let own = words.collect::<String>() + "Batch";
        config.export.rename.insert(own, format!("siyu_{}_batch", columns.name));
    }
    config
}

/// The header for a C compiler.
fn header() -> String {
    written(config())
}

/// The declarations alone, for readers that have no preprocessor: PHP FFI, cffi.
fn declarations() -> String {
    let mut config = config();
    config.header = None;
    config.after_includes = config.after_includes.map(|text| declarations_of(&text));
    config.autogen_warning = None;
    config.include_guard = None;
    config.sys_includes.clear();
    config.cpp_compat = false;
    config.documentation = false;
    // Constants are preprocessor definitions.
    config.export.item_types = vec![
        ItemType::Enums,
        ItemType::Structs,
        ItemType::OpaqueItems,
        ItemType::Typedefs,
        ItemType::Functions,
    ];
    written(config)
}

/// What is neither preprocessor nor comment.
fn declarations_of(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("/*"));
    lines.filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

/// Compares a committed file with what it must be; a stale one is written anew, and the test fails once.
fn hold_fresh(name: &str, text: &str) {
    let path: PathBuf = Path::new(PACKAGE).join("include").join(name);
    if fs::read_to_string(&path).unwrap_or_default() != text {
        fs::write(&path, text).unwrap();
        panic!("include/{name} was stale and is written anew: look at it, and commit it");
    }
}

#[test]
fn the_header_is_fresh() {
    hold_fresh("siyu.h", &header());
}

#[test]
fn the_declarations_are_fresh() {
    hold_fresh("siyu.cdef.h", &declarations());
}

#[test]
fn the_declarations_have_no_preprocessor_and_no_comment() {
    let text = declarations();
    for forbidden in ["#", "/*", "//", "__attribute__", "\\\n"] {
        assert!(!text.contains(forbidden), "`{forbidden}` stands in\n{text}");
    }
    let functions = |text: &str| text.matches("siyu_call(").count() + text.matches("_free(").count();
    assert_eq!(functions(&text), 8, "{text}");
}

#[test]
fn every_declaration_of_the_header_has_its_documentation() {
    let text = header();
    let mut before = "";
    let mut declarations = 0;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = ["int32_t ", "const char *", "uint", "size_t ", "void ", "typedef "];
        if begins.iter().any(|begin| line.starts_with(begin)) {
            declarations += 1;
            assert!(before.ends_with("*/"), "no documentation before `{line}`");
        }
        if !line.is_empty() {
            before = line;
        }
    }
    assert!(declarations > 20, "only {declarations} declarations were found");
}
