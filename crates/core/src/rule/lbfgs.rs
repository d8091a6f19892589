//! L-BFGS: Newton's method with a curvature pieced together from the last few steps, and a line search.
//!
//! D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization", 1989; the two loops are algorithm 7.4 of J. Nocedal
//! and S. J. Wright, "Numerical optimization", 2006.
//!
//! ```text
//! s = x − x₋,  y = g − g₋          kept if yᵀs > 10⁻¹⁰; H₀ = (yᵀs / yᵀy) I
//! d = −H g                         by the two loops over the kept pairs (s, y)
//! x ← x + a d                      with an a that satisfies the strong Wolfe conditions
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | `lr`: the a that is tried first; at the first update η / ‖g‖₁, if that is less |
//! | d | direction |
//! | a | step length found by the line search |
//! | s, y | steps and differences of gradients, the last ten |
//!
//! Implementations differ mostly in their line search. This is PyTorch's `LBFGS(line_search_fn="strong_wolfe")` with one iteration an update
//! (`max_iter=1`, `max_eval=26`, tolerances of 0) and ten pairs, and gives its iterates. Every attempt of the line search is a gradient, counted as one.

mod wolfe;

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::{Rule, RuleInfo, StateSpec};
use crate::objective::Objective;
use crate::param::ParamSpec;

/// How many pairs are kept.
const HISTORY: usize = 10;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "lbfgs",
    name: "L-BFGS",
    reference: "D. C. Liu and J. Nocedal, 1989",
    tex: r"\begin{aligned} s &= x - x_-, \quad y = g - g_- \\ d &= -H(s, y, \dots)\, g \\ f(x + a d) &\le f(x) + c_1 a\, g^\top d \\ |\nabla f(x + a d)^\top d| &\le c_2\, |g^\top d| \\ x &\gets x + a\, d \end{aligned}",
    params: &[ParamSpec::lr(1.0, 10.0)],
    state: &[StateSpec::step("d", "d")],
    looks_ahead: false,
    asks: true,
    rate: None,
    build: |dim, _params| Box::new(Lbfgs::new(dim)),
};

struct Lbfgs {
    /// How many updates have been made.
    made: u64,
    /// How many pairs are kept, and where the next one goes.
    kept: usize,
    next: usize,
    steps: Vec<f64>,
    differences: Vec<f64>,
    /// 1 / yᵀs of each pair.
    inverses: [f64; HISTORY],
    /// yᵀs / yᵀy of the newest pair.
    scale: f64,
    direction: Vec<f64>,
    /// a of the last update.
    length: f64,
    previous: Vec<f64>,
    search: wolfe::Search,
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Lbfgs {
    fn new(dim: usize) -> Self {
        Self {
            made: 0,
            kept: 0,
            next: 0,
            steps: vec![0.0; HISTORY * dim],
            differences: vec![0.0; HISTORY * dim],
            inverses: [0.0; HISTORY],
            scale: 1.0,
            direction: vec![0.0; dim],
            length: 0.0,
            previous: vec![0.0; dim],
            search: wolfe::Search::new(dim),
        }
    }

    /// Keeps the last step and what it changed of the gradient, if the loss curves upwards along it.
    fn remember(&mut self, grad: &[f64]) {
        // A free place, or the oldest pair's.
        let place = self.next * grad.len()..(self.next + 1) * grad.len();
        let (step, difference) = (&mut self.steps[place.clone()], &mut self.differences[place]);
        let mut curvature = 0.0;
        for ((d, g), before) in self.direction.iter().zip(grad).zip(&self.previous) {
            curvature += (g - before) * (d * self.length);
        }
        if curvature.is_nan() || curvature <= 1e-10 {
            return;
        }
        for ((((step, difference), d), g), before) in
            step.iter_mut().zip(difference.iter_mut()).zip(&self.direction).zip(grad).zip(&self.previous)
        {
            *step = d * self.length;
            *difference = g - before;
        }
        self.inverses[self.next] = 1.0 / curvature;
        self.scale = curvature / dot(difference, difference);
        self.next = (self.next + 1) % HISTORY;
        self.kept = (self.kept + 1).min(HISTORY);
    }

    /// d = −H g.
    fn turn(&mut self, grad: &[f64]) {
        let dim = grad.len();
        let oldest = (self.next + HISTORY - self.kept) % HISTORY;
        let pair = |age: usize| (oldest + age) % HISTORY;
        let mut shares = [0.0; HISTORY];
        for (d, g) in self.direction.iter_mut().zip(grad) {
            *d = -g;
        }
        for at in (0..self.kept).rev().map(pair) {
            shares[at] = dot(&self.steps[at * dim..][..dim], &self.direction) * self.inverses[at];
            add(&mut self.direction, -shares[at], &self.differences[at * dim..][..dim]);
        }
        for d in &mut self.direction {
            *d *= self.scale;
        }
        for at in (0..self.kept).map(pair) {
            let other = dot(&self.differences[at * dim..][..dim], &self.direction) * self.inverses[at];
            add(&mut self.direction, shares[at] - other, &self.steps[at * dim..][..dim]);
        }
    }
}

/// to + factor · what
fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += factor * what;
    }
}

