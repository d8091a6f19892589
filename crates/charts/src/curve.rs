//! One curve of a loss chart.

use plotters_backend::DrawingBackend;

use crate::clip::visible_pieces;
use crate::loss_chart::{Curve, PlotGeometry};
use crate::pen::{Drawn, Pen, Stroke};
use crate::rect::Point;
use crate::theme::Theme;
use crate::trail::{CASING_WIDTH, LINE_WIDTH, dashes};

/// Draws a curve with its casing, as far as it lies in the plot.
pub(crate) fn draw_curve<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    curve: &Curve<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    // Lines on the edge of the plot are drawn in their full width.
    let room = geometry.plot.grown(1.0);
    for piece in visible_pieces(&decimated(geometry, curve.losses), &room) {
        pen.line(&piece, Stroke::new(theme.background, CASING_WIDTH))?;
        for dash in dashes(&piece, curve.style.dash) {
            pen.line(&dash, Stroke::new(theme.hue(curve.style), LINE_WIDTH))?;
        }
    }
    Ok(())
}

/// The curve's points; where several steps share a column of pixels, only its first, lowest, highest and last.
fn decimated(geometry: &PlotGeometry, losses: &[f64]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut column = Column::default();
    for (step, &loss) in losses.iter().enumerate().take(geometry.steps + 1) {
        // NaN ends the curve; an infinite loss leaves through the edge, and then it ends.
        let Some(point) = geometry.point(step, loss) else { break };
        if column.first.is_some_and(|first| first.0.floor() != point.0.floor()) {
            column.flush(&mut points);
        }
        column.add(point);
        if loss.is_infinite() {
            break;
        }
    }
    column.flush(&mut points);
    points
}

/// The points of one column of pixels.
#[derive(Default)]
struct Column {
    first: Option<Point>,
    highest: Point,
    lowest: Point,
    last: Point,
}

impl Column {
    fn add(&mut self, point: Point) {
        if self.first.is_none() {
            *self = Self { first: Some(point), highest: point, lowest: point, last: point };
        }
        if point.1 < self.highest.1 {
            self.highest = point;
        }
        if point.1 > self.lowest.1 {
            self.lowest = point;
        }
        self.last = point;
    }

    fn flush(&mut self, points: &mut Vec<Point>) {
        let Some(first) = self.first.take() else { return };
        let (a, b) =
            if self.highest.0 <= self.lowest.0 { (self.highest, self.lowest) } else { (self.lowest, self.highest) };
        for point in [first, a, b, self.last] {
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
    }
}

/// The last point of a curve that the chart shows.
pub(crate) fn end(geometry: &PlotGeometry, curve: &Curve<'_>) -> Option<Point> {
    let room = geometry.plot.grown(1.0);
    let pieces = visible_pieces(&decimated(geometry, curve.losses), &room);
    // A run of no steps has a place but no line.
    let only = || geometry.point(0, *curve.losses.first()?).filter(|&at| room.has(at));
    pieces.last().and_then(|piece| piece.last().copied()).or_else(only)
}
