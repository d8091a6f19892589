//! The equations of every rule with places for the numbers of one update of one coordinate.
//!
//! A place is `\text{@name}`, or `\text{@@name}` for a result, which needs no brackets where it is negative. Names are those of
//! [`inside::numbers`](crate::inside::numbers), without underscores; `m0` is m before the update. `\text{@axis}` is the place of the
//! coordinate's own letter: what is worked out is x or y. Schedule-free's x, y and z are points.

use alloc::vec;
use alloc::vec::Vec;

use super::Around;
use crate::math::{exp, ln, sign, sqrt};

/// A rule's equations, and the numbers in them that are neither parameters nor recorded.
#[derive(Clone, Copy, Debug)]
pub struct Worked {
    /// The equations as TeX.
    pub tex: &'static str,
    /// Further numbers, from one coordinate around an update and where it led.
    pub(crate) derived: fn(Around<'_>, f64) -> Vec<(&'static str, f64)>,
}

/// The worked equations of a rule.
///
/// # Panics
/// If the catalogue has no such rule.
#[must_use]
pub fn worked(rule: &str) -> &'static Worked {
    TABLE.iter().find(|it| it.0 == rule).map(|it| &it.1).expect("every rule of the catalogue has its equations")
}

macro_rules! lines {
    ($($line:literal),+) => { concat!(r"\begin{aligned} ", $($line, r" \\ "),+, r"\end{aligned}") };
}

/// m̂ and a scale's corrected square of the rules that are like Adam.
fn corrected(it: &Around<'_>, square: usize, name: &'static str) -> Vec<(&'static str, f64)> {
    let [c1, c2] = it.scalars.map(|power| 1.0 - power);
    vec![
        ("m0", it.before[0]),
        ("m", it.after[0]),
        ("v0", it.before[1]),
        ("s0", it.before[1]),
        ("c1", c1),
        ("c2", c2),
        ("mhat", it.after[0] / c1),
        (name, it.after[square] / c2),
    ]
}

