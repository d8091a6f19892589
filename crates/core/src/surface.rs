//! The built-in losses in two variables, one a file, each formula written once for any [`Scalar`](crate::Scalar).

mod ackley;
mod bowl;
mod rosenbrock;

use crate::{Dual2, Jet2, Objective};

/// The part of the plane that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Left and right edge.
    pub x: [f64; 2],
    /// Bottom and top edge.
    pub y: [f64; 2],
}

/// What a point at which a surface does not slope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriticalKind {
    /// A minimum, local or global: gradient 0, Hessian positive semi-definite.
    Minimum,
    /// A minimum at a kink, where the gradient does not exist.
    Kink,
    /// A saddle point: gradient 0, and lower ground in some direction.
    Saddle,
}

/// A point that the literature lists for a surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriticalPoint {
    /// Where it is, as exactly as is known.
    pub at: [f64; 2],
    /// The loss there.
    pub value: f64,
    /// What it is.
    pub kind: CriticalKind,
}

impl CriticalPoint {
    const fn minimum(x: f64, y: f64, value: f64) -> Self {
        Self { at: [x, y], value, kind: CriticalKind::Minimum }
    }

    const fn saddle(x: f64, y: f64, value: f64) -> Self {
        Self { at: [x, y], value, kind: CriticalKind::Saddle }
    }
}

/// A formula compiled for each number it is called with.
#[derive(Clone, Copy, Debug)]
struct Formula {
    value: fn(f64, f64) -> f64,
    dual: fn(Dual2, Dual2) -> Dual2,
    jet: fn(Jet2, Jet2) -> Jet2,
}

/// The one generic formula of a surface file, for every number.
macro_rules! formula {
    ($eval:ident) => {
        $crate::surface::Formula { value: $eval::<f64>, dual: $eval::<$crate::Dual2>, jet: $eval::<$crate::Jet2> }
    };
}
use formula;

/// A built-in loss and what is known about it.
#[derive(Debug)]
pub struct Surface {
    /// Stable name in links: lower case, words joined by hyphens.
    pub id: &'static str,
    /// English name, as the literature has it.
    pub name: &'static str,
    /// The formula, as TeX in x and y.
    pub tex: &'static str,
    /// Where it comes from: author, year.
    pub source: &'static str,
    /// What a picture shows unless told otherwise.
    pub view: View,
    /// Where runs start unless told otherwise.
    pub start: [f64; 2],
    /// The known minima (all those inside the view at least) and the saddle points the surface is known for.
    pub critical_points: &'static [CriticalPoint],
    formula: Formula,
}

impl Surface {
    /// The loss at a point.
    #[must_use]
    pub fn value_at(&self, x: f64, y: f64) -> f64 {
        (self.formula.value)(x, y)
    }

    /// Loss and gradient at a point.
    #[must_use]
    pub fn dual_at(&self, x: f64, y: f64) -> Dual2 {
        let [x, y] = Dual2::variables(x, y);
        (self.formula.dual)(x, y)
    }

    /// Loss, gradient and Hessian at a point.
    #[must_use]
    pub fn jet_at(&self, x: f64, y: f64) -> Jet2 {
        let [x, y] = Jet2::variables(x, y);
        (self.formula.jet)(x, y)
    }

    /// The known minima, smooth ones and kinks.
    pub fn minima(&self) -> impl Iterator<Item = &'static CriticalPoint> {
        self.critical_points.iter().filter(|p| p.kind != CriticalKind::Saddle)
    }

    /// The lowest known loss, if the surface has a minimum at all.
    #[must_use]
    pub fn lowest(&self) -> Option<f64> {
        self.minima().map(|p| p.value).min_by(f64::total_cmp)
    }
}

impl Objective for Surface {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.value_at(x[0], x[1])
    }

    fn value_grad(&self, x: &[f64], grad: &mut [f64]) -> f64 {
        let dual = self.dual_at(x[0], x[1]);
        grad.copy_from_slice(&dual.gradient);
        dual.value
    }

    fn hessian(&self, x: &[f64], hessian: &mut [f64]) {
        let [xx, xy, yy] = self.jet_at(x[0], x[1]).hessian;
        hessian.copy_from_slice(&[xx, xy, xy, yy]);
    }
}

/// Every built-in surface, in the order in which lists show them.
pub const SURFACES: &[&Surface] = &[&bowl::SURFACE, &rosenbrock::SURFACE, &ackley::SURFACE];

/// The surface with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Surface> {
    SURFACES.iter().copied().find(|surface| surface.id == id)
}
