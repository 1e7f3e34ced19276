//! What the guides say is so: their commands and programs are run as they stand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::library;

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
    let expected = fs::read_to_string(root().join("examples/c/expected.txt")).expect("it is there");
    assert_eq!(told, expected);
}

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
