//! Adagrad: every coordinate has a learning rate of its own, which shrinks with the gradients it has seen.
//!
//! J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011,
//! figure 1 with a diagonal matrix.
//!
//! ```text
//! G ← G + g²
//! x ← x − η g / (√G + ε)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | ε | `eps`, keeps the division finite |
//! | g | gradient at x; g² is taken coordinate by coordinate |
//! | G | sum of all squared gradients, starting at 0 |
//!
//! G never shrinks, so the steps do, and a run stalls before a distant minimum. Implementations differ in whether ε stands
//! inside the root and in where G starts; this is PyTorch's form, outside the root and 0. Defaults are PyTorch's.

use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sqrt;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "adagrad",
    name: "Adagrad",
    reference: "J. Duchi, E. Hazan and Y. Singer, 2011",
    tex: r"\begin{aligned} G &\gets G + g^2 \\ x &\gets x - \frac{\eta}{\sqrt{G} + \varepsilon}\, g \end{aligned}",
    params: &[ParamSpec::lr(1e-2, 10.0), ParamSpec::eps(1e-10, 1e-12, "keeps the division finite")],
    state: &[StateSpec::square("G", "G")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / (sqrt(it.after[0]) + it.params[1])),
    build: |dim, params| Adagrad { eps: params[1] }.build(dim),
};

pub(crate) struct Adagrad {
    /// ε
    eps: f64,
}

impl Coordinatewise for Adagrad {
    type State = [f64; 1];
    type Shared = f64;

    const HAS_OWN_LOOPS: bool = true;

    fn retune(&mut self, params: &[f64]) {
        self.eps = params[1];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [sum]: &mut [f64; 1]) -> f64 {
        *sum += g * g;
        -(lr * g) / (sqrt(*sum) + self.eps)
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::{assert_steps, steps};

    #[test]
    fn the_first_step_is_the_learning_rate_whatever_the_slope() {
        assert_steps(&steps(&super::RULE, &[0.1, 1e-10], &[[2.0, -4000.0]]), &[[-0.1, 0.1]], 1e-9);
    }

    #[test]
    fn steps_shrink_with_the_root_of_the_sum() {
        // The same slope again and again: after k updates the step is η/√k.
        let steps = steps(&super::RULE, &[0.1, 1e-10], &[[2.0, -3.0]; 4]);
        assert_steps(&steps[3..], &[[-0.05, 0.05]], 1e-9);
    }
}
