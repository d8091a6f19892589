//! Where things are on a loss chart.

use crate::axis::LossAxis;
use crate::frame::Frame;
use crate::rect::{Point, Rect};
use crate::span::Span;

/// Where things are on a loss chart, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlotGeometry {
    /// The rectangle in which curves are drawn.
    pub plot: Rect,
    /// The horizontal axis.
    pub span: Span,
    pub(crate) frame: Frame,
    pub(crate) axis: LossAxis,
}

/// How many widths or heights of the plot a point may lie beyond it.
const FARTHEST: f64 = 100.0;

impl PlotGeometry {
    /// Where a place of the horizontal axis lies.
    #[must_use]
    pub fn x_of(&self, x: f64) -> f64 {
        self.plot.x + self.span.position(x).clamp(-FARTHEST, FARTHEST) * self.plot.width
    }

    /// The place of the horizontal axis under a pixel, its ends beyond the plot.
    #[must_use]
    pub fn x_at(&self, px: f64) -> f64 {
        self.span.at((px - self.plot.x) / self.plot.width)
    }

    /// The step under a pixel, where the axis counts steps.
    #[must_use]
    pub fn step_at(&self, px: f64) -> usize {
        self.x_at(px).round() as usize
    }

    /// Where a loss lies, at the edge if it is beyond; `None` for NaN.
    #[must_use]
    pub fn y_of(&self, loss: f64) -> Option<f64> {
        let position = self.axis.position(loss);
        (!position.is_nan()).then(|| self.y_at(position.clamp(0.0, 1.0)))
    }

    /// Where a loss lies, beyond the plot if it must; `None` for NaN.
    pub(crate) fn point(&self, x: f64, loss: f64) -> Option<Point> {
        let (px, position) = (self.x_of(x), self.axis.position(loss));
        (!px.is_nan() && !position.is_nan()).then(|| (px, self.y_at(position.clamp(-FARTHEST, FARTHEST))))
    }

    /// Where a value lies as [`point`](Self::point) says, but beyond the bottom of a log axis where it is below.
    pub(crate) fn unbounded_point(&self, x: f64, value: f64) -> Option<Point> {
        let (px, position) = (self.x_of(x), self.axis.unbounded_position(value));
        (!px.is_nan() && !position.is_nan()).then(|| (px, self.y_at(position.clamp(-FARTHEST, FARTHEST))))
    }

    pub(crate) fn y_at(&self, position: f64) -> f64 {
        self.plot.y + (1.0 - position) * self.plot.height
    }
}
