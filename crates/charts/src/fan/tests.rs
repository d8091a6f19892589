//! Gradient fans on a recording backend.

use downhill::View;

use super::*;
use crate::recording::{Record, frame, record};
use crate::theme::{LIGHT, runner_style};

const LABELS: FanLabels<'_> = FanLabels { batch: "batch of 8", full: "all 500" };
const AT: [f64; 2] = [150.0, 115.0];

/// Draws on a map whose data are pixels, with y pointing up from the bottom.
fn draw(samples: &[[f64; 2]], in_batch: &[bool], batch: [f64; 2], full: [f64; 2]) -> Record {
    let projection = MapProjection::new(View { x: [0.0, 300.0], y: [0.0, 230.0] }, frame(300.0, 230.0));
    let fan = GradientFan { at: AT, samples, in_batch, batch, full, style: runner_style(0) };
    let (record, result) = record(projection.frame, |area| draw_fan(area, &projection, &LIGHT, &fan, LABELS));
    assert!(result.is_ok());
    record
}

fn thin(record: &Record) -> Vec<f64> {
    let is_sample = |line: &&crate::recording::Line| line.color == LIGHT.map_ink && line.points.len() == 2;
    record.lines.iter().filter(is_sample).map(|line| distance(line.points[0], line.points[1])).collect()
}

fn circle(count: usize, length: impl Fn(usize) -> f64) -> Vec<[f64; 2]> {
    (0..count).map(|k| [length(k) * (k as f64).cos(), length(k) * (k as f64).sin()]).collect()
}

#[test]
fn arrows_share_a_scale_and_long_ones_are_cut() {
    let samples = circle(100, |k| if k == 7 { 1e6 } else { 2.0 });
    let record = draw(&samples, &[], [1.0, 0.0], [0.0, 0.5]);
    let lengths = thin(&record);
    assert_eq!(lengths.len(), 100);
    for (k, length) in lengths.iter().enumerate() {
        let wanted = if k == 7 { 0.9 * 230.0 } else { 0.3 * 230.0 };
        assert!((length - wanted).abs() < 0.3, "{k}: {length}");
    }
    let (head, _) = record.polygons.first().expect("the batch's head");
    assert!((head[0].0 - 150.0 - 0.15 * 230.0).abs() < 0.3 && (head[0].1 - 115.0).abs() < 0.3, "{head:?}");
    let open = record.lines.iter().rfind(|line| line.color == LIGHT.ink).expect("the open head");
    assert!((open.points[1].1 - 115.0 + 0.075 * 230.0).abs() < 0.3, "up is up: {open:?}");
}

#[test]
fn a_long_mean_makes_all_arrows_shorter() {
    let record = draw(&circle(50, |_| 1.0), &[], [10.0, 0.0], [0.0, 0.0]);
    let (head, _) = record.polygons.first().expect("the batch's head");
    assert!((head[0].0 - 150.0 - 0.45 * 230.0).abs() < 0.3);
    assert!(thin(&record).iter().all(|length| (length - 0.045 * 230.0).abs() < 0.3));
}

#[test]
fn of_many_samples_some_are_drawn_and_those_of_the_batch_always() {
    let samples = circle(50_000, |_| 1.0);
    let in_batch: Vec<bool> = (0..50_000).map(|k| k % 1000 == 3).collect();
    assert_eq!(shown_samples(50_000, &in_batch, true, MOST_ARROWS).len(), 50);
    let others = shown_samples(50_000, &in_batch, false, MOST_ARROWS);
    assert_eq!(others.len(), 550);
    assert!(others.windows(2).all(|pair| pair[1] - pair[0] < 95), "evenly");
    assert_eq!(thin(&draw(&samples, &in_batch, [1.0, 0.0], [1.0, 0.0])).len(), 600);
    assert_eq!(shown_samples(700, &[true; 700], true, MOST_ARROWS).len(), 700);
    assert_eq!(shown_samples(700, &[true; 700], false, MOST_ARROWS).len(), 0);
}

#[test]
fn what_has_no_direction_has_no_arrow() {
    let record = draw(&[[0.0, 0.0]; 9], &[], [0.0, 0.0], [0.0, 0.0]);
    assert!(record.lines.is_empty() && record.texts.is_empty());
    let record = draw(&[[f64::NAN, 1.0], [1.0, 0.0]], &[true, true], [f64::INFINITY, 0.0], [1.0, 0.0]);
    assert_eq!(thin(&record).len(), 1);
    assert!(record.polygons.is_empty(), "the batch's mean is nowhere");
    assert_eq!(record.words(), ["all 500"]);
}

#[test]
fn names_keep_apart_inside_and_off_the_tips() {
    for turn in 0..24 {
        let angle = f64::from(turn) * 0.26;
        let batch = [angle.cos(), angle.sin()];
        for full in [[angle.cos() * 0.9, angle.sin()], [-angle.sin(), angle.cos()]] {
            let record = draw(&circle(30, |_| 1.0), &[], batch, full);
            let labels: Vec<_> = record.texts.iter().filter(|text| text.color != LIGHT.casing).collect();
            let [a, b] = labels[..] else { panic!("two names") };
            assert!(!a.rect.grown(-0.2).overlaps(&b.rect), "turn {turn}: {a:?} {b:?}");
            let bounds = Rect { x: 0.0, y: 0.0, width: 300.0, height: 230.0 };
            assert!(bounds.contains(&a.rect) && bounds.contains(&b.rect));
            let tip = record.polygons[0].0[0];
            assert!(!a.rect.grown(-0.2).has(tip) && !b.rect.grown(-0.2).has(tip), "turn {turn}");
        }
    }
}
