//! From CSV text to numbers, and from numbers to a table with a target.

use ::csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};
use downhill::data::Table;

use crate::error::CsvError;

/// Rows of numbers that are read at most.
pub const MAX_ROWS: usize = 5000;

/// Columns that are read at most, the target among them.
pub const MAX_COLUMNS: usize = 32;

/// Characters of a wrong field that an error repeats.
const MAX_QUOTE: usize = 30;

/// Characters of a column's name that are kept.
const MAX_NAME: usize = 24;

/// Whether the first row names the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// It does if not all of it are numbers.
    Guess,
    /// It does.
    Present,
    /// It does not: columns are called `x1`, `x2`, ...
    Absent,
}

/// Columns of numbers, each with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// What the columns are called.
    pub names: Vec<String>,
    /// Row by row.
    pub values: Vec<f64>,
    /// Whether the first row named the columns.
    pub has_header: bool,
}

impl Numbers {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len() / self.names.len()
    }
}

/// Reads comma-separated numbers; semicolons and tabs separate as well, if the first row has no comma outside quotes.
///
/// # Errors
/// [`CsvError`] of the first thing that is wrong. Empty lines are passed over.
pub fn read(text: &str, header: Header) -> Result<Numbers, CsvError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(CsvError::Empty);
    }
    if let Some(row) = unclosed(text) {
        return Err(CsvError::Malformed { row });
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut numbers: Option<Numbers> = None;
    let mut row = StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(malformed(&error, reader.position().line())),
        }
        let line = row.position().map_or(0, ::csv::Position::line);
        match &mut numbers {
            None => numbers = Some(first(&row, line, header)?),
            Some(numbers) => push(numbers, &row, line)?,
        }
    }
    numbers.filter(|numbers| !numbers.values.is_empty()).ok_or(CsvError::Empty)
}

/// The row in which a quote begins that never ends; the reader itself takes all that follows for one field.
fn unclosed(text: &str) -> Option<u64> {
    let mut row = 1;
    let mut begun = None;
    for byte in text.bytes() {
        match byte {
            b'"' => begun = if begun.is_none() { Some(row) } else { None },
            b'\n' => row += 1,
            _ => {}
        }
    }
    begun
}

fn malformed(error: &::csv::Error, line: u64) -> CsvError {
    let row = match error.kind() {
        ErrorKind::Utf8 { pos: Some(position), .. } => position.line(),
        _ => line,
    };
    CsvError::Malformed { row }
}

/// What separates the fields of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut is_quoted = false;
    let mut counts = [0_usize; 3];
    for byte in first.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => counts[0] += 1,
            b';' if !is_quoted => counts[1] += 1,
            b'\t' if !is_quoted => counts[2] += 1,
            _ => {}
        }
    }
    match counts {
        [0, semicolons, tabs] if semicolons > 0 && semicolons >= tabs => b';',
        [0, _, tabs] if tabs > 0 => b'\t',
        _ => b',',
    }
}

/// The columns, from the first row: its names, or its numbers under made-up names.
fn first(row: &StringRecord, line: u64, header: Header) -> Result<Numbers, CsvError> {
    match row.len() {
        0 => return Err(CsvError::Empty),
        columns @ 1 => return Err(CsvError::TooFewColumns(columns)),
        columns if columns > MAX_COLUMNS => return Err(CsvError::TooManyColumns(columns)),
        _ => {}
    }
    let has_header = match header {
        Header::Guess => row.iter().any(|field| number(field).is_none()),
        Header::Present => true,
        Header::Absent => false,
    };
    let made_up = |index: usize| format!("x{}", index + 1);
    let name = |(index, field): (usize, &str)| match field {
        "" => made_up(index),
        field if has_header => field.chars().take(MAX_NAME).collect(),
        _ => made_up(index),
    };
    let names = row.iter().enumerate().map(name).collect();
    let mut numbers = Numbers { names, values: Vec::new(), has_header };
    if !has_header {
        push(&mut numbers, row, line)?;
    }
    Ok(numbers)
}

fn push(numbers: &mut Numbers, row: &StringRecord, line: u64) -> Result<(), CsvError> {
    let expected = numbers.names.len();
    if row.len() != expected {
        return Err(CsvError::Length { row: line, fields: row.len(), expected });
    }
    if numbers.rows() == MAX_ROWS {
        return Err(CsvError::TooManyRows(line));
    }
    for (field, name) in row.iter().zip(&numbers.names) {
        let Some(value) = number(field) else {
            let value = field.chars().take(MAX_QUOTE).collect();
            return Err(CsvError::Number { row: line, column: name.clone(), value });
        };
        numbers.values.push(value);
    }
    Ok(())
}

