//! Programs that run checks of their own and end their output with a closing line.

use std::io;
use std::process::{Command, Stdio};

use crate::report::{Counting, Ended, Verdict};

/// Runs a program and tells what it said but for its sum, which goes into that of all.
pub fn run(name: &str, program: &mut Command) -> Verdict {
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
