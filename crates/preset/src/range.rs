//! The values that a number in a run may have.

use std::fmt;

use downhill::Domain;

/// The values that a parameter of a run, or its decay, may have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Range {
    /// Those of a rule's parameter.
    Of(Domain),
    /// 0 or greater.
    NonNegative,
}

impl Range {
    /// Whether `value` lies inside. NaN and the infinities never do.
    pub(crate) fn contains(self, value: f64) -> bool {
        match self {
            Self::Of(domain) => domain.contains(value),
            Self::NonNegative => value >= 0.0 && value.is_finite(),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(domain) => domain.fmt(f),
            Self::NonNegative => f.write_str(">= 0"),
        }
    }
}
