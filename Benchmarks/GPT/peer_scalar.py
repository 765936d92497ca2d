"""The network of main.swift on numbers alone: a tape of scalars in plain Python, one name a step.

What a tape of scalars costs, as in the programs that teach backpropagation with one.
"""

import math
import random
import sys
import time

from peer_names import NAMES

WIDTH, HEADS, BLOCK, LETTERS = 16, 4, 16, 27


class Scalar:
    """A number, where it came from, and the derivatives by that."""

    __slots__ = ("value", "gradient", "parents", "slopes")

    def __init__(self, value, parents=(), slopes=()):
        self.value, self.gradient = value, 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        return Scalar(self.value + other.value, (self, other), (1.0, 1.0))

    def __sub__(self, other):
        return Scalar(self.value - other.value, (self, other), (1.0, -1.0))

    def __mul__(self, other):
        if not isinstance(other, Scalar):
            return Scalar(self.value * other, (self,), (other,))
        return Scalar(self.value * other.value, (self, other), (other.value, self.value))

    def power(self, exponent):
        slope = exponent * self.value ** (exponent - 1)
        return Scalar(self.value**exponent, (self,), (slope,))

    def exp(self):
        value = math.exp(self.value)
        return Scalar(value, (self,), (value,))

    def log(self):
        return Scalar(math.log(self.value), (self,), (1 / self.value,))

    def relu(self):
        return Scalar(max(self.value, 0.0), (self,), (1.0 if self.value > 0 else 0.0,))


def total(numbers):
    sum_ = numbers[0]
    for number in numbers[1:]:
        sum_ = sum_ + number
    return sum_


def backward(output):
    order, seen, stack = [], set(), [(output, False)]
    while stack:
        node, is_done = stack.pop()
        if is_done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent in node.parents)
    output.gradient = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.gradient += slope * node.gradient


def product(x, weights):
    return [total([a * b for a, b in zip(x, column)]) for column in weights]


def norm(x):
    mean = total([a * a for a in x]) * (1 / len(x))
    scale = (mean + Scalar(1e-5)).power(-0.5)
    return [a * scale for a in x]


def softmax(scores):
    most = Scalar(max(score.value for score in scores))
    powers = [(score - most).exp() for score in scores]
    share = total(powers).power(-1)
    return [power * share for power in powers]


def matrix(rows, columns):
    return [[Scalar(random.gauss(0, 0.08)) for _ in range(columns)] for _ in range(rows)]


def loss_of(model, tokens):
    size = WIDTH // HEADS
    keys, values, losses = [], [], []
    for place, (token, target) in enumerate(zip(tokens, tokens[1:])):
        x = norm([a + b for a, b in zip(model["letters"][token], model["places"][place])])
        h = norm(x)
        query = product(h, model["query"])
        keys.append(product(h, model["key"]))
        values.append(product(h, model["value"]))
        attended = []
        for start in range(0, WIDTH, size):
            part = range(start, start + size)
            weights = softmax(
                [total([query[i] * key[i] for i in part]) * size**-0.5 for key in keys]
            )
            attended += [
                total([weight * value[i] for weight, value in zip(weights, values)]) for i in part
            ]
        x = [a + b for a, b in zip(x, product(attended, model["output"]))]
        hidden = [a.relu() for a in product(norm(x), model["up"])]
        x = [a + b for a, b in zip(x, product(hidden, model["down"]))]
        losses.append(softmax(product(x, model["head"]))[target].log() * -1)
    return total(losses) * (1 / len(losses))


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    random.seed(1)
    model = {
        "letters": matrix(LETTERS, WIDTH),
        "places": matrix(BLOCK, WIDTH),
        "query": matrix(WIDTH, WIDTH),
        "key": matrix(WIDTH, WIDTH),
        "value": matrix(WIDTH, WIDTH),
        "output": matrix(WIDTH, WIDTH),
        "up": matrix(4 * WIDTH, WIDTH),
        "down": matrix(WIDTH, 4 * WIDTH),
        "head": matrix(LETTERS, WIDTH),
    }
    parameters = [number for table in model.values() for row in table for number in row]
    first, second = [0.0] * len(parameters), [0.0] * len(parameters)
    start = time.perf_counter()
    for step in range(steps):
        name = NAMES[step % len(NAMES)]
        loss = loss_of(model, [26] + [ord(letter) - 97 for letter in name] + [26])
        backward(loss)
        rate = 0.01 * (1 - step / steps)
        for i, parameter in enumerate(parameters):
            g = parameter.gradient
            first[i] = 0.85 * first[i] + 0.15 * g
            second[i] = 0.99 * second[i] + 0.01 * g * g
            mean = first[i] / (1 - 0.85 ** (step + 1))
            square = second[i] / (1 - 0.99 ** (step + 1))
            parameter.value -= rate * mean / (square**0.5 + 1e-8)
            parameter.gradient = 0.0
    elapsed = (time.perf_counter() - start) / steps * 1e6
    print(f"{elapsed:.1f} µs a step ({steps} steps), loss {loss.value}")


if __name__ == "__main__":
    main()
