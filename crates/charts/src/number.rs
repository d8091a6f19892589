//! Numbers as labels: short, with a true minus sign, powers of ten in superscript.

/// The digits of an exponent, raised.
const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A number for people: the shortest decimals that show it to 10 significant digits, U+2212 as minus, and a power of ten
/// below 0.001 and from 100,000 on, as in `2×10⁻⁵`.
#[must_use]
pub fn format_number(value: f64) -> String {
    let scientific = format!("{value:.9e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        // NaN and the infinities have no exponent.
        return scientific.replace('-', "−");
    };
    let mantissa = trim_zeros(mantissa);
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let text = if value != 0.0 && !(-3..5).contains(&exponent) {
        match mantissa {
            "1" => power_of_ten(exponent),
            "-1" => format!("-{}", power_of_ten(exponent)),
            _ => format!("{mantissa}×{}", power_of_ten(exponent)),
        }
    } else {
        let decimals = usize::try_from(9 - exponent).unwrap_or(0);
        trim_zeros(&format!("{value:.decimals$}")).to_owned()
    };
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
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

fn trim_zeros(decimal: &str) -> &str {
    if decimal.contains('.') { decimal.trim_end_matches('0').trim_end_matches('.') } else { decimal }
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
            (f64::NEG_INFINITY, "−inf"),
        ] {
            assert_eq!(format_number(value), text);
        }
    }
}
