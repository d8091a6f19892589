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

use crate::landscape::{LANES, Lanes};
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

/// A formula as a type, so that a loop can be compiled for it.
pub(crate) trait CompiledLoss {
    /// The loss at a point.
    fn eval<S: Scalar>(x: S, y: S) -> S;
}

/// Work that is compiled anew for each formula with which it is done.
pub(crate) trait LossLoop {
    /// Does the work.
    fn run<L: CompiledLoss>(self);
}

/// The table of formulas: a variant and the module that has it. A loop over a short formula would spend more time calling
/// it than computing it, so these can be compiled into loops; for the long ones that would be size without speed.
macro_rules! formulas {
    (short { $($short:ident: $short_module:ident,)+ } long { $($long:ident: $long_module:ident,)+ }) => {
        /// Which formula a surface has.
        #[derive(Clone, Copy, Debug)]
        enum Formula { $($short,)+ $($long,)+ }

        impl Formula {
            fn eval<S: Scalar>(self, x: S, y: S) -> S {
                match self {
                    $(Self::$short => $short_module::eval(x, y),)+
                    $(Self::$long => $long_module::eval(x, y),)+
                }
            }

            fn gradients(self, at: &[Lanes; 2], gradients: &mut [Lanes; 2]) {
                match self {
                    $(Self::$short => each_gradient(at, gradients, $short_module::eval),)+
                    $(Self::$long => each_gradient(at, gradients, $long_module::eval),)+
                }
            }

            fn compiled_into<W: LossLoop>(self, work: W) -> Result<(), W> {
                match self {
                    $(Self::$short => work.run::<$short>(),)+
                    _ => return Err(work),
                }
                Ok(())
            }
        }

        $(
            struct $short;

            impl CompiledLoss for $short {
                #[inline(always)]
                fn eval<S: Scalar>(x: S, y: S) -> S {
                    $short_module::eval(x, y)
                }
            }
        )+
    };
}

formulas! {
    short {
        Bowl: bowl,
        Ravine: ravine,
        Rosenbrock: rosenbrock,
        Booth: booth,
        Matyas: matyas,
        Saddle: saddle,
        MonkeySaddle: monkey_saddle,
    }
    long {
        Himmelblau: himmelblau,
        Beale: beale,
        ThreeHumpCamel: three_hump_camel,
        SixHumpCamel: six_hump_camel,
        StyblinskiTang: styblinski_tang,
        Ackley: ackley,
        Rastrigin: rastrigin,
        GoldsteinPrice: goldstein_price,
        Easom: easom,
    }
}

/// Losses and gradients at a row of points.
pub(crate) struct Slopes {
    pub(crate) values: Lanes,
    pub(crate) gradients: [Lanes; 2],
}

/// The formula's gradient at each of the points. Compiled for each formula, so that the short ones become vector instructions.
#[inline(always)]
fn each_gradient([x, y]: &[Lanes; 2], [along_x, along_y]: &mut [Lanes; 2], eval: impl Fn(Dual2, Dual2) -> Dual2) {
    for lane in 0..LANES {
        let [x, y] = Dual2::variables(x[lane], y[lane]);
        [along_x[lane], along_y[lane]] = eval(x, y).gradient;
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
    /// The loss at a point, in whatever numbers the point is given.
    #[must_use]
    pub fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        self.formula.eval(x, y)
    }

    /// The loss at a point.
    #[must_use]
    pub fn value_at(&self, x: f64, y: f64) -> f64 {
        self.formula.eval(x, y)
    }

    /// Loss and gradient at a point.
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

    /// The gradient at a row of points: the same bits as one after another.
    pub(crate) fn gradients_at(&self, at: &[Lanes; 2], gradients: &mut [Lanes; 2]) {
        self.formula.gradients(at, gradients);
    }

    /// Does work that is compiled for the surface's formula, if it is a short one; otherwise hands the work back.
    pub(crate) fn compiled_into<W: LossLoop>(&self, work: W) -> Result<(), W> {
        self.formula.compiled_into(work)
    }

    /// The known minima, smooth ones and kinks.
    pub fn minima(&self) -> impl Iterator<Item = &'static CriticalPoint> {
        self.critical_points.iter().filter(|p| p.kind != CriticalKind::Saddle)
    }

    /// Whether it has a gradient everywhere.
    pub(crate) fn is_smooth(&self) -> bool {
        self.minima().all(|p| p.kind != CriticalKind::Kink)
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
