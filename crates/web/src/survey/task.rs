//! One survey, made a piece at a time: in a worker, or between two frames of the page.

use downhill::{Attempt, BasinCell, Cell, Fate, ParameterCell, RatePoint};
use wasm_bindgen::prelude::*;

use super::request::{JsSurveyRequest, Work, work_from};

/// Updates of a piece of a sweep: well below a millisecond.
const UPDATES: usize = 4096;

/// A survey on its way. Free it when it is done.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SurveyTask {
    work: Work,
}

#[wasm_bindgen]
impl SurveyTask {
    /// Begins with what is asked for.
    #[wasm_bindgen(constructor)]
    pub fn new(request: JsSurveyRequest) -> Result<Self, JsValue> {
        Ok(Self { work: work_from(&request)? })
    }

    /// Does a little; whether anything is left to do.
    pub fn work(&mut self) -> bool {
        match &mut self.work {
            Work::Sweep(sweep) => sweep.work(UPDATES),
            Work::Tune(tuning) => tuning.work(UPDATES),
            Work::Basins(map) => map.work(),
            Work::Parameters(map) => map.work(),
        }
    }

    /// The part that is done, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        match &self.work {
            Work::Sweep(sweep) => sweep.progress(),
            Work::Tune(tuning) => tuning.progress(),
            Work::Basins(map) => map.progress(),
            Work::Parameters(map) => map.progress(),
        }
    }

    /// Of a sweep or a search all rates so far, four numbers each: rate, lowest loss, step that reached the target, step of
    /// divergence. Of a map the pixels since they were last taken, five numbers each: index, side of its block, the place
    /// that was reached (-1: none, -2: it diverged), the step at which it did, the loss. NaN for what there is not.
    pub fn take(&mut self) -> Vec<f64> {
        match &mut self.work {
            Work::Sweep(sweep) => sweep.points().iter().flat_map(rate).collect(),
            Work::Tune(tuning) => tuning.tried().iter().flat_map(rate).collect(),
            Work::Basins(map) => {
                let width = map.size()[0];
                map.take().iter().flat_map(|of| basin(of, width)).collect()
            }
            Work::Parameters(map) => {
                let width = map.size()[0];
                map.take().iter().flat_map(|of| parameters(of, width)).collect()
            }
        }
    }

    /// The minima found so far, those known before first: x, y and loss of each.
    pub fn minima(&self) -> Vec<f64> {
        let Work::Basins(map) = &self.work else { return Vec::new() };
        map.minima().iter().flat_map(|of| [of.at[0], of.at[1], of.loss]).collect()
    }

    /// Of a sweep or a search the best rate, of a sweep also the lowest and the highest that suit; empty if all diverge.
    pub fn best(&self) -> Vec<f64> {
        match &self.work {
            Work::Sweep(sweep) => {
                let suitable = sweep.suitable().into_iter().flatten();
                sweep.best().map(|of| of.lr).into_iter().chain(suitable).collect()
            }
            Work::Tune(tuning) => tuning.best().map(|of| of.lr).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

fn maybe(step: Option<usize>) -> f64 {
    step.map_or(f64::NAN, |step| step as f64)
}

fn rate(RatePoint { lr, attempt }: &RatePoint) -> [f64; 4] {
    [*lr, attempt.best.unwrap_or(f64::NAN), maybe(attempt.reached), maybe(attempt.diverged_at)]
}

fn place(cell: Cell, width: usize) -> [f64; 2] {
    [(cell.row * width + cell.column) as f64, cell.block as f64]
}

fn basin(BasinCell { cell, fate, loss }: &BasinCell, width: usize) -> [f64; 5] {
    let [index, block] = place(*cell, width);
    let (reached, step) = match *fate {
        Fate::Reached { minimum, step } => (minimum as f64, step as f64),
        Fate::Undecided => (-1.0, f64::NAN),
        Fate::Diverged { at } => (-2.0, at as f64),
    };
    [index, block, reached, step, *loss]
}

fn parameters(ParameterCell { cell, attempt }: &ParameterCell, width: usize) -> [f64; 5] {
    let [index, block] = place(*cell, width);
    let &Attempt { best, reached, diverged_at, .. } = attempt;
    let (reached, step) = match (diverged_at, reached) {
        (Some(at), _) => (-2.0, at as f64),
        (None, Some(step)) => (0.0, step as f64),
        (None, None) => (-1.0, f64::NAN),
    };
    [index, block, reached, step, best.unwrap_or(f64::NAN)]
}
