//! Adamax: Adam whose scale is the largest recent gradient instead of their root mean square.
//!
//! D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 2.
//!
//! ```text
//! m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
//! u ← max(β₂ u, |g| + ε)
//! x ← x − η m̂ / u
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | β₁, β₂ | `beta1`, `beta2`: the share of average and maximum that stays |
//! | ε | `eps`, keeps the division finite |
//! | g | gradient at x |
//! | m | running average of the gradient, starting at 0 |
//! | u | decaying maximum of its size, starting at 0; being a maximum, it needs no correction |
//! | t | number of the update, from 1 |
//!
//! Implementations differ in ε: the paper has none, TensorFlow adds it to u at the division. This is PyTorch's, which adds it
//! to |g|; defaults are PyTorch's.

use super::adam::{BETA1, BETA2};
use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "adamax",
    name: "Adamax",
    reference: "D. P. Kingma and J. Ba, 2015",
    tex: r"\begin{aligned} m &\gets \beta_1 m + (1-\beta_1)\, g & \hat m &= \frac{m}{1-\beta_1^t} \\ u &\gets \max(\beta_2 u,\; |g| + \varepsilon) \\ x &\gets x - \eta\, \frac{\hat m}{u} \end{aligned}",
    params: &[ParamSpec::lr(2e-3, 10.0), BETA1, BETA2, ParamSpec::eps(1e-8, 1e-12, "keeps the division finite")],
    state: &[StateSpec::direction("m", "m"), StateSpec::square("u", "u")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / it.after[1]),
    build: |dim, params| Adamax { beta1: params[1], beta2: params[2], eps: params[3], beta1_power: 1.0 }.build(dim),
};

pub(crate) struct Adamax {
    /// β₁
    beta1: f64,
    /// β₂
    beta2: f64,
    /// ε
    eps: f64,
    /// β₁ᵗ, a running product as Adam's.
    beta1_power: f64,
}

impl Coordinatewise for Adamax {
    /// m, u
    type State = [f64; 2];
    type Shared = f64;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.eps] = [params[1], params[2], params[3]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        self.beta1_power *= self.beta1;
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [m, u]: &mut [f64; 2]) -> f64 {
        *m = self.beta1 * *m + (1.0 - self.beta1) * g;
        *u = (self.beta2 * *u).max(g.abs() + self.eps);
        let m_hat = *m / (1.0 - self.beta1_power);
        -(lr * m_hat) / *u
    }

    fn scalars(&self) -> [f64; 2] {
        [self.beta1_power, 0.0]
    }

    fn reset(&mut self) {
        self.beta1_power = 1.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::{assert_steps, steps};

    #[test]
    fn the_largest_gradient_fades_by_beta2_until_a_larger_one_comes() {
        // β₁ = 0, β₂ = 1/2: u = 8, then max(4, 2) = 4, then max(2, 6) = 6.
        let steps = steps(&super::RULE, &[0.1, 0.0, 0.5, 1e-300], &[[8.0, -8.0], [2.0, -2.0], [6.0, -6.0]]);
        assert_steps(&steps, &[[-0.1, 0.1], [-0.05, 0.05], [-0.1, 0.1]], 1e-15);
    }
}
