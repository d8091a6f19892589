//! The arithmetic that a loss may use.

use core::ops::{Add, Div, Mul, Neg, Sub};

use crate::math;

/// A number that a loss can be computed with: a plain `f64`, or one that carries derivatives along (see
/// [`Dual2`](crate::Dual2) and [`Jet2`](crate::Jet2)).
///
/// A loss is written once, generically, and every derivative follows from the arithmetic of the number it is called with.
pub trait Scalar:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// A number with no dependence on the variables.
    fn constant(value: f64) -> Self;
    /// The number itself, without its derivatives.
    fn value(self) -> f64;
    /// Applies a function of one variable, given its value and first and second derivative at [`value`](Self::value):
    /// the chain rule, in one place.
    fn chain(self, f: f64, df: f64, d2f: f64) -> Self;

    /// The square, x·x.
    #[must_use]
    fn square(self) -> Self {
        self * self
    }

    /// The cube, x·x·x.
    #[must_use]
    fn cube(self) -> Self {
        self * self * self
    }

    /// e to the power of this number.
    #[must_use]
    fn exp(self) -> Self {
        let e = math::exp(self.value());
        self.chain(e, e, e)
    }

    /// Sine of radians.
    #[must_use]
    fn sin(self) -> Self {
        let (s, c) = (math::sin(self.value()), math::cos(self.value()));
        self.chain(s, c, -s)
    }

    /// Cosine of radians.
    #[must_use]
    fn cos(self) -> Self {
        let (s, c) = (math::sin(self.value()), math::cos(self.value()));
        self.chain(c, -s, -c)
    }

    /// Whether every first derivative carried along is 0 (so always, for a plain number).
    fn is_stationary(self) -> bool;

    /// Square root; its derivatives at 0 are infinite, unless the argument is stationary there: then they are taken as 0,
    /// the subgradient of least norm, so that √(x² + y²) rests at its kink.
    #[must_use]
    fn sqrt(self) -> Self {
        let root = math::sqrt(self.value());
        if root == 0.0 && self.is_stationary() {
            return Self::constant(root);
        }
        self.chain(root, 0.5 / root, -0.25 / (root * self.value()))
    }
}

impl Scalar for f64 {
    #[inline]
    fn constant(value: f64) -> Self {
        value
    }

    #[inline]
    fn value(self) -> f64 {
        self
    }

    #[inline]
    fn chain(self, f: f64, _df: f64, _d2f: f64) -> Self {
        f
    }

    #[inline]
    fn is_stationary(self) -> bool {
        true
    }
}
