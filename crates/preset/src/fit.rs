//! What is taken off a batch setup that would be too much to compute, or too long for a link.

use downhill::data::{BatchSize, Budget};

use crate::limits::{MAX_LENGTH, MAX_REPLICA_UPDATES, MAX_UPDATES};
use crate::print::longest;
use crate::setup::BatchSetup;
use crate::warning::{Field, Problem, Warning};

/// Fits a setup to an own table of so many rows, whose number its link did not know: larger batches are left out, and
/// epochs and replicas cut to what the [`limits`](crate::limits) allow. After that [`check_batch`](crate::check_batch)
/// finds no more in the setup than it did before it knew the table.
pub fn fit_batch(setup: &mut BatchSetup, samples: usize) -> Vec<Warning> {
    let samples = setup.data.built_in().map_or(samples, |set| set.samples);
    let mut warnings = Vec::new();
    setup.batches.retain(|&size| match size {
        BatchSize::Samples(size) if !(1..=samples).contains(&size) => {
            let problem = Problem::BatchSize(samples);
            warnings.push(Warning::new(Field::Key("batch"), &size.to_string(), problem));
            false
        }
        _ => true,
    });
    if setup.batches.is_empty() {
        setup.batches.push(BatchSize::All);
    }
    warnings.extend(work(setup, Some(samples)));
    warnings
}

/// Cuts epochs, and then replicas. Of an own table whose rows are not known the fewest are assumed.
pub(crate) fn work(setup: &mut BatchSetup, own_rows: Option<usize>) -> Vec<Warning> {
    let samples = setup.data.built_in().map_or(own_rows.unwrap_or(1), |set| set.samples).max(1);
    let mut warnings = Vec::new();
    if let Budget::Epochs(epochs) = setup.budget {
        let epoch = setup.batches.iter().map(|&batch| Budget::Epochs(1).updates(samples, batch)).max();
        let most = (MAX_UPDATES / epoch.unwrap_or(1).max(1)).max(1);
        if epochs > most {
            warnings.push(Warning::new(Field::Key("epochs"), &epochs.to_string(), Problem::TooManyEpochs(most)));
            setup.budget = Budget::Epochs(most);
        }
    }
    let updates = setup.updates(samples).saturating_mul(setup.runs.len() * setup.batches.len());
    let most = MAX_REPLICA_UPDATES / updates.max(1);
    if setup.replicas > most {
        let value = setup.replicas.to_string();
        warnings.push(Warning::new(Field::Key("replicas"), &value, Problem::TooManyReplicas(most)));
        setup.replicas = most;
    }
    warnings
}

/// Leaves out the last changes, and then the last runs, until the setup's link can be read whole.
pub(crate) fn length(setup: &mut BatchSetup) -> Option<Warning> {
    let length = longest(setup);
    while longest(setup) > MAX_LENGTH && (setup.changes.pop().is_some() || setup.runs.pop().is_some()) {}
    (length > MAX_LENGTH).then(|| Warning::new(Field::Key("length"), &length.to_string(), Problem::TooLongSetup))
}
