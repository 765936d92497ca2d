"""The graph of main.swift in micrograd (pip install micrograd): prints JSON."""

import graph

graph.allow_deep_recursion()

from micrograd.engine import Value  # noqa: E402


def build(steps):
    leaves = [Value(x) for x in graph.LEAVES]
    return leaves, graph.record(steps, leaves, Value(0.0), lambda x: x.relu())


graph.run("micrograd", build, lambda output: output.backward(), lambda leaf: leaf.grad)
