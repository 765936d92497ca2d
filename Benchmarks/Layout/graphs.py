"""The graphs of the comparison, as text in our graph language; the same ones on every run."""

import random

# What a lecturer would write on the board.
EXPRESSIONS = {
    "product": "x = 3; y = 4; z = x * y",
    "square": "x = 3; y = x * x + 1",
    "cs231n": "x = -2; y = 5; z = -4; q = x + y; f = q * z",
    "sigmoid": "w0 = 2; x0 = -1; w1 = -3; x1 = -2; w2 = -3; f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))",
    "gates": "x = 3; y = -4; z = 2; w = -1; f = 2 * (x*y + max(z, w))",
    "quotient": "x = 3; y = -4; f = (x + sigmoid(y)) / (sigmoid(x) + (x + y)^2)",
    "polynomial": "x = 2; a = 1; b = -3; c = 4; y = a * x^3 + b * x^2 + c * x + 1",
    "horner": "x = 2; a = 1; b = -3; c = 4; d = 5; y = ((a * x + b) * x + c) * x + d",
    "powers": "x = 1.1; a = x * x; b = a * a; c = b * b; d = c * c; y = a * b * c * d",
    "distance": "a = 1; b = 2; c = 4; d = 6; r = sqrt((a - c)^2 + (b - d)^2)",
    "variance": "a = 1; b = 2; c = 4; m = (a + b + c) / 3;"
    " v = ((a - m)^2 + (b - m)^2 + (c - m)^2) / 3",
    "softmax": "a = 1; b = 2; c = 3; p = exp(a); q = exp(b); r = exp(c); s = p + q + r;"
    " u = p / s; v = q / s; w = r / s; L = -log(u) + v * w",
    "normal": "x = 1; m = 0.5; s = 2; z = (x - m) / s; p = exp(-1/2 * z^2) / (s * sqrt(6.28318))",
    "quadratic": "a = 1; b = -5; c = 6; d = sqrt(b*b - 4*a*c); p = (-b + d) / (2*a);"
    " q = (-b - d) / (2*a); s = p * q",
    "determinant": "a = 1; b = 2; c = 3; d = 4; e = 5; f = 7; g = 8; h = 9; i = 11;"
    " D = a*(e*i - f*h) - b*(d*i - f*g) + c*(d*h - e*g)",
    "complex": "a = 1; b = 2; c = 3; d = 4; re = a*c - b*d; im = a*d + b*c; m = re^2 + im^2",
    "swish": "x = 2; b = 1; y = x * sigmoid(b * x)",
    "focal": "z = 0.3; g = 2; p = sigmoid(z); L = -(1 - p)^2 * log(p)",
    "lstm": "x = 1; h = 0.5; c = 0.2; wf = 1; uf = 2; bf = 0; wi = 1; ui = 2; bi = 0; wo = 1;"
    " uo = 2; bo = 0; wg = 1; ug = 2; bg = 0; f = sigmoid(wf*x + uf*h + bf);"
    " i = sigmoid(wi*x + ui*h + bi); o = sigmoid(wo*x + uo*h + bo); g = tanh(wg*x + ug*h + bg);"
    " d = f * c + i * g; y = o * tanh(d)",
    "gru": "x = 1; h = 0.5; a = 1; b = 2; c = 1; d = 2; e = 1; k = 2; z = sigmoid(a*x + b*h);"
    " r = sigmoid(c*x + d*h); n = tanh(e*x + k*(r*h)); y = (1 - z) * n + z * h",
}


def perceptron(layers: list[int], dice: random.Random) -> str:
    """A network of scalars: every weight a variable, every product and sum a node."""
    lines = [f"const x{i} = {dice.uniform(-1, 1):.3f}" for i in range(layers[0])]
    last = [f"x{i}" for i in range(layers[0])]
    for depth, size in enumerate(layers[1:], 1):
        values = []
        for unit in range(size):
            names = [f"w{depth}_{unit}_{i}" for i in range(len(last))]
            for name in names:
                lines.append(f"param {name} = {dice.uniform(-1, 1):.3f}")
            lines.append(f"param b{depth}_{unit} = {dice.uniform(-1, 1):.3f}")
            terms = " + ".join(f"{name} * {value}" for name, value in zip(names, last))
            lines.append(f"h{depth}_{unit} = sigmoid({terms} + b{depth}_{unit})")
            values.append(f"h{depth}_{unit}")
        last = values
    return "\n".join(lines)


def tangle(operations: int, leaves: int, reach: int, dice: random.Random) -> str:
    """A random computation of one or two operands each, from up to `reach` results before it."""
    names = [f"x{i}" for i in range(leaves)]
    lines = [f"{name} = {0.1 + 0.1 * i:.2f}" for i, name in enumerate(names)]
    for index in range(operations):
        window = names[-reach:]
        a, b = dice.choice(window), dice.choice(window)
        form = dice.choice(
            ["{a} + {b}", "{a} * {b}", "{a} - {b}", "max({a}, {b})", "sigmoid({a})", "tanh({a})"]
        )
        lines.append(f"y{index} = " + form.format(a=a, b=b))
        names.append(f"y{index}")
    return "\n".join(lines)


