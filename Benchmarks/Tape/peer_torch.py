"""The graph of main.swift in PyTorch, a tensor for each scalar (pip install torch): prints JSON.

Only the leaves keep their gradients here, and the arrows' are thrown away.
"""

import graph
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def build(steps):
    leaves = [torch.tensor(x, requires_grad=True) for x in graph.LEAVES]
    return leaves, graph.record(steps, leaves, torch.tensor(0.0), torch.relu)


graph.run(
    "PyTorch " + torch.__version__.split("+")[0],
    build,
    lambda output: output.backward(),
    lambda leaf: leaf.grad.item(),
)
