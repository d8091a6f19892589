//! What is done to every gradient before a rule sees it: clipping and weight decay, composable with any rule.

use crate::math::norm;
use crate::objective::Objective;
use crate::param::{Domain, ParamSpec, Scale};

/// Transformations of the gradient, in the order in which they are made. The default makes none.
///
/// This is what PyTorch does in `clip_grad_value_`, then `clip_grad_norm_`, then the `weight_decay` of its optimizers. The decay is
/// the coupled one: it is part of the gradient, so adaptive rules scale it with the rest. `AdamW` has its own, which is not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Transforms {
    /// Every component is brought into [−c, c]; c > 0.
    pub clip_value: Option<f64>,
    /// A gradient longer than c is shortened to c; c > 0 (R. Pascanu, T. Mikolov and Y. Bengio, 2013, algorithm 1).
    pub clip_norm: Option<f64>,
    /// λ x is added: the gradient of λ|x|²/2; λ ≥ 0.
    pub weight_decay: f64,
}

const fn clip(id: &'static str, symbol: &'static str, doc: &'static str) -> ParamSpec {
    ParamSpec { id, symbol, default: 1.0, domain: Domain::Positive, min: 1e-3, max: 1e3, scale: Scale::Log, doc }
}

/// The transformations by name, in the order in which they are made.
pub static TRANSFORMS: [ParamSpec; 3] = [
    clip("clip_value", "c", "the largest size of each component of the gradient"),
    clip("clip_norm", "‖c‖", "the greatest length of the gradient"),
    ParamSpec {
        id: "weight_decay",
        symbol: "λ",
        default: 0.01,
        domain: Domain::NonNegative,
        min: 1e-5,
        max: 1.0,
        scale: Scale::Log,
        doc: "the share of the position that is added to the gradient",
    },
];

impl Transforms {
    /// Those with these strengths, in the order of [`TRANSFORMS`]; `None` is not done at all.
    #[must_use]
    pub fn new([clip_value, clip_norm, weight_decay]: [Option<f64>; 3]) -> Self {
        Self { clip_value, clip_norm, weight_decay: weight_decay.unwrap_or(0.0) }
    }

    /// Their strengths, in the order of [`TRANSFORMS`].
    #[must_use]
    pub fn strengths(&self) -> [Option<f64>; 3] {
        [self.clip_value, self.clip_norm, (self.weight_decay.to_bits() != 0).then_some(self.weight_decay)]
    }

    /// Whether nothing is done.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Transforms the gradient of a loss at `x`.
    pub fn apply(&self, x: &[f64], grad: &mut [f64]) {
        if let Some(most) = self.clip_value {
            for g in &mut *grad {
                // NaN stays: min and max would hide it.
                if g.abs() > most {
                    *g = most.copysign(*g);
                }
            }
        }
        if let Some(most) = self.clip_norm {
            let length = norm(grad);
            if length > most {
                for g in &mut *grad {
                    *g *= most / length;
                }
            }
        }
        if self.weight_decay > 0.0 {
            for (g, x) in grad.iter_mut().zip(x) {
                *g += self.weight_decay * x;
            }
        }
    }

    /// What the loss at `x` is with the term whose gradient the weight decay is.
    fn value(&self, x: &[f64], value: f64) -> f64 {
        if self.weight_decay > 0.0 {
            value + 0.5 * self.weight_decay * x.iter().map(|x| x * x).sum::<f64>()
        } else {
            value
        }
    }
}

/// An objective as a rule sees it that asks for more than one gradient: every one of them is transformed.
#[derive(Debug)]
pub(crate) struct Transformed<'a, O: ?Sized> {
    pub(crate) objective: &'a O,
    pub(crate) transforms: Transforms,
}

impl<O: Objective + ?Sized> Objective for Transformed<'_, O> {
    fn dim(&self) -> usize {
        self.objective.dim()
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.transforms.value(x, self.objective.value(x))
    }

    fn value_grad(&self, x: &[f64], grad: &mut [f64]) -> f64 {
        let value = self.objective.value_grad(x, grad);
        self.transforms.apply(x, grad);
        self.transforms.value(x, value)
    }

    /// Clipping has no second derivative worth the name: it is left out here.
    fn hessian(&self, x: &[f64], hessian: &mut [f64]) {
        self.objective.hessian(x, hessian);
        let dim = self.dim();
        for diagonal in hessian.iter_mut().step_by(dim + 1) {
            *diagonal += self.transforms.weight_decay;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface;

    fn applied(transforms: Transforms, x: [f64; 2], mut grad: [f64; 2]) -> [f64; 2] {
        transforms.apply(&x, &mut grad);
        grad
    }

    #[test]
    fn values_are_clipped_first_then_lengths_and_decay_comes_last() {
        let none = Transforms::default();
        assert_eq!(applied(none, [1.0, 2.0], [30.0, -40.0]), [30.0, -40.0]);
        let by_value = Transforms { clip_value: Some(3.0), ..none };
        assert_eq!(applied(by_value, [1.0, 2.0], [30.0, -2.0]), [3.0, -2.0]);
        let by_norm = Transforms { clip_norm: Some(5.0), ..none };
        assert_eq!(applied(by_norm, [1.0, 2.0], [30.0, -40.0]), [3.0, -4.0]);
        let all = Transforms { clip_value: Some(3.0), clip_norm: Some(1.0), weight_decay: 0.5 };
        assert_eq!(applied(all, [1.0, 2.0], [3.0, 0.0]), [1.5, 1.0]);
    }

    #[test]
    fn what_is_not_a_number_is_not_clipped_into_one() {
        let by_value = Transforms { clip_value: Some(1.0), ..Transforms::default() };
        assert!(applied(by_value, [0.0; 2], [f64::NAN, 9.0])[0].is_nan());
        assert_eq!(applied(by_value, [0.0; 2], [f64::NEG_INFINITY, 9.0]), [-1.0, 1.0]);
    }

    #[test]
    fn a_decayed_objective_is_the_one_whose_gradient_it_gives() {
        let bowl = surface::find("bowl").expect("built in");
        let decayed =
            Transformed { objective: bowl, transforms: Transforms { weight_decay: 0.5, ..Transforms::default() } };
        let (mut grad, mut hessian) = ([0.0; 2], [0.0; 4]);
        assert_eq!(decayed.value_grad(&[2.0, -1.0], &mut grad), 1.5 * 2.5);
        assert_eq!(grad, [3.0, -1.5]);
        decayed.hessian(&[2.0, -1.0], &mut hessian);
        assert_eq!(hessian, [1.5, 0.0, 0.0, 1.5]);
    }
}
