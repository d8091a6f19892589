//! Hyper-parameters: what they are called, what they may be, and how a slider shows them.

use core::fmt;

use crate::math::floor;

/// How a slider spreads a parameter's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios.
    Log,
}

/// The values that a parameter may take; none may be NaN or infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Greater than 0.
    Positive,
    /// 0 or greater.
    NonNegative,
    /// From 0, included, to 1, excluded.
    Fraction,
    /// Between 0 and 1, both excluded.
    Between,
    /// Greater than 1.
    AboveOne,
    /// A whole number from 1 on.
    Count,
}

impl Domain {
    /// Whether `value` lies inside. NaN and the infinities never do.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        match self {
            Self::Positive => value > 0.0 && value.is_finite(),
            Self::NonNegative => value >= 0.0 && value.is_finite(),
            Self::Fraction => (0.0..1.0).contains(&value),
            Self::Between => value > 0.0 && value < 1.0,
            Self::AboveOne => value > 1.0 && value.is_finite(),
            Self::Count => value >= 1.0 && value.is_finite() && floor(value) == value,
        }
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Positive => "> 0",
            Self::NonNegative => ">= 0",
            Self::Fraction => "in [0, 1)",
            Self::Between => "in (0, 1)",
            Self::AboveOne => "> 1",
            Self::Count => "a whole number >= 1",
        })
    }
}

/// One hyper-parameter of a rule. Written once; validation, sliders, links, lists and tests read it here.
#[derive(Debug, PartialEq)]
pub struct ParamSpec {
    /// Stable name in links: PyTorch's name for it.
    pub id: &'static str,
    /// The paper's letter.
    pub symbol: &'static str,
    /// The value it has unless told otherwise: PyTorch's.
    pub default: f64,
    /// The values that are accepted.
    pub domain: Domain,
    /// Left end of the slider; exact entry may go beyond, inside the domain.
    pub min: f64,
    /// Right end of the slider.
    pub max: f64,
    /// How the slider spreads its values.
    pub scale: Scale,
    /// What it does, in one English sentence.
    pub doc: &'static str,
}

impl ParamSpec {
    /// The value itself if the parameter may take it.
    ///
    /// # Errors
    /// [`ParamError`], naming parameter, value and range.
    pub fn check(&'static self, value: f64) -> Result<f64, ParamError> {
        if self.domain.contains(value) { Ok(value) } else { Err(ParamError::Value { spec: self, value }) }
    }

    /// A learning rate, with the rule's own default.
    pub(crate) const fn lr(default: f64, max: f64) -> Self {
        Self {
            id: "lr",
            symbol: "η",
            default,
            domain: Domain::Positive,
            min: 1e-5,
            max,
            scale: Scale::Log,
            doc: "learning rate: the length of a step in units of what the rule makes of the gradient",
        }
    }

    /// A small constant that keeps a division finite.
    pub(crate) const fn eps(default: f64, min: f64, doc: &'static str) -> Self {
        Self { id: "eps", symbol: "ε", default, domain: Domain::Positive, min, max: 1.0, scale: Scale::Log, doc }
    }

    /// How strongly the iterate is pulled towards 0.
    pub(crate) const fn weight_decay(default: f64) -> Self {
        Self {
            id: "weight_decay",
            symbol: "λ",
            default,
            domain: Domain::NonNegative,
            min: 0.0,
            max: 1.0,
            scale: Scale::Linear,
            doc: "the share of the iterate, in units of the learning rate, that each update takes away, beside its step",
        }
    }

    /// The share of an average that stays at each update.
    pub(crate) const fn memory(
        id: &'static str,
        symbol: &'static str,
        default: f64,
        max: f64,
        doc: &'static str,
    ) -> Self {
        Self { id, symbol, default, domain: Domain::Fraction, min: 0.0, max, scale: Scale::Linear, doc }
    }
}

/// Why hyper-parameters were refused.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ParamError {
    /// A value outside its parameter's domain.
    Value {
        /// The parameter.
        spec: &'static ParamSpec,
        /// What was given.
        value: f64,
    },
    /// Too many or too few values for a rule or a schedule.
    Count {
        /// Its id.
        rule: &'static str,
        /// How many it takes.
        expected: usize,
        /// How many were given.
        given: usize,
    },
}

impl fmt::Display for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { spec, value } if value.is_infinite() => {
                write!(f, "{} = {value}: must be finite and {}", spec.id, spec.domain)
            }
            Self::Value { spec, value } => write!(f, "{} = {value}: must be {}", spec.id, spec.domain),
            Self::Count { rule, expected, given } => {
                write!(f, "{rule}: takes {expected} parameters, {given} given")
            }
        }
    }
}

impl core::error::Error for ParamError {}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;

    static BETA1: ParamSpec = ParamSpec::memory("beta1", "β₁", 0.9, 0.999, "for the test");
    static LR: ParamSpec = ParamSpec::lr(0.01, 1.0);

    #[test]
    fn refusals_name_parameter_value_and_range() {
        for (spec, value, message) in [
            (&BETA1, 1.2, "beta1 = 1.2: must be in [0, 1)"),
            (&BETA1, -0.1, "beta1 = -0.1: must be in [0, 1)"),
            (&BETA1, f64::NAN, "beta1 = NaN: must be in [0, 1)"),
            (&LR, -1.0, "lr = -1: must be > 0"),
            (&LR, 0.0, "lr = 0: must be > 0"),
            (&LR, f64::INFINITY, "lr = inf: must be finite and > 0"),
        ] {
            let error = spec.check(value).expect_err("out of range");
            assert_eq!(error.to_string(), message);
        }
        assert_eq!(BETA1.check(0.0), Ok(0.0));
    }
}
