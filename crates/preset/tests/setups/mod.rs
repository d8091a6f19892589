//! Parts of setups of the Batch and Minima labs, and warnings as sentences: what several tests put together.

#![allow(dead_code, reason = "each test puts together only some of them")]

use downhill::data::BatchSize;
use downhill::{Entry, catalog};
use downhill_preset::{BatchRun, BatchSetup, Data, NetworkRun, Warning};

pub(crate) fn sentences(warnings: &[Warning]) -> Vec<String> {
    warnings.iter().map(ToString::to_string).collect()
}

/// What a data set sets up by itself.
pub(crate) fn of(id: &str) -> BatchSetup {
    BatchSetup::of(Data::find(id).unwrap_or_else(|| panic!("{id} can be learned from")))
}

pub(crate) fn run(rule: &str, params: &[f64], decay: f64) -> BatchRun {
    let rule = catalog::find(rule).expect("built in");
    BatchRun { entry: Entry { rule, params: params.to_vec() }, decay }
}

pub(crate) fn network_run(batch: BatchSize, lr: Option<f64>, rho: f64) -> NetworkRun {
    NetworkRun { batch, lr, rho }
}

pub(crate) const ALL: BatchSize = BatchSize::All;

pub(crate) fn samples(size: usize) -> BatchSize {
    BatchSize::Samples(size)
}
