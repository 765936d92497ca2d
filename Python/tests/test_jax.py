"""JAX's functions come through, with the gradients of `jax.grad`."""

from __future__ import annotations

import numpy as np
import pytest

jax = pytest.importorskip("jax")

import jax.numpy as jnp  # noqa: E402

import backdraw  # noqa: E402


def random(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


W, X = random(3, 3), random(5, 3, seed=1)


def test_a_tree_of_parameters():
    parameters = {"w1": random(3, 4), "b1": np.zeros(4, np.float32), "w2": random(4, 2)}
    labels = np.array([0, 1, 1, 0, 1])

    def loss(params, x, t):
        h = jnp.tanh(x @ params["w1"] + params["b1"])
        return -jnp.mean(jax.nn.log_softmax(h @ params["w2"])[jnp.arange(5), t])

    graph = backdraw.capture_jax(loss, parameters, X, labels)
    assert "log_softmax(tanh @ params_w2)" in graph.source
    expected = jax.grad(loss)(parameters, X, labels)
    nodes = {node["name"]: node["gradient"] for node in graph.trace()["nodes"]}
    for name, gradient in expected.items():
        np.testing.assert_allclose(nodes[f"params_{name}"], gradient, atol=1e-6)


@jax.jit
def twice(x, w):
    y = jnp.sin(x @ w)
    return y * y + x


def attention(x, q, k, v):
    scores = jnp.einsum("bqd,bkd->bqk", x @ q, x @ k) / jnp.sqrt(3.0)
    mask = jnp.tril(jnp.ones((4, 4)))
    return (jax.nn.softmax(jnp.where(mask == 0, -1e9, scores)) @ (x @ v)).sum()


def convolution(image, filters):
    names = ("NHWC", "HWIO", "NHWC")
    y = jax.lax.conv_general_dilated(image, filters, (1, 1), "SAME", dimension_numbers=names)
    y = jax.lax.reduce_window(y, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    return (y**2).mean()


def dilated(image, filters):
    names = ("NHWC", "HWIO", "NHWC")
    y = jax.lax.conv_general_dilated(
        image, filters, (1, 2), [(1, 0), (2, 1)], rhs_dilation=(2, 1), dimension_numbers=names
    )
    return (y**2).mean()


def transposed(image, filters):
    y = jax.lax.conv_transpose(image, filters, (2, 3), "SAME")
    return (y**2).mean()


def apart(x):
    return (jax.lax.pad(x, 0.0, [(1, 0, 2), (0, -1, 1)]) ** 3).sum()


def chosen(x, y):
    a = jax.lax.cond(x.sum() > y.sum(), lambda x, y: x * y, lambda x, y: x - y, x, y)
    b = jax.lax.cond(True, lambda x: jnp.sin(x), lambda x: x, y)
    return (a * b).sum()


def counted(x, w):
    return jax.lax.fori_loop(0, 3, lambda i, h: jnp.tanh(h @ w) + i * x, x).sum()


def recurrent(w, u, xs):
    def step(h, x):
        h = jnp.tanh(h @ w + x @ u)
        return h, h

    return (jax.lax.scan(step, jnp.zeros(3), xs)[1] ** 2).sum()


@pytest.mark.parametrize(
    "function, inputs",
    [
        (lambda x: jnp.sum(jax.nn.gelu(x) * jax.nn.silu(x) + jax.nn.softplus(x)), [X]),
        (lambda x: jnp.linalg.norm(x) + jnp.var(x) + jnp.where(x > 0, x, 0.1 * x).max(), [X]),
        (lambda e: (e[jnp.array([[1, 2], [3, 1]])] ** 2).sum() + e[1, 2] * e[-1].sum(), [X]),
        (attention, [random(2, 4, 3), W, W + 1, W - 1]),
        (convolution, [random(1, 6, 6, 2), random(3, 3, 2, 4)]),
        (dilated, [random(1, 6, 6, 2), random(3, 3, 2, 4)]),
        (transposed, [random(1, 4, 3, 2), random(3, 2, 2, 4)]),
        (apart, [X]),
        (chosen, [X, X + 0.1]),
        (chosen, [X + 0.1, X]),
        (counted, [X, W]),
        (recurrent, [W, W + 1, X]),
        (lambda x: jnp.concatenate([x, x[::-1]], 1).reshape(-1)[::3].prod() + jnp.cumsum(x).sum(), [X]),
    ],
)  # fmt: skip
def test_functions(function, inputs):
    backdraw.capture_jax(function, *inputs)


def test_what_is_under_jit_is_a_function():
    graph = backdraw.capture_jax(lambda x, w: twice(twice(x, w), w).sum(), X, W)
    assert graph.source.count("def twice(") == 1 and graph.source.count("= twice(") == 2


def test_all_that_has_no_counterpart_is_said_at_once():
    def f(x):
        return jnp.sort(x).sum() + jnp.fft.fft(x).real.sum()

    with pytest.raises(backdraw.Unsupported) as caught:
        backdraw.capture_jax(f, X)
    found = {obstacle.operation: obstacle for obstacle in caught.value.obstacles}
    assert {"sort", "fft"} <= found.keys()
    assert (
        found["sort"].source == ""
        or found["sort"].source.endswith(".py")
        or ":" in found["sort"].source
    )
