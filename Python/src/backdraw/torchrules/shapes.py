"""Operations that move entries, and pick some."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NoCounterpart
from ..recording import Array, Value
from ..rules import Rule
from .table import RULES, array_of, axes_of, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


@rule(
    "view", "reshape", "_unsafe_view", "flatten", "unflatten", "_reshape_alias", "view_as", "ravel"
)
def _view(r: Reader, out: Any, x: Value, *_: Any, **__: Any) -> Value:
    return r.ops.reshape(x, out.shape)


@rule("permute")
def _permute(r: Reader, out: Any, x: Value, dims: Sequence[int]) -> Value:
    return r.ops.permute(x, dims)


@rule("movedim", "moveaxis")
def _movedim(r: Reader, out: Any, x: Value, source: Any, target: Any) -> Value:
    start, end = axes_of(source) or [], axes_of(target) or []
    order = [axis for axis in range(x.rank) if axis not in {s % x.rank for s in start}]
    for place, axis in sorted((e % x.rank, s % x.rank) for s, e in zip(start, end, strict=True)):
        order.insert(place, axis)
    return r.ops.permute(x, order)


@rule("transpose", "swapaxes", "swapdims")
def _transpose(r: Reader, out: Any, x: Value, a: int, b: int) -> Value:
    return r.ops.swap(x, a, b)


@rule("t", "numpy_T", "mT", "matrix_H", "adjoint")
def _t(r: Reader, out: Any, x: Value) -> Value:
    return r.ops.swap(x, -2, -1) if x.rank >= 2 else x


@rule("expand", "expand_as", "broadcast_to")
def _expand(r: Reader, out: Any, x: Value, *_: Any, **__: Any) -> Value:
    return r.ops.broadcast(x, out.shape)


@rule("repeat", "tile")
def _repeat(r: Reader, out: Any, x: Value, repeats: Sequence[int]) -> Value:
    extents = [1] * (len(repeats) - x.rank) + list(x.shape)
    before = [part for extent in extents for part in (1, extent)]
    wide = [p for times, extent in zip(repeats, extents, strict=True) for p in (times, extent)]
    return r.ops.reshape(r.ops.broadcast(r.ops.reshape(x, before), wide), out.shape)


@rule("unsqueeze")
def _unsqueeze(r: Reader, out: Any, x: Value, dim: int) -> Value:
    return r.ops.expand_dims(x, dim)


@rule("squeeze")
def _squeeze(r: Reader, out: Any, x: Value, dim: Any = None) -> Value:
    axes = axes_of(dim)
    return r.ops.squeeze(x, list(range(x.rank)) if axes is None else axes)


@rule("cat", "concat", "concatenate")
def _cat(r: Reader, out: Any, tensors: Sequence[Value], dim: int = 0) -> Value:
    parts = [tensor for tensor in tensors if tensor.array.size]
    return r.ops.concat(parts, dim)


@rule("stack")
def _stack(r: Reader, out: Any, tensors: Sequence[Value], dim: int = 0) -> Value:
    return r.ops.stack(tensors, dim)


@rule("split", "chunk", "split_with_sizes", "tensor_split", "unsafe_chunk", "unsafe_split")
def _split(r: Reader, out: Any, x: Value, sizes: Any = None, dim: int = 0, **_: Any) -> list[Value]:
    return r.ops.split(x, [part.shape[dim] for part in out], dim)


@rule("unbind")
def _unbind(r: Reader, out: Any, x: Value, dim: int = 0) -> list[Value]:
    return [r.ops.along(x, dim, place) for place in range(len(out))]


@rule("select")
def _select(r: Reader, out: Any, x: Value, dim: int, index: int) -> Value:
    return r.ops.along(x, dim, int(index))


@rule("slice")
def _slice(
    r: Reader, out: Any, x: Value, dim: int = 0, start: Any = None, end: Any = None, step: int = 1
) -> Value:
    return r.ops.along(x, dim, slice(start, end, step))


@rule("narrow")
def _narrow(r: Reader, out: Any, x: Value, dim: int, start: int, length: int) -> Value:
    return r.ops.along(x, dim, slice(int(start), int(start) + int(length)))


@rule("index_select")
def _index_select(r: Reader, out: Any, x: Value, dim: int, index: Value) -> Value:
    if dim % x.rank == 0:
        return r.recording.emit("embedding({0}, {1})", x, index, array=array_of(out), hint="rows")
    return r.ops.along(x, dim, [int(i) for i in index.array.reshape(-1)])


@rule("index")
def _index(r: Reader, out: Any, x: Value, indices: Sequence[Value | None]) -> Value:
    given = [(axis, each) for axis, each in enumerate(indices) if each is not None]
    if any(each.is_live for _, each in given):
        raise NoCounterpart("an index that has a gradient")
    # A mask picks the places where it holds.
    spread: list[tuple[int, Array]] = []
    shift = 0
    for axis, each in given:
        if each.array.dtype == np.bool_:
            found = np.nonzero(each.array)
            spread += [(axis + shift + k, places) for k, places in enumerate(found)]
            shift += each.rank - 1
        else:
            spread.append((axis + shift, each.array))
    if len(spread) == 1 and given[0][1].array.dtype != np.bool_ and spread[0][0] == 0:
        if given[0][1].rank == 0:
            return r.ops.index(x, [int(given[0][1].array)])
        return r.recording.emit(
            "embedding({0}, {1})", x, given[0][1], array=array_of(out), hint="rows"
        )
    shape = np.broadcast_shapes(*(places.shape for _, places in spread))
    axes = [axis for axis, _ in spread]
    if axes != list(range(axes[0], axes[0] + len(axes))):
        raise NoCounterpart("lists of indices with a slice between them")
    # Axes that are indexed together become one, whose entries are taken by number.
    extents = [x.shape[axis] for axis in axes]
    places = [
        np.broadcast_to(np.where(p < 0, p + e, p), shape)
        for (_, p), e in zip(spread, extents, strict=True)
    ]
    flat = np.ravel_multi_index(tuple(places), tuple(extents)).reshape(-1)
    joined = r.ops.reshape(x, [*x.shape[: axes[0]], math.prod(extents), *x.shape[axes[-1] + 1 :]])
    taken = r.ops.along(joined, axes[0], [int(place) for place in flat])
    return r.ops.reshape(taken, out.shape)


@rule("gather")
def _gather(r: Reader, out: Any, x: Value, dim: int, index: Value, **_: Any) -> Value:
    if index.is_live:
        raise NoCounterpart("an index that has a gradient")
    dim = dim % x.rank
    grid = list(np.indices(index.shape))
    grid[dim] = index.array
    flat = np.ravel_multi_index(tuple(grid), x.shape).reshape(-1)
    entries = r.ops.reshape(x, [-1])
    return r.ops.reshape(r.ops.index(entries, [[int(place) for place in flat]]), out.shape)


@rule("flip")
def _flip(r: Reader, out: Any, x: Value, dims: Sequence[int]) -> Value:
    turned = {axis % x.rank for axis in dims}
    step = [slice(None, None, -1 if axis in turned else 1) for axis in range(x.rank)]
    return r.ops.index(x, step)


@rule("roll")
def _roll(r: Reader, out: Any, x: Value, shifts: Any, dims: Any = ()) -> Value:
    axes = axes_of(dims) or []
    if not axes:
        raise NoCounterpart("roll over all entries at once")
    for shift, axis in zip(axes_of(shifts) or [], axes, strict=True):
        extent = x.shape[axis]
        cut = -shift % extent
        if cut:
            parts = [r.ops.along(x, axis, slice(cut, None)), r.ops.along(x, axis, slice(0, cut))]
            x = r.ops.concat(parts, axis)
    return x


def _triangle(name: str) -> Rule:
    def write(r: Reader, out: Any, x: Value, diagonal: int = 0) -> Value:
        if diagonal == 0:
            return r.recording.emit("%s({0})" % name, x, array=array_of(out), hint=name)
        # The language has the main diagonal alone: a mask says where another one is.
        mask = getattr(np, name)(np.ones(x.shape[-2:]), diagonal)
        return r.ops.binary("mul", x, r.recording.constant(mask, "mask"), array_of(out))

    return write


RULES["tril"], RULES["triu"] = _triangle("tril"), _triangle("triu")


@rule("constant_pad_nd", "pad")
def _pad(r: Reader, out: Any, x: Value, pad: Sequence[int], *rest: Any) -> Value:
    if rest and isinstance(rest[0], str):
        if rest[0] != "constant":
            raise NoCounterpart("padding of the kind {kind}", kind=rest[0])
        rest = rest[1:]
    fill = float(rest[0]) if rest and rest[0] is not None else 0.0
    pairs = [(0, 0)] * x.rank
    for place in range(len(pad) // 2):
        pairs[x.rank - 1 - place] = (int(pad[2 * place]), int(pad[2 * place + 1]))
    return r.ops.pad(x, pairs, fill)
