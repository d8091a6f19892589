//! Every built-in surface against what is known about it: minima, saddles, views, derivatives.

use std::collections::BTreeSet;

use downhill::surface::{SURFACES, find};
use downhill::{CriticalKind, CriticalPoint, Jet2, Surface, View};
use proptest::test_runner::TestRunner;

const IDS: [&str; 16] = [
    "bowl",
    "ravine",
    "rosenbrock",
    "himmelblau",
    "beale",
    "booth",
    "matyas",
    "three-hump-camel",
    "six-hump-camel",
    "styblinski-tang",
    "ackley",
    "rastrigin",
    "goldstein-price",
    "easom",
    "saddle",
    "monkey-saddle",
];

/// Directions around a point, evenly spread, none of them along an axis or a diagonal.
fn directions() -> impl Iterator<Item = [f64; 2]> {
    (0..64).map(|k| (f64::from(k) + 0.3) * std::f64::consts::TAU / 64.0).map(|angle| [angle.cos(), angle.sin()])
}

fn every_critical_point() -> impl Iterator<Item = (&'static Surface, &'static CriticalPoint)> {
    SURFACES.iter().flat_map(|surface| surface.critical_points.iter().map(move |point| (*surface, point)))
}

fn contains(view: &View, [x, y]: [f64; 2], margin: f64) -> bool {
    let inside = |[low, high]: [f64; 2], u: f64| low + margin * (high - low) < u && u < high - margin * (high - low);
    inside(view.x, x) && inside(view.y, y)
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// The largest loss in the view: what rounding errors of single terms are measured by.
fn magnitude(surface: &Surface) -> f64 {
    starts(surface, 16, 10).map(|[x, y]| surface.value_at(x, y).abs()).fold(0.0, f64::max)
}

/// The middles of `columns` × `rows` cells that cover the view, shifted a little off its symmetries.
fn starts(surface: &Surface, columns: u32, rows: u32) -> impl Iterator<Item = [f64; 2]> {
    let View { x: [left, right], y: [bottom, top] } = surface.view;
    let at = move |i: u32, j: u32| {
        let (u, v) = ((f64::from(i) + 0.47) / f64::from(columns), (f64::from(j) + 0.52) / f64::from(rows));
        [left + u * (right - left), bottom + v * (top - bottom)]
    };
    (0..columns).flat_map(move |i| (0..rows).map(move |j| at(i, j)))
}

#[test]
fn ids_are_the_published_ones_in_their_order() {
    let ids: Vec<_> = SURFACES.iter().map(|surface| surface.id).collect();
    assert_eq!(ids, IDS);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
    for surface in SURFACES {
        let mut words = surface.id.split('-');
        assert!(words.all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase())), "{}", surface.id);
        assert_eq!(find(surface.id).map(|found| found.id), Some(surface.id));
        for text in [surface.name, surface.tex, surface.source] {
            assert!(!text.trim().is_empty(), "{}: a name, a formula and a source", surface.id);
        }
    }
    assert!(find("Bowl").is_none() && find("").is_none(), "nothing else finds a surface");
}

#[test]
fn views_are_eight_by_five_and_show_every_point_worth_seeing() {
    for surface in SURFACES {
        let View { x: [left, right], y: [bottom, top] } = surface.view;
        let aspect = (right - left) / (top - bottom);
        assert!((aspect - 1.6).abs() < 1e-12, "{}: {aspect}", surface.id);
        assert!(contains(&surface.view, surface.start, 0.02), "{}: start", surface.id);
        for point in surface.critical_points {
            assert!(contains(&surface.view, point.at, 0.02), "{}: {:?}", surface.id, point.at);
        }
        assert!(surface.critical_points.len() <= 60, "{}: too many points to mark", surface.id);
    }
}

#[test]
fn starts_slope() {
    for surface in SURFACES {
        let [x, y] = surface.start;
        let [gx, gy] = surface.dual_at(x, y).gradient;
        assert!(gx.hypot(gy) > 1e-3, "{}: a run would not leave its start", surface.id);
    }
}

#[test]
fn smooth_critical_points_are_stationary() {
    for (surface, point) in every_critical_point().filter(|(_, point)| point.kind != CriticalKind::Kink) {
        let [x, y] = point.at;
        let jet = surface.jet_at(x, y);
        let steepest = jet.hessian_eigenvalues().map(f64::abs).into_iter().fold(0.0, f64::max);
        // Coordinates are correct to half an ulp, which the Hessian turns into half of what is allowed; the other half
        // is for the rounding errors of the gradient itself.
        let ulp = f64::EPSILON * x.abs().max(y.abs());
        let length = jet.gradient[0].hypot(jet.gradient[1]);
        assert!(length <= steepest * ulp, "{} at {:?}: gradient {length:e}", surface.id, point.at);
    }
}

