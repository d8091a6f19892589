//! The same seeds under several conditions: a thin line a seed, and the means as a bold one.

use plotters_backend::DrawingBackend;

use crate::axes::{Axes, Extent, Plot, Room, draw_heights, layout};
use crate::axis::{LossAxis, LossScale};
use crate::end_labels::cover;
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::name_rows::{self, name_rows};
use crate::number::NumberFormat;
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place};
use crate::rect::{Point, Rect};
use crate::span::{Span, SpanScale};
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};

/// What a chart of pairs shows.
#[derive(Clone, Copy, Debug)]
pub struct PairedChart<'a> {
    /// The conditions, from the left.
    pub conditions: &'a [PairedCondition<'a>],
    /// What the vertical axis covers; `None` for what is shown needs.
    pub range: Option<[f64; 2]>,
    /// How values are written.
    pub format: NumberFormat,
    /// Name of the vertical axis, above it; may be empty.
    pub y_name: &'a str,
}

/// What was measured under one condition.
#[derive(Clone, Copy, Debug)]
pub struct PairedCondition<'a> {
    /// Its name.
    pub label: &'a str,
    /// What it looks like.
    pub style: RunnerStyle,
    /// A value for each seed, in the same order under every condition; NaN where there is none (yet).
    pub values: &'a [f64],
    /// The mean of the values; NaN to leave it out.
    pub mean: f64,
    /// The ends of the mean's confidence interval; NaN to leave it out.
    pub interval: [f64; 2],
}

/// Where an interval stands beside its values, and half the width of its ends.
const ASIDE: f64 = 10.0;
const CAP: f64 = 3.5;

/// From so many seeds on dots are smaller, and lines are fainter the more there are.
const MANY_SEEDS: usize = 30;

/// Draws the chart.
///
/// # Errors
/// What the backend reports.
pub fn draw_paired_chart<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &PairedChart<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let columns = Columns::new(pen, chart, theme);
        let seeds = chart.conditions.iter().map(|condition| condition.values.len()).max().unwrap_or(0);
        draw_heights(pen, &columns.plot, chart.y_name, theme)?;
        draw_seeds(pen, &columns, seeds, theme)?;
        let radius = if seeds < MANY_SEEDS { 3.25 } else { 2.25 };
        for (index, condition) in chart.conditions.iter().enumerate() {
            for at in condition.values.iter().filter_map(|&value| columns.at(index, value)) {
                pen.disc(at, radius + 0.75, theme.background)?;
                pen.disc(at, radius, theme.hue(condition.style))?;
            }
        }
        draw_means(pen, &columns, theme)?;
        write_means(pen, &columns, theme)?;
        for (condition, &(x, row)) in chart.conditions.iter().zip(&columns.names) {
            let y = columns.plot.numbers + name_rows::ROW * row as f64;
            let lettering = Lettering { color: theme.hue(condition.style), ..name_lettering(theme) };
            pen.text(condition.label, (x, y), lettering)?;
        }
        Ok(())
    })
}

fn name_lettering(theme: &Theme) -> Lettering {
    Lettering::new(11.5, theme.ink).bold().align(Align::Center)
}

fn mean_lettering(theme: &Theme) -> Lettering {
    Lettering::new(12.0, theme.ink).bold().align(Align::Center)
}

/// Where the conditions stand.
struct Columns<'a> {
    chart: &'a PairedChart<'a>,
    plot: Plot,
    /// Where names stand: their middle, and their row.
    names: Vec<(f64, usize)>,
    /// The first column, and the distance to the next.
    first: f64,
    gap: f64,
}

