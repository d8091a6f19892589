//! The keys of the Minima lab.

use downhill::model::mlp::{Activation, Criterion};

use super::batch::batch_size;
use super::look::{eye, height};
use super::{Reader, whole};
use crate::fit;
use crate::limits::{MAX_HIDDEN_LAYERS, MAX_RUNS, NETWORK_UPDATES, SEEDS, TRAIN, WIDTHS};
use crate::number;
use crate::range::Range;
use crate::setup::{Experiment, MinimaSetup, NetworkRun, Panel, activation_id, criterion_id};
use crate::warning::{Field, Problem, batch, batch_part};

/// What may be given once, in canonical order.
const ONCE: &[&str] = &[
    "lab",
    "experiment",
    "lr",
    "gain",
    "width",
    "ntrain",
    "updates",
    "stop",
    "polish",
    "activation",
    "loss",
    "seed",
    "seeds",
    "alpha",
    "shift",
    "show",
    "eye",
    "height",
];

const ACTIVATIONS: [Activation; 2] = [Activation::Tanh, Activation::Relu];
const CRITERIA: [Criterion; 2] = [Criterion::SquaredError, Criterion::CrossEntropy];

impl Reader<'_> {
    pub(super) fn minima(&mut self) -> MinimaSetup {
        self.name_repetitions(ONCE);
        let unknown = Problem::OneOf("unknown-experiment", || Experiment::ALL.iter().map(|it| it.id()).collect());
        let experiment = self.single("experiment", |id| Experiment::find(id).ok_or(unknown));
        let mut setup = experiment.map(MinimaSetup::of).unwrap_or_default();
        let of = setup.experiment;
        // The number of digits is read first, for it limits the batches.
        self.set("ntrain", of, &mut setup.train, |value| whole(value, TRAIN, Problem::TRAIN));
        self.network_runs(&mut setup);
        self.set("lr", of, &mut setup.lr, |value| number_in(value, Range::NETWORK_RATE));
        self.set("gain", of, &mut setup.gain, |value| number_in(value, Range::GAIN));
        self.set("width", of, &mut setup.widths, widths);
        self.set("updates", of, &mut setup.updates, |value| whole(value, NETWORK_UPDATES, Problem::NETWORK_UPDATES));
        self.set("stop", of, &mut setup.stop, |value| number_in(value, Range::LOSS).map(Some));
        self.set("polish", of, &mut setup.polish, |value| number_in(value, Range::LOSS).map(Some));
        self.set("activation", of, &mut setup.activation, |value| activation(value, of));
        self.set("loss", of, &mut setup.criterion, criterion);
        self.set("seed", of, &mut setup.seed, |value| whole(value, 0..=u32::MAX, Problem::SEED));
        self.set("seeds", of, &mut setup.seeds, |value| whole(value, SEEDS, Problem::SEEDS));
        self.set("alpha", of, &mut setup.alpha, |value| number_in(value, Range::ALPHA));
        self.set("shift", of, &mut setup.shift, |value| number_in(value, Range::SHIFT));
        self.set("show", of, &mut setup.look.is_solid, solid);
        self.set("eye", of, &mut setup.look.eye, |value| eye(value).map(Some));
        self.set("height", of, &mut setup.look.is_linear, height);
        self.warnings.extend(fit::training(&mut setup));
        setup
    }

    /// Reads a key, if the experiment has a use for it, to where its value belongs.
    fn set<T>(
        &mut self,
        key: &'static str,
        of: Experiment,
        place: &mut T,
        read: impl FnOnce(&str) -> Result<T, Problem>,
    ) {
        let value = self.single(key, |value| if of.takes(key) { read(value) } else { Err(Problem::NotIn(of.id())) });
        if let Some(value) = value {
            *place = value;
        }
    }

    fn network_runs(&mut self, setup: &mut MinimaSetup) {
        let of = setup.experiment;
        let mut runs: Vec<NetworkRun> = Vec::new();
        for (number, value) in (1..).zip(self.values("batch")) {
            if !of.takes("batch") {
                self.warn(Field::Key("batch"), value, Problem::NotIn(of.id()));
                continue;
            }
            let Some(run) = self.network_run(number, value, setup) else { continue };
            if runs.iter().any(|known| of.has_one_run() || known.repeats(&run)) {
                self.warn(Field::Key("batch"), value, Problem::Repeated);
            } else {
                runs.push(run);
            }
        }
        if runs.len() > MAX_RUNS {
            self.warn(Field::Key("runs"), &runs.len().to_string(), Problem::TooManyRuns);
            runs.truncate(MAX_RUNS);
        }
        if !runs.is_empty() {
            setup.runs = runs;
        }
        fit::runs(setup);
    }

    /// The `number`th batch size of the link, and what is said about it.
    fn network_run(&mut self, number: usize, value: &str, setup: &MinimaSetup) -> Option<NetworkRun> {
        let mut items = value.split(',').map(str::trim);
        let size = items.next().unwrap_or_default();
        let Some(size) = batch_size(size, setup.train) else {
            self.warn(Field::Key("batch"), size, Problem::BatchSize(setup.train));
            return None;
        };
        let mut parts = [None; 2];
        let mut is_given = [false; 2];
        for item in items.filter(|item| !item.is_empty()) {
            let Some((name, value)) = item.split_once(':') else {
                self.warn(batch(number), item, Problem::NotAParameter);
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            let field = batch_part(number, name);
            let (index, range) = match name {
                "lr" => (0, Range::NETWORK_RATE),
                "rho" => (1, Range::RADIUS),
                _ => {
                    self.warn(field, value, Problem::UnknownBatchPart);
                    continue;
                }
            };
            if is_given[index] {
                self.warn(field, value, Problem::Repeated);
                continue;
            }
            is_given[index] = true;
            if setup.experiment.takes(name) {
                parts[index] = self.parameter(field, value, range);
            } else {
                self.warn(field, value, Problem::NotIn(setup.experiment.id()));
            }
        }
        let [lr, rho] = parts;
        Some(NetworkRun { batch: size, lr, rho: rho.unwrap_or(0.0) })
    }
}

