//! A network being trained: plain stochastic gradient descent, or SAM, without a past.
//!
//! P. Foret, A. Kleiner, H. Mobahi and B. Neyshabur, "Sharpness-aware minimization for efficiently improving
//! generalization", ICLR 2021, equations 2 and 3; the ascent is made on the same batch as the descent.

use alloc::vec;
use alloc::vec::Vec;

use super::Recipe;
use crate::curvature::ascend;
use crate::data::{Sampler, Sampling};
use crate::model::mlp::MlpLoss;
use crate::objective::TwiceDifferentiable;
use crate::rng::SplitMix64;

/// Learning rate of the full-batch descent that takes the noise out of a solution.
pub const POLISH_RATE: f64 = 0.05;

/// Updates that polishing may take, as a guard against a loss that is never reached.
const MOST_POLISH: usize = 50_000;

/// A batch whose loss is larger than this has diverged.
const DIVERGED: f64 = 1e6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Descent,
    Polish,
    Done,
}

/// A network on its way.
#[derive(Clone, Debug)]
pub struct Fitting {
    recipe: Recipe,
    sampler: Sampler,
    w: Vec<f64>,
    grad: Vec<f64>,
    above: Vec<f64>,
    phase: Phase,
    updates: usize,
    polishing: usize,
    diverged_at: Option<usize>,
    /// Floating-point operations of an update while it descends, and while it is polished.
    flops: [u64; 2],
}

impl Fitting {
    /// Updates between two looks at the training loss, where that decides when to stop.
    pub const CHECK: usize = 25;

    /// A network with its initial weights.
    #[must_use]
    pub fn new(recipe: Recipe) -> Self {
        let w = recipe.initial();
        let rng = SplitMix64::new(5000 + recipe.seed);
        Self {
            sampler: Sampler::new(recipe.train, recipe.batch, Sampling::Shuffled, rng),
            grad: vec![0.0; w.len()],
            above: vec![0.0; w.len()],
            flops: [recipe.flops(), recipe.train as u64 * recipe.mlp().flops()],
            w,
            recipe,
            phase: Phase::Descent,
            updates: 0,
            polishing: 0,
            diverged_at: None,
        }
    }

    /// What it is trained by.
    #[must_use]
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The weights and biases as they are now; the last finite ones of a run that diverged need not be among them.
    #[must_use]
    pub fn w(&self) -> &[f64] {
        &self.w
    }

    /// Updates so far, those of polishing included.
    #[must_use]
    pub fn updates(&self) -> usize {
        self.updates
    }

    /// Whether no more updates will be made.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    /// The update at which the loss of a batch was no longer finite, or above a million.
    #[must_use]
    pub fn diverged_at(&self) -> Option<usize> {
        self.diverged_at
    }

    /// Floating-point operations of the next update, about.
    #[must_use]
    pub fn flops(&self) -> u64 {
        match self.phase {
            Phase::Descent => self.flops[0],
            _ => self.flops[1],
        }
    }

    /// How much is done, from 0 to 1; of a run whose end depends on its loss, the least that may be.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let part = self.updates as f64 / self.recipe.length.updates.max(1) as f64;
        match self.phase {
            Phase::Descent => part.min(1.0),
            Phase::Polish => 0.99,
            Phase::Done => 1.0,
        }
    }

    /// Makes so many updates, fewer where the run ends before. `train` is the loss on the digits that it trains on.
    pub fn advance(&mut self, updates: usize, train: &mut MlpLoss) {
        for _ in 0..updates {
            match self.phase {
                Phase::Descent => self.descend(train),
                Phase::Polish => self.polish(train),
                Phase::Done => return,
            }
        }
    }

    fn descend(&mut self, train: &mut MlpLoss) {
        let Recipe { lr, rho, length, .. } = self.recipe;
        let batch = self.sampler.draw();
        let loss = train.batch_grad(&self.w, batch, &mut self.grad);
        if rho > 0.0 {
            ascend(&self.w, &self.grad, rho, &mut self.above);
            train.batch_grad(&self.above, batch, &mut self.grad);
        }
        self.updates += 1;
        if self.diverges(loss) {
            return;
        }
        step(&mut self.w, &self.grad, lr);
        let reached =
            length.stop.is_some_and(|stop| self.updates.is_multiple_of(Self::CHECK) && train.value(&self.w) <= stop);
        if reached || self.updates >= length.updates {
            self.phase = if length.polish.is_some() { Phase::Polish } else { Phase::Done };
        }
    }

    fn polish(&mut self, train: &mut MlpLoss) {
        let goal = self.recipe.length.polish.unwrap_or(f64::INFINITY);
        if self.polishing.is_multiple_of(Self::CHECK) && train.value(&self.w) <= goal || self.polishing >= MOST_POLISH {
            self.phase = Phase::Done;
            return;
        }
        let loss = train.value_grad(&self.w, &mut self.grad);
        self.updates += 1;
        self.polishing += 1;
        if !self.diverges(loss) {
            step(&mut self.w, &self.grad, POLISH_RATE);
        }
    }

    fn diverges(&mut self, loss: f64) -> bool {
        let diverges = loss.is_nan() || loss > DIVERGED;
        if diverges {
            self.phase = Phase::Done;
            self.diverged_at = Some(self.updates);
        }
        diverges
    }
}

fn step(w: &mut [f64], grad: &[f64], lr: f64) {
    for (w, g) in w.iter_mut().zip(grad) {
        *w -= lr * g;
    }
}
