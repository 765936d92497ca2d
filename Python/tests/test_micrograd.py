"""micrograd's values come through, of the original and of copies that say less."""

from __future__ import annotations

import math

import pytest

import backdraw


class Value:
    """As in a lecture: a number, what it came from, and how to go back."""

    def __init__(self, data, _children=(), _op="", label=""):
        self.data, self.grad, self.label = data, 0.0, label
        self._prev, self._op, self._backward = set(_children), _op, lambda: None

    def _made(self, data, parents, op, *locals_):
        out = Value(data, parents, op)

        def backward():
            for parent, local in zip(parents, locals_, strict=True):
                parent.grad += local * out.grad

        out._backward = backward
        return out

    def __add__(self, other):
        return self._made(self.data + other.data, (self, other), "+", 1, 1)

    def __mul__(self, other):
        return self._made(self.data * other.data, (self, other), "*", other.data, self.data)

    def __sub__(self, other):
        return self._made(self.data - other.data, (self, other), "-", 1, -1)

    def __pow__(self, k):
        return self._made(self.data**k, (self,), f"**{k}", k * self.data ** (k - 1))

    def tanh(self):
        t = math.tanh(self.data)
        return self._made(t, (self,), "tanh", 1 - t * t)

    def relu(self):
        return self._made(max(0, self.data), (self,), "ReLU", float(self.data > 0))

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for child in node._prev:
                    visit(child)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            node._backward()


def test_a_neuron_with_a_value_used_twice():
    x, w, b = Value(2.0, label="x"), Value(-3.0, label="w"), Value(6.5, label="b")
    n = x * w + b
    n.label = "n"
    out = n.tanh() + (x * x) ** 3 * w**-1 + (n - x).relu()
    graph = backdraw.from_micrograd(out)
    assert "x * x" in graph.source and "n = " in graph.source
    leaves = {node["name"]: node["gradient"] for node in graph.trace()["nodes"][:] if node["name"]}
    assert leaves["x"] == pytest.approx(x.grad, rel=1e-12)
    assert leaves["w"] == pytest.approx(w.grad, rel=1e-12)


def test_the_order_of_a_difference_is_found_again():
    a, b = Value(5.0, label="a"), Value(2.0, label="b")
    assert "= a - b" in backdraw.from_micrograd(a - b).source
    assert "= b - a" in backdraw.from_micrograd(b - a).source


def test_a_long_chain_needs_no_stack():
    value = Value(0.5, label="x")
    for _ in range(400):
        value = value * Value(1.01)
    assert backdraw.from_micrograd(value, verify=True).trace()["nodes"][0]["gradient"] != 0


def test_an_unknown_operation_is_refused():
    value = Value(1.0, (Value(2.0, label="x"),), "zeta")
    with pytest.raises(backdraw.Unsupported, match="zeta"):
        backdraw.from_micrograd(value)
