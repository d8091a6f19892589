//! What to show of a loss of which nothing is known but its formula, and where to start on it.

use alloc::vec::Vec;

use super::critical::find_critical_points;
use super::grid::Grid;
use crate::Jet2;
use crate::math::{exp10, floor, log10, norm, sqrt};
use crate::surface::{CriticalKind, CriticalPoint, View};

/// Width of a view over its height, as all built-in surfaces have it.
const ASPECT: f64 = 1.6;
/// Half the height of the view from which the search begins, and of those that follow if it finds nothing.
const HALVES: [f64; 3] = [4.0, 40.0, 400.0];
/// Seeds of a search.
const SEEDS: [usize; 2] = [16, 10];
/// Nodes at which a loss is looked at.
const NODES: [usize; 2] = [33, 21];
/// Places on the way from a start to a minimum.
const WAY: u32 = 48;

/// A view, a start and the critical points around.
#[derive(Clone, Debug, PartialEq)]
pub struct Framing {
    /// What to show.
    pub view: View,
    /// Where to start.
    pub start: [f64; 2],
    /// The critical points that were found, as [`find_critical_points`] orders them.
    pub critical_points: Vec<CriticalPoint>,
    /// The loss at the lowest minimum; none if the loss is lower elsewhere in the view, as beside a pole.
    pub lowest: Option<f64>,
}

/// Frames a loss. The result depends on the loss alone:
///
/// - minima are searched in a view about the origin, eight units high, then in larger ones; many narrow wells in a view
///   shrink it;
/// - the minima found, and the origin if it is near, stand in the middle with a margin; without minima it is the saddles,
///   and without those the view about the origin;
/// - if the loss is undefined on most of that, the view is the part on which it is defined;
/// - edges are round numbers;
/// - the start is a round point at which the loss is near its median, and no minimum is near; where the loss is lower than at
///   its lowest minimum, as beyond a pole, the way to that does not lead through there.
#[must_use]
pub fn frame(jet: &impl Fn(f64, f64) -> Jet2) -> Framing {
    let loss = |x: f64, y: f64| jet(x, y).value;
    let (region, points) = interesting(jet);
    let mut view = around(&points).unwrap_or(region);
    let mut minima = points.iter().filter(|point| point.kind != CriticalKind::Saddle);
    let is_valley = |point: &CriticalPoint| {
        let [small, large] = jet(point.at[0], point.at[1]).hessian_eigenvalues();
        point.kind == CriticalKind::Minimum && small.abs() <= 1e-5 * large.abs()
    };
    // Wells all over the region, or a valley through it: no point of it is the middle.
    if minima.clone().count() > 8 || minima.any(is_valley) {
        view = region;
    }
    view = defined_part(&loss, view);
    // Points in sight and a little beyond, so that a view that is dragged still has some.
    let critical_points = find_critical_points(jet, scaled(view, 1.5), [24, 15]);
    let start = start(jet, view, &critical_points);
    let lowest = lowest(&loss, view, &critical_points);
    Framing { view, start, critical_points, lowest }
}

/// The first of the critical points is the lowest minimum, if there is any.
fn lowest_minimum(points: &[CriticalPoint]) -> Option<CriticalPoint> {
    points.first().copied().filter(|point| point.kind != CriticalKind::Saddle)
}

/// The loss at the lowest minimum, unless it is lower in the view.
fn lowest(loss: &impl Fn(f64, f64) -> f64, view: View, points: &[CriticalPoint]) -> Option<f64> {
    let lowest = lowest_minimum(points)?.value;
    let mut losses = Grid::sample(loss, view, NODES[0], NODES[1]).values;
    losses.retain(|loss| loss.is_finite());
    losses.sort_by(f64::total_cmp);
    let tolerance = losses.get(losses.len() / 2).map_or(0.0, |median| 1e-9 * (median - lowest).abs());
    losses.first().is_none_or(|least| *least >= lowest - tolerance).then_some(lowest)
}

/// Whether the straight way from a point to a minimum stays above it.
fn is_above(jet: &impl Fn(f64, f64) -> Jet2, from: [f64; 2], minimum: CriticalPoint) -> bool {
    let tolerance = 1e-9 * (jet(from[0], from[1]).value - minimum.value).abs();
    (0..WAY).all(|place| {
        let part = f64::from(place) / f64::from(WAY);
        let [x, y] = [0, 1].map(|k| from[k] + part * (minimum.at[k] - from[k]));
        jet(x, y).value >= minimum.value - tolerance
    })
}

