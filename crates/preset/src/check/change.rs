//! The limits of changes on the way.

use downhill::RuleInfo;

use super::number_in;
use crate::limits::{MAX_CHANGES, UPDATES};
use crate::range::Range;
use crate::setup::Change;
use crate::warning::{Extras, Field, Problem, Warning, change, change_part};

/// What is wrong with changes to runs of these rules.
pub(super) fn changes(changes: &[Change], rules: &[&'static RuleInfo], warnings: &mut Vec<Warning>) {
    let mut before = 0;
    for (number, it) in (1..).zip(changes) {
        one(number, it, before, rules, warnings);
        before = it.at;
    }
    if changes.len() > MAX_CHANGES {
        warnings.push(Warning::new(Field::Key("changes"), &changes.len().to_string(), Problem::TooManyChanges));
    }
}

/// What is wrong with the `number`th change, which must not happen before `before`.
fn one(number: usize, it: &Change, before: usize, rules: &[&'static RuleInfo], warnings: &mut Vec<Warning>) {
    let &Change { at, run, param, value } = it;
    let mut warn = |field, value: &str, problem| warnings.push(Warning::new(field, value, problem));
    if !UPDATES.contains(&at) {
        warn(change_part(number, "at"), &at.to_string(), Problem::CHANGE_AT);
    } else if at < before {
        warn(change_part(number, "at"), &at.to_string(), Problem::ChangeOrder(before));
    }
    let Some(rule) = rules.get(run) else {
        warn(change_part(number, "run"), &(run + 1).to_string(), Problem::change_run(rules.len()));
        return;
    };
    let Some(spec) = rule.params.get(param) else {
        warn(change(number), &param.to_string(), Problem::UnknownParameter(rule, Extras::None));
        return;
    };
    warnings.extend(number_in(Range::Of(spec.domain), value, || change_part(number, spec.id)));
}
