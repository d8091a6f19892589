//! The runs of a link: rules, and what is said about their parameters.

use downhill::{Entry, catalog};

use super::Reader;
use crate::limits::MAX_RUNS;
use crate::number;
use crate::range::Range;
use crate::setup::BatchRun;
use crate::warning::{Field, Problem, run, run_part};

impl Reader<'_> {
    /// The runs of the link. Only those of some labs have a decay; elsewhere it is 0.
    pub(super) fn runs(&mut self, has_decay: bool) -> Vec<BatchRun> {
        let given = self.values("run").count();
        let runs =
            (1..=MAX_RUNS).zip(self.values("run")).filter_map(|(number, value)| self.run(number, value, has_decay));
        let runs = runs.collect();
        if given > MAX_RUNS {
            self.warn(Field::Key("runs"), &given.to_string(), Problem::TooManyRuns);
        }
        runs
    }

    /// The `number`th run of the link: a rule, and what is said about its parameters.
    fn run(&mut self, number: usize, value: &str, has_decay: bool) -> Option<BatchRun> {
        let mut items = value.split(',').map(str::trim);
        let id = items.next().unwrap_or_default();
        let Some(rule) = catalog::find(id) else {
            self.warn(run(number), id, Problem::UnknownRule);
            return None;
        };
        // The decay comes after the rule's own parameters.
        let mut params: Vec<Option<f64>> = vec![None; rule.params.len() + 1];
        let mut is_given = vec![false; params.len()];
        for item in items.filter(|item| !item.is_empty()) {
            let Some((name, value)) = item.split_once(':') else {
                self.warn(run(number), item, Problem::NotAParameter);
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            let field = run_part(number, name);
            let own = rule.params.iter().position(|spec| spec.id == name);
            let Some(index) = own.or((has_decay && name == "decay").then_some(rule.params.len())) else {
                self.warn(field, value, Problem::UnknownParameter(rule, has_decay));
                continue;
            };
            if is_given[index] {
                self.warn(field, value, Problem::Repeated);
                continue;
            }
            is_given[index] = true;
            let range = rule.params.get(index).map_or(Range::NonNegative, |spec| Range::Of(spec.domain));
            params[index] = self.parameter(field, value, range);
        }
        let decay = params.pop().flatten().unwrap_or(0.0);
        let params = params.into_iter().zip(rule.defaults()).map(|(own, default)| own.unwrap_or(default)).collect();
        Some(BatchRun { entry: Entry { rule, params }, decay })
    }

    /// A number within a range.
    pub(super) fn parameter(&mut self, field: Field, value: &str, range: Range) -> Option<f64> {
        let problem = match number::parse(value) {
            Some(number) if range.contains(number) => return Some(number),
            Some(_) => Problem::Parameter(range),
            None => Problem::NotANumber(range),
        };
        self.warn(field, value, problem);
        None
    }
}
