//! The critical points that were found so far, each once.

use alloc::vec::Vec;

use crate::Jet2;
use crate::math::norm;
use crate::surface::{CriticalKind, CriticalPoint};

/// Places on the straight way from a kink to a lower point.
const PLACES: usize = 32;
/// Lower points to which a way is looked for.
const LOWER: usize = 8;

/// A critical point, and whether the ground is level along some line through it.
pub(super) struct Candidate {
    pub(super) point: CriticalPoint,
    pub(super) is_level: bool,
}

pub(super) struct Found {
    points: Vec<Candidate>,
    size: f64,
    /// Of the region.
    middle: [f64; 2],
}

impl Found {
    pub(super) fn new(size: f64, middle: [f64; 2]) -> Self {
        Self { points: Vec::new(), size, middle }
    }

    pub(super) fn len(&self) -> usize {
        self.points.len()
    }

    pub(super) fn has(&self, [x, y]: [f64; 2]) -> bool {
        let near = |point: &CriticalPoint| norm(&[point.at[0] - x, point.at[1] - y]) <= 1e-4 * self.size;
        self.points.iter().any(|candidate| near(&candidate.point))
    }

    /// Keeps the points in order: minima before saddles, and each from the lowest up.
    pub(super) fn add(&mut self, candidate: Candidate) {
        let place = self.points.partition_point(|Candidate { point, .. }| {
            let rank = |point: &CriticalPoint| point.kind == CriticalKind::Saddle;
            let by_rank = rank(point).cmp(&rank(&candidate.point));
            by_rank.then(point.value.total_cmp(&candidate.point.value)).is_le()
        });
        self.points.insert(place, candidate);
    }

    /// The points without all but one of the floor of a valley, with the losses that `jet` has there.
    pub(super) fn kept(mut self, jet: &impl Fn(f64, f64) -> Jet2) -> Vec<CriticalPoint> {
        // Of the floor of a valley the point nearest to the middle stands for all.
        let off = |candidate: &Candidate| {
            let [x, y] = candidate.point.at;
            norm(&[x - self.middle[0], y - self.middle[1]])
        };
        let levels = self.points.iter().filter(|candidate| candidate.is_level);
        let nearest = levels.map(off).fold(f64::INFINITY, f64::min);
        let is_nearest: Vec<bool> = self.points.iter().map(|point| !point.is_level || off(point) <= nearest).collect();
        let mut is_kept = is_nearest.into_iter();
        self.points.retain(|_| is_kept.next() == Some(true));
        let value = |[x, y]: [f64; 2]| jet(x, y).value;
        let mut kept: Vec<CriticalPoint> = Vec::with_capacity(self.points.len());
        for Candidate { point, .. } in self.points {
            let point = CriticalPoint { value: value(point.at), ..point };
            // By values alone a search may stop short in a valley with steep walls.
            if point.kind != CriticalKind::Kink
                || !kept.iter().take(LOWER).any(|lower| leads_down(&value, &point, lower))
            {
                kept.push(point);
            }
        }
        kept
    }
}

/// Whether one gets from a point to another that is no higher without climbing.
fn leads_down(value: &impl Fn([f64; 2]) -> f64, from: &CriticalPoint, to: &CriticalPoint) -> bool {
    let tolerance = 1e-12 * from.value.abs();
    to.value <= from.value
        && (1..PLACES).all(|place| {
            let part = place as f64 / PLACES as f64;
            let at = [0, 1].map(|k| from.at[k] + part * (to.at[k] - from.at[k]));
            value(at) <= from.value + tolerance
        })
}
