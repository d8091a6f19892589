//! The same race again and again, each time with noise of its own.

use downhill::{Loss, quartiles};
use wasm_bindgen::prelude::*;

use super::Race;
use super::setup::{JsSetup, setup_from};
use crate::error::{Code, error};

/// All times but the first that a noisy race is run, each to its end. Free it when it is no longer shown.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Cloud {
    replicas: Vec<downhill::Race<Loss>>,
}

#[wasm_bindgen]
impl Cloud {
    /// Runs the race of the setup as often as it says, each time with the next seed; the first time is the race itself.
    #[wasm_bindgen(constructor)]
    pub fn new(setup: JsSetup) -> Result<Self, JsValue> {
        let setup = setup_from(&setup)?;
        let times = if setup.noise > 0.0 { setup.seeds } else { 1 };
        let replica = |nth| {
            let runners: Vec<_> = setup.runners(nth).collect();
            let mut race = downhill::Race::new(setup.loss.clone(), &setup.start, &runners)
                .map_err(|(run, e)| error(Code::Param, &format!("run {}: {e}", run + 1)))?;
            race.advance(setup.steps);
            Ok(race)
        };
        (1..times).map(replica).collect::<Result<_, JsValue>>().map(|replicas| Self { replicas })
    }

    /// The quartiles of a runner's final loss over all times, the race itself among them: lower, median, upper. A loss that is
    /// not finite counts as infinite.
    pub fn quartiles(&self, race: &Race, run: usize) -> Vec<f64> {
        let all = self.replicas.iter().chain([race.inner()]);
        let last = all.filter_map(|race| race.runs()[run].losses().last());
        let losses = last.map(|&loss| if loss.is_finite() { loss } else { f64::INFINITY });
        quartiles(losses.collect()).to_vec()
    }
}

impl Cloud {
    pub(crate) fn replicas(&self) -> &[downhill::Race<Loss>] {
        &self.replicas
    }
}
