//! Loss against step, one curve a runner.

use plotters_backend::DrawingBackend;

use crate::axis::{LossAxis, LossRange, LossScale, ticks};
use crate::curve::{draw_curve, end};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::marker::{draw_cross, draw_marker};
use crate::number::{format_number, format_significant};
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place, spread};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};

/// A runner's losses.
#[derive(Clone, Copy, Debug)]
pub struct Curve<'a> {
    /// What it looks like.
    pub style: RunnerStyle,
    /// Its name.
    pub label: &'a str,
    /// The loss at every step from 0 on.
    pub losses: &'a [f64],
    /// Whether it blew up at its last step.
    pub is_diverged: bool,
}

/// Words of a loss chart.
#[derive(Clone, Copy, Debug)]
pub struct LossWords<'a> {
    /// Name of the horizontal axis.
    pub step: &'a str,
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
    /// The last step of the horizontal axis.
    pub steps: usize,
    /// The vertical scale.
    pub scale: LossScale,
    /// The lowest known loss: a log scale shows the distance to it, and says so unless it is 0. Without it, losses that go
    /// below 0 get a scale that is logarithmic on both sides of 0.
    pub lowest: Option<f64>,
    /// A loss to reach.
    pub target: Option<f64>,
    /// Words.
    pub words: LossWords<'a>,
}

/// Where things are on a loss chart, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlotGeometry {
    /// The rectangle in which curves are drawn.
    pub plot: Rect,
    /// The last step of the horizontal axis.
    pub steps: usize,
    frame: Frame,
    axis: LossAxis,
}

impl PlotGeometry {
    /// The step under a pixel, the first or last one beyond the ends.
    #[must_use]
    pub fn step_at(&self, px: f64) -> usize {
        let part = ((px - self.plot.x) / self.plot.width).clamp(0.0, 1.0);
        (part * self.steps as f64).round() as usize
    }

    /// Where a step lies.
    #[must_use]
    pub fn x_of_step(&self, step: usize) -> f64 {
        self.plot.x + step as f64 / self.steps.max(1) as f64 * self.plot.width
    }

    /// Where a loss lies, at the edge if it is beyond; `None` for NaN.
    #[must_use]
    pub fn y_of(&self, loss: f64) -> Option<f64> {
        let position = self.axis.position(loss);
        (!position.is_nan()).then(|| self.y_at(position.clamp(0.0, 1.0)))
    }

    /// Where a loss at a step lies, beyond the plot if it must; `None` for NaN.
    pub(crate) fn point(&self, step: usize, loss: f64) -> Option<Point> {
        let position = self.axis.position(loss);
        (!position.is_nan()).then(|| (self.x_of_step(step), self.y_at(position.clamp(-FARTHEST, FARTHEST))))
    }

    fn y_at(&self, position: f64) -> f64 {
        self.plot.y + (1.0 - position) * self.plot.height
    }
}

/// How many heights of the plot a point may lie beyond it.
const FARTHEST: f64 = 100.0;

/// Room above the plot, and below for the steps.
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;

/// Size of end labels and height of their rows; both shrink when there are too many.
const LABEL_SIZE: f64 = 12.0;
const LABEL_ROW: f64 = 15.0;

/// The part of the width that end labels may take before they shrink, and how small they may get.
const LABEL_SHARE: f64 = 0.36;
const SMALLEST_LABEL: f64 = 9.5;

/// Room between the plot and its end labels.
const LABEL_GAP: f64 = 10.0;

