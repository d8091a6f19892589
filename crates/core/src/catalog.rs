//! The one table of update rules: what validation, sliders, links, lists and tests are made from.

use alloc::boxed::Box;

use crate::param::{ParamError, ParamSpec};
use crate::rule::{self, Rule};

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
    /// The state vectors, in the order in which [`Rule::visit_state`] shows them.
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

/// Every update rule, in the order in which lists show them.
pub static RULES: &[&RuleInfo] = &[
    &rule::sgd::RULE,
    &rule::momentum::RULE,
    &rule::nesterov::RULE,
    &rule::adagrad::RULE,
    &rule::adadelta::RULE,
    &rule::rmsprop::RULE,
    &rule::adam::RULE,
];

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static RuleInfo> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
