//! The map of a loss: contours, their labels, ticks and minima.

use downhill::{Contour, CriticalKind, CriticalPoint, Grid, Levels, View};
use plotters_backend::DrawingBackend;

use crate::axis::ticks;
use crate::contour_labels::label_contours;
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::number::format_number;
use crate::pen::{Drawn, Pen, Point, Stroke};
use crate::placement::{Obstacles, Rect, free_place};
use crate::text::{Align, Lettering};
use crate::theme::{Rgb, Theme};

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

/// Room at the edges where contour labels do not go, because ticks do.
const TICK_ROOM: f64 = 30.0;

/// How many global minima may have a label each.
const MAX_LABELLED_MINIMA: usize = 4;

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

fn stroke_contours<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, lines: &[Vec<Vec<Point>>], theme: &Theme) -> Drawn<DB> {
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
        let map = Map { projection, base, theme };
        let mut obstacles = Obstacles::default();
        map.draw_ticks(pen, &mut obstacles)?;
        map.draw_minima(pen, &mut obstacles)?;
        for label in label_contours(pen, base.contours, &lines, &obstacles.hard) {
            let tone = theme.heat(base.levels.tone(label.level));
            let lettering = contour_lettering(theme);
            pen.text_with_halo(&label.text, label.rect.center(), lettering, tone)?;
            obstacles.hard.push(label.rect);
        }
        Ok(obstacles.hard)
    })
}

/// The lettering of contour labels.
pub(crate) fn contour_lettering(theme: &Theme) -> Lettering {
    Lettering::new(10.5, theme.map_ink).align(Align::Center)
}

/// The contours' lines in pixels, level by level, without points that nobody could see.
fn project(contours: &[Contour], projection: &MapProjection) -> Vec<Vec<Vec<Point>>> {
    let line = |points: &[[f64; 2]]| {
        let points: Vec<Point> = points.iter().map(|&[x, y]| projection.to_px(x, y)).collect();
        straightened(&points)
    };
    contours.iter().map(|contour| contour.lines.iter().map(|l| line(&l.points)).collect()).collect()
}

/// The line without the points that lie within a tenth of a pixel of a straight way past them.
fn straightened(points: &[Point]) -> Vec<Point> {
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
    projection: &'a MapProjection,
    base: &'a MapBase<'a>,
    theme: &'a Theme,
}

