"""How each operator of ONNX is written in the graph language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .errors import NoCounterpart
from .recording import Value
from .rules import Rule, Rules
from .tensorops import TensorOps

#: Operators that are worked out at once; whether they may be given what has a gradient.
FOLDED: dict[str, bool] = {
    "Constant": True,
    "ConstantOfShape": True,
    "Shape": True,
    "Size": True,
    "Range": True,
    "ArgMin": True,
    "NonZero": True,
    "EyeLike": True,
    "Floor": False,
    "Ceil": False,
    "Round": False,
    "Mod": False,
    "OneHot": False,
    "Trilu": False,
    "And": True,
    "Or": True,
    "Xor": True,
    "GatherND": False,
    "ScatterND": False,
    "CumSum": False,
}

#: A rule takes the operations, ONNX's results, the operands (None where one is left out) and the
#: node's attributes.
RULES = Rules()
rule = RULES.enter


_UNARY = {
    "Relu": "relu",
    "Exp": "exp",
    "Log": "log",
    "Sqrt": "sqrt",
    "Abs": "abs",
    "Sin": "sin",
    "Cos": "cos",
    "Tanh": "tanh",
    "Erf": "erf",
    "Sigmoid": "sigmoid",
    "Softplus": "softplus",
    "Softsign": "softsign",
    "Mish": "mish",
    "Neg": "neg",
    "Reciprocal": "reciprocal",
}


def _unary(name: str) -> Rule:
    return lambda ops, out, v, a: ops.unary(name, v[0], out[0])


for _operator, _name in _UNARY.items():
    RULES[_operator] = _unary(_name)

_BINARY = {
    "Add": ("add", "sum"),
    "Sub": ("sub", "difference"),
    "Mul": ("mul", "product"),
    "Div": ("div", "quotient"),
    "Pow": ("pow", "power"),
    "Equal": ("eq", "mask"),
    "Less": ("lt", "mask"),
    "LessOrEqual": ("le", "mask"),
    "Greater": ("gt", "mask"),
    "GreaterOrEqual": ("ge", "mask"),
}


def _binary(name: str, hint: str) -> Rule:
    return lambda ops, out, v, a: ops.binary(name, v[0], v[1], out[0], hint)


for _operator, (_name, _hint) in _BINARY.items():
    RULES[_operator] = _binary(_name, _hint)


def _chain(name: str) -> Rule:
    """Operators of any number of operands, two by two."""

    def write(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
        made = v[0]
        for each in v[1:]:
            numbers = {"add": np.add, "maximum": np.maximum, "minimum": np.minimum}[name]
            made = ops.binary(name, made, each, numbers(made.array, each.array))
        return made

    return write


RULES["Sum"], RULES["Max"], RULES["Min"] = _chain("add"), _chain("maximum"), _chain("minimum")


def _ints(v: Sequence[Any], place: int, a: dict[str, Any], name: str) -> list[int] | None:
    """Whole numbers from an operand, or from an attribute in older versions."""
    if len(v) > place and v[place] is not None:
        return [int(each) for each in v[place].array.reshape(-1)]
    found = a.get(name)
    return None if found is None else [int(each) for each in np.atleast_1d(found)]


@rule("Gelu")
def _gelu(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    tanh = a.get("approximate", b"none") == b"tanh"
    return ops.unary("gelu_tanh" if tanh else "gelu", v[0], out[0], "gelu")


@rule("LeakyRelu")
def _leaky_relu(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    slope = float(str(np.float32(a.get("alpha", 0.01))))
    text = "leaky_relu({0}, slope=%r)" % slope
    return ops.recording.emit(text, v[0], array=out[0], hint="leaky_relu")


@rule("Elu")
def _elu(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    text = "elu({0}, alpha=%r)" % float(a.get("alpha", 1.0))
    return ops.recording.emit(text, v[0], array=out[0], hint="elu")


@rule("Selu")
def _selu(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    alpha, scale = float(a.get("alpha", 1.67326319)), float(a.get("gamma", 1.05070102))
    text = "{1} * elu({0}, alpha=%r)" % alpha
    return ops.recording.emit(text, v[0], scale, array=out[0], hint="selu")


@rule("HardSigmoid")
def _hard_sigmoid(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    alpha, beta = float(a.get("alpha", 0.2)), float(a.get("beta", 0.5))
    text = "clip({1} * {0} + {2}, 0, 1)"
    return ops.recording.emit(text, v[0], alpha, beta, array=out[0], hint="hard_sigmoid")


@rule("Clip")
def _clip(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    low, high = (
        float(v[place].array) if len(v) > place and v[place] is not None else None
        for place in (1, 2)
    )
    return ops.clip(v[0], low, high, out[0])


@rule("Where")
def _where(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.where(v[0], v[1], v[2], out[0])


@rule("Not")
def _not(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.recording.emit("{0} == 0", v[0], array=out[0], hint="mask")


@rule("Identity", "Dropout", "Cast", "CastLike")
def _same(ops: TensorOps, out: Any, v: Any, a: Any) -> Any:
    if out[0].dtype.kind != "f":
        raise NoCounterpart("numbers are rounded to whole ones")
    if len(v) > 2 and v[2] is not None and bool(v[2].array):
        raise NoCounterpart("dropout in training draws at random: export the model for inference")
    return [v[0], *(ops.recording.constant(each) for each in out[1:])]


@rule("Reshape", "Flatten")
def _reshape(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.reshape(v[0], out[0].shape)


@rule("Squeeze")
def _squeeze(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    axes = _ints(v, 1, a, "axes")
    return ops.squeeze(v[0], list(range(v[0].rank)) if axes is None else axes)


@rule("Unsqueeze")
def _unsqueeze(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    axes = _ints(v, 1, a, "axes") or []
    return ops.expand_dims(v[0], axes[0]) if len(axes) == 1 else ops.reshape(v[0], out[0].shape)


@rule("Transpose")
def _transpose(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.permute(v[0], a.get("perm", list(range(v[0].rank))[::-1]))


@rule("Expand")
def _expand(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.broadcast(v[0], out[0].shape)


@rule("Concat")
def _concat(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.concat([each for each in v if each.array.size], a["axis"])


@rule("Split")
def _split(ops: TensorOps, out: Any, v: Any, a: Any) -> list[Value]:
    axis = a.get("axis", 0)
    return ops.split(v[0], [each.shape[axis] for each in out], axis)


@rule("Slice")
def _slice(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    x = v[0]
    starts, ends = _ints(v, 1, a, "starts") or [], _ints(v, 2, a, "ends") or []
    axes = _ints(v, 3, a, "axes") or list(range(len(starts)))
    steps = _ints(v, 4, a, "steps") or [1] * len(starts)
    keys = [slice(None)] * x.rank
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        open_end = step < 0 and end < -x.shape[axis]
        keys[axis] = slice(start, None if open_end else end, step)
    return ops.index(x, keys)


@rule("Gather")
def _gather(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    x, indices, axis = v[0], v[1], a.get("axis", 0) % max(1, v[0].rank)
    if indices.rank == 0:
        return ops.along(x, axis, int(indices.array))
    if axis == 0 and np.all(indices.array >= 0):
        return ops.recording.emit("embedding({0}, {1})", x, indices, array=out[0], hint="embedded")
    taken = ops.along(x, axis, [int(each) for each in indices.array.reshape(-1)])
    return ops.reshape(taken, out[0].shape)


@rule("Pad")
def _pad(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    if a.get("mode", b"constant") != b"constant":
        raise NoCounterpart("padding with anything but a constant")
    pads = _ints(v, 1, a, "pads") or []
    axes = _ints(v, 3, a, "axes") or list(range(v[0].rank))
    fill = float(v[2].array) if len(v) > 2 and v[2] is not None else 0.0
    pairs = [(0, 0)] * v[0].rank
    for place, axis in enumerate(axes):
        pairs[axis] = (pads[place], pads[place + len(axes)])
    return ops.pad(v[0], pairs, fill)


def _reduction(function: str) -> Rule:
    def write(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
        axes = _ints(v, 1, a, "axes")
        if not axes and a.get("noop_with_empty_axes", 0):
            return v[0]
        return ops.reduce(function, v[0], axes, bool(a.get("keepdims", 1)), out[0])

    return write


for _operator, _name in {
    "ReduceSum": "sum",
    "ReduceMean": "mean",
    "ReduceMax": "max",
    "ReduceMin": "min",
    "ReduceProd": "prod",
    "ReduceLogSumExp": "logsumexp",
    "ReduceL2": "norm",
}.items():
    RULES[_operator] = _reduction(_name)


@rule("ReduceSumSquare")
def _reduce_sum_square(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    square = ops.unary("square", v[0], np.square(v[0].array))
    return RULES["ReduceSum"](ops, out, [square, *v[1:]], a)


@rule("ArgMax")
def _argmax(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.reduce("argmax", v[0], [a.get("axis", 0)], bool(a.get("keepdims", 1)), out[0])


def _along_axis(function: str) -> Rule:
    def write(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
        axis = a.get("axis", -1)
        words = "" if axis in (-1, v[0].rank - 1) else f", axis={axis}"
        return ops.recording.emit(f"{function}({{0}}{words})", v[0], array=out[0], hint=function)

    return write


RULES["Softmax"], RULES["LogSoftmax"] = _along_axis("softmax"), _along_axis("log_softmax")


@rule("MatMul")
def _matmul(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.matmul(v[0], v[1], out[0])


@rule("Gemm")
def _gemm(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    left = ops.swap(v[0], 0, 1) if a.get("transA", 0) else v[0]
    bias = v[2] if len(v) > 2 else None
    alpha, beta = float(a.get("alpha", 1.0)), float(a.get("beta", 1.0))
    if alpha == 1 and beta == 1 and bias is not None and bias.rank == 1:
        if a.get("transB", 0):
            return ops.linear(left, v[1], bias, out[0])
        return ops.recording.emit(
            "affine({0}, {1}, {2})", left, v[1], bias, array=out[0], hint="affine"
        )
    right = ops.swap(v[1], 0, 1) if a.get("transB", 0) else v[1]
    text = "{0} @ {1}" if alpha == 1 else "{3} * ({0} @ {1})"
    text += "" if bias is None else " + {2}" if beta == 1 else " + {4} * {2}"
    return ops.recording.emit(
        text, left, right, 0 if bias is None else bias, alpha, beta, array=out[0], hint="product"
    )


@rule("Einsum")
def _einsum(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    equation = a["equation"].decode().replace(" ", "")
    if "." in equation:
        raise NoCounterpart("einsum with dots has no counterpart")
    names = ", ".join("{%d}" % place for place in range(len(v)))
    return ops.recording.emit(f'einsum("{equation}", {names})', *v, array=out[0], hint="product")


def _pads(x: Value, a: dict[str, Any], window: Sequence[int], stride: Sequence[int]) -> list[Any]:
    kind = a.get("auto_pad", b"NOTSET")
    if kind in (b"NOTSET", b""):
        pads = a.get("pads", [0] * (2 * len(window)))
        return list(zip(pads[: len(window)], pads[len(window) :], strict=True))
    if kind == b"VALID":
        return [(0, 0)] * len(window)
    pairs = []
    for extent, size, step in zip(x.shape[2:], window, stride, strict=True):
        total = max(0, (-(-extent // step) - 1) * step + size - extent)
        less = total // 2
        pairs.append((less, total - less) if kind == b"SAME_UPPER" else (total - less, less))
    return pairs


@rule("Conv")
def _conv(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    x, w, bias = v[0], v[1], v[2] if len(v) > 2 else None
    if w.rank not in (3, 4):
        raise NoCounterpart("a convolution over one axis or two only")
    window = w.shape[2:]
    stride = a.get("strides", [1] * len(window))
    pads = _pads(x, a, window, stride)
    spread = a.get("dilations", [1] * len(window))
    result = out[0]
    if w.rank == 3:
        x, w, result = ops.expand_dims(x, -2), ops.expand_dims(w, -2), np.expand_dims(result, -2)
        stride, pads, spread = [stride[0]] * 2, [(0, 0), *pads], [1, *spread]
    made = ops.conv2d(
        x, w, bias, result, stride=stride, padding=pads, dilation=spread, groups=a.get("group", 1)
    )
    return ops.squeeze(made, [made.rank - 2]) if len(window) == 1 else made


@rule("ConvTranspose")
def _transposed(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    x, w, bias = v[0], v[1], v[2] if len(v) > 2 else None
    if w.rank not in (3, 4):
        raise NoCounterpart("a convolution over one axis or two only")
    if a.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID") or "output_shape" in a:
        raise NoCounterpart("a transposed convolution whose padding follows from its output")
    axes = w.rank - 2
    stride, spread = a.get("strides", [1] * axes), a.get("dilations", [1] * axes)
    pads, more = a.get("pads", [0] * 2 * axes), a.get("output_padding", [0] * axes)
    cut = [(pads[axis], pads[axis + axes] - more[axis]) for axis in range(axes)]
    result = out[0]
    if axes == 1:
        x, w, result = ops.expand_dims(x, -2), ops.expand_dims(w, -2), np.expand_dims(result, -2)
        stride, spread, cut = [1, *stride], [1, *spread], [(0, 0), *cut]
    made = ops.transposed_conv2d(
        x, w, bias, result, stride=stride, padding=cut, dilation=spread, groups=a.get("group", 1)
    )
    return ops.squeeze(made, [made.rank - 2]) if axes == 1 else made


def _pooling(kind: str) -> Rule:
    def write(ops: TensorOps, out: Any, v: Any, a: Any) -> Any:
        window = a["kernel_shape"]
        stride = a.get("strides", [1] * len(window))
        if len(window) != 2 or a.get("ceil_mode", 0) or any(d != 1 for d in a.get("dilations", [])):
            raise NoCounterpart("pooling over two axes without ceil_mode and dilation only")
        pads = _pads(v[0], a, window, stride)
        if any(before != after for before, after in pads):
            raise NoCounterpart("pooling with unequal padding")
        margins = [before for before, _ in pads]
        if kind == "avg_pool2d" and any(margins) and not a.get("count_include_pad", 0):
            raise NoCounterpart("pooling that does not count its padding")
        made = ops.pool(kind, v[0], out[0], window, stride, margins)
        return [made, *(ops.recording.constant(each) for each in out[1:])]

    return write


RULES["MaxPool"], RULES["AveragePool"] = _pooling("max_pool2d"), _pooling("avg_pool2d")


@rule("GlobalAveragePool")
def _global_average(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.reduce("mean", v[0], list(range(2, v[0].rank)), True, out[0])


@rule("GlobalMaxPool")
def _global_max(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    return ops.reduce("max", v[0], list(range(2, v[0].rank)), True, out[0])


@rule("BatchNormalization")
def _batch_norm(ops: TensorOps, out: Any, v: Any, a: Any) -> Value:
    if a.get("training_mode", 0):
        raise NoCounterpart("batch normalization in training: export the model for inference")
    eps = float(str(np.float32(a.get("epsilon", 1e-5))))
    for each in v[3:5]:
        # Running statistics are no parameters.
        each.role, each.is_live = "const", False
    return ops.batch_norm_fixed(v[0], v[1], v[2], v[3], v[4], eps, out[0])


@rule("LayerNormalization")
def _layer_norm(ops: TensorOps, out: Any, v: Any, a: Any) -> Any:
    if a.get("axis", -1) not in (-1, v[0].rank - 1):
        raise NoCounterpart("layer normalization over the last axis only")
    eps = float(str(np.float32(a.get("epsilon", 1e-5))))
    beta = v[2] if len(v) > 2 else None
    made = ops.normalize("layer_norm", v[0], v[1], beta, eps, out[0])
    return [made, *(ops.recording.constant(each) for each in out[1:])]


@rule("SoftmaxCrossEntropyLoss")
def _cross_entropy(ops: TensorOps, out: Any, v: Any, a: Any) -> Any:
    reduction = a.get("reduction", b"mean")
    if reduction == b"none" or len(v) > 2 or v[0].rank != 2 or "ignore_index" in a:
        raise NoCounterpart("a cross entropy of a matrix, without weights, with its mean or sum")
    factor = 1 if reduction == b"mean" else v[0].shape[0]
    made = ops.scaled("softmax_cross_entropy({0}, {1})", v[0], v[1], array=out[0], factor=factor)
    return [made, *(ops.recording.constant(each) for each in out[1:])]
