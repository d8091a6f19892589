//! A table from the text of a CSV: the diabetes data that the page fetched, or what a visitor brought.

use downhill::data::{Table, TableError};
use downhill_data::{CsvError, Header, Numbers, read, table};
use downhill_preset::{ComparisonError, Task};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::error::{Code, error};

/// Columns of numbers, one of them the target.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct CsvTable {
    numbers: Numbers,
    target: usize,
}

#[wasm_bindgen]
impl CsvTable {
    /// Reads a CSV; its last column is the target until another is chosen. `header` says whether the first row names the
    /// columns; left out, it is guessed.
    ///
    /// The error has `code` `csv`, and as `csv` what is wrong: `kind`, `row`, `column`, `value`.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, header: Option<bool>) -> Result<Self, JsValue> {
        let header = match header {
            None => Header::Guess,
            Some(true) => Header::Present,
            Some(false) => Header::Absent,
        };
        let numbers = read(text, header).map_err(|e| refusal(&e))?;
        let target = numbers.names.len() - 1;
        Ok(Self { numbers, target })
    }

    /// The same table once more: a comparison takes its own.
    pub fn copy(&self) -> Self {
        self.clone()
    }

    /// How many rows of numbers there are.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> usize {
        self.numbers.rows()
    }

    /// What the columns are called.
    #[wasm_bindgen(getter)]
    pub fn columns(&self) -> Vec<String> {
        self.numbers.names.clone()
    }

    /// Whether the first row named the columns.
    #[wasm_bindgen(getter, js_name = hasHeader)]
    pub fn has_header(&self) -> bool {
        self.numbers.has_header
    }

    /// Which column is the target.
    #[wasm_bindgen(getter)]
    pub fn target(&self) -> usize {
        self.target
    }

    /// Whether the target has two values, so that it is learned as two classes.
    #[wasm_bindgen(getter, js_name = isBinary)]
    pub fn is_binary(&self) -> bool {
        self.table().is_ok_and(|table| table.is_binary())
    }

    /// The same table with another target. Refused if there is no such column.
    #[wasm_bindgen(js_name = withTarget)]
    pub fn with_target(&self, target: usize) -> Result<Self, JsValue> {
        let other = Self { target, ..self.clone() };
        other.table().map_err(|e| refusal(&e))?;
        Ok(other)
    }
}

impl CsvTable {
    fn table(&self) -> Result<Table, CsvError> {
        table(&self.numbers, self.target)
    }

    /// What is to be learned from it.
    pub(super) fn task(&self) -> Result<Task, JsValue> {
        let table = self.table().map_err(|e| refusal(&e))?;
        Ok(if table.is_binary() { Task::Classify(table) } else { Task::Regress(table) })
    }

    /// Names of the model's parameters.
    pub(super) fn parameters(&self) -> Vec<String> {
        let mut names = self.numbers.names.clone();
        names.remove(self.target);
        if self.is_binary() {
            names.push("intercept".to_owned());
        }
        names
    }
}

fn refusal(reason: &CsvError) -> JsValue {
    parts(&reason.to_string(), reason.code(), reason.place())
}

/// Why a comparison was refused: in parts like a CSV if the table is to blame.
pub(super) fn comparison_refusal(reason: &ComparisonError) -> JsValue {
    let message = reason.to_string();
    let none = String::new;
    match reason {
        ComparisonError::Table(TableError::Empty) => parts(&message, "one-row", [none(), none(), none()]),
        ComparisonError::Table(TableError::Constant(column)) => {
            parts(&message, "constant", [none(), column.clone(), none()])
        }
        ComparisonError::Table(TableError::TooLarge(column)) => {
            parts(&message, "too-large", [none(), column.clone(), none()])
        }
        _ => error(Code::Param, &message),
    }
}

fn parts(message: &str, kind: &str, [row, column, value]: [String; 3]) -> JsValue {
    let refusal = error(Code::Csv, message);
    let parts = js_sys::Object::new();
    let fields = [("kind", kind.to_owned()), ("row", row), ("column", column), ("value", value)];
    for (key, text) in fields {
        // Fresh objects are extensible, so neither of these can fail.
        let _ = Reflect::set(&parts, &key.into(), &text.into());
    }
    let _ = Reflect::set(&refusal, &"csv".into(), &parts);
    refusal
}
