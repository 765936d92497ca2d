"""The network of main.swift in PyTorch: one name a step, eager, on one thread."""

import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from peer_names import NAMES

WIDTH, HEADS, BLOCK, LETTERS = 16, 4, 16, 27


def norm(x):
    return F.rms_norm(x, (WIDTH,), eps=1e-5)


class GPT(nn.Module):
    def __init__(self):
        super().__init__()
        self.letters = nn.Embedding(LETTERS, WIDTH)
        self.places = nn.Embedding(BLOCK, WIDTH)
        self.query = nn.Linear(WIDTH, WIDTH, bias=False)
        self.key = nn.Linear(WIDTH, WIDTH, bias=False)
        self.value = nn.Linear(WIDTH, WIDTH, bias=False)
        self.output = nn.Linear(WIDTH, WIDTH, bias=False)
        self.up = nn.Linear(WIDTH, 4 * WIDTH, bias=False)
        self.down = nn.Linear(4 * WIDTH, WIDTH, bias=False)
        self.head = nn.Linear(WIDTH, LETTERS, bias=False)
        for parameter in self.parameters():
            nn.init.normal_(parameter, 0, 0.08)

    def forward(self, text, positions):
        n = text.shape[0]
        x = norm(self.letters(text) + self.places(positions))
        h = norm(x)
        q, k, v = (
            layer(h).view(n, HEADS, WIDTH // HEADS).transpose(0, 1)
            for layer in (self.query, self.key, self.value)
        )
        attended = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.output(attended.transpose(0, 1).reshape(n, WIDTH))
        x = x + self.down(F.relu(self.up(norm(x))))
        return self.head(x)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    documents = [
        (torch.tensor(tokens[:-1]), torch.tensor(tokens[1:]), torch.arange(len(tokens) - 1))
        for tokens in ([26] + [ord(letter) - 97 for letter in name] + [26] for name in NAMES)
    ]
    best, loss_first = float("inf"), 0.0
    for run in range(3):
        model = GPT()
        optimizer = torch.optim.Adam(model.parameters(), lr=0.01, betas=(0.85, 0.99), eps=1e-8)
        losses = []
        start = time.perf_counter()
        for step in range(steps):
            text, letters, positions = documents[step % len(documents)]
            for group in optimizer.param_groups:
                group["lr"] = 0.01 * (1 - step / steps)
            loss = F.cross_entropy(model(text, positions), letters)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        best = min(best, (time.perf_counter() - start) / steps * 1e6)
        if run == 0:
            loss_first = sum(losses[-len(NAMES) :]) / len(NAMES)
    print(f"{best:.1f} µs a step (best of 3 runs of {steps}), loss {loss_first}")


if __name__ == "__main__":
    main()
