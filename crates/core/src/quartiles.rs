//! How far values spread: the lower quartile, the median and the upper quartile.

use alloc::vec::Vec;

/// Lower quartile, median and upper quartile: between two values in proportion, as `NumPy`'s default has them. NaN of no values.
#[must_use]
pub fn quartiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().saturating_sub(1) as f64;
    [0.25, 0.5, 0.75].map(|share| {
        let place = share * last;
        let below = place as usize;
        let (Some(&low), part) = (values.get(below), place - below as f64) else { return f64::NAN };
        match values.get(below + 1) {
            // Between infinite values, and at a value itself, there is nothing to be in proportion to.
            Some(&high) if part > 0.0 && high > low => low + part * (high - low),
            _ => low,
        }
    })
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn quartiles_lie_between_values_in_proportion() {
        assert_eq!(quartiles(vec![8.0, 1.0, 4.0, 2.0]), [1.75, 3.0, 5.0]);
        assert_eq!(quartiles(vec![5.0, 1.0, 2.0, 4.0, 3.0]), [2.0, 3.0, 4.0]);
        assert_eq!(quartiles(vec![3.0]), [3.0; 3]);
    }

    #[test]
    fn infinite_values_come_last_and_give_no_nan() {
        let infinite = f64::INFINITY;
        assert_eq!(quartiles(vec![infinite, 2.0, 1.0]), [1.5, 2.0, infinite]);
        assert_eq!(quartiles(vec![infinite, infinite, 1.0]), [infinite; 3]);
        assert!(quartiles(vec![]).iter().all(|it| it.is_nan()));
    }
}
