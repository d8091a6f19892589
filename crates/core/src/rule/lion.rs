//! Lion: every coordinate steps by the learning rate, in the direction of the sign of its momentum.
//!
//! X. Chen et al., "Symbolic discovery of optimization algorithms", 2023, algorithm 2.
//!
//! ```text
//! c = β₁ m + (1 − β₁) g
//! x ← x − η (sign c + λ x)
//! m ← β₂ m + (1 − β₂) g
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr`: the length of a coordinate's step, whatever the slope |
//! | β₁ | `beta1`: the share of the momentum in the direction of the step |
//! | β₂ | `beta2`: the share of the momentum that stays |
//! | λ | `weight_decay`, beside the step, as AdamW's |
//! | g | gradient at x |
//! | m | momentum: a running average of the gradient, starting at 0 |
//!
//! Steps do not shrink near a minimum: it is circled at a distance of about η. Implementations do not differ in these lines (the momentum is updated after the
//! step, with another β than the step's). The learning rate's default is the authors', β₁ and β₂ theirs and optax's; λ is 0 here, as in the authors'
//! code, 0.001 in optax.

use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sign;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "lion",
    name: "Lion",
    reference: "X. Chen et al., 2023",
    tex: r"\begin{aligned} c &= \beta_1 m + (1-\beta_1)\, g \\ x &\gets x - \eta\, (\operatorname{sign} c + \lambda x) \\ m &\gets \beta_2 m + (1-\beta_2)\, g \end{aligned}",
    params: &[
        ParamSpec::lr(1e-4, 1.0),
        ParamSpec::memory("beta1", "β₁", 0.9, 0.999, "the share of the momentum in the direction of a step"),
        ParamSpec::memory("beta2", "β₂", 0.99, 0.9999, "the share of the momentum that stays at each update"),
        ParamSpec::weight_decay(0.0),
    ],
    state: &[StateSpec::direction("m", "m")],
    looks_ahead: false,
    asks: false,
    // The step in units of c, which a sign alone is left of.
    rate: Some(|it| it.lr / (it.params[1] * it.before[0] + (1.0 - it.params[1]) * it.g).abs()),
    build: |dim, params| Lion { beta1: params[1], beta2: params[2], decay: params[3] }.build(dim),
};

pub(crate) struct Lion {
    /// β₁
    beta1: f64,
    /// β₂
    beta2: f64,
    /// λ
    decay: f64,
}

impl Coordinatewise for Lion {
    /// m
    type State = [f64; 1];
    type Shared = f64;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.decay] = [params[1], params[2], params[3]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        lr
    }

    fn step(&self, lr: f64, x: f64, g: f64, [m]: &mut [f64; 1]) -> f64 {
        let c = self.beta1 * *m + (1.0 - self.beta1) * g;
        *m = self.beta2 * *m + (1.0 - self.beta2) * g;
        -(lr * (sign(c) + self.decay * x))
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::steps;

    #[test]
    fn a_step_is_the_learning_rate_until_the_momentum_turns() {
        // m = 0.5, then c = 0.5 · 0.5 − 0.5 · 0.25 > 0 goes on, and m = 0.125; then c = 0.0625 − 0.5 turns round.
        let gradients = [[1.0, 0.0], [-0.25, 0.0], [-1.0, 0.0]];
        assert_eq!(steps(&super::RULE, &[0.1, 0.5, 0.5, 0.0], &gradients), [[-0.1, 0.0], [-0.1, 0.0], [0.1, 0.0]]);
    }

    #[test]
    fn decay_stands_beside_the_sign() {
        let mut rule = (super::RULE.build)(2, &[0.1, 0.9, 0.99, 0.5]);
        let mut step = [0.0; 2];
        rule.update(1, 0.1, &[4.0, -2.0], &[1e-9, 1e9], &mut step);
        assert_eq!(step, [-(0.1 * (1.0 + 2.0)), -(0.1 * (1.0 - 1.0))]);
    }
}
