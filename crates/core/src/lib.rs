//! The mathematics of Downhill: loss surfaces, automatic differentiation, update rules, and races between them.
//!
//! No I/O, no clock, no randomness, no pictures: everything here is a pure function of its arguments, and the same
//! arguments give the same bits on every platform.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod catalog;
mod coordinatewise;
mod dual;
mod landscape;
pub mod math;
mod objective;
mod param;
mod race;
mod record;
mod rule;
mod scalar;
pub mod surface;

pub use dual::{Dual2, Jet2};
pub use landscape::{Contour, Grid, Levels, Polyline, contours};
pub use objective::{Evaluations, Objective, Oracle};
pub use param::{Domain, ParamError, ParamSpec, Scale};
pub use race::{Best, Entry, GRADIENT_TOLERANCE, Nearest, Race, Run, Status};
pub use record::{DIVERGENCE_RADIUS, Record};
pub use rule::{Rule, RuleInfo, StateSpec};
pub use scalar::Scalar;
pub use surface::{CriticalKind, CriticalPoint, Surface, View};
