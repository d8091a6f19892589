//! The values that a number in a run may have.

use std::fmt;

use downhill::Domain;

use crate::limits::{ALPHAS, GAINS, MAX_NETWORK_RATE, MAX_RADIUS, MAX_SHIFT};
use crate::number::shortest;

/// The values that a number in a link may have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Range {
    /// Those of a rule's parameter.
    Of(Domain),
    /// 0 or greater.
    NonNegative,
    /// Above 0, and at most this.
    UpTo(f64),
    /// From the first to the second.
    Within([f64; 2]),
}

impl Range {
    pub(crate) const NETWORK_RATE: Self = Self::UpTo(MAX_NETWORK_RATE);
    pub(crate) const LOSS: Self = Self::Of(Domain::Positive);
    pub(crate) const GAIN: Self = Self::Within(GAINS);
    pub(crate) const RADIUS: Self = Self::Within([0.0, MAX_RADIUS]);
    pub(crate) const ALPHA: Self = Self::Within(ALPHAS);
    pub(crate) const SHIFT: Self = Self::Within([-MAX_SHIFT, MAX_SHIFT]);

    /// Whether `value` lies inside. NaN and the infinities never do.
    pub(crate) fn contains(self, value: f64) -> bool {
        match self {
            Self::Of(domain) => domain.contains(value),
            Self::NonNegative => value >= 0.0 && value.is_finite(),
            Self::UpTo(most) => value > 0.0 && value <= most,
            Self::Within([least, most]) => (least..=most).contains(&value),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(domain) => domain.fmt(f),
            Self::NonNegative => f.write_str(">= 0"),
            Self::UpTo(most) => write!(f, "in (0, {}]", shortest(*most)),
            Self::Within([least, most]) => write!(f, "in [{}, {}]", shortest(*least), shortest(*most)),
        }
    }
}
