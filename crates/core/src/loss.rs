//! What a race minimises: a loss of two variables, with what is known about it.

use alloc::sync::Arc;

use crate::landscape::{Grid, Lanes};
use crate::surface::{CriticalKind, CriticalPoint, Slopes, Surface, View};
use crate::{Dual2, Jet2, Objective, Scalar, TypedLoss};

/// A loss in the plane. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Loss {
    /// One of the built-in surfaces.
    BuiltIn(&'static Surface),
    /// A formula that somebody typed.
    Typed(Arc<TypedLoss>),
}

impl Loss {
    /// The loss at a point, in whatever numbers the point is given.
    #[must_use]
    pub fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        match self {
            Self::BuiltIn(surface) => surface.eval(x, y),
            Self::Typed(typed) => typed.eval(x, y),
        }
    }

    /// The loss at a point.
    #[must_use]
    pub fn value_at(&self, x: f64, y: f64) -> f64 {
        self.eval(x, y)
    }

    /// Loss and gradient at a point.
    #[must_use]
    pub fn dual_at(&self, x: f64, y: f64) -> Dual2 {
        let [x, y] = Dual2::variables(x, y);
        self.eval(x, y)
    }

    /// The gradient at a row of points: the same bits as one after another.
    pub(crate) fn gradients_at(&self, at: &[Lanes; 2], gradients: &mut [Lanes; 2]) {
        match self {
            Self::BuiltIn(surface) => surface.gradients_at(at, gradients),
            Self::Typed(typed) => {
                for (lane, dual) in typed.expression().duals_at(&at[0], &at[1]).iter().enumerate() {
                    [gradients[0][lane], gradients[1][lane]] = dual.gradient;
                }
            }
        }
    }

    /// Loss and gradient at a row of points: the same bits as one after another.
    pub(crate) fn slopes_at(&self, [x, y]: &[Lanes; 2], slopes: &mut Slopes) {
        let duals = match self {
            Self::BuiltIn(_) => core::array::from_fn(|lane| self.dual_at(x[lane], y[lane])),
            Self::Typed(typed) => typed.expression().duals_at(x, y),
        };
        for (lane, dual) in duals.iter().enumerate() {
            slopes.values[lane] = dual.value;
            [slopes.gradients[0][lane], slopes.gradients[1][lane]] = dual.gradient;
        }
    }

    /// Loss, gradient and Hessian at a point.
    #[must_use]
    pub fn jet_at(&self, x: f64, y: f64) -> Jet2 {
        let [x, y] = Jet2::variables(x, y);
        self.eval(x, y)
    }

    /// The built-in surface that this is, if it is one.
    #[must_use]
    pub fn surface(&self) -> Option<&'static Surface> {
        match self {
            Self::BuiltIn(surface) => Some(surface),
            Self::Typed(_) => None,
        }
    }

    /// The formula that somebody typed, if it is one.
    #[must_use]
    pub fn typed(&self) -> Option<&TypedLoss> {
        match self {
            Self::BuiltIn(_) => None,
            Self::Typed(typed) => Some(typed),
        }
    }

    /// Its values on a grid, with the bits of [`value_at`](Self::value_at); those of a typed loss come several times as fast.
    #[must_use]
    pub fn sample(&self, view: View, width: usize, height: usize) -> Grid {
        match self {
            Self::BuiltIn(surface) => Grid::sample(|x, y| surface.value_at(x, y), view, width, height),
            Self::Typed(typed) => typed.sample(view, width, height),
        }
    }

    /// Its name in files: the id of a built-in surface, or `typed`.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::BuiltIn(surface) => surface.id,
            Self::Typed(_) => "typed",
        }
    }

    /// English name, or the formula.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(surface) => surface.name,
            Self::Typed(typed) => typed.text(),
        }
    }

    /// What a picture shows unless told otherwise.
    #[must_use]
    pub fn view(&self) -> View {
        match self {
            Self::BuiltIn(surface) => surface.view,
            Self::Typed(typed) => typed.view(),
        }
    }

    /// Where runs start unless told otherwise.
    #[must_use]
    pub fn start(&self) -> [f64; 2] {
        match self {
            Self::BuiltIn(surface) => surface.start,
            Self::Typed(typed) => typed.start(),
        }
    }

    /// The known minima and saddle points.
    #[must_use]
    pub fn critical_points(&self) -> &[CriticalPoint] {
        match self {
            Self::BuiltIn(surface) => surface.critical_points,
            Self::Typed(typed) => typed.critical_points(),
        }
    }

    /// The known minima, smooth ones and kinks.
    pub fn minima(&self) -> impl Iterator<Item = &CriticalPoint> {
        self.critical_points().iter().filter(|point| point.kind != CriticalKind::Saddle)
    }

    /// The lowest known loss, if there is a known minimum at all.
    #[must_use]
    pub fn lowest(&self) -> Option<f64> {
        self.minima().map(|point| point.value).min_by(f64::total_cmp)
    }
}

impl From<&'static Surface> for Loss {
    fn from(surface: &'static Surface) -> Self {
        Self::BuiltIn(surface)
    }
}

impl From<TypedLoss> for Loss {
    fn from(typed: TypedLoss) -> Self {
        Self::Typed(Arc::new(typed))
    }
}

/// Equal if it is the same function, written in the same way.
impl PartialEq for Loss {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::BuiltIn(a), Self::BuiltIn(b)) => a.id == b.id,
            (Self::Typed(a), Self::Typed(b)) => a.text() == b.text(),
            _ => false,
        }
    }
}

impl Objective for Loss {
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
        self.surface()
    }
}
