"""`python3 -m backdraw.import_file MODEL -o GRAPH`: an ONNX model or a PyTorch program as a graph.

What `backdraw import` runs. Exit status as of the program: 64, 65, 66, 73.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from .errors import BackdrawError
from .graph import Graph
from .wording import say


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="backdraw.import_file", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--language", choices=("en", "ko"))
    given = parser.parse_args(arguments)
    if given.language:
        # The program that computes is told as well.
        os.environ["LC_ALL"] = given.language
    if not given.model.is_file():
        print(say("{path}: there is no such file", path=given.model), file=sys.stderr)
        return 66
    try:
        graph = read(given.model)
    except BackdrawError as error:
        said = str(error)
        print(
            said if said.startswith(str(given.model)) else f"{given.model}: {said}", file=sys.stderr
        )
        return 65
    try:
        graph.save(given.output)
    except BackdrawError as error:
        print(error, file=sys.stderr)
        return 73
    return 0


def read(model: Path) -> Graph:
    """- Raises: `BackdrawError` for anything that cannot be read; nothing of a file is run."""
    ending = model.suffix.lower()
    if ending == ".onnx":
        from . import from_onnx

        return from_onnx(model)
    if ending == ".pt2":
        from . import capture_exported

        try:
            import torch
        except ModuleNotFoundError as error:
            raise BackdrawError(
                "torch is not installed, which .pt2 needs: pip install torch"
            ) from error
        try:
            exported = torch.export.load(model)
        except Exception as error:
            raise BackdrawError("this is no program that torch.export.save wrote") from error
        return capture_exported(exported)
    raise BackdrawError("only .onnx and .pt2 are read")


if __name__ == "__main__":
    sys.exit(main())
