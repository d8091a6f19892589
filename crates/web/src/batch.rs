//! The Batch lab: one problem, descended with several batch sizes, computed a piece at a time and recorded.

mod catalog;
mod curves;
mod intervals;
mod landscape;
mod link;
mod pace;
mod setup;
mod standing;
mod table;

pub use catalog::batch_catalog;
pub use curves::CurvesPicture;
pub use intervals::draw_angles;
pub use landscape::LandscapePicture;
pub use link::{check_batch_setup, fit_batch_setup, parse_batch_link, print_batch_link};
pub use pace::{Pace, draw_pace};
pub use table::CsvTable;

use downhill::model::Valley;
use downhill::{BatchReplay, Contender, cosine, math};
use downhill_preset::{BatchSetup, Data};
use wasm_bindgen::prelude::*;

use setup::{JsBatchSetup, setup_from};

/// All contenders of a setup. Free it when it is no longer shown.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Comparison {
    setup: BatchSetup,
    inner: downhill::Comparison,
    replays: Vec<BatchReplay>,
    names: Vec<String>,
}

#[wasm_bindgen]
impl Comparison {
    /// Every contender at its start. `table` is the data of setups that need one.
    #[wasm_bindgen(constructor)]
    pub fn new(setup: JsBatchSetup, table: Option<CsvTable>) -> Result<Self, JsValue> {
        let setup = setup_from(&setup)?;
        let task = table.as_ref().map(CsvTable::task).transpose()?;
        let inner = setup.comparison(task).map_err(|reason| table::comparison_refusal(&reason))?;
        let samples = inner.model().samples();
        let replay = |contender: &Contender| BatchReplay::new(contender.training().plan(), samples);
        let replays = inner.contenders().iter().map(replay).collect();
        let names = match &setup.data {
            Data::BuiltIn(data) => data.parameters.iter().map(|&name| name.to_owned()).collect(),
            Data::Own => table.map(|table| table.parameters()).unwrap_or_default(),
        };
        Ok(Self { setup, inner, replays, names })
    }

    /// Makes updates that take about so many gradients of single samples; whether anything is left to do.
    pub fn work(&mut self, gradients: usize) -> bool {
        self.inner.work(gradients)
    }

    /// Updates of the contender that makes most of them: positions are counted in these.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.inner.length()
    }

    /// The position up to which everything is computed.
    #[wasm_bindgen(getter)]
    pub fn ready(&self) -> usize {
        self.inner.ready()
    }

    /// Whether all runs start where they should get to, so that nothing is to be seen of getting there.
    #[wasm_bindgen(getter, js_name = startsThere)]
    pub fn starts_there(&self) -> bool {
        let ensembles = self.inner.contenders().iter().map(Contender::ensemble);
        ensembles.filter(|ensemble| !ensemble.is_empty()).any(|ensemble| ensemble.starts_there())
    }

    /// How many contenders there are.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.inner.contenders().len()
    }

    /// Samples of the problem.
    #[wasm_bindgen(getter)]
    pub fn samples(&self) -> usize {
        self.inner.model().samples()
    }

    /// Names of the parameters, one number of a position each.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> Vec<String> {
        self.names.clone()
    }

    /// The least loss there is, if it is known.
    #[wasm_bindgen(getter)]
    pub fn lowest(&self) -> Option<f64> {
        self.inner.optimum().map(|optimum| optimum.loss)
    }

    /// The largest curvature at the optimum: full batches are stable for rates below 2 / this.
    #[wasm_bindgen(getter)]
    pub fn curvature(&self) -> Option<f64> {
        self.inner.optimum().map(|optimum| optimum.curvature)
    }

    /// The update of a contender that belongs to a position.
    #[wasm_bindgen(js_name = updateAt)]
    pub fn update_at(&self, contender: usize, position: usize) -> usize {
        self.inner.update_at(contender, position)
    }

    /// Samples that an update of a contender looks at.
    #[wasm_bindgen(js_name = batchOf)]
    pub fn batch_of(&self, contender: usize) -> usize {
        self.at(contender).training().plan().batch.of(self.samples())
    }

    /// Updates of a contender that are computed so far.
    pub fn made(&self, contender: usize) -> usize {
        self.at(contender).training().last()
    }

    /// The full loss after every update that is made so far.
    pub fn losses(&self, contender: usize) -> Vec<f64> {
        self.at(contender).training().losses().to_vec()
    }

    /// The parameters after every update that is made so far, one after another.
    pub fn positions(&self, contender: usize) -> Vec<f64> {
        self.at(contender).training().positions().to_vec()
    }

    /// The parameters after an update, or after the last one made.
    pub fn position(&self, contender: usize, update: usize) -> Vec<f64> {
        self.at(contender).training().position(update).to_vec()
    }

    /// What the next batch looks like from where a contender is: the angle in degrees between its mean gradient and the
    /// full one, and how many samples' own gradients point uphill. The angle is NaN where either has no direction.
    #[wasm_bindgen(js_name = batchAngle)]
    pub fn batch_angle(&mut self, contender: usize, position: usize) -> Vec<f64> {
        let update = self.inner.update_at(contender, position);
        let batch = self.replays[contender].of_update(update).to_vec();
        let (model, training) = (self.inner.model(), self.at(contender).training());
        let (w, full) = (training.position(update), training.gradient(update));
        let mut mean = vec![0.0; w.len()];
        model.batch(w, &batch, &mut mean);
        vec![math::acos(cosine(&mean, full)).to_degrees(), model.uphill(w, full) as f64]
    }

    /// How many replicas of a contender got where they should by a position, out of how many, and the median update; NaN
    /// without one.
    pub fn arrivals(&self, contender: usize, position: usize) -> Vec<f64> {
        let arrivals = self.at(contender).ensemble().arrivals(self.inner.update_at(contender, position));
        vec![arrivals.count as f64, arrivals.replicas as f64, arrivals.median.unwrap_or(f64::NAN)]
    }

    /// In the valley: how far a contender's run is from its law at most, up to a position; NaN where the law is not for its
    /// rule.
    #[wasm_bindgen(js_name = lawError)]
    pub fn law_error(&self, contender: usize, position: usize) -> f64 {
        let training = self.at(contender).training();
        if training.plan().entry.rule.id != "sgd" {
            return f64::NAN;
        }
        let end = self.inner.update_at(contender, position).min(training.last()) + 1;
        let positions = &training.positions()[..2 * end];
        Valley::new().law_error(training.plan(), positions)
    }

    /// In the valley, of all replicas over the last 200 updates up to a position: the mean sharpness, the mean imbalance, and
    /// the mean of the losses at each one's mean place. Of the run alone if it has no replicas.
    #[wasm_bindgen(js_name = valleyMeans)]
    pub fn valley_means(&self, contender: usize, position: usize) -> Vec<f64> {
        const UPDATES: usize = 200;
        let update = self.inner.update_at(contender, position);
        let of = self.at(contender);
        let mean = |measure: fn(&[f64]) -> f64| math::mean(&of.tail_means(update, UPDATES, measure));
        let places = of.tail_means(update, UPDATES, |w| w[0]).into_iter().zip(of.tail_means(update, UPDATES, |w| w[1]));
        let losses: Vec<f64> = places.map(|(u, v)| Valley::loss_at(u, v)).collect();
        vec![mean(Valley::sharpness), mean(Valley::imbalance), math::mean(&losses)]
    }
}

impl Comparison {
    fn at(&self, contender: usize) -> &Contender {
        &self.inner.contenders()[contender]
    }
}
