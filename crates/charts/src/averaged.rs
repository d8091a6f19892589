//! The average of a run's iterates, beside the iterates: what of it is seen as another line than theirs.

/// Iterates and their average, step by step, x and y each.
#[derive(Clone, Copy, Debug)]
pub struct Averaged<'a> {
    /// The iterates.
    pub iterates: &'a [f64],
    /// Their average; the iterate itself until averaging begins. Empty if none is kept.
    pub averages: &'a [f64],
}

impl Averaged<'_> {
    /// Where the average is at `step`, or at the last step if the run ended before; `None` where it is the iterate.
    #[must_use]
    pub fn at(&self, step: usize) -> Option<[f64; 2]> {
        let last = (self.averages.len() / 2).checked_sub(1)?;
        let at = 2 * step.min(last);
        let average = [self.averages[at], self.averages[at + 1]];
        (average != self.iterates[at..at + 2]).then_some(average)
    }

    /// Whether the average ever is another point than the iterate.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.first_drawn(0, usize::MAX) < self.averages.len() / 2
    }

    /// The step where a line of the average begins, if it was the iterate at all steps before `from`: the last one at which it
    /// still is. The step after `to_step` or after the last one if it does not part from the iterate.
    pub(crate) fn first_drawn(&self, from: usize, to_step: usize) -> usize {
        let end = to_step.saturating_add(1).min(self.averages.len() / 2);
        let both = |step: usize| (&self.averages[2 * step..2 * step + 2], &self.iterates[2 * step..2 * step + 2]);
        match (from..end).map(both).position(|(average, iterate)| average != iterate) {
            Some(together) => (from + together).saturating_sub(1),
            None => end.max(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_seen_from_where_it_parts_on() {
        let iterates = [0.0, 0.0, 1.0, 1.0, 3.0, 1.0, 5.0, 1.0];
        let averages = [0.0, 0.0, 1.0, 1.0, 2.0, 1.0, 3.0, 1.0];
        let averaged = Averaged { iterates: &iterates, averages: &averages };
        assert_eq!([0, 1, 2, 9].map(|step| averaged.at(step)), [None, None, Some([2.0, 1.0]), Some([3.0, 1.0])]);
        assert!(averaged.is_seen());
        // Asked at once, or step by step.
        assert_eq!(averaged.first_drawn(0, 3), 1);
        assert_eq!([averaged.first_drawn(0, 0), averaged.first_drawn(1, 1), averaged.first_drawn(2, 2)], [1, 2, 1]);
    }

    #[test]
    fn what_never_parts_or_is_not_kept_is_never_seen() {
        let iterates = [0.0, 0.0, 1.0, 1.0];
        for averages in [&iterates[..], &[]] {
            let averaged = Averaged { iterates: &iterates, averages };
            assert!(!averaged.is_seen() && averaged.at(1).is_none());
            assert_eq!(averaged.first_drawn(0, 9), averages.len() / 2);
        }
    }
}
