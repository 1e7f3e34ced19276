//! Programs in C: how each is built, run and watched.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::library;

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// How a program is built and watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// C99 with the shared library.
    C99,
    /// The same source as C++17 with the static library.
    Cpp17,
    /// With gcc's address, leak and undefined-behaviour sanitizers.
    Sanitized,
    /// C99 under valgrind.
    Valgrind,
}

impl Mode {
    fn compiler(self) -> Command {
        const C: &[&str] = &["-std=c99", "-O1", "-g"];
        let (program, own): (_, &[&str]) = match self {
            Self::C99 => ("gcc", C),
            Self::Cpp17 => ("g++", &["-x", "c++", "-std=c++17", "-O1"]),
            Self::Sanitized => (
                "gcc",
                &["-std=c99", "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
            ),
            Self::Valgrind => ("gcc", C),
        };
        let mut compiler = Command::new(program);
        compiler.args(own).args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread"]);
        compiler.arg("-I").arg(Path::new(PACKAGE).join("include"));
        compiler
    }
}

/// A program: its name and its sources.
pub struct Program {
    name: &'static str,
    sources: Vec<PathBuf>,
}

impl Program {
    /// A program in `tests/c` that runs cases.
    pub fn new(name: &'static str) -> Self {
        let source = |name: &str| Path::new(PACKAGE).join("tests/c").join(name).with_extension("c");
        Self { name, sources: vec![source(name), source("cases")] }
    }

    /// A program of this text.
    pub fn written(name: &'static str, text: &str) -> Self {
        let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("c");
        fs::write(&source, text).expect("the target folder is writable");
        Self { name, sources: vec![source] }
    }

    /// Runs the program to a good end and gives what it prints.
    pub fn run(&self, mode: Mode, arguments: &[impl AsRef<OsStr>]) -> String {
        let ended = self.end(mode, arguments);
        assert!(
            ended.status.success(),
            "{} in {mode:?}: {}\n{}\n{}",
            self.name,
            ended.status,
            String::from_utf8_lossy(&ended.stdout),
            String::from_utf8_lossy(&ended.stderr)
        );
        String::from_utf8(ended.stdout).expect("it prints text")
    }

    /// Builds the program, runs it, and gives how it ended.
    pub fn end(&self, mode: Mode, arguments: &[impl AsRef<OsStr>]) -> Output {
        const VALGRIND: &[&str] = &[
            "valgrind",
            "--quiet",
            "--error-exitcode=9",
            "--leak-check=full",
            "--errors-for-leak-kinds=all",
            "--show-leak-kinds=all",
        ];
        let watcher = if mode == Mode::Valgrind { VALGRIND } else { &[] };
        // A deadlock is a failure and no reason to wait for ever.
        let mut command = Command::new("timeout");
        command.args(["--signal=KILL", "900"]).args(watcher).arg(self.build(mode));
        command
            .args(arguments)
            .env("LD_LIBRARY_PATH", library::folder())
            .env("ASAN_OPTIONS", "detect_leaks=1:detect_stack_use_after_return=1")
            // A panic on purpose need not tell where it was.
            .env("RUST_BACKTRACE", "0");
        command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"))
    }

    fn build(&self, mode: Mode) -> PathBuf {
        let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{mode:?}", self.name));
        let mut compiler = mode.compiler();
        compiler.args(&self.sources);
        match mode {
            Mode::Cpp17 => compiler.args(["-x", "none"]).arg(library::folder().join("libsiyu.a")),
            _ => compiler.arg("-L").arg(library::folder()).arg("-lsiyu"),
        };
        compiler.arg("-o").arg(&built);
        succeed(&mut compiler);
        built
    }
}

/// Compiles declarations of `include/` with nothing but the types that they name, and without a preprocessor.
pub fn compile_declarations(name: &str) {
    let declarations =
        fs::read_to_string(Path::new(PACKAGE).join("include").join(name)).expect("it is there");
    let types = "typedef unsigned long size_t; typedef unsigned short uint16_t; typedef int int32_t; \
                 typedef unsigned int uint32_t; typedef unsigned char uint8_t; typedef long int64_t;\n";
    let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join("declarations.c");
    fs::write(&source, format!("{types}{declarations}")).expect("the folder is writable");
    let mut compiler = Command::new("gcc");
    compiler.args([
        "-std=c99",
        "-fpreprocessed",
        "-fsyntax-only",
        "-Wall",
        "-Wextra",
        "-Wpedantic",
        "-Werror",
    ]);
    succeed(compiler.arg(source));
}

fn succeed(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    assert!(output.status.success(), "{command:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}
