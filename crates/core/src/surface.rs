//! The built-in losses in two variables, one a file, each formula written once for any [`Scalar`](crate::Scalar).

mod ackley;
mod beale;
mod booth;
mod bowl;
mod easom;
mod goldstein_price;
mod himmelblau;
mod matyas;
mod monkey_saddle;
mod rastrigin;
mod ravine;
mod rosenbrock;
mod saddle;
mod six_hump_camel;
mod styblinski_tang;
mod three_hump_camel;

use core::fmt;

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

/// A formula, compiled for each number that it is called with.
trait Formula: Objective + fmt::Debug + Sync {
    fn jet(&self, x: f64, y: f64) -> Jet2;
}

/// The one generic formula of a surface file as an [`Objective`] of its own, so that a loop over it makes one call through
/// a table and not two.
macro_rules! formula {
    ($eval:ident) => {{
        #[derive(Debug)]
        struct Compiled;

        impl $crate::Objective for Compiled {
            fn dim(&self) -> usize {
                2
            }

            fn value(&self, x: &[f64]) -> f64 {
                $eval(x[0], x[1])
            }

            fn value_grad(&self, x: &[f64], grad: &mut [f64]) -> f64 {
                let [x, y] = $crate::Dual2::variables(x[0], x[1]);
                let dual = $eval(x, y);
                grad.copy_from_slice(&dual.gradient);
                dual.value
            }

            fn hessian(&self, x: &[f64], hessian: &mut [f64]) {
                let [xx, xy, yy] = $crate::surface::Formula::jet(self, x[0], x[1]).hessian;
                hessian.copy_from_slice(&[xx, xy, xy, yy]);
            }

            fn innermost(&self) -> &dyn $crate::Objective {
                self
            }
        }

        impl $crate::surface::Formula for Compiled {
            fn jet(&self, x: f64, y: f64) -> $crate::Jet2 {
                let [x, y] = $crate::Jet2::variables(x, y);
                $eval(x, y)
            }
        }

        &Compiled
    }};
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
    formula: &'static dyn Formula,
}

impl Surface {
    /// The loss at a point.
    #[must_use]
    pub fn value_at(&self, x: f64, y: f64) -> f64 {
        self.formula.value(&[x, y])
    }

    /// Loss and gradient at a point.
    #[must_use]
    pub fn dual_at(&self, x: f64, y: f64) -> Dual2 {
        let mut gradient = [0.0; 2];
        let value = self.formula.value_grad(&[x, y], &mut gradient);
        Dual2 { value, gradient }
    }

    /// Loss, gradient and Hessian at a point.
    #[must_use]
    pub fn jet_at(&self, x: f64, y: f64) -> Jet2 {
        self.formula.jet(x, y)
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
        self.formula.dim()
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.formula.value(x)
    }

    fn value_grad(&self, x: &[f64], grad: &mut [f64]) -> f64 {
        self.formula.value_grad(x, grad)
    }

    fn hessian(&self, x: &[f64], hessian: &mut [f64]) {
        self.formula.hessian(x, hessian);
    }

    fn innermost(&self) -> &dyn Objective {
        self.formula
    }
}

/// Every built-in surface, in the order in which lists show them.
pub static SURFACES: &[&Surface] = &[
    &bowl::SURFACE,
    &ravine::SURFACE,
    &rosenbrock::SURFACE,
    &himmelblau::SURFACE,
    &beale::SURFACE,
    &booth::SURFACE,
    &matyas::SURFACE,
    &three_hump_camel::SURFACE,
    &six_hump_camel::SURFACE,
    &styblinski_tang::SURFACE,
    &ackley::SURFACE,
    &rastrigin::SURFACE,
    &goldstein_price::SURFACE,
    &easom::SURFACE,
    &saddle::SURFACE,
    &monkey_saddle::SURFACE,
];

/// The surface with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Surface> {
    SURFACES.iter().copied().find(|surface| surface.id == id)
}
