//! What a link says, and what is wrong with one or with a setup, in parts, so that the page can say it in its own language.

use downhill_preset::{Lab, ParsedFor, Warning};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::presentation::Shown;

/// A warning on its way to the page.
#[derive(Serialize)]
pub(crate) struct Complaint {
    code: &'static str,
    field: String,
    value: String,
    rule: String,
    text: String,
    formula: Option<String>,
}

impl From<&Warning> for Complaint {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code(),
            field: warning.field(),
            value: warning.value(),
            rule: warning.rule(),
            text: warning.to_string(),
            formula: warning.formula().map(str::to_owned),
        }
    }
}

/// A link on its way to the page, with the setup of the lab that reads it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Parsed<S> {
    setup: S,
    presentation: Shown,
    lab: Option<&'static str>,
    is_refused: bool,
    warnings: Vec<Complaint>,
}

impl<S: Serialize> Parsed<S> {
    pub(crate) fn of<T>(setup: S, parsed: &ParsedFor<T>) -> Result<JsValue, JsValue> {
        to_js(&Self {
            setup,
            presentation: Shown::from(&parsed.presentation),
            lab: parsed.lab.map(Lab::id),
            is_refused: parsed.is_refused,
            warnings: parsed.warnings.iter().map(Complaint::from).collect(),
        })
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** One thing that is wrong with a link or a setup. `text` is the English sentence, `formula` a formula that cannot be read. */
export interface Complaint { code: string; field: string; value: string; rule: string; text: string; formula?: string }
/** What a link says to a lab. */
export interface ParsedLink<S> {
    setup: S;
    presentation: Presentation;
    lab?: "race" | "batch" | "minima";
    isRefused: boolean;
    warnings: Complaint[];
}
"#;
