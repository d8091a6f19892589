//! Where labels go: rectangles, and a search for a free place.

use crate::clip::visible_part;
use crate::rect::{Point, Rect};

/// What a new label must and should keep off.
#[derive(Debug, Default)]
pub(crate) struct Obstacles {
    /// Markers: never covered, but the way to a label may lead past one.
    pub(crate) marks: Vec<Rect>,
    /// Labels already placed: never covered, nor passed if there is another way.
    pub(crate) labels: Vec<Rect>,
    /// Covered only if there is no other place.
    pub(crate) soft: Vec<Rect>,
}

/// The candidate that covers least, marks and labels counting far more than soft obstacles, and early candidates, which are the
/// better ones, a little less than late ones. Candidates are moved inside `bounds`. `anchor` is what the label belongs
/// to: a label whose way there leads across another counts as covering some of it.
pub(crate) fn free_place(candidates: &[Rect], anchor: Point, obstacles: &Obstacles, bounds: &Rect) -> Rect {
    let covered = |rect: &Rect, by: &[Rect]| by.iter().map(|other| rect.overlap(other)).sum::<f64>();
    let mut best: Option<(f64, Rect)> = None;
    for (rank, candidate) in candidates.iter().enumerate() {
        let late = 4.0 * rank as f64;
        if best.is_some_and(|(least, _)| least <= late) {
            break;
        }
        let inside = candidate.moved_inside(bounds);
        let end = inside.nearest(anchor);
        let is_crossed = |other: &&Rect| !other.has(anchor) && visible_part(anchor, end, other).is_some();
        let crossed = |by: &[Rect]| by.iter().filter(is_crossed).count() as f64;
        // An overlap of one pixel squared is worth the weight; a crossing as much as a word covered in part.
        let cost = 1e5 * (covered(&inside, &obstacles.marks) + covered(&inside, &obstacles.labels))
            + 2.0 * covered(&inside, &obstacles.soft)
            + 150.0 * crossed(&obstacles.labels)
            + 30.0 * crossed(&obstacles.soft)
            + 12.0 * crossed(&obstacles.marks)
            + late;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, inside));
        }
    }
    best.map_or(*bounds, |(_, rect)| rect)
}

/// Spreads intervals of the given height, whose middles would like to be at `wanted`, so that none overlap and all lie
/// between `top` and `bottom` (as far as they fit); the order of the middles is kept, and each moves little.
pub(crate) fn spread(wanted: &[f64], height: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = Vec::with_capacity(wanted.len());
    for index in 0..wanted.len() {
        let place = order.partition_point(|&other| wanted[other] <= wanted[index]);
        order.insert(place, index);
    }
    // Blocks of touching intervals: where their first middle would like to be on average, and how many they are.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    let last_start = |count: usize| bottom - 0.5 * height - (count - 1) as f64 * height;
    let inside = |start: f64, count: usize| start.min(last_start(count)).max(top + 0.5 * height);
    for &index in &order {
        let (mut start, mut count) = (wanted[index], 1);
        while let Some(&(before, size)) = blocks.last() {
            if inside(before, size) + size as f64 * height <= inside(start, count) {
                break;
            }
            blocks.pop();
            let shifted = start - size as f64 * height;
            start = (before * size as f64 + shifted * count as f64) / (size + count) as f64;
            count += size;
        }
        blocks.push((start, count));
    }
    let mut placed = vec![0.0; wanted.len()];
    let mut next = order.iter();
    for (start, count) in blocks {
        let start = inside(start, count);
        for (k, &index) in next.by_ref().take(count).enumerate() {
            placed[index] = start + k as f64 * height;
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Rect = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };

    #[test]
    fn the_first_place_that_covers_least_wins_and_is_moved_inside() {
        let obstacles = Obstacles {
            marks: vec![Rect::around((50.0, 50.0), 20.0, 20.0)],
            labels: Vec::new(),
            soft: vec![Rect::around((20.0, 20.0), 10.0, 10.0)],
        };
        let at = |x, y| Rect::around((x, y), 10.0, 10.0);
        let place = |candidates: &[Rect]| free_place(candidates, (50.0, 50.0), &obstacles, &BOUNDS);
        assert_eq!(place(&[at(50.0, 50.0), at(22.0, 20.0), at(80.0, 80.0)]), at(80.0, 80.0));
        assert_eq!(place(&[at(50.0, 50.0), at(22.0, 20.0)]), at(22.0, 20.0), "soft before marks");
        assert_eq!(place(&[at(50.0, 50.0), at(60.0, 55.0)]), at(60.0, 55.0), "the lesser evil");
        assert_eq!(place(&[at(70.0, 50.0), at(30.0, 50.0)]), at(70.0, 50.0), "the first");
        assert_eq!(place(&[at(99.0, 50.0)]), at(95.0, 50.0));
    }

    #[test]
    fn the_way_to_a_label_goes_round_another_label() {
        let obstacles = Obstacles { labels: vec![Rect::around((65.0, 50.0), 8.0, 8.0)], ..Obstacles::default() };
        let at = |x, y| Rect::around((x, y), 8.0, 8.0);
        let place = free_place(&[at(80.0, 50.0), at(50.0, 90.0)], (50.0, 50.0), &obstacles, &BOUNDS);
        assert_eq!(place, at(50.0, 90.0), "farther, but not behind the other");
    }

    #[test]
    fn spread_labels_keep_order_distance_and_bounds() {
        let wanted = [50.0, 10.0, 52.0, 51.0, 98.0, 99.0];
        let placed = spread(&wanted, 12.0, 0.0, 100.0);
        let mut sorted: Vec<usize> = (0..6).collect();
        sorted.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
        for pair in sorted.windows(2) {
            assert!(placed[pair[1]] - placed[pair[0]] >= 12.0 - 1e-9, "{placed:?}");
        }
        assert_eq!(placed[1], 10.0, "a label with room stays");
        assert_eq!((placed[0] + placed[2] + placed[3]) / 3.0, 51.0, "a crowd spreads around its middle");
        assert!(placed.iter().all(|&y| (6.0..=94.0).contains(&y)), "{placed:?}");
    }

    #[test]
    fn spreading_nothing_or_too_much_does_not_panic() {
        assert!(spread(&[], 10.0, 0.0, 50.0).is_empty());
        let placed = spread(&[5.0; 9], 10.0, 0.0, 50.0);
        assert!(placed.windows(2).all(|pair| pair[1] - pair[0] == 10.0), "{placed:?}");
    }
}
