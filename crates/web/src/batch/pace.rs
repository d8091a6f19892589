//! How fast updates of different batch sizes are: work to be timed by the page, and the chart of what it measured.

use downhill::Descent;
use downhill_charts::{
    Curve, Frame, LossChart, LossScale, LossWords, Role, Span, SpanScale, Xs, draw_loss_chart, runner_style,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::Comparison;
use crate::drawing::{UNITS, area, drawn, theme};
use crate::error::{Code, error};
use crate::fields::Fields;

/// Updates of one batch size with nothing recorded: what the page's clock is held against.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pace {
    descent: Descent,
    w: Vec<f64>,
}

#[wasm_bindgen]
impl Pace {
    /// Updates like those of the first contender, but of a batch size of its own.
    #[wasm_bindgen(constructor)]
    pub fn new(comparison: &Comparison, batch: usize) -> Result<Self, JsValue> {
        let mut plan = comparison.at(0).training().plan().clone();
        plan.batch = downhill::data::BatchSize::Samples(batch.max(1));
        plan.changes.clear();
        // So small a rate goes nowhere: what is timed must not depend on how far a run got, or overflow.
        plan.entry.params[0] = 1e-12;
        let model = comparison.inner.model();
        let descent = Descent::new(&plan, model).map_err(|e| error(Code::Param, &e.to_string()))?;
        Ok(Self { descent, w: plan.start })
    }

    /// Makes updates.
    pub fn run(&mut self, comparison: &Comparison, updates: usize) {
        for _ in 0..updates {
            self.descent.update(comparison.inner.model(), &mut self.w);
        }
    }
}

/// Draws microseconds for one update and for one pass over all samples against the batch size, all axes logarithmic.
#[wasm_bindgen(js_name = drawPace)]
pub fn draw_pace(
    canvas: &HtmlCanvasElement,
    sizes: &[f64],
    update: &[f64],
    epoch: &[f64],
    options: JsPaceOptions,
) -> Result<(), JsValue> {
    let options = Fields(&options);
    let frame = Frame { width: options.number("width")?, height: options.number("height")?, units: UNITS };
    let [update_word, epoch_word, batch_word] =
        [options.text("updateWord")?, options.text("epochWord")?, options.text("batchWord")?];
    let curve = |index, label, ys| Curve {
        style: runner_style(index),
        label,
        xs: Xs::At(sizes),
        ys,
        is_diverged: false,
        role: Role::Run,
    };
    let [from, to] = [sizes.first(), sizes.last()].map(|size| size.copied().unwrap_or(1.0));
    let chart = LossChart {
        curves: &[curve(1, &update_word, update), curve(0, &epoch_word, epoch)],
        span: Span { scale: SpanScale::Log, from, to },
        scale: LossScale::Log,
        lowest: Some(0.0),
        target: None,
        marks: &[],
        words: LossWords { span: &batch_word, above_lowest: "", target: "" },
    };
    let theme = theme(&options.text("theme")?);
    drawn(draw_loss_chart(&area(canvas, &frame, false)?, frame, theme, &chart)).map(drop)
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Size, theme and words of a chart of paces. */
export interface PaceOptions {
    width: number; height: number; theme: string; updateWord: string; epochWord: string; batchWord: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// [`PaceOptions`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "PaceOptions")]
    pub type JsPaceOptions;
}
