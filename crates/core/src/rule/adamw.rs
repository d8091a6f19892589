//! AdamW: Adam with weight decay beside its step, not inside its gradient.
//!
//! I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", 2019, algorithm 2.
//!
//! ```text
//! m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
//! v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
//! x ← x − η λ x − η m̂ / (√v̂ + ε)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | λ | `weight_decay` |
//! | β₁, β₂, ε, m, v, t | as in Adam |
//! | g | gradient at x, of the loss alone |
//!
//! Implementations differ: adding λ x to the gradient instead (L2 regularisation; what PyTorch's `Adam(weight_decay=...)` does)
//! sends the decay through Adam's scale, so that coordinates with large gradients decay less. The paper multiplies λ by a
//! schedule alone; PyTorch, and this, by η as well. With λ > 0 it rests short of the loss's minimum, nearer to 0. Defaults are PyTorch's.

use super::adam::{BETA1, BETA2};
use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sqrt;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "adamw",
    name: "AdamW",
    reference: "I. Loshchilov and F. Hutter, 2019",
    tex: r"\begin{aligned} m &\gets \beta_1 m + (1-\beta_1)\, g & \hat m &= \frac{m}{1-\beta_1^t} \\ v &\gets \beta_2 v + (1-\beta_2)\, g^2 & \hat v &= \frac{v}{1-\beta_2^t} \\ x &\gets x - \eta \lambda x - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \end{aligned}",
    params: &[
        ParamSpec::lr(1e-3, 10.0),
        BETA1,
        BETA2,
        ParamSpec::eps(1e-8, 1e-12, "keeps the division finite"),
        ParamSpec::weight_decay(1e-2),
    ],
    state: &[StateSpec::direction("m", "m"), StateSpec::square("v", "v")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / (sqrt(it.after[1] / (1.0 - it.scalars[1])) + it.params[3])),
    build: |dim, params| {
        let mut rule = AdamW { beta1: 0.0, beta2: 0.0, eps: 0.0, decay: 0.0, beta1_power: 1.0, beta2_power: 1.0 };
        rule.retune(params);
        rule.build(dim)
    },
};

pub(crate) struct AdamW {
    /// β₁
    beta1: f64,
    /// β₂
    beta2: f64,
    /// ε
    eps: f64,
    /// λ
    decay: f64,
    /// β₁ᵗ, a running product as Adam's.
    beta1_power: f64,
    /// β₂ᵗ
    beta2_power: f64,
}

impl Coordinatewise for AdamW {
    /// m, v
    type State = [f64; 2];
    type Shared = f64;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.eps, self.decay] = [params[1], params[2], params[3], params[4]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        self.beta1_power *= self.beta1;
        self.beta2_power *= self.beta2;
        lr
    }

    fn step(&self, lr: f64, x: f64, g: f64, [m, v]: &mut [f64; 2]) -> f64 {
        *m = self.beta1 * *m + (1.0 - self.beta1) * g;
        *v = self.beta2 * *v + (1.0 - self.beta2) * (g * g);
        let m_hat = *m / (1.0 - self.beta1_power);
        let v_hat = *v / (1.0 - self.beta2_power);
        -(lr * self.decay * x) - lr * m_hat / (sqrt(v_hat) + self.eps)
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
    use crate::rule::testing::assert_steps;

    #[test]
    fn decay_takes_its_share_beside_a_step_that_does_not_feel_it() {
        let params = [0.1, 0.9, 0.999, 1e-12, 0.5];
        let mut rule = (super::RULE.build)(2, &params);
        let mut step = [0.0; 2];
        rule.update(1, 0.1, &[4.0, -2.0], &[2.0, -4000.0], &mut step);
        // 0.1 · 0.5 · 4 = 0.2 and 0.1 · 0.5 · 2 = 0.1, beside Adam's first step of 0.1.
        assert_steps(&[step], &[[-0.3, 0.2]], 1e-11);
    }
}
