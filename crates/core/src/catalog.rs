//! The one table of update rules: what validation, sliders, links, lists and tests are made from.

use crate::rule::{self, RuleInfo};

/// Every update rule, in the order in which lists show them.
pub static RULES: &[&RuleInfo] = &[
    &rule::sgd::RULE,
    &rule::momentum::RULE,
    &rule::nesterov::RULE,
    &rule::adagrad::RULE,
    &rule::adadelta::RULE,
    &rule::rmsprop::RULE,
    &rule::adam::RULE,
    &rule::amsgrad::RULE,
    &rule::adamw::RULE,
    &rule::nadam::RULE,
    &rule::radam::RULE,
    &rule::adamax::RULE,
    &rule::adabelief::RULE,
    &rule::rprop::RULE,
    &rule::lion::RULE,
    &rule::asgd::RULE,
    &rule::schedulefree::RULE,
    &rule::sam::RULE,
    &rule::lbfgs::RULE,
    &rule::newton::RULE,
];

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static RuleInfo> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
