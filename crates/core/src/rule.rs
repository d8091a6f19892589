//! Update rules: a gradient goes in, a step comes out.

pub(crate) mod adadelta;
pub(crate) mod adagrad;
pub(crate) mod adam;
pub(crate) mod momentum;
pub(crate) mod nesterov;
pub(crate) mod rmsprop;
pub(crate) mod sgd;

use crate::record::Record;
use crate::surface::Surface;

/// A first-order update rule. It knows no objective: it is handed gradients, and says where it wants them.
///
/// All slices have the length that the rule was built for. An update allocates nothing.
pub trait Rule {
    /// Where the rule wants the next gradient, given the iterate `x`: at `x` itself, unless it looks ahead.
    fn probe(&self, x: &[f64], at: &mut [f64]);

    /// Update number `t` (the first is 1): writes into `step` what is to be added to the iterate.
    ///
    /// `grad` is the gradient at the [probe](Self::probe), `lr` the learning rate of this update.
    fn update(&mut self, t: u64, lr: f64, grad: &[f64], step: &mut [f64]);

    /// Writes the state vectors one after another, in the order of the catalogue.
    fn write_state(&self, state: &mut [f64]);

    /// Forgets everything, as if just built.
    fn reset(&mut self);

    /// Makes updates on a built-in surface and records them, if there is a loop compiled for the two; says whether there
    /// is. The numbers are the same as those of [`update`](Self::update) after [`update`](Self::update).
    fn advance_on(&mut self, surface: &Surface, lr: f64, updates: usize, record: &mut Record) -> bool;
}

#[cfg(test)]
pub(crate) mod testing {
    //! What the rules' own tests share: gradients in, steps out.

    use std::vec::Vec;

    use crate::catalog::RuleInfo;

    /// The steps of a rule that is shown these gradients, one after another.
    pub(crate) fn steps(info: &RuleInfo, params: &[f64], gradients: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let mut rule = (info.build)(2, params);
        let mut step = [0.0; 2];
        (1..)
            .zip(gradients)
            .map(|(t, gradient)| {
                rule.update(t, params[0], gradient, &mut step);
                step
            })
            .collect()
    }

    #[track_caller]
    pub(crate) fn assert_steps(got: &[[f64; 2]], want: &[[f64; 2]], tolerance: f64) {
        assert_eq!(got.len(), want.len(), "number of steps");
        for (got, want) in got.iter().flatten().zip(want.iter().flatten()) {
            assert!((got - want).abs() <= tolerance * want.abs(), "step {got}, expected {want}");
        }
    }
}
