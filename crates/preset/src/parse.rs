//! From a link to a preset. Total: every text gives one.

mod batch;
mod change;
mod look;
mod minima;
mod presentation;
mod race;
mod run;

use std::ops::RangeInclusive;
use std::str::FromStr;

use downhill::View;

use crate::check;
use crate::limits::VERSION;
use crate::link::{self, Pair};
use crate::number;
use crate::setup::{BatchSetup, Lab, MinimaSetup, Presentation, Preset, RaceSetup, Setup};
use crate::warning::{Field, Problem, Warning};

pub(crate) use look::is_sweep;
pub(crate) use presentation::ONCE as PRESENTATION;

/// What a text sets up, and what in it could not be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The preset, within all limits. Where the text says nothing, the defaults of its version.
    pub preset: Preset,
    /// What could not be used.
    pub warnings: Vec<Warning>,
    /// The lab that the text names. `None` if it names none, or one that is not known here.
    pub lab: Option<Lab>,
    /// Whether the text is for a newer version. Then nothing in it was read, and the one warning says so.
    pub is_refused: bool,
}

/// What a text says to one lab.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedFor<S> {
    /// The setup, within all limits; what a text that says nothing sets up, if the text is for another lab.
    pub setup: S,
    /// How it is shown.
    pub presentation: Presentation,
    /// What could not be used.
    pub warnings: Vec<Warning>,
    /// The lab that the text names, as in [`Parsed::lab`].
    pub lab: Option<Lab>,
    /// As in [`Parsed::is_refused`].
    pub is_refused: bool,
}

/// Reads a link: a `#...` fragment, a `?...` query, the bare pairs, or a whole URL, whose fragment counts before its
/// query. See the [crate's documentation](crate) for the grammar.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let ParsedFor { setup, presentation, warnings, lab, is_refused } = parse_for(text, |reader| match reader {
        Some(reader) if reader.is_for(Lab::Batch) => Setup::Batch(reader.batch()),
        Some(reader) if reader.is_for(Lab::Minima) => Setup::Minima(reader.minima()),
        Some(reader) => Setup::Race(reader.race()),
        None => Setup::Race(RaceSetup::default()),
    });
    Parsed { preset: Preset { setup, presentation }, warnings, lab, is_refused }
}

/// Reads a link for the Race alone, so that a program without other labs need not know how theirs are written.
#[must_use]
pub fn parse_race(text: &str) -> ParsedFor<RaceSetup> {
    parse_for(text, |reader| match reader {
        Some(reader) if reader.is_for_another(Lab::Race) => RaceSetup::default(),
        Some(reader) => reader.race(),
        None => RaceSetup::default(),
    })
}

/// Reads a link for the Batch lab alone.
#[must_use]
pub fn parse_batch(text: &str) -> ParsedFor<BatchSetup> {
    parse_for(text, |reader| match reader {
        Some(reader) if reader.is_for(Lab::Batch) => reader.batch(),
        _ => BatchSetup::default(),
    })
}

/// Reads a link for the Minima lab alone.
#[must_use]
pub fn parse_minima(text: &str) -> ParsedFor<MinimaSetup> {
    parse_for(text, |reader| match reader {
        Some(reader) if reader.is_for(Lab::Minima) => reader.minima(),
        _ => MinimaSetup::default(),
    })
}

/// Reads a link; `setup` is asked for nothing if the text is refused.
fn parse_for<S>(text: &str, setup: impl FnOnce(Option<&mut Reader<'_>>) -> S) -> ParsedFor<S> {
    let mut warnings = Vec::new();
    let pairs = link::pairs(text, &mut warnings);
    let mut reader = Reader { pairs: &pairs, warnings };
    if let Some(refusal) = reader.version() {
        let (setup, warnings) = (setup(None), vec![refusal]);
        return ParsedFor { setup, presentation: Presentation::default(), warnings, lab: None, is_refused: true };
    }
    let lab = reader.one_of("lab", Lab::ALL, Lab::id, Problem::UnknownLab);
    let setup = setup(Some(&mut reader));
    let presentation = reader.presentation();
    ParsedFor { setup, presentation, warnings: reader.warnings, lab, is_refused: false }
}

struct Reader<'a> {
    pairs: &'a [Pair],
    warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
    /// Whether the link names this lab.
    fn is_for(&self, lab: Lab) -> bool {
        self.value("lab") == Some(lab.id())
    }

    /// Whether the link names a lab that is known and another than this.
    fn is_for_another(&self, lab: Lab) -> bool {
        Lab::ALL.iter().any(|other| *other != lab && self.is_for(*other))
    }

    fn values(&self, key: &'static str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.pairs.iter().filter(move |(known, _)| *known == key).map(|(_, value)| value.trim())
    }

    fn value(&self, key: &'static str) -> Option<&'a str> {
        self.values(key).next()
    }

    fn warn(&mut self, field: Field, value: &str, problem: Problem) {
        self.warnings.push(Warning::new(field, value, problem));
    }

    /// Reads a key that may be given once; what `read` objects to counts as not given.
    fn single<T>(&mut self, key: &'static str, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<T> {
        let value = self.value(key)?;
        read(value).map_err(|problem| self.warn(Field::Key(key), value, problem)).ok()
    }

    fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        id: fn(T) -> &'static str,
        problem: Problem,
    ) -> Option<T> {
        self.single(key, |value| all.iter().copied().find(|one| id(*one) == value).ok_or(problem))
    }

    /// The refusal of a version that is newer than any known here. Numbers too long to be read are newer, too.
    fn version(&mut self) -> Option<Warning> {
        let value = self.value("v")?;
        let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        match value.parse::<u64>() {
            Ok(VERSION) => None,
            Ok(version) if version < VERSION => {
                self.warn(Field::Key("v"), value, Problem::UnknownVersion);
                None
            }
            Err(_) if !is_number => {
                self.warn(Field::Key("v"), value, Problem::UnknownVersion);
                None
            }
            _ => Some(Warning::new(Field::Key("v"), value, Problem::NewerVersion)),
        }
    }

    fn name_repetitions(&mut self, once: &[&'static str]) {
        for &key in once.iter().chain(presentation::ONCE) {
            for value in self.values(key).skip(1) {
                self.warn(Field::Key(key), value, Problem::Repeated);
            }
        }
    }
}

fn view(value: &str) -> Result<View, Problem> {
    let [left, right, bottom, top] = numbers(value).ok_or(Problem::NotAView)?;
    let view = View { x: [left, right], y: [bottom, top] };
    check::view(view).map_or(Ok(view), Err)
}

/// Exactly `N` finite numbers, joined by commas.
fn numbers<const N: usize>(value: &str) -> Option<[f64; N]> {
    list(value)?.try_into().ok()
}

/// Finite numbers, joined by commas.
fn list(value: &str) -> Option<Vec<f64>> {
    value.split(',').map(number::parse).collect()
}

/// A whole number within a range.
fn whole<T: FromStr + PartialOrd>(value: &str, range: RangeInclusive<T>, problem: Problem) -> Result<T, Problem> {
    value.parse().ok().filter(|number| range.contains(number)).ok_or(problem)
}
