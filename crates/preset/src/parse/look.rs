//! The keys of the Race lab that say what is looked at more closely.

use downhill::RuleInfo;

use super::Reader;
use super::race::point;
use crate::check;
use crate::limits::EACH;
use crate::parse::{numbers, whole};
use crate::setup::{Look, Panel};
use crate::warning::Problem;

/// What may be given once, in canonical order.
pub(super) const ONCE: &[&str] = &["show", "runner", "point", "sweep", "each", "eye", "height", "per"];

impl Reader<'_> {
    /// What is looked at in a race of runs by these rules.
    pub(super) fn look(&mut self, rules: &[&RuleInfo]) -> Look {
        let runs = rules.len().max(1);
        let runner = |value: &str| whole(value, 1..=runs, Problem::runner(runs)).map(|number| number - 1);
        let per = |value: &str| match value {
            "updates" => Ok(false),
            "evaluations" => Ok(true),
            _ => Err(Problem::UNKNOWN_COUNT),
        };
        let panel = self.one_of("show", Panel::ALL, Panel::id, Problem::UNKNOWN_PANEL);
        let runner = self.single("runner", runner);
        let rule = rules.get(runner.unwrap_or(0)).copied();
        Look {
            panel,
            runner,
            point: self.single("point", point),
            sweep: self.single("sweep", |value| sweep(value, rule)),
            each: self.single("each", |value| whole(value, EACH, Problem::EACH)),
            eye: self.single("eye", eye),
            is_linear: self.single("height", height).unwrap_or(false),
            is_per_evaluation: self.single("per", per).unwrap_or(false),
        }
    }
}

/// Whether heights are in proportion to the loss.
pub(super) fn height(value: &str) -> Result<bool, Problem> {
    match value {
        "log" => Ok(false),
        "linear" => Ok(true),
        _ => Err(Problem::UNKNOWN_HEIGHT),
    }
}

/// Yaw and pitch.
pub(super) fn eye(value: &str) -> Result<[f64; 2], Problem> {
    let eye = numbers(value).ok_or(Problem::NotAPoint)?;
    check::eye(eye).map_or(Ok(eye), Err)
}

/// The names of two different parameters of a rule.
fn sweep(value: &str, rule: Option<&RuleInfo>) -> Result<[String; 2], Problem> {
    let (across, up) = value.split_once(',').ok_or(Problem::NotASweep)?;
    let names = [across.trim(), up.trim()].map(str::to_owned);
    if is_sweep(&names, rule) { Ok(names) } else { Err(Problem::NotASweep) }
}

/// Whether two texts are the names of two different parameters of a rule.
pub(crate) fn is_sweep([across, up]: &[String; 2], rule: Option<&RuleInfo>) -> bool {
    let has = |name: &str| rule.is_some_and(|rule| rule.params.iter().any(|param| param.id == name));
    across != up && has(across) && has(up)
}
