//! Products of matrices, row by row in memory: all of a network's time is spent here.
//!
//! Sums are kept in blocks of four rows and four columns, which fit into vector registers, and every entry is summed in the
//! order of the inner index whatever the block it is in. So the bits do not depend on how the work is cut.

/// out += a b; `a` has rows of length `depth`, `b` and `out` rows of length `columns`.
pub(super) fn add_product(out: &mut [f64], a: &[f64], b: &[f64], depth: usize, columns: usize) {
    let mut rows = out.chunks_exact_mut(4 * columns);
    let mut lefts = a.chunks_exact(4 * depth);
    for (out, a) in rows.by_ref().zip(lefts.by_ref()) {
        row_blocks::<4>(out, a, b, depth, columns);
    }
    let rest = rows.into_remainder().chunks_exact_mut(columns).zip(lefts.remainder().chunks_exact(depth));
    for (out, a) in rest {
        row_blocks::<1>(out, a, b, depth, columns);
    }
}

/// out += aᵀ b; `a` has rows of length `width`, `b` and `out` rows of length `columns`.
pub(super) fn add_transposed_product(out: &mut [f64], a: &[f64], b: &[f64], width: usize, columns: usize) {
    let mut rows = out.chunks_exact_mut(4 * columns);
    let mut from = 0;
    for out in rows.by_ref() {
        column_blocks::<4>(out, a, b, from, width, columns);
        from += 4;
    }
    for out in rows.into_remainder().chunks_exact_mut(columns) {
        column_blocks::<1>(out, a, b, from, width, columns);
        from += 1;
    }
}

/// Writes the transpose of a matrix with rows of length `columns`.
pub(super) fn transpose(out: &mut [f64], a: &[f64], columns: usize) {
    let rows = a.len() / columns;
    for (column, out) in out.chunks_exact_mut(rows).enumerate() {
        for (out, row) in out.iter_mut().zip(a.chunks_exact(columns)) {
            *out = row[column];
        }
    }
}

/// Adds every row of `a` to `out`, which is as long as one.
pub(super) fn add_rows(out: &mut [f64], a: &[f64]) {
    for row in a.chunks_exact(out.len()) {
        for (out, a) in out.iter_mut().zip(row) {
            *out += a;
        }
    }
}

#[inline(always)]
fn row_blocks<const R: usize>(out: &mut [f64], a: &[f64], b: &[f64], depth: usize, columns: usize) {
    let mut column = 0;
    while column + 4 <= columns {
        row_block::<R, 4>(out, a, b, depth, columns, column);
        column += 4;
    }
    while column + 2 <= columns {
        row_block::<R, 2>(out, a, b, depth, columns, column);
        column += 2;
    }
    if column < columns {
        row_block::<R, 1>(out, a, b, depth, columns, column);
    }
}

#[inline(always)]
fn row_block<const R: usize, const C: usize>(
    out: &mut [f64],
    a: &[f64],
    b: &[f64],
    depth: usize,
    columns: usize,
    column: usize,
) {
    let mut sums = loaded::<R, C>(out, columns, column);
    let lefts: [&[f64]; R] = core::array::from_fn(|row| &a[row * depth..][..depth]);
    for (k, right) in b.chunks_exact(columns).enumerate().take(depth) {
        let right = &right[column..column + C];
        for row in 0..R {
            let left = lefts[row][k];
            for c in 0..C {
                sums[row][c] += left * right[c];
            }
        }
    }
    store(out, &sums, columns, column);
}

#[inline(always)]
fn column_blocks<const R: usize>(out: &mut [f64], a: &[f64], b: &[f64], from: usize, width: usize, columns: usize) {
    let mut column = 0;
    while column + 4 <= columns {
        column_block::<R, 4>(out, a, b, [from, column], width, columns);
        column += 4;
    }
    while column + 2 <= columns {
        column_block::<R, 2>(out, a, b, [from, column], width, columns);
        column += 2;
    }
    if column < columns {
        column_block::<R, 1>(out, a, b, [from, column], width, columns);
    }
}

#[inline(always)]
fn column_block<const R: usize, const C: usize>(
    out: &mut [f64],
    a: &[f64],
    b: &[f64],
    [from, column]: [usize; 2],
    width: usize,
    columns: usize,
) {
    let mut sums = loaded::<R, C>(out, columns, column);
    for (left, right) in a.chunks_exact(width).zip(b.chunks_exact(columns)) {
        let (left, right) = (&left[from..from + R], &right[column..column + C]);
        for row in 0..R {
            for c in 0..C {
                sums[row][c] += left[row] * right[c];
            }
        }
    }
    store(out, &sums, columns, column);
}

#[inline(always)]
fn loaded<const R: usize, const C: usize>(out: &[f64], columns: usize, column: usize) -> [[f64; C]; R] {
    core::array::from_fn(|row| {
        let out = &out[row * columns + column..][..C];
        core::array::from_fn(|c| out[c])
    })
}

#[inline(always)]
fn store<const R: usize, const C: usize>(out: &mut [f64], sums: &[[f64; C]; R], columns: usize, column: usize) {
    for (row, sums) in sums.iter().enumerate() {
        out[row * columns + column..][..C].copy_from_slice(sums);
    }
}

#[cfg(test)]
mod tests {
    use std::vec;
    use std::vec::Vec;

    use super::*;
    use crate::rng::SplitMix64;

    fn matrix(rng: &mut SplitMix64, count: usize) -> Vec<f64> {
        (0..count).map(|_| rng.normal()).collect()
    }

    #[test]
    fn every_shape_gives_the_bits_of_the_plain_sum() {
        let mut rng = SplitMix64::new(3);
        for rows in 1..10 {
            for depth in [1, 3, 8] {
                for columns in 1..12 {
                    let (a, b) = (matrix(&mut rng, rows * depth), matrix(&mut rng, depth * columns));
                    let start = matrix(&mut rng, rows * columns);
                    let mut want = start.clone();
                    for i in 0..rows {
                        for j in 0..columns {
                            for k in 0..depth {
                                want[i * columns + j] += a[i * depth + k] * b[k * columns + j];
                            }
                        }
                    }
                    let mut got = start.clone();
                    add_product(&mut got, &a, &b, depth, columns);
                    assert_eq!(got, want, "{rows} x {depth} x {columns}");
                    let mut turned = vec![0.0; a.len()];
                    transpose(&mut turned, &a, depth);
                    let mut got = start;
                    add_transposed_product(&mut got, &turned, &b, rows, columns);
                    assert_eq!(got, want, "transposed, {rows} x {depth} x {columns}");
                }
            }
        }
    }

    #[test]
    fn rows_are_added() {
        let mut sum = [1.0, 2.0];
        add_rows(&mut sum, &[10.0, 20.0, 30.0, 40.0]);
        assert_eq!(sum, [41.0, 62.0]);
    }
}
