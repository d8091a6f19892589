//! The passes through a network: forward, backward, and both once more for a Hessian-vector product.
//!
//! B. A. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6 (1994): what stands there as R{x}, the
//! derivative of x as the parameters move along v, is called the drift of x here.

use alloc::vec;
use alloc::vec::Vec;

use super::product::{add_product, add_rows, add_transposed_product, transpose};
use super::{Activation, Criterion, Mlp};
use crate::math::{exp, ln, tanh_all};

/// What one pass over some rows of inputs needs besides them, kept for the next.
#[derive(Clone, Debug)]
pub(super) struct Passes {
    /// Of every layer, what comes out of it: `rows * outputs` numbers.
    outs: Vec<Vec<f64>>,
    /// Of every layer, the derivative of the loss by its sums.
    deltas: Vec<Vec<f64>>,
    out_drifts: Vec<Vec<f64>>,
    delta_drifts: Vec<Vec<f64>>,
    /// A layer's weights with rows and columns exchanged.
    turned: Vec<f64>,
    /// δ Wᵀ of a layer.
    carried: Vec<f64>,
}

/// Rows that pass through together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'a> {
    pub(super) inputs: &'a [f64],
    pub(super) labels: &'a [u8],
    /// What a row's loss counts: 1/n for a mean over n.
    pub(super) part: f64,
}

/// Loss and hits of some rows: sums, not means.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) loss: f64,
    pub(super) hits: usize,
}

impl Passes {
    /// Room for so many rows.
    pub(super) fn new(mlp: &Mlp, rows: usize) -> Self {
        let of_layers = || mlp.layers.iter().map(|layer| vec![0.0; rows * layer.outputs]).collect::<Vec<_>>();
        let most_weights = mlp.layers.iter().map(|layer| layer.inputs * layer.outputs).max().unwrap_or(0);
        let widest = mlp.widths.iter().copied().max().unwrap_or(0);
        Self {
            outs: of_layers(),
            deltas: of_layers(),
            out_drifts: of_layers(),
            delta_drifts: of_layers(),
            turned: vec![0.0; most_weights],
            carried: vec![0.0; rows * widest],
        }
    }

    /// What the network says of some rows.
    pub(super) fn forward(&mut self, mlp: &Mlp, w: &[f64], inputs: &[f64]) -> &[f64] {
        let rows = inputs.len() / mlp.widths[0];
        let last = mlp.layers.len() - 1;
        for (index, layer) in mlp.layers.iter().enumerate() {
            let (before, rest) = self.outs.split_at_mut(index);
            let input = before.last().map_or(inputs, |outs| &outs[..rows * layer.inputs]);
            let out = &mut rest[0][..rows * layer.outputs];
            for row in out.chunks_exact_mut(layer.outputs) {
                row.copy_from_slice(&w[layer.biases()..layer.end()]);
            }
            add_product(out, input, &w[layer.offset..layer.biases()], layer.inputs, layer.outputs);
            if index < last {
                activate(mlp.activation, out);
            }
        }
        &self.outs[last][..rows * mlp.outputs()]
    }

    /// Loss and hits of what the last forward pass said.
    pub(super) fn tally(&self, mlp: &Mlp, labels: &[u8]) -> Tally {
        let width = mlp.outputs();
        let mut tally = Tally::default();
        for (out, &label) in self.outs[mlp.layers.len() - 1].chunks_exact(width).zip(labels) {
            let label = usize::from(label);
            tally.loss += loss(mlp.criterion, out, label);
            tally.hits += usize::from(largest(out) == label);
        }
        tally
    }

    /// Adds the gradient of the rows' loss to `grad`; the sum of their losses, whatever their part.
    pub(super) fn forward_backward(&mut self, mlp: &Mlp, w: &[f64], of: Rows<'_>, grad: &mut [f64]) -> f64 {
        self.forward(mlp, w, of.inputs);
        self.backward(mlp, w, of, grad);
        self.tally(mlp, of.labels).loss
    }