impl<'a> Columns<'a> {
    fn new<DB: DrawingBackend>(pen: &Pen<'_, DB>, chart: &'a PairedChart<'a>, theme: &Theme) -> Self {
        let x = Span { scale: SpanScale::Linear, from: 0.0, to: 1.0 };
        let &PairedChart { conditions, range, format, y_name } = chart;
        let axes = Axes { x, scale: LossScale::Linear, range, format, x_name: "", y_name };
        let axis = range.map_or_else(
            || {
                let values = conditions.iter().flat_map(|condition| condition.values.iter().copied());
                let means =
                    conditions.iter().flat_map(|condition| [condition.mean].into_iter().chain(condition.interval));
                Extent::of(values.chain(means)).axis(LossScale::Linear)
            },
            |range| LossAxis::spanning(LossScale::Linear, range),
        );
        let room = |below_numbers| Room { axis, ends: &[], below_plot: 0.0, below_numbers };
        let mut columns =
            Self { chart, plot: layout(pen, &axes, &room(0.0), theme), names: Vec::new(), first: 0.0, gap: 0.0 };
        let rect = columns.plot.geometry.plot;
        // The means of the first and the last condition are written beside them.
        let text = |condition: &PairedCondition<'_>| columns.mean_text(condition.mean);
        let widest = conditions.iter().map(|c| pen.text_size(&text(c), mean_lettering(theme)).0).fold(0.0, f64::max);
        let inset = (widest + ASIDE + CAP + 6.0).min(0.25 * rect.width);
        let gaps = conditions.len().saturating_sub(1);
        columns.gap = (rect.width - 2.0 * inset) / gaps.max(1) as f64;
        columns.first = rect.x + if gaps == 0 { 0.5 * rect.width } else { inset };
        let width = |label| pen.text_size(label, name_lettering(theme)).0;
        let places = conditions.iter().enumerate().map(|(index, condition)| (columns.x(index), width(condition.label)));
        columns.names = name_rows(places, pen.frame.width);
        // More rows of names leave less height, and nothing else.
        let rows = name_rows::count(&columns.names).max(1);
        columns.plot = layout(pen, &axes, &room(name_rows::ROW * (rows - 1) as f64), theme);
        columns
    }

    fn x(&self, index: usize) -> f64 {
        self.first + self.gap * index as f64
    }

    /// Where a value lies; `None` for NaN, and for what is infinite.
    fn at(&self, index: usize, value: f64) -> Option<Point> {
        let y = self.plot.geometry.y_of(value).filter(|_| value.is_finite())?;
        Some((self.x(index), y))
    }

    fn mean_text(&self, mean: f64) -> String {
        if mean.is_nan() { String::new() } else { self.chart.format.exact_text(mean, self.plot.step()) }
    }

    fn mean_at(&self, index: usize) -> Option<Point> {
        self.at(index, self.chart.conditions.get(index)?.mean)
    }

    /// Where a condition's interval stands: outside the first and the last column, else at the right.
    fn interval_x(&self, index: usize) -> f64 {
        if index == 0 && self.chart.conditions.len() > 1 { self.x(0) - ASIDE } else { self.x(index) + ASIDE }
    }
}

/// A line through each seed's values, broken where one is missing.
fn draw_seeds<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    columns: &Columns<'_>,
    seeds: usize,
    theme: &Theme,
) -> Drawn<DB> {
    let alpha = (0.5 * MANY_SEEDS as f64 / seeds.max(1) as f64).clamp(0.12, 0.5);
    let stroke = Stroke { color: theme.second_ink, alpha, width: 1.0 };
    for seed in 0..seeds {
        let at = |(index, condition): (usize, &PairedCondition<'_>)| {
            condition.values.get(seed).and_then(|&value| columns.at(index, value))
        };
        let places: Vec<Option<Point>> = columns.chart.conditions.iter().enumerate().map(at).collect();
        for piece in places.split(Option::is_none) {
            let piece: Vec<Point> = piece.iter().copied().flatten().collect();
            pen.line(&piece, stroke)?;
        }
    }
    Ok(())
}

