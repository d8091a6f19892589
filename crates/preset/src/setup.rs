//! What a link sets up.

use downhill::{Entry, Race, Surface, View, surface};

use crate::defaults::v1;

/// A setup and how the reader sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// What is run.
    pub setup: Setup,
    /// The language asked for, if any.
    pub lang: Option<Lang>,
    /// The colours asked for, if any.
    pub theme: Option<Theme>,
}

/// A setup of one of the labs.
#[derive(Clone, Debug, PartialEq)]
pub enum Setup {
    /// Several rules on one surface.
    Race(RaceSetup),
}

impl Setup {
    /// The lab that runs it.
    #[must_use]
    pub fn lab(&self) -> Lab {
        match self {
            Self::Race(_) => Lab::Race,
        }
    }
}

/// A lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lab {
    /// Several rules on one surface.
    Race,
}

impl Lab {
    /// Every lab.
    pub const ALL: &[Self] = &[Self::Race];

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Race => "race",
        }
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

/// A race, not yet run. Equal to another if it has the same content, numbers bit for bit.
#[derive(Clone, Debug)]
pub struct RaceSetup {
    /// What is minimised.
    pub surface: &'static Surface,
    /// Where every run starts.
    pub start: [f64; 2],
    /// What the picture shows, if not the surface's own view.
    pub view: Option<View>,
    /// The rules and their parameters, in the order in which they are shown.
    pub runs: Vec<Entry>,
    /// How many updates each run makes.
    pub steps: usize,
    /// The loss to reach, if not the one that the surface suggests.
    pub target: Option<f64>,
}

impl RaceSetup {
    /// What the picture shows: the view asked for, or the surface's.
    #[must_use]
    pub fn view(&self) -> View {
        self.view.unwrap_or(self.surface.view)
    }

    /// The loss to reach: the one asked for, or 0.001 above the lowest known one; none on a surface without minimum.
    #[must_use]
    pub fn target(&self) -> Option<f64> {
        self.target.or_else(|| Some(self.surface.lowest()? + v1::TARGET_ABOVE_LOWEST))
    }

    /// The race at its start; [`steps`](Self::steps) updates are still to be made.
    ///
    /// # Panics
    /// If a run's parameters are not valid. [`check`](crate::check()) finds that out, and what
    /// [`parse`](crate::parse()) gives is always valid.
    #[must_use]
    pub fn race(&self) -> Race<&'static Surface> {
        match Race::new(self.surface, &self.start, &self.runs) {
            Ok(race) => race,
            Err((index, error)) => panic!("run {}: {error}", index + 1),
        }
    }
}

impl Default for RaceSetup {
    /// What a link that says nothing sets up: the default surface, and no run.
    fn default() -> Self {
        let surface = surface::find(v1::SURFACE).expect("the default surface is built in");
        Self { surface, start: surface.start, view: None, runs: Vec::new(), steps: v1::STEPS, target: None }
    }
}

impl PartialEq for RaceSetup {
    fn eq(&self, other: &Self) -> bool {
        let edges = |view: View| [view.x, view.y].as_flattened().to_vec();
        let runs = |setup: &Self| setup.runs.len();
        self.surface.id == other.surface.id
            && same_bits(&self.start, &other.start)
            && same_bits(&self.view.map(edges).unwrap_or_default(), &other.view.map(edges).unwrap_or_default())
            && runs(self) == runs(other)
            && self.runs.iter().zip(&other.runs).all(|(a, b)| a.rule.id == b.rule.id && same_bits(&a.params, &b.params))
            && self.steps == other.steps
            && self.target.map(f64::to_bits) == other.target.map(f64::to_bits)
    }
}

fn same_bits(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setups_are_equal_when_they_are_so_bit_for_bit() {
        let at = |start| RaceSetup { start, ..RaceSetup::default() };
        assert_eq!(at([0.0, f64::NAN]), at([0.0, f64::NAN]));
        assert_ne!(at([0.0, 1.0]), at([-0.0, 1.0]));
        let seen = |view| RaceSetup { view, ..RaceSetup::default() };
        assert_ne!(seen(None), seen(Some(RaceSetup::default().view())));
    }
}
