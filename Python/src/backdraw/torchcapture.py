"""PyTorch: a module or a function of tensors, by `torch.export`."""

from __future__ import annotations

import inspect
import os
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.utils import _pytree as pytree

from .errors import BackdrawError, Disagreement
from .graph import Graph
from .recording import Array, Recording, Role, Scope, Value
from .torchreader import Reader
from .verification import verify as compare
from .writing import write

Tensor = torch.Tensor


def capture(
    model: nn.Module | Callable[..., Any],
    *inputs: Any,
    loss: Callable[..., Any] | None = None,
    verify: bool = True,
    names: Sequence[str] | None = None,
    title: str = "",
) -> Graph:
    """A model, or any function of tensors, as a graph.

    - model: a `torch.nn.Module`, or a function. Modules that a function closes over are read with it.
    - inputs: what it is called with.
    - loss: a function of what the model returns; without it, of a result that is no scalar all entries
      begin the backward pass with 1.
    - verify: compares values and gradients with `loss.backward()`: to 1e-6 of their size for float32,
      to 1e-9 for float64.
    - names: of the inputs; those of the parameters of `forward` where it is left out.
    - title: of the graph; the class of the model where it is left out.

    Tensors with `requires_grad=False` are constants, unless nothing at all has a gradient: then all
    inputs with fractions are variables. What is random (dropout in training, `randn_like`) is drawn
    once, and stands in the graph as a constant.

    - Raises: `Unsupported`, with all operations that have no counterpart; `Disagreement` where the
      graph's numbers are not PyTorch's.
    """
    whole = _Whole(model, loss)
    flat = pytree.tree_leaves(inputs)
    tensors = [leaf for leaf in flat if isinstance(leaf, Tensor)]
    state = {name: buffer.detach().clone() for name, buffer in whole.named_buffers()}
    seed = torch.random.get_rng_state()
    try:
        exported = _export(whole, inputs)
        labels = _input_names(model, inputs, names)
        live = _live(whole, tensors)
        torch.random.set_rng_state(seed)
        recording, output, leaves = _read(exported, whole, tensors, labels, live)
        heading = title or (type(model).__name__ if isinstance(model, nn.Module) else "")
        text = write(recording, output, heading)
        graph = Graph(text)
        if verify:
            with torch.no_grad():
                for name, buffer in whole.named_buffers():
                    buffer.copy_(state[name])
            torch.random.set_rng_state(seed)
            _verify(graph, whole, inputs, leaves, live, dict(text.leaves), text.output, seed)
        return graph
    finally:
        torch.random.set_rng_state(seed)
        with torch.no_grad():
            for name, buffer in whole.named_buffers():
                buffer.copy_(state[name])


def capture_exported(
    exported: torch.export.ExportedProgram, *inputs: Any, verify: bool = True, title: str = ""
) -> Graph:
    """A program that `torch.export.save` wrote, as a graph; inputs are drawn where none are given."""
    if not inputs:
        given = exported.example_inputs
        if given is None or given[1]:
            raise BackdrawError("the program has no example inputs: give them")
        inputs = tuple(given[0])
    return capture(exported.module(), *inputs, verify=verify, title=title)


#: What recurrent cells call what flows into them.
PARAMETERS = {"LSTMCell": ("x", "h", "c"), "GRUCell": ("x", "h"), "RNNCell": ("x", "h")}


class _Whole(nn.Module):
    """The model with its loss, and what a function closes over."""

    def __init__(self, model: Any, loss: Callable[..., Any] | None) -> None:
        super().__init__()
        self.is_module = isinstance(model, nn.Module)
        self.function = None if self.is_module else model
        self.loss = loss
        #: Tensors that functions close over, which have gradients but belong to no module.
        self.closed: dict[str, Tensor] = {}
        if self.is_module:
            self.captured_model = model
        for function in (self.function, loss):
            for name, found in _closure(function).items():
                if isinstance(found, nn.Module) and found is not model:
                    if not hasattr(self, name):
                        self.add_module(name, found)
                elif isinstance(found, Tensor):
                    self.closed.setdefault(name, found)

    def forward(self, *inputs: Any) -> Any:
        result = self.captured_model(*inputs) if self.is_module else self.function(*inputs)  # type: ignore[misc]
        if self.loss is not None:
            result = self.loss(result)
        return result


