//! `cargo xtask <command>`: the builds and checks of siyu that cargo alone cannot do.

mod backends;
mod bench;
mod checks;
#[cfg(test)]
mod dependencies;
mod engines;
mod families;
mod jdk;
mod miniprogram;
mod modules;
mod npm;
mod peers;
mod preview;
mod program;
mod python;
mod report;
mod system;
mod toolchain;
mod wasm;

use std::env;
use std::path::Path;
use std::process::ExitCode;

/// A word after `cargo xtask`, and what it does.
struct Command {
    name: &'static str,
    about: &'static str,
    run: fn() -> ExitCode,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "test",
        about: "install what the checks need, run every check, and say how many passed",
        run: checks::run_all,
    },
    Command {
        name: "count",
        about: "hold counted instructions against the committed ones",
        run: bench::count,
    },
    Command { name: "recount", about: "write the counts of instructions anew", run: bench::recount },
    Command {
        name: "backends",
        about: "run the examples in C, PHP, Go and Java, and compare what they print",
        run: backends::check,
    },
    Command {
        name: "python",
        about: "build the wheel of the Python package, install it without a compiler, and run its checks",
        run: python::run,
    },
    Command {
        name: "engines",
        about: "run the examples in Spark, DuckDB and Polars, with a worker of Spark killed in the middle",
        run: engines::run,
    },
    Command {
        name: "families",
        about: "compile the core with each of its features alone, and with none",
        run: families::check,
    },
    Command { name: "npm", about: "build the npm package `siyu` into target/npm/siyu", run: wasm::build },
    Command {
        name: "wasm",
        about: "build the npm package, hold it to its size, and try it in every host",
        run: wasm::check,
    },
    Command {
        name: "miniprogram",
        about: "build the npm package, and try its mini-program build and the example in hosts without a web",
        run: miniprogram::check,
    },
    Command {
        name: "preview",
        about: "build the preview into target/preview/index.html and use it in Chromium",
        run: preview::check,
    },
    Command {
        name: "preview-page",
        about: "build the preview into target/preview/index.html",
        run: preview::build,
    },
    Command {
        name: "preview-measure",
        about: "build the preview and measure how soon it answers",
        run: preview::measure,
    },
    Command {
        name: "preview-pictures",
        about: "build the preview and take a picture of every tab into target/preview/pictures",
        run: preview::pictures,
    },
];

/// A word that options may follow.
struct Measurement {
    name: &'static str,
    about: &'static str,
    run: fn(&[&str]) -> ExitCode,
}

const MEASUREMENTS: &[Measurement] = &[
    Measurement {
        name: "bench",
        about: "measure siyu beside what one would write by hand, in all its variants, and then `peers`",
        run: bench::bench,
    },
    Measurement {
        name: "peers",
        about: "measure siyu through its doorways beside DuckDB, Polars and others, in one table",
        run: peers::run,
    },
];

/// What may follow a measurement.
const OPTIONS: &str = "[--orders 10000000] [--rounds 11]";

/// The exit code of a command line that cannot be understood.
const MISUSE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--help" | "-h" | "help"] => {
            print!("{}", help());
            ExitCode::SUCCESS
        }
        [] => misuse("no command given"),
        [name, options @ ..] if let Some(known) = MEASUREMENTS.iter().find(|known| known.name == *name) => {
            match options {
                ["--help" | "-h"] => {
                    println!("cargo xtask {} {OPTIONS}: {}", known.name, known.about);
                    ExitCode::SUCCESS
                }
                options => (known.run)(options),
            }
        }
        [name, rest @ ..] => match COMMANDS.iter().find(|command| command.name == *name) {
            None => misuse(&format!("unknown command `{name}`")),
            Some(command) => match rest {
                [] => (command.run)(),
                ["--help" | "-h"] => {
                    println!("cargo xtask {}: {}", command.name, command.about);
                    ExitCode::SUCCESS
                }
                [argument, ..] => misuse(&format!("`{name}` takes no argument, but got `{argument}`")),
            },
        },
    }
}

fn misuse(message: &str) -> ExitCode {
    eprintln!("error: {message}; `cargo xtask --help` lists the commands");
    ExitCode::from(MISUSE)
}

fn help() -> String {
    let mut text = String::from("usage: cargo xtask <command>\n\ncommands:\n");
    for command in COMMANDS {
        text.push_str(&format!("  {:<18}{}\n", command.name, command.about));
    }
    text.push_str(&format!("\nmeasurements, with {OPTIONS}:\n"));
    for known in MEASUREMENTS {
        text.push_str(&format!("  {:<18}{}\n", known.name, known.about));
    }
    text
}

/// The root of the repository, wherever `cargo xtask` was called from.
fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}
