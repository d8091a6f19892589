//! What runners are called: their rules, and where a rule runs more than once, the parameters in which it differs, or a
//! number if there are none.

use downhill::Entry;

use crate::number::format_number;

/// The names of a race's runners, as briefly as they can be told apart.
#[must_use]
pub fn runner_labels(runs: &[&Entry]) -> Vec<String> {
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
        let same = |twin: &Entry| twin.params.iter().zip(&run.params).all(|(a, b)| a.to_bits() == b.to_bits());
        let equals: Vec<usize> = twins.iter().filter(|(_, twin)| same(twin)).map(|(index, _)| *index).collect();
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
    use downhill::catalog;

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
}
