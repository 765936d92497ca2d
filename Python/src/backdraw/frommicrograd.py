"""micrograd: a `Value` of A. Karpathy's, or of any of its copies, by what it remembers."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from .errors import NoCounterpart, Obstacle, Unsupported
from .graph import Graph
from .recording import Recording, Value
from .tensorops import BINARY, UNARY
from .verification import verify as compare
from .writing import write

#: What copies of micrograd write for an operation.
_BINARY = {"+": "add", "-": "sub", "*": "mul", "/": "div", "**": "pow", "max": "maximum"}
_UNARY = {
    "relu": "relu",
    "tanh": "tanh",
    "exp": "exp",
    "log": "log",
    "sigmoid": "sigmoid",
    "sin": "sin",
    "cos": "cos",
    "sqrt": "sqrt",
    "neg": "neg",
}


def from_micrograd(value: Any, *, verify: bool = True, title: str = "") -> Graph:
    """The computation behind a `Value`, by its `_prev`, `_op`, `data` and `label`.

    A power has its exponent in `_op`, as in `**3`. Leaves with a label are named after it. Sets forget
    the order of two operands, and that both are one: it is found again from the numbers.

    - verify: compares with the gradients that are there; where the value has none, `backward()` is
      run, from zeros.
    - Raises: `Unsupported` for operations that are none of micrograd's.
    """
    recording = Recording()
    made: dict[int, Value] = {}
    nodes: list[tuple[Any, Value]] = []
    obstacles: list[Obstacle] = []
    for node in _in_order(value):
        try:
            result = _record(recording, node, made)
        except NoCounterpart as reason:
            obstacles.append(Obstacle(str(node._op), str(reason), _label(node)))
            result = recording.leaf(np.asarray(float(node.data)), _label(node) or "v", "variable")
        made[id(node)] = result
        nodes.append((node, result))
    if obstacles:
        raise Unsupported(obstacles)
    output = made[id(value)]
    text = write(recording, output, title)
    graph = Graph(text)
    if verify:
        if not float(value.grad):
            # What other computations left there does not count.
            for node, _ in nodes:
                node.grad = 0.0
            value.backward()
        names = dict(text.leaves)
        gradients = {
            names[leaf]: float(node.grad)
            for node, leaf in nodes
            if leaf.role == "variable" and leaf in names
        }
        scale = float(value.grad) or 1.0
        scaled = {name: np.asarray(gradient / scale) for name, gradient in gradients.items()}
        compare(graph, text.output, np.asarray(float(value.data)), scaled, is_double=True)
    return graph


def _in_order(value: Any) -> list[Any]:
    """All that a value was computed from, before what was computed from it; deep chains, too."""
    order: list[Any] = []
    seen: set[int] = set()
    waiting: list[tuple[Any, bool]] = [(value, False)]
    while waiting:
        node, is_done = waiting.pop()
        if is_done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            # A set has no order of its own that would be the same in two runs.
            children = sorted(_children(node), key=lambda child: (float(child.data), _label(child)))
            waiting += [(child, False) for child in reversed(children)]
    return order


def _children(node: Any) -> list[Any]:
    for name in ("_prev", "_children", "children", "prev"):
        if hasattr(node, name):
            return list(getattr(node, name))
    return []


def _label(node: Any) -> str:
    return str(getattr(node, "label", "") or getattr(node, "name", "") or "")


def _record(recording: Recording, node: Any, made: dict[int, Value]) -> Value:
    children, data = _children(node), float(node.data)
    operation = str(getattr(node, "_op", "") or getattr(node, "op", "") or "").strip()
    if not children:
        return recording.leaf(np.asarray(data), _label(node) or "x", "variable")
    operands = [made[id(child)] for child in children]
    name, hint = operation.lower(), _label(node)
    power = re.fullmatch(r"\*\*\s*\(?(-?[\d.]+(?:e-?\d+)?)\)?", operation)
    if power and len(operands) == 1:
        result = recording.emit("{0} ^ {1}", operands[0], float(power.group(1)), array=data)
    elif name in _UNARY and len(operands) == 1:
        result = recording.emit(UNARY[_UNARY[name]], operands[0], array=data)
    elif name in _BINARY and len(operands) <= 2:
        operands = operands * 2 if len(operands) == 1 else operands
        result = recording.emit(BINARY[_BINARY[name]], *_ordered(name, operands, data), array=data)
    else:
        raise NoCounterpart("is none of micrograd's operations")
    result.hint = hint or {"+": "sum", "*": "product"}.get(name, "v")
    result.is_named = bool(hint)
    return result


def _ordered(name: str, operands: list[Value], data: float) -> list[Value]:
    """Two operands in the order that gives the result."""
    functions = {
        "-": lambda a, b: a - b,
        "/": lambda a, b: a / b,
        "**": lambda a, b: a**b,
    }
    function = functions.get(name)
    if function is None:
        return operands
    first, second = (float(operand.array) for operand in operands)
    for a, b, order in ((first, second, operands), (second, first, operands[::-1])):
        try:
            if np.isclose(function(a, b), data, rtol=1e-9, atol=0):
                return order
        except ArithmeticError:
            continue
    raise NoCounterpart("the operands do not give the result")
