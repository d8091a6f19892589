//! Numbers as text, in links and tables alike.

/// The shortest decimal that parses back to the same bits: `0.05`, `-1.5`, `1e-8`, `3`; -0 keeps its sign.
///
/// Plain digits, unless an exponent saves at least two characters: `0.001`, but `1e-4`. NaN and the infinities give
/// `NaN`, `inf` and `-inf`.
#[must_use]
pub fn shortest(value: f64) -> String {
    let plain = value.to_string();
    let exponent = format!("{value:e}");
    if exponent.len() + 2 <= plain.len() { exponent } else { plain }
}

/// The finite number that `text` writes in decimal, with spaces around it or not.
///
/// [`str::parse`] also knows words (`inf`, `nan`, `infinity`) and rounds what is too large to infinity: those are `None`.
pub(crate) fn parse(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_until_an_exponent_is_clearly_shorter() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (3.0, "3"),
            (-1.5, "-1.5"),
            (0.001, "0.001"),
            (1e-4, "1e-4"),
            (1.5e-4, "0.00015"),
            (1e-7, "1e-7"),
            (1000.0, "1000"),
            (1e6, "1e6"),
            (1e21, "1e21"),
            (123_456_789.0, "123456789"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::MAX, "1.7976931348623157e308"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (5e-324, "5e-324"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(shortest(value), text);
        }
    }

    #[test]
    fn only_finite_decimals_are_numbers() {
        for (text, number) in [
            ("1", Some(1.0)),
            ("+1", Some(1.0)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            ("1E3", Some(1000.0)),
            (" 2 ", Some(2.0)),
            ("1e-999", Some(0.0)),
            ("1e999", None),
            ("inf", None),
            ("-Infinity", None),
            ("NaN", None),
            ("0x10", None),
            ("1_000", None),
            ("1,5", None),
            ("--1", None),
            ("1\0", None),
            ("", None),
        ] {
            assert_eq!(parse(text), number, "{text:?}");
        }
    }
}
