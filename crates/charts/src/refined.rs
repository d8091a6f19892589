//! A finer grid through the values of a coarse one, so that contours of few samples are smooth.

use downhill::Grid;

/// Nodes that a refined grid has along an axis, about.
const NODES: usize = 120;

/// The grid with enough nodes for a picture: between the given ones the loss is interpolated by cubics through the four
/// nearest nodes along each axis (E. Catmull, R. Rom, 1974), which keep a parabola exactly.
///
/// Between positive losses it stays positive: it is at least half of the lowest of the sixteen. Where one of them is not
/// finite, the nearest node stands for all. The given nodes keep their values.
#[must_use]
pub fn refined(grid: &Grid) -> Grid {
    let times = |nodes: usize| NODES.div_ceil(nodes - 1).max(1);
    let (across, down) = (times(grid.width), times(grid.height));
    let (width, height) = ((grid.width - 1) * across + 1, (grid.height - 1) * down + 1);
    let mut values = Vec::with_capacity(width * height);
    for y in 0..height {
        let (row, below) = (y / down, (y % down) as f64 / down as f64);
        for x in 0..width {
            let (column, right) = (x / across, (x % across) as f64 / across as f64);
            values.push(between(grid, (column, right), (row, below)));
        }
    }
    Grid { view: grid.view, width, height, values }
}

/// The loss a part of the way from a node to the next one, along both axes.
fn between(grid: &Grid, (column, right): (usize, f64), (row, below): (usize, f64)) -> f64 {
    if right == 0.0 && below == 0.0 {
        return grid.at(column, row);
    }
    let columns = near(column, grid.width);
    let losses = near(row, grid.height).map(|row| columns.map(|column| grid.at(column, row)));
    let all = || losses.iter().flatten().copied();
    if !all().all(f64::is_finite) {
        // The node itself is the second of four, the next one the third, if there is one.
        return losses[1 + usize::from(below >= 0.5)][1 + usize::from(right >= 0.5)];
    }
    let low = all().fold(f64::INFINITY, f64::min);
    let ends = [column, row].map(|node| node == 0);
    let last = [column + 2 >= grid.width, row + 2 >= grid.height];
    let lines = losses.map(|line| cubic(line, right, ends[0], last[0]));
    let loss = cubic(lines, below, ends[1], last[1]);
    if low > 0.0 { loss.max(0.5 * low) } else { loss }
}

/// A node with the one before it and the two after, as far as there are.
fn near(node: usize, nodes: usize) -> [usize; 4] {
    [node.saturating_sub(1), node, (node + 1).min(nodes - 1), (node + 2).min(nodes - 1)]
}

/// The cubic through the second and the third of four values, whose slope there is that between their neighbours. At an
/// edge the missing value continues the parabola through the three that there are.
fn cubic([mut a, b, c, mut d]: [f64; 4], part: f64, is_first: bool, is_last: bool) -> f64 {
    match (is_first, is_last) {
        (true, true) => return b * (1.0 - part) + c * part,
        (true, false) => a = 3.0 * b - 3.0 * c + d,
        (false, true) => d = a - 3.0 * b + 3.0 * c,
        (false, false) => {}
    }
    let slope = 0.5 * (c - a);
    let square = a - 2.5 * b + 2.0 * c - 0.5 * d;
    let cube = 0.5 * (d - a) + 1.5 * (b - c);
    b + part * (slope + part * (square + part * cube))
}

#[cfg(test)]
mod tests {
    use downhill::View;

    use super::*;

    const VIEW: View = View { x: [-1.0, 1.0], y: [-2.0, 2.0] };

    #[test]
    fn a_parabola_is_kept_exactly_and_so_are_the_nodes() {
        let loss = |x: f64, y: f64| 3.0 + 2.0 * x * x - x * y + 0.5 * y * y + x - y;
        let (coarse, fine) = (Grid::sample(loss, VIEW, 9, 7), refined(&Grid::sample(loss, VIEW, 9, 7)));
        assert_eq!((fine.width, fine.height), (8 * 15 + 1, 6 * 20 + 1));
        for row in 0..fine.height {
            for column in 0..fine.width {
                let exact = loss(fine.x(column as f64), fine.y(row as f64));
                assert!((fine.at(column, row) - exact).abs() < 1e-12, "{column} {row}");
            }
        }
        for row in 0..coarse.height {
            for column in 0..coarse.width {
                assert_eq!(fine.at(15 * column, 20 * row), coarse.at(column, row));
            }
        }
    }

    #[test]
    fn positive_losses_stay_positive_and_holes_stay_holes() {
        let step = refined(&Grid::sample(|x, _| if x < 0.1 { 0.01 } else { 9.0 }, VIEW, 11, 11));
        assert!(step.values.iter().all(|loss| (0.005..9.8).contains(loss)));
        let hole = |x: f64, y: f64| if x > 0.5 { f64::NAN } else { x + y };
        let holed = refined(&Grid::sample(hole, VIEW, 11, 11));
        for (column, is_hole) in [(0, false), (60, false), (83, false), (96, true), (120, true)] {
            assert_eq!(holed.at(column, 20).is_nan(), is_hole, "{column}");
        }
        assert_eq!(refined(&Grid::sample(|x, _| x, VIEW, 2, 2)).at(30, 0), -0.5);
    }
}
