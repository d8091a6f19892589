//! Trails of runners over a map, appended step by step.

use plotters_backend::DrawingBackend;

use crate::averaged::Averaged;
use crate::clip::{between, visible_part};
use crate::frame::{Area, AreaError, draw_on};
use crate::map::MapProjection;
use crate::pen::Stroke;
use crate::rect::{Point, Rect};
use crate::theme::{RunnerStyle, Theme};

/// Width of a trail in CSS pixels, and with its casing.
pub(crate) const LINE_WIDTH: f64 = 2.0;
pub(crate) const CASING_WIDTH: f64 = 4.0;

/// Steps that move less than this many pixels from the last point drawn add none.
pub(crate) const SHORTEST_STEP: f64 = 0.5;

/// How far a trail is drawn beyond the edges, so that its ends stay out of sight.
pub(crate) const OVERSHOOT: f64 = 8.0;

/// How much of the old line is drawn again where a new part joins on, so that the joint has no notch.
const JOINT: f64 = 3.0;

/// A line longer than this, in pixels, goes on without dashes: it lies upon itself so often by then that no dash could be
/// told from the next, and each is a stroke of its own.
const LONGEST_DASHED: f64 = 200_000.0;

/// How far a trail has been drawn. A new one, from `default()`, starts at step 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrailPen {
    /// The first step not looked at yet.
    next_step: usize,
    /// Where the line stands, in pixels.
    last: Option<Point>,
    /// A point on the line a little before `last`, if there is ink up to `last`.
    before: Option<Point>,
    /// How far into its pattern of dashes the line stands, in pixels.
    phase: f64,
    /// How much of the line is in sight so far, in pixels.
    length: f64,
}

impl TrailPen {
    /// The first step that is not drawn yet.
    #[must_use]
    pub fn next_step(&self) -> usize {
        self.next_step
    }
}

/// Width and opacity of a trail that is one of many.
const FAINT_WIDTH: f64 = 1.0;
const FAINT_ALPHA: f64 = 0.28;

/// Draws the part of a trail from where `pen` stands to `to_step` (included).
///
/// `positions` are x and y of every step. What is drawn is the same whether in one call or in many, but for the order of
/// strokes at a joint. To go back, or after the projection changed, clear the area and begin with a new pen. The line
/// ends at the first position that is not finite.
///
/// # Errors
/// What the backend reports.
pub fn draw_trail<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    theme: &Theme,
    style: RunnerStyle,
    positions: &[f64],
    to_step: usize,
    pen: &mut TrailPen,
) -> Result<(), AreaError<DB>> {
    let Some(Walked { casing, ink }) = walk(projection, style.dash.pattern(), positions, to_step, pen) else {
        return Ok(());
    };
    draw_on(area, projection.frame, |canvas| {
        for piece in casing.finish() {
            canvas.line(&piece, Stroke::new(theme.casing, CASING_WIDTH))?;
        }
        for piece in ink.finish() {
            canvas.line(&piece, Stroke::new(theme.hue(style), LINE_WIDTH))?;
        }
        Ok(())
    })
}

/// Draws the same part of a trail that is one of many, and of which only the whole of them is to be seen: thin, faint, and
/// without dashes.
///
/// # Errors
/// What the backend reports.
pub fn draw_faint_trail<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    theme: &Theme,
    style: RunnerStyle,
    positions: &[f64],
    to_step: usize,
    pen: &mut TrailPen,
) -> Result<(), AreaError<DB>> {
    let Some(Walked { ink, .. }) = walk(projection, &[], positions, to_step, pen) else { return Ok(()) };
    draw_on(area, projection.frame, |canvas| {
        let stroke = Stroke { alpha: FAINT_ALPHA, ..Stroke::new(theme.hue(style), FAINT_WIDTH) };
        for piece in ink.finish() {
            canvas.line(&piece, stroke)?;
        }
        Ok(())
    })
}

