//! SAM: a step against the gradient of the steepest place nearby, so that it settles where all of the neighbourhood is low.
//!
//! P. Foret et al., "Sharpness-aware minimization for efficiently improving generalization", 2021, algorithm 1.
//!
//! ```text
//! e = ρ g / ‖g‖
//! x ← x − η ∇f(x + e)
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | η | learning rate, `lr` |
//! | ρ | `rho`: how far away the second gradient is taken |
//! | g | gradient at x |
//! | e | the ascent, 0 at the start and where g is 0 |
//!
//! Two gradients an update. Any rule may make the step; this is SAM over plain descent. Implementations differ in a 10⁻¹² that some add to ‖g‖, which is
//! not in the paper. At a minimum the ascent has no direction to go: with ρ > 0 the iterate ends up hopping around it. `rho` is the paper's 0.05,
//! `lr` is SGD's default.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::{Around, Rule, RuleInfo, StateSpec};
use crate::math::norm;
use crate::objective::Objective;
use crate::param::{Domain, ParamSpec, Scale};

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "sam",
    name: "SAM",
    reference: "P. Foret et al., 2021",
    tex: r"\begin{aligned} e &= \rho\, \frac{g}{\lVert g \rVert} \\ x &\gets x - \eta\, \nabla f(x + e) \end{aligned}",
    params: &[
        ParamSpec::lr(1e-3, 10.0),
        ParamSpec {
            id: "rho",
            symbol: "ρ",
            default: 0.05,
            domain: Domain::NonNegative,
            min: 0.0,
            max: 1.0,
            scale: Scale::Linear,
            doc: "how far away the second gradient is taken",
        },
    ],
    state: &[StateSpec::point("ascent", "x + e")],
    looks_ahead: false,
    asks: true,
    rate: Some(|Around { lr, .. }| lr),
    build: |dim, params| Box::new(Sam { rho: params[1], ascent: vec![0.0; dim], there: vec![0.0; dim] }),
};

struct Sam {
    /// ρ
    rho: f64,
    /// e of the last update, seen from where that led: a point is recorded as its offset from the iterate.
    ascent: Vec<f64>,
    /// x + e
    there: Vec<f64>,
}

impl Rule for Sam {
    fn probe(&self, x: &[f64], at: &mut [f64]) {
        at.copy_from_slice(x);
    }

    /// With nobody to ask there is no second gradient: plain descent.
    fn update(&mut self, _t: u64, lr: f64, _x: &[f64], grad: &[f64], step: &mut [f64]) {
        for (step, g) in step.iter_mut().zip(grad) {
            *step = -(lr * g);
        }
    }

    fn update_asking(&mut self, _t: u64, lr: f64, x: &[f64], grad: &[f64], oracle: &dyn Objective, step: &mut [f64]) {
        let length = norm(grad);
        let scale = if length > 0.0 { self.rho / length } else { 0.0 };
        for (((there, ascent), x), g) in self.there.iter_mut().zip(&mut self.ascent).zip(x).zip(grad) {
            *ascent = scale * g;
            *there = x + *ascent;
        }
        oracle.value_grad(&self.there, step);
        for (step, ascent) in step.iter_mut().zip(&mut self.ascent) {
            *step = -(lr * *step);
            *ascent -= *step;
        }
    }

    fn write_state(&self, state: &mut [f64]) {
        state.copy_from_slice(&self.ascent);
    }

    fn reset(&mut self) {
        self.ascent.fill(0.0);
    }

    fn retune(&mut self, params: &[f64]) {
        self.rho = params[1];
    }
}

#[cfg(test)]
mod tests {
    use crate::{Oracle, surface};

    #[test]
    fn the_gradient_is_taken_where_the_slope_leads_up() {
        // On the bowl the gradient is the position: at (3, 4), of length 5, e = 0.5 · (0.6, 0.8).
        let oracle = Oracle::new(surface::find("bowl").expect("built in"));
        let mut rule = (super::RULE.build)(2, &[0.1, 0.5]);
        let (mut step, mut state) = ([0.0; 2], [0.0; 2]);
        rule.update_asking(1, 0.1, &[3.0, 4.0], &[3.0, 4.0], &oracle, &mut step);
        assert_eq!(step, [-(0.1 * 3.3), -(0.1 * 4.4)]);
        assert_eq!(oracle.evaluations().gradients, 1);
        rule.write_state(&mut state);
        assert_eq!([3.0 + step[0] + state[0], 4.0 + step[1] + state[1]].map(|x| (x * 1e12).round()), [3.3e12, 4.4e12]);
    }

    #[test]
    fn at_a_minimum_there_is_no_way_up() {
        let oracle = Oracle::new(surface::find("bowl").expect("built in"));
        let mut rule = (super::RULE.build)(2, &[0.1, 0.5]);
        let mut step = [1.0; 2];
        rule.update_asking(1, 0.1, &[0.0, 0.0], &[0.0, 0.0], &oracle, &mut step);
        assert_eq!(step, [0.0, 0.0]);
    }
}
