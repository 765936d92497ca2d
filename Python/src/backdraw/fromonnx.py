"""ONNX: a model's file, operator by operator."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator

from .errors import BackdrawError, NoCounterpart, Obstacle, Unsupported
from .graph import Graph
from .names import identifier
from .onnxrules import FOLDED, RULES
from .recording import Array, Recording, Role, Value
from .tensorops import TensorOps
from .writing import write

#: The operators of this version and later ones are known.
OLDEST = 13
#: A file that claims more numbers than a graph may have is refused before any is computed.
MOST_NUMBERS = 100_000_000

Loss = Callable[["OnnxOps", Value], Value]


class OnnxOps(TensorOps):
    """What a loss may be made of: `ops.softmax_cross_entropy(y, labels)`, `ops.mse(y, t)`, …"""

    def target(self, numbers: Any) -> Value:
        return self.recording.leaf(np.asarray(numbers), "t", "const", is_input=True)

    def softmax_cross_entropy(self, z: Value, t: Any) -> Value:
        return self._loss("softmax_cross_entropy", z, t)

    def mse(self, y: Value, t: Any) -> Value:
        return self._loss("mse", y, t)

    def sigmoid_bce(self, z: Value, t: Any) -> Value:
        return self._loss("sigmoid_bce", z, t)

    def bce(self, y: Value, t: Any) -> Value:
        return self._loss("bce", y, t)

    def cross_entropy(self, y: Value, t: Any) -> Value:
        return self._loss("cross_entropy", y, t)

    def _loss(self, name: str, y: Value, t: Any) -> Value:
        target = self.target(t)
        return self.recording.emit(name + "({0}, {1})", y, target, array=np.float64(0), hint="loss")


def from_onnx(
    path: str | os.PathLike[str],
    inputs: Mapping[str, Any] | None = None,
    *,
    loss: Loss | None = None,
    output: str | None = None,
    verify: bool = True,
    title: str = "",
) -> Graph:
    """A model's file as a graph, whose initializers are its parameters.

    - inputs: an array for each input of the model, by its name; without it, of inputs with a fixed
      shape, ones.
    - loss: a function of the operations and the output, such as
      `lambda ops, y: ops.softmax_cross_entropy(y, labels)`; without it all entries of the output begin
      the backward pass with 1.
    - output: the name of the output to take, where there are several.
    - verify: compares the output with ONNX's reference evaluator, to 1e-6 of its size. ONNX knows no
      gradients; `graph.check()` compares them with differences.

    Nothing of a file is run: operators that are not known are refused, and so are data in other files.
    """
    model = _load(path)
    recording = Recording()
    reader = _Reader(recording, model)
    made = reader.read({name: np.asarray(array) for name, array in (inputs or {}).items()})
    if reader.obstacles:
        raise Unsupported(reader.obstacles)
    names = [each.name for each in model.graph.output]
    if output is None and len(names) != 1:
        raise BackdrawError(
            "the model has the outputs {names}: name one as output=", names=", ".join(names)
        )
    chosen = names[0] if output is None else output
    if chosen not in made:
        raise BackdrawError(
            "the model has no output '{name}': it has {names}", name=chosen, names=", ".join(names)
        )
    result = made[chosen]
    value = result.array
    if loss is not None:
        result = loss(reader.ops, result)
    if result.role is None:
        result.hint, result.is_named = "loss" if loss is not None else identifier(chosen, "y"), True
    if not result.is_live:
        raise BackdrawError("the output depends on no parameter and no input")
    graph = Graph(write(recording, result, title or model.graph.name))
    if verify and loss is None:
        from .verification import verify as compare

        compare(graph, graph.output, value, {}, is_double=value.dtype == np.float64)
    return graph


def _load(path: str | os.PathLike[str]) -> onnx.ModelProto:
    """- Raises: `BackdrawError` for what is no model, or one that is not whole in its file."""
    try:
        with open(path, "rb") as file:
            model = onnx.load_model_from_string(file.read())
    except OSError as error:
        raise BackdrawError(
            "{path}: cannot be read: {reason}", path=path, reason=error.strerror
        ) from error
    except Exception as error:
        raise BackdrawError("{path}: this is no ONNX model", path=path) from error
    versions = {each.domain: each.version for each in model.opset_import}
    version = versions.get("", versions.get("ai.onnx", 0))
    if version < OLDEST:
        raise BackdrawError(
            "{path}: operators of version {version}, and {oldest} is the oldest that is known: convert it with onnx.version_converter",
            path=path,
            version=version,
            oldest=OLDEST,
        )
    if model.functions:
        raise BackdrawError(
            "{path}: functions of its own have no counterpart: inline them first", path=path
        )
    total = 0
    for tensor in model.graph.initializer:
        if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
            raise BackdrawError(
                "{path}: the tensor {name} stands in another file: save the model as one",
                path=path,
                name=tensor.name,
            )
        if any(extent < 0 for extent in tensor.dims):
            raise BackdrawError(
                "{path}: the tensor {name} has a negative extent", path=path, name=tensor.name
            )
        count = 1
        for extent in tensor.dims:
            count *= extent
        total += count
        if total > MOST_NUMBERS:
            raise BackdrawError(
                "{path}: more than {most:,} numbers, too many for a graph",
                path=path,
                most=MOST_NUMBERS,
            )
    return model


class _Reader:
    """Goes through a model's nodes, and records each by its rule."""

    def __init__(self, recording: Recording, model: onnx.ModelProto) -> None:
        self.recording = recording
        self.model = model
        self.ops = OnnxOps(recording)
        self.obstacles: list[Obstacle] = []

    def read(self, inputs: dict[str, Array]) -> dict[str, Value]:
        """Every value of the model by its name."""
        graph = self.model.graph
        # All that has no counterpart is known before anything is computed.
        for node in graph.node:
            if node.domain not in ("", "ai.onnx") or (
                node.op_type not in RULES and node.op_type not in FOLDED
            ):
                self._refuse(node, "there is no counterpart")
        if self.obstacles:
            return {}
        values: dict[str, Value] = {"": None}  # type: ignore[dict-item]
        used = {name for node in graph.node for name in node.input}
        stored = {tensor.name for tensor in graph.initializer}
        for each in graph.input:
            if each.name not in stored:
                values[each.name] = self._input(each, inputs)
        for name in inputs:
            if name not in values:
                asked = ", ".join(e.name for e in graph.input if e.name not in stored)
                raise BackdrawError(
                    "the model has no input '{name}': its inputs are {names}",
                    name=name,
                    names=asked,
                )
        for tensor in graph.initializer:
            if tensor.name in used:
                values[tensor.name] = self._stored(tensor)
        for node in graph.node:
            self._node(node, values)
        return values

    def _input(self, each: onnx.ValueInfoProto, inputs: dict[str, Array]) -> Value:
        shape = [d.dim_value for d in each.type.tensor_type.shape.dim]
        kind = onnx.helper.tensor_dtype_to_np_dtype(each.type.tensor_type.elem_type)
        numbers = inputs.get(each.name)
        if numbers is None:
            if not all(extent > 0 for extent in shape):
                raise BackdrawError(
                    "the input '{name}' has no fixed shape: give inputs={{'{name}': …}}",
                    name=each.name,
                )
            if np.prod(shape, dtype=object) > MOST_NUMBERS:
                raise BackdrawError(
                    "the input '{name}' has too many numbers for a graph", name=each.name
                )
            numbers = np.ones(shape, kind)
        if len(shape) != numbers.ndim or any(
            fixed and fixed != extent for fixed, extent in zip(shape, numbers.shape, strict=True)
        ):
            raise BackdrawError(
                "the input '{name}' has the shape {shape}, and {given} is given",
                name=each.name,
                shape=shape,
                given=list(numbers.shape),
            )
        numbers = numbers.astype(kind)
        role: Role = "variable" if numbers.dtype.kind == "f" else "const"
        return self.recording.leaf(
            numbers,
            each.name,
            role,
            each.name,
            is_input=True,
        )

    def _stored(self, tensor: onnx.TensorProto) -> Value:
        try:
            numbers = numpy_helper.to_array(tensor)
        except Exception as error:
            raise BackdrawError(
                "the tensor {name} cannot be read: {reason}", name=tensor.name, reason=error
            ) from error
        if numbers.dtype.kind == "f":
            return self.recording.leaf(numbers, tensor.name, "param", tensor.name)
        return self.recording.constant(numbers, identifier(tensor.name, "c"))

    def _node(self, node: onnx.NodeProto, values: dict[str, Value]) -> None:
        try:
            operands = [values[name] for name in node.input]
        except KeyError as error:
            raise BackdrawError(
                "{operation}: {name} is computed nowhere before it",
                operation=node.op_type,
                name=error,
            ) from error
        attributes = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
        try:
            results = self._numbers(node, operands)
        except Exception as error:
            self._refuse(node, f"cannot be computed: {str(error).splitlines()[0]}")
            raise Unsupported(self.obstacles) from error
        present = [operand for operand in operands if operand is not None]
        live = any(operand.is_live for operand in present)
        try:
            if not live or node.op_type in FOLDED:
                if live and not FOLDED.get(node.op_type, False):
                    raise NoCounterpart("its result has no gradient")
                made: list[Value] = []
                for result in results:
                    made.append(self.recording.constant(np.asarray(result)))
                    made[-1].is_data = any(o.is_data for o in present)
            else:
                found = RULES[node.op_type](self.ops, results, operands, attributes)
                made = found if isinstance(found, list) else [found]
        except NoCounterpart as reason:
            self._refuse(node, str(reason))
            made = [Value(np.asarray(result), hint="v", role="variable") for result in results]
        values.update(zip(node.output, made, strict=False))

    @staticmethod
    def _numbers(node: onnx.NodeProto, operands: list[Value]) -> list[Array]:
        names = [name for name in node.input if name]
        given = [operand.array for operand in operands if operand is not None]
        evaluator = ReferenceEvaluator(node)
        return [np.asarray(r) for r in evaluator.run(None, dict(zip(names, given, strict=True)))]

    def _refuse(self, node: onnx.NodeProto, reason: str) -> None:
        origin = f"node {node.name}" if node.name else ""
        self.obstacles.append(Obstacle(node.op_type, reason, origin))
