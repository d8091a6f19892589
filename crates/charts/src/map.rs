//! The map of a loss: contours, their labels, ticks and minima.

use downhill::math::{exp10, floor, log10};
use downhill::{Contour, CriticalKind, CriticalPoint, Grid, Levels, View};
use plotters_backend::DrawingBackend;

use crate::contour_labels::{self, label_contours};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::map_ground::Ground;
use crate::marker::draw_crosshair;
use crate::number::format_number;
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::Theme;

/// The way between data and pixels: the view stretched over the whole frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapProjection {
    /// What the map shows.
    pub view: View,
    /// How large it is.
    pub frame: Frame,
}

impl MapProjection {
    /// The projection of a view on a frame.
    #[must_use]
    pub fn new(view: View, frame: Frame) -> Self {
        Self { view, frame }
    }

    /// Where a point lies, in CSS pixels from the top left corner.
    #[must_use]
    pub fn to_px(&self, x: f64, y: f64) -> (f64, f64) {
        let [[left, right], [bottom, top]] = [self.view.x, self.view.y];
        ((x - left) / (right - left) * self.frame.width, (top - y) / (top - bottom) * self.frame.height)
    }

    /// The point under a pixel.
    #[must_use]
    pub fn to_data(&self, px: f64, py: f64) -> (f64, f64) {
        let [[left, right], [bottom, top]] = [self.view.x, self.view.y];
        let (across, down) = (px / self.frame.width, py / self.frame.height);
        (left * (1.0 - across) + right * across, top * (1.0 - down) + bottom * down)
    }
}

/// Words on the map.
#[derive(Clone, Copy, Debug)]
pub struct MapLabels<'a> {
    /// What a global minimum is called.
    pub minimum: &'a str,
    /// What the start is called.
    pub start: &'a str,
}

/// What a map shows before anything runs on it.
#[derive(Clone, Copy, Debug)]
pub struct MapBase<'a> {
    /// The loss, sampled on the projection's view.
    pub grid: &'a Grid,
    /// Its scale.
    pub levels: &'a Levels,
    /// Its contours.
    pub contours: &'a [Contour],
    /// Points known from the literature; minima are marked.
    pub critical_points: &'a [CriticalPoint],
    /// Words.
    pub labels: MapLabels<'a>,
}

/// How many global minima may have a label each.
pub(crate) const MAX_LABELLED_MINIMA: usize = 4;

/// Draws contours alone: what a preview too small for words shows.
///
/// # Errors
/// What the backend reports.
pub fn draw_contours<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    contours: &[Contour],
    theme: &Theme,
) -> Result<(), AreaError<DB>> {
    draw_on(area, projection.frame, |pen| stroke_contours(pen, &project(contours, projection), theme))
}

pub(crate) fn stroke_contours<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    lines: &[Vec<Vec<Point>>],
    theme: &Theme,
) -> Drawn<DB> {
    let stroke = Stroke { color: theme.contour, alpha: theme.contour_alpha, width: 0.75 };
    for line in lines.iter().flatten() {
        pen.line(line, stroke)?;
    }
    Ok(())
}

/// Draws contours, their labels, ticks and minima over a heatmap that is already there.
///
/// Returns the rectangles of all text and marks, for [`Heads::avoid`](crate::Heads::avoid).
///
/// # Errors
/// What the backend reports.
pub fn draw_map_base<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    base: &MapBase<'_>,
    theme: &Theme,
) -> Result<Vec<Rect>, AreaError<DB>> {
    draw_on(area, projection.frame, |pen| {
        let lines = project(base.contours, projection);
        stroke_contours(pen, &lines, theme)?;
        let ground = Ground { projection, grid: base.grid, scale: base.levels, theme };
        let map = Map { ground, base };
        let mut obstacles = Obstacles::default();
        map.ground.draw_ticks(pen, &mut obstacles.labels)?;
        map.draw_minima(pen, &mut obstacles)?;
        let mut taken = obstacles.marks;
        taken.append(&mut obstacles.labels);
        for label in label_contours(pen, base.contours, &lines, &taken) {
            let tone = theme.heat(base.levels.tone(label.level));
            let lettering = contour_labels::lettering(theme.map_ink);
            pen.text_with_halo(&label.text, label.rect.center(), lettering, tone)?;
            taken.push(label.rect);
        }
        Ok(taken)
    })
}

