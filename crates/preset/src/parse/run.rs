//! The runs of a link: rules, and what is said about their parameters.

use downhill::{Entry, ParamSpec, Schedule, ScheduleInfo, TRANSFORMS, Transforms, catalog, schedule};

use super::Reader;
use crate::limits::MAX_RUNS;
use crate::number;
use crate::range::Range;
use crate::setup::RaceRun;
use crate::warning::{Extras, Field, Problem, run, run_part};

/// The parameter that is enough to name its schedule.
const DECAY: &str = "decay";

/// What a run says beside its rule: each item once, and not yet read.
struct Items<'a> {
    number: usize,
    extras: Extras,
    /// Name, value and place.
    given: Vec<(&'a str, &'a str, usize)>,
    /// The places of the items that were warned of, warning by warning.
    blamed: Vec<usize>,
}

impl<'a> Items<'a> {
    /// Takes out what is said of a name, and where.
    fn take(&mut self, name: &str) -> Option<(&'a str, usize)> {
        let index = self.given.iter().position(|(given, ..)| *given == name)?;
        let (_, value, place) = self.given.remove(index);
        Some((value, place))
    }
}

impl<'a> Reader<'a> {
    /// The runs of the link, with what may be said of them in its lab beside their parameters.
    pub(super) fn runs(&mut self, extras: Extras) -> Vec<RaceRun> {
        let given = self.values("run").count();
        let runs = (1..=MAX_RUNS).zip(self.values("run")).filter_map(|(number, value)| self.run(number, value, extras));
        let runs = runs.collect();
        if given > MAX_RUNS {
            self.warn(Field::Key("runs"), &given.to_string(), Problem::TooManyRuns);
        }
        runs
    }

    /// The `number`th run of the link: a rule, and what is said about its parameters.
    fn run(&mut self, number: usize, value: &'a str, extras: Extras) -> Option<RaceRun> {
        let mut texts = value.split(',').map(str::trim);
        let id = texts.next().unwrap_or_default();
        let Some(rule) = catalog::find(id) else {
            self.warn(run(number), id, Problem::UnknownRule);
            return None;
        };
        if rule.asks && extras == Extras::Batch {
            self.warn(run(number), id, Problem::Asks);
            return None;
        }
        let first = self.warnings.len();
        let mut items = Items { number, extras, given: Vec::new(), blamed: Vec::new() };
        for (place, text) in texts.filter(|text| !text.is_empty()).enumerate() {
            let Some((name, value)) = text.split_once(':') else {
                self.blame(&mut items, place, run(number), text, Problem::NotAParameter);
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            if items.given.iter().any(|(given, ..)| *given == name) {
                self.blame(&mut items, place, run_part(number, name), value, Problem::Repeated);
            } else {
                items.given.push((name, value, place));
            }
        }
        let own = self.numbers_of(&mut items, rule.params);
        let params = own.into_iter().zip(rule.defaults()).map(|(own, default)| own.unwrap_or(default)).collect();
        let schedule = self.schedule(&mut items);
        let mut transforms = Transforms::default();
        if extras == Extras::Race {
            let strengths = TRANSFORMS.each_ref().map(|spec| {
                let is_own = rule.params.iter().any(|own| own.id == spec.id);
                if is_own { None } else { self.number_of(&mut items, spec) }
            });
            transforms = Transforms::new(strengths);
        }
        for (name, value, place) in std::mem::take(&mut items.given) {
            self.blame(&mut items, place, run_part(number, name), value, Problem::UnknownParameter(rule, extras));
        }
        // In the order in which they stand in the link.
        let mut places: Vec<usize> = Vec::new();
        for (place, warning) in items.blamed.into_iter().zip(self.warnings.split_off(first)) {
            let at = places.partition_point(|&other| other <= place);
            places.insert(at, place);
            self.warnings.insert(first + at, warning);
        }
        Some(RaceRun { entry: Entry { rule, params }, schedule, transforms })
    }

    fn blame(&mut self, items: &mut Items<'a>, place: usize, field: Field, value: &str, problem: Problem) {
        self.warn(field, value, problem);
        items.blamed.push(place);
    }

    /// The schedule that the items name, by itself or by the parameter of the commonest.
    fn schedule(&mut self, items: &mut Items<'a>) -> Schedule {
        let named = if items.extras == Extras::Race { items.take("schedule") } else { None };
        let mut found: Option<&'static ScheduleInfo> = named.and_then(|(id, _)| schedule::find(id));
        if let Some((value, place)) = named.filter(|_| found.is_none()) {
            let field = run_part(items.number, "schedule");
            self.blame(items, place, field, value, Problem::UNKNOWN_SCHEDULE);
        }
        if found.is_none() && items.extras != Extras::None && items.given.iter().any(|(name, ..)| *name == DECAY) {
            found = schedule::find("inverse-time");
        }
        let Some(info) = found else { return Schedule::Constant };
        let own = self.numbers_of(items, info.params);
        if named.is_none() && own.iter().all(Option::is_none) {
            // A decay that cannot be used counts as none.
            return Schedule::Constant;
        }
        let params: Vec<f64> = own.into_iter().zip(info.defaults()).map(|(own, or)| own.unwrap_or(or)).collect();
        info.build(&params).unwrap_or(Schedule::Constant)
    }

    fn numbers_of(&mut self, items: &mut Items<'a>, specs: &'static [ParamSpec]) -> Vec<Option<f64>> {
        specs.iter().map(|spec| self.number_of(items, spec)).collect()
    }

    fn number_of(&mut self, items: &mut Items<'a>, spec: &'static ParamSpec) -> Option<f64> {
        let (value, place) = items.take(spec.id)?;
        let number = self.parameter(run_part(items.number, spec.id), value, Range::Of(spec.domain));
        if number.is_none() {
            items.blamed.push(place);
        }
        number
    }

    /// A number within a range.
    pub(super) fn parameter(&mut self, field: Field, value: &str, range: Range) -> Option<f64> {
        let problem = match number::parse(value) {
            Some(number) if range.contains(number) => return Some(number),
            Some(_) => Problem::Parameter(range),
            None => Problem::NotANumber(range),
        };
        self.warn(field, value, problem);
        None
    }
}
