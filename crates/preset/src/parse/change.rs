//! Parameters that change on the way.

use downhill::RuleInfo;

use super::{Reader, whole};
use crate::limits::{MAX_CHANGES, UPDATES};
use crate::range::Range;
use crate::setup::Change;
use crate::warning::{Extras, Field, Problem, change, change_part};

impl Reader<'_> {
    /// The changes of the link to runs of these rules, by time.
    pub(super) fn changes(&mut self, rules: &[&'static RuleInfo]) -> Vec<Change> {
        let mut all: Vec<Change> = Vec::new();
        let given = self.values("change").count();
        let changes = (1..=MAX_CHANGES).zip(self.values("change"));
        for (number, value) in changes {
            if let Some(change) = self.change(number, value, rules) {
                // Sixteen are not worth the code of a sort.
                let index = all.partition_point(|earlier| earlier.at <= change.at);
                all.insert(index, change);
            }
        }
        if given > MAX_CHANGES {
            self.warn(Field::Key("changes"), &given.to_string(), Problem::TooManyChanges);
        }
        all
    }

    /// The `number`th change of the link.
    fn change(&mut self, number: usize, text: &str, rules: &[&'static RuleInfo]) -> Option<Change> {
        let mut items = text.splitn(3, ',');
        let (at, run, item) = (items.next(), items.next(), items.next().and_then(|item| item.split_once(':')));
        let (Some(at), Some(run), Some((name, value))) = (at, run, item) else {
            self.warn(change(number), text, Problem::NotAChange);
            return None;
        };
        let [at, run, name, value] = [at, run, name, value].map(str::trim);
        let at = self.part(number, "at", at, whole(at, UPDATES, Problem::CHANGE_AT))?;
        let runs = rules.len();
        let run = self.part(number, "run", run, whole(run, 1..=runs, Problem::change_run(runs)))? - 1;
        let rule = rules[run];
        let Some(param) = rule.params.iter().position(|spec| spec.id == name) else {
            self.warn(change_part(number, name), value, Problem::UnknownParameter(rule, Extras::None));
            return None;
        };
        let value = self.parameter(change_part(number, name), value, Range::Of(rule.params[param].domain))?;
        Some(Change { at, run, param, value })
    }

    fn part<T>(&mut self, number: usize, name: &str, value: &str, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.warn(change_part(number, name), value, problem)).ok()
    }
}
