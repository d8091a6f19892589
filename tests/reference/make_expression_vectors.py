"""Writes what PyTorch makes of typed losses, in float64, for the Rust core to be compared with.

    pip install torch
    python3 tests/reference/make_expression_vectors.py

expressions.json: value, gradient and Hessian by autograd at listed points of every expression. Numbers are printed so that
they parse back to the same bits.
"""

import json
import math
import pathlib

import torch

torch.set_default_dtype(torch.float64)

EXPRESSIONS = [
    "(x^2+y-7)^2/20",
    "(1-x)^2+100*(y-x^2)^2",
    "sin(3*x)*cos(2*y)-tan(x*y/4)",
    "exp(-x^2-y^2)+sinh(x/2)*cosh(y/2)",
    "ln(x^2+1)+log10(y^2+2)",
    "sqrt(x^2+y^2)",
    "atan(x-y)+asin(x/4)+acos(y/4)",
    "tanh(x*y)-x/(1+y^2)",
    "abs(x)^1.5+abs(y)^y",
    "min(x^2, y)+max(x*y, 1)",
    "sign(x)*x^3-pow(y, 4)",
    "2^x+x^-2-3/y",
    "(x^2+1)^(y/2)",
    "x^5-7*x^4*y+e*pi",
    "-exp(-x^2)^2*(y-1)^2",
]
POINTS = [(0.6, 1.7), (-1.3, 0.4), (1.9, -1.2), (-0.7, -2.1)]


def log10(u):
    return torch.log(u) / math.log(10)


def tensor(u):
    return u if isinstance(u, torch.Tensor) else torch.tensor(float(u))


NAMES = {name: getattr(torch, name) for name in "sin cos tan asin acos atan sinh cosh tanh exp sqrt abs sign pow".split()}
NAMES |= {"ln": torch.log, "log10": log10, "pi": math.pi, "e": math.e}
NAMES |= {"min": lambda u, v: torch.minimum(tensor(u), tensor(v)), "max": lambda u, v: torch.maximum(tensor(u), tensor(v))}


def derivatives(text, point):
    variables = torch.tensor(point, requires_grad=True)
    x, y = variables
    value = eval(text.replace("^", "**"), {"__builtins__": {}}, NAMES | {"x": x, "y": y})
    (gradient,) = torch.autograd.grad(value, variables, create_graph=True)
    rows = [torch.autograd.grad(part, variables, retain_graph=True, allow_unused=True)[0] for part in gradient]
    hessian = [rows[0][0], rows[0][1], rows[1][1]]
    return [value.item(), *gradient.tolist(), *(second.item() for second in hessian)]


def main():
    expressions = [
        {"expr": text, "points": [{"at": point, "derivatives": derivatives(text, point)} for point in POINTS]}
        for text in EXPRESSIONS
    ]
    written = {"made_by": f"make_expression_vectors.py, PyTorch {torch.__version__}", "expressions": expressions}
    path = pathlib.Path(__file__).parent / "expressions.json"
    lines = ",\n".join(json.dumps(expression) for expression in expressions)
    path.write_text(f'{{"made_by": {json.dumps(written["made_by"])}, "expressions": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
