//! Rules that PyTorch does not have, or has in another form, as optimizers for PyTorch.

/// Nesterov's rule with its look-ahead. PyTorch's keeps the look-ahead point as its parameter, so that its positions are
/// not the iterates.
pub(super) const NESTEROV: &str = r#"class Nesterov(torch.optim.Optimizer):
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

/// AdaBelief, in optax's form with both of its guards alike.
pub(super) const ADABELIEF: &str = r#"class AdaBelief(torch.optim.Optimizer):
    """Adam that divides by how much gradients differ from their average (J. Zhuang et al., 2020)."""

    def __init__(self, params, lr, betas, eps):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for x in group["params"]:
                state = self.state[x]
                if not state:
                    state.update(t=0, m=torch.zeros_like(x), s=torch.zeros_like(x))
                state["t"] += 1
                state["m"].mul_(beta1).add_(x.grad, alpha=1 - beta1)
                surprise = x.grad - state["m"]
                state["s"].mul_(beta2).add_((1 - beta2) * surprise**2 + group["eps"])
                m = state["m"] / (1 - beta1 ** state["t"])
                s = state["s"] / (1 - beta2 ** state["t"])
                x.sub_(group["lr"] * m / (s.sqrt() + group["eps"]))
        return loss
"#;

/// Lion.
pub(super) const LION: &str = r#"class Lion(torch.optim.Optimizer):
    """Steps by the sign of the momentum (X. Chen et al., 2023)."""

    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for x in group["params"]:
                m = self.state[x].setdefault("m", torch.zeros_like(x))
                direction = torch.sign(beta1 * m + (1 - beta1) * x.grad)
                x.sub_(group["lr"] * (direction + group["weight_decay"] * x))
                m.mul_(beta2).add_(x.grad, alpha=1 - beta2)
        return loss
"#;

/// Schedule-free SGD, whose parameter is the average, as its authors' is once training is over.
pub(super) const SCHEDULE_FREE: &str = r#"class ScheduleFree(torch.optim.Optimizer):
    """An average instead of a schedule (A. Defazio et al., 2024); the parameter is the average."""

    def __init__(self, params, lr, momentum):
        super().__init__(params, dict(lr=lr, momentum=momentum, weights=0.0, largest=0.0))

    @torch.no_grad()
    def step(self, closure):
        for group in self.param_groups:
            lr, momentum = group["lr"], group["momentum"]
            group["largest"] = max(group["largest"], lr)
            group["weights"] += group["largest"] ** 2
            share = group["largest"] ** 2 / group["weights"]
            for x in group["params"]:
                z = self.state[x].setdefault("z", x.clone())
                average = x.clone()
                x.copy_((1 - momentum) * z + momentum * average)
                with torch.enable_grad():
                    loss = closure()
                z.sub_(x.grad, alpha=lr)
                x.copy_((1 - share) * average + share * z)
        return loss
"#;

/// NAdam as PyTorch has it from 2.0 on. Before, it multiplied one momentum into the product twice.
pub(super) const NADAM: &str = r#"class NAdam(torch.optim.Optimizer):
    """torch.optim.NAdam as it is from PyTorch 2.0 on (T. Dozat, 2016)."""

    def __init__(self, params, lr, betas, eps, momentum_decay):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, decay=momentum_decay))

    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for x in group["params"]:
                state = self.state[x]
                if not state:
                    state.update(t=0, product=1.0, m=torch.zeros_like(x), v=torch.zeros_like(x))
                state["t"] += 1
                t = state["t"]
                now = beta1 * (1 - 0.5 * 0.96 ** (t * group["decay"]))
                then = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * group["decay"]))
                state["product"] *= now
                state["m"].mul_(beta1).add_(x.grad, alpha=1 - beta1)
                state["v"].mul_(beta2).addcmul_(x.grad, x.grad, value=1 - beta2)
                m = then * state["m"] / (1 - state["product"] * then)
                m += (1 - now) * x.grad / (1 - state["product"])
                scale = (state["v"] / (1 - beta2**t)).sqrt() + group["eps"]
                x.sub_(group["lr"] * m / scale)
        return loss
"#;
