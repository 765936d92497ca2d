"""What every program of the comparison does: the graph of main.swift, recorded and run backward.

Leaves l0 … l63 = 0.1 + 0.01 i; v starts as the leaves; each step sets v[i mod 64] to
relu(v[a] · v[b] + l[c]) · 0.5 and adds it to the output: five nodes.
"""

import argparse
import json
import sys
import threading
import time

LEAVES = [0.1 + 0.01 * i for i in range(64)]


def record(steps, leaves, zero, relu):
    """The output after so many steps."""
    state = 12345

    def random():
        nonlocal state
        state = (1103515245 * state + 12345) % 2**31
        return (state >> 8) % 64

    v, output = list(leaves), zero
    for i in range(steps):
        a, b, c = random(), random(), random()
        v[i % 64] = relu(v[a] * v[b] + leaves[c]) * 0.5
        output = output + v[i % 64]
    return output


def allow_deep_recursion():
    """For programs that walk the graph by calling themselves."""
    sys.setrecursionlimit(10**7)
    threading.stack_size(512 << 20)


def run(program, build, backward, gradient):
    """Prints the best time of three, and the sum of the leaves' gradients."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=2_000)
    steps = parser.parse_args().steps
    best, total = float("inf"), 0.0

    def work():
        nonlocal best, total
        for _ in range(3):
            start = time.perf_counter()
            leaves, output = build(steps)
            backward(output)
            best = min(best, time.perf_counter() - start)
            total = sum(gradient(leaf) for leaf in leaves)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    nodes = 66 + 5 * steps
    print(
        json.dumps(
            {"program": program, "nodes": nodes, "sum": total, "nanoseconds": best / nodes * 1e9}
        )
    )
