"""ONNX's files come through; what is hostile is refused before anything is computed."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402
from onnx.reference import ReferenceEvaluator  # noqa: E402

import backdraw  # noqa: E402


def random(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def model(nodes, stored=None, inputs=None, version=17, output="y"):
    shapes = inputs or {"x": [2, 1, 4, 4]}
    graph = helper.make_graph(
        nodes,
        "net",
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)],
        [numpy_helper.from_array(np.asarray(a), n) for n, a in (stored or {}).items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", version)])


@pytest.fixture
def cnn(tmp_path):
    """As PyTorch exports one: with shapes that are computed."""
    node = helper.make_node
    nodes = [
        node("Conv", ["x", "conv1.weight", "conv1.bias"], ["c"], pads=[1, 1, 1, 1]),
        node("Relu", ["c"], ["r"]),
        node("MaxPool", ["r"], ["p"], kernel_shape=[2, 2], strides=[2, 2]),
        node("BatchNormalization", ["p", "g", "b", "mu", "v"], ["bn"]),
        node("Shape", ["bn"], ["s"]),
        node("Gather", ["s", "zero"], ["n"]),
        node("Unsqueeze", ["n", "axes"], ["n1"]),
        node("Concat", ["n1", "minus"], ["shape"], axis=0),
        node("Reshape", ["bn", "shape"], ["f"]),
        node("Gemm", ["f", "fc.weight", "fc.bias"], ["y"], transB=1),
    ]
    stored = {
        "conv1.weight": random(2, 1, 3, 3), "conv1.bias": random(2), "g": random(2), "b": random(2),
        "mu": random(2), "v": random(2) ** 2 + 1, "zero": np.int64(0), "axes": np.array([0]),
        "minus": np.array([-1]), "fc.weight": random(3, 8), "fc.bias": random(3),
    }  # fmt: skip
    path = tmp_path / "cnn.onnx"
    onnx.save(model(nodes, stored, {"x": ["N", 1, 4, 4]}), path)
    return path


def test_a_network_with_its_initializers(cnn):
    graph = backdraw.from_onnx(cnn, {"x": random(2, 1, 4, 4, seed=1)})
    assert 'label conv1_weight "conv1.weight"' in graph.source
    assert "param conv1_bias" in graph.source and "const mu = " in graph.source
    assert "agree" in graph.check()


def test_its_gradients_are_pytorchs(cnn):
    torch = pytest.importorskip("torch")
    x = random(2, 1, 4, 4, seed=1)
    graph = backdraw.from_onnx(
        cnn, {"x": x}, loss=lambda ops, y: ops.softmax_cross_entropy(y, [0, 2])
    )
    stored = {
        t.name: torch.tensor(numpy_helper.to_array(t), requires_grad=t.data_type == 1)
        for t in onnx.load(cnn).graph.initializer
    }
    F = torch.nn.functional
    y = F.conv2d(torch.tensor(x), stored["conv1.weight"], stored["conv1.bias"], padding=1)
    y = F.max_pool2d(F.relu(y), 2)
    y = F.batch_norm(y, stored["mu"].detach(), stored["v"].detach(), stored["g"], stored["b"])
    y = F.linear(y.flatten(1), stored["fc.weight"], stored["fc.bias"])
    F.cross_entropy(y, torch.tensor([0, 2])).backward()
    trace = graph.trace()["nodes"]
    nodes = {(node["label"] or {}).get("", node["name"]): node["gradient"] for node in trace}
    for name in ("conv1.weight", "conv1.bias", "g", "b", "fc.weight", "fc.bias"):
        np.testing.assert_allclose(nodes[name], stored[name].grad.numpy(), atol=1e-6)


@pytest.mark.parametrize(
    "operator, attributes, filters",
    [
        ("Conv", {"dilations": [2, 1], "strides": [1, 2], "pads": [1, 0, 0, 2]}, (4, 2, 2, 3)),
        ("Conv", {"group": 2, "auto_pad": "SAME_UPPER", "strides": [2, 2]}, (4, 1, 3, 2)),
        ("ConvTranspose", {"strides": [2, 3], "pads": [1, 0, 0, 1]}, (2, 3, 3, 2)),
        ("ConvTranspose", {"strides": [2, 3], "output_padding": [1, 2]}, (2, 2, 2, 2)),
    ],
)
def test_convolutions(tmp_path, operator, attributes, filters):
    nodes = [helper.make_node(operator, ["x", "w"], ["y"], **attributes)]
    stored = {"w": random(*filters)}
    onnx.save(model(nodes, stored, {"x": [1, 2, 5, 6]}), tmp_path / "m.onnx")
    x = random(1, 2, 5, 6, seed=1)
    graph = backdraw.from_onnx(tmp_path / "m.onnx", {"x": x})
    expected = ReferenceEvaluator(str(tmp_path / "m.onnx")).run(None, {"x": x})[0]
    shown = next(n for n in reversed(graph.trace()["nodes"]) if n["name"] == "y")["value"]
    np.testing.assert_allclose(shown, expected, atol=1e-5)
    assert "agree" in graph.check()


@pytest.mark.parametrize(
    "operator, attributes, stored",
    [
        ("Softmax", {"axis": 1}, {}),
        ("Transpose", {"perm": [0, 2, 1]}, {}),
        ("ReduceMean", {"axes": [1], "keepdims": 0}, {}),
        ("Slice", {}, {"a": np.array([0]), "b": np.array([3]), "c": np.array([2]), "d": np.array([2])}),
        ("Split", {"axis": 1}, {"a": np.array([1, 2])}),
        ("Pad", {}, {"a": np.array([0, 1, 0, 0, 0, 1])}),
        ("LayerNormalization", {}, {"a": random(4), "b": random(4)}),
        ("Gather", {"axis": 2}, {"a": np.array([[3, 0]])}),
        ("Clip", {}, {"a": np.float32(-0.5), "b": np.float32(0.5)}),
        ("Pow", {}, {"a": np.float32(2)}),
        ("MatMul", {}, {"a": random(4, 2)}),
        ("Where", {}, None),
    ],
)  # fmt: skip
def test_operators(tmp_path, operator, attributes, stored):
    if stored is None:
        nodes = [
            helper.make_node("Greater", ["x", "zero"], ["m"]),
            helper.make_node("Where", ["m", "x", "zero"], ["y"]),
        ]
        stored = {"zero": np.float32(0)}
    else:
        outputs = ["y", "z"] if operator == "Split" else ["y"]
        nodes = [helper.make_node(operator, ["x", *stored], outputs, **attributes)]
    onnx.save(model(nodes, stored, {"x": [2, 3, 4]}), tmp_path / "m.onnx")
    graph = backdraw.from_onnx(tmp_path / "m.onnx", {"x": random(2, 3, 4)})
    assert "agree" in graph.check()


# What is refused


def refused(path, words, **options):
    with pytest.raises(backdraw.BackdrawError, match=words):
        backdraw.from_onnx(path, **options)


def test_unknown_operators_are_said_at_once(tmp_path):
    node = helper.make_node
    nodes = [
        node("NonMaxSuppression", ["x", "x"], ["z"], name="nms"),
        node("Run", ["x"], ["y"], domain="evil"),
    ]
    onnx.save(model(nodes), tmp_path / "bad.onnx")
    with pytest.raises(backdraw.Unsupported) as caught:
        backdraw.from_onnx(tmp_path / "bad.onnx")
    assert [o.operation for o in caught.value.obstacles] == ["NonMaxSuppression", "Run"]


def test_what_is_no_model_is_refused(tmp_path):
    (tmp_path / "junk.onnx").write_bytes(b"\x80\x04junk")
    refused(tmp_path / "junk.onnx", "no ONNX model")
    refused(tmp_path / "none.onnx", "cannot be read")


def test_data_in_other_files_are_refused(tmp_path):
    evil = model([helper.make_node("Add", ["x", "w"], ["y"])], {"w": random(1)})
    tensor = evil.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "../../etc/passwd"
    (tmp_path / "evil.onnx").write_bytes(evil.SerializeToString())
    refused(tmp_path / "evil.onnx", "another file")


def test_a_tensor_that_claims_too_much_is_refused(tmp_path):
    evil = model([helper.make_node("Add", ["x", "w"], ["y"])], {"w": random(1)})
    evil.graph.initializer[0].dims[:] = [10**6, 10**6]
    (tmp_path / "evil.onnx").write_bytes(evil.SerializeToString())
    refused(tmp_path / "evil.onnx", "too many for a graph")


def test_old_operators_are_refused(tmp_path):
    onnx.save(model([helper.make_node("Relu", ["x"], ["y"])], version=9), tmp_path / "old.onnx")
    refused(tmp_path / "old.onnx", "13 is the oldest")


def test_wrong_inputs_are_said(cnn):
    refused(cnn, "no fixed shape")
    refused(cnn, "has the shape", inputs={"x": random(4, 4)})
    refused(cnn, "no input 'z'", inputs={"x": random(1, 1, 4, 4), "z": random(1)})


def test_the_command(tmp_path):
    onnx.save(model([helper.make_node("Relu", ["x"], ["y"])]), tmp_path / "m.onnx")
    command = [sys.executable, "-m", "backdraw.import_file"]
    done = subprocess.run([*command, tmp_path / "m.onnx", "-o", tmp_path / "m.graph"], check=False)
    assert done.returncode == 0 and "relu(x)" in (tmp_path / "m.graph").read_text()
    for name, status in (("none.onnx", 66), ("other.txt", 65)):
        (tmp_path / "other.txt").write_text("x")
        done = subprocess.run([*command, tmp_path / name, "-o", tmp_path / "n.graph"], check=False)
        assert done.returncode == status and not (tmp_path / "n.graph").exists()