impl Map<'_> {
    /// The tone of the heatmap under a pixel.
    fn tone_at(&self, (px, py): Point) -> Rgb {
        let (grid, frame) = (self.base.grid, self.projection.frame);
        let node = |at: f64, size: f64, nodes: usize| {
            let last = (nodes - 1) as f64;
            (at / size * last).round().clamp(0.0, last) as usize
        };
        let loss = grid.at(node(px, frame.width, grid.width), node(py, frame.height, grid.height));
        let tone = self.base.levels.tone(loss);
        if tone.is_nan() { self.theme.undefined[0] } else { self.theme.heat(tone) }
    }

    /// Ticks and their numbers along the left and the bottom edge, inside.
    fn draw_ticks<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>, obstacles: &mut Obstacles) -> Drawn<DB> {
        let Frame { width, height, .. } = self.projection.frame;
        let lettering = Lettering::new(11.0, self.theme.map_ink);
        let stroke = Stroke { color: self.theme.contour, alpha: 0.5, width: 1.0 };
        for y in ticks(self.projection.view.y, height / 70.0) {
            let (_, py) = self.projection.to_px(0.0, y);
            if !(14.0..height - 34.0).contains(&py) {
                continue;
            }
            pen.line(&[(0.0, py), (5.0, py)], stroke)?;
            let (text, at) = (format_number(y), (9.0, py));
            let (text_width, text_height) = pen.text_size(&text, lettering);
            pen.text_with_halo(&text, at, lettering, self.tone_at(at))?;
            obstacles.hard.push(Rect::around((at.0 + 0.5 * text_width, py), text_width, text_height));
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
            obstacles.hard.push(Rect::around(at, text_width, text_height));
        }
        Ok(())
    }

    /// Marks all minima; names the global ones if they are few.
    fn draw_minima<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>, obstacles: &mut Obstacles) -> Drawn<DB> {
        let minima = || self.base.critical_points.iter().filter(|point| point.kind != CriticalKind::Saddle);
        let lowest = minima().map(|point| point.value).fold(f64::INFINITY, f64::min);
        let is_global = |point: &CriticalPoint| point.value - lowest <= 1e-6 * lowest.abs().max(1.0);
        let bounds = pen.bounds();
        let mut named = Vec::new();
        for point in minima() {
            let at = self.projection.to_px(point.at[0], point.at[1]);
            if !bounds.has(at) {
                continue;
            }
            if is_global(point) {
                self.draw_crosshair(pen, at)?;
                named.push((point, at));
                obstacles.hard.push(Rect::around(at, 22.0, 22.0));
            } else {
                pen.ring(at, 3.0, Stroke { color: self.theme.map_ink, alpha: 0.75, width: 1.0 })?;
                obstacles.hard.push(Rect::around(at, 9.0, 9.0));
            }
        }
        if named.len() > MAX_LABELLED_MINIMA {
            return Ok(());
        }
        let inner = bounds.grown(-8.0);
        for (point, at) in named {
            let text = self.minimum_label(point);
            let lettering = Lettering::new(12.0, self.theme.map_ink).align(Align::Center);
            let (width, height) = pen.text_size(&text, lettering);
            let aside = 15.0 + 0.5 * width;
            let offsets = [(aside, 0.0), (0.0, 22.0), (0.0, -22.0), (-aside, 0.0), (aside, 18.0), (-aside, 18.0)];
            let candidates = offsets.map(|(dx, dy)| Rect::around((at.0 + dx, at.1 + dy), width, height));
            let place = free_place(&candidates, at, obstacles, &inner);
            pen.text_with_halo(&text, place.center(), lettering, self.tone_at(place.center()))?;
            obstacles.hard.push(place);
        }
        Ok(())
    }

    fn draw_crosshair<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>, (x, y): Point) -> Drawn<DB> {
        let (halo, ink) = (Stroke::new(self.tone_at((x, y)), 4.0), Stroke::new(self.theme.ink, 1.5));
        for stroke in [halo, ink] {
            pen.ring((x, y), 5.5, stroke)?;
            pen.line(&[(x - 9.5, y), (x + 9.5, y)], stroke)?;
            pen.line(&[(x, y - 9.5), (x, y + 9.5)], stroke)?;
        }
        Ok(())
    }

    /// The word for a minimum and its place, to as many decimals as the map can show.
    fn minimum_label(&self, point: &CriticalPoint) -> String {
        let number = |value: f64, [from, to]: [f64; 2]| {
            let decimals = (2.0 - downhill::math::floor(downhill::math::log10(to - from))).clamp(0.0, 12.0);
            let scale = downhill::math::exp10(decimals);
            format_number((value * scale).round() / scale)
        };
        let (x, y) = (number(point.at[0], self.projection.view.x), number(point.at[1], self.projection.view.y));
        format!("{} ({x}, {y})", self.base.labels.minimum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_and_data_are_inverse_and_up_is_up() {
        let view = View { x: [-2.0, 6.0], y: [1.0, 3.0] };
        let projection = MapProjection::new(view, Frame { width: 800.0, height: 500.0, units: 8.0 });
        assert_eq!(projection.to_px(-2.0, 3.0), (0.0, 0.0));
        assert_eq!(projection.to_px(6.0, 1.0), (800.0, 500.0));
        assert_eq!(projection.to_data(400.0, 250.0), (2.0, 2.0));
        let (x, y) = projection.to_data(123.0, 45.0);
        let (px, py) = projection.to_px(x, y);
        assert!((px - 123.0).abs() < 1e-9 && (py - 45.0).abs() < 1e-9);
    }

    #[test]
    fn straightening_keeps_the_ends_and_moves_nothing_visibly() {
        let circle: Vec<Point> = (0..=400)
            .map(|k| {
                let angle = f64::from(k) / 200.0 * std::f64::consts::PI;
                (100.0 * angle.cos(), 100.0 * angle.sin())
            })
            .collect();
        let kept = straightened(&circle);
        assert_eq!((kept[0], kept[kept.len() - 1]), (circle[0], circle[400]));
        assert!(kept.len() < 120, "{} points", kept.len());
        for &p in &circle {
            let near = kept.windows(2).map(|pair| distance_to_line(p, pair[0], pair[1])).fold(f64::INFINITY, f64::min);
            assert!(near <= 0.1 + 1e-9);
        }
    }
}
