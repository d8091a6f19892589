//! What the Minima lab trains.

use downhill::data::BatchSize;
use downhill::model::mlp::{self, Activation, Criterion};
use downhill::network::{Length, Recipe};

use super::{PlaneLook, same_bits};
use crate::defaults::v1;
use crate::limits::MAX_NETWORK_UPDATES;

/// The numbers that a digit consists of: 8 by 8 grey values.
const INPUTS: usize = 64;

/// How many digits there are to tell apart.
const OUTPUTS: usize = 10;

/// A question about the minima that a network is trained to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Experiment {
    /// What small and large batches find at the same rate.
    BatchSize,
    /// The same when all learn until they have learned as much, or at the rate that suits each.
    Fair,
    /// Whether batch size and rate matter on their own, or only their quotient.
    NoiseScale,
    /// How curvature rises to 2 divided by the rate, and stays there.
    Edge,
    /// What minimising the worst loss nearby (SAM) finds.
    Sam,
    /// How curvature changes when a network's weights change and what it computes does not.
    Rescale,
    /// A sharp and a flat well of one parameter, and what a shift does to the loss in each. Nothing is trained.
    Wells,
}

impl Experiment {
    /// Every experiment.
    pub const ALL: &[Self] =
        &[Self::BatchSize, Self::Fair, Self::NoiseScale, Self::Edge, Self::Sam, Self::Rescale, Self::Wells];

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::BatchSize => "batch-size",
            Self::Fair => "fair",
            Self::NoiseScale => "noise-scale",
            Self::Edge => "edge",
            Self::Sam => "sam",
            Self::Rescale => "rescale",
            Self::Wells => "wells",
        }
    }

    /// The experiment that a link calls so.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|experiment| experiment.id() == id)
    }

    /// Whether a network is trained.
    pub(crate) fn is_trained(self) -> bool {
        self != Self::Wells
    }

    /// Whether it is about one run, and not about the difference of several.
    pub(crate) fn has_one_run(self) -> bool {
        matches!(self, Self::Edge | Self::Rescale)
    }

    /// Whether it has a use for a key of the lab, or for a part of `batch`.
    #[must_use]
    pub fn takes(self, key: &str) -> bool {
        match key {
            "shift" => self == Self::Wells,
            "alpha" => self == Self::Rescale,
            "rho" => self == Self::Sam,
            "show" | "eye" | "height" => matches!(self, Self::BatchSize | Self::Fair | Self::Sam),
            "stop" | "polish" => matches!(self, Self::BatchSize | Self::Fair),
            _ => self.is_trained(),
        }
    }
}

/// A network in training: what may differ from one to the next. Equal to another if it is so bit for bit.
#[derive(Clone, Copy, Debug)]
pub struct NetworkRun {
    /// How many digits an update learns from.
    pub batch: BatchSize,
    /// Its own learning rate, above 0, if it does not have that of all.
    pub lr: Option<f64>,
    /// How far away SAM looks for the worst loss, at least 0. With 0 it is SGD.
    pub rho: f64,
}

impl NetworkRun {
    /// SGD with so large batches at the rate of all.
    pub(crate) const fn plain(batch: BatchSize) -> Self {
        Self { batch, lr: None, rho: 0.0 }
    }

    /// Whether it would be the same run again, whichever sign its zeros have.
    pub(crate) fn repeats(&self, other: &Self) -> bool {
        (self.batch, self.lr, self.rho) == (other.batch, other.lr, other.rho)
    }
}

impl PartialEq for NetworkRun {
    fn eq(&self, other: &Self) -> bool {
        self.batch == other.batch
            && self.lr.map(f64::to_bits) == other.lr.map(f64::to_bits)
            && same_bits(&[self.rho], &[other.rho])
    }
}

