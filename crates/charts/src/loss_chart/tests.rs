//! Loss charts on a recording backend.

use super::*;
use crate::recording::{Record, frame, record};
use crate::span::SpanScale;
use crate::theme::{LIGHT, runner_style};
use crate::trail::LINE_WIDTH;

const WORDS: LossWords<'_> = LossWords { span: "step", above_lowest: "above the lowest", target: "target" };
const NAMES: [&str; 7] = ["Adam", "RMSprop", "Adagrad", "Nesterov", "SGD", "Momentum", "Adadelta"];

fn curve(index: usize, losses: &[f64]) -> Curve<'_> {
    let is_diverged = losses.last().is_some_and(|loss| !loss.is_finite() || *loss > 1e20);
    let (xs, role) = (Xs::Every(1.0), Role::Run);
    Curve { style: runner_style(index), label: NAMES[index], xs, ys: losses, is_diverged, role }
}

fn chart<'a>(curves: &'a [Curve<'a>], steps: usize) -> LossChart<'a> {
    let span = Span { scale: SpanScale::Linear, from: 0.0, to: steps as f64 };
    LossChart { curves, span, scale: LossScale::Log, lowest: Some(0.0), target: None, marks: &[], words: WORDS }
}

fn draw(chart: &LossChart<'_>) -> (Record, PlotGeometry) {
    let frame = frame(430.0, 170.0);
    let (record, geometry) = record(frame, |area| draw_loss_chart(area, frame, &LIGHT, chart));
    (record, geometry.expect("recording does not fail"))
}

fn decay(rate: f64, steps: usize) -> Vec<f64> {
    (0..=steps).map(|step| 50.0 * (-rate * step as f64).exp()).collect()
}

#[test]
fn geometry_says_where_steps_and_losses_are() {
    let losses = decay(0.02, 500);
    let curves = [curve(0, &losses)];
    let (_, geometry) = draw(&chart(&curves, 500));
    for step in [0, 1, 250, 499, 500] {
        assert_eq!(geometry.step_at(geometry.x_of(step as f64)), step);
    }
    assert_eq!((geometry.step_at(-50.0), geometry.step_at(1e9)), (0, 500));
    let y = |loss| geometry.y_of(loss).expect("a number");
    assert!(y(50.0) < y(1.0) && y(1.0) < y(0.01));
    assert_eq!(y(0.0), geometry.plot.y + geometry.plot.height);
    assert_eq!(y(1e30), geometry.plot.y);
    assert_eq!(geometry.y_of(f64::NAN), None);
}

#[test]
fn curves_run_through_their_losses_and_stay_in_the_plot() {
    let losses = decay(0.02, 300);
    let curves = [curve(0, &losses)];
    let (record, geometry) = draw(&chart(&curves, 300));
    let line: Vec<Point> = record
        .lines
        .iter()
        .filter(|line| line.color == LIGHT.runners[0] && line.width == LINE_WIDTH)
        .flat_map(|line| line.points.iter().copied())
        .collect();
    assert!(line.len() > 100);
    for &at in &line {
        assert!(geometry.plot.grown(1.2).has(at), "{at:?}");
    }
    for step in [0, 150, 300] {
        let wanted = (geometry.x_of(step as f64), geometry.y_of(losses[step]).expect("a number"));
        let near = line.iter().map(|at| (at.0 - wanted.0).hypot(at.1 - wanted.1)).fold(f64::INFINITY, f64::min);
        assert!(near < 1.0, "step {step}: {near}");
    }
}

#[test]
fn many_steps_cost_a_few_points_a_column_and_keep_the_extremes() {
    let mut losses: Vec<f64> = (0..=100_000).map(|step| 1.0 + 0.5 * f64::from(step % 7)).collect();
    losses[61_803] = 900.0;
    let curves = [curve(0, &losses)];
    let (record, geometry) = draw(&chart(&curves, 100_000));
    let points: Vec<Point> = record
        .lines
        .iter()
        .filter(|line| line.color == LIGHT.runners[0])
        .flat_map(|line| line.points.iter().copied())
        .collect();
    assert!(points.len() < 5 * 430, "{} points", points.len());
    let peak = geometry.y_of(900.0).expect("a number");
    assert!(points.iter().any(|at| (at.1 - peak).abs() < 0.2), "the one peak is drawn");
}

#[test]
fn end_labels_keep_apart_and_inside() {
    // All seven end within a few pixels, at the bottom.
    let losses: Vec<Vec<f64>> = (0..7).map(|k| decay(0.02 + 1e-5 * f64::from(k), 500)).collect();
    let curves: Vec<Curve<'_>> = losses.iter().enumerate().map(|(k, losses)| curve(k, losses)).collect();
    let (record, geometry) = draw(&chart(&curves, 500));
    let labels: Vec<_> = (0..7).flat_map(|k| record.texts_in(LIGHT.runners[k])).collect();
    assert_eq!(labels.len(), 7);
    let whole = Rect { x: 0.0, y: 0.0, width: 430.0, height: 170.0 };
    for (k, label) in labels.iter().enumerate() {
        assert!(whole.contains(&label.rect), "{} leaves the picture: {:?}", label.text, label.rect);
        assert!(label.rect.x >= geometry.plot.x + geometry.plot.width);
        for other in &labels[..k] {
            // The line height of letters is a little more than their row.
            let shared = label.rect.overlap(&other.rect) / label.rect.width.min(other.rect.width);
            assert!(shared < 1.0, "{} and {} overlap by {shared}", label.text, other.text);
        }
    }
}

#[test]
fn a_run_that_blew_up_ends_in_a_cross_and_does_not_squash_the_others() {
    let wild: Vec<f64> = (0..40).map(|step| 10f64.powi(step)).chain([f64::INFINITY]).collect();
    let tame = decay(0.02, 500);
    let curves = [curve(0, &tame), curve(1, &wild)];
    let (record, geometry) = draw(&chart(&curves, 500));
    let cross: Vec<_> = record.lines.iter().filter(|line| line.width == 2.5).collect();
    assert_eq!(cross.len(), 2, "two strokes");
    assert!(cross.iter().all(|line| line.color == LIGHT.runners[1] && line.points[0].1 < geometry.plot.y + 8.0));
    let height = geometry.y_of(tame[500]).expect("a number") - geometry.y_of(tame[0]).expect("a number");
    assert!(height > 0.6 * geometry.plot.height, "the sound run uses {height} pixels");
    assert_eq!(record.texts_in(LIGHT.runners[1]).len(), 1, "it has its name");
}

#[test]
fn a_scale_that_starts_from_the_lowest_loss_says_so() {
    let losses: Vec<f64> = decay(0.02, 500).iter().map(|loss| loss - 78.332_331_4).collect();
    let curves = [curve(0, &losses)];
    let shifted = LossChart { lowest: Some(-78.332_331_4), ..chart(&curves, 500) };
    let (record, _) = draw(&shifted);
    assert!(record.words().contains(&"above the lowest (−78.3323)"), "{:?}", record.words());
    let (record, _) = draw(&LossChart { scale: LossScale::Linear, ..shifted });
    assert!(!record.words().iter().any(|word| word.starts_with("above")));
}

#[test]
fn the_target_is_named_as_the_axis_shows_it() {
    let losses: Vec<f64> = decay(0.02, 500).iter().map(|loss| loss - 1.0).collect();
    let curves = [curve(0, &losses)];
    let (record, geometry) = draw(&LossChart { lowest: Some(-1.0), target: Some(-0.99), ..chart(&curves, 500) });
    assert!(record.words().contains(&"target 0.01"), "{:?}", record.words());
    let y = geometry.y_of(-0.99).expect("a number");
    let dashes =
        record.lines.iter().filter(|line| line.color == LIGHT.second_ink && (line.points[0].1 - y).abs() < 0.1);
    assert!(dashes.count() > 20);
    let (record, _) = draw(&LossChart { lowest: Some(-1.0), target: Some(-3.0), ..chart(&curves, 500) });
    assert!(!record.words().iter().any(|word| word.starts_with("target")), "it cannot be reached");
}

#[test]
fn an_empty_chart_has_axes() {
    let (record, geometry) = draw(&chart(&[], 100));
    assert!(record.words().contains(&"step"));
    assert!(geometry.plot.width > 300.0);
    let none: [f64; 0] = [];
    let curves = [curve(0, &none)];
    draw(&chart(&curves, 0));
}

#[test]
fn the_cursor_marks_every_curve_at_its_step() {
    let (long, short) = (decay(0.02, 500), decay(0.01, 100));
    let curves = [curve(0, &long), curve(4, &short)];
    let (_, geometry) = draw(&chart(&curves, 500));
    let (record, result) =
        record(frame(430.0, 170.0), |area| draw_loss_cursor(area, &geometry, &LIGHT, 200.0, &curves, &[200; 2]));
    assert!(result.is_ok());
    let x = geometry.x_of(200.0);
    assert!(record.lines.iter().any(|line| line.color == LIGHT.accent && (line.points[0].0 - x).abs() < 0.1));
    let disc = record.circles.iter().find(|circle| circle.2 == LIGHT.runners[0]).expect("Adam's marker");
    assert!((disc.0.0 - x).abs() < 0.1 && (disc.0.1 - geometry.y_of(long[200]).expect("a number")).abs() < 0.1);
    let (triangle, _) = record.polygons.first().expect("the other marker");
    let end = geometry.x_of(100.0);
    assert!(triangle.iter().all(|at| (at.0 - end).abs() < 8.0), "a run that ended is marked at its end");
}

#[test]
fn a_law_is_a_thin_dotted_line_without_casing_or_marker() {
    let losses = decay(0.02, 500);
    let law: Vec<f64> = (0..=5).map(|k| 50.0 * (-2.0 * f64::from(k)).exp()).collect();
    let places = [0.0, 100.0, 200.0, 300.0, 400.0, 500.0];
    let dotted = Curve { label: "law", xs: Xs::At(&places), ys: &law, role: Role::Law, ..curve(1, &[]) };
    let curves = [curve(0, &losses), dotted];
    let (record, geometry) = draw(&chart(&curves, 500));
    let casings = record.lines.iter().filter(|line| line.color == LIGHT.background).count();
    assert_eq!(casings, 1, "the run's alone");
    let dots: Vec<_> = record.lines.iter().filter(|line| line.color == LIGHT.ink && line.width == 1.25).collect();
    assert!(dots.len() > 60, "{}", dots.len());
    let middle = (geometry.x_of(200.0), geometry.y_of(law[2]).expect("a number"));
    let is_near = |at: &Point| (at.0 - middle.0).hypot(at.1 - middle.1) < 4.0;
    assert!(dots.iter().any(|line| line.points.iter().any(is_near)), "it runs through its places");
    assert!(record.texts_in(LIGHT.ink).iter().any(|text| text.text == "law"));
    let (record, _) = crate::recording::record(frame(430.0, 170.0), |area| {
        draw_loss_cursor(area, &geometry, &LIGHT, 200.0, &curves, &[200, 2])
    });
    assert_eq!(record.polygons.len(), 0, "one marker, a disc");
}

#[test]
fn a_law_far_below_the_runs_does_not_squash_them() {
    let (losses, law) = (decay(0.001, 500), decay(0.1, 500));
    let guided = [curve(0, &losses), Curve { role: Role::Law, ..curve(1, &law) }];
    let (_, geometry) = draw(&chart(&guided, 500));
    let height = geometry.y_of(losses[500]).expect("a number") - geometry.y_of(losses[0]).expect("a number");
    assert!(height > 0.1 * geometry.plot.height, "the run uses {height} pixels");
}

#[test]
fn marks_stand_where_parameters_changed_and_inside_the_span() {
    let losses = decay(0.02, 500);
    let curves = [curve(0, &losses)];
    let (record, geometry) = draw(&LossChart { marks: &[100.0, 900.0], ..chart(&curves, 500) });
    let [(triangle, color)] = &record.polygons[..] else { panic!("{:?}", record.polygons) };
    assert_eq!(*color, LIGHT.second_ink);
    assert!((triangle[2].0 - geometry.x_of(100.0)).abs() < 0.1 && triangle[0].1 < geometry.plot.y);
}

#[test]
fn a_log_span_gives_every_decade_the_same_width() {
    let losses = decay(0.002, 5000);
    let curves = [Curve { xs: Xs::Every(0.5), ..curve(0, &losses) }];
    let span = Span { scale: SpanScale::Log, from: 0.0, to: 2500.0 };
    let (record, geometry) = draw(&LossChart { span, ..chart(&curves, 0) });
    for word in ["0", "1", "10", "100", "1000"] {
        let x = geometry.x_of(word.parse().expect("a number"));
        let is_there = |text: &&crate::recording::Text| text.text == word && (text.rect.center().0 - x).abs() < 1.0;
        assert!(record.texts_in(LIGHT.second_ink).iter().any(is_there), "{word} at {x}");
    }
    for px in [geometry.plot.x, 200.0, geometry.plot.x + geometry.plot.width] {
        assert!((geometry.x_of(geometry.x_at(px)) - px).abs() < 1e-9);
    }
}

#[test]
fn the_name_of_a_run_that_ends_early_keeps_off_other_curves() {
    let (long, short) = (decay(0.01, 500), decay(0.01, 200));
    let curves = [curve(0, &short), curve(1, &long)];
    let (record, geometry) = draw(&chart(&curves, 500));
    let name = record.texts_in(LIGHT.runners[0])[0].rect;
    for (step, &loss) in long.iter().enumerate() {
        let at = (geometry.x_of(step as f64), geometry.y_of(loss).expect("a number"));
        assert!(!name.grown(-1.0).has(at), "{name:?} lies on step {step}");
    }
}
