//! The transcendental functions, and the only file that names `libm`.
//!
//! `std`'s versions differ by an ulp or two between platforms; `libm` is the same code everywhere, so the same setup
//! gives the same bits natively and in a browser.

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
    fn square_roots_are_exactly_rounded() {
        for (x, root) in [(0.0, 0.0), (2.0, core::f64::consts::SQRT_2), (1e-300, 1e-150), (9.0, 3.0)] {
            assert_eq!(sqrt(x).to_bits(), f64::to_bits(root), "sqrt({x})");
        }
        assert!(sqrt(-1.0).is_nan(), "sqrt of a negative number must be NaN");
    }
}
