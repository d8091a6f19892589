//! The data sets' files, inside the program.

use downhill::data::{Digits, Table};

use crate::csv::{Header, read, table};

/// The file of the diabetes data; see the `README.md` beside it for where it comes from.
pub const DIABETES: &str = include_str!("../files/diabetes.csv");

/// The file of the digits.
pub const DIGITS: &str = include_str!("../files/digits.csv");

/// The diabetes data as measured: ten features, and disease progression as target.
///
/// # Panics
/// Never: the file is tested.
#[must_use]
pub fn diabetes() -> Table {
    let numbers = read(DIABETES, Header::Present).expect("the file is well-formed");
    table(&numbers, numbers.names.len() - 1).expect("the last column is the target")
}

/// All digits.
///
/// # Panics
/// Never: the file is tested.
#[must_use]
pub fn digits() -> Digits {
    crate::digits(DIGITS).expect("the file is well-formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_the_published_ones() {
        let diabetes = diabetes();
        assert_eq!((diabetes.rows(), diabetes.columns()), (442, 10));
        assert_eq!((diabetes.features[2], diabetes.target[0]), (32.1, 151.0));
        let digits = digits();
        assert_eq!((digits.labels.len(), digits.pixels.len()), (1797, 1797 * 64));
        assert_eq!(digits.pixels.iter().sum::<f64>(), 561_718.0);
    }

    #[test]
    fn the_split_of_seed_0_is_the_published_one() {
        let [train, test] = digits().split(150, 0);
        assert_eq!(train.indices[..5], [1067, 916, 586, 1577, 220]);
        assert_eq!((train.labels.len(), test.labels.len()), (150, 1647));
    }
}
