//! One step of a computation: the operations that expressions and computation graphs are made of.

use crate::Scalar;

/// A named function of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Sine of radians.
    Sin,
    /// Cosine of radians.
    Cos,
    /// Tangent of radians.
    Tan,
    /// Arc sine.
    Asin,
    /// Arc cosine.
    Acos,
    /// Arc tangent.
    Atan,
    /// Hyperbolic sine.
    Sinh,
    /// Hyperbolic cosine.
    Cosh,
    /// Hyperbolic tangent.
    Tanh,
    /// e to a power.
    Exp,
    /// Natural logarithm.
    Ln,
    /// Logarithm to base 10.
    Log10,
    /// Square root.
    Sqrt,
    /// Absolute value.
    Abs,
    /// −1, 0 or 1.
    Sign,
}

impl Function {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Sin,
        Self::Cos,
        Self::Tan,
        Self::Asin,
        Self::Acos,
        Self::Atan,
        Self::Sinh,
        Self::Cosh,
        Self::Tanh,
        Self::Exp,
        Self::Ln,
        Self::Log10,
        Self::Sqrt,
        Self::Abs,
        Self::Sign,
    ];

    /// Its name, as it is typed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sin => "sin",
            Self::Cos => "cos",
            Self::Tan => "tan",
            Self::Asin => "asin",
            Self::Acos => "acos",
            Self::Atan => "atan",
            Self::Sinh => "sinh",
            Self::Cosh => "cosh",
            Self::Tanh => "tanh",
            Self::Exp => "exp",
            Self::Ln => "ln",
            Self::Log10 => "log10",
            Self::Sqrt => "sqrt",
            Self::Abs => "abs",
            Self::Sign => "sign",
        }
    }

    /// Its value at `u`.
    pub fn apply<S: Scalar>(self, u: S) -> S {
        match self {
            Self::Sin => u.sin(),
            Self::Cos => u.cos(),
            Self::Tan => u.tan(),
            Self::Asin => u.asin(),
            Self::Acos => u.acos(),
            Self::Atan => u.atan(),
            Self::Sinh => u.sinh(),
            Self::Cosh => u.cosh(),
            Self::Tanh => u.tanh(),
            Self::Exp => u.exp(),
            Self::Ln => u.ln(),
            Self::Log10 => u.log10(),
            Self::Sqrt => u.sqrt(),
            Self::Abs => u.abs(),
            Self::Sign => u.sign(),
        }
    }
}

/// What is done with one or two numbers, a and b. Constants are part of the operation, so that a computation is made of
/// nothing but numbers that vary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operation {
    /// c, whatever the variables are.
    Constant(f64),
    /// −a
    Negative,
    /// a + b
    Sum,
    /// a − b
    Difference,
    /// a · b
    Product,
    /// a / b
    Quotient,
    /// a^b
    Power,
    /// min(a, b)
    Minimum,
    /// max(a, b)
    Maximum,
    /// a + c
    Plus(f64),
    /// a − c
    Minus(f64),
    /// c − a
    From(f64),
    /// a · c
    Times(f64),
    /// a / c
    Over(f64),
    /// c / a
    Into(f64),
    /// a^n, by multiplications
    WholePower(i32),
    /// a^c
    FixedPower(f64),
    /// c^a
    Exponential(f64),
    /// min(a, c)
    AtMost(f64),
    /// max(a, c)
    AtLeast(f64),
    /// A named function of a
    Function(Function),
}

impl Operation {
    /// How many numbers it takes: 0, 1 or 2.
    #[must_use]
    pub const fn arity(self) -> usize {
        match self {
            Self::Constant(_) => 0,
            Self::Sum
            | Self::Difference
            | Self::Product
            | Self::Quotient
            | Self::Power
            | Self::Minimum
            | Self::Maximum => 2,
            _ => 1,
        }
    }

    /// Its value; `b` counts for operations of two numbers alone.
    #[inline]
    pub fn apply<S: Scalar>(self, a: S, b: S) -> S {
        match self {
            Self::Constant(c) => S::constant(c),
            Self::Negative => -a,
            Self::Sum => a + b,
            Self::Difference => a - b,
            Self::Product => a * b,
            Self::Quotient => a / b,
            Self::Power => a.pow(b),
            Self::Minimum => a.min(b),
            Self::Maximum => a.max(b),
            Self::Plus(c) => a + c,
            Self::Minus(c) => a - c,
            Self::From(c) => -a + c,
            Self::Times(c) => a * c,
            Self::Over(c) => a / c,
            Self::Into(c) => S::constant(c) / a,
            Self::WholePower(n) => a.powi(n),
            Self::FixedPower(c) => a.powf(c),
            Self::Exponential(c) => a.exponential(c),
            Self::AtMost(c) => a.min(S::constant(c)),
            Self::AtLeast(c) => a.max(S::constant(c)),
            Self::Function(function) => function.apply(a),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dual2, Jet2};

    #[test]
    fn a_constant_inside_an_operation_is_the_same_number_as_one_beside_it() {
        for a in [-2.5, -1.0, 0.0, 0.3, 2.0, 1e300, f64::INFINITY] {
            for c in [-3.0, -0.5, 0.0, 0.1, 2.0, 7.0] {
                for (inside, beside, swapped) in [
                    (Operation::Plus(c), Operation::Sum, false),
                    (Operation::Minus(c), Operation::Difference, false),
                    (Operation::From(c), Operation::Difference, true),
                    (Operation::Times(c), Operation::Product, false),
                    (Operation::Over(c), Operation::Quotient, false),
                    (Operation::Into(c), Operation::Quotient, true),
                    (Operation::FixedPower(c), Operation::Power, false),
                    (Operation::Exponential(c), Operation::Power, true),
                    (Operation::AtMost(c), Operation::Minimum, false),
                    (Operation::AtLeast(c), Operation::Maximum, false),
                ] {
                    let (first, second) = if swapped { (c, a) } else { (a, c) };
                    let (got, want): (f64, f64) = (inside.apply(a, a), beside.apply(first, second));
                    assert!(got == want || (got.is_nan() && want.is_nan()), "{inside:?} of {a}: {got}, {want}");
                    let [dual, _] = Dual2::variables(a, 0.0);
                    let [jet, _] = Jet2::variables(a, 0.0);
                    let bits = [got, inside.apply(dual, dual).value, inside.apply(jet, jet).value].map(f64::to_bits);
                    assert!(got.is_nan() || bits == [got.to_bits(); 3], "{inside:?} of {a} with derivatives");
                }
            }
        }
    }
}