/// The line through the means, and the interval of each.
fn draw_means<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, columns: &Columns<'_>, theme: &Theme) -> Drawn<DB> {
    let conditions = columns.chart.conditions;
    let places: Vec<Option<Point>> = (0..conditions.len()).map(|index| columns.mean_at(index)).collect();
    for stroke in [Stroke::new(theme.background, 6.0), Stroke::new(theme.ink, 3.0)] {
        for piece in places.split(Option::is_none) {
            let piece: Vec<Point> = piece.iter().copied().flatten().collect();
            pen.line(&piece, stroke)?;
        }
    }
    for at in places.iter().copied().flatten() {
        pen.disc(at, 5.0, theme.background)?;
        pen.disc(at, 3.75, theme.ink)?;
    }
    for (index, condition) in conditions.iter().enumerate() {
        let x = columns.interval_x(index);
        let [Some((_, low)), Some((_, high))] = condition.interval.map(|end| columns.at(index, end)) else { continue };
        for stroke in [Stroke::new(theme.background, 4.5), Stroke::new(theme.ink, 1.75)] {
            pen.line(&[(x, low), (x, high)], stroke)?;
            for y in [low, high] {
                pen.line(&[(x - CAP, y), (x + CAP, y)], stroke)?;
            }
        }
    }
    Ok(())
}

