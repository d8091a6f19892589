//! How a contender stands, in numbers.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::Comparison;
use crate::error::to_js;

/// The share of the excess at the start at which a run counts as having got most of the way.
const REACHED: f64 = 0.05;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Standing {
    update: usize,
    updates: usize,
    epochs: f64,
    gradients: u64,
    loss: f64,
    excess: Option<f64>,
    raised: Option<f64>,
    floor: Option<f64>,
    spread: Option<f64>,
    reached: Option<u64>,
    diverged_at: Option<usize>,
    samples: usize,
    flops: u64,
    bytes: u64,
}

#[wasm_bindgen]
impl Comparison {
    /// How a contender stands at a position.
    #[wasm_bindgen(unchecked_return_type = "BatchStanding")]
    pub fn standing(&self, contender: usize, position: usize) -> Result<JsValue, JsValue> {
        let planned = self.inner.update_at(contender, position);
        let of = self.at(contender);
        let training = of.training();
        let update = planned.min(training.last());
        let costs = training.costs(self.inner.model());
        let lowest = self.inner.optimum().map(|optimum| optimum.loss);
        let course = training.course(update, lowest.unwrap_or(0.0));
        let loss = training.losses()[update];
        to_js(&Standing {
            update,
            updates: of.updates(),
            epochs: update as f64 / training.plan().batch.per_epoch(self.samples()) as f64,
            gradients: update as u64 * costs.samples as u64,
            loss,
            // Rounding must not put a run below the optimum.
            excess: lowest.map(|lowest| (loss - lowest).max(0.0)),
            raised: course.map(|course| course.raised),
            floor: course.filter(|_| lowest.is_some()).map(|course| course.floor.max(0.0)),
            spread: course.map(|course| course.spread),
            reached: lowest
                .and_then(|lowest| training.first_within(REACHED, lowest, update))
                .map(|first| (first * costs.samples) as u64),
            diverged_at: training.diverged_at().filter(|at| *at <= planned),
            samples: costs.samples,
            flops: costs.flops,
            bytes: costs.bytes,
        })
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * How a contender stands after an update. `excess`: loss above the optimum; `raised`: share of updates that raised the full
 * loss; `floor` and `spread`: mean excess and standard deviation over the last quarter; `reached`: sample gradients until 5 % of the excess at the start was left; `samples`, `flops`, `bytes`: what one
 * update takes.
 */
export interface BatchStanding {
    update: number; updates: number; epochs: number; gradients: number; loss: number; excess?: number; raised?: number;
    floor?: number; spread?: number; reached?: number; divergedAt?: number; samples: number; flops: number; bytes: number;
}
"#;
