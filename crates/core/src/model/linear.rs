//! Linear regression: half the mean square of what a weighted sum of the features misses.
//!
//! ```text
//! ℓ(w; i) = ½ (wᵀ xᵢ − yᵢ)²
//! ```
//!
//! Without an intercept: the table is standardised, so the best one is 0.

use alloc::vec;
use alloc::vec::Vec;

use super::{FiniteSum, Optimum};
use crate::data::Table;
use crate::symmetric::Symmetric;

/// Samples that go through the loops together. Their sums do not wait for one another, so that the machine can work on
/// all of them at once; the order of additions within each stays the same.
const LANES: usize = 4;

/// Least squares on a standardised table.
#[derive(Clone, Debug)]
pub struct Linear {
    table: Table,
}

impl Linear {
    /// The model of a table that is [standardised](Table::standardized).
    #[must_use]
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    fn row(&self, sample: usize) -> &[f64] {
        let columns = self.table.columns();
        &self.table.features[sample * columns..][..columns]
    }

    /// The Hessian, the same everywhere: `XᵀX / n`.
    #[must_use]
    pub fn hessian(&self) -> Symmetric {
        let d = self.table.columns();
        let mut sums = vec![0.0; d * d];
        for row in self.table.features.chunks_exact(d) {
            for (k, a) in row.iter().enumerate() {
                for (sum, b) in sums[k * d..][..d].iter_mut().zip(row) {
                    *sum += a * b;
                }
            }
        }
        let n = self.table.rows() as f64;
        Symmetric::new(d, sums.into_iter().map(|sum| sum / n).collect())
    }

    fn residual(&self, w: &[f64], sample: usize) -> f64 {
        let dot: f64 = self.row(sample).iter().zip(w).map(|(x, w)| x * w).sum();
        dot - self.table.target[sample]
    }

    fn add_lanes(&self, w: &[f64], samples: [usize; LANES], grad: &mut [f64]) -> f64 {
        let rows = samples.map(|sample| &self.row(sample)[..w.len()]);
        let mut residuals = [0.0; LANES];
        for (k, w) in w.iter().enumerate() {
            for lane in 0..LANES {
                residuals[lane] += rows[lane][k] * w;
            }
        }
        let mut loss = 0.0;
        for (residual, sample) in residuals.iter_mut().zip(samples) {
            *residual -= self.table.target[sample];
            loss += 0.5 * *residual * *residual;
        }
        for (k, g) in grad.iter_mut().enumerate() {
            let mut sum = 0.0;
            for lane in 0..LANES {
                sum += residuals[lane] * rows[lane][k];
            }
            *g += sum;
        }
        loss
    }
}

impl FiniteSum for Linear {
    fn dim(&self) -> usize {
        self.table.columns()
    }

    fn samples(&self) -> usize {
        self.table.rows()
    }

    fn sample_width(&self) -> usize {
        self.table.columns() + 1
    }

    fn flops(&self) -> u64 {
        4 * self.table.columns() as u64
    }

    fn add_sample(&self, w: &[f64], sample: usize, grad: &mut [f64]) -> f64 {
        let residual = self.residual(w, sample);
        for (g, x) in grad.iter_mut().zip(self.row(sample)) {
            *g += residual * x;
        }
        0.5 * residual * residual
    }

    fn add_samples(&self, w: &[f64], samples: &[usize], grad: &mut [f64]) -> f64 {
        let (lanes, rest) = samples.as_chunks::<LANES>();
        let mut loss = 0.0;
        for &four in lanes {
            loss += self.add_lanes(w, four, grad);
        }
        for &sample in rest {
            loss += self.add_sample(w, sample, grad);
        }
        loss
    }

    fn full(&self, w: &[f64], grad: &mut [f64]) -> f64 {
        grad.fill(0.0);
        let n = self.samples();
        let (mut sum, whole) = (0.0, n - n % LANES);
        for first in (0..whole).step_by(LANES) {
            sum += self.add_lanes(w, [first, first + 1, first + 2, first + 3], grad);
        }
        for sample in whole..n {
            sum += self.add_sample(w, sample, grad);
        }
        super::mean(sum, n, grad)
    }

    /// From the normal equations, solved in the Hessian's eigenvectors; directions in which the loss does not change
    /// (features that are sums of others) are left at 0: the solution of least length.
    fn optimum(&self) -> Option<Optimum> {
        let d = self.dim();
        let mut slope = vec![0.0; d];
        self.full(&vec![0.0; d], &mut slope);
        let eigen = self.hessian().eigen();
        let at: Vec<f64> = eigen.solve(&slope).into_iter().map(|x| -x).collect();
        Some(Optimum { loss: self.full(&at, &mut slope), at, curvature: eigen.values[d - 1] })
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::model::testing::assert_gradients;
    use crate::rng::SplitMix64;

    fn model(rows: usize, twin: bool) -> Linear {
        let mut rng = SplitMix64::new(3);
        let mut features = Vec::new();
        let mut target = Vec::new();
        for _ in 0..rows {
            let x = [rng.normal(), rng.normal(), rng.normal()];
            features.extend([x[0], x[1], if twin { x[0] } else { x[2] }]);
            target.push(x[0] - 2.0 * x[1] + 0.3 * rng.normal());
        }
        let names = ["a", "b", "c"].map(|name| name.to_string()).to_vec();
        Linear::new(Table { names, target_name: "y".into(), features, target }.standardized().expect("it varies"))
    }

    #[test]
    fn gradients_are_derivatives_for_every_remainder_of_the_lanes() {
        for rows in [5, 6, 7, 8] {
            assert_gradients(&model(rows, false), &[0.3, -0.8, 1.2]);
        }
    }

    #[test]
    fn at_the_optimum_the_slope_is_0_even_if_two_features_are_the_same() {
        for twin in [false, true] {
            let model = model(50, twin);
            let optimum = model.optimum().expect("least squares has one");
            let mut slope = [0.0; 3];
            assert!((model.full(&optimum.at, &mut slope) - optimum.loss).abs() < 1e-15);
            assert!(slope.iter().all(|g| g.abs() < 1e-13), "{slope:?}");
            assert!(!twin || (optimum.at[0] - optimum.at[2]).abs() < 1e-12, "the shortest solution shares equally");
        }
    }
}
