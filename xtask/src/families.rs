//! `cargo xtask families`: the core with each of its features alone, and with none, compiles without a warning.

use std::fs;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::npm::run;
use crate::report;
use crate::root;

/// Checks each feature and tells in one line how it ended.
pub fn check() -> ExitCode {
    let features = match features() {
        Ok(features) => features,
        Err(message) => {
            println!("core/Cargo.toml ... FAILED: {message}");
            println!("{}", report::closing_line(0, 1));
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed) = (0, 0);
    for feature in [""].into_iter().chain(features.iter().map(String::as_str)) {
        let start = Instant::now();
        let words =
            ["clippy", "--locked", "--package", "siyu", "--lib", "--no-default-features", "--features"];
        let mut clippy = Command::new("cargo");
        clippy.current_dir(root()).args(words).args([feature, "--", "-D", "warnings"]);
        let name = if feature.is_empty() { "no feature" } else { feature };
        match run(&mut clippy) {
            Ok(_) => {
                passed += 1;
                println!("{name} ... ok ({:.1} s)", start.elapsed().as_secs_f64());
            }
            Err(message) => {
                failed += 1;
                println!("{name} ... FAILED");
                message.lines().for_each(|line| println!("    {line}"));
            }
        }
    }
    println!("{}", report::closing_line(passed, failed));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The features of the core but `default`, from its manifest.
fn features() -> Result<Vec<String>, String> {
    let path = root().join("core").join("Cargo.toml");
    let manifest = fs::read_to_string(&path).map_err(|error| format!("cannot be read: {error}"))?;
    let section = manifest.lines().skip_while(|line| *line != "[features]").skip(1);
    let rows = section.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(" = "));
    let names: Vec<String> = rows
        .map(|(name, _)| name.to_owned())
        .filter(|name| name != "default" && !name.starts_with('#'))
        .collect();
    if names.is_empty() { Err("no `[features]`".to_owned()) } else { Ok(names) }
}
