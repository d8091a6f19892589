//! The loss over one or two parameters, which all contenders share, and each contender on it.

use downhill::Contender;
use downhill::model::FiniteSum;
use downhill_charts::{LossMap, LossProfile, MapLabels, Panel, ProfileMark, ProfileScene, ProfileWords};

use super::Finished;

/// Nodes of the grid behind a map.
const NODES: [usize; 2] = [220, 160];

/// Places at which a profile's curve is computed.
const PLACES: usize = 401;

/// What all panels have in common.
pub(super) enum Landscape {
    /// Two parameters, and what the optimum is called.
    Plane(LossMap, &'static str),
    /// One parameter, and its minima.
    Line(LossProfile, Vec<ProfileMark<'static>>),
}

/// A contender at its end, as its panel has it.
pub(super) enum Scene<'a> {
    Plane { trail: Vec<f64>, is_diverged: bool, balls: &'a [[f32; 2]] },
    Line(ProfileScene<'a>),
}

impl Landscape {
    pub(super) fn of(finished: Finished<'_>) -> Self {
        let Finished { setup, set, comparison } = finished;
        let dim = comparison.model().dim();
        if dim == 1 {
            let names: &[&str] = if set.id == "two-wells" { &["sharp", "flat"] } else { &[] };
            let profile = LossProfile::of(comparison, setup.range(), PLACES);
            let marks = profile.marks(names);
            return Self::Line(profile, marks);
        }
        let slice = comparison.slice(setup.axes_on(dim));
        let view = setup.view_on(&slice, comparison.start());
        let word = if set.id == "valley" { "flattest" } else { "optimum" };
        Self::Plane(LossMap::of(comparison, slice, view, NODES), word)
    }

    pub(super) fn scene<'a>(&self, of: &'a Contender, model: &dyn FiniteSum) -> Scene<'a> {
        let (training, ensemble) = (of.training(), of.ensemble());
        match self {
            Self::Plane(map, _) => {
                let dim = map.slice.through.len();
                // In a slice of more parameters the replicas would lie where the loss is not what the map says.
                let balls = if dim == 2 { ensemble.positions(ensemble.last()).as_chunks::<2>().0 } else { &[] };
                Scene::Plane {
                    trail: training.positions().chunks_exact(dim).flat_map(|w| map.slice.project(w)).collect(),
                    is_diverged: training.diverged_at().is_some(),
                    balls,
                }
            }
            Self::Line(profile, _) => Scene::Line(profile.scene(of, of.updates(), &|w| model.full(&[w], &mut [0.0]))),
        }
    }

    /// Losses of single samples on a profile.
    pub(super) fn faint(&self) -> Vec<&[f64]> {
        match self {
            Self::Plane(..) => Vec::new(),
            Self::Line(profile, _) => profile.faint(),
        }
    }

    /// The panel of a scene. `faint` is what [`faint`](Self::faint) gives.
    pub(super) fn panel<'a>(&'a self, scene: &'a Scene<'_>, faint: &'a [&'a [f64]]) -> Panel<'a> {
        match (self, scene) {
            (Self::Plane(map, word), Scene::Plane { trail, is_diverged, balls }) => Panel::Map {
                base: map.base(MapLabels { minimum: word, start: "start" }),
                view: map.view,
                trail,
                to_step: trail.len() / 2 - 1,
                is_diverged: *is_diverged,
                balls,
            },
            (Self::Line(profile, marks), Scene::Line(scene)) => Panel::Profile {
                profile: profile.profile(faint, marks),
                words: ProfileWords { parameter: "w", loss: "loss" },
                balls: scene.balls(),
            },
            _ => unreachable!("scenes are made by the landscape that they are on"),
        }
    }
}
