"""Safetensors: many tensors in one file, by name."""

from __future__ import annotations

import json

import numpy as np

from .recording import Array

_TYPES = {"float64": "F64", "float32": "F32", "int64": "I64"}


def safetensors(tensors: dict[str, Array]) -> bytes:
    """The bytes of a safetensors file: the header's length, the header, the numbers."""
    header: dict[str, object] = {}
    parts: list[bytes] = []
    offset = 0
    for name, tensor in tensors.items():
        data = np.ascontiguousarray(tensor).astype(tensor.dtype.newbyteorder("<")).tobytes()
        header[name] = {
            "dtype": _TYPES[tensor.dtype.name],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        parts.append(data)
        offset += len(data)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + b"".join(parts)
