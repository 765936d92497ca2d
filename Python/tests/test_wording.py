"""Everything that the package says can be said in Korean, with the same parts."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import backdraw
from backdraw.errors import NoCounterpart, Obstacle
from backdraw.wording import KOREAN, is_korean, say

SAYING = {"BackdrawError", "Disagreement", "NoCounterpart", "ProgramFailed", "say"}


def templates() -> set[str]:
    """The texts that stand first in a call of one who says something."""
    found: set[str] = set()
    for path in sorted(Path(backdraw.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in SAYING:
                    assert not isinstance(first, ast.JoinedStr), f"{path.name}:{node.lineno}"
                    if isinstance(first, ast.Constant):
                        found.add(first.value)
    return found


def fields(template: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(template) if name}


def test_every_template_has_its_korean_and_no_other_is_kept() -> None:
    assert templates() == set(KOREAN)
    for english, korean in KOREAN.items():
        assert fields(english) == fields(korean), english
        assert any("가" <= letter <= "힣" for letter in korean), english


def test_the_reader_is_spoken_to_in_their_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for locale, korean in [
        ("ko_KR.UTF-8", True),
        ("en_US.UTF-8", False),
        ("C", False),
        ("ko", True),
    ]:
        monkeypatch.setenv("LANG", locale)
        assert is_korean() is korean
    refusal = str(NoCounterpart("a convolution over one axis or two only"))
    assert refusal == "합성곱은 한 축이나 두 축만 됩니다"
    said = str(
        backdraw.Unsupported([Obstacle("convolution", refusal, "decoder.up", "model.py:31")])
    )
    assert said.splitlines() == [
        "그래프 언어에 대응하는 것이 없는 연산이 1개 있습니다:",
        f"  convolution: {refusal} (decoder.up, model.py:31)",
    ]
    # The first variable that is set to anything counts.
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert not is_korean() and say("there is no counterpart") == "there is no counterpart"


def test_what_the_program_says_is_not_taken_for_a_template() -> None:
    assert str(backdraw.ProgramFailed("a.graph:1:1: error: '{x}' is unknown")).endswith(
        "is unknown"
    )
