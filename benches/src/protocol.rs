//! How `cargo xtask bench` speaks with the processes that it measures, so that cases of different languages take turns in one run.
//!
//! A process is started with the folder of the data. It prints a line `case`, work, name and rows, tab-separated, per case, a line
//! `missing`, name and reason, per case that cannot run here, and a line `ready`. Then it answers each line that it reads: `check 0`,
//! the first case, with `sum` and the checksum of what the case came to, in 16 hexadecimal digits; `run 0` with `time` and the
//! nanoseconds of one run. It ends with its input.

use std::io::{self, BufRead, Write};
use std::time::Instant;

/// What a process measures.
pub struct Case<'c> {
    /// Cases of the same work come to the same sums.
    pub work: &'static str,
    pub name: &'static str,
    /// What it is one of so many of: orders, decisions.
    pub rows: usize,
    pub task: Box<dyn Task + 'c>,
}

pub trait Task {
    /// What is timed.
    fn run(&mut self);
    /// The checksum of what the last run came to.
    fn sum(&mut self) -> u64;
}

/// A task of a state and two functions.
pub struct Job<S> {
    pub state: S,
    pub run: fn(&mut S),
    pub sum: fn(&mut S) -> u64,
}

impl<S> Task for Job<S> {
    fn run(&mut self) {
        (self.run)(&mut self.state);
    }
    fn sum(&mut self) -> u64 {
        (self.sum)(&mut self.state)
    }
}

/// Tells the cases and runs what is asked for.
pub fn serve(mut cases: Vec<Case<'_>>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for case in &cases {
        writeln!(out, "case\t{}\t{}\t{}", case.work, case.name, case.rows)?;
    }
    writeln!(out, "ready")?;
    out.flush()?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let asked = line
            .split_once(' ')
            .and_then(|(what, at)| Some((what, cases.get_mut(at.parse::<usize>().ok()?)?)));
        let (what, case) = asked.ok_or_else(|| io::Error::other(format!("`{line}` asks for no case")))?;
        let start = Instant::now();
        case.task.run();
        let time = start.elapsed().as_nanos();
        if what == "check" {
            writeln!(out, "sum {:016x}", case.task.sum())?;
        } else {
            writeln!(out, "time {time}")?;
        }
        out.flush()?;
    }
    Ok(())
}

/// A checksum over columns that every language can tell: each cell times an odd number that its place gives, modulo 2^64; columns in
/// their order.
#[derive(Default)]
pub struct Checksum(u64);

impl Checksum {
    pub fn column(self, cells: impl IntoIterator<Item = i64>) -> Self {
        let weight = |place: u64| place.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let sum = (0..)
            .zip(cells)
            .fold(0_u64, |sum, (place, cell)| sum.wrapping_add((cell as u64).wrapping_mul(weight(place))));
        Self(self.0.wrapping_mul(31).wrapping_add(sum))
    }

    pub fn value(self) -> u64 {
        self.0
    }
}
