//! From a link on the command line to something that can be run; what is wrong with it goes to stderr.

use downhill_preset::{Preset, Setup, Warning, parse};

use crate::failure::Failure;
use crate::say;

/// What a link sets up.
pub(crate) struct Subject {
    pub(crate) preset: Preset,
    pub(crate) warnings: Vec<Warning>,
}

impl Subject {
    /// Reads a link.
    ///
    /// # Errors
    /// If it is for a newer version, names no lab that can run here, has nothing that can run, or has warnings and
    /// `is_strict` is set.
    pub(crate) fn read(link: &str, is_strict: bool) -> Result<Self, Failure> {
        let parsed = parse(link);
        if let (true, [refusal, ..]) = (parsed.is_refused, parsed.warnings.as_slice()) {
            return Err(Failure::BadInput(refusal.to_string()));
        }
        for warning in &parsed.warnings {
            say(&format!("warning: {warning}"));
        }
        let subject = Self { preset: parsed.preset, warnings: parsed.warnings };
        let objection = if parsed.lab.is_none() {
            "the link names no lab that can run here, such as lab=race, lab=batch or lab=minima"
        } else if matches!(&subject.preset.setup, Setup::Race(race) if race.runs.is_empty()) {
            "the link has no run: nothing to do"
        } else if is_strict && !subject.warnings.is_empty() {
            "--strict: the link has warnings"
        } else {
            return Ok(subject);
        };
        Err(Failure::BadInput(objection.to_owned()))
    }
}
