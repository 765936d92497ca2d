"""Convolution and pooling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NoCounterpart
from ..recording import Value
from .table import array_of, pair_of, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


@rule("conv2d", "convolution")
def _conv2d(
    r: Reader, out: Any, x: Value, weight: Value, bias: Value | None = None, stride: Any = 1,
    padding: Any = 0, dilation: Any = 1, *rest: Any,
) -> Value:  # fmt: skip
    groups, more, is_transposed = 1, None, False
    if len(rest) == 1:
        groups = rest[0]
    elif len(rest) == 3:
        is_transposed, more, groups = rest
    if weight.rank not in (3, 4):
        raise NoCounterpart("a convolution over one axis or two only")
    if is_transposed:
        return _transposed(r, out, x, weight, bias, stride, padding, more, groups, dilation)
    if weight.rank == 3:
        return _conv1d(r, out, x, weight, bias, stride, padding, dilation, groups)
    return r.ops.conv2d(
        x, weight, bias, array_of(out),
        stride=pair_of(stride), padding=_margins(padding, weight, pair_of(dilation)),
        dilation=pair_of(dilation), groups=groups,
    )  # fmt: skip


@rule("conv_transpose1d", "conv_transpose2d")
def _transposed(
    r: Reader, out: Any, x: Value, weight: Value, bias: Value | None = None, stride: Any = 1,
    padding: Any = 0, more: Any = 0, groups: int = 1, dilation: Any = 1,
) -> Value:  # fmt: skip
    steps, spread, result = pair_of(stride), pair_of(dilation), array_of(out)
    cut = [(p, p - q) for p, q in zip(pair_of(padding), pair_of(more), strict=True)]
    is_line = weight.rank == 3
    if is_line:
        x, weight = r.ops.expand_dims(x, -2), r.ops.expand_dims(weight, -2)
        result = np.expand_dims(result, -2)
        steps, spread, cut = [1, steps[0]], [1, spread[0]], [(0, 0), cut[0]]
    made = r.ops.transposed_conv2d(
        x, weight, bias, result, stride=steps, padding=cut, dilation=spread, groups=groups
    )
    return r.ops.squeeze(made, [made.rank - 2]) if is_line else made


@rule("conv1d")
def _conv1d(
    r: Reader, out: Any, x: Value, weight: Value, bias: Value | None = None, stride: Any = 1,
    padding: Any = 0, dilation: Any = 1, groups: int = 1,
) -> Value:  # fmt: skip
    image, filters = r.ops.expand_dims(x, -2), r.ops.expand_dims(weight, -2)
    step = pair_of(stride)[0]
    spread = pair_of(dilation)[0]
    margins = _margins(padding, filters, [1, spread])
    result = np.expand_dims(array_of(out), -2)
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
    return [(amount, amount) for amount in pair_of(padding)]


@rule("max_pool2d", "max_pool2d_with_indices")
def _max_pool2d(
    r: Reader, out: Any, x: Value, window: Any, stride: Any = None, padding: Any = 0,
    dilation: Any = 1, ceil_mode: bool = False,
) -> Any:  # fmt: skip
    if ceil_mode or pair_of(dilation) != [1, 1]:
        raise NoCounterpart("pooling with ceil_mode or dilation has no counterpart")
    first = out[0] if isinstance(out, tuple) else out
    stride = pair_of(stride) if stride else pair_of(window)
    made = r.ops.pool("max_pool2d", x, array_of(first), pair_of(window), stride, pair_of(padding))
    return [made, None] if isinstance(out, tuple) else made


@rule("avg_pool2d")
def _avg_pool2d(
    r: Reader, out: Any, x: Value, window: Any, stride: Any = None, padding: Any = 0,
    ceil_mode: bool = False, count_include_pad: bool = True, divisor: Any = None,
) -> Value:  # fmt: skip
    if ceil_mode or divisor or (not count_include_pad and any(pair_of(padding))):
        raise NoCounterpart("pooling with ceil_mode, a divisor or uncounted padding")
    stride = pair_of(stride) if stride else pair_of(window)
    return r.ops.pool("avg_pool2d", x, array_of(out), pair_of(window), stride, pair_of(padding))


@rule("adaptive_avg_pool2d", "_adaptive_avg_pool2d")
def _adaptive_avg_pool2d(r: Reader, out: Any, x: Value, size: Any) -> Value:
    target = list(out.shape[-2:])
    if target == [1, 1]:
        return r.ops.reduce("mean", x, [x.rank - 2, x.rank - 1], True, array_of(out))
    if any(extent % wanted for extent, wanted in zip(x.shape[-2:], target, strict=True)):
        raise NoCounterpart("adaptive pooling with windows of unequal size")
    window = [extent // wanted for extent, wanted in zip(x.shape[-2:], target, strict=True)]
    return r.ops.pool("avg_pool2d", x, array_of(out), window, window, [0, 0])


@rule("max_pool1d")
def _max_pool1d(
    r: Reader, out: Any, x: Value, window: Any, stride: Any = None, padding: Any = 0,
    dilation: Any = 1, ceil_mode: bool = False,
) -> Value:  # fmt: skip
    extent = pair_of(window)[0]
    step = pair_of(stride)[0] if stride else extent
    if ceil_mode or any(pair_of(padding)) or pair_of(dilation)[0] != 1 or step != extent:
        raise NoCounterpart("pooling along one axis with windows that meet edge to edge only")
    count = out.shape[-1]
    cut = r.ops.along(x, -1, slice(0, count * extent))
    windows = r.ops.reshape(cut, [*x.shape[:-1], count, extent])
    return r.ops.reduce("max", windows, [-1], False, array_of(out))
