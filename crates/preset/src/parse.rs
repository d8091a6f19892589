//! From a link to a preset. Total: every text gives one.

use downhill::{Entry, View, catalog, surface};

use crate::check;
use crate::limits::{MAX_RUNS, STEPS, VERSION};
use crate::link::{self, Pair};
use crate::number;
use crate::setup::{Lab, Lang, Preset, RaceSetup, Setup, Theme};
use crate::warning::{Field, Problem, Warning};

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

/// Reads a link: a `#...` fragment, a `?...` query, the bare pairs, or a whole URL, whose fragment counts before its
/// query. See the [crate's documentation](crate) for the grammar.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut warnings = Vec::new();
    let pairs = link::pairs(text, &mut warnings);
    let mut reader = Reader { pairs: &pairs, warnings };
    if let Some(refusal) = reader.version() {
        let preset = Preset { setup: Setup::Race(RaceSetup::default()), lang: None, theme: None };
        return Parsed { preset, warnings: vec![refusal], lab: None, is_refused: true };
    }
    reader.name_repetitions();
    let lab = reader.one_of("lab", Lab::ALL, Lab::id, Problem::UnknownLab);
    let setup = Setup::Race(reader.race());
    let lang = reader.one_of("lang", Lang::ALL, Lang::id, Problem::UnknownLang);
    let theme = reader.one_of("theme", Theme::ALL, Theme::id, Problem::UnknownTheme);
    Parsed { preset: Preset { setup, lang, theme }, warnings: reader.warnings, lab, is_refused: false }
}

struct Reader<'a> {
    pairs: &'a [Pair],
    warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
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

    fn name_repetitions(&mut self) {
        for &key in link::KEYS.iter().filter(|key| **key != "run") {
            for value in self.values(key).skip(1) {
                self.warn(Field::Key(key), value, Problem::Repeated);
            }
        }
    }

    fn race(&mut self) -> RaceSetup {
        let mut setup = RaceSetup::default();
        if let Some(surface) = self.single("f", |id| surface::find(id).ok_or(Problem::UnknownSurface)) {
            setup.surface = surface;
            setup.start = surface.start;
        }
        self.single("expr", |_| Err::<(), _>(Problem::Unsupported));
        if let Some(start) = self.single("from", start) {
            setup.start = start;
        }
        setup.view = self.single("view", view);
        setup.runs = self.runs();
        if let Some(steps) =
            self.single("steps", |value| value.parse().ok().filter(|steps| STEPS.contains(steps)).ok_or(Problem::Steps))
        {
            setup.steps = steps;
        }
        setup.target = self.single("target", |value| number::parse(value).ok_or(Problem::Target));
        setup
    }

    fn runs(&mut self) -> Vec<Entry> {
        let given = self.values("run").count();
        let runs = (1..=MAX_RUNS).zip(self.values("run")).filter_map(|(number, value)| self.run(number, value));
        let runs = runs.collect();
        if given > MAX_RUNS {
            self.warn(Field::Key("runs"), &given.to_string(), Problem::TooManyRuns);
        }
        runs
    }

    /// The `number`th run of the link: a rule, and what is said about its parameters.
    fn run(&mut self, number: usize, value: &str) -> Option<Entry> {
        let mut items = value.split(',').map(str::trim);
        let id = items.next().unwrap_or_default();
        let Some(rule) = catalog::find(id) else {
            self.warn(Field::Run(number), id, Problem::UnknownRule);
            return None;
        };
        let mut params: Vec<Option<f64>> = vec![None; rule.params.len()];
        let mut is_given = vec![false; rule.params.len()];
        for item in items.filter(|item| !item.is_empty()) {
            let Some((name, value)) = item.split_once(':') else {
                self.warn(Field::Run(number), item, Problem::NotAParameter);
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            let field = Field::Param(number, name.to_owned());
            let Some(index) = rule.params.iter().position(|spec| spec.id == name) else {
                self.warn(field, value, Problem::UnknownParameter(rule));
                continue;
            };
            let domain = rule.params[index].domain;
            if is_given[index] {
                self.warn(field, value, Problem::Repeated);
                continue;
            }
            is_given[index] = true;
            match number::parse(value) {
                None => self.warn(field, value, Problem::NotANumber(domain)),
                Some(number) if !domain.contains(number) => self.warn(field, value, Problem::Parameter(domain)),
                number => params[index] = number,
            }
        }
        let params = params.into_iter().zip(rule.defaults()).map(|(own, default)| own.unwrap_or(default)).collect();
        Some(Entry { rule, params })
    }
}

fn start(value: &str) -> Result<[f64; 2], Problem> {
    let start = numbers(value).ok_or(Problem::NotAPoint)?;
    check::start(start).map_or(Ok(start), Err)
}

fn view(value: &str) -> Result<View, Problem> {
    let [left, right, bottom, top] = numbers(value).ok_or(Problem::NotAView)?;
    let view = View { x: [left, right], y: [bottom, top] };
    check::view(view).map_or(Ok(view), Err)
}

/// Exactly `N` finite numbers, joined by commas.
fn numbers<const N: usize>(value: &str) -> Option<[f64; N]> {
    let numbers: Option<Vec<f64>> = value.split(',').map(number::parse).collect();
    numbers?.try_into().ok()
}
