//! The mathematics of Downhill: loss surfaces, automatic differentiation, update rules, and races between them.
//!
//! No I/O, no clock, no randomness, no pictures: everything here is a pure function of its arguments, and the same
//! arguments give the same bits on every platform.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod angles;
pub mod catalog;
mod comparison;
mod coordinatewise;
pub mod curvature;
pub mod data;
mod descent;
mod difference;
mod dual;
mod ensemble;
mod expression;
mod graph;
pub mod inside;
mod landscape;
mod loss;
pub mod math;
pub mod model;
pub mod network;
mod objective;
mod operation;
mod paired;
mod param;
mod quartiles;
mod race;
mod record;
mod rng;
mod rule;
mod run;
mod runner;
mod scalar;
pub mod schedule;

pub mod surface;
mod sweep;
mod symmetric;
mod training;
mod transform;
mod tuning;
mod typed_loss;

pub use angles::Angles;
pub use comparison::{Comparison, Contender};
pub use descent::{BatchReplay, Descent, ParamChange, Plan};
pub use difference::Difference;
pub use dual::{Dual2, Jet2};
pub use ensemble::{Arrivals, Ensemble};
pub use expression::{Expression, ExpressionError, ExpressionErrorKind, MAX_DEPTH, MAX_LENGTH};
pub use graph::{Formula, Graph, GraphNode, Layout, Source};
pub use landscape::{
    BASIN_TOLERANCE, BasinCell, BasinMap, BasinRequest, Cell, Closeness, Contour, Fate, Flock, FoundMinima,
    FoundMinimum, Framing, Grid, LANES, Landing, Levels, MAX_CRITICAL_POINTS, MOST_FOUND, ParamAxis, ParameterCell,
    ParameterMap, ParameterRequest, Polyline, Slice, contours, find_critical_points, frame,
};
pub use loss::Loss;
pub use objective::{Evaluations, Objective, Oracle, TwiceDifferentiable};
pub use operation::{Function, Operation};
pub use paired::Paired;
pub use param::{Domain, ParamError, ParamSpec, Scale};
pub use quartiles::quartiles;
pub use race::{Nearest, Race};
pub use record::{DIVERGENCE_RADIUS, Record};
pub use rng::SplitMix64;
pub use rule::{Around, Rule, RuleInfo, StateKind, StateSpec, Worked, worked};
pub use run::{Best, GRADIENT_TOLERANCE, Run, Status};
pub use runner::{Entry, Noise, Runner};
pub use scalar::Scalar;
pub use schedule::{Schedule, ScheduleInfo};
pub use surface::{CriticalKind, CriticalPoint, Surface, View};
pub use sweep::{Attempt, RatePoint, Sweep, SweepRequest};
pub use symmetric::{Eigen, Symmetric};
pub use training::{Costs, Course, Training, cosine};
pub use transform::{TRANSFORMS, Transforms};
pub use tuning::Tuning;
pub use typed_loss::TypedLoss;
