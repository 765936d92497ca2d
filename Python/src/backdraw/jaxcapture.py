"""JAX: a function, by its jaxpr."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Sequence
from typing import Any

import jax
import numpy as np
from jax.extend import core as jaxcore

from .errors import BackdrawError, NoCounterpart, Obstacle, Unsupported
from .graph import Graph
from .jaxrules import CALLS, RULES
from .recording import Array, Recording, Role, Scope, Value
from .tensorops import TensorOps
from .verification import verify as compare
from .writing import write


def capture_jax(
    function: Callable[..., Any],
    *inputs: Any,
    verify: bool = True,
    names: Sequence[str] | None = None,
    title: str = "",
) -> Graph:
    """A function of arrays, or of trees of them, as a graph.

    All inputs with fractions are variables, whole numbers are constants; an input is named after its
    parameter, and its place in a tree: `params["w"]` is `params_w`. Functions under `jax.jit` are
    groups. A result that is no scalar begins the backward pass with 1 everywhere.

    - verify: compares values and gradients with `jax.grad`: to 1e-6 of their size for float32, to 1e-9
      for float64.
    - Raises: `Unsupported`, with all primitives that have no counterpart; `Disagreement`.
    """
    closed, shape = jax.make_jaxpr(function, return_shape=True)(*inputs)
    if len(jax.tree_util.tree_leaves(shape)) != 1:
        raise BackdrawError("the function returns several arrays: return the one to go back from")
    paths, _ = jax.tree_util.tree_flatten_with_path(inputs)
    labels = _labels(function, paths, names)
    recording = Recording()
    reader = _Reader(recording)
    leaves: list[Value] = []
    for (_, leaf), label in zip(paths, labels, strict=True):
        numbers = array(leaf)
        role: Role = "variable" if numbers.dtype.kind == "f" else "const"
        leaves.append(recording.leaf(numbers, label, role, is_input=True))
    consts = [recording.constant(array(const)) for const in closed.consts]
    output = reader.run(closed.jaxpr, consts, leaves)[0]
    if reader.obstacles:
        raise Unsupported(reader.obstacles)
    if not output.is_live:
        raise BackdrawError("the result depends on nothing that has a gradient")
    if output.role is None:
        output.hint, output.is_named = ("loss" if not output.rank else "y"), True
    text = write(recording, output, title)
    graph = Graph(text)
    if verify:
        _verify(graph, function, inputs, dict(zip(leaves, range(len(leaves)), strict=True)), text)
    return graph


def array(given: Any) -> Array:
    numbers = np.asarray(given)
    if numbers.dtype.kind not in "fiub":
        if str(numbers.dtype) == "bfloat16":
            return numbers.astype(np.float32)
        raise NoCounterpart("numbers of the type {kind} have no counterpart", kind=numbers.dtype)
    return numbers.astype(np.float32) if numbers.dtype == np.float16 else numbers


def _labels(
    function: Callable[..., Any], paths: Sequence[Any], names: Sequence[str] | None
) -> list[str]:
    if names is not None:
        if len(names) != len(paths):
            raise BackdrawError(
                "names has {named} names, and there are {inputs} inputs",
                named=len(names),
                inputs=len(paths),
            )
        return list(names)
    try:
        parameters = [p.name for p in inspect.signature(function).parameters.values()]
    except (TypeError, ValueError):
        parameters = []
    labels = []
    for path, _ in paths:
        place = path[0].idx
        stem = parameters[place] if place < len(parameters) else f"x{place}"
        rest = [str(getattr(k, "key", getattr(k, "idx", getattr(k, "name", k)))) for k in path[1:]]
        labels.append(".".join([stem, *rest]))
    return labels


def _verify(
    graph: Graph,
    function: Callable[..., Any],
    inputs: tuple[Any, ...],
    places: dict[Value, int],
    text: Any,
) -> None:
    flat, tree = jax.tree_util.tree_flatten(inputs)
    live = {place: leaf for leaf, place in places.items() if leaf.role == "variable"}

    def total(given: dict[int, Any]) -> Any:
        filled = [given.get(place, leaf) for place, leaf in enumerate(flat)]
        result = function(*jax.tree_util.tree_unflatten(tree, filled))
        return jax.tree_util.tree_leaves(result)[0].sum()

    given = {place: jax.numpy.asarray(flat[place]) for place in live}
    value = jax.tree_util.tree_leaves(function(*inputs))[0]
    gradients = jax.grad(total)(given)
    names = dict(text.leaves)
    compare(
        graph,
        text.output,
        array(value),
        {names[leaf]: array(gradients[place]) for place, leaf in live.items() if leaf in names},
        is_double=array(value).dtype == np.float64,
    )


class _Reader:
    """Goes through a jaxpr with real numbers, and records each equation by its rule."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.ops = TensorOps(recording)
        self.obstacles: list[Obstacle] = []
        self._calls = 0

    def run(self, jaxpr: Any, consts: Sequence[Value], inputs: Sequence[Value]) -> list[Value]:
        values: dict[Any, Value] = dict(zip(jaxpr.constvars, consts, strict=True))
        values.update(zip(jaxpr.invars, inputs, strict=True))

        def look(atom: Any) -> Value:
            if isinstance(atom, jaxcore.Literal):
                return self.recording.constant(array(atom.val))
            return values[atom]

        for equation in jaxpr.eqns:
            results = self._equation(equation, [look(atom) for atom in equation.invars])
            values.update(zip(equation.outvars, results, strict=True))
        return [look(atom) for atom in jaxpr.outvars]

    def _equation(self, equation: Any, operands: list[Value]) -> list[Value]:
        name, parameters = equation.primitive.name, equation.params
        if name in CALLS:
            inner = parameters[CALLS[name]]
            jaxpr, consts = getattr(inner, "jaxpr", inner), getattr(inner, "consts", [])
            given = [self.recording.constant(array(const)) for const in consts]
            label = str(parameters.get("name", ""))
            known = self._known(label.strip("_"), equation, operands)
            if known is not None:
                return [known]
            if name not in ("pjit", "jit") or label.startswith("_") or not label.isidentifier():
                return self.run(jaxpr, given, operands)
            self._calls += 1
            with self.recording.within(Scope(f"{label} {self._calls}", "", label)):
                return self.run(jaxpr, given, operands)
        if name == "scan":
            return self._scan(parameters, operands)
        if name == "cond":
            return self._cond(equation, operands)
        try:
            results = self._numbers(equation, operands)
        except NoCounterpart as reason:
            self._refuse(equation, str(reason))
            return [
                Value(np.zeros(var.aval.shape, np.float32), hint="v", role="variable")
                for var in equation.outvars
            ]
        live = any(operand.is_live for operand in operands)
        rule = RULES.get(name)
        if not live and (rule is None or not any(operand.is_data for operand in operands)):
            return self._folded(results, operands)
        if name in ("stop_gradient",):
            return self._folded(results, operands)
        try:
            if rule is None:
                raise NoCounterpart("there is no counterpart")
            made = rule(self.ops, results, operands, parameters)
            return made if isinstance(made, list) else [made]
        except NoCounterpart as reason:
            if not live:
                return self._folded(results, operands)
            self._refuse(equation, str(reason))
            return [Value(result, hint="v", role="variable") for result in results]

    def _refuse(self, equation: Any, reason: str) -> None:
        self.obstacles.append(Obstacle(equation.primitive.name, reason, "", _line(equation)))

    def _known(self, label: str, equation: Any, operands: Sequence[Value]) -> Value | None:
        """A function of `jax.nn` that the language has, where the numbers say that it is that one."""
        template = KNOWN.get(label)
        tensors = [operand for operand in operands if operand.rank]
        if template is None or len(tensors) != 1 or len(equation.outvars) != 1:
            return None
        x = tensors[0]
        result = self._numbers(equation, operands)[0]
        plain = [axis for axis in range(x.rank)] if "axis" in template else [0]
        for axis in reversed(plain):
            expected = _EXPECTED[label](np.asarray(x.array, np.float64), axis)
            if expected.shape == result.shape and np.allclose(
                expected, result, rtol=1e-4, atol=1e-5
            ):
                text = template.replace("AXIS", str(axis))
                if axis == x.rank - 1:
                    text = text.replace(f", axis={axis}", "")
                return self.recording.emit(text, x, array=result, hint=label)
        return None

    def _scan(self, parameters: dict[str, Any], operands: Sequence[Value]) -> list[Value]:
        """A loop over the first axis, written out."""
        closed, length = parameters["jaxpr"], parameters["length"]
        fixed, carried = parameters["num_consts"], parameters["num_carry"]
        consts, state = list(operands[:fixed]), list(operands[fixed : fixed + carried])
        rows = operands[fixed + carried :]
        given = [self.recording.constant(array(const)) for const in closed.consts]
        found: list[list[Value]] = []
        steps = range(length)[::-1] if parameters["reverse"] else range(length)
        for step in steps:
            parts = [self.ops.index(row, [step]) for row in rows]
            self._calls += 1
            with self.recording.within(Scope(f"step {self._calls}", "", "step")):
                results = self.run(closed.jaxpr, given, [*consts, *state, *parts])
            state = results[:carried]
            found.append(results[carried:])
        if parameters["reverse"]:
            found.reverse()
        return [*state, *(self.ops.stack(each, 0) for each in zip(*found, strict=True))]

    def _cond(self, equation: Any, operands: Sequence[Value]) -> list[Value]:
        """A branch that is chosen already, or both of them and a choice between their results."""
        index, given = operands[0], operands[1:]
        branches = equation.params["branches"]

        def branch(number: int) -> list[Value]:
            closed = branches[number]
            consts = [self.recording.constant(array(const)) for const in closed.consts]
            return self.run(closed.jaxpr, consts, given)

        chosen = int(np.clip(index.array, 0, len(branches) - 1))
        if not index.is_data:
            return branch(chosen)
        if len(branches) != 2:
            self._refuse(equation, str(NoCounterpart("a choice between more than two")))
            return branch(chosen)
        no, yes = branch(0), branch(1)
        return [
            self.ops.where(index, b, a, (a, b)[chosen].array) for a, b in zip(no, yes, strict=True)
        ]

    def _folded(self, results: Sequence[Array], operands: Sequence[Value]) -> list[Value]:
        made = []
        for result in results:
            value = self.recording.constant(result)
            value.is_data = any(operand.is_data for operand in operands)
            made.append(value)
        return made

    @staticmethod
    def _numbers(equation: Any, operands: Sequence[Value]) -> list[Array]:
        given = [
            jax.numpy.asarray(operand.array, dtype=atom.aval.dtype)
            for operand, atom in zip(operands, equation.invars, strict=True)
        ]
        result = equation.primitive.bind(*given, **equation.params)
        many = result if equation.primitive.multiple_results else [result]
        return [array(each) for each in many]


