//! What a key left out of a link means, one table a version. Append only: a table that was released never changes.
//!
//! The other defaults of a version are the catalogue's: a surface's start and view, a parameter's default, and what a
//! data set says of start, rate, batch sizes, budget and replicas. They are frozen in the same way, and the golden files
//! beside the links' tests hold them to it.

/// Version 1.
pub(crate) mod v1 {
    use downhill::data::{BatchSize, Budget};
    use downhill::model::mlp::{Activation, Criterion};

    use crate::setup::{Experiment, MinimaSetup, NetworkRun, PlaneLook};

    /// `f`
    pub(crate) const SURFACE: &str = "rosenbrock";
    /// `steps`
    pub(crate) const STEPS: usize = 500;
    /// `target` lies this far above the surface's lowest known loss.
    pub(crate) const TARGET_ABOVE_LOWEST: f64 = 1e-3;

    /// `data`
    pub(crate) const DATA: &str = "diabetes";
    /// The rule of the run that a batch link has if it names none.
    pub(crate) const RULE: &str = "sgd";
    /// That run's learning rate on an own table.
    pub(crate) const OWN_LR: f64 = 0.03;
    /// `batch` for an own table
    pub(crate) const OWN_BATCHES: &[BatchSize] = &[BatchSize::All, BatchSize::Samples(32), BatchSize::Samples(1)];
    /// `updates` or `epochs` for an own table
    pub(crate) const OWN_BUDGET: Budget = Budget::Epochs(20);

    /// What the picture of an own table of one column shows of it.
    pub(crate) const OWN_RANGE: [f64; 2] = [-3.0, 3.0];

    /// `axes`
    pub(crate) fn axes(data: &str) -> [usize; 2] {
        // bmi and s5, the two that decide most.
        if data == DATA { [2, 8] } else { [0, 1] }
    }

    /// `experiment`
    pub(crate) const EXPERIMENT: Experiment = Experiment::BatchSize;

    /// Every other key of the Minima lab.
    pub(crate) fn minima(experiment: Experiment) -> MinimaSetup {
        let plain = NetworkRun::plain;
        let few = |batch| plain(BatchSize::Samples(batch));
        let common = |runs: Vec<NetworkRun>| MinimaSetup {
            experiment,
            runs,
            lr: 0.1,
            gain: 4.0,
            widths: vec![24],
            train: 150,
            updates: 2000,
            stop: None,
            polish: None,
            activation: Activation::Tanh,
            criterion: Criterion::SquaredError,
            seed: 0,
            seeds: 1,
            alpha: 1.0,
            shift: 0.2,
            look: PlaneLook::default(),
        };
        match experiment {
            Experiment::BatchSize | Experiment::Fair => common(vec![few(4), few(150)]),
            Experiment::NoiseScale => {
                let rates = [0.0125, 0.025, 0.05, 0.1, 0.2];
                common(rates.map(|lr| NetworkRun { lr: Some(lr), ..few(8) }).to_vec())
            }
            Experiment::Edge => {
                MinimaSetup { lr: 0.5, gain: 1.0, widths: vec![16], train: 100, ..common(vec![plain(BatchSize::All)]) }
            }
            Experiment::Sam => common(vec![few(32), NetworkRun { rho: 0.2, ..few(32) }]),
            Experiment::Rescale => {
                MinimaSetup { gain: 1.0, train: 300, activation: Activation::Relu, alpha: 4.0, ..common(vec![few(16)]) }
            }
            Experiment::Wells => common(Vec::new()),
        }
    }
}