/// Width of the trail of an average, and with its casing, which is wide so that the line is seen amid the iterates' own.
pub(crate) const AVERAGE_WIDTH: f64 = 1.5;
pub(crate) const AVERAGE_CASING: f64 = 6.5;

/// Draws the same part of the trail of the iterates' average: thin, in a wide casing, without dashes, from where it parts from
/// the iterates.
///
/// # Errors
/// What the backend reports.
pub fn draw_average_trail<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    theme: &Theme,
    style: RunnerStyle,
    averaged: Averaged<'_>,
    to_step: usize,
    pen: &mut TrailPen,
) -> Result<(), AreaError<DB>> {
    if pen.last.is_none() {
        pen.next_step = averaged.first_drawn(pen.next_step, to_step);
    }
    let Some(Walked { casing, ink }) = walk(projection, &[], averaged.averages, to_step, pen) else { return Ok(()) };
    draw_on(area, projection.frame, |canvas| {
        for piece in casing.finish() {
            canvas.line(&piece, Stroke::new(theme.casing, AVERAGE_CASING))?;
        }
        for piece in ink.finish() {
            canvas.line(&piece, Stroke::new(theme.hue(style), AVERAGE_WIDTH))?;
        }
        Ok(())
    })
}

/// What a part of a trail is drawn with.
struct Walked {
    casing: Strokes,
    ink: Strokes,
}

/// Walks along the part of a trail up to `to_step`, and moves the pen there; nothing if there is nothing new.
fn walk(
    projection: &MapProjection,
    pattern: &'static [f64],
    positions: &[f64],
    to_step: usize,
    pen: &mut TrailPen,
) -> Option<Walked> {
    let points = new_points(projection, positions, to_step, pen);
    let (&first, &last) = points.first().zip(points.last())?;
    let frame = projection.frame;
    let bounds = Rect { x: 0.0, y: 0.0, width: frame.width, height: frame.height }.grown(OVERSHOOT);
    let mut casing = Strokes::default();
    let mut ink = Strokes::default();
    let mut from = pen.last.unwrap_or(first);
    if let Some(before) = pen.before {
        ink.resume(before, from);
    }
    let mut dasher = Dasher { pattern, phase: pen.phase, length: pen.length };
    // A new trail's first point is where it starts, not somewhere it goes.
    for &to in points.iter().skip(usize::from(pen.last.is_none())) {
        dasher.walk(from, to, &bounds, &mut casing, &mut ink);
        from = to;
    }
    pen.last = Some(last);
    pen.before = ink.before_end();
    pen.phase = dasher.phase;
    pen.length = dasher.length;
    Some(Walked { casing, ink })
}

/// The points that the steps up to `to_step` add to the line.
fn new_points(projection: &MapProjection, positions: &[f64], to_step: usize, pen: &mut TrailPen) -> Vec<Point> {
    let mut points = Vec::new();
    let mut last = pen.last;
    let steps = positions.chunks_exact(2).take(to_step.saturating_add(1)).skip(pen.next_step);
    for position in steps {
        let (x, y) = projection.to_px(position[0], position[1]);
        pen.next_step += 1;
        if !(x.is_finite() && y.is_finite()) {
            break;
        }
        let is_far = last.is_none_or(|(px, py)| {
            let (dx, dy) = (x - px, y - py);
            dx * dx + dy * dy >= SHORTEST_STEP * SHORTEST_STEP
        });
        if is_far {
            last = Some((x, y));
            points.push((x, y));
        }
    }
    points
}

/// A line in dashes of a pattern, not cut anywhere.
pub(crate) fn dashes(points: &[Point], pattern: &'static [f64]) -> Vec<Vec<Point>> {
    let everywhere = Rect::around((0.0, 0.0), 1e9, 1e9);
    let mut dasher = Dasher { pattern, phase: 0.0, length: 0.0 };
    let (mut whole, mut ink) = (Strokes::default(), Strokes::default());
    for pair in points.windows(2) {
        dasher.walk(pair[0], pair[1], &everywhere, &mut whole, &mut ink);
    }
    ink.finish()
}

