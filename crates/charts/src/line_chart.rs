//! Measurements against whatever they were taken along: lines, with levels to compare them with and places of note.

use plotters_backend::DrawingBackend;

use crate::axes::{Axes, Extent, Plot, Room, draw_axes, layout};
use crate::axis::{LossAxis, LossScale};
use crate::clip::visible_pieces;
use crate::curve::{Column, end};
use crate::end_labels::{EndLabel, cover, draw_end_labels};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::name_rows::{self, name_rows};
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place};
use crate::plot_geometry::PlotGeometry;
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::{Dash, Rgb, RunnerStyle, Theme};
use crate::trail::{CASING_WIDTH, LINE_WIDTH, dashes};

/// What a line chart shows.
#[derive(Clone, Copy, Debug)]
pub struct LineChart<'a> {
    /// The axes.
    pub axes: Axes<'a>,
    /// The lines; the first is drawn on top.
    pub lines: &'a [Line<'a>],
    /// Levels that the lines are compared with.
    pub levels: &'a [Level<'a>],
    /// Places of note along the horizontal axis.
    pub places: &'a [Place<'a>],
}

/// Measurements along the horizontal axis.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its name, written at its end; may be empty.
    pub label: &'a str,
    /// Its color.
    pub color: LineColor,
    /// How it is broken.
    pub dash: Dash,
    /// Where measurements were taken, ascending.
    pub xs: &'a [f64],
    /// What was measured; the line has a gap at NaN.
    pub ys: &'a [f64],
}

/// A dashed horizontal line, as that of 2/η.
#[derive(Clone, Copy, Debug)]
pub struct Level<'a> {
    /// What it is called; may be empty.
    pub label: &'a str,
    /// Its color.
    pub color: LineColor,
    /// Its height.
    pub at: f64,
}

/// A vertical line with its name below, as at a solution.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What it is called; may be empty.
    pub label: &'a str,
    /// Its color.
    pub color: LineColor,
    /// Where it is on the horizontal axis.
    pub at: f64,
}

/// The color of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineColor {
    /// That of text: for what belongs to no runner.
    Ink,
    /// That of text that matters less.
    SecondInk,
    /// That of a runner.
    Runner(RunnerStyle),
}

impl LineColor {
    fn of(self, theme: &Theme) -> Rgb {
        match self {
            Self::Ink => theme.ink,
            Self::SecondInk => theme.second_ink,
            Self::Runner(style) => theme.hue(style),
        }
    }
}

/// How far above all lines a level may lie and still be shown, as a multiple: on a linear axis, and on a log one.
const FARTHEST_LEVEL: [f64; 2] = [8.0, 1000.0];

/// Ink and gap of a level.
const LEVEL_PATTERN: [f64; 2] = [4.0, 3.0];

/// Radius of the dot for a measurement between gaps.
const LONE_DOT: f64 = 2.25;

/// Draws the chart and says where things are on it.
///
/// # Errors
/// What the backend reports.
pub fn draw_line_chart<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &LineChart<'_>,
) -> Result<PlotGeometry, AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let ends: Vec<(&str, f64)> = chart.lines.iter().filter_map(|line| Some((line.label, last_x(line)?))).collect();
        let room = |below_numbers: f64| Room { axis: axis(chart), ends: &ends, below_plot: 0.0, below_numbers };
        // The rows of names depend on the width alone, so the axes can be laid out without them first.
        let rows = place_rows(pen, &layout(pen, &chart.axes, &room(0.0), theme), chart, theme);
        let plot = layout(pen, &chart.axes, &room(name_rows::ROW * name_rows::count(&rows) as f64), theme);
        let (geometry, rect) = (plot.geometry, plot.geometry.plot);
        draw_axes(pen, &plot, &chart.axes, theme)?;
        draw_places(pen, &plot, chart, &rows, theme)?;
        draw_levels(pen, &geometry, chart, theme)?;
        let lines: Vec<Vec<Vec<Point>>> =
            chart.lines.iter().map(|line| decimated(&geometry, line.xs, line.ys)).collect();
        for (line, pieces) in chart.lines.iter().zip(&lines).rev() {
            draw_pieces(pen, rect, pieces, line.color.of(theme), line.dash.pattern(), theme)?;
        }
        let names = name_levels(pen, &geometry, chart, &lines, theme)?;
        let labels: Vec<EndLabel<'_>> = chart
            .lines
            .iter()
            .zip(&lines)
            .filter(|(line, _)| !line.label.is_empty())
            .map(|(line, pieces)| EndLabel {
                text: line.label,
                color: line.color.of(theme),
                is_bold: true,
                end: pieces.iter().rev().find_map(|piece| end(rect, piece)),
                is_apart: false,
            })
            .collect();
        let all = lines.iter().flatten().map(Vec::as_slice);
        draw_end_labels(pen, rect, &labels, all, &names, plot.label_size, theme)?;
        Ok(geometry)
    })
}

