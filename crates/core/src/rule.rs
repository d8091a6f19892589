//! Update rules: a gradient goes in, a step comes out.

pub(crate) mod adadelta;
pub(crate) mod adagrad;
pub(crate) mod adam;
pub(crate) mod momentum;
pub(crate) mod nesterov;
pub(crate) mod rmsprop;
pub(crate) mod sgd;

use alloc::boxed::Box;

use crate::param::{ParamError, ParamSpec};
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

    /// Takes other hyper-parameters, in the order of the catalogue, and keeps its state: what a change in the middle of a
    /// run does. The learning rate among them comes with every update anyway.
    fn retune(&mut self, params: &[f64]);

    /// Makes updates on a built-in surface and records them, if there is a loop compiled for the two; says whether there
    /// is. The numbers are the same as those of [`update`](Self::update) after [`update`](Self::update).
    fn advance_on(&mut self, surface: &Surface, lr: f64, updates: usize, record: &mut Record) -> bool;
}

/// A vector of a rule's state.
#[derive(Debug, PartialEq, Eq)]
pub struct StateSpec {
    /// Stable name.
    pub id: &'static str,
    /// The paper's letter.
    pub symbol: &'static str,
}

/// An update rule and what is known about it.
#[derive(Debug)]
pub struct RuleInfo {
    /// Stable name in links.
    pub id: &'static str,
    /// Name as the literature writes it.
    pub name: &'static str,
    /// Authors and year.
    pub reference: &'static str,
    /// The update equations, as TeX.
    pub tex: &'static str,
    /// The hyper-parameters; the first is always the learning rate.
    pub params: &'static [ParamSpec],
    /// The state vectors, in the order in which [`Rule::write_state`] writes them.
    pub state: &'static [StateSpec],
    /// Whether the rule wants its gradient somewhere else than at its iterate.
    pub looks_ahead: bool,
    pub(crate) build: fn(usize, &[f64]) -> Box<dyn Rule>,
}

impl RuleInfo {
    /// The rule for `dim` variables, with `params` in the order of [`params`](Self::params).
    ///
    /// # Errors
    /// [`ParamError`] if there are too many or too few, or one lies outside its domain.
    pub fn build(&'static self, dim: usize, params: &[f64]) -> Result<Box<dyn Rule>, ParamError> {
        if params.len() != self.params.len() {
            return Err(ParamError::Count { rule: self.id, expected: self.params.len(), given: params.len() });
        }
        for (spec, &value) in self.params.iter().zip(params) {
            spec.check(value)?;
        }
        Ok((self.build)(dim, params))
    }

    /// The default of every parameter, in order.
    pub fn defaults(&self) -> impl Iterator<Item = f64> {
        self.params.iter().map(|spec| spec.default)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    //! What the rules' own tests share: gradients in, steps out.

    use std::vec::Vec;

    use super::RuleInfo;

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
