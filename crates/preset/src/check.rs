//! The limits of a setup, for one that was not parsed.

use downhill::{Entry, View};

use crate::limits::{MAX_COORDINATE, MAX_RUNS, MIN_SPAN, STEPS};
use crate::number::shortest;
use crate::setup::RaceSetup;
use crate::warning::{Field, Problem, Warning};

/// What in a setup is beyond the limits that [`parse`](crate::parse()) holds a link to. Nothing found means that the
/// setup can be run, and that its link gives it back.
#[must_use]
pub fn check(setup: &RaceSetup) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |field, values: &[f64], problem: Option<Problem>| {
        warnings.extend(problem.map(|problem| Warning::new(field, &list(values), problem)));
    };
    warn(Field::Key("from"), &setup.start, start(setup.start));
    if let Some(shown) = setup.view {
        warn(Field::Key("view"), [shown.x, shown.y].as_flattened(), view(shown));
    }
    for (number, Entry { rule, params }) in (1..).zip(&setup.runs) {
        if params.len() != rule.params.len() {
            let count = params.len().to_string();
            warnings.push(Warning::new(Field::Run(number), &count, Problem::ParameterCount(rule)));
            continue;
        }
        for (spec, &value) in rule.params.iter().zip(params) {
            if !spec.domain.contains(value) {
                let problem = if value.is_finite() { Problem::Parameter } else { Problem::NotANumber };
                let field = Field::Param(number, spec.id.to_owned());
                warnings.push(Warning::new(field, &shortest(value), problem(spec.domain)));
            }
        }
    }
    if setup.runs.len() > MAX_RUNS {
        warnings.push(Warning::new(Field::Key("runs"), &setup.runs.len().to_string(), Problem::TooManyRuns));
    }
    if !STEPS.contains(&setup.steps) {
        warnings.push(Warning::new(Field::Key("steps"), &setup.steps.to_string(), Problem::Steps));
    }
    if let Some(target) = setup.target.filter(|target| !target.is_finite()) {
        warnings.push(Warning::new(Field::Key("target"), &shortest(target), Problem::Target));
    }
    warnings
}

/// What is wrong with a start.
pub(crate) fn start(start: [f64; 2]) -> Option<Problem> {
    out_of_range(&start).then_some(Problem::Coordinate)
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

/// Whether a coordinate is too far out, or not a number at all.
fn out_of_range(coordinates: &[f64]) -> bool {
    !coordinates.iter().all(|coordinate| coordinate.abs() <= MAX_COORDINATE)
}

fn list(values: &[f64]) -> String {
    values.iter().map(|&value| shortest(value)).collect::<Vec<_>>().join(",")
}
