//! `cargo xtask test`: the table of checks and the run through it.

use std::env;
use std::io::{self, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use crate::report::{self, Counting, Ended, Verdict};
use crate::root;
use crate::system;
use crate::toolchain::{self, Oldest, Toolchain};

/// One check. A new check is a new row of [`STEPS`]; what cargo cannot do is a command of xtask (`xtask python`) and counts by its
/// closing line.
struct Step {
    name: &'static str,
    toolchain: Toolchain,
    /// What follows `cargo`, parted by single spaces.
    cargo: &'static str,
    environment: &'static [(&'static str, &'static str)],
    counting: Counting,
}

impl Step {
    const fn new(name: &'static str, cargo: &'static str) -> Self {
        Self { name, toolchain: Toolchain::Active, cargo, environment: &[], counting: Counting::Step }
    }

    /// The target that the step builds for, where that is not this machine.
    fn target(&self) -> Option<&'static str> {
        let (_, behind) = self.cargo.split_once("--target ")?;
        behind.split(' ').next()
    }
}

const STEPS: &[Step] = &[
    Step::new("format", "fmt --all --check"),
    Step::new(
        "lints",
        "clippy --workspace --all-targets --features siyu-c/test-panic --locked -- -D warnings",
    ),
    Step::new(
        "lints of what builds the module",
        "clippy -p xtask --all-targets --features bindgen --locked -- -D warnings",
    ),
    Step {
        counting: Counting::CargoTests,
        // Without --show-output nobody would see which tests had no data: libtest hides what a passing test prints.
        ..Step::new("tests", "test --workspace --locked --no-fail-fast -- --show-output")
    },
    Step { counting: Counting::ClosingLine, ..Step::new("python", "xtask python") },
    Step { counting: Counting::ClosingLine, ..Step::new("engines", "xtask engines") },
    Step {
        // A pinned compiler, because not every release comes with this target from every server.
        toolchain: Toolchain::Oldest,
        ..Step::new(
            "core without an operating system",
            "build -p siyu --release --target thumbv7em-none-eabihf --locked",
        )
    },
    Step::new("core as wasm", "build -p siyu --release --target wasm32-unknown-unknown --locked"),
    Step {
        toolchain: Toolchain::Oldest,
        ..Step::new("oldest compiler", "build --workspace --all-targets --locked")
    },
    Step { counting: Counting::ClosingLine, ..Step::new("instructions", "xtask count") },
    Step { counting: Counting::ClosingLine, ..Step::new("backends", "xtask backends") },
    Step { counting: Counting::ClosingLine, ..Step::new("families", "xtask families") },
    Step { counting: Counting::ClosingLine, ..Step::new("wasm", "xtask wasm") },
    Step { counting: Counting::ClosingLine, ..Step::new("miniprogram", "xtask miniprogram") },
    Step { counting: Counting::ClosingLine, ..Step::new("preview", "xtask preview") },
    Step {
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
        ..Step::new("documentation", "doc --workspace --no-deps --locked")
    },
];

