//! Races as scripts, for whoever copies one.

use downhill_preset::parse_race;
use wasm_bindgen::prelude::*;

/// The script for PyTorch of a race's link.
#[wasm_bindgen(js_name = pytorchScript)]
pub fn pytorch_script(link: &str) -> String {
    downhill_script::pytorch(&parse_race(link).setup)
}
