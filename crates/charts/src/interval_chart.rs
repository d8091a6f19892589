//! Distributions of angles, one a row: where most of them lie, where half of them lie, and the middle one.

use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::marker::draw_marker;
use crate::number::format_number;
use crate::pen::{Drawn, Pen, Stroke};
use crate::profile::draw_dotted_vertical;
use crate::rect::Rect;
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};

/// The distribution of one row.
#[derive(Clone, Copy, Debug)]
pub struct IntervalRow<'a> {
    /// Its name.
    pub label: &'a str,
    /// What it looks like.
    pub style: RunnerStyle,
    /// What 10, 25, 50, 75 and 90 percent lie below, as [`interval_quantiles`] gives it.
    pub quantiles: [f64; 5],
    /// What is written at the right, as the middle one in numbers.
    pub text: &'a str,
}

/// What 10, 25, 50, 75 and 90 percent of the values lie below: the values nearest to these places; NaN if there are none.
#[must_use]
pub fn interval_quantiles(mut values: Vec<f64>) -> [f64; 5] {
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().saturating_sub(1) as f64;
    [0.1, 0.25, 0.5, 0.75, 0.9]
        .map(|share: f64| values.get((share * last).round() as usize).copied().unwrap_or(f64::NAN))
}

/// Distributions of angles.
#[derive(Clone, Copy, Debug)]
pub struct IntervalChart<'a> {
    /// The rows, from the top.
    pub rows: &'a [IntervalRow<'a>],
    /// The angles at the left and at the right end, in degrees.
    pub range: [f64; 2],
    /// Angles with a line and a number.
    pub ticks: &'a [f64],
    /// What follows every number, as a degree sign; may be empty.
    pub unit: &'a str,
}

/// Room below the rows for the numbers.
const BOTTOM: f64 = 20.0;

/// Height of a row at most.
const TALLEST_ROW: f64 = 30.0;

/// Room between the plot and what is written beside it.
const GAP: f64 = 12.0;

/// The part of the width that names may take, and what is written at the right.
const TEXT_SHARE: f64 = 0.32;

/// Width of the line from 10 to 90 percent, and of the bar from 25 to 75.
const LINE_WIDTH: f64 = 1.5;
const BAR_WIDTH: f64 = 7.0;

/// The angle between directions that have nothing to do with each other.
const RIGHT_ANGLE: f64 = 90.0;

/// Draws a chart of distributions.
///
/// # Errors
/// What the backend reports.
pub fn draw_intervals<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &IntervalChart<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let row_height = ((frame.height - BOTTOM) / chart.rows.len().max(1) as f64).clamp(1.0, TALLEST_ROW);
        let size = (0.6 * row_height).clamp(8.0, 12.0);
        let name = Lettering::new(size, theme.ink).bold();
        let text = Lettering::new(size, theme.second_ink);
        let names = Column::new(pen, frame, chart.rows.iter().map(|row| row.label), name);
        let texts = Column::new(pen, frame, chart.rows.iter().map(|row| row.text), text);
        let plot = Rect {
            x: names.width + GAP,
            y: 0.0,
            width: (frame.width - names.width - texts.width - 2.0 * GAP).max(1.0),
            height: row_height * chart.rows.len() as f64,
        };
        let [from, to] = chart.range;
        let x_of = |angle: f64| plot.x + ((angle - from) / (to - from)).clamp(0.0, 1.0) * plot.width;
        draw_angles(pen, chart, plot, &x_of, theme)?;
        for (index, row) in chart.rows.iter().enumerate() {
            let y = plot.y + (index as f64 + 0.5) * row_height;
            let hue = theme.hue(row.style);
            pen.text(row.label, (0.0, y), Lettering { color: hue, ..names.lettering })?;
            pen.text(row.text, (plot.x + plot.width + GAP, y), texts.lettering)?;
            if row.quantiles.iter().any(|angle| angle.is_nan()) {
                continue;
            }
            let [p10, p25, median, p75, p90] = row.quantiles.map(x_of);
            // The bar is mixed with the background rather than transparent, so that the line under it does not show.
            let bar = theme.background.mix(hue, 0.55);
            pen.line(&[(p10, y), (p90, y)], Stroke::new(hue, LINE_WIDTH))?;
            pen.line(&[(p25, y), (p75, y)], Stroke::new(bar, BAR_WIDTH.min(0.6 * row_height)))?;
            draw_marker(pen, (median, y), row.style, theme)?;
        }
        Ok(())
    })
}

/// A column of texts beside the plot.
struct Column {
    width: f64,
    lettering: Lettering,
}

