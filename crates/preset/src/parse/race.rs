//! The keys of the Race lab.

use downhill::{TypedLoss, surface};

use super::{Reader, look, numbers, view, whole};
use crate::check;
use crate::fit;
use crate::limits::{CLOUD, NOISE, STEPS};
use crate::number;
use crate::setup::RaceSetup;
use crate::warning::{Extras, Field, Problem, Warning};

/// What may be given once, in canonical order.
const ONCE: &[&str] = &["lab", "f", "expr", "from", "view", "steps", "target", "noise", "seed", "seeds"];

impl Reader<'_> {
    pub(super) fn race(&mut self) -> RaceSetup {
        let once: Vec<&str> = ONCE.iter().chain(look::ONCE).copied().collect();
        self.name_repetitions(&once);
        let mut setup = RaceSetup::default();
        if let Some(surface) = self.single("f", |id| surface::find(id).ok_or(Problem::UnknownSurface)) {
            setup.loss = surface.into();
            setup.start = surface.start;
        }
        if let Some(typed) = self.typed() {
            setup.start = typed.start();
            setup.view = Some(typed.view());
            setup.loss = typed.into();
        }
        if let Some(start) = self.single("from", point) {
            setup.start = start;
        }
        setup.view = self.single("view", view).or(setup.view);
        setup.runs = self.runs(Extras::Race);
        if let Some(steps) = self.single("steps", |value| whole(value, STEPS, Problem::STEPS)) {
            setup.steps = steps;
        }
        setup.target = self.single("target", |value| number::parse(value).ok_or(Problem::Target));
        let noise = |value: &str| number::parse(value).filter(|noise| NOISE.contains(noise)).ok_or(Problem::Noise);
        setup.noise = self.single("noise", noise).unwrap_or(0.0);
        setup.seed = self.single("seed", |value| whole(value, 0..=u32::MAX, Problem::SEED)).unwrap_or(0);
        setup.seeds = self.single("seeds", |value| whole(value, CLOUD, Problem::CLOUD)).unwrap_or(1);
        let rules: Vec<_> = setup.runs.iter().map(|run| run.entry.rule).collect();
        setup.changes = self.changes(&rules);
        setup.look = self.look(&rules);
        self.warnings.extend(fit::cloud(&mut setup));
        self.warnings.extend(fit::length(&mut setup));
        setup
    }

    /// A formula counts more than a surface's name.
    fn typed(&mut self) -> Option<TypedLoss> {
        let text = self.value("expr")?;
        match TypedLoss::parse(text) {
            Ok(typed) => {
                if let Some(f) = self.value("f") {
                    self.warn(Field::Key("f"), f, Problem::BesideExpression);
                }
                Some(typed)
            }
            Err(error) => {
                self.warnings.push(Warning::of_expression(text, error));
                None
            }
        }
    }
}

pub(super) fn point(value: &str) -> Result<[f64; 2], Problem> {
    let point = numbers(value).ok_or(Problem::NotAPoint)?;
    check::start(&point).map_or(Ok(point), Err)
}
