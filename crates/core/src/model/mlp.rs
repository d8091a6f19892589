//! A multilayer perceptron: fully connected layers, the last one linear.
//!
//! ```text
//! h₀ = x,   hₗ = act(hₗ₋₁ Wₗ + bₗ),   f(x) = h_L₋₁ W_L + b_L
//! ```

mod loss;
mod passes;
mod product;

use alloc::vec::Vec;

use crate::math::sqrt;
use crate::rng::SplitMix64;

pub use loss::{Examples, Fit, MlpLoss};

/// What is done to the sums of a hidden layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// tanh a.
    Tanh,
    /// max(0, a).
    Relu,
}

/// What is minimised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// 1/(2n) Σ ‖f(xᵢ) − yᵢ‖².
    SquaredError,
    /// The mean cross-entropy of the softmax.
    CrossEntropy,
}

/// A layer's place among the parameters: `inputs * outputs` weights from `offset` on, row by row, the weights of one input in a
/// row; after them `outputs` biases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Numbers that go in.
    pub inputs: usize,
    /// Neurons.
    pub outputs: usize,
    /// Index of its first weight.
    pub offset: usize,
}

impl Layer {
    /// Index of its first bias.
    #[must_use]
    pub fn biases(&self) -> usize {
        self.offset + self.inputs * self.outputs
    }

    /// Index after its last bias.
    #[must_use]
    pub fn end(&self) -> usize {
        self.biases() + self.outputs
    }
}

/// The layers of a network whose inputs, hidden layers and outputs are so wide.
#[must_use]
pub fn layers(widths: &[usize]) -> Vec<Layer> {
    let mut offset = 0;
    let pairs = widths.windows(2).map(|pair| {
        let layer = Layer { inputs: pair[0], outputs: pair[1], offset };
        offset = layer.end();
        layer
    });
    pairs.collect()
}

/// The shape of a network, without its parameters. Those are one flat vector: weights and biases, layer by layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mlp {
    widths: Vec<usize>,
    layers: Vec<Layer>,
    activation: Activation,
    criterion: Criterion,
}

impl Mlp {
    /// A network with so many inputs, neurons in each hidden layer, and outputs.
    ///
    /// # Panics
    /// With fewer than two widths, or one that is 0.
    #[must_use]
    pub fn new(widths: &[usize], activation: Activation, criterion: Criterion) -> Self {
        assert!(widths.len() >= 2 && !widths.contains(&0), "inputs and outputs, at least one of each");
        Self { widths: widths.to_vec(), layers: layers(widths), activation, criterion }
    }

    /// Number of parameters.
    #[must_use]
    pub fn dim(&self) -> usize {
        self.layers[self.layers.len() - 1].end()
    }

    /// Where each layer's parameters are.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Numbers that come out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.widths[self.widths.len() - 1]
    }

    /// Random parameters: weights are normal with standard deviation gain/√inputs, for ReLU gain·√(2/inputs) (Y. LeCun et al.,
    /// "Efficient BackProp", 1998; K. He et al., 2015), drawn layer by layer and row by row from the generator 1 + `seed`;
    /// biases are 0.
    #[must_use]
    pub fn initial(&self, gain: f64, seed: u64) -> Vec<f64> {
        let mut rng = SplitMix64::new(1 + seed);
        let mut w = alloc::vec![0.0; self.dim()];
        for layer in &self.layers {
            let inputs = layer.inputs as f64;
            for weight in &mut w[layer.offset..layer.biases()] {
                *weight = match self.activation {
                    Activation::Tanh => gain * rng.normal() / sqrt(inputs),
                    Activation::Relu => gain * rng.normal() * sqrt(2.0 / inputs),
                };
            }
        }
        w
    }

    /// Floating-point operations that the gradient of one example takes, about.
    #[must_use]
    pub fn flops(&self) -> u64 {
        6 * self.dim() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_follow_one_another() {
        let layers = layers(&[64, 24, 10]);
        assert_eq!(layers[0], Layer { inputs: 64, outputs: 24, offset: 0 });
        assert_eq!((layers[0].biases(), layers[0].end()), (1536, 1560));
        assert_eq!((layers[1].offset, layers[1].end()), (1560, 1810));
    }

    #[test]
    fn initial_weights_have_the_deviation_of_their_layer_and_biases_are_zero() {
        for (activation, deviation) in [(Activation::Tanh, 3.0 / 20.0), (Activation::Relu, 3.0 * sqrt(2.0) / 20.0)] {
            let mlp = Mlp::new(&[400, 30, 2], activation, Criterion::SquaredError);
            let w = mlp.initial(3.0, 5);
            let layer = mlp.layers()[0];
            let weights = &w[..layer.biases()];
            let square = weights.iter().map(|w| w * w).sum::<f64>() / weights.len() as f64;
            assert!((sqrt(square) / deviation - 1.0).abs() < 0.03, "{square}");
            assert!(w[layer.biases()..layer.end()].iter().all(|&bias| bias == 0.0));
        }
    }
}
