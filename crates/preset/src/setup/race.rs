//! What the Race lab runs.

use downhill::{Entry, Race, Surface, View, surface};

use super::{same_bits, same_entry, same_view};
use crate::defaults::v1;

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
        self.surface.id == other.surface.id
            && same_bits(&self.start, &other.start)
            && same_view(self.view, other.view)
            && self.runs.len() == other.runs.len()
            && self.runs.iter().zip(&other.runs).all(|(a, b)| same_entry(a, b))
            && self.steps == other.steps
            && self.target.map(f64::to_bits) == other.target.map(f64::to_bits)
    }
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
