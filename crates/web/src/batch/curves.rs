//! The linked charts: a measure of every contender against updates, epochs or gradients.

use downhill_charts::{
    Axis, ComparisonCurves, Frame, LossScale, LossWords, Measure, PlotGeometry, SpanScale, Theme, draw_loss_chart,
    draw_loss_cursor,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::Comparison;
use crate::drawing::{UNITS, area, drawn, theme};
use crate::error::{Code, error};
use crate::fields::Fields;

#[wasm_bindgen]
impl Comparison {
    /// What a chart shows of a contender after every update that is made so far: `arrived` in percent, `sharpness`, `imbalance`,
    /// or its loss.
    pub fn measured(&self, contender: usize, measure: &str) -> Vec<f64> {
        measure_of(measure).of(self.at(contender))
    }

    /// The law that the chart has beside that; empty if there is none.
    pub fn law(&self, contender: usize, measure: &str) -> Vec<f64> {
        measure_of(measure).law(self.at(contender)).unwrap_or_default()
    }
}

fn measure_of(id: &str) -> Measure {
    match id {
        "arrived" => Measure::Arrived,
        "sharpness" => Measure::Sharpness,
        "imbalance" => Measure::Imbalance,
        _ => Measure::Loss,
    }
}

/// A chart as it was drawn, for the cursor over it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CurvesPicture {
    geometry: PlotGeometry,
    frame: Frame,
    theme: &'static Theme,
    curves: ComparisonCurves,
}

#[wasm_bindgen]
impl CurvesPicture {
    /// Draws a measure of all contenders, as far as it is computed.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: &HtmlCanvasElement, comparison: &Comparison, options: JsCurvesOptions) -> Result<Self, JsValue> {
        let options = Fields(&options);
        let names = options.texts("names")?;
        let law = options.text("lawWord")?;
        let frame = Frame { width: options.number("width")?, height: options.number("height")?, units: UNITS };
        let measure = measure_of(&options.text("measure")?);
        let axis = match options.text("axis")?.as_str() {
            "epochs" => Axis::Epochs,
            "gradients" => Axis::Gradients,
            _ => Axis::Updates,
        };
        if names.len() != comparison.count() {
            return Err(error(Code::Shape, "names: must be one a contender"));
        }
        let curves = ComparisonCurves::of(&comparison.inner, measure, axis, &names, &law);
        let span = if options.flag("isLogSpan")? { SpanScale::Log } else { SpanScale::Linear };
        let scale = if options.flag("isLog")? { LossScale::Log } else { LossScale::Linear };
        let [span_word, above] = [options.text("spanWord")?, options.text("aboveWord")?];
        let words = LossWords { span: &span_word, above_lowest: &above, target: "" };
        let lines = curves.lines();
        let chart = curves.chart(&lines, span, scale, words);
        let theme = theme(&options.text("theme")?);
        let geometry = drawn(draw_loss_chart(&area(canvas, &frame, false)?, frame, theme, &chart))?;
        Ok(Self { geometry, frame, theme, curves })
    }

    /// Draws the line of a position and every contender's marker where it stands then.
    #[wasm_bindgen(js_name = drawCursor)]
    pub fn draw_cursor(
        &self,
        canvas: &HtmlCanvasElement,
        comparison: &Comparison,
        position: usize,
    ) -> Result<(), JsValue> {
        let area = area(canvas, &self.frame, false)?;
        let shown = self.curves.points_at(&comparison.inner, position);
        let at = position as f64 * self.per_position(comparison);
        drawn(draw_loss_cursor(&area, &self.geometry, self.theme, at, &self.curves.lines(), &shown))
    }

    /// The position under a pixel, counted from the canvas's left edge.
    #[wasm_bindgen(js_name = positionAt)]
    pub fn position_at(&self, comparison: &Comparison, px: f64) -> usize {
        (self.geometry.x_at(px) / self.per_position(comparison)).round().max(0.0) as usize
    }

    /// How far one position is on the axis: that of the contender for which the axis is longest.
    fn per_position(&self, comparison: &Comparison) -> f64 {
        let length = comparison.length().max(1) as f64;
        self.geometry.span.to.max(f64::MIN_POSITIVE) / length
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a chart of curves is told beside the comparison. */
export interface CurvesOptions {
    names: string[]; width: number; height: number; theme: string;
    measure: "loss" | "arrived" | "sharpness" | "imbalance"; axis: "updates" | "epochs" | "gradients";
    isLog: boolean; isLogSpan: boolean; spanWord: string; aboveWord: string; lawWord: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// [`CurvesOptions`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "CurvesOptions")]
    pub type JsCurvesOptions;
}
