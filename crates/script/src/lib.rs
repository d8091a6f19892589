//! A race as a Python script for PyTorch, which computes the same numbers.
//!
//! The loss is printed from the one formula of the core, by calling it with numbers that remember how they were computed;
//! every rule is PyTorch's own where PyTorch has it. The script needs nothing but PyTorch, from 1.13 on.

#![forbid(unsafe_code)]

mod around;
mod expression;
mod optimizer;

use std::collections::BTreeSet;

use downhill::{DIVERGENCE_RADIUS, Loss};
use downhill_preset::{RaceRun, RaceSetup, print_race, shortest};

/// What stands below the runs: it needs nothing from the setup. Lines that begin with `+` are there only if something is done
/// around the rules, those with `-` only if nothing is.
const RACE: &str = r#"def race():
    print("run,step,x,y,loss")
-    for run, (rule, settings) in enumerate(RUNS, start=1):
+    for run, (rule, settings, around) in enumerate(RUNS, start=1):
        point = torch.tensor(START, dtype=torch.float64, requires_grad=True)
        optimizer = rule([point], **settings)

        def closure():
            optimizer.zero_grad()
            value = loss(*point)
            value.backward()
+            around.gradient(point)
            return value

        for step in range(STEPS + 1):
            x, y = point.tolist()
            value = loss(*point).item()
            print(f"{run},{step},{x!r},{y!r},{value!r}")
            if not (max(abs(x), abs(y)) <= FARTHEST and math.isfinite(value)):
                break
            if step < STEPS:
+                around.begin(optimizer, step)
                optimizer.step(closure)
                if not point.grad.isfinite().all():
                    break


if __name__ == "__main__":
    race()
"#;

/// What is said of averages whose share changes on the way.
const CORRECTION: &str = "
A beta changes on the way. PyTorch corrects its averages as if they always had the present one, Downhill by what each
update really kept: from there on the numbers differ, less and less.
";

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
    let is_around = around::is_needed(setup);
    for (index, RaceRun { entry, .. }) in setup.runs.iter().enumerate() {
        let Some(optimizer) = optimizer::optimizer(entry.rule) else { panic!("no script has {} yet", entry.rule.id) };
        definitions.extend(optimizer.definition);
        let (class, arguments) = (optimizer.class, optimizer::arguments(entry));
        runs += &match is_around {
            true => format!("    ({class}, dict({arguments}), Around({})),\n", around::arguments(setup, index)),
            false => format!("    ({class}, dict({arguments})),\n"),
        };
    }
    if is_around {
        definitions.extend([around::AROUND, around::NOISE]);
    }
    if runs.contains("one_cycle(") {
        definitions.insert(around::ONE_CYCLE);
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
         {}\
         {definitions}\
         \n\n\
         {}\
         \n\n\
         RUNS = [\n{runs}]\n\
         \n\n\
         {}",
        head(setup),
        setup.steps,
        number(DIVERGENCE_RADIUS),
        if is_around { format!("NOISE, SEED = {}, {}\n", number(setup.noise), setup.seed) } else { String::new() },
        definition(loss, &formula),
        race(is_around),
    )
}

fn race(is_around: bool) -> String {
    let (own, other) = if is_around { ('+', '-') } else { ('-', '+') };
    let lines = RACE.lines().filter(|line| !line.starts_with(other));
    lines.map(|line| format!("{}\n", line.strip_prefix(own).unwrap_or(line))).collect()
}

fn head(setup: &RaceSetup) -> String {
    format!(
        "\"\"\"A race of update rules on {}, as Downhill runs it, by PyTorch.\n\
         \n\
         {}\n\
         \n\
         Prints the position and the loss after every step, as CSV. Needs PyTorch 1.13 or newer:\n\
         pip install torch\n\
         {}\"\"\"

",
        setup
            .loss
            .surface()
            .map_or_else(|| "a typed loss".to_owned(), |surface| format!("the surface {}", surface.name)),
        print_race(setup),
        if around::is_corrected_otherwise(setup) { CORRECTION } else { "" },
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
