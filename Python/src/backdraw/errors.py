"""What can go wrong, each in words that name the place and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from .wording import say


class BackdrawError(Exception):
    """Anything that this package refuses or fails at, said by a template of `wording` with its parts."""

    def __init__(self, template: str, **parts: object) -> None:
        super().__init__(say(template, **parts))


@dataclass(frozen=True)
class Obstacle:
    """One operation that has no counterpart in the graph language."""

    operation: str
    reason: str
    #: The module, equation or node that it came from.
    origin: str = ""
    #: The line of source that it came from.
    source: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.origin, self.source) if part)
        return f"{self.operation}: {self.reason}" + (f" ({place})" if place else "")


class Unsupported(BackdrawError):
    """What the graph language has no counterpart for: all of it at once."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = list(dict.fromkeys(obstacles))
        count = len(self.obstacles)
        head = (
            say("1 operation has no counterpart in the graph language:")
            if count == 1
            else say("{count} operations have no counterpart in the graph language:", count=count)
        )
        super().__init__("\n  ".join([head, *(str(obstacle) for obstacle in self.obstacles)]))


class NoCounterpart(Exception):
    """Raised by a rule that cannot write its operation; the reader collects these."""

    def __init__(self, template: str, **parts: object) -> None:
        super().__init__(say(template, **parts))


class Disagreement(BackdrawError):
    """The graph's values or gradients are not those of the framework."""


class ProgramFailed(BackdrawError):
    """The program `backdraw` is not there, or refused what it was given."""
