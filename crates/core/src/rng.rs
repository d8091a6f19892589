//! Seeded randomness: SplitMix64, the same draws on every platform.
//!
//! G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 17.

use alloc::vec::Vec;
use core::f64::consts::PI;

use crate::math::{cos, floor, ln, sqrt};

/// The generator. Two with the same seed give the same draws for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// A generator at the beginning of the sequence that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform in [0, 1), in steps of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.bits() >> 11) as f64 * STEP
    }

    /// Standard normal, by the cosine branch of Box and Muller (1958): two uniform draws for each number.
    pub fn normal(&mut self) -> f64 {
        let u1 = 1.0 - self.uniform();
        let u2 = self.uniform();
        sqrt(-2.0 * ln(u1)) * cos(2.0 * PI * u2)
    }

    /// A whole number in `0..n`, uniform up to the 2⁻⁵³ of [`uniform`](Self::uniform). `n` must not be 0.
    pub fn below(&mut self, n: usize) -> usize {
        floor(self.uniform() * n as f64) as usize
    }

    /// Puts `items` into a random order: Fisher and Yates, from the last place down.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(i + 1);
            items.swap(i, j);
        }
    }

    /// The numbers `0..n` in a random order.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        self.shuffle(&mut order);
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draws_of_a_seed_are_those_of_the_published_algorithm() {
        // The first outputs of the reference implementation for seed 1234567.
        let mut rng = SplitMix64::new(1_234_567);
        assert_eq!([rng.bits(), rng.bits()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn uniforms_normals_and_permutations_of_seed_42() {
        let close = |got: f64, want: f64| assert!((got - want).abs() < 5e-9, "{got}, expected {want}");
        let mut rng = SplitMix64::new(42);
        for want in [0.741_564_88, 0.159_910_39, 0.278_601_13] {
            close(rng.uniform(), want);
        }
        let mut rng = SplitMix64::new(42);
        for want in [0.882_248_91, -0.450_849_88, 0.188_352_63] {
            close(rng.normal(), want);
        }
        assert_eq!(SplitMix64::new(42).permutation(10), [8, 3, 6, 5, 4, 0, 9, 2, 1, 7]);
    }
}
