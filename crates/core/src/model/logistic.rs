//! Logistic regression: two classes, and the probability of one of them.
//!
//! ```text
//! ℓ(w; i) = ln(1 + e^s) − yᵢ s,   s = wᵀ xᵢ + b
//! ```
//!
//! y is 0 or 1; b, the intercept, is the last parameter. D. R. Cox, "The regression analysis of binary sequences", 1958.

use alloc::vec;
use alloc::vec::Vec;

use super::{FiniteSum, Optimum};
use crate::data::Table;
use crate::math::{exp, ln, norm};
use crate::symmetric::Symmetric;

/// Newton steps that are tried for the optimum.
const NEWTON_STEPS: usize = 60;

/// A loss that only classes can have that a plane separates.
const SEPARATED: f64 = 1e-9;

/// Logistic regression on a classified table.
#[derive(Clone, Debug)]
pub struct Logistic {
    table: Table,
}

impl Logistic {
    /// The model of a table that is [classified](Table::classified).
    #[must_use]
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    fn row(&self, sample: usize) -> &[f64] {
        let columns = self.table.columns();
        &self.table.features[sample * columns..][..columns]
    }

    fn score(&self, w: &[f64], sample: usize) -> f64 {
        let row = self.row(sample);
        let dot: f64 = row.iter().zip(w).map(|(x, w)| x * w).sum();
        dot + w[row.len()]
    }

    fn hessian(&self, w: &[f64]) -> Symmetric {
        let d = self.dim();
        let mut sums = vec![0.0; d * d];
        for sample in 0..self.samples() {
            let p = probability(self.score(w, sample));
            let row = self.row(sample);
            let entry = |k: usize| row.get(k).copied().unwrap_or(1.0);
            for k in 0..d {
                for j in 0..d {
                    sums[k * d + j] += p * (1.0 - p) * entry(k) * entry(j);
                }
            }
        }
        let n = self.samples() as f64;
        Symmetric::new(d, sums.into_iter().map(|sum| sum / n).collect())
    }
}

/// 1 / (1 + e^−s), without overflow.
fn probability(s: f64) -> f64 {
    if s >= 0.0 {
        1.0 / (1.0 + exp(-s))
    } else {
        let e = exp(s);
        e / (1.0 + e)
    }
}

/// ln(1 + e^s), without overflow.
fn softplus(s: f64) -> f64 {
    if s > 0.0 { s + ln(1.0 + exp(-s)) } else { ln(1.0 + exp(s)) }
}

impl FiniteSum for Logistic {
    fn dim(&self) -> usize {
        self.table.columns() + 1
    }

    fn samples(&self) -> usize {
        self.table.rows()
    }

    fn sample_width(&self) -> usize {
        self.table.columns() + 1
    }

    fn flops(&self) -> u64 {
        4 * self.table.columns() as u64 + 8
    }

    fn add_sample(&self, w: &[f64], sample: usize, grad: &mut [f64]) -> f64 {
        let (s, y) = (self.score(w, sample), self.table.target[sample]);
        let error = probability(s) - y;
        let row = self.row(sample);
        for (g, x) in grad.iter_mut().zip(row) {
            *g += error * x;
        }
        grad[row.len()] += error;
        softplus(s) - y * s
    }

    /// By Newton's method with halved steps. None if that does not come to rest: classes that a plane separates have no
    /// optimum, the weights grow for ever.
    fn optimum(&self) -> Option<Optimum> {
        let d = self.dim();
        let (mut at, mut slope) = (vec![0.0; d], vec![0.0; d]);
        let mut loss = self.full(&at, &mut slope);
        for _ in 0..NEWTON_STEPS {
            let eigen = self.hessian(&at).eigen();
            if loss < SEPARATED {
                return None;
            }
            if norm(&slope) < 1e-12 {
                return Some(Optimum { loss, curvature: eigen.values[d - 1], at });
            }
            let step = eigen.solve(&slope);
            let mut part = 1.0;
            loop {
                let next: Vec<f64> = at.iter().zip(&step).map(|(w, step)| w - part * step).collect();
                let below = self.full(&next, &mut slope);
                if below <= loss {
                    (at, loss) = (next, below);
                    break;
                }
                part *= 0.5;
                if part < 1e-10 {
                    return None;
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::model::testing::assert_gradients;
    use crate::rng::SplitMix64;

    fn model(noise: f64) -> Logistic {
        let mut rng = SplitMix64::new(5);
        let (mut features, mut target) = (Vec::new(), Vec::new());
        for _ in 0..60 {
            let x = [rng.normal(), 3.0 + rng.normal()];
            features.extend(x);
            target.push(if x[0] + 0.5 * x[1] - 1.4 + noise * rng.normal() > 0.0 { 7.0 } else { 2.0 });
        }
        let names = ["a", "b"].map(|name| name.to_string()).to_vec();
        Logistic::new(Table { names, target_name: "y".into(), features, target }.classified().expect("it varies"))
    }

    #[test]
    fn gradients_are_derivatives() {
        for w in [[0.0, 0.0, 0.0], [1.5, -0.5, 0.2], [-20.0, 9.0, 1.0]] {
            assert_gradients(&model(1.0), &w);
        }
    }

    #[test]
    fn newton_finds_the_optimum_where_there_is_one() {
        let overlapping = model(1.0);
        let optimum = overlapping.optimum().expect("the classes overlap");
        let mut slope = [0.0; 3];
        overlapping.full(&optimum.at, &mut slope);
        assert!(norm(&slope) < 1e-12, "{slope:?}");
        assert_eq!(model(0.0).optimum(), None, "a line separates the classes");
    }
}
