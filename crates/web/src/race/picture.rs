//! Pictures: the map of a loss, the race over it, the loss chart. The page hands in canvases; the charts do the rest.

use downhill::{Contour, Grid, Levels, Loss, Run, contours};
use downhill_charts::{
    Averaged, Curve, Frame, Head, Heads, LossChart, LossScale, LossWords, MapBase, MapLabels, MapProjection,
    PlotGeometry, Rect, Role, Span, SpanScale, Theme, TrailPen, Xs, draw_average_trail, draw_contours,
    draw_faint_trail, draw_heads, draw_loss_chart, draw_loss_cursor, draw_map_base, draw_trail, heat_pixels,
    runner_style,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::typed::loss_of;
use super::{Cloud, Race};
use crate::drawing::{UNITS, area, drawn, heat_pixels_along, nodes, theme};
use crate::fields::{Fields, refusal, view_from};

/// The map of a surface at one size, view and theme, and the trails drawn on it so far.
#[wasm_bindgen]
#[derive(Debug)]
pub struct MapPicture {
    loss: Loss,
    projection: MapProjection,
    theme: &'static Theme,
    grid: Grid,
    levels: Levels,
    contours: Vec<Contour>,
    occupied: Vec<Rect>,
    pens: Vec<TrailPen>,
    average_pens: Vec<TrailPen>,
    cloud_pens: Vec<TrailPen>,
}

#[wasm_bindgen]
impl MapPicture {
    /// The map of the surface `f`, or of a formula. `view` is left, right, bottom, top; width and height are CSS pixels.
    #[wasm_bindgen(constructor)]
    pub fn new(
        f: &str,
        view: &[f64],
        width: f64,
        height: f64,
        theme_name: &str,
        expr: Option<String>,
    ) -> Result<Self, JsValue> {
        let loss = loss_of(f, expr.as_deref())?;
        let projection = MapProjection::new(view_from(view)?, Frame { width, height, units: UNITS });
        let grid = loss.sample(projection.view, nodes(width), nodes(height));
        let levels = Levels::of(&grid);
        let contours = contours(&grid, levels.values());
        Ok(Self {
            loss,
            projection,
            theme: theme(theme_name),
            grid,
            levels,
            contours,
            occupied: Vec::new(),
            pens: Vec::new(),
            average_pens: Vec::new(),
            cloud_pens: Vec::new(),
        })
    }

    /// Points at which the loss is sampled.
    #[wasm_bindgen(getter)]
    pub fn nodes(&self) -> usize {
        self.grid.values.len()
    }

    /// The losses at which contours are traced.
    #[wasm_bindgen(getter)]
    pub fn levels(&self) -> Vec<f64> {
        self.levels.values().to_vec()
    }

    /// Pixels of the heatmap, across.
    #[wasm_bindgen(getter = heatWidth)]
    pub fn heat_width(&self) -> usize {
        heat_pixels_along(self.projection.frame.width)
    }

    /// Pixels of the heatmap, down.
    #[wasm_bindgen(getter = heatHeight)]
    pub fn heat_height(&self) -> usize {
        heat_pixels_along(self.projection.frame.height)
    }

    /// The heatmap, RGBA, row by row from the top.
    pub fn heat(&self) -> Vec<u8> {
        heat_pixels(&self.grid, &self.levels, self.theme, self.heat_width(), self.heat_height())
    }

    /// Contours, labels, ticks and minima, over a heatmap that is already there.
    #[wasm_bindgen(js_name = drawBase)]
    pub fn draw_base(&mut self, canvas: &HtmlCanvasElement, minimum: &str) -> Result<(), JsValue> {
        let base = MapBase {
            grid: &self.grid,
            levels: &self.levels,
            contours: &self.contours,
            critical_points: self.loss.critical_points(),
            labels: MapLabels { minimum, start: "" },
        };
        let area = area(canvas, &self.projection.frame, true)?;
        self.occupied = drawn(draw_map_base(&area, &self.projection, &base, self.theme))?;
        Ok(())
    }

    /// Every third contour and nothing else, for previews.
    #[wasm_bindgen(js_name = drawContours)]
    pub fn draw_contours(&self, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        let area = area(canvas, &self.projection.frame, true)?;
        let few: Vec<Contour> = self.contours.iter().step_by(3).cloned().collect();
        drawn(draw_contours(&area, &self.projection, &few, self.theme))
    }

    /// Empties the canvas of trails, so that they begin again at step 0.
    #[wasm_bindgen(js_name = clearTrails)]
    pub fn clear_trails(&mut self, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        self.pens.clear();
        self.average_pens.clear();
        self.cloud_pens.clear();
        area(canvas, &self.projection.frame, false).map(drop)
    }

    /// Draws what the trails have grown by since the last call, up to `step`.
    #[wasm_bindgen(js_name = drawTrails)]
    pub fn draw_trails(&mut self, canvas: &HtmlCanvasElement, race: &Race, step: usize) -> Result<(), JsValue> {
        let runs = race.inner().runs();
        self.pens.resize_with(runs.len(), TrailPen::default);
        let area = area(canvas, &self.projection.frame, true)?;
        for (index, (run, pen)) in runs.iter().zip(&mut self.pens).enumerate() {
            let style = runner_style(index);
            drawn(draw_trail(&area, &self.projection, self.theme, style, run.positions(), step, pen))?;
        }
        Ok(())
    }

    /// Draws what the trails of the averages that rules keep have grown by since the last call, up to `step`. On a canvas of
    /// their own they stay above the trails that wind around them.
    #[wasm_bindgen(js_name = drawAverages)]
    pub fn draw_averages(&mut self, canvas: &HtmlCanvasElement, race: &Race, step: usize) -> Result<(), JsValue> {
        let runs = race.inner().runs();
        self.average_pens.resize_with(runs.len(), TrailPen::default);
        let area = area(canvas, &self.projection.frame, true)?;
        for (index, (run, pen)) in runs.iter().zip(&mut self.average_pens).enumerate() {
            let (style, averaged) = (runner_style(index), averaged(run));
            drawn(draw_average_trail(&area, &self.projection, self.theme, style, averaged, step, pen))?;
        }
        Ok(())
    }

    /// Draws what the trails of a cloud have grown by, faintly, up to `step`. Going back begins with
    /// [`clear_trails`](Self::clear_trails) of its canvas.
    #[wasm_bindgen(js_name = drawCloud)]
    pub fn draw_cloud(&mut self, canvas: &HtmlCanvasElement, cloud: &Cloud, step: usize) -> Result<(), JsValue> {
        let area = area(canvas, &self.projection.frame, true)?;
        let runs = cloud.replicas().iter().flat_map(|race| race.runs().iter().enumerate());
        let runs: Vec<_> = runs.collect();
        self.cloud_pens.resize_with(runs.len(), TrailPen::default);
        for ((index, run), pen) in runs.into_iter().zip(&mut self.cloud_pens) {
            let style = runner_style(index);
            drawn(draw_faint_trail(&area, &self.projection, self.theme, style, run.positions(), step, pen))?;
        }
        Ok(())
    }

    /// Draws every runner's marker and name at `step`, and the start.
    #[wasm_bindgen(js_name = drawHeads)]
    pub fn draw_heads(
        &self,
        canvas: &HtmlCanvasElement,
        race: &Race,
        step: usize,
        names: Vec<String>,
        start: &[f64],
        start_label: &str,
    ) -> Result<(), JsValue> {
        let start = start.try_into().map_err(|_| refusal("start", "two numbers"))?;
        let runs = race.inner().runs().iter().zip(&names).enumerate();
        let heads: Vec<Head<'_>> = runs
            .map(|(index, (run, label))| {
                let at = run.position(step);
                let is_diverged = run.diverged_at().is_some_and(|at| step >= at);
                let average = averaged(run).at(step);
                Head { style: runner_style(index), at: [at[0], at[1]], label, is_diverged, average }
            })
            .collect();
        let scene = Heads { heads: &heads, start: Some(start), start_label, avoid: &self.occupied };
        let area = area(canvas, &self.projection.frame, false)?;
        drawn(draw_heads(&area, &self.projection, self.theme, &scene))
    }

    /// Where a point lies, in CSS pixels from the top left corner.
    #[wasm_bindgen(js_name = toPx)]
    pub fn to_px(&self, x: f64, y: f64) -> Vec<f64> {
        let (px, py) = self.projection.to_px(x, y);
        vec![px, py]
    }

    /// The point under a pixel.
    #[wasm_bindgen(js_name = toData)]
    pub fn to_data(&self, px: f64, py: f64) -> Vec<f64> {
        let (x, y) = self.projection.to_data(px, py);
        vec![x, y]
    }
}

impl MapPicture {
    pub(crate) fn projection(&self) -> &MapProjection {
        &self.projection
    }

    pub(crate) fn theme(&self) -> &'static Theme {
        self.theme
    }
}

