//! A loss sampled at the nodes of a rectangular grid.

use alloc::vec;
use alloc::vec::Vec;

use crate::surface::View;

/// Values of a loss on a grid whose outermost nodes lie on the edges of the view.
///
/// Values are stored row by row, the row at the top (largest y) first, each from left to right, as pictures are.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The part of the plane that the grid covers.
    pub view: View,
    /// Nodes in a row, at least 2.
    pub width: usize,
    /// Rows, at least 2.
    pub height: usize,
    /// `width * height` values; NaN or infinite where the loss is.
    pub values: Vec<f64>,
}

impl Grid {
    /// Samples `loss(x, y)` at every node. A width or height below 2 is raised to 2: a grid spans its view.
    pub fn sample(loss: impl Fn(f64, f64) -> f64, view: View, width: usize, height: usize) -> Self {
        Self::sample_rows(view, width, height, |row, y, out| {
            for (out, &x) in out.iter_mut().zip(row) {
                *out = loss(x, y);
            }
        })
    }

    /// Samples a loss row by row, top row first: `losses(x, y, out)` writes the values at all `x` of the row at `y`.
    pub fn sample_rows(
        view: View,
        width: usize,
        height: usize,
        mut losses: impl FnMut(&[f64], f64, &mut [f64]),
    ) -> Self {
        let (width, height) = (width.max(2), height.max(2));
        let mut grid = Self { view, width, height, values: Vec::new() };
        let x: Vec<f64> = (0..width).map(|column| grid.x(column as f64)).collect();
        let mut values = vec![0.0; width * height];
        for (row, out) in values.chunks_exact_mut(width).enumerate() {
            losses(&x, grid.y(row as f64), out);
        }
        grid.values = values;
        grid
    }

    /// The x of a column; columns may be fractions.
    #[must_use]
    pub fn x(&self, column: f64) -> f64 {
        between(self.view.x, column / (self.width - 1) as f64)
    }

    /// The y of a row, counted from the top; rows may be fractions.
    #[must_use]
    pub fn y(&self, row: f64) -> f64 {
        between(self.view.y, 1.0 - row / (self.height - 1) as f64)
    }

    /// The value at a node.
    #[must_use]
    pub fn at(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.width + column]
    }
}

/// The point at `fraction` of the way, meeting both ends exactly.
fn between([from, to]: [f64; 2], fraction: f64) -> f64 {
    from * (1.0 - fraction) + to * fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: View = View { x: [-1.0, 3.0], y: [10.0, 30.0] };

    #[test]
    fn the_first_value_is_the_top_left_corner_and_the_last_the_bottom_right() {
        let xs = Grid::sample(|x, _| x, VIEW, 5, 3);
        assert_eq!(xs.values, [-1.0, 0.0, 1.0, 2.0, 3.0].repeat(3));
        let ys = Grid::sample(|_, y| y, VIEW, 2, 3);
        assert_eq!(ys.values, [30.0, 30.0, 20.0, 20.0, 10.0, 10.0]);
        assert_eq!(ys.at(1, 2), 10.0);
    }

    #[test]
    fn edges_are_met_exactly() {
        let view = View { x: [-2.08, 0.3], y: [0.1, 0.7] };
        let grid = Grid::sample(|x, y| x + y, view, 97, 41);
        assert_eq!([grid.x(0.0), grid.x(96.0)], view.x);
        assert_eq!([grid.y(40.0), grid.y(0.0)], view.y);
    }

    #[test]
    fn the_smallest_grid_has_the_four_corners() {
        let grid = Grid::sample(|x, _| x, VIEW, 1, 0);
        assert_eq!((grid.width, grid.height, grid.values), (2, 2, [-1.0, 3.0].repeat(2)));
    }
}
