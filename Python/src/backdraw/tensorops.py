"""Operations that every framework has, as the graph language writes them.

Shapes are moved here, by NumPy; what is computed comes with its result from the framework.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .errors import NoCounterpart
from .literals import brackets
from .recording import Array, Operand, Recording, Value

#: Elementwise functions, by the name that most frameworks give them.
UNARY: dict[str, str] = {
    "relu": "relu({0})",
    "exp": "exp({0})",
    "log": "log({0})",
    "log2": "log2({0})",
    "log10": "log({0}) / log(10)",
    "log1p": "log(1 + {0})",
    "expm1": "exp({0}) - 1",
    "exp2": "2 ^ {0}",
    "sqrt": "sqrt({0})",
    "rsqrt": "1 / sqrt({0})",
    "abs": "abs({0})",
    "sin": "sin({0})",
    "cos": "cos({0})",
    "tan": "sin({0}) / cos({0})",
    "tanh": "tanh({0})",
    "erf": "erf({0})",
    "erfc": "1 - erf({0})",
    "sigmoid": "sigmoid({0})",
    "silu": "silu({0})",
    "mish": "mish({0})",
    "relu6": "relu6({0})",
    "softplus": "softplus({0})",
    "log_sigmoid": "-softplus(-{0})",
    "softsign": "{0} / (1 + abs({0}))",
    "square": "square({0})",
    "neg": "-{0}",
    "reciprocal": "1 / {0}",
    "gelu": "gelu({0})",
    "gelu_tanh": "0.5 * {0} * (1 + tanh(sqrt(2 / pi) * ({0} + 0.044715 * {0}^3)))",
}

#: Operations of two operands, with broadcasting.
BINARY: dict[str, str] = {
    "add": "{0} + {1}",
    "sub": "{0} - {1}",
    "mul": "{0} * {1}",
    "div": "{0} / {1}",
    "pow": "{0} ^ {1}",
    "maximum": "max({0}, {1})",
    "minimum": "min({0}, {1})",
    "eq": "{0} == {1}",
    "ne": "{0} != {1}",
    "lt": "{0} < {1}",
    "le": "{0} <= {1}",
    "gt": "{0} > {1}",
    "ge": "{0} >= {1}",
}


class TensorOps:
    """The operations, recorded."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording

    # Entries

    def unary(self, name: str, x: Value, array: Array, hint: str = "") -> Value:
        return self.recording.emit(UNARY[name], x, array=array, hint=hint or name)

    def binary(self, name: str, a: Operand, b: Operand, array: Array, hint: str = "") -> Value:
        return self.recording.emit(BINARY[name], a, b, array=array, hint=hint or name)

    def where(self, condition: Value, a: Operand, b: Operand, array: Array) -> Value:
        return self.recording.emit("where({0}, {1}, {2})", condition, a, b, array=array, hint="y")

    def clip(self, x: Value, low: float | None, high: float | None, array: Array) -> Value:
        low = -np.inf if low is None else low
        high = np.inf if high is None else high
        if x.is_live and np.isinf(low) and np.isinf(high):
            return x
        return self.recording.emit("clip({0}, {1}, {2})", x, low, high, array=array, hint="clipped")

    # Shapes

    def reshape(self, x: Value, shape: Sequence[int], hint: str = "") -> Value:
        shape = tuple(int(extent) for extent in shape)
        if x.shape == shape:
            return x
        array = x.array.reshape(shape)
        if not shape:
            zeros = ", ".join("0" for _ in x.shape)
            return self.recording.emit("{0}[%s]" % zeros, x, array=array, hint=hint or short(x))
        return self._moved("reshape({0}, %s)" % brackets(shape), x, array, hint)

    def permute(self, x: Value, axes: Sequence[int], hint: str = "") -> Value:
        axes = [int(axis) % x.rank for axis in axes] if x.rank else []
        if axes == list(range(x.rank)):
            return x
        array = x.array.transpose(axes)
        text = "{0}.T" if axes == [1, 0] else "permute({0}, %s)" % brackets(axes)
        return self._moved(text, x, array, hint)

    def swap(self, x: Value, first: int, second: int) -> Value:
        axes = list(range(x.rank))
        if axes:
            first, second = first % x.rank, second % x.rank
            axes[first], axes[second] = axes[second], axes[first]
        return self.permute(x, axes)

    def broadcast(self, x: Value, shape: Sequence[int]) -> Value:
        shape = tuple(int(extent) for extent in shape)
        if x.shape == shape:
            return x
        array = np.broadcast_to(x.array, shape)
        return self._moved("broadcast_to({0}, %s)" % brackets(shape), x, array)

    def expand_dims(self, x: Value, axis: int) -> Value:
        axis = axis % (x.rank + 1)
        return self._moved("expand_dims({0}, %d)" % axis, x, np.expand_dims(x.array, axis))

    def squeeze(self, x: Value, axes: Sequence[int]) -> Value:
        dropped = {axis % x.rank for axis in axes if x.rank and x.shape[axis] == 1}
        if len(dropped) == 1 and x.rank > 1:
            axis = next(iter(dropped))
            return self._moved("squeeze({0}, %d)" % axis, x, np.squeeze(x.array, axis))
        return self.reshape(x, [e for axis, e in enumerate(x.shape) if axis not in dropped])

    def _moved(self, template: str, x: Value, array: Array, hint: str = "") -> Value:
        return self.recording.emit(template, x, array=array, hint=hint or short(x))

    # Parts

    def index(self, x: Value, keys: Sequence[int | slice | list[int]], hint: str = "") -> Value:
        """`x[keys]`, with at most one list of indices; whole axes are left out."""
        # NumPy's own meaning of a list beside numbers is another one: lists are taken alone.
        parts: list[str] = []
        picked: list[Any] = []
        for axis, key in enumerate(keys):
            extent = x.shape[axis]
            if isinstance(key, slice):
                start, stop, step = key.indices(extent)
                if len(range(start, stop, step)) == 0:
                    raise NoCounterpart("a slice takes nothing")
                parts.append(_slice_text(start, stop, step, extent))
                picked.append(key)
            elif isinstance(key, list):
                parts.append(brackets([k % extent for k in key]))
                picked.append(key)
            else:
                parts.append(str(int(key)))
                picked.append(int(key))
        while parts and parts[-1] == ":":
            parts.pop()
        if not parts:
            return x
        array = x.array[tuple(picked)]
        return self.recording.emit(
            "{0}[%s]" % ", ".join(parts), x, array=array, hint=hint or short(x)
        )

    def along(self, x: Value, axis: int, key: int | slice | list[int], hint: str = "") -> Value:
        axis = axis % x.rank
        return self.index(x, [*[slice(None)] * axis, key], hint)

    def split(self, x: Value, sizes: Sequence[int], axis: int) -> list[Value]:
        parts, start = [], 0
        for size in sizes:
            parts.append(self.along(x, axis, slice(start, start + size)))
            start += size
        return parts

    def concat(self, parts: Sequence[Value], axis: int) -> Value:
        if len(parts) == 1:
            return parts[0]
        axis = axis % parts[0].rank
        names = ", ".join("{%d}" % place for place in range(len(parts)))
        array = np.concatenate([part.array for part in parts], axis)
        return self.recording.emit(
            f"concat({names}, axis={axis})", *parts, array=array, hint="joined"
        )

    def stack(self, parts: Sequence[Value], axis: int) -> Value:
        axis = axis % (parts[0].rank + 1)
        if len(parts) == 1:
            return self.reshape(parts[0], np.expand_dims(parts[0].array, axis).shape)
        names = ", ".join("{%d}" % place for place in range(len(parts)))
        array = np.stack([part.array for part in parts], axis)
        return self.recording.emit(
            f"stack({names}, axis={axis})", *parts, array=array, hint="stacked"
        )

    def pad(self, x: Value, pairs: Sequence[tuple[int, int]], fill: float = 0) -> Value:
        if any(amount < 0 for pair in pairs for amount in pair):
            keys = [
                slice(max(0, -before), extent + min(0, after))
                for (before, after), extent in zip(pairs, x.shape, strict=True)
            ]
            x = self.index(x, keys)
            pairs = [(max(0, before), max(0, after)) for before, after in pairs]
        if not any(amount for pair in pairs for amount in pair):
            return x
        if fill != 0:
            raise NoCounterpart("only zeros are padded with")
        text = "[" + ", ".join(f"[{before}, {after}]" for before, after in pairs) + "]"
        array = np.pad(x.array, list(pairs))
        return self._moved("pad({0}, %s)" % text, x, array)

    # Over axes

    def reduce(
        self,
        function: str,
        x: Value,
        axes: Sequence[int] | None,
        keepdims: bool,
        array: Array,
        extra: str = "",
    ) -> Value:
        """`sum(x, axis=[0, 1], keepdims=true)`; without axes, or with all of them, of all entries."""
        chosen = sorted({axis % x.rank for axis in axes}) if axes and x.rank else []
        words = "{0}"
        if chosen and (len(chosen) < x.rank or keepdims):
            words += f", axis={chosen[0]}" if len(chosen) == 1 else f", axis={brackets(chosen)}"
        if keepdims and x.rank:
            words += ", keepdims=true"
        return self.recording.emit(f"{function}({words}{extra})", x, array=array, hint=function)

    # Products

    def matmul(self, a: Value, b: Value, array: Array) -> Value:
        return self.recording.emit("{0} @ {1}", a, b, array=array, hint="product")

    def linear(self, x: Value, weight: Value, bias: Value | None, array: Array) -> Value:
        """x Wᵀ + b, with the weight as PyTorch keeps it."""
        if bias is None:
            return self.recording.emit("{0} @ {1}.T", x, weight, array=array, hint="linear")
        template = "affine({0}, {1}.T, {2})" if x.rank <= 2 else "{0} @ {1}.T + {2}"
        return self.recording.emit(template, x, weight, bias, array=array, hint="linear")

    # Images

    def conv2d(
        self,
        x: Value,
        weight: Value,
        bias: Value | None,
        array: Array,
        *,
        stride: Sequence[int],
        padding: Sequence[tuple[int, int]],
        dilation: Sequence[int],
        groups: int,
    ) -> Value:
        """A convolution over two axes; depthwise and grouped ones are joined from several.

        Dilated filters are larger ones with zeros between their entries.
        """
        weight = self.spread(weight, {weight.rank - 2: dilation[0], weight.rank - 1: dilation[1]})
        margins = {amount for pair in padding for amount in pair}
        equal = len(margins) == 1 and min(margins) >= 0
        if not equal:
            x = self.pad(
                x, [(0, 0)] * (x.rank - 2) + [(before, after) for before, after in padding]
            )
        margin = padding[0][0] if equal else 0
        if groups == 1:
            return self._conv2d(x, weight, bias, array, stride, margin)
        channel = x.rank - 3
        inputs, outputs = x.shape[channel] // groups, weight.shape[0] // groups
        parts = []
        for group in range(groups):
            rows = slice(group * outputs, (group + 1) * outputs)
            part = np.take(array, range(rows.start, rows.stop), axis=channel)
            parts.append(
                self._conv2d(
                    self.along(x, channel, slice(group * inputs, (group + 1) * inputs)),
                    self.along(weight, 0, rows),
                    None if bias is None else self.along(bias, 0, rows),
                    part,
                    stride,
                    margin,
                )
            )
        return self.concat(parts, channel)

    def _conv2d(
        self,
        x: Value,
        weight: Value,
        bias: Value | None,
        array: Array,
        stride: Sequence[int],
        margin: int,
    ) -> Value:
        """Where the strides are not equal, the convolution goes in steps that both can be made of."""
        step = math.gcd(*stride)
        skips = [each // step for each in stride]
        operands = [x, weight] if bias is None else [x, weight, bias]
        text = "conv2d(" + ", ".join("{%d}" % place for place in range(len(operands)))
        text += f", stride={step}" if step != 1 else ""
        text += f", padding={margin}" if margin else ""
        whole = array
        if skips != [1, 1]:
            whole = _convolved(
                x.array, weight.array, None if bias is None else bias.array, step, margin
            )
        made = self.recording.emit(text + ")", *operands, array=whole, hint="conv")
        if skips == [1, 1]:
            return made
        return self.index(
            made, [slice(None)] * (made.rank - 2) + [slice(None, None, s) for s in skips]
        )

    def transposed_conv2d(
        self,
        x: Value,
        weight: Value,
        bias: Value | None,
        array: Array,
        *,
        stride: Sequence[int],
        padding: Sequence[tuple[int, int]],
        dilation: Sequence[int],
        groups: int,
    ) -> Value:
        """What a convolution's input gets back: a convolution of the spread image with the turned filters.

        - weight: the filters as frameworks keep them, inputs first.
        - padding: what is cut off at each side; less than nothing is rows of zeros more.
        """
        inputs = weight.shape[0] // groups
        turned = [slice(None), slice(None), slice(None, None, -1), slice(None, None, -1)]
        parts = []
        for group in range(groups):
            part = self.along(weight, 0, slice(group * inputs, (group + 1) * inputs))
            parts.append(self.index(self.swap(part, 0, 1), turned))
        reach = [d * (extent - 1) for d, extent in zip(dilation, weight.shape[2:], strict=True)]
        margins = [
            (far - before, far - after) for far, (before, after) in zip(reach, padding, strict=True)
        ]
        return self.conv2d(
            self.spread(x, {x.rank - 2: stride[0], x.rank - 1: stride[1]}),
            self.concat(parts, 0), bias, array,
            stride=[1, 1], padding=margins, dilation=dilation, groups=groups,
        )  # fmt: skip

    def spread(self, x: Value, steps: Mapping[int, int]) -> Value:
        """Zeros between the entries along some axes, so that each step leads from one to the next."""
        for axis, step in steps.items():
            extent = x.shape[axis]
            if step == 1 or extent == 1:
                continue
            apart = self.expand_dims(x, axis + 1)
            pairs = [(0, 0)] * apart.rank
            pairs[axis + 1] = (0, step - 1)
            shape = list(x.shape)
            shape[axis] = extent * step
            joined = self.reshape(self.pad(apart, pairs), shape)
            # Nothing stands behind the last one.
            x = self.along(joined, axis, slice(0, (extent - 1) * step + 1))
        return x

    def pool(
        self,
        kind: str,
        x: Value,
        array: Array,
        window: Sequence[int],
        stride: Sequence[int],
        padding: Sequence[int],
    ) -> Value:
        if len({*window}) != 1 or len({*stride}) != 1 or len({*padding}) != 1:
            raise NoCounterpart("the language pools with square windows and equal strides")
        words = f", {window[0]}"
        if stride[0] != window[0]:
            words += f", stride={stride[0]}"
        if padding[0]:
            words += f", padding={padding[0]}"
        return self.recording.emit(f"{kind}({{0}}{words})", x, array=array, hint="pool")

    # Normalization

    def shaped_for_channels(self, v: Value, rank: int) -> Value:
        """A vector with one entry for each channel, so that it fits (N, C, …)."""
        return self.reshape(v, [-1] + [1] * (rank - 2)) if rank > 2 else v

    def batch_norm_fixed(
        self,
        x: Value,
        gamma: Value | None,
        beta: Value | None,
        mean: Value,
        variance: Value,
        eps: float,
        array: Array,
    ) -> Value:
        """batch_norm by running statistics, as a trained network uses it."""
        template, operands = "({0} - {1}) / sqrt({2} + {3})", [x]
        operands += [self.shaped_for_channels(v, x.rank) for v in (mean, variance)]
        parts: list[Operand] = [*operands, eps]
        if gamma is not None:
            template += " * {4}"
            parts.append(self.shaped_for_channels(gamma, x.rank))
        if beta is not None:
            template += " + {%d}" % len(parts)
            parts.append(self.shaped_for_channels(beta, x.rank))
        return self.recording.emit(template, *parts, array=array, hint="normalized")

    def normalize(
        self,
        function: str,
        x: Value,
        gamma: Value | None,
        beta: Value | None,
        eps: float,
        array: Array,
    ) -> Value:
        """`layer_norm`, `batch_norm` or `rms_norm`, with what there is of gamma and beta."""
        if beta is not None and gamma is None:
            raise NoCounterpart("a normalization with beta and without gamma has no counterpart")
        operands: list[Value] = [v for v in (x, gamma, beta) if v is not None]
        names = ", ".join("{%d}" % place for place in range(len(operands)))
        words = "" if eps == 1e-5 else f", eps={eps!r}"
        return self.recording.emit(
            f"{function}({names}{words})", *operands, array=array, hint="norm"
        )

    # Losses

    def scaled(self, template: str, *operands: Operand, array: Array, factor: float) -> Value:
        """A loss of the language times a number, where a framework averages over something else."""
        if factor != 1:
            template = "{%d} * %s" % (len(operands), template)
            operands = (*operands, factor)
        return self.recording.emit(template, *operands, array=array, hint="loss")

    def chosen_nll(self, logp: Value, target: Value, weights: Array | None, array: Array) -> Value:
        """−Σ w · logp at the target's class, with any weight for each row; (N, C) and (N)."""
        rows, classes = logp.shape
        picks = np.zeros((rows, classes))
        labels = target.array.astype(int)
        for row, label in enumerate(labels):
            if 0 <= label < classes:
                picks[row, label] = 1 if weights is None else weights[row]
        mask = self.recording.constant(picks, "target_weights")
        return self.recording.emit("-sum({0} * {1})", mask, logp, array=array, hint="loss")


def short(x: Value) -> str:
    """What a value that was moved is called after."""
    return x.hint.rsplit(".", 1)[-1] or "x"


def _slice_text(start: int, stop: int, step: int, extent: int) -> str:
    if step > 0:
        text = ("" if start == 0 else str(start)) + ":" + ("" if stop >= extent else str(stop))
    else:
        text = ("" if start == extent - 1 else str(start)) + ":" + ("" if stop < 0 else str(stop))
    return text if step == 1 else f"{text}:{step}"


def _convolved(x: Array, weight: Array, bias: Array | None, step: int, margin: int) -> Array:
    """A convolution over the last two axes in numbers."""
    room = [(0, 0)] * (x.ndim - 2) + [(margin, margin)] * 2
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, room), weight.shape[2:], (-2, -1))
    made = np.einsum("...cxyhw,ochw->...oxy", windows[..., ::step, ::step, :, :], weight)
    made = made if bias is None else made + bias[:, None, None]
    return np.asarray(made, x.dtype)
