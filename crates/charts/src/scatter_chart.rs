//! Measurements as points, those of one kind joined by a thin line.

use plotters_backend::DrawingBackend;

use crate::axes::{Axes, Extent, Room, draw_axes, layout};
use crate::axis::LossAxis;
use crate::end_labels::{EndLabel, draw_end_labels};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::marker::draw_marker;
use crate::pen::Stroke;
use crate::plot_geometry::PlotGeometry;
use crate::rect::{Point, Rect};
use crate::theme::{RunnerStyle, Theme};

/// What a chart of points shows.
#[derive(Clone, Copy, Debug)]
pub struct ScatterChart<'a> {
    /// The axes.
    pub axes: Axes<'a>,
    /// The points, kind by kind; the first kind is drawn on top.
    pub series: &'a [ScatterSeries<'a>],
}

/// Points of one kind, as of one batch size.
#[derive(Clone, Copy, Debug)]
pub struct ScatterSeries<'a> {
    /// Its name, written beside the last point.
    pub label: &'a str,
    /// What it looks like.
    pub style: RunnerStyle,
    /// Where the points are on the horizontal axis, in the order in which they are joined.
    pub xs: &'a [f64],
    /// Their heights; NaN where there is no measurement (yet).
    pub ys: &'a [f64],
    /// The ends of the confidence interval of each point; may be empty, or NaN for single points.
    pub intervals: &'a [[f64; 2]],
}

/// Half the width of an interval's ends.
const CAP: f64 = 3.5;

/// The room of a marker, which names leave free.
const MARKER_ROOM: f64 = 15.0;

/// Draws the chart and says where things are on it.
///
/// # Errors
/// What the backend reports.
pub fn draw_scatter_chart<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &ScatterChart<'_>,
) -> Result<PlotGeometry, AreaError<DB>> {
    let ScatterChart { axes, series } = chart;
    draw_on(area, frame, |pen| {
        let ends: Vec<(&str, f64)> = series.iter().filter_map(|one| Some((one.label, last_x(one)?))).collect();
        let room = Room { axis: axis(chart), ends: &ends, below_plot: 0.0, below_numbers: 0.0 };
        let plot = layout(pen, axes, &room, theme);
        let geometry = plot.geometry;
        draw_axes(pen, &plot, axes, theme)?;
        let places: Vec<Vec<Option<Point>>> = series.iter().map(|one| places(&geometry, one)).collect();
        // Missing points are passed over: what is joined is what belongs together, not a course.
        let lines: Vec<Vec<Point>> = places.iter().map(|places| places.iter().copied().flatten().collect()).collect();
        for (one, line) in series.iter().zip(&lines) {
            pen.line(line, Stroke { color: theme.hue(one.style), alpha: 0.55, width: 1.25 })?;
        }
        for (one, places) in series.iter().zip(&places).rev() {
            for (x, [low, high]) in whiskers(&geometry, one, places) {
                let stroke = Stroke::new(theme.hue(one.style), 1.5);
                pen.line(&[(x, low), (x, high)], stroke)?;
                for y in [low, high] {
                    pen.line(&[(x - CAP, y), (x + CAP, y)], stroke)?;
                }
            }
        }
        for (one, line) in series.iter().zip(&lines).rev() {
            for &at in line {
                draw_marker(pen, at, one.style, theme)?;
            }
        }
        let mut taken: Vec<Rect> =
            lines.iter().flatten().map(|&at| Rect::around(at, MARKER_ROOM, MARKER_ROOM)).collect();
        for (one, places) in series.iter().zip(&places) {
            taken.extend(whiskers(&geometry, one, places).map(|(x, [low, high])| Rect {
                x: x - CAP,
                y: high,
                width: 2.0 * CAP,
                height: low - high,
            }));
        }
        let labels: Vec<EndLabel<'_>> = series
            .iter()
            .zip(&lines)
            .map(|(one, line)| EndLabel {
                text: one.label,
                color: theme.hue(one.style),
                is_bold: true,
                end: line.last().copied(),
                is_apart: false,
            })
            .collect();
        let all = lines.iter().map(Vec::as_slice);
        draw_end_labels(pen, geometry.plot, &labels, all, &taken, plot.label_size, theme)?;
        Ok(geometry)
    })
}

fn last_x(series: &ScatterSeries<'_>) -> Option<f64> {
    series.xs.iter().zip(series.ys).rev().find(|(_, y)| !y.is_nan()).map(|(x, _)| *x)
}

/// Where the points are; `None` for those without a measurement, and for those beyond the horizontal axis.
fn places(geometry: &PlotGeometry, series: &ScatterSeries<'_>) -> Vec<Option<Point>> {
    let place = |(&x, &y): (&f64, &f64)| geometry.span.has(x).then_some((geometry.x_of(x), geometry.y_of(y)?));
    series.xs.iter().zip(series.ys).map(place).collect()
}

