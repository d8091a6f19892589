//! Profiles on a recording backend.

use super::*;
use crate::recording::{Record, frame, record};
use crate::theme::LIGHT;

const WORDS: ProfileWords<'_> = ProfileWords { parameter: "w", loss: "loss" };

/// Two equal minima at ±1, a barrier of 1 at 0, walls up to 9 at ±2.
pub(crate) fn double_well() -> Vec<[f64; 2]> {
    (-200..=200).map(|k| f64::from(k) / 100.0).map(|w| [w, (w * w - 1.0) * (w * w - 1.0)]).collect()
}

pub(crate) fn drawn(
    samples: &[[f64; 2]],
    marks: &[ProfileMark<'_>],
    barrier: Option<f64>,
) -> (Record, ProfileGeometry) {
    let frame = frame(300.0, 230.0);
    let profile = Profile { samples, faint: &[], marks, barrier };
    let (record, geometry) = record(frame, |area| draw_profile(area, frame, &LIGHT, &profile, WORDS));
    (record, geometry.expect("recording does not fail"))
}

#[test]
fn pixels_and_places_are_inverse_and_losses_stay_in_the_plot() {
    let (_, geometry) = drawn(&double_well(), &[], None);
    for w in [-2.0, -0.3, 1.7] {
        assert!((geometry.w_at(geometry.to_px(w, 0.0).0) - w).abs() < 1e-9);
    }
    assert_eq!(geometry.to_px(0.0, 1e9).1, geometry.plot.y);
    assert_eq!(geometry.to_px(0.0, f64::NEG_INFINITY).1, geometry.plot.y + geometry.plot.height);
}

#[test]
fn minima_and_barrier_are_shown_and_walls_are_cut() {
    let mut samples = double_well();
    samples[0][1] = 1e12;
    let (record, geometry) = drawn(&samples, &[], Some(0.0));
    let [floor, barrier] = [(1.0, 0.0), (0.0, 1.0)].map(|(w, loss)| geometry.to_px(w, loss).1);
    let plot = geometry.plot;
    assert!(barrier > plot.y && floor - barrier > 0.1 * plot.height && floor < plot.y + plot.height);
    let curve: Vec<Point> =
        record.lines.iter().filter(|line| line.color == LIGHT.contour).flat_map(|line| line.points.clone()).collect();
    assert!(curve.len() > 20);
    assert!(curve.iter().all(|&at| plot.grown(0.1).has(at)));
    let steep: Vec<[f64; 2]> = (0..50).map(|k| [f64::from(k), 1.0 + f64::from(k / 49) * 30.0]).collect();
    let (_, geometry) = drawn(&steep, &[], Some(49.0));
    assert!(geometry.to_px(0.0, 31.0).1 > geometry.plot.y, "a barrier is never cut");
}

#[test]
fn names_of_minima_keep_apart_and_inside() {
    let mark = |at, label, is_goal| ProfileMark { at, loss: 0.0, label, is_goal };
    for (a, b) in [(-1.0, 1.0), (0.9, 1.0), (-1.98, 1.98)] {
        let marks = [mark(a, "flat minimum", true), mark(b, "sharp minimum", false)];
        let (record, geometry) = drawn(&double_well(), &marks, None);
        let names = record.texts_in(LIGHT.map_ink);
        let [first, second] = names[..] else { panic!("two names") };
        assert!(!first.rect.grown(-0.2).overlaps(&second.rect), "{first:?} {second:?}");
        assert!(names.iter().all(|name| geometry.plot.contains(&name.rect)), "{first:?} {second:?}");
    }
}

#[test]
fn names_and_numbers_of_axes_keep_apart() {
    let (record, _) = drawn(&double_well(), &[], None);
    let texts = record.texts_in(LIGHT.second_ink);
    assert!(texts.len() > 8);
    let whole = Rect { x: 0.0, y: 0.0, width: 300.0, height: 230.0 };
    for (k, text) in texts.iter().enumerate() {
        assert!(whole.contains(&text.rect), "{text:?}");
        assert!(texts[..k].iter().all(|other| !other.rect.grown(-0.2).overlaps(&text.rect)), "{text:?}");
    }
}

#[test]
fn strata_end_where_the_curve_crosses_their_tops() {
    let line = [(0.0, 9.0), (10.0, 1.0), (20.0, 0.0), (30.0, 1.0), (40.0, 9.0)];
    let expected = [(0.0, 9.0), (5.0, 5.0), (35.0, 5.0), (40.0, 9.0)];
    assert_eq!(capped(&line, 5.0), expected);
    assert_eq!(capped(&line[1..4], 5.0), [(10.0, 5.0), (30.0, 5.0)]);
    assert_eq!(capped(&[], 5.0), []);
}

#[test]
fn losses_that_are_missing_break_the_curve() {
    let mut samples = double_well();
    samples[150][1] = f64::NAN;
    let (record, _) = drawn(&samples, &[], None);
    assert_eq!(record.lines.iter().filter(|line| line.color == LIGHT.contour).count(), 2);
    drawn(&[], &[], Some(0.0));
    drawn(&[[0.0, f64::NAN]; 3], &[], Some(0.0));
    drawn(&[[0.0, 5.0], [1.0, 5.0]], &[], None);
}