/// What the Minima lab computes: networks that learn to tell handwritten digits apart, one a run and seed. Equal to
/// another if it has the same content, numbers bit for bit.
#[derive(Clone, Debug)]
pub struct MinimaSetup {
    /// What is asked.
    pub experiment: Experiment,
    /// What is compared, in the order in which it is shown. Without training there is none.
    pub runs: Vec<NetworkRun>,
    /// The learning rate of the runs that have none of their own, above 0.
    pub lr: f64,
    /// What the standard initial weights are multiplied by.
    pub gain: f64,
    /// The neurons of each hidden layer.
    pub widths: Vec<usize>,
    /// How many digits are learned from.
    pub train: usize,
    /// The updates of a run at the rate [`lr`](Self::lr); see [`updates_of`](Self::updates_of).
    pub updates: usize,
    /// The loss on the digits learned from at which a run stops early, above 0.
    pub stop: Option<f64>,
    /// The loss on the digits learned from to which gradient descent goes on afterwards, above 0.
    pub polish: Option<f64>,
    /// What is done to the sums of a hidden layer.
    pub activation: Activation,
    /// What is minimised.
    pub criterion: Criterion,
    /// Which random numbers are drawn.
    pub seed: u32,
    /// How many networks a run trains, each from a seed of its own, at least 1.
    pub seeds: usize,
    /// What the weights into a layer are multiplied by, and those out of it divided.
    pub alpha: f64,
    /// How far the loss of new data lies beside that of the data learned from.
    pub shift: f64,
    /// How the planes around the solutions are shown, where there are any.
    pub look: PlaneLook,
}

impl MinimaSetup {
    /// What a link that names this experiment and nothing else sets up.
    #[must_use]
    pub fn of(experiment: Experiment) -> Self {
        v1::minima(experiment)
    }

    /// The learning rate of a run: its own, or that of all.
    ///
    /// # Panics
    /// If there is no such run.
    #[must_use]
    pub fn rate(&self, run: usize) -> f64 {
        self.runs[run].lr.unwrap_or(self.lr)
    }

    /// The updates of a run, from 1 to [`MAX_NETWORK_UPDATES`].
    ///
    /// Where the noise of different rates is compared, rate times updates is the same for all, as far as whole updates and
    /// the most of them allow: then all go as far as gradient descent would in the same time.
    ///
    /// # Panics
    /// If there is no such run.
    #[must_use]
    pub fn updates_of(&self, run: usize) -> usize {
        if self.experiment != Experiment::NoiseScale {
            return self.updates;
        }
        let updates = self.updates as f64 * self.lr / self.rate(run);
        (updates.round() as usize).clamp(1, MAX_NETWORK_UPDATES)
    }

    /// How wide the layers of the network are: inputs, hidden layers, outputs.
    #[must_use]
    pub fn network(&self) -> Vec<usize> {
        let mut widths = vec![INPUTS];
        widths.extend(&self.widths);
        widths.push(OUTPUTS);
        widths
    }

    /// How a run's network is trained from the `nth` seed, from 0.
    ///
    /// # Panics
    /// If there is no such run.
    #[must_use]
    pub fn recipe(&self, run: usize, nth: usize) -> Recipe {
        let NetworkRun { batch, rho, .. } = self.runs[run];
        Recipe {
            hidden: self.widths.clone(),
            activation: self.activation,
            criterion: self.criterion,
            gain: self.gain,
            train: self.train,
            seed: u64::from(self.seed) + nth as u64,
            batch,
            lr: self.rate(run),
            rho,
            length: Length { updates: self.updates_of(run), stop: self.stop, polish: self.polish },
        }
    }

    /// Whether a network is trained at all.
    #[must_use]
    pub fn is_trained(&self) -> bool {
        self.experiment.is_trained()
    }

    /// Floating-point operations of all runs with one seed, about: 6 a sample and parameter for an update, 2 of them for
    /// the way forward, and all of that twice for SAM. Saturates.
    pub(crate) fn flops(&self) -> u64 {
        let params = mlp::layers(&self.network()).last().map_or(0, mlp::Layer::end);
        let of = |(index, run): (usize, &NetworkRun)| {
            let passes = if run.rho > 0.0 { 2 } else { 1 };
            let factors = [run.batch.of(self.train), params, self.updates_of(index)];
            factors.iter().fold(6 * passes, |product: u64, &factor| product.saturating_mul(factor as u64))
        };
        self.runs.iter().enumerate().map(of).fold(0, u64::saturating_add)
    }
}

impl Default for MinimaSetup {
    /// What a link that only names the lab sets up.
    fn default() -> Self {
        Self::of(v1::EXPERIMENT)
    }
}

