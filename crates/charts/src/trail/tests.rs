//! What trails leave on a recording backend.

use downhill::View;

use super::*;
use crate::recording::{Record, frame, record};
use crate::theme::{LIGHT, runner_style};

/// One unit of data is one pixel, and y points down.
fn projection() -> MapProjection {
    MapProjection::new(View { x: [0.0, 400.0], y: [-300.0, 0.0] }, frame(400.0, 300.0))
}

/// A spiral with steps of very different lengths, partly outside the frame.
fn spiral(steps: usize) -> Vec<f64> {
    let at = |k: usize| {
        let t = k as f64 / steps as f64;
        let (radius, angle) = (230.0 * (1.0 - t * t), 25.0 * t);
        [200.0 + radius * angle.cos(), -150.0 + radius * angle.sin()]
    };
    (0..=steps).flat_map(at).collect()
}

fn draw(positions: &[f64], style: RunnerStyle, stops: &[usize]) -> Record {
    let (record, ()) = record(projection().frame, |area| {
        let mut pen = TrailPen::default();
        for &stop in stops {
            let drawn = draw_trail(area, &projection(), &LIGHT, style, positions, stop, &mut pen);
            assert!(drawn.is_ok());
            assert_eq!(pen.next_step(), (stop + 1).min(positions.len() / 2));
        }
    });
    record
}

/// Points along the runner's own lines, a third of a pixel apart.
fn ink(record: &Record, width: f64) -> Vec<Point> {
    let mut samples = Vec::new();
    for line in record.lines.iter().filter(|line| line.width == width) {
        for pair in line.points.windows(2) {
            let length = (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1);
            let count = (3.0 * length).ceil() as usize;
            samples.extend((0..=count).map(|k| between(pair[0], pair[1], k as f64 / count.max(1) as f64)));
        }
    }
    samples
}

/// The part of `samples` that has no sample of `others` within `reach`.
fn stray(samples: &[Point], others: &[Point], reach: f64) -> f64 {
    let is_near = |p: &Point| others.iter().any(|o| (p.0 - o.0).hypot(p.1 - o.1) <= reach);
    samples.iter().filter(|p| !is_near(p)).count() as f64 / samples.len() as f64
}

#[test]
fn a_trail_in_pieces_is_the_same_ink_as_in_one_go() {
    let positions = spiral(900);
    for index in 0..8 {
        let style = runner_style(index);
        let whole = draw(&positions, style, &[900]);
        let stops: Vec<usize> = (0..=900).step_by(7).chain([900]).collect();
        let pieces = draw(&positions, style, &stops);
        for width in [LINE_WIDTH, CASING_WIDTH] {
            let (a, b) = (ink(&whole, width), ink(&pieces, width));
            assert!(a.len() > 2000, "{:?}: {} samples", style.dash, a.len());
            // Coordinates are rounded to an eighth of a pixel, at joints differently.
            assert_eq!(stray(&a, &b, 0.4), 0.0, "{:?}: missing", style.dash);
            assert_eq!(stray(&b, &a, 0.4), 0.0, "{:?}: too much", style.dash);
        }
    }
}

#[test]
fn dashes_have_the_lengths_of_their_pattern_whatever_the_steps() {
    let style = RunnerStyle { hue: 0, dash: crate::theme::Dash::DashDot, marker: crate::theme::Marker::Circle };
    // 0.7 pixels a step: every dash takes many.
    let positions: Vec<f64> = (0..=400).flat_map(|k| [10.0 + 0.7 * f64::from(k), -100.0]).collect();
    let record = draw(&positions, style, &[400]);
    let spans: Vec<(f64, f64)> = record
        .lines
        .iter()
        .filter(|line| line.width == LINE_WIDTH)
        .map(|line| (line.points[0].0, line.points[line.points.len() - 1].0))
        .collect();
    for (k, pair) in spans.windows(2).enumerate() {
        let (long, short) = if k % 2 == 0 { (9.0, 2.0) } else { (2.0, 9.0) };
        assert!((pair[0].1 - pair[0].0 - long).abs() <= 0.25, "dash {k}: {:?}", pair[0]);
        assert!((pair[1].0 - pair[0].1 - 3.0).abs() <= 0.25, "gap {k}");
        let is_cut = k + 2 == spans.len();
        assert!(is_cut || (pair[1].1 - pair[1].0 - short).abs() <= 0.25, "dash {}: {:?}", k + 1, pair[1]);
    }
    assert_eq!(spans.len(), 2 * 16 + 1, "280 pixels are 16 periods of 17 and most of a dash");
}

#[test]
fn steps_too_short_to_see_cost_nothing() {
    let positions: Vec<f64> = (0..10_000).flat_map(|k| [200.0 + 0.2 * f64::from(k % 2), -150.0]).collect();
    let record = draw(&positions, runner_style(0), &[9_999]);
    assert!(record.lines.is_empty(), "{} lines", record.lines.len());
}

