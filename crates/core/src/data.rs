//! Data: tables of numbers, the problems that are built in, and the batches that are drawn from them.

mod digits;
mod recorded;
mod sampler;
mod table;

pub use digits::{Digits, Split};
pub use recorded::{RECORDED_RATES, RecordedRates};
pub use sampler::{BatchSize, Sampler, Sampling};
pub use table::{Table, TableError};

use crate::record::DIVERGENCE_RADIUS;

/// How long a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// So many updates, whatever the batch size.
    Updates(usize),
    /// So many passes over all samples: small batches make more updates of it than large ones.
    Epochs(usize),
}

impl Budget {
    /// The updates that a run with this batch size makes on `samples` samples.
    #[must_use]
    pub fn updates(self, samples: usize, batch: BatchSize) -> usize {
        match self {
            Self::Updates(updates) => updates,
            Self::Epochs(epochs) => epochs * batch.per_epoch(samples),
        }
    }
}

/// A built-in problem whose loss is a mean over samples, and the experiment that it is known for.
#[derive(Debug, PartialEq)]
pub struct DataSet {
    /// Stable name in links.
    pub id: &'static str,
    /// English name.
    pub name: &'static str,
    /// The loss of sample i, as TeX.
    pub tex: &'static str,
    /// Where it comes from: author, year.
    pub source: &'static str,
    /// How many samples it has.
    pub samples: usize,
    /// What its parameters are called; as many as there are.
    pub parameters: &'static [&'static str],
    /// Where runs start unless told otherwise.
    pub start: &'static [f64],
    /// Whether a run may start elsewhere.
    pub has_start: bool,
    /// The learning rate that SGD has unless told otherwise.
    pub lr: f64,
    /// The batch sizes that are compared unless told otherwise.
    pub batches: &'static [BatchSize],
    /// How long runs are unless told otherwise.
    pub budget: Budget,
    /// Replicas of each run with other seeds, unless told otherwise: 0 where one run tells enough.
    pub replicas: usize,
    /// Seed k means the generator with this seed plus k.
    pub seed_base: u64,
    /// Whether noise can be added to the targets.
    pub has_noise: bool,
    /// The part of the parameters that a picture shows: left, right, bottom, top; the last two only if there are two.
    pub view: [f64; 4],
    /// Where a replica's run is taken to have got to, if that is asked of it.
    pub goal: Option<Goal>,
}

/// When a run in one dimension counts as having got where it should.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// The first update that ends `updates` in a row with w above `barrier`.
    Beyond {
        /// The top of the hill between the two wells.
        barrier: f64,
        /// How many updates in a row.
        updates: usize,
    },
    /// The mean of the last `updates` iterates lies within `radius` of `minimum`.
    SettledNear {
        /// The global minimum.
        minimum: f64,
        /// How near.
        radius: f64,
        /// How many iterates are averaged.
        updates: usize,
    },
}

impl Goal {
    /// Whether it wants a run at `w`: beyond the barrier, or near the minimum. Who has blown up is nowhere.
    #[must_use]
    pub fn wants(self, w: f64) -> bool {
        match self {
            Self::Beyond { barrier, .. } => w > barrier && w <= DIVERGENCE_RADIUS,
            Self::SettledNear { minimum, radius, .. } => (w - minimum).abs() < radius,
        }
    }

    /// For how many updates in a row a run has to be where it is wanted, to have got there.
    pub(crate) fn row(self) -> usize {
        match self {
            Self::Beyond { updates, .. } => updates,
            Self::SettledNear { .. } => 1,
        }
    }

    /// What is to be got over, if there is anything.
    #[must_use]
    pub fn barrier(self) -> Option<f64> {
        match self {
            Self::Beyond { barrier, .. } => Some(barrier),
            Self::SettledNear { .. } => None,
        }
    }
}

const ALL: BatchSize = BatchSize::All;

const fn of(samples: usize) -> BatchSize {
    BatchSize::Samples(samples)
}

