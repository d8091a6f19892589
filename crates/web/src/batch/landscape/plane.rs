//! The landscape over two parameters: a map, trails over it, heads, replicas and the gradient fan.

use downhill_charts::{
    FanLabels, Frame, GradientFan, Head, Heads, LossMap, MapLabels, MapProjection, Rect, Theme, TrailPen, draw_balls,
    draw_fan, draw_heads, draw_map_base, draw_trail, heat_pixels, runner_style,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::Comparison;
use crate::drawing::{area, drawn, heat_pixels_along, nodes};
use crate::fields::Fields;

#[derive(Debug)]
pub(super) struct Plane {
    map: LossMap,
    start: [f64; 2],
    projection: MapProjection,
    theme: &'static Theme,
    occupied: Vec<Rect>,
    pens: Vec<TrailPen>,
    /// Trails as far as they were projected onto the slice: x and y of every update.
    projected: Vec<Vec<f64>>,
}

impl Plane {
    pub(super) fn new(comparison: &Comparison, frame: Frame, theme: &'static Theme) -> Self {
        let (setup, inner) = (&comparison.setup, &comparison.inner);
        let slice = inner.slice(setup.axes_on(inner.model().dim()));
        let view = setup.view_on(&slice, inner.start());
        let count = comparison.count();
        Self {
            start: slice.project(inner.start()),
            map: LossMap::of(inner, slice, view, [nodes(frame.width), nodes(frame.height)]),
            projection: MapProjection::new(view, frame),
            theme,
            occupied: Vec::new(),
            pens: vec![TrailPen::default(); count],
            projected: vec![Vec::new(); count],
        }
    }

    pub(super) fn heat_size(&self) -> [usize; 2] {
        [self.projection.frame.width, self.projection.frame.height].map(heat_pixels_along)
    }

    pub(super) fn heat(&self) -> Vec<u8> {
        let [width, height] = self.heat_size();
        heat_pixels(&self.map.grid, &self.map.levels, self.theme, width, height)
    }

    pub(super) fn draw_base(&mut self, canvas: &HtmlCanvasElement, words: &Fields<'_>) -> Result<(), JsValue> {
        let [minimum, start] = [words.text("minimum")?, words.text("start")?];
        let base = self.map.base(MapLabels { minimum: &minimum, start: &start });
        let area = area(canvas, &self.projection.frame, true)?;
        self.occupied = drawn(draw_map_base(&area, &self.projection, &base, self.theme))?;
        Ok(())
    }

    pub(super) fn clear_trail(&mut self, canvas: &HtmlCanvasElement, contender: usize) -> Result<(), JsValue> {
        self.pens[contender] = TrailPen::default();
        area(canvas, &self.projection.frame, false).map(drop)
    }

    pub(super) fn draw_trail(
        &mut self,
        canvas: &HtmlCanvasElement,
        comparison: &Comparison,
        contender: usize,
        position: usize,
    ) -> Result<(), JsValue> {
        let training = comparison.at(contender).training();
        let update = comparison.inner.update_at(contender, position);
        let projected = &mut self.projected[contender];
        let dim = comparison.inner.model().dim();
        for position in training.positions().chunks_exact(dim).skip(projected.len() / 2) {
            projected.extend(self.map.slice.project(position));
        }
        let area = area(canvas, &self.projection.frame, true)?;
        let (style, pen) = (runner_style(contender), &mut self.pens[contender]);
        drawn(draw_trail(&area, &self.projection, self.theme, style, projected, update, pen))
    }

    pub(super) fn draw_top(
        &self,
        canvas: &HtmlCanvasElement,
        comparison: &mut Comparison,
        contender: usize,
        position: usize,
        has_fan: bool,
        words: &Fields<'_>,
    ) -> Result<(), JsValue> {
        let area = area(canvas, &self.projection.frame, false)?;
        let update = comparison.inner.update_at(contender, position);
        let style = runner_style(contender);
        let of = comparison.at(contender);
        let balls: Vec<[f32; 2]> = of.ensemble().positions(update).as_chunks::<2>().0.to_vec();
        if comparison.inner.model().dim() == 2 && !balls.is_empty() {
            drawn(draw_balls(&area, &self.projection, self.theme, style, &balls))?;
        }
        let at = self.map.slice.project(of.training().position(update));
        let is_diverged = of.training().diverged_at().is_some_and(|at| update >= at);
        if has_fan && !is_diverged {
            let sight = comparison.sight(contender, position, &self.map.slice.axes);
            let pair = |v: &[f64]| [v[0], v[1]];
            let samples: Vec<[f64; 2]> = sight.samples.iter().map(|sample| pair(sample)).collect();
            let fan = GradientFan {
                at,
                samples: &samples,
                in_batch: &sight.in_batch,
                batch: pair(&sight.batch),
                full: pair(&sight.full),
                style,
            };
            let [batch, full] = [words.text("batch")?, words.text("full")?];
            let labels = FanLabels { batch: &batch, full: &full };
            drawn(draw_fan(&area, &self.projection, self.theme, &fan, labels))?;
        }
        let head = [Head { style, at, label: "", is_diverged, average: None }];
        let scene = Heads { heads: &head, start: Some(self.start), start_label: "", avoid: &self.occupied };
        drawn(draw_heads(&area, &self.projection, self.theme, &scene))
    }

    pub(super) fn to_data(&self, px: f64, py: f64) -> Vec<f64> {
        let (x, y) = self.projection.to_data(px, py);
        vec![x, y]
    }
}
