//! What lies under a map's lines: its tones, and the ticks along its edges.

use downhill::Grid;
use plotters_backend::DrawingBackend;

use crate::axis::ticks;
use crate::frame::Frame;
use crate::heat::Tones;
use crate::map::MapProjection;
use crate::number::format_number;
use crate::pen::{Drawn, Pen, Stroke};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::{Rgb, Theme};

/// Room at the left edge for the numbers of y, and at the bottom for those of x.
const TICK_ROOM: f64 = 30.0;

/// A heatmap, as far as what is drawn over it must know.
pub(crate) struct Ground<'a, T> {
    pub(crate) projection: &'a MapProjection,
    pub(crate) grid: &'a Grid,
    pub(crate) scale: &'a T,
    pub(crate) theme: &'a Theme,
}

impl<T: Tones> Ground<'_, T> {
    /// The tone of the heatmap under a pixel.
    pub(crate) fn tone_at(&self, (px, py): Point) -> Rgb {
        let (grid, frame) = (self.grid, self.projection.frame);
        let node = |at: f64, size: f64, nodes: usize| {
            let last = (nodes - 1) as f64;
            (at / size * last).round().clamp(0.0, last) as usize
        };
        let loss = grid.at(node(px, frame.width, grid.width), node(py, frame.height, grid.height));
        let tone = self.scale.tone(loss);
        if tone.is_nan() { self.theme.undefined[0] } else { self.theme.heat(tone) }
    }

    /// Ticks and their numbers along the left and the bottom edge, inside; adds the numbers' places to `taken`.
    pub(crate) fn draw_ticks<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>, taken: &mut Vec<Rect>) -> Drawn<DB> {
        let Frame { width, height, .. } = self.projection.frame;
        let lettering = Lettering::new(11.0, self.theme.map_ink);
        let stroke = Stroke { color: self.theme.contour, alpha: 0.5, width: 1.0 };
        for y in ticks(self.projection.view.y, height / 70.0) {
            let (_, py) = self.projection.to_px(0.0, y);
            if !(14.0..height - TICK_ROOM).contains(&py) {
                continue;
            }
            pen.line(&[(0.0, py), (5.0, py)], stroke)?;
            let (text, at) = (format_number(y), (9.0, py));
            let (text_width, text_height) = pen.text_size(&text, lettering);
            pen.text_with_halo(&text, at, lettering, self.tone_at(at))?;
            taken.push(Rect::around((at.0 + 0.5 * text_width, py), text_width, text_height));
        }
        let lettering = lettering.align(Align::Center);
        for x in ticks(self.projection.view.x, width / 90.0) {
            let (px, _) = self.projection.to_px(x, 0.0);
            let text = format_number(x);
            let (text_width, text_height) = pen.text_size(&text, lettering);
            let half = 0.5 * text_width + 4.0;
            if !(TICK_ROOM.max(half)..width - half).contains(&px) {
                continue;
            }
            pen.line(&[(px, height - 5.0), (px, height)], stroke)?;
            let at = (px, height - 14.0);
            pen.text_with_halo(&text, at, lettering, self.tone_at(at))?;
            taken.push(Rect::around(at, text_width, text_height));
        }
        Ok(())
    }
}
