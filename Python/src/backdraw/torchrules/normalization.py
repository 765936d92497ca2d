"""Layers that make means zero and deviations one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NoCounterpart
from ..recording import Value
from .table import array_of, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


@rule("batch_norm")
def _batch_norm(
    r: Reader, out: Any, x: Value, gamma: Value | None, beta: Value | None, mean: Value | None,
    variance: Value | None, training: bool, momentum: float, eps: float, *_: Any,
) -> Value:  # fmt: skip
    if training or mean is None or variance is None:
        return r.ops.normalize("batch_norm", x, gamma, beta, eps, array_of(out))
    return r.ops.batch_norm_fixed(x, gamma, beta, mean, variance, eps, array_of(out))


@rule("layer_norm")
def _layer_norm(
    r: Reader, out: Any, x: Value, shape: Sequence[int], gamma: Value | None = None,
    beta: Value | None = None, eps: float = 1e-5, *_: Any,
) -> Value:  # fmt: skip
    if len(shape) == 1:
        return r.ops.normalize("layer_norm", x, gamma, beta, eps, array_of(out))
    flat = [*x.shape[: x.rank - len(shape)], -1]
    made = r.ops.normalize(
        "layer_norm", r.ops.reshape(x, flat),
        None if gamma is None else r.ops.reshape(gamma, [-1]),
        None if beta is None else r.ops.reshape(beta, [-1]),
        eps, array_of(out).reshape(flat),
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
    made = r.ops.normalize("rms_norm", x, gamma, None, eps, array_of(first))
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
    return r.recording.emit("{0} * log({1})", x, y, array=array_of(out), hint="x_log_y")


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
        made = r.ops.binary("add", made, r.ops.shaped_for_channels(beta, x.rank), array_of(out))
    return made
