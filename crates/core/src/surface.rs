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

use crate::{Dual2, Jet2, Objective, Scalar};

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

/// Which formula a surface has. A name rather than a function, so that a loop over a surface can have all formulas compiled
/// into it and calls nothing.
#[derive(Clone, Copy, Debug)]
enum Formula {
    Bowl,
    Ravine,
    Rosenbrock,
    Himmelblau,
    Beale,
    Booth,
    Matyas,
    ThreeHumpCamel,
    SixHumpCamel,
    StyblinskiTang,
    Ackley,
    Rastrigin,
    GoldsteinPrice,
    Easom,
    Saddle,
    MonkeySaddle,
}

impl Formula {
    #[inline(always)]
    fn eval<S: Scalar>(self, x: S, y: S) -> S {
        match self {
            Self::Bowl => bowl::eval(x, y),
            Self::Ravine => ravine::eval(x, y),
            Self::Rosenbrock => rosenbrock::eval(x, y),
            Self::Himmelblau => himmelblau::eval(x, y),
            Self::Beale => beale::eval(x, y),
            Self::Booth => booth::eval(x, y),
            Self::Matyas => matyas::eval(x, y),
            Self::ThreeHumpCamel => three_hump_camel::eval(x, y),
            Self::SixHumpCamel => six_hump_camel::eval(x, y),
            Self::StyblinskiTang => styblinski_tang::eval(x, y),
            Self::Ackley => ackley::eval(x, y),
            Self::Rastrigin => rastrigin::eval(x, y),
            Self::GoldsteinPrice => goldstein_price::eval(x, y),
            Self::Easom => easom::eval(x, y),
            Self::Saddle => saddle::eval(x, y),
            Self::MonkeySaddle => monkey_saddle::eval(x, y),
        }
    }
}

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
    #[inline(always)]
    #[must_use]
    pub fn value_at(&self, x: f64, y: f64) -> f64 {
        self.formula.eval(x, y)
    }

    /// Loss and gradient at a point.
    #[inline(always)]
    #[must_use]
    pub fn dual_at(&self, x: f64, y: f64) -> Dual2 {
        let [x, y] = Dual2::variables(x, y);
        self.formula.eval(x, y)
    }

    /// Loss, gradient and Hessian at a point.
    #[must_use]
    pub fn jet_at(&self, x: f64, y: f64) -> Jet2 {
        let [x, y] = Jet2::variables(x, y);
        self.formula.eval(x, y)
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

    fn as_surface(&self) -> Option<&Surface> {
        Some(self)
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
