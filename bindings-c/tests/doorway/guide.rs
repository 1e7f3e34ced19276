//! What the guides say is so: their commands and programs are run as they stand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::library;
use crate::program::{Mode, Program};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The only block of a language in a guide.
fn block(guide: &str, language: &str) -> String {
    let text = fs::read_to_string(root().join(guide)).expect("the guide is there");
    let (_, behind) = text.split_once(&format!("```{language}\n")).expect("the guide has such a block");
    behind.split("```").next().unwrap_or_default().to_owned()
}

fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn the_storefront_is_built_by_its_guide_and_prints_what_is_expected() {
    let guide = block("examples/c/README.md", "sh");
    let (build, rest) = guide.split_once('\n').expect("it has several lines");
    assert_eq!(build, "cargo build --release -p siyu-c");
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("storefront");
    let here = rest
        .replace("target/release/libsiyu.a", &library::folder().join("libsiyu.a").to_string_lossy())
        .replace("target/storefront", &program.to_string_lossy())
        .replace(
            "cc -std=c99 ",
            "cc -std=c99 -Wall -Wextra -Wpedantic -Werror -fsanitize=address,undefined ",
        );
    let told = printed(Command::new("sh").args(["-e", "-c", &here]).current_dir(root()));
    for figure in
        ["小梅🌸 (direct): 2.39\n", "小梅🌸 (direct): 0.11\n", "茶舍 (residual): 0.47\n", "应付 314.55"]
    {
        assert!(told.contains(figure), "no `{figure}` in\n{told}");
    }
    let expected = root().join("examples/story/expected.txt");
    if fs::read_to_string(&expected).unwrap_or_default() != told {
        fs::write(&expected, told).expect("the example's folder is writable");
        panic!("examples/story/expected.txt was stale and is written anew: look at it, and commit it");
    }
}

#[test]
fn the_front_page_calls_from_c_as_it_says() {
    let source = format!(
        "#include <stdio.h>\n#include <string.h>\n#include \"siyu.h\"\n\
         int main(int count, char **arguments) {{\n    if (count != 3) return 2;\n    \
         const char *rules = arguments[1], *order = arguments[2];\n{}    return 0;\n}}\n",
        block("README.md", "c")
    );
    let program = Program::written("front-page", &source);
    let (rules, order) =
        (RULES, r#"{"id": "o-1", "placed_on": "2026-11-21", "lines": [{"id": "1", "paid": "19.99"}]}"#);
    let rulebook = siyu::Rulebook::parse(rules).expect("it is sound");
    let expected = siyu::call(Some(&rulebook), "commission_split", order).expect("it answers");
    assert_eq!(program.run(Mode::Sanitized, &[rules, order]), expected + "\n");
    let refused = siyu::call(Some(&rulebook), "commission_split", "{}").expect_err("it lacks everything");
    let expected = refused.message(siyu::Language::Chinese);
    assert_eq!(program.run(Mode::Sanitized, &[rules, "{}"]), expected + "\n");
}

const RULES: &str = r#"{"name": "shop", "version": "1", "effective_from": "2026-01-01",
    "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}}}}"#;

#[test]
fn php_reads_the_declarations_and_calls_as_the_guide_says() {
    let program = format!("<?php\n{}", block("bindings-c/README.md", "php"));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("call.php");
    fs::write(&path, program).expect("the target folder is writable");
    let told = printed(
        Command::new("php")
            .args(["-d", "ffi.enable=true"])
            .arg(path)
            .env("LD_LIBRARY_PATH", library::folder())
            .current_dir(root().join("bindings-c/include")),
    );
    let expected = siyu::call(None, "rulebook_check", "{\"text\": \"{}\"}").expect("it answers");
    assert_eq!(told, expected + "\n");
}
