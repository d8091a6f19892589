//! What can be wrong with a CSV, said so that it can be mended.

use std::fmt;

use crate::csv::{MAX_COLUMNS, MAX_ROWS};

/// Why a CSV was refused. Rows are the file's, counted from 1 with the header, as a spreadsheet counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvError {
    /// No row of numbers.
    Empty,
    /// More rows of numbers than allowed; the first that is too many.
    TooManyRows(u64),
    /// More columns than allowed; how many.
    TooManyColumns(usize),
    /// Fewer than two columns: a feature and a target.
    TooFewColumns(usize),
    /// A row that does not have as many fields as the first one.
    Length {
        /// Which row.
        row: u64,
        /// How many fields it has.
        fields: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A field that is no finite number.
    Number {
        /// Which row.
        row: u64,
        /// The column's name.
        column: String,
        /// What stands there, shortened.
        value: String,
    },
    /// Text that is not UTF-8, or a quote that never ends.
    Malformed {
        /// Which row.
        row: u64,
    },
    /// A target that is no column.
    Target(usize),
}

impl CsvError {
    /// A stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyRows(_) => "too-many-rows",
            Self::TooManyColumns(_) => "too-many-columns",
            Self::TooFewColumns(_) => "too-few-columns",
            Self::Length { .. } => "row-length",
            Self::Number { .. } => "not-a-number",
            Self::Malformed { .. } => "malformed",
            Self::Target(_) => "target",
        }
    }

    /// Row, column and value, as far as the error has them; `""` where not.
    #[must_use]
    pub fn place(&self) -> [String; 3] {
        let none = String::new;
        match self {
            Self::Empty => [none(), none(), none()],
            Self::TooManyRows(row) | Self::Malformed { row } => [row.to_string(), none(), none()],
            Self::TooManyColumns(count) | Self::TooFewColumns(count) => [none(), none(), count.to_string()],
            Self::Length { row, fields, .. } => [row.to_string(), none(), fields.to_string()],
            Self::Number { row, column, value } => [row.to_string(), column.clone(), value.clone()],
            Self::Target(column) => [none(), column.to_string(), none()],
        }
    }
}

impl fmt::Display for CsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no rows of numbers"),
            Self::TooManyRows(row) => write!(f, "row {row}: must be at most {MAX_ROWS} rows of numbers"),
            Self::TooManyColumns(count) => write!(f, "{count} columns: must be at most {MAX_COLUMNS}"),
            Self::TooFewColumns(count) => {
                write!(
                    f,
                    "{count} column{}: must be at least 2, a feature and a target",
                    if *count == 1 { "" } else { "s" }
                )
            }
            Self::Length { row, fields, expected } => {
                write!(f, "row {row}: has {fields} fields; must have {expected}, like the first row")
            }
            Self::Number { row, column, value } if value.is_empty() => {
                write!(f, "row {row}, column {column}: is empty; must be a number")
            }
            Self::Number { row, column, value } => {
                write!(f, "row {row}, column {column}: {value:?} must be a finite number")
            }
            Self::Malformed { row } => write!(f, "row {row}: must be UTF-8 text with every quote closed"),
            Self::Target(column) => write!(f, "target: there is no column number {column}"),
        }
    }
}

impl std::error::Error for CsvError {}
