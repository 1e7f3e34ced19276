//! A sign of life on long input: on standard error, one line that is overwritten on a terminal.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// How often the clock is looked at, in rows.
const ROWS: u64 = 8192;
/// Shorter work is done in silence.
const SILENT: Duration = Duration::from_secs(2);
/// How often a terminal is told.
const ON_TERMINAL: Duration = Duration::from_millis(200);
/// How often a log is told.
const IN_LOG: Duration = Duration::from_secs(10);

/// Counts rows and tells how many, when it takes long.
pub struct Progress {
    what: String,
    rows: u64,
    next: Instant,
    terminal: bool,
    told: bool,
}

impl Progress {
    /// Begins.
    pub fn of(what: &str) -> Self {
        let terminal = stderr().is_terminal();
        Self { what: what.into(), rows: 0, next: Instant::now() + SILENT, terminal, told: false }
    }

    /// One row more.
    pub fn tick(&mut self) {
        self.rows += 1;
        if self.rows.is_multiple_of(ROWS) && Instant::now() >= self.next {
            self.tell();
        }
    }

    fn tell(&mut self) {
        self.told = true;
        self.next = Instant::now() + if self.terminal { ON_TERMINAL } else { IN_LOG };
        // Whoever closes standard error does not want to know.
        let _ = if self.terminal {
            write!(stderr(), "\r{}: {} rows ", self.what, self.rows).and_then(|()| stderr().flush())
        } else {
            writeln!(stderr(), "{}: {} rows", self.what, self.rows)
        };
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told && self.terminal {
            // Clears the line, so that what comes next stands alone.
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
