//! A map in which each pixel is a whole run, put together on the page from what workers bring.

use downhill::{BASIN_TOLERANCE, Closeness, FoundMinima, FoundMinimum};
use downhill_charts::{
    Frame, Outcome, Span, SpanScale, SurveyMap, draw_survey_map, place_color, survey_pixels, survey_tints,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{UNITS, area, drawn, theme};
use crate::fields::{Fields, refusal, view_from};

/// What is known of a pixel.
#[derive(Clone, Copy, Debug)]
struct Pixel {
    /// Side of the block that it was computed for; 0 if it is not known at all.
    block: f64,
    reached: f64,
    step: f64,
    loss: f64,
}

/// A map on its way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SurveyPicture {
    size: usize,
    steps: f64,
    pixels: Vec<Pixel>,
    minima: FoundMinima,
}

#[wasm_bindgen]
impl SurveyPicture {
    /// An empty map of so many pixels along each side, of runs of so many steps. Minima of the `view` that are known keep
    /// their numbers.
    #[wasm_bindgen(constructor)]
    pub fn new(size: usize, steps: f64, view: &[f64], known: &[f64]) -> Result<Self, JsValue> {
        let minima = FoundMinima::new(Closeness::of(view_from(view)?, BASIN_TOLERANCE), minima_from(known));
        let none = Pixel { block: 0.0, reached: -1.0, step: f64::NAN, loss: f64::NAN };
        Ok(Self { size, steps, pixels: vec![none; size * size], minima })
    }

    /// Takes pixels over that a task brings, with the minima that it has found.
    pub fn take(&mut self, rows: &[f64], minima: &[f64]) {
        let numbers: Vec<f64> = minima_from(minima)
            .into_iter()
            .map(|minimum| self.minima.admit(minimum).map_or(-1.0, |number| number as f64))
            .collect();
        for &[index, block, reached, step, loss] in rows.as_chunks::<5>().0 {
            let reached =
                if reached >= 0.0 { numbers.get(reached as usize).copied().unwrap_or(reached) } else { reached };
            let pixel = Pixel { block, reached, step, loss };
            let (index, side) = (index as usize, block as usize);
            let (row, column) = (index / self.size, index % self.size);
            for y in row..(row + side).min(self.size) {
                for x in column..(column + side).min(self.size) {
                    let old = &mut self.pixels[y * self.size + x];
                    if old.block == 0.0 || old.block >= block {
                        *old = pixel;
                    }
                }
            }
        }
    }

    /// The picture, RGBA, row by row from the top; what is not known yet is transparent.
    pub fn colors(&self, theme_name: &str) -> Vec<u8> {
        let outcome = |of: &Pixel| match *of {
            Pixel { block: 0.0, .. } => Outcome::Pending,
            Pixel { reached: -2.0, .. } => Outcome::Diverged,
            Pixel { reached: -1.0, loss, .. } => Outcome::Undecided { loss },
            Pixel { reached, step, .. } => Outcome::Reached { place: reached as usize, step },
        };
        let outcomes: Vec<Outcome> = self.pixels.iter().map(outcome).collect();
        survey_pixels(&survey_tints(&outcomes, self.steps), self.size, theme(theme_name))
    }

    /// The minima found so far: x, y, and loss of each.
    pub fn minima(&self) -> Vec<f64> {
        self.minima.found().iter().flat_map(|of| [of.at[0], of.at[1], of.loss]).collect()
    }

    /// How many pixels came to each place, in order; then how many came nowhere, and how many blew up.
    pub fn counts(&self) -> Vec<u32> {
        let places = self.minima.found().len().max(1);
        let mut counts = vec![0; places + 2];
        for pixel in self.pixels.iter().filter(|of| of.block > 0.0) {
            let slot = match pixel.reached {
                -2.0 => places + 1,
                -1.0 => places,
                place => place as usize,
            };
            if let Some(count) = counts.get_mut(slot) {
                *count += 1;
            }
        }
        counts
    }