/// Walks along a line and puts ink where its pattern says.
pub(crate) struct Dasher {
    pub(crate) pattern: &'static [f64],
    pub(crate) phase: f64,
    /// What was in sight so far.
    pub(crate) length: f64,
}

impl Dasher {
    pub(crate) fn walk(&mut self, from: Point, to: Point, bounds: &Rect, casing: &mut Strokes, ink: &mut Strokes) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).sqrt();
        let visible = visible_part(from, to, bounds);
        if let Some((start, end)) = visible {
            if start > 0.0 {
                casing.lift();
                ink.lift();
            }
            casing.line(between(from, to, start), between(from, to, end));
            if self.pattern.is_empty() || self.length > LONGEST_DASHED {
                ink.line(between(from, to, start), between(from, to, end));
            } else {
                self.dash(from, to, length, (start, end), ink);
            }
            self.length += (end - start) * length;
        }
        if visible.is_none_or(|(_, end)| end < 1.0) {
            casing.lift();
            ink.lift();
        }
        self.phase = self.wrapped(self.phase + length);
    }

    /// Inks the dashes between two fractions of the way.
    fn dash(&self, from: Point, to: Point, length: f64, (start, end): (f64, f64), ink: &mut Strokes) {
        let (mut at, end) = (start * length, end * length);
        let mut phase = self.wrapped(self.phase + at);
        while at < end {
            // The stretch of the pattern that the phase is in, and what is left of it.
            let mut index = 0;
            let mut left = phase;
            while index + 1 < self.pattern.len() && left >= self.pattern[index] {
                left -= self.pattern[index];
                index += 1;
            }
            let rest = self.pattern[index] - left;
            let until = (at + rest).min(end);
            if index % 2 == 0 {
                ink.line(between(from, to, at / length), between(from, to, until / length));
            }
            if index % 2 == 1 || until == at + rest {
                ink.lift();
            }
            // A rest that rounding made vanish must not stop the walk.
            phase = self.wrapped(phase + rest.max(1e-6));
            at = if until == at { until + 1e-6 } else { until };
        }
    }

    /// A phase within the pattern; 0 when it is too large to tell.
    fn wrapped(&self, phase: f64) -> f64 {
        let period: f64 = self.pattern.iter().sum();
        if period > 0.0 && phase.is_finite() { phase % period } else { 0.0 }
    }
}

/// Pieces of line being drawn.
#[derive(Default)]
pub(crate) struct Strokes {
    done: Vec<Vec<Point>>,
    current: Vec<Point>,
}

impl Strokes {
    /// Goes on to `to`, from `from` if the pen is lifted.
    pub(crate) fn line(&mut self, from: Point, to: Point) {
        if self.current.is_empty() {
            self.current.push(from);
        }
        self.current.push(to);
    }

    pub(crate) fn lift(&mut self) {
        if self.current.len() > 1 {
            self.done.push(std::mem::take(&mut self.current));
        }
        self.current.clear();
    }

    /// Begins where an earlier line ended, a little before its end.
    pub(crate) fn resume(&mut self, before: Point, end: Point) {
        self.current.extend([before, end]);
    }

    /// A point at most [`JOINT`] before the end of the line, unless the pen is lifted.
    pub(crate) fn before_end(&self) -> Option<Point> {
        let [.., before, end] = self.current[..] else { return None };
        let (dx, dy) = (end.0 - before.0, end.1 - before.1);
        let length = (dx * dx + dy * dy).sqrt();
        Some(if length > JOINT { between(end, before, JOINT / length) } else { before })
    }

    pub(crate) fn finish(mut self) -> Vec<Vec<Point>> {
        self.lift();
        self.done
    }
}

#[cfg(test)]
mod tests;
