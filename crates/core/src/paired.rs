//! Pairs of measurements that differ in one thing, and whether the difference could be chance: the paired t test.
//!
//! "Student" (W. S. Gosset), "The probable error of a mean", Biometrika 6 (1908).

use crate::math::{mean, sqrt, student_tails};

/// What n differences say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// How many pairs have both numbers.
    pub pairs: usize,
    /// In how many of them the second number is larger.
    pub higher: usize,
    /// Mean of second less first; NaN without pairs.
    pub mean: f64,
    /// Half the width of the 95 % interval of that mean; NaN for fewer than two pairs.
    pub margin: f64,
    /// How likely a mean difference at least so far from 0 would be if there were none: two-sided. NaN for fewer than two pairs,
    /// or if no difference differs from another.
    pub p: f64,
}

impl Paired {
    /// Compares number for number. A pair with a number that is not finite is left out.
    #[must_use]
    pub fn of(first: &[f64], second: &[f64]) -> Self {
        let differences = first.iter().zip(second).map(|(a, b)| b - a).filter(|difference| difference.is_finite());
        let differences: alloc::vec::Vec<f64> = differences.collect();
        let pairs = differences.len();
        let higher = differences.iter().filter(|&&difference| difference > 0.0).count();
        let mean = mean(&differences);
        if pairs < 2 {
            return Self { pairs, higher, mean, margin: f64::NAN, p: f64::NAN };
        }
        let freedom = (pairs - 1) as f64;
        let squares: f64 = differences.iter().map(|difference| (difference - mean) * (difference - mean)).sum();
        let error = sqrt(squares / freedom / pairs as f64);
        let p = if error > 0.0 { student_tails(mean / error, freedom) } else { f64::NAN };
        Self { pairs, higher, mean, margin: error * student_quantile(freedom), p }
    }

    /// Half the width of the 95 % interval of the mean of some numbers; NaN for fewer than two.
    #[must_use]
    pub fn margin_of(values: &[f64]) -> f64 {
        Self::of(&alloc::vec![0.0; values.len()], values).margin
    }
}

/// The t beyond which, on both sides together, lie 5 % of Student's distribution: by bisection, to the last bits.
fn student_quantile(freedom: f64) -> f64 {
    let (mut low, mut high) = (0.0, 16.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if student_tails(middle, freedom) > 0.05 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_is_that_of_the_textbook() {
        // Gosset's own example: additional hours of sleep by two drugs, ten patients.
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let paired = Paired::of(&first, &second);
        assert_eq!((paired.pairs, paired.higher), (10, 9));
        assert!((paired.mean - 1.58).abs() < 1e-12);
        assert!((paired.p - 0.002_832_89).abs() < 1e-7, "{}", paired.p);
        assert!((paired.mean - paired.margin - 0.700_114_2).abs() < 1e-6, "{}", paired.margin);
    }

    #[test]
    fn too_few_or_broken_pairs_have_no_interval() {
        let one = Paired::of(&[1.0, f64::NAN], &[2.0, 3.0]);
        assert_eq!((one.pairs, one.higher, one.mean), (1, 1, 1.0));
        assert!(one.margin.is_nan() && one.p.is_nan());
        assert!(Paired::of(&[], &[]).mean.is_nan());
        assert!(Paired::of(&[1.0, 2.0], &[2.0, 3.0]).p.is_nan(), "all differences are the same");
        assert!((Paired::margin_of(&[1.0, 3.0]) - 12.706_204_736_174_7).abs() < 1e-6);
    }
}
