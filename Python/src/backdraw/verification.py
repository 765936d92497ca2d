"""Whether a captured graph computes what the framework does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .errors import Disagreement
from .graph import Graph
from .recording import Array


def tolerance(is_double: bool) -> float:
    """How far numbers may differ, relative to the largest of their tensor."""
    return 1e-9 if is_double else 1e-6


def verify(
    graph: Graph, output: str, value: Array, gradients: Mapping[str, Array], *, is_double: bool
) -> None:
    """Compares the graph's output and its leaves' gradients with those of the framework.

    - Raises: `Disagreement`, which names the leaf that is farthest off.
    """
    trace = graph.trace()
    # Names in the bodies of functions are their own; those of the whole are leaves, and the output.
    by_name = {
        node["name"]: node for node in trace["nodes"] if not node["groups"] or not node["inputs"]
    }
    by_name[output] = next(n for n in reversed(trace["nodes"]) if n["name"] == output)
    allowed = tolerance(is_double)
    found = numbers(by_name[output]["value"])
    off = distance(found, value)
    if off > allowed:
        raise Disagreement(
            "the value of '{output}' is {found} and should be {value}: off by {off:.1e} of its size, more than {allowed:.0e}",
            output=output,
            found=_shown(found),
            value=_shown(value),
            off=off,
            allowed=allowed,
        )
    worst, farthest = "", 0.0
    # A gradient that is nothing but rounding, as of a bias before batch_norm, is compared with the
    # largest gradient of all.
    largest = max((float(np.max(np.abs(g), initial=0)) for g in gradients.values()), default=0.0)
    for name, expected in gradients.items():
        gradient = by_name[name]["gradient"] if name in by_name else None
        got = np.zeros(expected.shape) if gradient is None else numbers(gradient)
        off = distance(got, expected, least=largest * 1e-2)
        if not off <= farthest:
            worst, farthest = name, off
    if not farthest <= allowed:
        raise Disagreement(
            "the gradient of '{worst}' is off by {farthest:.1e} of its size, more than {allowed:.0e}: the graph does not compute what the model does; report this, and verify=False gives the graph nevertheless",
            worst=worst,
            farthest=farthest,
            allowed=allowed,
        )


def numbers(nested: Any) -> Array:
    """A tensor of a trace, in which what is not finite is a text."""

    def number(entry: Any) -> Any:
        return [number(each) for each in entry] if isinstance(entry, list) else float(entry)

    try:
        return np.asarray(nested, dtype=np.float64)
    except ValueError:
        return np.asarray(number(nested), dtype=np.float64)


def distance(got: Array, expected: Array, least: float = 0) -> float:
    """The largest difference, relative to the largest entry that is expected."""
    expected = np.asarray(expected, dtype=np.float64)
    if got.shape != expected.shape:
        return float("inf")
    if not np.all(np.isfinite(expected)):
        return 0.0 if np.array_equal(got, expected, equal_nan=True) else float("inf")
    scale = max(float(np.max(np.abs(expected), initial=0)), least, 1e-30)
    difference = float(np.max(np.abs(got - expected), initial=0))
    return difference / scale


def _shown(array: Array) -> str:
    return np.array2string(np.asarray(array), precision=7, threshold=6)
