//! The networks of a minima link as a table, or, where none is trained, its two wells.
//!
//! CSV of networks has the header `run,update,train_loss,test_loss,train_acc,test_acc,w_norm,lambda_max,trace`. `run` counts
//! from 1, seed by seed and in each in the order of the runs: run r of the nth seed, both counted from 0, has number
//! n times runs + r + 1. Losses are means over the digits learned from and over all others, accuracies parts from 0 to 1,
//! `w_norm` the length of the vector of weights and biases, `lambda_max` the largest eigenvalue of the Hessian of the loss on
//! the digits learned from, and `trace` its trace, estimated. There is a row for update 0, the start, and for the end;
//! with `--every N` also for every Nth update. What was not measured, as the curvature where a run diverged, is an empty
//! field, and in JSON `null`. Where networks are rescaled, each has a second block of one row: the rescaled network after the same update,
//! under a number of its own, that of network n being networks + n.
//!
//! JSON is one object: `link` (canonical), `lab`, `experiment`, `seed`, `seeds`, `warnings`, `runs`, `rescaled` and
//! `comparison`. A run has
//!
//! | | |
//! |---|---|
//! | `run` | as in the CSV |
//! | `batch`, `lr`, `rho`, `seed` | digits of an update, learning rate, radius of SAM (0 is SGD), and the seed of this network |
//! | `updates` | how many were made |
//! | `status`, `diverged_at` | `running` or `diverged`, and the update at which that was, or `null` |
//! | `relative_lambda_max`, `keskar` | where networks are rescaled, as below; else `null` |
//! | `update`, and the other columns | as in the CSV, arrays of one length; and `trace_error`, the trace's standard error |
//!
//! A rescaled network has `run`, the `alpha` by which it is rescaled, `relative_lambda_max`, the largest eigenvalue per
//! relative change of the weights, `output_change`, the most that any output on any test digit changed, `keskar`, the
//! ε-sharpness for ε = 10⁻³, and the columns. `comparison` compares the last run's end with the first run's, seed
//! by seed, and is `null` where there is one run: `test_acc`, `lambda_max` and `trace` each have `pairs`, how many seeds have
//! both numbers, in how many of them the last run's is `higher`, the `mean` of last less first, the `margin` of its 95 %
//! interval to either side, and `p`, that of the paired t test.
//!
//! The wells have the header `w,curvature,train_loss,test_loss,gap,half_curvature_shift_squared`, a row a minimum; `test_loss`
//! is that of samples that are all shifted, and `gap` what it exceeds `train_loss` by. In JSON they have `link`, `lab`,
//! `experiment`, `shift` and `warnings`, and are objects in `minima`.

use std::io::{self, Write};

use downhill::Paired;
use downhill::model::TwoWells;
use downhill::network::Measurement;
use downhill_preset::{MinimaSetup, print, shortest};
use serde::Serialize;

use crate::networks::{Rescaled, Trained};
use crate::subject::Subject;
use crate::table::{JsonWarning, warnings};

/// Prints the rows of networks.
pub(crate) fn csv(trained: &[Trained], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "run,update,train_loss,test_loss,train_acc,test_acc,w_norm,lambda_max,trace")?;
    for of in trained {
        for row in &of.rows {
            csv_row(of.number, row, out)?;
        }
        if let Some(rescaled) = &of.rescaled {
            csv_row(rescaled.number, &rescaled.row, out)?;
        }
    }
    Ok(())
}

fn csv_row(number: usize, row: &Measurement, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{number},{}", row.update)?;
    for value in [row.train.loss, row.test.loss, row.train.accuracy, row.test.accuracy, row.norm] {
        write!(out, ",{}", shortest(value))?;
    }
    match &row.curvature {
        Some(curvature) => writeln!(out, ",{},{}", shortest(curvature.largest), shortest(curvature.trace.mean)),
        None => writeln!(out, ",,"),
    }
}

#[derive(Serialize)]
struct JsonNetworks {
    link: String,
    lab: &'static str,
    experiment: &'static str,
    seed: u32,
    seeds: usize,
    warnings: Vec<JsonWarning>,
    runs: Vec<JsonRun>,
    rescaled: Vec<JsonRescaled>,
    comparison: Option<JsonComparison>,
}

#[derive(Serialize)]
struct JsonRun {
    run: usize,
    batch: usize,
    lr: f64,
    rho: f64,
    seed: u64,
    updates: usize,
    status: &'static str,
    diverged_at: Option<usize>,
    relative_lambda_max: Option<f64>,
    keskar: Option<f64>,
    #[serde(flatten)]
    columns: JsonColumns,
}

#[derive(Serialize)]
struct JsonRescaled {
    run: usize,
    alpha: f64,
    relative_lambda_max: f64,
    output_change: f64,
    keskar: f64,
    #[serde(flatten)]
    columns: JsonColumns,
}

/// What was measured, a number of each a row.
#[derive(Serialize)]
struct JsonColumns {
    update: Vec<usize>,
    train_loss: Vec<f64>,
    test_loss: Vec<f64>,
    train_acc: Vec<f64>,
    test_acc: Vec<f64>,
    w_norm: Vec<f64>,
    lambda_max: Vec<f64>,
    trace: Vec<f64>,
    trace_error: Vec<f64>,
}

