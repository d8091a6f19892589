//! Update rules as PyTorch has them, or as a few lines of Python where PyTorch has another rule of that name.

use downhill::{Entry, RuleInfo};

use crate::number;

/// The class that makes a rule's updates.
pub(crate) struct Optimizer {
    /// Its name in Python.
    pub(crate) class: &'static str,
    /// Its definition, if PyTorch does not have it.
    pub(crate) definition: Option<&'static str>,
}

/// Nesterov's rule with its look-ahead. PyTorch's keeps the look-ahead point as its parameter, so that its positions are
/// not the iterates.
const NESTEROV: &str = r#"class Nesterov(torch.optim.Optimizer):
    """Nesterov's momentum: the gradient is taken where the velocity leads.

    torch.optim.SGD(nesterov=True) is another form, whose positions are these look-ahead points.
    """

    def __init__(self, params, lr, momentum):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self, closure):
        for group in self.param_groups:
            for x in group["params"]:
                velocity = self.state[x].setdefault("velocity", torch.zeros_like(x))
                start = x.clone()
                x.add_(velocity, alpha=group["momentum"])
                with torch.enable_grad():
                    loss = closure()
                velocity.mul_(group["momentum"]).add_(x.grad, alpha=-group["lr"])
                x.copy_(start + velocity)
        return loss
"#;

/// The class for a rule; `None` if there is none yet.
pub(crate) fn optimizer(rule: &RuleInfo) -> Option<Optimizer> {
    let class = match rule.id {
        "sgd" | "momentum" => "torch.optim.SGD",
        "nesterov" => return Some(Optimizer { class: "Nesterov", definition: Some(NESTEROV) }),
        "adagrad" => "torch.optim.Adagrad",
        "adadelta" => "torch.optim.Adadelta",
        "rmsprop" => "torch.optim.RMSprop",
        "adam" => "torch.optim.Adam",
        _ => return None,
    };
    Some(Optimizer { class, definition: None })
}

/// The parameters of a rule as PyTorch's arguments. They have PyTorch's names; two betas are one argument there.
pub(crate) fn arguments(entry: &Entry) -> String {
    let value = |id: &str| entry.rule.params.iter().zip(&entry.params).find(|(spec, _)| spec.id == id).map(|it| it.1);
    let arguments =
        entry.rule.params.iter().zip(&entry.params).filter_map(|(spec, own)| match (spec.id, value("beta2")) {
            ("beta1", Some(&second)) => Some(format!("betas=({}, {})", number(*own), number(second))),
            ("beta2", _) => None,
            (id, _) => Some(format!("{id}={}", number(*own))),
        });
    arguments.collect::<Vec<_>>().join(", ")
}
