"""PyTorch's models come through, with the gradients of `loss.backward()`.

`capture` compares by itself; that it would notice a difference, `test_a_wrong_graph_is_noticed` says.
"""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402
from torch import nn  # noqa: E402
from torch_models import (  # noqa: E402
    GPT,
    MLP,
    VAE,
    BasicBlock,
    LeNet,
    OverTime,
    ResNet18,
    Reused,
    Word2Vec,
)

import backdraw  # noqa: E402
from backdraw.verification import numbers  # noqa: E402


@pytest.fixture(autouse=True)
def _seed():
    torch.manual_seed(0)


def gradients(model, loss):
    """Those of PyTorch itself, by the parameters' own names."""
    model.zero_grad()
    loss.backward()
    return {name: p.grad.numpy().copy() for name, p in model.named_parameters()}


def assert_same(graph, expected, rtol):
    """Independently of `verify`: a leaf's gradient in the trace is that of the parameter."""
    nodes = {(n["label"] or {}).get("", n["name"]): n for n in graph.trace()["nodes"]}
    for name, gradient in expected.items():
        found = numbers(nodes[name]["gradient"])
        scale = np.abs(gradient).max() + 1e-30
        np.testing.assert_allclose(found / scale, gradient / scale, atol=rtol, rtol=0)


def test_mlp_reads_as_it_was_written():
    model, x, t = MLP(), torch.randn(2, 2), torch.tensor([1, 0])
    graph = backdraw.capture(model, x, loss=lambda y: F.cross_entropy(y, t))
    lines = graph.source.splitlines()
    assert 'layer "fc1 (Linear)"' in lines
    assert "fc1 = affine(x, fc1_weight.T, fc1_bias)" in lines
    assert "fc2 = affine(tanh(fc1), fc2_weight.T, fc2_bias)" in lines
    assert "loss = softmax_cross_entropy(fc2, t)" in lines
    assert 'label fc1_weight "fc1.weight"' in lines
    assert_same(graph, gradients(model, F.cross_entropy(model(x), t)), 1e-6)
    assert all(p.grad is not None for p in model.parameters())


def test_doubles_agree_to_the_ninth_digit():
    model, x = MLP().double(), torch.randn(2, 2).double()
    graph = backdraw.capture(model, x, loss=lambda y: (y**2).sum())
    assert_same(graph, gradients(model, (model(x) ** 2).sum()), 1e-9)


def test_capturing_leaves_the_model_alone():
    model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Dropout(0.5))
    before = {name: value.clone() for name, value in model.state_dict().items()}
    state = torch.random.get_rng_state()
    backdraw.capture(model, torch.randn(4, 2, generator=torch.Generator().manual_seed(1)))
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())
    assert all(p.grad is None for p in model.parameters())
    assert all(p.dtype == torch.float32 for p in model.parameters())
    assert torch.equal(state, torch.random.get_rng_state())


def test_lenet_keeps_large_weights_in_a_file(tmp_path):
    model, x, t = LeNet(), torch.randn(2, 1, 28, 28), torch.tensor([3, 7])
    graph = backdraw.capture(model, x, loss=lambda y: F.cross_entropy(y, t))
    graph.save(tmp_path / "lenet.graph")
    assert (tmp_path / "lenet.safetensors").stat().st_size > 4 * 44_000
    text = (tmp_path / "lenet.graph").read_text()
    assert 'param fc1_weight = load("lenet.safetensors", "fc1.weight")' in text
    assert len(text) < 10_000
    assert_same(graph, gradients(model, F.cross_entropy(model(x), t)), 2e-6)


@pytest.mark.parametrize("training", [True, False])
def test_resnet_18_folds_into_its_blocks(training):
    model = ResNet18().double().train(training)
    x, t = torch.randn(2, 3, 32, 32).double(), torch.tensor([0, 2])
    graph = backdraw.capture(model, x, loss=lambda y: F.cross_entropy(y, t))
    source = graph.source
    # Eight blocks by two functions: those that keep the shape are one and the same.
    assert source.count("def basic_block") == 2
    assert source.count("= basic_block(") == 5 and source.count("= basic_block_2(") == 3
    layers = [line for line in source.splitlines() if line.startswith("layer ")]
    assert 'layer "layer3 (Sequential)"' in layers
    assert graph.svg(collapse="all", fit="slide").startswith("<?xml")


