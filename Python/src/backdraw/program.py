"""The program `backdraw`, which draws, derives and computes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from .errors import ProgramFailed

#: What an option of a command may be: a flag, a value, or several values.
Option = bool | str | int | float | list[str] | tuple[str, ...] | None


def program() -> str:
    """Where the program is: `BACKDRAW`, beside the package, or on the PATH."""
    told = os.environ.get("BACKDRAW")
    if told:
        if os.access(told, os.X_OK) and Path(told).is_file():
            return told
        raise ProgramFailed(
            "BACKDRAW names {told}, which is no program: set it to `backdraw`", told=told
        )
    beside = Path(__file__).parent / "bin" / "backdraw"
    if os.access(beside, os.X_OK):
        return str(beside)
    found = shutil.which("backdraw")
    if found is None:
        raise ProgramFailed(
            "the program `backdraw` is not found: build it (swift build -c release --product "
            "backdraw), and put it on the PATH or name it in the environment variable BACKDRAW"
        )
    return found


def options(settings: dict[str, Option]) -> list[str]:
    """Keywords as options: `fit="slide"` is `--fit slide`, `title=True` is `--title`."""
    words: list[str] = []
    for key, setting in settings.items():
        option = "--" + key.strip("_").replace("_", "-")
        if setting is None or setting is False:
            continue
        if setting is True:
            words.append(option)
        elif isinstance(setting, (list, tuple)):
            for each in setting:
                words += [option, str(each)]
        else:
            words += [option, str(setting)]
    return words


def run(arguments: list[str], *, accepted: tuple[int, ...] = (0,)) -> str:
    """What the program prints; it fails where the program does, with the program's words."""
    done = subprocess.run(
        [program(), *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in accepted:
        said = done.stderr.decode("utf-8", "replace").strip()
        if said:
            raise ProgramFailed(said)
        raise ProgramFailed(
            "backdraw {command} ended with status {status}",
            command=arguments[0],
            status=done.returncode,
        )
    return done.stdout.decode("utf-8")
