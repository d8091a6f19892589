//! A Plotters backend that writes SVG: coordinates in CSS pixels, every attribute once a run of elements.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use crate::frame::Frame;

/// Writes SVG elements into a string, grouped by what they have in common.
///
/// Text keeps its true font size; lines get their joins and caps from the surrounding document.
#[derive(Debug)]
pub struct SvgBackend<'a> {
    out: &'a mut String,
    frame: Frame,
    /// The attributes of the open group; empty if none is open.
    group: String,
}

impl<'a> SvgBackend<'a> {
    /// A backend that appends to `out`.
    #[must_use]
    pub fn new(out: &'a mut String, frame: Frame) -> Self {
        Self { out, frame, group: String::new() }
    }

    /// Makes sure that the open group has these attributes.
    fn enter(&mut self, attributes: String) {
        if self.group != attributes {
            self.leave();
            let _ = writeln!(self.out, "<g {attributes}>");
            self.group = attributes;
        }
    }

    fn leave(&mut self) {
        if !self.group.is_empty() {
            self.out.push_str("</g>\n");
            self.group.clear();
        }
    }

    fn px(&self, units: impl Into<f64>) -> f64 {
        // Rounded so that any number of units per pixel gives short decimals.
        (units.into() / self.frame.units * 1000.0).round() / 1000.0
    }

    fn points(&self, path: impl IntoIterator<Item = BackendCoord>) -> String {
        let mut points = String::new();
        for (x, y) in path {
            let gap = if points.is_empty() { "" } else { " " };
            let _ = write!(points, "{gap}{},{}", self.px(x), self.px(y));
        }
        points
    }

    fn stroke(&self, style: &impl BackendStyle) -> String {
        let width = self.px(style.stroke_width());
        format!("fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"{}", css(style.color()), opacity(style.color()))
    }

    fn fill(style: &impl BackendStyle) -> String {
        format!("fill=\"{}\"{}", css(style.color()), opacity(style.color()))
    }
}

impl Drop for SvgBackend<'_> {
    fn drop(&mut self) {
        self.leave();
    }
}

fn css(BackendColor { rgb: (r, g, b), .. }: BackendColor) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Nothing for opaque colors.
fn opacity(color: BackendColor) -> String {
    if color.alpha < 1.0 { format!(" opacity=\"{}\"", color.alpha) } else { String::new() }
}

/// The text with what XML reserves escaped, and without what it forbids.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

type Written = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.frame.backend_size()
    }

    fn ensure_prepared(&mut self) -> Written {
        Ok(())
    }

    fn present(&mut self) -> Written {
        self.leave();
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Written {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Written {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Written {
        self.enter(if fill { Self::fill(style) } else { self.stroke(style) });
        let (x, y, width, height) = (self.px(left), self.px(top), self.px(right - left), self.px(bottom - top));
        let _ = writeln!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Written {
        self.enter(self.stroke(style));
        let points = self.points(path);
        let _ = writeln!(self.out, "<polyline points=\"{points}\"/>");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Written {
        self.enter(if fill { Self::fill(style) } else { self.stroke(style) });
        let (x, y, radius) = (self.px(x), self.px(y), self.px(radius));
        let _ = writeln!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Written {
        self.enter(Self::fill(style));
        let points = self.points(path);
        let _ = writeln!(self.out, "<polygon points=\"{points}\"/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Written {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"600\"" } else { "" };
        let (size, color) = (self.px(style.size()), style.color());
        self.enter(format!("fill=\"{}\" font-size=\"{size}\"{weight}{anchor}{}", css(color), opacity(color)));
        // The middle of capitals and digits lies 0.36 em above the baseline in most sans-serif fonts.
        let (x, y) = (self.px(x), self.px(f64::from(y) + 0.36 * style.size()));
        let _ = writeln!(self.out, "<text x=\"{x}\" y=\"{y}\">{}</text>", escape(text));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_are_escaped_and_control_characters_dropped() {
        assert_eq!(escape("a<b>&\"c\"\u{1}\n"), "a&lt;b&gt;&amp;&quot;c&quot;  ");
    }

    #[test]
    fn elements_with_the_same_attributes_share_a_group() {
        let mut out = String::new();
        let mut backend = SvgBackend::new(&mut out, Frame { width: 10.0, height: 10.0, units: 8.0 });
        let color = BackendColor { alpha: 0.5, rgb: (255, 0, 16) };
        for end in [(8, 8), (12, 1)] {
            assert!(backend.draw_line((0, 0), end, &color).is_ok());
        }
        assert!(backend.draw_circle((8, 8), 4, &color, true).is_ok());
        drop(backend);
        let expected = "<g fill=\"none\" stroke=\"#ff0010\" stroke-width=\"0.125\" opacity=\"0.5\">\n\
            <polyline points=\"0,0 1,1\"/>\n<polyline points=\"0,0 1.5,0.125\"/>\n</g>\n\
            <g fill=\"#ff0010\" opacity=\"0.5\">\n<circle cx=\"1\" cy=\"1\" r=\"0.5\"/>\n</g>\n";
        assert_eq!(out, expected);
    }
}
