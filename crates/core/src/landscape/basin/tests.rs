//! Basins whose shape is known: separable losses, symmetric ones, and the quadratic's single one.

use std::vec;

use super::*;
use crate::{Entry, catalog, surface};

fn map_of(surface: &str, view: View, rule: &str, params: &[f64], steps: usize, share: [usize; 2]) -> BasinMap {
    let loss = surface::find(surface).expect("a built-in surface").into();
    let runner = Entry { rule: catalog::find(rule).expect("a rule"), params: params.to_vec() }.into();
    let size = [64, 64];
    let request = BasinRequest { loss, runner, view, size, steps, known: vec![], share };
    BasinMap::new(request).expect("a valid entry")
}

fn square(half: f64) -> View {
    View { x: [-half, half], y: [-half, half] }
}

fn finished(mut map: BasinMap) -> (BasinMap, Vec<BasinCell>) {
    while map.work() {}
    let mut cells = map.take();
    cells.sort_by_key(|of| (of.cell.row, of.cell.column));
    (map, cells)
}

#[test]
fn with_small_steps_each_start_goes_down_on_its_own_side_of_the_ridge() {
    // ½(x⁴ − 16x² + 5x) has its ridge at the middle root of 4x³ − 32x + 5: small steps never cross it.
    const RIDGE: f64 = 0.156_731_256_782_612;
    let (map, cells) = finished(map_of("styblinski-tang", square(4.0), "sgd", &[0.005], 400, [0, 1]));
    assert_eq!(map.minima().len(), 4);
    assert_eq!(cells.len(), 64 * 64);
    for of in &cells {
        let start = map.start(of.cell);
        let Fate::Reached { minimum, .. } = of.fate else { panic!("{of:?} from {start:?}") };
        let at = map.minima()[minimum].at;
        for axis in 0..2 {
            assert_eq!(at[axis] > RIDGE, start[axis] > RIDGE, "from {start:?} to {at:?}");
        }
    }
    // To rounding, the minima are those of the literature.
    let known = surface::find("styblinski-tang").expect("a surface").critical_points;
    for found in map.minima() {
        let distance = known.iter().map(|of| (of.at[0] - found.at[0]).abs().max((of.at[1] - found.at[1]).abs()));
        assert!(distance.fold(f64::INFINITY, f64::min) < 1e-9, "{found:?}");
    }
}

#[test]
fn a_loss_that_is_the_same_when_x_and_y_change_places_has_basins_that_are() {
    let (map, cells) = finished(map_of("styblinski-tang", square(4.0), "adam", &[0.1, 0.9, 0.999, 1e-8], 200, [0, 1]));
    let at = |column: usize, row: usize| &cells[row * 64 + column];
    let mut reached = 0;
    for row in 0..64 {
        for column in 0..64 {
            let (of, mirrored) = (at(column, row), at(63 - row, 63 - column));
            match (of.fate, mirrored.fate) {
                (Fate::Reached { minimum: a, step }, Fate::Reached { minimum: b, step: other }) => {
                    reached += 1;
                    let ([ax, ay], [bx, by]) = (map.minima()[a].at, map.minima()[b].at);
                    assert!((ax - by).abs().max((ay - bx).abs()) < 1e-9);
                    assert_eq!(step, other);
                }
                (one, other) => assert_eq!(one, other),
            }
        }
    }
    assert!(reached > 4000, "{reached} of 4096");
}

#[test]
fn shares_of_the_work_make_the_same_map() {
    let whole = finished(map_of("himmelblau", square(5.0), "momentum", &[0.005, 0.9], 150, [0, 1]));
    let mut cells = vec![];
    for number in 0..3 {
        let (map, part) = finished(map_of("himmelblau", square(5.0), "momentum", &[0.005, 0.9], 150, [number, 3]));
        // Each share numbers minima as it finds them: compare where they are.
        cells.extend(part.into_iter().map(|of| {
            let at = match of.fate {
                Fate::Reached { minimum, step } => {
                    Some((map.minima()[minimum].at.map(|x| (x * 1e6).round() as i64), step))
                }
                _ => None,
            };
            (of.cell.row, of.cell.column, at, of.loss.to_bits())
        }));
    }
    cells.sort_unstable();
    let (map, whole) = whole;
    let whole: Vec<_> = whole
        .into_iter()
        .map(|of| {
            let at = match of.fate {
                Fate::Reached { minimum, step } => {
                    Some((map.minima()[minimum].at.map(|x| (x * 1e6).round() as i64), step))
                }
                _ => None,
            };
            (of.cell.row, of.cell.column, at, of.loss.to_bits())
        })
        .collect();
    assert_eq!(cells, whole);
}

#[test]
fn known_minima_keep_their_indices_and_steps_that_are_too_long_blow_up() {
    let known = FoundMinimum { at: [3.0, 2.0], loss: 0.0 };
    let loss = surface::find("himmelblau").expect("a surface").into();
    let runner = Entry { rule: catalog::find("sgd").expect("a rule"), params: vec![0.01] }.into();
    let request =
        BasinRequest { loss, runner, view: square(5.0), size: [16, 16], steps: 300, known: vec![known], share: [0, 1] };
    let (map, _) = finished(BasinMap::new(request).expect("a valid entry"));
    assert_eq!((map.minima()[0], map.minima().len()), (known, 4));
    let (_, cells) = finished(map_of("bowl", square(1.0), "sgd", &[12.0], 20, [0, 1]));
    // Each step multiplies by −11.
    assert!(cells.iter().all(|of| matches!(of.fate, Fate::Diverged { at: 6..=8 })), "all must diverge");
}

#[test]
fn the_funnels_kink_is_found_and_a_slope_without_end_is_not() {
    let view = surface::find("ackley").expect("a surface").view;
    let (map, cells) = finished(map_of("ackley", view, "adam", &[0.05, 0.9, 0.999, 1e-8], 300, [0, 1]));
    let origin = map.minima().iter().position(|of| of.at[0].abs().max(of.at[1].abs()) < 1e-6);
    let into = cells.iter().filter(|of| matches!(of.fate, Fate::Reached { minimum, .. } if Some(minimum) == origin));
    assert!(into.count() > 100, "the global minimum is a kink: {:?}", map.minima());
    let (map, cells) = finished(map_of("saddle", square(1.0), "sgd", &[0.01], 100, [0, 1]));
    assert!(map.minima().is_empty() && cells.iter().all(|of| of.fate == Fate::Undecided));
}
