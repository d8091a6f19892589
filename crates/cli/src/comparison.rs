//! The contenders of a batch link run to their end, and what is said about them on the side.

use downhill::Comparison;
use downhill::data::DataSet;
use downhill_data::bundled;
use downhill_preset::{BatchSetup, ComparisonError, Data, Task};

use crate::failure::Failure;
use crate::say;

/// Runs all contenders to their last update, and names those that diverge on stderr.
///
/// # Errors
/// If the link is of its author's own data.
pub(crate) fn finish(setup: &BatchSetup) -> Result<Comparison, Failure> {
    let refusal = |error| match error {
        ComparisonError::NoTable(_) => {
            "the link was made with its author's own data, which it does not hold".to_owned()
        }
        error => error.to_string(),
    };
    let mut comparison = setup.comparison(task(setup.data)).map_err(|error| Failure::BadInput(refusal(error)))?;
    comparison.finish();
    let samples = comparison.model().samples();
    for (of, contender) in setup.contenders().zip(comparison.contenders()) {
        let training = contender.training();
        if let Some(update) = training.diverged_at() {
            let (run, rule, batch) = (of.run + 1, training.plan().entry.rule.id, of.batch.of(samples));
            say(&format!("run {run} ({rule}), batch {batch} diverged at update {update} and ends there"));
        }
    }
    Ok(comparison)
}

/// The table of a data set that is one; the others compute their samples.
fn task(data: Data) -> Option<Task> {
    match data {
        Data::BuiltIn(DataSet { id: "diabetes", .. }) => Some(Task::Regress(bundled::diabetes())),
        _ => None,
    }
}
