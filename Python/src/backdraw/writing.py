"""A recording as text of the graph language.

Modules' calls become functions with bodies, equal ones the same function; the parts of a model become
layers; a value that is used once, and has no name that helps, is written where it is used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from .literals import brackets, literal, stored
from .names import FUNCTIONS, Names, identifier, snake_case
from .recording import Array, Operation, Recording, Scope, Value

#: Modules that hold others and compute nothing themselves.
CONTAINERS = frozenset({"Sequential", "ModuleList", "ModuleDict"})

#: A line is not made longer than this by writing values where they are used.
LONGEST_LINE = 96


@dataclass(frozen=True)
class Text:
    """A graph's text, in which `{weights}` stands for the name of the file with large tensors."""

    lines: tuple[str, ...]
    #: The large tensors, by the names that `load` has for them.
    tensors: dict[str, Array] = field(default_factory=dict)
    #: Which leaf of the recording has which name.
    leaves: tuple[tuple[Value, str], ...] = ()
    output: str = ""

    def source(self, weights: str) -> str:
        return "\n".join(line.replace("\0", weights) for line in self.lines) + "\n"


def write(recording: Recording, output: Value, title: str = "") -> Text:
    """The text of a recording whose backward pass begins at `output`."""
    return _Writer(recording, output, title).text()


class Origin(NamedTuple):
    """The call of a module that a statement comes from."""

    path: str
    kind: str
    #: Tells one call from another.
    key: str


