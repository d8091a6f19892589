//! A loss as a block that turns, from numbers that any lab has: a grid of losses, and positions on it.

use downhill::{CriticalKind, CriticalPoint, Grid, Levels};
use downhill_charts::{
    Averaged, Camera, Frame, Head, Heads, Height, PlaneScale, Rect, Solid, SolidProjection, SolidTrailPen, SolidWords,
    draw_solid_average_trail, draw_solid_heads, draw_solid_lines, draw_solid_trail, draw_solid_walls, extent, refined,
    runner_style, solid_pixels,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{UNITS, area, drawn, theme};
use crate::fields::{refusal, view_from};

/// Positions of every run that are to be in sight at first, at most.
const SIGHTS: usize = 100;

/// A block, the direction it is seen from, and the runs on it. Free it when it is no longer shown.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SolidPicture {
    solid: Solid,
    projection: SolidProjection,
    minima: Vec<CriticalPoint>,
    runs: Vec<Run>,
    occupied: Vec<Rect>,
}

/// A run: which runner's look it has, its positions, x and y in turns, and those of their average if it keeps one.
#[derive(Debug)]
struct Run {
    style: usize,
    positions: Vec<f64>,
    averages: Vec<f64>,
    /// The step at which it blew up.
    ended: Option<usize>,
    pen: SolidTrailPen,
    average_pen: SolidTrailPen,
}

impl Run {
    fn averaged(&self) -> Averaged<'_> {
        Averaged { iterates: &self.positions, averages: &self.averages }
    }
}

#[wasm_bindgen]
impl SolidPicture {
    /// The block of losses given row by row from the top. `view` is left, right, bottom, top. `compared` are the losses of
    /// all planes on whose one scale this one is drawn; if empty, the scale is that of the map, whose losses are `mapped`: a
    /// mesh is too coarse to tell a pole from a peak.
    #[wasm_bindgen(constructor)]
    pub fn new(
        values: &[f64],
        columns: usize,
        view: &[f64],
        compared: &[f64],
        mapped: &[f64],
        is_log: bool,
    ) -> Result<Self, JsValue> {
        let rows = values.len().checked_div(columns).unwrap_or(0);
        if columns < 2 || rows < 2 || columns * rows != values.len() {
            return Err(refusal("values", "as many as the mesh has nodes"));
        }
        let grid = Grid { view: view_from(view)?, width: columns, height: rows, values: values.to_vec() };
        let height = if is_log { Height::Log } else { Height::Linear };
        let solid = if compared.is_empty() {
            let levels = if mapped.is_empty() { Levels::of(&grid) } else { Levels::of(&flat(&grid, mapped)) };
            Solid::new(&grid, &levels, height)
        } else {
            Solid::within(&refined(&grid), &PlaneScale::of(&[&flat(&grid, compared)]), height, extent(compared))
        };
        let projection = SolidProjection::new(Camera::HOME, Frame { width: 1.0, height: 1.0, units: UNITS });
        Ok(Self { solid, projection, minima: Vec::new(), runs: Vec::new(), occupied: Vec::new() })
    }

    /// Where the block and the runs on it are best seen from: yaw and pitch in degrees.
    pub fn home(&self) -> Vec<f64> {
        let points = self.runs.iter().flat_map(|run| {
            let stride = (run.positions.len() / 2).div_ceil(SIGHTS).max(1);
            run.positions.chunks_exact(2).step_by(stride).map(|at| [at[0], at[1]])
        });
        let Camera { yaw, pitch } = self.solid.best_camera(points);
        vec![yaw, pitch]
    }

    /// Looks at it in a picture of a size in CSS pixels, from a direction in degrees.
    pub fn look(&mut self, width: f64, height: f64, yaw: f64, pitch: f64) {
        self.projection = SolidProjection::new(Camera { yaw, pitch }, Frame { width, height, units: UNITS });
    }

    /// Where minima are, three numbers each: x, y, loss.
    #[wasm_bindgen(js_name = setMinima)]
    pub fn set_minima(&mut self, minima: &[f64]) {
        let minimum =
            |point: &[f64]| CriticalPoint { at: [point[0], point[1]], value: point[2], kind: CriticalKind::Minimum };
        self.minima = minima.chunks_exact(3).map(minimum).collect();
    }

    /// Forgets all runs.
    #[wasm_bindgen(js_name = clearRuns)]
    pub fn clear_runs(&mut self) {
        self.runs.clear();
    }

    /// One more run, with the look of the runner of this number; x and y of every step, the same of their average (nothing if
    /// there is none), and the step at which it blew up.
    #[wasm_bindgen(js_name = addRun)]
    pub fn add_run(&mut self, style: usize, positions: Vec<f64>, averages: Vec<f64>, ended: Option<usize>) {
        let [pen, average_pen] = [(); 2].map(|()| SolidTrailPen::default());
        // As many as there are positions, or none.
        let averages = if averages.len() == positions.len() { averages } else { Vec::new() };
        self.runs.push(Run { style, positions, averages, ended, pen, average_pen });
    }

