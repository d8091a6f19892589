//! Tables of numbers with a target column.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::math::sqrt;

/// Samples: rows of features, and a target each.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What each feature is called.
    pub names: Vec<String>,
    /// What the target is called.
    pub target_name: String,
    /// Row by row, as many numbers a row as there are names.
    pub features: Vec<f64>,
    /// One number a row.
    pub target: Vec<f64>,
}

/// Why a table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// There are fewer than two rows, or no features.
    Empty,
    /// A column whose numbers are so large that their squares overflow.
    TooLarge(String),
    /// A column has the same number in every row, so that it cannot be scaled, and nothing can be learned from it.
    Constant(String),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the table must have at least 2 rows and 2 numeric columns"),
            Self::TooLarge(name) => write!(f, "column {name}: has numbers too large to be scaled; must be below 1e150"),
            Self::Constant(name) => write!(f, "column {name}: has the same number in every row; must vary"),
        }
    }
}

impl core::error::Error for TableError {}

impl Table {
    /// How many samples there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.target.len()
    }

    /// How many features a sample has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.names.len()
    }

    /// Whether the target has exactly two values, so that a row belongs to one of two classes.
    #[must_use]
    pub fn is_binary(&self) -> bool {
        let [low, high] = self.target_range();
        low < high && self.target.iter().all(|&y| y == low || y == high)
    }

    fn target_range(&self) -> [f64; 2] {
        let fold = |start, pick: fn(f64, f64) -> f64| self.target.iter().copied().fold(start, pick);
        [fold(f64::INFINITY, f64::min), fold(f64::NEG_INFINITY, f64::max)]
    }

    /// The table with every feature and the target at mean 0 and population standard deviation 1.
    ///
    /// # Errors
    /// If it is empty or a column is constant.
    pub fn standardized(mut self) -> Result<Self, TableError> {
        self.standardize_features()?;
        standardize(&mut self.target, 0, 1, &self.target_name)?;
        Ok(self)
    }

    /// The table with every feature at mean 0 and population standard deviation 1, and 0 or 1 as target: 1 for the larger
    /// of its two values.
    ///
    /// # Errors
    /// If it is empty or a column is constant.
    pub fn classified(mut self) -> Result<Self, TableError> {
        self.standardize_features()?;
        let [low, high] = self.target_range();
        if low == high {
            return Err(TableError::Constant(self.target_name));
        }
        for y in &mut self.target {
            *y = if *y == high { 1.0 } else { 0.0 };
        }
        Ok(self)
    }

    fn standardize_features(&mut self) -> Result<(), TableError> {
        let columns = self.columns();
        if self.rows() < 2 || columns == 0 {
            return Err(TableError::Empty);
        }
        for (column, name) in self.names.iter().enumerate() {
            standardize(&mut self.features, column, columns, name)?;
        }
        Ok(())
    }
}

/// Brings one column of row-by-row numbers to mean 0 and population standard deviation 1.
fn standardize(numbers: &mut [f64], column: usize, columns: usize, name: &str) -> Result<(), TableError> {
    let of_column = |numbers: &[f64]| numbers.iter().skip(column).step_by(columns).copied().collect::<Vec<f64>>();
    let values = of_column(numbers);
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / count;
    let deviation = sqrt(variance);
    // Rounding leaves a constant column a deviation in the last digits of its numbers.
    if !deviation.is_finite() {
        return Err(TableError::TooLarge(name.into()));
    }
    let varies = deviation > 1e-12 * mean.abs();
    if !varies {
        return Err(TableError::Constant(name.into()));
    }
    for x in numbers.iter_mut().skip(column).step_by(columns) {
        *x = (*x - mean) / deviation;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::string::ToString;
    use std::vec;

    use super::*;

    fn table(features: &[f64], target: &[f64]) -> Table {
        let names = vec!["a".to_string(), "b".to_string()];
        Table { names, target_name: "y".into(), features: features.to_vec(), target: target.to_vec() }
    }

    #[test]
    fn standardized_columns_have_mean_0_and_deviation_1() {
        let table = table(&[1.0, 10.0, 3.0, 30.0, 5.0, 80.0], &[1.0, 2.0, 6.0]).standardized().expect("it varies");
        for column in 0..2 {
            let values: Vec<f64> = table.features.iter().skip(column).step_by(2).copied().collect();
            assert!(values.iter().sum::<f64>().abs() < 1e-15);
            assert!((values.iter().map(|x| x * x).sum::<f64>() / 3.0 - 1.0).abs() < 1e-15);
        }
        assert!((table.target.iter().map(|y| y * y).sum::<f64>() / 3.0 - 1.0).abs() < 1e-15);
    }

    #[test]
    fn constant_columns_and_empty_tables_are_refused_by_name() {
        let constant = table(&[0.1, 1.0, 0.1, 2.0, 0.1, 3.0], &[1.0, 2.0, 3.0]).standardized();
        assert_eq!(
            constant.expect_err("a is constant").to_string(),
            "column a: has the same number in every row; must vary"
        );
        let target = table(&[1.0, 1.0, 2.0, 2.0], &[7.0, 7.0]).standardized();
        assert_eq!(target, Err(TableError::Constant("y".into())));
        assert_eq!(table(&[], &[]).standardized(), Err(TableError::Empty));
        assert_eq!(table(&[1.0, 2.0], &[3.0]).standardized(), Err(TableError::Empty), "one row varies in nothing");
        let large = table(&[1e308, 1.0, -1e308, 2.0], &[1.0, 2.0]).standardized();
        assert_eq!(
            large.expect_err("squares overflow").to_string(),
            "column a: has numbers too large to be scaled; must be below 1e150"
        );
    }

    #[test]
    fn two_values_of_the_target_are_two_classes() {
        let binary = table(&[1.0, 1.0, 2.0, 2.0, 3.0, 4.0], &[5.0, 7.0, 5.0]);
        assert!(binary.is_binary());
        assert_eq!(binary.classified().expect("it varies").target, [0.0, 1.0, 0.0]);
        assert!(!table(&[1.0, 1.0, 2.0, 2.0, 3.0, 4.0], &[5.0, 7.0, 6.0]).is_binary());
    }
}