impl From<&[Measurement]> for JsonColumns {
    fn from(rows: &[Measurement]) -> Self {
        let column = |of: fn(&Measurement) -> f64| rows.iter().map(of).collect();
        Self {
            update: rows.iter().map(|row| row.update).collect(),
            train_loss: column(|row| row.train.loss),
            test_loss: column(|row| row.test.loss),
            train_acc: column(|row| row.train.accuracy),
            test_acc: column(|row| row.test.accuracy),
            w_norm: column(|row| row.norm),
            lambda_max: column(lambda_max),
            trace: column(trace),
            trace_error: column(|row| row.curvature.as_ref().map_or(f64::NAN, |it| it.trace.standard_error)),
        }
    }
}

fn lambda_max(row: &Measurement) -> f64 {
    row.curvature.as_ref().map_or(f64::NAN, |curvature| curvature.largest)
}

fn trace(row: &Measurement) -> f64 {
    row.curvature.as_ref().map_or(f64::NAN, |curvature| curvature.trace.mean)
}

#[derive(Serialize)]
struct JsonComparison {
    test_acc: JsonPaired,
    lambda_max: JsonPaired,
    trace: JsonPaired,
}

#[derive(Serialize)]
struct JsonPaired {
    pairs: usize,
    higher: usize,
    mean: f64,
    margin: f64,
    p: f64,
}

/// The networks as one object.
pub(crate) fn object(subject: &Subject, setup: &MinimaSetup, trained: &[Trained]) -> impl Serialize + use<> {
    JsonNetworks {
        link: print(&subject.preset),
        lab: subject.preset.setup.lab().id(),
        experiment: setup.experiment.id(),
        seed: setup.seed,
        seeds: setup.seeds,
        warnings: warnings(subject),
        runs: trained.iter().map(json_run).collect(),
        rescaled: trained.iter().filter_map(|of| of.rescaled.as_ref()).map(json_rescaled).collect(),
        comparison: comparison(setup, trained),
    }
}

fn json_run(of: &Trained) -> JsonRun {
    let before = of.rescaled.as_ref().map(|rescaled| rescaled.sharpness[0]);
    JsonRun {
        run: of.number,
        batch: of.recipe.batch.of(of.recipe.train),
        lr: of.recipe.lr,
        rho: of.recipe.rho,
        seed: of.recipe.seed,
        updates: of.updates,
        status: if of.diverged_at.is_some() { "diverged" } else { "running" },
        diverged_at: of.diverged_at,
        relative_lambda_max: before.map(|sharpness| sharpness.relative),
        keskar: before.map(|sharpness| sharpness.keskar),
        columns: of.rows.as_slice().into(),
    }
}

fn json_rescaled(of: &Rescaled) -> JsonRescaled {
    let [_, after] = of.sharpness;
    JsonRescaled {
        run: of.number,
        alpha: of.alpha,
        relative_lambda_max: after.relative,
        output_change: of.output_change,
        keskar: after.keskar,
        columns: std::slice::from_ref(&of.row).into(),
    }
}

/// The ends of the first run against those of the last, seed by seed. One that diverged has no end.
fn comparison(setup: &MinimaSetup, trained: &[Trained]) -> Option<JsonComparison> {
    let last = setup.runs.len() - 1;
    let paired = |of: fn(&Measurement) -> f64| {
        let ends = [0, last].map(|run| -> Vec<f64> {
            trained.iter().skip(run).step_by(last + 1).map(|it| it.end().map_or(f64::NAN, of)).collect()
        });
        let Paired { pairs, higher, mean, margin, p } = Paired::of(&ends[0], &ends[1]);
        JsonPaired { pairs, higher, mean, margin, p }
    };
    (last > 0).then(|| JsonComparison {
        test_acc: paired(|row| row.test.accuracy),
        lambda_max: paired(lambda_max),
        trace: paired(trace),
    })
}

/// Prints the rows of the wells.
pub(crate) fn wells_csv(setup: &MinimaSetup, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "w,curvature,train_loss,test_loss,gap,half_curvature_shift_squared")?;
    for well in wells(setup) {
        let JsonWell { w, curvature, train_loss, test_loss, gap, half_curvature_shift_squared } = well;
        let numbers = [w, curvature, train_loss, test_loss, gap, half_curvature_shift_squared].map(shortest);
        writeln!(out, "{}", numbers.join(","))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct JsonWells {
    link: String,
    lab: &'static str,
    experiment: &'static str,
    shift: f64,
    warnings: Vec<JsonWarning>,
    minima: [JsonWell; 2],
}

#[derive(Serialize)]
struct JsonWell {
    w: f64,
    curvature: f64,
    train_loss: f64,
    test_loss: f64,
    gap: f64,
    half_curvature_shift_squared: f64,
}

/// The wells as one object.
pub(crate) fn wells_object(subject: &Subject, setup: &MinimaSetup) -> impl Serialize + use<> {
    JsonWells {
        link: print(&subject.preset),
        lab: subject.preset.setup.lab().id(),
        experiment: setup.experiment.id(),
        shift: setup.shift,
        warnings: warnings(subject),
        minima: wells(setup),
    }
}

/// What is known at both minima.
fn wells(setup: &MinimaSetup) -> [JsonWell; 2] {
    let (wells, shift) = (TwoWells::new(), setup.shift);
    TwoWells::MINIMA.map(|(w, curvature)| {
        let [train_loss, test_loss] = [w, w - shift].map(|w| wells.loss_at(w));
        JsonWell {
            w,
            curvature,
            train_loss,
            test_loss,
            gap: test_loss - train_loss,
            half_curvature_shift_squared: 0.5 * curvature * shift * shift,
        }
    })
}
