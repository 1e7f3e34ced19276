//! What was read, what was refused and why. Nothing is lost silently: read = taken + refused, file by file.

use std::collections::HashSet;

use siyu::Language;

use super::fault::Fault;

/// A row of a file: enough to speak of it later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    file: usize,
    /// The line of the file in which the row begins; the header is line 1.
    pub line: u64,
}

impl Place {
    /// The place of what comes from no file and is never refused.
    pub const NOWHERE: Self = Self { file: usize::MAX, line: 0 };
}

/// A column of a file that was read: its name, and its number in this file, from 1.
#[derive(Debug, Clone)]
pub struct FoundColumn {
    /// As the header has it.
    pub name: &'static str,
    /// `None` when the file does not have it.
    pub number: Option<usize>,
}

/// The log of one file.
#[derive(Debug)]
pub struct FileLog {
    /// The file as messages call it.
    pub name: String,
    /// The columns it may have.
    columns: Vec<FoundColumn>,
    /// Columns that nobody knows, as they stand in the header.
    pub unknown: Vec<String>,
    /// Rows below the header.
    pub read: u64,
    /// Rows that were refused.
    pub refused: u64,
}

impl FileLog {
    /// Rows that were taken.
    pub fn taken(&self) -> u64 {
        self.read - self.refused
    }
}

/// One fault of a row.
#[derive(Debug)]
pub struct Problem {
    place: Place,
    column: Option<&'static str>,
    fault: Fault,
}

/// Gathers the faults of all files.
#[derive(Debug, Default)]
pub struct Problems {
    files: Vec<FileLog>,
    list: Vec<Problem>,
    rows: HashSet<Place>,
}

impl Problems {
    /// Begins a file.
    pub fn begin(&mut self, name: &str, columns: Vec<FoundColumn>, unknown: Vec<String>) -> usize {
        self.files.push(FileLog { name: name.into(), columns, unknown, read: 0, refused: 0 });
        self.files.len() - 1
    }

    /// Counts one more row of a file.
    pub fn count(&mut self, file: usize, line: u64) -> Place {
        self.files[file].read += 1;
        Place { file, line }
    }

    /// Refuses a row for one or more faults. A row that is refused again counts once.
    pub fn refuse(&mut self, place: Place, faults: impl IntoIterator<Item = (Option<&'static str>, Fault)>) {
        if self.rows.insert(place) {
            self.files[place.file].refused += 1;
        }
        let problems = faults.into_iter().map(|(column, fault)| Problem { place, column, fault });
        self.list.extend(problems);
    }

    /// The files, in the order they were read.
    pub fn files(&self) -> &[FileLog] {
        &self.files
    }

    /// How many rows were refused.
    pub fn refused(&self) -> u64 {
        self.files.iter().map(|file| file.refused).sum()
    }

    /// Every fault, by file and line.
    pub fn told(&self, language: Language) -> Vec<Told> {
        let mut list: Vec<&Problem> = self.list.iter().collect();
        list.sort_by_key(|problem| (problem.place.file, problem.place.line));
        list.into_iter().map(|problem| self.tell(problem, language)).collect()
    }

    fn tell(&self, problem: &Problem, language: Language) -> Told {
        let file = &self.files[problem.place.file];
        let found = problem.column.and_then(|name| file.columns.iter().find(|column| column.name == name));
        Told {
            file: file.name.clone(),
            line: problem.place.line,
            number: found.and_then(|column| column.number),
            column: problem.column,
            message: problem.fault.message(language),
        }
    }
}

/// A fault ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u64,
    /// The number of the column, where the fault is in one.
    pub number: Option<usize>,
    /// The name of the column.
    pub column: Option<&'static str>,
    /// What is wrong, and what is allowed.
    pub message: String,
}

impl std::fmt::Display for Told {
    /// `orders.csv:17:10: paid: …`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:", self.file, self.line)?;
        if let Some(number) = self.number {
            write!(f, "{number}:")?;
        }
        if let Some(column) = self.column {
            write!(f, " {column}:")?;
        }
        write!(f, " {}", self.message)
    }
}