def test_a_block_alone():
    graph = backdraw.capture(
        BasicBlock(2, 4, 2), torch.randn(2, 2, 6, 6), loss=lambda y: y.mean(), title="Block"
    )
    assert 'title "Block"' in graph.source and "batch_norm(" in graph.source


@pytest.mark.parametrize("cell", [nn.LSTMCell, nn.GRUCell, nn.RNNCell])
def test_cells_over_time_are_one_function(cell):
    model, xs = OverTime(cell(2, 3)).double(), torch.randn(2, 4, 2).double()
    graph = backdraw.capture(model, xs, loss=lambda y: F.mse_loss(y, torch.ones_like(y)))
    name = {"LSTMCell": "lstm_cell", "GRUCell": "gru_cell"}.get(cell.__name__)
    if name:
        assert graph.source.count(f"def {name}") == 1
        assert graph.source.count(f"= {name}(") == 4
    assert_same(graph, gradients(model, F.mse_loss(model(xs), torch.ones(2, 1).double())), 1e-9)


@pytest.mark.parametrize(
    "layer",
    [
        nn.LSTM(2, 3, 2, batch_first=True),
        nn.GRU(2, 3, bidirectional=True),
        nn.RNN(2, 3, bias=False),
    ],
)
def test_recurrent_layers_are_written_out(layer):
    layer = layer.double()
    backdraw.capture(layer, torch.randn(3, 2, 2).double(), loss=lambda y: (y[0] ** 2).sum())


def test_transformer_encoder_layer():
    layer = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True)
    graph = backdraw.capture(layer, torch.randn(2, 4, 8), loss=lambda y: (y**2).mean())
    assert "attention(" in graph.source and "layer_norm(" in graph.source


def test_gpt_shares_its_table():
    model = GPT().double().eval()
    ids, after = torch.randint(0, 11, (1, 4)), torch.randint(0, 11, (4,))
    graph = backdraw.capture(model, ids, loss=lambda y: F.cross_entropy(y.view(-1, 11), after))
    source = graph.source
    assert source.count("def block(") == 1 and source.count("= block(") == 2
    assert source.count("param wte_weight") == 1 and "ln_f @ wte_weight.T" in source
    assert "h_0 = block(" in source and "attn = attention_block(" in source
    loss = F.cross_entropy(model(ids).view(-1, 11), after)
    assert_same(graph, gradients(model, loss), 1e-9)


def test_vae_keeps_the_noise_that_it_drew():
    model, x = VAE(), torch.rand(3, 6)

    def loss(result):
        y, mu, logvar = result
        fit = F.binary_cross_entropy(y, x, reduction="sum")
        return fit - 0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())

    graph = backdraw.capture(model, x, loss=loss)
    assert "const noise = " in graph.source


def test_word2vec():
    words = torch.tensor([1, 2]), torch.tensor([3, 4]), torch.tensor([[5, 6], [7, 1]])
    graph = backdraw.capture(Word2Vec(), *words)
    assert "const center = [1, 2]" in graph.source
    assert "embedding(inner_weight, center)" in graph.source


def test_a_layer_that_is_used_twice_stays_one_leaf():
    model, x = Reused(), torch.randn(2, 3)
    graph = backdraw.capture(model, x)
    assert graph.source.count("param layer_weight") == 1
    assert_same(graph, gradients(model, model(x)), 1e-6)


def test_functions_with_indices_where_and_broadcasting():
    w = torch.randn(3, requires_grad=True)
    i = torch.tensor([0, 1])

    def f(a, b):
        y = torch.where(a > 0, a * b, w - b)
        y = y[:, [2, 0]] + a[1:, None, 0]
        return (y[i, i] ** 2).sum() + a.std() + b.max()

    a, b = (torch.randn(s, requires_grad=True) for s in ((2, 3), (3,)))
    graph = backdraw.capture(f, a, b)
    expected = torch.autograd.grad(f(a, b), [a, b, w])
    assert_same(graph, dict(zip("abw", (g.numpy() for g in expected), strict=True)), 1e-6)


def test_a_function_of_plain_tensors_has_all_gradients():
    graph = backdraw.capture(lambda a, b: (a * b).sum(), torch.ones(2), torch.tensor([2.0, 3.0]))
    assert graph.source.splitlines()[:2] == ["a = ones([2])", "b = [2, 3]"]


def test_a_module_in_a_closure_is_read_with_the_function():
    model = MLP()
    graph = backdraw.capture(lambda x: model(x).pow(2).sum(), torch.randn(2, 2))
    assert "param model_fc1_weight" in graph.source