fn last_x(line: &Line<'_>) -> Option<f64> {
    line.xs.iter().zip(line.ys).rev().find(|(_, y)| !y.is_nan()).map(|(x, _)| *x)
}

/// The vertical axis: all lines as far as the horizontal axis shows them, and levels that are not too far away.
fn axis(chart: &LineChart<'_>) -> LossAxis {
    let axes = &chart.axes;
    if let Some(range) = axes.range {
        return LossAxis::spanning(axes.scale, range);
    }
    let points = chart.lines.iter().flat_map(|line| line.xs.iter().zip(line.ys));
    let mut extent = Extent::of(points.filter(|(x, _)| axes.x.has(**x)).map(|(_, y)| *y));
    // Without lines yet, there is nothing that a level could be far from.
    let farthest = FARTHEST_LEVEL[usize::from(axes.scale == LossScale::Log)] * extent.most;
    let farthest = if farthest > 0.0 { farthest } else { f64::INFINITY };
    chart.levels.iter().filter(|level| level.at <= farthest).for_each(|level| extent.add(level.at));
    extent.axis(axes.scale)
}

/// The line through measurements, in pieces between gaps; where several share a column of pixels, only the first, lowest,
/// highest and last. One measurement beyond each end of the axis is kept, so that the line goes on to the edge.
pub(crate) fn decimated(geometry: &PlotGeometry, xs: &[f64], ys: &[f64]) -> Vec<Vec<Point>> {
    let from = xs.partition_point(|&x| x < geometry.span.from).saturating_sub(1);
    let until = (xs.partition_point(|&x| x <= geometry.span.to) + 1).min(xs.len()).min(ys.len());
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let (mut piece, mut column) = (Vec::new(), Column::default());
    for (&x, &y) in xs[from.min(until)..until].iter().zip(&ys[from.min(until)..until]) {
        match geometry.unbounded_point(x, y) {
            Some(point) => column.move_to(point, &mut piece),
            None => {
                column.flush(&mut piece);
                pieces.extend((!piece.is_empty()).then(|| std::mem::take(&mut piece)));
            }
        }
    }
    column.flush(&mut piece);
    pieces.extend((!piece.is_empty()).then_some(piece));
    pieces
}

/// Draws the pieces of a line with their casing, as far as they lie in the plot.
pub(crate) fn draw_pieces<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: Rect,
    pieces: &[Vec<Point>],
    color: Rgb,
    pattern: &'static [f64],
    theme: &Theme,
) -> Drawn<DB> {
    // Lines on the edge of the plot are drawn in their full width.
    let room = plot.grown(1.0);
    for piece in pieces {
        if let [only] = piece[..]
            && room.has(only)
        {
            pen.disc(only, LONE_DOT, color)?;
        }
        for visible in visible_pieces(piece, &room) {
            pen.line(&visible, Stroke::new(theme.background, CASING_WIDTH))?;
            for dash in dashes(&visible, pattern) {
                pen.line(&dash, Stroke::new(color, LINE_WIDTH))?;
            }
        }
    }
    Ok(())
}

