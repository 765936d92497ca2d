"""A captured graph: its text, and what the program makes of it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import BackdrawError
from .program import Option, options, run
from .recording import Array
from .tensorfile import safetensors
from .writing import Text


class Page:
    """A page of HTML, which a notebook shows in a frame of its own."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        inner = self.html.replace("&", "&amp;").replace('"', "&quot;")
        return f'<iframe srcdoc="{inner}" style="width:100%;height:40em;border:0"></iframe>'

    def save(self, path: str | os.PathLike[str]) -> None:
        _write(Path(path), self.html.encode())


class Picture:
    """A figure as SVG, which a notebook shows."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | os.PathLike[str]) -> None:
        _write(Path(path), self.svg.encode())


class Graph:
    """A graph in the graph language, with the tensors that are too large to stand in it.

    Options of the program are keywords: `graph.svg(fit="slide", collapse="all")` draws as
    `backdraw render --fit slide --collapse all` does.
    """

    def __init__(self, text: Text) -> None:
        self._text = text

    @classmethod
    def from_source(cls, source: str, tensors: dict[str, Array] | None = None) -> Graph:
        """A graph from text; `load("weights.safetensors", NAME)` in it finds the tensors."""
        lines = source.replace('load("weights.safetensors"', 'load("\0"').splitlines()
        return cls(Text(tuple(lines), dict(tensors or {})))

    @property
    def source(self) -> str:
        """The graph as text; large tensors are loaded from `weights.safetensors`."""
        return self._text.source("weights.safetensors")

    @property
    def output(self) -> str:
        """The name of the node where the backward pass begins."""
        return self._text.output

    @property
    def tensors(self) -> dict[str, Array]:
        """The tensors that the text loads, by their names."""
        return dict(self._text.tensors)

    def __repr__(self) -> str:
        return self.source

    def _repr_svg_(self) -> str:
        return self.svg()

    def svg(self, **settings: Option) -> str:
        """The figure as SVG, as `backdraw render` draws it."""
        return self._run("render", {"format": "svg", **settings})

    def network(self, **settings: Option) -> Picture:
        """The network of neurons, as `backdraw render --view network` draws it."""
        return Picture(self.svg(view="network", **settings))

    def explain(self, **settings: Option) -> Page:
        """The derivation as a page, as `backdraw explain` writes it."""
        return Page(self._run("explain", {"format": "html", **settings}))

    def trace(self) -> dict[str, Any]:
        """Every value and every gradient, as `backdraw trace --format json` prints them."""
        return self._trace

    def check(self, **settings: Option) -> str:
        """Every leaf's gradient against central differences; fails where one is out of tolerance."""
        return self._run("check", settings)

    def render(self, path: str | os.PathLike[str], **settings: Option) -> None:
        """The figure in a file, whose ending says in which form: `.svg`, `.png`, `.pdf`, `.tex`."""
        self._run("render", {**settings, "output": os.path.abspath(path)})

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the text, and large tensors to a `.safetensors` file of the same name beside it."""
        target = Path(path)
        if target.suffix != ".graph":
            raise BackdrawError("{path}: a graph's file ends in .graph", path=target)
        weights = target.with_suffix(".safetensors")
        if self._text.tensors:
            _write(weights, safetensors(self._text.tensors))
        _write(target, self._text.source(weights.name).encode())

    @cached_property
    def _trace(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._run("trace", {"format": "json"}))
        return answer

    def _run(self, command: str, settings: dict[str, Option]) -> str:
        with self._file() as file:
            return run([command, str(file), "--quiet", *options(settings)])

    @contextmanager
    def _file(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="backdraw-") as folder:
            file = Path(folder, "captured.graph")
            self.save(file)
            yield file


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise BackdrawError(
            "{path}: cannot be written: {reason}", path=path, reason=error.strerror
        ) from error