@pytest.mark.parametrize(
    "function",
    [
        lambda a: a.cumsum(0).roll(1, 1).flip(0).repeat(2, 1).norm() + a.logsumexp(1).prod(),
        lambda a: torch.einsum("ij,kj->ik", a, a).tril(-1).sum() + a.clamp(min=0).sum(),
        lambda a: torch.logaddexp(a, a * 2).mean() + F.pad(a, (1, 1)).var(1).sum(),
        lambda a: a.gather(1, torch.tensor([[0], [1]])).sum() + a.max(1).values.sum(),
        lambda a: F.cosine_similarity(a, a + 1).sum() + F.normalize(a).sum(),
        lambda a: F.smooth_l1_loss(a, a * 2, beta=0.5) + F.huber_loss(a, 2 * a, delta=0.3),
        lambda a: F.kl_div(F.log_softmax(a, -1), F.softmax(2 * a, -1), reduction="batchmean"),
        lambda a: F.cross_entropy(a, torch.tensor([0, -100])) + F.silu(a).mean(),
        lambda a: F.cross_entropy(a.view(1, 3, 2), torch.tensor([[0, 2]]), reduction="sum"),
        lambda a: F.binary_cross_entropy_with_logits(a, torch.sigmoid(a * 3)) + F.selu(a).sum(),
        lambda a: F.elu(a).sum() + F.leaky_relu(a, 0.2).sum() + F.gelu(a, approximate="tanh").sum(),
        lambda a: F.hardtanh(a, -0.5, 0.5).sum() + F.softplus(a, beta=2).sum() + F.mish(a).sum(),
        lambda a: F.rms_norm(a, [3]).pow(3).sum() + F.layer_norm(a, [2, 3]).pow(3).sum(),
        lambda a: torch.stack([a, a * 2]).permute(2, 0, 1).reshape(-1)[::2].prod(),
        lambda a: (a.unsqueeze(0).expand(2, 2, 3) @ a.T).squeeze().sum() + torch.outer(a[0], a[1]).sum(),
        lambda a: a.detach().sum() * a.sum() + torch.lerp(a, a * a, 0.3).sum() + torch.rsub(a, 1).sum(),
    ],
)  # fmt: skip
def test_many_operations(function):
    backdraw.capture(function, torch.randn(2, 3).double())


@pytest.mark.parametrize(
    "model, shape",
    [
        (nn.Sequential(nn.Conv2d(2, 4, 3, groups=2), nn.GroupNorm(2, 4), nn.SiLU()), (2, 2, 5, 5)),
        (nn.Sequential(nn.Conv1d(2, 4, 3, padding=1), nn.InstanceNorm1d(4), nn.MaxPool1d(2)), (2, 2, 8)),
        (nn.Sequential(nn.Conv2d(2, 2, 3, padding="same"), nn.AvgPool2d(2), nn.Flatten()), (1, 2, 4, 4)),
        (nn.Sequential(nn.Linear(3, 4), nn.Dropout(0.5), nn.Linear(4, 1)), (2, 3)),
        (nn.Bilinear(3, 3, 2), None),
    ],
)  # fmt: skip
def test_many_modules(model, shape):
    inputs = [torch.randn(shape)] if shape else [torch.randn(2, 3), torch.randn(2, 3)]
    backdraw.capture(model.double(), *(x.double() for x in inputs), loss=lambda y: (y**2).sum())


CONVOLUTIONS = [
    nn.Conv2d(2, 2, 2, dilation=2),
    nn.Conv2d(2, 4, (3, 2), stride=(1, 2), padding=(1, 0), dilation=(1, 3)),
    nn.Conv2d(2, 3, 2, stride=(2, 3)),
    nn.Conv2d(2, 2, 3, stride=(4, 2), padding=(2, 1), groups=2),
    nn.Conv2d(2, 4, 3, padding="same", dilation=2, groups=2, bias=False),
    nn.ConvTranspose2d(2, 3, 2),
    nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1),
    nn.ConvTranspose2d(2, 4, (2, 3), stride=(3, 1), padding=(0, 2), groups=2, bias=False),
    nn.ConvTranspose2d(2, 1, 2, padding=1, dilation=3),
    nn.ConvTranspose2d(2, 1, 1, stride=2, padding=1),
]  # fmt: skip


