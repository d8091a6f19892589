//! The limits of a setup, for one that was not parsed.

mod batch;
mod change;
mod minima;

use downhill::{Entry, TRANSFORMS, View};

pub use batch::check_batch;
pub use minima::check_minima;

use change::changes;

use crate::fit;
use crate::limits::{CLOUD, EACH, MAX_COORDINATE, MAX_RUNS, MIN_SPAN, NOISE, PITCHES, STEPS, YAWS};
use crate::number::shortest;
use crate::parse::is_sweep;
use crate::range::Range;
use crate::setup::{Data, Look, RaceRun, RaceSetup};
use crate::warning::{Field, Problem, Warning, run, run_part};

/// What in a setup is beyond the limits that [`parse`](crate::parse()) holds a link to. Nothing found means that the
/// setup can be run, and that its link gives it back.
#[must_use]
pub fn check(setup: &RaceSetup) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |field, values: &[f64], problem: Option<Problem>| {
        warnings.extend(problem.map(|problem| Warning::new(field, &list(values), problem)));
    };
    warn(Field::Key("from"), &setup.start, start(&setup.start));
    if let Some(shown) = setup.view {
        warn(Field::Key("view"), [shown.x, shown.y].as_flattened(), view(shown));
    }
    for (number, run) in (1..).zip(&setup.runs) {
        runner(number, run, &mut warnings);
    }
    if setup.runs.len() > MAX_RUNS {
        warnings.push(Warning::new(Field::Key("runs"), &setup.runs.len().to_string(), Problem::TooManyRuns));
    }
    if !STEPS.contains(&setup.steps) {
        warnings.push(Warning::new(Field::Key("steps"), &setup.steps.to_string(), Problem::STEPS));
    }
    if let Some(target) = setup.target.filter(|target| !target.is_finite()) {
        warnings.push(Warning::new(Field::Key("target"), &shortest(target), Problem::Target));
    }
    if !NOISE.contains(&setup.noise) {
        warnings.push(Warning::new(Field::Key("noise"), &shortest(setup.noise), Problem::Noise));
    }
    if !CLOUD.contains(&setup.seeds) {
        warnings.push(Warning::new(Field::Key("seeds"), &setup.seeds.to_string(), Problem::CLOUD));
    }
    let rules: Vec<_> = setup.runs.iter().map(|run| run.entry.rule).collect();
    changes(&setup.changes, &rules, &mut warnings);
    look(setup, &mut warnings);
    if warnings.is_empty() {
        let mut fitted = setup.clone();
        warnings.extend(fit::cloud(&mut fitted));
        warnings.extend(fit::length(&mut fitted));
    }
    warnings
}

/// What is wrong with what is looked at.
fn look(setup: &RaceSetup, warnings: &mut Vec<Warning>) {
    let Look { runner, point, sweep, each, eye: from, .. } = &setup.look;
    let runs = setup.runs.len().max(1);
    let mut warn = |key, value: &str, problem| warnings.push(Warning::new(Field::Key(key), value, problem));
    if let Some(index) = runner.filter(|index| *index >= runs) {
        warn("runner", &(index + 1).to_string(), Problem::runner(runs));
    }
    if let Some((point, problem)) = point.and_then(|point| Some((point, start(&point)?))) {
        warn("point", &list(&point), problem);
    }
    let rule = setup.runs.get(runner.unwrap_or(0)).map(|run| run.entry.rule);
    if let Some(names) = sweep.as_ref().filter(|names| !is_sweep(names, rule)) {
        warn("sweep", &names.join(","), Problem::NotASweep);
    }
    if let Some(steps) = each.filter(|steps| !EACH.contains(steps)) {
        warn("each", &steps.to_string(), Problem::EACH);
    }
    if let Some((eye, problem)) = from.and_then(|from| Some((from, eye(from)?))) {
        warn("eye", &list(&eye), problem);
    }
}

/// What is wrong with the direction from which a surface in space is seen.
pub(crate) fn eye([yaw, pitch]: [f64; 2]) -> Option<Problem> {
    [(yaw, YAWS), (pitch, PITCHES)].into_iter().find_map(|(degrees, within)| problem_in(Range::Within(within), degrees))
}

/// What is wrong with the `number`th run of a race.
fn runner(number: usize, RaceRun { entry: of, schedule, transforms }: &RaceRun, warnings: &mut Vec<Warning>) {
    entry(number, of, warnings);
    for (spec, strength) in TRANSFORMS.iter().zip(transforms.strengths()) {
        let problem = match strength {
            Some(_) if of.rule.params.iter().any(|own| own.id == spec.id) => Some(Problem::Repeated),
            Some(strength) => problem_in(Range::Of(spec.domain), strength),
            None => None,
        };
        let value = shortest(strength.unwrap_or(0.0));
        warnings.extend(problem.map(|problem| Warning::new(run_part(number, spec.id), &value, problem)));
    }
    for (spec, value) in schedule.info().params.iter().zip(schedule.params()) {
        warnings.extend(number_in(Range::Of(spec.domain), value, || run_part(number, spec.id)));
    }
}

/// What is wrong with the parameters of the `number`th run.
fn entry(number: usize, Entry { rule, params }: &Entry, warnings: &mut Vec<Warning>) {
    if params.len() != rule.params.len() {
        let count = params.len().to_string();
        warnings.push(Warning::new(run(number), &count, Problem::ParameterCount(rule)));
        return;
    }
    for (spec, &value) in rule.params.iter().zip(params) {
        warnings.extend(number_in(Range::Of(spec.domain), value, || run_part(number, spec.id)));
    }
}

/// What is wrong with a number that must lie in a range.
fn number_in(range: Range, value: f64, field: impl FnOnce() -> Field) -> Option<Warning> {
    problem_in(range, value).map(|problem| Warning::new(field(), &shortest(value), problem))
}

fn problem_in(range: Range, value: f64) -> Option<Problem> {
    let problem = if value.is_finite() { Problem::Parameter } else { Problem::NotANumber };
    (!range.contains(value)).then_some(problem(range))
}

/// What is wrong with a start.
pub(crate) fn start(start: &[f64]) -> Option<Problem> {
    out_of_range(start).then_some(Problem::Coordinate)
}

/// What is wrong with a view.
pub(crate) fn view(View { x, y }: View) -> Option<Problem> {
    if out_of_range([x, y].as_flattened()) {
        Some(Problem::Coordinate)
    } else if [x, y].iter().any(|[min, max]| max - min < MIN_SPAN) {
        Some(Problem::ViewOrder)
    } else {
        None
    }
}

/// What is wrong with a view in one dimension.
pub(crate) fn span([min, max]: [f64; 2]) -> Option<Problem> {
    if out_of_range(&[min, max]) {
        Some(Problem::Coordinate)
    } else if max - min < MIN_SPAN {
        Some(Problem::SpanOrder)
    } else {
        None
    }
}

/// Whether there is a choice of the parameters that a picture shows.
pub(crate) fn has_axes(data: Data) -> bool {
    data.built_in().is_none_or(|set| set.parameters.len() > 2)
}

/// Whether a coordinate is too far out, or not a number at all.
fn out_of_range(coordinates: &[f64]) -> bool {
    !coordinates.iter().all(|coordinate| coordinate.abs() <= MAX_COORDINATE)
}

fn list(values: &[f64]) -> String {
    values.iter().map(|&value| shortest(value)).collect::<Vec<_>>().join(",")
}
