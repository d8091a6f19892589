//! The density of an operator's eigenvalues, by stochastic Lanczos quadrature.
//!
//! L. Lin, Y. Saad and C. Yang, "Approximating spectral densities of large matrices", SIAM Review 58 (2016); B. Ghorbani,
//! S. Krishnan and Y. Xiao, "An investigation into neural net optimization via Hessian eigenvalue density", ICML 2019.

use alloc::vec::Vec;
use core::f64::consts::PI;

use super::Ritz;
use crate::math::{exp, sqrt};

/// The density at some places: what each start vector found, its Ritz values with their weights, widened to normal
/// distributions of standard deviation `width`, and the mean over start vectors. It integrates to 1.
#[must_use]
pub fn spectral_density(found: &[Ritz], at: &[f64], width: f64) -> Vec<f64> {
    let height = 1.0 / (width * sqrt(2.0 * PI) * found.len() as f64);
    let density = |place: &f64| {
        let pairs = found.iter().flat_map(|ritz| ritz.values.iter().zip(&ritz.weights));
        let bumps = pairs.map(|(value, weight)| {
            let z = (place - value) / width;
            weight * exp(-0.5 * z * z)
        });
        height * bumps.sum::<f64>()
    };
    at.iter().map(density).collect()
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::curvature::Lanczos;

    #[test]
    fn the_density_has_its_mass_where_the_eigenvalues_are() {
        // Three quarters of the eigenvalues are 1, a quarter 5.
        let found: Vec<Ritz> = (0..30)
            .map(|seed| {
                let mut lanczos = Lanczos::new(400, 10, seed);
                while lanczos.step(|v, product| {
                    for (k, (product, v)) in product.iter_mut().zip(v).enumerate() {
                        *product = if k % 4 == 0 { 5.0 * v } else { *v };
                    }
                }) {}
                lanczos.ritz()
            })
            .collect();
        let places: Vec<f64> = (0..=800).map(|k| f64::from(k) / 100.0).collect();
        let density = spectral_density(&found, &places, 0.1);
        let mass = |from: usize, to: usize| density[from..to].iter().sum::<f64>() / 100.0;
        assert!((mass(0, 800) - 1.0).abs() < 1e-9);
        assert!((mass(0, 300) - 0.75).abs() < 0.02, "{}", mass(0, 300));
        assert!(mass(150, 450) < 1e-4);
        assert_eq!(spectral_density(&found, &[], 0.1), vec![]);
    }
}
