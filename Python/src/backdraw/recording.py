"""A computation as it is recorded from a framework: values, the operations between them, and scopes.

A reader (of PyTorch, JAX, ONNX or micrograd) calls `Recording`; the writer makes text of it. Nothing
here knows a framework, and nothing knows how a file looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from .errors import BackdrawError, NoCounterpart

Role = Literal["variable", "param", "const"]
Array = np.ndarray[Any, Any]


@dataclass(eq=False)
class Value:
    """A tensor of the computation: a leaf, or a result of an operation."""

    #: What it is in numbers, as the framework computed it.
    array: Array
    #: A name that it would like to have; empty where it needs none.
    hint: str = ""
    #: Whether a name helps a reader, so that it gets one even where it is used once.
    is_named: bool = False
    #: What a figure shows in place of the name.
    label: str = ""
    #: For a leaf, what it is; for a result, None.
    role: Role | None = None
    #: Whether it was given, or depends on what was given; what the computation made itself is not.
    is_data: bool = True
    #: Whether a gradient may flow through it.
    is_live: bool = True
    #: For a leaf, whether it stands above all else.
    is_input: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(int(extent) for extent in self.array.shape)

    @property
    def rank(self) -> int:
        return self.array.ndim

    @property
    def is_number(self) -> bool:
        """Whether it is written as a number where it is used."""
        return self.role == "const" and self.rank == 0 and not self.is_data


Operand = Value | int | float | bool


@dataclass(eq=False)
class Operation:
    """`result = template`, in which `{0}` stands for the first operand."""

    template: str
    operands: list[Value]
    result: Value
    #: Whether the text needs brackets inside of another one.
    needs_brackets: bool


@dataclass(eq=False)
class Scope:
    """A module's call, or the whole: what happens in it, in order."""

    #: Tells one call from another.
    key: str
    #: Where the module stands in the model, as in `layer1.0`.
    path: str = ""
    #: What kind of module it is, as in `BasicBlock`.
    kind: str = ""
    #: What its operands are called inside, beside weights, in the order of their first use.
    parameters: tuple[str, ...] = ()
    #: Whether it is the model as a whole, which is drawn open and whose parts are layers.
    is_model: bool = False
    items: list[Operation | Scope] = field(default_factory=list)

    def operations(self) -> Iterator[Operation]:
        for item in self.items:
            if isinstance(item, Operation):
                yield item
            else:
                yield from item.operations()


def number_text(number: float | int | bool) -> str:
    """A number as the language writes it, with brackets where it has a sign."""
    if isinstance(number, (bool, np.bool_)):
        return "1" if number else "0"
    value = float(number)
    if np.isnan(value):
        raise NoCounterpart("NaN cannot be written")
    if np.isinf(value):
        text = "inf" if value > 0 else "-inf"
    elif value.is_integer() and abs(value) < 1e15:
        text = str(int(value))
    else:
        text = repr(value)
    return f"({text})" if text.startswith("-") else text


class Recording:
    """What a reader tells, in the order in which it happens."""

    def __init__(self) -> None:
        self.root = Scope("")
        self.leaves: list[Value] = []
        self._open: list[Scope] = [self.root]

    # Leaves

    def leaf(
        self, array: Array, name: str, role: Role, label: str = "", *, is_input: bool = False
    ) -> Value:
        """A tensor that comes from outside: an input, a parameter, a buffer."""
        if array.size == 0:
            raise BackdrawError(
                "the tensor {name} has no numbers, which a graph cannot hold", name=label or name
            )
        if np.any(np.isnan(array)):
            raise BackdrawError(
                "the tensor {name} has NaN in it, which a graph cannot hold", name=label or name
            )
        value = Value(
            np.asarray(array),
            hint=name,
            is_named=True,
            label=label,
            role=role,
            is_live=role != "const",
            is_input=is_input,
        )
        self.leaves.append(value)
        return value

    def constant(self, array: Array | float | int, name: str = "c") -> Value:
        """A tensor that the program made itself, such as a mask; a number is written in place."""
        value = Value(np.asarray(array), hint=name, role="const", is_data=False, is_live=False)
        self.leaves.append(value)
        return value

    # Operations

    def emit(
        self,
        template: str,
        *operands: Operand,
        array: Array | Any,
        hint: str = "",
        brackets: bool | None = None,
    ) -> Value:
        """Records `template` of the operands, whose result is `array`."""
        values: list[Value] = []
        texts: list[str] = []
        for operand in operands:
            if isinstance(operand, Value) and operand.is_number:
                operand = operand.array.item()
            if isinstance(operand, Value):
                texts.append("{%d}" % len(values))
                values.append(operand)
            else:
                text = number_text(operand)
                texts.append(text.strip("()") if _is_call(template) else text)
        result = Value(
            np.asarray(array),
            hint=hint,
            is_data=any(value.is_data for value in values),
            is_live=any(value.is_live for value in values),
        )
        if brackets is None:
            brackets = not _is_call(template)
        operation = Operation(template.format(*texts), values, result, brackets)
        self._open[-1].items.append(operation)
        return result

    # Scopes

    def enter(self, path: Sequence[Scope]) -> None:
        """From here on operations stand in these scopes, from the outermost in.

        Those that are open already, by their keys, stay open.
        """
        common = 0
        for scope, wanted in zip(self._open[1:], path, strict=False):
            if scope.key != wanted.key:
                break
            common += 1
        del self._open[common + 1 :]
        for scope in path[common:]:
            self._open[-1].items.append(scope)
            self._open.append(scope)

    @contextmanager
    def within(self, scope: Scope) -> Iterator[None]:
        """A scope within the one that is open."""
        self._open[-1].items.append(scope)
        self._open.append(scope)
        yield
        while self._open.pop() is not scope:
            pass


def _is_call(template: str) -> bool:
    """Whether a template is a name with brackets, or an operand with a subscript."""
    head = template.split("(", 1)[0]
    if head.isidentifier() and template.endswith(")"):
        depth = 0
        for place, letter in enumerate(template[len(head) :]):
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                return place == len(template) - len(head) - 1
    return template.startswith("{0}[") and template.endswith("]") or template == "{0}.T"