fn number(field: &str) -> Option<f64> {
    field.parse().ok().filter(|value: &f64| value.is_finite())
}

/// The table whose target is the column with index `target`, the other columns its features.
///
/// # Errors
/// [`CsvError::Target`] if there is no such column.
pub fn table(numbers: &Numbers, target: usize) -> Result<Table, CsvError> {
    let columns = numbers.names.len();
    if target >= columns {
        return Err(CsvError::Target(target));
    }
    let is_feature = |(index, _): &(usize, &f64)| index % columns != target;
    let mut names = numbers.names.clone();
    let target_name = names.remove(target);
    Ok(Table {
        names,
        target_name,
        features: numbers.values.iter().enumerate().filter(is_feature).map(|(_, value)| *value).collect(),
        target: numbers.values.iter().skip(target).step_by(columns).copied().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        read(text, Header::Guess).expect("numbers").values
    }

    #[test]
    fn headers_are_guessed_or_said() {
        let named = read("a,b\n1,2\n3,4\n", Header::Guess).expect("numbers");
        assert_eq!((named.names.as_slice(), named.rows()), (["a".to_owned(), "b".to_owned()].as_slice(), 2));
        let bare = read("1,2\n3,4", Header::Guess).expect("numbers");
        assert_eq!((bare.names[1].as_str(), bare.rows(), bare.has_header), ("x2", 2, false));
        assert_eq!(read("1,2\n3,4", Header::Present).expect("numbers").names, ["1", "2"]);
        let refused = read("a,b\n1,2", Header::Absent).expect_err("a is no number");
        assert_eq!(refused.to_string(), "row 1, column x1: \"a\" must be a finite number");
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        assert_eq!(values("\u{feff}x;y\r\n1;2,5\r\n".replace("2,5", "2.5").as_str()), [1.0, 2.5]);
        assert_eq!(values("x\ty\n1\t 2e3 \n\n-3\t.5\n"), [1.0, 2000.0, -3.0, 0.5]);
        assert_eq!(values("\"a, b\",\"y\"\n\"1\",2\n"), [1.0, 2.0]);
    }

    #[test]
    fn errors_name_row_and_column_as_a_spreadsheet_counts_them() {
        let wide = vec!["1"; 33].join(",");
        let long = "1,2\n".repeat(MAX_ROWS + 1);
        for (text, code, message) in [
            ("", "empty", "no rows of numbers"),
            ("a,b\n", "empty", "no rows of numbers"),
            ("  \n \n", "empty", "no rows of numbers"),
            ("a,b\n1,\"2\n3,4\n", "malformed", "row 2: must be UTF-8 text with every quote closed"),
            ("1\n2\n", "too-few-columns", "1 column: must be at least 2, a feature and a target"),
            (wide.as_str(), "too-many-columns", "33 columns: must be at most 32"),
            (long.as_str(), "too-many-rows", "row 5001: must be at most 5000 rows of numbers"),
            ("a,b\n1,2\n3\n", "row-length", "row 3: has 1 fields; must have 2, like the first row"),
            ("a,b\n1,2\n3,four\n", "not-a-number", "row 3, column b: \"four\" must be a finite number"),
            ("a,b\n1,\n", "not-a-number", "row 2, column b: is empty; must be a number"),
            ("a,b\n1,inf\n", "not-a-number", "row 2, column b: \"inf\" must be a finite number"),
            ("a,b\n1,NaN\n", "not-a-number", "row 2, column b: \"NaN\" must be a finite number"),
        ] {
            let error = read(text, Header::Guess).expect_err(message);
            assert_eq!((error.code(), error.to_string().as_str()), (code, message));
        }
    }

    #[test]
    fn the_target_may_be_any_column() {
        let numbers = read("a,b,c\n1,2,3\n4,5,6", Header::Guess).expect("numbers");
        let middle = table(&numbers, 1).expect("there is a second column");
        assert_eq!(
            (middle.target_name.as_str(), middle.names.as_slice()),
            ("b", ["a".to_owned(), "c".to_owned()].as_slice())
        );
        assert_eq!(
            (middle.features.as_slice(), middle.target.as_slice()),
            ([1.0, 3.0, 4.0, 6.0].as_slice(), [2.0, 5.0].as_slice())
        );
        assert_eq!(table(&numbers, 3), Err(CsvError::Target(3)));
    }
}
