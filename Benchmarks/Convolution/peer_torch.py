"""The network of main.swift in PyTorch, eager, on so many threads."""

import argparse
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--padding", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    side = 7 if options.padding else 5
    network = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=options.padding),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=options.padding),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * side * side, 10),
    )
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05)
    images, labels = torch.rand(100, 1, 28, 28), torch.randint(0, 10, (100,))

    def step():
        optimizer.zero_grad()
        loss = F.cross_entropy(network(images), labels)
        loss.backward()
        optimizer.step()
        return loss

    for _ in range(5):
        loss = step()
    best = float("inf")
    for _ in range(10):
        start = time.perf_counter()
        for _ in range(20):
            loss = step()
        best = min(best, (time.perf_counter() - start) / 20 * 1e3)
    print(f"{best:.2f} ms a step on {options.threads} thread(s), best of 10 × 20;", end=" ")
    print(f"loss {loss.item()}")


if __name__ == "__main__":
    main()