impl Rule for Lbfgs {
    fn probe(&self, x: &[f64], at: &mut [f64]) {
        at.copy_from_slice(x);
    }

    /// With nobody to ask there is no line search: plain descent.
    fn update(&mut self, _t: u64, lr: f64, _x: &[f64], grad: &[f64], step: &mut [f64]) {
        for (step, g) in step.iter_mut().zip(grad) {
            *step = -(lr * g);
        }
    }

    fn update_asking(&mut self, _t: u64, lr: f64, x: &[f64], grad: &[f64], oracle: &dyn Objective, step: &mut [f64]) {
        step.fill(0.0);
        if grad.iter().all(|&g| g == 0.0) {
            return;
        }
        self.made += 1;
        if self.made > 1 {
            self.remember(grad);
        }
        self.turn(grad);
        self.previous.copy_from_slice(grad);
        let size: f64 = grad.iter().map(|g| g.abs()).sum();
        let first = if self.made == 1 { (1.0 / size).min(1.0) * lr } else { lr };
        self.length = first;
        if dot(grad, &self.direction) > 0.0 {
            return;
        }
        self.length = self.search.run(x, &self.direction, grad, first, oracle);
        for (step, d) in step.iter_mut().zip(&self.direction) {
            *step = self.length * d;
        }
    }

    fn write_state(&self, state: &mut [f64]) {
        state.copy_from_slice(&self.direction);
    }

    fn scalars(&self) -> [f64; 2] {
        [self.length, self.kept as f64]
    }

    fn reset(&mut self) {
        *self = Self::new(self.direction.len());
    }

    fn retune(&mut self, _params: &[f64]) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Oracle, surface};

    #[test]
    fn the_first_trial_on_the_bowl_is_one_over_the_length_of_the_gradient() {
        let oracle = Oracle::new(surface::find("bowl").expect("built in"));
        let mut rule = Lbfgs::new(2);
        let mut step = [0.0; 2];
        // ‖g‖₁ = 4: a = 1/4 is tried, where three quarters of the slope are left, which is flat enough.
        rule.update_asking(1, 1.0, &[3.0, -1.0], &[3.0, -1.0], &oracle, &mut step);
        assert_eq!(step, [-0.75, 0.25]);
        assert_eq!((oracle.evaluations().gradients, oracle.evaluations().values), (1, 1));
        // Then the pair tells the curvature, and the step of length 1 ends at the minimum.
        rule.update_asking(2, 1.0, &[2.25, -0.75], &[2.25, -0.75], &oracle, &mut step);
        assert_eq!(step, [-2.25, 0.75]);
    }

    #[test]
    fn a_pair_along_which_the_loss_does_not_curve_upwards_is_not_kept() {
        let mut rule = Lbfgs { direction: vec![1.0, 0.0], length: 1.0, previous: vec![-1.0, 0.0], ..Lbfgs::new(2) };
        rule.remember(&[-2.0, 0.0]);
        assert_eq!(rule.kept, 0);
        rule.remember(&[-0.5, 0.0]);
        assert_eq!((rule.kept, rule.scale, rule.inverses[0]), (1, 2.0, 2.0));
    }

    #[test]
    fn it_reaches_the_bottom_of_rosenbrocks_valley_in_few_updates() {
        let surface = surface::find("rosenbrock").expect("built in");
        let mut rule = Lbfgs::new(2);
        let (mut x, mut grad, mut step) = ([-1.5, 2.0], [0.0; 2], [0.0; 2]);
        for t in 1..=60 {
            surface.value_grad(&x, &mut grad);
            rule.update_asking(t, 1.0, &x, &grad, surface, &mut step);
            x = [x[0] + step[0], x[1] + step[1]];
        }
        assert!((x[0] - 1.0).abs() < 1e-8 && (x[1] - 1.0).abs() < 1e-8, "{x:?}");
    }
}
