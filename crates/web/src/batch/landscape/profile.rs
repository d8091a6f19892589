//! The landscape over one parameter: the curve of the loss, and balls on it.

use downhill_charts::{
    Frame, LossProfile, ProfileFan, ProfileGeometry, ProfileHistogram, ProfileWords, Theme, draw_profile,
    draw_profile_balls, draw_profile_fan, draw_profile_histogram, runner_style,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::Comparison;
use crate::drawing::{area, drawn};
use crate::fields::Fields;

/// Places at which the curve is computed: more than two a pixel.
const PLACES: usize = 801;

/// Bins of the histogram.
const BINS: usize = 62;

#[derive(Debug)]
pub(super) struct Line {
    frame: Frame,
    theme: &'static Theme,
    profile: LossProfile,
    geometry: Option<ProfileGeometry>,
}

impl Line {
    pub(super) fn new(comparison: &Comparison, frame: Frame, theme: &'static Theme) -> Self {
        let profile = LossProfile::of(&comparison.inner, comparison.setup.range(), PLACES);
        Self { frame, theme, profile, geometry: None }
    }

    pub(super) fn draw_base(&mut self, canvas: &HtmlCanvasElement, words: &Fields<'_>) -> Result<(), JsValue> {
        let names = words.texts("marks")?;
        let [parameter, loss] = [words.text("parameter")?, words.text("loss")?];
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (faint, marks) = (self.profile.faint(), self.profile.marks(&names));
        let profile = self.profile.profile(&faint, &marks);
        let words = ProfileWords { parameter: &parameter, loss: &loss };
        let area = area(canvas, &self.frame, false)?;
        self.geometry = Some(drawn(draw_profile(&area, self.frame, self.theme, &profile, words))?);
        Ok(())
    }

    pub(super) fn draw_top(
        &self,
        canvas: &HtmlCanvasElement,
        comparison: &mut Comparison,
        contender: usize,
        position: usize,
        has_fan: bool,
    ) -> Result<(), JsValue> {
        let Some(geometry) = &self.geometry else { return Ok(()) };
        let area = area(canvas, &self.frame, false)?;
        let update = comparison.inner.update_at(contender, position);
        let style = runner_style(contender);
        let scene = self.profile.scene(comparison.at(contender), update, &|w| self.profile.height(w));
        drawn(draw_profile_balls(&area, geometry, self.theme, style, &scene.balls()))?;
        let Some(at) = scene.lead.filter(|_| has_fan) else { return Ok(()) };
        let sight = comparison.sight(contender, position, &[0]);
        let samples: Vec<f64> = sight.samples.iter().map(|sample| sample[0]).collect();
        let fan =
            ProfileFan { at, samples: &samples, in_batch: &sight.in_batch, batch: sight.batch[0], full: sight.full[0] };
        drawn(draw_profile_fan(&area, geometry, self.theme, style, &fan))
    }

    pub(super) fn draw_histogram(
        &self,
        canvas: &HtmlCanvasElement,
        frame: Frame,
        comparison: &Comparison,
        contender: usize,
        position: usize,
    ) -> Result<(), JsValue> {
        let update = comparison.inner.update_at(contender, position);
        let balls = comparison.at(contender).ensemble().positions(update);
        let range @ [left, right] = self.profile.range;
        let mut bins = vec![0_u32; BINS];
        for &w in balls {
            let part = (f64::from(w) - left) / (right - left);
            if (0.0..1.0).contains(&part) {
                bins[(part * BINS as f64) as usize] += 1;
            }
        }
        let marks: Vec<f64> = self.profile.marks(&[]).iter().map(|mark| mark.at).collect();
        let histogram = ProfileHistogram { range, bins: &bins, total: balls.len() as u32, marks: &marks };
        let style = runner_style(contender);
        drawn(draw_profile_histogram(&area(canvas, &frame, false)?, frame, self.theme, style, &histogram))
    }

    pub(super) fn to_data(&self, px: f64) -> f64 {
        self.geometry.as_ref().map_or(f64::NAN, |geometry| geometry.w_at(px))
    }
}
