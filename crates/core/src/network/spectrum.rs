//! The eigenvalues of a network's Hessian: the largest, and how all of them are spread; computed in pieces.

use alloc::vec::Vec;

use crate::curvature::{Lanczos, Ritz, lanczos, spectral_density};
use crate::model::mlp::MlpLoss;
use crate::objective::TwiceDifferentiable;

/// Start vectors that the density is a mean over.
const PROBES: usize = 4;

/// Steps from each.
const STEPS: usize = 40;

/// The standard deviation that each eigenvalue is widened to, as part of the range that the density is over.
const WIDTH: f64 = 0.008;

/// The spectrum of the Hessian of the training loss.
#[derive(Debug)]
pub struct Spectrum {
    w: Vec<f64>,
    method: Lanczos,
    found: Vec<Ritz>,
}

impl Spectrum {
    /// Nothing is computed yet.
    #[must_use]
    pub fn new(w: &[f64]) -> Self {
        Self { w: w.to_vec(), method: Lanczos::new(w.len(), STEPS, lanczos::START_SEED), found: Vec::new() }
    }

    /// Makes so many products of the Hessian; whether anything is left to do.
    pub fn work(&mut self, products: usize, loss: &mut MlpLoss) -> bool {
        for _ in 0..products {
            if self.found.len() == PROBES {
                return false;
            }
            let w = &self.w;
            if !self.method.step(|v, product| loss.hessian_vector(w, v, product)) {
                self.found.push(self.method.ritz());
                let seed = lanczos::START_SEED + self.found.len() as u64;
                self.method = Lanczos::new(w.len(), STEPS, seed);
            }
        }
        self.found.len() < PROBES
    }

    /// The part that is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        (self.found.len() as f64 + self.method.made() as f64 / STEPS as f64).min(PROBES as f64) / PROBES as f64
    }

    /// The Ritz values of the first start vector, ascending; those at the ends are eigenvalues.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        self.found.first().map_or(&[], |ritz| &ritz.values)
    }

    /// The density of eigenvalues at some places of a range.
    #[must_use]
    pub fn density(&self, at: &[f64]) -> Vec<f64> {
        let range = at.last().copied().unwrap_or(0.0) - at.first().copied().unwrap_or(0.0);
        spectral_density(&self.found, at, WIDTH * range)
    }
}
