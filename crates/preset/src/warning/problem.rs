//! What can be wrong: its code, its rule, and its English sentence.

use downhill::data::{DataSet, Sampling};
use downhill::{RuleInfo, TRANSFORMS, catalog, schedule, surface};

use crate::limits::{
    EACH, MAX_CHANGES, MAX_CLOUD, MAX_CLOUD_UPDATES, MAX_CONTENDERS, MAX_COORDINATE, MAX_EPOCHS, MAX_LENGTH, MAX_NAME,
    MAX_NETWORK_FLOPS, MAX_NETWORK_UPDATES, MAX_NOISE, MAX_OWN_COLUMNS, MAX_PAIRS, MAX_REPLICA_UPDATES, MAX_REPLICAS,
    MAX_RUNS, MAX_SEEDS, MAX_STEPS, MAX_TRAIN, MAX_UPDATES, MAX_WIDTH, MIN_SPAN, MIN_TRAIN, VERSION,
};
use crate::number::shortest;
use crate::range::Range;
use crate::setup::{Data, Lab, Lang, Panel, Theme, sampling_id};
use crate::warning::Extras;

/// What is wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Problem {
    TooLong,
    TooManyPairs,
    TooManyRuns,
    Repeated,
    NewerVersion,
    UnknownVersion,
    UnknownLab,
    UnknownSurface,
    /// A formula that cannot be read.
    Expression,
    /// A surface's name beside a formula.
    BesideExpression,
    NotAPoint,
    /// Not as many numbers as the data set has parameters.
    NotAStart(&'static DataSet),
    NotAView,
    /// Not two edges, which is what a view in one dimension has.
    NotASpan,
    Coordinate,
    ViewOrder,
    SpanOrder,
    UnknownRule,
    NotAParameter,
    /// Not two names of parameters.
    NotASweep,
    /// A rule that asks for more than a batch can tell.
    Asks,
    /// What a rule does not have, in a run of which so much more could have been said.
    UnknownParameter(&'static RuleInfo, Extras),
    /// A parameter of this range, but no finite number.
    NotANumber(Range),
    /// A number outside its parameter's range.
    Parameter(Range),
    ParameterCount(&'static RuleInfo),
    /// Not a whole number from the second to the third. The first is the code.
    Whole(&'static str, usize, usize),
    Target,
    UnknownLang,
    UnknownTheme,
    /// A setup whose link would be too long.
    TooLongSetup,
    UnknownData,
    /// Not a batch size for so many samples.
    BatchSize(usize),
    NoContenders,
    TooManyContenders,
    /// Epochs, though updates are given.
    TwoBudgets,
    /// More epochs than these, with which the contender that makes most updates makes as many as it may.
    TooManyEpochs(usize),
    /// More replicas than these, which together make as many updates as they may.
    TooManyReplicas(usize),
    /// More runs of a race than the limit leaves room for.
    TooManyTimes(usize),
    UnknownSampling,
    Noise,
    Axes(Data),
    /// A key that this data has no use for.
    NotHere(Data),
    NotAChange,
    /// Before this update, at which the change before it happens.
    ChangeOrder(usize),
    TooManyChanges,
    /// No name that a ready preset could have.
    NotAName,
    /// None of these names. The first is the code.
    OneOf(&'static str, fn() -> Vec<&'static str>),
    /// A key, or a part of a batch size, that the experiment of this name has no use for.
    NotIn(&'static str),
    /// What a batch size of the Minima lab does not have.
    UnknownBatchPart,
    Width,
    /// tanh, where a network is rescaled.
    NeedsRelu,
    /// More seeds, updates or runs than these, with which all networks together take as many operations as they may.
    TooMuchWork(usize),
}

impl Problem {
    pub(crate) const STEPS: Self = Self::Whole("steps", 1, MAX_STEPS);
    pub(crate) const UPDATES: Self = Self::Whole("updates", 1, MAX_UPDATES);
    pub(crate) const EPOCHS: Self = Self::Whole("epochs", 1, MAX_EPOCHS);
    pub(crate) const SEED: Self = Self::Whole("seed", 0, u32::MAX as usize);
    pub(crate) const REPLICAS: Self = Self::Whole("replicas", 0, MAX_REPLICAS);
    pub(crate) const CHANGE_AT: Self = Self::Whole("change-at", 1, MAX_UPDATES);

    pub(crate) const NETWORK_UPDATES: Self = Self::Whole("updates", 1, MAX_NETWORK_UPDATES);
    pub(crate) const TRAIN: Self = Self::Whole("ntrain", MIN_TRAIN, MAX_TRAIN);
    pub(crate) const SEEDS: Self = Self::Whole("seeds", 1, MAX_SEEDS);

    pub(crate) const CLOUD: Self = Self::Whole("seeds", 1, MAX_CLOUD);
    pub(crate) const UNKNOWN_SCHEDULE: Self =
        Self::OneOf("unknown-schedule", || schedule::SCHEDULES.iter().map(|schedule| schedule.id).collect());

    pub(crate) const UNKNOWN_PANEL: Self =
        Self::OneOf("unknown-panel", || Panel::ALL.iter().map(|panel| panel.id()).collect());
    pub(crate) const UNKNOWN_VIEW: Self = Self::OneOf("unknown-panel", || vec![Panel::Solid.id()]);
    pub(crate) const EACH: Self = Self::Whole("steps", *EACH.start(), *EACH.end());
    pub(crate) const UNKNOWN_HEIGHT: Self = Self::OneOf("unknown-height", || vec!["log", "linear"]);
    pub(crate) const UNKNOWN_COUNT: Self = Self::OneOf("unknown-count", || vec!["updates", "evaluations"]);

    /// Not one of so many runs to look at.
    pub(crate) fn runner(runs: usize) -> Self {
        Self::Whole("runner", 1, runs)
    }

    /// Not one of so many runs.
    pub(crate) fn change_run(runs: usize) -> Self {
        Self::Whole("change-run", 1, runs)
    }
}

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        (self.code(), self.rule()) == (other.code(), other.rule())
    }
}

impl Problem {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::TooLong | Self::TooLongSetup => "too-long",
            Self::TooManyPairs => "too-many-pairs",
            Self::TooManyRuns => "too-many-runs",
            Self::Repeated => "repeated",
            Self::NewerVersion => "newer-version",
            Self::UnknownVersion => "unknown-version",
            Self::UnknownLab => "unknown-lab",
            Self::UnknownSurface => "unknown-surface",
            Self::Expression => "expression",
            Self::BesideExpression => "beside-expr",
            Self::NotAPoint | Self::NotAStart(_) => "not-a-point",
            Self::NotAView | Self::NotASpan => "not-a-view",
            Self::Coordinate => "coordinate",
            Self::ViewOrder | Self::SpanOrder => "view-order",
            Self::UnknownRule => "unknown-rule",
            Self::NotAParameter => "not-a-parameter",
            Self::UnknownParameter(..) | Self::UnknownBatchPart => "unknown-parameter",
            Self::NotANumber(_) => "not-a-number",
            Self::Parameter(_) => "parameter",
            Self::ParameterCount(_) => "parameter-count",
            Self::Whole(code, ..) | Self::OneOf(code, _) => code,
            Self::Target => "target",
            Self::UnknownLang => "unknown-lang",
            Self::UnknownTheme => "unknown-theme",
            Self::UnknownData => "unknown-data",
            Self::BatchSize(_) => "batch-size",
            Self::NoContenders => "no-contenders",
            Self::TooManyContenders => "too-many-contenders",
            Self::TwoBudgets | Self::TooManyEpochs(_) => "budget",
            Self::TooManyReplicas(_) => "replicas",
            Self::TooManyTimes(_) => "seeds",
            Self::UnknownSampling => "unknown-sampling",
            Self::Noise => "noise",
            Self::Axes(_) => "axes",
            Self::NotHere(_) | Self::Asks => "not-here",
            Self::NotAChange => "not-a-change",
            Self::NotASweep => "not-a-sweep",
            Self::ChangeOrder(_) => "change-order",
            Self::TooManyChanges => "too-many-changes",
            Self::Width => "width",
            Self::NotAName => "not-a-name",
            Self::NeedsRelu => "needs-relu",
            Self::NotIn(_) => "not-in-experiment",
            Self::TooMuchWork(_) => "too-much-work",
        }
    }

    pub(super) fn rule(self) -> String {
        match self {
            Self::TooLong | Self::TooLongSetup => format!("<= {MAX_LENGTH}"),
            Self::TooManyPairs => format!("<= {MAX_PAIRS}"),
            Self::TooManyRuns => format!("<= {MAX_RUNS}"),
            Self::Repeated => "once".to_owned(),
            Self::NewerVersion => format!("<= {VERSION}"),
            Self::UnknownVersion => VERSION.to_string(),
            Self::Expression | Self::NotHere(_) | Self::Asks | Self::NotIn(_) => String::new(),
            Self::BesideExpression => "f | expr".to_owned(),
            Self::NotAPoint => "x,y".to_owned(),
            Self::NotAStart(set) => set.parameters.join(","),
            Self::NotAView => "xmin,xmax,ymin,ymax".to_owned(),
            Self::NotASpan => "xmin,xmax".to_owned(),
            Self::Coordinate => {
                let edge = shortest(MAX_COORDINATE);
                format!("in [-{edge}, {edge}]")
            }
            Self::ViewOrder => {
                let span = shortest(MIN_SPAN);
                format!("xmax - xmin >= {span}, ymax - ymin >= {span}")
            }
            Self::SpanOrder => format!("xmax - xmin >= {}", shortest(MIN_SPAN)),
            Self::NotAParameter => "parameter:value".to_owned(),
            Self::NotANumber(range) | Self::Parameter(range) => range.to_string(),
            Self::ParameterCount(rule) => rule.params.len().to_string(),
            Self::Whole(_, least, most) => format!("{least}..{most}"),
            Self::Target => "finite".to_owned(),
            Self::BatchSize(samples) => format!("1..{samples} | all"),
            Self::NoContenders => ">= 1".to_owned(),
            Self::TooManyContenders => format!("<= {MAX_CONTENDERS}"),
            Self::TwoBudgets => "updates | epochs".to_owned(),
            Self::TooManyEpochs(most)
            | Self::TooManyReplicas(most)
            | Self::TooManyTimes(most)
            | Self::TooMuchWork(most) => format!("<= {most}"),
            Self::Noise => format!("0..{MAX_NOISE}"),
            Self::Axes(Data::BuiltIn(_)) => format!("a,b: {}", self.choices().join(" | ")),
            Self::Axes(Data::Own) => format!("a,b: 0..{}", MAX_OWN_COLUMNS - 1),
            Self::NotAChange => "at,run,parameter:value".to_owned(),
            Self::NotASweep => "parameter,parameter".to_owned(),
            Self::ChangeOrder(least) => format!(">= {least}"),
            Self::TooManyChanges => format!("<= {MAX_CHANGES}"),
            Self::Width => format!("a | a,b | a,b,c: 1..{MAX_WIDTH}"),
            Self::NeedsRelu => "relu".to_owned(),
            Self::NotAName => format!("a-z 0-9 -, at most {MAX_NAME}"),
            Self::UnknownLab
            | Self::UnknownSurface
            | Self::UnknownRule
            | Self::UnknownParameter(..)
            | Self::UnknownLang
            | Self::UnknownTheme
            | Self::UnknownData
            | Self::UnknownSampling
            | Self::OneOf(..)
            | Self::UnknownBatchPart => self.choices().join(" | "),
        }
    }

    /// What could have been given, where that is a list.
    fn choices(self) -> Vec<&'static str> {
        match self {
            Self::UnknownLab => Lab::ALL.iter().map(|lab| lab.id()).collect(),
            Self::UnknownSurface => surface::SURFACES.iter().map(|surface| surface.id).collect(),
            Self::UnknownRule => catalog::RULES.iter().map(|rule| rule.id).collect(),
            Self::UnknownParameter(rule, extras) => {
                let mut choices: Vec<&str> = rule.params.iter().map(|spec| spec.id).collect();
                if extras == Extras::Race {
                    let transforms = TRANSFORMS.iter().map(|spec| spec.id).filter(|id| !choices.contains(id));
                    choices.extend(transforms.chain(["schedule"]).collect::<Vec<_>>());
                }
                choices.extend((extras != Extras::None).then_some("decay"));
                choices
            }
            Self::UnknownLang => Lang::ALL.iter().map(|lang| lang.id()).collect(),
            Self::UnknownTheme => Theme::ALL.iter().map(|theme| theme.id()).collect(),
            Self::UnknownData => Data::all().map(Data::id).collect(),
            Self::UnknownSampling => [Sampling::Shuffled, Sampling::Replaced].map(sampling_id).to_vec(),
            Self::Axes(Data::BuiltIn(set)) => set.parameters.to_vec(),
            Self::OneOf(_, choices) => choices(),
            Self::UnknownBatchPart => vec!["lr", "rho"],
            _ => Vec::new(),
        }
    }

    /// The second half of the English sentence.
    pub(super) fn sentence(self) -> String {
        match self {
            Self::TooLong => format!("must be at most {MAX_LENGTH} characters; the rest is not read"),
            Self::TooManyPairs => format!("must be at most {MAX_PAIRS}; the rest is not read"),
            Self::TooManyRuns => format!("must be at most {MAX_RUNS}; the rest is left out"),
            Self::Repeated => "must be given once; the first counts".to_owned(),
            Self::NewerVersion => {
                format!("must be at most {VERSION}; the link is for a newer Downhill than this one")
            }
            Self::Expression => "must be a formula in x and y".to_owned(),
            Self::BesideExpression => "must not be given beside expr, which counts".to_owned(),
            Self::NotAPoint => "must be two numbers: x,y".to_owned(),
            Self::NotAStart(set) if set.parameters.len() == 1 => format!("must be one number: {}", self.rule()),
            Self::NotAStart(set) => format!("must be {} numbers: {}", set.parameters.len(), self.rule()),
            Self::NotAView => "must be four numbers: xmin,xmax,ymin,ymax".to_owned(),
            Self::NotASpan => "must be two numbers: xmin,xmax".to_owned(),
            Self::ViewOrder => {
                format!("must have xmin < xmax and ymin < ymax, at least {} apart", shortest(MIN_SPAN))
            }
            Self::SpanOrder => format!("must have xmin < xmax, at least {} apart", shortest(MIN_SPAN)),
            Self::NotANumber(range) => format!("must be a finite number {range}"),
            Self::ParameterCount(rule) => {
                format!("must be {}, the number of parameters of {}", rule.params.len(), rule.id)
            }
            Self::Whole(_, least, most) => format!("must be a whole number from {least} to {most}"),
            Self::Target => "must be a finite number".to_owned(),
            Self::TooLongSetup => {
                format!("must be at most {MAX_LENGTH} characters; the last changes or runs are left out")
            }
            Self::BatchSize(samples) => format!("must be from 1 to {samples}, or all"),
            Self::NoContenders => "must be at least 1".to_owned(),
            Self::TooManyContenders => {
                format!("must be at most {MAX_CONTENDERS}; the last batch sizes are left out")
            }
            Self::TwoBudgets => "must not be given beside updates, which counts".to_owned(),
            Self::TooManyEpochs(most) => {
                format!(
                    "must be at most {most} with these batch sizes, so that none makes more than {MAX_UPDATES} updates"
                )
            }
            Self::TooManyReplicas(most) => {
                format!("must be at most {most} here, so that all make no more than {MAX_REPLICA_UPDATES} updates")
            }
            Self::Noise => format!("must be from 0 to {MAX_NOISE}"),
            Self::Axes(Data::BuiltIn(_)) => format!("must be two different ones of {}", self.choices().join(", ")),
            Self::Axes(Data::Own) => {
                format!("must be two different column numbers from 0 to {}", MAX_OWN_COLUMNS - 1)
            }
            Self::Asks => "is not for batches: it asks for more than one gradient an update".to_owned(),
            Self::NotASweep => "must be two different parameters of the runner: parameter,parameter".to_owned(),
            Self::TooManyTimes(most) => {
                format!("must be at most {most} here, so that all make no more than {MAX_CLOUD_UPDATES} updates")
            }
            Self::NotHere(data) => format!("is not for {} data", data.id()),
            Self::ChangeOrder(least) => format!("must be at least {least}, the update of the change before it"),
            Self::TooManyChanges => format!("must be at most {MAX_CHANGES}; the rest is left out"),
            Self::NotIn(experiment) => format!("is not for the {experiment} experiment"),
            Self::UnknownBatchPart => format!("a batch has no such parameter; it takes {}", self.choices().join(", ")),
            Self::Width => format!("must be one to three whole numbers from 1 to {MAX_WIDTH}, joined by commas"),
            Self::NotAName => {
                format!("must be the name of a ready preset: at most {MAX_NAME} small letters, digits and hyphens")
            }
            Self::NeedsRelu => "must be relu, for with tanh a rescaled network computes something else".to_owned(),
            Self::TooMuchWork(most) => {
                let flops = shortest(MAX_NETWORK_FLOPS as f64);
                format!("must be at most {most} here, so that all take no more than {flops} operations")
            }
            Self::UnknownVersion | Self::Coordinate | Self::NotAParameter | Self::Parameter(_) | Self::NotAChange => {
                format!("must be {}", self.rule())
            }
            Self::UnknownParameter(rule, _) => {
                format!("{} has no such parameter; it takes {}", rule.id, self.choices().join(", "))
            }
            Self::UnknownLab
            | Self::UnknownSurface
            | Self::UnknownRule
            | Self::UnknownLang
            | Self::UnknownTheme
            | Self::UnknownData
            | Self::UnknownSampling
            | Self::OneOf(..) => format!("must be one of {}", self.choices().join(", ")),
        }
    }
}
