"""Addresses: of web pages in one form, and of object stores, `s3://bucket/folder`, with their file systems."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from reliability.errors import ReliabilityError

SCHEMES = ("s3", "gs", "gcs", "hdfs", "abfs", "abfss")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|cmpid|ocid|smid|ncid", re.I)


def normalised(url: str) -> str:
    """Return an address under which the same article is found again: no fragment, no tracking, no closing slash."""
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    except ValueError:
        return url.strip()
    scheme = "https" if parts.scheme.lower() in ("", "http", "https") else parts.scheme.lower()
    return urlunsplit((scheme, f"{parts.hostname or ''}{port}", parts.path.rstrip("/"), urlencode(query), ""))


def host(url: str) -> str:
    """The name of the site of an address, without `www.`; empty where it has none.

    >>> host("https://www.harbour-post.example/pier"), host("http://[::")
    ('harbour-post.example', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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
