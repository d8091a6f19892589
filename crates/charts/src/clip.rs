//! Cutting lines at the edges of a rectangle.

use crate::rect::{Point, Rect};

/// The part of the way from `a` to `b` that lies inside `rect`, as fractions of the way; `None` if none does.
///
/// Works for points however far away, as long as they are finite.
pub(crate) fn visible_part(a: Point, b: Point, rect: &Rect) -> Option<(f64, f64)> {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let axes = [(a.0, b.0, rect.x, rect.x + rect.width), (a.1, b.1, rect.y, rect.y + rect.height)];
    for (start, end, low, high) in axes {
        let way = end - start;
        if way == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (enters, leaves) = ((low - start) / way, (high - start) / way);
        from = from.max(enters.min(leaves));
        to = to.min(enters.max(leaves));
    }
    (from < to).then_some((from, to))
}

/// The point a fraction of the way from `a` to `b`.
pub(crate) fn between(a: Point, b: Point, part: f64) -> Point {
    (a.0 * (1.0 - part) + b.0 * part, a.1 * (1.0 - part) + b.1 * part)
}

/// The pieces of a line that lie inside `rect`.
pub(crate) fn visible_pieces(points: &[Point], rect: &Rect) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut is_open = false;
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        match visible_part(a, b, rect) {
            Some((from, to)) => {
                match pieces.last_mut() {
                    Some(piece) if is_open && from == 0.0 => piece.push(between(a, b, to)),
                    _ => pieces.push(vec![between(a, b, from), between(a, b, to)]),
                }
                is_open = to == 1.0;
            }
            None => is_open = false,
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };

    #[test]
    fn lines_are_cut_at_the_edges() {
        assert_eq!(visible_part((1.0, 1.0), (9.0, 9.0), &RECT), Some((0.0, 1.0)));
        assert_eq!(visible_part((-5.0, 5.0), (15.0, 5.0), &RECT), Some((0.25, 0.75)));
        assert_eq!(visible_part((-5.0, 5.0), (-1.0, 5.0), &RECT), None);
        assert_eq!(visible_part((-5.0, 4.0), (4.0, -5.0), &RECT), None, "passes the corner by");
        assert_eq!(visible_part((20.0, 5.0), (20.0, 8.0), &RECT), None);
        let (from, to) = visible_part((5.0, 5.0), (1e300, 1e300), &RECT).expect("starts inside");
        assert_eq!(from, 0.0);
        assert!(between((5.0, 5.0), (1e300, 1e300), to).0 <= 10.0 + 1e-9);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_has_two_pieces() {
        let line = [(5.0, 5.0), (6.0, 5.0), (20.0, 5.0), (20.0, 8.0), (5.0, 8.0)];
        let pieces = visible_pieces(&line, &RECT);
        assert_eq!(pieces, [vec![(5.0, 5.0), (6.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0)]]);
    }
}
