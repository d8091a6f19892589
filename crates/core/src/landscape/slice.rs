//! A slice of a loss of many parameters: two of them vary, the others are held.

use alloc::vec;
use alloc::vec::Vec;

use crate::landscape::Grid;
use crate::model::FiniteSum;
use crate::surface::View;

/// Gradients of single samples that sampling a grid may take.
const MOST_WORK: usize = 6_000_000;

/// A plane through parameter space, along two of the axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// Where it goes through: what the parameters are that do not vary.
    pub through: Vec<f64>,
    /// The two parameters that vary.
    pub axes: [usize; 2],
}

impl Slice {
    /// The loss at a point of the slice.
    #[must_use]
    pub fn loss(&self, model: &dyn FiniteSum, x: f64, y: f64) -> f64 {
        let mut w = self.through.clone();
        w[self.axes[0]] = x;
        w[self.axes[1]] = y;
        model.full(&w, &mut vec![0.0; w.len()])
    }

    /// What the slice shows of a point: its two coordinates.
    #[must_use]
    pub fn project(&self, w: &[f64]) -> [f64; 2] {
        self.axes.map(|axis| w[axis])
    }

    /// A part of the slice in which the way from `start` to what it goes through has room on all sides.
    #[must_use]
    pub fn view_from(&self, start: &[f64]) -> View {
        /// Room for a way that leads nowhere.
        const LEAST: f64 = 0.5;
        let ends = [self.project(start), self.project(&self.through)];
        let span = |axis: usize| {
            let [a, b] = [ends[0][axis], ends[1][axis]];
            let room = (0.7 * (b - a).abs()).max(LEAST);
            [a.min(b) - room, a.max(b) + room]
        };
        View { x: span(0), y: span(1) }
    }

    /// The loss on a grid of about so many nodes; fewer where a loss over many samples would take too long.
    #[must_use]
    pub fn grid(&self, model: &dyn FiniteSum, view: View, width: usize, height: usize) -> Grid {
        let wanted = (width * height * model.samples()) as f64 * model.dim() as f64 / 10.0;
        let part = if wanted > MOST_WORK as f64 { crate::math::sqrt(MOST_WORK as f64 / wanted) } else { 1.0 };
        let nodes = |count: usize| ((count as f64 * part) as usize).max(12);
        Grid::sample(|x, y| self.loss(model, x, y), view, nodes(width), nodes(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Valley;

    #[test]
    fn a_slice_varies_its_axes_and_holds_the_rest() {
        let valley = Valley::new();
        let slice = Slice { through: vec![0.0, 0.0], axes: [1, 0] };
        assert!((slice.loss(&valley, 0.5, 2.0) - Valley::loss_at(2.0, 0.5)).abs() < 1e-14);
        assert_eq!(slice.project(&[3.0, 4.0]), [4.0, 3.0]);
    }

    #[test]
    fn a_view_has_both_ends_and_room_around_them() {
        let slice = Slice { through: vec![3.0, 0.0], axes: [0, 1] };
        assert_eq!(slice.view_from(&[1.0, 0.0]), View { x: [1.0 - 1.4, 3.0 + 1.4], y: [-0.5, 0.5] });
    }

    #[test]
    fn a_grid_of_a_costly_loss_is_coarser() {
        let slice = Slice { through: vec![1.0, 1.0], axes: [0, 1] };
        let view = View { x: [0.0, 1.0], y: [0.0, 1.0] };
        let grid = slice.grid(&Valley::new(), view, 100, 50);
        assert_eq!((grid.width, grid.height), (100, 50));
        let grid = slice.grid(&Valley::new(), view, 10_000, 5_000);
        assert!(grid.width < 4_000 && grid.width >= 2 * grid.height - 2, "{} x {}", grid.width, grid.height);
    }
}