/// Every built-in data set, in the order in which lists show them.
pub static DATA_SETS: &[DataSet] = &[
    DataSet {
        id: "diabetes",
        name: "Diabetes: linear regression",
        tex: r"\ell_i(w) = \tfrac{1}{2}\left(w^\top x_i - y_i\right)^2",
        source: "B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, 2004",
        samples: 442,
        parameters: &["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"],
        start: &[0.0; 10],
        has_start: false,
        lr: 0.03,
        batches: &[ALL, of(32), of(1)],
        budget: Budget::Epochs(20),
        replicas: 0,
        seed_base: 4000,
        has_noise: false,
        view: [-0.25, 0.85, -0.2, 0.75],
        goal: None,
    },
    DataSet {
        id: "two-wells",
        name: "Two wells: one sharp, one flat",
        tex: r"\ell_i(w) = -\tau \ln\left(e^{-\frac{a}{2\tau}(w - z_i + 1)^2} + e^{-\frac{1}{\tau}\left(\frac{b}{2}(w - z_i - 2)^2 + \Delta\right)}\right)",
        source: "after the sketch of N. S. Keskar et al., 2017, figure 1, as a mean over samples",
        samples: 32,
        parameters: &["w"],
        start: &[-1.0],
        has_start: true,
        lr: 0.09,
        batches: &[ALL, of(16), of(8), of(4), of(2), of(1)],
        budget: Budget::Updates(1000),
        replicas: 200,
        seed_base: 1000,
        has_noise: false,
        view: [-2.0, 4.2, 0.0, 0.0],
        goal: Some(Goal::Beyond { barrier: -0.29, updates: 10 }),
    },
    DataSet {
        id: "valley",
        name: "Valley: the same loss all along",
        tex: r"\ell_i(u, v) = \tfrac{1}{2}\left(u v\, x_i - y_i\right)^2",
        source: "the smallest linear network with a valley of minima; its law follows from one line of algebra",
        samples: 20,
        parameters: &["u", "v"],
        start: &[3.0, 1.0 / 3.0],
        has_start: true,
        lr: 0.1,
        batches: &[ALL, of(10), of(4), of(2), of(1)],
        budget: Budget::Updates(2000),
        replicas: 200,
        seed_base: 2000,
        has_noise: false,
        view: [0.0, 3.6, -0.35, 1.9],
        goal: None,
    },
    DataSet {
        id: "frequency",
        name: "Frequency: many local minima",
        tex: r"\ell_i(w) = \tfrac{1}{2}\left(\sin(w\, x_i) - y_i\right)^2",
        source: "fitting the frequency of a sine, the textbook case of a loss with many minima",
        samples: 40,
        parameters: &["w"],
        start: &[5.5],
        has_start: true,
        lr: 0.3,
        batches: &[ALL, of(20), of(8), of(4), of(2), of(1)],
        budget: Budget::Updates(2000),
        replicas: 200,
        seed_base: 3000,
        has_noise: true,
        view: [-0.6, 8.8, 0.0, 0.0],
        goal: Some(Goal::SettledNear { minimum: 3.0, radius: 0.15, updates: 100 }),
    },
];

/// The data set with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static DataSet> {
    DATA_SETS.iter().find(|data| data.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_wants_runs_beyond_the_barrier_or_near_the_minimum_and_none_that_blew_up() {
        let beyond = Goal::Beyond { barrier: -0.29, updates: 10 };
        assert_eq!(
            [-1.0, -0.29, -0.28, 1e6, 1.1e6, f64::NAN].map(|w| beyond.wants(w)),
            [false, false, true, true, false, false]
        );
        let near = Goal::SettledNear { minimum: 3.0, radius: 0.15, updates: 100 };
        assert_eq!([2.8, 2.9, 3.1, 3.2, f64::NAN].map(|w| near.wants(w)), [false, true, true, false, false]);
        assert_eq!([beyond.barrier(), near.barrier()], [Some(-0.29), None]);
    }
}
