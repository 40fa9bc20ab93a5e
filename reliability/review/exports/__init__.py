"""Review results for other tools: one file per format, each with one `render(chunks, out)`; found by being there.

A format takes frames of records.EXPORTED, or, where its module says `ROWS = SOURCES`, those of `exporting.sources`;
`LINKS` says that it links to the articles' reports, `BINARY` that it is nothing for a terminal, `MEDIA_TYPE` and
`ENDING` what kind of file it is, where that is not JSON Lines. The first line of its docstring tells users what it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import IO, Protocol, cast

import polars as pl

ARTICLES, SOURCES = "articles", "sources"


class Exporter(Protocol):
    """What a module has to offer to be a format."""

    __doc__: str

    def render(self, chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
        """Write the rows of `chunks` to `out`."""


@cache
def formats() -> dict[str, Exporter]:
    """The formats by their names: `schema-org` is schema_org.py."""
    names = sorted(found.name for found in iter_modules([str(Path(__file__).parent)]))
    modules = {name.replace("_", "-"): import_module(f"{__name__}.{name}") for name in names}
    return {name: cast(Exporter, module) for name, module in modules.items() if hasattr(module, "render")}


def rows_of(exporter: Exporter) -> str:
    """What a format is a list of: ARTICLES or SOURCES."""
    return str(getattr(exporter, "ROWS", ARTICLES))


def links(exporter: Exporter) -> bool:
    """Whether a format links to the articles' reports."""
    return bool(getattr(exporter, "LINKS", False))


def media_type(exporter: Exporter) -> str:
    """What a format is over HTTP."""
    return str(getattr(exporter, "MEDIA_TYPE", "application/x-ndjson"))


def ending(exporter: Exporter) -> str:
    """How names of its files end, without a dot."""
    return str(getattr(exporter, "ENDING", "jsonl"))


def summary(exporter: Exporter) -> str:
    """What a format is, in a line."""
    return exporter.__doc__.partition("\n")[0]
