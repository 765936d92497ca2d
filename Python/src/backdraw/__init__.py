"""Models come in: PyTorch, JAX, ONNX and micrograd as graphs that Backdraw draws and derives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import BackdrawError, Disagreement, Obstacle, ProgramFailed, Unsupported
from .graph import Graph, Page, Picture

if TYPE_CHECKING:
    from .frommicrograd import from_micrograd
    from .fromonnx import from_onnx
    from .jaxcapture import capture_jax
    from .torchcapture import capture, capture_exported

__all__ = [
    "BackdrawError",
    "Disagreement",
    "Graph",
    "Obstacle",
    "Page",
    "Picture",
    "ProgramFailed",
    "Unsupported",
    "capture",
    "capture_exported",
    "capture_jax",
    "from_micrograd",
    "from_onnx",
]

#: A framework is imported when something of it is captured, and not before.
_LATER = {
    "capture": "torchcapture",
    "capture_exported": "torchcapture",
    "capture_jax": "jaxcapture",
    "from_micrograd": "frommicrograd",
    "from_onnx": "fromonnx",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'backdraw' has no attribute '{name}'")
    from importlib import import_module

    try:
        return getattr(import_module(f".{_LATER[name]}", __name__), name)
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in ("torch", "jax", "onnx"):
            library = error.name.split(".")[0]
            raise BackdrawError(
                "backdraw.{name} needs {library}, which is not installed: pip install {library}",
                name=name,
                library=library,
            ) from error
        raise
