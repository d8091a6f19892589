//! RAdam: Adam that goes by the plain average until its scale has seen enough gradients to be trusted.
//!
//! L. Liu et al., "On the variance of the adaptive learning rate and beyond", 2020, algorithm 2.
//!
//! ```text
//! m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
//! v ← β₂ v + (1 − β₂) g²         l = √(1 − β₂ᵗ) / (√v + ε)
//! ρ∞ = 2 / (1 − β₂) − 1          ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
//! r = √( (ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ) )
//! x ← x − η m̂ r l  if ρ > 5,  else  x − η m̂
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | β₁, β₂ | `beta1`, `beta2`: the share of each average that stays |
//! | ε | `eps`, keeps the division finite |
//! | g | gradient at x |
//! | m, v | running averages of gradient and squared gradient, starting at 0 |
//! | ρ | how many gradients v is worth; r corrects for how few they are |
//! | t | number of the update, from 1 |
//!
//! The first updates (five with the default β₂) are momentum's: their length grows with the gradient, unlike Adam's. Implementations differ:
//! the paper switches at ρ > 4, PyTorch and the authors' code at 5; optax adds ε to √v̂. This is PyTorch's form, with PyTorch's defaults.

use super::adam::{BETA1, BETA2};
use super::{Around, RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::{pow, sqrt};
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "radam",
    name: "RAdam",
    reference: "L. Liu et al., 2020",
    tex: r"\begin{aligned} m &\gets \beta_1 m + (1-\beta_1)\, g, \quad \hat m = \frac{m}{1-\beta_1^t} \\ v &\gets \beta_2 v + (1-\beta_2)\, g^2, \quad \ell = \frac{\sqrt{1-\beta_2^t}}{\sqrt{v} + \varepsilon} \\ \rho_\infty &= \frac{2}{1-\beta_2} - 1, \quad \rho = \rho_\infty - \frac{2 t \beta_2^t}{1-\beta_2^t} \\ r &= \sqrt{\frac{(\rho-4)(\rho-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho}} \\ x &\gets x - \eta\, \hat m \cdot \begin{cases} r\, \ell &\quad \rho > 5 \\ 1 &\quad \rho \le 5 \end{cases} \end{aligned}",
    params: &[ParamSpec::lr(1e-3, 10.0), BETA1, BETA2, ParamSpec::eps(1e-8, 1e-12, "keeps the division finite")],
    state: &[StateSpec::direction("m", "m"), StateSpec::square("v", "v")],
    looks_ahead: false,
    asks: false,
    rate: Some(|Around { params, lr, after, scalars: [factor, _], .. }| match factor {
        0.0 => lr,
        factor => lr * factor / (sqrt(after[1]) + params[3]),
    }),
    build: |dim, params| {
        RAdam { beta1: params[1], beta2: params[2], eps: params[3], beta1_power: 1.0, factor: 0.0 }.build(dim)
    },
};

pub(crate) struct RAdam {
    /// β₁
    beta1: f64,
    /// β₂
    beta2: f64,
    /// ε
    eps: f64,
    /// β₁ᵗ, a running product as Adam's.
    beta1_power: f64,
    /// r √(1 − β₂ᵗ) of the last update; 0 while the scale is not trusted.
    factor: f64,
}

/// r √(1 − β₂ᵗ), or 0 while ρ is at most 5. β₂ᵗ is a power and no running product: what is left of it in ρ is so small a difference
/// of large numbers that its last bit is felt.
fn rectified(beta2: f64, t: f64) -> f64 {
    let power = pow(beta2, t);
    let limit = 2.0 / (1.0 - beta2) - 1.0;
    let rho = limit - 2.0 * t * power / (1.0 - power);
    if rho > 5.0 {
        let rect = (rho - 4.0) * (rho - 2.0) * limit / ((limit - 4.0) * (limit - 2.0) * rho);
        sqrt(rect) * sqrt(1.0 - power)
    } else {
        0.0
    }
}

impl Coordinatewise for RAdam {
    /// m, v
    type State = [f64; 2];
    type Shared = f64;

    fn retune(&mut self, params: &[f64]) {
        [self.beta1, self.beta2, self.eps] = [params[1], params[2], params[3]];
    }

    fn begin(&mut self, t: u64, lr: f64) -> f64 {
        self.beta1_power *= self.beta1;
        self.factor = rectified(self.beta2, t as f64);
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [m, v]: &mut [f64; 2]) -> f64 {
        *m = self.beta1 * *m + (1.0 - self.beta1) * g;
        *v = self.beta2 * *v + (1.0 - self.beta2) * (g * g);
        let m_hat = *m / (1.0 - self.beta1_power);
        let scale = if self.factor > 0.0 { self.factor / (sqrt(*v) + self.eps) } else { 1.0 };
        -(lr * m_hat) * scale
    }

    fn scalars(&self) -> [f64; 2] {
        [self.factor, self.beta1_power]
    }

    fn reset(&mut self) {
        self.beta1_power = 1.0;
        self.factor = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::{assert_steps, steps};

    #[test]
    fn the_first_five_steps_are_the_corrected_average_and_the_sixth_is_scaled() {
        let steps = steps(&super::RULE, &[0.1, 0.9, 0.999, 1e-12], &[[2.0, -4.0]; 6]);
        assert_steps(&steps[..5], &[[-0.2, 0.4]; 5], 1e-13);
        // ρ₆ = 5.9941…, r = 0.0258…: from then on the scale makes every slope the same.
        let first_scaled = 0.1 * 0.025_821_112_801_865_217;
        assert_steps(&steps[5..], &[[-first_scaled, first_scaled]], 1e-10);
    }

    #[test]
    fn a_short_memory_is_never_trusted() {
        // β₂ = 1/2: ρ∞ = 3.
        assert_eq!(super::rectified(0.5, 1000.0), 0.0);
    }
}
