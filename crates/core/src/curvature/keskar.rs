//! ε-sharpness: how much the loss can rise within a small box.
//!
//! N. S. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy and P. T. P. Tang, "On large-batch training for deep learning:
//! generalization gap and sharp minima", ICLR 2017, metric 2.1 in the full space (A = I). They searched the box by ten
//! iterations of L-BFGS-B; here it is searched by twenty projected steps along the signs of the gradient, so numbers compare
//! with each other but not with theirs.
//!
//! Only at a polished minimum does it speak of curvature: where the gradient g has not vanished, ε‖g‖₁ outweighs everything
//! else, and the noisiest iterate looks sharpest.

use alloc::vec;

use crate::objective::TwiceDifferentiable;

const ITERATIONS: usize = 20;

/// A step's part of the box.
const STEP: f64 = 0.25;

/// 100 (max f(w + y) − f(w)) / (1 + f(w)) over the box |yᵢ| ≤ ε (|wᵢ| + 1), as far as the search finds the maximum.
pub fn keskar_sharpness(f: &mut dyn TwiceDifferentiable, w: &[f64], epsilon: f64) -> f64 {
    let mut at = w.to_vec();
    let mut grad = vec![0.0; w.len()];
    let here = f.value_grad(&at, &mut grad);
    let mut best = here;
    for _ in 0..ITERATIONS {
        for ((x, w), g) in at.iter_mut().zip(w).zip(&grad) {
            let half = epsilon * (w.abs() + 1.0);
            let sign = f64::from(i8::from(*g > 0.0) - i8::from(*g < 0.0));
            // Unlike clamp, these let a NaN through.
            let y = (*x - w + STEP * half * sign).max(-half).min(half);
            *x = w + y;
        }
        let value = f.value_grad(&at, &mut grad);
        if value > best {
            best = value;
        }
    }
    100.0 * (best - here) / (1.0 + here)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Parabola([f64; 2]);

    impl TwiceDifferentiable for Parabola {
        fn dim(&self) -> usize {
            2
        }
        fn value(&mut self, w: &[f64]) -> f64 {
            0.5 * (self.0[0] * w[0] * w[0] + self.0[1] * w[1] * w[1])
        }
        fn value_grad(&mut self, w: &[f64], grad: &mut [f64]) -> f64 {
            grad.copy_from_slice(&[self.0[0] * w[0], self.0[1] * w[1]]);
            self.value(w)
        }
        fn hessian_vector(&mut self, _: &[f64], v: &[f64], product: &mut [f64]) {
            product.copy_from_slice(&[self.0[0] * v[0], self.0[1] * v[1]]);
        }
    }

    #[test]
    fn the_maximum_of_a_parabola_is_in_a_corner_of_the_box() {
        let mut f = Parabola([8.0, 2.0]);
        let (w, epsilon) = ([0.5, -1.0], 1e-2);
        let here = f.value(&w);
        let corner = f.value(&[0.5 + 1.5 * epsilon, -1.0 - 2.0 * epsilon]);
        let got = keskar_sharpness(&mut f, &w, epsilon);
        assert!((got - 100.0 * (corner - here) / (1.0 + here)).abs() < 1e-12, "{got}");
    }

    #[test]
    fn a_network_that_diverged_does_not_panic() {
        assert!(keskar_sharpness(&mut Parabola([1.0, 1.0]), &[f64::NAN, 1.0], 1e-2).is_nan());
        assert!(keskar_sharpness(&mut Parabola([1.0, 1.0]), &[f64::INFINITY, 1.0], 1e-2).is_nan());
    }

    #[test]
    fn where_the_gradient_is_exactly_zero_the_search_does_not_leave() {
        assert_eq!(keskar_sharpness(&mut Parabola([1.0, 1.0]), &[0.0, 0.0], 1e-2), 0.0);
    }
}
