//! One long computation of the Minima lab, made a piece at a time: in a worker, or between two frames of the page.

use downhill::data::Digits;
use downhill::model::mlp::MlpLoss;
use downhill::network::{NetworkRun, PlaneSlice, Rescaling, Spectrum};
use js_sys::{Float64Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::request::{Work, work_from};
use crate::error::{Code, error};

/// Numbers of a row of measurements.
const COLUMNS: usize = 9;

/// Places of a density of eigenvalues, and how far it goes beyond the largest and below 0, as part of the largest.
const PLACES: usize = 400;
const BEYOND: f64 = 0.06;

/// The digits of the page's file.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DigitsData(Digits);

#[wasm_bindgen]
impl DigitsData {
    /// Reads the file's text.
    #[wasm_bindgen(constructor)]
    pub fn new(csv: &str) -> Result<Self, JsValue> {
        downhill_data::digits(csv)
            .map(Self)
            .ok_or_else(|| error(Code::Shape, "digits: must be rows of 64 pixels and a label"))
    }
}

/// A computation on its way. Free it when it is done.
#[wasm_bindgen]
#[derive(Debug)]
pub struct MinimaTask {
    work: Work,
    /// Rows that were taken.
    taken: usize,
}

#[wasm_bindgen]
impl MinimaTask {
    /// Begins with what is asked for.
    #[wasm_bindgen(constructor)]
    pub fn new(digits: &DigitsData, request: JsMinimaRequest) -> Result<Self, JsValue> {
        Ok(Self { work: work_from(&request, &digits.0)?, taken: 0 })
    }

    /// Does what takes about so many floating-point operations; whether anything is left to do.
    pub fn work(&mut self, flops: f64) -> bool {
        let flops = flops as u64;
        let passes = |loss: &MlpLoss| (flops / (2 * loss.mlp().flops() * loss.examples() as u64)) as usize + 1;
        match &mut self.work {
            Work::Train(run) => run.work(flops),
            Work::Line { slice, losses } => slice.work(flops, losses),
            Work::Plane { slice, loss } => slice.work(flops, loss),
            Work::Spectrum { spectrum, loss } => spectrum.work(passes(loss), loss),
            Work::Rescale { rescaling, losses } => rescaling.work(passes(&losses[0]), &mut losses[0]),
        }
    }

    /// The part that is done, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        match &self.work {
            Work::Train(run) => run.progress(),
            Work::Line { slice, .. } => slice.progress(),
            Work::Plane { slice, .. } => slice.progress(),
            Work::Spectrum { spectrum, .. } => spectrum.progress(),
            Work::Rescale { rescaling, .. } => rescaling.progress(),
        }
    }

    /// The measurements since they were last taken, nine numbers each; see `MinimaRows`.
    pub fn take(&mut self) -> Vec<f64> {
        let Work::Train(run) = &self.work else { return Vec::new() };
        let rows = run.rows()[self.taken..].iter().flat_map(<[f64; COLUMNS]>::from).collect();
        self.taken = run.rows().len();
        rows
    }

    /// What came of it; complete once nothing is left to do.
    #[wasm_bindgen(unchecked_return_type = "MinimaResult")]
    pub fn result(&self) -> Result<JsValue, JsValue> {
        let object = match &self.work {
            Work::Train(run) => trained(run),
            Work::Line { slice, .. } => {
                let [train, test] = slice.losses();
                let fields = [("alphas", slice.alphas()), ("train", train), ("test", test)];
                with(of_arrays(&fields), "length", slice.length())
            }
            Work::Plane { slice, .. } => plane(slice),
            Work::Spectrum { spectrum, .. } => density(spectrum),
            Work::Rescale { rescaling, .. } => rescaled(rescaling),
        };
        Ok(object.into())
    }
}

fn trained(run: &NetworkRun) -> Object {
    let rows: Vec<f64> = run.rows().iter().flat_map(<[f64; COLUMNS]>::from).collect();
    let fitting = run.fitting();
    let object = of_arrays(&[("rows", &rows), ("w", fitting.w()), ("path", run.path())]);
    match fitting.diverged_at() {
        Some(update) => with(object, "divergedAt", update as f64),
        None => object,
    }
}

fn plane(slice: &PlaneSlice) -> Object {
    let (points, explained) = slice.path();
    let values = slice.grid().map_or(&[][..], |grid| &grid.values);
    with(of_arrays(&[("values", values), ("path", points.as_flattened())]), "explained", explained)
}

fn density(spectrum: &Spectrum) -> Object {
    let largest = spectrum.values().last().copied().unwrap_or(0.0);
    let [low, high] =
        [spectrum.values().first().copied().unwrap_or(0.0).min(0.0) - BEYOND * largest, (1.0 + BEYOND) * largest];
    let place = |k: usize| low + (high - low) * k as f64 / (PLACES - 1) as f64;
    let places: Vec<f64> = (0..PLACES).map(place).collect();
    of_arrays(&[("at", &places), ("density", &spectrum.density(&places)), ("values", spectrum.values())])
}

fn rescaled(rescaling: &Rescaling) -> Object {
    let row = rescaling.measurement().map_or([f64::NAN; COLUMNS], <[f64; COLUMNS]>::from);
    let object = of_arrays(&[("row", &row), ("places", &Rescaling::places()), ("slice", rescaling.slice())]);
    let object = with(object, "relative", rescaling.relative());
    let object = with(object, "keskar", rescaling.keskar());
    with(object, "outputChange", rescaling.output_change())
}

fn of_arrays(fields: &[(&str, &[f64])]) -> Object {
    let object = Object::new();
    for (name, values) in fields {
        // A fresh object takes every field.
        let _ = Reflect::set(&object, &(*name).into(), &Float64Array::from(*values));
    }
    object
}

fn with(object: Object, name: &str, value: f64) -> Object {
    let _ = Reflect::set(&object, &name.into(), &value.into());
    object
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * Rows of nine numbers: update, training loss, test loss, training accuracy, test accuracy (shares from 0 to 1), norm of the
 * parameters, largest eigenvalue of the Hessian, its trace, and the trace's standard error. NaN for what was not measured.
 */
export type MinimaRows = Float64Array;
export interface TrainResult { rows: MinimaRows; w: Float64Array; path: Float64Array; divergedAt?: number }
export interface LineResult { alphas: Float64Array; train: Float64Array; test: Float64Array; length: number }
/** Losses row by row from the top; the path's points as x, y, x, y; `values` is empty if there is no such plane. */
export interface PlaneResult { values: Float64Array; path: Float64Array; explained: number }
export interface SpectrumResult { at: Float64Array; density: Float64Array; values: Float64Array }
export interface RescaleResult {
    row: MinimaRows; places: Float64Array; slice: Float64Array;
    relative: number; keskar: number; outputChange: number;
}
export type MinimaResult = TrainResult | LineResult | PlaneResult | SpectrumResult | RescaleResult;
"#;

#[wasm_bindgen]
extern "C" {
    /// A request on the JavaScript side.
    #[wasm_bindgen(typescript_type = "MinimaRequest")]
    pub type JsMinimaRequest;
}
