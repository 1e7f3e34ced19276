//! Why a run cannot go on: one line for the user.

use std::fmt;
use std::path::Path;

/// What ends a run. A bad *row* does not: see [`crate::input::Problems`].
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    /// A file that cannot be read or written.
    pub fn of_file(path: &Path, error: &impl fmt::Display) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<siyu::Error> for Failure {
    fn from(error: siyu::Error) -> Self {
        Self(error.to_string())
    }
}
