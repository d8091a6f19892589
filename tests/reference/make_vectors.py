"""Writes what PyTorch makes of the surfaces and update rules, in float64, for the Rust core to be compared with.

    pip install torch
    python3 tests/reference/make_vectors.py

derivatives.json: value, gradient and Hessian by autograd at listed points of every surface.
trajectories.json: positions of torch.optim's optimizers after listed numbers of updates, and the defaults of their
parameters. Numbers are printed so that they parse back to the same bits.
"""

import inspect
import json
import math
import pathlib
import platform

import torch

from surfaces import SURFACES, VIEWS

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)  # the order of additions must not depend on the machine

HERE = pathlib.Path(__file__).parent
STEPS = [1, 2, 5, 20, 100, 500]

# Points per surface at which derivatives are taken.
POINTS = 12

# The surfaces that are raced on, and where from: the core's default starts, except on Rosenbrock. In its valley RMSprop
# and Adadelta bounce from wall to wall until the bits they began with are forgotten: from (-1.5, 2), PyTorch started
# one bit beside differs from itself in the third digit after 500 updates. Such a run proves nothing about anyone's
# arithmetic, and is_well_posed() refuses it; the camels, Ackley and Rastrigin are left out for the same reason.
STARTS = {
    "bowl": (-3.0, 1.5),
    "ravine": (-3.2, 1.6),
    "rosenbrock": (-1.3, -0.4),
    "himmelblau": (0.2, -0.8),
    "beale": (0.8, 1.4),
    "booth": (-5.0, 6.5),
    "styblinski-tang": (4.8, 3.2),
    "easom": (1.6, 2.2),
}

# The most that PyTorch's numbers may differ from ours, or from another way to the same numbers.
TOLERANCE = 1e-12

# Learning rates of the second parameter set for the rules whose steps grow with the slope: near half of what the
# steepest curvature on the way allows. The other rules take steps of about the rate itself, whatever the surface.
RATES = {
    "bowl": 0.1,
    "ravine": 0.012,
    "rosenbrock": 0.0005,
    "himmelblau": 0.008,
    "beale": 0.004,
    "booth": 0.04,
    "styblinski-tang": 0.01,
    "easom": 0.1,
}


def optimizer(rule, parameters, params):
    """torch's optimizer for a rule of ours; foreach=False is the plain one-tensor code."""
    p = dict(params)
    lr = p.pop("lr")
    if "beta1" in p:
        p["betas"] = (p.pop("beta1"), p.pop("beta2"))
    torch_class = {
        "sgd": torch.optim.SGD,
        "momentum": torch.optim.SGD,
        "adagrad": torch.optim.Adagrad,
        "adadelta": torch.optim.Adadelta,
        "rmsprop": torch.optim.RMSprop,
        "adam": torch.optim.Adam,
    }[rule]
    return torch_class(parameters, lr=lr, foreach=False, **p)


def defaults():
    """The defaults of torch's own signatures, under our parameter names."""

    def of(torch_class, *names):
        signature = inspect.signature(torch_class).parameters
        return {name: float(signature[name].default) for name in names}

    beta1, beta2 = inspect.signature(torch.optim.Adam).parameters["betas"].default
    lr = of(torch.optim.SGD, "lr")
    return {
        "sgd": lr,
        "momentum": {**lr, **of(torch.optim.SGD, "momentum")},
        "nesterov": {**lr, **of(torch.optim.SGD, "momentum")},
        "adagrad": of(torch.optim.Adagrad, "lr", "eps"),
        "adadelta": of(torch.optim.Adadelta, "lr", "rho", "eps"),
        "rmsprop": of(torch.optim.RMSprop, "lr", "alpha", "eps"),
        "adam": {**of(torch.optim.Adam, "lr"), "beta1": beta1, "beta2": beta2, **of(torch.optim.Adam, "eps")},
    }


def parameter_sets(rule, surface):
    """PyTorch's defaults (momentum 0.9 where its own is 0, which would be plain SGD), and a set that differs in all.

    The second eps is large enough to be felt: with the default one nobody could tell inside the root from outside.
    """
    first = dict(defaults()[rule])
    if "momentum" in first:
        first["momentum"] = 0.9
    rate = RATES[surface]
    second = {
        "sgd": {"lr": rate},
        "momentum": {"lr": rate / 2, "momentum": 0.75},
        "nesterov": {"lr": rate / 2, "momentum": 0.75},
        "adagrad": {"lr": 0.5, "eps": 0.1},
        "adadelta": {"lr": 0.5, "rho": 0.95, "eps": 1e-5},
        "rmsprop": {"lr": 0.003, "alpha": 0.95, "eps": 0.01},
        "adam": {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01},
    }[rule]
    assert first.keys() == second.keys() and all(first[name] != second[name] for name in first)
    return [first, second]


