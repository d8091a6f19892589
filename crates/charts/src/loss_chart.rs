//! Loss against steps, or against whatever else a run spends: one curve a run.

use plotters_backend::DrawingBackend;

use crate::axis::{LossAxis, LossRange, LossScale};
use crate::curve::{Curve, Role, Xs, decimated, draw_curve, end};
use crate::end_labels::{EndLabel, LABEL_GAP, draw_end_labels};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::marker::{draw_cross, draw_marker};
use crate::number::format_significant;
use crate::pen::{Drawn, Pen, Stroke};
use crate::plot_geometry::PlotGeometry;
use crate::rect::{Point, Rect};
use crate::span::{Span, SpanScale};
use crate::span_axis::{NUMBERS, draw_span};
use crate::text::{Align, Lettering};
use crate::theme::Theme;
use crate::trail::dashes;

/// Words of a loss chart.
#[derive(Clone, Copy, Debug)]
pub struct LossWords<'a> {
    /// Name of the horizontal axis.
    pub span: &'a str,
    /// Says that a log axis shows how far a loss is above the lowest known one.
    pub above_lowest: &'a str,
    /// What the target is called.
    pub target: &'a str,
}

/// What a loss chart shows.
#[derive(Clone, Copy, Debug)]
pub struct LossChart<'a> {
    /// The curves; the first is drawn on top.
    pub curves: &'a [Curve<'a>],
    /// The horizontal axis: what it covers of the curves.
    pub span: Span,
    /// The vertical scale.
    pub scale: LossScale,
    /// The lowest known loss: a log scale shows the distance to it, and says so unless it is 0. Without it, losses that go
    /// below 0 get a scale that is logarithmic on both sides of 0.
    pub lowest: Option<f64>,
    /// A loss to reach.
    pub target: Option<f64>,
    /// Places of the horizontal axis where a parameter was changed during the run.
    pub marks: &'a [f64],
    /// Words.
    pub words: LossWords<'a>,
}

/// Room above the plot, and below for the steps.
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;

/// Size of end labels; they shrink when there are too many.
const LABEL_SIZE: f64 = 12.0;

/// The part of the width that end labels may take before they shrink, and how small they may get.
const LABEL_SHARE: f64 = 0.36;
const SMALLEST_LABEL: f64 = 9.5;

/// An axis that ends here or farther has whole numbers only.
const FIRST_WHOLE: f64 = 5.0;

/// How many decades above what every sound run needs a diverging one may stretch the axis.
const DIVERGED_FACTOR: f64 = 100.0;

/// How far below all runs a law may stretch a log axis: to this part of the least run's distance from the lowest loss.
const LAW_PART: f64 = 0.1;

/// Draws the chart and says where things are on it.
///
/// # Errors
/// What the backend reports.
pub fn draw_loss_chart<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &LossChart<'_>,
) -> Result<PlotGeometry, AreaError<DB>> {
    draw_loss_chart_below(area, frame, theme, chart, 0.0)
}

