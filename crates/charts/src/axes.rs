//! The axes that charts of measurements share, and the room around their plot.

use plotters_backend::DrawingBackend;

use crate::axis::{LossAxis, LossScale};
use crate::end_labels::LABEL_GAP;
use crate::number::NumberFormat;
use crate::pen::{Drawn, Pen, Stroke};
use crate::plot_geometry::PlotGeometry;
use crate::rect::Rect;
use crate::span::{Span, SpanScale};
use crate::span_axis::{NUMBERS, draw_span};
use crate::text::{Align, Lettering};
use crate::theme::Theme;

/// The axes of a chart of measurements.
#[derive(Clone, Copy, Debug)]
pub struct Axes<'a> {
    /// The horizontal axis.
    pub x: Span,
    /// How the vertical axis is spread. On a log axis a line leaves through the bottom where it is not above
    /// 0.
    pub scale: LossScale,
    /// What the vertical axis covers; `None` for what is shown needs.
    pub range: Option<[f64; 2]>,
    /// How the numbers of the vertical axis are written.
    pub format: NumberFormat,
    /// Name of the horizontal axis, at its right end; may be empty.
    pub x_name: &'a str,
    /// Name of the vertical axis, above it; may be empty.
    pub y_name: &'a str,
}

/// Room above the plot without a name of the axis, and for the name.
const TOP: f64 = 10.0;
const NAME: f64 = 14.0;

/// Room below the plot for the numbers.
const BOTTOM: f64 = 24.0;

/// Pixels of height for each number of the vertical axis.
const TICK_ROOM: f64 = 38.0;

/// Room above the highest and below the lowest value, as a part of their distance.
const MARGIN: f64 = 0.06;

/// Size of end labels, the part of the width that they may take before they shrink, and how small they may get.
const LABEL_SIZE: f64 = 12.0;
const LABEL_SHARE: f64 = 0.3;
const SMALLEST_LABEL: f64 = 11.0;

/// A curve that ends beyond this part of the width has its label at the right of the plot.
const LATE: f64 = 0.9;

/// A horizontal axis at least this long has whole numbers only.
const WHOLE_SPAN: f64 = 5.0;

/// The lowest and the highest of some values, and the lowest above 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub(crate) least: f64,
    pub(crate) least_positive: f64,
    pub(crate) most: f64,
}

impl Extent {
    /// The extent of the finite ones among some values.
    pub(crate) fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut extent = Self { least: f64::INFINITY, least_positive: f64::INFINITY, most: f64::NEG_INFINITY };
        values.for_each(|value| extent.add(value));
        extent
    }

    /// Makes room for a value, if it is finite.
    pub(crate) fn add(&mut self, value: f64) {
        if value.is_finite() {
            self.least = self.least.min(value);
            self.most = self.most.max(value);
            if value > 0.0 {
                self.least_positive = self.least_positive.min(value);
            }
        }
    }

    /// An axis that shows all of it with a margin; a linear one begins at 0 rather than below if nothing is below.
    pub(crate) fn axis(&self, scale: LossScale) -> LossAxis {
        let Self { least, least_positive, most } = *self;
        if scale == LossScale::Log && most > 0.0 {
            let ratio = (most / least_positive).max(2.0);
            let margin = downhill::math::exp(MARGIN * downhill::math::ln(ratio));
            return LossAxis::spanning(scale, [least_positive / margin, least_positive * ratio * margin]);
        }
        if least > most {
            return LossAxis::spanning(LossScale::Linear, [0.0, 1.0]);
        }
        let span = if most > least { most - least } else { 0.2 * least.abs().max(f64::MIN_POSITIVE) };
        let low = least - MARGIN * span;
        let low = if least >= 0.0 { low.max(0.0) } else { low };
        LossAxis::spanning(LossScale::Linear, [low, most + MARGIN * span])
    }
}

