//! Tables from text: CSV with errors that name row and column, and the data sets that come along.
//!
//! The core knows tables but reads no files; this crate turns text into tables, for the page and the command line alike.

#![forbid(unsafe_code)]

#[cfg(feature = "bundled")]
pub mod bundled;
mod csv;
mod digits;
mod error;

pub use crate::csv::{Header, MAX_COLUMNS, MAX_ROWS, Numbers, read, table};
pub use digits::digits;
pub use error::CsvError;