/// Draws the chart below a strip of so many pixels that is left empty.
pub(crate) fn draw_loss_chart_below<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &LossChart<'_>,
    strip: f64,
) -> Result<PlotGeometry, AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let axis = LossAxis::new(chart.scale, &range(chart));
        let rows = ((frame.height - TOP - strip - BOTTOM) / 30.0).max(2.0);
        let tick_lettering = Lettering::new(11.0, theme.second_ink).align(Align::Right);
        let loss_ticks =
            axis.ticks(rows, chart.curves.iter().flat_map(|curve| curve.shown(&chart.span)).map(|(_, loss)| loss));
        let tick_width = pen.widest(loss_ticks.iter().map(|tick| tick.label.as_str()), tick_lettering);
        let label_lettering = Lettering::new(LABEL_SIZE, theme.ink).bold();
        let label_width = pen.widest(chart.curves.iter().map(|curve| curve.label), label_lettering);
        // Long names are set smaller, so that the curves keep most of the width.
        let label_part = (LABEL_SHARE * frame.width / label_width).clamp(SMALLEST_LABEL / LABEL_SIZE, 1.0);
        let label_width = label_part * label_width;
        let (left, right) = (tick_width + 9.0, label_width + LABEL_GAP + 2.0);
        let plot = Rect {
            x: left,
            y: TOP + strip,
            width: (frame.width - left - right).max(1.0),
            height: (frame.height - TOP - strip - BOTTOM).max(1.0),
        };
        let geometry = PlotGeometry { plot, span: chart.span, frame, axis };

        for tick in &loss_ticks {
            let Some(y) = geometry.y_of(tick.loss) else { continue };
            pen.line(&[(plot.x, y), (plot.x + plot.width, y)], Stroke::new(theme.hairline, 1.0))?;
            pen.text(&tick.label, (left - 7.0, y), tick_lettering)?;
        }
        let steps_alone = chart.curves.iter().all(|curve| matches!(curve.xs, Xs::Every(every) if every.fract() == 0.0));
        // What begins between 0 and 1 on a log axis counts nothing.
        let counts = !(chart.span.scale == SpanScale::Log && chart.span.from > 0.0 && chart.span.from < 1.0);
        let is_whole = counts && (steps_alone || chart.span.to >= FIRST_WHOLE);
        let y = plot.y + plot.height + NUMBERS;
        draw_span(pen, &geometry, y, chart.words.span, is_whole, theme)?;
        draw_marks(pen, &geometry, chart, theme)?;
        draw_target(pen, &geometry, chart, theme)?;
        let lines: Vec<Vec<Point>> = chart.curves.iter().map(|curve| decimated(&geometry, curve)).collect();
        let ends: Vec<Option<Point>> = lines.iter().map(|line| end(plot, line)).collect();
        // Laws lie over the runs that they are compared with.
        for role in [Role::Run, Role::Law] {
            for (curve, line) in chart.curves.iter().zip(&lines).rev().filter(|(curve, _)| curve.role == role) {
                draw_curve(pen, plot, curve, line, theme)?;
            }
        }
        for (curve, end) in chart.curves.iter().zip(&ends) {
            if let Some(at) = end.filter(|_| curve.is_diverged) {
                draw_cross(pen, at, curve.style, theme)?;
            }
        }
        let labels: Vec<EndLabel<'_>> =
            chart.curves.iter().zip(&ends).map(|(curve, &end)| end_label(curve, end, theme)).collect();
        draw_end_labels(pen, plot, &labels, lines.iter().map(Vec::as_slice), &[], label_part * LABEL_SIZE, theme)?;
        name_target(pen, &geometry, chart, theme)?;
        draw_caption(pen, &geometry, chart, theme)?;
        Ok(geometry)
    })
}

/// The name at a curve's end.
fn end_label<'a>(curve: &Curve<'a>, end: Option<Point>, theme: &Theme) -> EndLabel<'a> {
    // A run that blew up has left at the top.
    let (is_bold, is_apart) = (curve.role == Role::Run, curve.is_diverged);
    EndLabel { text: curve.label, color: curve.color(theme), is_bold, end, is_apart }
}

/// What the axis must show: all of the sound runs, and a little more for those that blow up and for laws.
fn range(chart: &LossChart<'_>) -> LossRange {
    let mut all = Extremes::default();
    let mut needed = Extremes::default();
    let known = chart.lowest.unwrap_or(0.0);
    let (mut least_above, mut law_above) = (f64::INFINITY, f64::INFINITY);
    let has_runs = chart.curves.iter().any(|curve| curve.role == Role::Run);
    for curve in chart.curves {
        let is_guide = has_runs && curve.role == Role::Law;
        for (k, (_, loss)) in curve.shown(&chart.span).enumerate().filter(|(_, (_, loss))| loss.is_finite()) {
            all.add(loss);
            if !is_guide && (k == 0 || !curve.is_diverged) {
                needed.add(loss);
            }
            if loss > known {
                let least = if is_guide { &mut law_above } else { &mut least_above };
                *least = least.min(loss);
            }
        }
    }
    // A law that goes far below all runs would leave them no room.
    let guided = law_above.max(known + LAW_PART * (least_above - known));
    let least_above = Some(least_above.min(guided)).filter(|loss| loss.is_finite());
    let (down, up) = match chart.scale {
        LossScale::Log => (DIVERGED_FACTOR * needed.low.abs(), DIVERGED_FACTOR * (needed.high - known).abs()),
        LossScale::Linear => [0.5, 0.5].map(|part| part * (needed.high - needed.low).max(needed.high.abs())).into(),
    };
    LossRange {
        least: all.low.max(needed.low - down),
        least_above,
        most: all.high.min(needed.high + up),
        lowest: chart.lowest,
        target: chart.target,
    }
}

