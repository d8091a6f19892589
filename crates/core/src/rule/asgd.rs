//! ASGD: stochastic gradient descent that also averages where it has been.
//!
//! B. T. Polyak, A. B. Juditsky, "Acceleration of stochastic approximation by averaging", 1992; with these constants
//! L. Bottou's and W. Xu's ("Towards optimal one pass large scale learning with averaged stochastic gradient descent", 2011).
//!
//! ```text
//! ηₜ = η / (1 + λ η (t − 1))^α
//! x  ← x − λ ηₜ x − ηₜ g
//! x̄  ← x̄ + μₜ (x − x̄)          μₜ = 1 / max(1, t − 1 − t₀)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate to begin with, `lr` |
//! | λ | `lambd`: decay of the iterate, and of the rate |
//! | α | `alpha`: the power with which the rate falls |
//! | t₀ | `t0`: how many updates are made before averaging begins |
//! | g | gradient at x |
//! | x̄ | the average, which is what the method gives as its answer; x itself until averaging begins |
//! | t | number of the update, from 1 |
//!
//! This is PyTorch's, with PyTorch's defaults. Its t₀ of a million leaves x̄ = x in any run shorter than that, unlike what the name promises: for an
//! average, set t₀ to where it is to begin. Without noise the average lags behind; with noise it is calmer than the iterate.

use super::{RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::pow;
use crate::param::{Domain, ParamSpec, Scale};

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "asgd",
    name: "ASGD",
    reference: "B. T. Polyak and A. B. Juditsky, 1992",
    tex: r"\begin{aligned} \eta_t &= \frac{\eta}{(1 + \lambda \eta\, (t-1))^\alpha} \\ \mu_t &= \frac{1}{\max(1,\; t-1-t_0)} \\ x &\gets x - \lambda \eta_t\, x - \eta_t\, g \\ \bar x &\gets \bar x + \mu_t\, (x - \bar x) \end{aligned}",
    params: &[
        ParamSpec::lr(1e-2, 10.0),
        setting("lambd", "λ", 1e-4, 0.1, "decay of the iterate, and of the learning rate"),
        setting("alpha", "α", 0.75, 1.0, "the power with which the learning rate falls"),
        setting("t0", "t₀", 1e6, 1e6, "how many updates are made before averaging begins"),
    ],
    state: &[StateSpec::average("ax", "x̄")],
    looks_ahead: false,
    asks: false,
    rate: Some(|it| it.scalars[0]),
    build: |dim, params| {
        let mut rule = Asgd { decay: 0.0, power: 0.0, wait: 0.0, rate: 0.0, share: 1.0 };
        rule.retune(params);
        rule.build(dim)
    },
};

const fn setting(id: &'static str, symbol: &'static str, default: f64, max: f64, doc: &'static str) -> ParamSpec {
    ParamSpec { id, symbol, default, domain: Domain::NonNegative, min: 0.0, max, scale: Scale::Linear, doc }
}

pub(crate) struct Asgd {
    /// λ
    decay: f64,
    /// α
    power: f64,
    /// t₀
    wait: f64,
    /// ηₜ
    rate: f64,
    /// μₜ
    share: f64,
}

impl Coordinatewise for Asgd {
    /// x̄ − x
    type State = [f64; 1];
    type Shared = ();

    fn retune(&mut self, params: &[f64]) {
        [self.decay, self.power, self.wait] = [params[1], params[2], params[3]];
    }

    fn begin(&mut self, t: u64, lr: f64) {
        let before = (t - 1) as f64;
        self.rate = lr / pow(1.0 + self.decay * lr * before, self.power);
        self.share = 1.0 / (before - self.wait).max(1.0);
    }

    fn step(&self, (): (), x: f64, g: f64, [average]: &mut [f64; 1]) -> f64 {
        let step = -(self.decay * self.rate * x) - self.rate * g;
        // The average itself stays behind when the iterate leaves, and then follows by its share.
        *average = (1.0 - self.share) * (*average - step);
        step
    }

    fn scalars(&self) -> [f64; 2] {
        [self.rate, self.share]
    }

    fn reset(&mut self) {
        self.rate = 0.0;
        self.share = 1.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::assert_steps;

    #[test]
    fn the_average_is_the_mean_of_what_came_after_its_first() {
        let mut rule = (super::RULE.build)(1, &[1.0, 0.0, 0.75, 0.0]);
        let (mut x, mut step, mut average) = (0.0, [0.0], [0.0]);
        let mut averages = std::vec::Vec::new();
        for (t, g) in (1..).zip([-1.0, -2.0, -3.0, 2.0]) {
            rule.update(t, 1.0, &[x], &[g], &mut step);
            x += step[0];
            rule.write_state(&mut average);
            averages.push(x + average[0]);
        }
        // x = 1, 3, 6, 4: the first two are no average yet (t − 1 − t₀ ≤ 1), then (3 + 6)/2, then (3 + 6 + 4)/3.
        assert_steps(
            &[[averages[0], averages[1]], [averages[2], averages[3]]],
            &[[1.0, 3.0], [4.5, 13.0 / 3.0]],
            1e-15,
        );
    }

    #[test]
    fn the_rate_falls_and_the_iterate_decays() {
        let mut rule = (super::RULE.build)(1, &[0.5, 0.2, 2.0, 1e6]);
        let mut step = [0.0];
        rule.update(1, 0.5, &[10.0], &[4.0], &mut step);
        assert_eq!(step, [-(0.2 * 0.5 * 10.0) - 0.5 * 4.0]);
        rule.update(11, 0.5, &[0.0], &[4.0], &mut step);
        // 0.5 / (1 + 0.2 · 0.5 · 10)² = 0.125
        assert_eq!(step, [-0.5]);
    }
}
