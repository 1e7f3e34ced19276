//! `cargo xtask npm` and `cargo xtask wasm`: the npm package of `bindings-wasm`, built and tried.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::npm::{folder, run, script, tools};
use crate::report;
use crate::root;
use crate::system;
use crate::toolchain::{self, Oldest, Toolchain};

const TARGET: &str = "wasm32-unknown-unknown";

/// What is checked once the package is there: a name, and the script of `bindings-wasm/tests/checks` with its words.
const CHECKS: &[(&str, &[&str])] = &[
    ("package", &["package"]),
    ("size", &["size"]),
    ("TypeScript", &["types"]),
    ("Node, import", &["node", "import"]),
    ("Node, require", &["node", "require"]),
    ("Node, slim", &["node", "slim"]),
    ("Node, packed by esbuild", &["node", "bundle"]),
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
    toolchain::prepare(&Oldest::find(), &[(Toolchain::Active, TARGET)]);
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
    let glue = bound(&compiled()?)?;
    let module = folder().join("siyu.wasm");
    run(script(&tools, "tools/optimise.mjs").args([&glue.join("siyu_bg.wasm"), &module]))?;
    let package = folder().join("siyu");
    for layer in ["tools/package.mjs", "tools/miniprogram.mjs"] {
        run(script(&tools, layer).arg(root()).args([&glue, &module, &package]))?;
    }
    Ok(package)
}

/// The module as Rust makes it.
fn compiled() -> Result<PathBuf, String> {
    let words = ["build", "--locked", "--package", "siyu-wasm", "--profile", "wasm", "--target", TARGET];
    run(cargo().args(words).env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}")))?;
    Ok(root().join("target").join(TARGET).join("wasm").join("siyu_wasm.wasm"))
}

fn flags() -> Vec<String> {
    let mut flags = vec![
        // Old phones have nothing newer than the first version of WebAssembly; what Rust's own libraries bring is written
        // out later, by `bindings-wasm/tools/optimise.mjs`.
        "-Ctarget-cpu=mvp".to_owned(),
        "-Ctarget-feature=+mutable-globals".to_owned(),
        format!("--remap-path-prefix={}=siyu", root().display()),
    ];
    // The places of panics stand in the module, and shall not tell where it was built.
    let home = env::var("CARGO_HOME").ok().or_else(|| Some(env::var("HOME").ok()? + "/.cargo"));
    flags.extend(home.map(|home| format!("--remap-path-prefix={home}=cargo")));
    flags
}

/// The folder of the module that JavaScript can load, and of the JavaScript that loads it.
fn bound(module: &Path) -> Result<PathBuf, String> {
    let glue = folder().join("bindgen");
    let words = ["run", "--locked", "--package", "xtask", "--features", "bindgen", "--bin", "bindgen", "--"];
    run(cargo().args(words).args([module, &glue]))?;
    Ok(glue)
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root());
    command
}