    /// Draws what is behind the surface.
    #[wasm_bindgen(js_name = drawWalls)]
    pub fn draw_walls(&self, canvas: &HtmlCanvasElement, theme_name: &str) -> Result<(), JsValue> {
        let area = area(canvas, &self.projection.frame, false)?;
        drawn(draw_solid_walls(&area, &self.projection, theme(theme_name), &self.solid))
    }

    /// The surface in `width` by `height` pixels, RGBA, transparent around it.
    pub fn pixels(&self, width: usize, height: usize, theme_name: &str) -> Vec<u8> {
        solid_pixels(&self.solid, &self.projection, theme(theme_name), width, height)
    }

    /// Draws contours, minima, numbers and names over the surface. `words` are what x, y, the loss and a minimum are called.
    #[wasm_bindgen(js_name = drawLines)]
    pub fn draw_lines(
        &mut self,
        canvas: &HtmlCanvasElement,
        theme_name: &str,
        words: Vec<String>,
    ) -> Result<(), JsValue> {
        let [x, y, loss, minimum] = words.as_slice() else { return Err(refusal("words", "four texts")) };
        let words = SolidWords { x, y, loss, minimum };
        let area = area(canvas, &self.projection.frame, true)?;
        let theme = theme(theme_name);
        self.occupied = drawn(draw_solid_lines(&area, &self.projection, theme, &self.solid, &self.minima, words))?;
        Ok(())
    }

    /// Empties the canvas of trails, so that they begin again at step 0.
    #[wasm_bindgen(js_name = clearTrails)]
    pub fn clear_trails(&mut self, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        for run in &mut self.runs {
            [run.pen, run.average_pen] = [(); 2].map(|()| SolidTrailPen::default());
        }
        area(canvas, &self.projection.frame, false).map(drop)
    }

    /// Draws what the trails have grown by since the last call, up to `step`.
    #[wasm_bindgen(js_name = drawTrails)]
    pub fn draw_trails(&mut self, canvas: &HtmlCanvasElement, theme_name: &str, step: usize) -> Result<(), JsValue> {
        let area = area(canvas, &self.projection.frame, true)?;
        let (projection, theme) = (&self.projection, theme(theme_name));
        for Run { style, positions, pen, .. } in &mut self.runs {
            drawn(draw_solid_trail(&area, projection, theme, &self.solid, runner_style(*style), positions, step, pen))?;
        }
        Ok(())
    }

    /// Draws what the trails of averages have grown by since the last call, up to `step`. On a canvas of their own they stay above
    /// the trails that wind around them.
    #[wasm_bindgen(js_name = drawAverages)]
    pub fn draw_averages(&mut self, canvas: &HtmlCanvasElement, theme_name: &str, step: usize) -> Result<(), JsValue> {
        let area = area(canvas, &self.projection.frame, true)?;
        let (projection, theme) = (&self.projection, theme(theme_name));
        for run in &mut self.runs {
            let (style, averaged) =
                (runner_style(run.style), Averaged { iterates: &run.positions, averages: &run.averages });
            let pen = &mut run.average_pen;
            drawn(draw_solid_average_trail(&area, projection, theme, &self.solid, style, averaged, step, pen))?;
        }
        Ok(())
    }

    /// Draws every run's marker and name at `step`, and the start, if `start` has two numbers.
    #[wasm_bindgen(js_name = drawHeads)]
    pub fn draw_heads(
        &self,
        canvas: &HtmlCanvasElement,
        theme_name: &str,
        step: usize,
        names: Vec<String>,
        start: &[f64],
        start_label: &str,
    ) -> Result<(), JsValue> {
        let head = |(run, label)| -> Option<Head<'_>> {
            let run: &Run = run;
            let Run { style, positions, ended, .. } = run;
            let last = (positions.len() / 2).checked_sub(1)?;
            let at = 2 * step.min(last);
            let is_diverged = ended.is_some_and(|end| step >= end);
            let (style, average) = (runner_style(*style), run.averaged().at(step));
            Some(Head { style, at: [positions[at], positions[at + 1]], label, is_diverged, average })
        };
        let heads: Vec<Head<'_>> = self.runs.iter().zip(names.iter().map(String::as_str)).filter_map(head).collect();
        let scene = Heads { heads: &heads, start: start.try_into().ok(), start_label, avoid: &self.occupied };
        let area = area(canvas, &self.projection.frame, false)?;
        drawn(draw_solid_heads(&area, &self.projection, theme(theme_name), &self.solid, &scene))
    }
}

/// Losses of which only their sizes matter, in one row.
fn flat(grid: &Grid, losses: &[f64]) -> Grid {
    Grid { view: grid.view, width: losses.len(), height: 1, values: losses.to_vec() }
}