/// The means in numbers: those of the first and the last condition, and of the others as far as there is room.
fn write_means<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, columns: &Columns<'_>, theme: &Theme) -> Drawn<DB> {
    let conditions = columns.chart.conditions;
    let last = conditions.len().saturating_sub(1);
    let mut obstacles = Obstacles::default();
    for (index, condition) in conditions.iter().enumerate() {
        let dots = condition.values.iter().filter_map(|&value| columns.at(index, value));
        obstacles.soft.extend(dots.map(|at| Rect::around(at, 8.0, 8.0)));
        if let [Some((_, low)), Some((_, high))] = condition.interval.map(|end| columns.at(index, end)) {
            let x = columns.interval_x(index);
            obstacles.marks.push(Rect { x: x - CAP, y: high, width: 2.0 * CAP, height: low - high });
        }
    }
    let means: Vec<Point> = (0..conditions.len()).filter_map(|index| columns.mean_at(index)).collect();
    cover(&means, &mut obstacles.soft);
    let bounds = pen.bounds();
    let inner = [0, last].into_iter().chain(1..last.max(1));
    for index in inner.take(conditions.len()) {
        let (Some((x, y)), text) = (columns.mean_at(index), columns.mean_text(conditions[index].mean)) else {
            continue;
        };
        let lettering = mean_lettering(theme);
        let (width, height) = pen.text_size(&text, lettering);
        let is_between = index != 0 && index != last;
        if is_between && columns.gap < width + 2.0 * ASIDE {
            continue;
        }
        let side = ASIDE + CAP + 4.0 + 0.5 * width;
        let outward = if index == 0 && last > 0 { -side } else { side };
        let mut offsets = vec![(outward, 0.0)];
        if is_between {
            let up = 0.5 * height + 9.0;
            offsets.extend([(outward, -0.7 * up), (outward, 0.7 * up), (-side, -0.7 * up), (-side, 0.7 * up)]);
            offsets.extend([(0.0, -up), (0.0, up), (0.0, -2.0 * up), (0.0, 2.0 * up)]);
        }
        let candidates: Vec<Rect> =
            offsets.iter().map(|(dx, dy)| Rect::around((x + dx, y + dy), width, height)).collect();
        let place = free_place(&candidates, (x, y), &obstacles, &bounds);
        pen.text_with_halo(&text, place.center(), lettering, theme.background)?;
        obstacles.labels.push(place);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recording::{Record, frame, record};
    use crate::theme::{LIGHT, runner_style};

    const NAN: f64 = f64::NAN;

    fn condition<'a>(index: usize, label: &'a str, values: &'a [f64]) -> PairedCondition<'a> {
        let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        let mean = if present.is_empty() { NAN } else { present.iter().sum::<f64>() / present.len() as f64 };
        let half = if present.len() > 1 { 0.01 } else { NAN };
        PairedCondition { label, style: runner_style(index), values, mean, interval: [mean - half, mean + half] }
    }

    fn draw(conditions: &[PairedCondition<'_>], width: f64, height: f64) -> Record {
        let chart = PairedChart { conditions, range: None, format: NumberFormat::Percent, y_name: "" };
        let frame = frame(width, height);
        let (record, result) = record(frame, |area| draw_paired_chart(area, frame, &LIGHT, &chart));
        assert!(result.is_ok());
        record
    }

    #[test]
    fn a_seed_is_a_line_between_its_dots_and_the_mean_a_bold_one_with_its_number() {
        let (before, after) = ([0.70, 0.72, 0.74], [0.80, 0.83, 0.79]);
        let record = draw(&[condition(0, "batch 150", &before), condition(1, "batch 4", &after)], 420.0, 230.0);
        let seeds: Vec<_> = record.lines.iter().filter(|line| line.color == LIGHT.second_ink).collect();
        assert_eq!(seeds.len(), 3);
        let dots = |index: usize| -> Vec<Point> {
            let hue = LIGHT.runners[index];
            record.circles.iter().filter(|circle| circle.2 == hue).map(|circle| circle.0).collect()
        };
        for (seed, line) in seeds.iter().enumerate() {
            assert_eq!(line.points, [dots(0)[seed], dots(1)[seed]]);
        }
        let mean = record.lines.iter().find(|line| line.color == LIGHT.ink && line.width == 3.0).expect("a mean");
        assert!((mean.points[0].1 - dots(0)[1].1).abs() < 0.2, "0.72 is the mean of the first");
        for text in ["72.0", "80.7", "75 %", "batch 4"] {
            assert!(record.words().contains(&text), "{text} in {:?}", record.words());
        }
    }

    #[test]
    fn missing_values_break_lines_and_the_rest_is_drawn() {
        let values = [[0.7, NAN, 0.72], [0.75, 0.74, NAN], [0.8, 0.82, 0.81]];
        let conditions: Vec<_> = (0..3).map(|k| condition(k, ["a", "b", "c"][k], &values[k])).collect();
        let record = draw(&conditions, 420.0, 230.0);
        let seeds = record.lines.iter().filter(|line| line.color == LIGHT.second_ink && line.points.len() > 1);
        assert_eq!(seeds.map(|line| line.points.len()).collect::<Vec<_>>(), [3, 2]);
        let record = draw(&[condition(0, "a", &[]), condition(1, "b", &[NAN])], 320.0, 200.0);
        assert!(record.circles.is_empty() && record.words().contains(&"b"));
        draw(&[], 320.0, 200.0);
        let one = draw(&[condition(0, "only", &[0.5])], 320.0, 200.0);
        assert_eq!(one.circles.iter().filter(|circle| circle.2 == LIGHT.runners[0]).count(), 1);
    }

    #[test]
    fn names_and_numbers_keep_apart_for_any_number_of_conditions() {
        let names = ["batch 1", "B 2", "batch 4, SAM", "B 8", "full batch"];
        for count in 2..=12 {
            let values: Vec<Vec<f64>> = (0..count)
                .map(|k| (0..20).map(|s| 0.7 + 0.01 * k as f64 + 0.004 * f64::from(s % 7)).collect())
                .collect();
            let conditions: Vec<_> = (0..count).map(|k| condition(k, names[k % 5], &values[k])).collect();
            for width in [320.0, 430.0, 900.0] {
                let record = draw(&conditions, width, 250.0);
                let bounds = Rect { x: 0.0, y: 0.0, width, height: 250.0 };
                let texts: Vec<_> = record.texts.iter().filter(|text| text.color != LIGHT.background).collect();
                for (k, text) in texts.iter().enumerate() {
                    assert!(bounds.contains(&text.rect), "{text:?} at {width}");
                    let touched = texts[..k].iter().find(|other| other.rect.grown(-1.0).overlaps(&text.rect));
                    assert!(touched.is_none(), "{count} at {width}: {text:?} and {touched:?}");
                }
            }
        }
    }
}
