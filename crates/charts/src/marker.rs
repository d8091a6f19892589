//! Runners' markers, and the sample of line and marker that lists show.

use std::f64::consts::PI;

use downhill::math::{cos, sin};
use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::pen::{Drawn, Pen, Stroke};
use crate::rect::Point;
use crate::theme::{Marker, Rgb, RunnerStyle, Theme};
use crate::trail::{CASING_WIDTH, LINE_WIDTH, dashes};

/// Half the height of a marker in CSS pixels, about: each shape is scaled to look equally heavy.
pub(crate) const MARKER_RADIUS: f64 = 5.5;

/// How far a marker's casing stands out.
const CASING: f64 = 1.5;

/// Draws a marker with its casing.
pub(crate) fn draw_marker<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    at: Point,
    style: RunnerStyle,
    theme: &Theme,
) -> Drawn<DB> {
    let hue = theme.hue(style);
    if style.marker == Marker::Circle {
        pen.disc(at, MARKER_RADIUS + CASING, theme.casing)?;
        return pen.disc(at, MARKER_RADIUS, hue);
    }
    let outline = outline(style.marker, at);
    let mut closed = outline.clone();
    closed.extend_from_slice(&outline[..2]);
    pen.line(&closed, Stroke::new(theme.casing, 2.0 * CASING))?;
    pen.polygon(&outline, hue)
}

/// Draws the mark of a runner that blew up: a cross in its hue.
pub(crate) fn draw_cross<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    (x, y): Point,
    style: RunnerStyle,
    theme: &Theme,
) -> Drawn<DB> {
    const ARM: f64 = 4.5;
    for stroke in [Stroke::new(theme.casing, 5.5), Stroke::new(theme.hue(style), 2.5)] {
        pen.line(&[(x - ARM, y - ARM), (x + ARM, y + ARM)], stroke)?;
        pen.line(&[(x - ARM, y + ARM), (x + ARM, y - ARM)], stroke)?;
    }
    Ok(())
}

/// Draws the mark of a lowest point: a crosshair.
pub(crate) fn draw_crosshair<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    (x, y): Point,
    halo: Rgb,
    theme: &Theme,
) -> Drawn<DB> {
    for stroke in [Stroke::new(halo, 4.0), Stroke::new(theme.ink, 1.5)] {
        pen.ring((x, y), 5.5, stroke)?;
        pen.line(&[(x - 9.5, y), (x + 9.5, y)], stroke)?;
        pen.line(&[(x, y - 9.5), (x, y + 9.5)], stroke)?;
    }
    Ok(())
}

/// The corners of a marker other than the circle.
fn outline(marker: Marker, (x, y): Point) -> Vec<Point> {
    let at = |(dx, dy): (f64, f64)| (x + dx * MARKER_RADIUS, y + dy * MARKER_RADIUS);
    /// Corners on a circle, the first straight up.
    fn ring(corners: usize, radius: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
        (0..corners)
            .map(|k| {
                let angle = 2.0 * PI * k as f64 / corners as f64;
                (radius(k) * sin(angle), -radius(k) * cos(angle))
            })
            .collect()
    }
    let corners = match marker {
        Marker::Circle => ring(24, |_| 1.0),
        Marker::Square => vec![(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        Marker::Triangle => vec![(0.0, -1.15), (1.12, 0.8), (-1.12, 0.8)],
        Marker::TriangleDown => vec![(0.0, 1.15), (-1.12, -0.8), (1.12, -0.8)],
        Marker::Diamond => ring(4, |_| 1.22),
        Marker::Hexagon => ring(6, |_| 1.08),
        Marker::Star => ring(10, |k| if k % 2 == 0 { 1.4 } else { 0.62 }),
        Marker::Plus => {
            let (arm, half) = (1.15, 0.42);
            let quarter = [(half, -arm), (half, -half), (arm, -half)];
            let mut corners = Vec::with_capacity(12);
            for turn in 0..4 {
                corners.extend(quarter.map(|(dx, dy)| match turn {
                    0 => (dx, dy),
                    1 => (-dy, dx),
                    2 => (-dx, -dy),
                    _ => (dy, -dx),
                }));
            }
            corners
        }
    };
    corners.into_iter().map(at).collect()
}

/// Draws what a list of runners shows beside a name: a piece of the runner's line with its marker on it, filling the
/// frame's width.
///
/// # Errors
/// What the backend reports.
pub fn draw_marker_sample<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    style: RunnerStyle,
) -> Result<(), AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let middle = 0.5 * frame.height;
        let ends = [(0.0, middle), (frame.width, middle)];
        pen.line(&ends, Stroke::new(theme.casing, CASING_WIDTH))?;
        for piece in dashes(&ends, style.dash.pattern()) {
            pen.line(&piece, Stroke::new(theme.hue(style), LINE_WIDTH))?;
        }
        draw_marker(pen, (0.5 * frame.width, middle), style, theme)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_look_equally_heavy_and_stay_small() {
        let area = |points: &[Point]| {
            let next = points.iter().cycle().skip(1);
            0.5 * points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs()
        };
        let circle = PI * MARKER_RADIUS * MARKER_RADIUS;
        for marker in [
            Marker::Square,
            Marker::Triangle,
            Marker::TriangleDown,
            Marker::Diamond,
            Marker::Plus,
            Marker::Star,
            Marker::Hexagon,
        ] {
            let outline = outline(marker, (0.0, 0.0));
            let ratio = area(&outline) / circle;
            assert!((0.6..1.15).contains(&ratio), "{marker:?}: {ratio}");
            assert!(outline.iter().all(|(x, y)| x.abs().max(y.abs()) < 8.0), "{marker:?}");
        }
    }
}