/// The lowest and the highest of some numbers.
struct Extremes {
    low: f64,
    high: f64,
}

impl Default for Extremes {
    fn default() -> Self {
        Self { low: f64::INFINITY, high: f64::NEG_INFINITY }
    }
}

impl Extremes {
    fn add(&mut self, number: f64) {
        self.low = self.low.min(number);
        self.high = self.high.max(number);
    }
}

/// Where parameters were changed: a dashed line each, with a triangle on top.
fn draw_marks<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &LossChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let Rect { y, height, .. } = geometry.plot;
    for &mark in chart.marks.iter().filter(|&&mark| chart.span.has(mark)) {
        let x = geometry.x_of(mark);
        for dash in dashes(&[(x, y), (x, y + height)], &[3.0, 3.0]) {
            pen.line(&dash, Stroke { color: theme.second_ink, alpha: 0.8, width: 1.0 })?;
        }
        pen.polygon(&[(x - 4.0, y - 7.0), (x + 4.0, y - 7.0), (x, y)], theme.second_ink)?;
    }
    Ok(())
}

/// The target: a dashed line.
fn draw_target<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &LossChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let Some(target) = chart.target.filter(|&target| geometry.axis.shows(target)) else { return Ok(()) };
    let y = geometry.y_at(geometry.axis.position(target));
    let plot = geometry.plot;
    let mut x = plot.x;
    while x < plot.x + plot.width {
        let end = (x + 3.0).min(plot.x + plot.width);
        pen.line(&[(x, y), (end, y)], Stroke::new(theme.second_ink, 1.0))?;
        x += 6.0;
    }
    Ok(())
}

/// Names the target, over the curves.
fn name_target<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &LossChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let Some(target) = chart.target.filter(|&target| geometry.axis.shows(target)) else { return Ok(()) };
    let (plot, y) = (geometry.plot, geometry.y_at(geometry.axis.position(target)));
    // What the axis shows of it: subtraction may leave digits that mean nothing.
    let text = format!("{} {}", chart.words.target, format_significant(target - geometry.axis.offset(), 6));
    let above = if y - plot.y > 16.0 { -8.0 } else { 8.0 };
    let lettering = Lettering::new(11.0, theme.second_ink);
    pen.text_with_halo(&text, (plot.x + 6.0, y + above), lettering, theme.background)
}

/// Says what a log axis shows if it is not the loss itself.
fn draw_caption<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &LossChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let offset = geometry.axis.offset();
    if offset == 0.0 {
        return Ok(());
    }
    let text = format!("{} ({})", chart.words.above_lowest, format_significant(offset, 6));
    let at = (geometry.plot.x + geometry.plot.width - 4.0, geometry.plot.y + 5.0);
    let lettering = Lettering::new(11.0, theme.second_ink).align(Align::Right);
    pen.text_with_halo(&text, at, lettering, theme.background)
}

/// Draws a vertical line at a place of the horizontal axis, and the marker of every run on its curve: at the point with
/// the index given in `shown`, or at the last one.
///
/// # Errors
/// What the backend reports.
pub fn draw_loss_cursor<DB: DrawingBackend>(
    area: &Area<DB>,
    geometry: &PlotGeometry,
    theme: &Theme,
    at: f64,
    curves: &[Curve<'_>],
    shown: &[usize],
) -> Result<(), AreaError<DB>> {
    draw_on(area, geometry.frame, |pen| {
        let span = geometry.span;
        let (x, plot) = (geometry.x_of(at.min(span.to).max(span.from)), geometry.plot);
        pen.line(&[(x, plot.y - 4.0), (x, plot.y + plot.height + 4.0)], Stroke::new(theme.accent, 1.5))?;
        for (curve, &shown) in curves.iter().zip(shown).rev().filter(|(curve, _)| curve.role == Role::Run) {
            let Some(last) = curve.len().checked_sub(1) else { continue };
            // A run that blew up has left the chart: its cross is drawn already.
            if curve.is_diverged && shown >= last {
                continue;
            }
            let (x, loss) = curve.point(shown.min(last));
            if let Some(y) = geometry.y_of(loss).filter(|_| span.has(x)) {
                draw_marker(pen, (geometry.x_of(x), y), curve.style, theme)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests;