    /// Adds the gradient of the rows' loss, which made the last forward pass, to `grad`.
    fn backward(&mut self, mlp: &Mlp, w: &[f64], of: Rows<'_>, grad: &mut [f64]) {
        let (inputs, rows) = (of.inputs, of.labels.len());
        self.output_deltas(mlp, of);
        for (index, layer) in mlp.layers.iter().enumerate().rev() {
            let (before, rest) = self.deltas.split_at_mut(index);
            let delta = &rest[0][..rows * layer.outputs];
            let input = if index == 0 { inputs } else { &self.outs[index - 1][..rows * layer.inputs] };
            add_transposed_product(&mut grad[layer.offset..layer.biases()], input, delta, layer.inputs, layer.outputs);
            add_rows(&mut grad[layer.biases()..layer.end()], delta);
            if let Some(below) = before.last_mut() {
                let below = &mut below[..rows * layer.inputs];
                let turned = &mut self.turned[..layer.inputs * layer.outputs];
                transpose(turned, &w[layer.offset..layer.biases()], layer.outputs);
                below.fill(0.0);
                add_product(below, delta, turned, layer.outputs, layer.inputs);
                for (delta, &out) in below.iter_mut().zip(input) {
                    *delta *= slope(mlp.activation, out);
                }
            }
        }
    }

    /// Adds the product of the Hessian of the rows' loss with `v` to `product`. The forward pass is made here.
    pub(super) fn hessian_vector(&mut self, mlp: &Mlp, w: &[f64], v: &[f64], of: Rows<'_>, product: &mut [f64]) {
        self.forward(mlp, w, of.inputs);
        self.forward_drift(mlp, w, v, of.inputs);
        self.output_deltas(mlp, of);
        self.output_delta_drifts(mlp, of);
        self.backward_drift(mlp, w, v, of, product);
    }

    fn forward_drift(&mut self, mlp: &Mlp, w: &[f64], v: &[f64], inputs: &[f64]) {
        let rows = inputs.len() / mlp.widths[0];
        let last = mlp.layers.len() - 1;
        for (index, layer) in mlp.layers.iter().enumerate() {
            let (before, rest) = self.out_drifts.split_at_mut(index);
            let drift = &mut rest[0][..rows * layer.outputs];
            for row in drift.chunks_exact_mut(layer.outputs) {
                row.copy_from_slice(&v[layer.biases()..layer.end()]);
            }
            let input = if index == 0 { inputs } else { &self.outs[index - 1][..rows * layer.inputs] };
            add_product(drift, input, &v[layer.offset..layer.biases()], layer.inputs, layer.outputs);
            // The inputs do not drift.
            if let Some(input_drift) = before.last() {
                let weights = &w[layer.offset..layer.biases()];
                add_product(drift, &input_drift[..rows * layer.inputs], weights, layer.inputs, layer.outputs);
            }
            if index < last {
                for (drift, &out) in drift.iter_mut().zip(&self.outs[index]) {
                    *drift *= slope(mlp.activation, out);
                }
            }
        }
    }

    fn backward_drift(&mut self, mlp: &Mlp, w: &[f64], v: &[f64], of: Rows<'_>, product: &mut [f64]) {
        let (inputs, rows) = (of.inputs, of.labels.len());
        for (index, layer) in mlp.layers.iter().enumerate().rev() {
            let (lower_deltas, upper_deltas) = self.deltas.split_at_mut(index);
            let (lower_drifts, upper_drifts) = self.delta_drifts.split_at_mut(index);
            let (delta, delta_drift) =
                (&upper_deltas[0][..rows * layer.outputs], &upper_drifts[0][..rows * layer.outputs]);
            let input = if index == 0 { inputs } else { &self.outs[index - 1][..rows * layer.inputs] };
            let weights = &mut product[layer.offset..layer.end()];
            let (weights, biases) = weights.split_at_mut(layer.inputs * layer.outputs);
            add_transposed_product(weights, input, delta_drift, layer.inputs, layer.outputs);
            add_rows(biases, delta_drift);
            let (Some(below), Some(below_drift)) = (lower_deltas.last_mut(), lower_drifts.last_mut()) else { break };
            let (below, below_drift) = (&mut below[..rows * layer.inputs], &mut below_drift[..rows * layer.inputs]);
            let input_drift = &self.out_drifts[index - 1][..rows * layer.inputs];
            add_transposed_product(weights, input_drift, delta, layer.inputs, layer.outputs);

            let turned = &mut self.turned[..layer.inputs * layer.outputs];
            let carried = &mut self.carried[..rows * layer.inputs];
            carried.fill(0.0);
            below_drift.fill(0.0);
            transpose(turned, &w[layer.offset..layer.biases()], layer.outputs);
            add_product(carried, delta, turned, layer.outputs, layer.inputs);
            add_product(below_drift, delta_drift, turned, layer.outputs, layer.inputs);
            transpose(turned, &v[layer.offset..layer.biases()], layer.outputs);
            add_product(below_drift, delta, turned, layer.outputs, layer.inputs);
            let numbers = below.iter_mut().zip(below_drift).zip(&*carried).zip(input).zip(input_drift);
            for ((((below, below_drift), carried), &out), &drift) in numbers {
                let rate = slope(mlp.activation, out);
                *below = carried * rate;
                *below_drift = *below_drift * rate + carried * bend(mlp.activation, out) * drift;
            }
        }
    }

