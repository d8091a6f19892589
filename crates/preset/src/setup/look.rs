//! How closely a setup is looked at: which panel is open below a race, and at what; how the planes of networks are shown.

use super::same_bits;

/// What is looked at more closely. The default is nothing.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The panel that is open.
    pub panel: Option<Panel>,
    /// The run that the panels are about, as an index, if not the first.
    pub runner: Option<usize>,
    /// Where the loss is differentiated, if not where that run is.
    pub point: Option<[f64; 2]>,
    /// The two parameters of that run that span the map of runs, by name, if not the place of the start.
    pub sweep: Option<[String; 2]>,
    /// Updates of every run of that map, if not as many as usual.
    pub each: Option<usize>,
    /// Where the surface in space is seen from: yaw and pitch in degrees, if not where most is seen.
    pub eye: Option<[f64; 2]>,
    /// Whether heights of that surface are in proportion to the loss instead of logarithmic.
    pub is_linear: bool,
    /// Whether progress is counted in gradient evaluations instead of updates.
    pub is_per_evaluation: bool,
}

/// A panel below a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The rule's formula with a step's numbers, its state, its effective rates.
    Inside,
    /// The graph of the computation, and every derivative in it.
    Derivatives,
    /// The best loss against the learning rate.
    Rates,
    /// Where every start leads.
    Basins,
    /// The loss as a surface in space.
    Solid,
}

impl Panel {
    /// Every panel, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::Inside, Self::Derivatives, Self::Rates, Self::Basins, Self::Solid];

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Derivatives => "derivatives",
            Self::Rates => "rates",
            Self::Basins => "basins",
            Self::Solid => "3d",
        }
    }
}

/// How the planes around the solutions of networks are shown. The default is as maps.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaneLook {
    /// Whether as blocks.
    pub is_solid: bool,
    /// Where blocks are seen from: yaw and pitch in degrees, if not as they are at first.
    pub eye: Option<[f64; 2]>,
    /// Whether their heights are in proportion to the loss instead of logarithmic.
    pub is_linear: bool,
}

impl PartialEq for PlaneLook {
    fn eq(&self, other: &Self) -> bool {
        let switches = |look: &Self| (look.is_solid, look.is_linear);
        switches(self) == switches(other) && same_pair(self.eye, other.eye)
    }
}

fn same_pair(a: Option<[f64; 2]>, b: Option<[f64; 2]>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same_bits(&a, &b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

impl PartialEq for Look {
    fn eq(&self, other: &Self) -> bool {
        let parts = |look: &Self| (look.panel, look.runner, look.sweep.clone(), look.each);
        let switches = |look: &Self| (look.is_linear, look.is_per_evaluation);
        parts(self) == parts(other)
            && switches(self) == switches(other)
            && same_pair(self.point, other.point)
            && same_pair(self.eye, other.eye)
    }
}