    /// What is known of a pixel: the place that it reached (-1: none, -2: it blew up), the step, the loss. Empty if nothing is.
    pub fn pixel(&self, column: usize, row: usize) -> Vec<f64> {
        let known = self.pixels.get(row * self.size + column).filter(|of| of.block > 0.0 && column < self.size);
        known.map_or_else(Vec::new, |of| vec![of.reached, of.step, of.loss])
    }

    /// The color of a place that is reached halfway, as CSS writes it.
    #[wasm_bindgen(js_name = placeColor)]
    pub fn place_color(place: usize) -> String {
        place_color(place, 0.6).to_string()
    }

    /// Draws what stands over the pixels.
    pub fn draw(&self, canvas: &HtmlCanvasElement, options: JsSurveyOptions) -> Result<(), JsValue> {
        let fields = Fields(&options);
        let names = fields.texts("names")?;
        let [x_name, y_name] = &names[..] else { return Err(refusal("names", "two")) };
        let here_name = fields.text("hereName")?;
        let here = fields.numbers("here")?.try_into().map_err(|_| refusal("here", "two numbers"))?;
        let places: Vec<[f64; 2]> = self.minima.found().iter().map(|of| of.at).collect();
        let frame = frame(&fields)?;
        let map =
            SurveyMap { axes: axes(&fields)?, names: [x_name, y_name], places: &places, here, here_name: &here_name };
        drawn(draw_survey_map(&area(canvas, &frame, true)?, frame, theme(&fields.text("theme")?), &map))
    }

    /// The point under a pixel of the picture that was drawn with these options.
    pub fn at(options: JsSurveyOptions, px: f64, py: f64) -> Result<Vec<f64>, JsValue> {
        let fields = Fields(&options);
        let map = SurveyMap { axes: axes(&fields)?, names: ["", ""], places: &[], here: [0.0; 2], here_name: "" };
        Ok(map.to_data(frame(&fields)?, (px, py)).to_vec())
    }

    /// Where a point lies in that picture, in CSS pixels from the top left corner.
    pub fn place(options: JsSurveyOptions, x: f64, y: f64) -> Result<Vec<f64>, JsValue> {
        let fields = Fields(&options);
        let map = SurveyMap { axes: axes(&fields)?, names: ["", ""], places: &[], here: [0.0; 2], here_name: "" };
        let (px, py) = map.to_px(frame(&fields)?, [x, y]);
        Ok(vec![px, py])
    }
}

fn minima_from(numbers: &[f64]) -> Vec<FoundMinimum> {
    numbers.as_chunks::<3>().0.iter().map(|&[x, y, loss]| FoundMinimum { at: [x, y], loss }).collect()
}

fn frame(fields: &Fields<'_>) -> Result<Frame, JsValue> {
    Ok(Frame { width: fields.number("width")?, height: fields.number("height")?, units: UNITS })
}

fn axes(fields: &Fields<'_>) -> Result<[Span; 2], JsValue> {
    let axis = |value: &JsValue| {
        let fields = Fields(value);
        let scale = if fields.flag("isLog")? { SpanScale::Log } else { SpanScale::Linear };
        Ok(Span { scale, from: fields.number("from")?, to: fields.number("to")? })
    };
    let axes: Vec<Span> = fields.list("axes")?.iter().map(|value| axis(&value)).collect::<Result<_, JsValue>>()?;
    axes.try_into().map_err(|_| refusal("axes", "two"))
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How a map of runs is shown: what is across and upwards, and where one is now. */
export interface SurveyOptions {
    axes: readonly { from: number; to: number; isLog: boolean }[]; names: [string, string];
    here: readonly number[]; hereName: string; width: number; height: number; theme: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// [`SurveyOptions`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "SurveyOptions")]
    pub type JsSurveyOptions;
}
