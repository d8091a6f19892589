//! Small symmetric matrices: eigenvalues, eigenvectors, and systems of equations.

use alloc::vec;
use alloc::vec::Vec;

use crate::math::sqrt;

/// Sweeps after which the rotations stop at the latest; they converge quadratically, so ten are plenty.
const SWEEPS: usize = 30;

/// An eigenvalue smaller than this part of the largest counts as 0.
const RANK_TOLERANCE: f64 = 1e-12;

/// A symmetric matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Symmetric {
    size: usize,
    entries: Vec<f64>,
}

/// Eigenvalues, ascending, and their eigenvectors.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigen {
    /// Ascending.
    pub values: Vec<f64>,
    /// One of length 1 for each eigenvalue, at right angles to each other.
    pub vectors: Vec<Vec<f64>>,
}

impl Symmetric {
    /// A matrix of `size` rows and columns.
    ///
    /// # Panics
    /// If there are not `size * size` entries.
    #[must_use]
    pub fn new(size: usize, entries: Vec<f64>) -> Self {
        assert_eq!(entries.len(), size * size, "a square matrix");
        Self { size, entries }
    }

    /// The entry in a row and column.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.entries[row * self.size + column]
    }

    /// Eigenvalues and eigenvectors by cyclic Jacobi rotations (C. G. J. Jacobi, 1846; G. H. Golub and C. F. Van Loan,
    /// "Matrix computations", algorithm 8.5.3).
    #[must_use]
    pub fn eigen(&self) -> Eigen {
        let n = self.size;
        let mut a = self.entries.clone();
        let mut q = vec![0.0; n * n];
        for k in 0..n {
            q[k * n + k] = 1.0;
        }
        for _ in 0..SWEEPS {
            let off: f64 =
                (0..n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[i * n + j] * a[i * n + j]).sum();
            if off == 0.0 || !off.is_finite() {
                break;
            }
            for i in 1..n {
                for j in 0..i {
                    rotate(&mut a, &mut q, n, j, i);
                }
            }
        }
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&i, &j| a[i * n + i].total_cmp(&a[j * n + j]));
        Eigen {
            values: order.iter().map(|&k| a[k * n + k]).collect(),
            vectors: order.iter().map(|&k| (0..n).map(|row| q[row * n + k]).collect()).collect(),
        }
    }
}

/// Makes entry (p, q) of `a` zero by a rotation, and rotates the columns of `vectors` along.
fn rotate(a: &mut [f64], vectors: &mut [f64], n: usize, p: usize, q: usize) {
    let apq = a[p * n + q];
    if apq == 0.0 {
        return;
    }
    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
    let t = if theta >= 0.0 { 1.0 } else { -1.0 } / (theta.abs() + sqrt(1.0 + theta * theta));
    let c = 1.0 / sqrt(1.0 + t * t);
    let s = t * c;
    for k in 0..n {
        let (akp, akq) = (a[k * n + p], a[k * n + q]);
        a[k * n + p] = c * akp - s * akq;
        a[k * n + q] = s * akp + c * akq;
        let (vkp, vkq) = (vectors[k * n + p], vectors[k * n + q]);
        vectors[k * n + p] = c * vkp - s * vkq;
        vectors[k * n + q] = s * vkp + c * vkq;
    }
    for k in 0..n {
        let (apk, aqk) = (a[p * n + k], a[q * n + k]);
        a[p * n + k] = c * apk - s * aqk;
        a[q * n + k] = s * apk + c * aqk;
    }
    (a[p * n + q], a[q * n + p]) = (0.0, 0.0);
}

impl Eigen {
    /// The x of least length for which the matrix times x comes nearest to `right`.
    #[must_use]
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let largest = self.values.last().copied().unwrap_or(0.0);
        let mut x = vec![0.0; right.len()];
        for (value, vector) in self.values.iter().zip(&self.vectors) {
            if *value > RANK_TOLERANCE * largest {
                let part: f64 = vector.iter().zip(right).map(|(v, b)| v * b).sum::<f64>() / value;
                for (x, v) in x.iter_mut().zip(vector) {
                    *x += part * v;
                }
            }
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SplitMix64;

    #[test]
    fn eigenvectors_are_stretched_by_their_values() {
        for n in [1, 2, 5, 12] {
            let mut rng = SplitMix64::new(n as u64);
            let mut entries = vec![0.0; n * n];
            for i in 0..n {
                for j in 0..=i {
                    let x = rng.normal();
                    (entries[i * n + j], entries[j * n + i]) = (x, x);
                }
            }
            let matrix = Symmetric::new(n, entries);
            let eigen = matrix.eigen();
            assert!(eigen.values.windows(2).all(|pair| pair[0] <= pair[1]));
            for (value, vector) in eigen.values.iter().zip(&eigen.vectors) {
                for row in 0..n {
                    let image: f64 = (0..n).map(|k| matrix.at(row, k) * vector[k]).sum();
                    assert!((image - value * vector[row]).abs() < 1e-13, "{n}: {image}");
                }
            }
        }
    }

    #[test]
    fn a_singular_system_has_its_shortest_solution() {
        let matrix = Symmetric::new(2, vec![1.0, 1.0, 1.0, 1.0]);
        let x = matrix.eigen().solve(&[2.0, 2.0]);
        assert!(x.iter().all(|x| (x - 1.0).abs() < 1e-15), "{x:?}");
    }
}
