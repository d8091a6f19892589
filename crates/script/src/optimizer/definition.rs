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

/// SAM over plain descent.
pub(super) const SAM: &str = r#"class SAM(torch.optim.Optimizer):
    """Descends by the gradient of the steepest place nearby (P. Foret et al., 2021)."""

    def __init__(self, params, lr, rho):
        super().__init__(params, dict(lr=lr, rho=rho))

    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            closure()
        points = [x for group in self.param_groups for x in group["params"]]
        length = torch.sqrt(sum((x.grad**2).sum() for x in points))
        starts = [x.clone() for x in points]
        rho = self.param_groups[0]["rho"]
        for x in points:
            x.add_(rho * x.grad / length if length > 0 else torch.zeros_like(x))
        with torch.enable_grad():
            loss = closure()
        for x, start in zip(points, starts):
            x.copy_(start - self.param_groups[0]["lr"] * x.grad)
        return loss
"#;

/// Newton's method as Downhill damps it, for one tensor.
pub(super) const NEWTON: &str = r#"class Newton(torch.optim.Optimizer):
    """Newton's method with Levenberg's damping, which never climbs. For a single tensor."""

    def __init__(self, params, lr, damping):
        super().__init__(params, dict(lr=lr, damping=damping, now=damping))

    @torch.no_grad()
    def step(self, closure):
        group = self.param_groups[0]
        (x,) = group["params"]
        with torch.enable_grad():
            value = closure()
            hessian = torch.autograd.functional.hessian(lambda at: loss(*at), x.detach().clone())
        start, identity = x.clone(), torch.eye(len(x), dtype=x.dtype)
        for attempt in range(40):
            damped = hessian + group["now"] * identity
            if torch.linalg.cholesky_ex(damped).info == 0:
                x.copy_(start + group["lr"] * torch.linalg.solve(damped, -x.grad))
                if loss(*x) <= value:
                    group["now"] /= 4
                    return value
            group["now"] = 4 * max(group["now"], hessian.abs().max().item() / 1000)
        x.copy_(start)
        group["now"] = group["damping"]
        return value
"#;

/// PyTorch's L-BFGS with one iteration a step, whose line search may try 25 lengths beyond its first.
pub(super) const LBFGS: &str = r#"class LBFGS(torch.optim.LBFGS):
    """PyTorch's own, one iteration a step, and stopped by nothing but its line search."""

    def __init__(self, params, lr):
        limits = dict(max_iter=1, max_eval=26, tolerance_grad=0, tolerance_change=0)
        search = dict(history_size=10, line_search_fn="strong_wolfe")
        super().__init__(params, lr=lr, **limits, **search)
"#;
