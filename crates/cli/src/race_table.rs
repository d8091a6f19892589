//! A race as a table.
//!
//! CSV has the header `run,step,x,y,loss` and one row for each run and step, run by run. `run` counts from 1 in the order
//! of the runs, those that a link's mistakes left out not among them, so two runs of one rule are told apart.
//!
//! JSON is one object: `link` (canonical), `lab`, `surface`, `start`, `steps`, `target` (`null` without one), `warnings`,
//! and `runs`. A run has `run` (its number in the CSV), `rule`, `parameters` by id, `status` (`running`, `converged` or
//! `diverged`), `last_step`, `gradient_evaluations`, `best` (`step` and `loss`), `reached` (the first step at most at the
//! target, or `null`), and the columns `step`, `x`, `y` and `loss`, arrays of one length.

use std::io::{self, Write};

use downhill::{Entry, Loss, Race, Status};
use downhill_preset::{RaceSetup, print, shortest};
use serde::Serialize;

use crate::subject::Subject;
use crate::table::{JsonWarning, parameters, shown, warnings};

/// Prints the rows of a race.
pub(crate) fn csv(race: &Race<Loss>, every: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "run,step,x,y,loss")?;
    for (number, run) in (1..).zip(race.runs()) {
        for step in shown(run.last_step(), every) {
            let position = run.position(step);
            let [x, y, loss] = [position[0], position[1], run.losses()[step]].map(shortest);
            writeln!(out, "{number},{step},{x},{y},{loss}")?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct JsonRace<'a> {
    link: String,
    lab: &'static str,
    surface: &'a str,
    start: [f64; 2],
    steps: usize,
    target: Option<f64>,
    warnings: Vec<JsonWarning>,
    runs: Vec<JsonRun<'a>>,
}

#[derive(Serialize)]
struct JsonRun<'a> {
    run: usize,
    rule: &'static str,
    #[serde(serialize_with = "parameters")]
    parameters: &'a Entry,
    status: &'static str,
    last_step: usize,
    gradient_evaluations: u64,
    best: Option<JsonBest>,
    reached: Option<usize>,
    step: Vec<usize>,
    x: Vec<f64>,
    y: Vec<f64>,
    loss: Vec<f64>,
}

#[derive(Serialize)]
struct JsonBest {
    step: usize,
    loss: f64,
}

/// A race as one object.
pub(crate) fn object<'a>(
    subject: &Subject,
    setup: &'a RaceSetup,
    race: &'a Race<Loss>,
    every: usize,
) -> impl Serialize + use<'a> {
    let target = setup.target();
    let runs = (1..).zip(race.runs()).map(|(number, run)| {
        let steps: Vec<usize> = shown(run.last_step(), every).collect();
        let last_step = run.last_step();
        JsonRun {
            run: number,
            rule: run.entry().rule.id,
            parameters: run.entry(),
            status: match run.status(last_step) {
                Status::Running => "running",
                Status::Converged => "converged",
                Status::Diverged { .. } => "diverged",
            },
            last_step,
            gradient_evaluations: run.evaluations().gradients,
            best: run.best(last_step).map(|best| JsonBest { step: best.step, loss: best.loss }),
            reached: target.and_then(|target| run.first_at_most(target)),
            x: steps.iter().map(|&step| run.position(step)[0]).collect(),
            y: steps.iter().map(|&step| run.position(step)[1]).collect(),
            loss: steps.iter().map(|&step| run.losses()[step]).collect(),
            step: steps,
        }
    });
    JsonRace {
        link: print(&subject.preset),
        lab: subject.preset.setup.lab().id(),
        surface: setup.loss.id(),
        start: setup.start,
        steps: setup.steps,
        target,
        warnings: warnings(subject),
        runs: runs.collect(),
    }
}