def _closure(function: Any) -> dict[str, Any]:
    """What a function uses that is none of its own, by name."""
    if function is None or not inspect.isfunction(function):
        return {}
    found = inspect.getclosurevars(function)
    return {**found.globals, **found.nonlocals}


def _export(whole: _Whole, inputs: tuple[Any, ...]) -> torch.export.ExportedProgram:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return torch.export.export(whole, inputs, strict=False)
        except Exception as error:
            first = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
            raise BackdrawError(
                "torch.export cannot read the model: {first}; a graph has no branches that depend on numbers: take them out, or capture a part",
                first=first,
            ) from error


def _input_names(model: Any, inputs: tuple[Any, ...], names: Sequence[str] | None) -> list[str]:
    """A name for each tensor among the inputs."""
    function = model.forward if isinstance(model, nn.Module) else model
    try:
        parameters = [p.name for p in inspect.signature(function).parameters.values()]
    except (TypeError, ValueError):
        parameters = []
    result: list[str] = []
    for place, each in enumerate(inputs):
        stem = parameters[place] if place < len(parameters) else f"x{place}"
        if stem in ("args", "inputs") or (place >= len(parameters) - 1 and "args" in parameters):
            stem = f"x{place}"
        parts = [leaf for leaf in pytree.tree_leaves(each) if isinstance(leaf, Tensor)]
        result += [stem] if len(parts) == 1 else [f"{stem}_{k}" for k in range(len(parts))]
    if names is not None:
        if len(names) != len(result):
            raise BackdrawError(
                "names has {named} names, and there are {inputs} inputs",
                named=len(names),
                inputs=len(result),
            )
        result = list(names)
    return result


def _live(whole: _Whole, tensors: Sequence[Tensor]) -> set[int]:
    """Which inputs, by place, and closed tensors, by minus one less their place, have gradients."""
    anything = (
        any(p.requires_grad for p in whole.parameters())
        or any(t.requires_grad for t in tensors)
        or any(t.requires_grad for t in whole.closed.values())
    )
    return {
        place
        for place, tensor in enumerate(tensors)
        if tensor.is_floating_point() and (tensor.requires_grad or not anything)
    }


Leaves = list[tuple[Value, str, Any]]


