//! A backend for tests that remembers what was drawn, in CSS pixels.

use std::convert::Infallible;

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use crate::frame::{Area, Frame};
use crate::rect::{Point, Rect};
use crate::theme::Rgb;

/// Backend units per pixel in tests.
pub(crate) const UNITS: f64 = 8.0;

#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) points: Vec<Point>,
    pub(crate) color: Rgb,
    pub(crate) width: f64,
}

#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) rect: Rect,
    pub(crate) color: Rgb,
}

/// Everything that was drawn.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) lines: Vec<Line>,
    pub(crate) polygons: Vec<(Vec<Point>, Rgb)>,
    pub(crate) circles: Vec<(Point, f64, Rgb)>,
    pub(crate) texts: Vec<Text>,
}

impl Record {
    /// The texts in this color, which leaves out halos.
    pub(crate) fn texts_in(&self, color: Rgb) -> Vec<&Text> {
        self.texts.iter().filter(|text| text.color == color).collect()
    }

    /// What was written, without halos' copies.
    pub(crate) fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.texts.iter().map(|text| text.text.as_str()).collect();
        words.dedup();
        words
    }
}

/// Draws with a recording backend and returns what was drawn, along with the closure's result.
pub(crate) fn record<T>(frame: Frame, draw: impl FnOnce(&Area<Recorder<'_>>) -> T) -> (Record, T) {
    let mut record = Record::default();
    let area = Area::from(Recorder { record: &mut record, frame });
    let result = draw(&area);
    drop(area);
    (record, result)
}

pub(crate) fn frame(width: f64, height: f64) -> Frame {
    Frame { width, height, units: UNITS }
}

#[derive(Debug)]
pub(crate) struct Recorder<'a> {
    record: &'a mut Record,
    frame: Frame,
}

fn px((x, y): BackendCoord) -> Point {
    (f64::from(x) / UNITS, f64::from(y) / UNITS)
}

fn rgb(BackendColor { rgb: (r, g, b), .. }: BackendColor) -> Rgb {
    Rgb { r, g, b }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.frame.backend_size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        panic!("nothing is drawn pixel by pixel")
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points = path.into_iter().map(px).collect();
        let width = f64::from(style.stroke_width()) / UNITS;
        self.record.lines.push(Line { points, color: rgb(style.color()), width });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        self.record.circles.push((px(center), f64::from(radius) / UNITS, rgb(style.color())));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.record.polygons.push((path.into_iter().map(px).collect(), rgb(style.color())));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        use plotters_backend::text_anchor::HPos;
        let (width, height) = self.estimate_text_size(text, style)?;
        let (width, height) = (f64::from(width) / UNITS, f64::from(height) / UNITS);
        let (x, y) = px(at);
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - 0.5 * width,
            HPos::Right => x - width,
        };
        let rect = Rect { x: left, y: y - 0.5 * height, width, height };
        self.record.texts.push(Text { text: text.to_owned(), rect, color: rgb(style.color()) });
        Ok(())
    }
}