#[test]
fn listed_values_are_the_values_there() {
    for (surface, point) in every_critical_point() {
        let value = surface.value_at(point.at[0], point.at[1]);
        let tolerance = if point.value == 0.0 { 1e-14 } else { 1e-12 * point.value.abs() };
        assert!((value - point.value).abs() <= tolerance, "{} at {:?}: {value:e}", surface.id, point.at);
    }
}

#[test]
fn smooth_minima_curve_upwards() {
    for (surface, point) in every_critical_point().filter(|(_, point)| point.kind == CriticalKind::Minimum) {
        let [low, _] = surface.jet_at(point.at[0], point.at[1]).hessian_eigenvalues();
        assert!(low >= 0.0, "{} at {:?}: eigenvalue {low}", surface.id, point.at);
        for [dx, dy] in directions().map(|d| d.map(|d| 1e-3 * d)) {
            let beside = surface.value_at(point.at[0] + dx, point.at[1] + dy);
            assert!(beside > point.value, "{}: lower beside {:?}", surface.id, point.at);
        }
    }
}

#[test]
fn kinks_are_minima_with_a_slope_on_every_side() {
    let kinks: Vec<_> = every_critical_point().filter(|(_, point)| point.kind == CriticalKind::Kink).collect();
    assert!(!kinks.is_empty(), "Ackley has one");
    for (surface, point) in kinks {
        let [x, y] = point.at;
        for radius in [1e-9, 1e-6, 1e-3, 1e-1] {
            for [dx, dy] in directions() {
                let rise = surface.value_at(x + radius * dx, y + radius * dy) - point.value;
                // A smooth minimum would rise with the square of the radius.
                assert!(rise > radius, "{}: rises {rise:e} within {radius:e}", surface.id);
            }
        }
        let still = surface.dual_at(x, y).gradient.iter().all(|&g| g == 0.0);
        assert!(still, "{}: the subgradient given there is 0", surface.id);
    }
}

#[test]
fn saddles_have_higher_and_lower_ground_beside_them() {
    let saddles: Vec<_> = every_critical_point().filter(|(_, point)| point.kind == CriticalKind::Saddle).collect();
    for id in ["himmelblau", "beale", "three-hump-camel", "saddle", "monkey-saddle"] {
        assert!(saddles.iter().any(|(surface, _)| surface.id == id), "{id} is known for its saddles");
    }
    for (surface, point) in saddles {
        for radius in [1e-3, 1e-2] {
            let rises: Vec<_> = directions()
                .map(|[dx, dy]| surface.value_at(point.at[0] + radius * dx, point.at[1] + radius * dy) - point.value)
                .collect();
            let (up, down) = (rises.iter().any(|&r| r > 0.0), rises.iter().any(|&r| r < 0.0));
            assert!(up && down, "{}: no saddle at {:?}", surface.id, point.at);
        }
    }
}

/// Where descent from `start` comes to rest, or `None` if it leaves the view.
///
/// Newton's method with the absolute values of the Hessian's eigenvalues, so that it descends from saddles and hills
/// too; a step is at most 2 % of the view, so that it does not jump out of a basin, and is halved until it descends.
fn settle(surface: &Surface, start: [f64; 2]) -> Option<[f64; 2]> {
    let longest = 0.02 * (surface.view.x[1] - surface.view.x[0]);
    let mut at = start;
    for _ in 0..2000 {
        let jet = surface.jet_at(at[0], at[1]);
        let mut step = descent_step(&jet);
        let length = step[0].hypot(step[1]);
        if length > longest {
            step = step.map(|s| s * longest / length);
        }
        let lower = (0..60)
            .map(|halvings| [0, 1].map(|k| at[k] + step[k] * 0.5_f64.powi(halvings)))
            .find(|next| surface.value_at(next[0], next[1]) < jet.value);
        let Some(next) = lower else { return Some(at) };
        if !contains(&surface.view, next, 0.0) {
            return None;
        }
        at = next;
    }
    panic!("{}: descent from {start:?} does not end", surface.id);
}

/// -|H|⁻¹ g, where |H| has the Hessian's eigenvalues in absolute value, none taken as less than 1e-9 of the larger.
fn descent_step(jet: &Jet2) -> [f64; 2] {
    let [a, b, c] = jet.hessian;
    let eigenvalues = jet.hessian_eigenvalues();
    // An axis of the ellipse: a rotation by θ with tan 2θ = 2b/(a - c) makes the Hessian diagonal.
    let angle = 0.5 * (2.0 * b).atan2(a - c);
    let axes = [[angle.cos(), angle.sin()], [-angle.sin(), angle.cos()]];
    let largest = eigenvalues.map(f64::abs).into_iter().fold(f64::MIN_POSITIVE, f64::max);
    let mut step = [0.0; 2];
    // The first axis belongs to the larger eigenvalue.
    for (axis, eigenvalue) in axes.into_iter().zip([eigenvalues[1], eigenvalues[0]]) {
        let slope = axis[0] * jet.gradient[0] + axis[1] * jet.gradient[1];
        let scale = slope / eigenvalue.abs().max(1e-9 * largest);
        step = [step[0] - scale * axis[0], step[1] - scale * axis[1]];
    }
    step
}

