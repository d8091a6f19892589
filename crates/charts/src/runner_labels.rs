//! What runners are called: their rules, and where a rule runs more than once, the parameters in which it differs, or a
//! number if there are none.

use downhill::schedule::ScheduleInfo;
use downhill::{Entry, Runner, TRANSFORMS};

use crate::number::format_number;

/// The names of runs, as briefly as they can be told apart.
#[must_use]
pub fn runner_labels(runs: &[&Entry]) -> Vec<String> {
    labels(runs, |_| Vec::new())
}

/// The names of a race's runners: what is done around their rules tells them apart as well. A schedule is called by its word, in
/// whichever language.
#[must_use]
pub fn race_labels(runners: &[&Runner], word: impl Fn(&'static ScheduleInfo) -> String) -> Vec<String> {
    let entries: Vec<&Entry> = runners.iter().map(|runner| &runner.entry).collect();
    labels(&entries, |index| {
        let Runner { schedule, transforms, changes, .. } = runners[index];
        let info = schedule.info();
        let params = schedule.params();
        let numbers =
            info.params.iter().zip(params).map(|(spec, value)| format!(" {} {}", spec.symbol, format_number(value)));
        let is_scheduled = !info.params.is_empty();
        let mut facets = vec![
            if is_scheduled { format!(" {}", word(info)) } else { String::new() },
            if is_scheduled { numbers.collect() } else { String::new() },
        ];
        let strengths = TRANSFORMS.iter().zip(transforms.strengths());
        facets.extend(strengths.map(|(spec, strength)| {
            strength.map_or_else(String::new, |strength| format!(" {} {}", spec.symbol, format_number(strength)))
        }));
        facets.push(if changes.is_empty() { String::new() } else { " *".to_owned() });
        facets
    })
}

/// Names, with whatever of the facets of each run its twins have otherwise. All have equally many facets.
fn labels(runs: &[&Entry], facets: impl Fn(usize) -> Vec<String>) -> Vec<String> {
    let label = |(index, run): (usize, &&Entry)| {
        let twins: Vec<(usize, &Entry)> =
            runs.iter().copied().enumerate().filter(|(_, other)| other.rule.id == run.rule.id).collect();
        let mut label = run.rule.name.to_owned();
        for (parameter, spec) in run.rule.params.iter().enumerate() {
            let value = run.params[parameter];
            if twins.iter().any(|(_, twin)| twin.params[parameter].to_bits() != value.to_bits()) {
                label += &format!(" {} {}", spec.symbol, format_number(value));
            }
        }
        let own = facets(index);
        let others: Vec<Vec<String>> = twins.iter().map(|(twin, _)| facets(*twin)).collect();
        // The numbers of a schedule say nothing where another has none of them.
        let mut before_differs = false;
        for (place, facet) in own.iter().enumerate() {
            let differs = others.iter().any(|other| other[place] != *facet);
            if differs && !(place == 1 && before_differs) {
                label += facet;
            }
            before_differs = differs;
        }
        let same = |(twin, entry): &&(usize, &Entry)| {
            entry.params.iter().zip(&run.params).all(|(a, b)| a.to_bits() == b.to_bits()) && facets(*twin) == own
        };
        let equals: Vec<usize> = twins.iter().filter(same).map(|(index, _)| *index).collect();
        if equals.len() > 1 {
            let place = equals.iter().filter(|equal| **equal <= index).count();
            label += &format!(" #{place}");
        }
        label
    };
    runs.iter().enumerate().map(label).collect()
}

#[cfg(test)]
mod tests {
    use downhill::{Schedule, Transforms, catalog};

    use super::*;

    #[test]
    fn runs_of_one_rule_are_told_apart_by_what_differs() {
        let entry = |id, params: &[f64]| Entry { rule: catalog::find(id).expect("built in"), params: params.to_vec() };
        let runs = [
            entry("adam", &[0.1, 0.9, 0.999, 1e-8]),
            entry("sgd", &[0.1]),
            entry("sgd", &[1e-4]),
            entry("momentum", &[0.1, 0.9]),
            entry("momentum", &[0.1, 0.9]),
            entry("sgd", &[1e-4]),
        ];
        let labels = runner_labels(&runs.iter().collect::<Vec<_>>());
        assert_eq!(labels, ["Adam", "SGD η 0.1", "SGD η 10⁻⁴ #1", "Momentum #1", "Momentum #2", "SGD η 10⁻⁴ #2"]);
    }

    #[test]
    fn runners_of_equal_rules_are_told_apart_by_what_is_done_around_them() {
        let plain: Runner = Entry { rule: catalog::find("sgd").expect("built in"), params: vec![0.1] }.into();
        let scheduled = |schedule| Runner { schedule, ..plain.clone() };
        let cosine = |t_max| scheduled(Schedule::Cosine { t_max, eta_min: 0.0 });
        let clipped = Transforms { clip_norm: Some(0.5), ..Transforms::default() };
        let clipped = Runner { transforms: clipped, ..plain.clone() };
        let names = |runners: &[&Runner]| race_labels(runners, |info| info.name.to_lowercase());
        assert_eq!(names(&[&plain, &cosine(50.0), &clipped]), ["SGD", "SGD cosine", "SGD ‖c‖ 0.5"]);
        assert_eq!(names(&[&cosine(50.0), &cosine(90.0)]), ["SGD T 50 η_min 0", "SGD T 90 η_min 0"]);
        assert_eq!(names(&[&plain, &plain]), ["SGD #1", "SGD #2"]);
        assert_eq!(names(&[&clipped]), ["SGD"]);
        let korean =
            race_labels(&[&plain, &cosine(50.0)], |info| if info.id == "cosine" { "코사인" } else { "?" }.to_owned());
        assert_eq!(korean, ["SGD", "SGD 코사인"]);
        let falls = scheduled(Schedule::Step { step_size: 10.0, gamma: 0.5 });
        assert_eq!(names(&[&plain, &falls]), ["SGD", "SGD steps down"]);
    }
}
