//! What is drawn over a map of runs: numbers along its edges, the places that runs came to, and where one is.

use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::number::format_number;
use crate::pen::{Drawn, Pen, Stroke};
use crate::rect::{Point, Rect};
use crate::span::Span;
use crate::text::{Align, Lettering};
use crate::theme::Theme;

/// A map of runs, without its pixels.
#[derive(Clone, Copy, Debug)]
pub struct SurveyMap<'a> {
    /// What is across, and what is upwards.
    pub axes: [Span; 2],
    /// What both are called; may be empty.
    pub names: [&'a str; 2],
    /// Places that runs came to, in their order: each has its number, counted from 1.
    pub places: &'a [[f64; 2]],
    /// Where one is now.
    pub here: [f64; 2],
    /// What that is called.
    pub here_name: &'a str,
}

/// Room at the left edge for numbers, and at the bottom.
const TICK_ROOM: f64 = 30.0;

/// Radius of a place's disc.
const PLACE: f64 = 8.0;

impl SurveyMap<'_> {
    /// Where a point lies, in CSS pixels from the top left corner.
    #[must_use]
    pub fn to_px(&self, frame: Frame, [x, y]: [f64; 2]) -> (f64, f64) {
        (self.axes[0].position(x) * frame.width, (1.0 - self.axes[1].position(y)) * frame.height)
    }

    /// The point under a pixel.
    #[must_use]
    pub fn to_data(&self, frame: Frame, (px, py): (f64, f64)) -> [f64; 2] {
        [self.axes[0].at(px / frame.width), self.axes[1].at(1.0 - py / frame.height)]
    }
}

/// Draws the map over its pixels, which are already there.
///
/// # Errors
/// What the backend reports.
pub fn draw_survey_map<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    map: &SurveyMap<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let mut taken = Vec::new();
        draw_names(pen, map, theme, &mut taken)?;
        draw_ticks(pen, map, theme, &taken)?;
        for (index, &place) in map.places.iter().enumerate().rev() {
            let at = map.to_px(frame, place);
            if !pen.bounds().has(at) {
                continue;
            }
            pen.disc(at, PLACE + 1.5, theme.casing)?;
            pen.ring(at, PLACE, Stroke::new(theme.ink, 1.25))?;
            let lettering = Lettering::new(10.5, theme.ink).bold().align(Align::Center);
            pen.text(&format_number((index + 1) as f64), at, lettering)?;
        }
        draw_here(pen, map, theme)
    })
}

fn edge_lettering(theme: &Theme) -> Lettering {
    Lettering::new(11.0, theme.ink)
}

/// What the axes are called: in the lower right corner, and in the upper left one.
fn draw_names<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    map: &SurveyMap<'_>,
    theme: &Theme,
    taken: &mut Vec<Rect>,
) -> Drawn<DB> {
    let Frame { width, height, .. } = pen.frame;
    let lettering = edge_lettering(theme).bold();
    for (name, is_x) in map.names.into_iter().zip([true, false]).filter(|(name, _)| !name.is_empty()) {
        let (text_width, text_height) = pen.text_size(name, lettering);
        let at = if is_x { (width - 8.0 - text_width, height - 14.0) } else { (9.0, 14.0) };
        pen.text_with_halo(name, at, lettering, theme.casing)?;
        taken.push(Rect::around((at.0 + 0.5 * text_width, at.1), text_width + 8.0, text_height));
    }
    Ok(())
}

/// Ticks and their numbers along the left and the bottom edge, inside.
fn draw_ticks<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    map: &SurveyMap<'_>,
    theme: &Theme,
    taken: &[Rect],
) -> Drawn<DB> {
    let Frame { width, height, .. } = pen.frame;
    let stroke = Stroke { color: theme.ink, alpha: 0.6, width: 1.0 };
    let lettering = edge_lettering(theme);
    for tick in map.axes[1].ticks(height / 70.0, false) {
        let y = (1.0 - map.axes[1].position(tick)) * height;
        if !(26.0..height - TICK_ROOM).contains(&y) {
            continue;
        }
        pen.line(&[(0.0, y), (5.0, y)], stroke)?;
        pen.text_with_halo(&format_number(tick), (9.0, y), lettering, theme.casing)?;
    }
    let lettering = lettering.align(Align::Center);
    for tick in map.axes[0].ticks(width / 90.0, false) {
        let x = map.axes[0].position(tick) * width;
        let text = format_number(tick);
        let (text_width, text_height) = pen.text_size(&text, lettering);
        let half = 0.5 * text_width + 4.0;
        let at: Point = (x, height - 14.0);
        let place = Rect::around(at, text_width, text_height);
        if !(TICK_ROOM.max(half)..width - half).contains(&x) || taken.iter().any(|other| other.overlaps(&place)) {
            continue;
        }
        pen.line(&[(x, height - 5.0), (x, height)], stroke)?;
        pen.text_with_halo(&text, at, lettering, theme.casing)?;
    }
    Ok(())
}

/// A ring where one is, and its name beside it.
fn draw_here<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, map: &SurveyMap<'_>, theme: &Theme) -> Drawn<DB> {
    let at = map.to_px(pen.frame, map.here);
    if !pen.bounds().has(at) {
        return Ok(());
    }
    for stroke in [Stroke::new(theme.casing, 5.0), Stroke::new(theme.ink, 2.0)] {
        pen.ring(at, 6.0, stroke)?;
    }
    let lettering = Lettering::new(12.0, theme.ink).bold();
    let (width, _) = pen.text_size(map.here_name, lettering);
    let x = if at.0 + 14.0 + width > pen.frame.width { at.0 - 12.0 - width } else { at.0 + 12.0 };
    pen.text_with_halo(map.here_name, (x, at.1), lettering, theme.casing)
}
