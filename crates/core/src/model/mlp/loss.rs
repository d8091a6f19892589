//! The loss of a network on some examples.

use alloc::vec::Vec;

use super::Mlp;
use super::passes::{Passes, Rows, Tally};
use crate::data::Split;
use crate::objective::TwiceDifferentiable;

/// Rows that pass through a network together; more would not be faster, and would take more memory.
const ROWS: usize = 160;

/// Inputs and the class that each belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Examples {
    /// One row of inputs after another.
    pub inputs: Vec<f64>,
    /// A class for each row, from 0.
    pub labels: Vec<u8>,
}

impl From<Split> for Examples {
    fn from(split: Split) -> Self {
        Self { inputs: split.pixels, labels: split.labels }
    }
}

/// How well a network fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The mean loss.
    pub loss: f64,
    /// The share of examples whose class has the largest output, from 0 to 1.
    pub accuracy: f64,
}

/// A network's mean loss over some examples, as a function of the parameters, and that of batches of them.
#[derive(Clone, Debug)]
pub struct MlpLoss {
    mlp: Mlp,
    examples: Examples,
    passes: Passes,
    batch_inputs: Vec<f64>,
    batch_labels: Vec<u8>,
}

impl MlpLoss {
    /// The loss on these examples.
    ///
    /// # Panics
    /// If there are none, if rows are not as long as the network is wide, or a class has no output.
    #[must_use]
    pub fn new(mlp: Mlp, examples: Examples) -> Self {
        let width = mlp.widths[0];
        assert!(!examples.labels.is_empty(), "at least one example");
        assert_eq!(examples.inputs.len(), examples.labels.len() * width, "{width} inputs for each example");
        assert!(examples.labels.iter().all(|&label| usize::from(label) < mlp.outputs()), "an output for each class");
        let rows = examples.labels.len().min(ROWS);
        Self {
            passes: Passes::new(&mlp, rows),
            batch_inputs: Vec::with_capacity(rows * width),
            batch_labels: Vec::with_capacity(rows),
            mlp,
            examples,
        }
    }

    /// The network.
    #[must_use]
    pub fn mlp(&self) -> &Mlp {
        &self.mlp
    }

    /// Number of examples.
    #[must_use]
    pub fn examples(&self) -> usize {
        self.examples.labels.len()
    }

    /// Loss and accuracy over all examples.
    pub fn fit(&mut self, w: &[f64]) -> Fit {
        let mut sum = Tally::default();
        for (inputs, labels) in pieces(&self.mlp, &self.examples) {
            self.passes.forward(&self.mlp, w, inputs);
            let tally = self.passes.tally(&self.mlp, labels);
            sum.loss += tally.loss;
            sum.hits += tally.hits;
        }
        let count = self.examples.labels.len() as f64;
        Fit { loss: sum.loss / count, accuracy: sum.hits as f64 / count }
    }

    /// The mean loss over some of the examples, writing its gradient into `grad`.
    pub fn batch_grad(&mut self, w: &[f64], batch: &[usize], grad: &mut [f64]) -> f64 {
        if batch.len() == self.examples() {
            return self.value_grad(w, grad);
        }
        let width = self.mlp.widths[0];
        let part = 1.0 / batch.len() as f64;
        let mut loss = 0.0;
        grad.fill(0.0);
        for indices in batch.chunks(ROWS) {
            self.batch_inputs.clear();
            self.batch_labels.clear();
            for &index in indices {
                self.batch_inputs.extend_from_slice(&self.examples.inputs[index * width..][..width]);
                self.batch_labels.push(self.examples.labels[index]);
            }
            let rows = Rows { inputs: &self.batch_inputs, labels: &self.batch_labels, part };
            loss += self.passes.forward_backward(&self.mlp, w, rows, grad);
        }
        loss / batch.len() as f64
    }

    /// What the network says of every example: one row of outputs after another.
    pub fn outputs(&mut self, w: &[f64]) -> Vec<f64> {
        let mut outputs = Vec::with_capacity(self.examples() * self.mlp.outputs());
        for (inputs, _) in pieces(&self.mlp, &self.examples) {
            outputs.extend_from_slice(self.passes.forward(&self.mlp, w, inputs));
        }
        outputs
    }
}

/// All examples, as many rows at a time as pass together.
fn pieces<'a>(mlp: &Mlp, examples: &'a Examples) -> impl Iterator<Item = (&'a [f64], &'a [u8])> + use<'a> {
    examples.inputs.chunks(ROWS * mlp.widths[0]).zip(examples.labels.chunks(ROWS))
}

impl TwiceDifferentiable for MlpLoss {
    fn dim(&self) -> usize {
        self.mlp.dim()
    }

    fn value(&mut self, w: &[f64]) -> f64 {
        self.fit(w).loss
    }

