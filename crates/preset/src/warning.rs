//! What was wrong in a link or setup, as data.

use std::fmt;

use downhill::{Domain, RuleInfo, catalog, surface};

use crate::limits::{MAX_COORDINATE, MAX_LENGTH, MAX_PAIRS, MAX_QUOTE, MAX_RUNS, MAX_STEPS, MIN_SPAN, VERSION};
use crate::number::shortest;
use crate::setup::{Lab, Lang, Theme};

/// Something in a link or setup that cannot be used, and why.
///
/// Displays as an English sentence: `run 2: lr = -1: must be > 0`. The codes are listed in the
/// [crate's documentation](crate).
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    field: Field,
    value: String,
    problem: Problem,
}

/// Where something is wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Field {
    /// The link as a whole, or a key of it.
    Key(&'static str),
    /// A run, counted from 1.
    Run(usize),
    /// A parameter of a run, by what it was called.
    Param(usize, String),
}

/// What is wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Problem {
    TooLong,
    TooManyPairs,
    TooManyRuns,
    Repeated,
    NewerVersion,
    UnknownVersion,
    UnknownLab,
    UnknownSurface,
    /// A typed loss, which the grammar has and this version has not.
    Unsupported,
    NotAPoint,
    NotAView,
    Coordinate,
    ViewOrder,
    UnknownRule,
    NotAParameter,
    UnknownParameter(&'static RuleInfo),
    /// A parameter of this domain, but no finite number.
    NotANumber(Domain),
    /// A number outside its parameter's domain.
    Parameter(Domain),
    ParameterCount(&'static RuleInfo),
    Steps,
    Target,
    UnknownLang,
    UnknownTheme,
}

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        (self.code(), self.rule()) == (other.code(), other.rule())
    }
}

impl Warning {
    /// A warning about a value as it was given, which is shortened and stripped of what could disturb a terminal.
    pub(crate) fn new(field: Field, value: &str, problem: Problem) -> Self {
        Self { field, value: quote(value), problem }
    }

    /// What kind of thing is wrong: a stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// Where: `from`, `run 2`, `run 2: lr`. Runs are counted from 1, in the link those left out included.
    #[must_use]
    pub fn field(&self) -> String {
        match &self.field {
            Field::Key(key) => (*key).to_owned(),
            Field::Run(number) => format!("run {number}"),
            Field::Param(number, name) => format!("run {number}: {}", quote(name)),
        }
    }

    /// What was given, shortened to [`MAX_QUOTE`] characters; control characters are replaced.
    #[must_use]
    pub fn value(&self) -> String {
        self.value.clone()
    }

    /// What it must be, with as few words as possible: `> 0`, `x,y`, `en | ko`.
    #[must_use]
    pub fn rule(&self) -> String {
        self.problem.rule()
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.value.is_empty() { "(nothing)" } else { &self.value };
        write!(f, "{} = {value}: {}", self.field(), self.problem.sentence())
    }
}