impl PartialEq for MinimaSetup {
    fn eq(&self, other: &Self) -> bool {
        let numbers = |it: &Self| [it.lr, it.gain, it.alpha, it.shift];
        let losses = |it: &Self| [it.stop, it.polish].map(|loss| loss.map(f64::to_bits));
        self.experiment == other.experiment
            && self.runs == other.runs
            && self.widths == other.widths
            && (self.train, self.updates, self.seed, self.seeds)
                == (other.train, other.updates, other.seed, other.seeds)
            && (self.activation, self.criterion) == (other.activation, other.criterion)
            && same_bits(&numbers(self), &numbers(other))
            && losses(self) == losses(other)
            && self.look == other.look
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setups_are_equal_when_they_are_so_bit_for_bit() {
        let plain = MinimaSetup::default;
        assert_eq!(MinimaSetup { lr: f64::NAN, ..plain() }, MinimaSetup { lr: f64::NAN, ..plain() });
        let mut own = plain();
        own.runs[0].lr = Some(own.lr);
        let mut negative = plain();
        negative.runs[0].rho = -0.0;
        for other in [
            own,
            negative,
            MinimaSetup { experiment: Experiment::Fair, ..plain() },
            MinimaSetup { runs: vec![], ..plain() },
            MinimaSetup { lr: 0.2, ..plain() },
            MinimaSetup { gain: 1.0, ..plain() },
            MinimaSetup { widths: vec![24, 24], ..plain() },
            MinimaSetup { train: 151, ..plain() },
            MinimaSetup { updates: 1, ..plain() },
            MinimaSetup { stop: Some(0.1), ..plain() },
            MinimaSetup { polish: Some(0.1), ..plain() },
            MinimaSetup { activation: Activation::Relu, ..plain() },
            MinimaSetup { criterion: Criterion::CrossEntropy, ..plain() },
            MinimaSetup { seed: 1, ..plain() },
            MinimaSetup { seeds: 2, ..plain() },
            MinimaSetup { alpha: 2.0, ..plain() },
            MinimaSetup { shift: 0.0, ..plain() },
            MinimaSetup { look: PlaneLook { is_solid: true, ..PlaneLook::default() }, ..plain() },
            MinimaSetup { look: PlaneLook { eye: Some([0.0, 8.0]), ..PlaneLook::default() }, ..plain() },
            MinimaSetup { look: PlaneLook { is_linear: true, ..PlaneLook::default() }, ..plain() },
        ] {
            assert_ne!(other, plain());
        }
    }

    #[test]
    fn where_noise_is_compared_rate_times_updates_is_the_same_for_all() {
        let mut setup = MinimaSetup::of(Experiment::NoiseScale);
        let updates = |setup: &MinimaSetup| (0..setup.runs.len()).map(|run| setup.updates_of(run)).collect::<Vec<_>>();
        assert_eq!(updates(&setup), [16000, 8000, 4000, 2000, 1000]);
        assert_eq!(setup.rate(0), 0.0125);
        // Rounded, and within the limits however small or large a rate is.
        setup.runs[1].lr = Some(0.07);
        setup.runs[2].lr = Some(1e-300);
        setup.runs[3].lr = Some(5e-324);
        setup.runs[4].lr = None;
        assert_eq!(updates(&setup), [16000, 2857, 20000, 20000, 2000]);
        setup.updates = 3;
        setup.runs[4].lr = Some(10.0);
        assert_eq!(setup.updates_of(4), 1);
        setup.experiment = Experiment::Sam;
        assert_eq!(updates(&setup), [3; 5]);
    }

    #[test]
    fn work_is_counted_by_batches_parameters_updates_and_passes() {
        let setup = MinimaSetup::default();
        assert_eq!(setup.network(), [64, 24, 10]);
        // 64 * 24 + 24 and 24 * 10 + 10 parameters.
        assert_eq!(setup.flops(), 6 * (4 + 150) * 1810 * 2000);
        assert_eq!(MinimaSetup::of(Experiment::Sam).flops(), 6 * (32 + 2 * 32) * 1810 * 2000);
        assert_eq!(MinimaSetup::of(Experiment::NoiseScale).flops(), 6 * 8 * 1810 * 31000);
        assert_eq!(MinimaSetup::of(Experiment::Edge).flops(), 6 * 100 * 1210 * 2000);
        assert_eq!(MinimaSetup::of(Experiment::Wells).flops(), 0);
        let deep = MinimaSetup { widths: vec![8, 3], ..MinimaSetup::of(Experiment::Edge) };
        assert_eq!(deep.flops(), 6 * 100 * (520 + 27 + 40) * 2000);
    }
}
