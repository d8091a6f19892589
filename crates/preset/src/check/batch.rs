//! The limits of a batch setup that was not parsed.

use downhill::View;
use downhill::data::{BatchSize, Budget};

use super::{changes, entry, has_axes, list, number_in, span, start, view};
use crate::fit::{self, Shortened};
use crate::limits::{EPOCHS, MAX_CONTENDERS, MAX_LENGTH, MAX_OWN_COLUMNS, MAX_RUNS, NOISE, REPLICAS, UPDATES};
use crate::number::shortest;
use crate::range::Range;
use crate::setup::{BatchSetup, same_bits};
use crate::warning::{Field, Problem, Warning, run_part};

/// What in a setup is beyond the limits that [`parse`](crate::parse()) holds a link to. Nothing found means that the
/// setup can be run, and that its link gives it back. `samples` is how many rows the own table has; for a built-in data
/// set it means nothing.
#[must_use]
pub fn check_batch(setup: &BatchSetup, samples: usize) -> Vec<Warning> {
    let samples = setup.data.built_in().map_or(samples, |set| set.samples);
    let mut checker = Checker { setup, samples, warnings: Vec::new() };
    checker.contenders();
    let is_computable = checker.lengths();
    checker.place();
    let rules: Vec<_> = setup.runs.iter().map(|run| run.entry.rule).collect();
    changes(&setup.changes, &rules, &mut checker.warnings);
    if is_computable {
        checker.warnings.extend(fit::work(&mut setup.clone(), Some(samples)));
    }
    if checker.warnings.is_empty() && setup.longest() > MAX_LENGTH {
        checker.key("length", &setup.longest().to_string(), Problem::TooLongSetup);
    }
    checker.warnings
}

struct Checker<'a> {
    setup: &'a BatchSetup,
    samples: usize,
    warnings: Vec<Warning>,
}

impl Checker<'_> {
    fn key(&mut self, key: &'static str, value: &str, problem: Problem) {
        self.warnings.push(Warning::new(Field::Key(key), value, problem));
    }

    fn contenders(&mut self) {
        let (runs, batches) = (&self.setup.runs, &self.setup.batches);
        for (number, run) in (1..).zip(runs) {
            entry(number, &run.entry, &mut self.warnings);
            self.warnings.extend(number_in(Range::NonNegative, run.decay, || run_part(number, "decay")));
        }
        if runs.len() > MAX_RUNS {
            self.key("runs", &runs.len().to_string(), Problem::TooManyRuns);
        }
        if runs.is_empty() {
            self.key("runs", "0", Problem::NoContenders);
        }
        if batches.is_empty() {
            self.key("batches", "0", Problem::NoContenders);
        }
        let contenders = runs.len() * batches.len();
        if contenders > MAX_CONTENDERS && runs.len() <= MAX_RUNS {
            self.key("contenders", &contenders.to_string(), Problem::TooManyContenders);
        }
    }

    /// Looks at batch sizes, budget and replicas, and says whether they are such that the work can be summed up.
    fn lengths(&mut self) -> bool {
        let BatchSetup { data, batches, budget, replicas, .. } = self.setup;
        let before = self.warnings.len();
        for (index, &size) in batches.iter().enumerate() {
            let text = match size {
                BatchSize::All => "all".to_owned(),
                BatchSize::Samples(size) => size.to_string(),
            };
            if matches!(size, BatchSize::Samples(size) if !(1..=self.samples).contains(&size)) {
                self.key("batch", &text, Problem::BatchSize(self.samples));
            } else if batches[..index].iter().any(|&other| data.batch(other) == data.batch(size)) {
                self.key("batch", &text, Problem::Repeated);
            }
        }
        match *budget {
            Budget::Updates(updates) if !UPDATES.contains(&updates) => {
                self.key("updates", &updates.to_string(), Problem::UPDATES);
            }
            Budget::Epochs(epochs) if !EPOCHS.contains(&epochs) => {
                self.key("epochs", &epochs.to_string(), Problem::EPOCHS);
            }
            _ => {}
        }
        if !REPLICAS.contains(replicas) {
            self.key("replicas", &replicas.to_string(), Problem::REPLICAS);
        }
        self.warnings.len() == before
    }

    /// Start, noise, axes and view.
    fn place(&mut self) {
        let &BatchSetup { data, noise, axes, view: shown, .. } = self.setup;
        let from = self.setup.start.as_slice();
        let own = BatchSetup::of(data);
        let problem = match data.built_in().filter(|set| set.has_start) {
            Some(set) if from.len() != set.parameters.len() => Some(Problem::NotAStart(set)),
            Some(_) => start(from),
            None => (!same_bits(from, &own.start)).then_some(Problem::NotHere(data)),
        };
        if let Some(problem) = problem {
            self.key("from", &list(from), problem);
        }

        let has_noise = data.built_in().is_some_and(|set| set.has_noise);
        if !has_noise && noise.to_bits() != 0 {
            self.key("noise", &shortest(noise), Problem::NotHere(data));
        } else if !NOISE.contains(&noise) {
            self.key("noise", &shortest(noise), Problem::Noise);
        }

        let columns = data.built_in().map_or(MAX_OWN_COLUMNS, |set| set.parameters.len());
        if !has_axes(data) && axes != own.axes {
            self.key("axes", &axes.map(|axis| axis.to_string()).join(","), Problem::NotHere(data));
        } else if has_axes(data) && (axes[0] == axes[1] || axes.iter().any(|&axis| axis >= columns)) {
            self.key("axes", &axes.map(|axis| axis.to_string()).join(","), Problem::Axes(data));
        }

        let Some(shown) = shown else { return };
        let View { x, y } = shown;
        let (edges, problem) = match data.is_flat() {
            true if same_bits(&y, &[0.0, 1.0]) => (list(&x), span(x)),
            true => (list([x, y].as_flattened()), Some(Problem::NotASpan)),
            false => (list([x, y].as_flattened()), view(shown)),
        };
        if let Some(problem) = problem {
            self.key("view", &edges, problem);
        }
    }
}
