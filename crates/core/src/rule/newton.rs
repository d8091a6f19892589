//! Newton's method, damped: a step to the minimum of the parabola that fits best here, or as much of one as descends.
//!
//! K. Levenberg, 1944, and D. W. Marquardt, 1963, for the damping; J. Nocedal and S. J. Wright, "Numerical optimization", 2006, section 3.4.
//!
//! ```text
//! (H + δ I) p = −g
//! x ← x + η p   if H + δ I is positive definite and f(x + η p) ≤ f(x);   then δ ← δ / 4
//! else          δ ← 4 max(δ, h / 1000), and try again
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | share of the step that is taken, `lr` |
//! | δ | damping, kept from update to update; `damping` is what it is at the first |
//! | g, H | gradient and exact Hessian at x |
//! | p | Newton's step while δ is small, a short one against the gradient when it is large |
//! | h | largest entry of H, in size |
//!
//! Undamped, Newton's method goes to saddles and maxima as readily as to minima, and may overshoot: no update of this one raises the loss. At a saddle
//! itself, where the gradient is 0, it rests, as every rule of this list does. After 40 attempts in vain (at a minimum, to the last bit) it stays where it is.
//! Implementations differ in everything but the first line; PyTorch has none. A Hessian is evaluated at every update, and a value at every attempt.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::{Rule, RuleInfo, StateSpec};
use crate::math::sqrt;
use crate::objective::Objective;
use crate::param::{Domain, ParamSpec, Scale};

/// Attempts of an update: enough to damp a curvature of 10⁻¹² as well as one of 10¹².
const ATTEMPTS: usize = 40;

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "newton",
    name: "Newton",
    reference: "K. Levenberg, 1944; D. W. Marquardt, 1963",
    tex: r"\begin{aligned} (H + \delta I)\, p &= -g \\ f(x + \eta p) \le f(x) &: \; x \gets x + \eta\, p, \;\; \delta \gets \delta / 4 \\ f(x + \eta p) > f(x) &: \; \delta \gets 4 \max(\delta,\, h / 1000) \end{aligned}",
    params: &[
        ParamSpec::lr(1.0, 1.0),
        ParamSpec {
            id: "damping",
            symbol: "δ",
            default: 1e-3,
            domain: Domain::NonNegative,
            min: 0.0,
            max: 10.0,
            scale: Scale::Linear,
            doc: "the damping of the first attempt",
        },
    ],
    state: &[StateSpec::step("p", "p")],
    looks_ahead: false,
    asks: true,
    rate: None,
    build: |dim, params| {
        let [p, there] = [(); 2].map(|()| vec![0.0; dim]);
        let [hessian, factor] = [(); 2].map(|()| vec![0.0; dim * dim]);
        Box::new(Newton { first: params[1], damping: params[1], p, there, hessian, factor })
    },
};

struct Newton {
    /// δ of the first attempt.
    first: f64,
    /// δ
    damping: f64,
    p: Vec<f64>,
    there: Vec<f64>,
    hessian: Vec<f64>,
    factor: Vec<f64>,
}

impl Newton {
    /// Solves for p by Cholesky's factors; says whether the damped Hessian is positive definite.
    fn solve(&mut self, grad: &[f64]) -> bool {
        let dim = grad.len();
        for row in 0..dim {
            for column in 0..=row {
                let damping = if row == column { self.damping } else { 0.0 };
                let known: f64 = (0..column).map(|k| self.factor[row * dim + k] * self.factor[column * dim + k]).sum();
                let rest = self.hessian[row * dim + column] + damping - known;
                if row == column {
                    if !(rest > 0.0 && rest.is_finite()) {
                        return false;
                    }
                    self.factor[row * dim + row] = sqrt(rest);
                } else {
                    self.factor[row * dim + column] = rest / self.factor[column * dim + column];
                }
            }
        }
        for (row, g) in grad.iter().enumerate() {
            let known: f64 = (0..row).map(|k| self.factor[row * dim + k] * self.p[k]).sum();
            self.p[row] = (-g - known) / self.factor[row * dim + row];
        }
        for row in (0..dim).rev() {
            let known: f64 = (row + 1..dim).map(|k| self.factor[k * dim + row] * self.p[k]).sum();
            self.p[row] = (self.p[row] - known) / self.factor[row * dim + row];
        }
        true
    }
}

