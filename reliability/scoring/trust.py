"""Which types a stored scikit-learn estimator may hold; found by reading its schema, without running any of it."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import Any

from reliability.errors import ReliabilityError

TRUSTED = ("numpy.dtype",)
"""The only type beyond the scikit-learn and NumPy defaults of skops that our pipelines need."""

_PINNED = frozenset(
    {
        ("builtins", "dict", "DictNode"),
        ("builtins", "list", "ListNode"),
        ("builtins", "str", "JsonNode"),
        ("builtins", "str", "TypeNode"),
        ("builtins", "tuple", "TupleNode"),
        ("numpy", "dtype", "DTypeNode"),
        ("numpy", "float64", "NdArrayNode"),
        ("numpy", "int64", "NdArrayNode"),
        ("numpy", "ndarray", "NdArrayNode"),
        ("sklearn.impute._base", "SimpleImputer", "ObjectNode"),
        ("sklearn.linear_model._ridge", "Ridge", "ObjectNode"),
        ("sklearn.pipeline", "Pipeline", "ObjectNode"),
        ("sklearn.preprocessing._data", "MinMaxScaler", "ObjectNode"),
        ("sklearn.preprocessing._data", "StandardScaler", "ObjectNode"),
    }
)

_LARGEST = 20_000_000


def members(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP archive of model data.

    Raises:
        ValueError: it is none, or would grow beyond 20 MB.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise ValueError("it is no archive") from error
    if sum(member.file_size for member in archive.infolist()) > _LARGEST:
        raise ValueError("it is far larger than a model")
    return archive


def check(data: bytes) -> None:
    """Refuse a skops archive that holds anything but the parts of our own pipelines.

    Raises:
        ReliabilityError: it holds another type.
        ValueError: it cannot be read.
    """
    try:
        schema = json.loads(members(data).read("schema.json"))
    except (KeyError, RecursionError, NotImplementedError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        raise ValueError("its schema cannot be read") from error
    foreign = sorted(_types(schema) - _PINNED, key=str)
    if foreign:
        module, name, _ = foreign[0]
        raise ReliabilityError(
            f"The model holds the type {module}.{name}, which is not trusted; it was not loaded.",
            "Use only models that you or this project trained.",
        )


def _types(schema: Any) -> set[tuple[str, str, str]]:
    found: set[tuple[str, str, str]] = set()
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "__loader__" in node or "__class__" in node:
                found.add((str(node.get("__module__")), str(node.get("__class__")), str(node.get("__loader__"))))
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return found
