//! NAdam: Adam with Nesterov's look ahead folded into its step.
//!
//! T. Dozat, "Incorporating Nesterov momentum into Adam", 2016, algorithm 2, with the schedule of its momentum from the appendix.
//!
//! ```text
//! μₜ = β₁ (1 − ½ · 0.96^(t ψ))
//! m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²          v̂ = v / (1 − β₂ᵗ)
//! m̂ = μₜ₊₁ m / (1 − ∏ᵗ⁺¹ μᵢ) + (1 − μₜ) g / (1 − ∏ᵗ μᵢ)
//! x ← x − η m̂ / (√v̂ + ε)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | β₁, β₂ | `beta1`, `beta2`: the share of each average that stays |
//! | ε | `eps`, keeps the division finite |
//! | ψ | `momentum_decay`: how fast the momentum μ rises from β₁/2 to β₁ |
//! | g | gradient at x |
//! | m, v | running averages of gradient and squared gradient, starting at 0 |
//! | t | number of the update, from 1; ∏ᵗ μᵢ is the product of the first t momenta |
//!
//! Implementations differ: many take μ = β₁ throughout (optax's `nadam` does, and corrects by powers of β₁). This is
//! PyTorch's (from 2.0 on; before, μₜ stood in ∏ᵗ⁺¹ μᵢ twice), which has the paper's schedule but averages with β₁ itself;
//! defaults are PyTorch's.

use super::adam::{BETA1, BETA2};
use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::{exp, ln, sqrt};
use crate::param::{Domain, ParamSpec, Scale};

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "nadam",
    name: "NAdam",
    reference: "T. Dozat, 2016",
    tex: r"\begin{aligned} m &\gets \beta_1 m + (1-\beta_1)\, g \\ v &\gets \beta_2 v + (1-\beta_2)\, g^2, \quad \hat v = \frac{v}{1-\beta_2^t} \\ \mu_t &= \beta_1 \bigl(1 - \tfrac12\, 0.96^{t\psi}\bigr) \\ \hat m &= \frac{\mu_{t+1}\, m}{1 - \prod_{i \le t+1} \mu_i} + \frac{(1-\mu_t)\, g}{1 - \prod_{i \le t} \mu_i} \\ x &\gets x - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \end{aligned}",
    params: &[
        ParamSpec::lr(2e-3, 10.0),
        BETA1,
        BETA2,
        ParamSpec::eps(1e-8, 1e-12, "keeps the division finite"),
        ParamSpec {
            id: "momentum_decay",
            symbol: "ψ",
            default: 4e-3,
            domain: Domain::NonNegative,
            min: 0.0,
            max: 0.1,
            scale: Scale::Linear,
            doc: "how fast the momentum rises to its full share",
        },
    ],
    state: &[StateSpec::direction("m", "m"), StateSpec::square("v", "v")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr / (sqrt(it.after[1] / (1.0 - it.scalars[1])) + it.params[3])),
    build: |dim, params| {
        let mut rule = NAdam { beta1: 0.0, beta2: 0.0, eps: 0.0, decay: 0.0, product: 1.0, beta2_power: 1.0 };
        rule.retune(params);
        rule.build(dim)
    },
};

pub(crate) struct NAdam {
    /// β₁
    beta1: f64,
    /// β₂
    beta2: f64,
    /// ε
    eps: f64,
    /// ψ
    decay: f64,
    /// ∏ᵗ μᵢ
    product: f64,
    /// β₂ᵗ
    beta2_power: f64,
}

impl NAdam {
    /// μₜ
    fn momentum(&self, t: f64) -> f64 {
        self.beta1 * (1.0 - 0.5 * exp(t * self.decay * ln(0.96)))
    }
}

/// What the coordinates of an update share.
#[derive(Clone, Copy)]
pub(crate) struct Shared {
    /// η
    lr: f64,
    /// What m̂ has of m.
    of_average: f64,
    /// What m̂ has of g.
    of_gradient: f64,
    /// 1 − β₂ᵗ
    correction: f64,
}

impl Coordinatewise for NAdam {
    /// m, v
    type State = [f64; 2];
    type Shared = Shared;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.eps, self.decay] = [params[1], params[2], params[3], params[4]];
    }

    fn begin(&mut self, t: u64, lr: f64) -> Shared {
        let (now, next) = (self.momentum(t as f64), self.momentum((t + 1) as f64));
        self.product *= now;
        self.beta2_power *= self.beta2;
        let of_average = next / (1.0 - self.product * next);
        let of_gradient = (1.0 - now) / (1.0 - self.product);
        Shared { lr, of_average, of_gradient, correction: 1.0 - self.beta2_power }
    }

    fn step(&self, shared: Shared, _x: f64, g: f64, [m, v]: &mut [f64; 2]) -> f64 {
        *m = self.beta1 * *m + (1.0 - self.beta1) * g;
        *v = self.beta2 * *v + (1.0 - self.beta2) * (g * g);
        let m_hat = shared.of_average * *m + shared.of_gradient * g;
        -(shared.lr * m_hat) / (sqrt(*v / shared.correction) + self.eps)
    }

    fn scalars(&self) -> [f64; 2] {
        [self.product, self.beta2_power]
    }

    fn reset(&mut self) {
        self.product = 1.0;
        self.beta2_power = 1.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::{assert_steps, steps};

    #[test]
    fn without_decay_of_the_momentum_the_first_step_can_be_done_by_hand() {
        // ψ = 0: μ = β₁/2 = 1/4 always. m = g/2, m̂ = (1/4 · g/2)/(1 − 1/16) + (3/4 g)/(3/4) = (2/15 + 1) g, √v̂ = |g|.
        let steps = steps(&super::RULE, &[0.1, 0.5, 0.9, 1e-300, 0.0], &[[2.0, -4.0]]);
        assert_steps(&steps, &[[-0.1 * 17.0 / 15.0, 0.1 * 17.0 / 15.0]], 1e-14);
    }
}
