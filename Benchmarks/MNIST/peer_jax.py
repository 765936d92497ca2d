"""The schedule in JAX: one compiled step, called 10,000 times; compiling is not timed."""

import os

import schedule

count = schedule.threads()
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={'true' if count > 1 else 'false'}"
if count == 1 and hasattr(os, "sched_setaffinity"):
    # XLA sizes its pool by the processors it may use and has no other setting for it.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

train_x, train_y, test_x, test_y = (jnp.asarray(a) for a in schedule.load())
key, first, second = jax.random.split(jax.random.key(0), 3)
parameters = {
    "w1": 0.01 * jax.random.normal(first, (784, schedule.HIDDEN)),
    "b1": jnp.zeros(schedule.HIDDEN),
    "w2": 0.01 * jax.random.normal(second, (schedule.HIDDEN, 10)),
    "b2": jnp.zeros(10),
}


def logits(p, x):
    return jax.nn.relu(x @ p["w1"] + p["b1"]) @ p["w2"] + p["b2"]


def loss(p, x, y):
    shares = jax.nn.log_softmax(logits(p, x))
    return -jnp.take_along_axis(shares, y[:, None], axis=1).mean()


@jax.jit
def update(p, key, x, y):
    key, draw = jax.random.split(key)
    drawn = jax.random.randint(draw, (schedule.BATCH,), 0, len(x))
    value, gradient = jax.value_and_grad(loss)(p, x[drawn], y[drawn])
    return jax.tree.map(lambda w, g: w - schedule.RATE * g, p, gradient), key, value


@jax.jit
def accuracy(p, x, y):
    return (logits(p, x).argmax(axis=1) == y).mean()


def step(_):
    global parameters, key
    parameters, key, _ = update(parameters, key, train_x, train_y)


def evaluate():
    return (
        float(accuracy(parameters, train_x, train_y)),
        float(accuracy(parameters, test_x, test_y)),
    )


jax.block_until_ready(update(parameters, key, train_x, train_y))
evaluate()
schedule.run("JAX", jax.__version__, step, evaluate)
