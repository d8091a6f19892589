//! The keys of the Race lab.

use downhill::surface;

use super::{Reader, numbers, view, whole};
use crate::check;
use crate::limits::STEPS;
use crate::number;
use crate::setup::RaceSetup;
use crate::warning::Problem;

/// What may be given once, in canonical order.
const ONCE: &[&str] = &["lab", "f", "expr", "from", "view", "steps", "target"];

impl Reader<'_> {
    pub(super) fn race(&mut self) -> RaceSetup {
        self.name_repetitions(ONCE);
        let mut setup = RaceSetup::default();
        if let Some(surface) = self.single("f", |id| surface::find(id).ok_or(Problem::UnknownSurface)) {
            setup.surface = surface;
            setup.start = surface.start;
        }
        self.single("expr", |_| Err::<(), _>(Problem::Unsupported));
        if let Some(start) = self.single("from", start) {
            setup.start = start;
        }
        setup.view = self.single("view", view);
        setup.runs = self.runs(false).into_iter().map(|run| run.entry).collect();
        if let Some(steps) = self.single("steps", |value| whole(value, STEPS, Problem::STEPS)) {
            setup.steps = steps;
        }
        setup.target = self.single("target", |value| number::parse(value).ok_or(Problem::Target));
        setup
    }
}

fn start(value: &str) -> Result<[f64; 2], Problem> {
    let start = numbers(value).ok_or(Problem::NotAPoint)?;
    check::start(&start).map_or(Ok(start), Err)
}
