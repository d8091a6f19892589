//! How far from straight down updates went, and how that spreads.

use alloc::vec::Vec;

use crate::math::{acos, sqrt};

/// Angles in degrees between updates and the full negative gradient where they were made; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Angles {
    /// Every one, in the order of the updates.
    pub degrees: Vec<f64>,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
}

impl Angles {
    /// The angles with these cosines; a NaN is none.
    pub(crate) fn of(cosines: &[f64]) -> Option<Self> {
        let cosines = cosines.iter().filter(|cosine| !cosine.is_nan());
        let degrees: Vec<f64> = cosines.map(|&cosine| acos(cosine).to_degrees()).collect();
        if degrees.is_empty() {
            return None;
        }
        let count = degrees.len() as f64;
        let mean = degrees.iter().sum::<f64>() / count;
        let variance = degrees.iter().map(|angle| (angle - mean) * (angle - mean)).sum::<f64>() / count;
        Some(Self { degrees, mean, deviation: sqrt(variance) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_have_a_mean_a_deviation_and_those_without_direction_do_not_count() {
        let angles = Angles::of(&[0.0, f64::NAN, 1.0, -1.0, 0.0]).expect("four updates with a direction");
        assert_eq!((angles.mean, angles.deviation), (90.0, sqrt(0.5 * 90.0 * 90.0)));
        assert_eq!(angles.degrees, [90.0, 0.0, 180.0, 90.0]);
        assert_eq!(Angles::of(&[f64::NAN]), None);
        assert_eq!(Angles::of(&[]), None);
    }
}