@pytest.mark.parametrize("layer", CONVOLUTIONS, ids=str)
def test_convolutions(layer: nn.Module) -> None:
    """Values and gradients, of input and parameters, are held against PyTorch's."""
    layer = layer.double()
    x = torch.randn(2, 2, 6, 7, dtype=torch.float64)
    backdraw.capture(layer, x, loss=lambda y: (y**2).sum())


@pytest.mark.parametrize(
    "layer",
    [
        nn.Conv1d(2, 4, 3, stride=2, dilation=2, groups=2),
        nn.ConvTranspose1d(2, 3, 3, stride=2, padding=1, output_padding=1),
    ],
    ids=str,
)
def test_convolutions_along_one_axis(layer: nn.Module) -> None:
    layer = layer.double()
    backdraw.capture(layer, torch.randn(1, 2, 9, dtype=torch.float64), loss=lambda y: (y**2).sum())


# What is refused


def test_each_convolution_without_counterpart_is_refused_at_once() -> None:
    class Volumes(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.down = nn.Conv3d(1, 1, 2)
            self.up = nn.ConvTranspose3d(1, 1, 2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.up(self.down(x))

    with pytest.raises(backdraw.Unsupported) as refusal:
        backdraw.capture(Volumes(), torch.randn(1, 1, 3, 3, 3), loss=lambda y: y.sum())
    told = [(each.reason, each.origin) for each in refusal.value.obstacles]
    reason = "a convolution over one axis or two only"
    assert told == [(reason, "in down"), (reason, "in up")]


class Impossible(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Conv3d(1, 1, 2)

    def forward(self, x):
        y = self.down(x)
        return torch.fft.fft(y).abs().sum() + torch.sort(y).values.sum()


def test_all_that_has_no_counterpart_is_said_at_once(tmp_path):
    with pytest.raises(backdraw.Unsupported) as caught:
        backdraw.capture(Impossible(), torch.randn(1, 1, 4, 4, 4))
    found = {obstacle.operation: obstacle for obstacle in caught.value.obstacles}
    assert {"convolution", "fft_fft", "sort"} <= found.keys()
    assert found["convolution"].origin == "in down"
    assert found["sort"].source.startswith("test_torch.py:")


def test_a_branch_on_numbers_is_refused():
    def f(x):
        return x.sum() if x.sum() > 0 else -x.sum()

    with pytest.raises(backdraw.BackdrawError, match="cannot read the model"):
        backdraw.capture(f, torch.ones(2))


def test_a_change_in_place_that_something_else_sees_is_refused():
    def f(x):
        y = x * 2
        y[0] += 1
        return y.sum()

    with pytest.raises(backdraw.BackdrawError):
        backdraw.capture(f, torch.ones(2, requires_grad=True))


def test_attention_with_dropout_asks_for_eval():
    layer = nn.TransformerEncoderLayer(4, 1, 8, dropout=0.1, batch_first=True)
    with pytest.raises(backdraw.Unsupported, match=r"model\.eval\(\)"):
        backdraw.capture(layer, torch.randn(1, 2, 4))


def test_several_results_ask_for_a_loss():
    with pytest.raises(backdraw.BackdrawError, match="loss="):
        backdraw.capture(lambda x: (x, x * 2), torch.ones(2))


def test_nan_is_refused():
    with pytest.raises(backdraw.BackdrawError, match="NaN"):
        backdraw.capture(lambda x: (x * 2).sum(), torch.tensor([1.0, float("nan")]))


def test_a_wrong_graph_is_noticed(monkeypatch):
    from backdraw import tensorops

    monkeypatch.setitem(tensorops.UNARY, "tanh", "sigmoid({0})")
    with pytest.raises(backdraw.Disagreement, match="the value of 'loss'"):
        backdraw.capture(MLP(), torch.randn(2, 2), loss=lambda y: y.sum())


def test_a_wrong_gradient_is_noticed(monkeypatch):
    from backdraw import torchrules

    def halved(r, out, x):
        """The value of tanh, with half its gradient."""
        constant = r.recording.constant(x.array / 2)
        return r.recording.emit("tanh({0} / 2 + {1})", x, constant, array=out.numpy())

    monkeypatch.setitem(torchrules.RULES, "tanh", halved)
    with pytest.raises(backdraw.Disagreement, match="the gradient of 'fc1_"):
        backdraw.capture(MLP(), torch.randn(2, 2), loss=lambda y: y.sum())
