//! Parameters that change on the way.

use super::same_bits;

/// A parameter that gets another value on the way.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// From which update on, counted in updates of the run, or of the contender that makes most: so many are made before.
    pub at: usize,
    /// The run, as an index.
    pub run: usize,
    /// The parameter, as an index into those of the run's rule.
    pub param: usize,
    /// Its new value.
    pub value: f64,
}

/// Whether two lists say the same, numbers bit for bit.
pub(crate) fn same_changes(a: &[Change], b: &[Change]) -> bool {
    let places = |changes: &[Change]| changes.iter().map(|it| [it.at, it.run, it.param]).collect::<Vec<_>>();
    let values = |changes: &[Change]| changes.iter().map(|it| it.value).collect::<Vec<_>>();
    places(a) == places(b) && same_bits(&values(a), &values(b))
}
