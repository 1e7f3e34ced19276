//! `cargo xtask bench`, the table of times, and `cargo xtask count`, the guard that needs no clock: instructions, counted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::peers::{self, Size};
use crate::report;
use crate::root;

/// What instructions are counted of: the work, and the run whose instructions are taken off, since they only make the data.
const WORKS: &[(&str, &str)] = &[
    ("month", "month-nothing"),
    ("month-refunds", "month-nothing"),
    ("month-differential", "month-nothing"),
    ("decision", "decision-nothing"),
    ("decision-buffer", "decision-buffer-nothing"),
    ("segments", "segments-nothing"),
];

/// In hundredths: how far a count may be from the committed one.
const MOST_OFF: u64 = 5;

const HEAD: &str = "# Instructions, counted by callgrind; `cargo xtask recount` writes them anew.\n";

/// Prints siyu in all its variants beside what one would write by hand, and then the table of peers and doorways.
pub fn bench(words: &[&str]) -> ExitCode {
    let measured = Size::read(words).and_then(|size| {
        let size_words = ["all".to_owned(), size.orders.to_string(), size.rounds.to_string()];
        run(Command::new(program()?).args(size_words))?;
        run(Command::new(program()?).args(["memory"]))?;
        peers::measure(size)
    });
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => failed(&message),
    }
}

/// Holds counts against the committed ones.
pub fn count() -> ExitCode {
    let (counted, committed) = match counts().and_then(|counted| Ok((counted, committed()?))) {
        Ok(both) => both,
        Err(message) => {
            println!("{message}");
            println!("{}", report::closing_line(0, 1));
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed) = (0, 0);
    for (work, count) in &counted {
        let is_near = committed.get(work).is_some_and(|known| is_near(*count, *known));
        let known = committed.get(work).map_or_else(|| "nothing".to_owned(), u64::to_string);
        let verdict = if is_near { "ok" } else { "FAILED: look why, then `cargo xtask recount`" };
        println!("{work}: {count} instructions, {known} committed ... {verdict}");
        if is_near { passed += 1 } else { failed += 1 }
    }
    println!("{}", report::closing_line(passed, failed));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes the counts that `count` holds others against.
pub fn recount() -> ExitCode {
    let lines = counts().map(|counted| {
        counted.iter().fold(HEAD.to_owned(), |text, (work, count)| text + &format!("{work} {count}\n"))
    });
    match lines.and_then(|text| fs::write(counts_file(), text).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => failed(&message),
    }
}

fn failed(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::FAILURE
}

fn counts_file() -> PathBuf {
    root().join("benches/counts.txt")
}

fn is_near(count: u64, known: u64) -> bool {
    count.abs_diff(known).saturating_mul(100) <= known.saturating_mul(MOST_OFF)
}

/// The committed counts by work.
fn committed() -> Result<BTreeMap<String, u64>, String> {
    let text = fs::read_to_string(counts_file()).map_err(|error| format!("benches/counts.txt: {error}"))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let counts = lines.filter_map(|line| line.split_once(' ')).map(|(work, count)| {
        count.parse().map(|count| (work.to_owned(), count)).map_err(|_| format!("`{count}` is no count"))
    });
    counts.collect()
}

/// Counts every work.
fn counts() -> Result<BTreeMap<String, u64>, String> {
    let program = program()?;
    let one = |(work, base): &(&str, &str)| {
        let own = instructions(&program, work)?.saturating_sub(instructions(&program, base)?);
        Ok(((*work).to_owned(), own))
    };
    WORKS.iter().map(one).collect()
}

/// Counts the instructions of a run.
fn instructions(program: &Path, work: &str) -> Result<u64, String> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["count", work])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`valgrind` does not start: {error}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("`count {work}` failed: {}", told.trim()));
    }
    collected(&told).ok_or_else(|| format!("callgrind told no count: {}", told.trim()))
}

/// The count in what callgrind tells.
fn collected(told: &str) -> Option<u64> {
    let (_, behind) = told.split_once("Collected : ")?;
    behind.split_whitespace().next()?.parse().ok()
}

/// Builds the benches.
fn program() -> Result<PathBuf, String> {
    run(Command::new("cargo").args(["build", "--release", "--locked", "--package", "siyu-benches"]))?;
    Ok(root().join("target/release/siyu-benches"))
}

fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.current_dir(root()).stdin(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` ended with {status}")),
        Err(error) => Err(format!("`{name}` does not start: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_near_within_five_hundredths() {
        assert!(is_near(105, 100) && is_near(95, 100));
        assert!(!is_near(106, 100) && !is_near(94, 100));
    }

    #[test]
    fn the_count_stands_behind_collected() {
        assert_eq!(collected("==1== Events    : Ir\n==1== Collected : 12345\n==1=="), Some(12345));
        assert_eq!(collected("==1== Events    : Ir"), None);
    }
}
