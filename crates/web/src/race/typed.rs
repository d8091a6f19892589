//! Losses that are typed: read while somebody types, and found again when a setup names them.

use std::cell::RefCell;
use std::sync::Arc;

use downhill::{CriticalKind, ExpressionError, Loss, TypedLoss, surface};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::{Code, error, to_js};
use crate::fields::view_to;
use crate::rules::unknown;

/// Losses that are remembered: the one that races, and a few that were typed before.
const REMEMBERED: usize = 6;

thread_local! {
    /// A setup crosses with every move of its start; minima are searched once.
    static RECENT: RefCell<Vec<Arc<TypedLoss>>> = const { RefCell::new(Vec::new()) };
}

fn typed(text: &str) -> Result<Arc<TypedLoss>, ExpressionError> {
    let known = RECENT.with_borrow(|recent| recent.iter().find(|typed| typed.text() == text).cloned());
    if let Some(known) = known {
        return Ok(known);
    }
    let typed = Arc::new(TypedLoss::parse(text)?);
    RECENT.with_borrow_mut(|recent| {
        recent.truncate(REMEMBERED - 1);
        recent.insert(0, Arc::clone(&typed));
    });
    Ok(typed)
}

/// The loss of a formula, or if there is none, the built-in one of that name.
pub(crate) fn loss_of(f: &str, expr: Option<&str>) -> Result<Loss, JsValue> {
    match expr {
        Some(text) => typed(text).map(Loss::Typed).map_err(|e| error(Code::Param, &format!("expr: {e}"))),
        None => surface::find(f).map(Loss::from).ok_or_else(|| unknown("f", f)),
    }
}

/// What was typed: a loss, or what is wrong with it.
#[derive(Serialize)]
struct Checked {
    loss: Option<Typed>,
    error: Option<Refused>,
}

#[derive(Serialize)]
struct Typed {
    text: String,
    mathml: String,
    view: [f64; 4],
    start: [f64; 2],
    minima: Vec<Minimum>,
    lowest: Option<f64>,
}

#[derive(Serialize)]
struct Minimum {
    at: [f64; 2],
    value: f64,
}

#[derive(Serialize)]
struct Refused {
    column: usize,
    length: usize,
    kind: &'static str,
    found: Option<String>,
    write: Option<String>,
    limit: Option<usize>,
    text: String,
}

impl From<&TypedLoss> for Typed {
    fn from(typed: &TypedLoss) -> Self {
        let minima = typed.critical_points().iter().filter(|point| point.kind != CriticalKind::Saddle);
        Self {
            text: typed.text().to_owned(),
            mathml: typed.mathml(),
            view: view_to(typed.view()),
            start: typed.start(),
            minima: minima.map(|point| Minimum { at: point.at, value: point.value }).collect(),
            lowest: typed.lowest(),
        }
    }
}

impl From<ExpressionError> for Refused {
    fn from(error: ExpressionError) -> Self {
        Self {
            column: error.column,
            length: error.length,
            kind: error.kind.id(),
            found: error.kind.found(),
            write: error.kind.write().map(str::to_owned),
            limit: error.kind.limit(),
            text: error.kind.to_string(),
        }
    }
}

/// Reads a formula in x and y.
#[wasm_bindgen(js_name = checkExpression, unchecked_return_type = "CheckedExpression")]
pub fn check_expression(text: &str) -> Result<JsValue, JsValue> {
    to_js(&match typed(text) {
        Ok(typed) => Checked { loss: Some(Typed::from(&*typed)), error: None },
        Err(error) => Checked { loss: None, error: Some(error.into()) },
    })
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A loss that was typed, and what was found out about it. `mathml` is made from what was read, not from the text. */
export interface TypedLoss {
    text: string; mathml: string;
    view: [number, number, number, number]; start: [number, number];
    minima: { at: [number, number]; value: number }[];
    /** The loss at the lowest of them, if it is not known to be lower elsewhere. */
    lowest?: number;
}
/** Why a formula cannot be read: where, in characters from 1 on, what kind of mistake it is, and what to write instead. */
export interface ExpressionRefusal {
    column: number; length: number; kind: string; found?: string; write?: string; limit?: number; text: string;
}
/** One of both. */
export interface CheckedExpression { loss?: TypedLoss; error?: ExpressionRefusal }
"#;
