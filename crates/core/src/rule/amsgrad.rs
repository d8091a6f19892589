//! AMSGrad: Adam whose scale never shrinks, so that a rare large gradient is not forgotten.
//!
//! S. J. Reddi, S. Kale, S. Kumar, "On the convergence of Adam and beyond", 2018, algorithm 2.
//!
//! ```text
//! m  ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
//! v  ← β₂ v + (1 − β₂) g²
//! v⁺ ← max(v⁺, v)                 v̂ = v⁺ / (1 − β₂ᵗ)
//! x  ← x − η m̂ / (√v̂ + ε)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | β₁, β₂ | `beta1`, `beta2`: the share of each average that stays |
//! | ε | `eps`, keeps the division finite |
//! | g | gradient at x |
//! | m, v | running averages of gradient and squared gradient, starting at 0 |
//! | v⁺ | the largest v so far, coordinate by coordinate |
//! | t | number of the update, from 1 |
//!
//! Implementations differ: the paper corrects neither average for its start at 0 and lets η fall with √t; Keras takes the
//! maximum of uncorrected averages as well, others of corrected ones. This is PyTorch's `Adam(amsgrad=True)`: the maximum of uncorrected
//! averages, corrected afterwards, with Adam's defaults.

use super::adam::{BETA1, BETA2};
use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sqrt;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "amsgrad",
    name: "AMSGrad",
    reference: "S. J. Reddi, S. Kale and S. Kumar, 2018",
    tex: r"\begin{aligned} m &\gets \beta_1 m + (1-\beta_1)\, g & \hat m &= \frac{m}{1-\beta_1^t} \\ v &\gets \beta_2 v + (1-\beta_2)\, g^2 & v^+ &\gets \max(v^+, v) \\ \hat v &= \frac{v^+}{1-\beta_2^t} & x &\gets x - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \end{aligned}",
    params: &[ParamSpec::lr(1e-3, 10.0), BETA1, BETA2, ParamSpec::eps(1e-8, 1e-12, "keeps the division finite")],
    state: &[StateSpec::direction("m", "m"), StateSpec::square("v", "v"), StateSpec::square("vmax", "v⁺")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / (sqrt(it.after[2] / (1.0 - it.scalars[1])) + it.params[3])),
    build: |dim, params| {
        AmsGrad { beta1: params[1], beta2: params[2], eps: params[3], beta1_power: 1.0, beta2_power: 1.0 }.build(dim)
    },
};

pub(crate) struct AmsGrad {
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

impl Coordinatewise for AmsGrad {
    /// m, v, v⁺
    type State = [f64; 3];
    type Shared = f64;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.eps] = [params[1], params[2], params[3]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        self.beta1_power *= self.beta1;
        self.beta2_power *= self.beta2;
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [m, v, largest]: &mut [f64; 3]) -> f64 {
        *m = self.beta1 * *m + (1.0 - self.beta1) * g;
        *v = self.beta2 * *v + (1.0 - self.beta2) * (g * g);
        *largest = largest.max(*v);
        let m_hat = *m / (1.0 - self.beta1_power);
        let v_hat = *largest / (1.0 - self.beta2_power);
        -(lr * m_hat) / (sqrt(v_hat) + self.eps)
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
    fn the_first_step_is_adams() {
        let steps = steps(&super::RULE, &[0.1, 0.9, 0.999, 1e-12], &[[2.0, -4000.0]]);
        assert_steps(&steps, &[[-0.1, 0.1]], 1e-11);
    }

    #[test]
    fn a_large_gradient_is_felt_for_ever() {
        // β₁ = 0, β₂ = 1/2: v = 8, then 4.5; AMSGrad keeps 8, corrected by 1 - 1/4.
        let steps = steps(&super::RULE, &[1.0, 0.0, 0.5, 1e-300], &[[4.0, 4.0], [1.0, 1.0]]);
        let second = -1.0 / libm::sqrt(8.0 / 0.75);
        assert_steps(&steps, &[[-1.0; 2], [second; 2]], 1e-15);
    }
}
