//! `cargo xtask npm` and `cargo xtask wasm`: the npm package of `bindings-wasm`, built and tried.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::npm::{folder, run, script, tools};
use crate::report;
use crate::root;

const TARGET: &str = "wasm32-unknown-unknown";

/// Old phones have nothing newer than the first version of WebAssembly; what Rust's own libraries bring is written out
/// later, by `bindings-wasm/tools/optimise.mjs`.
const FLAGS: &str = "-Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals";

/// Builds the package.
pub fn build() -> ExitCode {
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
    let mut checks = Checks::default();
    checks.run("build", || build_package().map(|_| String::new()));
    println!("{}", report::closing_line(checks.passed, checks.failed));
    if checks.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[derive(Default)]
struct Checks {
    passed: usize,
    failed: usize,
}

impl Checks {
    /// Runs a check and tells in one line how it ended; the remark of a passed one stands in it.
    fn run(&mut self, name: &str, check: impl FnOnce() -> Result<String, String>) {
        let start = std::time::Instant::now();
        let result = check();
        let seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(remark) => {
                self.passed += 1;
                let remark = if remark.is_empty() { remark } else { format!(": {remark}") };
                println!("{name} ... ok{remark} ({seconds:.1} s)");
            }
            Err(message) => {
                self.failed += 1;
                println!("{name} ... FAILED ({seconds:.1} s)");
                message.lines().for_each(|line| println!("    {line}"));
            }
        }
    }
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
    run(cargo().args(words).env("RUSTFLAGS", FLAGS))?;
    Ok(root().join("target").join(TARGET).join("wasm").join("siyu_wasm.wasm"))
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