/// How many decades above what every sound run needs a diverging one may stretch the axis.
const DIVERGED_FACTOR: f64 = 100.0;

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
    draw_on(area, frame, |pen| {
        let axis = LossAxis::new(chart.scale, &range(chart));
        let rows = ((frame.height - TOP - BOTTOM) / 30.0).max(2.0);
        let tick_lettering = Lettering::new(11.0, theme.second_ink).align(Align::Right);
        let loss_ticks = axis.ticks(rows, shown(chart).flat_map(|(_, losses)| losses.iter().copied()));
        let tick_width = widest(pen, loss_ticks.iter().map(|tick| tick.label.as_str()), tick_lettering);
        let label_lettering = Lettering::new(LABEL_SIZE, theme.ink).bold();
        let label_width = widest(pen, chart.curves.iter().map(|curve| curve.label), label_lettering);
        // Long names are set smaller, so that the curves keep most of the width.
        let label_part = (LABEL_SHARE * frame.width / label_width).clamp(SMALLEST_LABEL / LABEL_SIZE, 1.0);
        let label_width = label_part * label_width;
        let (left, right) = (tick_width + 9.0, label_width + LABEL_GAP + 2.0);
        let plot = Rect {
            x: left,
            y: TOP,
            width: (frame.width - left - right).max(1.0),
            height: (frame.height - TOP - BOTTOM).max(1.0),
        };
        let geometry = PlotGeometry { plot, steps: chart.steps, frame, axis };

        for tick in &loss_ticks {
            let Some(y) = geometry.y_of(tick.loss) else { continue };
            pen.line(&[(plot.x, y), (plot.x + plot.width, y)], Stroke::new(theme.hairline, 1.0))?;
            pen.text(&tick.label, (left - 7.0, y), tick_lettering)?;
        }
        draw_steps(pen, &geometry, chart, theme)?;
        draw_target(pen, &geometry, chart, theme)?;
        let ends: Vec<Option<Point>> = chart.curves.iter().map(|curve| end(&geometry, curve)).collect();
        for curve in chart.curves.iter().rev() {
            draw_curve(pen, &geometry, curve, theme)?;
        }
        for (curve, end) in chart.curves.iter().zip(&ends) {
            if let Some(at) = end.filter(|_| curve.is_diverged) {
                draw_cross(pen, at, curve.style, theme)?;
            }
        }
        draw_labels(pen, &geometry, chart.curves, &ends, label_part * LABEL_SIZE, theme)?;
        name_target(pen, &geometry, chart, theme)?;
        draw_caption(pen, &geometry, chart, theme)?;
        Ok(geometry)
    })
}

/// The curves with their losses up to the last step of the chart.
fn shown<'a>(chart: &LossChart<'a>) -> impl Iterator<Item = (&'a Curve<'a>, &'a [f64])> {
    let steps = chart.steps;
    chart.curves.iter().map(move |curve| (curve, &curve.losses[..curve.losses.len().min(steps.saturating_add(1))]))
}

/// What the axis must show: all of the sound runs, and a little more for those that blow up.
fn range(chart: &LossChart<'_>) -> LossRange {
    let mut all = Extremes::default();
    let mut needed = Extremes::default();
    let known = chart.lowest.unwrap_or(0.0);
    let mut least_above = None;
    for (curve, losses) in shown(chart) {
        for (step, &loss) in losses.iter().enumerate().filter(|(_, loss)| loss.is_finite()) {
            all.add(loss);
            if step == 0 || !curve.is_diverged {
                needed.add(loss);
            }
            if loss > known {
                least_above = Some(least_above.map_or(loss, |least: f64| least.min(loss)));
            }
        }
    }
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

fn widest<'t, DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    texts: impl Iterator<Item = &'t str>,
    lettering: Lettering,
) -> f64 {
    texts.map(|text| pen.text_size(text, lettering).0).fold(0.0, f64::max)
}