/// The contours' lines in pixels, level by level, without points that nobody could see.
pub(crate) fn project(contours: &[Contour], projection: &MapProjection) -> Vec<Vec<Vec<Point>>> {
    let line = |points: &[[f64; 2]]| {
        let points: Vec<Point> = points.iter().map(|&[x, y]| projection.to_px(x, y)).collect();
        straightened(&points)
    };
    contours.iter().map(|contour| contour.lines.iter().map(|l| line(&l.points)).collect()).collect()
}

/// The line without the points that lie within a tenth of a pixel of a straight way past them.
pub(crate) fn straightened(points: &[Point]) -> Vec<Point> {
    const TOLERANCE: f64 = 0.1;
    let mut kept = Vec::with_capacity(points.len() / 2);
    let mut from = 0;
    kept.extend(points.first());
    while from + 1 < points.len() {
        let mut to = from + 1;
        while to + 1 < points.len() && to - from < 12 {
            let next = to + 1;
            if points[from + 1..next].iter().any(|&p| distance_to_line(p, points[from], points[next]) > TOLERANCE) {
                break;
            }
            to = next;
        }
        kept.push(points[to]);
        from = to;
    }
    kept
}

fn distance_to_line(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = (dx * dx + dy * dy).sqrt();
    if length == 0.0 {
        return ((p.0 - a.0) * (p.0 - a.0) + (p.1 - a.1) * (p.1 - a.1)).sqrt();
    }
    ((p.0 - a.0) * dy - (p.1 - a.1) * dx).abs() / length
}

/// A map being drawn.
struct Map<'a> {
    ground: Ground<'a, Levels>,
    base: &'a MapBase<'a>,
}

impl Map<'_> {
    /// Marks all minima; names the global ones if they are few.
    fn draw_minima<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>, obstacles: &mut Obstacles) -> Drawn<DB> {
        let (minima, lowest) = minima(self.base.critical_points);
        let bounds = pen.bounds();
        let mut named = Vec::new();
        for point in minima {
            let at = self.ground.projection.to_px(point.at[0], point.at[1]);
            if !bounds.has(at) {
                continue;
            }
            if is_global(point, lowest) {
                draw_crosshair(pen, at, self.ground.tone_at(at), self.ground.theme)?;
                named.push((point, at));
                obstacles.marks.push(Rect::around(at, 22.0, 22.0));
            } else {
                pen.ring(at, 3.0, Stroke { color: self.ground.theme.map_ink, alpha: 0.75, width: 1.0 })?;
                obstacles.marks.push(Rect::around(at, 9.0, 9.0));
            }
        }
        if named.len() > MAX_LABELLED_MINIMA {
            return Ok(());
        }
        let inner = bounds.grown(-8.0);
        for (point, at) in named {
            let text = minimum_label(self.ground.projection.view, self.base.labels.minimum, point);
            let lettering = Lettering::new(12.0, self.ground.theme.map_ink).align(Align::Center);
            let (width, height) = pen.text_size(&text, lettering);
            let aside = 15.0 + 0.5 * width;
            let offsets = [(aside, 0.0), (0.0, 22.0), (0.0, -22.0), (-aside, 0.0), (aside, 18.0), (-aside, 18.0)];
            let candidates = offsets.map(|(dx, dy)| Rect::around((at.0 + dx, at.1 + dy), width, height));
            let place = free_place(&candidates, at, obstacles, &inner);
            pen.text_with_halo(&text, place.center(), lettering, self.ground.tone_at(place.center()))?;
            obstacles.labels.push(place);
        }
        Ok(())
    }
}

/// The minima among some critical points, and the value of the lowest.
pub(crate) fn minima(points: &[CriticalPoint]) -> (impl Iterator<Item = &CriticalPoint>, f64) {
    let minima = || points.iter().filter(|point| point.kind != CriticalKind::Saddle);
    (minima(), minima().map(|point| point.value).fold(f64::INFINITY, f64::min))
}

/// Whether a minimum is as low as the lowest.
pub(crate) fn is_global(point: &CriticalPoint, lowest: f64) -> bool {
    point.value - lowest <= 1e-6 * lowest.abs().max(1.0)
}

/// The word for a minimum and its place, to as many decimals as a picture of the view can show.
pub(crate) fn minimum_label(view: View, word: &str, point: &CriticalPoint) -> String {
    let View { x, y } = view;
    let span = (x[1] - x[0]).min(y[1] - y[0]);
    let decimals = (2.0 - floor(log10(span))).clamp(0.0, 12.0);
    let scale = exp10(decimals);
    let [x, y] = point.at.map(|number| format_number((number * scale).round() / scale));
    format!("{word} ({x}, {y})")
}

#[cfg(test)]
mod tests;