class _Writer:
    def __init__(self, recording: Recording, output: Value, title: str) -> None:
        self.output = output
        self.title = title
        self.made_by: dict[Value, Operation] = {}
        self.users: dict[Value, list[Operation]] = defaultdict(list)
        self.uses: Counter[Value] = Counter()
        self.home: dict[Operation, Scope] = {}
        #: The part of the model that a statement of the whole comes from.
        self.origin: dict[Operation | Scope, Origin] = {}
        self.root = recording.root
        self._keep_live(self.root)
        self._dissolve(self.root)
        self._place(self.root)
        #: Calls of modules that do the same, by what they do.
        self.alike: dict[tuple[str, ...], list[Scope]] = defaultdict(list)
        self.members: dict[Scope, set[Operation]] = {}
        self._find_alike(self.root)
        self.names = Names()
        self.functions = Names(FUNCTIONS)
        self.defined: dict[tuple[str, tuple[str, ...], tuple[str, ...]], str] = {}
        self.definitions: list[str] = []
        self.global_names: dict[Value, str] = {}
        self.tensors: dict[str, Array] = {}
        self.leaf_lines: list[str] = []
        self.label_lines: list[str] = []

    # What is there

    def _keep_live(self, root: Scope) -> None:
        for operation in root.operations():
            self.made_by[operation.result] = operation
        live: set[Operation] = set()
        waiting = [self.output]
        while waiting:
            operation = self.made_by.get(waiting.pop())  # type: ignore[assignment]
            if operation is None or operation in live:
                continue
            live.add(operation)
            waiting.extend(operation.operands)

        def prune(scope: Scope) -> None:
            kept: list[Operation | Scope] = []
            for item in scope.items:
                if isinstance(item, Scope):
                    prune(item)
                    if item.items:
                        kept.append(item)
                elif item in live:
                    kept.append(item)
            scope.items = kept

        prune(root)
        for operation in root.operations():
            for place, operand in enumerate(operation.operands):
                self.uses[operand] += operation.template.count("{%d}" % place)
                self.users[operand].append(operation)
        self.uses[self.output] += 1

    def _dissolve(self, scope: Scope, is_open: bool = True) -> None:
        """Opens scopes that are one statement; and the model itself, with the containers in it."""
        kept: list[Operation | Scope] = []
        for item in scope.items:
            if isinstance(item, Operation):
                kept.append(item)
                continue
            opens = item.is_model or (is_open and item.kind in CONTAINERS)
            self._dissolve(item, opens)
            if opens:
                for part in item.items:
                    if item.is_model:
                        self.origin.setdefault(part, Origin("", item.kind, item.key))
                    else:
                        self.origin[part] = Origin(item.path, item.kind, item.key)
                kept += item.items
            elif self._statements(item) <= 1:
                for part in item.items:
                    self.origin[part] = Origin(item.path, item.kind, item.key)
                last = item.items[-1]
                if isinstance(last, Operation) and item.path and not last.result.is_named:
                    last.result.hint = self._relative(item.path, scope.path)
                    last.result.is_named = True
                kept += item.items
            else:
                self.origin[item] = Origin(item.path, item.kind, item.key)
                kept.append(item)
        scope.items = kept

    def _statements(self, scope: Scope) -> int:
        """How many lines a scope without scopes in it has."""
        if any(isinstance(item, Scope) for item in scope.items):
            return len(scope.items)
        members = set(scope.operations())
        return sum(
            not (self.uses[item.result] == 1 and all(u in members for u in self.users[item.result]))
            or item.result.is_named
            for item in members
        )

    @staticmethod
    def _relative(path: str, outer: str) -> str:
        return path[len(outer) + 1 :] if outer and path.startswith(outer + ".") else path

    def _place(self, scope: Scope) -> None:
        for item in scope.items:
            if isinstance(item, Scope):
                self._place(item)
            else:
                self.home[item] = scope

    def _leaves_scope(self, value: Value, scope: Scope) -> bool:
        """Whether a value is used outside of the scope that makes it."""
        if value is self.output:
            return True
        inside = self._inside(scope)
        return any(user not in inside for user in self.users[value])

    def _inside(self, scope: Scope) -> set[Operation]:
        found = self.members.get(scope)
        if found is None:
            found = self.members[scope] = set(scope.operations())
        return found

    def _find_alike(self, scope: Scope) -> None:
        for item in scope.items:
            if isinstance(item, Scope):
                self.alike[_form(item)].append(item)
                self._find_alike(item)

    # Text

    def text(self) -> Text:
        body = _Body(self, self.root, self.global_names, self.names)
        layers = self._layers()
        lines: list[str] = []
        if self.title:
            lines.append(f"title {_quoted(self.title)}")
        for leaf in dict.fromkeys(
            operand
            for operation in self.root.operations()
            for operand in operation.operands
            if operand.is_input
        ):
            self._write_leaf(leaf)
        if self.output.role is not None:
            self._write_leaf(self.output)
        lines += self._taken_leaves()
        current = last = ""
        for item in self.root.items:
            if isinstance(item, Operation) and body.is_inlined(item):
                continue
            layer = layers.get(item, current)
            for leaf in self._leaves_of(item, body):
                self._write_leaf(leaf)
            statement = body.statement(item)
            if layer != current:
                lines += ["", f"layer {_quoted(layer)}" if layer else "layer end"]
                current = layer
            lines += self._taken_leaves()
            lines.append(statement)
            last = statement.split(" = ")[0].split(", ")[-1]
        if current:
            lines.append("layer end")
        output = self.global_names.get(self.output)
        if self.output.role is not None:
            lines.append(f"y = {output}")
            output = "y"
        elif last != output:
            lines.append(f"output {output}")
        if self.output.rank:
            lines.append(f"upstream ones({brackets(self.output.shape)})")
        lines += self.label_lines
        if self.definitions:
            # Functions are defined above all that calls them.
            start = 1 if self.title else 0
            lines[start:start] = [*self.definitions, ""]
        leaves = tuple(
            (value, name) for value, name in self.global_names.items() if value.role is not None
        )
        return Text(tuple(lines), self.tensors, leaves, output or "")

    def _layers(self) -> dict[Operation | Scope, str]:
        """Where a layer begins, by its name, and where none goes on: ''."""
        starts: dict[Operation | Scope, Origin] = {}
        for item in self.root.items:
            origin = self.origin.get(item)
            has_weights = any(
                operand.role == "param" and operand.rank
                for operation in _operations(item)
                for operand in operation.operands
            )
            if origin and origin.path and has_weights:
                starts[item] = origin
        calls = Counter(path for path, _ in {(o.path, o.key) for o in starts.values()})
        # What is called again and again is no layer of its own.
        begins = {
            item: f"{origin.path} ({origin.kind})" if calls[origin.path] == 1 else ""
            for item, origin in starts.items()
        }
        if len(set(begins.values()) - {""}) < 2:
            return {}
        for item in self.root.items:
            # The loss belongs to no part of the model.
            if item not in self.origin:
                begins[item] = ""
        return begins

    def _leaves_of(self, item: Operation | Scope, body: _Body) -> list[Value]:
        operations = list(_operations(item))
        if isinstance(item, Operation):
            operations = body.with_inlined(item)
        return list(
            dict.fromkeys(
                operand
                for operation in operations
                for operand in operation.operands
                if operand.role is not None
            )
        )

    def _write_leaf(self, leaf: Value) -> None:
        if leaf in self.global_names:
            return
        name = self.global_names[leaf] = self.names.claim(identifier(leaf.hint))
        text = literal(leaf.array)
        if text is None:
            key = leaf.label or leaf.hint
            while key in self.tensors:
                key += "'"
            self.tensors[key] = stored(leaf.array)
            text = f'load("\0", {_quoted(key)})'
        role = "" if leaf.role == "variable" else f"{leaf.role} "
        self.leaf_lines.append(f"{role}{name} = {text}")
        if leaf.label and leaf.label != name:
            self.label_lines.append(f"label {name} {_quoted(leaf.label)}")

    def _taken_leaves(self) -> list[str]:
        lines, self.leaf_lines = self.leaf_lines, []
        return lines

    def function(self, scope: Scope, body: _Body) -> tuple[str, list[Value], list[Value]]:
        """Defines what a scope does, unless it is defined; its name, arguments and results."""
        members = list(scope.operations())
        made = {operation.result for operation in members}
        arguments = list(
            dict.fromkeys(
                operand
                for operation in members
                for operand in operation.operands
                if operand not in made
            )
        )
        # What any call of the same module gives, all of them give: then they are equal.
        wanted = {
            place
            for other in self.alike[_form(scope)]
            for place, operation in enumerate(other.operations())
            if self._leaves_scope(operation.result, other)
        }
        results = [members[place].result for place in sorted(wanted, reverse=True)]
        names: dict[Value, str] = {}
        claimed = Names()
        # What flows comes first, weights after it, as one would write the call.
        flowing = [value for value in arguments if not (value.role == "param" or value.label)]
        weights = [value for value in arguments if value not in set(flowing)]
        wishes = scope.parameters if len(scope.parameters) == len(flowing) else ()
        for place, value in enumerate(flowing):
            names[value] = claimed.claim(wishes[place] if wishes else "x")
        for value in weights:
            path = value.label or value.hint
            names[value] = claimed.claim(identifier(self._relative(path, scope.path)))
        inner = _Body(self, scope, names, claimed)
        lines: list[str] = []
        returned = ""
        for item in scope.items:
            if isinstance(item, Operation) and inner.is_inlined(item):
                continue
            if item is scope.items[-1] and isinstance(item, Operation) and results == [item.result]:
                returned = inner.expression(item)
                continue
            lines.append("  " + inner.statement(item))
        lines.append("  return " + (returned or ", ".join(names[value] for value in results)))
        signature = tuple(names[value] for value in flowing + weights)
        identity = (scope.kind, signature, tuple(lines))
        name = self.defined.get(identity)
        if name is None:
            own = scope.path.rsplit(".", 1)[-1]
            is_named = scope.kind in CONTAINERS and own.isidentifier()
            wish = snake_case(own if is_named else scope.kind or "block")
            name = self.functions.claim(f"{wish}_block" if wish in FUNCTIONS else wish)
            self.defined[identity] = name
            self.definitions += [f"def {name}({', '.join(signature)}) {{", *lines, "}"]
        return name, flowing + weights, results


