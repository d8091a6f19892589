//! Maps on a recording backend, for every surface.

use downhill::surface::SURFACES;
use downhill::{Surface, contours};

use super::*;
use crate::recording::{Record, Text, frame, record};
use crate::theme::LIGHT;

fn draw(surface: &Surface, view: View, width: f64, height: f64) -> (Record, Vec<Rect>) {
    let projection = MapProjection::new(view, frame(width, height));
    let (columns, rows) = ((width / 4.0) as usize, (height / 4.0) as usize);
    let grid = Grid::sample(|x, y| surface.value_at(x, y), view, columns, rows);
    let levels = Levels::of(&grid);
    let contours = contours(&grid, levels.values());
    let base = MapBase {
        grid: &grid,
        levels: &levels,
        contours: &contours,
        critical_points: surface.critical_points,
        labels: MapLabels { minimum: "minimum", start: "start" },
    };
    let (record, taken) = record(projection.frame, |area| draw_map_base(area, &projection, &base, &LIGHT));
    (record, taken.expect("recording does not fail"))
}

/// All texts, each once: halos are in other colors.
fn texts(record: &Record) -> Vec<&Text> {
    record.texts_in(LIGHT.map_ink)
}

#[test]
fn no_text_covers_another_or_leaves_the_map() {
    for surface in SURFACES {
        for (width, height) in [(900.0, 560.0), (358.0, 322.0)] {
            let (record, _) = draw(surface, surface.view, width, height);
            let (texts, bounds) = (texts(&record), Rect { x: 0.0, y: 0.0, width, height });
            for (k, text) in texts.iter().enumerate() {
                let what = format!("{} {width}: {} at {:?}", surface.id, text.text, text.rect);
                assert!(bounds.contains(&text.rect), "{what} leaves the map");
                for other in &texts[..k] {
                    assert!(!text.rect.grown(-0.2).overlaps(&other.rect), "{what} covers {}", other.text);
                }
            }
        }
    }
}

#[test]
fn contours_carry_labels_but_not_many() {
    for surface in SURFACES {
        let (record, _) = draw(surface, surface.view, 900.0, 560.0);
        let small = texts(&record).into_iter().filter(|text| text.rect.height < 1.2 * 10.9).count();
        assert!((2..=10).contains(&small), "{}: {small} labels", surface.id);
        let ticks = texts(&record).len() - small;
        assert!(ticks >= 8, "{}: {ticks} ticks and names", surface.id);
    }
}

#[test]
fn what_is_taken_holds_all_texts() {
    let surface = SURFACES[3];
    let (record, taken) = draw(surface, surface.view, 900.0, 560.0);
    for text in texts(&record) {
        assert!(taken.iter().any(|rect| rect.grown(0.2).contains(&text.rect)), "{}", text.text);
    }
}

#[test]
fn global_minima_are_named_if_they_are_few_and_in_sight() {
    let named = |id: &str, view: Option<View>| {
        let surface = downhill::surface::find(id).expect("a built-in surface");
        let (record, _) = draw(surface, view.unwrap_or(surface.view), 900.0, 560.0);
        let names = texts(&record).into_iter().filter(|text| text.text.starts_with("minimum"));
        names.map(|text| text.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(named("beale", None), ["minimum (3, 0.5)"]);
    let himmelblau = named("himmelblau", None);
    assert_eq!(himmelblau.len(), 4);
    assert!(himmelblau.contains(&"minimum (−2.81, 3.13)".to_owned()), "{himmelblau:?}");
    assert_eq!(named("styblinski-tang", None).len(), 1, "only the lowest of four");
    assert_eq!(named("saddle", None).len(), 0);
    assert_eq!(named("beale", Some(View { x: [-1.0, 1.0], y: [-1.0, 1.0] })).len(), 0);
    let close = View { x: [2.999_999, 3.000_001], y: [0.499_999, 0.500_001] };
    assert_eq!(named("beale", Some(close)), ["minimum (3, 0.5)"]);
}

#[test]
fn pixels_and_data_are_inverse_and_up_is_up() {
    let view = View { x: [-2.0, 6.0], y: [1.0, 3.0] };
    let projection = MapProjection::new(view, Frame { width: 800.0, height: 500.0, units: 8.0 });
    assert_eq!(projection.to_px(-2.0, 3.0), (0.0, 0.0));
    assert_eq!(projection.to_px(6.0, 1.0), (800.0, 500.0));
    assert_eq!(projection.to_data(400.0, 250.0), (2.0, 2.0));
    let (x, y) = projection.to_data(123.0, 45.0);
    let (px, py) = projection.to_px(x, y);
    assert!((px - 123.0).abs() < 1e-9 && (py - 45.0).abs() < 1e-9);
}

#[test]
fn straightening_keeps_the_ends_and_moves_nothing_visibly() {
    let circle: Vec<Point> = (0..=400)
        .map(|k| {
            let angle = f64::from(k) / 200.0 * std::f64::consts::PI;
            (100.0 * angle.cos(), 100.0 * angle.sin())
        })
        .collect();
    let kept = straightened(&circle);
    assert_eq!((kept[0], kept[kept.len() - 1]), (circle[0], circle[400]));
    assert!(kept.len() < 120, "{} points", kept.len());
    for &p in &circle {
        let near = kept.windows(2).map(|pair| distance_to_line(p, pair[0], pair[1])).fold(f64::INFINITY, f64::min);
        assert!(near <= 0.1 + 1e-9);
    }
}