    /// The derivative of the loss by the outputs.
    fn output_deltas(&mut self, mlp: &Mlp, Rows { labels, part, .. }: Rows<'_>) {
        let width = mlp.outputs();
        let last = mlp.layers.len() - 1;
        let rows = self.deltas[last].chunks_exact_mut(width).zip(self.outs[last].chunks_exact(width)).zip(labels);
        for ((delta, out), &label) in rows {
            match mlp.criterion {
                Criterion::SquaredError => delta.copy_from_slice(out),
                Criterion::CrossEntropy => softmax(out, delta),
            }
            delta[usize::from(label)] -= 1.0;
            for delta in delta {
                *delta *= part;
            }
        }
    }

    fn output_delta_drifts(&mut self, mlp: &Mlp, Rows { labels, part, .. }: Rows<'_>) {
        let width = mlp.outputs();
        let last = mlp.layers.len() - 1;
        let (outs, drifts) = (self.outs[last].chunks_exact(width), self.out_drifts[last].chunks_exact(width));
        for ((delta, out), drift) in
            self.delta_drifts[last].chunks_exact_mut(width).zip(outs).zip(drifts).take(labels.len())
        {
            match mlp.criterion {
                Criterion::SquaredError => {
                    for (delta, drift) in delta.iter_mut().zip(drift) {
                        *delta = drift * part;
                    }
                }
                Criterion::CrossEntropy => {
                    softmax(out, delta);
                    let mean: f64 = delta.iter().zip(drift).map(|(p, drift)| p * drift).sum();
                    for (delta, drift) in delta.iter_mut().zip(drift) {
                        *delta *= (drift - mean) * part;
                    }
                }
            }
        }
    }
}

fn activate(activation: Activation, sums: &mut [f64]) {
    match activation {
        Activation::Tanh => tanh_all(sums),
        Activation::Relu => {
            for sum in sums {
                *sum = if *sum > 0.0 { *sum } else { 0.0 };
            }
        }
    }
}

/// The derivative of an activation, by what came out of it.
#[inline(always)]
fn slope(activation: Activation, out: f64) -> f64 {
    match activation {
        Activation::Tanh => 1.0 - out * out,
        Activation::Relu => f64::from(u8::from(out > 0.0)),
    }
}

/// How the slope changes per change of the output, by what came out. At its kink a ReLU counts as straight.
#[inline(always)]
fn bend(activation: Activation, out: f64) -> f64 {
    match activation {
        Activation::Tanh => -2.0 * out,
        Activation::Relu => 0.0,
    }
}

fn loss(criterion: Criterion, out: &[f64], label: usize) -> f64 {
    match criterion {
        Criterion::SquaredError => {
            let target = |index: usize| f64::from(u8::from(index == label));
            let squares = out.iter().enumerate().map(|(index, out)| (out - target(index)) * (out - target(index)));
            0.5 * squares.sum::<f64>()
        }
        Criterion::CrossEntropy => {
            let most = out[largest(out)];
            ln(out.iter().map(|out| exp(out - most)).sum::<f64>()) - (out[label] - most)
        }
    }
}

/// Probabilities from the outputs of a row. The largest is taken off first, so that nothing overflows.
fn softmax(out: &[f64], probabilities: &mut [f64]) {
    let most = out[largest(out)];
    for (probability, out) in probabilities.iter_mut().zip(out) {
        *probability = exp(out - most);
    }
    let sum: f64 = probabilities.iter().sum();
    for probability in probabilities {
        *probability /= sum;
    }
}

/// Where the largest of a row's outputs is: the first, if there are several.
fn largest(out: &[f64]) -> usize {
    let mut best = 0;
    for (index, value) in out.iter().enumerate() {
        if *value > out[best] {
            best = index;
        }
    }
    best
}
