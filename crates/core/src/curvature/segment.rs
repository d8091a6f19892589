//! The straight line through two solutions (I. J. Goodfellow, O. Vinyals and A. M. Saxe, "Qualitatively characterizing
//! neural network optimization problems", ICLR 2015).

use alloc::vec::Vec;

/// The line (1 − α) a + α b.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The solution at α = 0.
    pub from: Vec<f64>,
    /// The solution at α = 1.
    pub to: Vec<f64>,
}

impl Segment {
    /// Writes the place at α; both solutions are met exactly.
    pub fn at(&self, alpha: f64, place: &mut [f64]) {
        for ((place, a), b) in place.iter_mut().zip(&self.from).zip(&self.to) {
            *place = (1.0 - alpha) * a + alpha * b;
        }
    }

    /// How far the two solutions are apart.
    #[must_use]
    pub fn length(&self) -> f64 {
        let squares: f64 = self.from.iter().zip(&self.to).map(|(a, b)| (b - a) * (b - a)).sum();
        crate::math::sqrt(squares)
    }

    /// The α of picture after picture: 20 from one solution to the other, and as many beyond each; −1 to 2.
    #[must_use]
    pub fn alphas() -> Vec<f64> {
        (-20..=40).map(|k| f64::from(k) / 20.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;

    #[test]
    fn the_line_meets_both_solutions_and_goes_beyond() {
        let segment = Segment { from: vec![0.1, 2.0], to: vec![0.7, -2.0] };
        let at = |alpha| {
            let mut place = [0.0; 2];
            segment.at(alpha, &mut place);
            place.to_vec()
        };
        assert_eq!((at(0.0), at(1.0)), (segment.from.clone(), segment.to.clone()));
        assert!((at(2.0)[1] + 6.0).abs() < 1e-12);
        assert!((segment.length() - 4.044_749_683_231_337).abs() < 1e-12);
        let alphas = Segment::alphas();
        assert_eq!((alphas.len(), alphas[0], alphas[20], alphas[40], alphas[60]), (61, -1.0, 0.0, 1.0, 2.0));
    }
}