def _read(
    exported: torch.export.ExportedProgram,
    whole: _Whole,
    tensors: Sequence[Tensor],
    labels: Sequence[str],
    live: set[int],
) -> tuple[Recording, Value, Leaves]:
    """Goes through the exported program with real numbers, and records it."""
    recording = Recording()
    reader = Reader(recording)
    signature = exported.graph_signature
    kinds = {spec.arg.name: spec for spec in signature.input_specs}
    seen: dict[int, Value] = {}
    leaves: Leaves = []
    given = iter(enumerate(tensors))
    model_scope = Scope("model", "", "", is_model=True)
    reader.scope_of = _scopes(model_scope)
    for node in exported.graph.nodes:
        if node.op != "placeholder":
            continue
        spec = kinds[node.name]
        kind, target = spec.kind.name, spec.target or ""
        if kind == "USER_INPUT":
            if not isinstance(node.meta.get("val"), Tensor):
                reader.constants[node] = getattr(spec.arg, "value", None)
                continue
            place, tensor = next(given)
            role: Role = "variable" if place in live else "const"
            value = seen.get(id(tensor))
            if value is None:
                value = recording.leaf(
                    array(tensor),
                    labels[place],
                    role,
                    is_input=True,
                )
                leaves.append((value, "input", place))
            reader.set(node, tensor.detach().clone(), value)
            continue
        tensor = _stored(exported, kind, target)
        label = re.sub(r"^captured_model\.", "", target)
        closed = {id(t): name for name, t in whole.closed.items()}
        original = _original(whole, tensor)
        key = id(original)
        if kind == "PARAMETER" and key in seen:
            reader.set(node, tensor.detach().clone(), seen[key])
            continue
        if kind == "PARAMETER":
            trained = bool(getattr(tensor, "requires_grad", False))
            value = recording.leaf(array(tensor), label, "param" if trained else "const", label)
            leaves.append((value, "parameter", target))
            seen[key] = value
        elif kind == "BUFFER":
            value = recording.leaf(array(tensor), label, "const", label)
        else:
            name = closed.get(id(original), "")
            if name and original.requires_grad:
                value = seen.get(key) or recording.leaf(
                    array(tensor), name, "variable", is_input=True
                )
                leaves.append((value, "closed", name))
                seen[key] = value
            elif name:
                value = recording.leaf(array(tensor), name, "const", is_input=True)
            else:
                value = recording.constant(array(tensor), "c")
        reader.set(node, tensor.detach().clone(), value)
    reader.walk(exported.graph)
    reader.finish()
    results = [
        output.arg.name
        for output in signature.output_specs
        if output.kind.name in ("USER_OUTPUT", "LOSS_OUTPUT") and hasattr(output.arg, "name")
    ]
    nodes = {node.name: node for node in exported.graph.nodes}
    if len(results) != 1:
        raise BackdrawError(
            "the model returns {count} tensors: give loss=, a function of them that returns the one where the backward pass begins",
            count=len(results),
        )
    output = reader.values[nodes[results[0]]]
    output.hint = "loss" if whole.loss is not None else output.hint
    if output.role is None:
        output.is_named = True
    if not output.is_live:
        raise BackdrawError("the result depends on nothing that has a gradient")
    return recording, output, leaves


def _stored(exported: torch.export.ExportedProgram, kind: str, target: str) -> Tensor:
    if target in exported.state_dict:
        found = exported.state_dict[target]
    else:
        found = exported.constants[target]
    if not isinstance(found, Tensor):
        raise BackdrawError("{target} is no tensor ({kind})", target=target, kind=kind.lower())
    return found


def _original(whole: _Whole, tensor: Tensor) -> Tensor:
    """The tensor of the model or of a closure that this one shares its numbers with."""
    for candidate in whole.closed.values():
        if candidate.data_ptr() == tensor.data_ptr() and candidate.shape == tensor.shape:
            return candidate
    for parameter in whole.parameters():
        if parameter.data_ptr() == tensor.data_ptr() and parameter.shape == tensor.shape:
            return parameter
    return tensor


def _scopes(model: Scope) -> Callable[[torch.fx.Node], list[Scope]]:
    """Which calls of modules a node stands in, from the outermost in."""

    def scopes(node: torch.fx.Node) -> list[Scope]:
        found: list[Scope] = []
        for key, (path, kind) in (node.meta.get("nn_module_stack") or {}).items():
            if not path:
                continue
            name = kind if isinstance(kind, str) else kind.__name__
            if path == "captured_model":
                model.kind = name.split(".")[-1]
                found.append(model)
            else:
                path = re.sub(r"^captured_model\.", "", path)
                path = re.sub(r"@\d+", "", path)
                kind = name.split(".")[-1]
                found.append(Scope(key, path, kind, PARAMETERS.get(kind, ())))
        return found

    return scopes


def array(tensor: Tensor) -> Array:
    """A tensor's numbers; halves as singles, which NumPy knows."""
    tensor = tensor.detach().cpu()
    if tensor.is_complex():
        raise BackdrawError("complex numbers have no counterpart in the graph language")
    if tensor.dtype in (torch.float16, torch.bfloat16):
        tensor = tensor.float()
    return np.array(tensor.numpy())


