//! What the whole of Downhill promises, tested across its crates: here, how closely its runs follow PyTorch's.
//!
//! `reference/make_vectors.py` recorded what PyTorch computes in float64; the functions below let the shipped [`Race`]
//! compute the same and measure the difference. The tests hold it to [`TOLERANCE`], and the page shows it.

use std::collections::BTreeMap;

use downhill::{Entry, Race, Surface, catalog, surface};
use serde::{Deserialize, Serialize};

/// The largest accepted difference from PyTorch, relative to PyTorch's number: each coordinate by itself, without a
/// floor for numbers near 0, and without exception.
pub const TOLERANCE: f64 = 1e-12;

/// |got - want| / |want|; 0 only if they are equal, infinite if `want` alone is 0, NaN if either is.
#[must_use]
pub fn relative_error(got: f64, want: f64) -> f64 {
    let difference = (got - want).abs();
    if difference == 0.0 { 0.0 } else { difference / want.abs() }
}

/// The larger of two errors, where NaN is larger than any: a run that blew up must not look exact.
#[must_use]
pub fn worse(a: f64, b: f64) -> f64 {
    if a.is_nan() || b <= a { a } else { b }
}

/// What `reference/trajectories.json` holds.
#[derive(Debug, Deserialize)]
pub struct Trajectories {
    /// The command that made it.
    pub made_by: String,
    /// Version of PyTorch.
    pub torch: String,
    /// Version of optax, which has what PyTorch has not.
    pub optax: String,
    /// Version of Python.
    pub python: String,
    /// After how many updates the positions stand.
    pub steps: Vec<usize>,
    /// PyTorch's defaults: rule, parameter, value.
    pub defaults: BTreeMap<String, BTreeMap<String, f64>>,
    /// Runs of every rule.
    pub vectors: Vec<Vector>,
    /// Runs of PyTorch's own Nesterov momentum, whose positions are our look-ahead points.
    pub nesterov_lookaheads: Vec<Vector>,
}

/// One recorded run.
#[derive(Clone, Debug, Deserialize)]
pub struct Vector {
    /// The rule's id.
    pub rule: String,
    /// The surface's id.
    pub surface: String,
    /// The rule's parameters by name.
    pub params: BTreeMap<String, f64>,
    /// The start.
    pub from: [f64; 2],
    /// The position after each number of updates in [`Trajectories::steps`], or the first few of them.
    pub positions: Vec<[f64; 2]>,
    /// The average of positions that the rule keeps beside them, if it does: its first state vector.
    #[serde(default)]
    pub averages: Option<Vec<[f64; 2]>>,
}

impl Trajectories {
    /// The committed file.
    ///
    /// # Panics
    /// If it is damaged.
    #[must_use]
    pub fn load() -> Self {
        serde_json::from_str(include_str!("reference/trajectories.json")).expect("trajectories.json is well-formed")
    }

    /// The number of updates after which the last position stands.
    ///
    /// # Panics
    /// If there is no position at all.
    #[must_use]
    pub fn last_step(&self) -> usize {
        *self.steps.iter().max().expect("there are steps")
    }
}

impl Vector {
    /// The same run by the core, after `updates` updates.
    ///
    /// # Panics
    /// If the core does not know the rule, the surface or a parameter, or refuses a value.
    #[must_use]
    pub fn race(&self, updates: usize) -> Race<&'static Surface> {
        let rule = catalog::find(&self.rule).unwrap_or_else(|| panic!("no rule {}", self.rule));
        let surface = surface::find(&self.surface).unwrap_or_else(|| panic!("no surface {}", self.surface));
        assert_eq!(self.params.len(), rule.params.len(), "{}: number of parameters", self.rule);
        let params = rule.params.iter().map(|spec| self.params[spec.id]).collect();
        let mut race = Race::new(surface, &self.from, &[Entry { rule, params }])
            .unwrap_or_else(|(_, error)| panic!("{}: {error}", self.rule));
        race.advance(updates);
        race
    }

    /// Each step's worst relative error over both coordinates; NaN if the run ended before.
    ///
    /// # Panics
    /// As [`race`](Self::race), or if `steps` are not those of the positions.
    #[must_use]
    pub fn errors(&self, steps: &[usize]) -> Vec<f64> {
        // Beyond the last position rounding decides where the run goes.
        assert!((2..=steps.len()).contains(&self.positions.len()), "{} on {}: positions", self.rule, self.surface);
        let steps = &steps[..self.positions.len()];
        let last = *steps.iter().max().expect("there are steps");
        let race = self.race(last);
        let run = &race.runs()[0];
        let farthest =
            |got: [f64; 2], want: [f64; 2]| worse(relative_error(got[0], want[0]), relative_error(got[1], want[1]));
        let error = |(at, &step): (usize, &usize)| {
            if step > run.last_step() {
                return f64::NAN;
            }
            let position = [run.position(step)[0], run.position(step)[1]];
            let error = farthest(position, self.positions[at]);
            let Some(averages) = &self.averages else { return error };
            // A point is recorded as its offset from the position.
            let state = &run.states()[step * 2 * run.entry().rule.state.len()..];
            worse(error, farthest([position[0] + state[0], position[1] + state[1]], averages[at]))
        };
        steps.iter().enumerate().map(error).collect()
    }
}

/// How far a rule's runs are from PyTorch's.
#[derive(Debug, Serialize)]
pub struct RuleError {
    /// The rule's id.
    pub rule: &'static str,
    /// The worst relative error on each surface.
    pub surfaces: BTreeMap<String, f64>,
    /// How many runs were compared.
    pub vectors: usize,
    /// How many positions were compared.
    pub positions: usize,
    /// The worst relative error of any coordinate of any position.
    pub worst: f64,
    /// Where that was.
    pub worst_at: Place,
}

/// One compared position.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// The surface's id.
    pub surface: String,
    /// The rule's parameters by name.
    pub params: BTreeMap<String, f64>,
    /// The number of updates.
    pub step: usize,
}

/// Runs every recorded vector and measures it, rule by rule in the order of the catalogue.
///
/// # Panics
/// If a rule of the catalogue has no vectors.
#[must_use]
pub fn worst_errors() -> Vec<RuleError> {
    let trajectories = Trajectories::load();
    let of_rule = |rule: &'static str| {
        let (mut surfaces, mut vectors, mut positions) = (BTreeMap::new(), 0, 0);
        let mut worst: Option<(f64, Place)> = None;
        for vector in trajectories.vectors.iter().filter(|vector| vector.rule == rule) {
            vectors += 1;
            for (error, &step) in vector.errors(&trajectories.steps).into_iter().zip(&trajectories.steps) {
                positions += 1;
                let of_surface = surfaces.entry(vector.surface.clone()).or_insert(error);
                *of_surface = worse(*of_surface, error);
                if worst.as_ref().is_none_or(|(worst, _)| error.is_nan() || error > *worst) {
                    let place = Place { surface: vector.surface.clone(), params: vector.params.clone(), step };
                    worst = Some((error, place));
                }
            }
        }
        let (worst, worst_at) = worst.unwrap_or_else(|| panic!("{rule}: no vectors"));
        RuleError { rule, surfaces, vectors, positions, worst, worst_at }
    };
    catalog::RULES.iter().map(|rule| of_rule(rule.id)).collect()
}
