//! SGD: a step against the gradient.
//!
//! H. Robbins, S. Monro, "A stochastic approximation method", 1951 (with a noisy gradient); A.-L. Cauchy, 1847 (with an
//! exact one).
//!
//! ```text
//! x ← x − η g
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | g | gradient at x |
//!
//! Implementations do not differ. The default is PyTorch's, `lr` = 0.001.

use alloc::boxed::Box;

use super::Rule;
use crate::catalog::RuleInfo;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "sgd",
    name: "SGD",
    reference: "H. Robbins and S. Monro, 1951",
    tex: r"x \gets x - \eta\, g",
    params: &[ParamSpec::lr(1e-3, 10.0)],
    state: &[],
    looks_ahead: false,
    build: |_dim, _params| Box::new(Sgd),
};

/// Gradient descent has no memory, so there is nothing to hold.
#[derive(Debug)]
struct Sgd;

impl Rule for Sgd {
    fn update(&mut self, _t: u64, lr: f64, grad: &[f64], step: &mut [f64]) {
        for (step, g) in step.iter_mut().zip(grad) {
            *step = -(lr * g);
        }
    }

    fn visit_state(&self, _visit: &mut dyn FnMut(&[f64])) {}

    fn reset(&mut self) {}
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::steps;

    #[test]
    fn a_step_is_the_learning_rate_times_the_gradient() {
        assert_eq!(steps(&super::RULE, &[0.1], &[[2.0, -4.0]]), [[-0.2, 0.4]]);
    }
}
