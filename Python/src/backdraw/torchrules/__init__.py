"""How each operation of ATen is written in the graph language: a file for each family."""

from . import axes, cells, entries, images, losses, normalization, products, shapes
from .table import RULES

__all__ = [
    "RULES",
    "axes",
    "cells",
    "entries",
    "images",
    "losses",
    "normalization",
    "products",
    "shapes",
]
