"""Products of matrices, and attention."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NoCounterpart
from ..recording import Value
from .table import array_of, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


@rule("mm", "bmm", "matmul", "mv", "__matmul__")
def _matmul(r: Reader, out: Any, a: Value, b: Value) -> Value:
    return r.ops.matmul(a, b, array_of(out))


@rule("dot", "vdot", "inner")
def _dot(r: Reader, out: Any, a: Value, b: Value) -> Value:
    if a.rank != 1 or b.rank != 1:
        raise NoCounterpart("an inner product of vectors only")
    return r.recording.emit("dot({0}, {1})", a, b, array=array_of(out), hint="dot")


@rule("outer")
def _outer(r: Reader, out: Any, a: Value, b: Value) -> Value:
    return r.recording.emit('einsum("i,j->ij", {0}, {1})', a, b, array=array_of(out), hint="outer")


@rule("addmm", "addmv", "baddbmm")
def _addmm(
    r: Reader, out: Any, bias: Value, a: Value, b: Value, *, beta: float = 1, alpha: float = 1
) -> Value:
    if beta == 1 and alpha == 1 and a.rank == 2 and b.rank == 2 and bias.rank == 1:
        return r.recording.emit(
            "affine({0}, {1}, {2})", a, b, bias, array=array_of(out), hint="affine"
        )
    product = "{0} @ {1}" if alpha == 1 else "{3} * ({0} @ {1})"
    added = "" if beta == 0 else " + {2}" if beta == 1 else " + {4} * {2}"
    return r.recording.emit(
        product + added, a, b, bias, alpha, beta, array=array_of(out), hint="product"
    )


@rule("linear")
def _linear(r: Reader, out: Any, x: Value, weight: Value, bias: Value | None = None) -> Value:
    return r.ops.linear(x, weight, bias, array_of(out))


@rule("bilinear")
def _bilinear(
    r: Reader, out: Any, a: Value, b: Value, weight: Value, bias: Value | None = None
) -> Value:
    if a.rank != 2 or b.rank != 2:
        raise NoCounterpart("a bilinear layer of matrices only")
    text = 'einsum("ni,oij,nj->no", {0}, {1}, {2})' + ("" if bias is None else " + {3}")
    return r.recording.emit(
        text, a, weight, b, 0 if bias is None else bias, array=array_of(out), hint="bilinear"
    )


@rule("einsum")
def _einsum(r: Reader, out: Any, equation: str, operands: Sequence[Value], **_: Any) -> Value:
    if "." in equation:
        raise NoCounterpart("einsum with dots has no counterpart")
    names = ", ".join("{%d}" % place for place in range(len(operands)))
    text = equation.replace(" ", "")
    return r.recording.emit(
        f'einsum("{text}", {names})', *operands, array=array_of(out), hint="product"
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
    return r.recording.emit("embedding({0}, {1})", table, ids, array=array_of(out), hint="embedded")


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
    result = array_of(out)
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
    return r.recording.emit("{0} / ({1} * {2})", total, *norms, array=array_of(out), hint="cosine")
