//! The hyperbolic tangent of many numbers at once, without a branch, so that vector instructions can be used.

/// 1.5 · 2⁵²: added to a number, leaves its nearest whole number in the low bits.
const ROUNDING: f64 = 6_755_399_441_055_744.0;

/// 1/ln 2, and ln 2 in two parts, of which multiples of the first are exact.
const INVERSE_LN2: f64 = core::f64::consts::LOG2_E;
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Beyond this the result rounds to 1.
const SATURATED: f64 = 20.0;

/// Replaces every number by its hyperbolic tangent, to within two units in the last place.
///
/// tanh x = t/(t + 2) with t = e^(2x) − 1, and with 2x = k ln 2 + r, |r| ≤ ½ ln 2, t = 2ᵏ (e^r − 1) + (2ᵏ − 1), in which e^r − 1 is
/// its Taylor series up to r¹³. Nothing cancels, also near 0. Only additions, products, one division and moved bits: the same
/// on every platform.
pub fn tanh_all(values: &mut [f64]) {
    for value in values {
        *value = tanh(*value);
    }
}

#[inline(always)]
fn tanh(x: f64) -> f64 {
    let magnitude = x.abs();
    // False for what is not a number, which then stays so.
    let twice = 2.0 * if magnitude > SATURATED { SATURATED } else { magnitude };
    let shifted = twice * INVERSE_LN2 + ROUNDING;
    let k = shifted - ROUNDING;
    let r = twice - k * LN2_HIGH - k * LN2_LOW;
    let power = f64::from_bits((shifted.to_bits() << 52).wrapping_add(1023 << 52));
    let mut series = 1.0 / 6_227_020_800.0;
    for inverse in [
        1.0 / 479_001_600.0,
        1.0 / 39_916_800.0,
        1.0 / 3_628_800.0,
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        1.0 / 2.0,
    ] {
        series = series * r + inverse;
    }
    let less_one = r + r * r * series;
    let t = power * less_one + (power - 1.0);
    (t / (t + 2.0)).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SplitMix64;

    /// How many floating-point numbers lie between two of the same sign.
    fn apart(a: f64, b: f64) -> u64 {
        a.to_bits().abs_diff(b.to_bits())
    }

    #[test]
    fn it_agrees_with_libm_to_two_units_in_the_last_place() {
        let mut rng = SplitMix64::new(2);
        let mut worst = 0;
        for scale in [1e-300, 1e-8, 1e-3, 0.1, 0.5, 1.0, 3.0, 10.0, 30.0] {
            for _ in 0..20_000 {
                let x = scale * rng.normal();
                worst = worst.max(apart(tanh(x), libm::tanh(x)));
            }
        }
        assert!(worst <= 3, "{worst}: libm itself may be one off");
    }

    #[test]
    fn the_ends_are_exact() {
        let mut values = [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, 40.0, -1e300, f64::NAN, 1e-320];
        tanh_all(&mut values);
        assert_eq!(values[..6], [0.0, 0.0, 1.0, -1.0, 1.0, -1.0]);
        assert!(values[1].is_sign_negative() && values[6].is_nan());
        assert_eq!(values[7], 1e-320);
    }
}
