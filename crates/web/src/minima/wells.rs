//! The two wells with a test curve that is shifted beside the training curve.

use downhill::math;
use downhill::model::TwoWells;
use downhill_charts::{
    Axes, Dash, Frame, Line, LineChart, LineColor, LossScale, NumberFormat, Place, PlotGeometry, Span, SpanScale,
    draw_line_chart, runner_style,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{UNITS, area, drawn, theme};
use crate::error::to_js;
use crate::fields::Fields;

/// What is shown of the parameter, and of the loss: both minima with room around them; the barrier goes beyond.
const RANGE: [f64; 2] = [-2.2, 4.2];
const HIGHEST: f64 = 3.0;

/// Places at which a curve is computed: more than one a pixel.
const PLACES: usize = 801;

#[derive(Serialize)]
struct Minimum {
    w: f64,
    curvature: f64,
    train: f64,
    test: f64,
}

fn minima(wells: &TwoWells, shift: f64) -> [Minimum; 2] {
    TwoWells::MINIMA.map(|(w, curvature)| Minimum {
        w,
        curvature,
        train: wells.loss_at(w),
        test: wells.loss_at(w - shift),
    })
}

/// At both minima of the training loss: the curvature there, the training loss, and the loss on samples that are all shifted.
#[wasm_bindgen(js_name = measureWells, unchecked_return_type = "WellsMinimum[]")]
pub fn measure_wells(shift: f64) -> Result<JsValue, JsValue> {
    to_js(&minima(&TwoWells::new(), shift))
}

/// Draws of fresh samples, and the seed they come from.
const DRAWS: usize = 200;
const FRESH_SEED: u64 = 5;

/// What fresh samples of the same kind cost the sharp and the flat minimum: mean and standard deviation over 200 draws, the sharp
/// one's first.
#[wasm_bindgen(js_name = freshGaps)]
pub fn fresh_gaps() -> Vec<f64> {
    let gaps = TwoWells::new().fresh_gaps(DRAWS, FRESH_SEED);
    let statistics = |which: usize| {
        let of: Vec<f64> = gaps.iter().map(|gap| gap[which]).collect();
        let mean = math::mean(&of);
        let squares: Vec<f64> = of.iter().map(|gap| (gap - mean) * (gap - mean)).collect();
        [mean, math::sqrt(math::mean(&squares))]
    };
    [statistics(0), statistics(1)].concat()
}

/// The two curves as they were drawn.
#[wasm_bindgen]
#[derive(Debug)]
pub struct WellsPicture(PlotGeometry);

#[wasm_bindgen]
impl WellsPicture {
    /// Draws the training curve, the test curve, and how far apart they are at the minima of the training curve.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: &HtmlCanvasElement, shift: f64, options: JsWellsOptions) -> Result<Self, JsValue> {
        let fields = Fields(&options);
        let wells = TwoWells::new();
        let place = |k: usize| RANGE[0] + (RANGE[1] - RANGE[0]) * k as f64 / (PLACES - 1) as f64;
        let xs: Vec<f64> = (0..PLACES).map(place).collect();
        let curve = |shift: f64| -> Vec<f64> { xs.iter().map(|x| wells.loss_at(x - shift)).collect() };
        let (train, test) = (curve(0.0), curve(shift));
        let minima = minima(&wells, shift);
        let gaps = minima.each_ref().map(|minimum| ([minimum.w, minimum.w], [minimum.train, minimum.test]));
        let (train_name, test_name) = (fields.text("trainWord")?, fields.text("testWord")?);
        let (x_name, y_name) = (fields.text("parameterWord")?, fields.text("lossWord")?);
        let marks = fields.texts("marks")?;
        let runner = |index: usize| LineColor::Runner(runner_style(index));
        let mut lines: Vec<Line<'_>> = gaps
            .iter()
            .enumerate()
            .map(|(index, (xs, ys))| Line { label: "", color: runner(index), dash: Dash::Solid, xs, ys })
            .collect();
        lines.push(Line { label: &train_name, color: LineColor::Ink, dash: Dash::Solid, xs: &xs, ys: &train });
        lines.push(Line { label: &test_name, color: runner(2), dash: Dash::ShortDashed, xs: &xs, ys: &test });
        let places: Vec<Place<'_>> = marks
            .iter()
            .zip(&minima)
            .enumerate()
            .map(|(index, (label, minimum))| Place { label, color: runner(index), at: minimum.w })
            .collect();
        let axes = Axes {
            x: Span { scale: SpanScale::Linear, from: RANGE[0], to: RANGE[1] },
            scale: LossScale::Linear,
            range: Some([0.0, HIGHEST]),
            format: NumberFormat::Plain,
            x_name: &x_name,
            y_name: &y_name,
        };
        let frame = Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS };
        let chart = LineChart { axes, lines: &lines, levels: &[], places: &places };
        let theme = theme(&fields.text("theme")?);
        Ok(Self(drawn(draw_line_chart(&area(canvas, &frame, false)?, frame, theme, &chart))?))
    }

    /// The parameter at so many pixels from the left.
    #[wasm_bindgen(js_name = valueAt)]
    pub fn value_at(&self, px: f64) -> f64 {
        self.0.x_at(px)
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A minimum of the two wells: where, its curvature, the training loss there, and the loss on shifted samples. */
export interface WellsMinimum { w: number; curvature: number; train: number; test: number }
/** Words and size of a picture of the wells; `marks` are the names of the two minima. */
export interface WellsOptions extends PictureOptions {
    trainWord: string; testWord: string; parameterWord: string; lossWord: string; marks: string[];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// What [`WellsPicture::new`] draws with.
    #[wasm_bindgen(typescript_type = "WellsOptions")]
    pub type JsWellsOptions;
}
