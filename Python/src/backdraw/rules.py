"""Tables that say how a framework's operations are written in the graph language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Rule = Callable[..., Any]


class Rules(dict[str, Rule]):
    """What writes each operation, by the name that its framework has for it."""

    def enter(self, *names: str) -> Callable[[Rule], Rule]:
        """Enters the function below under these names."""

        def entered(function: Rule) -> Rule:
            for name in names:
                self[name] = function
            return function

        return entered