static TABLE: [(&str, Worked); 20] = [
    (
        "sgd",
        Worked {
            tex: lines!(r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \text{@g} = \text{@@xnew}"),
            derived: |_, _| Vec::new(),
        },
    ),
    (
        "momentum",
        Worked {
            tex: lines!(
                r"v &\gets \text{@momentum} \cdot \text{@v0} + \text{@g} = \text{@@v}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \text{@v} = \text{@@xnew}"
            ),
            derived: |it, _| vec![("v0", it.before[0])],
        },
    ),
    (
        "nesterov",
        Worked {
            tex: lines!(
                r"v &\gets \text{@momentum} \cdot \text{@v0} - \text{@lr} \cdot \text{@g} = \text{@@v}",
                r"\text{@axis} &\gets \text{@x} + \text{@v} = \text{@@xnew}"
            ),
            derived: |it, _| vec![("v0", it.before[0])],
        },
    ),
    (
        "adagrad",
        Worked {
            tex: lines!(
                r"G &\gets \text{@G0} + \text{@g}^2 = \text{@@G}",
                r"\text{@axis} &\gets \text{@x} - \frac{\text{@@lr}}{\sqrt{\text{@@G}} + \text{@eps}} \cdot \text{@g} = \text{@@xnew}"
            ),
            derived: |it, _| vec![("G0", it.before[0])],
        },
    ),
    (
        "adadelta",
        Worked {
            tex: lines!(
                r"E_g &\gets \text{@rho} \cdot \text{@E0} + (1 - \text{@rho}) \cdot \text{@g}^2 = \text{@@Eg2}",
                r"\Delta &= \frac{\sqrt{\text{@@D0} + \text{@eps}}}{\sqrt{\text{@@Eg2} + \text{@eps}}} \cdot \text{@g} = \text{@@delta}",
                r"E_\Delta &\gets \text{@rho} \cdot \text{@D0} + (1 - \text{@rho}) \cdot \text{@delta}^2 = \text{@@Edx2}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \text{@delta} = \text{@@xnew}"
            ),
            derived: |it, _| {
                let delta = sqrt(it.before[1] + it.params[2]) / sqrt(it.after[0] + it.params[2]) * it.g;
                vec![("E0", it.before[0]), ("D0", it.before[1]), ("delta", delta)]
            },
        },
    ),
    (
        "rmsprop",
        Worked {
            tex: lines!(
                r"E_g &\gets \text{@alpha} \cdot \text{@E0} + (1 - \text{@alpha}) \cdot \text{@g}^2 = \text{@@Eg2}",
                r"\text{@axis} &\gets \text{@x} - \frac{\text{@@lr}}{\sqrt{\text{@@Eg2}} + \text{@eps}} \cdot \text{@g} = \text{@@xnew}"
            ),
            derived: |it, _| vec![("E0", it.before[0])],
        },
    ),
    (
        "adam",
        Worked {
            tex: lines!(
                r"m &\gets \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@m}",
                r"v &\gets \text{@beta2} \cdot \text{@v0} + (1 - \text{@beta2}) \cdot \text{@g}^2 = \text{@@v}",
                r"\hat m &= \frac{\text{@@m}}{\text{@@c1}} = \text{@@mhat}, \quad \hat v = \frac{\text{@@v}}{\text{@@c2}} = \text{@@vhat}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \frac{\text{@@mhat}}{\sqrt{\text{@@vhat}} + \text{@eps}} = \text{@@xnew}"
            ),
            derived: |it, _| corrected(&it, 1, "vhat"),
        },
    ),
    (
        "amsgrad",
        Worked {
            tex: lines!(
                r"m &\gets \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@m}",
                r"v &\gets \text{@beta2} \cdot \text{@v0} + (1 - \text{@beta2}) \cdot \text{@g}^2 = \text{@@v}",
                r"v^+ &\gets \max(\text{@@most0}, \text{@@v}) = \text{@@vmax}",
                r"\hat m &= \frac{\text{@@m}}{\text{@@c1}} = \text{@@mhat}, \quad \hat v = \frac{\text{@@vmax}}{\text{@@c2}} = \text{@@vhat}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \frac{\text{@@mhat}}{\sqrt{\text{@@vhat}} + \text{@eps}} = \text{@@xnew}"
            ),
            derived: |it, _| {
                let mut numbers = corrected(&it, 2, "vhat");
                numbers.push(("most0", it.before[2]));
                numbers
            },
        },
    ),
    (
        "adamw",
        Worked {
            tex: lines!(
                r"m &\gets \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@m}",
                r"v &\gets \text{@beta2} \cdot \text{@v0} + (1 - \text{@beta2}) \cdot \text{@g}^2 = \text{@@v}",
                r"\hat m &= \frac{\text{@@m}}{\text{@@c1}} = \text{@@mhat}, \quad \hat v = \frac{\text{@@v}}{\text{@@c2}} = \text{@@vhat}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \text{@weightdecay} \cdot \text{@x} - \text{@lr} \cdot \frac{\text{@@mhat}}{\sqrt{\text{@@vhat}} + \text{@eps}} = \text{@@xnew}"
            ),
            derived: |it, _| corrected(&it, 1, "vhat"),
        },
    ),
    (
        "nadam",
        Worked {
            tex: lines!(
                r"m &\gets \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@m}",
                r"v &\gets \text{@beta2} \cdot \text{@v0} + (1 - \text{@beta2}) \cdot \text{@g}^2 = \text{@@v}",
                r"\hat m &= \frac{\text{@@munext} \cdot \text{@m}}{\text{@@pnext}} + \frac{(1 - \text{@mu}) \cdot \text{@g}}{\text{@@p}} = \text{@@mhat}, \quad \hat v = \frac{\text{@@v}}{\text{@@c2}} = \text{@@vhat}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \frac{\text{@@mhat}}{\sqrt{\text{@@vhat}} + \text{@eps}} = \text{@@xnew}"
            ),
            derived: |it, _| {
                let momentum = |t: u64| it.params[1] * (1.0 - 0.5 * exp(t as f64 * it.params[4] * ln(0.96)));
                let (mu, next) = (momentum(it.t), momentum(it.t + 1));
                let (p, pnext) = (1.0 - it.scalars[0], 1.0 - it.scalars[0] * next);
                let c2 = 1.0 - it.scalars[1];
                vec![
                    ("m0", it.before[0]),
                    ("v0", it.before[1]),
                    ("mu", mu),
                    ("munext", next),
                    ("p", p),
                    ("pnext", pnext),
                    ("c2", c2),
                    ("mhat", next / pnext * it.after[0] + (1.0 - mu) / p * it.g),
                    ("vhat", it.after[1] / c2),
                ]
            },
        },
    ),
    (
        "radam",
        Worked {
            tex: lines!(
                r"m &\gets \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@m}",
                r"v &\gets \text{@beta2} \cdot \text{@v0} + (1 - \text{@beta2}) \cdot \text{@g}^2 = \text{@@v}",
                r"\hat m &= \frac{\text{@@m}}{\text{@@c1}} = \text{@@mhat}, \quad r \ell = \text{@@scale}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \text{@mhat} \cdot \text{@scale} = \text{@@xnew}"
            ),
            derived: |it, _| {
                let [factor, power] = it.scalars;
                let scale = if factor > 0.0 { factor / (sqrt(it.after[1]) + it.params[3]) } else { 1.0 };
                let c1 = 1.0 - power;
                vec![
                    ("m0", it.before[0]),
                    ("v0", it.before[1]),
                    ("c1", c1),
                    ("mhat", it.after[0] / c1),
                    ("scale", scale),
                ]
            },
        },
    ),
    (
        "adamax",
        Worked {
            tex: lines!(
                r"m &\gets \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@m}",
                r"u &\gets \max(\text{@beta2} \cdot \text{@u0},\; |\text{@@g}| + \text{@eps}) = \text{@@u}",
                r"\hat m &= \frac{\text{@@m}}{\text{@@c1}} = \text{@@mhat}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \frac{\text{@@mhat}}{\text{@@u}} = \text{@@xnew}"
            ),
            derived: |it, _| {
                let c1 = 1.0 - it.scalars[0];
                vec![("m0", it.before[0]), ("u0", it.before[1]), ("c1", c1), ("mhat", it.after[0] / c1)]
            },
        },
    ),
    (
        "adabelief",
        Worked {
            tex: lines!(
                r"m &\gets \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@m}",
                r"s &\gets \text{@beta2} \cdot \text{@s0} + (1 - \text{@beta2}) \cdot (\text{@@g} - \text{@m})^2 + \text{@eps} = \text{@@s}",
                r"\hat m &= \frac{\text{@@m}}{\text{@@c1}} = \text{@@mhat}, \quad \hat s = \frac{\text{@@s}}{\text{@@c2}} = \text{@@shat}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \frac{\text{@@mhat}}{\sqrt{\text{@@shat}} + \text{@eps}} = \text{@@xnew}"
            ),
            derived: |it, _| corrected(&it, 1, "shat"),
        },
    ),
    (
        "rprop",
        Worked {
            tex: lines!(
                r"q &= \text{@g} \cdot \text{@prev0} = \text{@@q}",
                r"\Delta &\gets \text{@@stepsize}",
                r"\text{@axis} &\gets \text{@x} - \text{@sign} \cdot \text{@stepsize} = \text{@@xnew}"
            ),
            derived: |it, _| vec![("prev0", it.before[1]), ("q", it.g * it.before[1]), ("sign", sign(it.after[1]))],
        },
    ),
    (
        "lion",
        Worked {
            tex: lines!(
                r"c &= \text{@beta1} \cdot \text{@m0} + (1 - \text{@beta1}) \cdot \text{@g} = \text{@@c}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot (\text{@@sign} + \text{@weightdecay} \cdot \text{@x}) = \text{@@xnew}",
                r"m &\gets \text{@beta2} \cdot \text{@m0} + (1 - \text{@beta2}) \cdot \text{@g} = \text{@@m}"
            ),
            derived: |it, _| {
                let c = it.params[1] * it.before[0] + (1.0 - it.params[1]) * it.g;
                vec![("m0", it.before[0]), ("c", c), ("sign", sign(c))]
            },
        },
    ),
    (
        "asgd",
        Worked {
            tex: lines!(
                r"\text{@axis} &\gets \text{@x} - \text{@lambd} \cdot \text{@eta} \cdot \text{@x} - \text{@eta} \cdot \text{@g} = \text{@@xnew}",
                r"\bar{\text{@axis}} &\gets \text{@avg0} + \text{@mu} \cdot (\text{@@xnew} - \text{@avg0}) = \text{@@avg}"
            ),
            derived: |it, now| {
                let [eta, mu] = it.scalars;
                vec![("eta", eta), ("mu", mu), ("avg0", it.x + it.before[0]), ("avg", now + it.after[0])]
            },
        },
    ),
    (
        "schedulefree",
        Worked {
            tex: lines!(
                r"y &= (1 - \text{@momentum}) \cdot \text{@zb} + \text{@momentum} \cdot \text{@x} = \text{@@y}",
                r"z &\gets \text{@zb} - \text{@lr} \cdot \text{@g} = \text{@@za}",
                r"x &\gets (1 - \text{@c}) \cdot \text{@x} + \text{@c} \cdot \text{@za} = \text{@@xnew}"
            ),
            derived: |it, now| {
                let y = it.x + (1.0 - it.params[1]) * it.before[0];
                vec![("zb", it.x + it.before[0]), ("za", now + it.after[0]), ("y", y), ("c", it.scalars[0])]
            },
        },
    ),
    (
        "sam",
        Worked {
            tex: lines!(
                r"\text{@axis} + e &= \text{@x} + \text{@e} = \text{@@top}, \quad \partial_{\text{@axis}} f(x + e) = \text{@@far}",
                r"\text{@axis} &\gets \text{@x} - \text{@lr} \cdot \text{@far} = \text{@@xnew}"
            ),
            derived: |it, now| {
                let e = it.after[0] + (now - it.x);
                vec![("e", e), ("top", it.x + e), ("far", (it.x - now) / it.lr)]
            },
        },
    ),
    (
        "lbfgs",
        Worked {
            tex: lines!(
                r"\text{@axis} &\gets \text{@axis} + a\, d = \text{@x} + \text{@a} \cdot \text{@d} = \text{@@xnew}"
            ),
            derived: |it, now| {
                let moved = now - it.x;
                vec![("a", if it.after[0] == 0.0 { 0.0 } else { moved / it.after[0] })]
            },
        },
    ),
    (
        "newton",
        Worked {
            tex: lines!(r"\text{@axis} &\gets \text{@x} + \text{@lr} \cdot \text{@p} = \text{@@xnew}"),
            derived: |_, _| Vec::new(),
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::TABLE;
    use crate::catalog;

    #[test]
    fn every_rule_has_equations_of_its_own_in_the_order_of_the_catalogue() {
        assert!(TABLE.iter().map(|it| it.0).eq(catalog::RULES.iter().map(|rule| rule.id)));
    }
}
