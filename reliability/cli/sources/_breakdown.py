"""One source with what its score is made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reliability.cli._options import Format

if TYPE_CHECKING:
    from reliability.store import Store


def write(opened: Store, name: str, role: str | None, wanted: Format, output: Path | None, limit: int) -> None:
    """Write the sources of this name: for people a row per part, else the rows of `reliability sources`.

    Raises:
        ReliabilityError: no source has this name.
    """
    import polars as pl

    from reliability import store
    from reliability.cli import _output
    from reliability.errors import ReliabilityError
    from reliability.readers.domains import domain_of
    from reliability.reports import views

    names = dict.fromkeys((name, domain_of(name) or name))
    found = next((rows for key in names if (rows := pl.concat(store.sources(opened, role, key))).height), None)
    if found is None:
        raise ReliabilityError(f"There is no source '{name}'.", "See `reliability sources` for their names.")
    if wanted not in (Format.TABLE, Format.MD):
        _output.write([found], wanted, output, views.SOURCES, limit)
        return
    shown = found.rename({"parts": "part"}).explode("part", empty_as_null=True)
    _output.write([shown], wanted, output, views.SOURCE_PARTS, limit)
