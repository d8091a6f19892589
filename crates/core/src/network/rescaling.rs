//! A trained ReLU network rescaled: what of it changes, and what does not; computed in pieces.
//!
//! L. Dinh et al., "Sharp minima can generalize for deep nets", ICML 2017.

use alloc::vec;
use alloc::vec::Vec;

use super::measurement::{Curvature, Measurement, Measuring};
use crate::curvature::{Lanczos, Plane, keskar_sharpness, lanczos, relative_product, rescaled};
use crate::model::mlp::MlpLoss;
use crate::objective::TwiceDifferentiable;

/// Half of the box of the ε-sharpness.
const EPSILON: f64 = 1e-3;

/// Places of the slice, and how far it goes on either side.
const PLACES: usize = 61;
const REACH: f64 = 1.0;

/// A network with its first layer multiplied by α and its second divided by it.
#[derive(Debug)]
pub struct Rescaling {
    w: Vec<f64>,
    scaled: Vec<f64>,
    measuring: Option<Measuring>,
    measurement: Option<Measurement>,
    top: Lanczos,
    relative: Lanczos,
    slice: Option<Slice>,
    keskar: f64,
    output_change: f64,
}

#[derive(Debug)]
struct Slice {
    line: Plane,
    place: Vec<f64>,
    losses: Vec<f64>,
}

impl Rescaling {
    /// The network with parameters `w`, rescaled. Its losses and what it says of the test digits are measured at once.
    #[must_use]
    pub fn new(w: &[f64], alpha: f64, losses: &mut [MlpLoss; 2]) -> Self {
        let other = rescaled(losses[0].mlp().layers(), w, alpha);
        let outputs = losses[1].outputs(w);
        let changes = losses[1].outputs(&other).into_iter().zip(outputs).map(|(a, b)| (a - b).abs());
        let lanczos = || Lanczos::new(w.len(), lanczos::STEPS, lanczos::START_SEED);
        Self {
            output_change: changes.fold(0.0, f64::max),
            measuring: Some(Measuring::new(0, &other, losses)),
            measurement: None,
            top: lanczos(),
            relative: lanczos(),
            slice: None,
            keskar: f64::NAN,
            scaled: vec![0.0; w.len()],
            w: other,
        }
    }

    /// Makes about so many passes over the training digits; whether anything is left to do.
    pub fn work(&mut self, passes: usize, train: &mut MlpLoss) -> bool {
        for _ in 0..passes {
            if !self.step(train) {
                return false;
            }
        }
        true
    }

    fn step(&mut self, train: &mut MlpLoss) -> bool {
        let w = &self.w;
        if let Some(measuring) = &mut self.measuring {
            self.measurement = measuring.step(w, train);
            if self.measurement.is_some() {
                self.measuring = None;
            }
            return true;
        }
        if self.relative.step(|v, product| {
            relative_product(w, v, &mut self.scaled, product, |v, product| train.hessian_vector(w, v, product));
        }) || self.top.step(|v, product| train.hessian_vector(w, v, product))
        {
            return true;
        }
        let Some(slice) = &mut self.slice else {
            self.keskar = keskar_sharpness(train, w, EPSILON);
            let ritz = self.top.ritz();
            let direction = self.top.vector(&ritz, ritz.values.len() - 1);
            let line = Plane { origin: w.clone(), up: vec![0.0; w.len()], across: direction };
            self.slice = Some(Slice { line, place: vec![0.0; w.len()], losses: Vec::with_capacity(PLACES) });
            return true;
        };
        let places = Self::places();
        if let Some(&place) = places.get(slice.losses.len()) {
            slice.line.at(place, 0.0, &mut slice.place);
            slice.losses.push(train.value(&slice.place));
        }
        slice.losses.len() < PLACES
    }

    /// The part that is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let products = self.top.made() + self.relative.made();
        let slice = self.slice.as_ref().map_or(0, |slice| slice.losses.len());
        let measured = if self.measuring.is_some() { 0.0 } else { 0.4 };
        measured + 0.4 * products as f64 / (2 * lanczos::STEPS) as f64 + 0.2 * slice as f64 / PLACES as f64
    }

    /// The rescaled parameters.
    #[must_use]
    pub fn w(&self) -> &[f64] {
        &self.w
    }

    /// Losses, accuracies, norm and curvature, once they are measured.
    #[must_use]
    pub fn measurement(&self) -> Option<&Measurement> {
        self.measurement.as_ref()
    }

    /// The curvature, once it is measured.
    #[must_use]
    pub fn curvature(&self) -> Option<&Curvature> {
        self.measurement().and_then(|m| m.curvature.as_ref())
    }

    /// The largest eigenvalue of the Hessian per relative change of the parameters, which rescaling leaves alone.
    #[must_use]
    pub fn relative(&self) -> f64 {
        self.relative.ritz().values.last().copied().unwrap_or(f64::NAN)
    }

    /// The ε-sharpness for ε = 10⁻³; NaN before it is measured.
    #[must_use]
    pub fn keskar(&self) -> f64 {
        self.keskar
    }

    /// The most that any output on any test digit differs from the unscaled network's.
    #[must_use]
    pub fn output_change(&self) -> f64 {
        self.output_change
    }

    /// Places along the eigenvector of the largest eigenvalue, as distances in parameter space.
    #[must_use]
    pub fn places() -> Vec<f64> {
        let last = (PLACES - 1) as f64;
        (0..PLACES).map(|k| REACH * (2.0 * k as f64 - last) / last).collect()
    }

    /// The training loss at those of them that are computed.
    #[must_use]
    pub fn slice(&self) -> &[f64] {
        self.slice.as_ref().map_or(&[], |slice| &slice.losses)
    }
}
