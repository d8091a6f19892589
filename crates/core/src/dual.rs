//! Forward-mode automatic differentiation in two variables.
//!
//! [`Dual2`] carries value and gradient, [`Jet2`] value, gradient and Hessian. Both are exact: the derivative of every
//! operation is applied as it happens, there is no step size and no truncation (R. E. Wengert, "A simple automatic
//! derivative evaluation program", 1964).

use core::ops::{Add, Div, Mul, Neg, Sub};

use crate::Scalar;

/// A value and its gradient with respect to (x, y).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual2 {
    /// f
    pub value: f64,
    /// (∂f/∂x, ∂f/∂y)
    pub gradient: [f64; 2],
}

impl Dual2 {
    /// The two variables at the point `(x, y)`: dx/dx = 1, dx/dy = 0, and the other way round.
    #[inline]
    #[must_use]
    pub fn variables(x: f64, y: f64) -> [Self; 2] {
        [Self { value: x, gradient: [1.0, 0.0] }, Self { value: y, gradient: [0.0, 1.0] }]
    }
}

/// A value with its gradient and Hessian with respect to (x, y): a Taylor polynomial of degree two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet2 {
    /// f
    pub value: f64,
    /// (∂f/∂x, ∂f/∂y)
    pub gradient: [f64; 2],
    /// (∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²); the matrix is symmetric.
    pub hessian: [f64; 3],
}

impl Jet2 {
    /// The two variables at the point `(x, y)`.
    #[must_use]
    pub fn variables(x: f64, y: f64) -> [Self; 2] {
        [
            Self { value: x, gradient: [1.0, 0.0], hessian: [0.0; 3] },
            Self { value: y, gradient: [0.0, 1.0], hessian: [0.0; 3] },
        ]
    }

    /// The two eigenvalues of the Hessian, the smaller first.
    #[must_use]
    pub fn hessian_eigenvalues(&self) -> [f64; 2] {
        let [a, b, c] = self.hessian;
        let mean = 0.5 * (a + c);
        let radius = crate::math::norm(&[0.5 * (a - c), b]);
        [mean - radius, mean + radius]
    }
}

impl Scalar for Dual2 {
    #[inline]
    fn constant(value: f64) -> Self {
        Self { value, gradient: [0.0; 2] }
    }

    #[inline]
    fn value(self) -> f64 {
        self.value
    }

    #[inline]
    fn chain(self, f: f64, df: f64, _d2f: f64) -> Self {
        Self { value: f, gradient: self.gradient.map(|g| df * g) }
    }

    #[inline]
    fn is_stationary(self) -> bool {
        self.gradient == [0.0; 2]
    }
}

impl Scalar for Jet2 {
    #[inline]
    fn constant(value: f64) -> Self {
        Self { value, gradient: [0.0; 2], hessian: [0.0; 3] }
    }

    #[inline]
    fn value(self) -> f64 {
        self.value
    }

    #[inline]
    fn chain(self, f: f64, df: f64, d2f: f64) -> Self {
        let [gx, gy] = self.gradient;
        let outer = [gx * gx, gx * gy, gy * gy];
        Self {
            value: f,
            gradient: [df * gx, df * gy],
            hessian: core::array::from_fn(|k| df * self.hessian[k] + d2f * outer[k]),
        }
    }

    #[inline]
    fn is_stationary(self) -> bool {
        self.gradient == [0.0; 2]
    }
}

/// a + s·b, component by component: the shape that every linear rule of differentiation has.
#[inline]
fn combine<const N: usize>(a: [f64; N], s: f64, b: [f64; N]) -> [f64; N] {
    core::array::from_fn(|k| a[k] + s * b[k])
}

impl Add for Dual2 {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self { value: self.value + other.value, gradient: combine(self.gradient, 1.0, other.gradient) }
    }
}

impl Sub for Dual2 {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self { value: self.value - other.value, gradient: combine(self.gradient, -1.0, other.gradient) }
    }
}

impl Mul for Dual2 {
    type Output = Self;
    #[inline]
    fn mul(self, other: Self) -> Self {
        Self {
            value: self.value * other.value,
            gradient: combine(self.gradient.map(|g| g * other.value), self.value, other.gradient),
        }
    }
}

impl Add for Jet2 {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self {
            value: self.value + other.value,
            gradient: combine(self.gradient, 1.0, other.gradient),
            hessian: combine(self.hessian, 1.0, other.hessian),
        }
    }
}

