//! Links of the Batch lab: text in, setup and warnings out, and back.

use downhill_preset::{Data, check_batch, fit_batch, parse_batch, print_batch};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::setup::{JsBatchSetup, Setup, setup_from};
use crate::complaint::{Complaint, Parsed};
use crate::error::to_js;

/// Reads a link, a fragment, or a query. Never fails: what is wrong with it comes back as warnings. The setup of a link for
/// another lab is what this one opens with.
#[wasm_bindgen(js_name = parseBatchLink, unchecked_return_type = "ParsedLink<BatchSetup>")]
pub fn parse_batch_link(text: &str) -> Result<JsValue, JsValue> {
    let parsed = parse_batch(text);
    Parsed::of(Setup::from(&parsed.setup), &parsed)
}

/// The canonical link of a setup, without the leading `#`.
#[wasm_bindgen(js_name = printBatchLink)]
pub fn print_batch_link(setup: JsBatchSetup) -> Result<String, JsValue> {
    Ok(print_batch(&setup_from(&setup)?))
}

/// What is wrong with a setup, by the rules that a link is held to; empty if it is sound. `samples` and `columns` are the
/// size of the visitor's own table, if it is about that.
#[wasm_bindgen(js_name = checkBatchSetup, unchecked_return_type = "Complaint[]")]
pub fn check_batch_setup(setup: JsBatchSetup, samples: Option<usize>) -> Result<JsValue, JsValue> {
    let setup = setup_from(&setup)?;
    let samples = match &setup.data {
        Data::BuiltIn(data) => data.samples,
        Data::Own => samples.unwrap_or(0),
    };
    let warnings = check_batch(&setup, samples);
    to_js(&warnings.iter().map(Complaint::from).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Fitted {
    setup: Setup,
    warnings: Vec<Complaint>,
}

/// A setup as far as it fits a table of so many rows, and what had to be taken off it.
#[wasm_bindgen(js_name = fitBatchSetup, unchecked_return_type = "{ setup: BatchSetup; warnings: Complaint[] }")]
pub fn fit_batch_setup(setup: JsBatchSetup, rows: usize) -> Result<JsValue, JsValue> {
    let mut setup = setup_from(&setup)?;
    let warnings = fit_batch(&mut setup, rows);
    to_js(&Fitted { setup: Setup::from(&setup), warnings: warnings.iter().map(Complaint::from).collect() })
}
