//! Nesterov's accelerated gradient: momentum that looks where it is going before it asks for the slope.
//!
//! Yu. E. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983; in this form
//! I. Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, equations (3)–(4).
//!
//! ```text
//! g = ∇f(x + μ v)
//! v ← μ v − η g
//! x ← x + v
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | μ | momentum, `momentum` |
//! | g | gradient at the look-ahead point x + μ v |
//! | v | velocity, starting at 0 |
//!
//! Implementations differ: PyTorch's `SGD(nesterov=True)` keeps the *look-ahead point* as its parameter, so that a
//! framework need not evaluate anywhere else; its iterates are this form's look-ahead points. This is the textbook form,
//! because the look-ahead point is worth seeing.

use super::momentum::MOMENTUM;
use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "nesterov",
    name: "Nesterov",
    reference: "Yu. E. Nesterov, 1983; I. Sutskever et al., 2013",
    tex: r"\begin{aligned} v &\gets \mu v - \eta\, \nabla f(x + \mu v) \\ x &\gets x + v \end{aligned}",
    params: &[ParamSpec::lr(1e-3, 10.0), MOMENTUM],
    state: &[StateSpec::step("v", "v")],
    looks_ahead: true,
    asks: false,
    rate: Some(|it| it.lr),
    build: |dim, params| Nesterov { momentum: params[1] }.build(dim),
};

pub(crate) struct Nesterov {
    /// μ
    momentum: f64,
}

impl Coordinatewise for Nesterov {
    type State = [f64; 1];
    type Shared = f64;

    const HAS_OWN_LOOPS: bool = true;
    const LOOKS_AHEAD: bool = true;

    fn probe(&self, x: f64, [v]: &[f64; 1]) -> f64 {
        x + self.momentum * v
    }

    fn retune(&mut self, params: &[f64]) {
        self.momentum = params[1];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [v]: &mut [f64; 1]) -> f64 {
        *v = self.momentum * *v - lr * g;
        *v
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::steps;

    #[test]
    fn the_first_step_is_plain_and_the_next_is_taken_from_ahead() {
        let mut rule = (super::RULE.build)(2, &[0.1, 0.5]);
        let (mut step, mut ahead) = ([0.0; 2], [0.0; 2]);
        rule.probe(&[1.0, 1.0], &mut ahead);
        assert_eq!(ahead, [1.0, 1.0]);
        rule.update(1, 0.1, &[1.0, 1.0], &[2.0, -4.0], &mut step);
        assert_eq!(step, [-0.2, 0.4]);
        rule.probe(&[0.8, 1.4], &mut ahead);
        assert_eq!(ahead, [0.8 - 0.1, 1.4 + 0.2]);
    }

    #[test]
    fn velocity_keeps_half_and_adds_the_new_slope() {
        let steps = steps(&super::RULE, &[0.1, 0.5], &[[2.0, -4.0], [1.0, 0.0]]);
        assert_eq!(steps[1], [0.5 * -0.2 - 0.1, 0.2]);
    }
}