def gradient(surface, position):
    position = position.detach().requires_grad_()
    (result,) = torch.autograd.grad(SURFACES[surface](position[0], position[1], torch), position)
    return result


def torch_run(surface, start, make_optimizer):
    """Positions of an optimizer of torch's after each number of updates in STEPS."""
    position = torch.tensor(start, requires_grad=True)
    optimizer = make_optimizer([position])
    positions = []
    for step in range(1, STEPS[-1] + 1):
        optimizer.zero_grad()
        SURFACES[surface](position[0], position[1], torch).backward()
        optimizer.step()
        if step in STEPS:
            positions.append(position.tolist())
    return positions


def nesterov_run(surface, start, lr, momentum):
    """The textbook form: v = mu v - lr grad f(x + mu v); x = x + v. Also the points x + mu v that it looks at."""
    position = torch.tensor(start)
    velocity = torch.zeros(2)
    positions, lookaheads = [], []
    for step in range(1, STEPS[-1] + 1):
        velocity = momentum * velocity - lr * gradient(surface, position + momentum * velocity)
        position = position + velocity
        if step in STEPS:
            positions.append(position.tolist())
            lookaheads.append((position + momentum * velocity).tolist())
    return positions, lookaheads


def run(rule, surface, start, params):
    if rule == "nesterov":
        return nesterov_run(surface, start, **params)[0]
    return torch_run(surface, start, lambda parameters: optimizer(rule, parameters, params))


def agree(positions, others):
    """Whether every coordinate agrees to the tolerance, relative to itself: no floor, no help from the other one."""
    pairs = [pair for point, other in zip(positions, others) for pair in zip(point, other)]
    return all(abs(a - b) <= TOLERANCE * abs(b) for a, b in pairs)


def is_well_posed(positions, rule, surface, params):
    """Whether a start one bit beside leads to the same positions, as far as the comparison can tell."""
    beside = [math.nextafter(x, math.inf) for x in STARTS[surface]]
    return agree(run(rule, surface, beside, params), positions)


def trajectories():
    vectors, lookaheads = [], []
    for rule in defaults():
        for surface, start in STARTS.items():
            for params in parameter_sets(rule, surface):
                positions = run(rule, surface, start, params)
                assert is_well_posed(positions, rule, surface, params), (rule, surface, params)
                head = {"rule": rule, "surface": surface, "params": params, "from": list(start)}
                vectors.append({**head, "positions": positions})
                if rule == "nesterov":
                    # torch's own form keeps the look-ahead point as its parameter.
                    own = lambda parameters: torch.optim.SGD(parameters, nesterov=True, foreach=False, **params)
                    own_positions = torch_run(surface, start, own)
                    assert agree(nesterov_run(surface, start, **params)[1], own_positions), head
                    lookaheads.append({**head, "positions": own_positions})
    return vectors, lookaheads


def derivatives():
    rows = []
    for surface, formula in SURFACES.items():
        left, right, bottom, top = VIEWS[surface]
        for k in range(1, POINTS + 1):
            # The R2 sequence: points spread evenly, no two of them in line. Rounded, so that the file can be read.
            a, b = (0.5 + k * 0.7548776662466927) % 1, (0.5 + k * 0.5698402909980532) % 1
            at = torch.tensor([round(left + a * (right - left), 3), round(bottom + b * (top - bottom), 3)])
            f = lambda p: formula(p[0], p[1], torch)
            hessian = torch.autograd.functional.hessian(f, at)
            assert torch.allclose(hessian, hessian.T, rtol=1e-12), (surface, at)
            rows.append({
                "surface": surface,
                "at": at.tolist(),
                "value": f(at).item(),
                "gradient": gradient(surface, at).tolist(),
                "hessian": [hessian[0, 0].item(), hessian[0, 1].item(), hessian[1, 1].item()],
            })
    return rows


def write(name, header, lists):
    """JSON with one record a line."""
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in header.items()]
    for key, rows in lists.items():
        body = ",\n".join(f"    {json.dumps(row, allow_nan=False)}" for row in rows)
        lines.append(f"  {json.dumps(key)}: [\n{body}\n  ]")
    (HERE / name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


def main():
    made = {
        "made_by": "python3 tests/reference/make_vectors.py",
        "torch": torch.__version__,
        "python": platform.python_version(),
    }
    write("derivatives.json", made, {"points": derivatives()})
    vectors, lookaheads = trajectories()
    header = {**made, "steps": STEPS, "defaults": defaults()}
    write("trajectories.json", header, {"vectors": vectors, "nesterov_lookaheads": lookaheads})


if __name__ == "__main__":
    main()
