"""Operations on each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NoCounterpart
from ..recording import Operand, Value
from ..rules import Rule
from ..tensorops import BINARY, UNARY
from .table import RULES, array_of, rule

if TYPE_CHECKING:
    from ..torchreader import Reader


def _unary(name: str) -> Rule:
    def write(r: Reader, out: Any, x: Value, *_: Any) -> Value:
        return r.ops.unary(name, x, array_of(out))

    return write


for _torch_name in UNARY:
    RULES[_torch_name] = _unary(_torch_name)
RULES["absolute"] = RULES["abs"]
RULES["negative"] = RULES["neg"]
RULES["special_erf"] = RULES["erf"]
RULES["special_expit"] = RULES["sigmoid"]


@rule("gelu")
def _gelu(r: Reader, out: Any, x: Value, *, approximate: str = "none") -> Value:
    return r.ops.unary("gelu" if approximate == "none" else "gelu_tanh", x, array_of(out), "gelu")


@rule("softplus")
def _softplus(r: Reader, out: Any, x: Value, beta: float = 1, threshold: float = 20) -> Value:
    if beta == 1:
        return r.ops.unary("softplus", x, array_of(out))
    return r.recording.emit(
        "softplus({1} * {0}) / {1}", x, beta, array=array_of(out), hint="softplus"
    )


@rule("leaky_relu")
def _leaky_relu(r: Reader, out: Any, x: Value, slope: float = 0.01) -> Value:
    words = "" if slope == 0.01 else f", slope={slope!r}"
    return r.recording.emit("leaky_relu({0}%s)" % words, x, array=array_of(out), hint="leaky_relu")


@rule("elu")
def _elu(
    r: Reader, out: Any, x: Value, alpha: float = 1, scale: float = 1, input_scale: float = 1
) -> Value:
    if input_scale != 1:
        raise NoCounterpart("elu with an input scale has no counterpart")
    words = "" if alpha == 1 else f", alpha={alpha!r}"
    text = "elu({0}%s)" % words
    return r.ops.scaled(text, x, array=array_of(out), factor=scale)


@rule("selu")
def _selu(r: Reader, out: Any, x: Value) -> Value:
    return _elu(r, out, x, 1.6732632423543772, 1.0507009873554805)


@rule("hardtanh")
def _hardtanh(r: Reader, out: Any, x: Value, low: float = -1, high: float = 1) -> Value:
    if (low, high) == (-1, 1):
        return r.recording.emit("hardtanh({0})", x, array=array_of(out), hint="hardtanh")
    if (low, high) == (0, 6):
        return r.ops.unary("relu6", x, array_of(out))
    return r.ops.clip(x, low, high, array_of(out))


@rule("clamp", "clip")
def _clamp(r: Reader, out: Any, x: Value, min: Any = None, max: Any = None) -> Value:
    if isinstance(min, Value) and min.rank or isinstance(max, Value) and max.rank:
        raise NoCounterpart("clamp takes bounds that are numbers")
    low = min.array.item() if isinstance(min, Value) else min
    high = max.array.item() if isinstance(max, Value) else max
    return r.ops.clip(x, low, high, array_of(out))


@rule("clamp_min")
def _clamp_min(r: Reader, out: Any, x: Value, low: float) -> Value:
    return _clamp(r, out, x, low, None)


@rule("clamp_max")
def _clamp_max(r: Reader, out: Any, x: Value, high: float) -> Value:
    return _clamp(r, out, x, None, high)


def _binary(name: str) -> Rule:
    def write(r: Reader, out: Any, a: Operand, b: Operand, **_: Any) -> Value:
        return r.ops.binary(name, a, b, array_of(out))

    return write


for _torch_name in BINARY:
    RULES[_torch_name] = _binary(_torch_name)
RULES["logical_and"] = RULES["bitwise_and"] = RULES["mul"]
RULES["true_divide"] = RULES["div"]


@rule("add")
def _add(r: Reader, out: Any, a: Operand, b: Operand, *, alpha: float = 1) -> Value:
    if alpha != 1:
        return r.recording.emit("{0} + {2} * {1}", a, b, alpha, array=array_of(out), hint="sum")
    return r.ops.binary("add", a, b, array_of(out), "sum")


@rule("sub", "subtract")
def _sub(r: Reader, out: Any, a: Operand, b: Operand, *, alpha: float = 1) -> Value:
    if alpha != 1:
        return r.recording.emit(
            "{0} - {2} * {1}", a, b, alpha, array=array_of(out), hint="difference"
        )
    return r.ops.binary("sub", a, b, array_of(out), "difference")


@rule("rsub")
def _rsub(r: Reader, out: Any, a: Operand, b: Operand, alpha: float = 1) -> Value:
    return _sub(r, out, b, a, alpha=alpha)


@rule("div")
def _div(r: Reader, out: Any, a: Operand, b: Operand, *, rounding_mode: Any = None) -> Value:
    if rounding_mode is not None:
        raise NoCounterpart("a division that rounds has no counterpart")
    return r.ops.binary("div", a, b, array_of(out), "quotient")


@rule("mul", "multiply")
def _mul(r: Reader, out: Any, a: Operand, b: Operand) -> Value:
    return r.ops.binary("mul", a, b, array_of(out), "product")


@rule("addcmul")
def _addcmul(r: Reader, out: Any, x: Value, a: Value, b: Value, *, value: float = 1) -> Value:
    return r.recording.emit("{0} + {3} * {1} * {2}", x, a, b, value, array=array_of(out))


@rule("lerp")
def _lerp(r: Reader, out: Any, a: Value, b: Value, weight: Operand) -> Value:
    return r.recording.emit("{0} + {2} * ({1} - {0})", a, b, weight, array=array_of(out))


@rule("logaddexp")
def _logaddexp(r: Reader, out: Any, a: Value, b: Value) -> Value:
    return r.recording.emit("{0} + softplus({1} - {0})", a, b, array=array_of(out))


@rule("bitwise_not", "logical_not")
def _not(r: Reader, out: Any, x: Value) -> Value:
    return r.recording.emit("{0} == 0", x, array=array_of(out), hint="mask")


@rule("where")
def _where(r: Reader, out: Any, condition: Value, a: Operand, b: Operand) -> Value:
    return r.ops.where(condition, a, b, array_of(out))


@rule("masked_fill")
def _masked_fill(r: Reader, out: Any, x: Value, mask: Value, fill: Operand) -> Value:
    return r.ops.where(mask, fill, x, array_of(out))


@rule("to", "_to_copy", "type_as", "float", "double", "to_dtype")
def _to(r: Reader, out: Any, x: Value, *_: Any, **__: Any) -> Value:
    if not out.is_floating_point() and x.array.dtype.kind == "f":
        if x.is_live:
            raise NoCounterpart("numbers are rounded to whole ones")
        return r.recording.constant(array_of(out))
    return x


@rule("dropout", "native_dropout", "feature_dropout")
def _dropout(r: Reader, out: Any, x: Value, p: float, train: bool) -> Value:
    if not train or p == 0:
        return x
    # As PyTorch draws it for ones: the state of its generator was put back before.
    dropped = array_of(out)
    with np.errstate(divide="ignore", invalid="ignore"):
        mask = np.where(x.array == 0, 0, np.where(dropped == 0, 0.0, 1 / (1 - p)))
    if np.any(x.array == 0):
        # Where x is 0 the result does not tell; no gradient could be checked there.
        raise NoCounterpart("dropout of a zero cannot be followed: call model.eval()")
    noise = r.recording.constant(mask.astype(dropped.dtype), "dropout_mask")
    return r.ops.binary("mul", x, noise, dropped, "dropped")
