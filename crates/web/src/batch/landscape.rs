//! The loss over one or two parameters, and a contender on it: where it has been, where it and its replicas are, and what
//! every sample's gradient says there. All contenders share one picture.

mod plane;
mod profile;

use downhill_charts::Frame;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::Comparison;
use crate::drawing::{UNITS, theme};
use crate::fields::Fields;
use plane::Plane;
use profile::Line;

/// The landscape of a comparison at one size and theme.
#[wasm_bindgen]
#[derive(Debug)]
pub struct LandscapePicture {
    picture: Picture,
}

#[derive(Debug)]
enum Picture {
    Plane(Plane),
    Line(Line),
}

#[wasm_bindgen]
impl LandscapePicture {
    /// The landscape; width and height are CSS pixels.
    #[wasm_bindgen(constructor)]
    pub fn new(comparison: &Comparison, width: f64, height: f64, theme_name: &str) -> Self {
        let frame = Frame { width, height, units: UNITS };
        let theme = theme(theme_name);
        let picture = if comparison.inner.model().dim() == 1 {
            Picture::Line(Line::new(comparison, frame, theme))
        } else {
            Picture::Plane(Plane::new(comparison, frame, theme))
        };
        Self { picture }
    }

    /// Pixels of the heatmap, across; 0 if there is none.
    #[wasm_bindgen(getter = heatWidth)]
    pub fn heat_width(&self) -> usize {
        if let Picture::Plane(plane) = &self.picture { plane.heat_size()[0] } else { 0 }
    }

    /// Pixels of the heatmap, down; 0 if there is none.
    #[wasm_bindgen(getter = heatHeight)]
    pub fn heat_height(&self) -> usize {
        if let Picture::Plane(plane) = &self.picture { plane.heat_size()[1] } else { 0 }
    }

    /// The heatmap, RGBA, row by row from the top; empty if there is none.
    pub fn heat(&self) -> Vec<u8> {
        if let Picture::Plane(plane) = &self.picture { plane.heat() } else { Vec::new() }
    }

    /// What does not move: contours or curve, ticks, minima.
    #[wasm_bindgen(js_name = drawBase)]
    pub fn draw_base(&mut self, canvas: &HtmlCanvasElement, words: JsLandscapeWords) -> Result<(), JsValue> {
        let words = Fields(&words);
        match &mut self.picture {
            Picture::Plane(plane) => plane.draw_base(canvas, &words),
            Picture::Line(line) => line.draw_base(canvas, &words),
        }
    }

    /// Empties a canvas of a contender's trail, so that it begins again at the start.
    #[wasm_bindgen(js_name = clearTrail)]
    pub fn clear_trail(&mut self, canvas: &HtmlCanvasElement, contender: usize) -> Result<(), JsValue> {
        match &mut self.picture {
            Picture::Plane(plane) => plane.clear_trail(canvas, contender),
            Picture::Line(_) => Ok(()),
        }
    }

    /// Draws what a contender's trail has grown by since the last call, up to a position.
    #[wasm_bindgen(js_name = drawTrail)]
    pub fn draw_trail(
        &mut self,
        canvas: &HtmlCanvasElement,
        comparison: &Comparison,
        contender: usize,
        position: usize,
    ) -> Result<(), JsValue> {
        match &mut self.picture {
            Picture::Plane(plane) => plane.draw_trail(canvas, comparison, contender, position),
            Picture::Line(_) => Ok(()),
        }
    }

    /// Draws what moves: the contender, its replicas, and, if asked, the gradient fan of its next update.
    #[wasm_bindgen(js_name = drawTop)]
    pub fn draw_top(
        &self,
        canvas: &HtmlCanvasElement,
        comparison: &mut Comparison,
        contender: usize,
        position: usize,
        has_fan: bool,
        words: JsLandscapeWords,
    ) -> Result<(), JsValue> {
        let words = Fields(&words);
        match &self.picture {
            Picture::Plane(plane) => plane.draw_top(canvas, comparison, contender, position, has_fan, &words),
            Picture::Line(line) => line.draw_top(canvas, comparison, contender, position, has_fan),
        }
    }

    /// Draws where the replicas of a contender are, counted: a strip to stand under its curve. Empty over two parameters.
    #[wasm_bindgen(js_name = drawHistogram)]
    pub fn draw_histogram(
        &self,
        canvas: &HtmlCanvasElement,
        comparison: &Comparison,
        contender: usize,
        position: usize,
        width: f64,
        height: f64,
    ) -> Result<(), JsValue> {
        let frame = Frame { width, height, units: UNITS };
        match &self.picture {
            Picture::Plane(_) => Ok(()),
            Picture::Line(line) => line.draw_histogram(canvas, frame, comparison, contender, position),
        }
    }

    /// The parameters under a pixel: two numbers, or one.
    #[wasm_bindgen(js_name = toData)]
    pub fn to_data(&self, px: f64, py: f64) -> Vec<f64> {
        match &self.picture {
            Picture::Plane(plane) => plane.to_data(px, py),
            Picture::Line(line) => vec![line.to_data(px)],
        }
    }
}

/// What a contender's next update sees from where it is.
pub(super) struct Sight {
    /// Every sample's step direction, along the shown parameters.
    pub(super) samples: Vec<Vec<f64>>,
    pub(super) in_batch: Vec<bool>,
    pub(super) batch: Vec<f64>,
    pub(super) full: Vec<f64>,
}

impl Comparison {
    /// The gradients with their signs turned, at a position, along some of the parameters.
    pub(super) fn sight(&mut self, contender: usize, position: usize, axes: &[usize]) -> Sight {
        let update = self.inner.update_at(contender, position);
        let batch = self.replays[contender].of_update(update).to_vec();
        let model = self.inner.model();
        let training = self.at(contender).training();
        let w = training.position(update);
        let along = |grad: &[f64]| axes.iter().map(|&axis| -grad[axis]).collect::<Vec<f64>>();
        let mut grad = vec![0.0; w.len()];
        let mut samples = Vec::with_capacity(model.samples());
        for sample in 0..model.samples() {
            grad.fill(0.0);
            model.add_sample(w, sample, &mut grad);
            samples.push(along(&grad));
        }
        // Where the batch is all samples, none stands out.
        let mut in_batch = vec![false; model.samples()];
        if batch.len() < model.samples() {
            for &sample in &batch {
                in_batch[sample] = true;
            }
        }
        model.batch(w, &batch, &mut grad);
        Sight { samples, in_batch, batch: along(&grad), full: along(training.gradient(update)) }
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Words on a landscape. `marks` are names of minima, from left to right, where there are several. */
export interface LandscapeWords {
    minimum: string; start: string; batch: string; full: string; parameter: string; loss: string; marks: string[];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// [`LandscapeWords`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "LandscapeWords")]
    pub type JsLandscapeWords;
}