#[test]
fn a_line_that_goes_back_and_forth_for_ever_ends_without_dashes() {
    let steps = 2000;
    let positions: Vec<f64> = (0..=steps).flat_map(|k| [10.0 + 380.0 * f64::from(k % 2), -150.0]).collect();
    let dashed = (LONGEST_DASHED / 380.0).ceil();
    let whole = draw(&positions, runner_style(1), &[2000]);
    let pieces: Vec<&[Point]> =
        whole.lines.iter().filter(|line| line.width == LINE_WIDTH).map(|line| line.points.as_slice()).collect();
    let expected = dashed * 380.0 / 12.0;
    assert!((pieces.len() as f64 - expected).abs() < 0.02 * expected, "{} pieces, not {expected}", pieces.len());
    let last = pieces.last().expect("pieces");
    assert!((last.len() as f64 - (f64::from(steps) - dashed)).abs() < 3.0, "{} points in one", last.len());
    // In many calls, it gives up its dashes at the same place.
    let stops: Vec<usize> = (0..=2000).step_by(50).collect();
    let again = draw(&positions, runner_style(1), &stops);
    let count = |record: &Record| record.lines.iter().filter(|line| line.width == LINE_WIDTH).count();
    assert!(count(&again) - count(&whole) <= 2 * stops.len(), "{} pieces", count(&again));
}

#[test]
fn far_away_points_stay_near_the_frame() {
    let positions = [200.0, -150.0, 1e6, -1e6, -1e9, 3e8, 200.0, -100.0, f64::INFINITY, 0.0, 5.0, -5.0];
    for index in 0..3 {
        let record = draw(&positions, runner_style(index), &[1, 2, 3, 4, 5]);
        assert!(!record.lines.is_empty());
        for (x, y) in record.lines.iter().flat_map(|line| &line.points) {
            let is_near = (-OVERSHOOT - 0.2..=400.2 + OVERSHOOT).contains(x)
                && (-OVERSHOOT - 0.2..=300.2 + OVERSHOOT).contains(y);
            assert!(is_near, "({x}, {y})");
        }
    }
}

#[test]
fn a_trail_ends_where_a_position_is_not_finite() {
    let positions = [10.0, -10.0, 50.0, -10.0, f64::NAN, 0.0];
    let record = draw(&positions, runner_style(0), &[2]);
    let last = record.lines.last().and_then(|line| line.points.last());
    assert_eq!(last, Some(&(50.0, 10.0)));
}

#[test]
fn the_casing_lies_under_the_line() {
    let record = draw(&[10.0, -10.0, 50.0, -30.0], runner_style(1), &[1]);
    assert_eq!((record.lines[0].width, record.lines[0].color), (CASING_WIDTH, LIGHT.casing));
    assert!(record.lines[1..].iter().all(|line| line.width == LINE_WIDTH && line.color == LIGHT.runners[1]));
}

/// An average that lags behind a spiral, and is the spiral itself for the first steps.
fn lagging(iterates: &[f64], begins: usize) -> Vec<f64> {
    let mut averages = iterates.to_vec();
    for at in 2 * begins..averages.len() {
        averages[at] = 0.9 * averages[at - 2] + 0.1 * iterates[at];
    }
    averages
}

fn draw_average(iterates: &[f64], averages: &[f64], stops: &[usize]) -> Record {
    let averaged = Averaged { iterates, averages };
    let (record, ()) = record(projection().frame, |area| {
        let mut pen = TrailPen::default();
        for &stop in stops {
            assert!(draw_average_trail(area, &projection(), &LIGHT, runner_style(1), averaged, stop, &mut pen).is_ok());
        }
    });
    record
}

#[test]
fn an_average_in_pieces_is_the_same_ink_and_begins_where_it_parts() {
    let iterates = spiral(900);
    let averages = lagging(&iterates, 600);
    let whole = draw_average(&iterates, &averages, &[900]);
    let stops: Vec<usize> = (0..=900).step_by(7).chain([900]).collect();
    let pieces = draw_average(&iterates, &averages, &stops);
    let (a, b) = (ink(&whole, AVERAGE_WIDTH), ink(&pieces, AVERAGE_WIDTH));
    assert!(a.len() > 1000, "{} samples", a.len());
    assert_eq!((stray(&a, &b, 0.4), stray(&b, &a, 0.4)), (0.0, 0.0));
    let parts = projection().to_px(iterates[2 * 599], iterates[2 * 599 + 1]);
    let first = whole.lines[0].points[0];
    assert!((first.0 - parts.0).hypot(first.1 - parts.1) < 0.2, "{first:?}, not {parts:?}");
}

#[test]
fn an_average_that_is_the_iterate_or_is_not_kept_leaves_no_ink() {
    let iterates = spiral(100);
    for averages in [&iterates[..], &[]] {
        assert!(draw_average(&iterates, averages, &[10, 50, 100]).lines.is_empty());
    }
}
