"""Writes what PyTorch makes of small networks, in float64, for the Rust core to be compared with.

    pip install torch
    python3 tests/reference/make_network_vectors.py

network.json: the loss of every network in NETWORKS, its gradient, and its Hessian's product with a vector, by autograd
at one place. Inputs, parameters and vectors have six decimals and mean exactly those; the rest is printed such
that it parses back to the same bits.
"""

import json
import math
import pathlib
import platform
import random

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)  # the order of additions must not depend on the machine

HERE = pathlib.Path(__file__).parent

# Widths, activation, criterion, samples, and the factor of the weights. With 4, tanh is saturated on some samples.
NETWORKS = [
    ([5, 4, 3], "tanh", "squared-error", 7, 1.0),
    ([5, 4, 3], "tanh", "cross-entropy", 8, 1.0),
    ([5, 4, 3], "relu", "squared-error", 11, 1.0),
    ([5, 4, 3], "relu", "cross-entropy", 12, 1.0),
    ([6, 5, 4, 3], "tanh", "squared-error", 10, 1.0),
    ([64, 24, 10], "tanh", "squared-error", 9, 4.0),
]

ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu}

# The most that two ways to the same number may differ, relative to the largest number of its kind.
TOLERANCE = 1e-12

# The nearest that the sum of a ReLU may come to 0, where it has no derivative and the order of additions would decide.
CLEAR_OF_THE_KINK = 1e-3


def decimals(numbers):
    """Exact to six decimals: short in the file, and the same number to whoever reads it."""
    return [round(x, 6) for x in numbers]


def sums(inputs, w, widths, act):
    """The sums of every layer; the last are the outputs. `w` is flat: W (in by out, row by row), b, layer by layer."""
    every, h, offset = [], inputs, 0
    for layer, (fan_in, fan_out) in enumerate(zip(widths, widths[1:])):
        weights = w[offset:offset + fan_in * fan_out].reshape(fan_in, fan_out)
        offset += fan_in * fan_out
        biases = w[offset:offset + fan_out]
        offset += fan_out
        every.append((act(h) if layer else h) @ weights + biases)
        h = every[-1]
    assert offset == len(w)
    return every


def loss_of(criterion, outputs, labels):
    """1/(2n) of the squared distances to the one-hot labels, or the mean cross-entropy of the softmax."""
    if criterion == "cross-entropy":
        return torch.nn.functional.cross_entropy(outputs, labels)
    one_hot = torch.nn.functional.one_hot(labels, outputs.shape[1]).to(outputs.dtype)
    return ((outputs - one_hot) ** 2).sum() / (2 * len(labels))


def agree(found, other):
    return (found - other).abs().max() <= TOLERANCE * other.abs().max()


def vector(seed, widths, activation, criterion, samples, gain):
    rng = random.Random(seed)
    normals = lambda count, deviation=1.0: [rng.gauss(0.0, deviation) for _ in range(count)]
    w = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        w += normals(fan_in * fan_out, gain / math.sqrt(fan_in))
        w += normals(fan_out, 0.3)
    w = decimals(w)
    inputs = [decimals(normals(widths[0], 0.5)) for _ in range(samples)]
    labels = [rng.randrange(widths[-1]) for _ in range(samples)]
    v = decimals(normals(len(w)))

    x, y, at, along = torch.tensor(inputs), torch.tensor(labels), torch.tensor(w), torch.tensor(v)
    act = ACTIVATIONS[activation]
    f = lambda w: loss_of(criterion, sums(x, w, widths, act)[-1], y)

    w_leaf = at.clone().requires_grad_()
    loss = f(w_leaf)
    (gradient,) = torch.autograd.grad(loss, w_leaf, create_graph=True)
    (product,) = torch.autograd.grad(gradient @ along, w_leaf)

    # Another way to each: forward mode along v, and forward over reverse mode.
    slope = torch.func.jvp(f, (at,), (along,))[1]
    assert torch.isclose(slope, gradient @ along, rtol=TOLERANCE, atol=0.0), (widths, activation, criterion)
    assert agree(product, torch.func.jvp(torch.func.grad(f), (at,), (along,))[1]), (widths, activation, criterion)
    if activation == "relu":
        hidden = torch.cat([layer.flatten() for layer in sums(x, at, widths, act)[:-1]])
        assert hidden.abs().min() > CLEAR_OF_THE_KINK, hidden.abs().min()
        assert (hidden > 0).any() and (hidden < 0).any()

    return {
        "widths": widths,
        "activation": activation,
        "criterion": criterion,
        "inputs": inputs,
        "labels": labels,
        "w": w,
        "v": v,
        "loss": loss.item(),
        "gradient": gradient.tolist(),
        "hessian_vector": product.tolist(),
    }


def main():
    header = {
        "made_by": "python3 tests/reference/make_network_vectors.py",
        "torch": torch.__version__,
        "python": platform.python_version(),
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in header.items()]
    rows = [json.dumps(vector(seed, *network), allow_nan=False) for seed, network in enumerate(NETWORKS, start=1)]
    lines.append('  "vectors": [\n    ' + ",\n    ".join(rows) + "\n  ]")
    (HERE / "network.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
