//! What is taken off a setup that would be too much to compute, or too long for a link.

use downhill::data::{BatchSize, Budget};

use crate::limits::{MAX_CLOUD_UPDATES, MAX_LENGTH, MAX_NETWORK_FLOPS, MAX_REPLICA_UPDATES, MAX_UPDATES};
use crate::print::{longest, push_batch, push_race};
use crate::setup::{BatchSetup, MinimaSetup, NetworkRun, RaceSetup};
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

/// Cuts how often a race is run.
pub(crate) fn cloud(setup: &mut RaceSetup) -> Option<Warning> {
    let most = (MAX_CLOUD_UPDATES / (setup.steps * setup.runs.len()).max(1)).max(1);
    let given = setup.seeds;
    setup.seeds = given.min(most);
    (given > most).then(|| Warning::new(Field::Key("seeds"), &given.to_string(), Problem::TooManyTimes(most)))
}

/// Leaves out the last changes, and then the last runs, until the setup's link can be read whole.
pub(crate) fn length<S: Shortened>(setup: &mut S) -> Option<Warning> {
    let length = setup.longest();
    while setup.longest() > MAX_LENGTH && setup.shorten() {}
    (length > MAX_LENGTH).then(|| Warning::new(Field::Key("length"), &length.to_string(), Problem::TooLongSetup))
}

/// A setup whose link may be too long.
pub(crate) trait Shortened {
    /// The characters of its link at its longest.
    fn longest(&self) -> usize;
    /// Leaves out the last change, or else the last run; says whether there was one.
    fn shorten(&mut self) -> bool;
}

impl Shortened for BatchSetup {
    fn longest(&self) -> usize {
        longest(|pairs| push_batch(self, pairs))
    }

    fn shorten(&mut self) -> bool {
        self.changes.pop().is_some() || self.runs.pop().is_some()
    }
}

impl Shortened for RaceSetup {
    fn longest(&self) -> usize {
        longest(|pairs| push_race(self, pairs))
    }

    fn shorten(&mut self) -> bool {
        self.changes.pop().is_some() || self.runs.pop().is_some()
    }
}

/// Fits a setup whose numbers are each within their limits: batches larger than the digits learned from are left out, and
/// seeds, updates and at last runs are cut to what the [`limits`](crate::limits) allow.
pub fn fit_minima(setup: &mut MinimaSetup) -> Vec<Warning> {
    let problem = Problem::BatchSize(setup.train);
    let too_large = setup.runs.iter().filter_map(|run| beyond(run.batch, setup.train));
    let mut warnings: Vec<_> =
        too_large.map(|size| Warning::new(Field::Key("batch"), &size.to_string(), problem)).collect();
    runs(setup);
    warnings.extend(training(setup));
    warnings
}

/// Leaves out runs with larger batches than there are digits. If none is left and one is needed, it learns from all.
pub(crate) fn runs(setup: &mut MinimaSetup) {
    setup.runs.retain(|run| beyond(run.batch, setup.train).is_none());
    if setup.runs.is_empty() && setup.is_trained() {
        setup.runs.push(NetworkRun::plain(BatchSize::All));
    }
}

/// Samples of a batch that is empty, or larger than what is learned from.
pub(crate) fn beyond(batch: BatchSize, samples: usize) -> Option<usize> {
    match batch {
        BatchSize::Samples(size) if !(1..=samples).contains(&size) => Some(size),
        _ => None,
    }
}

/// Cuts seeds, and then updates. Where the updates of a run depend on its rate, a tiny one can make that too little: then
/// the last runs are left out. A single run is never too much.
pub(crate) fn training(setup: &mut MinimaSetup) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn =
        |key, value: usize, problem| warnings.push(Warning::new(Field::Key(key), &value.to_string(), problem));
    let is_too_much = |setup: &MinimaSetup| setup.flops() > MAX_NETWORK_FLOPS;
    let most = usize::try_from(MAX_NETWORK_FLOPS / setup.flops().max(1)).unwrap_or(usize::MAX).max(1);
    if setup.seeds > most {
        warn("seeds", setup.seeds, Problem::TooMuchWork(most));
        setup.seeds = most;
    }
    if is_too_much(setup) {
        let given = setup.updates;
        // The most that is not too much lies in `low..high`; a run makes one update at least.
        let (mut low, mut high) = (1, given);
        while high > low + 1 {
            setup.updates = low.midpoint(high);
            if is_too_much(setup) { high = setup.updates } else { low = setup.updates }
        }
        setup.updates = low;
        if low < given {
            warn("updates", given, Problem::TooMuchWork(low));
        }
    }
    let given = setup.runs.len();
    while is_too_much(setup) && setup.runs.len() > 1 {
        setup.runs.pop();
    }
    if setup.runs.len() < given {
        warn("runs", given, Problem::TooMuchWork(setup.runs.len()));
    }
    warnings
}
