//! Numbers as labels: short, with a true minus sign, powers of ten in superscript.

use downhill::math::{exp10, floor, log10};

/// The digits of an exponent, raised.
const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A number for people: rounded to 10 significant digits, without trailing zeros, with U+2212 as minus, and with a power of
/// ten below 0.001 and from 100,000 on, as in `2×10⁻⁵`.
#[must_use]
pub fn format_number(value: f64) -> String {
    format_significant(value, 10)
}

/// How the numbers of an axis are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberFormat {
    /// As [`format_number`] does.
    #[default]
    Plain,
    /// A share of 1 in hundredths, as `84 %`.
    Percent,
}

impl NumberFormat {
    /// A number with its unit.
    #[must_use]
    pub fn text(self, value: f64) -> String {
        match self {
            Self::Plain => format_number(value),
            Self::Percent => format_number(100.0 * value) + " %",
        }
    }

    /// A number to a tenth of what it is read by: with one digit more than the multiples of `step` have, and percents with
    /// one decimal at least. Without its unit.
    pub(crate) fn exact_text(self, value: f64, step: f64) -> String {
        let (value, step, least) =
            if self == Self::Percent { (100.0 * value, 100.0 * step, 1.0) } else { (value, step, 0.0) };
        format_decimals(value, (1.0 - floor(log10(step))).clamp(least, 9.0) as u32)
    }
}

/// A number with exactly this many decimals, as numbers in a column have; as [`format_number`] if it is too large.
fn format_decimals(value: f64, decimals: u32) -> String {
    let scale = 10_u64.pow(decimals);
    let scaled = value.abs() * scale as f64 + 0.5;
    if scaled.is_nan() || scaled >= 1e15 {
        return format_number(value);
    }
    let (whole, rest) = (scaled as u64 / scale, scaled as u64 % scale);
    let sign = if value < 0.0 && whole + rest > 0 { "−" } else { "" };
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{rest:0width$}", width = decimals as usize)
}

/// A number for people, as [`format_number`], rounded to this many significant digits (at most 15).
///
/// The digits are those of a whole number: the picture's labels do without the machinery that prints any double exactly,
/// which would be a good part of what a page loads.
pub(crate) fn format_significant(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    if value.is_infinite() {
        return format!("{sign}∞");
    }
    let (mut digits, exponent) = significant(value.abs(), digits);
    digits.truncate(digits.trim_end_matches('0').len().max(1));
    if digits == "0" {
        return digits;
    }
    if !(-3..5).contains(&exponent) {
        let power = power_of_ten(exponent);
        if digits == "1" {
            return format!("{sign}{power}");
        }
        if digits.len() > 1 {
            digits.insert(1, '.');
        }
        return format!("{sign}{digits}×{power}");
    }
    if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    if digits.len() > whole {
        digits.insert(whole, '.');
    } else {
        digits.push_str(&"0".repeat(whole - digits.len()));
    }
    format!("{sign}{digits}")
}

/// The first `count` digits of a number that is not negative, rounded, and the power of ten of the first one.
fn significant(value: f64, count: usize) -> (String, i32) {
    if value == 0.0 {
        return ("0".to_owned(), 0);
    }
    let mut exponent = floor(log10(value));
    loop {
        let digits = ((scaled(value, count as f64 - 1.0 - exponent) + 0.5) as u64).to_string();
        // The logarithm may be off by a little, and rounding may carry.
        match digits.len() {
            length if length > count => exponent += 1.0,
            length if length < count => exponent -= 1.0,
            _ => return (digits, exponent as i32),
        }
    }
}

/// `value` times a power of ten, multiplied or divided by exact powers as far as possible, without overflow on the way.
fn scaled(value: f64, power: f64) -> f64 {
    if power > 300.0 {
        value * 1e300 * exp10(power - 300.0)
    } else if power >= 0.0 {
        value * exp10(power)
    } else {
        value / exp10(-power)
    }
}

/// `10ⁿ`
pub(crate) fn power_of_ten(exponent: i32) -> String {
    let mut text = String::from("10");
    if exponent < 0 {
        text.push('⁻');
    }
    let digits = exponent.unsigned_abs().to_string();
    text.extend(digits.bytes().map(|digit| SUPERSCRIPTS[usize::from(digit - b'0')]));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_signed_properly() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (-2.805118087, "−2.805118087"),
            (1500.0, "1500"),
            (0.001, "0.001"),
            (0.0002, "2×10⁻⁴"),
            (100_000.0, "10⁵"),
            (-2.5e6, "−2.5×10⁶"),
            (1e-12, "10⁻¹²"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "−∞"),
            (9.999_999_999_9, "10"),
            (999.999_999_999_9, "1000"),
            (99_999.5, "99999.5"),
            (0.000_999_999_999_99, "0.001"),
            (1000.0, "1000"),
            (240.0, "240"),
            (-78.332_331_408, "−78.33233141"),
            (1.797_693_134_86e308, "1.797693135×10³⁰⁸"),
            (2.225_073_858_5e-308, "2.225073859×10⁻³⁰⁸"),
        ] {
            assert_eq!(format_number(value), text);
        }
    }

    #[test]
    fn digits_are_those_of_the_standard_library() {
        let mut rng = 1u64;
        for _ in 0..20_000 {
            // A linear congruential generator, and its bits as a double of any size.
            rng = rng.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from_bits(rng >> 1);
            if !value.is_normal() {
                continue;
            }
            let (digits, exponent) = significant(value, 6);
            let (head, tail) = digits.split_at(1);
            let ours = format!("{head}.{tail}e{exponent}");
            assert_eq!(ours, format!("{value:.5e}"), "{value:e}");
        }
    }

    #[test]
    fn numbers_beside_an_axis_have_one_digit_more_than_its_ticks() {
        for (format, value, step, text) in [
            (NumberFormat::Percent, 0.81849, 0.05, "81.8"),
            (NumberFormat::Percent, 0.7, 0.05, "70.0"),
            (NumberFormat::Percent, 0.99996, 0.002, "100.00"),
            (NumberFormat::Percent, 0.7, 0.1, "70.0"),
            (NumberFormat::Plain, 155.3, 50.0, "155"),
            (NumberFormat::Plain, -0.0449, 0.1, "−0.04"),
            (NumberFormat::Plain, -0.0049, 0.1, "0.00"),
            (NumberFormat::Plain, 1e20, 1.0, "10²⁰"),
            (NumberFormat::Plain, f64::NAN, 1.0, "NaN"),
        ] {
            assert_eq!(format.exact_text(value, step), text);
        }
        assert_eq!(NumberFormat::Percent.text(0.85), "85 %");
    }

    #[test]
    fn fewer_digits_are_rounded_to() {
        assert_eq!(format_significant(-1.031_628_453, 4), "−1.032");
        assert_eq!(format_significant(0.000_123_456, 2), "1.2×10⁻⁴");
        assert_eq!(format_significant(12_345.0, 2), "12000");
    }
}
