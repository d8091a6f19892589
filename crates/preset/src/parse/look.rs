//! The keys of the Race lab that say what is looked at more closely.

use super::Reader;
use super::race::point;
use crate::limits::MAX_NAME;
use crate::parse::whole;
use crate::setup::{Look, Panel};
use crate::warning::Problem;

/// What may be given once, in canonical order.
pub(super) const ONCE: &[&str] = &["show", "runner", "point", "sweep", "per"];

impl Reader<'_> {
    /// What is looked at in a race of so many runs.
    pub(super) fn look(&mut self, runs: usize) -> Look {
        let runner = |value: &str| whole(value, 1..=runs.max(1), Problem::runner(runs.max(1))).map(|number| number - 1);
        let per = |value: &str| match value {
            "updates" => Ok(false),
            "evaluations" => Ok(true),
            _ => Err(Problem::UNKNOWN_COUNT),
        };
        Look {
            panel: self.one_of("show", Panel::ALL, Panel::id, Problem::UNKNOWN_PANEL),
            runner: self.single("runner", runner),
            point: self.single("point", point),
            sweep: self.single("sweep", sweep),
            is_per_evaluation: self.single("per", per).unwrap_or(false),
        }
    }
}

/// Two different names of parameters. Whether the run has them is known where it is drawn.
fn sweep(value: &str) -> Result<[String; 2], Problem> {
    let (across, up) = value.split_once(',').ok_or(Problem::NotASweep)?;
    let names = [across.trim(), up.trim()];
    if names[0] != names[1] && names.iter().all(|name| is_parameter(name)) {
        Ok(names.map(str::to_owned))
    } else {
        Err(Problem::NotASweep)
    }
}

/// Whether a text can be the name of a parameter.
pub(crate) fn is_parameter(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
