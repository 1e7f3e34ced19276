//! A process that measures, and what is said to it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A program to be started with the folder of the data.
pub struct Program {
    pub name: &'static str,
    pub command: Command,
    /// What follows the folder.
    pub words: Vec<std::ffi::OsString>,
}

pub struct Case {
    pub work: String,
    pub name: String,
    pub rows: usize,
}

/// What could not be run, and why.
pub struct Missing {
    pub name: String,
    pub reason: String,
}

pub struct Worker {
    name: &'static str,
    process: Child,
    asked: Option<ChildStdin>,
    told: BufReader<ChildStdout>,
    pub cases: Vec<Case>,
    pub missing: Vec<Missing>,
}

impl Worker {
    /// Starts a process and waits until it has the data.
    pub fn start(mut program: Program, folder: &Path) -> Result<Self, String> {
        let command =
            program.command.arg(folder).args(program.words).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process =
            command.spawn().map_err(|error| format!("`{}` does not start: {error}", program.name))?;
        let (asked, told) = (process.stdin.take(), process.stdout.take());
        let told = BufReader::new(told.ok_or_else(|| format!("`{}` tells nothing", program.name))?);
        let mut worker =
            Self { name: program.name, process, asked, told, cases: Vec::new(), missing: Vec::new() };
        loop {
            let line = worker.line()?;
            match line.split('\t').collect::<Vec<_>>().as_slice() {
                ["case", work, name, rows] => worker.cases.push(Case {
                    work: (*work).to_owned(),
                    name: (*name).to_owned(),
                    rows: rows.parse().map_err(|_| format!("`{line}` of `{}` tells no rows", worker.name))?,
                }),
                ["missing", name, reason] => {
                    worker.missing.push(Missing { name: (*name).to_owned(), reason: (*reason).to_owned() });
                }
                ["ready"] => return Ok(worker),
                _ => return Err(format!("`{}` said `{line}`", worker.name)),
            }
        }
    }

    pub fn name(&self, at: usize) -> String {
        self.cases.get(at).map_or_else(String::new, |case| case.name.clone())
    }

    /// Runs a case once and gives the checksum of what it came to.
    pub fn check(&mut self, at: usize) -> Result<String, String> {
        self.ask("check", at, "sum ")
    }

    /// Runs a case once and gives the nanoseconds that it took.
    pub fn run(&mut self, at: usize) -> Result<f64, String> {
        let told = self.ask("run", at, "time ")?;
        told.parse().map_err(|_| format!("`{told}` of `{}` is no time", self.name))
    }

    fn ask(&mut self, what: &str, at: usize, answer: &str) -> Result<String, String> {
        let asked =
            self.asked.as_mut().map(|asked| writeln!(asked, "{what} {at}").and_then(|()| asked.flush()));
        if !matches!(asked, Some(Ok(()))) {
            return Err(format!("`{}` has ended at `{}`", self.name, self.name(at)));
        }
        let line = self.line()?;
        match line.strip_prefix(answer) {
            Some(told) => Ok(told.to_owned()),
            None => Err(format!("`{}` said `{line}` at `{}`", self.name, self.name(at))),
        }
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        match self.told.read_line(&mut line) {
            Ok(0) => Err(format!("`{}` has ended: what it complained of stands above", self.name)),
            Ok(_) => Ok(line.trim_end().to_owned()),
            Err(error) => Err(format!("`{}` cannot be read: {error}", self.name)),
        }
    }
}

impl Drop for Worker {
    /// It ends with its input.
    fn drop(&mut self) {
        drop(self.asked.take());
        let _ = self.process.wait();
    }
}
