"""The table that the rules enter themselves into, and what they read arguments by."""

from __future__ import annotations

from typing import Any

from ..recording import Array
from ..rules import Rules

#: A rule takes the reader, PyTorch's result, and the operation's own arguments.
RULES = Rules()
rule = RULES.enter


def array_of(tensor: Any) -> Array:
    from ..torchcapture import array as values

    return values(tensor)


def axes_of(dim: Any) -> list[int] | None:
    if dim is None:
        return None
    return [int(dim)] if isinstance(dim, int) else [int(axis) for axis in dim]


def pair_of(given: Any) -> list[int]:
    found = [int(given)] if isinstance(given, int) else [int(each) for each in given]
    return found * 2 if len(found) == 1 else found
