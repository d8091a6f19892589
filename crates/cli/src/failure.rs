//! Why a command failed, and so its exit code.

use std::io;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked makes no sense: exit code 2.
    BadInput(String),
    /// It does, and could not be done: exit code 1.
    Other(String),
    /// Whoever read the output stopped reading, as `head` does. No error, and nothing more to do.
    ReaderGone,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::BadInput(format!("{error}; see downhill --help"))
    }
}
