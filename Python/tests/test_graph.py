"""What a graph can do by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest

import backdraw
from backdraw.literals import literal
from backdraw.names import FUNCTIONS, identifier, snake_case
from backdraw.program import options, run
from backdraw.tensorfile import safetensors

APPLES = "apple = 100\ncount = 2\ntotal = apple * count\n"


def test_a_figure_a_page_and_numbers():
    graph = backdraw.Graph.from_source(APPLES)
    assert graph._repr_svg_().startswith("<?xml") and "200" in graph.svg(text="text")
    assert graph.trace()["nodes"][0]["gradient"] == 2
    assert "<math" in graph.explain().html
    assert "iframe" in graph.explain()._repr_html_()
    assert "agree" in graph.check()
    assert repr(graph) == APPLES


def test_a_network():
    graph = backdraw.Graph.from_source("x = [1, 2]\nparam W = [[1, 2]]\nL = sum(tanh(x @ W.T))\n")
    assert graph.network()._repr_svg_().startswith("<?xml")


def test_saved_with_its_tensors(tmp_path):
    weights = np.arange(100, dtype=np.float32).reshape(10, 10)
    source = 'param W = load("weights.safetensors", "W")\nL = sum(W)\n'
    graph = backdraw.Graph.from_source(source, {"W": weights})
    graph.save(tmp_path / "sum.graph")
    assert (tmp_path / "sum.graph").read_text() == source.replace("weights.s", "sum.s")
    assert run(["trace", str(tmp_path / "sum.graph"), "--format", "json"]).count("4950") == 1
    assert sorted(os.listdir(tmp_path)) == ["sum.graph", "sum.safetensors"]
    with pytest.raises(backdraw.BackdrawError, match=r"ends in \.graph"):
        graph.save(tmp_path / "sum.txt")
    with pytest.raises(backdraw.BackdrawError, match="cannot be written"):
        graph.save(tmp_path / "nowhere" / "sum.graph")


def test_the_programs_words_are_passed_on():
    with pytest.raises(backdraw.ProgramFailed, match="undefined name 'b'"):
        backdraw.Graph.from_source("a = 1; c = a * b\n").trace()


def test_a_program_that_is_not_there_is_said(monkeypatch):
    monkeypatch.setenv("BACKDRAW", "/nowhere/backdraw")
    with pytest.raises(backdraw.ProgramFailed, match="BACKDRAW names /nowhere"):
        backdraw.Graph.from_source(APPLES).trace()


def test_options():
    assert options({"fit": "slide", "title": True, "collapse": ["a", "b"], "local": False}) == [
        "--fit", "slide", "--title", "--collapse", "a", "--collapse", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "array, text",
    [
        (np.float64(0.1), "0.1"),
        (np.float32(0.1), "0.1"),
        (np.array([1, -2]), "[1, -2]"),
        (np.array([True, False]), "[1, 0]"),
        (np.zeros((2, 3)), "zeros([2, 3])"),
        (np.ones(3), "ones([3])"),
        (np.arange(7), "arange(7)"),
        (np.tril(np.ones((3, 3))), "tril(ones([3, 3]))"),
        (np.eye(3), "eye(3)"),
        (np.full((10, 10), 0.5), "0.5 * ones([10, 10])"),
        (np.array([-np.inf, 1e-20]), "[-inf, 1e-20]"),
    ],
)
def test_literals_give_the_numbers_back(array, text):
    assert literal(array) == text
    trace = backdraw.Graph.from_source(f"const x = {text}\ny = 1; z = sum(x) * y\n").trace()
    assert np.array_equal(backdraw.verification.numbers(trace["nodes"][0]["value"]), array) or (
        array.dtype == np.float32
    )


def test_large_tensors_are_no_text():
    assert literal(np.random.default_rng(0).normal(size=40)) is None


def test_names():
    assert identifier("layer1.0.weight") == "layer1_0_weight"
    assert identifier("0.weight") == "layer0_weight"
    assert identifier("for") == "for_"
    assert identifier("가중치.1") == "가중치_1"
    assert snake_case("BasicBlock") == "basic_block"
    assert snake_case("LSTMCell") == "lstm_cell"


def test_no_definition_hides_a_function_of_the_language():
    listed = {each["name"] for each in json.loads(run(["functions", "--format", "json"]))}
    assert listed <= FUNCTIONS | {"load", "max", "min"}, listed - FUNCTIONS


def test_safetensors_begin_with_their_header():
    data = safetensors({"가": np.zeros((2, 2), np.float32)})
    size = int.from_bytes(data[:8], "little")
    assert size % 8 == 0 and len(data) == 8 + size + 16
    header = json.loads(data[8 : 8 + size])
    assert header == {"가": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}}


def test_frameworks_are_imported_when_they_are_used():
    code = "import sys, backdraw; assert not {'torch', 'jax', 'onnx'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
