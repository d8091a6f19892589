//! The horizontal axis below a plot: its numbers and its name.

use plotters_backend::DrawingBackend;

use crate::end_labels::LABEL_GAP;
use crate::number::format_number;
use crate::pen::{Drawn, Pen};
use crate::plot_geometry::PlotGeometry;
use crate::rect::Rect;
use crate::text::{Align, Lettering};
use crate::theme::Theme;

/// How far below what they belong to the middle of the numbers stands.
pub(crate) const NUMBERS: f64 = 14.0;

/// Draws the numbers of the horizontal axis, only whole ones if `is_whole`, and its name at the right, all at the height `y`.
pub(crate) fn draw_span<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    y: f64,
    name: &str,
    is_whole: bool,
    theme: &Theme,
) -> Drawn<DB> {
    let plot = geometry.plot;
    let lettering = Lettering::new(11.0, theme.second_ink).align(Align::Center);
    let (name_width, _) = pen.text_size(name, lettering);
    // A long name needs some of the room of the numbers.
    let name_at = (plot.x + plot.width + LABEL_GAP).min(geometry.frame.width - name_width - 1.0);
    pen.text(name, (name_at, y), lettering.align(Align::Left))?;
    let mut taken = vec![Rect::around((name_at + 0.5 * name_width, y), name_width + 8.0, 14.0)];
    for tick in geometry.span.ticks((plot.width / 70.0).max(1.0), is_whole) {
        let text = format_number(tick);
        let at = (geometry.x_of(tick), y);
        let (width, height) = pen.text_size(&text, lettering);
        let place = Rect::around(at, width, height);
        if !taken.iter().any(|other| place.overlaps(other)) {
            pen.text(&text, at, lettering)?;
            taken.push(place);
        }
    }
    Ok(())
}