/// What a chart needs beside its axes.
pub(crate) struct Room<'a> {
    /// The vertical axis.
    pub(crate) axis: LossAxis,
    /// Names at the right, each with where its curve ends on the horizontal axis.
    pub(crate) ends: &'a [(&'a str, f64)],
    /// Room between the plot and the numbers of the horizontal axis.
    pub(crate) below_plot: f64,
    /// Room below these numbers.
    pub(crate) below_numbers: f64,
}

/// Axes that were laid out.
pub(crate) struct Plot {
    pub(crate) geometry: PlotGeometry,
    /// Size of end labels.
    pub(crate) label_size: f64,
    /// Where the middle of the numbers of the horizontal axis is.
    pub(crate) numbers: f64,
    ticks: Vec<(f64, String)>,
}

/// Lays the axes out.
pub(crate) fn layout<DB: DrawingBackend>(pen: &Pen<'_, DB>, axes: &Axes<'_>, room: &Room<'_>, theme: &Theme) -> Plot {
    let frame = pen.frame;
    let top = TOP + if axes.y_name.is_empty() { 0.0 } else { NAME };
    let height = (frame.height - top - BOTTOM - room.below_plot - room.below_numbers).max(1.0);
    let ticks: Vec<(f64, String)> = room
        .axis
        .ticks((height / TICK_ROOM).max(2.0), std::iter::empty())
        .into_iter()
        .map(|tick| (tick.loss, axes.format.text(tick.loss)))
        .collect();
    let left = pen.widest(ticks.iter().map(|tick| tick.1.as_str()), tick_lettering(theme)) + 9.0;
    let is_late = |end: &&(&str, f64)| axes.x.position(end.1) > LATE;
    let lettering = Lettering::new(LABEL_SIZE, theme.ink).bold();
    let widest = pen.widest(room.ends.iter().filter(is_late).map(|end| end.0), lettering);
    let part = (LABEL_SHARE * frame.width / widest).clamp(SMALLEST_LABEL / LABEL_SIZE, 1.0);
    let right = if widest > 0.0 { part * widest + LABEL_GAP + 2.0 } else { LABEL_GAP };
    let plot = Rect { x: left, y: top, width: (frame.width - left - right).max(1.0), height };
    let geometry = PlotGeometry { plot, span: axes.x, frame, axis: room.axis };
    Plot { geometry, label_size: part * LABEL_SIZE, numbers: plot.y + plot.height + room.below_plot + NUMBERS, ticks }
}

fn tick_lettering(theme: &Theme) -> Lettering {
    Lettering::new(11.0, theme.second_ink).align(Align::Right)
}

impl Plot {
    /// The distance between two numbers of the vertical axis.
    pub(crate) fn step(&self) -> f64 {
        match &self.ticks[..] {
            [(first, _), (second, _), ..] => second - first,
            _ => 1.0,
        }
    }
}

/// Draws numbers and names of both axes, and a quiet line to each number of the vertical one.
pub(crate) fn draw_axes<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot,
    axes: &Axes<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    draw_heights(pen, plot, axes.y_name, theme)?;
    let is_whole = axes.x.scale == SpanScale::Linear && axes.x.to - axes.x.from >= WHOLE_SPAN;
    draw_span(pen, &plot.geometry, plot.numbers, axes.x_name, is_whole, theme)
}

/// Draws the numbers of the vertical axis, a quiet line to each, and its name.
pub(crate) fn draw_heights<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot,
    name: &str,
    theme: &Theme,
) -> Drawn<DB> {
    let (geometry, rect) = (&plot.geometry, plot.geometry.plot);
    for (value, text) in &plot.ticks {
        let Some(y) = geometry.y_of(*value) else { continue };
        pen.line(&[(rect.x, y), (rect.x + rect.width, y)], Stroke::new(theme.hairline, 1.0))?;
        pen.text(text, (rect.x - 7.0, y), tick_lettering(theme))?;
    }
    if name.is_empty() {
        return Ok(());
    }
    pen.text(name, (0.0, 7.0), tick_lettering(theme).align(Align::Left))
}
