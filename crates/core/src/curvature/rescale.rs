//! The same function with any curvature: a rescaling of two layers, and a measure that it leaves alone.
//!
//! L. Dinh, R. Pascanu, S. Bengio and Y. Bengio, "Sharp minima can generalize for deep nets", ICML 2017, section 3: a ReLU
//! lets positive factors through, so (α W₁, α b₁, W₂/α) computes what (W₁, b₁, W₂) does.

use alloc::vec::Vec;

use crate::model::mlp::Layer;

/// The parameters of a ReLU network with its first layer multiplied by α, and the weights of its second divided by it.
///
/// # Panics
/// With fewer than two layers.
#[must_use]
pub fn rescaled(layers: &[Layer], w: &[f64], alpha: f64) -> Vec<f64> {
    let [first, second] = [&layers[0], &layers[1]];
    let mut w = w.to_vec();
    for x in &mut w[first.offset..first.end()] {
        *x *= alpha;
    }
    for x in &mut w[second.offset..second.biases()] {
        *x /= alpha;
    }
    w
}

/// Writes D A D v into `product`, D = diag(|w|), for the operator A whose products `apply` writes. For a Hessian this is the
/// curvature per relative change of each parameter: its eigenvalues are the same for every α.
pub fn relative_product(
    w: &[f64],
    v: &[f64],
    scaled: &mut [f64],
    product: &mut [f64],
    apply: impl FnOnce(&[f64], &mut [f64]),
) {
    for ((scaled, v), w) in scaled.iter_mut().zip(v).zip(w) {
        *scaled = w.abs() * v;
    }
    apply(scaled, product);
    for (x, w) in product.iter_mut().zip(w) {
        *x *= w.abs();
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::curvature::{Lanczos, lanczos};
    use crate::model::mlp::{Activation, Criterion, Examples, Mlp, MlpLoss};
    use crate::objective::TwiceDifferentiable;
    use crate::rng::SplitMix64;

    #[test]
    fn rescaling_changes_the_curvature_but_not_the_function_nor_the_relative_curvature() {
        let mut rng = SplitMix64::new(4);
        let mlp = Mlp::new(&[6, 5, 3], Activation::Relu, Criterion::CrossEntropy);
        let inputs = (0..60).map(|_| rng.normal()).collect();
        let mut loss = MlpLoss::new(mlp.clone(), Examples { inputs, labels: vec![0, 1, 2, 0, 1, 2, 0, 1, 2, 0] });
        let w = mlp.initial(1.0, 8);
        let top = |loss: &mut MlpLoss, w: &[f64], is_relative: bool| {
            let mut method = Lanczos::new(w.len(), w.len(), lanczos::START_SEED);
            let mut scaled = vec![0.0; w.len()];
            while method.step(|v, product| {
                if is_relative {
                    relative_product(w, v, &mut scaled, product, |v, product| loss.hessian_vector(w, v, product));
                } else {
                    loss.hessian_vector(w, v, product);
                }
            }) {}
            *method.ritz().values.last().expect("there are eigenvalues")
        };
        let (outputs, sharp, relative) = (loss.outputs(&w), top(&mut loss, &w, false), top(&mut loss, &w, true));
        for alpha in [0.25, 4.0] {
            let other = rescaled(mlp.layers(), &w, alpha);
            let change = loss.outputs(&other).iter().zip(&outputs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(change < 1e-14, "{change}");
            assert!(top(&mut loss, &other, false) > 2.0 * sharp);
            assert!((top(&mut loss, &other, true) / relative - 1.0).abs() < 1e-9);
        }
    }
}
