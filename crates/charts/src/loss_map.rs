//! A loss of two parameters, or a slice of one of more, as its map needs it: grid, levels, contours and the optimum.

use downhill::{Comparison, Contour, CriticalKind, CriticalPoint, Grid, Levels, Slice, View, contours};

use crate::map::{MapBase, MapLabels};

/// The loss of a comparison on a part of a slice.
#[derive(Debug)]
pub struct LossMap {
    /// The slice.
    pub slice: Slice,
    /// The part of it on the map.
    pub view: View,
    /// The loss there.
    pub grid: Grid,
    /// Its scale.
    pub levels: Levels,
    contours: Vec<Contour>,
    optimum: Vec<CriticalPoint>,
}

impl LossMap {
    /// The map, with about so many nodes of the grid across and down.
    #[must_use]
    pub fn of(comparison: &Comparison, slice: Slice, view: View, [width, height]: [usize; 2]) -> Self {
        let grid = slice.grid(comparison.model(), view, width, height);
        let levels = Levels::of(&grid);
        let optimum = comparison.optimum().map(|optimum| CriticalPoint {
            at: slice.project(&optimum.at),
            value: optimum.loss,
            kind: CriticalKind::Minimum,
        });
        Self {
            view,
            contours: contours(&grid, levels.values()),
            levels,
            grid,
            optimum: optimum.into_iter().collect(),
            slice,
        }
    }

    /// What is drawn of it.
    #[must_use]
    pub fn base<'a>(&'a self, labels: MapLabels<'a>) -> MapBase<'a> {
        MapBase {
            grid: &self.grid,
            levels: &self.levels,
            contours: &self.contours,
            critical_points: &self.optimum,
            labels,
        }
    }
}
