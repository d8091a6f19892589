//! What it takes to train one network: data, shape, initial weights, and updates.

use alloc::vec::Vec;

use crate::data::{BatchSize, Digits};
use crate::model::mlp::{Activation, Criterion, Examples, Mlp, MlpLoss};

/// Numbers that go into a network: a digit's pixels.
pub const PIXELS: usize = 64;

/// Numbers that come out: one for each digit.
pub const CLASSES: usize = 10;

/// When a run ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    /// Updates of gradient descent; with `stop`, the most there may be.
    pub updates: usize,
    /// Ends as soon as the loss on all training digits is at most this. It is looked at every
    /// [`CHECK`](super::Fitting::CHECK) updates.
    pub stop: Option<f64>,
    /// Then goes on with full-batch gradient descent until the training loss is at most this, so that what is left of the noise
    /// of the batches is gone.
    pub polish: Option<f64>,
}

/// One network's training. Two recipes that differ in nothing but batch size, learning rate or radius start from the same
/// weights, on the same digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Neurons of each hidden layer.
    pub hidden: Vec<usize>,
    /// What they do.
    pub activation: Activation,
    /// What is minimised.
    pub criterion: Criterion,
    /// How large the initial weights are: 1 is standard.
    pub gain: f64,
    /// Digits to train on; all the others are for testing.
    pub train: usize,
    /// Which digits, which initial weights, and which batches: the generators 1000, 1 and 5000 + `seed`.
    pub seed: u64,
    /// Digits an update looks at.
    pub batch: BatchSize,
    /// Learning rate.
    pub lr: f64,
    /// How far up the gradient SAM looks before it takes the one that it goes down by; 0 is plain gradient descent.
    pub rho: f64,
    /// When it ends.
    pub length: Length,
}

impl Recipe {
    /// The network without its weights.
    #[must_use]
    pub fn mlp(&self) -> Mlp {
        let widths: Vec<usize> = [PIXELS].into_iter().chain(self.hidden.iter().copied()).chain([CLASSES]).collect();
        Mlp::new(&widths, self.activation, self.criterion)
    }

    /// The losses on the digits to train on and on the others.
    ///
    /// # Panics
    /// If there are not more digits than it trains on.
    #[must_use]
    pub fn losses(&self, digits: &Digits) -> [MlpLoss; 2] {
        digits.split(self.train, self.seed).map(|part| MlpLoss::new(self.mlp(), Examples::from(part)))
    }

    /// The weights that training starts from.
    #[must_use]
    pub fn initial(&self) -> Vec<f64> {
        self.mlp().initial(self.gain, self.seed)
    }

    /// Floating-point operations of one update, about.
    #[must_use]
    pub fn flops(&self) -> u64 {
        let gradients = if self.rho > 0.0 { 2 } else { 1 };
        gradients * self.batch.of(self.train) as u64 * self.mlp().flops()
    }
}
