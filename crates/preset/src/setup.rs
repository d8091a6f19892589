//! What a link sets up.

mod batch;
mod change;
mod comparison;
mod look;
mod minima;
mod presentation;
mod race;

use downhill::data::Sampling;
use downhill::model::mlp::{Activation, Criterion};
use downhill::{Entry, View};

pub use batch::{BatchRun, BatchSetup, Contender, Data};
pub use change::Change;
pub(crate) use change::same_changes;
pub use comparison::{ComparisonError, Task};
pub use look::{Look, Panel, PlaneLook};
pub use minima::{Experiment, MinimaSetup, NetworkRun};
pub use presentation::{Gestures, Part, Presentation};
pub use race::{RaceRun, RaceSetup};

/// A setup and how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// What is run.
    pub setup: Setup,
    /// How it is shown.
    pub presentation: Presentation,
}

/// A setup of one of the labs.
#[derive(Clone, Debug, PartialEq)]
pub enum Setup {
    /// Several rules on one surface.
    Race(RaceSetup),
    /// Several batch sizes on one problem.
    Batch(BatchSetup),
    /// Networks, and the minima that they find.
    Minima(MinimaSetup),
}

impl Setup {
    /// The lab that runs it.
    #[must_use]
    pub fn lab(&self) -> Lab {
        match self {
            Self::Race(_) => Lab::Race,
            Self::Batch(_) => Lab::Batch,
            Self::Minima(_) => Lab::Minima,
        }
    }
}

/// A lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lab {
    /// Several rules on one surface.
    Race,
    /// Several batch sizes on one problem.
    Batch,
    /// Networks, and the minima that they find.
    Minima,
}

impl Lab {
    /// Every lab.
    pub const ALL: &[Self] = &[Self::Race, Self::Batch, Self::Minima];

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Race => "race",
            Self::Batch => "batch",
            Self::Minima => "minima",
        }
    }
}

/// Stable name of a way to draw batches, in links.
pub(crate) fn sampling_id(sampling: Sampling) -> &'static str {
    match sampling {
        Sampling::Shuffled => "shuffled",
        Sampling::Replaced => "replaced",
    }
}

/// Stable name of what is done to the sums of a layer, in links.
pub(crate) fn activation_id(activation: Activation) -> &'static str {
    match activation {
        Activation::Tanh => "tanh",
        Activation::Relu => "relu",
    }
}

/// Stable name of what a network minimises, in links.
pub(crate) fn criterion_id(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::SquaredError => "mse",
        Criterion::CrossEntropy => "ce",
    }
}

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Korean.
    Ko,
}

impl Lang {
    /// Every language.
    pub const ALL: &[Self] = &[Self::En, Self::Ko];

    /// Stable name in links: the ISO 639 code.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }
}

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light ground.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: &[Self] = &[Self::Light, Self::Dark];

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

pub(crate) fn same_bits(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}

fn same_view(a: Option<View>, b: Option<View>) -> bool {
    let edges = |view: Option<View>| view.map(|View { x, y }| [x, y].as_flattened().to_vec()).unwrap_or_default();
    same_bits(&edges(a), &edges(b))
}

fn same_entry(a: &Entry, b: &Entry) -> bool {
    a.rule.id == b.rule.id && same_bits(&a.params, &b.params)
}