fn number_in(value: &str, range: Range) -> Result<f64, Problem> {
    let number = number::parse(value).ok_or(Problem::NotANumber(range))?;
    if range.contains(number) { Ok(number) } else { Err(Problem::Parameter(range)) }
}

fn widths(value: &str) -> Result<Vec<usize>, Problem> {
    let widths: Vec<usize> =
        value.split(',').map(|width| whole(width.trim(), WIDTHS, Problem::Width)).collect::<Result<_, _>>()?;
    if widths.len() <= MAX_HIDDEN_LAYERS { Ok(widths) } else { Err(Problem::Width) }
}

/// The one other way in which planes are shown has the name of a race's panel that shows the same of its loss.
fn solid(value: &str) -> Result<bool, Problem> {
    if value == Panel::Solid.id() { Ok(true) } else { Err(Problem::UNKNOWN_VIEW) }
}

fn activation(value: &str, of: Experiment) -> Result<Activation, Problem> {
    let unknown = Problem::OneOf("unknown-activation", || ACTIVATIONS.map(activation_id).to_vec());
    let activation = ACTIVATIONS.into_iter().find(|it| activation_id(*it) == value).ok_or(unknown)?;
    if of == Experiment::Rescale && activation != Activation::Relu { Err(Problem::NeedsRelu) } else { Ok(activation) }
}

fn criterion(value: &str) -> Result<Criterion, Problem> {
    let unknown = Problem::OneOf("unknown-loss", || CRITERIA.map(criterion_id).to_vec());
    CRITERIA.into_iter().find(|it| criterion_id(*it) == value).ok_or(unknown)
}
