//! A pen that draws lines, shapes and text on a backend, measured in CSS pixels.

use std::f64::consts::FRAC_1_SQRT_2;

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};

use crate::frame::Frame;
use crate::rect::{Point, Rect};
use crate::text::{Lettering, TextStyle};
use crate::theme::Rgb;

/// What drawing returns.
pub(crate) type Drawn<DB> = Result<(), DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// The width of a halo around text, in CSS pixels.
const HALO: f64 = 1.75;

/// Coordinates beyond this many backend units are cut to it: far outside any picture, and safe to subtract as i32.
const FARTHEST: f64 = 1e8;

/// Color, opacity and width of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub(crate) color: Rgb,
    pub(crate) alpha: f64,
    /// In CSS pixels.
    pub(crate) width: f64,
}

impl Stroke {
    pub(crate) fn new(color: Rgb, width: f64) -> Self {
        Self { color, alpha: 1.0, width }
    }
}

/// A color and a stroke width in backend units.
struct UnitStroke {
    color: BackendColor,
    width: u32,
}

impl BackendStyle for UnitStroke {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// Draws on a backend in CSS pixels.
pub(crate) struct Pen<'a, DB> {
    backend: &'a mut DB,
    origin: BackendCoord,
    pub(crate) frame: Frame,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub(crate) fn new(backend: &'a mut DB, origin: BackendCoord, frame: Frame) -> Self {
        Self { backend, origin, frame }
    }

    fn unit(&self, length: f64) -> i32 {
        (length * self.frame.units).round().clamp(-FARTHEST, FARTHEST) as i32
    }

    fn at(&self, (x, y): Point) -> BackendCoord {
        (self.origin.0 + self.unit(x), self.origin.1 + self.unit(y))
    }

    fn unit_stroke(&self, stroke: Stroke) -> UnitStroke {
        let color = stroke.color.alpha(stroke.alpha);
        UnitStroke { color, width: self.unit(stroke.width).max(1).unsigned_abs() }
    }

    /// A line through all points.
    pub(crate) fn line(&mut self, points: &[Point], stroke: Stroke) -> Drawn<DB> {
        if points.len() < 2 {
            return Ok(());
        }
        let style = self.unit_stroke(stroke);
        let path: Vec<BackendCoord> = points.iter().map(|&point| self.at(point)).collect();
        self.backend.draw_path(path, &style)
    }

    /// A filled polygon.
    pub(crate) fn polygon(&mut self, points: &[Point], color: Rgb) -> Drawn<DB> {
        let path: Vec<BackendCoord> = points.iter().map(|&point| self.at(point)).collect();
        self.backend.fill_polygon(path, &color.opaque())
    }

    /// A filled circle.
    pub(crate) fn disc(&mut self, center: Point, radius: f64, color: Rgb) -> Drawn<DB> {
        let radius = self.unit(radius).unsigned_abs();
        self.backend.draw_circle(self.at(center), radius, &color.opaque(), true)
    }

    /// A circle's outline.
    pub(crate) fn ring(&mut self, center: Point, radius: f64, stroke: Stroke) -> Drawn<DB> {
        let (style, radius) = (self.unit_stroke(stroke), self.unit(radius).unsigned_abs());
        self.backend.draw_circle(self.at(center), radius, &style, false)
    }

    /// Text whose middle line runs through `at`.
    pub(crate) fn text(&mut self, text: &str, at: Point, lettering: Lettering) -> Drawn<DB> {
        let style = TextStyle { lettering, units: self.frame.units };
        self.backend.draw_text(text, &style, self.at(at))
    }

    /// Text with a halo that keeps it readable over lines: backends cannot outline letters, so the halo is the text
    /// itself, moved a little in eight directions.
    pub(crate) fn text_with_halo(&mut self, text: &str, at: Point, lettering: Lettering, halo: Rgb) -> Drawn<DB> {
        let slant = HALO * FRAC_1_SQRT_2;
        let around = Lettering { color: halo, ..lettering };
        for (dx, dy) in [
            (-HALO, 0.0),
            (HALO, 0.0),
            (0.0, -HALO),
            (0.0, HALO),
            (-slant, -slant),
            (slant, -slant),
            (-slant, slant),
            (slant, slant),
        ] {
            self.text(text, (at.0 + dx, at.1 + dy), around)?;
        }
        self.text(text, at, lettering)
    }

    /// The size of a text. A backend that cannot tell is taken to set it in a typical sans-serif font.
    pub(crate) fn text_size(&self, text: &str, lettering: Lettering) -> (f64, f64) {
        let units = self.frame.units;
        let style = TextStyle { lettering, units };
        let (width, height) = self.backend.estimate_text_size(text, &style).unwrap_or_default();
        (f64::from(width) / units, f64::from(height) / units)
    }

    /// The width of the widest of some texts.
    pub(crate) fn widest<'t>(&self, texts: impl Iterator<Item = &'t str>, lettering: Lettering) -> f64 {
        texts.map(|text| self.text_size(text, lettering).0).fold(0.0, f64::max)
    }

    /// The whole picture.
    pub(crate) fn bounds(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.frame.width, height: self.frame.height }
    }
}