#: Functions of `jax.nn` that are one node, as the user wrote them.
KNOWN = {
    "relu": "relu({0})",
    "silu": "silu({0})",
    "softplus": "softplus({0})",
    "sigmoid": "sigmoid({0})",
    "softmax": "softmax({0}, axis=AXIS)",
    "log_softmax": "log_softmax({0}, axis=AXIS)",
}


def _softmax(x: Array, axis: int) -> Array:
    powers = np.exp(x - x.max(axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis, keepdims=True))


_EXPECTED: dict[str, Callable[[Array, int], Array]] = {
    "relu": lambda x, axis: np.maximum(x, 0),
    "silu": lambda x, axis: x / (1 + np.exp(-x)),
    "softplus": lambda x, axis: np.logaddexp(x, 0),
    "sigmoid": lambda x, axis: 1 / (1 + np.exp(-x)),
    "softmax": _softmax,
    "log_softmax": lambda x, axis: np.log(_softmax(x, axis)),
}


def _line(equation: Any) -> str:
    """Where the user wrote an equation."""
    traceback = equation.source_info.traceback
    for frame in traceback.frames if traceback else ():
        path = frame.file_name
        if f"{os.sep}jax{os.sep}" not in path and not path.startswith(os.path.dirname(__file__)):
            return f"{os.path.basename(path)}:{frame.line_num}"
    return ""
