//! `cargo xtask miniprogram`: the mini-program build of the npm package, tried where there is no web.

use std::io;
use std::process::{Command, ExitCode, Stdio};

use crate::npm::{script, tools};
use crate::report::{self, Counting, Ended, Verdict};
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

/// Runs a program and tells what it said but for its sum, which goes into that of all.
fn run(name: &str, program: &mut Command) -> Verdict {
    match ended(program) {
        Err(error) => {
            println!("{name} ... FAILED: the program does not start: {error}");
            Verdict::not_started(error.to_string())
        }
        Ok(ended) => {
            let verdict = Verdict::of(Counting::ClosingLine, &ended);
            if verdict.complaints.is_empty() {
                let (lines, _) = ended.stdout.trim_end().rsplit_once('\n').unwrap_or_default();
                println!("{lines}");
            } else {
                println!("{}{}", ended.stdout, ended.stderr);
                println!("{name} ... FAILED: {}", verdict.complaints.join(", "));
            }
            verdict
        }
    }
}

fn ended(program: &mut Command) -> io::Result<Ended> {
    let output = program.stdin(Stdio::null()).output()?;
    Ok(Ended {
        success: output.status.success(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
