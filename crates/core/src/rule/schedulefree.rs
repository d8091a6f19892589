//! Schedule-free SGD: an average of the iterates takes the place of a schedule that lets the learning rate fall.
//!
//! A. Defazio et al., "The road less scheduled", 2024, algorithm 1 and equations (1)–(3).
//!
//! ```text
//! g = ∇f(y),   y = (1 − β) z + β x
//! z ← z − η g
//! x ← (1 − c) x + c z,   c = η⁺² / Σ η⁺²
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | β | `momentum`: how near to the average the gradient is taken |
//! | g | gradient at y |
//! | z | the sequence that steps, as SGD's |
//! | x | its average, which is what the method gives as its answer, and the iterate shown |
//! | c | the weight of the newest z: 1/t while η stays; η⁺ is the largest η so far |
//!
//! With β = 0 it is Polyak's averaging, with β = 1 the gradient would be taken at the average itself. Implementations differ in what they keep: the authors'
//! package keeps y as its parameter while training. This keeps x and z − x, which is the same in exact arithmetic. Defaults are the authors' package's; it
//! has no warm-up here, which a schedule gives.

use super::{Around, RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::param::ParamSpec;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "schedulefree",
    name: "Schedule-free SGD",
    reference: "A. Defazio et al., 2024",
    tex: r"\begin{aligned} y &= (1-\beta)\, z + \beta x \\ z &\gets z - \eta\, \nabla f(y) \\ x &\gets (1-c)\, x + c z, \qquad c = \frac{\eta_t^2}{\sum_{i \le t} \eta_i^2} \end{aligned}",
    params: &[
        ParamSpec::lr(1.0, 10.0),
        ParamSpec::memory("momentum", "β", 0.9, 0.999, "how near to the average the gradient is taken"),
    ],
    state: &[StateSpec::point("z", "z")],
    looks_ahead: true,
    asks: false,
    rate: Some(|Around { lr, .. }| lr),
    build: |dim, params| ScheduleFree { momentum: params[1], weights: 0.0, largest: 0.0 }.build(dim),
};

pub(crate) struct ScheduleFree {
    /// β
    momentum: f64,
    /// Σ η⁺² in units of the present η⁺²: no rate is too large or too small to be squared.
    weights: f64,
    /// η⁺
    largest: f64,
}

/// What the coordinates of an update share.
#[derive(Clone, Copy)]
pub(crate) struct Shared {
    /// η
    lr: f64,
    /// c
    share: f64,
}

impl Coordinatewise for ScheduleFree {
    /// z − x
    type State = [f64; 1];
    type Shared = Shared;

    const LOOKS_AHEAD: bool = true;

    fn probe(&self, x: f64, [ahead]: &[f64; 1]) -> f64 {
        x + (1.0 - self.momentum) * ahead
    }

    fn retune(&mut self, params: &[f64]) {
        self.momentum = params[1];
    }

    fn begin(&mut self, _t: u64, lr: f64) -> Shared {
        if lr > self.largest {
            let ratio = self.largest / lr;
            self.weights *= ratio * ratio;
            self.largest = lr;
        }
        self.weights += 1.0;
        Shared { lr, share: 1.0 / self.weights }
    }

    fn step(&self, Shared { lr, share }: Shared, _x: f64, g: f64, [ahead]: &mut [f64; 1]) -> f64 {
        let moved = *ahead - lr * g;
        *ahead = (1.0 - share) * moved;
        share * moved
    }

    fn scalars(&self) -> [f64; 2] {
        [1.0 / self.weights, self.largest]
    }

    fn reset(&mut self) {
        self.weights = 0.0;
        self.largest = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::assert_steps;

    #[test]
    fn the_iterate_is_the_mean_of_the_steps_and_the_gradient_is_taken_between() {
        let mut rule = (super::RULE.build)(1, &[1.0, 0.75]);
        let (mut x, mut step, mut probe) = (0.0, [0.0], [0.0]);
        let mut seen = std::vec::Vec::new();
        for (t, g) in (1..).zip([-1.0, -4.0, -3.0]) {
            rule.update(t, 1.0, &[x], &[g], &mut step);
            x += step[0];
            rule.probe(&[x], &mut probe);
            seen.push([x, probe[0]]);
        }
        // z = 1, 5, 8: means 1, 3, 14/3; y = z/4 + 3x/4.
        assert_steps(&seen, &[[1.0, 1.0], [3.0, 3.5], [14.0 / 3.0, 5.5]], 1e-15);
    }

    #[test]
    fn a_larger_rate_weighs_more_than_what_came_before() {
        let mut rule = (super::RULE.build)(1, &[1.0, 0.9]);
        let mut step = [0.0];
        rule.update(1, 1.0, &[0.0], &[-1.0], &mut step);
        rule.update(2, 2.0, &[1.0], &[-1.0], &mut step);
        // Weights 1 and 4: c = 4/5 of z − x = 2.
        assert_eq!(step, [1.6]);
    }
}
