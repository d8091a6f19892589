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

    /// Tangent of radians.
    #[must_use]
    fn tan(self) -> Self {
        let t = math::tan(self.value());
        let slope = 1.0 + t * t;
        self.chain(t, slope, 2.0 * t * slope)
    }

    /// Arc sine in radians: NaN outside [−1, 1], infinitely steep at both ends.
    #[must_use]
    fn asin(self) -> Self {
        let x = self.value();
        let slope = 1.0 / math::sqrt((1.0 - x) * (1.0 + x));
        self.chain(math::asin(x), slope, x * slope * slope * slope)
    }

    /// Arc cosine in radians: NaN outside [−1, 1], infinitely steep at both ends.
    #[must_use]
    fn acos(self) -> Self {
        let x = self.value();
        let slope = -1.0 / math::sqrt((1.0 - x) * (1.0 + x));
        self.chain(math::acos(x), slope, x * slope * slope * slope)
    }

    /// Arc tangent in radians.
    #[must_use]
    fn atan(self) -> Self {
        let x = self.value();
        let slope = 1.0 / (1.0 + x * x);
        self.chain(math::atan(x), slope, -2.0 * x * slope * slope)
    }

    /// Hyperbolic sine.
    #[must_use]
    fn sinh(self) -> Self {
        let (s, c) = (math::sinh(self.value()), math::cosh(self.value()));
        self.chain(s, c, s)
    }

    /// Hyperbolic cosine.
    #[must_use]
    fn cosh(self) -> Self {
        let (s, c) = (math::sinh(self.value()), math::cosh(self.value()));
        self.chain(c, s, c)
    }

    /// Hyperbolic tangent.
    #[must_use]
    fn tanh(self) -> Self {
        let t = math::tanh(self.value());
        let slope = 1.0 - t * t;
        self.chain(t, slope, -2.0 * t * slope)
    }

    /// Natural logarithm: −∞ at 0, and NaN, with all derivatives, of a negative number.
    #[must_use]
    fn ln(self) -> Self {
        let x = self.value();
        let slope = if x < 0.0 { f64::NAN } else { 1.0 / x };
        self.chain(math::ln(x), slope, -slope * slope)
    }

    /// Logarithm to base 10: −∞ at 0, and NaN, with all derivatives, of a negative number.
    #[must_use]
    fn log10(self) -> Self {
        let x = self.value();
        let slope = if x < 0.0 { f64::NAN } else { core::f64::consts::LOG10_E / x };
        self.chain(math::log10(x), slope, -slope / x)
    }

    /// The absolute value; its derivative at 0 is taken as 0, the subgradient of least norm, as PyTorch does.
    #[must_use]
    fn abs(self) -> Self {
        let x = self.value();
        self.chain(x.abs(), math::sign(x), 0.0)
    }

    /// −1, 0 or 1, as the number is negative, zero or positive: flat everywhere, also where it jumps.
    #[must_use]
    fn sign(self) -> Self {
        self.chain(math::sign(self.value()), 0.0, 0.0)
    }

    /// The smaller of two numbers. Where they are equal, each contributes half of its derivatives, as in PyTorch; NaN if one
    /// is NaN.
    #[must_use]
    fn min(self, other: Self) -> Self {
        if self.value() < other.value() {
            self
        } else if other.value() < self.value() {
            other
        } else {
            self * 0.5 + other * 0.5
        }
    }

    /// The larger of two numbers. Where they are equal, each contributes half of its derivatives, as in PyTorch; NaN if one
    /// is NaN.
    #[must_use]
    fn max(self, other: Self) -> Self {
        if self.value() > other.value() {
            self
        } else if other.value() > self.value() {
            other
        } else {
            self * 0.5 + other * 0.5
        }
    }

    /// A whole power, by squaring and multiplying along the binary digits of the exponent, the highest first; of a negative
    /// exponent the reciprocal is taken at the end. x^0 is 1 and flat, but NaN at x = 0: 0^0 has no value here.
    #[must_use]
    fn powi(self, exponent: i32) -> Self {
        let digits = exponent.unsigned_abs();
        if digits == 0 {
            let x = self.value();
            return Self::constant(if x == 0.0 || x.is_nan() { f64::NAN } else { 1.0 });
        }
        let mut power = self;
        for place in (0..digits.ilog2()).rev() {
            power = power * power;
            if digits >> place & 1 == 1 {
                power = power * self;
            }
        }
        if exponent < 0 { Self::constant(1.0) / power } else { power }
    }

    /// A fixed power c, of any kind: NaN of a negative number unless c is whole. At 0, where a power below 1 is infinitely
    /// steep, its derivatives are taken as 0 if the argument is stationary there, as those of [`sqrt`](Self::sqrt) are.
    #[must_use]
    fn powf(self, exponent: f64) -> Self {
        let (x, c) = (self.value(), exponent);
        let power = math::pow(x, c);
        if x == 0.0 && power == 0.0 && self.is_stationary() {
            return Self::constant(power);
        }
        // Here a power of 0 is an empty product, also at x = 0; and x^1 does not bend.
        let raised = |c: f64| if c == 0.0 { 1.0 } else { math::pow(x, c) };
        let bend = if c == 1.0 { 0.0 } else { c * (c - 1.0) * raised(c - 2.0) };
        self.chain(power, c * raised(c - 1.0), bend)
    }

    /// This number to a power that varies too.
    ///
    /// Of a positive number x^y = exp(y ln x). At x = 0 and y > 0 the power is 0 for all y near by, so that only x
    /// contributes derivatives. Of a negative x the power is a number for whole y alone: derivatives are those of the fixed
    /// power where y is stationary, and NaN where it is not.
    #[must_use]
    fn pow(self, exponent: Self) -> Self {
        let (x, y) = (self.value(), exponent.value());
        if x > 0.0 {
            let power = math::pow(x, y);
            return (exponent * self.ln()).chain(power, power, power);
        }
        let power = self.powf(y);
        if x == 0.0 || exponent.is_stationary() { power } else { power + exponent.chain(0.0, f64::NAN, f64::NAN) }
    }

    /// A fixed base to the power of this number. Of a negative base it has values at whole numbers alone, and no derivative;
    /// 0 to a positive power is 0 and flat.
    #[must_use]
    fn exponential(self, base: f64) -> Self {
        let value = math::pow(base, self.value());
        if base == 0.0 {
            let slope = if self.value() > 0.0 { 0.0 } else { f64::NAN };
            return self.chain(value, slope, slope);
        }
        let rate = math::ln(base);
        self.chain(value, value * rate, value * rate * rate)
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

    /// The value needs no logarithm.
    #[inline]
    fn pow(self, exponent: Self) -> Self {
        math::pow(self, exponent)
    }
}
