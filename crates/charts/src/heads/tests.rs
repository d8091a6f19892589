//! Markers and labels on a recording backend.

use downhill::View;

use super::*;
use crate::recording::{Record, frame, record};
use crate::theme::{LIGHT, Theme, runner_style};

const THEME: Theme = LIGHT;
const NAMES: [&str; 12] =
    ["Adam", "RMSprop", "Adagrad", "Nesterov", "SGD", "Momentum", "Adadelta", "Adam 2", "SGD 2", "모멘텀", "적응", "x"];

fn draw(width: f64, height: f64, places: &[[f64; 2]], start: Option<[f64; 2]>) -> Record {
    // Data are pixels, with y pointing up from the bottom.
    let projection = MapProjection::new(View { x: [0.0, width], y: [0.0, height] }, frame(width, height));
    let heads: Vec<Head<'_>> = places
        .iter()
        .enumerate()
        .map(|(k, &at)| Head { style: runner_style(k), at, label: NAMES[k], is_diverged: k == 8, average: None })
        .collect();
    let scene = Heads { heads: &heads, start, start_label: "start", avoid: &[] };
    let (record, result) = record(projection.frame, |area| draw_heads(area, &projection, &THEME, &scene));
    assert!(result.is_ok());
    record
}

/// The places of all labels, without their halos.
fn labels(record: &Record) -> Vec<(&str, Rect)> {
    record.texts.iter().filter(|text| text.color != THEME.casing).map(|text| (text.text.as_str(), text.rect)).collect()
}

fn assert_apart_and_inside(record: &Record, width: f64, height: f64) {
    let labels = labels(record);
    for (k, (name, rect)) in labels.iter().enumerate() {
        let bounds = Rect { x: 0.0, y: 0.0, width, height };
        assert!(bounds.contains(rect), "{name} at {rect:?} leaves the map");
        for (other, place) in &labels[..k] {
            // Rounding to backend units moves texts by a fraction of a pixel.
            assert!(!rect.grown(-0.2).overlaps(place), "{name} {rect:?} covers {other} {place:?}");
        }
    }
}

#[test]
fn a_lone_runner_has_its_label_at_the_right() {
    let record = draw(400.0, 300.0, &[[200.0, 150.0]], None);
    let [(name, rect)] = labels(&record)[..] else { panic!("one label") };
    assert_eq!(name, "Adam");
    assert!((rect.x - 211.0).abs() < 0.5 && (rect.center().1 - 150.0).abs() < 0.5, "{rect:?}");
    assert!(record.lines.is_empty(), "no leader");
    assert!(record.circles.iter().any(|&(at, _, color)| at == (200.0, 150.0) && color == THEME.runners[0]));
}

#[test]
fn labels_neither_overlap_nor_leave_the_map() {
    for (width, height) in [(900.0, 560.0), (358.0, 322.0)] {
        for (x, y) in [(0.5, 0.5), (0.02, 0.98), (0.99, 0.5), (0.5, 0.01), (1.0, 0.0)] {
            let (x, y) = (x * width, y * height);
            // All in one place, in a cluster, and along a line.
            for spread in [0.0, 6.0, 23.0] {
                let places: Vec<[f64; 2]> =
                    (0..12).map(|k| [x + spread * f64::from(k % 4), y - spread * f64::from(k / 4)]).collect();
                let record = draw(width, height, &places, Some([0.5 * width, 0.4 * height]));
                assert_eq!(labels(&record).len(), 13, "every runner and the start has its label");
                assert_apart_and_inside(&record, width, height);
            }
        }
    }
}

#[test]
fn labels_keep_off_other_markers() {
    let places = [[200.0, 150.0], [228.0, 150.0]];
    let record = draw(400.0, 300.0, &places, None);
    let marker = Rect::around((228.0, 150.0), 11.0, 11.0);
    assert!(labels(&record).iter().all(|(_, rect)| !rect.overlaps(&marker)));
}

#[test]
fn labels_leave_avoided_places_free_if_they_can() {
    let projection = MapProjection::new(View { x: [0.0, 400.0], y: [0.0, 300.0] }, frame(400.0, 300.0));
    let heads = [Head { style: runner_style(0), at: [200.0, 150.0], label: "Adam", is_diverged: false, average: None }];
    let avoid = [Rect { x: 205.0, y: 140.0, width: 120.0, height: 20.0 }];
    let scene = Heads { heads: &heads, start: None, start_label: "", avoid: &avoid };
    let (record, _) = record(projection.frame, |area| draw_heads(area, &projection, &THEME, &scene));
    assert!(labels(&record).iter().all(|(_, rect)| !rect.overlaps(&avoid[0])));
}

#[test]
fn a_runner_outside_is_an_arrow_that_points_to_it() {
    for at in [[1000.0, 150.0], [200.0, -1e12], [-300.0, 900.0], [f64::INFINITY, 150.0]] {
        let record = draw(400.0, 300.0, &[at], None);
        let [(corners, color)] = &record.polygons[..] else { panic!("{at:?}: {} shapes", record.polygons.len()) };
        assert_eq!(*color, THEME.runners[0]);
        let bounds = Rect { x: 0.0, y: 0.0, width: 400.0, height: 300.0 };
        assert!(corners.iter().all(|&corner| bounds.has(corner)), "{corners:?}");
        // The tip is nearer to the runner than the notch behind it.
        let (tip, notch) = (corners[0], corners[2]);
        let target = (at[0].clamp(-1e6, 1e6), (300.0 - at[1]).clamp(-1e6, 1e6));
        let ahead = (tip.0 - notch.0) * (target.0 - notch.0) + (tip.1 - notch.1) * (target.1 - notch.1);
        assert!(ahead > 0.0, "{at:?}: {corners:?}");
        assert_eq!(labels(&record).len(), 1);
        assert_apart_and_inside(&record, 400.0, 300.0);
    }
}

#[test]
fn a_runner_that_is_nowhere_is_left_out() {
    let record = draw(400.0, 300.0, &[[f64::NAN, 1.0], [100.0, 100.0]], None);
    assert_eq!(labels(&record).len(), 1);
}

#[test]
fn a_runner_that_blew_up_inside_the_map_is_a_cross() {
    let places = [[100.0, 100.0]; 9];
    let record = draw(400.0, 300.0, &places, None);
    let cross: Vec<_> = record.lines.iter().filter(|line| line.width == 2.5).collect();
    assert_eq!(cross.len(), 2);
    assert!(cross.iter().all(|line| line.color == THEME.hue(runner_style(8))));
}

#[test]
fn the_start_is_a_ring_with_its_name() {
    let record = draw(400.0, 300.0, &[], Some([40.0, 260.0]));
    assert_eq!(record.circles.last(), Some(&((40.0, 40.0), START_RADIUS, THEME.ink)));
    assert_eq!(labels(&record)[0].0, "start");
    let outside = draw(400.0, 300.0, &[], Some([-40.0, 260.0]));
    assert!(outside.circles.is_empty() && outside.texts.is_empty());
}
