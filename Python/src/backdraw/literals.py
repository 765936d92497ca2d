"""Leaves as text: in full where they are small, made by a function where one makes them."""

from __future__ import annotations

import textwrap

import numpy as np

from .recording import Array, number_text

#: Up to this many numbers are written out; more stand in a file beside the graph.
WRITTEN_OUT = 32
#: How long a line of them is.
LINE = 80


def brackets(extents: tuple[int, ...] | list[int]) -> str:
    return "[" + ", ".join(str(int(extent)) for extent in extents) + "]"


def literal(array: Array) -> str | None:
    """The text of a leaf, in lines where it is long; None where it is too large to be written out."""
    made = _made(array)
    if made is not None:
        return made
    if array.size > WRITTEN_OUT:
        return None
    text = _written(array)
    return text if len(text) <= LINE else "[\n" + textwrap.indent(_wrapped(text), "  ") + "\n]"


def _wrapped(text: str) -> str:
    """The inside of a bracket literal, a line ending where a row or a number ends."""
    return "\n".join(textwrap.wrap(text[1:-1], LINE, break_long_words=False))


def stored(array: Array) -> Array:
    """The array in a type that the language loads."""
    if array.dtype == np.bool_:
        return array.astype(np.int64)
    if array.dtype.kind in "iu":
        return array.astype(np.int64)
    return array.astype(np.float64 if array.dtype == np.float64 else np.float32)


def _made(array: Array) -> str | None:
    if array.ndim == 0 or array.size < 2:
        return None
    shape, first = brackets(array.shape), array.reshape(-1)[0]
    if np.all(array == first):
        if first == 0:
            return f"zeros({shape})"
        if first == 1:
            return f"ones({shape})"
        if array.size > WRITTEN_OUT:
            return f"{_number(first)} * ones({shape})" if np.isfinite(first) else None
    if array.ndim == 1 and array.size > 4 and np.array_equal(array, np.arange(array.size)):
        return f"arange({array.size})"
    if array.ndim == 2:
        ones = np.ones(array.shape)
        for name, made in (("tril", np.tril(ones)), ("triu", np.triu(ones))):
            if array.size > 4 and np.array_equal(array, made):
                return f"{name}(ones({shape}))"
        if array.size > 4 and np.array_equal(array, np.eye(*array.shape)):
            return f"eye({array.shape[0]})" if array.shape[0] == array.shape[1] else None
    return None


def _written(array: Array) -> str:
    if array.ndim == 0:
        return _number(array[()])
    return "[" + ", ".join(_written(row) for row in array) + "]"


def _number(entry: object) -> str:
    """The shortest text of a number that gives it back in its own precision."""
    if isinstance(entry, np.floating) and np.isfinite(entry):
        return number_text(float(str(entry))).strip("()")
    return number_text(float(entry)).strip("()")  # type: ignore[arg-type]
