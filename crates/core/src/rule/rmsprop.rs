//! RMSprop: Adagrad that forgets, so that its steps do not die away.
//!
//! T. Tieleman, G. Hinton, "Neural networks for machine learning", lecture 6.5, 2012.
//!
//! ```text
//! E[g²] ← α E[g²] + (1 − α) g²
//! x     ← x − η g / (√E[g²] + ε)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | α | `alpha`, the share of the average that stays (the lecture's 0.9) |
//! | ε | `eps`, keeps the division finite |
//! | g | gradient at x |
//! | E\[g²\] | running average of squared gradients, starting at 0 |
//!
//! Implementations differ: TensorFlow 1 put ε inside the root and started the average at 1. This is PyTorch's form, with
//! ε outside, the average from 0 and not corrected for that, neither centred nor with momentum. Defaults are PyTorch's.

use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sqrt;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "rmsprop",
    name: "RMSprop",
    reference: "T. Tieleman and G. Hinton, 2012",
    tex: r"\begin{aligned} E_g &\gets \alpha E_g + (1-\alpha)\, g^2 \\ x &\gets x - \frac{\eta}{\sqrt{E_g} + \varepsilon}\, g \end{aligned}",
    params: &[
        ParamSpec::lr(1e-2, 10.0),
        ParamSpec::memory("alpha", "α", 0.99, 0.999, "the share of the average that stays at each update"),
        ParamSpec::eps(1e-8, 1e-12, "keeps the division finite"),
    ],
    state: &[StateSpec::square("Eg2", "E[g²]")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / (sqrt(it.after[0]) + it.params[2])),
    build: |dim, params| RmsProp { alpha: params[1], eps: params[2] }.build(dim),
};

pub(crate) struct RmsProp {
    /// α
    alpha: f64,
    /// ε
    eps: f64,
}

impl Coordinatewise for RmsProp {
    type State = [f64; 1];
    type Shared = f64;

    const HAS_OWN_LOOPS: bool = true;

    fn retune(&mut self, params: &[f64]) {
        [self.alpha, self.eps] = [params[1], params[2]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [average]: &mut [f64; 1]) -> f64 {
        *average = self.alpha * *average + (1.0 - self.alpha) * (g * g);
        -(lr * g) / (sqrt(*average) + self.eps)
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::{assert_steps, steps};

    #[test]
    fn the_first_step_is_the_rate_over_the_root_of_one_minus_alpha() {
        // E[g²] = 0.01·g², so the step is η·g/(0.1·|g|) = 10 η
        assert_steps(&steps(&super::RULE, &[0.1, 0.99, 1e-12], &[[2.0, -4.0]]), &[[-1.0, 1.0]], 1e-10);
    }
}