/// A run's iterates and their average.
pub(crate) fn averaged(run: &Run) -> Averaged<'_> {
    Averaged { iterates: run.positions(), averages: run.averages() }
}

/// The loss chart as it was drawn, for the cursor over it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct LossPicture {
    geometry: PlotGeometry,
    frame: Frame,
    theme: &'static Theme,
    names: Vec<String>,
    /// What every step of every run cost, if that is the horizontal axis.
    costs: Option<Vec<Vec<f64>>>,
}

#[wasm_bindgen]
impl LossPicture {
    /// Draws the losses of a race against the step, or against the gradients evaluated until then.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: &HtmlCanvasElement, race: &Race, steps: usize, options: JsLossOptions) -> Result<Self, JsValue> {
        let options = Fields(&options);
        let names = options.texts("names")?;
        let frame = Frame { width: options.number("width")?, height: options.number("height")?, units: UNITS };
        let scale = if options.flag("isLog")? { LossScale::Log } else { LossScale::Linear };
        let [step, above_lowest, target] =
            [options.text("stepWord")?, options.text("aboveWord")?, options.text("targetWord")?];
        let costs = options.flag("isPerEvaluation")?.then(|| costs(race));
        let dearest = costs.iter().flatten().filter_map(|run| run.last()).copied().fold(1.0, f64::max);
        let to = if costs.is_some() { dearest } else { steps as f64 };
        let chart = LossChart {
            curves: &curves(race, &names, costs.as_deref()),
            span: Span { scale: SpanScale::Linear, from: 0.0, to },
            scale,
            lowest: options.maybe_number("lowest")?,
            target: options.maybe_number("target")?,
            marks: &[],
            words: LossWords { span: &step, above_lowest: &above_lowest, target: &target },
        };
        let theme = theme(&options.text("theme")?);
        let geometry = drawn(draw_loss_chart(&area(canvas, &frame, false)?, frame, theme, &chart))?;
        Ok(Self { geometry, frame, theme, names, costs })
    }

    /// Draws the line of the shown step and every runner's marker on its curve. Against evaluations the line is where the run
    /// `reference` stands.
    #[wasm_bindgen(js_name = drawCursor)]
    pub fn draw_cursor(
        &self,
        canvas: &HtmlCanvasElement,
        race: &Race,
        step: usize,
        reference: usize,
    ) -> Result<(), JsValue> {
        let area = area(canvas, &self.frame, false)?;
        let curves = curves(race, &self.names, self.costs.as_deref());
        let shown = vec![step; curves.len()];
        let costs = self.costs.as_ref().and_then(|costs| costs.get(reference));
        let at = costs.and_then(|costs| costs.get(step).or(costs.last())).copied().unwrap_or(step as f64);
        drawn(draw_loss_cursor(&area, &self.geometry, self.theme, at, &curves, &shown))
    }

    /// The step under a pixel, counted from the canvas's left edge; against evaluations that of the run `reference`.
    #[wasm_bindgen(js_name = stepAt)]
    pub fn step_at(&self, px: f64, reference: usize) -> usize {
        let at = self.geometry.step_at(px);
        match self.costs.as_ref().and_then(|costs| costs.get(reference)) {
            Some(costs) => costs.partition_point(|cost| *cost < at as f64),
            None => at,
        }
    }
}

/// What every step of every run cost, in gradient evaluations.
fn costs(race: &Race) -> Vec<Vec<f64>> {
    race.inner().runs().iter().map(|run| (0..=run.last_step()).map(|step| run.cost(step) as f64).collect()).collect()
}

fn curves<'a>(race: &'a Race, names: &'a [String], costs: Option<&'a [Vec<f64>]>) -> Vec<Curve<'a>> {
    let runs = race.inner().runs().iter().zip(names).enumerate();
    runs.map(|(index, (run, label))| Curve {
        style: runner_style(index),
        label,
        xs: costs.map_or(Xs::Every(1.0), |costs| Xs::At(&costs[index])),
        ys: run.losses(),
        is_diverged: run.diverged_at().is_some(),
        role: Role::Run,
    })
    .collect()
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a loss chart is told beside the race. */
export interface LossOptions {
    names: string[]; width: number; height: number; theme: string; isLog: boolean; isPerEvaluation: boolean;
    target?: number | undefined; lowest?: number | undefined;
    stepWord: string; aboveWord: string; targetWord: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// [`LossOptions`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "LossOptions")]
    pub type JsLossOptions;
}
