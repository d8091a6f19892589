//! A valley of minima: a linear network of two weights, u and v, fitted to 20 samples.
//!
//! ```text
//! ℓ(u, v; i) = ½ (u v xᵢ − yᵢ)²
//! ```
//!
//! y = x + e, where x has mean square 1 and e is orthogonal to x with mean square ¼. All of u v = 1 is minimal, with loss
//! 0.125 and largest curvature u² + v²: 2 in the middle, growing along both arms. With g the batch's mean of
//! (u v x − y) x, an SGD step is u ← u − η g v, v ← v − η g u, so that
//!
//! ```text
//! u² − v² ← (u² − v²) (1 − η² g²)
//! ```
//!
//! exactly: noise, and nothing else, carries a run along the valley to where it is flattest.

use alloc::vec::Vec;

use super::{FiniteSum, Optimum};
use crate::descent::{BatchReplay, Plan};
use crate::math::sqrt;
use crate::rng::SplitMix64;

const SAMPLES: usize = 20;
const SEED: u64 = 11;
const ERROR: f64 = 0.5;

/// The valley u v = 1.
#[derive(Clone, Debug)]
pub struct Valley {
    x: Vec<f64>,
    y: Vec<f64>,
}

impl Default for Valley {
    fn default() -> Self {
        Self::new()
    }
}

impl Valley {
    /// The samples are always the same.
    #[must_use]
    pub fn new() -> Self {
        let mut rng = SplitMix64::new(SEED);
        let mut normals = || -> Vec<f64> { (0..SAMPLES).map(|_| rng.normal()).collect() };
        let (mut x, mut e) = (normals(), normals());
        let n = SAMPLES as f64;
        let mean_square = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>() / n;
        let scale = 1.0 / sqrt(mean_square(&x));
        x.iter_mut().for_each(|x| *x *= scale);
        let along = x.iter().zip(&e).map(|(x, e)| x * e).sum::<f64>() / n;
        e.iter_mut().zip(&x).for_each(|(e, x)| *e -= along * x);
        let scale = ERROR / sqrt(mean_square(&e));
        let y = x.iter().zip(&e).map(|(x, e)| x + e * scale).collect();
        Self { x, y }
    }

    /// The samples, x and y.
    #[must_use]
    pub fn data(&self) -> (&[f64], &[f64]) {
        (&self.x, &self.y)
    }

    /// u² − v², the quantity that follows the law.
    #[must_use]
    pub fn imbalance(w: &[f64]) -> f64 {
        w[0] * w[0] - w[1] * w[1]
    }

    /// u² + v², the largest curvature at a minimum.
    #[must_use]
    pub fn sharpness(w: &[f64]) -> f64 {
        w[0] * w[0] + w[1] * w[1]
    }

    /// g: the batch's mean of (u v x − y) x.
    #[must_use]
    pub fn slope(&self, w: &[f64], samples: &[usize]) -> f64 {
        let product = w[0] * w[1];
        let term = |&i: &usize| (product * self.x[i] - self.y[i]) * self.x[i];
        samples.iter().map(term).sum::<f64>() / samples.len() as f64
    }

    /// What the law says of u² − v² after every update of a run of SGD: its value at the start times all 1 − η² g² so far,
    /// where nothing but the batches' slopes is taken from the run. `positions` are u and v after every update.
    #[must_use]
    pub fn law(&self, plan: &Plan, positions: &[f64]) -> Vec<f64> {
        let mut replay = BatchReplay::new(plan, SAMPLES);
        let mut lr = plan.entry.params[0];
        let mut law = Vec::new();
        let mut value = positions.get(..2).map_or(f64::NAN, Self::imbalance);
        for (update, position) in positions.chunks_exact(2).enumerate() {
            law.push(value);
            for change in plan.changes.iter().filter(|change| change.after == update && change.param == 0) {
                lr = change.value;
            }
            let step = plan.schedule.rate(lr, update as u64) * self.slope(position, replay.of_update(update));
            value *= 1.0 - step * step;
        }
        law
    }

    /// How far a run of SGD is from its law at most.
    #[must_use]
    pub fn law_error(&self, plan: &Plan, positions: &[f64]) -> f64 {
        let off = positions.chunks_exact(2).zip(self.law(plan, positions));
        off.map(|(w, law)| (Self::imbalance(w) - law).abs()).fold(0.0, f64::max)
    }

    /// The loss at a point of the plane: its mean over the samples in closed form, ½ (u v − 1)² + ⅛.
    #[must_use]
    pub fn loss_at(u: f64, v: f64) -> f64 {
        let d = u * v - 1.0;
        0.5 * d * d + 0.5 * ERROR * ERROR
    }
}

impl FiniteSum for Valley {
    fn dim(&self) -> usize {
        2
    }

    fn samples(&self) -> usize {
        SAMPLES
    }

    fn sample_width(&self) -> usize {
        2
    }

    fn flops(&self) -> u64 {
        9
    }

    fn add_sample(&self, w: &[f64], sample: usize, grad: &mut [f64]) -> f64 {
        let (x, r) = (self.x[sample], w[0] * w[1] * self.x[sample] - self.y[sample]);
        grad[0] += r * x * w[1];
        grad[1] += r * x * w[0];
        0.5 * r * r
    }

    fn optimum(&self) -> Option<Optimum> {
        let at = alloc::vec![1.0, 1.0];
        Some(Optimum { loss: self.full(&at, &mut [0.0; 2]), curvature: Self::sharpness(&at), at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::assert_gradients;

    #[test]
    fn gradients_are_derivatives() {
        for w in [[3.0, 1.0 / 3.0], [1.0, 1.0], [0.2, -0.7]] {
            assert_gradients(&Valley::new(), &w);
        }
    }

    #[test]
    fn a_sample_is_uphill_where_its_gradient_points_against_the_full_one() {
        let valley = Valley::new();
        let (w, mut full) = ([2.0, 1.0], [0.0; 2]);
        valley.full(&w, &mut full);
        let slopes = (0..20).map(|i| valley.slope(&w, &[i])).filter(|slope| *slope < 0.0).count();
        assert_eq!(valley.uphill(&w, &full), slopes, "the full slope is positive there");
    }

    #[test]
    fn all_of_the_valley_is_equally_deep_and_its_loss_has_a_closed_form() {
        let valley = Valley::new();
        let mut grad = [0.0; 2];
        for u in [0.5, 1.0, 3.0] {
            assert!((valley.full(&[u, 1.0 / u], &mut grad) - 0.125).abs() < 1e-15);
            assert!(grad[0].abs() + grad[1].abs() < 1e-15, "{grad:?}");
        }
        for [u, v] in [[2.0, 1.5], [-1.0, 0.4]] {
            assert!((valley.full(&[u, v], &mut grad) - Valley::loss_at(u, v)).abs() < 1e-14);
        }
    }
}
