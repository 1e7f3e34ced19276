//! Folders, runs and tables.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of a test's own, empty at the beginning.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

/// What a run said.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The run, which must have gone well.
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.stderr, self.stdout);
        self
    }

    /// The figures of a file in the table of files: read, closed, refused.
    pub fn counts(&self, file: &str) -> [u64; 3] {
        let line = self
            .stdout
            .lines()
            .find(|line| line.split_whitespace().next().is_some_and(|name| name.ends_with(file)));
        let line = line.unwrap_or_else(|| panic!("no {file} in:\n{}", self.stdout));
        let counts: Vec<u64> =
            line.split_whitespace().skip(1).map(|count| count.replace(',', "").parse().unwrap()).collect();
        counts.try_into().unwrap()
    }
}

pub fn run(arguments: &[&str]) -> Run {
    run_with(arguments, None)
}

/// A run with, or without, `SIYU_DATA`.
pub fn run_with(arguments: &[&str], data: Option<&str>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_month-close"));
    command.args(arguments).env_remove("SIYU_DATA");
    if let Some(data) = data {
        command.env("SIYU_DATA", data);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The rows of a CSV file, each cell by its column.
pub fn rows(path: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// An amount in minor units, read without siyu.
pub fn minor(amount: &str) -> i64 {
    amount.replace('.', "").parse().unwrap()
}

/// Σ of a column.
pub fn sum(rows: &[HashMap<String, String>], column: &str) -> i64 {
    rows.iter().map(|row| minor(&row[column])).sum()
}

/// Every amount of a name in a JSON text, in minor units, read without siyu.
pub fn amounts(json: &str, name: &str) -> Vec<i64> {
    let start = format!("\"{name}\":\"");
    json.split(&start).skip(1).map(|rest| minor(rest.split('"').next().unwrap())).collect()
}
