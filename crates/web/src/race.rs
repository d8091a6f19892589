//! A race, stepped from the page.

mod catalog;
mod cloud;
mod inside;
mod link;
mod picture;
mod setup;
mod typed;

pub use catalog::catalog;
pub use cloud::Cloud;
pub use inside::{Inside, UpdatesPicture, draw_arrows, state_vectors, update_numbers};
pub use link::{check_setup, opening_setup, parse_link, print_link};
pub use picture::{LossPicture, MapPicture};
pub use typed::check_expression;

use downhill::schedule::SCHEDULES;
use downhill::{Grid, Loss, Status};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::{Code, error, to_js};
use crate::fields::view_from;
use setup::{JsSetup, setup_from};

/// Several rules from one start on one surface. Free it when it is no longer shown.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Race {
    race: downhill::Race<Loss>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Standing {
    loss: f64,
    best: Option<f64>,
    best_step: Option<usize>,
    reached: Option<usize>,
    status: &'static str,
    diverged_at: Option<usize>,
    gradients: u64,
    cost: u64,
    reached_cost: Option<u64>,
}

#[wasm_bindgen]
impl Race {
    /// The race at step 0.
    #[wasm_bindgen(constructor)]
    pub fn new(setup: JsSetup) -> Result<Self, JsValue> {
        let setup = setup_from(&setup)?;
        let runners: Vec<_> = setup.runners(0).collect();
        let race = downhill::Race::new(setup.loss, &setup.start, &runners);
        race.map(|race| Self { race }).map_err(|(run, e)| error(Code::Param, &format!("run {}: {e}", run + 1)))
    }

    /// The runners' names, as briefly as they can be told apart; `words` are those for schedules, in the catalogue's order.
    pub fn names(&self, words: Vec<String>) -> Vec<String> {
        let runners: Vec<_> = self.race.runs().iter().map(downhill::Run::runner).collect();
        downhill_charts::race_labels(&runners, |schedule| {
            let word = SCHEDULES.iter().zip(&words).find(|(info, _)| info.id == schedule.id);
            word.map_or_else(|| schedule.name.to_lowercase(), |(_, word)| word.clone())
        })
    }

    /// Makes `updates` more updates in every run that has not diverged.
    pub fn step(&mut self, updates: usize) {
        self.race.advance(updates);
    }

    /// Back to the start, exactly.
    pub fn reset(&mut self) {
        self.race.reset();
    }

    /// The last recorded step of a run.
    #[wasm_bindgen(js_name = lastStep)]
    pub fn last_step(&self, run: usize) -> usize {
        self.race.runs()[run].last_step()
    }

    /// x and y after every step, from step 0 on.
    pub fn positions(&self, run: usize) -> Vec<f64> {
        self.race.runs()[run].positions().to_vec()
    }

    /// x and y after `step`, or where the run ended before it.
    pub fn position(&self, run: usize, step: usize) -> Vec<f64> {
        self.race.runs()[run].position(step).to_vec()
    }

    /// The loss after every step.
    pub fn losses(&self, run: usize) -> Vec<f64> {
        self.race.runs()[run].losses().to_vec()
    }

    /// The gradients that were evaluated until every step.
    pub fn costs(&self, run: usize) -> Vec<f64> {
        let run = &self.race.runs()[run];
        (0..=run.last_step()).map(|step| run.cost(step) as f64).collect()
    }

    /// The gradient that every step's update was given, two numbers a step.
    pub fn gradients(&self, run: usize) -> Vec<f64> {
        self.race.runs()[run].gradients().to_vec()
    }

    /// Where a rule that looks ahead asked for its gradient, two numbers a step; empty for the others.
    pub fn probes(&self, run: usize) -> Vec<f64> {
        self.race.runs()[run].probes().to_vec()
    }

    /// The state vectors after every step, in the catalogue's order, two numbers a vector and step.
    pub fn states(&self, run: usize) -> Vec<f64> {
        self.race.runs()[run].states().to_vec()
    }

    /// x and y of the average that the rule of a run keeps, after every step; empty if it keeps none.
    pub fn averages(&self, run: usize) -> Vec<f64> {
        self.race.runs()[run].averages().to_vec()
    }

    /// The runs whose average is ever another point than their iterate.
    pub fn averaged(&self) -> Vec<usize> {
        let runs = self.race.runs().iter().enumerate();
        runs.filter(|(_, run)| picture::averaged(run).is_seen()).map(|(index, _)| index).collect()
    }

    /// How a run stands after `step`, against a loss to reach.
    #[wasm_bindgen(unchecked_return_type = "Standing")]
    pub fn standing(&self, run: usize, step: usize, target: Option<f64>) -> Result<JsValue, JsValue> {
        let run = &self.race.runs()[run];
        let best = run.best(step);
        let reached = target.and_then(|target| run.first_at_most(target));
        to_js(&Standing {
            loss: run.losses()[step.min(run.last_step())],
            best: best.map(|best| best.loss),
            best_step: best.map(|best| best.step),
            reached,
            cost: run.cost(step),
            reached_cost: reached.map(|step| run.cost(step)),
            status: match run.status(step) {
                Status::Running => "running",
                Status::Converged => "converged",
                Status::Diverged { .. } => "diverged",
            },
            diverged_at: run.diverged_at(),
            gradients: run.evaluations().gradients,
        })
    }

    /// The loss at the nodes of a grid over `view` (left, right, bottom, top), row by row from the top.
    pub fn grid(&self, view: &[f64], columns: usize, rows: usize) -> Result<Vec<f64>, JsValue> {
        let objective = self.race.objective();
        Ok(Grid::sample(|x, y| objective.value_at(x, y), view_from(view)?, columns, rows).values)
    }

    /// Loss and gradient at a point: f, ∂f/∂x, ∂f/∂y.
    pub fn at(&self, x: f64, y: f64) -> Vec<f64> {
        let dual = self.race.objective().dual_at(x, y);
        vec![dual.value, dual.gradient[0], dual.gradient[1]]
    }

    /// The run and step nearest to a point, up to `step`: run, step, distance, with distances in units of `1/sx`, `1/sy`
    /// (so that pixels per unit give pixels). Empty if nothing races.
    pub fn nearest(&self, x: f64, y: f64, sx: f64, sy: f64, step: usize) -> Vec<f64> {
        let found = self.race.nearest(&[x, y], &[sx, sy], step);
        found.map_or_else(Vec::new, |n| vec![n.run as f64, n.step as f64, downhill::math::sqrt(n.squared_distance)])
    }
}

impl Race {
    pub(crate) fn inner(&self) -> &downhill::Race<Loss> {
        &self.race
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * How a run stands after a step. `reached`: the first step with a loss at most the target, `reachedCost`: the gradients evaluated
 * until then; `cost`: those evaluated up to the step, `gradients`: all of the run.
 */
export interface Standing {
    loss: number; best?: number; bestStep?: number; reached?: number;
    status: "running" | "converged" | "diverged"; divergedAt?: number; gradients: number; cost: number; reachedCost?: number;
}
"#;
