//! Rprop: every coordinate has a step size of its own, which grows while the slope keeps its sign and shrinks when it turns.
//!
//! M. Riedmiller, H. Braun, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm", 1993.
//!
//! ```text
//! q = g · g₋
//! Δ ← min(η⁺ Δ, Δmax)  if q > 0;   max(η⁻ Δ, Δmin)  if q < 0;   Δ  if q = 0
//! if q < 0:  g ← 0
//! x ← x − sign(g) Δ          g₋ ← g
//! ```
//!
//! | letter | meaning |
//! |---|---|
//! | Δ | step size of a coordinate; `lr` is what it is at the first update |
//! | η⁻, η⁺ | `etaminus`, `etaplus`: what a step size is multiplied by |
//! | Δmin, Δmax | `step_min`, `step_max`: its bounds |
//! | g, g₋ | gradient at x, and the one before (0 at the start, and after a turn) |
//!
//! Only signs of gradients count. Implementations differ in what follows a turn: the original takes the step back; this, as PyTorch, rests for an update
//! instead ("iRprop⁻", C. Igel and M. Hüsken, 2000, would step at once). Defaults are PyTorch's. A later change of `lr`, by hand or by a schedule, changes
//! nothing: only the first update reads it.

use super::{Around, RuleInfo, StateSpec};
use crate::coordinatewise::Coordinatewise;
use crate::math::sign;
use crate::param::{Domain, ParamSpec, Scale};

pub(crate) static RULE: RuleInfo = RuleInfo {
    id: "rprop",
    name: "Rprop",
    reference: "M. Riedmiller and H. Braun, 1993",
    tex: r"\begin{aligned} q &= g \cdot g_- \\ \Delta &\gets \begin{cases} \min(\eta^+ \Delta,\, \Delta_{\max}) &\quad q > 0 \\ \max(\eta^- \Delta,\, \Delta_{\min}) &\quad q < 0 \\ \Delta &\quad q = 0 \end{cases} \\ q < 0 &: \; g \gets 0 \\ x &\gets x - \operatorname{sign}(g)\, \Delta, \qquad g_- \gets g \end{aligned}",
    params: &[
        ParamSpec::lr(1e-2, 10.0),
        factor(
            "etaminus",
            "η⁻",
            0.5,
            Domain::Between,
            [0.1, 0.9],
            "what a step size is multiplied by when the slope turns",
        ),
        factor(
            "etaplus",
            "η⁺",
            1.2,
            Domain::AboveOne,
            [1.01, 2.0],
            "what a step size is multiplied by while the slope keeps its sign",
        ),
        bound("step_min", "Δmin", 1e-6, [1e-10, 0.1], "the smallest step size"),
        bound("step_max", "Δmax", 50.0, [1e-3, 100.0], "the largest step size"),
    ],
    state: &[StateSpec::square("step_size", "Δ"), StateSpec::direction("prev", "g₋")],
    looks_ahead: false,
    asks: false,
    rate: Some(|Around { g, after, .. }| if after[1] == 0.0 { 0.0 } else { after[0] / g.abs() }),
    build: |dim, params| {
        let mut rule = Rprop { minus: 0.0, plus: 0.0, smallest: 0.0, largest: 0.0 };
        rule.retune(params);
        rule.build(dim)
    },
};

const fn factor(
    id: &'static str,
    symbol: &'static str,
    default: f64,
    domain: Domain,
    [min, max]: [f64; 2],
    doc: &'static str,
) -> ParamSpec {
    ParamSpec { id, symbol, default, domain, min, max, scale: Scale::Linear, doc }
}

const fn bound(
    id: &'static str,
    symbol: &'static str,
    default: f64,
    [min, max]: [f64; 2],
    doc: &'static str,
) -> ParamSpec {
    ParamSpec { id, symbol, default, domain: Domain::Positive, min, max, scale: Scale::Log, doc }
}

pub(crate) struct Rprop {
    /// η⁻
    minus: f64,
    /// η⁺
    plus: f64,
    /// Δmin
    smallest: f64,
    /// Δmax
    largest: f64,
}

impl Coordinatewise for Rprop {
    /// Δ, g₋
    type State = [f64; 2];
    /// The step size to begin with, at the first update.
    type Shared = Option<f64>;

    fn retune(&mut self, params: &[f64]) {
        [self.minus, self.plus, self.smallest, self.largest] = [params[1], params[2], params[3], params[4]];
    }

    fn begin(&mut self, t: u64, lr: f64) -> Option<f64> {
        (t == 1).then_some(lr)
    }

    fn step(&self, first: Option<f64>, _x: f64, g: f64, [size, previous]: &mut [f64; 2]) -> f64 {
        let turn = sign(g * *previous);
        let factor = if turn > 0.0 {
            self.plus
        } else if turn < 0.0 {
            self.minus
        } else {
            1.0
        };
        // The bounds hold for the first size as well; where they contradict each other the upper one does.
        *size = (first.unwrap_or(*size) * factor).max(self.smallest).min(self.largest);
        *previous = if turn < 0.0 { 0.0 } else { g };
        -(sign(*previous) * *size)
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::testing::steps;

    #[test]
    fn sizes_grow_shrink_at_a_turn_and_rest_there() {
        let gradients = [[3.0, -1e9], [0.1, -1.0], [-5.0, -1.0], [-5.0, -1.0]];
        let got = steps(&super::RULE, &[0.5, 0.5, 2.0, 0.375, 1.5], &gradients);
        // x: 0.5, 1, turned: rests with 0.5, and goes back with it. y: 0.5, 1, then at its largest.
        assert_eq!(got, [[-0.5, 0.5], [-1.0, 1.0], [0.0, 1.5], [0.5, 1.5]]);
    }
}