def _form(scope: Scope) -> tuple[str, ...]:
    """What a scope does, whatever it does it with."""
    return (scope.kind, *(operation.template for operation in scope.operations()))


def _operations(item: Operation | Scope) -> list[Operation]:
    return [item] if isinstance(item, Operation) else list(item.operations())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Body:
    """The statements of one scope, and the names in it."""

    def __init__(
        self, writer: _Writer, scope: Scope, names: dict[Value, str], claimed: Names
    ) -> None:
        self.writer = writer
        self.scope = scope
        self.names = names
        self.claimed = claimed
        self.inlined: set[Operation] = set()
        self._choose()

    def is_inlined(self, operation: Operation) -> bool:
        return operation in self.inlined

    def _choose(self) -> None:
        """Which values are written where they are used: the shortest first, as long as lines allow."""
        length: dict[Operation, int] = {}
        for item in self.scope.items:
            if not isinstance(item, Operation):
                continue
            total = len(item.template) + 12
            for operand in item.operands:
                maker = self.writer.made_by.get(operand)
                own = maker is not None and self.writer.home.get(maker) is self.scope
                if (
                    own
                    and maker is not None
                    and self.writer.uses[operand] == 1
                    and not operand.is_named
                    and operand is not self.writer.output
                    and total + length[maker] <= LONGEST_LINE
                ):
                    self.inlined.add(maker)
                    total += length[maker]
                else:
                    total += 8
            length[item] = total

    def with_inlined(self, operation: Operation) -> list[Operation]:
        found = []
        for operand in operation.operands:
            maker = self.writer.made_by.get(operand)
            if maker is not None and maker in self.inlined:
                found += self.with_inlined(maker)
        return [*found, operation]

    def expression(self, operation: Operation) -> str:
        operands = []
        for operand in operation.operands:
            maker = self.writer.made_by.get(operand)
            if maker is not None and maker in self.inlined:
                text = self.expression(maker)
                bare = not maker.needs_brackets or not operation.needs_brackets
                is_subscripted = operation.template.startswith(("{0}[", "{0}."))
                if maker.needs_brackets and is_subscripted:
                    bare = False
                operands.append(text if bare else f"({text})")
            else:
                operands.append(self.names[operand])
        return operation.template.format(*operands)

    def statement(self, item: Operation | Scope) -> str:
        if isinstance(item, Operation):
            text = self.expression(item)
            return f"{self._name(item.result)} = {text}"
        function, arguments, results = self.writer.function(item, self)
        written = ", ".join(self.names[value] for value in arguments)
        # A cell's state keeps the name that it has in every step.
        if item.path and not item.parameters:
            results[0].hint = self.writer._relative(item.path, self.scope.path)
        left = ", ".join(self._name(value) for value in results)
        return f"{left} = {function}({written})"

    def _name(self, value: Value) -> str:
        name = self.names[value] = self.claimed.claim(identifier(value.hint, "v"))
        return name