def bundle(operations: int, leaves: int, reach: int, dice: random.Random) -> str:
    """A denser one: functions of up to five operands, drawn collapsed."""
    lines = [
        "def f1(a) = sigmoid(a)",
        "def f2(a, b) = a * b",
        "def f3(a, b, c) = a * b + c",
        "def f4(a, b, c, d) = a * b + c * d",
        "def f5(a, b, c, d, e) = a * b + c * d + e",
    ]
    names = [f"x{i}" for i in range(leaves)]
    lines += [f"{name} = {0.1 + 0.1 * i:.2f}" for i, name in enumerate(names)]
    for index in range(operations):
        window = names[-reach:]
        count = dice.randint(1, min(5, len(window)))
        operands = ", ".join(dice.sample(window, count))
        lines.append(f"y{index} = f{count}({operands})")
        names.append(f"y{index}")
    return "\n".join(lines)


def butterfly(bits: int) -> str:
    """The sums and differences of a fast Walsh–Hadamard transform."""
    count = 1 << bits
    lines = [f"x0_{i} = {i + 1}" for i in range(count)]
    for level in range(bits):
        for i in range(count):
            j = i ^ (1 << level)
            sign = "+" if i < j else "-"
            a, b = (i, j) if i < j else (j, i)
            lines.append(f"x{level + 1}_{i} = x{level}_{a} {sign} x{level}_{b}")
    lines.append("L = " + " + ".join(f"x{bits}_{i}^2" for i in range(count)))
    return "\n".join(lines)


def unrolled(steps: int) -> str:
    """A recurrent cell over some steps, with the same four parameters at each."""
    lines = ["param w = 0.5; param u = -0.3; param b = 0.1; param v = 1.2; h0 = 0"]
    for step in range(1, steps + 1):
        lines.append(f"const x{step} = {0.1 * step:.1f}")
        lines.append(f"h{step} = tanh(w * x{step} + u * h{step - 1} + b)")
    lines.append("L = " + " + ".join(f"(v * h{s} - {s})^2" for s in range(1, steps + 1)))
    return "\n".join(lines)


def residual(blocks: int) -> str:
    """Blocks of a layer each, past which its input is carried."""
    lines = ["x0 = 1"]
    for block in range(blocks):
        lines.append(f"param w{block} = 0.5; param b{block} = 0.1")
        lines.append(f"x{block + 1} = x{block} + relu(w{block} * x{block} + b{block})")
    return "\n".join(lines)


def graphs() -> list[tuple[str, str, str, list[str]]]:
    """All graphs: family, name, text, and options for drawing them."""
    found = [("expression", name, text, []) for name, text in EXPRESSIONS.items()]
    layers = [
        [2, 2, 1],
        [3, 3, 1],
        [2, 4, 2],
        [4, 5, 3],
        [5, 8, 1],
        [6, 8, 4],
        [8, 10, 4],
        [10, 12, 3],
        [16, 24, 16, 1],
        [24, 40, 32, 4],
        [15, 50, 68, 1],
    ]
    for sizes in layers:
        name = "-".join(map(str, sizes))
        found.append(("perceptron", name, perceptron(sizes, random.Random(name)), []))
    for bits in (2, 3, 4, 5):
        found.append(("structure", f"butterfly {1 << bits}", butterfly(bits), []))
    for steps in (3, 8, 20):
        found.append(("structure", f"recurrent {steps}", unrolled(steps), []))
    for blocks in (4, 20):
        found.append(("structure", f"residual {blocks}", residual(blocks), []))
    for operations, leaves, reach in [
        (10, 3, 5),
        (20, 5, 8),
        (40, 8, 12),
        (40, 8, 48),
        (80, 10, 15),
        (80, 20, 100),
        (160, 20, 20),
        (160, 20, 180),
        (320, 30, 30),
        (320, 60, 100),
        (450, 50, 50),
    ]:
        for seed in (1, 2, 3):
            name = f"{operations + leaves} reach {reach} #{seed}"
            text = tangle(operations, leaves, reach, random.Random(name))
            found.append(("random", name, text, []))
    collapse = ["--collapse", "f*"]
    for operations, leaves, reach in [(12, 4, 6), (25, 6, 10), (50, 10, 15), (100, 15, 25)]:
        for seed in (1, 2):
            name = f"{operations + leaves} reach {reach} #{seed}"
            text = bundle(operations, leaves, reach, random.Random(name))
            found.append(("dense", name, text, collapse))
    return found
