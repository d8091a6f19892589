"""The sixteen loss surfaces, written independently of the Rust core, for any number type.

Each formula takes x, y and the module that supplies cos, exp, sqrt and pi for the numbers it is called with: torch for
the reference derivatives and trajectories, mpmath for the critical points.
"""


def bowl(x, y, m):
    return (x**2 + y**2) / 2


def ravine(x, y, m):
    return (x**2 + 100 * y**2) / 2


def rosenbrock(x, y, m):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def himmelblau(x, y, m):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def beale(x, y, m):
    # All three constants are dyadic, so they are exact in binary.
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def booth(x, y, m):
    return (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2


def matyas(x, y, m):
    return (26 * (x**2 + y**2) - 48 * x * y) / 100


def three_hump_camel(x, y, m):
    return 2 * x**2 - 105 * x**4 / 100 + x**6 / 6 + x * y + y**2


def six_hump_camel(x, y, m):
    return (4 - 21 * x**2 / 10 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2


def styblinski_tang(x, y, m):
    return (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2


def ackley(x, y, m):
    e = m.exp(x * 0 + 1)
    waves = (m.cos(2 * m.pi * x) + m.cos(2 * m.pi * y)) / 2
    return 20 - 20 * m.exp(-m.sqrt((x**2 + y**2) / 2) / 5) + e - m.exp(waves)


def rastrigin(x, y, m):
    return 20 + x**2 - 10 * m.cos(2 * m.pi * x) + y**2 - 10 * m.cos(2 * m.pi * y)


def goldstein_price(x, y, m):
    a = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    b = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    return a * b


def easom(x, y, m):
    return -m.cos(x) * m.cos(y) * m.exp(-((x - m.pi) ** 2) - (y - m.pi) ** 2)


def saddle(x, y, m):
    return x**2 - y**2


def monkey_saddle(x, y, m):
    return x**3 - 3 * x * y**2


# In the order in which the core lists them.
SURFACES = {
    "bowl": bowl,
    "ravine": ravine,
    "rosenbrock": rosenbrock,
    "himmelblau": himmelblau,
    "beale": beale,
    "booth": booth,
    "matyas": matyas,
    "three-hump-camel": three_hump_camel,
    "six-hump-camel": six_hump_camel,
    "styblinski-tang": styblinski_tang,
    "ackley": ackley,
    "rastrigin": rastrigin,
    "goldstein-price": goldstein_price,
    "easom": easom,
    "saddle": saddle,
    "monkey-saddle": monkey_saddle,
}

# Their default views: left, right, bottom, top.
VIEWS = {
    "bowl": (-4, 4, -2.5, 2.5),
    "ravine": (-4, 4, -2.5, 2.5),
    "rosenbrock": (-2.4, 2.4, -0.4, 2.6),
    "himmelblau": (-6.4, 6.4, -4, 4),
    "beale": (-0.8, 4, -1, 2),
    "booth": (-7, 9, -2, 8),
    "matyas": (-8, 8, -5, 5),
    "three-hump-camel": (-2.4, 2.4, -1.5, 1.5),
    "six-hump-camel": (-2.08, 2.08, -1.3, 1.3),
    "styblinski-tang": (-5.6, 5.6, -3.5, 3.5),
    "ackley": (-3.6, 3.6, -2.25, 2.25),
    "rastrigin": (-3.6, 3.6, -2.25, 2.25),
    "goldstein-price": (-2.4, 2.4, -1.8, 1.2),
    "easom": (-0.8, 7.2, 0.6, 5.6),
    "saddle": (-4, 4, -2.5, 2.5),
    "monkey-saddle": (-1.6, 1.6, -1, 1),
}