/// Where to start in a view.
fn start(jet: &impl Fn(f64, f64) -> Jet2, view: View, points: &[CriticalPoint]) -> [f64; 2] {
    let [columns, rows] = [7, 5];
    let (width, height) = (view.x[1] - view.x[0], view.y[1] - view.y[0]);
    let unit = exp10(floor(log10(height / 20.0)));
    let minima = || points.iter().filter(|point| point.kind != CriticalKind::Saddle);
    // From the lowest up, as they come.
    let mut candidates = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let [u, v] = [(f64::from(column) + 0.5) / f64::from(columns), (f64::from(row) + 0.45) / f64::from(rows)];
            let at = [view.x[0] + u * width, view.y[1] - v * height].map(|u| round_to(u, unit));
            let here = jet(at[0], at[1]);
            if here.value.is_finite() && here.gradient.iter().all(|slope| slope.is_finite()) {
                let lower = |(_, loss, _): &([f64; 2], f64, f64)| loss.total_cmp(&here.value).is_le();
                let place = candidates.partition_point(lower);
                candidates.insert(place, (at, here.value, norm(&here.gradient)));
            }
        }
    }
    // The losses from the middle outwards; from the first at which the ground slopes and no minimum is near, one starts.
    let middle = candidates.len() / 2;
    let outwards =
        (0..candidates.len()).map(|k| if k % 2 == 0 { middle + k / 2 } else { middle.wrapping_sub(k / 2 + 1) });
    let far = |at: [f64; 2], part: f64| {
        minima().all(|point| norm(&[(at[0] - point.at[0]) / width, (at[1] - point.at[1]) / height]) >= part)
    };
    let lowest = lowest_minimum(points);
    for (part, may_be_below) in [(0.3, false), (0.15, false), (0.0, false), (0.0, true)] {
        let mut order = outwards.clone().filter_map(|k| candidates.get(k));
        let is_above = |at| may_be_below || lowest.is_none_or(|minimum| is_above(jet, at, minimum));
        let is_good = |slope: f64, at| slope > 1e-6 && far(at, part) && is_above(at);
        if let Some((at, ..)) = order.find(|(at, _, slope)| is_good(*slope, *at)) {
            return *at;
        }
    }
    candidates.get(middle).map_or([0.5 * (view.x[0] + view.x[1]), 0.5 * (view.y[0] + view.y[1])], |(at, ..)| *at)
}

fn about(center: [f64; 2], half: f64) -> View {
    let [x, y] = center;
    View { x: [x - ASPECT * half, x + ASPECT * half], y: [y - half, y + half] }
}

fn scaled(view: View, factor: f64) -> View {
    about(center(view), 0.5 * factor * (view.y[1] - view.y[0]))
}

fn center(view: View) -> [f64; 2] {
    [0.5 * (view.x[0] + view.x[1]), 0.5 * (view.y[0] + view.y[1])]
}

/// The first region in which there is something to see, and what there is.
fn interesting(jet: &impl Fn(f64, f64) -> Jet2) -> (View, Vec<CriticalPoint>) {
    let mut saddles = None;
    for half in HALVES {
        let region = about([0.0; 2], half);
        let points = find_critical_points(jet, region, SEEDS);
        let minima = points.iter().filter(|point| point.kind != CriticalKind::Saddle).count();
        if minima > 3 {
            return narrowed(jet, region, points);
        }
        if minima > 0 {
            return (region, points);
        }
        if !points.is_empty() && saddles.is_none() {
            saddles = Some((region, points));
        }
    }
    saddles.unwrap_or((about([0.0; 2], HALVES[0]), Vec::new()))
}

/// Of many wells so narrow that a picture would show noise, a region that shows a few.
fn narrowed(jet: &impl Fn(f64, f64) -> Jet2, region: View, points: Vec<CriticalPoint>) -> (View, Vec<CriticalPoint>) {
    let half = 0.5 * (region.y[1] - region.y[0]);
    let mut losses = Grid::sample(|x, y| jet(x, y).value, region, NODES[0], NODES[1]).values;
    losses.retain(|loss| loss.is_finite());
    losses.sort_by(f64::total_cmp);
    let Some(median) = losses.get(losses.len() / 2) else { return (region, points) };
    // A parabola with the curvature of a well reaches the median so far from its lowest point.
    let mut widths: Vec<f64> = points
        .iter()
        .filter(|point| point.kind == CriticalKind::Minimum && point.value < *median)
        .map(|point| {
            let [_, steepest] = jet(point.at[0], point.at[1]).hessian_eigenvalues();
            sqrt(2.0 * (median - point.value) / steepest)
        })
        .collect();
    widths.sort_by(f64::total_cmp);
    match widths.get(widths.len() / 2) {
        Some(&width) if width > 0.0 && width < half / 24.0 => {
            let near = about([0.0; 2], rounded_up((8.0 * width).max(1e-4)));
            (near, find_critical_points(jet, near, SEEDS))
        }
        _ => (region, points),
    }
}

