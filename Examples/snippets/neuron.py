"""One neuron in PyTorch. `backdraw import` reads these lines, and runs none of them."""

import torch
import torch.nn.functional as F

x = torch.tensor([[1.0, 2.0], [0.5, -1.0]])
w = torch.tensor([[0.3], [-0.2]], requires_grad=True)
b = torch.tensor([0.1], requires_grad=True)
t = torch.tensor([[1.0], [0.0]])

y = torch.sigmoid(x @ w + b)
loss = F.mse_loss(y, t)
loss.backward()
