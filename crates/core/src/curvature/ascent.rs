//! The step up of sharpness-aware minimisation.

use crate::math::norm;

/// Writes w + ρ g/‖g‖ into `above`: where, to first order, the loss is largest within a distance of ρ. Where the gradient
/// vanishes, that is w.
///
/// P. Foret, A. Kleiner, H. Mobahi and B. Neyshabur, "Sharpness-aware minimization for efficiently improving
/// generalization", ICLR 2021, equation 2 with p = 2.
pub fn ascend(w: &[f64], grad: &[f64], rho: f64, above: &mut [f64]) {
    let length = norm(grad);
    let part = if length > 0.0 { rho / length } else { 0.0 };
    for ((above, w), g) in above.iter_mut().zip(w).zip(grad) {
        *above = w + part * g;
    }
}

#[cfg(test)]
mod tests {
    use super::ascend;

    #[test]
    fn the_step_is_as_long_as_the_radius_along_the_gradient() {
        let mut above = [0.0; 2];
        ascend(&[1.0, 2.0], &[3.0, -4.0], 0.5, &mut above);
        assert_eq!(above, [1.3, 1.6]);
        ascend(&[1.0, 2.0], &[0.0, 0.0], 0.5, &mut above);
        assert_eq!(above, [1.0, 2.0]);
    }
}
