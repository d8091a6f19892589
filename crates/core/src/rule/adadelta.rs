//! Adadelta: steps in units of past steps, so that no learning rate need be chosen.
//!
//! M. D. Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1.
//!
//! ```text
//! E[g²]  ← ρ E[g²] + (1 − ρ) g²
//! Δx     = √(E[Δx²] + ε) / √(E[g²] + ε) · g
//! E[Δx²] ← ρ E[Δx²] + (1 − ρ) Δx²
//! x      ← x − η Δx
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | `lr`, 1 in the paper, which has none |
//! | ρ | `rho`, the share of both averages that stays |
//! | ε | `eps`: keeps the division finite, and sets the size of the very first steps |
//! | g | gradient at x |
//! | E\[g²\], E\[Δx²\] | running averages of squared gradients and steps, starting at 0 |
//!
//! Implementations differ in the sign of Δx, which only its square feels. Defaults are PyTorch's: `lr` = 1, `rho` = 0.9
//! (the paper tries 0.9 to 0.99), `eps` = 1e-6.

use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sqrt;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "adadelta",
    name: "Adadelta",
    reference: "M. D. Zeiler, 2012",
    tex: r"\begin{aligned} E_g &\gets \rho E_g + (1-\rho)\, g^2 \\ \Delta &= \frac{\sqrt{E_\Delta + \varepsilon}}{\sqrt{E_g + \varepsilon}}\, g \\ E_\Delta &\gets \rho E_\Delta + (1-\rho)\, \Delta^2 \\ x &\gets x - \eta\, \Delta \end{aligned}",
    params: &[
        ParamSpec::lr(1.0, 100.0),
        ParamSpec::memory("rho", "ρ", 0.9, 0.999, "the share of both averages that stays at each update"),
        ParamSpec::eps(1e-6, 1e-10, "keeps the division finite and sets the size of the first steps"),
    ],
    state: &[StateSpec::square("Eg2", "E[g²]"), StateSpec::square("Edx2", "E[Δx²]")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.lr * (sqrt(it.before[1] + it.params[2]) / sqrt(it.after[0] + it.params[2]))),
    build: |dim, params| Adadelta { rho: params[1], eps: params[2] }.build(dim),
};

pub(crate) struct Adadelta {
    /// ρ
    rho: f64,
    /// ε
    eps: f64,
}

impl Coordinatewise for Adadelta {
    /// E[g²], E[Δx²]
    type State = [f64; 2];
    type Shared = f64;

    const HAS_OWN_LOOPS: bool = true;

    fn retune(&mut self, params: &[f64]) {
        [self.rho, self.eps] = [params[1], params[2]];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> f64 {
        lr
    }

    fn step(&self, lr: f64, _x: f64, g: f64, [gradients, steps]: &mut [f64; 2]) -> f64 {
        let &Self { rho, eps } = self;
        *gradients = rho * *gradients + (1.0 - rho) * (g * g);
        let delta = sqrt(*steps + eps) / sqrt(*gradients + eps) * g;
        *steps = rho * *steps + (1.0 - rho) * (delta * delta);
        -(lr * delta)
    }
}

#[cfg(test)]
mod tests {
    use crate::math::sqrt;
    use crate::rule::testing::{assert_steps, steps};

    #[test]
    fn the_first_step_is_set_by_epsilon() {
        // E[g²] = 0.1·g², Δx = √ε/√(0.1 g² + ε)·g
        let (g, eps) = (2.0, 1e-6);
        let want = -sqrt(eps) / sqrt(0.1 * g * g + eps) * g;
        assert_steps(&steps(&super::RULE, &[1.0, 0.9, eps], &[[g, -g]]), &[[want, -want]], 1e-12);
    }
}
