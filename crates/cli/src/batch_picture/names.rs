//! What contenders are called, and what is said about each.

use downhill::Contender;
use downhill::data::{BatchSize, Goal};
use downhill::math::mean;
use downhill::model::Valley;
use downhill_charts::{format_number, runner_labels};
use downhill_preset::{BatchRun, BatchSetup};

use super::Finished;

/// The names of all contenders: the batch size, the run, or both, whichever tells them apart.
pub(super) fn labels(setup: &BatchSetup, samples: usize) -> Vec<String> {
    let runs = run_labels(&setup.runs);
    let label = |of: downhill_preset::Contender| match (setup.runs.len(), setup.batches.len()) {
        (1, _) => batch_label(of.batch, samples),
        (_, 1) => runs[of.run].clone(),
        _ => format!("{}, {}", runs[of.run], batch_label(of.batch, samples)),
    };
    setup.contenders().map(label).collect()
}

fn batch_label(batch: BatchSize, samples: usize) -> String {
    match batch.of(samples) {
        size if size == samples => "full batch".to_owned(),
        1 => "one sample".to_owned(),
        size => format!("batch {size}"),
    }
}

/// Runs by what their rules differ in; where that is nothing, by decay, and where that is equal too, by number.
fn run_labels(runs: &[BatchRun]) -> Vec<String> {
    let is_same = |a: &BatchRun, b: &BatchRun| {
        let bits = |run: &BatchRun| run.entry.params.iter().map(|it| it.to_bits()).collect::<Vec<_>>();
        a.entry.rule.id == b.entry.rule.id && bits(a) == bits(b)
    };
    // Each entry once: the labels of twins would be numbered before their decay is looked at.
    let mut firsts: Vec<&BatchRun> = Vec::new();
    for run in runs {
        if !firsts.iter().any(|first| is_same(first, run)) {
            firsts.push(run);
        }
    }
    let entries = runner_labels(&firsts.iter().map(|run| &run.entry).collect::<Vec<_>>());
    let label = |run: &BatchRun| {
        let index = firsts.iter().position(|first| is_same(first, run)).expect("every run has a first one like it");
        let twins = || runs.iter().filter(|other| is_same(other, run));
        let mut label = entries[index].clone();
        if run.decay > 0.0 && twins().any(|twin| twin.decay.to_bits() != run.decay.to_bits()) {
            label += ", decaying";
            if twins().any(|twin| twin.decay > 0.0 && twin.decay.to_bits() != run.decay.to_bits()) {
                label += &format!(" {}", format_number(run.decay));
            }
        }
        label
    };
    let labels: Vec<String> = runs.iter().map(label).collect();
    let numbered = |(index, label): (usize, &String)| {
        if labels.iter().filter(|other| *other == label).count() == 1 {
            return label.clone();
        }
        format!("{label} #{}", labels[..=index].iter().filter(|other| *other == label).count())
    };
    labels.iter().enumerate().map(numbered).collect()
}

/// What became of every contender, in a line each.
pub(super) fn captions(finished: Finished<'_>) -> Vec<String> {
    finished.comparison.contenders().iter().map(|of| caption(finished, of)).collect()
}

fn caption(finished: Finished<'_>, of: &Contender) -> String {
    let (training, ensemble) = (of.training(), of.ensemble());
    let diverged = training.diverged_at().map(|update| format!("diverged at update {update}"));
    if let Some(goal) = finished.set.goal.filter(|_| !ensemble.is_empty()) {
        let arrivals = ensemble.arrivals(ensemble.last());
        let percent = format_number(rounded(100.0 * arrivals.count as f64 / arrivals.replicas as f64, 3));
        let arrived = match goal {
            Goal::Beyond { .. } => format!("{percent} % left the sharp well"),
            Goal::SettledNear { minimum, .. } => format!("{percent} % settled at {}", format_number(minimum)),
        };
        // One run that diverged does not tell what its replicas did.
        return [Some(arrived), diverged].into_iter().flatten().collect::<Vec<_>>().join(", ");
    }
    if let Some(diverged) = diverged {
        return diverged;
    }
    if finished.set.id == "valley" && !ensemble.is_empty() {
        let sharpness = sharpness(of);
        // Replicas may diverge where the run does not.
        let is_short = sharpness < 1000.0;
        let text = if is_short { format!("{sharpness:.2}") } else { format_number(rounded(sharpness, 3)) };
        return format!("sharpness {text}");
    }
    let last = training.last();
    let loss = format_number(rounded(training.losses()[last], 4));
    // The share of rises does not depend on where losses are counted from.
    let raised = training.course(last, 0.0).map_or(0.0, |course| course.raised);
    format!("loss {loss}, {} % of updates raised it", format_number(rounded(100.0 * raised, 3)))
}

/// The mean over all replicas of their sharpness in the last updates, at which they still move.
fn sharpness(of: &Contender) -> f64 {
    const UPDATES: usize = 200;
    mean(&of.tail_means(of.updates(), UPDATES, Valley::sharpness))
}

/// The number with so many significant digits.
fn rounded(number: f64, digits: usize) -> f64 {
    format!("{number:.*e}", digits - 1).parse().expect("a number that was just written")
}

#[cfg(test)]
mod tests {
    use downhill_preset::{Setup, parse};

    use super::*;

    fn labels_of(pairs: &str) -> Vec<String> {
        let Setup::Batch(setup) = parse(&format!("lab=batch&{pairs}")).preset.setup else {
            panic!("{pairs}: no batch")
        };
        labels(&setup, 442)
    }

    #[test]
    fn contenders_are_told_apart_as_briefly_as_they_can_be() {
        assert_eq!(labels_of("batch=all&batch=32&batch=1"), ["full batch", "batch 32", "one sample"]);
        assert_eq!(labels_of("batch=442"), ["full batch"]);
        assert_eq!(labels_of("run=sgd&run=adam&batch=1"), ["SGD", "Adam"]);
        assert_eq!(
            labels_of("run=sgd,lr:0.03&run=sgd,lr:0.1&batch=1&batch=all"),
            ["SGD η 0.03, one sample", "SGD η 0.03, full batch", "SGD η 0.1, one sample", "SGD η 0.1, full batch"]
        );
    }

    #[test]
    fn decay_is_named_where_nothing_else_tells_runs_apart() {
        assert_eq!(labels_of("run=sgd,lr:0.03&run=sgd,lr:0.03,decay:0.01&batch=1"), ["SGD", "SGD, decaying"]);
        assert_eq!(labels_of("run=sgd,lr:0.03&run=sgd,lr:0.1,decay:0.01&batch=1"), ["SGD η 0.03", "SGD η 0.1"]);
        assert_eq!(
            labels_of("run=sgd,decay:0.01&run=sgd,decay:0.1&run=sgd,decay:0.1&run=adam,decay:1&batch=1"),
            ["SGD, decaying 0.01", "SGD, decaying 0.1 #1", "SGD, decaying 0.1 #2", "Adam"]
        );
    }

    #[test]
    fn numbers_are_rounded_to_their_significant_digits() {
        assert_eq!([rounded(0.273_449, 4), rounded(100.0, 3), rounded(52.46, 3)], [0.2734, 100.0, 52.5]);
        assert!(rounded(f64::NAN, 3).is_nan());
    }
}