impl Column {
    /// The column's width, and its lettering, which is smaller where a text would take too much of the frame.
    fn new<'t, DB: DrawingBackend>(
        pen: &Pen<'_, DB>,
        frame: Frame,
        texts: impl Iterator<Item = &'t str>,
        lettering: Lettering,
    ) -> Self {
        let width = texts.map(|text| pen.text_size(text, lettering).0).fold(0.0, f64::max);
        let part = (TEXT_SHARE * frame.width / width).min(1.0);
        Self { width: part * width, lettering: Lettering { size: part * lettering.size, ..lettering } }
    }
}

/// Lines and numbers of the angles; the right angle is dotted.
fn draw_angles<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    chart: &IntervalChart<'_>,
    plot: Rect,
    x_of: &dyn Fn(f64) -> f64,
    theme: &Theme,
) -> Drawn<DB> {
    let bottom = plot.y + plot.height;
    let is_inside = |angle: &f64| chart.range[0] <= *angle && *angle <= chart.range[1];
    let lettering = Lettering::new(11.0, theme.second_ink).align(Align::Center);
    for &tick in chart.ticks.iter().filter(|tick| is_inside(tick)) {
        let x = x_of(tick);
        if tick != RIGHT_ANGLE {
            pen.line(&[(x, plot.y), (x, bottom + 4.0)], Stroke::new(theme.hairline, 1.0))?;
        }
        pen.text(&(format_number(tick) + chart.unit), (x, bottom + 12.0), lettering)?;
    }
    if is_inside(&RIGHT_ANGLE) {
        draw_dotted_vertical(pen, x_of(RIGHT_ANGLE), Rect { height: plot.height + 4.0, ..plot }, theme)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recording::{Record, frame, record};
    use crate::theme::{LIGHT, runner_style};

    fn draw(rows: &[IntervalRow<'_>], width: f64, height: f64) -> Record {
        let chart = IntervalChart { rows, range: [0.0, 180.0], ticks: &[0.0, 45.0, 90.0, 135.0, 180.0], unit: "°" };
        let frame = frame(width, height);
        let (record, result) = record(frame, |area| draw_intervals(area, frame, &LIGHT, &chart));
        assert!(result.is_ok());
        record
    }

    #[test]
    fn quantiles_are_values_themselves() {
        assert_eq!(interval_quantiles(vec![4.0, 1.0, 3.0, 2.0]), [1.0, 2.0, 3.0, 3.0, 4.0]);
        assert!(interval_quantiles(Vec::new()).iter().all(|quantile| quantile.is_nan()));
    }

    fn row(index: usize, label: &str, quantiles: [f64; 5]) -> IntervalRow<'_> {
        IntervalRow { label, style: runner_style(index), quantiles, text: "72°" }
    }

    #[test]
    fn lines_bars_and_markers_stand_at_their_angles() {
        let record = draw(&[row(0, "B 1", [0.0, 45.0, 90.0, 135.0, 180.0])], 400.0, 60.0);
        let line = record.lines.iter().find(|line| line.width == LINE_WIDTH).expect("a line");
        let bar = record.lines.iter().find(|line| line.width == BAR_WIDTH).expect("a bar");
        let (from, to) = (line.points[0].0, line.points[1].0);
        assert!((bar.points[0].0 - from - 0.25 * (to - from)).abs() < 0.2);
        assert!((bar.points[1].0 - from - 0.75 * (to - from)).abs() < 0.2);
        assert!((record.circles[0].0.0 - 0.5 * (from + to)).abs() < 0.2);
        assert!(record.words().contains(&"45°"));
        let dots = record.lines.iter().filter(|line| line.color == LIGHT.second_ink);
        assert!(dots.into_iter().all(|dot| (dot.points[0].0 - 0.5 * (from + to)).abs() < 0.2));
    }

    #[test]
    fn texts_stay_inside_and_apart_even_when_they_are_long() {
        let names = ["B 1", "full batch of all examples", "미니배치 32, 복원 추출 없이"];
        let rows: Vec<_> = (0..12).map(|k| row(k, names[k % 3], [10.0, 20.0, 30.0, 40.0, 50.0])).collect();
        for (width, height) in [(300.0, 230.0), (600.0, 120.0), (300.0, 400.0)] {
            let record = draw(&rows, width, height);
            let whole = Rect { x: 0.0, y: -4.0, width, height: height + 4.0 };
            for text in &record.texts {
                assert!(whole.contains(&text.rect), "{text:?}");
            }
            let bars = record.lines.iter().filter(|line| line.width == LINE_WIDTH);
            let names = record.texts_in(LIGHT.runners[1]);
            let right = names.iter().map(|name| name.rect.x + name.rect.width).fold(0.0, f64::max);
            assert!(bars.into_iter().all(|line| line.points[0].0 > right), "{width}");
        }
    }

    #[test]
    fn a_row_without_numbers_has_its_name_alone() {
        let record = draw(&[row(0, "B 1", [f64::NAN; 5])], 400.0, 60.0);
        assert!(record.circles.is_empty() && record.words().contains(&"B 1"));
        draw(&[], 400.0, 60.0);
    }
}
