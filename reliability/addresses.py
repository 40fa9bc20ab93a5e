"""Addresses of object stores, `s3://bucket/folder`, and the file systems behind them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from reliability.errors import ReliabilityError

SCHEMES = ("s3", "gs", "gcs", "hdfs", "abfs", "abfss")


def is_address(name: str) -> bool:
    """Whether a name is an address rather than a path; those of web pages are none.

    >>> is_address("s3://desk/articles"), is_address("articles/s3"), is_address("https://harbour-post.example/")
    (True, False, False)
    """
    return name.partition("://")[0] in SCHEMES and "://" in name


def bare(address: str) -> str:
    """An address without what says how to reach its server.

    >>> bare("s3://desk/articles?endpoint_override=127.0.0.1:9000&scheme=http")
    's3://desk/articles'
    """
    return address.partition("?")[0]


def within(address: str, path: str) -> str:
    """The address of a path of the same server: what says how to reach it stays behind.

    >>> within("s3://desk/in?region=eu-west-1", "desk/in/a.jsonl")
    's3://desk/in/a.jsonl?region=eu-west-1'
    """
    scheme = address.partition("://")[0]
    _, mark, options = address.partition("?")
    return f"{scheme}://{path}{mark}{options}"


@lru_cache(maxsize=32)
def system(place: str) -> tuple[Any, str]:
    """The Arrow file system of an address or of a path, and the path in it, without a slash at its end.

    Raises:
        ReliabilityError: it is no address of a known kind, or the part of the program that reaches it is missing.
    """
    from pyarrow import ArrowException, fs

    if "://" not in place:
        return fs.LocalFileSystem(), str(Path(place).absolute())
    try:
        found, base = fs.FileSystem.from_uri(place)
    except (ArrowException, OSError, ValueError) as error:
        raise ReliabilityError(
            f"{bare(place)} cannot be opened: {reason(error)}.",
            "Give a folder, or an address such as s3://bucket/folder; keys and region go into the environment.",
        ) from error
    return found, base.rstrip("/")


def reason(error: Exception) -> str:
    """The first line of what Arrow says, cut where it is long."""
    lines = str(error).strip().splitlines() or ["no reason was given"]
    return lines[0][:200].rstrip(".")
