//! Momentum (heavy ball): the step is a decaying sum of past gradients.
//!
//! B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964, equation (9).
//!
//! ```text
//! v ← μ v + g
//! x ← x − η v
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | μ | momentum, `momentum`: the share of the velocity that stays |
//! | g | gradient at x |
//! | v | velocity, starting at 0 |
//!
//! Implementations differ in where η stands: here, as in PyTorch, it multiplies the velocity when it is applied; in
//! Polyak's and Sutskever's form (v ← μ v − η g) it is folded into v. With a constant η the iterates are the same; when η
//! changes, this form applies the new one to the past as well. The default `lr` is PyTorch's; PyTorch's own default for
//! `momentum` is 0, which is plain SGD, so the customary 0.9 stands here.

use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "momentum",
    name: "Momentum",
    reference: "B. T. Polyak, 1964",
    tex: r"\begin{aligned} v &\gets \mu v + g \\ x &\gets x - \eta\, v \end{aligned}",
    params: &[ParamSpec::lr(1e-3, 10.0), MOMENTUM],
    state: &[StateSpec::direction("v", "v")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr),
    build: |dim, params| Momentum { momentum: params[1] }.build(dim),
};

pub(super) const MOMENTUM: ParamSpec =
    ParamSpec::memory("momentum", "μ", 0.9, 0.999, "momentum: the share of the velocity that stays at each update");

pub(crate) struct Momentum {
    /// μ
    momentum: f64,
}

impl Coordinatewise for Momentum {
    type State = [f64; 1];
    type Shared = f64;

    const HAS_OWN_LOOPS: bool = true;

    fn retune(&mut self, params: &[f64]) {
        self.momentum = params[1];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [v]: &mut [f64; 1]) -> f64 {
        *v = self.momentum * *v + g;
        -(lr * *v)
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::steps;

    #[test]
    fn the_second_step_carries_the_first_gradient_along() {
        // v₁ = g₁ = (1, -2); v₂ = 0.5 v₁ + g₂ = (3.5, 1)
        let steps = steps(&super::RULE, &[0.1, 0.5], &[[1.0, -2.0], [3.0, 2.0]]);
        assert_eq!(steps, [[-0.1, 0.2], [-0.1 * 3.5, -0.1]]);
    }
}
