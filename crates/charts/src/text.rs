//! Lettering: sizes, weights and the estimated width of text where a backend cannot measure it.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, FontFamily, FontStyle};

use crate::theme::Rgb;

/// The font family of all lettering, as CSS: the reader's own sans-serif.
pub const FONT_FAMILY: &str = "system-ui, sans-serif";

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lettering {
    /// Font size in CSS pixels.
    pub(crate) size: f64,
    pub(crate) is_bold: bool,
    pub(crate) color: Rgb,
    pub(crate) align: Align,
}

/// Which point of a text stands at its position; vertically it is always the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

impl Lettering {
    pub(crate) fn new(size: f64, color: Rgb) -> Self {
        Self { size, is_bold: false, color, align: Align::Left }
    }

    pub(crate) fn bold(self) -> Self {
        Self { is_bold: true, ..self }
    }

    pub(crate) fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// A [`Lettering`] in backend units.
///
/// [`size`](BackendTextStyle::size) is the CSS font size, not Plotters' larger one.
pub(crate) struct TextStyle {
    pub(crate) lettering: Lettering,
    pub(crate) units: f64,
}

impl BackendTextStyle for TextStyle {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.lettering.color.opaque()
    }

    fn size(&self) -> f64 {
        self.lettering.size * self.units
    }

    fn style(&self) -> FontStyle {
        if self.lettering.is_bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        let horizontal = match self.lettering.align {
            Align::Left => HPos::Left,
            Align::Center => HPos::Center,
            Align::Right => HPos::Right,
        };
        Pos::new(horizontal, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT_FAMILY)
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let ems: f64 = text.chars().map(em_width).sum();
        let weight = if self.lettering.is_bold { 1.16 } else { 1.0 };
        let width = (ems * weight * self.size()).ceil() as i32;
        let height = (1.2 * self.size()).ceil() as i32;
        Ok(((0, 0), (width, height)))
    }

    /// Draws nothing: letters are the backend's own.
    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: DrawFunc,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}

/// How wide a character is in a typical sans-serif font, in ems; on the wide side, so that labels keep their distance.
fn em_width(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' => 0.28,
        '.' | ',' | ':' | ';' | '!' | ' ' | 'I' | '·' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.41,
        '⁰' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' | '⁻' => 0.46,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 0.96,
        '−' | '+' | '=' | '<' | '>' | '≤' | '≥' | '×' | '–' => 0.84,
        'A'..='Z' => 0.71,
        'a'..='z' | '0'..='9' => 0.62,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        _ => 0.66,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(text: &str, lettering: Lettering) -> i32 {
        let style = TextStyle { lettering, units: 8.0 };
        let Ok((_, (width, _))) = style.layout_box(text);
        width
    }

    #[test]
    fn widths_count_characters_not_bytes() {
        let plain = Lettering::new(10.0, Rgb::hex(0));
        assert_eq!(width("최솟값", plain), 240);
        assert_eq!(width("−2", plain), width("+2", plain));
        assert!(width("Adam", plain.bold()) > width("Adam", plain));
        assert!(width("illi", plain) < width("wmwm", plain) / 3);
        assert_eq!(width("", plain), 0);
    }
}
