//! `cargo xtask <command>`: the builds and checks of siyu that cargo alone cannot do.

mod bench;
mod checks;
mod report;
mod system;
mod toolchain;

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
        name: "bench",
        about: "measure siyu beside what one would write by hand, and the peers that are installed",
        run: bench::bench,
    },
    Command {
        name: "count",
        about: "hold counted instructions against the committed ones",
        run: bench::count,
    },
    Command { name: "recount", about: "write the counts of instructions anew", run: bench::recount },
];

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
        text.push_str(&format!("  {:<8}{}\n", command.name, command.about));
    }
    text
}

/// The root of the repository, wherever `cargo xtask` was called from.
fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}
