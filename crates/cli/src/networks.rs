//! The networks of a minima link trained on all processors, and what is said about them on the side.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use downhill::data::Digits;
use downhill::network::{Intervals, Measurement, NetworkRun, Recipe, Rescaling};
use downhill_data::bundled;
use downhill_preset::{Experiment, MinimaSetup};

use crate::say;

/// Passes over the digits that a rescaling makes at a time. It is not interrupted, so any number does.
const PASSES: usize = 100;

/// A network and what was measured of it.
pub(crate) struct Trained {
    /// Counts from 1, seed by seed and in each in the order of the setup's runs: run r of the nth seed, both from 0, has
    /// number n times runs + r + 1.
    pub(crate) number: usize,
    pub(crate) recipe: Recipe,
    /// Updates that were made, those of polishing included.
    pub(crate) updates: usize,
    pub(crate) diverged_at: Option<usize>,
    /// Start, what lies between if that was asked for, and end.
    pub(crate) rows: Vec<Measurement>,
    /// Its weights and biases at the end.
    pub(crate) w: Vec<f64>,
    /// What rescaling does to it, where that is the experiment and it did not diverge.
    pub(crate) rescaled: Option<Rescaled>,
}

impl Trained {
    /// The measurement at the end, unless it diverged.
    pub(crate) fn end(&self) -> Option<&Measurement> {
        self.rows.last().filter(|_| self.diverged_at.is_none())
    }
}

/// A network before and after its weights are rescaled.
pub(crate) struct Rescaled {
    /// Counts on from the networks: that of network n has number networks + n.
    pub(crate) number: usize,
    pub(crate) alpha: f64,
    pub(crate) row: Measurement,
    /// The most that any output on any test digit changed.
    pub(crate) output_change: f64,
    /// Of the network as it was trained, and of the rescaled one.
    pub(crate) sharpness: [Sharpness; 2],
    /// The loss along the steepest direction of each, at [`Rescaling::places`].
    pub(crate) slices: [Vec<f64>; 2],
}

/// Two measures of sharpness beside the Hessian's own.
#[derive(Clone, Copy)]
pub(crate) struct Sharpness {
    /// The largest eigenvalue per relative change of the weights, which rescaling leaves alone.
    pub(crate) relative: f64,
    /// Keskar's.
    pub(crate) keskar: f64,
}

/// Trains all networks of a setup, and names those that diverge on stderr. They are measured at start and end, and after
/// `every`th update.
pub(crate) fn finish(setup: &MinimaSetup, every: Option<usize>) -> Vec<Trained> {
    let trained = train(setup, every, thread::available_parallelism().map_or(1, NonZero::get));
    for of in &trained {
        if let Some(update) = of.diverged_at {
            let (number, Recipe { batch, train, seed, .. }) = (of.number, &of.recipe);
            let batch = batch.of(*train);
            say(&format!("run {number} (batch {batch}, seed {seed}) diverged at update {update} and ends there"));
        }
    }
    trained
}

/// Trains all networks on so many threads. Which thread trains which differs from time to time; what comes out does not.
fn train(setup: &MinimaSetup, every: Option<usize>, threads: usize) -> Vec<Trained> {
    let (digits, count) = (bundled::digits(), setup.runs.len() * setup.seeds);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut trained = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return trained;
            }
            trained.push(network(setup, index, every, &digits));
        }
    };
    let mut trained: Vec<Trained> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads.min(count)).map(|_| scope.spawn(work)).collect();
        // A panic in a thread is a bug like any other, and ends the program like any other.
        let join =
            |thread: thread::ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|it| panic::resume_unwind(it));
        threads.into_iter().flat_map(join).collect()
    });
    trained.sort_by_key(|of| of.number);
    trained
}

/// Trains one network, and rescales it if that is the question.
fn network(setup: &MinimaSetup, index: usize, every: Option<usize>, digits: &Digits) -> Trained {
    let runs = setup.runs.len();
    let every = every.unwrap_or(0);
    let intervals = Intervals { fits: every, curvature: every, keeps_path: false };
    let mut run = NetworkRun::new(setup.recipe(index % runs, index / runs), intervals, digits);
    run.finish();
    let number = index + 1;
    let is_sound = run.fitting().diverged_at().is_none();
    let is_rescaled = setup.experiment == Experiment::Rescale && is_sound;
    let rescaled = is_rescaled.then(|| rescale(&mut run, runs * setup.seeds + number, setup.alpha));
    let mut rows = run.rows().to_vec();
    // Where a run breaks off there is nothing to measure, also if it does so at an update that was asked for.
    if let (false, Some(row)) = (is_sound, rows.last_mut()) {
        row.curvature = None;
    }
    Trained {
        number,
        recipe: run.fitting().recipe().clone(),
        updates: run.fitting().updates(),
        diverged_at: run.fitting().diverged_at(),
        rows,
        w: run.fitting().w().to_vec(),
        rescaled: rescaled.flatten(),
    }
}

/// Measures a trained network as it is and rescaled.
fn rescale(run: &mut NetworkRun, number: usize, alpha: f64) -> Option<Rescaled> {
    let (w, update) = (run.fitting().w().to_vec(), run.fitting().updates());
    let [plain, other] = [1.0, alpha].map(|alpha| {
        let mut rescaling = Rescaling::new(&w, alpha, run.losses());
        while rescaling.work(PASSES, &mut run.losses()[0]) {}
        rescaling
    });
    let sharpness = |of: &Rescaling| Sharpness { relative: of.relative(), keskar: of.keskar() };
    Some(Rescaled {
        number,
        alpha,
        row: Measurement { update, ..other.measurement()?.clone() },
        output_change: other.output_change(),
        sharpness: [&plain, &other].map(sharpness),
        slices: [&plain, &other].map(|of| of.slice().to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use downhill_preset::{Setup, parse};

    use super::*;

    #[test]
    fn networks_are_the_same_and_in_order_however_many_threads_there_are() {
        let link = "lab=minima&experiment=batch-size&batch=4&batch=150&batch=2&updates=20&width=3&seed=7&seeds=3&v=1";
        let Setup::Minima(setup) = parse(link).preset.setup else { panic!("no networks") };
        let [one, four] = [1, 4].map(|threads| train(&setup, Some(10), threads));
        let names = |of: &[Trained]| -> Vec<(usize, usize, u64)> {
            of.iter().map(|of| (of.number, of.recipe.batch.of(150), of.recipe.seed)).collect()
        };
        let order = [4, 150, 2].into_iter().cycle().zip([7, 7, 7, 8, 8, 8, 9, 9, 9]);
        let want: Vec<_> = (1..).zip(order).map(|(number, (batch, seed))| (number, batch, seed)).collect();
        assert_eq!((names(&one), names(&four)), (want.clone(), want));
        for (one, four) in one.iter().zip(&four) {
            assert_eq!(one.rows.iter().map(|row| row.update).collect::<Vec<_>>(), [0, 10, 20]);
            assert_eq!(one.rows, four.rows);
        }
    }
}
