//! What pairs of measurements say.

use downhill::Paired;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::to_js;

#[derive(Serialize)]
struct Test {
    pairs: usize,
    higher: usize,
    mean: f64,
    margin: f64,
    p: f64,
}

/// The paired t test of two lists, number for number; pairs with one that is not finite are left out.
#[wasm_bindgen(js_name = pairedTest, unchecked_return_type = "PairedTest")]
pub fn paired_test(first: &[f64], second: &[f64]) -> Result<JsValue, JsValue> {
    let Paired { pairs, higher, mean, margin, p } = Paired::of(first, second);
    to_js(&Test { pairs, higher, mean, margin, p })
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * Second less first over all pairs: their mean, half of its 95 % interval, in how many pairs the second is higher, and the
 * two-sided p-value. Margin and p are NaN for fewer than two pairs.
 */
export interface PairedTest { pairs: number; higher: number; mean: number; margin: number; p: number }
"#;
