//! What a network is like at one moment of its training, measured in pieces: the curvature takes tens of passes.

use crate::curvature::{Hutchinson, Lanczos, Ritz, TraceEstimate, lanczos, trace};
use crate::math::norm;
use crate::model::mlp::{Fit, MlpLoss};
use crate::objective::TwiceDifferentiable;

/// How bent the training loss is.
#[derive(Clone, Debug, PartialEq)]
pub struct Curvature {
    /// The largest eigenvalue of the Hessian: the largest Ritz value of Lanczos' method.
    pub largest: f64,
    /// The sum of all its eigenvalues, estimated.
    pub trace: TraceEstimate,
}

/// A network at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// After how many updates.
    pub update: usize,
    /// On the digits that it trains on.
    pub train: Fit,
    /// On the others.
    pub test: Fit,
    /// Length of the vector of weights and biases.
    pub norm: f64,
    /// Of the training loss, if it was measured.
    pub curvature: Option<Curvature>,
}

/// A measurement on its way.
#[derive(Debug)]
pub struct Measuring {
    so_far: Measurement,
    lanczos: Lanczos,
    hutchinson: Hutchinson,
    ritz: Option<Ritz>,
}

impl Measuring {
    /// Measures losses and accuracies, and begins with the curvature.
    pub fn new(update: usize, w: &[f64], [train, test]: &mut [MlpLoss; 2]) -> Self {
        let so_far = Measurement { update, train: train.fit(w), test: test.fit(w), norm: norm(w), curvature: None };
        Self {
            so_far,
            lanczos: Lanczos::new(w.len(), lanczos::STEPS, lanczos::START_SEED),
            hutchinson: Hutchinson::new(w.len(), trace::SEED),
            ritz: None,
        }
    }

    /// What is known without the curvature.
    #[must_use]
    pub fn without_curvature(self) -> Measurement {
        self.so_far
    }

    /// Makes one product of the Hessian; the measurement, once nothing is left to do.
    pub fn step(&mut self, w: &[f64], train: &mut MlpLoss) -> Option<Measurement> {
        let apply = |v: &[f64], product: &mut [f64]| train.hessian_vector(w, v, product);
        if self.ritz.is_none() {
            if !self.lanczos.step(apply) {
                self.ritz = Some(self.lanczos.ritz());
            }
            return None;
        }
        self.hutchinson.step(apply);
        let trace = self.hutchinson.estimate();
        if trace.vectors < trace::VECTORS {
            return None;
        }
        let largest = self.ritz.as_ref().and_then(|ritz| ritz.values.last().copied()).unwrap_or(f64::NAN);
        Some(Measurement { curvature: Some(Curvature { largest, trace }), ..self.so_far.clone() })
    }

    /// Makes all products.
    pub fn finish(mut self, w: &[f64], train: &mut MlpLoss) -> Measurement {
        loop {
            if let Some(measurement) = self.step(w, train) {
                return measurement;
            }
        }
    }
}

/// The columns of a table of measurements: update, losses, accuracies (train before test), norm, largest eigenvalue, trace and
/// its standard error; NaN for what was not measured.
impl From<&Measurement> for [f64; 9] {
    fn from(m: &Measurement) -> Self {
        let (largest, trace, error) = m.curvature.as_ref().map_or((f64::NAN, f64::NAN, f64::NAN), |curvature| {
            (curvature.largest, curvature.trace.mean, curvature.trace.standard_error)
        });
        let fits = [m.train.loss, m.test.loss, m.train.accuracy, m.test.accuracy];
        [m.update as f64, fits[0], fits[1], fits[2], fits[3], m.norm, largest, trace, error]
    }
}