def _verify(
    graph: Graph, whole: _Whole, inputs: tuple[Any, ...], leaves: Leaves, live: set[int],
    names: dict[Value, str], output: str, seed: Tensor,
) -> None:  # fmt: skip
    """Compares with `loss.backward()`.

    Singles round on the way: where the graph, which computes in doubles, is farther off than they
    allow, the model computes once more in doubles, and that must agree as closely.
    """

    def check(given: tuple[Any, ...]) -> None:
        torch.random.set_rng_state(seed)
        value, gradients = _by_autograd(whole, given, leaves, live)
        named = {names[leaf]: g for leaf, g in gradients.items() if leaf in names}
        compare(graph, output, value, named, is_double=is_double)

    floats = [value.array.dtype for value, _, _ in leaves if value.array.dtype.kind == "f"]
    is_double = bool(floats) and all(dtype == np.float64 for dtype in floats)
    try:
        check(inputs)
    except Disagreement as rounded:
        if is_double:
            raise
        try:
            with _doubled(whole):
                check(pytree.tree_map_only(Tensor, _double, inputs))
        except (RuntimeError, Disagreement) as reason:
            raise rounded from reason


def _double(tensor: Tensor) -> Tensor:
    return tensor.detach().double() if tensor.is_floating_point() else tensor


@contextmanager
def _doubled(whole: _Whole) -> Iterator[None]:
    """The model, and what its functions close over, in doubles for a while."""
    tensors = [*whole.parameters(), *whole.buffers(), *whole.closed.values()]
    tensors = [tensor for tensor in tensors if tensor.is_floating_point()]
    kept = [tensor.data for tensor in tensors]
    default = torch.get_default_dtype()
    try:
        torch.set_default_dtype(torch.float64)
        for tensor in tensors:
            tensor.data = tensor.data.double()
        yield
    finally:
        torch.set_default_dtype(default)
        for tensor, data in zip(tensors, kept, strict=True):
            tensor.data = data


def _by_autograd(
    whole: _Whole, inputs: tuple[Any, ...], leaves: Leaves, live: set[int]
) -> tuple[Array, dict[Value, Array]]:
    """The value, and each leaf's gradient, as `loss.backward()` gives them; the model keeps none."""
    flat, tree = pytree.tree_flatten(inputs)
    copies: list[Any] = []
    place = 0
    places: dict[int, Tensor] = {}
    same: dict[int, Tensor] = {}
    for leaf in flat:
        if isinstance(leaf, Tensor):
            copy = same.get(id(leaf))
            if copy is None:
                copy = leaf.detach().clone().requires_grad_(place in live)
                same[id(leaf)] = copy
            places[place] = copy
            leaf = copy
            place += 1
        copies.append(leaf)
    parameters = dict(whole.named_parameters(remove_duplicate=False))
    with torch.enable_grad():
        result = whole(*pytree.tree_unflatten(copies, tree))
        result = pytree.tree_leaves(result)[0]
        wanted: list[tuple[Value, Tensor]] = []
        sources: dict[str, dict[Any, Tensor]] = {
            "input": dict(places),
            "parameter": dict(parameters),
            "closed": dict(whole.closed),
        }
        for value, kind, key in leaves:
            tensor = sources[kind].get(key)
            if tensor is not None and tensor.requires_grad:
                wanted.append((value, tensor))
        gradients = torch.autograd.grad(
            result.sum(), [tensor for _, tensor in wanted], allow_unused=True
        )
    found = {
        value: np.zeros(value.shape) if gradient is None else array(gradient)
        for (value, _), gradient in zip(wanted, gradients, strict=True)
    }
    return array(result), found


def source_line(node: torch.fx.Node) -> tuple[str, str]:
    """The user's line that a node came from: its place, and its text."""
    trace = node.meta.get("stack_trace") or ""
    here = os.path.dirname(__file__)
    found = ("", "")
    for match in re.finditer(r'File "([^"]+)", line (\d+), in [^\n]*\n\s*([^\n]*)', trace):
        path, line, text = match.groups()
        if f"{os.sep}torch{os.sep}" in path or path.startswith(here):
            continue
        found = (f"{os.path.basename(path)}:{line}", text.strip())
    return found


__all__ = ["capture", "capture_exported"]