/// The horizontal axis: numbers of steps, and its name at the right.
fn draw_steps<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &LossChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let plot = geometry.plot;
    let y = plot.y + plot.height + 14.0;
    let lettering = Lettering::new(11.0, theme.second_ink).align(Align::Center);
    let (name_width, _) = pen.text_size(chart.words.step, lettering);
    let name_at = plot.x + plot.width + LABEL_GAP;
    pen.text(chart.words.step, (name_at, y), lettering.align(Align::Left))?;
    let name = Rect::around((name_at + 0.5 * name_width, y), name_width + 8.0, 14.0);
    for step in ticks([0.0, chart.steps as f64], (plot.width / 70.0).max(1.0)) {
        if step.fract() != 0.0 {
            continue;
        }
        let text = format_number(step);
        let at = (geometry.x_of_step(step as usize), y);
        let (width, height) = pen.text_size(&text, lettering);
        if !Rect::around(at, width, height).overlaps(&name) {
            pen.text(&text, at, lettering)?;
        }
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

/// Names at the curves' ends: in a column right of the plot, or beside the end of a curve that stops early.
fn draw_labels<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    curves: &[Curve<'_>],
    ends: &[Option<Point>],
    label_size: f64,
    theme: &Theme,
) -> Drawn<DB> {
    let plot = geometry.plot;
    let right = plot.x + plot.width;
    let bottom = plot.y + plot.height + 4.0;
    let row = LABEL_ROW.min(bottom / curves.len().max(1) as f64);
    let lettering = |curve: &Curve<'_>| Lettering::new(label_size.min(0.85 * row), theme.hue(curve.style)).bold();
    let ended: Vec<(&Curve<'_>, Point)> =
        curves.iter().zip(ends).filter_map(|(curve, end)| Some((curve, (*end)?))).collect();
    let (late, early): (Vec<_>, Vec<_>) = ended.into_iter().partition(|(_, at)| at.0 > right - 24.0);

    let wanted: Vec<f64> = late.iter().map(|(_, at)| at.1).collect();
    let rows = spread(&wanted, row, 0.0, bottom);
    for ((curve, at), y) in late.iter().zip(rows) {
        if (y - at.1).abs() > 4.0 {
            let stroke = Stroke { color: theme.hue(curve.style), alpha: 0.6, width: 1.0 };
            pen.line(&[(at.0 + 1.0, at.1), (right + LABEL_GAP - 2.0, y)], stroke)?;
        }
        pen.text(curve.label, (right + LABEL_GAP, y), lettering(curve))?;
    }

    let mut obstacles = Obstacles::default();
    obstacles.marks.extend(early.iter().map(|(_, at)| Rect::around(*at, 14.0, 14.0)));
    for (curve, at) in early {
        let (width, height) = pen.text_size(curve.label, lettering(curve));
        let place = |dx: f64, dy: f64| Rect::around((at.0 + dx, at.1 + dy), width, height);
        let side = 10.0 + 0.5 * width;
        let candidates: Vec<Rect> = (0..8)
            .flat_map(|rows_away| {
                let dy = f64::from(rows_away) * row;
                [place(side, dy), place(side, -dy), place(-side, dy)]
            })
            .collect();
        let found = free_place(&candidates, at, &obstacles, &plot);
        obstacles.labels.push(found);
        let lettering = lettering(curve).align(Align::Center);
        pen.text_with_halo(curve.label, found.center(), lettering, theme.background)?;
    }
    Ok(())
}

/// Draws a vertical line at a step, and every curve's marker where it stands then.
///
/// # Errors
/// What the backend reports.
pub fn draw_loss_cursor<DB: DrawingBackend>(
    area: &Area<DB>,
    geometry: &PlotGeometry,
    theme: &Theme,
    step: usize,
    curves: &[Curve<'_>],
) -> Result<(), AreaError<DB>> {
    draw_on(area, geometry.frame, |pen| {
        let (x, plot) = (geometry.x_of_step(step.min(geometry.steps)), geometry.plot);
        pen.line(&[(x, plot.y - 4.0), (x, plot.y + plot.height + 4.0)], Stroke::new(theme.accent, 1.5))?;
        for curve in curves.iter().rev() {
            let Some(last) = curve.losses.len().checked_sub(1) else { continue };
            let at = step.min(last);
            // A run that blew up has left the chart: its cross is drawn already.
            if curve.is_diverged && step >= last {
                continue;
            }
            if let Some(y) = geometry.y_of(curve.losses[at]) {
                draw_marker(pen, (geometry.x_of_step(at), y), curve.style, theme)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests;
