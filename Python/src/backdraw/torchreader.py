"""Goes through an exported program node by node, with real numbers, and records each by its rule."""

from __future__ import annotations

import operator
import os
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch.utils import _pytree as pytree

from .errors import NoCounterpart, Obstacle, Unsupported
from .recording import Recording, Scope, Value
from .tensorops import TensorOps

Tensor = torch.Tensor

#: Operations whose result is what it was given.
PASSED_ON = frozenset(
    """
    alias clone contiguous lift_fresh lift_fresh_copy positive requires_grad_ view_as_real_copy
    """.split()
)


class Reader:
    """One walk through a program; rules find in it what they need."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.ops = TensorOps(recording)
        self.values: dict[torch.fx.Node, Any] = {}
        self.numbers: dict[torch.fx.Node, Any] = {}
        self.constants: dict[torch.fx.Node, Any] = {}
        self.obstacles: list[Obstacle] = []
        self.scope_of: Callable[[torch.fx.Node], list[Scope]] = lambda node: []
        #: The node of the exported program that is read, also while it is taken apart.
        self.current: torch.fx.Node | None = None
        self._wishes: dict[torch.fx.Node, list[str]] = {}

    def set(self, node: torch.fx.Node, tensor: Any, value: Any) -> None:
        self.numbers[node] = tensor
        self.values[node] = value

    def finish(self) -> None:
        """- Raises: `Unsupported` where an operation had no counterpart."""
        if self.obstacles:
            raise Unsupported(self.obstacles)

    # The walk

    def walk(self, graph: torch.fx.Graph) -> None:
        """Records every call of the program."""
        self._wishes = _assigned_names(graph)
        for node in graph.nodes:
            if node.op == "get_attr":
                target: Any = graph.owning_module
                for part in str(node.target).split("."):
                    target = getattr(target, part)
                self.constants[node] = target
                if isinstance(target, Tensor):
                    from .torchcapture import array

                    self.set(node, target, self.recording.constant(array(target)))
            if node.op != "call_function":
                continue
            self.current = node
            self.recording.enter(self.scope_of(node))
            self._call(node)
            wishes = self._wishes.get(node, [])
            made = self.values.get(node)
            if wishes and isinstance(made, Value) and (made.role is None or not made.is_data):
                made.hint, made.is_named = wishes[0], True

    def _call(self, node: torch.fx.Node) -> None:
        args, kwargs = self._given(node, self.numbers), self._given(node, self.numbers, True)
        with torch.no_grad():
            result = node.target(*args, **kwargs)  # type: ignore[operator]
        self.numbers[node] = result
        values = self._given(node, self.values), self._given(node, self.values, True)
        self.values[node] = self.record(node.target, values[0], values[1], result)
        name = _name(node.target)
        if name.endswith("_") and node.args and isinstance(node.args[0], torch.fx.Node):
            self._rebind(node.args[0], self.values[node], name)

    def _given(self, node: torch.fx.Node, source: dict[Any, Any], keywords: bool = False) -> Any:
        def look(item: Any) -> Any:
            if item in source:
                return source[item]
            return self.constants.get(item)

        return torch.fx.node.map_arg(node.kwargs if keywords else node.args, look)

    def _rebind(self, node: torch.fx.Node, value: Any, name: str) -> None:
        """After an operation in place its operand is the result, where nothing else sees it."""
        shared = [
            other
            for other, tensor in self.numbers.items()
            if other is not node
            and isinstance(tensor, Tensor)
            and isinstance(self.numbers[node], Tensor)
            and tensor.data_ptr() == self.numbers[node].data_ptr()
            and other is not self.current
        ]
        later = [
            other
            for other in shared
            if any(user is not self.current and user not in self.numbers for user in other.users)
            and self.values.get(other) is not self.values.get(node)
        ]
        if later and value is not None and isinstance(value, Value) and value.is_live:
            self._refuse(name, "changes a part of a tensor in place: write x = x + … instead")
        for other in shared:
            if self.values.get(other) is self.values.get(node):
                self.values[other] = value
        self.values[node] = value

    # Recording

    def record(self, target: Any, args: Any, kwargs: Any, result: Any) -> Any:
        """The value, or list of values, of one call."""
        from .torchrules import RULES

        name = _name(target)
        if target is operator.getitem:
            part = args[0][args[1]]
            return part
        operands = [leaf for leaf in pytree.tree_leaves((args, kwargs)) if isinstance(leaf, Value)]
        live = any(operand.is_live for operand in operands)
        base = name.rstrip("_") if not name.startswith("_") else name
        if base in PASSED_ON:
            return args[0]
        if not live and (base not in RULES or not any(operand.is_data for operand in operands)):
            return self._folded(result, base, operands)
        if base in DRAWN or base in (
            "detach",
            "lift",
            "zeros_like",
            "ones_like",
            "full_like",
            "new_zeros",
        ):
            return self._folded(result, base, operands)
        try:
            if any(isinstance(t, Tensor) and t.is_complex() for t in pytree.tree_leaves(result)):
                raise NoCounterpart("complex numbers have no counterpart")
            rule = RULES.get(base)
            if rule is not None:
                return rule(self, result, *args, **kwargs)
            return self._taken_apart(target, args, kwargs, result)
        except NoCounterpart as reason:
            if not live:
                return self._folded(result, base, operands)
            self._refuse(base, str(reason))
            return pytree.tree_map_only(Tensor, lambda t: self._stand_in(t), result)

    def _folded(self, result: Any, name: str, operands: list[Value]) -> Any:
        """What does not depend on anything with a gradient, as numbers."""
        from .torchcapture import array

        def constant(tensor: Tensor) -> Value:
            value = self.recording.constant(array(tensor), "noise" if name in DRAWN else "c")
            value.is_data = any(operand.is_data for operand in operands)
            return value

        return pytree.tree_map_only(Tensor, constant, result)

    def _stand_in(self, tensor: Tensor) -> Value:
        """For the rest of the walk, in place of what could not be written."""
        from .torchcapture import array

        numbers = array(tensor.real if tensor.is_complex() else tensor)
        return Value(numbers, hint="v", role="variable")

    def _refuse(self, operation: str, reason: str) -> None:
        from .torchcapture import source_line

        origin, source = "", ""
        if self.current is not None:
            scopes = [scope.path for scope in self.scope_of(self.current) if scope.path]
            origin = f"in {scopes[-1]}" if scopes else ""
            source = source_line(self.current)[0]
        self.obstacles.append(Obstacle(operation, reason, origin, source))

    # Taking apart

    def _taken_apart(self, target: Any, args: Any, kwargs: Any, result: Any) -> Any:
        """An operation without a rule, by PyTorch's own decomposition of it."""
        function = _decomposition(target)
        if function is None:
            raise NoCounterpart("there is no counterpart")
        flat, tree = pytree.tree_flatten((args, kwargs))
        places = [place for place, leaf in enumerate(flat) if isinstance(leaf, Value)]

        def call(*tensors: Tensor) -> Any:
            filled = list(flat)
            for place, tensor in zip(places, tensors, strict=True):
                filled[place] = tensor
            inner_args, inner_kwargs = pytree.tree_unflatten(filled, tree)
            return function(*inner_args, **inner_kwargs)

        given = [self._tensor(flat[place], result) for place in places]
        from torch.fx.experimental.proxy_tensor import make_fx

        try:
            module = make_fx(call)(*given)
        except Exception as error:
            raise NoCounterpart("there is no counterpart") from error
        inner = Reader(self.recording)
        inner.current, inner.scope_of = self.current, self.scope_of
        feed = iter(zip(given, (flat[place] for place in places), strict=True))
        for node in module.graph.nodes:
            if node.op == "placeholder":
                inner.set(node, *next(feed))
        output: Any = None
        for node in module.graph.nodes:
            if node.op == "get_attr":
                tensor = getattr(module, node.target)
                from .torchcapture import array

                inner.set(node, tensor, self.recording.constant(array(tensor)))
            elif node.op == "call_function":
                if node.target is target:
                    raise NoCounterpart("there is no counterpart")
                inner._call(node)
            elif node.op == "output":
                output = torch.fx.node.map_arg(node.args[0], lambda n: inner.values.get(n))
        self.obstacles += inner.obstacles
        return output

    @staticmethod
    def _tensor(value: Value, result: Any) -> Tensor:
        return torch.from_numpy(np.array(value.array))


