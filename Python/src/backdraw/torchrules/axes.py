"""Operations that take an axis together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NoCounterpart
from ..recording import Value
from ..rules import Rule
from .table import RULES, array_of, axes_of, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


def _reduction(function: str) -> Rule:
    def write(
        r: Reader, out: Any, x: Value, dim: Any = None, keepdim: bool = False, **_: Any
    ) -> Value:
        return r.ops.reduce(function, x, axes_of(dim), keepdim, array_of(out))

    return write


for _torch_name, _function in {
    "sum": "sum",
    "mean": "mean",
    "amax": "max",
    "amin": "min",
    "prod": "prod",
    "logsumexp": "logsumexp",
}.items():
    RULES[_torch_name] = _reduction(_function)


def _extreme(function: str) -> Rule:
    def write(r: Reader, out: Any, x: Value, dim: Any = None, keepdim: bool = False) -> Any:
        if isinstance(dim, Value):
            return r.ops.binary(
                "maximum" if function == "max" else "minimum", x, dim, array_of(out)
            )
        if dim is None:
            return r.ops.reduce(function, x, None, False, array_of(out))
        values, places = out
        return [
            r.ops.reduce(function, x, [dim], keepdim, array_of(values)),
            r.recording.constant(array_of(places), "places"),
        ]

    return write


RULES["max"], RULES["min"] = _extreme("max"), _extreme("min")


def _spread(name: str) -> Rule:
    def write(
        r: Reader, out: Any, x: Value, dim: Any = None, unbiased: Any = None, keepdim: bool = False,
        *, correction: Any = None,
    ) -> Value:  # fmt: skip
        if isinstance(dim, bool):
            dim, unbiased = None, dim
        if correction is None:
            correction = 0 if unbiased is False else 1
        words = f", ddof={int(correction)}" if correction else ""
        return r.ops.reduce(name, x, axes_of(dim), keepdim, array_of(out), words)

    return write


RULES["var"], RULES["std"] = _spread("var"), _spread("std")


@rule("norm", "linalg_vector_norm")
def _norm(
    r: Reader, out: Any, x: Value, p: Any = 2, dim: Any = None, keepdim: bool = False, **_: Any
) -> Value:
    if p == 1:
        absolute = r.ops.unary("abs", x, np.abs(x.array))
        return r.ops.reduce("sum", absolute, axes_of(dim), keepdim, array_of(out))
    if p not in (None, 2):
        raise NoCounterpart("only the Euclidean norm, and the sum of absolute values")
    return r.ops.reduce("norm", x, axes_of(dim), keepdim, array_of(out))


@rule("cumsum")
def _cumsum(r: Reader, out: Any, x: Value, dim: int, **_: Any) -> Value:
    return r.recording.emit("cumsum({0}, %d)" % dim, x, array=array_of(out), hint="cumsum")


@rule("argmax")
def _argmax(r: Reader, out: Any, x: Value, dim: Any = None, keepdim: bool = False) -> Value:
    return r.ops.reduce("argmax", x, axes_of(dim), keepdim, array_of(out))


@rule("softmax", "_softmax")
def _softmax(r: Reader, out: Any, x: Value, dim: int, *_: Any) -> Value:
    words = "" if dim in (-1, x.rank - 1) else f", axis={dim}"
    return r.recording.emit("softmax({0}%s)" % words, x, array=array_of(out), hint="softmax")


@rule("log_softmax", "_log_softmax")
def _log_softmax(r: Reader, out: Any, x: Value, dim: int, *_: Any) -> Value:
    words = "" if dim in (-1, x.rank - 1) else f", axis={dim}"
    return r.recording.emit(
        "log_softmax({0}%s)" % words, x, array=array_of(out), hint="log_softmax"
    )
