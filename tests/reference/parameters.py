"""Parameters of the reference runs: the defaults of those who wrote the rules, and sets that differ from them in all."""

import inspect

import optax
import schedulefree
import torch

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

# What torch takes as one argument, and our names of its two parts.
PAIRS = {
    "betas": ("beta1", "beta2"),
    "etas": ("etaminus", "etaplus"),
    "step_sizes": ("step_min", "step_max"),
}


def defaults():
    """The defaults of torch's own signatures, under our parameter names; of optax's and schedulefree's for what is theirs."""

    def of(make, *names, **renamed):
        signature = inspect.signature(make).parameters
        found = {name: float(signature[name].default) for name in names}
        found.update({ours: float(signature[theirs].default) for ours, theirs in renamed.items()})
        for pair, (first, second) in PAIRS.items():
            if pair in signature:
                found[first], found[second] = map(float, signature[pair].default)
        return found

    optim = torch.optim
    return {
        "sgd": of(optim.SGD, "lr"),
        "momentum": of(optim.SGD, "lr", "momentum"),
        "nesterov": of(optim.SGD, "lr", "momentum"),
        "adagrad": of(optim.Adagrad, "lr", "eps"),
        "adadelta": of(optim.Adadelta, "lr", "rho", "eps"),
        "rmsprop": of(optim.RMSprop, "lr", "alpha", "eps"),
        "adam": of(optim.Adam, "lr", "eps"),
        "amsgrad": of(optim.Adam, "lr", "eps"),
        "adamw": of(optim.AdamW, "lr", "eps", "weight_decay"),
        "nadam": of(optim.NAdam, "lr", "eps", "momentum_decay"),
        "radam": of(optim.RAdam, "lr", "eps"),
        "adamax": of(optim.Adamax, "lr", "eps"),
        # optax has no default for a learning rate: this is that of its authors' papers.
        "adabelief": {"lr": 1e-3, **of(optax.adabelief, "eps", beta1="b1", beta2="b2")},
        "rprop": of(optim.Rprop, "lr"),
        "lion": {"lr": 1e-4, **of(optax.lion, "weight_decay", beta1="b1", beta2="b2")},
        "asgd": of(optim.ASGD, "lr", "lambd", "alpha", "t0"),
        "schedulefree": of(schedulefree.SGDScheduleFree, "lr", "momentum"),
        # The authors' rate for SGD is that of networks; SGD's own stands here. Newton's method is nobody's.
        "sam": {**of(optim.SGD, "lr"), "rho": 0.05},
        "lbfgs": of(optim.LBFGS, "lr"),
        "newton": {"lr": 1.0, "damping": 1e-3},
    }


def parameter_sets(rule, surface):
    """PyTorch's defaults (momentum 0.9 where its own is 0, which would be plain SGD), and a set that differs in all.

    The second eps is large enough to be felt: with the default one nobody could tell inside the root from outside.
    """
    first = dict(defaults()[rule])
    if "momentum" in first:
        first["momentum"] = 0.9
    if rule == "lion":
        first["weight_decay"] = 0.0
    if rule in ("asgd", "schedulefree"):
        first["lr"] = RATES[surface] / 4  # their defaults suit none of these surfaces, or nearly none
    rate = RATES[surface]
    second = {
        "sgd": {"lr": rate},
        "momentum": {"lr": rate / 2, "momentum": 0.75},
        "nesterov": {"lr": rate / 2, "momentum": 0.75},
        "adagrad": {"lr": 0.5, "eps": 0.1},
        "adadelta": {"lr": 0.5, "rho": 0.95, "eps": 1e-5},
        "rmsprop": {"lr": 0.003, "alpha": 0.95, "eps": 0.01},
        "adam": {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01},
        "amsgrad": {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01},
        "adamw": {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01, "weight_decay": 0.2},
        "nadam": {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01, "momentum_decay": 0.03},
        "radam": {"lr": 0.002, "beta1": 0.8, "beta2": 0.99, "eps": 0.01},
        "adamax": {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01},
        "adabelief": {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01},
        "rprop": {"lr": 0.02, "etaminus": 0.6, "etaplus": 1.1, "step_min": 0.015, "step_max": 0.03},
        "lion": {"lr": 0.003, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.2},
        "asgd": {"lr": rate, "lambd": 0.01, "alpha": 0.6, "t0": 7.0},
        "schedulefree": {"lr": rate / 2, "momentum": 0.75},
        "sam": {"lr": rate, "rho": 0.2},
        "lbfgs": {"lr": 0.3},
        "newton": {"lr": 0.7, "damping": 0.5},
    }[rule]
    assert first.keys() == second.keys() and all(first[name] != second[name] for name in first)
    return [first, second]