impl Rule for Newton {
    fn probe(&self, x: &[f64], at: &mut [f64]) {
        at.copy_from_slice(x);
    }

    /// With nobody to ask there is no curvature: plain descent.
    fn update(&mut self, _t: u64, lr: f64, _x: &[f64], grad: &[f64], step: &mut [f64]) {
        for (step, g) in step.iter_mut().zip(grad) {
            *step = -(lr * g);
        }
    }

    fn update_asking(&mut self, _t: u64, lr: f64, x: &[f64], grad: &[f64], oracle: &dyn Objective, step: &mut [f64]) {
        let here = oracle.value(x);
        oracle.hessian(x, &mut self.hessian);
        let largest = self.hessian.iter().fold(0.0_f64, |largest, entry| largest.max(entry.abs()));
        for _ in 0..ATTEMPTS {
            if self.solve(grad) {
                for (((there, step), x), p) in self.there.iter_mut().zip(&mut *step).zip(x).zip(&self.p) {
                    *step = lr * p;
                    *there = x + *step;
                }
                if oracle.value(&self.there) <= here {
                    self.damping *= 0.25;
                    return;
                }
            }
            self.damping = 4.0 * self.damping.max(largest * 1e-3);
        }
        self.p.fill(0.0);
        step.fill(0.0);
        self.damping = self.first;
    }

    fn write_state(&self, state: &mut [f64]) {
        state.copy_from_slice(&self.p);
    }

    fn scalars(&self) -> [f64; 2] {
        [self.damping, 0.0]
    }

    fn reset(&mut self) {
        self.damping = self.first;
        self.p.fill(0.0);
    }

    fn retune(&mut self, params: &[f64]) {
        self.first = params[1];
    }
}

#[cfg(test)]
mod tests {
    use crate::{Objective as _, Oracle, surface};

    /// Makes updates from a start; gives the losses, the last position, and what was asked.
    fn descend(surface: &str, mut x: [f64; 2], params: [f64; 2], updates: u64) -> (std::vec::Vec<f64>, [f64; 2], u64) {
        let surface = surface::find(surface).expect("built in");
        let oracle = Oracle::new(surface);
        let mut rule = (super::RULE.build)(2, &params);
        let (mut grad, mut step) = ([0.0; 2], [0.0; 2]);
        let mut losses = std::vec![surface.value_grad(&x, &mut grad)];
        for t in 1..=updates {
            rule.update_asking(t, params[0], &x, &grad, &oracle, &mut step);
            x = [x[0] + step[0], x[1] + step[1]];
            losses.push(surface.value_grad(&x, &mut grad));
        }
        (losses, x, oracle.evaluations().hessians)
    }

    #[test]
    fn undamped_it_solves_a_quadratic_at_once() {
        let (losses, x, hessians) = descend("booth", [-5.0, 6.5], [1.0, 0.0], 1);
        assert!((x[0] - 1.0).abs() < 1e-14 && (x[1] - 3.0).abs() < 1e-14, "{x:?}");
        assert!(losses[1] < 1e-27, "{losses:?}");
        assert_eq!(hessians, 1);
    }

    #[test]
    fn the_first_damped_step_shrinks_by_the_curvature_and_the_damping() {
        // On the bowl H = I: p = −x / (1 + 3).
        let (_, x, _) = descend("bowl", [4.0, -8.0], [1.0, 3.0], 1);
        assert_eq!(x, [3.0, -6.0]);
    }

    #[test]
    fn it_never_climbs_and_leaves_the_neighbourhood_of_a_saddle() {
        for (surface, start) in
            [("rosenbrock", [-1.5, 2.0]), ("himmelblau", [-0.27, -0.92]), ("six-hump-camel", [0.01, 0.02])]
        {
            let (losses, x, _) = descend(surface, start, [1.0, 1e-3], 40);
            assert!(losses.windows(2).all(|pair| pair[1] <= pair[0]), "{surface}: {losses:?}");
            let lowest = surface::find(surface)
                .expect("built in")
                .critical_points
                .iter()
                .any(|it| (it.at[0] - x[0]).abs() < 1e-7 && (it.at[1] - x[1]).abs() < 1e-7);
            assert!(lowest, "{surface}: ended at {x:?}");
        }
    }
}
