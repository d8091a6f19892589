//! The contenders of a batch link as a table.
//!
//! CSV has the header `run,batch,update,gradients,loss,w0,w1,...` and one row for each contender and update, update 0, the
//! start, included, contender by contender. `run` counts from 1 in the order of the runs, `batch` is the number of samples
//! in a batch, `gradients` how many samples' gradients were taken so far, `loss` the mean over all samples, and `w0` on are
//! the parameters.
//!
//! JSON is one object: `link` (canonical), `lab`, `data`, `samples`, `parameters` (their names), `seed`, `budget` (`unit`
//! and `amount`), `optimum` (`loss`, `w` and `curvature`, or `null` where it cannot be had), `warnings`, and `contenders`.
//! A contender has
//!
//! | | |
//! |---|---|
//! | `run`, `batch` | as in the CSV |
//! | `rule`, `parameters`, `decay` | its rule, the parameters by id, and how fast its rate shrinks |
//! | `updates` | how many it makes, unless it diverges |
//! | `status`, `diverged_at` | `running` or `diverged`, and the update at which that was, or `null` |
//! | `costs` | of one update: `samples`, `flops` and `bytes` |
//! | `course` | `raised`, the share of updates that raised the loss; of the last quarter the mean excess over the optimum as `floor`, `null` without an optimum, and the standard deviation as `spread` |
//! | `angle` | `mean` and `deviation` in degrees between its updates and the full negative gradient, or `null` where no update has a direction |
//! | `arrivals` | how many of its replicas got where they should: `count`, `replicas`, and the `median` update at which they did, or `null` if none did; `null` without replicas or a goal |
//! | `update`, `gradients`, `loss`, `w` | the columns, arrays of one length; each of `w` is an array itself |

use std::io::{self, Write};

use downhill::data::Budget;
use downhill::{Angles, Comparison, Entry};
use downhill_preset::{BatchSetup, print, shortest};
use serde::Serialize;

use crate::subject::Subject;
use crate::table::{JsonWarning, parameters, shown, warnings};

/// Prints the rows of a comparison.
pub(crate) fn csv(setup: &BatchSetup, comparison: &Comparison, every: usize, out: &mut impl Write) -> io::Result<()> {
    let model = comparison.model();
    write!(out, "run,batch,update,gradients,loss")?;
    for parameter in 0..model.dim() {
        write!(out, ",w{parameter}")?;
    }
    writeln!(out)?;
    for (of, contender) in setup.contenders().zip(comparison.contenders()) {
        let (run, batch, training) = (of.run + 1, of.batch.of(model.samples()), contender.training());
        for update in shown(training.last(), every) {
            let loss = shortest(training.losses()[update]);
            write!(out, "{run},{batch},{update},{},{loss}", gradients(update, batch))?;
            for &w in training.position(update) {
                write!(out, ",{}", shortest(w))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn gradients(update: usize, batch: usize) -> u64 {
    update as u64 * batch as u64
}

#[derive(Serialize)]
struct JsonComparison<'a> {
    link: String,
    lab: &'static str,
    data: &'static str,
    samples: usize,
    parameters: &'static [&'static str],
    seed: u32,
    budget: JsonBudget,
    optimum: Option<JsonOptimum<'a>>,
    warnings: Vec<JsonWarning>,
    contenders: Vec<JsonContender<'a>>,
}

/// How long runs are.
#[derive(Serialize)]
pub(crate) struct JsonBudget {
    unit: &'static str,
    amount: usize,
}

impl From<Budget> for JsonBudget {
    fn from(budget: Budget) -> Self {
        match budget {
            Budget::Updates(amount) => Self { unit: "updates", amount },
            Budget::Epochs(amount) => Self { unit: "epochs", amount },
        }
    }
}

#[derive(Serialize)]
struct JsonOptimum<'a> {
    loss: f64,
    w: &'a [f64],
    curvature: f64,
}

#[derive(Serialize)]
struct JsonContender<'a> {
    run: usize,
    rule: &'static str,
    #[serde(serialize_with = "parameters")]
    parameters: &'a Entry,
    decay: f64,
    batch: usize,
    updates: usize,
    status: &'static str,
    diverged_at: Option<usize>,
    costs: JsonCosts,
    course: Option<JsonCourse>,
    angle: Option<JsonAngle>,
    arrivals: Option<JsonArrivals>,
    update: Vec<usize>,
    gradients: Vec<u64>,
    loss: Vec<f64>,
    w: Vec<&'a [f64]>,
}

#[derive(Serialize)]
struct JsonCosts {
    samples: usize,
    flops: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct JsonCourse {
    raised: f64,
    floor: Option<f64>,
    spread: f64,
}

#[derive(Serialize)]
struct JsonAngle {
    mean: f64,
    deviation: f64,
}

#[derive(Serialize)]
struct JsonArrivals {
    count: usize,
    replicas: usize,
    median: Option<f64>,
}

/// A comparison as one object.
pub(crate) fn object<'a>(
    subject: &Subject,
    setup: &'a BatchSetup,
    comparison: &'a Comparison,
    every: usize,
) -> impl Serialize + use<'a> {
    let model = comparison.model();
    let lowest = comparison.optimum().map(|optimum| optimum.loss);
    let set = setup.data.built_in();
    let contenders = setup.contenders().zip(comparison.contenders()).map(|(of, contender)| {
        let training = contender.training();
        let run = &setup.runs[of.run];
        let batch = of.batch.of(model.samples());
        let (costs, last) = (training.costs(model), training.last());
        let update: Vec<usize> = shown(last, every).collect();
        let arrivals = contender.ensemble().arrivals(contender.updates());
        let has_arrivals = arrivals.replicas > 0 && set.is_some_and(|set| set.goal.is_some());
        JsonContender {
            run: of.run + 1,
            rule: run.entry.rule.id,
            parameters: &run.entry,
            decay: run.decay,
            batch,
            updates: contender.updates(),
            status: if training.diverged_at().is_some() { "diverged" } else { "running" },
            diverged_at: training.diverged_at(),
            costs: JsonCosts { samples: costs.samples, flops: costs.flops, bytes: costs.bytes },
            course: training.course(last, lowest.unwrap_or(0.0)).map(|course| JsonCourse {
                raised: course.raised,
                floor: lowest.and(Some(course.floor)),
                spread: course.spread,
            }),
            angle: training.angles(last).map(|Angles { mean, deviation, .. }| JsonAngle { mean, deviation }),
            arrivals: has_arrivals.then_some(JsonArrivals {
                count: arrivals.count,
                replicas: arrivals.replicas,
                median: arrivals.median,
            }),
            gradients: update.iter().map(|&update| gradients(update, batch)).collect(),
            loss: update.iter().map(|&update| training.losses()[update]).collect(),
            w: update.iter().map(|&update| training.position(update)).collect(),
            update,
        }
    });
    JsonComparison {
        link: print(&subject.preset),
        lab: subject.preset.setup.lab().id(),
        data: setup.data.id(),
        samples: model.samples(),
        parameters: set.map_or(&[], |set| set.parameters),
        seed: setup.seed,
        budget: setup.budget.into(),
        optimum: comparison.optimum().map(|optimum| JsonOptimum {
            loss: optimum.loss,
            w: &optimum.at,
            curvature: optimum.curvature,
        }),
        warnings: warnings(subject),
        contenders: contenders.collect(),
    }
}
