"""Names of the graph language: what may be one, and which are taken."""

from __future__ import annotations

import re

#: The functions of the language: a definition with such a name would hide one.
FUNCTIONS = frozenset(
    """
    abs affine arange argmax attention avg_pool2d batch_norm bce broadcast_to choose clip concat
    conv2d cos cross_entropy cumsum dot dropout einsum elu embedding erf exp expand_dims eye flatten
    gelu half_sse hardtanh hinge huber kl layer_norm leaky_relu load log log2 log_softmax logsumexp
    mae max max_pool2d mean min mish mse nll norm normal one_hot ones pad permute prod relu relu6
    reshape rms_norm sigmoid sigmoid_bce silu sin softmax softmax_cross_entropy softmax_loss softplus
    sqrt square squeeze sse stack std sum swish tanh transpose tril triu uniform var where zeros
    """.split()
)

#: Words that begin a statement. They may be names, but read badly as such.
STATEMENTS = frozenset(
    """
    batch const def for highlight label layer note optimizer order output param predict rank rate
    return schedule seed title upstream true false True False in
    """.split()
)


def identifier(text: str, fallback: str = "v") -> str:
    """`layer1.0.weight` as a name, `layer1_0_weight`; digits in front get a word."""
    name = re.sub(r"\W+", "_", text).strip("_")
    if not name:
        return fallback
    if name[0].isdigit():
        name = f"layer{name}"
    return f"{name}_" if name in STATEMENTS else name


def snake_case(kind: str) -> str:
    """`BasicBlock` as the name of a function, `basic_block`; `LSTMCell` as `lstm_cell`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", kind)
    return identifier(words.lower(), "block")


class Names:
    """Which names are taken in one room of names."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)

    def claim(self, wish: str) -> str:
        """The name itself, or the first of `name_2`, `name_3`, … that is free."""
        name, number = wish, 1
        while name in self._taken:
            number += 1
            name = f"{wish}_{number}"
        self._taken.add(name)
        return name
