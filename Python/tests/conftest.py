"""What all tests share: the program, which must be there."""

from __future__ import annotations

import pytest

from backdraw.errors import ProgramFailed
from backdraw.program import program


@pytest.fixture(scope="session", autouse=True)
def the_program() -> str:
    try:
        return program()
    except ProgramFailed as error:
        pytest.exit(str(error), returncode=69)