#[test]
fn descent_from_everywhere_finds_the_listed_minima_and_no_other() {
    for surface in SURFACES {
        let minima: Vec<_> = surface.minima().collect();
        let mut found = vec![false; minima.len()];
        for start in starts(surface, 64, 40) {
            let Some(rest) = settle(surface, start) else { continue };
            let nearest = minima.iter().position(|minimum| distance(minimum.at, rest) < 1e-6);
            let nearest = nearest.unwrap_or_else(|| panic!("{}: {start:?} rests at {rest:?}", surface.id));
            found[nearest] = true;
        }
        for (minimum, found) in minima.iter().zip(found) {
            assert!(found, "{}: nothing comes to rest at {:?}", surface.id, minimum.at);
        }
    }
}

#[test]
fn the_lowest_minimum_is_the_lowest_loss_in_the_view() {
    for surface in SURFACES {
        let seen = starts(surface, 160, 100).map(|[x, y]| surface.value_at(x, y)).fold(f64::INFINITY, f64::min);
        match surface.lowest() {
            Some(lowest) => assert!(seen >= lowest, "{}: {seen} below {lowest}", surface.id),
            None => assert!(surface.id.ends_with("saddle"), "{}: only the saddles have no minimum", surface.id),
        }
    }
}

/// Runs a property over random points of every surface's view; the generator starts from the same seed every time.
fn at_random_points(property: impl Fn(&'static Surface, [f64; 2])) {
    for &surface in SURFACES {
        let View { x: [left, right], y: [bottom, top] } = surface.view;
        TestRunner::deterministic()
            .run(&(left..right, bottom..top), |(x, y)| {
                property(surface, [x, y]);
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{}: {error}", surface.id));
    }
}

#[test]
fn value_gradient_and_hessian_come_from_one_arithmetic() {
    at_random_points(|surface, [x, y]| {
        let (value, dual, jet) = (surface.value_at(x, y), surface.dual_at(x, y), surface.jet_at(x, y));
        assert_eq!(dual.value.to_bits(), value.to_bits(), "value with the gradient");
        assert_eq!(jet.value.to_bits(), value.to_bits(), "value with the Hessian");
        assert_eq!(jet.gradient.map(f64::to_bits), dual.gradient.map(f64::to_bits), "gradient with the Hessian");
    });
}

#[test]
fn derivatives_agree_with_central_differences() {
    let step = |u: f64| f64::EPSILON.cbrt() * u.abs().max(1.0);
    at_random_points(|surface, at| {
        // The second derivative of a kink's cone grows like 1/r: differences across it estimate nothing.
        if surface.minima().any(|minimum| minimum.kind == CriticalKind::Kink && distance(minimum.at, at) < 0.1) {
            return;
        }
        let jet = |[x, y]: [f64; 2]| surface.jet_at(x, y);
        let moved = |k: usize, by: f64| {
            let mut moved = at;
            moved[k] += by;
            moved
        };
        let center = jet(at);
        let rounding = f64::EPSILON * magnitude(surface);
        for k in [0, 1] {
            let h = step(at[k]);
            let (before, after) = (jet(moved(k, -h)), jet(moved(k, h)));
            let width = moved(k, h)[k] - moved(k, -h)[k];
            // (f(x+h) - f(x-h)) / 2h is off by h²/6 times the next derivative but one, and by the rounding errors of
            // its two values over 2h. The derivatives are taken from the Hessian's change over a wider step.
            let wide = 1e-3_f64;
            let (left, right) = (jet(moved(k, -wide)).hessian, jet(moved(k, wide)).hessian);
            let change = |c: usize| (right[c] - left[c]).abs() / (2.0 * wide);
            let bend = |c: usize| (right[c] - 2.0 * center.hessian[c] + left[c]).abs() / (wide * wide);
            let own = 2 * k;

            let slope = (after.value - before.value) / width;
            let third = change(own) + wide * bend(own);
            let tolerance = h * h * third + 4.0 * rounding / h;
            let gradient = center.gradient[k];
            assert!((slope - gradient).abs() <= tolerance, "{} ∂{k}: {slope} and {gradient}", surface.id);

            for j in [0, 1] {
                let entry = k + j;
                let slope = (after.gradient[j] - before.gradient[j]) / width;
                let noise = rounding + f64::EPSILON * (center.hessian[entry].abs() + center.gradient[j].abs());
                let tolerance = h * h * (bend(entry) + change(entry)) + 8.0 * noise / h;
                let hessian = center.hessian[entry];
                assert!((slope - hessian).abs() <= tolerance, "{} ∂{k}∂{j}: {slope} and {hessian}", surface.id);
            }
        }
    });
}
