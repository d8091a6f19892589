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

use super::RuleInfo;
use crate::coordinatewise::Coordinatewise;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "sgd",
    name: "SGD",
    reference: "H. Robbins and S. Monro, 1951",
    tex: r"x \gets x - \eta\, g",
    params: &[ParamSpec::lr(1e-3, 10.0)],
    state: &[],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr),
    build: |dim, _params| Sgd.build(dim),
};

/// Gradient descent has no memory, so there is nothing to hold.
pub(crate) struct Sgd;

impl Coordinatewise for Sgd {
    type State = [f64; 0];
    type Shared = f64;

    const HAS_OWN_LOOPS: bool = true;

    fn retune(&mut self, _params: &[f64]) {}

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, _state: &mut [f64; 0]) -> f64 {
        -(lr * g)
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::steps;

    #[test]
    fn a_step_is_the_learning_rate_times_the_gradient() {
        assert_eq!(steps(&super::RULE, &[0.1], &[[2.0, -4.0]]), [[-0.2, 0.4]]);
    }
}
