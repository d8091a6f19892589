//! The chart of learning rates.

use downhill_charts::{Frame, PlotGeometry, RateChart, RateCurve, RateWords, draw_rate_chart, runner_style};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{UNITS, area, drawn, theme};
use crate::fields::{Fields, count, refusal};

/// A chart of learning rates, as it was drawn.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RatePicture {
    geometry: PlotGeometry,
}

/// One runner's curve, read from the page.
struct OwnCurve {
    label: String,
    run: usize,
    rates: Vec<f64>,
    losses: Vec<f64>,
    diverged: Vec<[f64; 2]>,
    current: [f64; 2],
    tried: Vec<[f64; 2]>,
    suitable: Option<[f64; 2]>,
}

#[wasm_bindgen]
impl RatePicture {
    /// Draws the chart.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: &HtmlCanvasElement, options: JsRateOptions) -> Result<Self, JsValue> {
        let fields = Fields(&options);
        let frame = Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS };
        let own: Vec<OwnCurve> =
            fields.list("curves")?.iter().map(|value| curve_from(&value)).collect::<Result<_, _>>()?;
        let curves: Vec<RateCurve<'_>> = own
            .iter()
            .map(|of| RateCurve {
                style: runner_style(of.run),
                label: &of.label,
                rates: &of.rates,
                losses: &of.losses,
                diverged: &of.diverged,
                current: of.current,
                tried: &of.tried,
                suitable: of.suitable,
            })
            .collect();
        let texts = fields.texts("words")?;
        let [rate, above_lowest, target, diverges, small, right, big] = &texts[..] else {
            return Err(refusal("words", "seven"));
        };
        let selected = fields.maybe_number("selected")?.map(|run| run as usize);
        let chart = RateChart {
            curves: &curves,
            rates: fields.numbers("rates")?.try_into().map_err(|_| refusal("rates", "two numbers"))?,
            lowest: fields.maybe_number("lowest")?,
            target: fields.maybe_number("target")?,
            selected: own.iter().position(|of| Some(of.run) == selected),
            words: RateWords { rate, above_lowest, target, diverges, zones: [small, right, big] },
        };
        let theme = theme(&fields.text("theme")?);
        let geometry = drawn(draw_rate_chart(&area(canvas, &frame, false)?, frame, theme, &chart))?;
        Ok(Self { geometry })
    }

    /// The rate under a pixel, counted from the canvas's left edge.
    #[wasm_bindgen(js_name = rateAt)]
    pub fn rate_at(&self, px: f64) -> f64 {
        self.geometry.x_at(px)
    }

    /// Where a rate and a loss lie, in CSS pixels from the top left corner; a loss that is none lies at the top.
    pub fn place(&self, rate: f64, loss: f64) -> Vec<f64> {
        vec![self.geometry.x_of(rate), self.geometry.y_of(loss).unwrap_or(self.geometry.plot.y)]
    }
}

fn curve_from(value: &JsValue) -> Result<OwnCurve, JsValue> {
    let fields = Fields(value);
    let rows = fields.array("rows")?;
    let rows = rows.as_chunks::<4>().0;
    let (mut rates, mut losses, mut diverged) = (Vec::new(), Vec::new(), Vec::<[f64; 2]>::new());
    let mut is_beyond = false;
    for &[lr, best, _, at] in rows {
        if at.is_nan() {
            rates.push(lr);
            losses.push(best);
        } else if let Some(piece) = diverged.last_mut().filter(|_| is_beyond) {
            piece[1] = lr;
        } else {
            diverged.push([lr, lr]);
        }
        is_beyond = !at.is_nan();
    }
    let current = fields.array("current")?;
    let tried = fields.array("tried")?;
    let tried = tried.as_chunks::<4>().0.iter().filter(|row| row[3].is_nan()).map(|row| [row[0], row[1]]).collect();
    let suitable = fields.array("suitable")?;
    Ok(OwnCurve {
        label: fields.text("label")?,
        run: count("run", fields.number("run")?)?,
        rates,
        losses,
        diverged,
        current: current.try_into().map_err(|_| refusal("current", "two numbers"))?,
        tried,
        suitable: suitable.try_into().ok(),
    })
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * One runner's curve: rows of four numbers as a task brings them; the rate that it has, with the
 * lowest loss; rates that were tried (rows too); the lowest and the highest that suit, if known.
 */
export interface RateCurve {
    run: number; label: string; rows: Float64Array; current: Float64Array; tried: Float64Array; suitable: Float64Array;
}
/** A chart of learning rates. Words: rate, above the lowest, target, diverges; too small, right, too big. */
export interface RateOptions {
    curves: readonly RateCurve[]; rates: readonly number[]; lowest?: number | undefined; target?: number | undefined;
    selected?: number | undefined; words: readonly string[]; width: number; height: number; theme: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// [`RateOptions`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "RateOptions")]
    pub type JsRateOptions;
}
