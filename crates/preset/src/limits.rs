//! What a link may ask for at most, so that none can freeze a page.

use std::ops::RangeInclusive;

/// The newest version of the grammar known here.
pub const VERSION: u64 = 1;

/// Characters of a link that are read: those of its fragment or query, without the address before it.
pub const MAX_LENGTH: usize = 2048;

/// Pairs of a link that are read, known keys or not.
pub const MAX_PAIRS: usize = 64;

/// Runs in a race.
pub const MAX_RUNS: usize = 12;

/// Updates that each run makes at most; the fewest is 1.
pub const MAX_STEPS: usize = 100_000;

/// How far from 0 the start and the edges of a view may lie: a run counts as diverged out there.
pub const MAX_COORDINATE: f64 = downhill::DIVERGENCE_RADIUS;

/// How far apart the opposite edges of a view must be. Next to [`MAX_COORDINATE`] that is still thousands of times the
/// distance between neighbouring numbers, so axes can be drawn.
pub const MIN_SPAN: f64 = 1e-6;

/// Characters of a wrong value that a warning repeats.
pub const MAX_QUOTE: usize = 40;

pub(crate) const STEPS: RangeInclusive<usize> = 1..=MAX_STEPS;