/// A view of the minima, or of the saddles if there are none.
fn around(points: &[CriticalPoint]) -> Option<View> {
    let has_minima = points.iter().any(|point| point.kind != CriticalKind::Saddle);
    let shown =
        || points.iter().filter(move |point| !has_minima || point.kind != CriticalKind::Saddle).map(|point| point.at);
    let first = shown().next()?;
    let is_one = shown().count() == 1;
    let mut box_ = [first, first];
    let origin = (is_one && norm(&first) <= 8.0).then_some([0.0; 2]);
    for at in shown().chain(origin) {
        for k in 0..2 {
            box_[0][k] = box_[0][k].min(at[k]);
            box_[1][k] = box_[1][k].max(at[k]);
        }
    }
    let [low, high] = box_;
    let extent = [0.5 * (high[0] - low[0]), 0.5 * (high[1] - low[1])];
    let away = first[0].abs().max(first[1].abs());
    let least = if is_one { 2.0_f64.max(0.2 * away) } else { 1.1 * extent[0].max(extent[1]) };
    let half = (1.35 * extent[1]).max(1.35 * extent[0] / ASPECT).max(least);
    Some(rounded([0.5 * (low[0] + high[0]), 0.5 * (low[1] + high[1])], half))
}

/// The view itself, or the part of it, or of a larger one, in which the loss has values.
fn defined_part(loss: &impl Fn(f64, f64) -> f64, view: View) -> View {
    let half = 0.5 * (view.y[1] - view.y[0]);
    for factor in [1.0, 10.0, 100.0, 0.1] {
        let region = scaled(view, factor);
        let grid = Grid::sample(loss, region, NODES[0], NODES[1]);
        let mut defined: Option<[[f64; 2]; 2]> = None;
        let mut count = 0;
        for row in 0..grid.height {
            for column in 0..grid.width {
                if grid.at(column, row).is_finite() {
                    let at = [grid.x(column as f64), grid.y(row as f64)];
                    let [low, high] = defined.unwrap_or([at; 2]);
                    defined = Some([[low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])]]);
                    count += 1;
                }
            }
        }
        if 5 * count >= 2 * grid.values.len() {
            return if factor == 1.0 { view } else { rounded(center(region), factor * half) };
        }
        if let Some([low, high]) = defined {
            let extent = [0.5 * (high[0] - low[0]), 0.5 * (high[1] - low[1])];
            let cell = 2.0 * factor * half / NODES[1] as f64;
            let part = extent[1].max(extent[0] / ASPECT) + cell;
            return rounded([0.5 * (low[0] + high[0]), 0.5 * (low[1] + high[1])], part);
        }
    }
    view
}

/// A view with round edges that has all of what was asked for.
fn rounded(center: [f64; 2], half: f64) -> View {
    let half = rounded_up(half);
    let unit = half / 20.0;
    about(center.map(|u| round_to(u, unit)), half).rounded_to(exp10(floor(log10(half)) - 3.0))
}

impl View {
    /// Edges on multiples of `unit`, as the doubles that their decimals parse to.
    fn rounded_to(self, unit: f64) -> Self {
        Self { x: self.x.map(|u| round_to(u, unit)), y: self.y.map(|u| round_to(u, unit)) }
    }
}

/// The next of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten.
fn rounded_up(size: f64) -> f64 {
    let decade = floor(log10(size));
    for digits in [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0] {
        let candidate = if decade < 0.0 { digits / exp10(-decade) } else { digits * exp10(decade) };
        if candidate >= size * (1.0 - 1e-12) {
            return candidate;
        }
    }
    if decade < -1.0 { 1.0 / exp10(-decade - 1.0) } else { exp10(decade + 1.0) }
}

