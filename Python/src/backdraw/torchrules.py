"""How each operation of ATen is written in the graph language."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from .errors import NoCounterpart
from .recording import Array, Operand, Scope, Value
from .tensorops import BINARY, UNARY

if TYPE_CHECKING:
    from .torchreader import Reader

Rule = Callable[..., Any]
#: A rule takes the reader, PyTorch's result, and the operation's own arguments.
RULES: dict[str, Rule] = {}


def rule(*names: str) -> Callable[[Rule], Rule]:
    def enter(function: Rule) -> Rule:
        for name in names:
            RULES[name] = function
        return function

    return enter


def _array(tensor: Any) -> Array:
    from .torchcapture import array

    return array(tensor)


def _axes(dim: Any) -> list[int] | None:
    if dim is None:
        return None
    return [int(dim)] if isinstance(dim, int) else [int(axis) for axis in dim]


def _pair(given: Any) -> list[int]:
    found = [int(given)] if isinstance(given, int) else [int(each) for each in given]
    return found * 2 if len(found) == 1 else found


# Entries


def _unary(name: str) -> Rule:
    def write(r: Reader, out: Any, x: Value, *_: Any) -> Value:
        return r.ops.unary(name, x, _array(out))

    return write


for _torch_name in UNARY:
    RULES[_torch_name] = _unary(_torch_name)
RULES["absolute"] = RULES["abs"]
RULES["negative"] = RULES["neg"]
RULES["special_erf"] = RULES["erf"]
RULES["special_expit"] = RULES["sigmoid"]


@rule("gelu")
def _gelu(r: Reader, out: Any, x: Value, *, approximate: str = "none") -> Value:
    return r.ops.unary("gelu" if approximate == "none" else "gelu_tanh", x, _array(out), "gelu")


@rule("softplus")
def _softplus(r: Reader, out: Any, x: Value, beta: float = 1, threshold: float = 20) -> Value:
    if beta == 1:
        return r.ops.unary("softplus", x, _array(out))
    return r.recording.emit(
        "softplus({1} * {0}) / {1}", x, beta, array=_array(out), hint="softplus"
    )


@rule("leaky_relu")
def _leaky_relu(r: Reader, out: Any, x: Value, slope: float = 0.01) -> Value:
    words = "" if slope == 0.01 else f", slope={slope!r}"
    return r.recording.emit("leaky_relu({0}%s)" % words, x, array=_array(out), hint="leaky_relu")


@rule("elu")
def _elu(
    r: Reader, out: Any, x: Value, alpha: float = 1, scale: float = 1, input_scale: float = 1
) -> Value:
    if input_scale != 1:
        raise NoCounterpart("elu with an input scale has no counterpart")
    words = "" if alpha == 1 else f", alpha={alpha!r}"
    text = "elu({0}%s)" % words
    return r.ops.scaled(text, x, array=_array(out), factor=scale)


@rule("selu")
def _selu(r: Reader, out: Any, x: Value) -> Value:
    return _elu(r, out, x, 1.6732632423543772, 1.0507009873554805)


@rule("hardtanh")
def _hardtanh(r: Reader, out: Any, x: Value, low: float = -1, high: float = 1) -> Value:
    if (low, high) == (-1, 1):
        return r.recording.emit("hardtanh({0})", x, array=_array(out), hint="hardtanh")
    if (low, high) == (0, 6):
        return r.ops.unary("relu6", x, _array(out))
    return r.ops.clip(x, low, high, _array(out))


@rule("clamp", "clip")
def _clamp(r: Reader, out: Any, x: Value, min: Any = None, max: Any = None) -> Value:
    if isinstance(min, Value) and min.rank or isinstance(max, Value) and max.rank:
        raise NoCounterpart("clamp takes bounds that are numbers")
    low = min.array.item() if isinstance(min, Value) else min
    high = max.array.item() if isinstance(max, Value) else max
    return r.ops.clip(x, low, high, _array(out))


@rule("clamp_min")
def _clamp_min(r: Reader, out: Any, x: Value, low: float) -> Value:
    return _clamp(r, out, x, low, None)


@rule("clamp_max")
def _clamp_max(r: Reader, out: Any, x: Value, high: float) -> Value:
    return _clamp(r, out, x, None, high)


def _binary(name: str) -> Rule:
    def write(r: Reader, out: Any, a: Operand, b: Operand, **_: Any) -> Value:
        return r.ops.binary(name, a, b, _array(out))

    return write


for _torch_name in BINARY:
    RULES[_torch_name] = _binary(_torch_name)
RULES["logical_and"] = RULES["bitwise_and"] = RULES["mul"]
RULES["true_divide"] = RULES["div"]


@rule("add")
def _add(r: Reader, out: Any, a: Operand, b: Operand, *, alpha: float = 1) -> Value:
    if alpha != 1:
        return r.recording.emit("{0} + {2} * {1}", a, b, alpha, array=_array(out), hint="sum")
    return r.ops.binary("add", a, b, _array(out), "sum")


@rule("sub", "subtract")
def _sub(r: Reader, out: Any, a: Operand, b: Operand, *, alpha: float = 1) -> Value:
    if alpha != 1:
        return r.recording.emit(
            "{0} - {2} * {1}", a, b, alpha, array=_array(out), hint="difference"
        )
    return r.ops.binary("sub", a, b, _array(out), "difference")


@rule("rsub")
def _rsub(r: Reader, out: Any, a: Operand, b: Operand, alpha: float = 1) -> Value:
    return _sub(r, out, b, a, alpha=alpha)


@rule("div")
def _div(r: Reader, out: Any, a: Operand, b: Operand, *, rounding_mode: Any = None) -> Value:
    if rounding_mode is not None:
        raise NoCounterpart("a division that rounds has no counterpart")
    return r.ops.binary("div", a, b, _array(out), "quotient")


@rule("mul", "multiply")
def _mul(r: Reader, out: Any, a: Operand, b: Operand) -> Value:
    return r.ops.binary("mul", a, b, _array(out), "product")


@rule("addcmul")
def _addcmul(r: Reader, out: Any, x: Value, a: Value, b: Value, *, value: float = 1) -> Value:
    return r.recording.emit("{0} + {3} * {1} * {2}", x, a, b, value, array=_array(out))


@rule("lerp")
def _lerp(r: Reader, out: Any, a: Value, b: Value, weight: Operand) -> Value:
    return r.recording.emit("{0} + {2} * ({1} - {0})", a, b, weight, array=_array(out))


@rule("logaddexp")
def _logaddexp(r: Reader, out: Any, a: Value, b: Value) -> Value:
    return r.recording.emit("{0} + softplus({1} - {0})", a, b, array=_array(out))


@rule("bitwise_not", "logical_not")
def _not(r: Reader, out: Any, x: Value) -> Value:
    return r.recording.emit("{0} == 0", x, array=_array(out), hint="mask")


@rule("where")
def _where(r: Reader, out: Any, condition: Value, a: Operand, b: Operand) -> Value:
    return r.ops.where(condition, a, b, _array(out))


@rule("masked_fill")
def _masked_fill(r: Reader, out: Any, x: Value, mask: Value, fill: Operand) -> Value:
    return r.ops.where(mask, fill, x, _array(out))


@rule("to", "_to_copy", "type_as", "float", "double", "to_dtype")
def _to(r: Reader, out: Any, x: Value, *_: Any, **__: Any) -> Value:
    if not out.is_floating_point() and x.array.dtype.kind == "f":
        if x.is_live:
            raise NoCounterpart("numbers are rounded to whole ones")
        return r.recording.constant(_array(out))
    return x


@rule("dropout", "native_dropout", "feature_dropout")
def _dropout(r: Reader, out: Any, x: Value, p: float, train: bool) -> Value:
    if not train or p == 0:
        return x
    # As PyTorch draws it for ones: the state of its generator was put back before.
    dropped = _array(out)
    with np.errstate(divide="ignore", invalid="ignore"):
        mask = np.where(x.array == 0, 0, np.where(dropped == 0, 0.0, 1 / (1 - p)))
    if np.any(x.array == 0):
        # Where x is 0 the result does not tell; no gradient could be checked there.
        raise NoCounterpart("dropout of a zero cannot be followed: call model.eval()")
    noise = r.recording.constant(mask.astype(dropped.dtype), "dropout_mask")
    return r.ops.binary("mul", x, noise, dropped, "dropped")


# Shapes


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
    start, end = _axes(source) or [], _axes(target) or []
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
    axes = _axes(dim)
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
        return r.recording.emit("embedding({0}, {1})", x, index, array=_array(out), hint="rows")
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
            "embedding({0}, {1})", x, given[0][1], array=_array(out), hint="rows"
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
    axes = _axes(dims) or []
    if not axes:
        raise NoCounterpart("roll over all entries at once")
    for shift, axis in zip(_axes(shifts) or [], axes, strict=True):
        extent = x.shape[axis]
        cut = -shift % extent
        if cut:
            parts = [r.ops.along(x, axis, slice(cut, None)), r.ops.along(x, axis, slice(0, cut))]
            x = r.ops.concat(parts, axis)
    return x


def _triangle(name: str) -> Rule:
    def write(r: Reader, out: Any, x: Value, diagonal: int = 0) -> Value:
        if diagonal == 0:
            return r.recording.emit("%s({0})" % name, x, array=_array(out), hint=name)
        # The language has the main diagonal alone: a mask says where another one is.
        mask = getattr(np, name)(np.ones(x.shape[-2:]), diagonal)
        return r.ops.binary("mul", x, r.recording.constant(mask, "mask"), _array(out))

    return write


RULES["tril"], RULES["triu"] = _triangle("tril"), _triangle("triu")


@rule("constant_pad_nd", "pad")
def _pad(r: Reader, out: Any, x: Value, pad: Sequence[int], *rest: Any) -> Value:
    if rest and isinstance(rest[0], str):
        if rest[0] != "constant":
            raise NoCounterpart(f"padding of the kind {rest[0]}")
        rest = rest[1:]
    fill = float(rest[0]) if rest and rest[0] is not None else 0.0
    pairs = [(0, 0)] * x.rank
    for place in range(len(pad) // 2):
        pairs[x.rank - 1 - place] = (int(pad[2 * place]), int(pad[2 * place + 1]))
    return r.ops.pad(x, pairs, fill)


# Over axes


def _reduction(function: str) -> Rule:
    def write(
        r: Reader, out: Any, x: Value, dim: Any = None, keepdim: bool = False, **_: Any
    ) -> Value:
        return r.ops.reduce(function, x, _axes(dim), keepdim, _array(out))

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
            return r.ops.binary("maximum" if function == "max" else "minimum", x, dim, _array(out))
        if dim is None:
            return r.ops.reduce(function, x, None, False, _array(out))
        values, places = out
        return [
            r.ops.reduce(function, x, [dim], keepdim, _array(values)),
            r.recording.constant(_array(places), "places"),
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
        return r.ops.reduce(name, x, _axes(dim), keepdim, _array(out), words)

    return write


RULES["var"], RULES["std"] = _spread("var"), _spread("std")


@rule("norm", "linalg_vector_norm")
def _norm(
    r: Reader, out: Any, x: Value, p: Any = 2, dim: Any = None, keepdim: bool = False, **_: Any
) -> Value:
    if p == 1:
        absolute = r.ops.unary("abs", x, np.abs(x.array))
        return r.ops.reduce("sum", absolute, _axes(dim), keepdim, _array(out))
    if p not in (None, 2):
        raise NoCounterpart("only the Euclidean norm, and the sum of absolute values")
    return r.ops.reduce("norm", x, _axes(dim), keepdim, _array(out))


@rule("cumsum")
def _cumsum(r: Reader, out: Any, x: Value, dim: int, **_: Any) -> Value:
    return r.recording.emit("cumsum({0}, %d)" % dim, x, array=_array(out), hint="cumsum")


@rule("argmax")
def _argmax(r: Reader, out: Any, x: Value, dim: Any = None, keepdim: bool = False) -> Value:
    return r.ops.reduce("argmax", x, _axes(dim), keepdim, _array(out))


@rule("softmax", "_softmax")
def _softmax(r: Reader, out: Any, x: Value, dim: int, *_: Any) -> Value:
    words = "" if dim in (-1, x.rank - 1) else f", axis={dim}"
    return r.recording.emit("softmax({0}%s)" % words, x, array=_array(out), hint="softmax")


@rule("log_softmax", "_log_softmax")
def _log_softmax(r: Reader, out: Any, x: Value, dim: int, *_: Any) -> Value:
    words = "" if dim in (-1, x.rank - 1) else f", axis={dim}"
    return r.recording.emit("log_softmax({0}%s)" % words, x, array=_array(out), hint="log_softmax")


# Products


@rule("mm", "bmm", "matmul", "mv", "__matmul__")
def _matmul(r: Reader, out: Any, a: Value, b: Value) -> Value:
    return r.ops.matmul(a, b, _array(out))


@rule("dot", "vdot", "inner")
def _dot(r: Reader, out: Any, a: Value, b: Value) -> Value:
    if a.rank != 1 or b.rank != 1:
        raise NoCounterpart("an inner product of vectors only")
    return r.recording.emit("dot({0}, {1})", a, b, array=_array(out), hint="dot")


@rule("outer")
def _outer(r: Reader, out: Any, a: Value, b: Value) -> Value:
    return r.recording.emit('einsum("i,j->ij", {0}, {1})', a, b, array=_array(out), hint="outer")


@rule("addmm", "addmv", "baddbmm")
def _addmm(
    r: Reader, out: Any, bias: Value, a: Value, b: Value, *, beta: float = 1, alpha: float = 1
) -> Value:
    if beta == 1 and alpha == 1 and a.rank == 2 and b.rank == 2 and bias.rank == 1:
        return r.recording.emit(
            "affine({0}, {1}, {2})", a, b, bias, array=_array(out), hint="affine"
        )
    product = "{0} @ {1}" if alpha == 1 else "{3} * ({0} @ {1})"
    added = "" if beta == 0 else " + {2}" if beta == 1 else " + {4} * {2}"
    return r.recording.emit(
        product + added, a, b, bias, alpha, beta, array=_array(out), hint="product"
    )


@rule("linear")
def _linear(r: Reader, out: Any, x: Value, weight: Value, bias: Value | None = None) -> Value:
    return r.ops.linear(x, weight, bias, _array(out))


@rule("bilinear")
def _bilinear(
    r: Reader, out: Any, a: Value, b: Value, weight: Value, bias: Value | None = None
) -> Value:
    if a.rank != 2 or b.rank != 2:
        raise NoCounterpart("a bilinear layer of matrices only")
    text = 'einsum("ni,oij,nj->no", {0}, {1}, {2})' + ("" if bias is None else " + {3}")
    return r.recording.emit(
        text, a, weight, b, 0 if bias is None else bias, array=_array(out), hint="bilinear"
    )


@rule("einsum")
def _einsum(r: Reader, out: Any, equation: str, operands: Sequence[Value], **_: Any) -> Value:
    if "." in equation:
        raise NoCounterpart("einsum with dots has no counterpart")
    names = ", ".join("{%d}" % place for place in range(len(operands)))
    text = equation.replace(" ", "")
    return r.recording.emit(
        f'einsum("{text}", {names})', *operands, array=_array(out), hint="product"
    )


@rule("embedding")
def _embedding(
    r: Reader, out: Any, table: Value, ids: Value, padding_idx: int = -1, *rest: Any
) -> Value:
    if rest and any(rest):
        raise NoCounterpart("an embedding whose gradient is scaled or sparse")
    if padding_idx >= 0 and np.any(ids.array == padding_idx):
        raise NoCounterpart("the row at padding_idx gets no gradient, which has no counterpart")
    if ids.rank == 0:
        return r.ops.index(table, [int(ids.array)])
    return r.recording.emit("embedding({0}, {1})", table, ids, array=_array(out), hint="embedded")


@rule("scaled_dot_product_attention")
def _attention(
    r: Reader, out: Any, q: Value, k: Value, v: Value, mask: Value | None = None,
    dropout_p: float = 0, is_causal: bool = False, *, scale: float | None = None,
    enable_gqa: bool = False,
) -> Value:  # fmt: skip
    if dropout_p:
        raise NoCounterpart("attention with dropout: call model.eval()")
    if enable_gqa and q.shape[-3] != k.shape[-3]:
        raise NoCounterpart("heads that share keys have no counterpart")
    result = _array(out)
    usual = 1 / math.sqrt(q.shape[-1])
    if mask is None and (scale is None or math.isclose(scale, usual)):
        causal = ", causal=true" if is_causal else ""
        return r.recording.emit(
            "attention({0}, {1}, {2}%s)" % causal, q, k, v, array=result, hint="heads"
        )
    if is_causal:
        raise NoCounterpart("causal attention with a scale of its own has no counterpart")
    turned = r.ops.swap(k, -2, -1)
    factor = usual if scale is None else scale
    numbers = np.matmul(q.array, turned.array) * factor
    scores = r.recording.emit("{0} @ {1} * {2}", q, turned, factor, array=numbers, hint="scores")
    if mask is not None and mask.array.dtype == np.bool_:
        numbers = np.where(mask.array, numbers, -np.inf)
        scores = r.ops.where(mask, scores, -math.inf, numbers)
    elif mask is not None:
        numbers = numbers + mask.array
        scores = r.ops.binary("add", scores, mask, numbers)
    numbers = np.exp(numbers - numbers.max(-1, keepdims=True))
    numbers /= numbers.sum(-1, keepdims=True)
    weights = r.recording.emit("softmax({0})", scores, array=numbers, hint="weights")
    return r.ops.matmul(weights, v, result)


@rule("cosine_similarity")
def _cosine_similarity(
    r: Reader, out: Any, a: Value, b: Value, dim: int = 1, eps: float = 1e-8
) -> Value:
    if a.shape != b.shape:
        raise NoCounterpart("cosine_similarity of two shapes")
    norms = []
    for each in (a, b):
        numbers = np.sqrt((each.array**2).sum(dim))
        if np.any(numbers <= eps):
            raise NoCounterpart("cosine_similarity of a vector of zeros")
        norms.append(r.ops.reduce("norm", each, [dim], False, numbers))
    inner = r.ops.binary("mul", a, b, a.array * b.array)
    total = r.ops.reduce("sum", inner, [dim], False, inner.array.sum(dim))
    return r.recording.emit("{0} / ({1} * {2})", total, *norms, array=_array(out), hint="cosine")


# Images


@rule("conv2d", "convolution")
def _conv2d(
    r: Reader, out: Any, x: Value, weight: Value, bias: Value | None = None, stride: Any = 1,
    padding: Any = 0, dilation: Any = 1, *rest: Any,
) -> Value:  # fmt: skip
    groups = 1
    if len(rest) == 1:
        groups = rest[0]
    elif len(rest) == 3:
        if rest[0]:
            raise NoCounterpart("a transposed convolution has no counterpart")
        groups = rest[2]
    if weight.rank != 4:
        raise NoCounterpart("a convolution over two axes only")
    return r.ops.conv2d(
        x, weight, bias, _array(out),
        stride=_pair(stride), padding=_margins(padding, weight, _pair(dilation)),
        dilation=_pair(dilation), groups=groups,
    )  # fmt: skip


@rule("conv1d")
def _conv1d(
    r: Reader, out: Any, x: Value, weight: Value, bias: Value | None = None, stride: Any = 1,
    padding: Any = 0, dilation: Any = 1, groups: int = 1,
) -> Value:  # fmt: skip
    image, filters = r.ops.expand_dims(x, -2), r.ops.expand_dims(weight, -2)
    step = _pair(stride)[0]
    spread = _pair(dilation)[0]
    margins = _margins(padding, filters, [1, spread])
    result = np.expand_dims(_array(out), -2)
    made = r.ops.conv2d(
        image, filters, bias, result,
        stride=[step, step], padding=[(0, 0), margins[-1]], dilation=[1, spread], groups=groups,
    )  # fmt: skip
    return r.ops.squeeze(made, [made.rank - 2])


def _margins(padding: Any, weight: Value, dilation: Sequence[int]) -> list[tuple[int, int]]:
    if padding == "valid":
        return [(0, 0), (0, 0)]
    if padding == "same":
        totals = [d * (extent - 1) for d, extent in zip(dilation, weight.shape[2:], strict=True)]
        return [(total // 2, total - total // 2) for total in totals]
    return [(amount, amount) for amount in _pair(padding)]


@rule("max_pool2d", "max_pool2d_with_indices")
def _max_pool2d(
    r: Reader, out: Any, x: Value, window: Any, stride: Any = None, padding: Any = 0,
    dilation: Any = 1, ceil_mode: bool = False,
) -> Any:  # fmt: skip
    if ceil_mode or _pair(dilation) != [1, 1]:
        raise NoCounterpart("pooling with ceil_mode or dilation has no counterpart")
    first = out[0] if isinstance(out, tuple) else out
    stride = _pair(stride) if stride else _pair(window)
    made = r.ops.pool("max_pool2d", x, _array(first), _pair(window), stride, _pair(padding))
    return [made, None] if isinstance(out, tuple) else made


@rule("avg_pool2d")
def _avg_pool2d(
    r: Reader, out: Any, x: Value, window: Any, stride: Any = None, padding: Any = 0,
    ceil_mode: bool = False, count_include_pad: bool = True, divisor: Any = None,
) -> Value:  # fmt: skip
    if ceil_mode or divisor or (not count_include_pad and any(_pair(padding))):
        raise NoCounterpart("pooling with ceil_mode, a divisor or uncounted padding")
    stride = _pair(stride) if stride else _pair(window)
    return r.ops.pool("avg_pool2d", x, _array(out), _pair(window), stride, _pair(padding))


@rule("adaptive_avg_pool2d", "_adaptive_avg_pool2d")
def _adaptive_avg_pool2d(r: Reader, out: Any, x: Value, size: Any) -> Value:
    target = list(out.shape[-2:])
    if target == [1, 1]:
        return r.ops.reduce("mean", x, [x.rank - 2, x.rank - 1], True, _array(out))
    if any(extent % wanted for extent, wanted in zip(x.shape[-2:], target, strict=True)):
        raise NoCounterpart("adaptive pooling with windows of unequal size")
    window = [extent // wanted for extent, wanted in zip(x.shape[-2:], target, strict=True)]
    return r.ops.pool("avg_pool2d", x, _array(out), window, window, [0, 0])


@rule("max_pool1d")
def _max_pool1d(
    r: Reader, out: Any, x: Value, window: Any, stride: Any = None, padding: Any = 0,
    dilation: Any = 1, ceil_mode: bool = False,
) -> Value:  # fmt: skip
    extent = _pair(window)[0]
    step = _pair(stride)[0] if stride else extent
    if ceil_mode or any(_pair(padding)) or _pair(dilation)[0] != 1 or step != extent:
        raise NoCounterpart("pooling along one axis with windows that meet edge to edge only")
    count = out.shape[-1]
    cut = r.ops.along(x, -1, slice(0, count * extent))
    windows = r.ops.reshape(cut, [*x.shape[:-1], count, extent])
    return r.ops.reduce("max", windows, [-1], False, _array(out))


# Normalization


@rule("batch_norm")
def _batch_norm(
    r: Reader, out: Any, x: Value, gamma: Value | None, beta: Value | None, mean: Value | None,
    variance: Value | None, training: bool, momentum: float, eps: float, *_: Any,
) -> Value:  # fmt: skip
    if training or mean is None or variance is None:
        return r.ops.normalize("batch_norm", x, gamma, beta, eps, _array(out))
    return r.ops.batch_norm_fixed(x, gamma, beta, mean, variance, eps, _array(out))


@rule("layer_norm")
def _layer_norm(
    r: Reader, out: Any, x: Value, shape: Sequence[int], gamma: Value | None = None,
    beta: Value | None = None, eps: float = 1e-5, *_: Any,
) -> Value:  # fmt: skip
    if len(shape) == 1:
        return r.ops.normalize("layer_norm", x, gamma, beta, eps, _array(out))
    flat = [*x.shape[: x.rank - len(shape)], -1]
    made = r.ops.normalize(
        "layer_norm", r.ops.reshape(x, flat),
        None if gamma is None else r.ops.reshape(gamma, [-1]),
        None if beta is None else r.ops.reshape(beta, [-1]),
        eps, _array(out).reshape(flat),
    )  # fmt: skip
    return r.ops.reshape(made, out.shape)


@rule("rms_norm", "_fused_rms_norm")
def _rms_norm(
    r: Reader, out: Any, x: Value, shape: Sequence[int], gamma: Value | None = None,
    eps: float | None = None,
) -> Any:  # fmt: skip
    if len(shape) != 1:
        raise NoCounterpart("rms_norm over the last axis only")
    first = out[0] if isinstance(out, tuple) else out
    eps = float(np.finfo(x.array.dtype).eps) if eps is None else eps
    made = r.ops.normalize("rms_norm", x, gamma, None, eps, _array(first))
    return [made, None] if isinstance(out, tuple) else made


@rule("instance_norm")
def _instance_norm(
    r: Reader, out: Any, x: Value, gamma: Value | None, beta: Value | None, mean: Any,
    variance: Any, use_input_stats: bool, momentum: float, eps: float, *_: Any,
) -> Value:  # fmt: skip
    if not use_input_stats:
        raise NoCounterpart("instance_norm by running statistics")
    return _group_norm(r, out, x, x.shape[1], gamma, beta, eps)


@rule("xlogy")
def _xlogy(r: Reader, out: Any, x: Value, y: Value) -> Value:
    if np.any(x.array <= 0) or np.any(y.array <= 0):
        raise NoCounterpart("x log y where x or y is 0")
    return r.recording.emit("{0} * log({1})", x, y, array=_array(out), hint="x_log_y")


@rule("broadcast_in_dim")
def _broadcast_in_dim(
    r: Reader, out: Any, x: Value, shape: Sequence[int], dims: Sequence[int]
) -> Value:
    extents = [x.shape[dims.index(axis)] if axis in dims else 1 for axis in range(len(shape))]
    return r.ops.broadcast(r.ops.reshape(x, extents), shape)


@rule("group_norm")
def _group_norm(
    r: Reader, out: Any, x: Value, groups: int, gamma: Value | None = None,
    beta: Value | None = None, eps: float = 1e-5, *_: Any,
) -> Value:  # fmt: skip
    grouped = r.ops.reshape(x, [x.shape[0], groups, -1])
    centered = grouped.array - grouped.array.mean(-1, keepdims=True)
    numbers = centered / np.sqrt(centered.var(-1, keepdims=True) + eps)
    normal = r.ops.normalize("layer_norm", grouped, None, None, eps, numbers)
    made = r.ops.reshape(normal, x.shape)
    if gamma is not None:
        scale = r.ops.shaped_for_channels(gamma, x.rank)
        made = r.ops.binary("mul", made, scale, made.array * scale.array)
    if beta is not None:
        made = r.ops.binary("add", made, r.ops.shaped_for_channels(beta, x.rank), _array(out))
    return made


# Losses

_NONE, _MEAN, _SUM = 0, 1, 2


def _loss(
    r: Reader, out: Any, function: str, y: Value, t: Value, reduction: int, words: str = ""
) -> Value:
    """A loss that is a mean over all entries."""
    if reduction == _NONE:
        raise NoCounterpart(f"{function} with reduction='none': take its mean or its sum")
    factor = 1 if reduction == _MEAN else y.array.size
    return r.ops.scaled(
        "%s({0}, {1}%s)" % (function, words), y, t, array=_array(out), factor=factor
    )


@rule("mse_loss")
def _mse(r: Reader, out: Any, y: Value, t: Value, reduction: int = _MEAN) -> Value:
    if y.shape != t.shape:
        raise NoCounterpart("mse_loss of two shapes")
    if reduction == _NONE:
        return r.recording.emit("square({0} - {1})", y, t, array=_array(out), hint="squares")
    function = "mse" if reduction == _MEAN else "sse"
    return r.recording.emit("%s({0}, {1})" % function, y, t, array=_array(out), hint="loss")


@rule("l1_loss")
def _l1(r: Reader, out: Any, y: Value, t: Value, reduction: int = _MEAN) -> Value:
    if reduction == _NONE:
        return r.recording.emit("abs({0} - {1})", y, t, array=_array(out), hint="distances")
    return _loss(r, out, "mae", y, t, reduction)


@rule("huber_loss")
def _huber(
    r: Reader, out: Any, y: Value, t: Value, reduction: int = _MEAN, delta: float = 1
) -> Value:
    return _loss(r, out, "huber", y, t, reduction, "" if delta == 1 else f", delta={delta!r}")


@rule("smooth_l1_loss")
def _smooth_l1(
    r: Reader, out: Any, y: Value, t: Value, reduction: int = _MEAN, beta: float = 1
) -> Value:
    if beta == 0 or reduction == _NONE:
        raise NoCounterpart("smooth_l1_loss with beta=0 or reduction='none'")
    factor = (1 if reduction == _MEAN else y.array.size) / beta
    words = "" if beta == 1 else f", delta={beta!r}"
    return r.ops.scaled("huber({0}, {1}%s)" % words, y, t, array=_array(out), factor=factor)


@rule("binary_cross_entropy")
def _bce(
    r: Reader, out: Any, y: Value, t: Value, weight: Value | None = None, reduction: int = _MEAN
) -> Value:
    if weight is not None:
        raise NoCounterpart("binary_cross_entropy with weights")
    return _loss(r, out, "bce", y, t, reduction)


@rule("binary_cross_entropy_with_logits")
def _bce_logits(
    r: Reader, out: Any, y: Value, t: Value, weight: Value | None = None,
    pos_weight: Value | None = None, reduction: int = _MEAN,
) -> Value:  # fmt: skip
    if weight is not None or pos_weight is not None:
        raise NoCounterpart("binary_cross_entropy_with_logits with weights")
    return _loss(r, out, "sigmoid_bce", y, t, reduction)


@rule("cross_entropy_loss")
def _cross_entropy(
    r: Reader, out: Any, z: Value, t: Value, weight: Value | None = None, reduction: int = _MEAN,
    ignore_index: int = -100, label_smoothing: float = 0,
) -> Value:  # fmt: skip
    z, t = _as_rows(r, z, t)
    rows = 1 if z.rank == 1 else z.shape[0]
    classes = t.array.dtype.kind in "iu"
    plain = weight is None and not label_smoothing and reduction != _NONE
    if plain and not (classes and np.any(t.array == ignore_index)):
        factor = 1 if reduction == _MEAN else rows
        return r.ops.scaled(
            "softmax_cross_entropy({0}, {1})", z, t, array=_array(out), factor=factor
        )
    if not classes or label_smoothing or z.rank != 2 or reduction == _NONE:
        raise NoCounterpart("cross_entropy with label_smoothing, or reduction='none'")
    numbers = torch.log_softmax(torch.from_numpy(z.array), -1).numpy()
    logp = r.recording.emit("log_softmax({0})", z, array=numbers, hint="log_probabilities")
    return _weighted_nll(r, out, logp, t, weight, reduction, ignore_index)


@rule("nll_loss", "nll_loss_nd", "nll_loss_forward", "nll_loss2d")
def _nll(
    r: Reader, out: Any, logp: Value, t: Value, weight: Value | None = None,
    reduction: int = _MEAN, ignore_index: int = -100,
) -> Any:  # fmt: skip
    first = out[0] if isinstance(out, tuple) else out
    logp, t = _as_rows(r, logp, t)
    if reduction == _NONE:
        raise NoCounterpart("nll_loss with reduction='none'")
    if weight is not None or np.any(t.array == ignore_index):
        made = _weighted_nll(r, first, logp, t, weight, reduction, ignore_index)
    else:
        rows = 1 if logp.rank == 1 else logp.shape[0]
        factor = 1 if reduction == _MEAN else rows
        made = r.ops.scaled("nll({0}, {1})", logp, t, array=_array(first), factor=factor)
    return [made, None] if isinstance(out, tuple) else made


def _as_rows(r: Reader, z: Value, t: Value) -> tuple[Value, Value]:
    """Classes on axis 1 of more than two axes, as rows of a matrix."""
    if z.rank <= 2:
        return z, t
    last = r.ops.permute(z, [0, *range(2, z.rank), 1])
    rows = r.ops.reshape(last, [-1, z.shape[1]])
    return rows, r.ops.reshape(t, [-1] if t.rank < z.rank else [-1, z.shape[1]])


def _weighted_nll(
    r: Reader, out: Any, logp: Value, t: Value, weight: Value | None, reduction: int, ignored: int
) -> Value:
    labels = t.array.astype(int)
    kept = labels != ignored
    each = np.ones(len(labels)) if weight is None else weight.array[np.where(kept, labels, 0)]
    each = np.where(kept, each, 0)
    if reduction == _MEAN:
        each = each / each.sum()
    return r.ops.chosen_nll(logp, t, each, _array(out))


# Recurrent cells, as they are taught


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
