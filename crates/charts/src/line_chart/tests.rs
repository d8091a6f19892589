//! Line charts on a recording backend.

use super::*;
use crate::number::NumberFormat;
use crate::recording::{Record, frame, record};
use crate::span::{Span, SpanScale};
use crate::theme::{LIGHT, runner_style};

fn axes(from: f64, to: f64, scale: LossScale) -> Axes<'static> {
    let x = Span { scale: SpanScale::Linear, from, to };
    Axes { x, scale, range: None, format: NumberFormat::Plain, x_name: "α", y_name: "" }
}

fn line<'a>(label: &'a str, index: usize, xs: &'a [f64], ys: &'a [f64]) -> Line<'a> {
    Line { label, color: LineColor::Runner(runner_style(index)), dash: Dash::Solid, xs, ys }
}

fn draw(chart: &LineChart<'_>, width: f64, height: f64) -> (Record, PlotGeometry) {
    let frame = frame(width, height);
    let (record, geometry) = record(frame, |area| draw_line_chart(area, frame, &LIGHT, chart));
    (record, geometry.expect("recording does not fail"))
}

/// What was drawn of a line, without its casing.
fn ink(record: &Record, index: usize) -> Vec<&[Point]> {
    let is_ink = |line: &&crate::recording::Line| line.color == LIGHT.runners[index] && line.width == LINE_WIDTH;
    record.lines.iter().filter(is_ink).map(|line| line.points.as_slice()).collect()
}

#[test]
fn a_line_runs_through_its_measurements_and_to_the_edges() {
    let xs: Vec<f64> = (0..=40).map(|k| -1.5 + 0.1 * f64::from(k)).collect();
    let ys: Vec<f64> = xs.iter().map(|x| 0.05 + x * x * (x - 1.0) * (x - 1.0)).collect();
    let lines = [line("train", 0, &xs, &ys)];
    let chart = LineChart { axes: axes(-1.0, 2.0, LossScale::Log), lines: &lines, levels: &[], places: &[] };
    let (record, geometry) = draw(&chart, 320.0, 200.0);
    let [drawn] = ink(&record, 0)[..] else { panic!("one piece") };
    let plot = geometry.plot;
    assert!((drawn[0].0 - plot.x).abs() < 1.3 && (drawn[drawn.len() - 1].0 - plot.x - plot.width).abs() < 1.3);
    for k in [5, 15, 20, 25, 35] {
        let wanted = (geometry.x_of(xs[k]), geometry.y_of(ys[k]).expect("a number"));
        let near = drawn.iter().map(|at| (at.0 - wanted.0).hypot(at.1 - wanted.1)).fold(f64::INFINITY, f64::min);
        assert!(near < 1.0, "{k}: {near}");
    }
    let (low, high) = (geometry.y_of(0.05).expect("a number"), geometry.y_of(4.05).expect("a number"));
    assert!(plot.y < high && high < low && low < plot.y + plot.height);
    assert_eq!(geometry.x_at(geometry.x_of(0.5)), 0.5);
}

#[test]
fn measurements_that_were_not_made_are_gaps_and_a_lone_one_is_a_dot() {
    let xs: Vec<f64> = (0..9).map(f64::from).collect();
    let nan = f64::NAN;
    let ys = [1.0, 2.0, nan, 3.0, nan, nan, 2.0, 1.0, 1.5];
    let lines = [line("λ", 0, &xs, &ys)];
    let chart = LineChart { axes: axes(0.0, 8.0, LossScale::Linear), lines: &lines, levels: &[], places: &[] };
    let (record, geometry) = draw(&chart, 400.0, 200.0);
    let pieces = ink(&record, 0);
    assert_eq!(pieces.iter().map(|piece| piece.len()).collect::<Vec<_>>(), [2, 3]);
    let [(at, radius, _)] = record.circles[..] else { panic!("one dot") };
    assert_eq!(radius, LONE_DOT);
    assert!((at.0 - geometry.x_of(3.0)).abs() < 0.1 && (at.1 - geometry.y_of(3.0).expect("a number")).abs() < 0.1);
}

#[test]
fn a_long_run_costs_a_few_points_a_column_and_keeps_its_extremes() {
    let xs: Vec<f64> = (0..200_000).map(f64::from).collect();
    let mut ys: Vec<f64> = (0..200_000).map(|k| 1.0 + 0.1 * f64::from(k % 5)).collect();
    ys[123_456] = 40.0;
    let lines = [line("λ", 0, &xs, &ys)];
    let chart = LineChart { axes: axes(0.0, 200_000.0, LossScale::Linear), lines: &lines, levels: &[], places: &[] };
    let (record, geometry) = draw(&chart, 400.0, 200.0);
    let points: Vec<Point> = ink(&record, 0).concat();
    assert!(points.len() < 1700, "{}", points.len());
    let highest = geometry.y_of(40.0).expect("a number");
    assert!(points.iter().any(|at| (at.1 - highest).abs() < 0.2));
}

