//! From a setup to the core's runs.

use std::fmt;

use downhill::data::{DataSet, Table, TableError};
use downhill::model::{FiniteSum, Linear, Logistic, built_in};
use downhill::{Comparison, ParamChange, ParamError, Plan, Schedule};

use super::batch::{BatchRun, BatchSetup, Contender, Data};

/// The generator that seed 0 means for an own table.
const OWN_SEED: u64 = 4000;

/// What is to be learned from a table, whose numbers stand as they were given.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Linear regression of the target.
    Regress(Table),
    /// Logistic regression of a target with two values.
    Classify(Table),
}

/// Why a setup cannot be run.
#[derive(Clone, Debug)]
pub enum ComparisonError {
    /// A run's parameters are not valid; the run counts from 1.
    Param(usize, ParamError),
    /// Nothing can be learned from the table.
    Table(TableError),
    /// It needs a table that is not there.
    NoTable(Data),
}

impl fmt::Display for ComparisonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Param(run, error) => write!(f, "run {run}: {error}"),
            Self::Table(error) => error.fmt(f),
            Self::NoTable(Data::Own) => {
                f.write_str("data = own: the table stays with who brought it; no link holds it")
            }
            Self::NoTable(data) => write!(f, "data = {}: needs its table", data.id()),
        }
    }
}

impl std::error::Error for ComparisonError {}

impl From<TableError> for ComparisonError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl BatchSetup {
    /// All contenders at their start, run by run. `task` is the data of those setups that need a table: `diabetes`, as its
    /// file has it, and an own one.
    ///
    /// # Errors
    /// If the table is missing or nothing can be learned from it, or a parameter is not valid.
    pub fn comparison(&self, task: Option<Task>) -> Result<Comparison, ComparisonError> {
        let model = self.model(task)?;
        let contenders: Vec<Contender> = self.contenders().collect();
        let updates = |contender: &Contender| self.budget.updates(model.samples(), contender.batch).max(1);
        let longest = contenders.iter().map(updates).max().unwrap_or(1);
        let plans = contenders.iter().map(|contender| {
            let updates = updates(contender);
            (self.plan(contender, updates, longest, model.dim()), updates)
        });
        let plans = plans.collect();
        let (replicas, goal) = (self.replicas, self.data.built_in().and_then(|data| data.goal));
        Comparison::new(model, plans, replicas, goal).map_err(|(index, error)| {
            let run = contenders.get(index).map_or(0, |contender| contender.run);
            ComparisonError::Param(run + 1, error)
        })
    }

    fn model(&self, task: Option<Task>) -> Result<Box<dyn FiniteSum>, ComparisonError> {
        Ok(match (self.data, task) {
            (Data::Own, None) => return Err(ComparisonError::NoTable(self.data)),
            (Data::BuiltIn(data), None) if needs_table(data) => return Err(ComparisonError::NoTable(self.data)),
            (Data::BuiltIn(data), Some(Task::Regress(table) | Task::Classify(table))) => {
                built_in(data, Some(&table), self.noise)?
            }
            (Data::BuiltIn(data), None) => built_in(data, None, self.noise)?,
            (Data::Own, Some(Task::Regress(table))) => Box::new(Linear::new(table.standardized()?)),
            (Data::Own, Some(Task::Classify(table))) => Box::new(Logistic::new(table.classified()?)),
        })
    }

    fn plan(&self, contender: &Contender, updates: usize, longest: usize, dim: usize) -> Plan {
        let BatchRun { entry, decay } = &self.runs[contender.run];
        let own = self.changes.iter().filter(|change| change.run == contender.run);
        let changes = own.map(|change| ParamChange {
            after: (change.at as u64 * updates as u64 / longest as u64) as usize,
            param: change.param,
            value: change.value,
        });
        Plan {
            entry: entry.clone(),
            schedule: if *decay > 0.0 { Schedule::InverseTime { decay: *decay } } else { Schedule::Constant },
            batch: contender.batch,
            sampling: self.sampling,
            seed: self.data.built_in().map_or(OWN_SEED, |data| data.seed_base) + u64::from(self.seed),
            start: if self.start.len() == dim { self.start.clone() } else { vec![0.0; dim] },
            changes: changes.collect(),
        }
    }
}

/// Whether a built-in data set is numbers from a file.
fn needs_table(data: &DataSet) -> bool {
    data.id == "diabetes"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::setup::Setup;

    fn setup(link: &str) -> BatchSetup {
        match parse(link).preset.setup {
            Setup::Batch(setup) => setup,
            Setup::Race(_) | Setup::Minima(_) => panic!("{link}: no batch"),
        }
    }

    fn table(target: &[f64]) -> Table {
        let features = target.iter().enumerate().map(|(row, y)| y + (row * row % 5) as f64).collect();
        Table { names: vec!["x".into()], target_name: "y".into(), features, target: target.to_vec() }
    }

    #[test]
    fn every_run_meets_every_batch_size_and_epochs_become_updates() {
        let comparison = setup("lab=batch&data=own&run=sgd,lr:0.1&run=adam&batch=all&batch=2&epochs=3")
            .comparison(Some(Task::Regress(table(&[1.0, 2.0, 4.0, 3.0, 9.0]))))
            .expect("a sound setup");
        let updates: Vec<usize> = comparison.contenders().iter().map(downhill::Contender::updates).collect();
        assert_eq!(updates, [3, 6, 3, 6]);
        let rules: Vec<&str> = comparison.contenders().iter().map(|it| it.training().plan().entry.rule.id).collect();
        assert_eq!(rules, ["sgd", "sgd", "adam", "adam"]);
    }

    #[test]
    fn a_change_falls_on_the_same_share_of_every_contender_of_its_run() {
        let link =
            "lab=batch&data=valley&run=sgd,lr:0.1&run=sgd,lr:0.2&batch=all&batch=4&epochs=10&change=20,2,lr:0.05";
        let comparison = setup(link).comparison(None).expect("a sound setup");
        let changes: Vec<Vec<usize>> = comparison
            .contenders()
            .iter()
            .map(|it| it.training().plan().changes.iter().map(|change| change.after).collect())
            .collect();
        assert_eq!(changes, [vec![], vec![], vec![4], vec![20]]);
    }

    #[test]
    fn what_cannot_run_says_why() {
        let refusal = |link: &str, task| setup(link).comparison(task).expect_err(link).to_string();
        assert_eq!(
            refusal("lab=batch&data=own", None),
            "data = own: the table stays with who brought it; no link holds it"
        );
        assert_eq!(refusal("lab=batch&data=diabetes", None), "data = diabetes: needs its table");
        let constant = Some(Task::Regress(table(&[2.0, 2.0, 2.0])));
        assert_eq!(refusal("lab=batch&data=own", constant), "column y: has the same number in every row; must vary");
        let mut negative = setup("lab=batch&data=valley");
        negative.runs[0].entry.params[0] = -1.0;
        let error = negative.comparison(None).expect_err("a negative rate");
        assert_eq!(error.to_string(), "run 1: lr = -1: must be > 0");
    }

    #[test]
    fn two_classes_are_told_apart_by_a_logistic_model_with_an_intercept() {
        let task = Task::Classify(table(&[0.0, 1.0, 1.0, 0.0, 1.0]));
        let comparison = setup("lab=batch&data=own&batch=all").comparison(Some(task)).expect("a sound setup");
        assert_eq!(comparison.model().dim(), 2);
        assert!((comparison.contenders()[0].training().losses()[0] - std::f64::consts::LN_2).abs() < 1e-15);
    }
}
