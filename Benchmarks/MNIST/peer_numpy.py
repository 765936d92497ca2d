"""The schedule in NumPy, float32, with the backward pass by hand."""

import schedule

schedule.limit_blas(schedule.threads())

import numpy as np  # noqa: E402

train_x, train_y, test_x, test_y = schedule.load()
random = np.random.default_rng(0)


def normal(*shape):
    return (0.01 * random.standard_normal(shape)).astype(np.float32)


w1, b1 = normal(784, schedule.HIDDEN), np.zeros(schedule.HIDDEN, np.float32)
w2, b2 = normal(schedule.HIDDEN, 10), np.zeros(10, np.float32)
rate, rows = np.float32(schedule.RATE), np.arange(schedule.BATCH)


def step(_):
    drawn = random.integers(0, len(train_x), schedule.BATCH)
    x, y = train_x[drawn], train_y[drawn]
    z1 = x @ w1
    z1 += b1
    h = np.maximum(z1, 0)
    z2 = h @ w2
    z2 += b2
    z2 -= z2.max(axis=1, keepdims=True)
    p = np.exp(z2)
    sums = p.sum(axis=1, keepdims=True)
    loss = (np.log(sums[:, 0]) - z2[rows, y]).mean()
    p /= sums
    p[rows, y] -= 1
    p /= np.float32(schedule.BATCH)
    dw2, db2 = h.T @ p, p.sum(axis=0)
    dz1 = p @ w2.T
    dz1 *= z1 > 0
    dw1, db1 = x.T @ dz1, dz1.sum(axis=0)
    for parameter, gradient in ((w1, dw1), (b1, db1), (w2, dw2), (b2, db2)):
        gradient *= rate
        parameter -= gradient
    return loss


def accuracy(x, y, block=2_000):
    right = 0
    for i in range(0, len(x), block):
        h = x[i : i + block] @ w1
        h += b1
        np.maximum(h, 0, out=h)
        right += ((h @ w2 + b2).argmax(axis=1) == y[i : i + block]).sum()
    return right / len(x)


schedule.run(
    "NumPy",
    np.__version__,
    step,
    lambda: (accuracy(train_x, train_y), accuracy(test_x, test_y)),
)