/// Where the names of places stand: their middle, and their row.
fn place_rows<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    plot: &Plot,
    chart: &LineChart<'_>,
    theme: &Theme,
) -> Vec<(f64, usize)> {
    let shown = chart.places.iter().filter(|place| !place.label.is_empty() && chart.axes.x.has(place.at));
    let lettering = place_lettering(theme.ink);
    let names = shown.map(|place| (plot.geometry.x_of(place.at), pen.text_size(place.label, lettering).0));
    name_rows(names, pen.frame.width)
}

fn place_lettering(color: Rgb) -> Lettering {
    Lettering::new(11.5, color).bold().align(Align::Center)
}

/// Vertical lines at places of note, and their names below.
fn draw_places<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot,
    chart: &LineChart<'_>,
    rows: &[(f64, usize)],
    theme: &Theme,
) -> Drawn<DB> {
    let rect = plot.geometry.plot;
    let shown = || chart.places.iter().filter(|place| chart.axes.x.has(place.at));
    for place in shown() {
        let x = plot.geometry.x_of(place.at);
        let line = [(x, rect.y - 4.0), (x, rect.y + rect.height + 4.0)];
        pen.line(&line, Stroke::new(place.color.of(theme), 1.25))?;
    }
    for (place, &(x, row)) in shown().filter(|place| !place.label.is_empty()).zip(rows) {
        let y = plot.numbers + name_rows::ROW * (row + 1) as f64;
        pen.text(place.label, (x, y), place_lettering(place.color.of(theme)))?;
    }
    Ok(())
}

/// Dashed lines at the levels that the axis shows.
fn draw_levels<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &LineChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let plot = geometry.plot;
    for level in chart.levels.iter().filter(|level| geometry.axis.shows(level.at)) {
        let y = geometry.y_at(geometry.axis.position(level.at));
        for dash in dashes(&[(plot.x, y), (plot.x + plot.width, y)], &LEVEL_PATTERN) {
            pen.line(&dash, Stroke::new(level.color.of(theme), 1.25))?;
        }
    }
    Ok(())
}

/// Names the levels where lines leave most room, with an arrow for one above the axis; returns the names' places.
fn name_levels<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &LineChart<'_>,
    lines: &[Vec<Vec<Point>>],
    theme: &Theme,
) -> Result<Vec<Rect>, plotters_backend::DrawingErrorKind<DB::ErrorType>> {
    let plot = geometry.plot;
    let mut obstacles = Obstacles::default();
    if chart.levels.is_empty() {
        return Ok(obstacles.labels);
    }
    for piece in lines.iter().flatten() {
        cover(piece, &mut obstacles.soft);
    }
    for level in chart.levels.iter().filter(|level| !level.label.is_empty()) {
        let position = geometry.axis.position(level.at);
        let is_above = position > 1.0;
        if !(is_above || geometry.axis.shows(level.at)) {
            continue;
        }
        let text = if is_above { format!("{} ↑", level.label) } else { level.label.to_owned() };
        let lettering = Lettering::new(11.5, level.color.of(theme)).bold().align(Align::Center);
        let (width, height) = pen.text_size(&text, lettering);
        let y = geometry.y_at(position.min(1.0));
        let right = plot.x + plot.width - 0.5 * width - 4.0;
        let left = plot.x + 0.5 * width + 4.0;
        let above = -0.5 * height - 2.0;
        let heights = if is_above { [-above, -above] } else { [above, -above] };
        let candidates: Vec<Rect> = [right, left, 0.5 * (left + right)]
            .into_iter()
            .flat_map(|x| heights.map(|dy| Rect::around((x, y + dy), width, height)))
            .collect();
        let anchor = (plot.x + 0.5 * plot.width, y);
        let place = free_place(&candidates, anchor, &obstacles, &Rect { y: 0.0, height: plot.y + plot.height, ..plot });
        pen.text_with_halo(&text, place.center(), lettering, theme.background)?;
        obstacles.labels.push(place);
    }
    Ok(obstacles.labels)
}

#[cfg(test)]
mod tests;
