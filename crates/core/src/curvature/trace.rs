//! The trace of a symmetric operator, from its products with random signs.
//!
//! M. F. Hutchinson, "A stochastic estimator of the trace of the influence matrix for Laplacian smoothing splines",
//! Comm. Statist. Simulation Comput. 19 (1990): E[zᵀ A z] = tr A if the entries of z are ±1, independent, at equal odds.

use alloc::vec;
use alloc::vec::Vec;

use crate::math::sqrt;
use crate::rng::SplitMix64;

/// Vectors that an estimate takes: the trace of the networks here then is right to about 3 %.
pub const VECTORS: usize = 20;

/// Seed of the signs.
pub const SEED: u64 = 778;

/// An estimate and how far to trust it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TraceEstimate {
    /// The mean of all zᵀ A z; NaN of none.
    pub mean: f64,
    /// Its standard error; NaN below two vectors.
    pub standard_error: f64,
    /// How many z there were.
    pub vectors: usize,
}

/// The estimator on its way.
#[derive(Clone, Debug)]
pub struct Hutchinson {
    rng: SplitMix64,
    signs: Vec<f64>,
    product: Vec<f64>,
    values: Vec<f64>,
}

impl Hutchinson {
    /// No vectors yet, in `dim` dimensions.
    #[must_use]
    pub fn new(dim: usize, seed: u64) -> Self {
        let values = Vec::with_capacity(VECTORS);
        Self { rng: SplitMix64::new(seed), signs: vec![0.0; dim], product: vec![0.0; dim], values }
    }

    /// One more vector: `apply` writes the operator's product with its first argument into its second.
    pub fn step(&mut self, mut apply: impl FnMut(&[f64], &mut [f64])) {
        for sign in &mut self.signs {
            *sign = if self.rng.uniform() < 0.5 { -1.0 } else { 1.0 };
        }
        apply(&self.signs, &mut self.product);
        self.values.push(self.signs.iter().zip(&self.product).map(|(z, p)| z * p).sum());
    }

    /// What the vectors so far say.
    #[must_use]
    pub fn estimate(&self) -> TraceEstimate {
        let n = self.values.len() as f64;
        let mean = self.values.iter().sum::<f64>() / n;
        let squares: f64 = self.values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let standard_error = if self.values.len() < 2 { f64::NAN } else { sqrt(squares / (n - 1.0) / n) };
        TraceEstimate { mean, standard_error, vectors: self.values.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagonal_has_its_trace_at_once_and_what_is_beside_it_makes_noise() {
        let mut exact = Hutchinson::new(3, SEED);
        assert!(exact.estimate().mean.is_nan());
        let mut noisy = exact.clone();
        for _ in 0..4000 {
            exact.step(|v, product| product.copy_from_slice(&[v[0], 2.0 * v[1], 3.0 * v[2]]));
            noisy.step(|v, product| product.copy_from_slice(&[v[0] + 2.0 * v[1], 2.0 * v[1] + 2.0 * v[0], 3.0 * v[2]]));
        }
        let (exact, noisy) = (exact.estimate(), noisy.estimate());
        assert_eq!((exact.mean, exact.standard_error, exact.vectors), (6.0, 0.0, 4000));
        // zᵀAz is 6 ± 4, so its standard error is 4/√4000.
        assert!((noisy.standard_error - 0.063_25).abs() < 1e-4, "{noisy:?}");
        assert!((noisy.mean - 6.0).abs() < 3.0 * noisy.standard_error, "{noisy:?}");
    }
}
