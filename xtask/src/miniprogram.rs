//! `cargo xtask miniprogram`: the mini-program build of the npm package, tried where there is no web.

use std::process::{Command, ExitCode};

use crate::npm::{script, tools};
use crate::program::run;
use crate::report::{self, Verdict};
use crate::root;
use crate::wasm;

/// Builds the package and runs what looks at its module, and what runs it in hosts like those on phones.
pub fn check() -> ExitCode {
    let verdicts = match programs() {
        Ok(programs) => programs.into_iter().map(|(name, mut program)| run(name, &mut program)).collect(),
        Err(message) => {
            println!("build ... FAILED: {message}");
            vec![Verdict::not_started(message)]
        }
    };
    let passed = verdicts.iter().map(|verdict| verdict.passed).sum();
    let failed = verdicts.iter().map(|verdict| verdict.failed).sum();
    println!("{}", report::closing_line(passed, failed));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What checks the built package; each ends its output with a closing line.
fn programs() -> Result<[(&'static str, Command); 2], String> {
    wasm::prepare();
    let package = wasm::build_package()?;
    wasm::native_answers()?;
    let mut module = Command::new("cargo");
    module
        .args(["run", "--quiet", "--locked", "--package", "xtask", "--features", "bindgen"])
        .args(["--bin", "phone_module", "--"])
        .arg(package.join("siyu.wasm"))
        .current_dir(root());
    Ok([("module", module), ("hosts", script(&tools()?, "tests/miniprogram/run.mjs"))])
}
