"""All 39,760 gradients of a 784-50-10 network against central differences, in NumPy.

Three MNIST images, double precision, weights N(0, 0.01²): two forward passes for each parameter, as
`backdraw check --mnist` does. Prints the seconds and the mean difference of each array as JSON.
"""

import argparse
import gzip
import json
import os
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
folder = parser.parse_args().data


def read(name, header, count):
    with gzip.open(os.path.join(folder, name + "-ubyte.gz")) as file:
        return np.frombuffer(file.read(header + count), np.uint8, offset=header)


BATCH, STEP = 3, 1e-5
x = read("train-images-idx3", 16, BATCH * 784).reshape(BATCH, 784) / 255.0
t = read("train-labels-idx1", 8, BATCH)
random = np.random.default_rng(1)
w1, b1 = 0.01 * random.standard_normal((784, 50)), np.zeros(50)
w2, b2 = 0.01 * random.standard_normal((50, 10)), np.zeros(10)
rows = np.arange(BATCH)


def forward():
    z1 = x @ w1 + b1
    z2 = np.maximum(z1, 0) @ w2 + b2
    z2 = z2 - z2.max(axis=1, keepdims=True)
    return z1, z2, np.exp(z2).sum(axis=1)


def loss():
    _, z2, sums = forward()
    return (np.log(sums) - z2[rows, t]).mean()


def gradients():
    z1, z2, sums = forward()
    d2 = np.exp(z2) / sums[:, None]
    d2[rows, t] -= 1
    d2 /= BATCH
    d1 = (d2 @ w2.T) * (z1 > 0)
    return x.T @ d1, d1.sum(axis=0), np.maximum(z1, 0).T @ d2, d2.sum(axis=0)


start = time.perf_counter()
means = {}
for name, parameter, gradient in zip(("W1", "b1", "W2", "b2"), (w1, b1, w2, b2), gradients()):
    numerical = np.empty(parameter.size)
    flat = parameter.reshape(-1)
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + STEP
        above = loss()
        flat[i] = kept - STEP
        numerical[i] = (above - loss()) / (2 * STEP)
        flat[i] = kept
    means[name] = float(np.abs(numerical - gradient.reshape(-1)).mean())
seconds = time.perf_counter() - start
print(json.dumps({"program": f"NumPy {np.__version__}", "seconds": seconds, "means": means}))