#[test]
fn a_level_is_shown_and_named_or_pointed_at() {
    let (xs, ys) = ([0.0, 100.0], [1.0, 4.0]);
    let lines = [line("λ", 0, &xs, &ys)];
    let level = |at| [Level { label: "2/η", color: LineColor::Ink, at }];
    for (at, name) in [(20.0, "2/η"), (500.0, "2/η ↑")] {
        let levels = level(at);
        let chart =
            LineChart { axes: axes(0.0, 100.0, LossScale::Linear), lines: &lines, levels: &levels, places: &[] };
        let (record, geometry) = draw(&chart, 400.0, 200.0);
        let names = record.texts_in(LIGHT.ink);
        assert!(names.iter().any(|text| text.text == name), "{at}");
        let is_level = |line: &crate::recording::Line| line.color == LIGHT.ink && line.width == 1.25;
        let dashes: Vec<_> = record.lines.iter().filter(|line| is_level(line)).collect();
        assert_eq!(dashes.is_empty(), at == 500.0);
        let y = geometry.y_of(at).expect("a number");
        assert!(dashes.iter().all(|dash| dash.points.iter().all(|point| (point.1 - y).abs() < 0.1)));
    }
}

#[test]
fn nothing_written_covers_anything_written_or_leaves_the_chart() {
    let xs: Vec<f64> = (0..=60).map(|k| -1.0 + 0.05 * f64::from(k)).collect();
    let curve = |floor: f64| -> Vec<f64> { xs.iter().map(|x| floor + x * x * (x - 1.0) * (x - 1.0)).collect() };
    let all: Vec<Vec<f64>> = (0..6).map(|k| curve(0.05 * f64::from(k + 1))).collect();
    let names = ["train", "test", "batch 4", "batch 150", "α 0.25", "α 0.75"];
    let lines: Vec<Line<'_>> = (0..6)
        .map(|k| {
            // Every other line ends early.
            let count = if k % 2 == 0 { xs.len() } else { 35 + k };
            line(names[k], k, &xs[..count], &all[k][..count])
        })
        .collect();
    let style = |index| LineColor::Runner(runner_style(index));
    let places = [
        Place { label: "batch 4", color: style(1), at: 0.0 },
        Place { label: "batch 150, full", color: style(0), at: 0.3 },
        Place { label: "elsewhere", color: style(2), at: 7.0 },
    ];
    let levels = [Level { label: "2/η", color: LineColor::SecondInk, at: 1.0 }];
    for scale in [LossScale::Linear, LossScale::Log] {
        for (width, height) in [(320.0, 200.0), (430.0, 230.0), (900.0, 300.0)] {
            let chart = LineChart { axes: axes(-1.0, 2.0, scale), lines: &lines, levels: &levels, places: &places };
            let (record, _) = draw(&chart, width, height);
            let bounds = Rect { x: 0.0, y: 0.0, width, height };
            let texts: Vec<_> = record.texts.iter().filter(|text| text.color != LIGHT.background).collect();
            for (k, text) in texts.iter().enumerate() {
                assert!(bounds.contains(&text.rect), "{text:?} at {width}");
                let touched = texts[..k].iter().find(|other| other.rect.grown(-0.5).overlaps(&text.rect));
                assert!(touched.is_none(), "{text:?} and {touched:?} at {width}");
            }
            assert!(texts.iter().all(|text| text.text != "elsewhere"));
        }
    }
}

#[test]
fn an_axis_without_measurements_is_drawn_all_the_same() {
    let lines = [line("train", 0, &[], &[]), line("test", 1, &[0.5], &[f64::NAN])];
    for scale in [LossScale::Linear, LossScale::Log] {
        let chart = LineChart { axes: axes(0.0, 1.0, scale), lines: &lines, levels: &[], places: &[] };
        let (record, _) = draw(&chart, 320.0, 200.0);
        assert!(record.words().contains(&"0.5"));
        assert!(ink(&record, 0).is_empty());
    }
    let ys = [0.6, 0.8];
    let lines = [line("batch 4", 0, &[0.0, 1.0], &ys)];
    let percent = Axes { format: NumberFormat::Percent, range: Some([0.0, 1.0]), ..axes(0.0, 1.0, LossScale::Linear) };
    let (record, geometry) = draw(&LineChart { axes: percent, lines: &lines, levels: &[], places: &[] }, 400.0, 200.0);
    assert!(record.words().contains(&"50 %"));
    assert_eq!(geometry.y_of(1.0), Some(geometry.plot.y));
}

#[test]
fn what_a_log_axis_does_not_reach_leaves_through_the_bottom() {
    let (xs, ys) = ([0.0, 1.0, 2.0, 3.0, 4.0], [1.0, 10.0, 0.0, 10.0, 1e-9]);
    let lines = [line("density", 0, &xs, &ys)];
    let axes = Axes { range: Some([0.1, 100.0]), ..axes(0.0, 4.0, LossScale::Log) };
    let (record, geometry) = draw(&LineChart { axes, lines: &lines, levels: &[], places: &[] }, 400.0, 200.0);
    let pieces = ink(&record, 0);
    assert_eq!(pieces.len(), 2);
    let bottom = geometry.plot.y + geometry.plot.height;
    for piece in pieces {
        // A line along the bottom would say that something was there.
        assert!(piece.windows(2).all(|pair| pair[0].1 < bottom || pair[1].1 < bottom), "{piece:?}");
    }
}
