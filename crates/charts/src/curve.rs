//! One curve of a loss chart.

use plotters_backend::DrawingBackend;

use crate::clip::visible_pieces;
use crate::pen::{Drawn, Pen, Stroke};
use crate::plot_geometry::PlotGeometry;
use crate::rect::{Point, Rect};
use crate::span::Span;
use crate::theme::{Rgb, RunnerStyle, Theme};
use crate::trail::{CASING_WIDTH, LINE_WIDTH, dashes};

/// A run's losses, or what a law says that they are.
#[derive(Clone, Copy, Debug)]
pub struct Curve<'a> {
    /// What it looks like.
    pub style: RunnerStyle,
    /// Its name.
    pub label: &'a str,
    /// Where its points lie on the horizontal axis.
    pub xs: Xs<'a>,
    /// The loss at every point.
    pub ys: &'a [f64],
    /// Whether it blew up at its last point.
    pub is_diverged: bool,
    /// What it stands for.
    pub role: Role,
}

/// Where a curve's points lie on the horizontal axis.
#[derive(Clone, Copy, Debug)]
pub enum Xs<'a> {
    /// Evenly: point k at k times this.
    Every(f64),
    /// At these places, ascending.
    At(&'a [f64]),
}

/// What a curve stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A run: a line in its own style.
    Run,
    /// A law that runs are compared with: a thin dotted line in ink, over the runs.
    Law,
}

/// Width and pattern of a law's line.
const LAW_WIDTH: f64 = 1.25;
const LAW_PATTERN: [f64; 2] = [1.5, 2.5];

impl<'a> Curve<'a> {
    pub(crate) fn len(&self) -> usize {
        match self.xs {
            Xs::Every(_) => self.ys.len(),
            Xs::At(xs) => self.ys.len().min(xs.len()),
        }
    }

    /// Place and loss of a point.
    pub(crate) fn point(&self, index: usize) -> (f64, f64) {
        let x = match self.xs {
            Xs::Every(every) => index as f64 * every,
            Xs::At(xs) => xs[index],
        };
        (x, self.ys[index])
    }

    /// The points that an axis shows.
    pub(crate) fn shown(&self, span: &Span) -> impl Iterator<Item = (f64, f64)> + use<'a> {
        let (curve, span) = (*self, *span);
        (0..self.len())
            .map(move |k| curve.point(k))
            .skip_while(move |point| point.0 < span.from)
            .take_while(move |point| point.0 <= span.to)
    }

    pub(crate) fn color(&self, theme: &Theme) -> Rgb {
        match self.role {
            Role::Run => theme.hue(self.style),
            Role::Law => theme.ink,
        }
    }
}

/// Draws a curve along its line, a run's with its casing, as far as it lies in the plot.
pub(crate) fn draw_curve<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: Rect,
    curve: &Curve<'_>,
    line: &[Point],
    theme: &Theme,
) -> Drawn<DB> {
    let (width, pattern) = match curve.role {
        Role::Run => (LINE_WIDTH, curve.style.dash.pattern()),
        Role::Law => (LAW_WIDTH, &LAW_PATTERN[..]),
    };
    // Lines on the edge of the plot are drawn in their full width.
    for piece in visible_pieces(line, &plot.grown(1.0)) {
        if curve.role == Role::Run {
            pen.line(&piece, Stroke::new(theme.background, CASING_WIDTH))?;
        }
        for dash in dashes(&piece, pattern) {
            pen.line(&dash, Stroke::new(curve.color(theme), width))?;
        }
    }
    Ok(())
}

/// The line through a curve's points; where several share a column of pixels, only its first, lowest, highest and last.
pub(crate) fn decimated(geometry: &PlotGeometry, curve: &Curve<'_>) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut column = Column::default();
    for (x, loss) in curve.shown(&geometry.span) {
        // NaN ends the curve; an infinite loss leaves through the edge, and then it ends.
        let Some(point) = geometry.point(x, loss) else { break };
        column.move_to(point, &mut points);
        if loss.is_infinite() {
            break;
        }
    }
    column.flush(&mut points);
    points
}

/// The points of one column of pixels.
#[derive(Default)]
pub(crate) struct Column {
    first: Option<Point>,
    highest: Point,
    lowest: Point,
    last: Point,
}

impl Column {
    /// Goes on to a point; writes the column out if that is in another one.
    pub(crate) fn move_to(&mut self, point: Point, points: &mut Vec<Point>) {
        if self.first.is_some_and(|first| first.0.floor() != point.0.floor()) {
            self.flush(points);
        }
        self.add(point);
    }

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

    /// Writes the column out.
    pub(crate) fn flush(&mut self, points: &mut Vec<Point>) {
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

/// The last point of a curve's line that the plot shows.
pub(crate) fn end(plot: Rect, line: &[Point]) -> Option<Point> {
    let room = plot.grown(1.0);
    let pieces = visible_pieces(line, &room);
    // A run of no steps has a place but no line.
    let only = || line.first().copied().filter(|&at| room.has(at));
    pieces.last().and_then(|piece| piece.last().copied()).or_else(only)
}
