//! Update rules: a gradient goes in, a step comes out.

pub(crate) mod adabelief;
pub(crate) mod adadelta;
pub(crate) mod adagrad;
pub(crate) mod adam;
pub(crate) mod adamax;
pub(crate) mod adamw;
pub(crate) mod amsgrad;
pub(crate) mod asgd;
pub(crate) mod lbfgs;
pub(crate) mod lion;
pub(crate) mod momentum;
pub(crate) mod nadam;
pub(crate) mod nesterov;
pub(crate) mod newton;
pub(crate) mod radam;
pub(crate) mod rmsprop;
pub(crate) mod rprop;
pub(crate) mod sam;
pub(crate) mod schedulefree;
pub(crate) mod sgd;
mod worked;

use alloc::boxed::Box;
use core::any::Any;

pub use self::worked::{Worked, worked};

use crate::objective::Objective;
use crate::param::{ParamError, ParamSpec};
use crate::record::Record;
use crate::surface::Surface;

/// A first-order update rule. It knows no objective: it is handed gradients, and says where it wants them.
///
/// All slices have the length that the rule was built for. An update allocates nothing.
pub trait Rule: Any {
    /// Where the rule wants the next gradient, given the iterate `x`: at `x` itself, unless it looks ahead.
    fn probe(&self, x: &[f64], at: &mut [f64]);

    /// Update number `t` (the first is 1): writes into `step` what is to be added to the iterate.
    ///
    /// `x` is the iterate, `grad` the gradient at the [probe](Self::probe), `lr` the learning rate of this update.
    fn update(&mut self, t: u64, lr: f64, x: &[f64], grad: &[f64], step: &mut [f64]);

    /// The same for a rule that asks the objective for more than that gradient ([`RuleInfo::asks`]); every other rule makes
    /// its plain [`update`](Self::update) and asks nothing. An [`Oracle`](crate::Oracle) counts what is asked.
    fn update_asking(&mut self, t: u64, lr: f64, x: &[f64], grad: &[f64], _oracle: &dyn Objective, step: &mut [f64]) {
        self.update(t, lr, x, grad, step);
    }

    /// Writes the state vectors one after another, in the order of the catalogue.
    fn write_state(&self, state: &mut [f64]);

    /// What the rule remembers beside its vectors, such as Adam's powers of β; 0 where there is nothing.
    fn scalars(&self) -> [f64; 2] {
        [0.0; 2]
    }

    /// Forgets everything, as if just built.
    fn reset(&mut self);

    /// Takes other hyper-parameters, in the order of the catalogue, and keeps its state: what a change in the middle of a
    /// run does. The learning rate among them comes with every update anyway.
    fn retune(&mut self, params: &[f64]);

    /// Makes updates on a built-in surface and records them, if there is a loop compiled for the two; says whether there
    /// is. The numbers are the same as those of [`update`](Self::update) after [`update`](Self::update).
    fn advance_on(&mut self, _surface: &Surface, _lr: f64, _updates: usize, _record: &mut Record) -> bool {
        false
    }
}

/// What a state vector is, which decides how it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateKind {
    /// A vector like a gradient or a step: an arrow at the iterate.
    Direction,
    /// What the iterate is moved by, or along: an arrow to where that leads.
    Step,
    /// One number at least 0 a coordinate, such as an average of squares: bars.
    Square,
    /// A place in parameter space, kept as its offset from the iterate: a point on the map.
    Point,
    /// The average of the iterates, which is what the method gives as its answer, kept as a point is: a second trail.
    Average,
}

/// A vector of a rule's state.
#[derive(Debug, PartialEq, Eq)]
pub struct StateSpec {
    /// Stable name.
    pub id: &'static str,
    /// The paper's letter.
    pub symbol: &'static str,
    /// What it is.
    pub kind: StateKind,
}

impl StateSpec {
    pub(crate) const fn direction(id: &'static str, symbol: &'static str) -> Self {
        Self { id, symbol, kind: StateKind::Direction }
    }

    pub(crate) const fn step(id: &'static str, symbol: &'static str) -> Self {
        Self { id, symbol, kind: StateKind::Step }
    }

    pub(crate) const fn point(id: &'static str, symbol: &'static str) -> Self {
        Self { id, symbol, kind: StateKind::Point }
    }

    pub(crate) const fn average(id: &'static str, symbol: &'static str) -> Self {
        Self { id, symbol, kind: StateKind::Average }
    }

    pub(crate) const fn square(id: &'static str, symbol: &'static str) -> Self {
        Self { id, symbol, kind: StateKind::Square }
    }
}

/// One coordinate around one update: what its effective learning rate is computed from.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The hyper-parameters, in the order of the catalogue.
    pub params: &'a [f64],
    /// The learning rate of the update, after its schedule.
    pub lr: f64,
    /// Number of the update, from 1.
    pub t: u64,
    /// The coordinate before the update.
    pub x: f64,
    /// The gradient that the update was given.
    pub g: f64,
    /// This coordinate's component of every state vector before the update.
    pub before: &'a [f64],
    /// The same after it.
    pub after: &'a [f64],
    /// The rule's [`scalars`](Rule::scalars) after it.
    pub scalars: [f64; 2],
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
    /// Whether an update asks the objective for more than the one gradient that it is handed.
    pub asks: bool,
    /// The effective learning rate of a coordinate: what its gradient, or the average of gradients that the rule goes by,
    /// is multiplied by. `None` for a rule whose steps are no such product.
    pub rate: Option<fn(Around<'_>) -> f64>,
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

    /// The steps of a rule that starts at the origin and is shown these gradients, one after another.
    pub(crate) fn steps(info: &RuleInfo, params: &[f64], gradients: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let mut rule = (info.build)(2, params);
        let (mut x, mut step) = ([0.0; 2], [0.0; 2]);
        (1..)
            .zip(gradients)
            .map(|(t, gradient)| {
                rule.update(t, params[0], &x, gradient, &mut step);
                x = [x[0] + step[0], x[1] + step[1]];
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
