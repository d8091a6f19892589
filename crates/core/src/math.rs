//! The transcendental functions, and the only file that names `libm` and what is built on it.
//!
//! `std`'s versions differ by an ulp or two between platforms; `libm` is the same code everywhere, so the same setup
//! gives the same bits natively and in a browser.

mod tanh;

pub use tanh::tanh_all;

/// e^x.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm; NaN for negative `x`, -inf at 0.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Sine of `x` radians.
#[must_use]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of `x` radians.
#[must_use]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Arc cosine, in radians from 0 to π; NaN outside [−1, 1].
#[must_use]
pub fn acos(x: f64) -> f64 {
    libm::acos(x)
}

/// Arc sine, in radians from −π/2 to π/2; NaN outside [−1, 1].
#[must_use]
pub fn asin(x: f64) -> f64 {
    libm::asin(x)
}

/// Arc tangent, in radians from −π/2 to π/2.
#[must_use]
pub fn atan(x: f64) -> f64 {
    libm::atan(x)
}

/// Tangent of `x` radians.
#[must_use]
pub fn tan(x: f64) -> f64 {
    libm::tan(x)
}

/// Hyperbolic sine.
#[must_use]
pub fn sinh(x: f64) -> f64 {
    libm::sinh(x)
}

/// Hyperbolic cosine.
#[must_use]
pub fn cosh(x: f64) -> f64 {
    libm::cosh(x)
}

/// Hyperbolic tangent, of one number.
#[must_use]
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// x^y. Unlike IEEE 754's `pow`, which gives 1, 0^0 is NaN, for no limit gives it a value; and NaN stays NaN, even to the
/// power of 0 or as a power of 1.
#[must_use]
pub fn pow(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() || (x == 0.0 && y == 0.0) {
        return f64::NAN;
    }
    libm::pow(x, y)
}

/// −1, 0 or 1, as `x` is negative, zero or positive; NaN for NaN.
#[must_use]
pub fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        // 0 of either sign, or NaN.
        x
    }
}

/// 10^x.
#[must_use]
pub fn exp10(x: f64) -> f64 {
    libm::exp10(x)
}

/// Logarithm to base 10.
#[must_use]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// The largest integer not above `x`.
#[must_use]
pub fn floor(x: f64) -> f64 {
    libm::floor(x)
}

/// Square root. IEEE 754 demands it exactly rounded, so every implementation gives the same bits, and the instruction
/// may stand in for `libm`'s software routine, which is four times slower in WebAssembly.
#[must_use]
pub fn sqrt(x: f64) -> f64 {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    {
        use core::arch::wasm32::{f64x2_extract_lane, f64x2_splat, f64x2_sqrt};
        f64x2_extract_lane::<0>(f64x2_sqrt(f64x2_splat(x)))
    }
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    {
        libm::sqrt(x)
    }
}

/// How likely a t that is at least so far from 0, on either side, is under Student's distribution with so many degrees of
/// freedom: the regularised incomplete beta function I(ν/(ν + t²); ν/2, 1/2) (M. Abramowitz and I. A. Stegun, 26.7.1).
#[must_use]
pub fn student_tails(t: f64, freedom: f64) -> f64 {
    use special::Beta;
    if !t.is_finite() || t == 0.0 {
        return if t == 0.0 {
            1.0
        } else if t.is_nan() {
            f64::NAN
        } else {
            0.0
        };
    }
    let (a, b) = (0.5 * freedom, 0.5);
    (freedom / (freedom + t * t)).inc_beta(a, b, a.ln_beta(b))
}

/// The mean; NaN of nothing.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Euclidean length of a vector, without guarding against overflow.
#[must_use]
pub fn norm(vector: &[f64]) -> f64 {
    let mut sum = 0.0;
    for component in vector {
        sum += component * component;
    }
    sqrt(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_of_students_distribution_are_those_of_the_tables() {
        // Closed forms for 1 and 2 degrees of freedom, and the 5 % points of Fisher's table.
        let close = |got: f64, want: f64| assert!((got / want - 1.0).abs() < 1e-9, "{got}, expected {want}");
        close(student_tails(3.0, 1.0), 1.0 - 2.0 / core::f64::consts::PI * libm::atan(3.0));
        close(student_tails(-4.0, 2.0), 1.0 - 4.0 / libm::sqrt(2.0 + 16.0));
        for (freedom, t) in
            [(4.0, 2.776_445_105_197_793_5), (9.0, 2.262_157_162_740_991_5), (19.0, 2.093_024_054_408_263)]
        {
            close(student_tails(t, freedom), 0.05);
        }
        // Far out, by the hypergeometric series of the incomplete beta function: nothing cancels.
        close(student_tails(22.0, 19.0), 5.593_294_409_567_5e-15);
        assert_eq!((student_tails(0.0, 5.0), student_tails(f64::INFINITY, 5.0)), (1.0, 0.0));
    }

    #[test]
    fn square_roots_are_exactly_rounded() {
        for (x, root) in [(0.0, 0.0), (2.0, core::f64::consts::SQRT_2), (1e-300, 1e-150), (9.0, 3.0)] {
            assert_eq!(sqrt(x).to_bits(), f64::to_bits(root), "sqrt({x})");
        }
        assert!(sqrt(-1.0).is_nan(), "sqrt of a negative number must be NaN");
    }
}