#: Operations that draw numbers.
DRAWN = frozenset("rand randn rand_like randn_like randint normal bernoulli randperm".split())


def _name(target: Any) -> str:
    """`aten.add.Tensor` is `add`."""
    if isinstance(target, torch._ops.OpOverload):
        return target._schema.name.split("::")[-1]
    return getattr(target, "__name__", str(target))


def _decomposition(target: Any) -> Callable[..., Any] | None:
    from torch._decomp import decomposition_table

    if not isinstance(target, torch._ops.OpOverload):
        return None
    if target in decomposition_table:
        return decomposition_table[target]
    key = torch._C.DispatchKey.CompositeImplicitAutograd
    if key in target.py_kernels:
        return target.py_kernels[key]
    if target._can_decompose():
        return target.decompose
    return None


def _assigned_names(graph: torch.fx.Graph) -> dict[torch.fx.Node, list[str]]:
    """The names that the user's lines give their results: the last node of a line has them."""
    from .torchcapture import source_line

    last: dict[tuple[Any, ...], torch.fx.Node] = {}
    for node in graph.nodes:
        if node.op != "call_function":
            continue
        place, text = source_line(node)
        stack = tuple((node.meta.get("nn_module_stack") or {}).keys())
        match = re.match(r"^([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*=(?!=)", text)
        if not place or match is None or ";" in text or not _is_own(node):
            continue
        names = [name.strip() for name in match.group(1).split(",")]
        if len(names) == 1:
            last[(place, stack, names[0])] = node
        elif _name(node.target) == "getitem":
            part = int(node.args[1])
            if part < len(names):
                last[(place, stack, names[part])] = node
    counts: dict[torch.fx.Node, list[str]] = {}
    for (_, _, name), node in last.items():
        if name not in ("x", "out", "_"):
            counts[node] = [name]
    return counts


def _is_own(node: torch.fx.Node) -> bool:
    """Whether the innermost line that a node came from is the user's, not a library's."""
    files = re.findall(r'File "([^"]+)"', node.meta.get("stack_trace") or "")
    return bool(files) and f"{os.sep}torch{os.sep}" not in files[-1]
