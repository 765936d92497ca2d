"""Recurrent cells, as they are taught."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NoCounterpart
from ..recording import Array, Scope, Value
from ..rules import Rule
from .table import RULES, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


def _gates(r: Reader, x: Value, h: Value, weights: Sequence[Value | None]) -> tuple[Value, Value]:
    w_x, w_h, b_x, b_h = [*weights, None, None][:4]
    assert w_x is not None and w_h is not None
    found = []
    for operand, weight, bias in ((x, w_x, b_x), (h, w_h, b_h)):
        numbers = operand.array @ weight.array.T + (0 if bias is None else bias.array)
        found.append(r.ops.linear(operand, weight, bias, numbers))
    return found[0], found[1]


def _sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def _named(value: Value, name: str) -> Value:
    value.hint, value.is_named = name, True
    return value


def lstm_step(
    r: Reader, x: Value, h: Value, c: Value, weights: Sequence[Value | None]
) -> tuple[Value, Value]:
    """One step of an LSTM: the gates i, f, o and the candidate g."""
    from_x, from_h = _gates(r, x, h, weights)
    gates = _named(r.ops.binary("add", from_x, from_h, from_x.array + from_h.array), "gates")
    size = h.shape[-1]
    parts = r.ops.split(gates, [size] * 4, -1)
    names, functions = "ifgo", ("sigmoid", "sigmoid", "tanh", "sigmoid")
    i, f, g, o = (
        _named(
            r.ops.unary(fn, part, np.tanh(part.array) if fn == "tanh" else _sigmoid(part.array)),
            name,
        )
        for part, fn, name in zip(parts, functions, names, strict=True)
    )
    numbers = f.array * c.array + i.array * g.array
    cell = r.recording.emit("{0} * {1} + {2} * {3}", f, c, i, g, array=numbers, hint="c")
    _named(cell, "c")
    result = r.recording.emit(
        "{0} * tanh({1})", o, cell, array=o.array * np.tanh(cell.array), hint="h"
    )
    return _named(result, "h"), cell


def gru_step(r: Reader, x: Value, h: Value, weights: Sequence[Value | None]) -> Value:
    """One step of a GRU: the gates r, z and the candidate n."""
    from_x, from_h = _gates(r, x, h, weights)
    _named(from_x, "from_x")
    _named(from_h, "from_h")
    size = h.shape[-1]
    rx, zx, nx = r.ops.split(from_x, [size] * 3, -1)
    rh, zh, nh = r.ops.split(from_h, [size] * 3, -1)
    reset = r.recording.emit(
        "sigmoid({0} + {1})", rx, rh, array=_sigmoid(rx.array + rh.array), hint="r"
    )
    update = r.recording.emit(
        "sigmoid({0} + {1})", zx, zh, array=_sigmoid(zx.array + zh.array), hint="z"
    )
    _named(reset, "r")
    _named(update, "z")
    numbers = np.tanh(nx.array + reset.array * nh.array)
    new = _named(
        r.recording.emit("tanh({0} + {1} * {2})", nx, reset, nh, array=numbers, hint="n"), "n"
    )
    numbers = (1 - update.array) * new.array + update.array * h.array
    return _named(
        r.recording.emit(
            "(1 - {0}) * {1} + {0} * {2}", update, new, h, array=numbers, hint="h"
        ),
        "h",
    )  # fmt: skip


def rnn_step(
    r: Reader, x: Value, h: Value, weights: Sequence[Value | None], function: str
) -> Value:
    from_x, from_h = _gates(r, x, h, weights)
    z = from_x.array + from_h.array
    numbers = np.tanh(z) if function == "tanh" else np.maximum(z, 0)
    return _named(
        r.recording.emit("%s({0} + {1})" % function, from_x, from_h, array=numbers, hint="h"), "h"
    )


@rule("lstm_cell")
def _lstm_cell(r: Reader, out: Any, x: Value, state: Sequence[Value], *weights: Any) -> list[Value]:
    return list(lstm_step(r, x, state[0], state[1], weights))


@rule("gru_cell")
def _gru_cell(r: Reader, out: Any, x: Value, h: Value, *weights: Any) -> Value:
    return gru_step(r, x, h, weights)


@rule("rnn_tanh_cell")
def _rnn_tanh_cell(r: Reader, out: Any, x: Value, h: Value, *weights: Any) -> Value:
    return rnn_step(r, x, h, weights, "tanh")


@rule("rnn_relu_cell")
def _rnn_relu_cell(r: Reader, out: Any, x: Value, h: Value, *weights: Any) -> Value:
    return rnn_step(r, x, h, weights, "relu")


def _over_time(kind: str, parameters: tuple[str, ...]) -> Rule:
    """A layer over a sequence, step by step; each step is a call of its cell."""

    def write(
        r: Reader, out: Any, x: Value, state: Any, weights: Sequence[Value], has_biases: bool,
        layers: int, dropout: float, train: bool, bidirectional: bool, batch_first: bool,
    ) -> list[Value]:  # fmt: skip
        if dropout and train:
            raise NoCounterpart("dropout between layers: call model.eval()")
        if x.rank == 2:
            batch_first = False
        axis = 1 if batch_first else 0
        states = list(state) if isinstance(state, (list, tuple)) else [state]
        steps = [r.ops.along(x, axis, t, "x") for t in range(x.shape[axis])]
        per = 4 if has_biases else 2
        ends: list[list[Value]] = [[] for _ in states]
        directions = 2 if bidirectional else 1
        for layer in range(layers):
            sides = []
            for side in range(directions):
                place = layer * directions + side
                own = weights[per * place : per * (place + 1)]
                now = [r.ops.index(each, [place], "hc"[k]) for k, each in enumerate(states)]
                found: list[Value] = []
                order = steps if side == 0 else steps[::-1]
                for t, step in enumerate(order):
                    scope = Scope(f"{kind} {place} {t}", "", f"{kind}Cell", parameters)
                    with r.recording.within(scope):
                        if kind == "LSTM":
                            now = list(lstm_step(r, step, now[0], now[1], own))
                        elif kind == "GRU":
                            now = [gru_step(r, step, now[0], own)]
                        else:
                            now = [rnn_step(r, step, now[0], own, "tanh")]
                    found.append(now[0])
                for k, each in enumerate(now):
                    ends[k].append(each)
                sides.append(found if side == 0 else found[::-1])
            steps = [
                pair[0] if directions == 1 else r.ops.concat(list(pair), -1)
                for pair in zip(*sides, strict=True)
            ]
        return [r.ops.stack(steps, axis), *(r.ops.stack(each, 0) for each in ends)]

    return write


RULES["lstm"] = _over_time("LSTM", ("x", "h", "c"))
RULES["gru"] = _over_time("GRU", ("x", "h"))
RULES["rnn_tanh"] = _over_time("RNN", ("x", "h"))
