//! Update rules as PyTorch has them, or as a few lines of Python where PyTorch has another rule of that name.

mod definition;

use downhill::{Entry, RuleInfo};

use crate::number;

/// The class that makes a rule's updates.
pub(crate) struct Optimizer {
    /// Its name in Python.
    pub(crate) class: &'static str,
    /// Its definition, if PyTorch does not have it.
    pub(crate) definition: Option<&'static str>,
}

/// The class for a rule; `None` if there is none yet.
pub(crate) fn optimizer(rule: &RuleInfo) -> Option<Optimizer> {
    let (class, definition) = match rule.id {
        "sgd" | "momentum" => ("torch.optim.SGD", None),
        "nesterov" => ("Nesterov", Some(definition::NESTEROV)),
        "adagrad" => ("torch.optim.Adagrad", None),
        "adadelta" => ("torch.optim.Adadelta", None),
        "rmsprop" => ("torch.optim.RMSprop", None),
        "adam" | "amsgrad" => ("torch.optim.Adam", None),
        "adamw" => ("torch.optim.AdamW", None),
        "nadam" => ("NAdam", Some(definition::NADAM)),
        "radam" => ("torch.optim.RAdam", None),
        "adamax" => ("torch.optim.Adamax", None),
        "adabelief" => ("AdaBelief", Some(definition::ADABELIEF)),
        "rprop" => ("torch.optim.Rprop", None),
        "lion" => ("Lion", Some(definition::LION)),
        "asgd" => ("torch.optim.ASGD", None),
        "schedulefree" => ("ScheduleFree", Some(definition::SCHEDULE_FREE)),
        "sam" => ("SAM", Some(definition::SAM)),
        "lbfgs" => ("LBFGS", Some(definition::LBFGS)),
        "newton" => ("Newton", Some(definition::NEWTON)),
        _ => return None,
    };
    Some(Optimizer { class, definition })
}

/// Parameters that are one argument in PyTorch: its name, and what the two are called here.
const PAIRS: [(&str, &str, &str); 3] =
    [("betas", "beta1", "beta2"), ("etas", "etaminus", "etaplus"), ("step_sizes", "step_min", "step_max")];

/// A number that Python takes for no whole one: ASGD would keep its rate as the kind of number that it was given.
fn float(value: f64) -> String {
    let text = number(value);
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}

/// The parameters of a rule as PyTorch's arguments. They have PyTorch's names.
pub(crate) fn arguments(entry: &Entry) -> String {
    let value = |id: &str| entry.rule.params.iter().zip(&entry.params).find(|(spec, _)| spec.id == id).map(|it| *it.1);
    let own = entry.rule.params.iter().zip(&entry.params).filter_map(|(spec, own)| {
        for (pair, first, second) in PAIRS {
            if let (true, Some(other)) = (spec.id == first, value(second)) {
                return Some(format!("{pair}=({}, {})", float(*own), float(other)));
            }
            if spec.id == second {
                return None;
            }
        }
        Some(format!("{}={}", spec.id, float(*own)))
    });
    let fixed: &[&str] = match entry.rule.id {
        "amsgrad" => &["amsgrad=True"],
        _ => &[],
    };
    own.chain(fixed.iter().map(|&it| it.to_owned())).collect::<Vec<_>>().join(", ")
}
