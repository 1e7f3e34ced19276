//! `cargo xtask preview`: the page of `examples/preview`, built into one file and used in Chromium.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::npm::{install, run, tools};
use crate::program;
use crate::report::{self, Verdict};
use crate::root;
use crate::system;
use crate::wasm;

/// Builds the page.
pub fn build() -> ExitCode {
    ended(page().map(|page| page.display().to_string()))
}

/// Builds the page and uses it.
pub fn check() -> ExitCode {
    system::prepare();
    let verdict = match checks() {
        Ok(mut checks) => program::run("page", &mut checks),
        Err(message) => {
            println!("build ... FAILED: {message}");
            Verdict::not_started(message)
        }
    };
    println!("{}", report::closing_line(verdict.passed, verdict.failed));
    if verdict.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Builds the page and tells how soon it answers.
pub fn measure() -> ExitCode {
    ended(page().and_then(|page| run(&mut used("measure.mjs", &page)?)))
}

/// Builds the page and takes pictures of it, to be looked at.
pub fn pictures() -> ExitCode {
    ended(page().and_then(|page| {
        let mut program = used("screenshots.mjs", &page)?;
        run(program.arg(root().join("target").join("preview").join("pictures")))
    }))
}

fn ended(result: Result<String, String>) -> ExitCode {
    match result {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn checks() -> Result<Command, String> {
    let page = page()?;
    used("run.mjs", &page)
}

/// The file of the page, built from the npm package; its scripts have been looked at by TypeScript.
fn page() -> Result<PathBuf, String> {
    wasm::prepare();
    wasm::build_package()?;
    let source = source();
    // Two packages without dependencies, named by exact versions: there is nothing to lock.
    install(&source, "preview", &["package.json"], "install")?;
    let tools = tools()?;
    let types = tools.join("node_modules").join("typescript").join("bin").join("tsc");
    run(node(&tools).arg(types).arg("--project").arg(&source))?;
    let page = root().join("target").join("preview").join("index.html");
    run(node(&tools).arg(source.join("build.mjs")).arg(root()).arg(&page))?;
    Ok(page)
}

/// A script that uses the page, and asks the native library the same questions.
fn used(script: &str, page: &Path) -> Result<Command, String> {
    let mut cargo = Command::new("cargo");
    run(cargo.args(["build", "--quiet", "--locked", "--package", "preview-native"]).current_dir(root()))?;
    let native = root().join("target").join("debug").join("preview-native");
    let mut program = node(&tools()?);
    program.arg(source().join("tests").join(script)).arg(root()).arg(page).arg(native);
    Ok(program)
}

fn source() -> PathBuf {
    root().join("examples").join("preview")
}

/// Node, where it finds the tools.
fn node(tools: &Path) -> Command {
    let mut node = Command::new("node");
    node.current_dir(tools);
    node
}