    fn value_grad(&mut self, w: &[f64], grad: &mut [f64]) -> f64 {
        let part = 1.0 / self.examples() as f64;
        let mut loss = 0.0;
        grad.fill(0.0);
        for (inputs, labels) in pieces(&self.mlp, &self.examples) {
            loss += self.passes.forward_backward(&self.mlp, w, Rows { inputs, labels, part }, grad);
        }
        loss / self.examples() as f64
    }

    fn hessian_vector(&mut self, w: &[f64], v: &[f64], product: &mut [f64]) {
        let part = 1.0 / self.examples() as f64;
        product.fill(0.0);
        for (inputs, labels) in pieces(&self.mlp, &self.examples) {
            self.passes.hessian_vector(&self.mlp, w, v, Rows { inputs, labels, part }, product);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::model::mlp::{Activation, Criterion};
    use crate::rng::SplitMix64;

    fn loss(widths: &[usize], activation: Activation, criterion: Criterion, n: usize) -> (MlpLoss, Vec<f64>) {
        let mut rng = SplitMix64::new(9);
        let mlp = Mlp::new(widths, activation, criterion);
        let inputs = (0..n * widths[0]).map(|_| rng.normal()).collect();
        let labels = (0..n).map(|_| rng.below(mlp.outputs()) as u8).collect();
        let mut w = mlp.initial(1.0, 3);
        for w in &mut w {
            *w += 0.1 * rng.normal();
        }
        (MlpLoss::new(mlp, Examples { inputs, labels }), w)
    }

    #[test]
    fn gradients_and_products_are_derivatives_also_over_several_pieces() {
        for (activation, criterion) in [
            (Activation::Tanh, Criterion::SquaredError),
            (Activation::Tanh, Criterion::CrossEntropy),
            (Activation::Relu, Criterion::SquaredError),
            (Activation::Relu, Criterion::CrossEntropy),
        ] {
            for (widths, n) in [([5, 4, 3].as_slice(), 7), (&[3, 5, 4, 2], 2 * ROWS + 5), (&[4, 2], 3)] {
                let (mut loss, w) = loss(widths, activation, criterion, n);
                let dim = loss.dim();
                let (mut grad, mut product) = (vec![0.0; dim], vec![0.0; dim]);
                let value = loss.value_grad(&w, &mut grad);
                assert_eq!(value.to_bits(), loss.value(&w).to_bits());
                let mut rng = SplitMix64::new(1);
                let v: Vec<f64> = (0..dim).map(|_| rng.normal()).collect();
                loss.hessian_vector(&w, &v, &mut product);
                let h = 1e-5;
                let moved = |sign: f64| -> Vec<f64> { w.iter().zip(&v).map(|(w, v)| w + sign * h * v).collect() };
                let (mut up, mut down) = (vec![0.0; dim], vec![0.0; dim]);
                let rise = loss.value_grad(&moved(1.0), &mut up) - loss.value_grad(&moved(-1.0), &mut down);
                let along: f64 = grad.iter().zip(&v).map(|(g, v)| g * v).sum();
                assert!((rise / (2.0 * h) - along).abs() < 1e-7 * (1.0 + along.abs()), "{activation:?} {criterion:?}");
                for k in 0..dim {
                    let difference = (up[k] - down[k]) / (2.0 * h);
                    assert!((difference - product[k]).abs() < 1e-6, "{activation:?} {criterion:?} {widths:?} {k}");
                }
            }
        }
    }

    #[test]
    fn a_batch_of_all_examples_in_any_order_is_the_full_loss() {
        let (mut loss, w) = loss(&[5, 4, 3], Activation::Tanh, Criterion::SquaredError, 12);
        let (mut full, mut batch) = (vec![0.0; loss.dim()], vec![0.0; loss.dim()]);
        let value = loss.value_grad(&w, &mut full);
        let order: Vec<usize> = (0..12).rev().collect();
        let halves = [0, 1].map(|half| {
            let mut grad = vec![0.0; w.len()];
            let loss = loss.batch_grad(&w, &order[6 * half..][..6], &mut grad);
            for (sum, g) in batch.iter_mut().zip(&grad) {
                *sum += 0.5 * g;
            }
            loss
        });
        assert!((0.5 * (halves[0] + halves[1]) - value).abs() < 1e-14 * value);
        assert!(full.iter().zip(&batch).all(|(a, b)| (a - b).abs() < 1e-14));
    }

    #[test]
    fn accuracy_counts_the_largest_output_and_large_outputs_do_not_overflow() {
        let mlp = Mlp::new(&[1, 2], Activation::Tanh, Criterion::CrossEntropy);
        let examples = Examples { inputs: vec![1.0, -1.0, 1.0], labels: vec![0, 1, 1] };
        let mut loss = MlpLoss::new(mlp, examples);
        let w = [1e4, -1e4, 0.0, 0.0];
        let fit = loss.fit(&w);
        assert!((fit.accuracy - 2.0 / 3.0).abs() < 1e-15);
        assert!((fit.loss - 2e4 / 3.0).abs() < 1e-9, "{fit:?}");
    }
}
