//! The file of the digits: more columns than a visitor's table may have, and only small whole numbers in them.

use downhill::data::Digits;

/// Pixels of a digit, and the brightest that one can be.
const PIXELS: usize = 64;
const BRIGHTEST: u8 = 16;

/// Reads rows of 64 brightnesses from 0 to 16 and a label from 0 to 9; `None` if the text is anything else.
#[must_use]
pub fn digits(csv: &str) -> Option<Digits> {
    let (mut pixels, mut labels) = (Vec::new(), Vec::new());
    for line in csv.lines() {
        let numbers: Vec<u8> = line.split(',').map(|field| field.parse().ok()).collect::<Option<_>>()?;
        let (&label, brightness) = numbers.split_last()?;
        if brightness.len() != PIXELS || brightness.iter().any(|&b| b > BRIGHTEST) || label > 9 {
            return None;
        }
        pixels.extend(brightness.iter().copied().map(f64::from));
        labels.push(label);
    }
    (!labels.is_empty()).then_some(Digits { pixels, labels })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_are_no_digits_are_refused() {
        let row =
            |brightness: u8, count: usize, label: u8| format!("{}{label}\n", format!("{brightness},").repeat(count));
        let two = digits(&(row(3, 64, 7) + &row(16, 64, 0))).expect("two digits");
        assert_eq!((two.labels, two.pixels[63], two.pixels[64]), (vec![7, 0], 3.0, 16.0));
        for text in ["", &row(3, 63, 7), &row(17, 64, 7), &row(3, 64, 10), "a page that says: not found"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
