//! The limits of a setup of the Minima lab that was not parsed.

use downhill::model::mlp::Activation;

use super::{eye, list, number_in, problem_in};
use crate::fit;
use crate::limits::{MAX_HIDDEN_LAYERS, MAX_RUNS, NETWORK_UPDATES, SEEDS, TRAIN, WIDTHS};
use crate::number::shortest;
use crate::print::{batch, widths};
use crate::range::Range;
use crate::setup::{Experiment, MinimaSetup, Panel, PlaneLook, activation_id, criterion_id, same_bits};
use crate::warning::{Field, Problem, Warning, batch_part};

/// What in a setup is beyond the limits that [`parse`](crate::parse()) holds a link to. Nothing found means that the
/// setup can be run, and that its link gives it back.
#[must_use]
pub fn check_minima(setup: &MinimaSetup) -> Vec<Warning> {
    let mut checker = Checker { setup, default: MinimaSetup::of(setup.experiment), warnings: Vec::new() };
    checker.runs();
    checker.numbers();
    checker.network();
    checker.lengths();
    checker.look();
    if checker.warnings.is_empty() {
        checker.warnings.extend(fit::training(&mut setup.clone()));
    }
    checker.warnings
}

struct Checker<'a> {
    setup: &'a MinimaSetup,
    /// What its experiment sets up by itself: what must be there if it has no use for a key.
    default: MinimaSetup,
    warnings: Vec<Warning>,
}

impl Checker<'_> {
    fn key(&mut self, key: &'static str, value: &str, problem: Problem) {
        self.warnings.push(Warning::new(Field::Key(key), value, problem));
    }

    /// Looks at a key: `problem` counts if the experiment has a use for it; if not, its value must be the default.
    fn held(&mut self, key: &'static str, is_default: bool, problem: Option<Problem>, value: impl FnOnce() -> String) {
        let experiment = self.setup.experiment;
        let problem = match experiment.takes(key) {
            true => problem,
            false => (!is_default).then_some(Problem::NotIn(experiment.id())),
        };
        if let Some(problem) = problem {
            self.key(key, &value(), problem);
        }
    }

    fn runs(&mut self) {
        let MinimaSetup { experiment, ref runs, train, .. } = *self.setup;
        if !experiment.is_trained() {
            if let [first, ..] = runs.as_slice() {
                self.key("batch", &batch(first.batch), Problem::NotIn(experiment.id()));
            }
            return;
        }
        for (index, run) in runs.iter().enumerate() {
            let number = index + 1;
            let is_again = runs[..index].iter().any(|known| experiment.has_one_run() || known.repeats(run));
            if fit::beyond(run.batch, train).is_some() {
                self.key("batch", &batch(run.batch), Problem::BatchSize(train));
            } else if is_again {
                self.key("batch", &batch(run.batch), Problem::Repeated);
            }
            let rate = run.lr.and_then(|lr| number_in(Range::NETWORK_RATE, lr, || batch_part(number, "lr")));
            self.warnings.extend(rate);
            let radius = || batch_part(number, "rho");
            if experiment.takes("rho") {
                self.warnings.extend(number_in(Range::RADIUS, run.rho, radius));
            } else if run.rho.to_bits() != 0 {
                self.warnings.push(Warning::new(radius(), &shortest(run.rho), Problem::NotIn(experiment.id())));
            }
        }
        if runs.len() > MAX_RUNS {
            self.key("runs", &runs.len().to_string(), Problem::TooManyRuns);
        }
        if runs.is_empty() {
            self.key("batches", "0", Problem::NoContenders);
        }
    }

    fn numbers(&mut self) {
        let (own, default) = (self.setup, self.default.clone());
        for (key, value, default, range) in [
            ("lr", Some(own.lr), Some(default.lr), Range::NETWORK_RATE),
            ("gain", Some(own.gain), Some(default.gain), Range::GAIN),
            ("stop", own.stop, None, Range::LOSS),
            ("polish", own.polish, None, Range::LOSS),
            ("alpha", Some(own.alpha), Some(default.alpha), Range::ALPHA),
            ("shift", Some(own.shift), Some(default.shift), Range::SHIFT),
        ] {
            let Some(value) = value else { continue };
            let is_default = default.is_some_and(|default| same_bits(&[value], &[default]));
            self.held(key, is_default, problem_in(range, value), || shortest(value));
        }
    }

    fn network(&mut self) {
        let (own, default) = (self.setup, self.default.clone());
        let is_width = own.widths.iter().all(|width| WIDTHS.contains(width));
        let has_layers = (1..=MAX_HIDDEN_LAYERS).contains(&own.widths.len());
        let problem = (!is_width || !has_layers).then_some(Problem::Width);
        self.held("width", own.widths == default.widths, problem, || widths(&own.widths));
        let is_torn = own.experiment == Experiment::Rescale && own.activation != Activation::Relu;
        let problem = is_torn.then_some(Problem::NeedsRelu);
        self.held("activation", own.activation == default.activation, problem, || {
            activation_id(own.activation).to_owned()
        });
        self.held("loss", own.criterion == default.criterion, None, || criterion_id(own.criterion).to_owned());
    }

    /// How the planes are shown.
    fn look(&mut self) {
        let PlaneLook { is_solid, eye: from, is_linear } = self.setup.look;
        self.held("show", !is_solid, None, || Panel::Solid.id().to_owned());
        if let Some(from) = from {
            self.held("eye", false, eye(from), || list(&from));
        }
        self.held("height", !is_linear, None, || "linear".to_owned());
    }

    /// How much is learned from, how long and how often.
    fn lengths(&mut self) {
        let (own, default) = (self.setup, self.default.clone());
        for (key, value, default, limits, problem) in [
            ("ntrain", own.train, default.train, TRAIN, Problem::TRAIN),
            ("updates", own.updates, default.updates, NETWORK_UPDATES, Problem::NETWORK_UPDATES),
            ("seeds", own.seeds, default.seeds, SEEDS, Problem::SEEDS),
        ] {
            let problem = (!limits.contains(&value)).then_some(problem);
            self.held(key, value == default, problem, || value.to_string());
        }
        self.held("seed", own.seed == default.seed, None, || own.seed.to_string());
    }
}
