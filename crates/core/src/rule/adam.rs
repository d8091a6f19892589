//! Adam: momentum over a running scale, both corrected for having started at 0.
//!
//! D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
//!
//! ```text
//! m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
//! v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
//! x ← x − η m̂ / (√v̂ + ε)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | β₁, β₂ | `beta1`, `beta2`: the share of each average that stays |
//! | ε | `eps`, keeps the division finite |
//! | g | gradient at x |
//! | m, v | running averages of gradient and squared gradient, starting at 0 |
//! | t | number of the update, from 1 |
//!
//! Implementations differ: several leave the correction out (the first step is then (1 − β₁)/√(1 − β₂) ≈ 3.2 times too
//! long) and some fold it into η, which moves ε. This is the paper's form and PyTorch's, with the same defaults.

use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sqrt;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "adam",
    name: "Adam",
    reference: "D. P. Kingma and J. Ba, 2015",
    tex: r"\begin{aligned} m &\gets \beta_1 m + (1-\beta_1)\, g & \hat m &= \frac{m}{1-\beta_1^t} \\ v &\gets \beta_2 v + (1-\beta_2)\, g^2 & \hat v &= \frac{v}{1-\beta_2^t} \\ x &\gets x - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \end{aligned}",
    params: &[ParamSpec::lr(1e-3, 10.0), BETA1, BETA2, ParamSpec::eps(1e-8, 1e-12, "keeps the division finite")],
    state: &[StateSpec::direction("m", "m"), StateSpec::square("v", "v")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / (sqrt(it.after[1] / (1.0 - it.scalars[1])) + it.params[3])),
    build: |dim, params| {
        Adam { beta1: params[1], beta2: params[2], eps: params[3], beta1_power: 1.0, beta2_power: 1.0 }.build(dim)
    },
};

pub(super) const BETA1: ParamSpec =
    ParamSpec::memory("beta1", "β₁", 0.9, 0.999, "the share of the averaged gradient that stays at each update");
pub(super) const BETA2: ParamSpec =
    ParamSpec::memory("beta2", "β₂", 0.999, 0.9999, "the share of the averaged square that stays at each update");

pub(crate) struct Adam {
    /// β₁
    beta1: f64,
    /// β₂
    beta2: f64,
    /// ε
    eps: f64,
    /// β₁ᵗ, kept as a running product: a power function at every update would cost more than the update, and a β₁ that is
    /// changed on the way is corrected for by what each update really kept.
    beta1_power: f64,
    /// β₂ᵗ
    beta2_power: f64,
}

/// What both coordinates of an update share.
#[derive(Clone, Copy)]
pub(crate) struct Shared {
    /// η
    lr: f64,
    /// 1 − β₁ᵗ
    correction1: f64,
    /// 1 − β₂ᵗ
    correction2: f64,
}

impl Coordinatewise for Adam {
    type State = [f64; 2];
    type Shared = Shared;

    const HAS_OWN_LOOPS: bool = true;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.eps] = [params[1], params[2], params[3]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> Shared {
        self.beta1_power *= self.beta1;
        self.beta2_power *= self.beta2;
        Shared { lr, correction1: 1.0 - self.beta1_power, correction2: 1.0 - self.beta2_power }
    }

    fn step(&self, shared: Shared, _x: f64, g: f64, [m, v]: &mut [f64; 2]) -> f64 {
        *m = self.beta1 * *m + (1.0 - self.beta1) * g;
        *v = self.beta2 * *v + (1.0 - self.beta2) * (g * g);
        let m_hat = *m / shared.correction1;
        let v_hat = *v / shared.correction2;
        -(shared.lr * m_hat) / (sqrt(v_hat) + self.eps)
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
    fn the_first_step_is_the_learning_rate_times_the_sign() {
        let steps = steps(&super::RULE, &[0.1, 0.9, 0.999, 1e-12], &[[2.0, -4000.0]]);
        assert_steps(&steps, &[[-0.1, 0.1]], 1e-11);
    }

    #[test]
    fn a_constant_slope_keeps_the_corrected_step_constant() {
        let steps = steps(&super::RULE, &[0.1, 0.9, 0.999, 1e-12], &[[2.0, -3.0]; 5]);
        assert_steps(&steps, &[[-0.1, 0.1]; 5], 1e-11);
    }
}
