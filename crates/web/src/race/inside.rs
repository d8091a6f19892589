//! Inside a rule: what its updates made of their gradients, over time and with the numbers of one of them.

use downhill::{StateKind, inside};
use downhill_charts::{
    Axes, Dash, Frame, Line, LineChart, LineColor, LossScale, NumberFormat, PlotGeometry, Span, SpanScale, Theme,
    draw_line_chart, draw_loss_cursor, draw_rule_arrows, runner_style,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::{MapPicture, Race};
use crate::drawing::{UNITS, area, drawn, theme};
use crate::error::to_js;
use crate::fields::Fields;

/// Every update of a run, one entry an update.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Inside {
    inside: inside::Inside,
}

#[wasm_bindgen]
impl Inside {
    /// What the updates of a run made of their gradients.
    #[wasm_bindgen(constructor)]
    pub fn new(race: &Race, run: usize) -> Self {
        let race = race.inner();
        Self { inside: inside::Inside::of(&race.runs()[run], race.objective()) }
    }

    /// The effective learning rate of a coordinate (0 or 1); empty if the rule has none.
    pub fn rates(&self, coordinate: usize) -> Vec<f64> {
        self.inside.rates.iter().skip(coordinate).step_by(2).copied().collect()
    }

    /// The length of each step.
    pub fn lengths(&self) -> Vec<f64> {
        self.inside.lengths.clone()
    }

    /// The angle of each step to the negative gradient of the loss where it began, in degrees.
    pub fn angles(&self) -> Vec<f64> {
        self.inside.angles.clone()
    }
}

#[derive(Serialize)]
struct Update {
    names: Vec<&'static str>,
    x: Vec<f64>,
    y: Vec<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct State {
    id: &'static str,
    symbol: &'static str,
    kind: &'static str,
    x: f64,
    y: f64,
}

/// The numbers of the update that made a step, by the names that the worked formula has for them.
#[wasm_bindgen(js_name = updateNumbers, unchecked_return_type = "UpdateNumbers | undefined")]
pub fn update_numbers(race: &Race, run: usize, step: usize) -> Result<JsValue, JsValue> {
    let numbers = inside::numbers(&race.inner().runs()[run], step);
    let [x, y] = numbers.as_slice() else { return Ok(JsValue::UNDEFINED) };
    let values = |of: &[(&'static str, f64)]| of.iter().map(|it| it.1).collect();
    to_js(&Update { names: x.iter().map(|it| it.0).collect(), x: values(x), y: values(y) })
}

/// The state vectors after a step.
#[wasm_bindgen(js_name = stateVectors, unchecked_return_type = "StateVector[]")]
pub fn state_vectors(race: &Race, run: usize, step: usize) -> Result<JsValue, JsValue> {
    let run = &race.inner().runs()[run];
    let specs = run.entry().rule.state;
    let step = step.min(run.last_step());
    let position = run.position(step);
    let states = specs.iter().zip(run.states()[2 * step * specs.len()..].chunks_exact(2));
    let state = |(spec, state): (&downhill::StateSpec, &[f64])| {
        let (kind, origin) = match spec.kind {
            StateKind::Direction => ("direction", [0.0; 2]),
            StateKind::Step => ("step", [0.0; 2]),
            StateKind::Square => ("square", [0.0; 2]),
            StateKind::Point | StateKind::Average => ("point", [position[0], position[1]]),
        };
        State { id: spec.id, symbol: spec.symbol, kind, x: origin[0] + state[0], y: origin[1] + state[1] }
    };
    to_js(&states.map(state).collect::<Vec<_>>())
}

/// Draws the update that made a step over a map, from where it began, and nothing else.
#[wasm_bindgen(js_name = drawRuleArrows)]
pub fn draw_arrows(
    canvas: &HtmlCanvasElement,
    map: &MapPicture,
    race: &Race,
    run: usize,
    step: usize,
) -> Result<(), JsValue> {
    let area = area(canvas, &map.projection().frame, false)?;
    let (of, objective) = (&race.inner().runs()[run], race.inner().objective());
    drawn(draw_rule_arrows(&area, map.projection(), map.theme(), runner_style(run), objective, of, step))
}

/// A chart of what happened over the updates of a run, for the cursor over it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct UpdatesPicture {
    geometry: PlotGeometry,
    frame: Frame,
    theme: &'static Theme,
}

#[wasm_bindgen]
impl UpdatesPicture {
    /// Draws one line, or one for each coordinate, against the step that an update made.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: &HtmlCanvasElement, run: usize, options: JsUpdatesOptions) -> Result<Self, JsValue> {
        let fields = Fields(&options);
        let (names, steps) = (fields.texts("names")?, fields.number("steps")?);
        let lists = fields.list("values")?.into_iter();
        let values: Vec<Vec<f64>> = lists.map(|list| js_sys::Float64Array::new(&list).to_vec()).collect();
        let longest = values.iter().map(Vec::len).max().unwrap_or(0);
        let xs: Vec<f64> = (1..=longest).map(|step| step as f64).collect();
        let color = LineColor::Runner(runner_style(run));
        let lines: Vec<Line<'_>> = values
            .iter()
            .zip(&names)
            .enumerate()
            .map(|(index, (ys, label))| Line {
                label,
                color: if index == 0 { color } else { LineColor::Ink },
                dash: if index == 0 { Dash::Solid } else { Dash::ShortDashed },
                xs: &xs[..ys.len()],
                ys,
            })
            .collect();
        let x_name = fields.text("stepWord")?;
        let axes = Axes {
            x: Span { scale: SpanScale::Linear, from: 0.0, to: steps.max(1.0) },
            scale: if fields.flag("isLog")? { LossScale::Log } else { LossScale::Linear },
            range: if fields.flag("isAngle")? { Some([0.0, 180.0]) } else { None },
            format: NumberFormat::Plain,
            x_name: &x_name,
            y_name: "",
        };
        let frame = Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS };
        let theme = theme(&fields.text("theme")?);
        let chart = LineChart { axes, lines: &lines, levels: &[], places: &[] };
        let geometry = drawn(draw_line_chart(&area(canvas, &frame, false)?, frame, theme, &chart))?;
        Ok(Self { geometry, frame, theme })
    }

    /// Draws the line of the shown step.
    #[wasm_bindgen(js_name = drawCursor)]
    pub fn draw_cursor(&self, canvas: &HtmlCanvasElement, step: usize) -> Result<(), JsValue> {
        let area = area(canvas, &self.frame, false)?;
        drawn(draw_loss_cursor(&area, &self.geometry, self.theme, step as f64, &[], &[]))
    }

    /// The step under a pixel, counted from the canvas's left edge.
    #[wasm_bindgen(js_name = stepAt)]
    pub fn step_at(&self, px: f64) -> usize {
        self.geometry.step_at(px)
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** The numbers of an update, coordinate by coordinate, in the order of their names. */
export interface UpdateNumbers { names: string[]; x: number[]; y: number[] }
/** A state vector; a point is where it lies. */
export interface StateVector { id: string; symbol: string; kind: "direction" | "step" | "square" | "point"; x: number; y: number }
/** Lines over the updates of a run: one, or one for each coordinate. */
export interface UpdatesOptions {
    width: number; height: number; theme: string; values: Float64Array[]; names: string[]; steps: number; isLog: boolean;
    /** Degrees, of which the axis shows 0 to 180. */
    isAngle: boolean; stepWord: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// What [`UpdatesPicture`] draws.
    #[wasm_bindgen(typescript_type = "UpdatesOptions")]
    pub type JsUpdatesOptions;
}
