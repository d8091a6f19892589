//! Links of the Minima lab: text in, setup and warnings out, and back.

use downhill_preset::{check_minima, fit_minima, parse_minima, print_minima};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::setup::{JsMinimaSetup, Setup, setup_from};
use crate::complaint::{Complaint, Parsed};
use crate::error::to_js;

/// Reads a link, a fragment, or a query. Never fails: what is wrong with it comes back as warnings. The setup of a link for
/// another lab is what this one opens with.
#[wasm_bindgen(js_name = parseMinimaLink, unchecked_return_type = "ParsedLink<MinimaSetup>")]
pub fn parse_minima_link(text: &str) -> Result<JsValue, JsValue> {
    let parsed = parse_minima(text);
    Parsed::of(Setup::from(&parsed.setup), &parsed)
}

/// The canonical link of a setup, without the leading `#`.
#[wasm_bindgen(js_name = printMinimaLink)]
pub fn print_minima_link(setup: JsMinimaSetup) -> Result<String, JsValue> {
    Ok(print_minima(&setup_from(&setup)?))
}

/// What is wrong with a setup, by the rules that a link is held to; empty if it is sound.
#[wasm_bindgen(js_name = checkMinimaSetup, unchecked_return_type = "Complaint[]")]
pub fn check_minima_setup(setup: JsMinimaSetup) -> Result<JsValue, JsValue> {
    let warnings = check_minima(&setup_from(&setup)?);
    to_js(&warnings.iter().map(Complaint::from).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Fitted {
    setup: Setup,
    warnings: Vec<Complaint>,
}

/// A setup as far as it is not too much to compute, and what had to be taken off it.
#[wasm_bindgen(js_name = fitMinimaSetup, unchecked_return_type = "{ setup: MinimaSetup; warnings: Complaint[] }")]
pub fn fit_minima_setup(setup: JsMinimaSetup) -> Result<JsValue, JsValue> {
    let mut setup = setup_from(&setup)?;
    let warnings = fit_minima(&mut setup);
    to_js(&Fitted { setup: Setup::from(&setup), warnings: warnings.iter().map(Complaint::from).collect() })
}
