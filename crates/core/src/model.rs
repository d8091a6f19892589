//! Models: losses that are a mean over samples, each sample's own loss and gradient included.

mod frequency;
mod linear;
mod logistic;
pub mod mlp;
mod two_wells;
mod valley;

use alloc::boxed::Box;
use alloc::vec::Vec;

pub use frequency::Frequency;
pub use linear::Linear;
pub use logistic::Logistic;
pub use two_wells::TwoWells;
pub use valley::Valley;

use crate::data::{DataSet, Table, TableError};

/// A loss that is a mean over samples: L(w) = 1/n Σ ℓ(w; i).
///
/// Parameters and gradients have length [`dim`](Self::dim). A parameter at which a loss overflows gives NaN or an
/// infinity, never a panic.
pub trait FiniteSum {
    /// Number of parameters.
    fn dim(&self) -> usize;

    /// Number of samples, n.
    fn samples(&self) -> usize;

    /// How many numbers a sample consists of: what has to be held of it to use it.
    fn sample_width(&self) -> usize;

    /// Floating-point operations that one sample's gradient takes, about; a transcendental function counts as one.
    fn flops(&self) -> u64;

    /// ℓ(w; i); adds its gradient to `grad`.
    fn add_sample(&self, w: &[f64], sample: usize, grad: &mut [f64]) -> f64;

    /// Adds the gradients of some samples to `grad` and gives the sum of their losses.
    fn add_samples(&self, w: &[f64], samples: &[usize], grad: &mut [f64]) -> f64 {
        samples.iter().map(|&sample| self.add_sample(w, sample, grad)).sum()
    }

    /// The mean loss over some samples, and its gradient.
    fn batch(&self, w: &[f64], samples: &[usize], grad: &mut [f64]) -> f64 {
        grad.fill(0.0);
        let sum = self.add_samples(w, samples, grad);
        mean(sum, samples.len(), grad)
    }

    /// L(w) and its gradient.
    fn full(&self, w: &[f64], grad: &mut [f64]) -> f64 {
        grad.fill(0.0);
        let sum = (0..self.samples()).map(|sample| self.add_sample(w, sample, grad)).sum();
        mean(sum, self.samples(), grad)
    }

    /// How many samples would be worse off after a small step down the full gradient `full` at `w`.
    fn uphill(&self, w: &[f64], full: &[f64]) -> usize {
        let mut own = alloc::vec![0.0; w.len()];
        let is_uphill = |sample: &usize| {
            own.fill(0.0);
            self.add_sample(w, *sample, &mut own);
            own.iter().zip(full).map(|(a, b)| a * b).sum::<f64>() < 0.0
        };
        (0..self.samples()).filter(is_uphill).count()
    }

    /// The least loss there is, and where, if it can be had.
    fn optimum(&self) -> Option<Optimum>;

    /// Where the minima are, the local ones too if they are known; in one dimension from left to right.
    fn minima(&self) -> Vec<Vec<f64>> {
        self.optimum().into_iter().map(|optimum| optimum.at).collect()
    }
}

fn mean(sum: f64, count: usize, grad: &mut [f64]) -> f64 {
    let count = count as f64;
    for g in grad {
        *g /= count;
    }
    sum / count
}

/// A minimum of a finite sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// Where it is.
    pub at: Vec<f64>,
    /// L there.
    pub loss: f64,
    /// The largest eigenvalue of the Hessian there: full-batch descent is stable for lr < 2 / this.
    pub curvature: f64,
}

/// The model of a built-in data set. `table` is the data of `diabetes` as it stands in its file; `noise` the standard
/// deviation of what is added to the targets of `frequency`.
///
/// # Errors
/// If a table is needed and it is not usable.
pub fn built_in(data: &DataSet, table: Option<&Table>, noise: f64) -> Result<Box<dyn FiniteSum>, TableError> {
    Ok(match data.id {
        "two-wells" => Box::new(TwoWells::new()),
        "valley" => Box::new(Valley::new()),
        "frequency" => Box::new(Frequency::new(noise)),
        _ => Box::new(Linear::new(table.ok_or(TableError::Empty)?.clone().standardized()?)),
    })
}

#[cfg(test)]
pub(crate) mod testing {
    //! What the models' tests share.

    use std::vec;

    use super::FiniteSum;

    /// Every sample's gradient against a central difference, and the full loss against the mean of all samples.
    #[track_caller]
    pub(crate) fn assert_gradients(model: &dyn FiniteSum, w: &[f64]) {
        let (dim, n) = (model.dim(), model.samples());
        let mut sum = 0.0;
        let mut total = vec![0.0; dim];
        for sample in 0..n {
            let mut grad = vec![0.0; dim];
            sum += model.add_sample(w, sample, &mut grad);
            for k in 0..dim {
                let h = 1e-6;
                let at = |shift: f64| {
                    let mut w = w.to_vec();
                    w[k] += shift;
                    model.add_sample(&w, sample, &mut vec![0.0; dim])
                };
                let difference = (at(h) - at(-h)) / (2.0 * h);
                assert!((difference - grad[k]).abs() <= 1e-6 * (1.0 + grad[k].abs()), "sample {sample}, {k}: {grad:?}");
                total[k] += grad[k];
            }
        }
        let mut grad = vec![0.0; dim];
        let loss = model.full(w, &mut grad);
        assert!((loss - sum / n as f64).abs() < 1e-13 * loss.abs().max(1.0));
        let order: vec::Vec<usize> = (0..n).collect();
        let mut batch = vec![0.0; dim];
        assert!((model.batch(w, &order, &mut batch) - loss).abs() < 1e-13 * loss.abs().max(1.0));
        for k in 0..dim {
            assert!((grad[k] - total[k] / n as f64).abs() < 1e-12);
            assert!((grad[k] - batch[k]).abs() < 1e-12);
        }
    }
}
