"""Finds every minimum and saddle point of the surfaces inside their default views, to full double precision.

    pip install mpmath
    python3 tests/reference/critical_points.py [SURFACE ...]

Newton's method from a fine grid of starts, in 40-digit arithmetic once a double-precision search has isolated a point;
coordinates and values are then rounded once. The constants in crates/core/src/surface/ were written from this output.
"""

import math
import sys

import mpmath

from surfaces import SURFACES, VIEWS

mpmath.mp.dps = 40

COLUMNS, ROWS = 64, 40


def derivatives(f, x, y, h):
    """Gradient and Hessian by central differences with step h."""
    v = {(i, j): f(x + i * h, y + j * h) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    gradient = (v[1, 0] - v[-1, 0]) / (2 * h), (v[0, 1] - v[0, -1]) / (2 * h)
    hessian = (
        (v[1, 0] - 2 * v[0, 0] + v[-1, 0]) / h**2,
        (v[1, 1] - v[1, -1] - v[-1, 1] + v[-1, -1]) / (4 * h**2),
        (v[0, 1] - 2 * v[0, 0] + v[0, -1]) / h**2,
    )
    return gradient, hessian


def newton(f, x, y, h, tolerance, limit, reach):
    """The critical point that Newton's method reaches from (x, y), or None."""
    for _ in range(limit):
        (gx, gy), (a, b, c) = derivatives(f, x, y, h)
        determinant = a * c - b * b
        if determinant == 0:
            return None
        dx, dy = (c * gx - b * gy) / determinant, (a * gy - b * gx) / determinant
        x, y = x - dx, y - dy
        if not (abs(x) < reach and abs(y) < reach):
            return None
        if abs(dx) + abs(dy) < tolerance:
            return x, y
    return None


def critical_points(name):
    """(kind, x, y, value) of every isolated, non-degenerate critical point in the view that is no maximum."""
    formula, (left, right, bottom, top) = SURFACES[name], VIEWS[name]
    rough = lambda x, y: formula(x, y, math)
    exact = lambda x, y: formula(x, y, mpmath)
    found = []
    for i in range(COLUMNS):
        for j in range(ROWS):
            x = left + (i + 0.5) * (right - left) / COLUMNS
            y = bottom + (j + 0.5) * (top - bottom) / ROWS
            near = newton(rough, x, y, 1e-4, 1e-6, 40, 50)
            if near is None or any(math.hypot(near[0] - p[1], near[1] - p[2]) < 1e-3 for p in found):
                continue
            h = mpmath.mpf(10) ** -10
            point = newton(exact, mpmath.mpf(near[0]), mpmath.mpf(near[1]), h, mpmath.mpf(10) ** -19, 20, 50)
            if point is None or not (left < point[0] < right and bottom < point[1] < top):
                continue
            if any(math.hypot(point[0] - p[1], point[1] - p[2]) < 1e-6 for p in found):
                continue
            _, (a, b, c) = derivatives(exact, *point, h)
            determinant = a * c - b * b
            kind = "saddle" if determinant < 0 else "minimum" if a > 0 else "maximum"
            found.append((kind, *point, exact(*point)))
    return [p for p in found if p[0] != "maximum"]


def main():
    for name in sys.argv[1:] or SURFACES:
        points = sorted(critical_points(name), key=lambda p: (p[0], p[3], p[1], p[2]))
        print(f"{name}: {sum(p[0] == 'minimum' for p in points)} minima")
        for kind, x, y, value in points:
            # What is smaller than the error of the search is 0.
            x, y, value = (0.0 if abs(v) < 1e-17 else float(v) for v in (x, y, value))
            print(f"    {kind:8}{x!r:>24}{y!r:>24}{value!r:>26}")


if __name__ == "__main__":
    main()
