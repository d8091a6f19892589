//! Contours of a grid by marching squares, joined to polylines.

use alloc::vec;
use alloc::vec::Vec;

use super::Grid;

/// All lines along which the loss has one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    /// The value.
    pub level: f64,
    /// Its lines.
    pub lines: Vec<Polyline>,
}

/// One line of a contour.
#[derive(Clone, Debug, PartialEq)]
pub struct Polyline {
    /// Points in data coordinates; the first again at the end if the line is closed.
    pub points: Vec<[f64; 2]>,
    /// Whether the line comes back to where it began.
    pub is_closed: bool,
}

/// The contours of `grid` at each of `levels`, which must ascend.
///
/// A point on the level counts as above it. Where two opposite corners of a cell lie above and two below, the mean of
/// the four decides which are joined. Cells with a corner that is not finite are left out: lines end there.
#[must_use]
pub fn contours(grid: &Grid, levels: &[f64]) -> Vec<Contour> {
    let cells = cells_by_level(grid, levels);
    let mut visited = vec![0; grid.values.len()];
    let level_cells = levels.iter().zip(&cells);
    level_cells
        .map(|(&level, cells)| {
            let lines = Tracer { grid, level, visited: &mut visited }.trace(cells);
            Contour { level, lines }
        })
        .collect()
}

/// For every level the cells that its contour crosses, named by the index of their top left node.
fn cells_by_level(grid: &Grid, levels: &[f64]) -> Vec<Vec<usize>> {
    let mut cells = vec![Vec::new(); levels.len()];
    for row in 0..grid.height - 1 {
        for column in 0..grid.width - 1 {
            let cell = row * grid.width + column;
            let corners = corners(grid, cell);
            if corners.iter().all(|value| value.is_finite()) {
                let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
                let high = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let first = levels.partition_point(|&level| level <= low);
                let end = levels.partition_point(|&level| level <= high);
                for crossed in &mut cells[first..end] {
                    crossed.push(cell);
                }
            }
        }
    }
    cells
}

/// Values at the corners of a cell: top left, top right, bottom right, bottom left.
fn corners(grid: &Grid, cell: usize) -> [f64; 4] {
    let below = cell + grid.width;
    [grid.values[cell], grid.values[cell + 1], grid.values[below + 1], grid.values[below]]
}

/// A side of a cell, counted clockwise from the top; side s runs from corner s to the next one.
type Side = usize;

const RIGHT: Side = 1;
const BOTTOM: Side = 2;
const LEFT: Side = 3;

/// Follows the contour of one level from cell to cell.
struct Tracer<'a> {
    grid: &'a Grid,
    level: f64,
    /// For every cell, the sides that a line already crossed, one bit each; all 0 between levels.
    visited: &'a mut [u8],
}

