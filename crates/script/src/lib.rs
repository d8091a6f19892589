//! A race as a Python script for PyTorch, which computes the same numbers.
//!
//! The loss is printed from the one formula of the core, by calling it with numbers that remember how they were computed;
//! every rule is PyTorch's own where PyTorch has it. The script needs nothing but PyTorch, from 1.13 on.

#![forbid(unsafe_code)]

mod expression;
mod optimizer;

use std::collections::BTreeSet;

use downhill::{DIVERGENCE_RADIUS, Loss};
use downhill_preset::{RaceRun, RaceSetup, print_race, shortest};

/// What stands below the runs: it needs nothing from the setup.
const RACE: &str = r#"def race():
    print("run,step,x,y,loss")
    for run, (rule, settings) in enumerate(RUNS, start=1):
        point = torch.tensor(START, dtype=torch.float64, requires_grad=True)
        optimizer = rule([point], **settings)

        def closure():
            optimizer.zero_grad()
            value = loss(*point)
            value.backward()
            return value

        for step in range(STEPS + 1):
            x, y = point.tolist()
            value = loss(*point).item()
            print(f"{run},{step},{x!r},{y!r},{value!r}")
            if not (max(abs(x), abs(y)) <= FARTHEST and math.isfinite(value)):
                break
            if step < STEPS:
                optimizer.step(closure)
                if not point.grad.isfinite().all():
                    break


if __name__ == "__main__":
    race()
"#;

/// The square root with the derivative that Downhill gives it at 0.
const SQRT: &str = r#"def sqrt(u):
    """The square root; where u is 0 and does not slope, neither does its root."""
    return torch.where(u == 0, u, torch.sqrt(torch.where(u == 0, torch.ones_like(u), u)))
"#;

/// A number for functions that take tensors alone.
const CONSTANT: &str = r#"def constant(value):
    """A number as a tensor."""
    return torch.tensor(value, dtype=torch.float64)
"#;

/// A script that makes the updates of a race and prints, as CSV, what the race recorded: `run,step,x,y,loss`.
///
/// # Panics
/// If PyTorch's form of one of the rules is not known here. The tests write every rule of the catalogue.
#[must_use]
pub fn pytorch(setup: &RaceSetup) -> String {
    let loss = &setup.loss;
    let formula = expression::python(|x, y| loss.eval(x, y));
    let mut definitions = BTreeSet::new();
    let mut runs = String::new();
    for RaceRun { entry, .. } in &setup.runs {
        let Some(optimizer) = optimizer::optimizer(entry.rule) else { panic!("no script has {} yet", entry.rule.id) };
        definitions.extend(optimizer.definition);
        runs += &format!("    ({}, dict({})),\n", optimizer.class, optimizer::arguments(entry));
    }
    if formula.contains("sqrt(") {
        definitions.insert(SQRT);
    }
    if formula.contains("constant(") {
        definitions.insert(CONSTANT);
    }
    let definitions: String = definitions.into_iter().map(|definition| format!("\n\n{definition}")).collect();
    let [x, y] = setup.start.map(number);
    format!(
        "{}\
         import math\n\
         \n\
         import torch\n\
         \n\
         # What an optimizer keeps for itself, such as NAdam's product, is to be as exact as its steps.\n\
         torch.set_default_dtype(torch.float64)\n\
         \n\
         START = [{x}, {y}]\n\
         STEPS = {}\n\
         # A run that goes farther than this has diverged, and ends.\n\
         FARTHEST = {}\n\
         {definitions}\
         \n\n\
         {}\
         \n\n\
         RUNS = [\n{runs}]\n\
         \n\n\
         {RACE}",
        head(setup),
        setup.steps,
        number(DIVERGENCE_RADIUS),
        definition(loss, &formula),
    )
}

fn head(setup: &RaceSetup) -> String {
    format!(
        "\"\"\"A race of update rules on the surface {}, as Downhill runs it, by PyTorch.\n\
         \n\
         {}\n\
         \n\
         Prints the position and the loss after every step, as CSV. Needs PyTorch 1.13 or newer:\n\
         pip install torch\n\
         \"\"\"\n\n",
        setup.loss.name(),
        print_race(setup)
    )
}

fn definition(loss: &Loss, formula: &str) -> String {
    let source = loss.surface().map_or_else(String::new, |surface| format!(" ({})", surface.source));
    format!("def loss(x, y):\n    \"\"\"{}{source}.\"\"\"\n    return {formula}\n", loss.name())
}

/// A number in Python: the shortest that gives the same bits.
fn number(value: f64) -> String {
    let text = shortest(value);
    // Python takes -0 for a whole number, which has no sign.
    if text == "-0" { "-0.0".to_owned() } else { text }
}
