//! A race run to its end, and what is said about it on the side.

use downhill::{Loss, Race};
use downhill_preset::RaceSetup;

use crate::say;

/// Runs a race to its last step, and names the runs that diverge on stderr.
pub(crate) fn finish(setup: &RaceSetup) -> Race<Loss> {
    let mut race = setup.race();
    race.advance(setup.steps);
    for (number, run) in (1..).zip(race.runs()) {
        if let Some(step) = run.diverged_at() {
            say(&format!("run {number} ({}) diverged at step {step} and ends there", run.entry().rule.id));
        }
    }
    race
}
