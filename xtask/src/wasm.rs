//! `cargo xtask npm` and `cargo xtask wasm`: the npm package of `bindings-wasm`, built and tried.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::modules::{self, cargo};
use crate::npm::{folder, run, script, tools};
use crate::report;
use crate::root;
use crate::system;
use crate::toolchain::{self, Oldest, Toolchain};

/// What is checked once the package is there: a name, and the script of `bindings-wasm/tests/checks` with its words.
const CHECKS: &[(&str, &[&str])] = &[
    ("package", &["package"]),
    ("size", &["size"]),
    ("TypeScript", &["types"]),
    ("Node, import", &["node", "import"]),
    ("Node, require", &["node", "require"]),
    ("Node, slim", &["node", "slim"]),
    ("Node, packed by esbuild", &["node", "bundle"]),
    ("Node, the modules of families", &["families"]),
    ("examples of the READMEs", &["readme"]),
    ("examples/node", &["story"]),
    ("the conditions of workerd", &["node", "workerd"]),
    ("Chromium without a bundler", &["script"]),
    ("Chromium, Vite while developing", &["bundlers", "vite-dev"]),
    ("Chromium, Vite's build", &["bundlers", "vite-build"]),
    ("Chromium, webpack", &["bundlers", "webpack"]),
];

/// Builds the package.
pub fn build() -> ExitCode {
    prepare();
    match build_package() {
        Ok(package) => {
            println!("{}", package.display());
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the package and runs its checks.
pub fn check() -> ExitCode {
    prepare();
    system::prepare();
    let mut tally = Tally::default();
    let is_built = tally.run("npm package", || build_package().map(|_| String::new()));
    // Of a package that is not there, or an old one, nothing is to be said.
    if is_built && tally.run("native answers", native_answers) {
        for (name, words) in CHECKS {
            tally.run(name, || script_of(words));
        }
    }
    println!("{}", report::closing_line(tally.passed, tally.failed));
    if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

pub fn prepare() {
    toolchain::prepare(&Oldest::find(), &[(Toolchain::Active, modules::TARGET)]);
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Runs a check and tells in one line how it ended; the remark of a passed one stands in it.
    fn run(&mut self, name: &str, check: impl FnOnce() -> Result<String, String>) -> bool {
        let start = Instant::now();
        let result = check();
        let seconds = start.elapsed().as_secs_f64();
        match &result {
            Ok(remark) => {
                self.passed += 1;
                let remark = if remark.is_empty() { String::new() } else { format!(": {remark}") };
                println!("{name} ... ok{remark} ({seconds:.1} s)");
            }
            Err(message) => {
                self.failed += 1;
                println!("{name} ... FAILED ({seconds:.1} s)");
                message.lines().for_each(|line| println!("    {line}"));
            }
        }
        result.is_ok()
    }
}

fn script_of(words: &[&str]) -> Result<String, String> {
    let [name, rest @ ..] = words else { return Err("a check without a script".to_owned()) };
    run(script(&tools()?, &format!("tests/checks/{name}.mjs")).args(rest))
}

/// Writes what the core answers to every vector, so that a doorway that answers otherwise is shown where.
pub fn native_answers() -> Result<String, String> {
    let answers =
        run(cargo().args(["run", "--quiet", "--locked", "--package", "siyu", "--example", "vectors"]))?;
    let written = fs::write(folder().join("answers.txt"), answers + "\n");
    written.map(|()| String::new()).map_err(|error| format!("cannot write them: {error}"))
}

/// The steps from the sources to the folder of the package, which is its answer.
pub fn build_package() -> Result<PathBuf, String> {
    let tools = tools()?;
    let modules = modules::build(&tools)?;
    let package = folder().join("siyu");
    for layer in ["tools/package.mjs", "tools/miniprogram.mjs"] {
        run(script(&tools, layer).arg(root()).args([&modules, &package]))?;
    }
    Ok(package)
}
