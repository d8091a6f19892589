//! Which samples an update looks at.

use alloc::vec::Vec;

use crate::rng::SplitMix64;

/// How many samples an update looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchSize {
    /// All of them: full-batch gradient descent.
    All,
    /// So many, at least 1.
    Samples(usize),
}

impl BatchSize {
    /// The size of a batch out of `samples` samples: never more than there are.
    #[must_use]
    pub fn of(self, samples: usize) -> usize {
        match self {
            Self::All => samples,
            Self::Samples(size) => size.min(samples),
        }
    }

    /// The updates in one pass over `samples` samples: as many as there are whole batches. What is left over is dropped.
    #[must_use]
    pub fn per_epoch(self, samples: usize) -> usize {
        samples / self.of(samples)
    }
}

/// How batches are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampling {
    /// Without replacement: all samples are shuffled, and batches taken from the front until fewer than a batch are left.
    #[default]
    Shuffled,
    /// With replacement: every sample of every batch is drawn from all of them.
    Replaced,
}

/// Draws batches for ever.
///
/// Shuffled batches go through all samples in a random order; when fewer than a batch are left, they are dropped and the
/// order, as it stands, is shuffled again. A batch of all samples that is not drawn with replacement is all of them in
/// their own order, and costs no draw.
#[derive(Clone, Debug)]
pub struct Sampler {
    rng: SplitMix64,
    sampling: Sampling,
    size: usize,
    order: Vec<usize>,
    /// How much of `order` has been handed out.
    used: usize,
    drawn: Vec<usize>,
}

impl Sampler {
    /// Batches of a size out of `samples` samples.
    #[must_use]
    pub fn new(samples: usize, size: BatchSize, sampling: Sampling, rng: SplitMix64) -> Self {
        let size = size.of(samples);
        let drawn = if sampling == Sampling::Replaced { alloc::vec![0; size] } else { Vec::new() };
        // All used up: the first batch begins with a shuffle.
        Self { rng, sampling, size, order: (0..samples).collect(), used: samples, drawn }
    }

    /// The indices of the next batch.
    pub fn draw(&mut self) -> &[usize] {
        let samples = self.order.len();
        if self.sampling == Sampling::Replaced {
            for index in &mut self.drawn {
                *index = self.rng.below(samples);
            }
            return &self.drawn;
        }
        if self.size == samples {
            return &self.order;
        }
        if samples - self.used < self.size {
            self.rng.shuffle(&mut self.order);
            self.used = 0;
        }
        let from = self.used;
        self.used += self.size;
        &self.order[from..self.used]
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    fn sampler(size: BatchSize, sampling: Sampling) -> Sampler {
        Sampler::new(10, size, sampling, SplitMix64::new(42))
    }

    #[test]
    fn shuffled_batches_meet_every_sample_once_an_epoch_and_drop_what_is_left() {
        let mut sampler = sampler(BatchSize::Samples(3), Sampling::Shuffled);
        for _ in 0..5 {
            let mut epoch: Vec<usize> = (0..3).flat_map(|_| sampler.draw().to_vec()).collect();
            epoch.sort_unstable();
            epoch.dedup();
            assert_eq!(epoch.len(), 9);
        }
    }

    #[test]
    fn the_first_epoch_is_the_permutation_of_the_seed_and_the_next_shuffles_it_further() {
        let mut sampler = sampler(BatchSize::Samples(5), Sampling::Shuffled);
        assert_eq!([sampler.draw().to_vec(), sampler.draw().to_vec()].concat(), [8, 3, 6, 5, 4, 0, 9, 2, 1, 7]);
        let mut rng = SplitMix64::new(42);
        let mut order = rng.permutation(10);
        rng.shuffle(&mut order);
        assert_eq!([sampler.draw().to_vec(), sampler.draw().to_vec()].concat(), order);
    }

    #[test]
    fn the_full_batch_is_all_samples_in_their_order() {
        for size in [BatchSize::All, BatchSize::Samples(10), BatchSize::Samples(99)] {
            let mut sampler = sampler(size, Sampling::Shuffled);
            assert_eq!(sampler.draw(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
            assert_eq!(sampler.rng, SplitMix64::new(42), "no draw is spent");
        }
    }

    #[test]
    fn with_replacement_even_a_full_batch_is_drawn() {
        let mut sampler = sampler(BatchSize::All, Sampling::Replaced);
        let mut rng = SplitMix64::new(42);
        let want: Vec<usize> = (0..10).map(|_| rng.below(10)).collect();
        assert_eq!(sampler.draw(), want);
        assert!(want.iter().any(|index| want.iter().filter(|other| *other == index).count() > 1));
    }
}
