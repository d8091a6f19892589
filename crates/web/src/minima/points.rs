//! Charts of solutions: the spectra of their Hessians, and how they end against how much noise their updates carried.

use downhill_charts::{
    Axes, Frame, LossScale, NumberFormat, ScatterChart, ScatterSeries, Span, SpanScale, Spectrum, SpectrumChart,
    draw_scatter_chart, draw_spectrum_chart, runner_style,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::measurements::{arrays, format, mean_and_margin, span};
use crate::drawing::{UNITS, area, drawn, theme};
use crate::fields::{Fields, refusal};

/// Room beside the points on a log axis, as a factor.
const BESIDE: f64 = 1.6;

/// Draws the densities of several Hessians' eigenvalues over each other.
#[wasm_bindgen(js_name = drawSpectra)]
pub fn draw_spectra(canvas: &HtmlCanvasElement, options: JsSpectraOptions) -> Result<(), JsValue> {
    let fields = Fields(&options);
    let (names, runs) = (fields.texts("names")?, fields.numbers("runs")?);
    let (at, density, values) = (arrays(&fields, "at")?, arrays(&fields, "density")?, arrays(&fields, "values")?);
    if [runs.len(), at.len(), density.len(), values.len()].iter().any(|&count| count != names.len()) {
        return Err(refusal("names", "as many as runs, at, density and values"));
    }
    let spectra: Vec<Spectrum<'_>> = (0..names.len())
        .map(|index| Spectrum {
            label: &names[index],
            style: runner_style(runs[index] as usize),
            eigenvalues: &at[index],
            density: &density[index],
            ritz: &values[index],
        })
        .collect();
    let x_name = fields.text("xWord")?;
    let axes = Axes {
        x: span(SpanScale::Linear, at.iter().flatten().copied()),
        scale: LossScale::Log,
        range: None,
        format: NumberFormat::Plain,
        x_name: &x_name,
        y_name: "",
    };
    let frame = Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS };
    let chart = SpectrumChart { axes, spectra: &spectra };
    drawn(draw_spectrum_chart(&area(canvas, &frame, false)?, frame, theme(&fields.text("theme")?), &chart))?;
    Ok(())
}

/// Draws the mean over seeds of every run against a log axis, with its 95 % interval; runs of a series are joined.
#[wasm_bindgen(js_name = drawScatter)]
pub fn draw_scatter(canvas: &HtmlCanvasElement, options: JsScatterOptions) -> Result<(), JsValue> {
    let fields = Fields(&options);
    let (names, xs) = (fields.texts("names")?, arrays(&fields, "xs")?);
    let values = fields.list("values")?.into_iter().map(|runs| {
        let runs = js_sys::Array::from(&runs).into_iter();
        runs.map(|seeds| js_sys::Float64Array::new(&seeds).to_vec()).collect::<Vec<_>>()
    });
    let values: Vec<Vec<Vec<f64>>> = values.collect();
    let is_aligned = xs.iter().zip(&values).all(|(xs, runs)| xs.len() == runs.len());
    if xs.len() != names.len() || values.len() != names.len() || !is_aligned {
        return Err(refusal("values", "one list of seeds for each place of xs"));
    }
    let found: Vec<(Vec<f64>, Vec<[f64; 2]>)> = values
        .iter()
        .map(|runs| {
            let of = runs.iter().map(|seeds| mean_and_margin(seeds));
            of.map(|(mean, margin)| (mean, [mean - margin, mean + margin])).unzip()
        })
        .collect();
    let series: Vec<ScatterSeries<'_>> = (0..names.len())
        .map(|index| ScatterSeries {
            label: &names[index],
            style: runner_style(index),
            xs: &xs[index],
            ys: &found[index].0,
            intervals: &found[index].1,
        })
        .collect();
    let x_name = fields.text("xWord")?;
    let all = span(SpanScale::Log, xs.iter().flatten().copied());
    let axes = Axes {
        x: Span { from: all.from / BESIDE, to: all.to * BESIDE, ..all },
        scale: LossScale::Linear,
        range: None,
        format: format(&fields)?,
        x_name: &x_name,
        y_name: "",
    };
    let frame = Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS };
    let chart = ScatterChart { axes, series: &series };
    drawn(draw_scatter_chart(&area(canvas, &frame, false)?, frame, theme(&fields.text("theme")?), &chart))?;
    Ok(())
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** The spectra of some runs: densities at eigenvalues, and Ritz values. */
export interface SpectraOptions extends PictureOptions {
    names: string[]; runs: number[]; at: Float64Array[]; density: Float64Array[]; values: Float64Array[]; xWord: string;
}
/** Series of runs: where each is, and its value for every seed. */
export interface ScatterOptions extends PictureOptions {
    names: string[]; xs: Float64Array[]; values: Float64Array[][]; xWord: string; isPercent: boolean;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// What [`draw_spectra`] draws.
    #[wasm_bindgen(typescript_type = "SpectraOptions")]
    pub type JsSpectraOptions;
    /// What [`draw_scatter`] draws.
    #[wasm_bindgen(typescript_type = "ScatterOptions")]
    pub type JsScatterOptions;
}
