//! The core against PyTorch, number by number: runs of every update rule, and derivatives of every surface.

use std::collections::{BTreeMap, BTreeSet};

use downhill::surface::SURFACES;
use downhill::{catalog, surface};
use downhill_tests::{TOLERANCE, Trajectories, Vector, relative_error, worse, worst_errors};
use serde::Deserialize;

#[test]
fn every_position_agrees_with_pytorch() {
    let trajectories = Trajectories::load();
    let mut failures = Vec::new();
    for vector in &trajectories.vectors {
        for (error, step) in vector.errors(&trajectories.steps).into_iter().zip(&trajectories.steps) {
            if error.is_nan() || error > TOLERANCE {
                failures
                    .push(format!("{} {:?} on {}, step {step}: {error:e}", vector.rule, vector.params, vector.surface));
            }
        }
    }
    assert!(failures.is_empty(), "further from PyTorch than {TOLERANCE:e}:\n{}", failures.join("\n"));
}

#[test]
fn the_vectors_cover_every_rule_on_many_surfaces_with_parameters_that_all_differ() {
    let trajectories = Trajectories::load();
    assert_eq!(trajectories.steps, [1, 2, 5, 20, 100, 500]);
    for rule in catalog::RULES {
        let mut sets: BTreeMap<&str, Vec<&Vector>> = BTreeMap::new();
        for vector in trajectories.vectors.iter().filter(|vector| vector.rule == rule.id) {
            sets.entry(&vector.surface).or_default().push(vector);
        }
        assert!(sets.len() >= 4, "{}: {} surfaces", rule.id, sets.len());
        for (surface, vectors) in sets {
            assert!(vectors.len() >= 2, "{} on {surface}: one parameter set", rule.id);
            for spec in rule.params {
                let values: BTreeSet<u64> = vectors.iter().map(|vector| vector.params[spec.id].to_bits()).collect();
                assert!(values.len() >= 2, "{} on {surface}: {} is always the same", rule.id, spec.id);
            }
        }
    }
}

#[test]
fn a_parameter_that_is_off_by_a_billionth_is_noticed() {
    let trajectories = Trajectories::load();
    for rule in catalog::RULES {
        for spec in rule.params {
            let noticed = trajectories.vectors.iter().filter(|vector| vector.rule == rule.id).any(|vector| {
                let mut nudged = vector.clone();
                // A sign hides what is small: Lion's averages are only asked for theirs.
                let share = if rule.id == "lion" && spec.id.starts_with("beta") { 1e-2 } else { 1e-9 };
                *nudged.params.get_mut(spec.id).expect("every parameter is recorded") *= 1.0 + share;
                nudged.errors(&trajectories.steps).into_iter().any(|error| error > TOLERANCE)
            });
            assert!(noticed, "{}: no vector depends on {}", rule.id, spec.id);
        }
    }
}

#[test]
fn pytorchs_own_nesterov_walks_over_our_look_ahead_points() {
    let trajectories = Trajectories::load();
    assert!(!trajectories.nesterov_lookaheads.is_empty());
    for vector in &trajectories.nesterov_lookaheads {
        let race = vector.race(trajectories.last_step());
        let probes = race.runs()[0].probes();
        for (&step, want) in trajectories.steps.iter().zip(&vector.positions) {
            for k in [0, 1] {
                let error = relative_error(probes[2 * step + k], want[k]);
                assert!(error <= TOLERANCE, "{} {:?}, step {step}: {error:e}", vector.surface, vector.params);
            }
        }
    }
}

#[test]
fn the_report_has_a_row_for_every_rule_and_no_row_beyond_the_tolerance() {
    let trajectories = Trajectories::load();
    let rows = worst_errors();
    assert!(rows.iter().map(|row| row.rule).eq(catalog::RULES.iter().map(|rule| rule.id)), "one row a rule, in order");
    assert_eq!(rows.iter().map(|row| row.vectors).sum::<usize>(), trajectories.vectors.len());
    for row in rows {
        let vectors = trajectories.vectors.iter().filter(|vector| vector.rule == row.rule);
        assert_eq!(row.positions, vectors.map(|vector| vector.positions.len()).sum::<usize>(), "{}", row.rule);
        assert!(matches!(row.rule, "lbfgs" | "newton") || row.positions == row.vectors * trajectories.steps.len());
        assert!(row.worst <= TOLERANCE, "{}: {:e} at {:?}", row.rule, row.worst, row.worst_at);
        let worst_surface = row.surfaces.values().copied().fold(0.0, worse);
        assert_eq!(worst_surface.to_bits(), row.worst.to_bits(), "{}", row.rule);
        assert_eq!(row.surfaces[&row.worst_at.surface].to_bits(), row.worst.to_bits(), "{}", row.rule);
    }
}

/// What `reference/derivatives.json` holds.
#[derive(Deserialize)]
struct Derivatives {
    points: Vec<Point>,
}

/// A surface at a point, as autograd sees it.
#[derive(Deserialize)]
struct Point {
    surface: String,
    at: [f64; 2],
    value: f64,
    gradient: [f64; 2],
    /// ∂²/∂x², ∂²/∂x∂y, ∂²/∂y²
    hessian: [f64; 3],
}

#[test]
fn value_gradient_and_hessian_agree_with_autograd() {
    let Derivatives { points } = serde_json::from_str(include_str!("reference/derivatives.json")).expect("well-formed");
    for point in &points {
        let surface = surface::find(&point.surface).unwrap_or_else(|| panic!("no surface {}", point.surface));
        let jet = surface.jet_at(point.at[0], point.at[1]);
        let got = [jet.value].into_iter().chain(jet.gradient).chain(jet.hessian);
        let want = [point.value].into_iter().chain(point.gradient).chain(point.hessian);
        for ((got, want), what) in got.zip(want).zip(["f", "∂x", "∂y", "∂x²", "∂x∂y", "∂y²"]) {
            let error = relative_error(got, want);
            assert!(error <= TOLERANCE, "{} at {:?}: {what} = {got}, not {want}", point.surface, point.at);
        }
    }
    for surface in SURFACES {
        let count = points.iter().filter(|point| point.surface == surface.id).count();
        assert!(count >= 10, "{}: only {count} points", surface.id);
    }
}

#[test]
fn the_readme_says_how_many_positions_are_compared() {
    let compared: usize = Trajectories::load().vectors.iter().map(|vector| vector.positions.len()).sum();
    let said = format!("{},{:03} positions", compared / 1000, compared % 1000);
    assert!(include_str!("../README.md").contains(&said), "README does not say {said}");
}
