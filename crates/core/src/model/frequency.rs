//! Fitting the frequency of a sine: one parameter, many local minima.
//!
//! ```text
//! ℓ(w; i) = ½ (sin(w xᵢ) − yᵢ)²,   yᵢ = sin(3 xᵢ) + noise · normal
//! ```
//!
//! 40 samples, xᵢ uniform in [−3, 3]. Without noise the minima are near 0.118, 3, 5.308 and 7.617; the one at 3 is global
//! and fits every sample exactly, so that there the gradients of all samples vanish, and with them the noise of a batch.

use alloc::vec::Vec;

use super::{FiniteSum, Optimum};
use crate::math::{cos, sin};
use crate::rng::SplitMix64;

const SAMPLES: usize = 40;
const SEED_X: u64 = 21;
const SEED_NOISE: u64 = 22;
const TRUTH: f64 = 3.0;

/// Near which the minima lie, the global one second.
const NEAR: [f64; 4] = [0.12, TRUTH, 5.3, 7.6];

/// Noise moves the minima, but none of them farther than this.
const BASIN: f64 = 0.6;

/// The mean over 40 samples of a sine of unknown frequency.
#[derive(Clone, Debug)]
pub struct Frequency {
    x: Vec<f64>,
    y: Vec<f64>,
}

impl Frequency {
    /// The samples are always the same; `noise` is the standard deviation of what is added to the targets.
    #[must_use]
    pub fn new(noise: f64) -> Self {
        let (mut rng, mut noises) = (SplitMix64::new(SEED_X), SplitMix64::new(SEED_NOISE));
        let x: Vec<f64> = (0..SAMPLES).map(|_| -3.0 + 6.0 * rng.uniform()).collect();
        let y = x.iter().map(|x| sin(TRUTH * x) + noise * noises.normal()).collect();
        Self { x, y }
    }

    /// The samples, x and y.
    #[must_use]
    pub fn data(&self) -> (&[f64], &[f64]) {
        (&self.x, &self.y)
    }

    /// L''(w), exactly.
    #[must_use]
    pub fn curvature(&self, w: f64) -> f64 {
        let term = |(x, y): (&f64, &f64)| {
            let (s, c) = (sin(w * x), cos(w * x));
            x * x * (c * c - (s - y) * s)
        };
        self.x.iter().zip(&self.y).map(term).sum::<f64>() / SAMPLES as f64
    }

    /// The minimum near `w`, by Newton's method.
    fn minimum_near(&self, w: f64) -> Option<f64> {
        let mut at = [w];
        for _ in 0..50 {
            let mut slope = [0.0];
            self.full(&at, &mut slope);
            let step = slope[0] / self.curvature(at[0]);
            at[0] -= step;
            if step.abs() < 1e-15 {
                break;
            }
        }
        (self.curvature(at[0]) > 0.0 && (at[0] - w).abs() < BASIN).then_some(at[0])
    }
}

impl FiniteSum for Frequency {
    fn dim(&self) -> usize {
        1
    }

    fn samples(&self) -> usize {
        SAMPLES
    }

    fn sample_width(&self) -> usize {
        2
    }

    fn flops(&self) -> u64 {
        8
    }

    fn add_sample(&self, w: &[f64], sample: usize, grad: &mut [f64]) -> f64 {
        let (x, phase) = (self.x[sample], w[0] * self.x[sample]);
        let r = sin(phase) - self.y[sample];
        grad[0] += r * cos(phase) * x;
        0.5 * r * r
    }

    fn optimum(&self) -> Option<Optimum> {
        let w = self.minimum_near(TRUTH)?;
        let at = alloc::vec![w];
        Some(Optimum { loss: self.full(&at, &mut [0.0]), curvature: self.curvature(w), at })
    }

    /// Those that noise in the targets has left.
    fn minima(&self) -> Vec<Vec<f64>> {
        NEAR.into_iter().filter_map(|w| self.minimum_near(w)).map(|w| alloc::vec![w]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::assert_gradients;

    #[test]
    fn gradients_are_derivatives() {
        for noise in [0.0, 0.1] {
            for w in [0.1, 2.2, 5.5] {
                assert_gradients(&Frequency::new(noise), &[w]);
            }
        }
    }

    #[test]
    fn the_minima_have_the_published_losses_and_curvatures() {
        let frequency = Frequency::new(0.0);
        let published = [(0.118, 0.2165, 2.60), (3.0, 0.0, 1.34), (5.308, 0.3037, 0.82), (7.617, 0.4232, 1.14)];
        let minima = frequency.minima().concat();
        assert_eq!(minima.len(), published.len());
        for ((w, loss, curvature), at) in published.into_iter().zip(minima) {
            assert!((at - w).abs() < 1.1e-3, "{at}");
            let mut slope = [0.0];
            assert!((frequency.full(&[at], &mut slope) - loss).abs() < 1e-4);
            assert!(slope[0].abs() < 1e-13);
            assert!((frequency.curvature(at) - curvature).abs() < 0.006);
        }
    }

    #[test]
    fn so_much_noise_that_nothing_can_be_fitted_leaves_what_minima_there_are() {
        let minima = Frequency::new(3.0).minima().concat();
        assert!(minima.windows(2).all(|pair| pair[0] < pair[1]), "{minima:?}");
    }
}
