//! Links of races: text in, setup and warnings out, and back.

use downhill_preset::{check, parse_race, print_race, ready};
use wasm_bindgen::prelude::*;

use super::setup::{JsSetup, Setup, setup_from};
use crate::complaint::{Complaint, Parsed};
use crate::error::to_js;

/// Reads a link, a fragment, or a query. Never fails: what is wrong with it comes back as warnings. The setup of a link for
/// another lab is what a link that says nothing sets up.
#[wasm_bindgen(js_name = parseLink, unchecked_return_type = "ParsedLink<Setup>")]
pub fn parse_link(text: &str) -> Result<JsValue, JsValue> {
    let parsed = parse_race(text);
    Parsed::of(Setup::from(&parsed.setup), &parsed)
}

/// The canonical link of a setup, without the leading `#`.
#[wasm_bindgen(js_name = printLink)]
pub fn print_link(setup: JsSetup) -> Result<String, JsValue> {
    Ok(print_race(&setup_from(&setup)?))
}

/// What is wrong with a setup, by the rules that a link is held to; empty if it is sound.
#[wasm_bindgen(js_name = checkSetup, unchecked_return_type = "Complaint[]")]
pub fn check_setup(setup: JsSetup) -> Result<JsValue, JsValue> {
    let warnings = check(&setup_from(&setup)?);
    to_js(&warnings.iter().map(Complaint::from).collect::<Vec<_>>())
}

/// The setup that the page opens with.
#[wasm_bindgen(js_name = openingSetup, unchecked_return_type = "Setup")]
pub fn opening_setup() -> Result<JsValue, JsValue> {
    to_js(&Setup::from(&parse_race(ready::READY[0].link).setup))
}
