//! AdaBelief: Adam scaled by how much gradients surprise it: long steps where they are as expected.
//!
//! J. Zhuang et al., "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", 2020, algorithm 2.
//!
//! ```text
//! m ← β₁ m + (1 − β₁) g                     m̂ = m / (1 − β₁ᵗ)
//! s ← β₂ s + (1 − β₂) (g − m)² + ε          ŝ = s / (1 − β₂ᵗ)
//! x ← x − η m̂ / (√ŝ + ε)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | β₁, β₂ | `beta1`, `beta2`: the share of each average that stays |
//! | ε | `eps`, keeps the division finite, and is added to s at every update |
//! | g | gradient at x |
//! | m | running average of the gradient, starting at 0: what is expected of it |
//! | s | running average of the squared surprise, starting at 0 |
//! | t | number of the update, from 1 |
//!
//! Implementations differ in ε: the authors' code keeps the one added to s, optax has two of them (`eps_root`, `eps`), others leave out either. This is
//! the paper's form, and optax's with both alike. Defaults are optax's; the learning rate, for which optax has none, is the paper's.

use super::adam::{BETA1, BETA2};
use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sqrt;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "adabelief",
    name: "AdaBelief",
    reference: "J. Zhuang et al., 2020",
    tex: r"\begin{aligned} m &\gets \beta_1 m + (1-\beta_1)\, g \\ s &\gets \beta_2 s + (1-\beta_2)\, (g - m)^2 + \varepsilon \\ \hat m &= \frac{m}{1-\beta_1^t}, \quad \hat s = \frac{s}{1-\beta_2^t} \\ x &\gets x - \eta\, \frac{\hat m}{\sqrt{\hat s} + \varepsilon} \end{aligned}",
    params: &[
        ParamSpec::lr(1e-3, 10.0),
        BETA1,
        BETA2,
        ParamSpec::eps(
            1e-16,
            1e-20,
            "keeps the division finite, and is added to the average of surprises at every update",
        ),
    ],
    state: &[StateSpec::direction("m", "m"), StateSpec::square("s", "s")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / (sqrt(it.after[1] / (1.0 - it.scalars[1])) + it.params[3])),
    build: |dim, params| {
        AdaBelief { beta1: params[1], beta2: params[2], eps: params[3], beta1_power: 1.0, beta2_power: 1.0 }.build(dim)
    },
};

pub(crate) struct AdaBelief {
    /// β₁
    beta1: f64,
    /// β₂
    beta2: f64,
    /// ε
    eps: f64,
    /// β₁ᵗ, a running product as Adam's.
    beta1_power: f64,
    /// β₂ᵗ
    beta2_power: f64,
}

impl Coordinatewise for AdaBelief {
    /// m, s
    type State = [f64; 2];
    type Shared = f64;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.eps] = [params[1], params[2], params[3]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        self.beta1_power *= self.beta1;
        self.beta2_power *= self.beta2;
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [m, s]: &mut [f64; 2]) -> f64 {
        *m = self.beta1 * *m + (1.0 - self.beta1) * g;
        let surprise = g - *m;
        *s = self.beta2 * *s + (1.0 - self.beta2) * (surprise * surprise) + self.eps;
        let m_hat = *m / (1.0 - self.beta1_power);
        let s_hat = *s / (1.0 - self.beta2_power);
        -(lr * m_hat) / (sqrt(s_hat) + self.eps)
    }

    fn scalars(&self) -> [f64; 2] {
        [self.beta1_power, self.beta2_power]
    }

    fn reset(&mut self) {
        self.beta1_power = 1.0;
        self.beta2_power = 1.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::{assert_steps, steps};

    #[test]
    fn the_first_step_is_the_rate_over_beta1_because_the_first_gradient_is_a_surprise() {
        // m = (1 − β₁) g, so g − m = β₁ g, and √ŝ = β₁ |g|.
        let steps = steps(&super::RULE, &[0.1, 0.5, 0.9, 1e-30], &[[2.0, -4.0]]);
        assert_steps(&steps, &[[-0.2, 0.2]], 1e-14);
    }

    #[test]
    fn a_slope_that_stays_is_believed_and_steps_grow() {
        let steps = steps(&super::RULE, &[0.1, 0.5, 0.9, 1e-30], &[[2.0, -4.0]; 20]);
        assert!(steps[19][0] < 3.0 * steps[0][0], "{steps:?}");
    }
}