impl Sub for Jet2 {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Jet2 {
    type Output = Self;
    #[inline]
    fn mul(self, other: Self) -> Self {
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        let cross = [2.0 * ax * bx, ax * by + ay * bx, 2.0 * ay * by];
        Self {
            value: self.value * other.value,
            gradient: combine(self.gradient.map(|g| g * other.value), self.value, other.gradient),
            hessian: core::array::from_fn(|k| self.hessian[k] * other.value + self.value * other.hessian[k] + cross[k]),
        }
    }
}

/// The operations that both numbers derive in the same way from their parts.
macro_rules! derived_arithmetic {
    ($number:ty, [$($part:ident),+]) => {
        impl Neg for $number {
            type Output = Self;
            #[inline]
            fn neg(self) -> Self {
                Self { value: -self.value, $($part: self.$part.map(|d| -d)),+ }
            }
        }

        impl Div for $number {
            type Output = Self;
            #[inline]
            fn div(self, other: Self) -> Self {
                let r = 1.0 / other.value;
                let mut quotient = self * other.chain(r, -r * r, 2.0 * r * r * r);
                // One rounding, as plain division has it, not the two of multiplying by a reciprocal.
                quotient.value = self.value / other.value;
                quotient
            }
        }

        impl Add<f64> for $number {
            type Output = Self;
            #[inline]
            fn add(self, constant: f64) -> Self {
                Self { value: self.value + constant, ..self }
            }
        }

        impl Sub<f64> for $number {
            type Output = Self;
            #[inline]
            fn sub(self, constant: f64) -> Self {
                Self { value: self.value - constant, ..self }
            }
        }

        impl Mul<f64> for $number {
            type Output = Self;
            #[inline]
            fn mul(self, factor: f64) -> Self {
                Self { value: self.value * factor, $($part: self.$part.map(|d| d * factor)),+ }
            }
        }

        impl Div<f64> for $number {
            type Output = Self;
            #[inline]
            fn div(self, divisor: f64) -> Self {
                Self { value: self.value / divisor, $($part: self.$part.map(|d| d / divisor)),+ }
            }
        }
    };
}

derived_arithmetic!(Dual2, [gradient]);
derived_arithmetic!(Jet2, [gradient, hessian]);

#[cfg(test)]
mod tests {
    use super::*;

    /// Every operation once, in one expression: x·y + x/y - exp(x)·sin(y) + sqrt(x)·cos(y).
    fn everything<S: Scalar>(x: S, y: S) -> S {
        x * y + x / y - x.exp() * y.sin() + x.sqrt() * y.cos() + (x.cube() - y.square()) * 0.5 / 2.0 - 1.0
    }

    #[test]
    fn value_is_the_same_bits_with_every_number() {
        let [dx, dy] = Dual2::variables(1.3, 0.7);
        let [jx, jy] = Jet2::variables(1.3, 0.7);
        let plain = everything(1.3, 0.7);
        assert_eq!(everything(dx, dy).value.to_bits(), plain.to_bits());
        assert_eq!(everything(jx, jy).value.to_bits(), plain.to_bits());
    }

    #[test]
    fn derivatives_agree_with_the_hand_derivation() {
        let (x, y) = (1.3, 0.7);
        let [jx, jy] = Jet2::variables(x, y);
        let jet = everything(jx, jy);
        let (e, s, c, r) = (crate::math::exp(x), crate::math::sin(y), crate::math::cos(y), crate::math::sqrt(x));
        let gradient = [y + 1.0 / y - e * s + 0.5 / r * c + 0.75 * x * x, x - x / (y * y) - e * c - r * s - 0.5 * y];
        let hessian = [
            -e * s - 0.25 / (r * x) * c + 1.5 * x,
            1.0 - 1.0 / (y * y) - e * c - 0.5 / r * s,
            2.0 * x / (y * y * y) + e * s - r * c - 0.5,
        ];
        for (got, want) in jet.gradient.iter().chain(&jet.hessian).zip(gradient.iter().chain(&hessian)) {
            assert!((got - want).abs() <= 1e-14 * want.abs().max(1.0), "{got} against {want}");
        }
    }

    #[test]
    fn eigenvalues_of_a_saddle_have_both_signs() {
        let [x, y] = Jet2::variables(0.0, 0.0);
        assert_eq!((x.square() - y.square()).hessian_eigenvalues(), [-2.0, 2.0]);
    }
}
