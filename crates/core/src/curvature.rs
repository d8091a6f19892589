//! The curvature of a loss of many parameters, measured through products of its Hessian with vectors.

mod ascent;
mod density;
mod keskar;
pub mod lanczos;
mod plane;
mod rescale;
mod segment;
pub mod trace;

pub use ascent::ascend;
pub use density::spectral_density;
pub use keskar::keskar_sharpness;
pub use lanczos::{Lanczos, Ritz};
pub use plane::{Plane, filter_normalized};
pub use rescale::{relative_product, rescaled};
pub use segment::Segment;
pub use trace::{Hutchinson, TraceEstimate};

/// A loss that can be differentiated twice.
///
/// All slices have length [`dim`](Self::dim). `&mut`, because what is needed on the way is kept and used again: no call
/// allocates. Where the loss overflows, numbers are NaN or infinite; nothing panics.
pub trait TwiceDifferentiable {
    /// Number of parameters.
    fn dim(&self) -> usize;
    /// f(w).
    fn value(&mut self, w: &[f64]) -> f64;
    /// f(w), writing ∇f(w) into `grad`.
    fn value_grad(&mut self, w: &[f64], grad: &mut [f64]) -> f64;
    /// Writes ∇²f(w) v into `product`, exactly.
    fn hessian_vector(&mut self, w: &[f64], v: &[f64], product: &mut [f64]);
}
