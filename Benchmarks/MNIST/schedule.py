"""What every program of the comparison does, and the data for it.

784-50-10 with ReLU, weights N(0, 0.01²), biases 0; SGD with rate 0.1 on batches of 100 drawn with
replacement; 10,000 steps; after the first and every 600th from there, the accuracies on all 60,000
training and 10,000 test images: 17 evaluations. The clock runs from before the first step until
after the last, with the data already in memory as float32.
"""

import argparse
import gzip
import json
import os
import time

STEPS, BATCH, RATE, EVERY, HIDDEN = 10_000, 100, 0.1, 600, 50


def threads() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args().threads


def limit_blas(count: int) -> None:
    """Has to come before NumPy is imported."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(count)


def load():
    """Training images and labels, test images and labels; images as float32 between 0 and 1."""
    import numpy

    here = os.path.dirname(os.path.abspath(__file__))
    folder = os.environ.get("MNIST", os.path.join(here, "..", "..", "Data", "mnist"))

    def read(name, header):
        with gzip.open(os.path.join(folder, name + "-ubyte.gz")) as file:
            return numpy.frombuffer(file.read(), numpy.uint8, offset=header)

    def images(name):
        return (read(name, 16).reshape(-1, 784) / numpy.float32(255)).astype(numpy.float32)

    return (
        images("train-images-idx3"),
        read("train-labels-idx1", 8).astype(numpy.int64),
        images("t10k-images-idx3"),
        read("t10k-labels-idx1", 8).astype(numpy.int64),
    )


def run(program: str, version: str, step, evaluate) -> None:
    """Times step(i) and evaluate() → (train, test) over the schedule and prints the result."""
    start = time.perf_counter()
    for i in range(STEPS):
        step(i)
        if i % EVERY == 0:
            train, test = evaluate()
    report(program, version, time.perf_counter() - start, train, test)


def report(program, version, seconds, train, test) -> None:
    print(
        json.dumps(
            {
                "program": program,
                "version": version,
                "seconds": seconds,
                "final": {"train": float(train), "test": float(test)},
            }
        )
    )
