#!/usr/bin/env python3
"""Writes a large graph of a given shape, the same one on every run, in our graph language.

Benchmarks/Shapes/shapes.py rnn 500 > rnn.graph
"""

import sys


def chain(size):
    """A line of functions."""
    return ["y0 = 0.5"] + [f"y{i + 1} = sin(y{i})" for i in range(size)]


def fan_out(size):
    """One variable that feeds so many nodes, whose results are added up."""
    sines = [f"y{i} = sin(x)" for i in range(size)]
    return ["x = 0.5"] + sines + ["z = " + " + ".join(f"y{i}" for i in range(size))]


def product(size):
    """A product of so many variables."""
    leaves = [f"x{i} = 1.001" for i in range(size)]
    return leaves + ["z = " + " * ".join(f"x{i}" for i in range(size))]


def wide(size):
    """Three layers of so many scalar neurons, fully connected; two of them have weights."""
    lines = [f"a0_{i} = {(i % 7) / 10}" for i in range(size)]
    for layer in (1, 2):
        for to in range(size):
            for source in range(size):
                weight = ((source * 3 + to) % 11) / 10 - 0.5
                lines.append(f"w{layer}_{source}_{to} = {weight:.1f}")
            sum_ = " + ".join(f"a{layer - 1}_{i} * w{layer}_{i}_{to}" for i in range(size))
            lines.append(f"a{layer}_{to} = tanh({sum_})")
    return lines + ["L = " + " + ".join(f"a2_{i}" for i in range(size))]


def layers(size):
    """So many layers of one neuron, each in its band."""
    lines = ["h0 = 0.5"]
    for i in range(size):
        lines += [f'layer "Layer {i + 1}"', f"w{i} = 0.5", f"h{i + 1} = tanh(h{i} * w{i})"]
    return lines


def rnn(size):
    """A recurrent cell unrolled so many times: two weights and an input feed all of it."""
    lines = ["w = 0.5", "u = 0.3", "x = 1", "h0 = 0"]
    return lines + [f"h{i + 1} = tanh(h{i} * w + x * u)" for i in range(size)]


def deep(size):
    """So many layers of eight scalar neurons, fully connected."""
    lines = [f"a0_{i} = {(i + 1) / 10}" for i in range(8)]
    for layer in range(1, size + 1):
        for to in range(8):
            for source in range(8):
                lines.append(f"w{layer}_{source}_{to} = {((source * 3 + to) % 11) / 10 - 0.5:.1f}")
            sum_ = " + ".join(f"a{layer - 1}_{i} * w{layer}_{i}_{to}" for i in range(8))
            lines.append(f"a{layer}_{to} = tanh({sum_})")
    return lines + ["L = " + " + ".join(f"a{size}_{i}" for i in range(8))]


def outer(size):
    """A matrix of size × size numbers."""
    numbers = ", ".join(str(i % 17 / 10) for i in range(size))
    return [f"x = [{numbers}]", f"z = reshape(x, [{size}, 1]) * x", "L = sum(tanh(z))"]


SHAPES = {
    "chain": chain,
    "fan-out": fan_out,
    "product": product,
    "wide": wide,
    "layers": layers,
    "rnn": rnn,
    "deep": deep,
    "outer": outer,
}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in SHAPES or not sys.argv[2].isdigit():
        sys.exit(f"usage: shapes.py {'|'.join(SHAPES)} SIZE")
    print("\n".join(SHAPES[sys.argv[1]](int(sys.argv[2]))))
