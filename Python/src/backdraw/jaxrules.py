"""How each primitive of JAX is written in the graph language."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .errors import NoCounterpart
from .recording import Value
from .rules import Rule, Rules
from .tensorops import BINARY, TensorOps

#: Primitives that call a jaxpr, and the parameter that has it.
CALLS = {
    "pjit": "jaxpr",
    "jit": "jaxpr",
    "closed_call": "call_jaxpr",
    "core_call": "call_jaxpr",
    "remat": "jaxpr",
    "checkpoint": "jaxpr",
    "custom_jvp_call": "call_jaxpr",
    "custom_vjp_call": "call_jaxpr",
    "custom_vjp_call_jaxpr": "fun_jaxpr",
}

#: A rule takes the operations, JAX's results, the operands and the primitive's parameters.
RULES = Rules()
rule = RULES.enter


_UNARY = {
    "exp": "exp",
    "log": "log",
    "log1p": "log1p",
    "expm1": "expm1",
    "exp2": "exp2",
    "sqrt": "sqrt",
    "rsqrt": "rsqrt",
    "abs": "abs",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "tanh": "tanh",
    "erf": "erf",
    "erfc": "erfc",
    "logistic": "sigmoid",
    "neg": "neg",
    "square": "square",
}


def _unary(name: str) -> Rule:
    return lambda ops, out, v, p: ops.unary(name, v[0], out[0])


for _primitive, _name in _UNARY.items():
    RULES[_primitive] = _unary(_name)


_BINARY = {
    "add": "add",
    "add_any": "add",
    "sub": "sub",
    "mul": "mul",
    "div": "div",
    "pow": "pow",
    "max": "maximum",
    "min": "minimum",
    "eq": "eq",
    "ne": "ne",
    "lt": "lt",
    "le": "le",
    "gt": "gt",
    "ge": "ge",
}
_HINTS = {"add": "sum", "add_any": "sum", "sub": "difference", "mul": "product", "div": "quotient"}


def _binary(primitive: str, name: str) -> Rule:
    hint = _HINTS.get(primitive, name)
    return lambda ops, out, v, p: ops.recording.emit(BINARY[name], *v, array=out[0], hint=hint)


for _primitive, _name in _BINARY.items():
    RULES[_primitive] = _binary(_primitive, _name)


@rule("integer_pow")
def _integer_pow(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.recording.emit("{0} ^ {1}", v[0], p["y"], array=out[0], hint="power")


@rule("select_n")
def _select_n(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    if len(v) != 3:
        raise NoCounterpart("a choice between more than two")
    condition = v[0].array
    if not v[0].is_data and condition.size and np.all(condition == condition.reshape(-1)[0]):
        # A choice that is made already, as `jnp.var` has one.
        chosen = v[2] if condition.reshape(-1)[0] else v[1]
        if chosen.shape == out[0].shape:
            return chosen
    return ops.where(v[0], v[2], v[1], out[0])


@rule("clamp")
def _clamp(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    low, x, high = v
    if low.rank or high.rank:
        raise NoCounterpart("clamp takes bounds that are numbers")
    return ops.clip(x, low.array.item(), high.array.item(), out[0])


@rule("convert_element_type", "copy", "copy_p", "optimization_barrier", "reduce_precision")
def _same(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    if v[0].array.dtype.kind == "f" and out[0].dtype.kind != "f":
        if v[0].is_live:
            raise NoCounterpart("numbers are rounded to whole ones")
        return ops.recording.constant(out[0])
    return v[0]


@rule("reshape")
def _reshape(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.reshape(v[0], out[0].shape)


@rule("squeeze")
def _squeeze(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.squeeze(v[0], list(p["dimensions"]))


@rule("expand_dims")
def _expand_dims(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.reshape(v[0], out[0].shape)


@rule("transpose")
def _transpose(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.permute(v[0], p["permutation"])


@rule("broadcast_in_dim")
def _broadcast_in_dim(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    x, shape, dims = v[0], p["shape"], p["broadcast_dimensions"]
    extents = [x.shape[dims.index(axis)] if axis in dims else 1 for axis in range(len(shape))]
    # Axes of one entry in front are added by broadcasting itself.
    if tuple(extents[len(shape) - x.rank :]) != x.shape:
        x = ops.reshape(x, extents)
    return ops.broadcast(x, shape)


@rule("concatenate")
def _concatenate(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.concat(v, p["dimension"])


@rule("slice")
def _slice(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    steps = p["strides"] or [1] * v[0].rank
    limits = zip(p["start_indices"], p["limit_indices"], steps, strict=True)
    return ops.index(v[0], [slice(start, stop, step) for start, stop, step in limits])


@rule("dynamic_slice")
def _dynamic_slice(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    keys = []
    for start, size, extent in zip(v[1:], p["slice_sizes"], v[0].shape, strict=True):
        first = min(max(int(start.array), 0), extent - size)
        keys.append(slice(first, first + size))
    return ops.index(v[0], keys)


@rule("split")
def _split(ops: TensorOps, out: Any, v: Any, p: Any) -> list[Value]:
    return ops.split(v[0], p["sizes"], p["axis"])


@rule("rev")
def _rev(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    turned = set(p["dimensions"])
    keys = [slice(None, None, -1 if axis in turned else 1) for axis in range(v[0].rank)]
    return ops.index(v[0], keys)


@rule("pad")
def _pad(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    if v[1].is_live:
        raise NoCounterpart("only zeros are padded with")
    fill = float(v[1].array)
    apart = {axis: inner + 1 for axis, (_, _, inner) in enumerate(p["padding_config"]) if inner}
    if apart and fill != 0:
        raise NoCounterpart("only zeros are padded with")
    pairs = [(before, after) for before, after, _ in p["padding_config"]]
    return ops.pad(ops.spread(v[0], apart), pairs, fill)


@rule("gather")
def _gather(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    x, indices = v
    if indices.is_live:
        raise NoCounterpart("an index that has a gradient")
    # Where each entry comes from, JAX says itself: by gathering the numbers of the places.
    import jax

    places = np.arange(x.array.size).reshape(x.shape)
    taken = np.asarray(
        jax.lax.gather_p.bind(
            jax.numpy.asarray(places), jax.numpy.asarray(indices.array), **{**p, "fill_value": -1}
        )
    )
    if np.any(taken < 0):
        raise NoCounterpart("an index out of range")
    row = math.prod(x.shape[1:])
    flat = taken.reshape(-1, row) if row and taken.size % row == 0 else taken.reshape(-1, 1)
    if (
        x.rank > 1
        and np.all(flat == flat[:, :1] + np.arange(row))
        and np.all(flat[:, 0] % row == 0)
    ):
        rows = flat[:, 0] // row
        if len(rows) == 1:
            return ops.reshape(ops.index(x, [int(rows[0])]), out[0].shape)
        picked = ops.recording.constant(rows, "rows")
        picked.is_data = True
        made = ops.recording.emit(
            "embedding({0}, {1})", x, picked, array=x.array[rows], hint="rows"
        )
        return ops.reshape(made, out[0].shape)
    entries = ops.reshape(x, [-1])
    if taken.size == 1:
        return ops.reshape(ops.index(entries, [int(taken.reshape(-1)[0])]), out[0].shape)
    made = ops.index(entries, [[int(place) for place in taken.reshape(-1)]])
    return ops.reshape(made, out[0].shape)


def _reduction(function: str) -> Rule:
    return lambda ops, out, v, p: ops.reduce(function, v[0], p["axes"], False, out[0])


for _primitive, _name in {
    "reduce_sum": "sum",
    "reduce_max": "max",
    "reduce_min": "min",
    "reduce_prod": "prod",
}.items():
    RULES[_primitive] = _reduction(_name)


@rule("argmax")
def _argmax(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.reduce("argmax", v[0], p["axes"], False, out[0])


@rule("cumsum")
def _cumsum(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    if p["reverse"]:
        raise NoCounterpart("cumsum from behind has no counterpart")
    return ops.recording.emit("cumsum({0}, %d)" % p["axis"], v[0], array=out[0], hint="cumsum")


@rule("dot_general")
def _dot_general(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    a, b = v
    (sum_a, sum_b), (batch_a, batch_b) = p["dimension_numbers"]
    if not batch_a and len(sum_a) == 1 and a.rank <= 2 and b.rank <= 2:
        # A matrix product, with factors turned where they lie across.
        left = a if sum_a[0] == a.rank - 1 else ops.swap(a, 0, 1)
        right = b if sum_b[0] == 0 else ops.swap(b, 0, 1)
        if left.rank == 1 and right.rank == 1:
            return ops.recording.emit("dot({0}, {1})", left, right, array=out[0], hint="dot")
        return ops.matmul(left, right, out[0])
    plain = list(range(len(batch_a)))
    if (
        list(batch_a) == list(batch_b) == plain
        and len(sum_a) == 1
        and a.rank == b.rank == len(plain) + 2
    ):
        left = a if sum_a[0] == a.rank - 1 else ops.swap(a, -2, -1)
        right = b if sum_b[0] == b.rank - 2 else ops.swap(b, -2, -1)
        return ops.matmul(left, right, out[0])
    letters = iter("abcdefghijklmnopqrstuvwxyz")
    names_a = [next(letters) for _ in range(a.rank)]
    names_b = [""] * b.rank
    for i, j in zip([*batch_a, *sum_a], [*batch_b, *sum_b], strict=True):
        names_b[j] = names_a[i]
    names_b = [name or next(letters) for name in names_b]
    result = [names_a[i] for i in batch_a]
    result += [name for i, name in enumerate(names_a) if i not in {*batch_a, *sum_a}]
    result += [name for j, name in enumerate(names_b) if j not in {*batch_b, *sum_b}]
    text = f"{''.join(names_a)},{''.join(names_b)}->{''.join(result)}"
    return ops.recording.emit(f'einsum("{text}", {{0}}, {{1}})', a, b, array=out[0], hint="product")


@rule("conv_general_dilated")
def _conv(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    numbers = p["dimension_numbers"]
    if len(numbers.lhs_spec) != 4:
        raise NoCounterpart("a convolution over two axes only")
    if p["batch_group_count"] != 1:
        raise NoCounterpart("a convolution by groups of the batch has no counterpart")
    x, w = ops.permute(v[0], numbers.lhs_spec), ops.permute(v[1], numbers.rhs_spec)
    # A transposed convolution takes an image with zeros between its entries.
    x = ops.spread(x, {2: p["lhs_dilation"][0], 3: p["lhs_dilation"][1]})
    made = ops.conv2d(
        x, w, None, out[0].transpose(numbers.out_spec),
        stride=p["window_strides"], padding=[tuple(pair) for pair in p["padding"]],
        dilation=p["rhs_dilation"], groups=p["feature_group_count"],
    )  # fmt: skip
    return ops.permute(made, [int(axis) for axis in np.argsort(numbers.out_spec)])


def _window(kind: str) -> Rule:
    def write(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
        x = v[0]
        window, steps, padding = p["window_dimensions"], p["window_strides"], p["padding"]
        axes = [axis for axis, extent in enumerate(window) if extent != 1]
        if x.rank != 4 or len(axes) != 2 or any(s != 1 for s in p["window_dilation"]):
            raise NoCounterpart("pooling over two axes of four only")
        if any(before != after for before, after in padding):
            raise NoCounterpart("pooling with unequal padding")
        order = [axis for axis in range(4) if axis not in axes] + axes
        size = [window[axis] for axis in axes]
        moved = out[0].transpose(order)
        scale = size[0] * size[1] if kind == "avg_pool2d" else 1
        made = ops.pool(
            kind, ops.permute(x, order), moved / scale, size,
            [steps[axis] for axis in axes], [padding[axis][0] for axis in axes],
        )  # fmt: skip
        if scale != 1:
            made = ops.binary("mul", made, scale, moved)
        return ops.permute(made, [int(axis) for axis in np.argsort(order)])

    return write


RULES["reduce_window_max"] = _window("max_pool2d")
RULES["reduce_window_sum"] = _window("avg_pool2d")


@rule("and", "or")
def _logic(ops: TensorOps, out: Any, v: Any, p: Any) -> Value:
    return ops.recording.constant(out[0], "mask")