/// Where the intervals stand that have both ends, and how far they reach down and up.
fn whiskers<'a>(
    geometry: &'a PlotGeometry,
    series: &'a ScatterSeries<'_>,
    places: &'a [Option<Point>],
) -> impl Iterator<Item = (f64, [f64; 2])> + 'a {
    places.iter().zip(series.intervals).filter_map(|(at, [low, high])| {
        let (x, _) = (*at)?;
        Some((x, [geometry.y_of(*low)?, geometry.y_of(*high)?]))
    })
}

/// The vertical axis: all points with their intervals, as far as the horizontal axis shows them.
fn axis(chart: &ScatterChart<'_>) -> LossAxis {
    let ScatterChart { axes, series } = chart;
    if let Some(range) = axes.range {
        return LossAxis::spanning(axes.scale, range);
    }
    let mut extent = Extent::of(std::iter::empty());
    for one in series.iter() {
        for (index, (_, &y)) in one.xs.iter().zip(one.ys).enumerate().filter(|(_, (x, _))| axes.x.has(**x)) {
            extent.add(y);
            one.intervals.get(index).iter().copied().flatten().for_each(|&end| extent.add(end));
        }
    }
    extent.axis(axes.scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axis::LossScale;
    use crate::number::NumberFormat;
    use crate::recording::{Record, frame, record};
    use crate::span::{Span, SpanScale};
    use crate::theme::{LIGHT, runner_style};

    fn draw(series: &[ScatterSeries<'_>], width: f64) -> (Record, PlotGeometry) {
        let x = Span { scale: SpanScale::Log, from: 1e-4, to: 0.1 };
        let (scale, format) = (LossScale::Linear, NumberFormat::Percent);
        let axes = Axes { x, scale, range: None, format, x_name: "η/B", y_name: "test accuracy" };
        let frame = frame(width, 220.0);
        let chart = ScatterChart { axes, series };
        let (record, geometry) = record(frame, |area| draw_scatter_chart(area, frame, &LIGHT, &chart));
        (record, geometry.expect("recording does not fail"))
    }

    #[test]
    fn points_stand_where_they_were_measured_with_their_intervals() {
        let (xs, ys) = ([1e-3, 1e-2, 3e-2, 7.0], [0.7, f64::NAN, 0.8, 0.1]);
        let intervals = [[0.68, 0.72], [f64::NAN; 2], [f64::NAN; 2], [0.0, 0.2]];
        let series = [ScatterSeries { label: "B 4", style: runner_style(0), xs: &xs, ys: &ys, intervals: &intervals }];
        let (record, geometry) = draw(&series, 420.0);
        let hue = LIGHT.runners[0];
        let markers: Vec<Point> =
            record.circles.iter().filter(|circle| circle.2 == hue).map(|circle| circle.0).collect();
        let at = |x, y| (geometry.x_of(x), geometry.y_of(y).expect("a number"));
        let wanted = [at(1e-3, 0.7), at(3e-2, 0.8)];
        assert_eq!(markers.len(), 2);
        for (a, b) in markers.iter().zip(wanted) {
            assert!((a.0 - b.0).abs() < 0.1 && (a.1 - b.1).abs() < 0.1, "{a:?} {b:?}");
        }
        assert!((geometry.x_of(1e-3) - geometry.plot.x - geometry.plot.width / 3.0).abs() < 1e-9, "a log axis");
        let whiskers: Vec<_> = record.lines.iter().filter(|line| line.color == hue && line.width == 1.5).collect();
        assert_eq!(whiskers.len(), 3, "one interval: a line and two ends");
        assert!((whiskers[0].points[0].1 - at(1e-3, 0.68).1).abs() < 0.1);
    }

    #[test]
    fn names_keep_off_markers_and_each_other() {
        let xs: Vec<Vec<f64>> =
            (0..6).map(|b| (1..=5).map(|k| 0.02 * f64::from(k) / f64::from(1 << b)).collect()).collect();
        let ys: Vec<Vec<f64>> = xs.iter().map(|xs| xs.iter().map(|x| 0.8 + 0.05 * x.log10()).collect()).collect();
        let names = ["B 1", "B 2", "B 4", "B 8", "B 16", "B 32"];
        let series: Vec<_> = (0..6)
            .map(|k| ScatterSeries { label: names[k], style: runner_style(k), xs: &xs[k], ys: &ys[k], intervals: &[] })
            .collect();
        for width in [320.0, 600.0, 900.0] {
            let (record, geometry) = draw(&series, width);
            let texts: Vec<_> = record.texts.iter().filter(|text| names.contains(&text.text.as_str())).collect();
            let texts: Vec<_> = texts.into_iter().filter(|text| text.color != LIGHT.background).collect();
            assert_eq!(texts.len(), 6);
            for (k, text) in texts.iter().enumerate() {
                assert!(
                    texts[..k].iter().all(|other| !other.rect.grown(-0.5).overlaps(&text.rect)),
                    "{width} {text:?}"
                );
                for (xs, ys) in xs.iter().zip(&ys) {
                    for at in places(&geometry, &ScatterSeries { xs, ys, ..series[0] }).into_iter().flatten() {
                        assert!(!text.rect.grown(-1.0).has(at), "{width}: {text:?} on {at:?}");
                    }
                }
            }
        }
    }
}
