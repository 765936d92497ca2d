"""Losses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from ..errors import NoCounterpart
from ..recording import Value
from .table import array_of, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


_NONE, _MEAN, _SUM = 0, 1, 2


def _loss(
    r: Reader, out: Any, function: str, y: Value, t: Value, reduction: int, words: str = ""
) -> Value:
    """A loss that is a mean over all entries."""
    if reduction == _NONE:
        raise NoCounterpart(
            "{function} with reduction='none': take its mean or its sum", function=function
        )
    factor = 1 if reduction == _MEAN else y.array.size
    return r.ops.scaled(
        "%s({0}, {1}%s)" % (function, words), y, t, array=array_of(out), factor=factor
    )


@rule("mse_loss")
def _mse(r: Reader, out: Any, y: Value, t: Value, reduction: int = _MEAN) -> Value:
    if y.shape != t.shape:
        raise NoCounterpart("mse_loss of two shapes")
    if reduction == _NONE:
        return r.recording.emit("square({0} - {1})", y, t, array=array_of(out), hint="squares")
    function = "mse" if reduction == _MEAN else "sse"
    return r.recording.emit("%s({0}, {1})" % function, y, t, array=array_of(out), hint="loss")


@rule("l1_loss")
def _l1(r: Reader, out: Any, y: Value, t: Value, reduction: int = _MEAN) -> Value:
    if reduction == _NONE:
        return r.recording.emit("abs({0} - {1})", y, t, array=array_of(out), hint="distances")
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
    return r.ops.scaled("huber({0}, {1}%s)" % words, y, t, array=array_of(out), factor=factor)


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
            "softmax_cross_entropy({0}, {1})", z, t, array=array_of(out), factor=factor
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
        made = r.ops.scaled("nll({0}, {1})", logp, t, array=array_of(first), factor=factor)
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
    return r.ops.chosen_nll(logp, t, each, array_of(out))
