//! Handwritten digits: 8 x 8 pixels and a label, split by a seed.

use alloc::vec::Vec;

use crate::rng::SplitMix64;

/// Pixels of a digit.
const PIXELS: usize = 64;

/// The whole data set: E. Alpaydin and C. Kaynak, "Optical recognition of handwritten digits", UCI, 1998.
#[derive(Clone, Debug, PartialEq)]
pub struct Digits {
    /// 64 brightnesses a digit, 0 to 16, row by row of the picture.
    pub pixels: Vec<f64>,
    /// 0 to 9.
    pub labels: Vec<u8>,
}

/// One part of a split: brightnesses from 0 to 1, less the mean that each pixel has in the training part.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Which digits these are.
    pub indices: Vec<usize>,
    /// 64 numbers a digit.
    pub pixels: Vec<f64>,
    /// 0 to 9.
    pub labels: Vec<u8>,
}

impl Digits {
    /// The training part of `train` digits and the rest for testing, in the order that the seed's generator, 1000 + `seed`,
    /// puts them into.
    ///
    /// # Panics
    /// If `train` is 0 or more than there are.
    #[must_use]
    pub fn split(&self, train: usize, seed: u64) -> [Split; 2] {
        assert!((1..=self.labels.len()).contains(&train), "there are {} digits", self.labels.len());
        let order = SplitMix64::new(1000 + seed).permutation(self.labels.len());
        let (first, rest) = order.split_at(train);
        let mut parts = [self.part(first), self.part(rest)];
        let mut mean = [0.0; PIXELS];
        for digit in parts[0].pixels.chunks_exact(PIXELS) {
            for (sum, pixel) in mean.iter_mut().zip(digit) {
                *sum += pixel;
            }
        }
        for part in &mut parts {
            for digit in part.pixels.chunks_exact_mut(PIXELS) {
                for (pixel, sum) in digit.iter_mut().zip(&mean) {
                    *pixel -= sum / train as f64;
                }
            }
        }
        parts
    }

    fn part(&self, indices: &[usize]) -> Split {
        let pixels = indices.iter().flat_map(|&index| &self.pixels[index * PIXELS..][..PIXELS]);
        Split {
            pixels: pixels.map(|brightness| brightness / 16.0).collect(),
            labels: indices.iter().map(|&index| self.labels[index]).collect(),
            indices: indices.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_takes_every_digit_once_and_centres_the_training_part() {
        let digits = Digits {
            pixels: (0..30 * PIXELS).map(|k| (k * 7 % 17) as f64).collect(),
            labels: (0..30).map(|k| k % 10).collect(),
        };
        let [train, test] = digits.split(12, 5);
        assert_eq!((train.labels.len(), test.labels.len()), (12, 18));
        let mut all = [train.indices.clone(), test.indices].concat();
        all.sort_unstable();
        assert_eq!(all, (0..30).collect::<Vec<_>>());
        let mean: f64 = train.pixels.iter().step_by(PIXELS).sum();
        assert!(mean.abs() < 1e-14, "{mean}");
        assert_eq!(train.labels[0], digits.labels[train.indices[0]]);
    }
}