impl Problem {
    fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::TooManyPairs => "too-many-pairs",
            Self::TooManyRuns => "too-many-runs",
            Self::Repeated => "repeated",
            Self::NewerVersion => "newer-version",
            Self::UnknownVersion => "unknown-version",
            Self::UnknownLab => "unknown-lab",
            Self::UnknownSurface => "unknown-surface",
            Self::Unsupported => "unsupported",
            Self::NotAPoint => "not-a-point",
            Self::NotAView => "not-a-view",
            Self::Coordinate => "coordinate",
            Self::ViewOrder => "view-order",
            Self::UnknownRule => "unknown-rule",
            Self::NotAParameter => "not-a-parameter",
            Self::UnknownParameter(_) => "unknown-parameter",
            Self::NotANumber(_) => "not-a-number",
            Self::Parameter(_) => "parameter",
            Self::ParameterCount(_) => "parameter-count",
            Self::Steps => "steps",
            Self::Target => "target",
            Self::UnknownLang => "unknown-lang",
            Self::UnknownTheme => "unknown-theme",
        }
    }

    fn rule(self) -> String {
        match self {
            Self::TooLong => format!("<= {MAX_LENGTH}"),
            Self::TooManyPairs => format!("<= {MAX_PAIRS}"),
            Self::TooManyRuns => format!("<= {MAX_RUNS}"),
            Self::Repeated => "once".to_owned(),
            Self::NewerVersion => format!("<= {VERSION}"),
            Self::UnknownVersion => VERSION.to_string(),
            Self::Unsupported => String::new(),
            Self::NotAPoint => "x,y".to_owned(),
            Self::NotAView => "xmin,xmax,ymin,ymax".to_owned(),
            Self::Coordinate => {
                let edge = shortest(MAX_COORDINATE);
                format!("in [-{edge}, {edge}]")
            }
            Self::ViewOrder => {
                let span = shortest(MIN_SPAN);
                format!("xmax - xmin >= {span}, ymax - ymin >= {span}")
            }
            Self::NotAParameter => "parameter:value".to_owned(),
            Self::NotANumber(domain) | Self::Parameter(domain) => domain.to_string(),
            Self::ParameterCount(rule) => rule.params.len().to_string(),
            Self::Steps => format!("1..{MAX_STEPS}"),
            Self::Target => "finite".to_owned(),
            Self::UnknownLab
            | Self::UnknownSurface
            | Self::UnknownRule
            | Self::UnknownParameter(_)
            | Self::UnknownLang
            | Self::UnknownTheme => self.choices().join(" | "),
        }
    }

    /// What could have been given, where that is a list.
    fn choices(self) -> Vec<&'static str> {
        match self {
            Self::UnknownLab => Lab::ALL.iter().map(|lab| lab.id()).collect(),
            Self::UnknownSurface => surface::SURFACES.iter().map(|surface| surface.id).collect(),
            Self::UnknownRule => catalog::RULES.iter().map(|rule| rule.id).collect(),
            Self::UnknownParameter(rule) => rule.params.iter().map(|spec| spec.id).collect(),
            Self::UnknownLang => Lang::ALL.iter().map(|lang| lang.id()).collect(),
            Self::UnknownTheme => Theme::ALL.iter().map(|theme| theme.id()).collect(),
            _ => Vec::new(),
        }
    }

    /// The second half of the English sentence.
    fn sentence(self) -> String {
        match self {
            Self::TooLong => format!("must be at most {MAX_LENGTH} characters; the rest is not read"),
            Self::TooManyPairs => format!("must be at most {MAX_PAIRS}; the rest is not read"),
            Self::TooManyRuns => format!("must be at most {MAX_RUNS}; the rest is left out"),
            Self::Repeated => "must be given once; the first counts".to_owned(),
            Self::NewerVersion => {
                format!("must be at most {VERSION}; the link is for a newer Downhill than this one")
            }
            Self::Unsupported => "typed losses are not known to this version; f is used".to_owned(),
            Self::NotAPoint => "must be two numbers: x,y".to_owned(),
            Self::NotAView => "must be four numbers: xmin,xmax,ymin,ymax".to_owned(),
            Self::ViewOrder => {
                format!("must have xmin < xmax and ymin < ymax, at least {} apart", shortest(MIN_SPAN))
            }
            Self::NotANumber(domain) => format!("must be a finite number {domain}"),
            Self::ParameterCount(rule) => {
                format!("must be {}, the number of parameters of {}", rule.params.len(), rule.id)
            }
            Self::Steps => format!("must be a whole number from 1 to {MAX_STEPS}"),
            Self::Target => "must be a finite number".to_owned(),
            Self::UnknownVersion | Self::Coordinate | Self::NotAParameter | Self::Parameter(_) => {
                format!("must be {}", self.rule())
            }
            Self::UnknownParameter(rule) => {
                format!("{} has no such parameter; it takes {}", rule.id, self.choices().join(", "))
            }
            Self::UnknownLab | Self::UnknownSurface | Self::UnknownRule | Self::UnknownLang | Self::UnknownTheme => {
                match self.choices().as_slice() {
                    [only] => format!("must be {only}"),
                    choices => format!("must be one of {}", choices.join(", ")),
                }
            }
        }
    }
}

/// At most [`MAX_QUOTE`] characters of a text, none of which moves a cursor or turns the direction of writing.
fn quote(text: &str) -> String {
    let is_harmful = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut characters = text.chars().map(|c| if is_harmful(c) { char::REPLACEMENT_CHARACTER } else { c });
    let mut quote: String = characters.by_ref().take(MAX_QUOTE).collect();
    if characters.next().is_some() {
        quote.pop();
        quote.push('…');
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_short_and_harmless() {
        assert_eq!(quote("a\u{1b}[2Jb\0"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(quote(&"가".repeat(40)), "가".repeat(40));
        assert_eq!(quote(&"가".repeat(41)), format!("{}…", "가".repeat(39)));
    }
}
