//! Charts of measurements: lines against whatever they were taken along, and seeds as pairs.

use downhill_charts::{
    Axes, Dash, Frame, Level, Line, LineChart, LineColor, LossScale, PairedChart, PairedCondition, Place, SpanScale,
    draw_line_chart, draw_paired_chart, runner_style,
};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::measurements::{arrays, format, mean_and_margin, span};
use crate::drawing::{UNITS, area, drawn, theme};
use crate::fields::{Fields, refusal};

/// What stands for no runner: text's own colour.
const NOBODY: f64 = -1.0;

/// Draws lines with levels and places of note.
#[wasm_bindgen(js_name = drawLines)]
pub fn draw_lines(canvas: &HtmlCanvasElement, options: JsLinesOptions) -> Result<(), JsValue> {
    let fields = Fields(&options);
    let names = fields.texts("names")?;
    let runs = fields.numbers("runs")?;
    let dashed = fields.list("dashed")?;
    let (xs, ys) = (arrays(&fields, "xs")?, arrays(&fields, "ys")?);
    if [names.len(), runs.len(), dashed.length() as usize, xs.len()].iter().any(|&count| count != ys.len()) {
        return Err(refusal("ys", "as many as names, runs, dashed and xs"));
    }
    let lines: Vec<Line<'_>> = (0..ys.len())
        .map(|index| Line {
            label: &names[index],
            color: color(runs[index]),
            dash: if dashed.get(index as u32).is_truthy() { Dash::ShortDashed } else { Dash::Solid },
            xs: &xs[index],
            ys: &ys[index],
        })
        .collect();
    let levels = named(&fields, "laws")?;
    let levels: Vec<Level<'_>> =
        levels.iter().map(|(label, at, _)| Level { label, color: LineColor::SecondInk, at: *at }).collect();
    let places = named(&fields, "marks")?;
    let places: Vec<Place<'_>> =
        places.iter().map(|(label, at, run)| Place { label, color: color(*run), at: *at }).collect();
    let (x_name, y_name) = (fields.text("xWord")?, fields.text("yWord")?);
    let axes = Axes {
        x: span(SpanScale::Linear, xs.iter().flatten().copied()),
        scale: if fields.flag("isLogY")? { LossScale::Log } else { LossScale::Linear },
        range: None,
        format: format(&fields)?,
        x_name: &x_name,
        y_name: &y_name,
    };
    let frame = Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS };
    let chart = LineChart { axes, lines: &lines, levels: &levels, places: &places };
    drawn(draw_line_chart(&area(canvas, &frame, false)?, frame, theme(&fields.text("theme")?), &chart))?;
    Ok(())
}

/// Draws every seed as a line from run to run, with means and their 95 % intervals.
#[wasm_bindgen(js_name = drawPaired)]
pub fn draw_paired(canvas: &HtmlCanvasElement, options: JsPairedOptions) -> Result<(), JsValue> {
    let fields = Fields(&options);
    let (names, values) = (fields.texts("names")?, arrays(&fields, "values")?);
    if names.len() != values.len() {
        return Err(refusal("values", "as many as names"));
    }
    // Means over different seeds would not be compared: only those count that have all their numbers.
    let seeds = values.iter().map(Vec::len).min().unwrap_or(0);
    let is_complete: Vec<bool> = (0..seeds).map(|seed| values.iter().all(|run| run[seed].is_finite())).collect();
    let complete = |values: &[f64]| -> Vec<f64> {
        values.iter().zip(&is_complete).filter(|(_, is_complete)| **is_complete).map(|(value, _)| *value).collect()
    };
    let conditions: Vec<PairedCondition<'_>> = names
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(run, (label, values))| {
            let (mean, margin) = mean_and_margin(&complete(values));
            let interval = [mean - margin, mean + margin];
            PairedCondition { label, style: runner_style(run), values, mean, interval }
        })
        .collect();
    let frame = Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS };
    let chart = PairedChart { conditions: &conditions, range: None, format: format(&fields)?, y_name: "" };
    drawn(draw_paired_chart(&area(canvas, &frame, false)?, frame, theme(&fields.text("theme")?), &chart))
}

fn color(run: f64) -> LineColor {
    if run == NOBODY { LineColor::Ink } else { LineColor::Runner(runner_style(run as usize)) }
}

/// Places with their names and runners.
fn named(fields: &Fields<'_>, key: &str) -> Result<Vec<(String, f64, f64)>, JsValue> {
    let list: Array = fields.list(key)?;
    let read = |place: JsValue| {
        let place = Fields(&place);
        Ok((place.text("name")?, place.number("at")?, place.number("run")?))
    };
    list.into_iter().map(read).collect()
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How large a picture is, and in which colours. */
export interface PictureOptions { width: number; height: number; theme: string }
/** Lines, one entry each: `run` -1 is nobody's. Levels are horizontal, marks vertical. Percent writes shares of 1. */
export interface LinesOptions extends PictureOptions {
    xs: Float64Array[]; ys: Float64Array[]; names: string[]; runs: number[]; dashed: boolean[];
    isLogY: boolean; isPercent: boolean; xWord: string; yWord: string;
    laws: { at: number; name: string; run: number }[];
    marks: { at: number; name: string; run: number }[];
}
/** The values of every run, seed by seed; NaN where there is none. */
export interface PairedOptions extends PictureOptions { names: string[]; values: Float64Array[]; isPercent: boolean }
"#;

#[wasm_bindgen]
extern "C" {
    /// What [`draw_lines`] draws.
    #[wasm_bindgen(typescript_type = "LinesOptions")]
    pub type JsLinesOptions;
    /// What [`draw_paired`] draws.
    #[wasm_bindgen(typescript_type = "PairedOptions")]
    pub type JsPairedOptions;
}
