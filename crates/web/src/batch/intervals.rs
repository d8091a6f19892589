//! The chart of angles: how far from straight down the updates of every contender went, and how that spreads.

use downhill::Angles;
use downhill_charts::{Frame, IntervalChart, IntervalRow, draw_intervals, interval_quantiles, runner_style};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::Comparison;
use crate::drawing::{UNITS, area, drawn, theme};
use crate::error::{Code, error};
use crate::fields::Fields;

#[wasm_bindgen]
impl Comparison {
    /// Angles in degrees between a contender's updates up to a position and the way straight down: their mean, their
    /// standard deviation, and the 10, 25, 50, 75 and 90 % quantiles. Empty before the first update.
    pub fn angles(&self, contender: usize, position: usize) -> Vec<f64> {
        let update = self.inner.update_at(contender, position);
        let Some(Angles { degrees, mean, deviation }) = self.at(contender).training().angles(update) else {
            return Vec::new();
        };
        [&[mean, deviation][..], &interval_quantiles(degrees)].concat()
    }
}

/// Draws the angles of all contenders up to a position.
#[wasm_bindgen(js_name = drawAngles)]
pub fn draw_angles(
    canvas: &HtmlCanvasElement,
    comparison: &Comparison,
    position: usize,
    options: JsAnglesOptions,
) -> Result<(), JsValue> {
    let options = Fields(&options);
    let names = options.texts("names")?;
    if names.len() != comparison.count() {
        return Err(error(Code::Shape, "names: must be one a contender"));
    }
    let frame = Frame { width: options.number("width")?, height: options.number("height")?, units: UNITS };
    let mut texts = Vec::new();
    let mut found = Vec::new();
    for (index, of) in comparison.inner.contenders().iter().enumerate() {
        let angles = of.training().angles(comparison.inner.update_at(index, position));
        let quantiles = interval_quantiles(angles.map_or_else(Vec::new, |angles| angles.degrees));
        texts.push(if quantiles[2].is_nan() { String::new() } else { format!("{:.0}°", quantiles[2]) });
        found.push(quantiles);
    }
    let rows: Vec<IntervalRow<'_>> = (0..names.len())
        .map(|index| IntervalRow {
            label: &names[index],
            style: runner_style(index),
            quantiles: found[index],
            text: &texts[index],
        })
        .collect();
    let ticks = [0.0, 45.0, 90.0, 135.0, 180.0];
    let chart = IntervalChart { rows: &rows, range: [0.0, 180.0], ticks: &ticks, unit: "°" };
    drawn(draw_intervals(&area(canvas, &frame, false)?, frame, theme(&options.text("theme")?), &chart))
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Size, theme and words of a chart of angles. */
export interface AnglesOptions { names: string[]; width: number; height: number; theme: string }
"#;

#[wasm_bindgen]
extern "C" {
    /// [`AnglesOptions`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "AnglesOptions")]
    pub type JsAnglesOptions;
}
