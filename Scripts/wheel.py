"""Writes the Python package with the program inside as a wheel, for `Scripts/package wheel`.

Usage: wheel.py PACKAGE STAGE PLATFORM FOLDER

PACKAGE is the folder of pyproject.toml, STAGE holds bin and share as they are installed. The wheel's path is
printed. The same files make the same bytes: all have the date of SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sys
import time
import zipfile
from pathlib import Path

#: Starts the program that lies in the package, which is found and not imported.
STARTER = b"""#!python
import importlib.util
import os
import sys

package = os.path.dirname(importlib.util.find_spec("backdraw").origin)
program = os.path.join(package, "bin", "backdraw")
os.execv(program, [program, *sys.argv[1:]])
"""


def field(pyproject: str, name: str) -> str:
    """A text of the project's table; the file's own form is known."""
    found = re.search(rf'^{name} = "(.*)"$', pyproject, re.MULTILINE)
    if not found:
        sys.exit(f"wheel.py: pyproject.toml has no {name}")
    return found[1]


def metadata(package: Path, pyproject: str) -> bytes:
    """What pip asks for: name, version, what is needed, and the text that describes the package."""
    needed = re.search(r"^dependencies = \[(.*)\]$", pyproject, re.MULTILINE)
    extras = re.findall(r'^(\w+) = \["([^"]*)"\]$', pyproject, re.MULTILINE)
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {field(pyproject, 'name')}",
        f"Version: {field(pyproject, 'version')}",
        f"Summary: {field(pyproject, 'description')}",
        "License: Apache-2.0",
        f"Requires-Python: {field(pyproject, 'requires-python')}",
        "Description-Content-Type: text/markdown",
    ]
    lines += [
        f"Requires-Dist: {each}" for each in re.findall(r'"([^"]*)"', needed[1] if needed else "")
    ]
    for extra, requirement in extras:
        if extra in {"torch", "jax", "onnx", "test"}:
            lines += [
                f"Provides-Extra: {extra}",
                f'Requires-Dist: {requirement}; extra == "{extra}"',
            ]
    return "\n".join(lines).encode() + b"\n\n" + (package / "README.md").read_bytes()


def main() -> None:
    """Collects the files and writes them."""
    package, stage, platform, folder = (
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        sys.argv[3],
        Path(sys.argv[4]),
    )
    pyproject = (package / "pyproject.toml").read_text(encoding="utf-8")
    name = f"{field(pyproject, 'name')}-{field(pyproject, 'version')}"
    tag = f"py3-none-{platform}"
    files: dict[str, tuple[bytes, int]] = {}
    source = package / "src"
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".typed"}:
            files[path.relative_to(source).as_posix()] = (path.read_bytes(), 0o644)
    for path in sorted([stage / "bin" / "backdraw", *(stage / "share").rglob("*")]):
        if path.is_file():
            mode = 0o755 if os.access(path, os.X_OK) else 0o644
            files["backdraw/" + path.relative_to(stage).as_posix()] = (path.read_bytes(), mode)
    files[f"{name}.data/scripts/backdraw"] = (STARTER, 0o755)
    about = f"{name}.dist-info"
    files[f"{about}/METADATA"] = (metadata(package, pyproject), 0o644)
    files[f"{about}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: backdraw\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(),
        0o644,
    )
    record = ""
    for path, (contents, _) in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(contents).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(contents)}\n"
    files[f"{about}/RECORD"] = ((record + f"{about}/RECORD,,\n").encode(), 0o644)

    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "315532800")))[:6]
    wheel = folder / f"{name}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, (contents, mode) in files.items():
            entry = zipfile.ZipInfo(path, date)
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents)
    print(wheel)


main()
