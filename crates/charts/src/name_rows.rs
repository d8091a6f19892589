//! Names below places of the horizontal axis, in as many rows as keep them apart.

/// Height of a row.
pub(crate) const ROW: f64 = 16.0;

/// Room between names in one row.
const GAP: f64 = 7.0;

/// Where names stand: their middle, moved inside `0..width`, and their row. `names` are their places, ascending, and
/// widths; a name that would touch another one goes a row down.
pub(crate) fn name_rows(names: impl Iterator<Item = (f64, f64)>, width: f64) -> Vec<(f64, usize)> {
    let mut ends: Vec<f64> = Vec::new();
    names
        .map(|(at, wide)| {
            let half = 0.5 * wide;
            let x = at.min(width - half).max(half);
            let row = ends.iter().position(|end| end + GAP <= x - half).unwrap_or(ends.len());
            ends.resize(ends.len().max(row + 1), 0.0);
            ends[row] = x + half;
            (x, row)
        })
        .collect()
}

/// How many rows there are.
pub(crate) fn count(rows: &[(f64, usize)]) -> usize {
    rows.iter().map(|(_, row)| row + 1).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_down_only_where_they_would_touch_and_stay_inside() {
        let rows = name_rows([(10.0, 40.0), (50.0, 30.0), (90.0, 30.0), (98.0, 30.0)].into_iter(), 100.0);
        assert_eq!(rows, [(20.0, 0), (50.0, 1), (85.0, 0), (85.0, 2)]);
        assert_eq!(count(&rows), 3);
        assert_eq!(count(&[]), 0);
    }
}
