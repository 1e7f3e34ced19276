//! `phone_module <module.wasm>`: tells, one line per check, whether the WebAssembly of an old phone takes a
//! module. Before that every check is shown modules with what it looks for, and fails when it does not see it. A program of its own,
//! since its reader of WebAssembly comes with wasm-bindgen, which xtask does not wait for.

mod checks;
mod planted;

use std::env;
use std::fs;
use std::process::ExitCode;

use checks::CHECKS;
use planted::PLANTED;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path] = arguments.as_slice() else {
        eprintln!("error: usage: phone_module <module.wasm>");
        return ExitCode::from(2);
    };
    let module = match fs::read(path) {
        Ok(module) => module,
        Err(error) => {
            eprintln!("error: cannot read {path}: {error}");
            return ExitCode::from(2);
        }
    };
    let mut tally = Tally::default();
    for planted in PLANTED {
        tally.add(&format!("{} is seen: {}", planted.check, planted.what), planted.is_seen());
    }
    for check in CHECKS {
        tally.add(check.name, (check.run)(&module));
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    fn add(&mut self, name: &str, result: Result<(), String>) {
        match result {
            Ok(()) => {
                self.passed += 1;
                println!("{name} ... ok");
            }
            Err(fault) => {
                self.failed += 1;
                println!("{name} ... FAILED: {fault}");
            }
        }
    }
}