/// Runs every step, going on after a failure, and closes with the sum of all.
pub fn run_all() -> ExitCode {
    let oldest = Oldest::find();
    let targets = STEPS.iter().filter_map(|step| Some((step.toolchain, step.target()?)));
    toolchain::prepare(&oldest, &targets.collect::<Vec<_>>());
    system::prepare();

    let (mut passed, mut failed) = (0, 0);
    let mut failed_steps = Vec::new();
    let mut without_data = Vec::new();
    for step in STEPS {
        let verdict = run_and_tell(step, &oldest);
        passed += verdict.passed;
        failed += verdict.failed;
        if verdict.failed > 0 {
            failed_steps.push(step.name);
        }
        without_data.extend(verdict.without_data);
    }

    println!();
    tell_without_data(&without_data);
    if !failed_steps.is_empty() {
        println!("failed: {}", failed_steps.join(", "));
    }
    println!("{}", report::closing_line(passed, failed));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run_and_tell(step: &Step, oldest: &Result<Oldest, String>) -> Verdict {
    print!("{} ", step.name);
    let start = Instant::now();
    let (verdict, output) = match command(step, oldest) {
        Err(complaint) => (Verdict::not_started(complaint), String::new()),
        Ok(mut command) => {
            print!("({}{}) ... ", told(&command), remark(step, oldest));
            // The line ends when the step does; whoever waits shall see what for.
            let _ = io::stdout().flush();
            match run(&mut command) {
                Err(error) => (Verdict::not_started(format!("cargo does not start: {error}")), String::new()),
                Ok(ended) => {
                    (Verdict::of(step.counting, &ended), report::worth_telling(step.counting, &ended))
                }
            }
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let result = if verdict.failed == 0 { "ok" } else { "FAILED" };
    match step.counting {
        Counting::Step => println!("{result} ({seconds:.1} s)"),
        Counting::CargoTests | Counting::ClosingLine => {
            println!("{result}, {} passed, {} failed ({seconds:.1} s)", verdict.passed, verdict.failed);
        }
    }
    if verdict.failed > 0 {
        for line in output.lines().chain(verdict.complaints.iter().map(String::as_str)) {
            println!("    {line}");
        }
    }
    verdict
}

fn command(step: &Step, oldest: &Result<Oldest, String>) -> Result<Command, String> {
    let mut command = Command::new("cargo");
    if let Toolchain::Oldest = step.toolchain {
        let oldest = oldest.as_ref().map_err(String::clone)?;
        command.args(oldest.selector());
    }
    command
        .args(step.cargo.split(' '))
        .envs(step.environment.iter().copied())
        // Colours would hide the results from the reader of the output.
        .env("CARGO_TERM_COLOR", "never")
        .current_dir(root())
        .stdin(Stdio::null());
    Ok(command)
}

/// Which compiler runs, where the command does not tell.
fn remark(step: &Step, oldest: &Result<Oldest, String>) -> String {
    match (step.toolchain, oldest) {
        (Toolchain::Oldest, Ok(oldest)) if oldest.is_active => {
            format!(", the active toolchain is {}", oldest.version)
        }
        _ => String::new(),
    }
}

/// A command as one would type it.
fn told(command: &Command) -> String {
    let words = command.get_args().map(|word| word.to_string_lossy());
    words.fold(command.get_program().to_string_lossy().into_owned(), |line, word| line + " " + &word)
}

fn run(command: &mut Command) -> io::Result<Ended> {
    let output = command.output()?;
    Ok(Ended {
        success: output.status.success(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

fn tell_without_data(lines: &[String]) {
    if !lines.is_empty() {
        println!("{} did not run because SIYU_DATA is unset:", checks(lines.len()));
        for line in lines {
            println!("    {line}");
        }
    } else if env::var_os("SIYU_DATA").is_none() {
        println!("SIYU_DATA is unset; no check asked for it");
    }
}

fn checks(count: usize) -> String {
    if count == 1 { "1 check".to_owned() } else { format!("{count} checks") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oldest(is_active: bool) -> Result<Oldest, String> {
        Ok(Oldest { version: "1.95.0".to_owned(), is_active })
    }

    fn step_of(toolchain: Toolchain) -> Step {
        Step { toolchain, ..Step::new("a step", "build --locked") }
    }

    #[test]
    fn the_oldest_compiler_is_named_unless_it_is_the_active_one() {
        let step = step_of(Toolchain::Oldest);
        assert_eq!(told(&command(&step, &oldest(false)).unwrap()), "cargo +1.95.0 build --locked");
        assert_eq!(told(&command(&step, &oldest(true)).unwrap()), "cargo build --locked");
        assert_eq!(remark(&step, &oldest(false)), "");
        assert_eq!(remark(&step, &oldest(true)), ", the active toolchain is 1.95.0");
        assert_eq!(remark(&step_of(Toolchain::Active), &oldest(true)), "");
    }

    #[test]
    fn the_target_is_read_from_the_command() {
        assert_eq!(
            Step::new("a step", "build --target wasm32-unknown-unknown --locked").target(),
            Some("wasm32-unknown-unknown")
        );
        assert_eq!(
            Step::new("a step", "build --target wasm32-unknown-unknown").target(),
            Some("wasm32-unknown-unknown")
        );
        assert_eq!(Step::new("a step", "build --locked").target(), None);
    }

    #[test]
    fn without_an_oldest_compiler_its_step_fails_and_the_others_run() {
        let unknown = Err("no `rust-version`".to_owned());
        assert_eq!(
            command(&step_of(Toolchain::Oldest), &unknown).err().as_deref(),
            Some("no `rust-version`")
        );
        assert!(command(&step_of(Toolchain::Active), &unknown).is_ok());
    }

    #[test]
    fn every_step_has_its_own_name_and_keeps_the_lock_file() {
        for (position, step) in STEPS.iter().enumerate() {
            assert!(STEPS.iter().skip(position + 1).all(|other| other.name != step.name), "{}", step.name);
            let resolves = !step.cargo.starts_with("fmt ") && !step.cargo.starts_with("xtask ");
            assert_eq!(step.cargo.split(' ').any(|word| word == "--locked"), resolves, "{}", step.name);
        }
    }
}
