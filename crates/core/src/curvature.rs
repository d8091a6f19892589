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
