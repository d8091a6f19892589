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

/// Contenders in the Batch lab: runs times batch sizes.
pub const MAX_CONTENDERS: usize = 12;

/// Updates that a contender makes at most, also when they are counted in epochs; the fewest is 1.
pub const MAX_UPDATES: usize = 100_000;

/// Epochs that a contender runs at most; the fewest is 1.
pub const MAX_EPOCHS: usize = 1000;

/// Replicas of a contender.
pub const MAX_REPLICAS: usize = 500;

/// Updates of all replicas together, if every contender made as many as the one that makes most.
pub const MAX_REPLICA_UPDATES: usize = 20_000_000;

/// Times that a race is run, each with other noise; the fewest is 1.
pub const MAX_CLOUD: usize = 100;

/// Updates of a race that is run many times together: every one of them is kept.
pub const MAX_CLOUD_UPDATES: usize = 2_000_000;

/// The most noise; the least is 0.
pub const MAX_NOISE: f64 = 10.0;

/// Changes on the way.
pub const MAX_CHANGES: usize = 16;

/// Rows of an own table. How many it has is unknown to a link, so its batches may have as many samples as this.
pub const MAX_OWN_ROWS: usize = 5000;

/// Columns of an own table that a picture may show.
pub const MAX_OWN_COLUMNS: usize = 1000;

/// Updates of a network at most; the fewest is 1.
pub const MAX_NETWORK_UPDATES: usize = 20_000;

/// Hidden layers of a network; the fewest is 1.
pub const MAX_HIDDEN_LAYERS: usize = 3;

/// Neurons of a hidden layer; the fewest is 1.
pub const MAX_WIDTH: usize = 64;

/// Updates of every run of a map of runs.
pub const EACH: RangeInclusive<usize> = 1..=10_000;

/// The least and the greatest yaw, in degrees, from which a surface in space is seen.
pub const YAWS: [f64; 2] = [-180.0, 180.0];

/// The least and the greatest pitch, in degrees.
pub const PITCHES: [f64; 2] = [8.0, 90.0];

/// The fewest digits that a network learns from.
pub const MIN_TRAIN: usize = 10;

/// The most digits that a network learns from.
pub const MAX_TRAIN: usize = 1000;

/// Networks of a run, each from another seed; the fewest is 1.
pub const MAX_SEEDS: usize = 40;

/// The largest learning rate of a network.
pub const MAX_NETWORK_RATE: f64 = 10.0;

/// What the standard initial weights of a network may be multiplied by, least and most.
pub const GAINS: [f64; 2] = [0.1, 10.0];

/// How far away SAM looks at most; the least is 0.
pub const MAX_RADIUS: f64 = 10.0;

/// What a layer may be rescaled by, least and most.
pub const ALPHAS: [f64; 2] = [0.05, 20.0];

/// How far new data may lie beside the data learned from, either way.
pub const MAX_SHIFT: f64 = 1.0;

/// Floating-point operations of all networks of a setup together, about.
pub const MAX_NETWORK_FLOPS: u64 = 2_000_000_000_000;

/// How far from 0 the start and the edges of a view may lie: a run counts as diverged out there.
pub const MAX_COORDINATE: f64 = downhill::DIVERGENCE_RADIUS;

/// How far apart the opposite edges of a view must be. Next to [`MAX_COORDINATE`] that is still thousands of times the
/// distance between neighbouring numbers, so axes can be drawn.
pub const MIN_SPAN: f64 = 1e-6;

/// Characters of the name of a ready preset; the fewest is 1.
pub const MAX_NAME: usize = 40;

/// Characters of a wrong value that a warning repeats.
pub const MAX_QUOTE: usize = 40;

pub(crate) const STEPS: RangeInclusive<usize> = 1..=MAX_STEPS;
pub(crate) const UPDATES: RangeInclusive<usize> = 1..=MAX_UPDATES;
pub(crate) const EPOCHS: RangeInclusive<usize> = 1..=MAX_EPOCHS;
pub(crate) const REPLICAS: RangeInclusive<usize> = 0..=MAX_REPLICAS;
pub(crate) const NETWORK_UPDATES: RangeInclusive<usize> = 1..=MAX_NETWORK_UPDATES;
pub(crate) const WIDTHS: RangeInclusive<usize> = 1..=MAX_WIDTH;
pub(crate) const TRAIN: RangeInclusive<usize> = MIN_TRAIN..=MAX_TRAIN;
pub(crate) const SEEDS: RangeInclusive<usize> = 1..=MAX_SEEDS;
pub(crate) const CLOUD: RangeInclusive<usize> = 1..=MAX_CLOUD;
pub(crate) const NOISE: RangeInclusive<f64> = 0.0..=MAX_NOISE;
