"""The schedule in PyTorch, eager, with its own autograd."""

import schedule

count = schedule.threads()
schedule.limit_blas(count)

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

torch.set_num_threads(count)
torch.manual_seed(0)
train_x, train_y, test_x, test_y = (torch.from_numpy(a.copy()) for a in schedule.load())

w1, w2 = 0.01 * torch.randn(784, schedule.HIDDEN), 0.01 * torch.randn(schedule.HIDDEN, 10)
b1, b2 = torch.zeros(schedule.HIDDEN), torch.zeros(10)
parameters = [p.requires_grad_() for p in (w1, b1, w2, b2)]
optimizer = torch.optim.SGD(parameters, lr=schedule.RATE)


def logits(x):
    return torch.addmm(b2, torch.addmm(b1, x, w1).relu(), w2)


def step(_):
    drawn = torch.randint(len(train_x), (schedule.BATCH,))
    loss = F.cross_entropy(logits(train_x[drawn]), train_y[drawn])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


@torch.no_grad()
def accuracy(x, y, block=10_000):
    right = 0
    for i in range(0, len(x), block):
        right += (logits(x[i : i + block]).argmax(1) == y[i : i + block]).sum().item()
    return right / len(x)


schedule.run(
    "PyTorch",
    torch.__version__,
    step,
    lambda: (accuracy(train_x, train_y), accuracy(test_x, test_y)),
)
