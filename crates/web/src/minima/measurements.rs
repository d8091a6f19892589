//! Measurements as charts take them: lists from the page, their mean and its interval, and what an axis has to hold.

use downhill::Paired;
use downhill::math::mean;
use downhill_charts::{NumberFormat, Span, SpanScale};
use wasm_bindgen::prelude::*;

use crate::fields::Fields;

/// How values are written: as they are, or shares of 1 in percent.
pub(super) fn format(fields: &Fields<'_>) -> Result<NumberFormat, JsValue> {
    Ok(if fields.flag("isPercent")? { NumberFormat::Percent } else { NumberFormat::Plain })
}

/// Lists of numbers.
pub(super) fn arrays(fields: &Fields<'_>, key: &str) -> Result<Vec<Vec<f64>>, JsValue> {
    fields.list(key)?.into_iter().map(|list| Ok(js_sys::Float64Array::new(&list).to_vec())).collect()
}

/// Mean of what is finite, and half of its 95 % interval; NaN where there is too little.
pub(super) fn mean_and_margin(values: &[f64]) -> (f64, f64) {
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    (mean(&known), Paired::margin_of(&known))
}

/// What holds all of some numbers.
pub(super) fn span(scale: SpanScale, values: impl Iterator<Item = f64> + Clone) -> Span {
    let from = values.clone().fold(f64::INFINITY, f64::min);
    let to = values.fold(f64::NEG_INFINITY, f64::max);
    if from <= to { Span { scale, from, to } } else { Span { scale, from: 0.0, to: 1.0 } }
}