impl Tracer<'_> {
    fn trace(mut self, cells: &[usize]) -> Vec<Polyline> {
        let mut lines = Vec::new();
        for &cell in cells {
            for side in 0..4 {
                if self.visited[cell] & 1 << side == 0
                    && let Some(exit) = self.exit(cell, side)
                {
                    lines.push(self.line(cell, side, exit));
                }
            }
        }
        for &cell in cells {
            self.visited[cell] = 0;
        }
        lines.retain(|line| line.points.len() > 1);
        lines
    }

    /// The whole line through `cell` from side `entry` to side `exit`.
    fn line(&mut self, cell: usize, entry: Side, exit: Side) -> Polyline {
        let mut points = vec![self.crossing(cell, entry)];
        self.visited[cell] |= 1 << entry | 1 << exit;
        let is_closed = self.follow(cell, exit, &mut points);
        if !is_closed {
            points.reverse();
            // The walk the other way starts with the point that is already there.
            points.pop();
            self.follow(cell, entry, &mut points);
        }
        points.dedup();
        Polyline { points, is_closed }
    }

    /// Leaves `cell` through `side` and goes on until the line ends or closes; says whether it closed.
    fn follow(&mut self, mut cell: usize, mut side: Side, points: &mut Vec<[f64; 2]>) -> bool {
        loop {
            points.push(self.crossing(cell, side));
            let Some(next) = self.neighbour(cell, side) else { return false };
            let entry = (side + 2) % 4;
            let Some(exit) = self.exit(next, entry) else { return false };
            if self.visited[next] & 1 << entry != 0 {
                return true;
            }
            self.visited[next] |= 1 << entry | 1 << exit;
            (cell, side) = (next, exit);
        }
    }

    /// The cell beyond a side, if the grid has one.
    fn neighbour(&self, cell: usize, side: Side) -> Option<usize> {
        let width = self.grid.width;
        let (column, row) = (cell % width, cell / width);
        match side {
            RIGHT => (column + 2 < width).then_some(cell + 1),
            BOTTOM => (row + 2 < self.grid.height).then_some(cell + width),
            LEFT => (column > 0).then(|| cell - 1),
            _top => (row > 0).then(|| cell - width),
        }
    }

    /// Where the line that comes in through `entry` leaves the cell; `None` if none does.
    fn exit(&self, cell: usize, entry: Side) -> Option<Side> {
        let corners = corners(self.grid, cell);
        if !corners.iter().all(|value| value.is_finite()) {
            return None;
        }
        let is_above = corners.map(|value| value >= self.level);
        let is_crossed = |side: Side| is_above[side] != is_above[(side + 1) % 4];
        if !is_crossed(entry) {
            return None;
        }
        if (0..4).all(is_crossed) {
            // The line cuts off the corner at one end of the side: the one that differs from the cell's middle.
            let mean = (corners[0] + corners[1] + corners[2] + corners[3]) * 0.25;
            let cuts_first = is_above[entry] != (mean >= self.level);
            return Some(if cuts_first { (entry + 3) % 4 } else { (entry + 1) % 4 });
        }
        (0..4).find(|&side| side != entry && is_crossed(side))
    }

    /// The point at which the line crosses a side. It is computed from the same end whichever cell asks, so that
    /// neighbours agree to the last bit.
    fn crossing(&self, cell: usize, side: Side) -> [f64; 2] {
        let grid = self.grid;
        let (column, row) = ((cell % grid.width) as f64, (cell / grid.width) as f64);
        let [top_left, top_right, bottom_right, bottom_left] = corners(grid, cell);
        let part = |from: f64, to: f64| (self.level - from) / (to - from);
        let (column, row) = match side {
            RIGHT => (column + 1.0, row + part(top_right, bottom_right)),
            BOTTOM => (column + part(bottom_left, bottom_right), row + 1.0),
            LEFT => (column, row + part(top_left, bottom_left)),
            _top => (column + part(top_left, top_right), row),
        };
        [grid.x(column), grid.y(row)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::sqrt;
    use crate::surface::View;

    const SQUARE: View = View { x: [-2.0, 2.0], y: [-2.0, 2.0] };

    fn lines(loss: impl Fn(f64, f64) -> f64, size: usize, level: f64) -> Vec<Polyline> {
        contours(&Grid::sample(loss, SQUARE, size, size), &[level]).remove(0).lines
    }

    #[test]
    fn a_bowl_gives_one_closed_line_near_the_circle() {
        let lines = lines(|x, y| x * x + y * y, 81, 2.0);
        let [line] = &lines[..] else { panic!("{} lines", lines.len()) };
        assert!(line.is_closed && line.points.first() == line.points.last());
        assert!(line.points.len() > 80, "{} points", line.points.len());
        for [x, y] in &line.points {
            let radius = sqrt(x * x + y * y);
            assert!((radius - sqrt(2.0)).abs() < 1e-3, "radius {radius}");
        }
        // Neighbouring points share a cell: the line was joined end to end.
        for pair in line.points.windows(2) {
            let apart = (pair[0][0] - pair[1][0]).abs().max((pair[0][1] - pair[1][1]).abs());
            assert!(apart <= 0.05 + 1e-12, "a gap of {apart}");
        }
    }

    #[test]
    fn a_slope_gives_one_open_line_across_the_whole_grid() {
        let lines = lines(|x, _| x, 9, 0.3);
        let [line] = &lines[..] else { panic!("{} lines", lines.len()) };
        assert!(!line.is_closed);
        assert_eq!(line.points.len(), 9);
        assert!(line.points.iter().all(|[x, _]| (x - 0.3).abs() < 1e-12));
        let ends = [line.points[0][1], line.points[8][1]];
        assert!(ends == [2.0, -2.0] || ends == [-2.0, 2.0], "{ends:?}");
    }

    #[test]
    fn the_mean_of_a_saddle_cell_decides_which_corners_are_joined() {
        // One cell, high at the top left and bottom right; the other two corners move the mean.
        let cell = |other: f64| {
            let loss = move |x: f64, y: f64| if (x < 0.0) == (y > 0.0) { 1.0 } else { other };
            lines(loss, 2, 0.0)
        };
        for (other, is_high_joined) in [(-0.5, true), (-2.0, false)] {
            let lines = cell(other);
            assert_eq!(lines.len(), 2, "two arcs");
            for line in &lines {
                let middle = [0, 1].map(|k| 0.5 * (line.points[0][k] + line.points[1][k]));
                // Joined high corners leave the low ones (where x and y have the same sign) cut off.
                assert_eq!(middle[0] * middle[1] > 0.0, is_high_joined, "{other}: {middle:?}");
            }
        }
    }

    #[test]
    fn cells_that_are_not_finite_are_left_out() {
        for hole in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let lines = lines(|x, y| if x == 0.0 && y == 0.0 { hole } else { x }, 5, 0.25);
            assert_eq!(lines.len(), 2, "{hole}: above and below the hole");
            for line in &lines {
                assert!(!line.is_closed && line.points.iter().all(|[_, y]| y.abs() >= 1.0), "{:?}", line.points);
            }
        }
    }

    #[test]
    fn every_level_is_traced_and_levels_outside_give_nothing() {
        let grid = Grid::sample(|x, y| x * y, SQUARE, 41, 41);
        let found = contours(&grid, &[-9.0, -1.0, 0.5, 9.0]);
        assert_eq!(found.iter().map(|c| c.lines.len()).collect::<Vec<_>>(), [0, 2, 2, 0]);
        assert_eq!(found[2].level, 0.5);
    }

    #[test]
    fn a_level_through_nodes_leaves_no_double_points() {
        for line in lines(|x, y| x + y, 9, 0.0) {
            assert!(line.points.windows(2).all(|pair| pair[0] != pair[1]));
        }
        assert_eq!(lines(|_, _| 1.0, 9, 1.0), [], "a plateau on the level has no contour");
    }
}
