//! How closely a race is looked at: which panel is open below it, and at what.

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

impl PartialEq for Look {
    fn eq(&self, other: &Self) -> bool {
        let bits = |look: &Self| look.point.map(|point| point.to_vec()).unwrap_or_default();
        (self.panel, self.runner, &self.sweep, self.is_per_evaluation)
            == (other.panel, other.runner, &other.sweep, other.is_per_evaluation)
            && same_bits(&bits(self), &bits(other))
    }
}