/// The nearest multiple of `unit`; negative powers of ten are no doubles, so one divides by their reciprocals.
fn round_to(u: f64, unit: f64) -> f64 {
    let steps = floor(u / unit + 0.5);
    let rounded = if unit < 1.0 { steps / floor_near(1.0 / unit) } else { steps * unit };
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// 1000 for 999.9999999999999.
fn floor_near(u: f64) -> f64 {
    let whole = floor(u + 0.5);
    if (u - whole).abs() < 1e-9 * u { whole } else { u }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;
    use crate::Expression;

    fn framed(text: &str) -> Framing {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        frame(&|x, y| expression.jet_at(x, y))
    }

    #[test]
    fn views_show_what_there_is_to_see() {
        for (text, inside) in [
            ("(x^2+y-7)^2/20", [[-2.5, 0.75], [2.5, 0.75]]),
            ("(1-x)^2+100*(y-x^2)^2", [[1.0, 1.0], [0.0, 0.0]]),
            ("(x^2+y-11)^2+(x+y^2-7)^2", [[3.0, 2.0], [-3.78, -3.28]]),
            ("x^2+10*y^2", [[0.0, 0.0], [1.5, 1.0]]),
            ("(x-100)^2+(y-50)^2", [[100.0, 50.0], [110.0, 60.0]]),
            ("x^2-y^2", [[0.0, 0.0], [1.0, -1.0]]),
            ("ln(x)^2+(y-3)^2", [[1.0, 3.0], [2.0, 3.0]]),
            ("ln(x-10)+y^2", [[12.0, 0.0], [15.0, 1.0]]),
            ("sin(50*x)*cos(50*y)", [[0.0, 0.0], [0.06, 0.06]]),
            ("x+y", [[0.0, 0.0], [3.0, -3.0]]),
            ("sqrt(1-x^2-y^2)", [[0.0, 0.0], [0.9, 0.0]]),
            ("(x^2-0.0001)^2+y^2/1000", [[0.01, 0.0], [-0.01, 0.0]]),
        ] {
            let View { x, y } = framed(text).view;
            for [u, v] in inside {
                assert!((x[0]..=x[1]).contains(&u) && (y[0]..=y[1]).contains(&v), "{text}: {x:?} {y:?}");
            }
            assert!(((x[1] - x[0]) / (y[1] - y[0]) - ASPECT).abs() < 1e-9, "{text}: {x:?} {y:?}");
        }
    }

    #[test]
    fn views_are_neither_far_too_large_nor_far_too_small() {
        for (text, low, high) in [
            ("sin(50*x)*cos(50*y)", 0.1, 1.0),
            ("sin(x)*cos(y)", 4.0, 12.0),
            ("10*2+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)", 4.0, 10.0),
            ("(x^2-0.0001)^2+y^2/1000", 0.02, 0.1),
            ("sqrt(1-x^2-y^2)", 2.0, 3.0),
            ("(x-100)^2+(y-50)^2", 20.0, 60.0),
            ("1/x", 8.0, 8.0),
            ("3", 8.0, 8.0),
            ("ln(-1-x^2)", 8.0, 8.0),
            ("ln(1+exp(-x))+y^2", 8.0, 8.0),
            ("exp(x)", 8.0, 8.0),
            ("exp(exp(exp(x)))", 8.0, 8.0),
            ("x^2/1e200+y^2/1e200", 4.0, 4.0),
        ] {
            let View { y, .. } = framed(text).view;
            assert!((low..=high + 1e-9).contains(&(y[1] - y[0])), "{text}: {y:?}");
        }
    }

    #[test]
    fn starts_are_in_sight_defined_and_slope() {
        for text in [
            "(x^2+y-7)^2/20",
            "(1-x)^2+100*(y-x^2)^2",
            "x^2+10*y^2",
            "abs(x)+abs(y)",
            "ln(x)^2+(y-3)^2",
            "1/x",
            "sin(50*x)*cos(50*y)",
            "-exp(-x^2-y^2)",
            "x+y",
            "sqrt(1-x^2-y^2)",
        ] {
            let Framing { view, start: [x, y], critical_points, .. } = framed(text);
            let expression = Expression::parse(text).expect("it was read before");
            let dual = expression.dual_at(x, y);
            assert!(dual.value.is_finite() && norm(&dual.gradient) > 1e-6, "{text}: {dual:?}");
            assert!((view.x[0]..=view.x[1]).contains(&x) && (view.y[0]..=view.y[1]).contains(&y), "{text}");
            let lower = critical_points.iter().any(|point| point.value < dual.value);
            assert!(lower || critical_points.iter().all(|point| point.kind == CriticalKind::Saddle), "{text}: {x} {y}");
        }
    }

    #[test]
    fn numbers_are_round() {
        for text in ["(x^2+y-7)^2/20", "(x-0.123456)^2+y^2", "sin(50*x)*cos(50*y)", "ln(x-10)+y^2"] {
            let Framing { view, start, .. } = framed(text);
            for number in view.x.iter().chain(&view.y).chain(&start) {
                let text = format!("{number}");
                assert!(text.trim_start_matches(['-', '0', '.']).len() <= 6, "{text}: {number}");
            }
        }
    }
}
