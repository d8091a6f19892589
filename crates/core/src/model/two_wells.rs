//! Two wells of equal depth, one twenty times as sharp as the other, as a mean over 32 samples.
//!
//! ```text
//! ℓ(w; z) = h(w − z),   h(u) = −τ ln(e^(−q₁/τ) + e^(−q₂/τ))
//! q₁ = ½ a (u − c₁)²,   q₂ = ½ b (u − c₂)² + Δ
//! ```
//!
//! a = 20, b = 1, c₁ = −1, c₂ = 2, τ = 0.05. The zᵢ are normal, centred, of standard deviation exactly σ = 0.15: each is a
//! sample's own shift of the landscape, so that a small batch sees a shifted one. Δ = ½ (a − b) σ² makes both minima of
//! the mean equally deep: L(−1) = L(2) = 0.225, with curvatures 20 and 1.

use alloc::vec::Vec;

use super::{FiniteSum, Optimum};
use crate::math::{exp, ln, sqrt};
use crate::rng::SplitMix64;

const SAMPLES: usize = 32;
const SEED: u64 = 7;
const SIGMA: f64 = 0.15;
const A: f64 = 20.0;
const B: f64 = 1.0;
const C1: f64 = -1.0;
const C2: f64 = 2.0;
const TAU: f64 = 0.05;
const DELTA: f64 = 0.5 * (A - B) * SIGMA * SIGMA;

/// The mean of 32 shifted double wells.
#[derive(Clone, Debug)]
pub struct TwoWells {
    shifts: Vec<f64>,
}

impl Default for TwoWells {
    fn default() -> Self {
        Self::new()
    }
}

impl TwoWells {
    /// Where the sharp and the flat minimum are, with their curvatures.
    pub const MINIMA: [(f64, f64); 2] = [(C1, A), (C2, B)];

    /// How much more the loss is on fresh samples of the same kind than on these, at the sharp and at the flat minimum: for
    /// each draw of as many samples, from one generator.
    #[must_use]
    pub fn fresh_gaps(&self, draws: usize, seed: u64) -> Vec<[f64; 2]> {
        let mut rng = SplitMix64::new(seed);
        let draw = |_| {
            let fresh = Self { shifts: (0..SAMPLES).map(|_| SIGMA * rng.normal()).collect() };
            Self::MINIMA.map(|(w, _)| fresh.loss_at(w) - self.loss_at(w))
        };
        (0..draws).map(draw).collect()
    }

    /// L(w). All samples shifted by δ have the loss L(w − δ).
    #[must_use]
    pub fn loss_at(&self, w: f64) -> f64 {
        self.full(&[w], &mut [0.0])
    }

    /// The samples are always the same.
    #[must_use]
    pub fn new() -> Self {
        let mut rng = SplitMix64::new(SEED);
        let mut shifts: Vec<f64> = (0..SAMPLES).map(|_| rng.normal()).collect();
        let n = SAMPLES as f64;
        let mean = shifts.iter().sum::<f64>() / n;
        for z in &mut shifts {
            *z -= mean;
        }
        let deviation = sqrt(shifts.iter().map(|z| z * z).sum::<f64>() / n);
        for z in &mut shifts {
            *z *= SIGMA / deviation;
        }
        Self { shifts }
    }
}

/// h and its derivative. The smaller of the two parabolas is taken out of the logarithm, so that nothing underflows.
fn double_well(u: f64) -> [f64; 2] {
    let (d1, d2) = (u - C1, u - C2);
    let (q1, q2) = (0.5 * A * d1 * d1, 0.5 * B * d2 * d2 + DELTA);
    let low = if q1 < q2 { q1 } else { q2 };
    let (e1, e2) = (exp((low - q1) / TAU), exp((low - q2) / TAU));
    let sum = e1 + e2;
    [low - TAU * ln(sum), (e1 * A * d1 + e2 * B * d2) / sum]
}

impl FiniteSum for TwoWells {
    fn dim(&self) -> usize {
        1
    }

    fn samples(&self) -> usize {
        SAMPLES
    }

    fn sample_width(&self) -> usize {
        1
    }

    fn flops(&self) -> u64 {
        25
    }

    fn add_sample(&self, w: &[f64], sample: usize, grad: &mut [f64]) -> f64 {
        let [loss, slope] = double_well(w[0] - self.shifts[sample]);
        grad[0] += slope;
        loss
    }

    fn optimum(&self) -> Option<Optimum> {
        let at = alloc::vec![C1];
        Some(Optimum { loss: self.full(&at, &mut [0.0]), at, curvature: A })
    }

    /// That of the sharp well and that of the flat one.
    fn minima(&self) -> Vec<Vec<f64>> {
        Self::MINIMA.map(|(w, _)| alloc::vec![w]).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::assert_gradients;

    #[test]
    fn gradients_are_derivatives() {
        for w in [-1.3, -1.0, -0.29, 0.4, 2.0, 3.1] {
            assert_gradients(&TwoWells::new(), &[w]);
        }
    }

    #[test]
    fn both_wells_are_equally_deep_and_one_is_twenty_times_as_sharp() {
        let wells = TwoWells::new();
        let mut slope = [0.0];
        assert_eq!(wells.minima(), [[-1.0], [2.0]]);
        for (w, curvature) in [(-1.0, 20.0), (2.0, 1.0)] {
            assert!((wells.full(&[w], &mut slope) - 0.225).abs() < 1e-9);
            assert!(slope[0].abs() < 1e-9, "{slope:?}");
            let rise = [wells.full(&[w + 1e-4], &mut slope), wells.full(&[w - 1e-4], &mut slope)];
            let second = (rise[0] + rise[1] - 0.45) / 1e-8;
            assert!((second - curvature).abs() < 1e-3, "{second}");
        }
        assert!((wells.full(&[-0.29], &mut slope) - 2.6472).abs() < 5e-5);
    }

    #[test]
    fn a_shift_costs_half_the_curvature_times_its_square() {
        let wells = TwoWells::new();
        for (w, curvature) in TwoWells::MINIMA {
            for shift in [0.05, -0.1, 0.2, 0.3] {
                let gap = wells.loss_at(w - shift) - wells.loss_at(w);
                let law = 0.5 * curvature * shift * shift;
                assert!((gap / law - 1.0).abs() < 1e-6, "{w}, {shift}: {gap}, expected {law}");
            }
        }
    }

    #[test]
    fn fresh_samples_cost_both_minima_nothing_on_average_and_the_sharp_one_spreads_twenty_times_as_far() {
        let gaps = TwoWells::new().fresh_gaps(2000, 5);
        let statistics = [0, 1].map(|which| {
            let mean = gaps.iter().map(|gap| gap[which]).sum::<f64>() / 2000.0;
            let square = gaps.iter().map(|gap| (gap[which] - mean) * (gap[which] - mean)).sum::<f64>() / 2000.0;
            (mean, sqrt(square))
        });
        let [(sharp, wide), (flat, narrow)] = statistics;
        assert!(sharp.abs() < 4.0 * wide / sqrt(2000.0) && flat.abs() < 4.0 * narrow / sqrt(2000.0), "{statistics:?}");
        assert!((wide / 0.060 - 1.0).abs() < 0.15 && (narrow / 0.003 - 1.0).abs() < 0.15, "{statistics:?}");
    }

    #[test]
    fn far_out_nothing_overflows() {
        let [loss, slope] = double_well(-1e5);
        assert!(loss.is_finite() && slope.is_finite());
        assert!(double_well(1e200)[0].is_infinite() || double_well(1e200)[0].is_nan());
    }
}
